//! XML and HTML as a row of events. Nothing is expanded but the five entities and numbers, so there is no bomb in it; what is
//! malformed ends the row or is passed over.

use std::borrow::Cow;

/// What stands next.
pub enum Event<'x> {
    /// A tag that opens an element. One that is empty is followed by its end.
    Open(Tag<'x>),
    /// The end of an element, by its local name.
    Close(&'x str),
    /// Text between tags.
    Text(Cow<'x, str>),
}

/// An opening tag.
pub struct Tag<'x> {
    /// Its name without prefix.
    pub name: &'x str,
    attributes: &'x str,
}

impl Tag<'_> {
    /// The value of an attribute, by its local name.
    pub fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut rest = self.attributes;
        while let Some((key, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let key = key.trim_end().rsplit(|c: char| c.is_whitespace() || c == ':').next().unwrap_or("");
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, tail) = match quote {
                Some(quote) => after.get(1..)?.split_once(quote)?,
                None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            if key == name {
                return Some(decoded(value));
            }
            rest = tail;
        }
        None
    }

    /// Whether an attribute says yes.
    pub fn is(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| matches!(&*value, "1" | "true" | "on"))
    }
}

/// The events of a text.
pub struct Events<'x> {
    rest: &'x str,
    /// An empty element that is not closed yet.
    empty: Option<&'x str>,
}

/// Reads a text.
pub fn events(text: &str) -> Events<'_> {
    Events { rest: text, empty: None }
}

impl<'x> Iterator for Events<'x> {
    type Item = Event<'x>;

    fn next(&mut self) -> Option<Event<'x>> {
        if let Some(name) = self.empty.take() {
            return Some(Event::Close(name));
        }
        loop {
            let rest = self.rest;
            if rest.is_empty() {
                return None;
            }
            let tag = if is_tag(rest.as_bytes()) { 0 } else { next_tag(rest) };
            if tag > 0 {
                let (text, after) = rest.split_at(tag);
                self.rest = after;
                return Some(Event::Text(decoded(text)));
            }
            if let Some(data) = rest.strip_prefix("<![CDATA[") {
                let (data, after) = data.split_once("]]>").unwrap_or((data, ""));
                self.rest = after;
                return Some(Event::Text(Cow::Borrowed(data)));
            }
            if let Some(comment) = rest.strip_prefix("<!--") {
                self.rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let end = tag_end(rest)?;
            let inside = rest.get(1..end)?;
            self.rest = rest.get(end + 1..).unwrap_or("");
            if inside.starts_with(['?', '!']) {
                continue;
            }
            if let Some(name) = inside.strip_prefix('/') {
                return Some(Event::Close(local(name.trim_end())));
            }
            let (inside, empty) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
            let (name, attributes) = inside.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inside, ""));
            let name = local(name);
            self.empty = empty.then_some(name);
            return Some(Event::Open(Tag { name, attributes }));
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether a tag opens here; a bare `<` is text.
fn is_tag(bytes: &[u8]) -> bool {
    matches!(bytes, [b'<', b'/' | b'!' | b'?' | b'_' | b'a'..=b'z' | b'A'..=b'Z', ..])
}

fn next_tag(text: &str) -> usize {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).find(|at| bytes.get(*at..).is_some_and(is_tag)).unwrap_or(text.len())
}

/// Where the tag at the start ends: at a `>` that is in no quotes. Quotes that never close are none.
fn tag_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        let found = at + memchr::memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
        let byte = *bytes.get(found)?;
        if byte == b'>' {
            return Some(found);
        }
        at = match memchr::memchr(byte, bytes.get(found + 1..)?) {
            Some(length) => found + length + 2,
            None => return bytes.get(found..).and_then(|rest| memchr::memchr(b'>', rest)).map(|length| found + length),
        };
    }
}

/// Text with its entities read.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        out.push_str(before);
        let name = entity.bytes().take(12).position(|byte| byte == b';').and_then(|end| entity.get(..end));
        match name.and_then(|name| Some((name, character(name)?))) {
            Some((name, c)) => {
                out.push(c);
                rest = entity.get(name.len() + 1..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = entity;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn character(name: &str) -> Option<char> {
    if let Some(code) = name.strip_prefix('#') {
        let number = match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => code.parse().ok(),
        };
        return number.and_then(char::from_u32);
    }
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" | "ensp" | "emsp" | "thinsp" => Some(' '),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "lsquo" => Some('‘'),
        "rsquo" => Some('’'),
        "mdash" => Some('—'),
        "ndash" => Some('–'),
        "hellip" => Some('…'),
        "middot" => Some('·'),
        "bull" => Some('•'),
        "times" => Some('×'),
        "copy" => Some('©'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        events(text)
            .map(|event| match event {
                Event::Open(tag) => format!("<{}>", tag.name),
                Event::Close(name) => format!("</{name}>"),
                Event::Text(text) => text.into_owned(),
            })
            .collect()
    }

    #[test]
    fn events_are_read() {
        assert_eq!(shown("<?xml?><w:t a='>'>&#49;&lt;1 &b;</w:t><!-- x --><w:br/>"), "<t>1<1 &b;</t><br></br>");
        assert_eq!(shown("a < b<![CDATA[<c>]]>"), "a < b<c>");
        assert_eq!(shown("<a <b"), "");
        assert_eq!(shown("<a b=\">x"), "<a>x");
    }

    #[test]
    fn attributes_are_read() {
        let Some(Event::Open(tag)) = events("<c r:id = \"A&amp;1\" t='s' u=v>").next() else { unreachable!("a tag") };
        assert_eq!(tag.get("id").as_deref(), Some("A&1"));
        assert_eq!(tag.get("t").as_deref(), Some("s"));
        assert_eq!(tag.get("u").as_deref(), Some("v"));
        assert_eq!(tag.get("r"), None);
    }
}
