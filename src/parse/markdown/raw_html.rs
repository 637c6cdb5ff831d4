//! Raw HTML in a body: what of it will not reach the page. Only for the message: what cleans it is `ammonia`.

use crate::diag::Span;
use crate::folder::RelPath;
use crate::model::Target;

use super::super::{faults, fields::Sink};

/// Tags that stay. The rest is taken out, its text kept (but for scripts and styles).
pub const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Attributes of looks alone, which go without a word.
const LOOKS: &[&str] = &[
    "style",
    "class",
    "width",
    "height",
    "border",
    "cellpadding",
    "cellspacing",
    "align",
    "valign",
    "bgcolor",
    "lang",
    "face",
    "size",
    "color",
    "id",
    "nowrap",
    "x:str",
    "x:num",
];

/// Attributes that stay.
const KEPT: &[&str] =
    &["href", "src", "alt", "title", "colspan", "rowspan", "scope", "start", "datetime", "open", "headers", "span", "cite"];

/// Tags nested deeper than this are no person's work, and cleaning them takes time in proportion to the square of their number.
pub const DEEPEST: usize = 200;

/// How many tags `html` opens more than it closes.
pub fn opened(html: &str) -> isize {
    let mut depth = 0;
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        let closing = rest.starts_with('/');
        let name: String =
            rest.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        if !name.is_empty()
            && !matches!(name.as_str(), "br" | "hr" | "img" | "col" | "input" | "meta" | "link" | "p" | "li" | "td" | "th" | "tr")
        {
            depth += if closing { -1 } else { 1 };
        }
    }
    depth
}

/// Tells the author what of the HTML at `span` goes.
pub fn remark(html: &str, span: Span, path: &RelPath, sink: &mut Sink<'_>) {
    let mut gone: Vec<String> = Vec::new();
    for piece in pieces(html) {
        let Piece::Tag { tag, closes, .. } = piece else {
            if matches!(piece, Piece::Comment { .. }) {
                gone.push("注释".into());
            }
            continue;
        };
        if !TAGS.contains(&tag.name.as_str()) {
            // Said once of the whole element: its attributes and its end go with it.
            if !closes {
                gone.push(format!("<{}>", tag.name));
            }
            continue;
        }
        for (name, value) in tag.attributes {
            if matches!(name.as_str(), "href" | "src") {
                address(&name, &value, span, path, sink);
            } else if !KEPT.contains(&name.as_str()) && !LOOKS.contains(&name.as_str()) {
                gone.push(name);
            }
        }
    }
    gone.sort();
    gone.dedup();
    if !gone.is_empty() {
        sink.add(
            faults::RAW_HTML,
            span,
            format!("正文里的HTML代码有一部分不会显示：{}。", gone.join("、")),
            "脚本、样式、表单、注释和事件代码不能进入公开页面。删去它们；需要的文字改用Markdown写。",
        );
    }
}

fn address(name: &str, value: &str, span: Span, path: &RelPath, sink: &mut Sink<'_>) {
    match Target::read(path, value) {
        Target::Unsafe(scheme) => {
            sink.add(
                faults::UNSAFE_LINK,
                span,
                format!("链接地址以“{scheme}:”开头，不能公开。"),
                "只能链接本栏目的文件，或者以 https://、http:// 开头的网址。",
            );
        }
        Target::External(_) if name == "href" => {}
        Target::Anchor(_) => {}
        _ => {
            sink.add(
                faults::RAW_HTML,
                span,
                format!("HTML代码里的地址“{value}”不会显示。"),
                "图片和链接改用Markdown写：图片写“![说明](文件名)”，链接写“[文字](文件名)”。",
            );
        }
    }
}

/// A tag's name in lower case, and its attributes.
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Their names in lower case, and their values as they are written.
    pub attributes: Vec<(String, String)>,
}

/// What stands between the texts of HTML.
pub enum Piece {
    /// A tag. `ended` says whether its `>` is there.
    Tag {
        /// The tag.
        tag: Tag,
        /// Whether it closes an element.
        closes: bool,
        /// Whether its `>` is there.
        ended: bool,
        /// Where it is.
        span: Span,
    },
    /// A comment.
    Comment {
        /// Whether its end is there.
        ended: bool,
        /// Where it is.
        span: Span,
    },
    /// `<!doctype html>` and the like.
    Declaration(Span),
}

/// The tags and comments of some HTML, in order.
pub fn pieces(html: &str) -> Vec<Piece> {
    let (mut all, mut rest) = (Vec::new(), html);
    // Where the last declaration ends: all that open before that end there too, and its end is not looked for again.
    let mut declared = 0;
    while let Some(at) = rest.find('<') {
        let start = html.len() - rest.len() + at;
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            let after = comment.split_once("-->").map(|(_, after)| after);
            rest = after.unwrap_or("");
            all.push(Piece::Comment { ended: after.is_some(), span: Span::new(start, html.len() - rest.len()) });
        } else if rest.starts_with(['!', '?']) {
            if declared <= start {
                declared = rest.find('>').map_or(html.len(), |end| html.len() - rest.len() + end + 1);
            }
            all.push(Piece::Declaration(Span::new(start, declared)));
        } else if let Some((tag, after)) = tag(rest) {
            let closes = rest.starts_with('/');
            let ended = after.starts_with('>');
            rest = after;
            let end = html.len() - rest.len() + usize::from(ended);
            all.push(Piece::Tag { tag, closes, ended, span: Span::new(start, end) });
        }
    }
    all
}

/// Reads the tag behind a `<`, and gives what follows it.
fn tag(text: &str) -> Option<(Tag, &str)> {
    let text = text.strip_prefix('/').unwrap_or(text);
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(text.len());
    let name = text[..end].to_ascii_lowercase();
    let mut rest = &text[end..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return Some((Tag { name, attributes }, rest));
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        let attribute = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            (value, rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inside = &after[1..];
                    inside.split_once(quote).map_or((inside.to_string(), ""), |(value, rest)| (value.to_string(), rest))
                }
                _ => {
                    let end = after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len());
                    (after[..end].to_string(), &after[end..])
                }
            };
        } else if end == 0 {
            // A stray character such as `=` or a quote.
            rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        }
        if !attribute.is_empty() {
            attributes.push((attribute, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces as they are written, declarations with a `!` before them.
    fn read(html: &str) -> Vec<String> {
        let written = |piece: &Piece| match piece {
            Piece::Declaration(span) => format!("!{}", span.of(html)),
            Piece::Tag { span, .. } | Piece::Comment { span, .. } => span.of(html).to_string(),
        };
        pieces(html).iter().map(written).collect()
    }

    #[test]
    fn declarations_end_at_the_next_bracket() {
        assert_eq!(read("<!a>一<?b><b>"), ["!<!a>", "!<?b>", "<b>"]);
        assert_eq!(read("<!a <?b <i> <!c> <!d"), ["!<!a <?b <i>", "!<?b <i>", "<i>", "!<!c>", "!<!d"]);
        assert_eq!(read("<!a <!-- > --> <?b>"), ["!<!a <!-- >", "<!-- > -->", "!<?b>"]);
    }

    #[test]
    fn the_end_is_looked_for_once() {
        // Were it looked for at each of them, this would take minutes.
        assert_eq!(pieces(&"<!A ".repeat(1_000_000)).len(), 1_000_000);
    }
}
