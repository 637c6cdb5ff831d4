//! Days: dates as people write them, and working days by the State Council's yearly holiday notices.

use std::collections::{BTreeMap, BTreeSet};

pub use chrono::NaiveDate as Date;
use chrono::{Datelike, Days, Weekday};

/// A year's holidays and make-up working days, as the State Council's office announced them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Year {
    /// 放假: days off, weekends among them or not.
    pub off: BTreeSet<Date>,
    /// 补班: Saturdays and Sundays that are worked.
    pub work: BTreeSet<Date>,
}

/// The working-day calendar, from `content/holidays.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The announced years.
    pub years: BTreeMap<i32, Year>,
}

/// 工作日 and 日 are different units in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 日: every day counts.
    Day,
    /// 工作日.
    Workday,
}

impl Unit {
    /// The word in a sentence: 「20个工作日」「20日」.
    pub fn count(self, n: u32) -> String {
        match self {
            Unit::Day => format!("{n}日"),
            Unit::Workday => format!("{n}个工作日"),
        }
    }
}

/// The last day of a time limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last day.
    pub date: Date,
    /// 估算: a year on the way is not announced yet, so Monday to Friday were counted.
    pub estimated: bool,
}

impl Calendar {
    /// Whether people work on that day. A year that is not announced is taken as Monday to Friday.
    pub fn is_workday(&self, date: Date) -> bool {
        let weekday = !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        match self.years.get(&date.year()) {
            Some(year) => year.work.contains(&date) || (weekday && !year.off.contains(&date)),
            None => weekday,
        }
    }

    /// The end of a limit of `n` units that starts with an event on `from`. The day of the event is not counted (民法典 Art. 201).
    pub fn due(&self, from: Date, n: u32, unit: Unit) -> Due {
        match unit {
            Unit::Day => Due { date: from.checked_add_days(Days::new(n.into())).unwrap_or(Date::MAX), estimated: false },
            Unit::Workday => {
                let mut due = Due { date: from, estimated: false };
                let mut left = n;
                while left > 0 {
                    let Some(next) = due.date.succ_opt() else { break };
                    due.date = next;
                    due.estimated |= !self.years.contains_key(&next.year());
                    left -= u32::from(self.is_workday(next));
                }
                due
            }
        }
    }
}

/// A date in official Chinese: 2017年6月15日.
pub fn chinese(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}
