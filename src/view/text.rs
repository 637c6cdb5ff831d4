//! The words of HTML as a reader sees them, for what looks into texts.

use memchr::{memchr2, memmem};

/// Tags that stand inside a line; any other begins a new one.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "br", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "small", "span", "strong",
    "sub", "sup", "u",
];

/// The text of a piece of our own HTML: a line for each block and each cell of a table, so that nothing is found across two of
/// them. The numbers of footnotes in the text are left out: they would part the words around them.
pub fn visible(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = memchr2(b'<', b'&', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        words(before, &mut text);
        rest = if from.starts_with('<') { tag(from, &mut text) } else { entity(from, &mut text) };
    }
    words(rest, &mut text);
    text.truncate(text.trim_end().len());
    text
}

/// Takes running text: any run of blanks and line ends is one blank.
fn words(piece: &str, text: &mut String) {
    let mut rest = piece;
    if piece.bytes().all(|byte| byte > b' ') {
        text.push_str(piece);
        return;
    }
    while let Some((before, after)) = rest.bytes().position(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).map(|at| rest.split_at(at))
    {
        text.push_str(before);
        blank(text);
        rest = after.get(1..).unwrap_or("");
    }
    text.push_str(rest);
}

fn blank(text: &mut String) {
    if !text.is_empty() && !text.ends_with([' ', '\n']) {
        text.push(' ');
    }
}

/// Takes the tag at the start of `from`, and gives what stands behind it.
fn tag<'h>(from: &'h str, text: &mut String) -> &'h str {
    if from.starts_with("<!--") {
        return memmem::find(from.as_bytes(), b"-->").and_then(|at| from.get(at + 3..)).unwrap_or("");
    }
    let end = close(from);
    let (whole, rest) = (from.get(..end).unwrap_or(from), from.get(end..).unwrap_or(""));
    let name = whole.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    match name {
        "sup" if whole.contains("class=\"footnote-ref\"") => {
            return memmem::find(rest.as_bytes(), b"</sup>").and_then(|at| rest.get(at..)).unwrap_or("");
        }
        "br" => blank(text),
        name if INLINE.contains(&name) => {}
        _ => {
            text.truncate(text.trim_end_matches(' ').len());
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
        }
    }
    rest
}

/// Where the tag at the start of `from` ends: at the first `>` that is not in an attribute's value.
fn close(from: &str) -> usize {
    let mut quote = None;
    for (at, byte) in from.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    from.len()
}

/// Takes the character reference at the start of `from`, and gives what stands behind it.
fn entity<'h>(from: &'h str, text: &mut String) -> &'h str {
    let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&#x27;", '\''), ("&nbsp;", '\u{a0}')];
    let found = known.iter().find_map(|(name, c)| Some((from.strip_prefix(name)?, *c)));
    let (rest, c) = found.unwrap_or((from.get(1..).unwrap_or(""), '&'));
    text.push(c);
    rest
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_a_reader_sees() {
        for (html, text) in [
            ("<p>甲<strong>乙</strong>\n丙</p>\n<p>丁</p>\n", "甲乙 丙\n丁"),
            ("<table><tr><td>12</td><td>34</td></tr></table>", "12\n34"),
            ("第一行<br>第二行<br />\n第三行", "第一行 第二行 第三行"),
            ("1 &lt; 2 &amp;&amp; &quot;3&quot;&nbsp;&#39;&copy;", "1 < 2 && \"3\"\u{a0}'&copy;"),
            ("<img alt=\"a>b\" src='c>d'>图<!-- <p>不见 -->下", "图下"),
            ("依据<sup class=\"footnote-ref\" id=\"fnref-1\"><a href=\"#fn-1\">[1]</a></sup>规定，10<sup>3</sup>", "依据规定，103"),
            ("<p>未完<", "未完"),
            ("", ""),
        ] {
            assert_eq!(visible(html), text, "{html}");
        }
    }
}
