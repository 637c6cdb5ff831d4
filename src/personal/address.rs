//! Home addresses that are more exact than a village.

use std::collections::HashSet;

use super::table::has_family_name;
use super::words;
use crate::diag::Span;

/// The most characters of an address.
const LONGEST: usize = 60;

/// The most bytes of a line that says where a person lives, as far as the end of the address.
const SHORT: usize = 300;

/// The addresses after 家住, 住址 and their kin that go below the village: house number, building, room.
pub fn home_addresses(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    // One of these is in each of the labels.
    if !["住", "址", "户籍"].iter().any(|part| text.contains(part)) {
        return found;
    }
    // 家庭住址 has 住址 in it.
    let mut ends = HashSet::new();
    for label in words::HOME_LABELS {
        for (at, _) in text.match_indices(label) {
            let from = at + label.len();
            let rest = text.get(from..).unwrap_or("");
            // The next line is another matter, and a table's cells are read as such.
            let ends_it = |c: char| matches!(c, '，' | '。' | '；' | '\n' | ',' | ';' | '|');
            let end = rest.char_indices().take(LONGEST + 1).find(|(_, c)| ends_it(*c)).map(|(end, _)| end);
            let all = || rest.chars().nth(LONGEST).is_none().then_some(rest.len());
            let Some(end) = end.or_else(all) else { continue };
            let address = rest.get(..end).unwrap_or("");
            let lead = address.len() - address.trim_start_matches(|c: char| c.is_whitespace() || "：:为是在于".contains(c)).len();
            let span = Span::new(from + lead, from + end);
            let of_office = words::OFFICES.iter().any(|word| address.contains(word));
            if is_deep(address) && !of_office && ends.insert(span.end) {
                found.push(span);
            }
        }
    }
    found.sort();
    found
}

/// The addresses that stand right beside a person's name: 张某某（青禾街8号）; sex, age and the like may be between.
pub fn beside_names(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut marks: Vec<(usize, &str)> = ["号", "栋", "幢", "室"]
        .iter()
        .flat_map(|mark| memchr::memmem::find_iter(text.as_bytes(), mark).map(move |at| (at, *mark)))
        .collect();
    marks.sort_unstable();
    for (at, mark) in marks {
        let counted =
            text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)));
        if !counted || found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let Some((start, end)) = short_line(text, at) else { continue };
        let line = text.get(start..end).unwrap_or("");
        let mut tokens = line.rsplit(is_mark).filter(|token| !token.is_empty());
        let Some(address) = tokens.next().filter(|address| address.contains(mark) && is_deep(address)) else { continue };
        // Behind 家住 it is found by that word.
        let called = words::HOME_LABELS.iter().any(|label| address.starts_with(label));
        let elsewhere = called || words::OFFICES.iter().any(|word| address.contains(word));
        let named = tokens.find(|token| !is_of_person(token)).is_some_and(is_person);
        if named && !elsewhere && !words::OFFICE_LINES.iter().any(|word| line.contains(word)) {
            found.push(Span::new(end - address.len(), end));
        }
    }
    found
}

/// Where the line of byte `at` starts, and where the word ends that `at` is in; `None` where more than [`SHORT`] bytes lie between.
fn short_line(text: &str, at: usize) -> Option<(usize, usize)> {
    // As near as that a character starts on both sides, or the text ends.
    let from = (at.saturating_sub(SHORT + 1)..=at).find(|from| text.is_char_boundary(*from))?;
    let to = (at..=(at + SHORT + 4).min(text.len())).rfind(|to| text.is_char_boundary(*to))?;
    let start = match text.get(from..at)?.rfind('\n') {
        Some(end) => from + end + 1,
        None if from == 0 => 0,
        None => return None,
    };
    let end = match text.get(at..to)?.find(is_mark) {
        Some(length) => at + length,
        None if to == text.len() => to,
        None => return None,
    };
    (end - start <= SHORT).then_some((start, end))
}

/// What ends a word of a sentence.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '，' | ',' | '。' | '；' | ';' | '、' | '（' | '）' | '(' | ')' | '：' | ':' | '|' | '"' | '”' | '“')
}

/// What may stand between a name and an address: 男, 汉族, 65岁, 1949年12月生.
fn is_of_person(token: &str) -> bool {
    matches!(token, "男" | "女")
        || (token.chars().count() <= 14 && ["族", "岁", "出生", "月生", "年生", "日生", "人"].iter().any(|end| token.ends_with(end)))
}

/// A name, alone or after what its bearer is: 村民张某某.
fn is_person(token: &str) -> bool {
    let name = words::PERSONS.iter().find_map(|word| token.strip_prefix(word)).unwrap_or(token);
    has_family_name(name) && (name.chars().count() < 4 || name.contains('某'))
}

/// Whether an address names a house, a building or a room: 12号, 3栋, 502室.
pub fn is_deep(address: &str) -> bool {
    let mut before = String::new();
    for c in address.chars().filter(|c| !c.is_whitespace()) {
        if matches!(c, '号' | '栋' | '幢' | '室' | '房') {
            let numeral = |c: char| c.is_numeric() || "一二三四五六七八九十百零〇".contains(c) || matches!(c, '-' | '—' | '－' | '之');
            let place = before.trim_end_matches(|c: char| numeral(c) || c.is_ascii_alphabetic());
            let counted = place.len() < before.len();
            let document = place.ends_with(['〕', ']', '】', '第', '月', '年']);
            if counted && !document && words::PLACES.iter().any(|word| place.contains(word)) {
                return true;
            }
        }
        before.push(c);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_as_if_the_whole_text_were_looked_at() {
        let plain = |text: &str, at: usize| {
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let end = text[at..].find(is_mark).map_or(text.len(), |length| at + length);
            (end - start <= SHORT).then_some((start, end))
        };
        for (before, after) in (0..110).flat_map(|before| [0, 1, 3, 50, 98, 99, 100, 101, 102, 110].map(|after| (before, after))) {
            for (lead, mark, more) in [("", "", ""), ("\n", "，", "乙"), ("a\n甲\na", "\n", "乙"), ("ab，", "a b", "")] {
                let text = format!("{lead}{}号{}{mark}{more}", "甲".repeat(before), "乙".repeat(after));
                let at = text.find('号').expect("it is there");
                assert_eq!(short_line(&text, at), plain(&text, at), "{text}");
            }
        }
    }

    #[test]
    fn no_start_of_a_line_is_looked_for_far_away() {
        // Were it, this would take minutes.
        assert!(beside_names(&"《办法》（青政〔2017〕1号）".repeat(300_000)).is_empty());
    }

    #[test]
    fn an_address_ends_soon() {
        let address = |count: usize, end: &str| format!("家住青禾村12号{}{end}", "甲".repeat(count));
        for end in ["", "，", "，家住青禾村3组5号"] {
            assert_eq!(home_addresses(&address(54, end)).len(), 1 + usize::from(end.len() > 3), "{end}");
            assert_eq!(home_addresses(&address(55, end)).len(), usize::from(end.len() > 3), "{end}");
        }
    }

    #[test]
    fn below_the_village() {
        for text in ["家住青禾村3组12号", "住址：青禾镇青禾街8号2栋502室", "家庭住址为上禾村十二号"] {
            assert_eq!(home_addresses(text).len(), 1, "{text}");
        }
        for text in ["家住青禾村", "家住青禾村3组。", "办公地址：青禾街8号", "住址见青政〔2017〕12号"] {
            assert!(home_addresses(text).is_empty(), "{text}");
        }
        for text in ["张某某（青禾街8号2栋502室）", "村民张某某，男，65岁，青禾村3组12号，"] {
            assert_eq!(beside_names(text).len(), 1, "{text}");
        }
        for text in ["镇政府，青禾街8号", "联系人：张某某，青禾街8号", "张某某，青禾村", "张某某 青政〔2017〕12号", "王庄村，青禾路8号"]
        {
            assert!(beside_names(text).is_empty(), "{text}");
        }
    }
}
