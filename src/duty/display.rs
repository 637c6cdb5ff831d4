//! 公示 that still owe their result.

use std::collections::{HashMap, HashSet};

use crate::calendar::{Date, Unit};
use crate::diag::Spanned;
use crate::folder::RelPath;
use crate::model::{Item, ItemId, Site, Stamp, Target};

/// A display of which no result is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenDisplay {
    /// The item.
    pub item: ItemId,
    /// The last day of the display.
    pub end: Date,
    /// The last day for its result.
    pub due: Date,
}

/// The displays without a result, those that have not ended among them. What comes later in the matter is one, a link to the display,
/// and a 修订 that says that nobody objected.
pub fn open_displays(site: &Site) -> Vec<OpenDisplay> {
    let mut last: HashMap<&str, Stamp> = HashMap::new();
    let mut linked: HashSet<&RelPath> = HashSet::new();
    for (_, filed) in site.public().filter(|(_, filed)| display_title(&filed.item).is_none()) {
        if let (Some(matter), Some(published)) = (&filed.item.matter, &filed.item.published) {
            last.insert(&matter.value, published.value);
        }
        linked.extend(filed.item.body.links.iter().filter_map(|link| match &link.value.target {
            Target::Content(path, _) => Some(path),
            _ => None,
        }));
    }
    let days = site.limits.counts.display_result;
    let open = site.public().filter_map(|(id, filed)| {
        let item = &filed.item;
        let (Some(_), Some(display), Some(published)) = (display_title(item), &item.display, &item.published) else { return None };
        let end = site.calendar.due(display.from.value, display.days, display.unit).date;
        let due = site.calendar.due(end, days, Unit::Workday).date;
        let of_matter = item.matter.as_ref().and_then(|matter| last.get(matter.value.as_str()));
        // 修订: 公示期满，没有异议 is a result too.
        let noted = item.revisions.iter().any(|revision| revision.date >= end);
        let told = noted || of_matter.is_some_and(|last| *last > published.value) || linked.contains(&item.path);
        (!told).then_some(OpenDisplay { item: id, end, due })
    });
    open.collect()
}

/// The title of an item that is a display, and not of one about displays (公示制度, 公示结果).
pub fn display_title(item: &Item) -> Option<&Spanned<String>> {
    let title = item.title.as_ref().filter(|_| item.withdrawn.is_none())?;
    says_display(&title.value).then_some(title)
}

/// Whether a title is that of a display.
pub fn says_display(title: &str) -> bool {
    let mut text = title.trim();
    while let Some((before, _)) = text.strip_suffix('）').and_then(|inside| inside.rsplit_once('（')) {
        text = before.trim();
    }
    text.ends_with("公示") || text.ends_with("公示公告")
}
