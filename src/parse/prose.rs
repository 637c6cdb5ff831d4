//! Dates in running text, and what is left of them when marks are lost on the way through Word and web forms.

use chrono::Datelike;
use memchr::memmem;

use crate::calendar::Date;
use crate::diag::Span;

use super::dates::{DateForm, read_date};
use super::text::lines;

/// A date in a text that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Where it stands.
    pub span: Span,
    /// What it can mean, in the standard form: one text where the repair is certain.
    pub readings: Vec<String>,
}

/// Dates whose 年, 月 or 日 are lost: 2017615日, 20176月15日, 2017年615日, and 2017615 alone in its line.
pub fn damaged_dates(text: &str) -> Vec<Damaged> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = memchr::memchr2(b'1', b'2', text.as_bytes().get(at..).unwrap_or_default()).map(|by| at + by) {
        let run = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        at = start + run;
        let before = text[..start].chars().next_back();
        // Behind a letter, a point or a stroke it is a part of a longer number.
        if (4..=8).contains(&run)
            && !before.is_some_and(|c| c.is_ascii_alphanumeric() || "./-_:#=&?%+*×第号〔﹝".contains(c))
            && let Some(one) = damaged(text, start, run)
        {
            found.push(one);
        }
    }
    found
}

fn damaged(text: &str, start: usize, run: usize) -> Option<Damaged> {
    let digits = text.get(start..start + run)?;
    let (year, tail) = (digits.get(..4)?, digits.get(4..)?);
    let year: i32 = year.parse().ok().filter(|year| (1949..2100).contains(year))?;
    let rest = text.get(start + run..)?;
    if run == 4 {
        // 2017年615日: 月 is lost.
        let rest = rest.strip_prefix('年')?;
        let count = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = rest.get(count..)?.strip_prefix('日').filter(|_| (3..=4).contains(&count))?;
        return Some(Damaged { span: Span::new(start, text.len() - behind.len()), readings: readings(year, rest.get(..count)?) });
    }
    if let Some(rest) = rest.strip_prefix('月').filter(|_| run <= 6) {
        // 20176月15日: 年 is lost.
        let count = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = rest.get(count..)?.strip_prefix(['日', '号']).filter(|_| (1..=2).contains(&count))?;
        let day = Date::from_ymd_opt(year, tail.parse().ok()?, rest.get(..count)?.parse().ok()?)?;
        return Some(Damaged { span: Span::new(start, text.len() - behind.len()), readings: vec![crate::calendar::chinese(day)] });
    }
    if run < 6 {
        return None;
    }
    let end = start + run;
    let readings = readings(year, tail);
    let whole = match rest.strip_prefix('日') {
        Some(behind) => Some(text.len() - behind.len()),
        None if rest.starts_with("印发") || alone(text, start, end) => Some(end),
        None => None,
    };
    whole.filter(|_| !readings.is_empty()).map(|end| Damaged { span: Span::new(start, end), readings })
}

/// The days that month and day written together can mean. In official dates neither has a leading zero; 0615 is one all the same.
fn readings(year: i32, tail: &str) -> Vec<String> {
    let mut days: Vec<Date> = Vec::new();
    for cut in 1..=2 {
        let (Some(month), Some(day)) = (tail.get(..cut), tail.get(cut..)) else { continue };
        let two_and_two = tail.len() == 4 && cut == 2;
        if !(1..=2).contains(&day.len()) || (!two_and_two && (month.starts_with('0') || day.starts_with('0'))) {
            continue;
        }
        days.extend(month.parse().ok().zip(day.parse().ok()).and_then(|(month, day)| Date::from_ymd_opt(year, month, day)));
    }
    days.dedup();
    days.into_iter().map(crate::calendar::chinese).collect()
}

/// A line of more bytes holds more than a date.
const LONGEST: usize = 200;

/// Whether nothing else stands in the line.
fn alone(text: &str, start: usize, end: usize) -> bool {
    let breaks = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let bytes = text.as_bytes();
    let from = bytes.iter().take(start).rev().take(LONGEST).take_while(|byte| !breaks(byte)).count();
    let to = bytes.iter().skip(end).take(LONGEST).take_while(|byte| !breaks(byte)).count();
    let before = text.get(start - from..start).unwrap_or("…");
    let after = text.get(end..end + to).unwrap_or("…");
    // A line that long is no date, and is not looked through for each of its numbers.
    from + to < LONGEST && bare(before).next().is_none() && bare(after).next().is_none()
}

/// A line without its marks of Markdown, its HTML tags and white space.
fn bare(line: &str) -> impl Iterator<Item = char> {
    let mut tag = false;
    line.chars().filter(move |c| {
        tag = *c == '<' || tag && *c != '>';
        !(tag || matches!(c, '*' | '>' | '\\' | '_') || c.is_whitespace())
    })
}

/// Years in Chinese digits whose zero is a letter, a digit or a circle: 二OO八年.
pub fn wrong_zeros(text: &str) -> Vec<Damaged> {
    const DIGITS: &str = "一二三四五六七八九〇";
    const ZEROS: &str = "OoＯｏ0０○◯Οо";
    let mut found = Vec::new();
    for end in years(text) {
        let four: Vec<(usize, char)> = text.get(..end).unwrap_or("").char_indices().rev().take(4).collect();
        let (Some((start, first)), true) = (four.last().copied(), four.len() == 4) else { continue };
        let wrong = four.iter().filter(|(_, c)| ZEROS.contains(*c)).count();
        let right = four.iter().filter(|(_, c)| DIGITS.contains(*c)).count();
        if wrong > 0 && wrong + right == 4 && matches!(first, '一' | '二') {
            let mended: String = four.iter().rev().map(|(_, c)| if ZEROS.contains(*c) { '〇' } else { *c }).collect();
            found.push(Damaged { span: Span::new(start, end + '年'.len_utf8()), readings: vec![format!("{mended}年")] });
        }
    }
    found
}

/// Dates in full of which the calendar has no such day: 2017年6月31日.
pub fn no_such_days(text: &str) -> Vec<Span> {
    let full = years(text).filter_map(|at| {
        let start = at.checked_sub(4)?;
        let year: i32 = text.get(start..at).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
        let rest = text.get(at + '年'.len_utf8()..)?;
        let (month, rest) = number(rest, '月')?;
        let (day, rest) = number(rest, '日')?;
        Date::from_ymd_opt(year, month, day).is_none().then(|| Span::new(start, text.len() - rest.len()))
    });
    full.collect()
}

/// The periods of a text, 2017年6月1日至7月1日 and its kin: first day, last day, place.
pub fn periods(text: &str) -> Vec<(Date, Date, Span)> {
    let periods = years(text).filter_map(|at| {
        let start = at.checked_sub(4)?;
        let year: i32 = text.get(start..at)?.parse().ok()?;
        let (month, rest) = number(text.get(at + '年'.len_utf8()..)?, '月')?;
        let (day, rest) = number(rest, '日')?;
        let rest = rest.strip_prefix('起').unwrap_or(rest);
        let rest = rest.trim_start_matches(['至', '到', '—', '－', '-', '～', '~']).strip_prefix(char::is_numeric).map(|_| rest)?;
        let rest = rest.trim_start_matches(|c: char| !c.is_ascii_digit());
        let (last_year, rest) = match rest.split_once('年') {
            Some((later, rest)) if later.len() == 4 => (later.parse().ok()?, rest),
            _ => (year, rest),
        };
        let (last_month, rest) = number(rest, '月').unwrap_or((month, rest));
        let (last_day, rest) = number(rest, '日')?;
        let from = Date::from_ymd_opt(year, month, day)?;
        let to = Date::from_ymd_opt(last_year, last_month, last_day)?;
        (from <= to).then(|| (from, to, Span::new(start, text.len() - rest.len())))
    });
    periods.collect()
}

/// Where 年 stands. `str` would look for its last byte, which many other characters have.
fn years(text: &str) -> impl Iterator<Item = usize> {
    memmem::find_iter(text.as_bytes(), "年")
}

/// One or two digits and the mark behind them.
fn number(text: &str, mark: char) -> Option<(u32, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(count..)?.strip_prefix(mark)?;
    Some((text.get(..count).filter(|_| (1..=2).contains(&count))?.parse().ok()?, rest))
}

/// The lines of a text that hold a date and nothing else, as the date below a signature does: each with the line before it that is
/// not blank, and how many such lines follow.
pub fn date_lines(text: &str) -> Vec<DateLine<'_>> {
    let mut dated: Vec<DateLine<'_>> = Vec::new();
    let (mut at, mut count, mut before) = (0, 0, "");
    for line in lines(text) {
        let start = at;
        at += line.len();
        if line.trim_start().is_empty() {
            continue;
        }
        count += 1;
        if let Some(date) = whole_date(line) {
            let lead = line.len() - line.trim_start().len();
            dated.push(DateLine { date, span: Span::new(start + lead, start + line.trim_end().len()), before, follow: count });
        }
        before = line;
    }
    for line in &mut dated {
        line.follow = count - line.follow;
    }
    dated
}

/// A line that is a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateLine<'t> {
    /// The date.
    pub date: Date,
    /// Where.
    pub span: Span,
    /// The line before it.
    pub before: &'t str,
    /// How many lines with something in them follow.
    pub follow: usize,
}

fn whole_date(line: &str) -> Option<Date> {
    if line.len() > LONGEST || line.trim_start().starts_with(['#', '|', '-']) {
        return None;
    }
    // Most lines begin otherwise.
    if !bare(line).next().is_some_and(|first| first.is_ascii_digit() || matches!(first, '０'..='９') || HAN_DIGITS.contains(first)) {
        return None;
    }
    let bare: String = bare(line).collect();
    match read_date(&bare) {
        DateForm::Read { date, time: None, .. } => Some(date),
        _ => han_date(&bare),
    }
}

/// From 0 to 9.
const HAN_DIGITS: &str = "〇一二三四五六七八九";

/// 二〇一七年六月十五日.
fn han_date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    let digit = |c: char| HAN_DIGITS.chars().position(|digit| digit == c).and_then(|at| u32::try_from(at).ok());
    let small = |text: &str| match text.split_once('十') {
        None => text.chars().next().filter(|_| text.chars().count() == 1).and_then(digit),
        Some((tens, ones)) => {
            let part = |text: &str, none: u32| if text.is_empty() { Some(none) } else { text.chars().next().and_then(digit) };
            Some(part(tens, 1)? * 10 + part(ones, 0)?)
        }
    };
    let year = year.chars().map(digit).collect::<Option<Vec<u32>>>().filter(|digits| digits.len() == 4)?;
    let year = year.iter().fold(0, |sum, digit| sum * 10 + digit);
    Date::from_ymd_opt(i32::try_from(year).ok()?, small(month)?, small(day)?).filter(|date| date.year() > 1900)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let all = damaged_dates(text).into_iter().map(|one| format!("{}={}", one.span.of(text), one.readings.join("/")));
        all.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn damaged() {
        for (text, found) in [
            ("2017615", "2017615=2017年6月15日"),
            ("  　2017615 \r\n下文", "2017615=2017年6月15日"),
            ("某办 2017616日印发", "2017616日=2017年6月16日"),
            ("于20171231日前", "20171231日=2017年12月31日"),
            ("2017111日", "2017111日=2017年1月11日/2017年11月1日"),
            ("2017110日", "2017110日=2017年1月10日"),
            ("20170615日", "20170615日=2017年6月15日"),
            ("201765日", "201765日=2017年6月5日"),
            ("20176月15日", "20176月15日=2017年6月15日"),
            ("2017年615日", "2017年615日=2017年6月15日"),
            ("编号2017615，2017年6月15日，350427201706150001，0000-2017615日，2017年15日，2017-06-15", ""),
            ("2017999日 2017229日", ""),
        ] {
            assert_eq!(read(text), found, "{text}");
        }
    }

    #[test]
    fn zeros_and_days() {
        let text = "二OO八年、二○一七年、二〇一七年、二零一七年、20年";
        let found: Vec<String> =
            wrong_zeros(text).into_iter().map(|one| format!("{}={}", one.span.of(text), one.readings.concat())).collect();
        assert_eq!(found, ["二OO八年=二〇〇八年", "二○一七年=二〇一七年"]);
        let text = "2017年6月31日和2016年2月29日、2017年6月";
        assert_eq!(no_such_days(text).iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["2017年6月31日"]);
    }

    #[test]
    fn from_day_to_day() {
        let text = "2016年10月17日至11月15日，自2016年12月20日起到2017年1月3日止，2017年3月1日—5日，2017年3月1日，4月2日";
        let found: Vec<String> = periods(text).into_iter().map(|(from, to, _)| format!("{from}/{to}")).collect();
        assert_eq!(found, ["2016-10-17/2016-11-15", "2016-12-20/2017-01-03", "2017-03-01/2017-03-05"]);
    }

    #[test]
    fn signatures() {
        let text = "正文。\n\n青禾镇人民政府\n\n<p align=\"right\">2017年6月15日</p>\n\n二〇一七年十二月二十日\n\n# 2017年6月16日\n末行\n";
        let found: Vec<(String, &str, usize)> =
            date_lines(text).into_iter().map(|line| (line.date.to_string(), line.before.trim(), line.follow)).collect();
        assert_eq!(
            found,
            [("2017-06-15".to_string(), "青禾镇人民政府", 3), ("2017-12-20".to_string(), "<p align=\"right\">2017年6月15日</p>", 2)]
        );
    }
}
