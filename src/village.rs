//! What a village owes in a quarter, and what it published. The pages and the rules both ask here.

use std::collections::HashMap;

use chrono::Datelike;

use crate::calendar::Date;
use crate::model::{ItemId, Months, Rhythm, Site, Subject, SubjectId, SubjectType, VillageMatter, VillageStatement, Villages};

/// 村务公开 of a column on a day.
pub struct Record<'s> {
    site: &'s Site,
    /// The duties.
    pub villages: &'s Villages,
    today: Date,
    items: HashMap<(SubjectId, usize), Vec<Published>>,
}

#[derive(Clone, Copy)]
struct Published {
    id: ItemId,
    day: Date,
    months: Option<Months>,
}

/// One line of a village's sheet: a matter in a period.
pub struct Line<'s> {
    /// The matter.
    pub matter: &'s VillageMatter,
    /// The period; none for what stands.
    pub months: Option<Months>,
    /// What was published, the earliest first.
    pub items: Vec<ItemId>,
    /// What was said in its place.
    pub statement: Option<&'s VillageStatement>,
    /// How it stands.
    pub standing: Standing,
}

/// How a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// All of the period is published.
    Published,
    /// It is, but was not by the day that is given.
    Late(Date),
    /// There was nothing, as a statement says.
    Stated,
    /// Not due before that day is over.
    Pending(Date),
    /// It was due on that day.
    Missing(Date),
    /// A matter that is published when it happens: nothing did.
    NoOccasion,
    /// The period is before the day from which the file asks.
    Unasked,
}

/// A quarter with its lines.
pub struct Quarter<'s> {
    /// Which.
    pub months: Months,
    /// Whether anything is asked for; of an older one only what was published is told.
    pub asked: bool,
    /// Its lines, in the order of the file.
    pub lines: Vec<Line<'s>>,
}

impl<'s> Record<'s> {
    /// What the items of the column publish for the villages; none for a column that says nothing of them.
    pub fn new(site: &'s Site, today: Date) -> Option<Record<'s>> {
        let villages = site.villages.as_ref()?;
        let mut items: HashMap<(SubjectId, usize), Vec<Published>> = HashMap::new();
        for (id, filed) in site.public().filter(|(_, filed)| filed.item.withdrawn.is_none()) {
            let (Some(affairs), Some(stamp)) = (&filed.item.village, &filed.item.published) else { continue };
            let day = stamp.value.date;
            let named = affairs.villages.iter().filter_map(|word| site.subjects.find(&word.value));
            let own = filed.subject.filter(|_| affairs.villages.is_empty());
            for village in named.chain(own).filter(|village| site.subjects.get(*village).kind == SubjectType::Village) {
                for matter in affairs.matters.iter().filter_map(|word| villages.find(&word.value)) {
                    items.entry((village, matter)).or_default().push(Published { id, day, months: affairs.months });
                }
            }
        }
        Some(Record { site, villages, today, items })
    }

    /// The villages of the column.
    pub fn all(&self) -> impl Iterator<Item = (SubjectId, &'s Subject)> {
        self.site.subjects.iter().filter(|(_, subject)| subject.kind == SubjectType::Village)
    }

    /// The quarters of a village, the latest first: those that are asked for, and older ones in which there is something.
    pub fn quarters(&self, village: SubjectId) -> Vec<Quarter<'s>> {
        let subject = self.site.subjects.get(village);
        let first = self.items.iter().filter(|((of, _), _)| *of == village).flat_map(|(_, all)| all);
        let first =
            first.map(|one| one.months.map_or(one.day, |months| Date::from_ymd_opt(months.year, months.first, 1).unwrap_or(one.day)));
        let asked = subject.from.map_or(self.villages.from, |from| from.max(self.villages.from));
        let last = Months::around(subject.to.map_or(self.today, |to| to.min(self.today)));
        let mut at = Months::around(first.min().map_or(asked, |first| first.min(asked)));
        let mut quarters = Vec::new();
        while at <= last {
            let quarter = self.quarter(village, at, asked);
            if quarter.asked || quarter.lines.iter().any(|line| !line.items.is_empty()) {
                quarters.push(quarter);
            }
            at = at.next_quarter();
        }
        quarters.reverse();
        quarters
    }

    fn quarter(&self, village: SubjectId, months: Months, asked: Date) -> Quarter<'s> {
        let villages = self.villages;
        let matters = villages.matters.iter().enumerate().filter(|(_, matter)| matter.rhythm != Rhythm::Standing);
        let lines = matters.flat_map(|(at, matter)| {
            let monthly = matter.monthly.iter().any(|word| self.site.subjects.find(&word.value) == Some(village));
            let periods: Vec<Months> = if monthly || matter.rhythm == Rhythm::Monthly { months.each().collect() } else { vec![months] };
            periods.into_iter().map(move |period| self.line(village, at, matter, period, asked))
        });
        let lines = lines.filter(|line| line.standing != Standing::Unasked || !line.items.is_empty()).collect();
        Quarter { months, asked: months.after().is_none_or(|end| end > asked), lines }
    }

    fn line(&self, village: SubjectId, at: usize, matter: &'s VillageMatter, period: Months, asked: Date) -> Line<'s> {
        let at_once = matter.rhythm == Rhythm::AtOnce;
        let about = |one: &Published| {
            one.months.or_else(|| at_once.then(|| Months { year: one.day.year(), first: one.day.month(), last: one.day.month() }))
        };
        let published: Vec<Published> =
            self.of(village, at).iter().filter(|one| about(one).is_some_and(|months| months.meets(period))).copied().collect();
        let whole_by = |day: Date| {
            let mut by = published.iter().filter(|one| one.day <= day).filter_map(about);
            period.each().all(|month| by.clone().any(|months| months.covers(month))) || at_once && by.next().is_some()
        };
        let statement = self.statement(village, at, Some(period));
        let due = period.after().and_then(|day| day.with_day(self.villages.by_day)).unwrap_or(Date::MAX);
        let unasked = period.after().is_some_and(|end| end <= asked);
        let standing = match () {
            () if whole_by(if unasked { Date::MAX } else { due }) => Standing::Published,
            () if whole_by(Date::MAX) => Standing::Late(due),
            () if statement.is_some() => Standing::Stated,
            () if unasked => Standing::Unasked,
            () if at_once => Standing::NoOccasion,
            () if due < self.today => Standing::Missing(due),
            () => Standing::Pending(due),
        };
        Line { matter, months: Some(period), items: published.iter().map(|one| one.id).collect(), statement, standing }
    }

    /// What stands until it is changed.
    pub fn standing(&self, village: SubjectId) -> Vec<Line<'s>> {
        let (villages, subject) = (self.villages, self.site.subjects.get(village));
        let asked = subject.from.map_or(villages.from, |from| from.max(villages.from));
        let due = Months::around(asked).after().and_then(|day| day.with_day(villages.by_day)).unwrap_or(Date::MAX);
        let standing = villages.matters.iter().enumerate().filter(|(_, matter)| matter.rhythm == Rhythm::Standing);
        let lines = standing.map(|(at, matter)| {
            let items: Vec<ItemId> = self.of(village, at).iter().map(|one| one.id).collect();
            let statement = self.statement(village, at, None);
            let standing = match () {
                () if !items.is_empty() => Standing::Published,
                () if statement.is_some() => Standing::Stated,
                () if due < self.today => Standing::Missing(due),
                () => Standing::Pending(due),
            };
            Line { matter, months: None, items, statement, standing }
        });
        lines.collect()
    }

    fn of(&self, village: SubjectId, matter: usize) -> &[Published] {
        self.items.get(&(village, matter)).map_or(&[], Vec::as_slice)
    }

    fn statement(&self, village: SubjectId, matter: usize, period: Option<Months>) -> Option<&'s VillageStatement> {
        let villages = self.villages;
        villages.statements.iter().find(|statement| {
            statement.date <= self.today
                && statement.villages.iter().any(|word| self.site.subjects.find(&word.value) == Some(village))
                && statement.matters.iter().any(|word| villages.find(&word.value) == Some(matter))
                && statement.months.is_none_or(|months| period.is_some_and(|period| months.covers(period)))
        })
    }
}
