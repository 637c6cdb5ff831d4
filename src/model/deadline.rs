//! 公开时限 as people write it: within so many days of an event, on display so long, renewed so often, kept for ever.

use crate::calendar::Unit;
use crate::diag::{Span, Spanned};

use super::catalogue::{Deadline, Event};

/// What a 公开时限 says, clause by clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeLimit {
    /// What it asks for, each with its place in the text.
    pub clauses: Vec<Spanned<Clause>>,
    /// 从其规定: another law's limit goes before this one.
    pub statute_prevails: bool,
    /// The parts that say nothing known, with their places.
    pub unread: Vec<Spanned<String>>,
}

/// One clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What it is about, where it is not about all: 行政许可、行政处罚事项.
    pub about: String,
    /// What it asks for.
    pub asks: Asks,
}

/// What a clause asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// 自…之日起…内. Without an event that is known, it is `None`.
    Within {
        /// What it is counted from.
        event: Option<Event>,
        /// How many.
        n: u32,
        /// Of what.
        unit: Unit,
    },
    /// 公示….
    Display {
        /// How many.
        n: u32,
        /// Of what.
        unit: Unit,
    },
    /// 提前….
    Before {
        /// How many.
        n: u32,
        /// Of what.
        unit: Unit,
    },
    /// 及时公开: without a number.
    Promptly,
    /// 随…公开: on the day of something else.
    With,
    /// 每…更新.
    Update {
        /// How often.
        every: Period,
        /// How many times in it, at least.
        times: u32,
        /// The last day in it: the month of the year, or of the quarter, where it is said; and the day.
        by: Option<(Option<u32>, u32)>,
    },
    /// 长期公开: for how long, not how soon.
    Retention,
    /// 同上.
    Ditto,
}

/// A span of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// 年.
    Year,
    /// 半年.
    HalfYear,
    /// 季度.
    Quarter,
    /// 月.
    Month,
    /// 周.
    Week,
}

impl TimeLimit {
    /// That of a deadline that was read field by field.
    pub fn of(deadline: Deadline, span: Span) -> TimeLimit {
        let Deadline { event, n, unit } = deadline;
        let clause = Clause { about: String::new(), asks: Asks::Within { event: Some(event), n, unit } };
        TimeLimit { clauses: vec![Spanned::new(clause, span)], ..TimeLimit::default() }
    }

    /// The limit for what no clause treats apart; `None` where there is none that can be counted.
    pub fn deadline(&self) -> Option<Deadline> {
        let clauses = || self.clauses.iter().map(|clause| &clause.value);
        let general = clauses().filter(|clause| clause.is_general()).find_map(|clause| clause.asks.deadline());
        general.or_else(|| clauses().find_map(|clause| clause.asks.deadline()))
    }

    /// 同上, and nothing else.
    pub fn is_ditto(&self) -> bool {
        self.clauses.iter().any(|clause| clause.value.asks == Asks::Ditto)
    }

    /// Whether it says how long, and not how soon.
    pub fn only_retention(&self) -> bool {
        !self.clauses.is_empty() && self.unread.is_empty() && self.clauses.iter().all(|clause| clause.value.asks == Asks::Retention)
    }
}

impl Clause {
    /// Whether it is about all, or all the rest.
    pub fn is_general(&self) -> bool {
        self.about.is_empty() || self.about.starts_with("其他") || self.about.starts_with("其它") || self.about.starts_with("其余")
    }
}

impl Asks {
    /// As a limit that is counted from an event.
    pub fn deadline(self) -> Option<Deadline> {
        match self {
            Asks::Within { event: Some(event), n, unit } => Some(Deadline { event, n, unit }),
            _ => None,
        }
    }
}
