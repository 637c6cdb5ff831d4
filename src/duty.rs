//! What a leaf owes on a given day, and what an item's time limit was. The pages and the rules both ask here.

mod display;

pub use display::{OpenDisplay, display_title, open_displays, says_display};

use chrono::{Datelike, Days};

use crate::calendar::{Date, Due, chinese};
use crate::diag::Spanned;
use crate::model::{Event, Filed, ItemId, Kind, Leaf, LeafId, Site, SubjectId, WordList};

/// How a leaf stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Kept, and not due for a while.
    Kept,
    /// Due within [`SOON`] days.
    Soon,
    /// The interval has passed without a new item.
    Overdue,
    /// Kept; the catalogue sets no interval.
    NoInterval,
    /// A statement stands in place of items.
    Stated,
    /// Nothing at all.
    Blank,
}

/// 即将到期: so many days before a duty falls due it is announced.
pub const SOON: u64 = 15;

/// A leaf's state on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// How it stands.
    pub standing: Standing,
    /// The item published last.
    pub latest: Option<ItemId>,
    /// 最近发布: its day.
    pub last: Option<Date>,
    /// The last day for the next publication.
    pub due: Option<Date>,
}

/// The state of a leaf on `today`. A withdrawn item is no publication.
pub fn state(site: &Site, leaf: LeafId, today: Date) -> State {
    let latest = site.of_leaf(leaf).iter().rev().copied().find(|id| site.item(*id).withdrawn.is_none());
    let last = latest.and_then(|id| site.item(id).published.as_ref()).map(|published| published.value.date);
    let interval = site.catalogue.leaf(leaf).interval;
    // 本期无 or 不涉及 renews a leaf as an item does.
    let renewed = last.max(site.statement(leaf).and_then(|statement| statement.date).filter(|date| *date <= today));
    let due = last.and(renewed).zip(interval).and_then(|(last, days)| last.checked_add_days(Days::new(days.into())));
    let standing = match (last, due) {
        (None, _) if site.statement(leaf).is_some() => Standing::Stated,
        (None, _) => Standing::Blank,
        (Some(_), None) => Standing::NoInterval,
        (Some(_), Some(due)) if due < today => Standing::Overdue,
        (Some(_), Some(due)) if due <= today.checked_add_days(Days::new(SOON)).unwrap_or(Date::MAX) => Standing::Soon,
        (Some(_), Some(_)) => Standing::Kept,
    };
    State { standing, latest, last, due }
}

/// Whether a file of the leaf is not shown for a fault, which is a finding of its own.
pub fn damaged(site: &Site, leaf: LeafId) -> bool {
    let code = &site.catalogue.leaf(leaf).code;
    let mut hidden = site.items.iter().filter(|filed| !filed.item.draft && !filed.is_public());
    hidden.any(|filed| filed.leaf == Some(leaf) || filed.item.folder() == Some(code))
}

impl State {
    /// In a sentence for the public.
    pub fn text(&self) -> String {
        let last = self.last.map(chinese).unwrap_or_default();
        match (self.standing, self.due) {
            (Standing::Stated, _) => "本类别没有条目，理由见声明。".to_string(),
            (Standing::Blank, _) => "尚未公开。".to_string(),
            (Standing::Overdue, Some(due)) => format!("最近发布{last}，应于{}前更新，已经逾期。", chinese(due)),
            (_, Some(due)) => format!("最近发布{last}，应于{}前更新。", chinese(due)),
            (_, None) => format!("最近发布{last}。"),
        }
    }
}

/// Whether the leaf must have items (or a statement) in the year of `today`.
pub fn needs_items(leaf: &Leaf, today: Date) -> bool {
    leaf.kind != Kind::Duty && holds(leaf, today)
}

/// Whether the duty holds in the year of `today`.
pub fn holds(leaf: &Leaf, today: Date) -> bool {
    leaf.years.is_empty() || leaf.years.contains(&today.year())
}

/// Whether an item is a normative document: in a leaf of those, with a 文号, and shown.
pub fn is_normative(site: &Site, filed: &Filed) -> bool {
    let leaf = filed.leaf.map(|leaf| site.catalogue.leaf(leaf));
    let listed = |leaf: &Leaf| [&leaf.name, &leaf.code].into_iter().any(|word| site.terms.lists.has(WordList::Normative, word));
    filed.item.number.is_some() && filed.item.withdrawn.is_none() && filed.item.interprets.is_none() && leaf.is_some_and(listed)
}

/// The last day on which the item could be published in time, by its leaf's limit.
///
/// The limit runs from 成文日期, in which an item records the day on which what it tells came to be; that of an interpretation
/// runs from the publication of its document.
pub fn due(site: &Site, filed: &Filed) -> Option<Due> {
    let item = &filed.item;
    let document =
        || site.item(site.referred(item, &item.interprets.as_ref()?.value)?).published.as_ref().map(|published| published.value.date);
    limit_end(site, site.catalogue.leaf(filed.leaf?), item.formed.as_ref()?.value, document)
}

/// The end of a leaf's limit for what came to be on a day. `document` tells when the document was published that it interprets.
pub fn limit_end(site: &Site, leaf: &Leaf, formed: Date, document: impl FnOnce() -> Option<Date>) -> Option<Due> {
    let limit = leaf.deadline?;
    let from = match limit.event {
        Event::DocumentPublished => document().map_or(formed, |published| published.max(formed)),
        _ => formed,
    };
    Some(site.calendar.due(from, limit.n, limit.unit))
}

/// The subjects that answer for a leaf.
pub fn owners(site: &Site, leaf: LeafId) -> Vec<SubjectId> {
    let owes = |duties: &[Spanned<String>]| duties.iter().any(|duty| site.catalogue.find(&duty.value) == Some(leaf));
    site.subjects.iter().filter(|(_, subject)| owes(&subject.duties)).map(|(id, _)| id).collect()
}
