//! Which leaf of the catalogue a paper belongs to, by the leaf's keywords.

use crate::model::{Catalogue, LeafId};

/// A keyword in the title weighs so much.
const IN_TITLE: usize = 10;
/// So many leaves are offered.
const OFFERED: usize = 5;

/// What the keywords say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One leaf, and the words that speak for it.
    One(LeafId, String),
    /// None, or several alike: the nearest.
    Among(Vec<LeafId>),
}

/// Chooses a leaf for a paper.
pub fn choose(catalogue: &Catalogue, title: &str, body: &str) -> Choice {
    let mut scored: Vec<(usize, usize, LeafId, &str)> = Vec::new();
    for (id, leaf) in catalogue.leaves() {
        let words = || leaf.keywords.iter().chain([&leaf.name]).map(String::as_str).filter(|word| word.chars().count() > 1);
        // Of 审计结果 and 审计 only the longer counts.
        let in_title: Vec<&str> = words().filter(|word| title.contains(word)).collect();
        let longest = in_title.iter().copied().max_by_key(|word| word.chars().count());
        let own = longest.map_or(0, |word| IN_TITLE + 3 * word.chars().count()) + in_title.len().saturating_sub(1);
        let in_body = words().filter(|word| body.contains(word)).count();
        if own + in_body > 0 {
            scored.push((own + in_body, own, id, longest.unwrap_or("")));
        }
    }
    scored.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    match scored.as_slice() {
        [(_, own, id, word)] if *own > 0 => Choice::One(*id, (*word).to_string()),
        [(best, own, id, word), (next, ..), ..] if *own > 0 && best > next => Choice::One(*id, (*word).to_string()),
        all => Choice::Among(all.iter().take(OFFERED).map(|(_, _, id, _)| *id).collect()),
    }
}
