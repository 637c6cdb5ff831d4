//! `gongkai check`: what is wrong, without making pages; with `--fix`, what is certain is mended first.

use std::path::Path;

use gongkai::column::{Column, Release};
use gongkai::diag::Diagnostic;
use gongkai::formats::{self, Told};
use rayon::prelude::*;

use super::args::{Check, Format, Input};
use super::filter::Filter;
use super::open::{self, Timings};
use super::{fix, print, waivers};

/// Checks the column; whether it may be published.
pub fn run(check: &Check) -> Result<bool, String> {
    let mut column = open::column(&check.input, &mut Timings::default())?;
    let filter = Filter::new(check, &column)?;
    if check.waivers {
        waivers::list(&column);
    } else if check.diff {
        let (verdict, late) = judged(&column);
        fix::show(column, &filter, check.input.quiet);
        return Ok(verdict && late.is_none());
    } else if check.fix {
        column = fix::run(column, &filter, check)?;
    }
    let (publishable, late) = judged(&column);
    if !check.waivers {
        tell(check, &column, late.as_deref(), &filter);
    }
    Ok(publishable && late.is_none())
}

/// Whether the report lets the column be published, and a fault of a template that shows only when a page is made.
fn judged(column: &Column) -> (bool, Option<Box<Diagnostic>>) {
    let make_all = |release: Release<'_>| release.pages().par_iter().find_map_first(|page| release.render(page).err());
    (!column.report().forbids(), column.release().and_then(make_all))
}

fn tell(check: &Check, column: &Column, late: Option<&Diagnostic>, filter: &Filter) {
    let shown = |finding: &Diagnostic| filter.shows(column, finding);
    let Some(write) = writer(check.format) else {
        return print::report(column, late, &shown, &check.input, &mut std::io::stdout());
    };
    let mut told = Told::new(column, late, &shown);
    told.prefix = prefix(&check.input.source);
    print::all(&write(&told));
}

/// Tells what was found in a county's table.
pub fn tell_table(format: Format, column: &Column, input: &Input) {
    let shown = |finding: &Diagnostic| !input.quiet || finding.severity.forbids();
    match writer(format) {
        None => print::table(column, &shown, input, &mut std::io::stdout()),
        Some(write) => print::all(&write(&Told::new(column, None, &shown))),
    }
}

/// What writes a report for programs; `None` for people.
fn writer(format: Format) -> Option<fn(&Told) -> String> {
    Some(match format {
        Format::Text => return None,
        Format::Json => formats::json,
        Format::Sarif => formats::sarif,
        Format::Github => formats::github,
        Format::Gitlab => formats::gitlab,
        Format::Junit => formats::junit,
        Format::Csv => formats::csv,
    })
}

/// The way from the folder in which the program was started to the column, where the column is below it.
fn prefix(source: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    let (Ok(here), Ok(there)) = (here, std::fs::canonicalize(source)) else { return String::new() };
    let parts = there.strip_prefix(&here).into_iter().flat_map(Path::components);
    parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}
