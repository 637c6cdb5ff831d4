//! 待办: what must be published or renewed, by which day, by whom, under which duty.

mod notice;
mod wants;

pub use notice::{Notice, notices};

use chrono::Days;

use crate::calendar::{Date, chinese};
use crate::model::{ItemId, LeafId, Site, SubjectId};

/// What is to be done on a day and in the days after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Agenda {
    /// The day.
    pub today: Date,
    /// What falls due in so many days is told of.
    pub within: u32,
    /// The most urgent first.
    pub tasks: Vec<Task>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// What kind.
    pub kind: Kind,
    /// What it is about: a leaf's name, or an item's title.
    pub name: String,
    /// The leaf that it is under.
    pub leaf: Option<LeafId>,
    /// The item that it is about.
    pub item: Option<ItemId>,
    /// Who must do it; nobody where the column names none.
    pub owners: Vec<SubjectId>,
    /// The last day; none for what should be there already.
    pub due: Option<Date>,
    /// Whether that day is an estimate.
    pub estimated: bool,
    /// What is known and what is to be done, in a sentence or two.
    pub what: String,
    /// 依据.
    pub basis: String,
}

/// A kind of task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A leaf that must have items has none.
    Blank,
    /// A leaf must be renewed.
    Renewal,
    /// A draft has a time limit.
    Draft,
    /// A display ends, or its result is to be published.
    Display,
    /// A statement must be looked at again.
    Statement,
    /// A document ceases to be in force.
    Validity,
    /// A village owes its quarter.
    Village,
    /// The annual report is to be published.
    Report,
}

/// How pressing a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressure {
    /// So many days too late.
    Overdue(i64),
    /// It should be there already, and no day was set.
    Owed,
    /// Today is the last day.
    Today,
    /// So many days are left.
    Left(i64),
}

impl Kind {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Blank => "空白",
            Kind::Renewal => "更新",
            Kind::Draft => "草稿",
            Kind::Display => "公示",
            Kind::Statement => "声明",
            Kind::Validity => "有效期",
            Kind::Village => "村务",
            Kind::Report => "年度报告",
        }
    }

    /// The word for programs.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Blank => "blank",
            Kind::Renewal => "renewal",
            Kind::Draft => "draft",
            Kind::Display => "display",
            Kind::Statement => "statement",
            Kind::Validity => "validity",
            Kind::Village => "village",
            Kind::Report => "report",
        }
    }
}

impl Pressure {
    /// The words for people.
    pub fn text(self) -> String {
        match self {
            Pressure::Overdue(days) => format!("逾期{days}天"),
            Pressure::Owed => "应有未有".into(),
            Pressure::Today => "今天到期".into(),
            Pressure::Left(days) => format!("还有{days}天"),
        }
    }
}

impl Task {
    /// How pressing it is on a day.
    pub fn pressure(&self, today: Date) -> Pressure {
        match self.due.map(|due| (due - today).num_days()) {
            None => Pressure::Owed,
            Some(0) => Pressure::Today,
            Some(days) if days < 0 => Pressure::Overdue(-days),
            Some(days) => Pressure::Left(days),
        }
    }

    /// Whether it should be done already.
    pub fn is_overdue(&self, today: Date) -> bool {
        matches!(self.pressure(today), Pressure::Overdue(_) | Pressure::Owed)
    }

    /// The last day, in official Chinese.
    pub fn due_text(&self) -> String {
        let estimated = if self.estimated { "（估算）" } else { "" };
        self.due.map_or_else(String::new, |due| format!("{}{estimated}", chinese(due)))
    }

    /// What stays the same from day to day, until the task is done: its kind, and what it is about.
    pub fn key(&self, site: &Site) -> String {
        let leaf = self.leaf.map_or("", |leaf| &site.catalogue.leaf(leaf).code);
        let item = self.item.map_or("", |item| site.item(item).path.as_str());
        let owners: Vec<&str> = self.owners.iter().map(|id| site.subjects.get(*id).code.as_str()).collect();
        // What a village owes for two periods are two tasks.
        let more = if self.kind == Kind::Village { format!("|{}|{}", owners.join(","), self.name) } else { String::new() };
        format!("{}|{leaf}|{item}{more}", self.kind.code())
    }
}

impl Agenda {
    /// What is overdue on `today`, and what falls due within so many days after it.
    pub fn new(site: &Site, today: Date, within: u32) -> Agenda {
        let last = today.checked_add_days(Days::new(within.into())).unwrap_or(Date::MAX);
        let mut tasks = wants::all(site, today);
        tasks.retain(|task| task.due.is_none_or(|due| due <= last));
        // The longest overdue, then what should be there, then what comes next.
        let rank = |task: &Task| (task.due.map_or(1, |due| if due < today { 0 } else { 2 }), task.due, task.kind);
        tasks.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.name.cmp(&b.name)));
        Agenda { today, within, tasks }
    }

    /// Only what one subject must do.
    pub fn of(mut self, subject: SubjectId) -> Agenda {
        self.tasks.retain(|task| task.owners.contains(&subject));
        self
    }

    /// How many tasks should be done already.
    pub fn overdue(&self) -> usize {
        self.tasks.iter().filter(|task| task.is_overdue(self.today)).count()
    }

    /// The tasks of each subject, in the order of the subjects; those of nobody last.
    pub fn by_subject(&self, site: &Site) -> Vec<(Option<SubjectId>, Vec<&Task>)> {
        let of = |id: SubjectId| self.tasks.iter().filter(|task| task.owners.contains(&id)).collect::<Vec<_>>();
        let mut all: Vec<(Option<SubjectId>, Vec<&Task>)> = site.subjects.iter().map(|(id, _)| (Some(id), of(id))).collect();
        all.push((None, self.tasks.iter().filter(|task| task.owners.is_empty()).collect()));
        all.retain(|(_, tasks)| !tasks.is_empty());
        all
    }

    /// In a sentence.
    pub fn verdict(&self) -> String {
        let (all, overdue) = (self.tasks.len(), self.overdue());
        match (all, overdue) {
            (0, _) => format!("截至{}，没有逾期的事项，{}天以内也没有到期的。", chinese(self.today), self.within),
            (_, 0) => format!("截至{}，没有逾期的事项；{}天以内到期的有{all}项。", chinese(self.today), self.within),
            _ => format!("截至{}，逾期和应有未有的有{overdue}项；{}天以内到期的有{}项。", chinese(self.today), self.within, all - overdue),
        }
    }
}
