//! What an open page is told: whether it is still the same, where it went, and what was found.

use gongkai::diag::{Diagnostic, Severity};
use serde::Serialize;

use super::super::print::{Told, told};
use super::desk;
use super::live::{Live, mark};
use super::pages::{self, Missing, OWN, Standing};

/// So many findings of the whole column a page is told.
const MOST: usize = 50;

/// The state of one page. It says how things are, not what happened: whoever missed one hears all in the next.
#[derive(Serialize)]
struct News {
    /// The page's mark; none where it is not there.
    mark: Option<String>,
    /// The mark of the style sheets.
    styles: String,
    /// Where the item is now.
    moved: Option<String>,
    /// What was found; none until the column was checked.
    found: Option<Findings>,
}

#[derive(Serialize)]
struct Findings {
    page: Vec<Told>,
    column: Vec<Told>,
    /// How many of the column are not listed.
    more: usize,
    /// How many forbid publication.
    forbidding: usize,
    all: usize,
}

/// The news for the page at an address, as JSON.
pub fn of(live: &Live, address: &str) -> String {
    let shown = live.shown();
    let (styles, others) = shown.assets();
    if OWN.strip_prefix('/') == address.strip_suffix("index.html") {
        let news = News { mark: Some(desk::page_mark(&shown)), styles: String::new(), moved: None, found: None };
        return serde_json::to_string(&news).unwrap_or_default();
    }
    let found = pages::find(live, &shown, address);
    let (page_mark, moved, source) = match &found {
        Ok(found) => (Some(format!("{:016x}", mark(&found.bytes) ^ others)), None, found.source.clone()),
        Err(Missing::Unknown(moved)) => (None, moved.clone(), None),
        Err(Missing::Faulty(_)) => (None, None, None),
    };
    let findings = Live::report(&shown).map(|report| {
        // Of a draft, what stands in the way of its publication.
        let unpublished = found.as_ref().is_ok_and(|found| found.standing == Standing::Unpublished);
        let column = if unpublished { shown.with_drafts() } else { &shown.column };
        let of_page = |finding: &&Diagnostic| source.as_ref() == Some(&finding.file);
        let page: Vec<&Diagnostic> = column.report().findings().iter().filter(of_page).collect();
        let mut others: Vec<&Diagnostic> = report.findings().iter().filter(|finding| !of_page(finding)).collect();
        others.sort_by_key(|finding| finding.severity);
        let more = others.len().saturating_sub(MOST);
        others.truncate(MOST);
        Findings {
            page: told(column, &page),
            column: told(&shown.column, &others),
            more,
            forbidding: report.count(Severity::Block) + report.count(Severity::Error),
            all: report.findings().len(),
        }
    });
    let news = News { mark: page_mark, styles: format!("{styles:016x}"), moved, found: findings };
    serde_json::to_string(&news).unwrap_or_default()
}
