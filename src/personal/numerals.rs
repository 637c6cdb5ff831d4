//! Numbers in numerals that are no digits: 一三九〇, 壹叁玖零, ①③⑨⓪, 𝟏𝟑𝟗.

use super::digits::{Group, Token};
use crate::diag::Span;

/// The runs of at least `least` numerals, each as a group of one token. Nearly all of a text is stepped over: a run so long
/// cannot lie between two steps.
pub fn groups(text: &str, least: usize) -> Vec<Group> {
    let mut found = Vec::new();
    // A numeral is three or four bytes long.
    let step = least.max(2) * 3 - 3;
    let mut at = step;
    while at < text.len() {
        let here = boundary(text, at);
        let inside = text.get(here..).and_then(|rest| rest.chars().next()).is_some_and(|c| value(c).is_some());
        if !inside {
            at += step;
            continue;
        }
        let before = text.get(..here).unwrap_or("");
        let start = before.trim_end_matches(|c| value(c).is_some()).len();
        let rest = text.get(start..).unwrap_or("");
        let digits: Vec<u8> = rest.chars().map_while(value).collect();
        let end = start + rest.trim_start_matches(|c| value(c).is_some()).len().abs_diff(rest.len());
        if digits.len() >= least {
            let neighbour = |c: Option<char>| c.filter(|c| c.is_ascii_alphanumeric());
            found.push(Group {
                before: neighbour(text.get(..start).and_then(|text| text.chars().next_back())),
                after: neighbour(text.get(end..).and_then(|text| text.chars().next())),
                tokens: vec![Token { digits, span: Span::new(start, end), joint: None }],
            });
        }
        at = end.max(here) + step;
    }
    found
}

/// The start of the character that byte `at` is in.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What a numeral means, as an ASCII digit.
fn value(c: char) -> Option<u8> {
    let code = u32::from(c);
    let digit = match c {
        '〇' | '零' | '○' | '⓪' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '①'..='⑨' => code - 0x245f,
        '⑴'..='⑼' => code - 0x2473,
        '❶'..='❾' => code - 0x2775,
        '⒈'..='⒐' => code - 0x2487,
        '\u{1d7ce}'..='\u{1d7ff}' => (code - 0x1d7ce) % 10,
        _ => return None,
    };
    u8::try_from(digit).ok().map(|digit| digit + b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_row_only() {
        let read = |text: &str| -> Vec<String> {
            let token = |group: &Group| group.tokens.first().map(|token| (token.digits.clone(), token.span));
            groups(text, 11)
                .iter()
                .filter_map(token)
                .map(|(digits, span)| format!("{}={}", String::from_utf8_lossy(&digits), span.of(text)))
                .collect()
        };
        assert_eq!(read("电话一三九〇〇〇〇〇〇〇一。"), ["13900000001=一三九〇〇〇〇〇〇〇一"]);
        let text = "前".repeat(97) + "①③⑨⓪⓪⓪⓪⓪⓪⓪①";
        assert_eq!(read(&text), ["13900000001=①③⑨⓪⓪⓪⓪⓪⓪⓪①"]);
        assert!(read("二〇一七年十二月二十八日，一、二、三、四").is_empty());
    }
}
