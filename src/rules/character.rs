//! Characters: English punctuation in Chinese text, lost brackets, and characters that nobody sees.

mod marks;

pub use marks::{title_mark, traditional};

use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::model::{Filed, TermKind, is_han};
use crate::prose::{Edit, Line, aside, joined, lines};

rule!(HALF_WIDTH, Warning, "character/half-width");
rule!(LOST_BRACKET, Warning, "character/lost-bracket");
rule!(ODD, Warning, "character/odd");
rule!(TITLE_MARK, Info, "character/title-mark");
rule!(TRADITIONAL, Warning, "character/traditional");

/// ASCII punctuation between Han characters; all of a line is one finding.
pub fn half_width(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(text) = filed.item.readable_text() else { return };
    // A line from a web page goes as a whole.
    let left_over = |line: &Line<'_>| filed.item.hits_in(line.whole()).any(|hit| hit.kind == TermKind::Boilerplate);
    for line in lines(text, filed.item.body.span).filter(|line| !left_over(line)) {
        let edits = widened(line.text);
        let (Some((span, mended)), Some(first)) = (joined(&line, &edits), edits.first()) else { continue };
        let mut marks: Vec<(&str, usize)> = Vec::new();
        for mark in edits.iter().filter_map(|edit| line.text.get(edit.at.clone())).map(str::trim) {
            match marks.iter_mut().find(|(known, _)| *known == mark) {
                Some((_, count)) => *count += 1,
                None => marks.push((mark, 1)),
            }
        }
        let marks: Vec<String> = marks.into_iter().map(|(mark, count)| format!("“{mark}”{count}处")).collect();
        let place = Span::new(line.start + first.at.start, line.start + first.at.end);
        found.add(&filed.item.path, place, format!("这一行的汉字中间用了英文标点：{}。", marks.join("，")), "改成中文标点。");
        found.fix(span, mended);
    }
}

/// Whether a character belongs to Chinese text, so that the mark behind it should too.
fn is_chinese(c: char) -> bool {
    is_han(c)
        || matches!(
            c,
            '》' | '”'
                | '’'
                | '）'
                | '〕'
                | '】'
                | '』'
                | '」'
                | '％'
                | '—'
                | '…'
                | '、'
                | '。'
                | '，'
                | '；'
                | '：'
                | '？'
                | '！'
        )
}

/// What belongs in place of each ASCII mark between Han characters.
fn widened(line: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    // No early end, so that the compiler takes many bytes at once.
    let marked = line.bytes().fold(false, |any, byte| any | matches!(byte, b',' | b';' | b':' | b'?' | b'!' | b'(' | b')'));
    if !marked || line.is_ascii() {
        return edits;
    }
    let hidden = aside(line);
    let mut open: Vec<(usize, char, Option<char>)> = Vec::new();
    let mut before = None;
    let mut hidden = hidden.into_iter().peekable();
    let seen = line.char_indices().filter(|(at, _)| {
        while hidden.next_if(|range| range.end <= *at).is_some() {}
        !hidden.peek().is_some_and(|range| range.contains(at))
    });
    for (at, c) in seen {
        let rest = line.get(at + c.len_utf8()..).unwrap_or("");
        let after = rest.chars().find(|c| *c != '*');
        match c {
            ',' | ';' | ':' | '?' | '!' => {
                let link = c == '!' && after == Some('[');
                let led = matches!(c, ',' | ';' | ':')
                    && after.is_some_and(is_han)
                    && before.is_some_and(|c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | ')' | ']' | '"'));
                if !link && (before.is_some_and(is_chinese) || led) {
                    let spaces = rest.len() - rest.trim_start_matches(' ').len();
                    let spaces = if rest.trim_start_matches(' ').is_empty() { 0 } else { spaces };
                    edits.push(Edit { at: at..at + 1 + spaces, text: wide(c).to_string() });
                }
            }
            '(' | '（' => open.push((at, c, before)),
            ')' | '）' => {
                if let Some((from, opening, lead)) = open.pop() {
                    let inside = line.get(from + opening.len_utf8()..at).unwrap_or("");
                    let wide_already = opening == '（' || c == '）';
                    let chinese = inside.chars().any(is_han) || (lead.is_none_or(is_chinese) && after.is_some_and(is_han));
                    if wide_already || chinese {
                        for (at, mark) in [(from, opening), (at, c)].into_iter().filter(|(_, mark)| mark.is_ascii()) {
                            edits.push(Edit { at: at..at + 1, text: wide(mark).to_string() });
                        }
                    }
                }
            }
            _ => {}
        }
        if !matches!(c, '*' | '_') {
            // What is widened here is Chinese to what follows.
            before = Some(if edits.last().is_some_and(|edit| edit.at.start == at) { wide(c) } else { c });
        }
    }
    edits.sort_by_key(|edit| edit.at.start);
    edits
}

/// The full-width form of an ASCII mark.
fn wide(mark: char) -> char {
    char::from_u32(u32::from(mark) + 0xfee0).unwrap_or(mark)
}

/// `。1)`: the opening bracket of a number is lost.
pub fn lost_bracket(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(text) = filed.item.readable_text() else { return };
    for line in lines(text, filed.item.body.span) {
        let edits = lost(line.text);
        let (Some((span, mended)), Some(first)) = (joined(&line, &edits), edits.first()) else { continue };
        let written = line.text.get(first.at.clone()).unwrap_or("");
        let more = if edits.len() > 1 { format!("这样的有{}处，", edits.len()) } else { String::new() };
        let message = format!("序号“{written}”前面少了括号，{more}第一处应当是“{}”。", first.text);
        let message = if edits.len() > 1 { message } else { message.replace("第一处应当", "应当") };
        found.add(
            &filed.item.path,
            Span::new(line.start + first.at.start, line.start + first.at.end),
            message,
            "补上前括号，前后都用中文括号。",
        );
        found.fix(span, mended);
    }
}

/// Numbers with a closing bracket alone, behind the end of a sentence.
fn lost(line: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !line.contains(')') && !line.contains('）') {
        return edits;
    }
    let (mut depth, mut before, mut digits): (usize, Option<char>, Option<usize>) = (0, None, None);
    for (at, c) in line.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth > 0 => depth -= 1,
            ')' | '）' => {
                if let Some(from) = digits.filter(|from| at - from <= 2) {
                    let number = line.get(from..at).unwrap_or("");
                    edits.push(Edit { at: from..at + c.len_utf8(), text: format!("（{number}）") });
                }
            }
            _ => {}
        }
        if !c.is_ascii_digit() {
            digits = None;
        } else if digits.is_none() && before.is_some_and(|c| matches!(c, '。' | '；' | '：' | ';')) {
            digits = Some(at);
        }
        if c != ' ' && c != '\u{a0}' {
            before = Some(c);
        }
    }
    edits
}

/// What a character is that should not stand in a text, and whether it can go.
fn odd_name(c: char) -> Option<(&'static str, bool)> {
    match c {
        '\u{a0}' => Some(("不换行空格", true)),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => Some(("看不见的字符", true)),
        '\u{1}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(("控制字符", true)),
        '\u{2028}' | '\u{2029}' => Some(("网页的换行符", false)),
        '\u{fffd}' => Some(("乱码“\u{fffd}”（原来的字已经丢失）", false)),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}' => Some(("别的电脑上显示不出来的自造字", false)),
        _ => None,
    }
}

/// Whether a text may have an odd character at all: none is ASCII but control characters.
fn has_odd(line: &str) -> bool {
    let bytes = line.as_bytes();
    // Most marks of Chinese text share their first byte with odd characters, but not their second.
    let may_be = |at: usize| match bytes.get(at + 1) {
        Some(next) if bytes.get(at) == Some(&0xef) => !(0xa4..=0xba).contains(next) && *next != 0xbc,
        Some(next) if bytes.get(at) == Some(&0xe2) => matches!(next, 0x80 | 0x81),
        _ => true,
    };
    let is_odd = |at: usize| line.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| odd_name(c).is_some());
    bytes.iter().enumerate().any(|(at, byte)| MAY_BE_ODD[usize::from(*byte)] && may_be(at) && is_odd(at))
}

/// The first bytes of odd characters.
const MAY_BE_ODD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte, 0xc2 | 0xe2 | 0xee | 0xef | 0xf3 | 0xf4 | 0..=8 | 11 | 12 | 14..=31 | 127);
        byte += 1;
    }
    table
};

/// Characters from web pages and office programs. Lines that follow one another, blank ones between them, are one finding.
pub fn odd(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(text) = filed.item.readable_text() else { return };
    if !text.get(filed.item.body.span.start..filed.item.body.span.end).is_some_and(has_odd) {
        return;
    }
    let mut group: Vec<Line<'_>> = Vec::new();
    for line in lines(text, filed.item.body.span) {
        let runs_on = group.last().is_some_and(|last| last.next == line.start);
        let odd = has_odd(line.text);
        let certain = line.text.chars().filter_map(odd_name).all(|(_, certain)| certain);
        if !(runs_on && certain && (odd || line.text.trim().is_empty())) {
            tell(text, filed, &mut group, found);
        }
        if odd {
            group.push(line);
            if !certain {
                tell(text, filed, &mut group, found);
            }
        } else if !group.is_empty() {
            group.push(line);
        }
    }
    tell(text, filed, &mut group, found);
}

/// Tells of a group of lines, and empties it.
fn tell(text: &str, filed: &Filed, group: &mut Vec<Line<'_>>, found: &mut Found<'_>) {
    while group.last().is_some_and(|line| !has_odd(line.text)) {
        group.pop();
    }
    let lines = std::mem::take(group);
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
    let all = || lines.iter().flat_map(|line| line.text.char_indices().map(|(at, c)| (line.start + at, c)));
    let mut names: Vec<(&str, usize, bool)> = Vec::new();
    for (name, certain) in all().filter_map(|(_, c)| odd_name(c)) {
        match names.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, count, _)) => *count += 1,
            None => names.push((name, 1, certain)),
        }
    }
    let certain = names.iter().all(|(.., certain)| *certain);
    let told: Vec<String> = names.iter().map(|(name, count, _)| format!("{name}{count}个")).collect();
    let where_ = if lines.len() > 1 { "从这一行起" } else { "这一行" };
    let start =
        all().find(|(_, c)| odd_name(*c).is_some()).map_or(Span::new(first.start, first.start), |(at, c)| Span::new(at, at + c.len_utf8()));
    let help = if certain {
        "删去它们，多半是从网页或Word粘贴来的；不方便删的，把这几行重新输入一遍。"
    } else {
        "对照原件，把这一行重新输入。"
    };
    found.add(&filed.item.path, start, format!("{where_}有{}。", told.join("、")), help);
    if certain {
        let mut mended: Vec<String> = lines.iter().map(|line| plain(line.text)).collect();
        mended.dedup_by(|next, line| next.is_empty() && line.is_empty());
        found.fix(Span::new(first.start, last.span().end), mended.join(text.get(first.span().end..first.next).unwrap_or("\n")));
    }
}

/// A line without its odd characters. A no-break space is a space between letters and figures, and nothing beside Han characters;
/// what leads the line as an indent goes as a whole, for four spaces would make code of it.
fn plain(line: &str) -> String {
    let indented = line.chars().take_while(|c| c.is_whitespace() || odd_name(*c).is_some()).any(|c| c == '\u{a0}');
    let line = if indented { line.trim_start_matches(|c: char| c.is_whitespace() || odd_name(c).is_some()) } else { line };
    let mut text = String::with_capacity(line.len());
    let mut rest = line.chars().filter(|c| *c == '\u{a0}' || odd_name(*c).is_none()).peekable();
    while let Some(c) = rest.next() {
        if c != '\u{a0}' {
            text.push(c);
            continue;
        }
        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
        while rest.next_if(|c| *c == '\u{a0}').is_some() {}
        if word(text.chars().next_back()) && word(rest.peek().copied()) {
            text.push(' ');
        }
    }
    text.trim_end().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(line: &str, edits: &[Edit]) -> String {
        let mut text = line.to_string();
        for edit in edits.iter().rev() {
            text.replace_range(edit.at.clone(), &edit.text);
        }
        text
    }

    #[test]
    fn marks_between_han_are_widened() {
        for (line, expected) in [
            ("各村,各站(所):", "各村，各站（所）："),
            ("(一)范围。(2)期限", "（一）范围。（2）期限"),
            ("**说明**:见附件, 另行通知", "**说明**：见附件，另行通知"),
            ("（甲)和(乙）", "（甲）和（乙）"),
            ("增长5%,其中2016年,共10户", "增长5%，其中2016年，共10户"),
        ] {
            assert_eq!(mended(line, &widened(line)), expected);
        }
        for line in
            ["8:00", "1,200元", "GB 18030 (2005)", "[甲](a,b.md)", "![图](图.png)", "约10(m2)", "`甲,乙`", "名:thing", "plain, text"]
        {
            assert_eq!(mended(line, &widened(line)), line.replace("名:", "名："));
        }
    }

    #[test]
    fn lost_brackets_are_put_back() {
        assert_eq!(mended("要求。1)甲；2）乙", &lost("要求。1)甲；2）乙")), "要求。（1）甲；（2）乙");
        for line in ["1)甲", "(1)甲", "要求（见第一条。1)甲", "共2017)", "面积：12345)"] {
            assert_eq!(lost(line), [], "{line}");
        }
    }

    #[test]
    fn odd_characters_go() {
        for (line, expected) in [
            ("\u{a0}\u{a0} 甲\u{a0}乙", "甲乙"),
            ("\u{a0}", ""),
            ("a\u{a0}\u{a0}b", "a b"),
            ("- 甲\u{200b}乙", "- 甲乙"),
            ("  - 甲\u{a0}", "  - 甲"),
        ] {
            assert_eq!(plain(line), expected);
        }
    }
}
