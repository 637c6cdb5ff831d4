//! Planted faults: the first faulty case of every rule's page, laid into as few columns as they can share, and each fault found
//! there once, however many others stand beside it.

mod pages;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::diag::{Diagnostic, line_column};
use gongkai::folder::Folder;
use gongkai::rules;
use gongkai::starter::starter;

use pages::{Case, cases, today};

/// Rules whose fault is one of the whole column, or of what is not there, so that other faults hide it or it would hide others:
/// each has a column of its own. (What changes a data file or takes a file away has one anyway.)
const ALONE: &[(&str, &str)] = &[
    ("coverage/missing-element", "other items of the leaf bring the element"),
    ("freshness/due-soon", "other items of the leaf are newer"),
    ("freshness/overdue", "other items of the leaf are newer"),
    ("freshness/silent-subject", "other items of the subject are newer"),
    ("guide/veto", "it counts the guides of all other faults"),
    ("policy/early-interpretation", "other documents have the number that it interprets"),
    ("policy/late-interpretation", "other documents have the number that it interprets"),
    ("policy/unmarked", "other documents have the number that it repeals"),
    ("repeat/title", "other items have the title"),
    ("site/thin-request", "the item is told by its path, which has its name"),
    ("time/burst", "the first of the day is found, and others come before it"),
];

/// Two rules that say different things of one place.
const BOTH: &[(&str, &str)] = &[
    // An attachment may be of the wrong kind, and be one that nobody has looked into.
    ("attachment/empty", "contents/unreadable"),
    ("attachment/only", "contents/hidden"),
    ("attachment/only", "contents/unchecked"),
    ("attachment/only", "contents/unreadable"),
    ("attachment/only", "privacy/attachment-id"),
    ("attachment/program", "contents/unreadable"),
    ("attachment/unusual", "contents/unchecked"),
    ("attachment/unusual", "attachment/wrong-kind"),
    // Two signs were typed for the two boxes.
    ("catalogue/wrong-box", "catalogue/wrong-box"),
    // A guide may lack something, and be one of too many that do.
    ("guide/missing-elements", "guide/veto"),
    ("guide/missing-elements", "repeat/title"),
    // A title, a number or a link may be wrong by itself, and wrong beside others.
    ("display/no-period", "repeat/title"),
    ("form/doc-number", "metadata/duplicate-doc-number"),
    ("link/unknown-document", "policy/thin-interpretation"),
];

/// A planted fault: its rule, and where it must be found.
struct Planted {
    rule: &'static str,
    day: Date,
    files: BTreeMap<String, Vec<u8>>,
    removed: BTreeSet<String>,
    /// File and line of each finding of the rule.
    expected: Vec<(String, usize)>,
    alone: bool,
}

/// The first case of a rule's page in which it finds something.
fn planted(number: usize, rule: &'static gongkai::diag::Rule) -> Planted {
    let found_by = |line: &&str| line.split(' ').nth(2) == Some(rule.name);
    let all = cases(rule.page);
    let case = all.iter().find(|case| rule.page[case.report.clone()].lines().any(|line| found_by(&line)));
    let case = case.expect("each page has a faulty case");
    let alone = is_data(case) || ALONE.iter().any(|(name, _)| *name == rule.name);
    let report: Vec<(String, usize)> = rule.page[case.report.clone()].lines().filter(found_by).map(place).collect();
    if alone {
        return Planted {
            rule: rule.name,
            day: case.day,
            files: case.files.clone(),
            removed: case.removed.clone(),
            expected: report,
            alone,
        };
    }
    let renamed = |path: &str| match path.rsplit_once('/') {
        Some((folder, name)) if case.files.contains_key(path) => format!("{folder}/r{number:03}-{name}"),
        _ => path.to_string(),
    };
    let names: Vec<&str> = case.files.keys().filter_map(|path| path.rsplit('/').next()).collect();
    let files = case.files.iter().map(|(path, bytes)| {
        let mut bytes = bytes.clone();
        if let Ok(text) = std::str::from_utf8(&bytes) {
            let renamed = names.iter().fold(text.to_string(), |text, name| text.replace(name, &format!("r{number:03}-{name}")));
            bytes = renamed.into_bytes();
        }
        (renamed(path), bytes)
    });
    let expected = report.into_iter().map(|(file, line)| (renamed(&file), line)).collect();
    Planted { rule: rule.name, day: case.day, files: files.collect(), removed: BTreeSet::new(), expected, alone }
}

/// Whether a case changes what the whole column goes by.
fn is_data(case: &Case) -> bool {
    case.day != today()
        || !case.removed.is_empty()
        || case.files.keys().any(|path| !path.starts_with("content/") || path.matches('/').count() < 2)
}

/// `FILE:LINE:COLUMN …`
fn place(line: &str) -> (String, usize) {
    let mut parts = line.split(' ').next().unwrap_or("").rsplitn(3, ':').skip(1);
    let number = parts.next().and_then(|number| number.parse().ok()).expect("a line");
    (parts.next().expect("a file").to_string(), number)
}

fn column(planted: &[&Planted]) -> Column {
    let day = planted.first().map_or_else(today, |one| one.day);
    let mut files: BTreeMap<String, Vec<u8>> = starter(day, false).into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    for one in planted {
        files.extend(one.files.clone());
        files.retain(|path, _| !one.removed.contains(path));
    }
    Column::load(Folder::in_memory(files), day, &mut |_| {})
}

fn line(column: &Column, finding: &Diagnostic) -> usize {
    line_column(&column.folder().shown(finding.file.as_str()), finding.span.start).line
}

/// What is wrong with the report of a column: faults that were not found or found twice, and places that two rules speak of.
fn wrong(planted: &[&Planted]) -> String {
    let mut wrong = String::new();
    let column = column(planted);
    let findings = column.report().findings();
    for one in planted {
        for (file, at) in &one.expected {
            let hits = findings
                .iter()
                .filter(|finding| finding.rule.name == one.rule && finding.file.as_str() == file && line(&column, finding) == *at);
            let (hits, expected) = (hits.count(), one.expected.iter().filter(|other| **other == (file.clone(), *at)).count());
            if hits != expected {
                writeln!(wrong, "{}: found {hits} times at {file}:{at}, not {expected}", one.rule).expect("a string takes all");
            }
        }
    }
    for pair in findings.windows(2) {
        let [one, next] = pair else { continue };
        let accepted = BOTH.contains(&(one.rule.name, next.rule.name)) || BOTH.contains(&(next.rule.name, one.rule.name));
        if one.file == next.file
            && one.span == next.span
            && !accepted
            && !one.span.of(column.folder().text(one.file.as_str()).unwrap_or("")).starts_with("---")
        {
            writeln!(wrong, "{}:{}: {} and {}", one.file, line(&column, one), one.rule.name, next.rule.name).expect("a string takes all");
        }
    }
    wrong
}

#[test]
fn every_planted_fault_is_found_once() {
    let all: Vec<Planted> = (0..).zip(rules::all()).map(|(number, rule)| planted(number, rule)).collect();
    let together: Vec<&Planted> = all.iter().filter(|one| !one.alone).collect();
    let mut said = wrong(&together);
    for one in all.iter().filter(|one| one.alone) {
        said += &wrong(&[one]);
    }
    println!("{} faults in one column, {} in columns of their own", together.len(), all.len() - together.len());
    assert!(said.is_empty(), "\n{said}");
    assert!(ALONE.iter().all(|(name, reason)| rules::all().iter().any(|rule| rule.name == *name) && !reason.is_empty()));
}
