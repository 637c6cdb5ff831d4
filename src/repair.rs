//! Certain repairs, done in memory: round by round until nothing changes. Writing the result is left to who asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::column::Column;
use crate::diag::{Diagnostic, Fix, Report};
use crate::folder::{Blob, Folder, RelPath};
use crate::parse::{ENCODING, Encoding, recoded};

/// What came of it.
pub struct Repaired {
    /// The column as it is after the repairs.
    pub column: Column,
    /// The files as they were before, those in another encoding as they are in UTF-8, and what was found in them.
    pub before: (Folder, Report),
    /// What has changed, by file.
    pub changes: Vec<Change>,
    /// Files whose repairs never came to an end: they are as they were.
    pub unsettled: Vec<RelPath>,
}

/// One changed file.
pub struct Change {
    /// Which file.
    pub path: RelPath,
    /// The encoding that it was in, where that was not UTF-8.
    pub from: Option<Encoding>,
    /// Its text before, in UTF-8.
    pub before: Arc<str>,
    /// Its text after.
    pub after: Arc<str>,
    /// How many repairs were done for which rule.
    pub done: Done,
}

/// How many repairs were done, by rule.
pub type Done = BTreeMap<&'static str, usize>;

/// After so many rounds a file that still changes is given up: its repairs undo each other.
const ROUNDS: usize = 20;

/// Does the certain repairs of the findings that `chosen` picks.
pub fn repair(column: Column, chosen: &dyn Fn(&Column, &Diagnostic) -> bool) -> Repaired {
    let (mut column, from) = recode(column, chosen);
    let (before, found) = (column.folder().clone(), column.report().clone());
    let mut all: BTreeMap<RelPath, Done> = from.keys().map(|path| (path.clone(), Done::new())).collect();
    let mut unsettled = Vec::new();
    for round in 0.. {
        let texts = round_of(&column, chosen);
        if texts.is_empty() {
            break;
        }
        let given_up = round >= ROUNDS;
        let mut next = Vec::with_capacity(texts.len());
        for (path, text, done) in texts {
            if given_up {
                if !from.contains_key(&path) {
                    all.remove(&path);
                }
                next.extend(before.text(path.as_str()).map(|text| (path.clone(), text.into())));
                unsettled.push(path);
                continue;
            }
            let so_far = all.entry(path.clone()).or_default();
            done.into_iter().for_each(|(rule, count)| *so_far.entry(rule).or_default() += count);
            next.push((path, text.into()));
        }
        column = Column::load(column.folder().with(next), column.today(), &mut |_| {});
        if given_up {
            break;
        }
    }
    let made = |(path, mut done): (RelPath, Done)| {
        let (old, new) = (before.text(path.as_str())?, column.folder().text(path.as_str())?);
        let from = from.get(&path).copied();
        if from.is_some() {
            done.insert(ENCODING.name, 1);
        }
        (old != new || from.is_some()).then(|| Change { from, before: old.into(), after: new.into(), path, done })
    };
    let changes = all.into_iter().filter_map(made).collect();
    Repaired { changes, unsettled, before: (before, found), column }
}

/// The column with the chosen files in another encoding read, where it is certain, and what they were in. What is wrong in them shows only then.
fn recode(column: Column, chosen: &dyn Fn(&Column, &Diagnostic) -> bool) -> (Column, BTreeMap<RelPath, Encoding>) {
    let mut from = BTreeMap::new();
    let mut texts: Vec<(RelPath, Arc<str>)> = Vec::new();
    let coded = column.report().findings().iter().filter(|finding| finding.rule.name == ENCODING.name && chosen(&column, finding));
    for finding in coded {
        let bytes = column.folder().get(finding.file.as_str()).and_then(Blob::bytes);
        if let Some((encoding, text)) = bytes.and_then(recoded) {
            from.insert(finding.file.clone(), encoding);
            texts.push((finding.file.clone(), text.into()));
        }
    }
    if texts.is_empty() {
        return (column, from);
    }
    let read = Column::load(column.folder().with(texts), column.today(), &mut |_| {});
    (read, from)
}

/// The files that one round changes, with their new texts.
fn round_of(column: &Column, chosen: &dyn Fn(&Column, &Diagnostic) -> bool) -> Vec<(RelPath, String, Done)> {
    let mut by_file: BTreeMap<&RelPath, Vec<(&'static str, &Fix)>> = BTreeMap::new();
    for finding in column.report().findings() {
        let fix = finding.fix.as_ref().filter(|fix| fix.certain && chosen(column, finding));
        if let Some(fix) = fix {
            by_file.entry(&finding.file).or_default().push((finding.rule.name, fix));
        }
    }
    let mend = |(path, fixes): (&RelPath, Vec<(&'static str, &Fix)>)| {
        let (text, done) = apply(column.folder().text(path.as_str())?, fixes);
        (!done.is_empty()).then(|| (path.clone(), text, done))
    };
    by_file.into_iter().filter_map(mend).collect()
}

/// A text with its repairs done. Of two that overlap the first is done; the other comes in the next round, if it is still wanted.
fn apply(text: &str, mut fixes: Vec<(&'static str, &Fix)>) -> (String, Done) {
    fixes.sort_by_key(|(_, fix)| fix.span);
    let ending = line_ending(text);
    // A byte order mark is not ours to take away.
    let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (mut mended, mut done) = (String::with_capacity(text.len() + 64), Done::new());
    let (mut at, mut last) = (0, None);
    for (rule, fix) in fixes {
        let free = fix.span.start >= at.max(first) && last != Some(fix.span.start);
        let Some(old) = text.get(fix.span.start..fix.span.end).filter(|_| free) else { continue };
        let new = fix.text.replace("\r\n", "\n").replace('\n', ending);
        if new == old {
            continue;
        }
        mended.push_str(text.get(at..fix.span.start).unwrap_or(""));
        mended.push_str(&new);
        (at, last) = (fix.span.end, Some(fix.span.start));
        *done.entry(rule).or_default() += 1;
    }
    mended.push_str(text.get(at..).unwrap_or(""));
    (mended, done)
}

/// How the lines of a text end, by its first.
fn line_ending(text: &str) -> &'static str {
    match text.find(['\n', '\r']).and_then(|at| text.get(at..)) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    fn fixed(text: &str, fixes: &[(usize, usize, &str)]) -> String {
        let fixes: Vec<Fix> =
            fixes.iter().map(|(from, to, text)| Fix { span: Span::new(*from, *to), text: text.to_string(), certain: true }).collect();
        apply(text, fixes.iter().map(|fix| ("a/b", fix)).collect()).0
    }

    #[test]
    fn the_first_of_two_that_overlap_wins() {
        assert_eq!(fixed("abcdef", &[(3, 5, "Y"), (1, 4, "X")]), "aXef");
        assert_eq!(fixed("abcdef", &[(1, 2, "X"), (2, 3, "Y")]), "aXYdef");
        assert_eq!(fixed("abc", &[(1, 1, "X"), (1, 1, "Y")]), "aXbc");
    }

    #[test]
    fn what_is_not_sure_is_left() {
        // Outside the text, inside a character, on the byte order mark, or no change.
        assert_eq!(fixed("甲乙", &[(1, 3, "x"), (3, 9, "x"), (90, 91, "x"), (0, 3, "甲")]), "甲乙");
        assert_eq!(fixed("\u{feff}甲", &[(0, 3, "")]), "\u{feff}甲");
        assert_eq!(fixed("a\r\nb", &[(3, 3, "---\n")]), "a\r\n---\r\nb");
    }
}
