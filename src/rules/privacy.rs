//! Privacy: what of a person must never be published.

use crate::calendar::Date;
use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::model::Filed;

rule!(ATTACHMENT_ID, Block, "privacy/attachment-id");
rule!(RESIDENT_ID, Block, "privacy/resident-id");

/// A citizen's ID number (GB 11643-1999) with a valid check character, anywhere in the file, or in its name.
pub fn resident_id(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    if !resident_ids(filed.item.path.as_str()).is_empty() {
        found.about(&filed.item, NAMED, RENAME);
    }
    let Some(text) = facts.folder.text(filed.item.path.as_str()) else { return };
    for span in resident_ids(text) {
        found.add(&filed.item.path, span, FOUND, CURE);
    }
}

/// The same in the settings and the data files, which pages show too, and in the names of attachments.
pub fn resident_id_in_data(facts: &Facts<'_>, found: &mut Found<'_>) {
    for path in facts.site.files.keys().filter(|path| !resident_ids(path.as_str()).is_empty()) {
        found.add(path, Span::default(), NAMED, RENAME);
    }
    let data = facts.folder.files().filter(|(path, _)| matches!(path.extension().as_str(), "toml" | "yaml" | "yml"));
    for (path, _) in data {
        for span in resident_ids(facts.folder.text(path.as_str()).unwrap_or("")) {
            found.add(path, span, FOUND, CURE);
        }
    }
}

/// A citizen's ID number in an attachment: there most leaks were.
pub fn attachment_id(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (path, span, contents) in facts.site.contents_of(&filed.item) {
        let hits: Vec<(&str, usize)> = contents
            .parts
            .iter()
            .map(|part| (part.name.as_str(), resident_ids(&part.text).len()))
            .filter(|(_, count)| *count > 0)
            .collect();
        let total: usize = hits.iter().map(|(_, count)| count).sum();
        if total == 0 {
            continue;
        }
        let mut places: Vec<&str> = hits.iter().map(|(name, _)| *name).collect();
        places.dedup();
        found.add(
            &filed.item.path,
            span,
            format!("附件“{}”里有{total}处公民身份号码（{}），不得公开。", path.file_name(), places.join("、")),
            "删去号码所在的列，或者只保留前2位和后3位；隐藏的工作表、批注也要清理。处理以后另存，换掉原来的文件。",
        );
    }
}

const NAMED: &str = "文件名里有公民身份号码，不得公开。";
const RENAME: &str = "给这个文件换一个文件名，例如“2017-002.md”；文件名会成为网址。";
const FOUND: &str = "这里是一个公民身份号码（校验码正确），不得公开。";
const CURE: &str = "删去整个号码。确需区分同名人员的，按“35*************123”的格式只保留前2位和后3位，同一行不再写年龄、出生日期。";

/// The text with stars in place of ID numbers: what is said of a file may quote it.
pub fn masked(text: &str) -> String {
    let mut masked = text.to_string();
    for span in resident_ids(text).into_iter().rev() {
        masked.replace_range(span.start..span.end, &"*".repeat(18));
    }
    masked
}

/// Whether seventeen digits stand near enough to each other: most texts are done with at this glance.
fn may_hold_number(text: &str) -> bool {
    let mut digits = 0;
    text.bytes().any(|byte| {
        digits = match GLANCE[usize::from(byte)] {
            Glance::Digit => digits + 1,
            Glance::Between => digits,
            Glance::Other => 0,
        };
        digits >= 17
    })
}

/// What a byte can be in a number.
#[derive(Clone, Copy)]
enum Glance {
    Digit,
    Between,
    Other,
}

/// A digit, or the first byte of a full-width one (EF BC 90..99); the bytes of what may stand between digits; all else.
const GLANCE: [Glance; 256] = {
    let mut table = [Glance::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte {
            0x30..=0x39 | 0xef => Glance::Digit,
            0x20 | 0x2d | 0xc2 | 0xa0 | 0xe2 | 0xe3 | 0x80 | 0x89 | 0xbc | 0x8d | 0x90..=0x99 => Glance::Between,
            _ => Glance::Other,
        };
        byte += 1;
    }
    table
};

/// The places of valid ID numbers: 18 characters, in full-width digits or in groups too. Whoever prints a text hides them.
pub fn resident_ids(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    if !may_hold_number(text) {
        return found;
    }
    let mut run: Vec<(u8, usize, usize)> = Vec::new();
    let mut separator = false;
    let mut clean_start = true;
    let mut previous: Option<char> = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        match digit(c) {
            Some(digit) if digit.is_ascii_digit() || run.len() == 17 => {
                if run.is_empty() {
                    clean_start = !previous.is_some_and(|c| c.is_ascii_alphanumeric());
                }
                run.push((digit, at, at + c.len_utf8()));
                separator = false;
            }
            _ if !run.is_empty() && !separator && matches!(c, ' ' | '-' | '\u{a0}' | '\u{3000}' | '\u{2009}' | '－') => separator = true,
            _ => {
                if run.len() == 18 && clean_start && (separator || !c.is_ascii_alphanumeric()) {
                    let number: Vec<u8> = run.iter().map(|(digit, ..)| *digit).collect();
                    if let (true, Some(first), Some(last)) = (is_resident_id(&number), run.first(), run.last()) {
                        found.push(Span::new(first.1, last.2));
                    }
                }
                run.clear();
                separator = false;
            }
        }
        previous = Some(c);
    }
    found
}

/// A digit of any width, or the check character X.
fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => u8::try_from(c).ok(),
        '０'..='９' => u8::try_from(u32::from(c) - u32::from('０') + u32::from('0')).ok(),
        'X' | 'x' | 'Ｘ' | 'ｘ' => Some(b'X'),
        _ => None,
    }
}

/// Province, date of birth and check character are right.
fn is_resident_id(number: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let value = |range: std::ops::Range<usize>| {
        number.get(range).into_iter().flatten().fold(0_u32, |sum, digit| sum * 10 + u32::from(digit.wrapping_sub(b'0')))
    };
    let province = matches!(value(0..2), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91);
    let born = i32::try_from(value(6..10)).ok().and_then(|year| Date::from_ymd_opt(year, value(10..12), value(12..14)));
    let sum: u32 = number.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight).sum();
    let check = b"10X98765432".get((sum % 11) as usize).copied();
    province && born.is_some() && (1900..2100).contains(&value(6..10)) && number.last().copied() == check
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_shows_no_number() {
        assert_eq!(
            masked("“张某某11010519491231002X”和“１１０１０５１９４９１２３１００２Ｘ”"),
            format!("“张某某{0}”和“{0}”", "*".repeat(18))
        );
    }

    #[test]
    fn numbers_of_the_standard_in_every_dress() {
        for text in [
            "11010519491231002X",
            "身份证号：440524188001010014".replace("1880", "1980").replace("0014", "0010").as_str(),
            "１１０１０５１９４９１２３１００２Ｘ",
            "110105 19491231 002x",
            "号码110105-19491231-002X。",
            "|11010519491231002X|",
        ] {
            let expected = usize::from(!text.contains("4405"));
            let spans = resident_ids(text);
            assert!(spans.len() >= expected, "{text}");
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
            assert!(resident_ids(text).is_empty(), "{text}");
        }
    }
}
