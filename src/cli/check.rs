//! `gongkai check`: what is wrong, without making pages; with `--fix`, what is certain is mended first.

use std::io::IsTerminal;
use std::path::Path;

use gongkai::column::{Column, Release};
use gongkai::diag::Diagnostic;
use gongkai::formats::{self, Told};
use rayon::prelude::*;

use super::args::{Check, Format, Input};
use super::filter::Filter;
use super::open;
use super::progress::Progress;
use super::timings::Timings;
use super::{fix, output, print, tell, waivers};

/// What is said when Ctrl-C ends it.
pub const STOPPED: &str = "已停止。";

/// Checks the column; whether it may be published.
pub fn run(check: &Check) -> Result<bool, String> {
    output::allowed(check)?;
    let progress = Progress::start(check.input.quiet, STOPPED);
    let mut column = open::column(&check.input, &mut Timings::default(), &progress)?;
    drop(progress);
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
        tell(check, &column, late.as_deref(), &filter)?;
        if let Some(path) = check.output.as_ref().filter(|_| !check.input.quiet) {
            tell!("检查结果写在“{}”里。", path.display());
        }
    }
    // As in `build`: the system takes all memory back at once.
    std::mem::forget(column);
    Ok(publishable && late.is_none())
}

/// Whether the report lets the column be published, and a fault of a template that shows only when a page is made.
fn judged(column: &Column) -> (bool, Option<Box<Diagnostic>>) {
    // Only a template can fail, and only pages that people read have one.
    let make_all =
        |release: Release<'_>| release.pages().par_iter().filter(|page| page.is_html()).find_map_first(|page| release.render(page).err());
    (!column.report().forbids(), column.release().and_then(make_all))
}

fn tell(check: &Check, column: &Column, late: Option<&Diagnostic>, filter: &Filter) -> Result<(), String> {
    let shown = |finding: &Diagnostic| filter.shows(column, finding);
    let told = || Told { prefix: prefix(&check.input.source), ..Told::new(column, late, &shown) };
    let bytes = match (written(check.format, &told), &check.output) {
        (Some(bytes), _) => bytes?,
        (None, None) => {
            print::report(column, late, &shown, &check.input, (&mut std::io::stdout(), std::io::stdout().is_terminal()));
            return Ok(());
        }
        (None, Some(_)) => {
            let mut text = Vec::new();
            print::report(column, late, &shown, &check.input, (&mut text, false));
            text
        }
    };
    match &check.output {
        Some(path) => output::write(path, &bytes)?,
        None => print::bytes(&bytes),
    }
    Ok(())
}

/// Tells what was found in a county's table.
pub fn tell_table(format: Format, column: &Column, input: &Input) -> Result<(), String> {
    let shown = |finding: &Diagnostic| !input.quiet || finding.severity.forbids();
    match written(format, &|| Told::new(column, None, &shown)) {
        Some(bytes) => print::bytes(&bytes?),
        None => print::table(column, &shown, input, (&mut std::io::stdout(), std::io::stdout().is_terminal())),
    }
    Ok(())
}

/// The report as other programs read it; `None` where it is for people.
fn written(format: Format, told: &dyn Fn() -> Told) -> Option<Result<Vec<u8>, String>> {
    Some(match format {
        Format::Text => return None,
        Format::Json => Ok(formats::json(&told()).into_bytes()),
        Format::Sarif => Ok(formats::sarif(&told()).into_bytes()),
        Format::Github => Ok(formats::github(&told()).into_bytes()),
        Format::Gitlab => Ok(formats::gitlab(&told()).into_bytes()),
        Format::Junit => Ok(formats::junit(&told()).into_bytes()),
        Format::Csv => Ok(formats::csv(&told()).into_bytes()),
        Format::Xlsx => formats::xlsx(&told()),
    })
}

/// The way from the folder in which the program was started to the column, where the column is below it.
fn prefix(source: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    let (Ok(here), Ok(there)) = (here, std::fs::canonicalize(source)) else { return String::new() };
    let parts = there.strip_prefix(&here).into_iter().flat_map(Path::components);
    parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}
