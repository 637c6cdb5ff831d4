//! The pages of the rules, read as tests: their cases with the files and the report of each.

#![allow(clippy::panic)] // a case that cannot be read fails the test
#![allow(dead_code)] // not every test needs all of it

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gongkai::calendar::Date;

/// The day of every case that names none.
pub fn today() -> Date {
    Date::from_ymd_opt(2017, 12, 29).expect("a day")
}

/// One case of a page.
pub struct Case {
    /// Its heading.
    pub title: String,
    /// The day for which the starter is made and the column is checked.
    pub day: Date,
    /// The files that it lays over the starter.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The files that it takes away.
    pub removed: BTreeSet<String>,
    /// Byte range of the report's lines in the page.
    pub report: std::ops::Range<usize>,
}

/// The cases of a page.
pub fn cases(page: &str) -> Vec<Case> {
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

/// The pages below a folder.
pub fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("starter") {
            pages(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}
