//! What an open page is told: whether it is still the same, where it went, and what was found.

use gongkai::diag::Diagnostic;
use serde::Serialize;

use super::super::print::{Told, told};
use super::desk;
use super::live::{Live, Shown};
use super::pages::{self, Found, Missing, OWN, Standing};
use super::sheet::counts;

/// So many findings of the whole column a page is told.
const MOST: usize = 50;

/// The state of one page. It says how things are, not what happened: whoever missed one hears all in the next.
#[derive(Default, Serialize)]
struct News {
    /// The page's mark; one with a `!` where there is no page.
    mark: String,
    /// The mark of the style sheets.
    styles: String,
    /// Where the item is now.
    moved: Option<String>,
    /// What was found; none until the column was checked.
    found: Option<Findings>,
}

#[derive(Serialize)]
struct Findings {
    /// Those of the page.
    page: Group,
    /// The others, the gravest first.
    others: Group,
    /// Whether something forbids publication.
    forbidden: bool,
}

/// Some findings.
#[derive(Serialize)]
struct Group {
    count: usize,
    /// How many of each severity, in words.
    words: String,
    /// Not more than [`MOST`] of them.
    list: Vec<Told>,
}

/// The news for the page at an address, as JSON.
pub fn of(live: &Live, address: &str) -> String {
    let shown = live.shown();
    let news = if OWN.strip_prefix('/') == address.strip_suffix("index.html") {
        News { mark: desk::page_mark(&shown), ..News::default() }
    } else {
        let found = pages::find(live, &shown, address);
        let (mark, moved) = match &found {
            Ok(found) => (found.mark(&shown), None),
            Err(why) => (desk::missing_mark(address, why, &shown), if let Missing::Unknown(moved) = why { moved.clone() } else { None }),
        };
        News { mark, styles: format!("{:016x}", shown.assets().0), moved, found: findings(&shown, found.as_ref().ok()) }
    };
    serde_json::to_string(&news).unwrap_or_default()
}

/// What was found, of the page and of all else, once it was checked.
fn findings(shown: &Shown, found: Option<&Found>) -> Option<Findings> {
    let report = shown.column.report_so_far()?;
    let source = found.and_then(|found| found.source.as_ref());
    let of_page = |finding: &&Diagnostic| source == Some(&finding.file);
    // Of a draft, what stands in the way of its publication.
    let unpublished = found.is_some_and(|found| found.standing == Standing::Unpublished);
    let column = if unpublished { shown.with_drafts() } else { &shown.column };
    // What keeps the page from being made is the page's, wherever it is written.
    let faults = found.map_or(&[][..], |found| &found.faults);
    let page: Vec<&Diagnostic> = faults.iter().chain(column.report().findings().iter().filter(of_page)).collect();
    let same = |fault: &Diagnostic, finding: &Diagnostic| {
        (&fault.file, fault.span, &fault.message) == (&finding.file, finding.span, &finding.message)
    };
    let known = |finding: &&Diagnostic| of_page(finding) || faults.iter().any(|fault| same(fault, finding));
    let mut others: Vec<&Diagnostic> = report.findings().iter().filter(|finding| !known(finding)).collect();
    others.sort_by_key(|finding| finding.severity);
    let group =
        |column, all: &[&Diagnostic]| Group { count: all.len(), words: counts(all), list: told(column, all.get(..MOST).unwrap_or(all)) };
    Some(Findings {
        page: group(column, &page),
        others: group(&shown.column, &others),
        forbidden: report.forbids() || faults.iter().any(|fault| fault.severity.forbids()),
    })
}
