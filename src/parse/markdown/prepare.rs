//! What is done to the text before it is read as Markdown, so that text pasted from Word means what its author meant.

use std::borrow::Cow;

use memchr::memchr2;

use crate::diag::Span;
use crate::model::is_han;

use super::super::text::lines;

/// A body made ready, with the way back to places in the file.
pub struct Prepared<'t> {
    /// The text for the Markdown reader.
    pub text: Cow<'t, str>,
    /// From which byte of `text` on, how far the file is ahead.
    shifts: Vec<(usize, isize)>,
}

/// Stands beside `**` where the rules of CommonMark, made for words with spaces between, would not see emphasis in Chinese text.
/// It is a noncharacter of Unicode: no text may contain it.
pub const SENTINEL: char = '\u{fdd1}';

impl Prepared<'_> {
    /// The place in the file of `start..end` of the prepared text.
    pub fn original(&self, start: usize, end: usize) -> Span {
        Span::new(self.back(start), self.back(end))
    }

    fn back(&self, at: usize) -> usize {
        let after = self.shifts.partition_point(|(from, _)| *from <= at);
        let shift = after.checked_sub(1).and_then(|before| self.shifts.get(before)).map_or(0, |(_, shift)| *shift);
        at.saturating_add_signed(shift)
    }
}

/// Makes the body ready: `text[span]`.
///
/// - Paragraphs that start with full-width spaces, or with four spaces outside a list, are paragraphs, not code.
/// - Emphasis next to Chinese punctuation works as meant.
/// - Four stars and more in a number hide digits, and are no emphasis.
pub fn prepare(text: &str, span: Span) -> Prepared<'_> {
    let body = text.get(span.start..span.end).unwrap_or("");
    let base = isize::try_from(span.start).unwrap_or(0);
    let indented = || body.lines().any(|line| line.starts_with([' ', '\t', '\u{3000}', '\u{a0}']));
    if memchr2(b'*', b'~', body.as_bytes()).is_none() && !indented() {
        return Prepared { text: Cow::Borrowed(body), shifts: vec![(0, base)] };
    }
    let mut writer = Writer { out: String::with_capacity(body.len() + 16), shifts: vec![(0, base)], read: 0, base };
    let mut fence: Option<&str> = None;
    let mut in_list = false;
    let mut after_blank = true;
    for line in lines(body) {
        let content = line.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}', '\u{2003}', '\u{2002}']);
        let lead = &line[..line.len() - content.len()];
        let blank = content.trim().is_empty();
        let width: usize = lead.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        if let Some(open) = fence {
            writer.copy(line);
            if content.trim_end().starts_with(open) && content.trim_end().trim_start_matches(&open[..1]).is_empty() {
                fence = None;
            }
            continue;
        }
        if blank {
            // A line of invisible characters is a blank line, not a paragraph.
            writer.skip(line.len() - ending(line).len());
            writer.copy(ending(line));
            after_blank = true;
            continue;
        }
        let marker = is_list_marker(content);
        if marker {
            in_list = true;
        } else if width == 0 && after_blank {
            in_list = false;
        }
        after_blank = false;
        let odd = lead.contains(['\u{3000}', '\u{a0}', '\u{2003}', '\u{2002}']);
        if odd || (width >= 4 && !in_list) {
            writer.skip(lead.len());
            in_list &= marker || !odd;
        } else {
            writer.copy(lead);
        }
        fence = ["```", "~~~"].into_iter().find(|fence| content.starts_with(fence));
        match fence {
            Some(_) => writer.copy(content),
            None if memchr2(b'*', b'~', content.as_bytes()).is_none() => writer.copy(content),
            None => emphasis(content, &mut writer),
        }
    }
    Prepared { text: Cow::Owned(writer.out), shifts: writer.shifts }
}

/// Copies text, and keeps count of what it left out and put in.
struct Writer {
    out: String,
    shifts: Vec<(usize, isize)>,
    read: usize,
    base: isize,
}

impl Writer {
    fn copy(&mut self, text: &str) {
        self.out.push_str(text);
        self.read += text.len();
    }

    fn skip(&mut self, bytes: usize) {
        if bytes > 0 {
            self.read += bytes;
            self.mark();
        }
    }

    fn sentinel(&mut self) {
        self.out.push(SENTINEL);
        self.mark();
    }

    /// Copies stars that hide part of a number (138****1234), so that they stay stars.
    fn stars(&mut self, run: usize) {
        for _ in 0..run {
            self.out.push('\\');
            self.mark();
            self.copy("*");
        }
    }

    fn mark(&mut self) {
        let ahead = isize::try_from(self.read).unwrap_or(0) - isize::try_from(self.out.len()).unwrap_or(0);
        self.shifts.push((self.out.len(), ahead + self.base));
    }
}

/// What a line ends with.
fn ending(line: &str) -> &str {
    &line[line.trim_end_matches(['\r', '\n']).len()..]
}

fn is_list_marker(line: &str) -> bool {
    let rest = match line.as_bytes().first() {
        Some(b'-' | b'*' | b'+' | b':') => &line[1..],
        Some(b'0'..=b'9') => line.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', ')']).unwrap_or("x"),
        Some(b'[') if line.starts_with("[^") => return line.contains("]:"),
        _ => "x",
    };
    rest.starts_with([' ', '\t', '\r', '\n']) || rest.is_empty()
}

/// Copies a line, with a sentinel where `**` stands between a Chinese character and a punctuation mark.
fn emphasis(line: &str, writer: &mut Writer) {
    let mut before: Option<char> = None;
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let run = match first {
            '*' | '~' => rest.len() - rest.trim_start_matches(first).len(),
            '`' => {
                // A code span is copied whole.
                let ticks = rest.len() - rest.trim_start_matches('`').len();
                let fence = &rest[..ticks];
                let length = rest[ticks..].find(fence).map_or(ticks, |end| ticks + end + ticks);
                writer.copy(&rest[..length]);
                before = Some('`');
                rest = &rest[length..];
                continue;
            }
            '\\' => {
                let length = rest.chars().take(2).map(char::len_utf8).sum();
                writer.copy(&rest[..length]);
                before = rest[..length].chars().next_back();
                rest = &rest[length..];
                continue;
            }
            _ => {
                let plain = rest.bytes().position(|byte| matches!(byte, b'*' | b'~' | b'`' | b'\\')).unwrap_or(rest.len());
                writer.copy(&rest[..plain]);
                before = rest[..plain].chars().next_back();
                rest = &rest[plain..];
                continue;
            }
        };
        let after = rest[run..].chars().next();
        let (space_before, space_after) = (before.is_none_or(char::is_whitespace), after.is_none_or(char::is_whitespace));
        // More stars than emphasis has, or one between two Chinese characters (王*明), hide something.
        let hides = run > 3 && !(space_before && space_after) || run == 1 && before.is_some_and(is_han) && after.is_some_and(is_han);
        if first == '*' && hides {
            writer.stars(run);
        } else if run <= 3 && !space_before && !space_after {
            let (previous, next) = (before.unwrap_or(' '), after.unwrap_or(' '));
            let chinese = is_cjk(previous) || is_cjk(next);
            if chinese && is_punctuation(previous) && !opens(previous) && !is_punctuation(next) {
                writer.sentinel();
            }
            writer.copy(&rest[..run]);
            if chinese && opens(next) && !is_punctuation(previous) {
                writer.sentinel();
            }
        } else {
            writer.copy(&rest[..run]);
        }
        before = Some(first);
        rest = &rest[run..];
    }
}

/// Whether a character belongs to Chinese (or Japanese) text: between two of them a line break is no space.
pub fn is_cjk(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3000}'..='\u{30ff}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '·' | '×' | '§')
}

/// A mark that opens something: emphasis may start before it. Before a comma stars rather hide a name (张**、李**).
fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '（' | '(' | '《' | '〈' | '「' | '『' | '【' | '〔' | '〖' | '[' | '［')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_that_hide_digits_stay() {
        let text = "电话138****1234和139****5678，**重点**。";
        let prepared = prepare(text, Span::new(0, text.len()));
        let words: String = super::super::events(&prepared)
            .into_iter()
            .filter_map(|(event, _)| match event {
                pulldown_cmark::Event::Text(text) => Some(text.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(words, "电话138****1234和139****5678，重点。");
        let at = prepared.text.find("重点").expect("it is kept");
        assert_eq!(prepared.original(at, at + "重点".len()).of(text), "重点");
    }

    #[test]
    fn the_way_back() {
        let text = "---\n---\n　　第一段**（一）**说明\n    第二段\n";
        let body = Span::new(8, text.len());
        let prepared = prepare(text, body);
        assert!(!prepared.text.contains('　'));
        for word in ["第一段", "说明", "第二段"] {
            let at = prepared.text.find(word).expect("it is kept");
            assert_eq!(prepared.original(at, at + word.len()).of(text), word);
        }
    }
}
