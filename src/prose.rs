//! The lines of an item's text, what in a line is code or an address, and what a line looks like when it is mended.

use std::ops::Range;

use crate::diag::Span;

/// A line of a file.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    /// The line without its end.
    pub text: &'t str,
    /// The byte of the file at which it starts.
    pub start: usize,
    /// The byte of the file at which the next one starts.
    pub next: usize,
}

impl Line<'_> {
    /// Its place, without its end.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// Its place, with its end.
    pub fn whole(&self) -> Span {
        Span::new(self.start, self.next)
    }
}

/// The lines of the part `body` of a text; what is fenced as code is left out.
pub fn lines(text: &str, body: Span) -> impl Iterator<Item = Line<'_>> {
    let (mut at, mut fence) = (body.start, None);
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..body.end).filter(|rest| !rest.is_empty())?;
            let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
            let line = Line { text: rest.get(..length)?.trim_end_matches(['\n', '\r']), start: at, next: at + length };
            at = line.next;
            let begun = line.text.trim_start();
            let mark = ["```", "~~~"].into_iter().find(|mark| begun.starts_with(mark));
            match (fence, mark) {
                (None, None) => return Some(line),
                (None, Some(mark)) => fence = Some(mark),
                (Some(open), Some(mark)) if open == mark => fence = None,
                _ => {}
            }
        }
    })
}

/// The line of a text in which byte `at` stands.
fn line_at(text: &str, at: usize) -> Line<'_> {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let rest = text.get(start..).unwrap_or("");
    let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
    Line { text: rest.get(..length).unwrap_or("").trim_end_matches(['\n', '\r']), start, next: start + length }
}

/// Finds the lines of places that come in order; the line of the last one is kept, so that many places of one long line cost little.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cursor<'t>(Option<Line<'t>>);

impl<'t> Cursor<'t> {
    /// The line of `text` in which byte `at` stands.
    pub fn at(&mut self, text: &'t str, at: usize) -> Line<'t> {
        let line = self.0.filter(|line| (line.start..line.next).contains(&at)).unwrap_or_else(|| line_at(text, at));
        self.0 = Some(line);
        line
    }
}

/// Tells of places that come in order, none of them within a word, whether one of some words stands before it in its line. Nothing is
/// read twice, however many places are in one line.
pub struct SaidBefore<'w> {
    words: &'w [&'w str],
    read: usize,
    said: bool,
}

impl<'w> SaidBefore<'w> {
    /// Nothing is read yet.
    pub fn new(words: &'w [&'w str]) -> SaidBefore<'w> {
        SaidBefore { words, read: 0, said: false }
    }

    /// Whether one of the words stands before byte `at` in its line of `text`, the same text each time.
    pub fn at(&mut self, text: &str, at: usize) -> bool {
        let since = text.get(self.read..at).unwrap_or("");
        let says = |part: &str| self.words.iter().any(|word| part.contains(word));
        self.said = match since.rsplit_once('\n') {
            Some((_, line)) => says(line),
            None => self.said || says(since),
        };
        self.read = at;
        self.said
    }
}

/// What in a line is no prose: code, tags, and the addresses of links.
pub fn aside(line: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    if memchr::memchr3(b'`', b'<', b']', line.as_bytes()).is_none() {
        return ranges;
    }
    let (mut at, last) = (0, [line.rfind('`'), line.rfind('>'), line.rfind(')')]);
    let [last_tick, last_tag, last_link] = last.map(|at| at.unwrap_or(0));
    while let Some(found) = line.get(at..).and_then(|rest| memchr::memchr3(b'`', b'<', b']', rest.as_bytes())) {
        let open = at + found;
        let rest = line.get(open..).unwrap_or("");
        let length = if rest.starts_with('`') && open < last_tick {
            let ticks = rest.len() - rest.trim_start_matches('`').len();
            rest.get(ticks..).and_then(|inner| inner.find(&"`".repeat(ticks))).map(|end| end + 2 * ticks)
        } else if rest.starts_with('<') && open < last_tag {
            let opens = rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')));
            if opens { rest.find('>').map(|end| end + 1) } else { None }
        } else if rest.starts_with("](") && open < last_link {
            rest.find(')').map(|end| end + 1)
        } else {
            None
        };
        at = open + length.unwrap_or(1);
        if let Some(length) = length {
            ranges.push(open..open + length);
        }
    }
    ranges
}

/// What belongs in place of a part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The part, in bytes of the line.
    pub at: Range<usize>,
    /// What belongs there.
    pub text: String,
}

/// Several edits of one line as one: its place in the file, from the first edit to the last, and the text there.
pub fn joined(line: &Line<'_>, edits: &[Edit]) -> Option<(Span, String)> {
    let (first, last) = (edits.first()?, edits.last()?);
    let (mut text, mut at) = (String::new(), first.at.start);
    for edit in edits {
        text.push_str(line.text.get(at..edit.at.start)?);
        text.push_str(&edit.text);
        at = edit.at.end;
    }
    Some((Span::new(line.start + first.at.start, line.start + last.at.end), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_prose() {
        let parts = |line: &str| aside(line).into_iter().map(|part| line[part].to_string()).collect::<Vec<_>>();
        assert_eq!(parts("见[甲,乙](甲,乙.md)和`a,b`，<b>丙</b>，1<2"), ["](甲,乙.md)", "`a,b`", "<b>", "</b>"]);
        assert_eq!(parts("未完的`和[甲](乙"), Vec::<String>::new());
    }

    #[test]
    fn said_before_in_the_line() {
        let text = "1联系2\n3电话4，5\n\n6电话\n7";
        let mut before = SaidBefore::new(&["联系", "电话"]);
        let said: String =
            text.match_indices(|c: char| c.is_ascii_digit()).filter(|(at, _)| before.at(text, *at)).map(|(_, c)| c).collect();
        assert_eq!(said, "245");
    }

    #[test]
    fn edits_of_a_line_are_one() {
        let text = "甲\n乙,丙,丁\n";
        let line = lines(text, Span::new(0, text.len())).nth(1).expect("two lines");
        let edits = [3, 7].map(|at| Edit { at: at..at + 1, text: "，".into() });
        assert_eq!(joined(&line, &edits), Some((Span::new(7, 12), "，丙，".into())));
        assert_eq!(lines("甲\n```\n乙\n```\n丙", Span::new(0, 19)).map(|line| line.text).collect::<String>(), "甲丙");
    }
}
