//! What must not be printed, whatever the format: resident identity numbers, and whatever else a privacy rule pointed at.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Span};
use crate::folder::Folder;
use crate::personal::{masked, numbers};

/// The places of a column's files that nobody may be shown.
pub struct Secrets<'r> {
    places: HashMap<&'r str, Vec<Span>>,
    /// What stands there, the longest first.
    words: HashMap<&'r str, Vec<String>>,
}

/// So many digits are a number of somebody; fewer may stand anywhere.
const DIGITS: usize = 6;

impl<'r> Secrets<'r> {
    /// The secrets that the findings of privacy rules point at.
    pub fn new(findings: &'r [Diagnostic], folder: &Folder) -> Secrets<'r> {
        let mut places: HashMap<&str, Vec<Span>> = HashMap::new();
        let mut words: HashMap<&str, Vec<String>> = HashMap::new();
        for finding in findings.iter().filter(|finding| finding.rule.is_in("privacy")) {
            let file = finding.file.as_str();
            places.entry(file).or_default().push(finding.span);
            let word = finding.span.of(folder.text(file).unwrap_or(""));
            if word.chars().filter(|c| c.is_numeric()).count() >= DIGITS {
                words.entry(file).or_default().push(word.to_string());
            }
        }
        for words in words.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            words.dedup();
        }
        Secrets { places, words }
    }

    /// The places in a file that privacy rules point at.
    pub fn places(&self, file: &str) -> &[Span] {
        self.places.get(file).map_or(&[], Vec::as_slice)
    }

    /// Whether a place of a file is one of them.
    pub fn covers(&self, file: &str, place: usize) -> bool {
        self.places(file).iter().any(|span| span.start <= place && place < span.end)
    }

    /// A text that is said of a file, without what must not be said.
    pub fn told(&self, file: &str, text: &str) -> String {
        let mut told = masked(text);
        for word in self.words.get(file).into_iter().flatten() {
            if told.contains(word.as_str()) {
                told = told.replace(word.as_str(), &"*".repeat(word.chars().count()));
            }
        }
        told
    }

    /// A whole file with stars in place of what must not be shown. Its lines stay as they are.
    pub fn hidden(&self, file: &str, text: &str) -> String {
        let ids = numbers(text);
        let inside = |spans: &[Span], at: usize| spans.iter().any(|span| span.start <= at && at < span.end);
        let stars = text.char_indices().map(|(at, c)| {
            let secret = c.is_alphanumeric() && (inside(&ids, at) || self.covers(file, at));
            if secret { '*' } else { c }
        });
        stars.collect()
    }
}
