//! Front matter as it nearly always is, read at a tenth of what a whole reader of YAML costs: plain words behind plain keys.

use std::iter::Peekable;

use crate::diag::{Span, Spanned};
use crate::model::is_han;

use super::super::text;
use super::{Frame, Kind, Node};

/// Reads what [`super::read_any`] reads, to the same tree with the same places; `None` where anything in the text could mean more
/// than it says. It knows lines `键: 值`, lists of lines `  - 值` below a key, and values that are a word, `[词, 词]` or
/// `{键: 词, 键: 词}`.
pub fn read(text: &str, base: usize) -> Option<Node> {
    if !text.chars().all(is_plain) {
        return None;
    }
    let mut entries = Vec::new();
    let mut lines = pieces(text::lines(text), 0, base).map(|(line, at)| (line.trim_end_matches(['\r', '\n']), at)).peekable();
    while let Some((line, at)) = lines.next() {
        entries.push(match line.strip_suffix(':') {
            Some(name) => (key(name, at)?, list_below(&mut lines)?),
            None => entry(line, at, value)?,
        });
    }
    (!entries.is_empty()).then(|| Frame::Map(base, entries, None).close(base))
}

/// What the text may be made of. Any other character, such as a quote, a tab or a `#`, is for the reader of YAML to judge.
fn is_plain(c: char) -> bool {
    is_han(c)
        || matches!(c, ' ' | '-'..='9' | ':' | 'A'..='Z' | 'a'..='z' | '_' | '%' | '+' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | '\n' | '\r')
        || matches!(c, '\u{3001}'..='\u{301f}' | '\u{ff01}'..='\u{ff5e}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Pieces of a text with their places; between two of them `gap` bytes are left out.
fn pieces<'t>(pieces: impl Iterator<Item = &'t str>, gap: usize, start: usize) -> impl Iterator<Item = (&'t str, usize)> {
    pieces.scan(start, move |next, piece| {
        let at = *next;
        *next += piece.len() + gap;
        Some((piece, at))
    })
}

/// The lines `  - 值` that come next.
fn list_below<'t>(lines: &mut Peekable<impl Iterator<Item = (&'t str, usize)>>) -> Option<Node> {
    let start = lines.peek()?.1 + 2;
    let mut nodes = Vec::new();
    while let Some((item, at)) = lines.peek().and_then(|(line, at)| Some((line.strip_prefix("  - ")?, *at))) {
        nodes.push(value(item, at + 4)?);
        lines.next();
    }
    (!nodes.is_empty()).then(|| Frame::List(start, nodes).close(start))
}

/// `键: 值`, the value as `read` reads it.
fn entry(text: &str, at: usize, read: fn(&str, usize) -> Option<Node>) -> Option<(Spanned<String>, Node)> {
    let (name, value) = text.split_once(": ")?;
    Some((key(name, at)?, read(value, at + name.len() + 2)?))
}

/// A word, or words in brackets.
fn value(text: &str, at: usize) -> Option<Node> {
    let inside = |open, close| Some(pieces(text.strip_prefix(open)?.strip_suffix(close)?.split(", "), 2, at + 1));
    let frame = if let Some(words) = inside('[', ']') {
        Frame::List(at, words.map(|(text, at)| word(text, at)).collect::<Option<_>>()?)
    } else if let Some(entries) = inside('{', '}') {
        Frame::Map(at, entries.map(|(text, at)| entry(text, at, word)).collect::<Option<_>>()?, None)
    } else {
        return word(text, at);
    };
    Some(frame.close(at))
}

fn word(text: &str, at: usize) -> Option<Node> {
    is_word(text).then(|| Node { span: span(text, at), kind: Kind::Text(text.to_string()) })
}

/// A key with no `?` before it has at most so many characters.
const LONGEST_KEY: usize = 1024;

fn key(text: &str, at: usize) -> Option<Spanned<String>> {
    (is_word(text) && text.len() < LONGEST_KEY).then(|| Spanned::new(text.to_string(), span(text, at)))
}

/// Whether nothing in a text is a sign of YAML, and it begins as no sign of it can.
fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || !c.is_ascii())
        && !text.ends_with([' ', ':'])
        && !text.bytes().any(|byte| matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b'\r'))
        && !text.as_bytes().windows(2).any(|two| two == b": ")
}

fn span(text: &str, at: usize) -> Span {
    Span::new(at, at + text.len())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::folder::{CONTENT, Folder};
    use crate::parse::yaml::read_any;

    /// Whether a text is read here; what is read is what the reader of YAML reads.
    fn is_read(text: &str) -> bool {
        let Some(node) = read(text, 7) else { return false };
        let whole = read_any(text, 7).map(|(whole, aside)| (whole, aside.comments.len() + aside.exotic.len()));
        assert_eq!(whole.ok(), Some((node, 0)), "{text}");
        true
    }

    #[test]
    fn the_sample_column() {
        let folder = Folder::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample column is there");
        let items = folder.files_below(CONTENT).filter(|(path, _)| path.extension() == "md");
        let fronts: Vec<&str> = items
            .filter_map(|(path, _)| folder.text(path.as_str())?.strip_prefix("---\n")?.split_once("---\n"))
            .map(|(front, _)| front)
            .collect();
        let read = fronts.iter().filter(|front| is_read(front)).count();
        assert!(fronts.len() > 100 && read * 10 > fronts.len() * 9, "{read} of {} are read", fronts.len());
    }

    #[test]
    fn whatever_is_put_into_it_or_left_out() {
        const FRONT: &str = "标题: 第1号通报（一）\n日期: 2016-06-11 16:26\r\n词: [通报, 工作 情况]\n审核:\n  - {级别: 一审, 人: 党政办}\n  - 甲\n查: {果: 可}\n";
        const SIGNS: &[&str] = &[
            " ",
            "  ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "\n  ",
            "\n- ",
            ":",
            ": ",
            "：",
            "#",
            " #",
            "-",
            "- ",
            "---",
            "\n---\n",
            "\n...\n",
            ".",
            ",",
            ", ",
            "，",
            "[",
            "]",
            "{",
            "}",
            "()",
            "\"",
            "'",
            "“",
            "|",
            ">",
            "&a ",
            "*a",
            "!t ",
            "?",
            "? ",
            "%",
            "@",
            "`",
            "~",
            "_",
            "\\",
            "=",
            "<<: ",
            "null",
            "0",
            "A",
            "甲",
            "\u{3000}",
            "\u{a0}",
            "\u{85}",
            "\u{200b}",
            "\u{2028}",
            "\u{feff}",
            "键: 值\n",
            "  - 乙\n",
        ];
        assert!(is_read(FRONT));
        let mut read = 0;
        for (at, c) in FRONT.char_indices() {
            let (before, after) = FRONT.split_at(at);
            for sign in SIGNS {
                read += usize::from(is_read(&format!("{before}{sign}{after}")));
                read += usize::from(is_read(&format!("{before}{sign}{}", &after[c.len_utf8()..])));
            }
            is_read(&format!("{before}{}", &after[c.len_utf8()..]));
            is_read(before);
        }
        assert!(read > 1000, "{read} are read");
    }

    #[test]
    fn long_keys() {
        for length in [1000, 1023, 1024, 1025, 2000] {
            is_read(&format!("{}: 乙\n", "a".repeat(length)));
            is_read(&format!("甲: {{{}: 乙}}\n", "a".repeat(length)));
        }
    }
}
