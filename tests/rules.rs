//! Every page `src/**/<family>/<fault>.md` is a test: its cases are columns, and the report of each is compared to the letter.
//!
//! A case is a heading `## 例…` with fenced blocks: `file PATH` lays a file over the starter column, `remove PATH` takes one
//! away, `day 2022-03-01` makes the starter column and the check of another day, `report` is the whole report expected, a line a
//! finding; an empty one means that the column is sound. `UPDATE=1` rewrites the reports.

#![allow(clippy::panic)] // a case that cannot be read fails the test

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::diag::line_column;
use gongkai::folder::Folder;
use gongkai::repair::repair;
use gongkai::rules;
use gongkai::starter::starter;

/// The day of every case that names none.
fn today() -> Date {
    Date::from_ymd_opt(2017, 12, 29).expect("a day")
}

struct Case {
    title: String,
    day: Date,
    files: BTreeMap<String, Vec<u8>>,
    removed: BTreeSet<String>,
    /// Byte range of the report's lines in the page.
    report: std::ops::Range<usize>,
}

fn cases(page: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut at = 0;
    let mut open: Option<(String, usize)> = None;
    for line in page.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match &open {
            None if line.starts_with("## 例") => {
                cases.push(Case {
                    title: line.trim().to_string(),
                    day: today(),
                    files: BTreeMap::new(),
                    removed: BTreeSet::new(),
                    report: 0..0,
                });
            }
            None => {
                if let Some(kind) = line.strip_prefix("````").filter(|kind| !kind.trim().is_empty()) {
                    open = Some((kind.trim().to_string(), at));
                }
            }
            Some((kind, from)) if line.trim_end() == "````" => {
                let case = cases.last_mut().expect("a fenced block belongs to a case");
                match kind.split_once(' ') {
                    Some(("file", path)) => {
                        case.files.insert(path.to_string(), unescape(&page[*from..start]));
                    }
                    Some(("day", day)) => case.day = day.trim().parse().expect("a day"),
                    Some(("remove", path)) => {
                        case.removed.insert(path.to_string());
                    }
                    _ if kind == "report" => case.report = *from..start,
                    _ => panic!("unknown block {kind:?}"),
                }
                open = None;
            }
            Some(_) => {}
        }
    }
    cases
}

/// `\u{feff}`, `\t`, `\r` and `\xNN` in a case stand for what cannot be seen in a page.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend(&rest.as_bytes()[..at]);
        let tail = &rest[at + 1..];
        if let Some(code) = tail.strip_prefix("u{").and_then(|tail| tail.split_once('}')) {
            let c = u32::from_str_radix(code.0, 16).ok().and_then(char::from_u32).expect("a character");
            bytes.extend(c.to_string().as_bytes());
            rest = code.1;
        } else if let Some(hex) = tail.strip_prefix('x').and_then(|tail| tail.get(..2)) {
            bytes.push(u8::from_str_radix(hex, 16).expect("two hex digits"));
            rest = &tail[3..];
        } else if let Some(tail) = tail.strip_prefix('t') {
            bytes.push(b'\t');
            rest = tail;
        } else if let Some(tail) = tail.strip_prefix('r') {
            bytes.push(b'\r');
            rest = tail;
        } else {
            bytes.push(b'\\');
            rest = tail;
        }
    }
    bytes.extend(rest.as_bytes());
    bytes
}

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

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("starter") {
            pages(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
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
