//! Where every item stands on its way 提出—审核—公开—评议—反馈—归档, as far as its file and the record of publication tell.

use crate::calendar::Date;
use crate::column::Column;
use crate::model::{ItemId, Lock, Site, Step};
use crate::plan::Noun;

/// An item on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The item.
    pub item: ItemId,
    /// The step that it has reached.
    pub step: Step,
    /// The days of the steps, where they are known, in the order of [`Step::ALL`].
    pub days: [Option<Date>; 6],
    /// How it is with the record of what was published.
    pub record: Record,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Whether 流程 is written: what goes without it is done when it is public.
    follows: bool,
}

/// How an item is with the record of what was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// It is not in it.
    None,
    /// It is as it was published.
    Same,
    /// It was changed since.
    Changed,
}

impl Record {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Record::None => "没有记录",
            Record::Same => "已经发布",
            Record::Changed => "发布以后改过",
        }
    }

    /// How an address is recorded, and how it is now.
    pub fn of(before: &Lock, now: &Lock, address: &str) -> Record {
        match (before.entries.get(address), now.entries.get(address)) {
            (None, _) => Record::None,
            (Some(locked), Some(now)) if locked.hash == now.hash => Record::Same,
            (Some(_), _) => Record::Changed,
        }
    }
}

impl Way {
    /// Whether there is anything left to do: it is not public yet, it was changed and not published again, or its 流程 is not at its end.
    pub fn is_open(&self) -> bool {
        self.step < Step::Published || self.record == Record::Changed || self.follows && self.step != Step::Archived && !self.withdrawn
    }

    /// What comes next, for people.
    pub fn next(&self) -> &'static str {
        match self.step {
            _ if self.record == Record::Changed => "待再次发布",
            _ if self.withdrawn => "已撤下",
            Step::Published if !self.follows => "已公开",
            Step::Proposed => "待审核",
            Step::Reviewed => "待公开",
            Step::Published => "待评议",
            Step::Appraised => "待反馈",
            Step::Answered => "待归档",
            Step::Archived => "已归档",
        }
    }

    /// The day on which it reached its step, where that is known.
    pub fn since(&self) -> Option<Date> {
        Step::ALL.iter().zip(self.days).find(|(step, _)| **step == self.step).and_then(|(_, day)| day)
    }
}

/// All items of the column with where they stand, the earliest published first, what is not published before that.
pub fn ways(column: &Column) -> Vec<Way> {
    let (site, before, now) = (column.site(), &column.site().lock, column.next_lock());
    let ways = site.all().map(|(id, _)| {
        let address = column.plan().page(&Noun::Item(id)).map_or("", |page| page.path.as_str());
        way(site, id, Record::of(before, &now, address), column.today())
    });
    ways.collect()
}

fn way(site: &Site, id: ItemId, record: Record, today: Date) -> Way {
    let (filed, item) = (site.filed(id), site.item(id));
    let mut days = [None; 6];
    for (step, date) in &item.flow.steps {
        if let Some(at) = Step::ALL.iter().position(|known| known == step) {
            days[at] = Some(date.value);
        }
    }
    let levels = site.limits.counts.levels as usize;
    let dates = || item.reviews.iter().filter_map(|review| review.date.as_ref()).map(|date| date.value);
    let secrecy = item.secrecy.as_ref().and_then(|review| review.date.as_ref()).map(|date| date.value);
    let reviewed = !item.reviews.is_empty() && dates().count() >= levels.min(item.reviews.len()) && secrecy.is_some();
    let published = item.published.as_ref().map(|stamp| stamp.value.date).filter(|day| *day <= today && filed.is_public());
    let [_, review, publication, appraisal, answer, archive] = &mut days;
    *review = review.or(dates().chain(secrecy).max().filter(|_| reviewed));
    *publication = published.or(publication.filter(|day| *day <= today && !item.draft));
    let public = publication.is_some();
    // What is not public cannot be further, whatever is written.
    let step = match () {
        () if public && archive.is_some() => Step::Archived,
        () if public && answer.is_some() => Step::Answered,
        () if public && appraisal.is_some() => Step::Appraised,
        () if public => Step::Published,
        () if review.is_some() => Step::Reviewed,
        () => Step::Proposed,
    };
    Way { item: id, step, days, record, withdrawn: item.withdrawn.is_some(), follows: !item.flow.steps.is_empty() }
}
