//! Dates in the forms in which people write them.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveTime};

use crate::calendar::Date;
use crate::diag::Spanned;
use crate::model::Stamp;

use super::faults;
use super::fields::Sink;

/// What a text is as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// A date, perhaps with a time, in +08:00. `plain` when it is in the form 2017-06-15 that needs no remark.
    Read {
        /// The day.
        date: Date,
        /// The time of day.
        time: Option<NaiveTime>,
        /// Whether it is in the standard form.
        plain: bool,
    },
    /// Year, month and day are there, but there is no such day.
    Impossible,
    /// It is not a date.
    Unreadable,
}

/// Reads 2017-06-15, 2017/6/15, 2017.6.15, 2017年6月15日 (full-width digits too), with a time or without.
pub fn read_date(text: &str) -> DateForm {
    let trimmed = text.trim();
    let plain: Cow<'_, str> = if trimmed.is_ascii() { trimmed.into() } else { trimmed.chars().map(half_width).collect() };
    let parts = three_numbers(&plain).and_then(|(numbers, rest)| Some((numbers, read_time(rest)?)));
    let Some(([year, month, day], time)) = parts else { return with_zone(&plain) };
    let Some(date) =
        i32::try_from(year).ok().filter(|_| (1900..2200).contains(&year)).and_then(|year| Date::from_ymd_opt(year, month, day))
    else {
        return DateForm::Impossible;
    };
    let standard = match time {
        None => date.to_string() == text,
        Some(time) => {
            [date.and_time(time).format("%Y-%m-%d %H:%M").to_string(), date.and_time(time).format("%Y-%m-%d %H:%M:%S").to_string()]
                .contains(&text.to_string())
        }
    };
    DateForm::Read { date, time, plain: standard }
}

/// A moment with its time zone, as programs write it: 2017-06-16T16:26:00+08:00.
fn with_zone(text: &str) -> DateForm {
    let Ok(moment) = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1)) else { return DateForm::Unreadable };
    let moment = moment.with_timezone(&china());
    DateForm::Read { date: moment.date_naive(), time: Some(moment.time()), plain: false }
}

/// Reports what is wrong with a date, offers the standard form for an unusual one, and gives what was read.
pub fn check(form: DateForm, text: &Spanned<String>, name: &str, sink: &mut Sink<'_>) -> Option<Stamp> {
    match form {
        DateForm::Read { date, time, plain } => {
            if !plain {
                let standard = match time {
                    Some(time) => date.and_time(time).format("%Y-%m-%d %H:%M").to_string(),
                    None => date.format("%Y-%m-%d").to_string(),
                };
                sink.add_fix(
                    faults::DATE_STYLE,
                    text.span,
                    format!("“{name}”的写法不统一，已按{standard}理解。"),
                    format!("建议写成 {standard}。"),
                    standard.clone(),
                );
            }
            Some(Stamp { date, time })
        }
        DateForm::Impossible => {
            sink.add(
                faults::DATE,
                text.span,
                format!("“{name}”写的“{}”，日历上没有这一天。", text.value),
                "对照原件改正年、月、日，例如 2017-06-15。",
            );
            None
        }
        DateForm::Unreadable => {
            sink.add(
                faults::DATE,
                text.span,
                format!("“{name}”写的“{}”看不出是哪一天。", text.value),
                "写成 2017-06-15 这样的年月日；发布日期可以再写时间，如 2017-06-15 16:26。",
            );
            None
        }
    }
}

/// +08:00, the one time zone of the column.
fn china() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("eight hours are a valid offset")
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '：' => ':',
        '－' | '–' | '—' | '‐' | '−' => '-',
        '．' => '.',
        '／' => '/',
        '\u{3000}' | '\u{a0}' => ' ',
        c => c,
    }
}

/// Year, month and day with one kind of separator between them, and what follows.
fn three_numbers(text: &str) -> Option<([u32; 3], &str)> {
    let (year, rest) = number(text, 4)?;
    let (first, last) = match rest.chars().next()? {
        '年' => ('月', Some('日')),
        separator @ ('-' | '/' | '.') => (separator, None),
        _ => return None,
    };
    let rest = rest[rest.chars().next()?.len_utf8()..].trim_start();
    let (month, rest) = number(rest, 2)?;
    let rest = rest.trim_start().strip_prefix(first)?.trim_start();
    let (day, rest) = number(rest, 2)?;
    let rest = match last {
        Some(last) => rest.trim_start().strip_prefix(last).or_else(|| rest.trim_start().strip_prefix('号'))?,
        None => rest,
    };
    Some(([year, month, day], rest))
}

fn number(text: &str, longest: usize) -> Option<(u32, &str)> {
    let end = text.bytes().take(longest).take_while(u8::is_ascii_digit).count();
    if text.as_bytes().get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    Some((text.get(..end)?.parse().ok()?, &text[end..]))
}

/// `None` when what follows the date is not a time; `Some(None)` when nothing follows.
fn read_time(text: &str) -> Option<Option<NaiveTime>> {
    let text = text.trim_start_matches(['T', 't']).trim();
    if text.is_empty() {
        return Some(None);
    }
    let text = text.replace(['时', '点', '分'], ":").replace('秒', "");
    let mut parts = text.trim_end_matches(':').split(':').map(|part| part.trim().parse::<u32>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next().unwrap_or(Some(0))?, parts.next().unwrap_or(Some(0))?);
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(hour, minute, second).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        match read_date(text) {
            DateForm::Read { date, time, plain } => {
                Some(format!("{date}{} {plain}", time.map_or(String::new(), |time| format!(" {}", time.format("%H:%M")))))
            }
            _ => None,
        }
    }

    #[test]
    fn dates_as_people_write_them() {
        for (text, read) in [
            ("2017-06-15", "2017-06-15 true"),
            ("2017/6/15", "2017-06-15 false"),
            ("2017.6.15", "2017-06-15 false"),
            ("2017年6月15日", "2017-06-15 false"),
            ("２０１７年６月１５日", "2017-06-15 false"),
            ("2017-6-5", "2017-06-05 false"),
            ("2017-06-16 16:26", "2017-06-16 16:26 true"),
            ("2017年6月16日16时26分", "2017-06-16 16:26 false"),
            ("2017-06-16T16:26:00+08:00", "2017-06-16 16:26 false"),
            ("2017-06-15T23:30:00Z", "2017-06-16 07:30 false"),
        ] {
            assert_eq!(day(text).as_deref(), Some(read), "{text}");
        }
        for text in ["2017-02-29", "2017-13-01", "2017年6月31日", "0017-06-15"] {
            assert_eq!(read_date(text), DateForm::Impossible, "{text}");
        }
        for text in ["", "2017", "2017615", "2017-06", "去年", "2017-06-15 25:00", "2017-06-15下午", "20170615", "2017年6-15"] {
            assert_eq!(read_date(text), DateForm::Unreadable, "{text}");
        }
    }
}
