//! What a clerk means by a few characters: a leaf or a subject, by its code, its names, its keywords, or nearly so.

use std::cmp::Reverse;

use crate::model::{Catalogue, LeafId, Site, SubjectId};
use crate::parse::nearest;

/// What a word may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant<T> {
    /// Everything that it may mean as well as anything else, in the order of its file.
    pub all: Vec<T>,
    /// Whether it stands there so; else it is only spelled alike, and a person must say.
    pub sure: bool,
}

/// How well a word fits; the less, the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the name.
    Is,
    /// It is a part of the name.
    Part,
    /// It is a keyword, or the name has its characters in their order: 河制 for 河长制.
    Hint,
    /// It has a keyword in it, or is a part of one: that may be chance.
    Shares,
}

/// The leaves that a word may mean.
pub fn leaves(site: &Site, word: &str) -> Meant<LeafId> {
    let word = word.trim();
    if let Some(leaf) = site.catalogue.find(word) {
        return Meant { all: vec![leaf], sure: true };
    }
    let fits = site.catalogue.leaves().filter_map(|(id, leaf)| {
        let hints = leaf.keywords.iter().map(String::as_str);
        Some((fit(word, &[&leaf.name, &leaf.code], hints)?, id))
    });
    best(fits.collect()).unwrap_or_else(|| {
        let names = || site.catalogue.leaves.iter().flat_map(|leaf| [leaf.name.as_str(), &leaf.code]);
        let near = nearest(word, names()).and_then(|name| site.catalogue.find(name));
        Meant { all: near.into_iter().collect(), sure: false }
    })
}

/// A leaf that a paper speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken<'c> {
    /// The leaf.
    pub leaf: LeafId,
    /// How much speaks for it.
    pub score: usize,
    /// The longest of its words in the title; nothing where they stand in the text alone.
    pub word: Option<&'c str>,
}

/// A word in the title weighs so much.
const IN_TITLE: usize = 10;

/// The leaves that a paper speaks of: those whose name or keywords stand in its title or text, the likeliest first.
pub fn leaves_of<'c>(catalogue: &'c Catalogue, title: &str, text: &str) -> Vec<Spoken<'c>> {
    let mut spoken: Vec<Spoken<'c>> = Vec::new();
    for (leaf, kind) in catalogue.leaves() {
        let words = || kind.keywords.iter().chain([&kind.name]).map(String::as_str).filter(|word| word.chars().count() > 1);
        // Of 审计结果 and 审计 only the longer counts.
        let in_title: Vec<&str> = words().filter(|word| title.contains(word)).collect();
        let word = in_title.iter().copied().max_by_key(|word| word.chars().count());
        let of_title = word.map_or(0, |word| IN_TITLE + 3 * word.chars().count()) + in_title.len().saturating_sub(1);
        let score = of_title + words().filter(|word| text.contains(word)).count();
        if score > 0 {
            spoken.push(Spoken { leaf, score, word });
        }
    }
    spoken.sort_by_key(|spoken| Reverse(spoken.score));
    spoken
}

/// The subjects that a word may mean.
pub fn subjects(site: &Site, word: &str) -> Meant<SubjectId> {
    let word = word.trim();
    if let Some(subject) = site.subjects.find(word) {
        return Meant { all: vec![subject], sure: true };
    }
    let fits = site.subjects.iter().filter_map(|(id, subject)| {
        let names: Vec<&str> =
            [&subject.short, &subject.name, &subject.code].into_iter().chain(&subject.aliases).map(String::as_str).collect();
        Some((fit(word, &names, std::iter::empty())?, id))
    });
    best(fits.collect()).unwrap_or_else(|| {
        let names = site.subjects.all.iter().flat_map(|subject| [subject.short.as_str(), &subject.name, &subject.code]);
        let near = nearest(word, names).and_then(|name| site.subjects.find(name));
        Meant { all: near.into_iter().collect(), sure: false }
    })
}

/// Those that fit best.
fn best<T>(fits: Vec<(Fit, T)>) -> Option<Meant<T>> {
    let best = fits.iter().map(|(fit, _)| *fit).min()?;
    let all = fits.into_iter().filter(|(fit, _)| *fit == best).map(|(_, id)| id).collect();
    Some(Meant { all, sure: best < Fit::Shares })
}

fn fit<'w>(word: &str, names: &[&str], mut hints: impl Iterator<Item = &'w str> + Clone) -> Option<Fit> {
    if word.is_empty() {
        return None;
    }
    let lower = word.to_lowercase();
    if names.iter().any(|name| name.to_lowercase() == lower) {
        return Some(Fit::Is);
    }
    if names.iter().any(|name| name.to_lowercase().contains(&lower)) {
        return Some(Fit::Part);
    }
    let several = word.chars().nth(1).is_some();
    if hints.clone().any(|hint| hint == word) || several && names.iter().any(|name| in_order(word, name)) {
        return Some(Fit::Hint);
    }
    let shares = several && hints.any(|hint| hint.contains(word) || hint.chars().nth(1).is_some() && word.contains(hint));
    shares.then_some(Fit::Shares)
}

/// Whether a name has the characters of a word, in their order.
fn in_order(word: &str, name: &str) -> bool {
    let mut rest = name.chars();
    word.chars().filter(|c| !c.is_whitespace()).all(|c| rest.any(|other| other == c))
}
