//! The numbers of headings and paragraphs: 一、 then （一） then 1. then （1）, none skipped.

use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::model::Filed;
use crate::prose::lines;

rule!(BROKEN_SEQUENCE, Warning, "numbering/broken-sequence");
rule!(WRONG_LEVEL, Warning, "numbering/wrong-level");

/// A number at the head of a line: its level (0 to 3), its value, and its length in bytes with what marks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    level: usize,
    number: u32,
    length: usize,
}

/// What the levels look like.
const FORMS: [&str; 4] = ["一、", "（一）", "1.", "（1）"];

/// A number and where it stands.
struct Placed {
    mark: Mark,
    span: Span,
    written: String,
}

/// Two numbers that do not follow one another.
pub fn broken_sequence(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(text) = filed.item.readable_text() else { return };
    let mut last = [0_u32; 4];
    for placed in placed(text, filed.item.body.span) {
        let Some(Placed { mark, span, written }) = placed else {
            last = [0; 4];
            continue;
        };
        let before = last.get(mark.level).copied().unwrap_or(0);
        // One starts again anywhere; what does not start at one may be an excerpt.
        if before > 0 && mark.number != 1 && mark.number != before + 1 {
            let what = if mark.number == before { "又用了一遍" } else { "接不上前面的序号" };
            let message = format!("序号“{written}”{what}：前面同一层的是第{before}个。");
            found.add(&filed.item.path, span, message, "对照原件核对：漏了一段的，补上；序号写错的，改正。");
        }
        for (level, slot) in last.iter_mut().enumerate() {
            match level.cmp(&mark.level) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => *slot = mark.number,
                std::cmp::Ordering::Greater => *slot = 0,
            }
        }
    }
}

/// A lower level that has a higher one inside: 1. （一） （二） 2.
pub fn wrong_level(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(text) = filed.item.readable_text() else { return };
    // Of each level, its last number, and the highest level that was met since.
    let mut last: [Option<(u32, usize)>; 4] = [None; 4];
    for placed in placed(text, filed.item.body.span) {
        let Some(Placed { mark, span, written }) = placed else {
            last = [None; 4];
            continue;
        };
        if let Some((number, inside)) = last.get(mark.level).copied().flatten()
            && inside < mark.level
            && mark.number == number + 1
            && mark.number > 1
        {
            let (outer, inner) = (FORMS.get(mark.level).unwrap_or(&""), FORMS.get(inside).unwrap_or(&""));
            let message = format!("序号“{written}”这一层的里面有高一层的“{inner}”，“{inner}”应当在“{outer}”的外面。");
            found.add(&filed.item.path, span, message, "按“一、”“（一）”“1.”“（1）”的次序编号。");
            return;
        }
        for slot in last.iter_mut().flatten() {
            slot.1 = slot.1.min(mark.level);
        }
        if let Some(slot) = last.get_mut(mark.level) {
            *slot = Some((mark.number, mark.level));
        }
    }
}

/// The numbers of a body, in order; `None` where a heading without a number starts anew.
fn placed(text: &str, body: Span) -> impl Iterator<Item = Option<Placed>> + '_ {
    lines(text, body).filter_map(|line| {
        let inner = line.text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*'));
        let heading = line.text.starts_with('#');
        let from = line.start + line.text.len() - inner.len();
        match read(inner) {
            Some(mark) => {
                let written = inner.get(..mark.length).unwrap_or("").to_string();
                Some(Some(Placed { mark, span: Span::new(from, from + mark.length), written }))
            }
            None => heading.then_some(None),
        }
    })
}

/// The number at the head of a line.
fn read(line: &str) -> Option<Mark> {
    let bracket = line.strip_prefix(['（', '(']);
    let rest = bracket.unwrap_or(line);
    let end = rest
        .find(|c: char| !matches!(c, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'))
        .filter(|end| *end > 0)?;
    let (digits, rest) = (rest.get(..end)?, rest.get(end..)?);
    let arabic = digits.parse::<u32>().ok();
    let number = arabic.or_else(|| han(digits))?;
    let closing = rest.chars().next()?;
    let level = match (bracket.is_some(), arabic.is_some(), closing) {
        (false, false, '、') => 0,
        (true, false, '）' | ')') => 1,
        // 1.5 is no number of a paragraph.
        (false, true, '.' | '．') if !rest.get(closing.len_utf8()..)?.starts_with(|c: char| c.is_ascii_digit()) => 2,
        (true, true, '）' | ')') => 3,
        _ => return None,
    };
    let length = line.len() - rest.len() + closing.len_utf8();
    (1..=99).contains(&number).then_some(Mark { level, number, length })
}

/// 一 to 九十九.
fn han(text: &str) -> Option<u32> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|known| known == c).and_then(|at| u32::try_from(at + 1).ok());
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        ['十'] => Some(10),
        [one] => digit(*one),
        ['十', ones] => Some(10 + digit(*ones)?),
        [tens, '十'] => Some(10 * digit(*tens)?),
        [tens, '十', ones] => Some(10 * digit(*tens)? + digit(*ones)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        let mark = |level, number, length| Some(Mark { level, number, length });
        assert_eq!(read("二十一、甲"), mark(0, 21, 12));
        assert_eq!(read("(三)甲"), mark(1, 3, 5));
        assert_eq!(read("12. 甲"), mark(2, 12, 3));
        assert_eq!(read("（4）甲"), mark(3, 4, 7));
        for line in ["1.5倍", "2017年", "一是", "（一", "", "十分", "12345"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
