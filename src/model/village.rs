//! 村务公开: what a village must make public and how often. Data, from `content/villages.yaml`.

use chrono::Datelike;

use crate::calendar::Date;
use crate::diag::{Span, Spanned};

use super::statement::StatementKind;

/// The duties of the villages of a column. Which villages there are, `content/subjects.yaml` says.
#[derive(Clone, Debug, PartialEq)]
pub struct Villages {
    /// 依据.
    pub basis: String,
    /// 起: periods that end before this day are not asked for.
    pub from: Date,
    /// 截止日: a period is published by this day of the month after it.
    pub by_day: u32,
    /// 事项, in the order of the file.
    pub matters: Vec<VillageMatter>,
    /// 声明: why there is nothing to publish.
    pub statements: Vec<VillageStatement>,
}

/// One thing that every village makes public.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageMatter {
    /// The code.
    pub code: String,
    /// The name that items write.
    pub name: String,
    /// 组.
    pub group: MatterGroup,
    /// 间隔.
    pub rhythm: Rhythm,
    /// 按月: villages that publish it every month all the same, as those with many finances do.
    pub monthly: Vec<Spanned<String>>,
    /// 内容: what is to be published.
    pub content: String,
}

/// 组 of a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatterGroup {
    /// 制度类.
    Rules,
    /// 事务类.
    Affairs,
    /// 财务类.
    Finance,
}

impl MatterGroup {
    /// All groups, in the order in which they are shown.
    pub const ALL: [MatterGroup; 3] = [MatterGroup::Rules, MatterGroup::Affairs, MatterGroup::Finance];

    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            MatterGroup::Rules => "制度类",
            MatterGroup::Affairs => "事务类",
            MatterGroup::Finance => "财务类",
        }
    }
}

/// 间隔: how often a matter is published (《村民委员会组织法》).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// 月.
    Monthly,
    /// 季: ordinary matters, at least.
    Quarterly,
    /// 随时: major matters, when they happen.
    AtOnce,
    /// 长期: what stands until it is changed.
    Standing,
}

impl Rhythm {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Rhythm::Monthly => "每月",
            Rhythm::Quarterly => "每季度",
            Rhythm::AtOnce => "发生时即时",
            Rhythm::Standing => "长期公开",
        }
    }
}

/// One statement of the file: the villages named had nothing of the matters named to publish.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageStatement {
    /// 村.
    pub villages: Vec<Spanned<String>>,
    /// 事项.
    pub matters: Vec<Spanned<String>>,
    /// 类型.
    pub kind: StatementKind,
    /// 期间 that it is about; `None` for all time.
    pub months: Option<Months>,
    /// 理由.
    pub reason: String,
    /// 日期 on which it was stated.
    pub date: Date,
}

/// 村务 of an item: for which villages it publishes which matters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VillageAffairs {
    /// 村; the item's subject where none is written.
    pub villages: Vec<Spanned<String>>,
    /// 事项.
    pub matters: Vec<Spanned<String>>,
    /// 期间 that it is about, as written or by the title.
    pub months: Option<Months>,
    /// Where it is written.
    pub span: Span,
}

/// 期间: whole months of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Months {
    /// The year.
    pub year: i32,
    /// The first month, from 1.
    pub first: u32,
    /// The last month, up to 12.
    pub last: u32,
}

impl Months {
    /// A quarter, from 1 to 4.
    pub fn quarter(year: i32, n: u32) -> Months {
        Months { year, first: 3 * n - 2, last: 3 * n }
    }

    /// The quarter that a day is in.
    pub fn around(day: Date) -> Months {
        Months::quarter(day.year(), day.month0() / 3 + 1)
    }

    /// The quarter after this one.
    pub fn next_quarter(self) -> Months {
        if self.last >= 12 { Months::quarter(self.year + 1, 1) } else { Months::quarter(self.year, self.last / 3 + 1) }
    }

    /// Its months, one by one.
    pub fn each(self) -> impl Iterator<Item = Months> {
        (self.first..=self.last).map(move |month| Months { year: self.year, first: month, last: month })
    }

    /// Whether the two have a month in common.
    pub fn meets(self, other: Months) -> bool {
        self.year == other.year && self.first <= other.last && other.first <= self.last
    }

    /// Whether all of `other` is in it.
    pub fn covers(self, other: Months) -> bool {
        self.year == other.year && self.first <= other.first && other.last <= self.last
    }

    /// The first day of the month after it.
    pub fn after(self) -> Option<Date> {
        if self.last >= 12 { Date::from_ymd_opt(self.year + 1, 1, 1) } else { Date::from_ymd_opt(self.year, self.last + 1, 1) }
    }

    /// In words: 2017年第三季度, 2017年7月.
    pub fn name(self) -> String {
        let Months { year, first, last } = self;
        match (first, last) {
            (1, 12) => format!("{year}年"),
            (1, 6) => format!("{year}年上半年"),
            (7, 12) => format!("{year}年下半年"),
            (first, last) if first == last => format!("{year}年{first}月"),
            (first, last) if last == first + 2 && last % 3 == 0 => format!("{year}年{}", self.quarter_name()),
            _ => format!("{year}年{first}月至{last}月"),
        }
    }

    /// The name of a quarter without its year.
    pub fn quarter_name(self) -> &'static str {
        ["第一季度", "第二季度", "第三季度", "第四季度"].get((self.first as usize - 1) / 3).copied().unwrap_or("")
    }
}

impl Villages {
    /// The matter of that name or code, by its place in [`Villages::matters`].
    pub fn find(&self, word: &str) -> Option<usize> {
        self.matters.iter().position(|matter| matter.name == word || matter.code == word)
    }
}
