//! Home addresses that are more exact than a village.

use super::words;
use crate::diag::Span;

/// The addresses after 家住, 住址 and their kin that go below the village: house number, building, room.
pub fn home_addresses(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    if !words::HOME_LABELS.iter().any(|label| text.contains(label)) {
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
            if address.chars().count() <= 60 && is_deep(address) && !found.iter().any(|known| known.end == span.end) {
                found.push(span);
            }
        }
    }
    found.sort();
    found
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
    }
}
