//! What must not be printed, whatever the format: resident identity numbers, and whatever else a privacy rule pointed at.

use std::collections::{BTreeSet, HashMap};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::diag::{Diagnostic, Span};
use crate::folder::Folder;
use crate::personal::{masked, numbers};

/// The places of a column's files that nobody may be shown.
pub struct Secrets<'r> {
    /// By file, in order, none in another.
    places: HashMap<&'r str, Vec<Span>>,
    /// What stands there.
    words: HashMap<&'r str, AhoCorasick>,
}

/// So many digits are a number of somebody; fewer may stand anywhere.
const DIGITS: usize = 6;

impl<'r> Secrets<'r> {
    /// The secrets that the findings of privacy rules point at.
    pub fn new(findings: &'r [Diagnostic], folder: &Folder) -> Secrets<'r> {
        let mut places: HashMap<&str, Vec<Span>> = HashMap::new();
        // Each once: a finder takes longer and longer to add the same word.
        let mut words: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for finding in findings.iter().filter(|finding| finding.rule.is_in("privacy")) {
            let file = finding.file.as_str();
            places.entry(file).or_default().push(finding.span);
            let word = finding.span.of(folder.text(file).unwrap_or(""));
            if word.chars().filter(|c| c.is_numeric()).count() >= DIGITS {
                words.entry(file).or_default().insert(word);
            }
        }
        for places in places.values_mut() {
            *places = merged(std::mem::take(places));
        }
        let finder = |words: BTreeSet<&str>| AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok();
        let words = words.into_iter().filter_map(|(file, words)| Some((file, finder(words)?))).collect();
        Secrets { places, words }
    }

    /// The places in a file that privacy rules point at.
    pub fn places(&self, file: &str) -> &[Span] {
        self.places.get(file).map_or(&[], Vec::as_slice)
    }

    /// The same, with the places of all numbers of people in the file's text, in order.
    pub fn places_in(&self, file: &str, text: &str) -> Vec<Span> {
        let known = self.places(file).iter().copied();
        merged(known.chain(numbers(text)).collect())
    }

    /// Whether a place of a file is one of them.
    pub fn covers(&self, file: &str, place: usize) -> bool {
        within(self.places(file), place)
    }

    /// A text that is said of a file, without what must not be said.
    pub fn told(&self, file: &str, text: &str) -> String {
        let told = masked(text);
        let Some(finder) = self.words.get(file) else { return told };
        let mut starred = String::with_capacity(told.len());
        finder.replace_all_with(&told, &mut starred, |_, word, to| {
            to.extend(word.chars().map(|_| '*'));
            true
        });
        starred
    }

    /// A whole file with stars in place of what must not be shown. Its lines stay as they are.
    pub fn hidden(&self, file: &str, text: &str) -> String {
        let ids = merged(numbers(text));
        let stars = text.char_indices().map(|(at, c)| {
            let secret = c.is_alphanumeric() && (within(&ids, at) || self.covers(file, at));
            if secret { '*' } else { c }
        });
        stars.collect()
    }
}

/// Places in order, with those that meet made into one.
fn merged(mut places: Vec<Span>) -> Vec<Span> {
    places.sort();
    let mut merged: Vec<Span> = Vec::with_capacity(places.len());
    for place in places {
        match merged.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => merged.push(place),
        }
    }
    merged
}

/// Whether a byte is in one of the places, which are in order and apart.
pub fn within(places: &[Span], at: usize) -> bool {
    let after = places.partition_point(|span| span.start <= at);
    after.checked_sub(1).and_then(|last| places.get(last)).is_some_and(|span| at < span.end)
}
