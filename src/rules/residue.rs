//! What is left of a template or of a program: `xxxx`, `××年`, `null`, `{{`.

use memchr::{memchr2, memchr3, memmem};

use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::model::{Filed, Key};

rule!(TEMPLATE, Error, "residue/template");

/// A blank of a template that nobody filled in.
pub fn template(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    const HELP: &str = "这是模板里没有填的空，或者系统导出时带来的代码。对照原件填上，没有内容的删去。";
    let item = &filed.item;
    if let Some(title) = &item.title
        && let Some(residue) = residues(&title.value, Place::Field).first()
    {
        found.add(&item.path, title.span, format!("标题里有“{}”。", quoted(residue.of(&title.value))), HELP);
    }
    if let Some(residue) = residues(&item.summary, Place::Field).first() {
        let span = item.key(Key::Summary).unwrap_or(item.front);
        found.add(&item.path, span, format!("摘要里有“{}”。", quoted(residue.of(&item.summary))), HELP);
    }
    let body = item.shown_body();
    for residue in residues(body, Place::Body) {
        found.add(&item.path, residue.shifted(item.body.span.start), format!("正文里有“{}”。", quoted(residue.of(body))), HELP);
    }
}

/// What is quoted of a residue: all of it, or the first 20 characters where it is longer than anything in braces.
fn quoted(residue: &str) -> String {
    match residue.chars().nth(BRACED) {
        Some(_) => format!("{}……", residue.chars().take(20).collect::<String>()),
        None => residue.to_string(),
    }
}

/// In a body ×× may stand for the name of a person or a place; in a field it may not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Field,
    Body,
}

fn residues(text: &str, place: Place) -> Vec<Span> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let braced = memchr3(b'{', b'$', b'<', bytes).is_some();
    for word in ["{{", "${", "<%"].into_iter().filter(|_| braced) {
        found.extend(text.match_indices(word).map(|(at, word)| Span::new(at, braces(text, at, word))));
    }
    for word in ["null", "NULL", "undefined", "NaN"].into_iter().filter(|word| memmem::find(bytes, word.as_bytes()).is_some()) {
        let whole = text.match_indices(word).filter(|(at, _)| apart(text, *at, at + word.len()));
        found.extend(whole.map(|(at, word)| Span::new(at, at + word.len())));
    }
    if memchr2(b'x', b'X', bytes).is_some() || memmem::find(bytes, "×".as_bytes()).is_some() {
        found.extend(crosses(text, place));
    }
    found.sort();
    found
}

/// So many characters have the longest braces, with what they hold.
const BRACED: usize = 60;

/// The end of what a pair of braces holds, if it closes soon in the line.
fn braces(text: &str, at: usize, open: &str) -> usize {
    let near = text.get(at..).unwrap_or("").char_indices().take(BRACED).take_while(|(_, c)| *c != '\n').last();
    let line = text.get(at..).and_then(|text| text.get(..near.map_or(0, |(at, c)| at + c.len_utf8()))).unwrap_or("");
    let close = match open {
        "{{" => "}}",
        "${" => "}",
        _ => "%>",
    };
    at + line.find(close).map_or(open.len(), |end| end + close.len())
}

/// Whether no letter, digit or mark of an address stands beside it.
fn apart(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || "_-./@:=&?#".contains(c);
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    !before.is_some_and(joins) && !after.is_some_and(joins)
}

/// Rows of x, X or × where a number or a name belongs.
fn crosses(text: &str, place: Place) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut run = Span::default();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, 'x' | 'X' | '×')) {
        if at >= run.end {
            let count = text.get(at..).unwrap_or("").chars().take_while(|next| *next == c).count();
            run = Span::new(at, at + count * c.len_utf8());
        } else if at > run.start + c.len_utf8() || found.last().is_some_and(|last| at < last.end) {
            // From its second character on a run is as from its third: it is no blank.
            continue;
        }
        let (end, count) = (run.end, (run.end - at) / c.len_utf8());
        let after = text.get(end..).unwrap_or("").chars().next();
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        // A year is two digits and two crosses: 20××年.
        let century = before.is_some_and(|c| c.is_ascii_digit()) && after == Some('年');
        let blank = after.is_some_and(|c| "年月日号元".contains(c)) || before.is_some_and(|c| "〔".contains(c));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let left = match (c, count) {
            (_, 0 | 1) => false,
            _ if century => true,
            _ if digit(before) || digit(after) => false,
            ('×', _) => blank || place == Place::Field,
            (_, 2) => blank,
            _ => apart(text, at, end),
        };
        if left {
            found.push(Span::new(at, end));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residues_and_look_alikes() {
        let read = |text: &str, place| residues(text, place).iter().map(|span| span.of(text).to_string()).collect::<Vec<_>>().join(" ");
        for (text, found) in [
            ("青政〔xxxx〕xx号，{{title}}，姓名：null，20××年×月，××号", "xxxx xx {{title}} null ×× ××"),
            ("联系XXX公司，合计XX元", "XXX XX"),
            ("张××，138××××1234，3×5×7，××村，XX型，www.xxxx.com，350427XXXX，nullable，非null-值", ""),
        ] {
            assert_eq!(read(text, Place::Body), found, "{text}");
        }
        assert_eq!(read("关于××村的通知", Place::Field), "××");
        assert_eq!(read("1×××号，2017×××，1××年，1xxx，xxXX，×xx", Place::Field), "×× ×× ××");
        assert_eq!(read("1×××号，2017×××，1××年，1xxx，xxXX，×xx", Place::Body), "×× ××");
    }

    #[test]
    fn long_runs() {
        let long = "x".repeat(2_000_000);
        assert_eq!(residues(&format!("1{long}，{long}"), Place::Body), [Span::new(2_000_004, 4_000_004)]);
        assert_eq!(quoted(&long), format!("{}……", "x".repeat(20)));
        assert_eq!(quoted("{{一个不太长的名字加上别的几个字总共不到六十个字}}"), "{{一个不太长的名字加上别的几个字总共不到六十个字}}");
    }
}
