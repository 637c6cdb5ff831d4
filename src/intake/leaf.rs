//! Which leaf of the catalogue a paper belongs to, by the words of the leaves.

use crate::model::{Catalogue, LeafId};
use crate::new_item::{Fact, Spoken, leaves_of};

/// So many leaves are offered.
const OFFERED: usize = 5;

/// What the words say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One leaf, and what speaks for it.
    One(Fact<LeafId>),
    /// None, or several alike: the nearest.
    Among(Vec<LeafId>),
}

/// Chooses a leaf for a paper. Only its title decides: its text speaks of much.
pub fn choose(catalogue: &Catalogue, title: &str, text: &str) -> Choice {
    let spoken = leaves_of(catalogue, title, text);
    let next = spoken.get(1).map_or(0, |next| next.score);
    match spoken.first() {
        Some(Spoken { leaf, score, word: Some(word) }) if *score > next => Choice::One(Fact::found(*leaf, format!("标题里有“{word}”"))),
        _ => Choice::Among(spoken.iter().take(OFFERED).map(|spoken| spoken.leaf).collect()),
    }
}
