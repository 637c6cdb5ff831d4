//! 政府信息公开工作年度报告: which items are annual reports on disclosure, of which year, and what their tables say.

mod tables;

use chrono::Datelike;

use crate::diag::Spanned;
use crate::model::{Filed, Item, Site};

pub use tables::{DOCUMENTS, FEES, KINDS, NORMATIVE, Place, REGULATIONS, RESULTS, Row, Tables, count};

/// An annual report.
#[derive(Clone, Copy, Debug)]
pub struct Annual<'f> {
    /// The item, in its place.
    pub filed: &'f Filed,
    /// Its title.
    pub title: &'f Spanned<String>,
    /// The year that it is about.
    pub year: i32,
}

impl<'f> Annual<'f> {
    /// The item.
    pub fn item(&self) -> &'f Item {
        &self.filed.item
    }
}

/// The annual report that an item is. Its year is in the title, else the one before it was published.
pub fn annual<'f>(site: &Site, filed: &'f Filed) -> Option<Annual<'f>> {
    let item = &filed.item;
    let title = item.title.as_ref().filter(|title| site.limits.reports.holds(&title.value))?;
    if item.withdrawn.is_some() || item.draft || item.body.blank {
        return None;
    }
    let before = || item.published.as_ref().map(|published| published.value.date.year() - 1);
    Some(Annual { filed, title, year: year(&title.value).or_else(before)? })
}

/// The year in a title: 2021年, 2021年度.
pub fn year(title: &str) -> Option<i32> {
    title.match_indices('年').find_map(|(at, _)| {
        let digits = title.get(at.checked_sub(4)?..at)?;
        digits.parse().ok().filter(|year| (1949..2100).contains(year))
    })
}

/// The lines of a text that are no rows of a table, each with where it starts.
pub fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(move |line| {
            at += line.len();
            (at - line.len(), line)
        })
        .filter(|(_, line)| !line.trim_start().starts_with('|'))
}
