//! Bank cards and accounts: cards by their check digit and prefix, accounts by the word before them or the header above.

use std::cell::OnceCell;

use super::before::unbroken;
use super::digits::{Group, Window, groups};
use super::id::{born, label_before};
use super::phone::not_a_phone;
use super::words;
use crate::diag::Span;

/// The fewest digits of one in this text: without a word only cards are found, which are long.
pub fn least(text: &str) -> usize {
    let announced = ["账", "帐", "卡", "折"].iter().any(|word| text.contains(word));
    if announced { 9 } else { 16 }
}

/// The card numbers (right prefix and check digit) of a text with these groups of digits, and the account numbers that a word
/// before them announces. `least` is what [`least`] gives for the text.
pub fn accounts_in(text: &str, groups: &[Group], least: usize) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    // Most texts have no account, and nobody asks where their lines end.
    let ends = OnceCell::new();
    let is_of_organisation = |span: Span| {
        let ends: &Vec<usize> = ends.get_or_init(|| memchr::memchr_iter(b'\n', text.as_bytes()).collect());
        lines_near(text, ends, span).into_iter().any(names_organisation)
    };
    for group in groups.iter().filter(|group| group.digits() >= least) {
        let windows = group.windows(25);
        // The word announces the longest number there is.
        let labelled = windows.iter().rfind(|window| window.first == 0 && window.digits.len() >= 9 && plainly_joined(window));
        if let Some(window) = labelled.filter(|window| window.is_free() && is_labelled_account(text, window.span)) {
            if !is_of_organisation(window.span) {
                found.push(window.span);
            }
            continue;
        }
        for window in &windows {
            let apart = found.last().is_none_or(|last| last.end <= window.span.start);
            if apart && window.is_free() && is_card(window) && !is_code(text, window.span) && !is_of_organisation(window.span) {
                found.push(window.span);
            }
        }
    }
    found
}

/// The accounts of a cell at `span` under a header that says 账号: any 9 to 25 digits.
pub fn column_accounts(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    for group in groups(span.of(text), 9) {
        let longest = group.windows(25).into_iter().rfind(|window| window.first == 0 && window.digits.len() >= 9);
        found.extend(longest.map(|window| window.span.shifted(span.start)));
    }
    found
}

/// Whether 账号 or its kin stands right before the number.
pub fn is_labelled_account(text: &str, span: Span) -> bool {
    let label = label_before(text, span.start);
    words::ACCOUNT_LABELS.iter().any(|word| label.ends_with(word))
        && !words::NOT_ACCOUNT.iter().any(|word| label_tail(&label).contains(word))
}

/// The last characters of a label's clause: what stands further off belongs to something else.
fn label_tail(label: &str) -> &str {
    let label = label.rsplit(['，', '；', '。', '、', ',', ';', '|']).next().unwrap_or(label);
    let at = label.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
    label.get(at..).unwrap_or("")
}

fn plainly_joined(window: &Window<'_>) -> bool {
    window.tokens().iter().skip(1).all(|token| token.joint.is_some_and(|c| !matches!(c, '.' | '*' | ')' | '）' | '_')))
}

/// 16 to 19 digits with the prefix of a card and the right check digit.
fn is_card(window: &Window<'_>) -> bool {
    let digits = &window.digits;
    let tokens = window.tokens();
    let grouped = tokens.len() == 1 || tokens.iter().take(tokens.len() - 1).all(|token| (4..=8).contains(&token.digits.len()));
    let decimals = window.joint_before() == Some('.') || window.joint_after() == Some('.');
    grouped && !decimals && plainly_joined(window) && has_prefix(digits) && luhn(digits) && born(digits).is_none()
}

/// The prefixes of cards that are used in China, with their lengths.
fn has_prefix(digits: &[u8]) -> bool {
    match digits {
        [b'6', b'2', ..] => (16..=19).contains(&digits.len()),
        [b'9', b'5', b'5', b'8', ..] => digits.len() == 19,
        [b'6', b'0', ..] => matches!(digits.len(), 16 | 18 | 19),
        [b'4', ..] | [b'5', b'1'..=b'5', ..] | [b'3', b'5', ..] => digits.len() == 16,
        _ => false,
    }
}

/// The check of ISO/IEC 7812.
fn luhn(digits: &[u8]) -> bool {
    let sum: Option<u32> = digits.iter().rev().enumerate().try_fold(0, |sum, (at, digit)| {
        let value = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
        let value = if at % 2 == 1 { value * 2 } else { value };
        Some(sum + if value > 9 { value - 9 } else { value })
    });
    sum.is_some_and(|sum| sum % 10 == 0)
}

/// Whether the word before it says that it is a code of something else, or a letter joins it.
fn is_code(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or("");
    let token = unbroken(before);
    let in_address = token.contains("://") || token.contains("www.") || token.ends_with(['=', '/', '_']);
    let joined = before.strip_suffix(['-', '/', '.']).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_alphanumeric()));
    in_address || joined || not_a_phone(&label_before(text, span.start))
}

/// What stands before a place in its line and behind it, with the four lines above and the three below. `ends`: where the lines of
/// the text end.
fn lines_near<'t>(text: &'t str, ends: &[usize], span: Span) -> Vec<&'t str> {
    let start = |line: usize| line.checked_sub(1).and_then(|above| ends.get(above)).map_or(0, |end| end + 1);
    let end = |line: usize| ends.get(line).copied().unwrap_or(text.len());
    let first = ends.partition_point(|end| *end < span.start);
    let last = ends.partition_point(|end| *end < span.end);
    let around = (first.saturating_sub(4)..first).chain(last + 1..(last + 4).min(ends.len() + 1));
    let parts = [Span::new(start(first), span.start), Span::new(span.end, end(last))];
    parts.into_iter().chain(around.map(|line| Span::new(start(line), end(line)))).map(|part| part.of(text)).collect()
}

/// Whether a line says that an organisation holds an account: its number is no person's.
fn names_organisation(line: &str) -> bool {
    // What is longer no person wrote as a line.
    if line.len() >= 4000 {
        return false;
    }
    let holder = words::HOLDERS.iter().filter_map(|word| line.split_once(word)).any(|(_, rest)| {
        let name = rest.trim_start_matches(|c: char| c.is_whitespace() || "：:|*".contains(c));
        let end = name.find(['，', '；', '。', ',', ';', '|', '、']).unwrap_or(name.len());
        let name = name.get(..end).unwrap_or("");
        words::ORGANISATIONS.iter().any(|word| name.contains(word))
    });
    holder || words::PUBLIC_MONEY.iter().any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::personal::accounts;

    #[test]
    fn many_in_one_line() {
        // Were a label or the lines around looked for up to the ends of this one, it would take twenty times as long.
        let text = "账号6228480012345678901，".repeat(100_000);
        assert_eq!(accounts(&text).len(), 100_000);
    }

    #[test]
    fn the_lines_around_a_place() {
        let text = "一\n二\n\n四\r\n五\n六九六\n七\n\n九\n十\n";
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        for (start, end) in (0..=text.len()).flat_map(|start| (start..=text.len()).map(move |end| (start, end))) {
            let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { continue };
            let mut plain: Vec<&str> = before.rsplit('\n').take(5).chain(after.split('\n').take(4)).collect();
            let mut near: Vec<&str> = lines_near(text, &ends, Span::new(start, end));
            plain.sort_unstable();
            near.sort_unstable();
            assert_eq!(near, plain, "{start}..{end}");
        }
    }

    #[test]
    fn accounts_of_people_only() {
        for text in ["卡号：6200000000000000000", "6200 0000 0000 0000 000", "一卡通账号 1234567890123", "银行账号为900000000001"]
        {
            assert_eq!(accounts(text).len(), 1, "{text}");
        }
        for text in [
            "6200000000000000001",
            "地块编码：6200000000000000000",
            "户名：青禾镇财政所\n账号：1234567890123",
            "保证金账号：6200000000000000000",
            "微信公众号账号：123456789012",
            "金额1234567890123元",
            "6200************005",
        ] {
            assert!(accounts(text).is_empty(), "{text}");
        }
    }
}
