//! 期间 as people write it: 2017年第三季度, 2017年7月, 2017年上半年, 2017年度.

use crate::model::Months;

/// A 期间 that is written by itself; the year alone is one too.
pub fn months(text: &str) -> Option<Months> {
    let text = text.trim();
    let bare = text.strip_suffix('年').unwrap_or(text);
    if let Some(year) = year(bare).filter(|_| bare.len() == 4) {
        return Some(Months { year, first: 1, last: 12 });
    }
    let (found, rest) = behind_year(text)?;
    rest.is_empty().then_some(found)
}

/// The first 期间 that a title speaks of. A year alone is none: most titles have one.
pub fn months_in(title: &str) -> Option<Months> {
    title.char_indices().filter(|(_, c)| c.is_ascii_digit()).find_map(|(at, _)| behind_year(title.get(at..)?)).map(|(found, _)| found)
}

fn year(digits: &str) -> Option<i32> {
    digits.parse().ok().filter(|year| (1949..2200).contains(year) && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A year, then what part of it; and what stands behind.
fn behind_year(text: &str) -> Option<(Months, &str)> {
    let year = year(text.get(..4)?)?;
    let rest = text.get(4..)?;
    if let Some(rest) = rest.strip_prefix('-') {
        let (month, rest) = number(rest)?;
        return (1..=12).contains(&month).then_some((Months { year, first: month, last: month }, rest));
    }
    let rest = rest.strip_prefix('年')?.trim_start();
    let part = |first, last| Months { year, first, last };
    for (word, found) in [("上半年", part(1, 6)), ("下半年", part(7, 12)), ("全年", part(1, 12)), ("度", part(1, 12))] {
        if let Some(rest) = rest.strip_prefix(word) {
            return Some((found, rest));
        }
    }
    let rest = rest.strip_prefix('第').unwrap_or(rest).trim_start();
    let (first, rest) = number(rest)?;
    if let Some(rest) = rest.strip_prefix("季度").or_else(|| rest.strip_prefix('季')) {
        return (1..=4).contains(&first).then(|| (Months::quarter(year, first), rest));
    }
    let rest = rest.strip_prefix('月').unwrap_or(rest);
    let until = ['至', '到', '—', '－', '-', '–'].into_iter().find_map(|dash| rest.strip_prefix(dash));
    let (last, rest) = match until.and_then(number) {
        Some((last, rest)) => (last, rest.strip_prefix('月')?),
        None if text.len() - rest.len() > 4 && text.get(..text.len() - rest.len())?.ends_with('月') => {
            (first, rest.strip_prefix('份').unwrap_or(rest))
        }
        None => return None,
    };
    // 2017年7月15日 is a day.
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    (1 <= first && first <= last && last <= 12).then_some((part(first, last), rest))
}

/// A small number in digits or in Han numerals, and what stands behind it.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return Some((text.get(..digits)?.parse().ok()?, text.get(digits..)?));
    }
    const NUMERALS: &[(&str, u32)] = &[
        ("十二", 12),
        ("十一", 11),
        ("十", 10),
        ("九", 9),
        ("八", 8),
        ("七", 7),
        ("六", 6),
        ("五", 5),
        ("四", 4),
        ("三", 3),
        ("二", 2),
        ("一", 1),
    ];
    NUMERALS.iter().find_map(|(word, number)| Some((*number, text.strip_prefix(word)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_by_itself() {
        let read = |text: &str| months(text).map(|months| (months.year, months.first, months.last));
        for text in ["2017年第三季度", "2017年三季度", "2017年第3季度", "2017年 3季度", "2017年7月至9月", "2017年7—9月"]
        {
            assert_eq!(read(text), Some((2017, 7, 9)), "{text}");
        }
        for text in ["2017年11月", "2017年十一月", "2017-11", "2017年11月份"] {
            assert_eq!(read(text), Some((2017, 11, 11)), "{text}");
        }
        assert_eq!(read("2017年上半年"), Some((2017, 1, 6)));
        assert_eq!(read("2017年度"), Some((2017, 1, 12)));
        assert_eq!(read("2017"), Some((2017, 1, 12)));
        for text in ["", "三季度", "2017年第五季度", "2017年13月", "2017年9月至7月", "2017年7月15日", "2017年第三季度财务", "17年7月"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn in_a_title() {
        let found = |text: &str| months_in(text).map(Months::name).unwrap_or_default();
        assert_eq!(found("上禾村2017年第三季度财务收支公布"), "2017年第三季度");
        assert_eq!(found("上禾村2017年10月财务收支公布"), "2017年10月");
        assert_eq!(found("上禾村2017年度集体资产公布"), "2017年");
        assert_eq!(found("上禾村2017年集体资产公布"), "");
        assert_eq!(found("上禾村2017年7月15日村民会议决定"), "");
        assert_eq!(found("关于2016年决算和2017年上半年收支的公布"), "2017年上半年");
        assert_eq!(found("〔2017〕18号"), "");
    }
}
