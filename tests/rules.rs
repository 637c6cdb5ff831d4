//! Every page `src/**/<family>/<fault>.md` is a test: its cases are columns, and the report of each is compared to the letter.
//!
//! A case is a heading `## 例…` with fenced blocks: `file PATH` lays a file over the starter column, `remove PATH` takes one
//! away, `day 2022-03-01` makes the starter column and the check of another day, `report` is the whole report expected, a line a
//! finding; an empty one means that the column is sound. `UPDATE=1` rewrites the reports.

mod pages;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use gongkai::column::Column;
use gongkai::diag::line_column;
use gongkai::folder::Folder;
use gongkai::repair::repair;
use gongkai::rules;
use gongkai::starter::starter;

use pages::{Case, cases, pages, today};

fn column(case: &Case) -> Column {
    let mut files: BTreeMap<String, Vec<u8>> = starter(case.day, false).into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    files.extend(case.files.clone());
    files.retain(|path, _| !case.removed.contains(path));
    Column::load(Folder::in_memory(files), case.day, &mut |_| {})
}

fn report(case: &Case) -> String {
    let column = column(case);
    let mut lines = String::new();
    for finding in column.report().findings() {
        let text = column.folder().shown(finding.file.as_str());
        let place = line_column(&text, finding.span.start);
        let fix = finding.fix.as_ref().map(|fix| format!(" → {:?}", fix.text)).unwrap_or_default();
        writeln!(
            lines,
            "{}:{}:{} {} {} {}{fix}",
            finding.file,
            place.line,
            place.column,
            finding.severity.name(),
            finding.rule.name,
            finding.message
        )
        .expect("a string takes all");
    }
    lines
}

#[test]
fn every_page_is_true() {
    let update = std::env::var_os("UPDATE").is_some();
    let all = rules::all();
    let mut paths = Vec::new();
    pages(Path::new("src"), &mut paths);
    let mut names: Vec<&str> = all.iter().map(|rule| rule.name).collect();
    names.dedup();
    assert_eq!(names.len(), all.len(), "a name stands twice");
    assert_eq!(paths.len(), all.len(), "a page without a rule, or a rule without a page");
    let mut wrong = String::new();
    for path in paths {
        let page = fs::read_to_string(&path).expect("a page");
        let name = page.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap_or_default().to_string();
        let file = path.to_string_lossy().replace('\\', "/");
        if !names.contains(&name.as_str()) || !file.ends_with(&format!("/{name}.md")) {
            writeln!(wrong, "{file}: its heading is not the name of its rule").expect("a string takes all");
            continue;
        }
        let cases = cases(&page);
        let reports: Vec<String> = cases.iter().map(report).collect();
        if update {
            let mut page = page.clone();
            for (case, report) in cases.iter().zip(&reports).rev() {
                page.replace_range(case.report.clone(), report);
            }
            fs::write(&path, page).expect("the page is written");
        }
        for (case, report) in cases.iter().zip(&reports) {
            if !update && page[case.report.clone()] != *report {
                writeln!(wrong, "{file}, {}\nexpected:\n{}found:\n{report}", case.title, &page[case.report.clone()])
                    .expect("a string takes all");
            }
        }
        let hit = |report: &String| report.lines().any(|line| line.contains(&format!(" {name} ")));
        if !reports.iter().any(hit) || !reports.iter().any(|report| !hit(report)) {
            writeln!(wrong, "{file}: needs a faulty case and a sound one").expect("a string takes all");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Whatever is wrong with a column, its repairs end, and a second run finds nothing more to do.
#[test]
fn every_repair_comes_to_an_end() {
    let mut paths = Vec::new();
    pages(Path::new("src"), &mut paths);
    for path in paths {
        for case in cases(&fs::read_to_string(&path).expect("a page")) {
            let place = format!("{}, {}", path.display(), case.title);
            let first = repair(column(&case), &|_, _| true);
            assert!(first.unsettled.is_empty(), "{place}");
            assert!(repair(first.column, &|_, _| true).changes.is_empty(), "{place}");
        }
    }
}

#[test]
fn the_starter_is_clean() {
    let nothing = Case { title: String::new(), day: today(), files: BTreeMap::new(), removed: BTreeSet::new(), report: 0..0 };
    assert_eq!(report(&nothing), "");
}
