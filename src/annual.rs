//! 政府信息公开工作年度报告: which items are annual reports on disclosure, of which year, and what their tables say.

mod tables;

use chrono::Datelike;

use crate::calendar::Date;
use crate::diag::Spanned;
use crate::model::{Figures, Filed, Item, Site, WordList};

pub use tables::{DOCUMENTS, FEES, GROUPS, KINDS, NORMATIVE, REGULATIONS, RESULTS, Row, SINGLE, Tables, count};

/// An annual report.
#[derive(Clone, Copy, Debug)]
pub struct Annual<'f> {
    /// The item, in its place.
    pub filed: &'f Filed,
    /// Its title.
    pub title: &'f Spanned<String>,
    /// The year that it is about.
    pub year: i32,
    /// The figures of its tables, where they stand in a data file.
    pub figures: Option<&'f Figures>,
}

impl<'f> Annual<'f> {
    /// The item.
    pub fn item(&self) -> &'f Item {
        &self.filed.item
    }

    /// Its tables: from the data file where it has one, else as they are written in the item.
    pub fn tables(&self, site: &Site) -> Tables<'f> {
        self.figures.map_or_else(|| Tables::written(self.item()), |figures| Tables::computed(site, figures))
    }
}

/// The tables that an item has from a data file.
pub fn from_data<'s>(site: &'s Site, item: &Item) -> Option<Tables<'s>> {
    Some(Tables::computed(site, site.figures_of(item)?)).filter(|tables| !tables.is_empty())
}

/// Whether a report that is shown has its tables from data.
pub fn has_data(site: &Site) -> bool {
    let report = |path: &str| site.find(path).map(|id| site.filed(id)).filter(|filed| filed.is_public());
    let mut all = site.figures.iter().filter(|figures| figures.lines.is_some());
    all.any(|figures| report(&figures.report.value).is_some_and(|filed| annual(site, filed).is_some()))
}

/// The tables that an item has from a data file, as one text: what is published of it besides its own. Empty for others.
pub fn added(site: &Site, item: &Item) -> String {
    let tables = from_data(site, item);
    let lines = tables.iter().flat_map(Tables::all).map(|(row, _)| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.value.as_str()).collect();
        format!("{} {}\n", row.name, cells.join(" "))
    });
    lines.collect()
}

/// The names of the six sections of a report, in order.
pub fn sections(site: &Site) -> &[String] {
    site.terms.lists.list(WordList::ReportSections)
}

/// The figures of the same subject for the year before.
fn before<'s>(site: &'s Site, figures: &Figures) -> Option<&'s Figures> {
    let subject = |figures: &Figures| Some(site.filed(site.find(&figures.report.value)?).subject);
    let own = subject(figures)?;
    site.figures.iter().find(|other| other.year == figures.year - 1 && subject(other) == Some(own))
}

/// The annual report that an item is. Its year is in the title, else the one before it was published.
pub fn annual<'f>(site: &'f Site, filed: &'f Filed) -> Option<Annual<'f>> {
    let item = &filed.item;
    let title = item.title.as_ref().filter(|title| site.limits.reports.holds(&title.value))?;
    if item.withdrawn.is_some() || item.draft || item.body.blank {
        return None;
    }
    let before = || item.published.as_ref().map(|published| published.value.date.year() - 1);
    Some(Annual { filed, title, year: year(&title.value).or_else(before)?, figures: site.figures_of(item) })
}

/// The first report that the revised law, and with it the present limit, is for.
const REVISED: i32 = 2019;

/// The last day on which the report of a year is published in time.
pub fn report_due(site: &Site, year: i32) -> Option<Date> {
    let (month, day) = site.limits.reports.due;
    Date::from_ymd_opt(year + 1, month, day).filter(|_| year >= REVISED)
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
