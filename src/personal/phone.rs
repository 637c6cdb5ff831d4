//! Mobile numbers, in their many dresses, and what only looks like one.

use super::before::unbroken;
use super::digits::{Group, Window, is_hyphen};
use super::id::{ResidentId, label_before};
use super::words;
use crate::diag::{Span, Spans};

/// The digits of one.
pub const LEAST: usize = 11;

/// The mobile numbers of a text with these groups of digits and these ID numbers: 11 digits that start with 13 to 19, alone or
/// behind 86, whole or in groups.
pub fn mobiles_in(text: &str, groups: &[Group], ids: &[ResidentId]) -> Vec<Span> {
    let ids: Spans = ids.iter().map(|id| id.span).collect();
    let mut found: Vec<Span> = Vec::new();
    for group in groups.iter().filter(|group| group.digits() >= LEAST) {
        for window in group.windows(15) {
            let apart = found.last().is_none_or(|last| last.end <= window.span.start);
            if apart
                && !ids.overlap(window.span)
                && matches!(window.digits.len(), 11 | 13 | 15)
                && is_mobile(&window, window.tokens().len() > 1 && is_called_phone(text, window.span.start))
                && stands_alone(text, &window)
            {
                found.push(window.span);
            }
        }
    }
    found
}

/// Digits and grouping. `called`: a word before it says that it is a telephone.
fn is_mobile(window: &Window<'_>, called: bool) -> bool {
    let tokens = window.tokens();
    let lengths: Vec<usize> = tokens.iter().map(|token| token.digits.len()).collect();
    let joints = || tokens.iter().skip(1).filter_map(|token| token.joint);
    let dots = joints().filter(|joint| *joint == '.').count();
    let joined = dots == 0 || (dots == 2 && lengths == [3, 4, 4]) || called;
    // Only the first three digits stand in brackets.
    let bracketed = joints().any(|joint| matches!(joint, ')' | '）'));
    let in_brackets = tokens.get(1).is_some_and(|token| matches!(token.joint, Some(')' | '）')))
        && joints().filter(|joint| matches!(joint, ')' | '）')).count() == 1
        && window.first == 0
        && matches!(window.group.before, Some('(' | '（' | '+' | '＋'));
    let local = window.digits.strip_prefix(b"0086").or(window.digits.strip_prefix(b"86")).unwrap_or(&window.digits);
    let coded = local.len() < window.digits.len();
    let apart = !coded && lengths.len() == 11 && dots == 0;
    let whole = apart
        || matches!((coded, lengths.as_slice()), (false, [11] | [3, 4, 4] | [3, 5, 3] | [3, 8] | [7, 4] | [3, 2, 2, 2, 2] | [4, 4, 3]));
    let loose = called && !coded && lengths.len() <= 6;
    let with_code = coded
        && local.len() == 11
        && (called || matches!(lengths.as_slice(), [13] | [15] | [2 | 4, 11] | [2 | 4, 3, 4, 4] | [2 | 4, 3, 8] | [5 | 7, 4, 4]));
    joined
        && (!bracketed || in_brackets)
        && (whole || loose || with_code)
        && matches!(local, [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9 && rest.iter().all(u8::is_ascii_digit))
}

/// Whether 电话, 手机 or their kin stands right before byte `at`.
fn is_called_phone(text: &str, at: usize) -> bool {
    let label = label_before(text, at);
    words::PHONE_LABELS.iter().any(|word| label.ends_with(word))
}

/// Whether nothing around it makes it part of an amount, a code or an address.
fn stands_alone(text: &str, window: &Window<'_>) -> bool {
    let (start, end) = (window.span.start, window.span.end);
    let before = text.get(..start).unwrap_or("");
    let after = text.get(end..).unwrap_or("");
    let amount = words::UNITS.iter().any(|unit| after.trim_start_matches(' ').starts_with(unit));
    let decimals = window.joint_after() == Some('.') || window.joint_before() == Some('.');
    let counted = before.ends_with('第') && after.starts_with('号');
    if amount || counted || decimals || after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return false;
    }
    let label = |text: &str| {
        let tail: String = text.chars().rev().take_while(char::is_ascii_alphabetic).collect::<Vec<_>>().into_iter().rev().collect();
        words::PHONE_LETTERS.contains(&tail.to_ascii_lowercase().as_str())
    };
    let hyphen = |c: char| is_hyphen(c) || c == '_';
    // 0000-13… is a code unless it is a landline, a country code or another number that stands before the hyphen.
    if window.joint_before().is_some_and(hyphen) {
        let previous = window.first.checked_sub(1).and_then(|at| window.group.tokens.get(at));
        if !previous.is_some_and(|token| matches!(token.digits.len(), 7 | 8 | 11 | 12) || token.digits == b"86") {
            return false;
        }
    }
    if window.joint_after().is_some_and(hyphen) {
        let next = window.group.tokens.get(window.end);
        if !next.is_some_and(|token| matches!(token.digits.len(), 3 | 4 | 7 | 8 | 11)) {
            return false;
        }
    }
    if window.first == 0 {
        let touching = match before.chars().next_back() {
            Some(c) if c.is_ascii_alphabetic() => !label(before),
            Some('-' | '_' | '/' | '#') => {
                let rest = before.get(..before.len() - 1).unwrap_or("");
                rest.ends_with(|c: char| c.is_ascii_alphabetic()) && !label(rest)
            }
            Some('=' | '&' | '¥' | '￥' | '$' | '.' | ',') => {
                (before.ends_with(['¥', '￥', '$', '=', '&']) && !is_asked(before)) || {
                    before.get(..before.len() - 1).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
                }
            }
            _ => false,
        };
        if touching {
            return false;
        }
    }
    (!in_address(before) || is_asked(before)) && !not_a_phone(&label_before(text, start))
}

/// Whether the text so far ends inside the address of a page.
fn in_address(before: &str) -> bool {
    let token = unbroken(before);
    token.contains("://") || token.contains("www.")
}

/// Whether a query of an address names what follows: ?mobile=, &phone=.
fn is_asked(before: &str) -> bool {
    let query = before.strip_suffix('=').unwrap_or("");
    let is_key = |word: &&str| {
        let (front, key) = query.len().checked_sub(word.len()).and_then(|at| query.split_at_checked(at)).unwrap_or_default();
        key.eq_ignore_ascii_case(word) && (front.is_empty() || front.ends_with(['?', '&']))
    };
    words::PHONE_KEYS.iter().any(is_key)
}

/// Whether a label or a header says that the number is something else: 编号, 账号, 金额.
pub fn not_a_phone(label: &str) -> bool {
    words::NOT_PHONE.iter().any(|word| label.ends_with(word))
}

#[cfg(test)]
mod tests {
    use crate::personal::mobiles;

    #[test]
    fn mobiles_in_every_dress() {
        for text in [
            "电话：13900000000",
            "139 0000 0000",
            "139-0000-0000",
            "+86 13900000000",
            "+8613900000000",
            "86-139-0000-0000",
            "１３９００００００００",
            "[电话](tel:13900000000)",
            "Tel13900000000",
            "0000-00000000/13900000000",
            "1 11010519491231002X 13900000000",
            "张某某13900000000、13900000001",
            "139\u{200b}00000000",
        ] {
            assert!(!mobiles(text).is_empty(), "{text}");
        }
        for text in [
            "139****0000",
            "12345",
            "0000-00000000",
            "12900000000",
            "113900000000",
            "139000000001",
            "金额13900000000.00元",
            "13900000000元",
            "合同编号：13900000000",
            "HT-13900000000",
            "2017-350427-48-01-13900000000",
            "https://example.com/13900000000.html",
            "400-000-0000",
            "a13900000000f",
        ] {
            assert!(mobiles(text).is_empty(), "{text}");
        }
    }
}
