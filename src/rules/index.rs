//! 索引号: the organ's own prefix, its check character, the year, no gaps.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::folder::{RelPath, SITE_FILE};
use crate::model::{Filed, Item};

rule!(CHECK_CHARACTER, Error, "index/check-character");
rule!(GAP, Info, "index/gap");
rule!(PREFIX, Error, "index/prefix");
rule!(YEAR, Warning, "index/year");

/// The prefix is not that of `site.toml`, which is right.
pub fn prefix(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let own = &facts.site.config.index_prefix;
    if fault(own).is_some() {
        return;
    }
    let Some(number) = filed.item.index_number.as_ref().filter(|number| !own.is_empty() && bare(&number.value.prefix) != bare(own)) else {
        return;
    };
    found.add(
        &filed.item.path,
        number.span,
        format!("索引号的前段“{}”不是本机关的“{own}”。", number.value.prefix),
        "多半是从别处复制来的，改成本机关的前段；前段确有变动的，改 site.toml 里的 index_prefix。",
    );
}

/// The prefix is a code of an organisation, and its check character is wrong.
pub fn check_character(facts: &Facts<'_>, found: &mut Found<'_>) {
    const HELP: &str = "多半是抄错了一位。对照组织机构代码证或者统一社会信用代码证书改正。";
    let own = &facts.site.config.index_prefix;
    if let Some((kind, right)) = fault(own) {
        let text = facts.folder.text(SITE_FILE).unwrap_or("");
        let span = text.find(own.as_str()).map_or(Span::default(), |at| Span::new(at, at + own.len()));
        if let Some(path) = RelPath::new(SITE_FILE) {
            found.add(&path, span, format!("“{own}”不是正确的{kind}：按前面各位计算，最后一位应当是“{right}”。"), HELP);
        }
    }
    // A prefix that is not the own one is a fault of its own, and the own one is checked above.
    let items = facts.site.items.iter().map(|filed| &*filed.item).filter(|item| own.is_empty() && !item.draft);
    for (item, number) in items.filter_map(|item| Some((item, item.index_number.as_ref()?))) {
        if let Some((kind, right)) = fault(&number.value.prefix) {
            let prefix = &number.value.prefix;
            let message = format!("索引号的前段“{prefix}”不是正确的{kind}：按前面各位计算，最后一位应当是“{right}”。");
            found.add(&item.path, number.span, message, HELP);
        }
    }
}

/// The year is neither that of 成文日期 nor that of 发布日期.
pub fn year(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let (Some(number), Some(formed)) = (&item.index_number, &item.formed) else { return };
    let published = item.published.as_ref().map(|published| published.value.date.year());
    let year = i32::from(number.value.year);
    if year != formed.value.year() && Some(year) != published {
        found.add(
            &item.path,
            number.span,
            format!("索引号里的年份是{year}年，成文日期是{}年。", formed.value.year()),
            "对照原件核对索引号和成文日期，改正写错的一个。",
        );
    }
}

/// Sequences that no item has, between those of one year. Where many are missing, the organ gives its numbers to other columns too.
pub fn gap(facts: &Facts<'_>, found: &mut Found<'_>) {
    let own = facts.site.config.index_prefix.as_str();
    let mut years: BTreeMap<(&str, u16), BTreeMap<u32, &Item>> = BTreeMap::new();
    for item in facts.site.items.iter().map(|filed| &*filed.item) {
        if let Some(number) = &item.index_number {
            // With another prefix than the own one, the sequence is used all the same; the prefix is a fault of its own.
            let prefix = if own.is_empty() { number.value.prefix.as_str() } else { own };
            years.entry((prefix, number.value.year)).or_default().insert(number.value.sequence, item);
        }
    }
    for ((_, year), numbers) in years {
        let pairs = numbers.iter().zip(numbers.iter().skip(1));
        let gaps: Vec<(u32, u32, &Item)> =
            pairs.filter(|((a, _), (b, _))| *b - *a > 1).map(|((a, _), (b, item))| (a + 1, b - 1, *item)).collect();
        let missing: u32 = gaps.iter().map(|(from, to, _)| to - from + 1).sum();
        let Some((_, _, item)) = gaps.first().filter(|_| missing as usize * RARE <= numbers.len()) else { continue };
        let mut shown: Vec<String> =
            gaps.iter().take(SHOWN).map(|(from, to, _)| if from == to { from.to_string() } else { format!("{from}至{to}") }).collect();
        if gaps.len() > SHOWN {
            shown.push("……".to_string());
        }
        let span = item.index_number.as_ref().map_or(item.front, |number| number.span);
        found.add(
            &item.path,
            span,
            format!("{year}年的索引号缺{missing}个：{}。", shown.join("、")),
            "核对是不是漏了条目，或者编号跳了号；确实作废的号不要再用。",
        );
    }
}

/// A gap is told of where at most one number in so many is missing.
const RARE: usize = 4;
/// So many gaps are named.
const SHOWN: usize = 5;

/// The code without its strokes.
fn bare(code: &str) -> String {
    code.chars().filter(|c| *c != '-').collect()
}

/// What kind of code it is, and the check character that it should have, where it has another.
fn fault(code: &str) -> Option<(&'static str, char)> {
    let code: Vec<char> = bare(code).chars().collect();
    let (last, front) = code.split_last()?;
    // Letters alone are the organ's pinyin.
    if code.iter().filter(|c| c.is_ascii_digit()).count() < 4 {
        return None;
    }
    let (kind, right) = match code.len() {
        9 => ("组织机构代码", organisation(front)?),
        18 => ("统一社会信用代码", credit(front)?),
        _ => return None,
    };
    (*last != right).then_some((kind, right))
}

/// The check character of an organisation code (GB 11714): 8 digits and capitals.
fn organisation(front: &[char]) -> Option<char> {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let mut sum = 0;
    for (c, weight) in front.iter().zip(WEIGHTS) {
        let value = if c.is_ascii_uppercase() { u32::from(*c) - u32::from('A') + 10 } else { c.to_digit(10)? };
        sum += value * weight;
    }
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}

/// The check character of a credit code (GB 32100): 17 of 31 characters, without I, O, S, V and Z.
fn credit(front: &[char]) -> Option<char> {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let (mut sum, mut weight) = (0, 1);
    for c in front {
        sum += ALPHABET.find(*c)? * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET.chars().nth((31 - sum % 31) % 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the two standards, and the visibly invented code of the sample.
    #[test]
    fn check_characters() {
        for good in ["D2143569-X", "91350100M000100Y43", "000000000", "qinghezhen", "370400", "ABCDEFGHX"] {
            assert_eq!(fault(good), None, "{good}");
        }
        assert_eq!(fault("D2143569-1"), Some(("组织机构代码", 'X')));
        assert_eq!(fault("91350100M000100Y44"), Some(("统一社会信用代码", '3')));
    }
}
