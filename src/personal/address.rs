//! Home addresses that are more exact than a village.

use super::table::has_family_name;
use super::words;
use crate::diag::Span;

/// The addresses after 家住, 住址 and their kin that go below the village: house number, building, room.
pub fn home_addresses(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    // One of these is in each of the labels.
    if !["住", "址", "户籍"].iter().any(|part| text.contains(part)) {
        return found;
    }
    for label in words::HOME_LABELS {
        for (at, _) in text.match_indices(label) {
            let from = at + label.len();
            let rest = text.get(from..).unwrap_or("");
            // The next line is another matter, and a table's cells are read as such.
            let end = rest.find(['，', '。', '；', '\n', ',', ';', '|']).unwrap_or(rest.len());
            let address = rest.get(..end).unwrap_or("");
            let lead = address.len() - address.trim_start_matches(|c: char| c.is_whitespace() || "：:为是在于".contains(c)).len();
            let span = Span::new(from + lead, from + end);
            let of_office = words::OFFICES.iter().any(|word| address.contains(word));
            if address.chars().count() <= 60 && is_deep(address) && !of_office && !found.iter().any(|known| known.end == span.end) {
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
        let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let end = text.get(at..).and_then(|rest| rest.find(is_mark)).map_or(text.len(), |length| at + length);
        let line = text.get(start..end).unwrap_or("");
        if line.len() > 300 {
            continue;
        }
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
