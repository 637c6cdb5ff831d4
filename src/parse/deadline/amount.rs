//! Numbers with what they count: 20个工作日, 二十日, 一周, 1次.

use crate::calendar::Unit;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// 工作日.
    Workday,
    /// 日, 天.
    Day,
    /// 周, 星期.
    Week,
    /// 个月.
    Month,
    /// 月: the name of a month.
    MonthName,
    /// 年.
    Year,
    /// 小时.
    Hour,
    /// 次.
    Times,
}

impl Measure {
    /// How many of which unit one comes to; `None` for what is no length of time.
    pub fn days(self) -> Option<(u32, Unit)> {
        match self {
            Measure::Workday => Some((1, Unit::Workday)),
            Measure::Day | Measure::Hour => Some((1, Unit::Day)),
            Measure::Week => Some((7, Unit::Day)),
            Measure::Month => Some((30, Unit::Day)),
            Measure::Year => Some((365, Unit::Day)),
            Measure::MonthName | Measure::Times => None,
        }
    }
}

/// The longer of two that begin alike stands first.
const MEASURES: &[(&str, Measure)] = &[
    ("个工作日", Measure::Workday),
    ("工作日", Measure::Workday),
    ("个自然日", Measure::Day),
    ("自然日", Measure::Day),
    ("日", Measure::Day),
    ("天", Measure::Day),
    ("个星期", Measure::Week),
    ("星期", Measure::Week),
    ("周", Measure::Week),
    ("个月", Measure::Month),
    ("月", Measure::MonthName),
    ("年", Measure::Year),
    ("个小时", Measure::Hour),
    ("小时", Measure::Hour),
    ("次", Measure::Times),
];

/// A number with what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The first byte.
    pub start: usize,
    /// One past the last byte of the measure.
    pub end: usize,
    /// How many.
    pub n: u32,
    /// Of what.
    pub measure: Measure,
}

/// The largest number that is read.
const LARGEST: u32 = 9_999;

/// The value of a Han numeral.
pub fn numeral(c: char) -> Option<u32> {
    match c {
        '两' => Some(2),
        '十' => Some(10),
        '百' => Some(100),
        _ => "〇一二三四五六七八九".chars().zip(0..).find(|(numeral, _)| *numeral == c).map(|(_, value)| value),
    }
}

/// All amounts of a text, in order.
pub fn amounts(text: &str) -> Vec<Amount> {
    let mut found = Vec::new();
    let is_digit = |c: char| c.is_ascii_digit() || numeral(c).is_some();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(is_digit)).map(|offset| at + offset) {
        let rest = text.get(start..).unwrap_or("");
        let length = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(length);
        at = start + length;
        let Some(n) = value(digits) else { continue };
        if let Some((word, measure)) = MEASURES.iter().find(|(word, _)| after.starts_with(word)) {
            at += word.len();
            found.push(Amount { start, end: at, n, measure: *measure });
        }
    }
    found
}

/// 20, 二十, 二十五, 一百二十.
fn value(digits: &str) -> Option<u32> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse().ok().filter(|n| *n <= LARGEST);
    }
    let (mut sum, mut last) = (0_u32, None);
    for c in digits.chars() {
        match numeral(c)? {
            ten @ (10 | 100) => sum += last.take().unwrap_or(1) * ten,
            // 二五 is no number of ours.
            _ if last.is_some() => return None,
            digit => last = Some(digit),
        }
        if sum > LARGEST {
            return None;
        }
    }
    Some(sum + last.unwrap_or(0))
}
