//! An item's body: its HTML with a slot for each link into the column, its headings and its links.

use crate::diag::{Span, Spanned};
use crate::folder::RelPath;

/// The Markdown below the front matter, as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Its byte range in the file.
    pub span: Span,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The links and images, in order.
    pub links: Vec<Spanned<Link>>,
    /// The tables, in order.
    pub tables: Vec<Table>,
    /// The paragraphs that are nothing but bold text, in order.
    pub bold: Vec<Spanned<String>>,
    /// How many letters, digits and Han characters a reader sees, those of pictures and raw HTML not counted: up to [`Body::LONG`].
    pub length: usize,
    /// Whether there is any text at all.
    pub blank: bool,
    /// The HTML. Where a link leads into the column, its address is a [`slot`].
    pub html: Box<str>,
    /// What became of raw HTML in it.
    pub raw: RawHtml,
}

/// Opens and closes a slot. They are noncharacters of Unicode: no text may contain them.
const SLOT: (char, char) = ('\u{fdd2}', '\u{fdd3}');

/// What stands in the HTML of a body for the address of its link number `at`.
pub fn slot(at: usize) -> String {
    format!("{}{at}{}", SLOT.0, SLOT.1)
}

impl Body {
    /// The most that is counted of a body's length: the rules ask only whether it is much shorter.
    pub const LONG: usize = 100;

    /// The HTML of a page, each slot filled with the address that `resolve` gives for its link; one without address leads nowhere.
    pub fn html(&self, resolve: &dyn Fn(&Target) -> Option<String>) -> String {
        let mut html = String::with_capacity(self.html.len() + 64 * self.links.len());
        let mut rest: &str = &self.html;
        while let Some((before, after)) = rest.split_once(SLOT.0) {
            html.push_str(before);
            let (number, after) = after.split_once(SLOT.1).unwrap_or((after, ""));
            let link = number.parse::<usize>().ok().and_then(|at| self.links.get(at));
            html.push_str(&link.and_then(|link| resolve(&link.value.target)).map_or_else(|| "#".to_string(), |address| escape(&address)));
            rest = after;
        }
        html.push_str(rest);
        html
    }
}

/// Text as it stands in HTML or XML, in an attribute too.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (before, after) = rest.split_at(at);
        escaped.push_str(before);
        escaped.push_str(match after.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "&#39;",
        });
        rest = after.get(1..).unwrap_or("");
    }
    escaped.push_str(rest);
    escaped
}

/// A path or an anchor as it is written in a link: all that is not plain ASCII is percent-encoded.
pub fn encode(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~');
    if path.bytes().all(plain) {
        return path.to_string();
    }
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// What becomes of the raw HTML in a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// There is none.
    #[default]
    Absent,
    /// It is cleaned.
    Cleaned,
    /// Its tags are nested so deep that no person wrote them: it is shown as text.
    Text,
}

/// A table of the body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The cells of the header row, with their places in the file.
    pub head: Vec<Spanned<String>>,
    /// The rows below it, each with its cells.
    pub rows: Vec<Vec<Spanned<String>>>,
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// The anchor on the page, made from the text.
    pub id: String,
    /// Its plain text.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

/// A link or an image of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// Whether it is an image.
    pub image: bool,
    /// The destination as it was written.
    pub written: String,
    /// The words of the link; of an image, what is said of it.
    pub text: String,
}

/// Where a link leads, by its form alone; whether that exists is a rule's question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file of the content folder (an item, an attachment, or a leaf's folder), with the anchor in it.
    Content(RelPath, Option<String>),
    /// A place on the same page.
    Anchor(String),
    /// Another site, or a mail or telephone address.
    External(String),
    /// A scheme that must not reach a page, such as `javascript:`.
    Unsafe(String),
    /// A path that leads out of the content folder.
    Outside,
}

impl Target {
    /// Reads the destination of a link in the content file `from` (a path that starts with `content/`).
    pub fn read(from: &RelPath, destination: &str) -> Target {
        let destination = destination.trim();
        if let Some(anchor) = destination.strip_prefix('#') {
            return Target::Anchor(decode(anchor));
        }
        if let Some(scheme) = scheme(destination) {
            return match scheme.as_str() {
                "http" | "https" | "mailto" | "tel" => Target::External(destination.to_string()),
                _ => Target::Unsafe(scheme),
            };
        }
        if destination.starts_with("//") {
            return Target::External(destination.to_string());
        }
        let (path, anchor) = destination.split_once('#').map_or((destination, None), |(path, anchor)| (path, Some(decode(anchor))));
        let path = decode(path.split('?').next().unwrap_or(path));
        let inside = if path.starts_with("files/") { RelPath::new(&format!("content/{path}")) } else { from.sibling(&path) };
        match inside.filter(|path| path.as_str().starts_with("content/")) {
            Some(path) => Target::Content(path, anchor),
            None => Target::Outside,
        }
    }
}

/// The scheme of an address, in lower case, read as a browser would: control characters and spaces in it do not hide it.
fn scheme(destination: &str) -> Option<String> {
    let visible: String = destination.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, _) = visible.split_once(':')?;
    let first = scheme.chars().next()?;
    let valid = first.is_ascii_alphabetic() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// Undoes percent encoding; text that is not valid afterwards is left as it was.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_string();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match (byte, hex) {
            (b'%', Some(decoded)) => {
                bytes.push(decoded);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_html_are_text() {
        assert_eq!(escape("<a href=\"甲\">乙 & '丙'</a>"), "&lt;a href=&quot;甲&quot;&gt;乙 &amp; &#39;丙&#39;&lt;/a&gt;");
        assert_eq!(escape("甲"), "甲");
    }

    #[test]
    fn schemes_cannot_be_hidden() {
        let from = RelPath::new("content/audit/2017-001.md").expect("a path");
        for bad in
            ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
        {
            assert!(matches!(Target::read(&from, bad), Target::Unsafe(_)), "{bad:?}");
        }
        assert_eq!(Target::read(&from, "../../site.toml"), Target::Outside);
        assert_eq!(Target::read(&from, "/etc/passwd"), Target::Outside);
        let target = Target::read(&from, "%E5%90%8D%E5%8D%95.xlsx#a");
        assert_eq!(target, Target::Content(RelPath::new("content/audit/名单.xlsx").expect("a path"), Some("a".into())));
    }
}
