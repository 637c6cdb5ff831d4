//! 政府信息公开工作年度报告: the form, the figures and the dates of the annual report on disclosure.

mod form;
mod parts;
mod sums;
mod tables;
mod years;

use chrono::Datelike;

use crate::check::Facts;
use crate::diag::{Spanned, rule};
use crate::model::{Filed, Item};

pub use form::{missing_table, old_form, wrong_sections};
pub use parts::{text_differs, wrong_parts};
pub use sums::{has_regulations, not_a_count, unbalanced, wrong_sum};
pub use years::{carried_over, in_force, late, missing_year, same_text, wrong_period};

rule!(CARRIED_OVER, Warning, "report/carried-over");
rule!(HAS_REGULATIONS, Error, "report/has-regulations");
rule!(IN_FORCE, Warning, "report/in-force");
rule!(LATE, Warning, "report/late");
rule!(MISSING_TABLE, Warning, "report/missing-table");
rule!(MISSING_YEAR, Warning, "report/missing-year");
rule!(NOT_A_COUNT, Error, "report/not-a-count");
rule!(OLD_FORM, Error, "report/old-form");
rule!(SAME_TEXT, Warning, "report/same-text");
rule!(TEXT_DIFFERS, Warning, "report/text-differs");
rule!(UNBALANCED, Error, "report/unbalanced");
rule!(WRONG_PARTS, Warning, "report/wrong-parts");
rule!(WRONG_PERIOD, Warning, "report/wrong-period");
rule!(WRONG_SECTIONS, Error, "report/wrong-sections");
rule!(WRONG_SUM, Error, "report/wrong-sum");

/// An annual report.
#[derive(Clone, Copy)]
struct Annual<'f> {
    filed: &'f Filed,
    title: &'f Spanned<String>,
    /// The year that it is about.
    year: i32,
}

impl<'f> Annual<'f> {
    fn item(&self) -> &'f Item {
        &self.filed.item
    }
}

/// The annual report that an item is. Its year is in the title, else the one before it was published.
fn annual<'f>(facts: &Facts<'_>, filed: &'f Filed) -> Option<Annual<'f>> {
    let item = &filed.item;
    let title = item.title.as_ref().filter(|title| facts.site.limits.reports.holds(&title.value))?;
    if item.withdrawn.is_some() || item.draft || item.body.blank {
        return None;
    }
    let before = || item.published.as_ref().map(|published| published.value.date.year() - 1);
    Some(Annual { filed, title, year: year(&title.value).or_else(before)? })
}

/// The year in a title: 2021年, 2021年度.
fn year(title: &str) -> Option<i32> {
    title.match_indices('年').find_map(|(at, _)| {
        let digits = title.get(at.checked_sub(4)?..at)?;
        digits.parse().ok().filter(|year| (1949..2100).contains(year))
    })
}

/// The lines of a text that are no rows of a table, each with where it starts.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(move |line| {
            at += line.len();
            (at - line.len(), line)
        })
        .filter(|(_, line)| !line.trim_start().starts_with('|'))
}
