//! Citizens' ID numbers (GB 11643-1999): valid ones wherever they stand, others where a word says that they are one.

use super::before::tail;
use super::digits::{Group, Window, groups};
use super::mask::is_mask;
use super::seen::seen;
use super::words;
use crate::calendar::Date;
use crate::diag::Span;

/// A valid ID number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResidentId {
    /// Its place.
    pub span: Span,
    /// The date of birth in it.
    pub born: Date,
}

/// The fewest digits of one, without its check character.
const LEAST: usize = 17;

/// The valid ID numbers of a text with these groups of digits: 18 characters, in digits of any kind, in groups, across the end of a
/// line, with O and l for 0 and 1.
pub fn ids_in(text: &str, groups: &[Group]) -> Vec<ResidentId> {
    let mut found: Vec<ResidentId> = Vec::new();
    for group in groups.iter().filter(|group| group.digits() >= LEAST) {
        for window in group.windows(18) {
            let apart = found.last().is_none_or(|last| last.span.end <= window.span.start);
            if window.digits.len() == 18
                && apart
                && (window.is_free() || (window.first == 0 && is_lettered(text, window.span)))
                && let Some(born) = born(&window.digits)
                && !is_credit_code(text, &window)
            {
                found.push(ResidentId { span: window.span, born });
            }
        }
    }
    let plain = found.len();
    found.extend(dressed(text));
    if found.len() > plain {
        found.sort_by_key(|id| id.span);
        found.dedup_by(|next, before| next.span.start < before.span.end);
    }
    found
}

/// Whether letters right before a number say that it is one: No, ID.
fn is_lettered(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or("");
    let lettered = |letters: &&str| before.strip_suffix(letters).is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphanumeric()));
    words::ID_LETTERS.iter().any(lettered)
        && !text.get(span.end..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// The valid ID numbers with the end of a line in them, or with letters that look like digits.
fn dressed(text: &str) -> Vec<ResidentId> {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let letter = |byte: u8| matches!(byte, b'O' | b'l' | b'I');
    let near = |at: usize| is_digit(at.checked_sub(1)) || is_digit(Some(at + 1));
    let mut found = Vec::new();
    for at in memchr::memchr3_iter(b'O', b'l', b'I', bytes).filter(|at| near(*at)) {
        let part = |byte: &u8| byte.is_ascii_digit() || letter(*byte) || matches!(byte, b'o' | b'X' | b'x');
        found.extend(whole(text, at, &part));
    }
    let broken = |at: usize| is_digit(at.checked_sub(1)) || (bytes.get(at.wrapping_sub(1)) == Some(&b'\r') && is_digit(at.checked_sub(2)));
    for at in memchr::memchr_iter(b'\n', bytes).filter(|at| broken(*at)) {
        let from = at + bytes.iter().skip(at).take_while(|byte| byte.is_ascii_whitespace()).count();
        let lone = is_digit(Some(from)) || matches!(bytes.get(from), Some(b'X' | b'x'));
        let part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'\n' | b'\r' | b' ' | b'X' | b'x');
        // A column of numbers is no broken number: there is one end of a line in it, and neither half stands for itself.
        let one = |id: &ResidentId| id.span.of(text).matches('\n').count() == 1;
        found.extend(whole(text, at, &part).filter(|id| lone && one(id)));
    }
    found
}

/// The ID number whose bytes stand around byte `at`, all of them a `part` of it.
fn whole(text: &str, at: usize, part: &dyn Fn(&u8) -> bool) -> Option<ResidentId> {
    const LONGEST: usize = 40;
    let bytes = text.as_bytes();
    let before = bytes.get(..at)?.iter().rev().take(LONGEST).take_while(|byte| part(byte)).count();
    let after = bytes.get(at..)?.iter().take(LONGEST).take_while(|byte| part(byte)).count();
    let run = text.get(at - before..at + after)?;
    let lead = run.len() - run.trim_start().len();
    let span = Span::new(at - before + lead, at - before + lead + run.trim().len());
    let digits = span.of(text).bytes().filter(|byte| !byte.is_ascii_whitespace()).map(|byte| match byte {
        b'O' | b'o' => b'0',
        b'l' | b'I' => b'1',
        b'x' => b'X',
        byte => byte,
    });
    let digits: Vec<u8> = digits.collect();
    let free = |byte: Option<&u8>| !byte.is_some_and(u8::is_ascii_alphanumeric);
    let is_free = free(span.start.checked_sub(1).and_then(|at| bytes.get(at))) && free(bytes.get(span.end));
    let born = (digits.len() == 18 && is_free).then(|| born(&digits))??;
    Some(ResidentId { span, born })
}

/// A number that a word calls an ID number, though it is no valid one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// 15 digits, as before 2004.
    Old(Span),
    /// Mistyped.
    Damaged(Span),
}

impl Claim {
    /// Its place.
    pub fn span(self) -> Span {
        match self {
            Claim::Old(span) | Claim::Damaged(span) => span,
        }
    }

    fn at(self, span: Span) -> Claim {
        match self {
            Claim::Old(_) => Claim::Old(span),
            Claim::Damaged(_) => Claim::Damaged(span),
        }
    }
}

/// The numbers right after 身份证号 and its kin that are no valid ID numbers.
pub fn claimed_ids(text: &str) -> Vec<Claim> {
    seen(text, claimed_in, |claim, seen| claim.at(seen.back(claim.span())))
}

fn claimed_in(text: &str) -> Vec<Claim> {
    if !text.contains("身份") {
        return Vec::new();
    }
    let groups = groups(text, 15);
    let labelled = groups.iter().filter(|group| {
        let start = group.tokens.first().map_or(0, |token| token.span.start);
        has_label(text, start, words::ID_LABELS)
    });
    labelled.filter_map(|group| claim(&group.windows(20), false)).collect()
}

/// The same for a cell of a column whose header says 身份证, which stands at `span` of the text. `codes`: the header speaks of
/// 信用代码 too.
pub fn column_claims(text: &str, span: Span, codes: bool) -> Vec<Claim> {
    let look = |cell: &str| groups(cell, 15).iter().filter_map(|group| claim(&group.windows(20), codes)).collect();
    let claims = seen(span.of(text), look, |claim, seen| claim.at(seen.back(claim.span())));
    claims.into_iter().map(|claim| claim.at(claim.span().shifted(span.start))).collect()
}

/// What the windows of a group say where an ID number is expected.
fn claim(windows: &[Window<'_>], codes: bool) -> Option<Claim> {
    let valid = |digits: &[u8]| digits.len() == 18 && (born(digits).is_some() || (codes && is_uscc(digits)));
    if windows.iter().any(|window| valid(&window.digits)) {
        return None;
    }
    let plain = |window: &&Window<'_>| window.first == 0 && window.tokens().iter().skip(1).all(|token| token.joint != Some('*'));
    let first = windows.iter().filter(plain);
    let of_length = |n: usize| first.clone().find(|window| window.digits.len() == n);
    if let Some(window) = of_length(18) {
        return Some(Claim::Damaged(window.span));
    }
    // What is hidden behind a shorter number is for the masks to tell.
    if windows.first().is_some_and(|window| window.group.after.is_some_and(is_mask) && !window.group.before.is_some_and(is_mask)) {
        return None;
    }
    if let Some(window) = of_length(15) {
        let old = number(&window.digits, 8..10).is_some_and(|month| (1..=12).contains(&month))
            && number(&window.digits, 10..12).is_some_and(|day| (1..=31).contains(&day));
        return Some(if old { Claim::Old(window.span) } else { Claim::Damaged(window.span) });
    }
    [17, 19, 16, 20].into_iter().find_map(of_length).map(|window| Claim::Damaged(window.span))
}

/// Whether one of the labels stands right before byte `at`, with nothing but 为：( and the like between.
pub fn has_label(text: &str, at: usize, labels: &[&str]) -> bool {
    let before = label_before(text, at);
    labels.iter().any(|label| before.ends_with(label))
}

/// How far back a label may begin, with its remark in brackets and what connects it, in bytes: three hundred Han characters.
const LABEL_WITHIN: usize = 1000;

/// The end of what stands before byte `at`, on its line or at the end of the line above, without spaces, connecting marks and a
/// remark in brackets: 账号（农行）： is 账号.
pub fn label_before(text: &str, at: usize) -> String {
    let connects = |c: char| c.is_whitespace() || "：:为是（(|“\"'*`_[【+＋".contains(c);
    let before = tail(text.get(..at).unwrap_or(""), LABEL_WITHIN);
    let (above, line) = before.rsplit_once('\n').unwrap_or(("", before));
    let above = above.rsplit('\n').next().unwrap_or("").trim_end();
    let line = if line.trim().is_empty() && above.ends_with(['：', ':']) { above } else { line };
    let mut label = line.trim_end_matches(connects);
    if let Some(open) = label.strip_suffix(['）', ')']).and_then(|label| label.rfind(['（', '('])) {
        label = label.get(..open).unwrap_or("").trim_end_matches(connects);
    }
    let tail: Vec<char> = label.chars().rev().filter(|c| !c.is_whitespace()).take(24).collect();
    tail.into_iter().rev().collect()
}

/// The date of birth, where province, date and check character are right.
pub fn born(digits: &[u8]) -> Option<Date> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let value = |range| number(digits, range);
    if !is_province(value(0..2)?) || value(0..17).is_none() {
        return None;
    }
    let year = value(6..10).filter(|year| (1900..2100).contains(year))?;
    let born = Date::from_ymd_opt(i32::try_from(year).ok()?, value(10..12)?, value(12..14)?)?;
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight).sum();
    let check = b"10X98765432".get((sum % 11) as usize).copied();
    (digits.last().copied() == check).then_some(born)
}

/// The first two digits of an ID number.
pub fn is_province(code: u32) -> bool {
    matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91)
}

/// The digits in a range as a number (only the last nine count); `None` where one is no digit.
fn number(digits: &[u8], range: std::ops::Range<usize>) -> Option<u32> {
    digits
        .get(range)?
        .iter()
        .try_fold(0_u32, |sum, digit| digit.is_ascii_digit().then(|| (sum % 100_000_000) * 10 + u32::from(digit - b'0')))
}

/// A 统一社会信用代码 that says so. Without the word a valid ID number is one: one in 31 would pass for a credit code.
fn is_credit_code(text: &str, window: &Window<'_>) -> bool {
    has_label(text, window.span.start, &["信用代码", "信用代码证号", "机构代码"]) && is_uscc(&window.digits)
}

/// The check character of a 统一社会信用代码 (GB 32100-2015) made of digits only.
fn is_uscc(digits: &[u8]) -> bool {
    let mut weight = 1;
    let mut sum = 0;
    for digit in digits.iter().take(17) {
        if !digit.is_ascii_digit() {
            return false;
        }
        sum += u32::from(digit - b'0') * weight;
        weight = weight * 3 % 31;
    }
    digits.len() == 18 && digits.last().is_some_and(|last| last.is_ascii_digit() && u32::from(last - b'0') == (31 - sum % 31) % 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::personal::ids;

    #[test]
    fn numbers_of_the_standard_in_every_dress() {
        for text in [
            "11010519491231002X",
            "身份证号：440524188001010014".replace("1880", "1980").replace("0014", "0010").as_str(),
            "１１０１０５１９４９１２３１００２Ｘ",
            "110105 19491231 002x",
            "号码110105-19491231-002X。",
            "|11010519491231002X|",
            "1 11010519491231002X 13900000000",
            "110105\u{200b}19491231002X",
        ] {
            assert!(ids(text).len() >= usize::from(!text.contains("4405")), "{text}");
        }
        for text in [
            "110105194912310021",
            "A11010519491231002X",
            "11010519491231002X9",
            "1101051949123100",
            "11010519491331002X",
            "项目代码2017-350427-48-01-012345",
            "99010519491231002X",
            "第18页",
        ] {
            assert!(ids(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_label_is_near() {
        let label = |text: &str| label_before(text, text.len());
        for (text, expected) in [
            ("身份证号：", "身份证号"),
            ("账号（农行）： ", "账号"),
            ("甲\n账 号：\n  ", "账号"),
            ("甲\n账号\n  ", ""),
            ("）", "）"),
            ("", ""),
        ] {
            assert_eq!(label(text), expected, "{text}");
            // However long the line is, and whatever stands in front of it.
            assert_eq!(label(&format!("{}\n{text}", "甲".repeat(1000))), expected, "{text}");
        }
        let line = "甲".repeat(1000);
        assert_eq!(label(&format!("{line}电话：")), format!("{}电话", "甲".repeat(22)));
        assert_eq!(label(&format!("账号（{}）：", "甲".repeat(300))), "账号");
    }

    #[test]
    fn a_word_makes_a_claim() {
        assert!(matches!(claimed_ids("身份证号：110105194912310021")[..], [Claim::Damaged(_)]));
        assert!(matches!(claimed_ids("身份证号码为110105491231002。")[..], [Claim::Old(_)]));
        for text in ["身份证号：11010519491231002X", "受理编号110105194912310021", "带身份证，编号 110105194912310021"] {
            assert!(claimed_ids(text).is_empty(), "{text}");
        }
    }
}
