//! A text as a reader sees it where HTML is in it: tags gone, entities read, with the way back to the places in the file.

use crate::diag::Span;

/// A text with its HTML read.
pub struct Seen {
    text: String,
    /// From which byte of `text` on, at which byte the file stands.
    places: Vec<(usize, usize)>,
}

impl Seen {
    /// A text with its tags and entities read; `None` where it has none.
    pub fn read(text: &str) -> Option<Seen> {
        let bytes = text.as_bytes();
        let marked = |at: usize| match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'<'), Some(next)) => next.is_ascii_alphabetic() || *next == b'/',
            (_, Some(next)) => *next == b'#' || next.is_ascii_alphabetic(),
            _ => false,
        };
        let mut marks = memchr::memchr2_iter(b'<', b'&', bytes).filter(|at| marked(*at)).peekable();
        marks.peek()?;
        let mut seen = Seen { text: String::with_capacity(text.len()), places: vec![(0, 0)] };
        let mut done = 0;
        for at in marks {
            if at < done {
                continue;
            }
            let rest = text.get(at..).unwrap_or("");
            let Some((length, becomes)) = tag(rest).or_else(|| entity(rest)) else { continue };
            seen.text.push_str(text.get(done..at).unwrap_or(""));
            done = at + length;
            if let Some(c) = becomes {
                seen.places.push((seen.text.len(), at));
                seen.text.push(c);
            }
            seen.places.push((seen.text.len(), done));
        }
        seen.text.push_str(text.get(done..).unwrap_or(""));
        Some(seen)
    }

    /// The text as a reader sees it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place in the file.
    pub fn back(&self, span: Span) -> Span {
        // The end of a place is where its last byte ends, not where the next tag has ended.
        Span::new(self.place(span.start), self.place(span.end.saturating_sub(1)) + 1)
    }

    fn place(&self, at: usize) -> usize {
        let after = self.places.partition_point(|(from, _)| *from <= at);
        let (from, place) = after.checked_sub(1).and_then(|before| self.places.get(before)).copied().unwrap_or_default();
        place + (at - from)
    }
}

/// Looks for something in a text as a reader sees it, and puts what was found back to its places.
pub fn seen<T>(text: &str, look: impl Fn(&str) -> Vec<T>, back: impl Fn(T, &Seen) -> T) -> Vec<T> {
    match Seen::read(text) {
        None => look(text),
        Some(seen) => look(&seen.text).into_iter().map(|found| back(found, &seen)).collect(),
    }
}

/// Tags within a line of text. All others end it.
const INLINE: &[&str] =
    &["a", "b", "code", "del", "em", "font", "i", "ins", "mark", "o:p", "s", "small", "span", "strong", "sub", "sup", "u", "wbr"];

/// How long the tag at the start of the text is, and what a reader sees for it. In an address (`<a href=…>`) the reader sees what
/// is written: it stays.
fn tag(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.char_indices().take(400).find(|(_, c)| *c == '>')?.0;
    let inside = text.get(1..end)?;
    let name = inside.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next()?.to_ascii_lowercase();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == ':');
    if !is_name || inside.contains('<') || inside.chars().filter(char::is_ascii_digit).count() >= 11 {
        return None;
    }
    Some((end + 1, (!INLINE.contains(&name.as_str())).then_some('\n')))
}

/// How long the entity at the start of the text is, and what it stands for.
fn entity(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.char_indices().take(10).find(|(_, c)| *c == ';')?.0;
    let name = text.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(code) => char::from_u32(match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => code.parse().ok()?,
        })?,
        None => match name {
            "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "middot" => '·',
            "shy" | "zwnj" | "zwj" => '\u{200b}',
            _ => return None,
        },
    };
    Some((end + 1, Some(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::personal::{ids, mobiles};

    #[test]
    fn back_to_the_file() {
        for text in
            ["<td>&#49;1010519491231002X</td>", "<b>110105</b><span lang=\"x\">19491231</span>002X，", "110105&nbsp;19491231&nbsp;002X"]
        {
            let found = ids(text);
            assert_eq!(found.len(), 1, "{text}");
            let place = found[0].span.of(text);
            assert!(place.ends_with("002X") && (place.starts_with("11") || place.starts_with('&')), "{place}");
        }
        assert_eq!(mobiles("<td>1</td><td>13900000000</td>").len(), 1);
        assert_eq!(mobiles("<a href=\"tel:13900000000\">电话</a>").len(), 1);
        assert!(Seen::read("1 < 2 & 3").is_none());
    }
}
