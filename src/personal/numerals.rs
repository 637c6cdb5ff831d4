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
        let here = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
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

/// What a numeral means, as an ASCII digit.
fn value(c: char) -> Option<u8> {
    const HAN: [&str; 10] = ["〇零○", "一壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"];
    if c.is_ascii() {
        return None;
    }
    let code = u32::from(c);
    let digit = match code {
        0x24ea => 0,
        0x2460..=0x2468 => code - 0x245f,
        0x2474..=0x247c => code - 0x2473,
        0x2776..=0x277e => code - 0x2775,
        0x2488..=0x2490 => code - 0x2487,
        0x1d7ce..=0x1d7ff => (code - 0x1d7ce) % 10,
        _ => u32::try_from(HAN.iter().position(|same| same.contains(c))?).ok()?,
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
