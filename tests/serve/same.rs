//! What is shown after any edits is what a fresh reading of the folder comes to.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use gongkai::column::Column as Loaded;
use gongkai::folder::{Folder, Hint, RelPath};
use gongkai::render::Rendered;
use rayon::prelude::*;

use super::column::{Column, today};
use super::edits::edit;
use super::random::Random;
use super::server::{Server, undressed, wait};

/// Every page by its address: its bytes, or what is wrong with the template.
type Pages = BTreeMap<String, Result<Vec<u8>, String>>;

fn pages(column: &Loaded) -> Pages {
    let page = |page: &gongkai::plan::Page| {
        let bytes = match column.preview(page) {
            Ok(Rendered::File(path)) => {
                column.folder().attachment(&path, u64::MAX).map(|bytes| bytes.to_vec()).map_err(|error| error.to_string())
            }
            Ok(made) => Ok(made.bytes().unwrap_or_default()),
            Err(findings) => Err(findings.iter().map(|finding| format!("{} {}", finding.file, finding.message)).collect()),
        };
        (page.path.to_string(), bytes)
    };
    column.plan().pages().par_iter().map(page).collect()
}

fn findings(column: &Loaded) -> Vec<String> {
    let line = |found: &gongkai::diag::Diagnostic| {
        format!("{} {:?} {} {:?} {} {} {:?}", found.file, found.span, found.rule.name, found.severity, found.message, found.help, found.fix)
    };
    column.report().findings().iter().map(line).collect()
}

fn fresh(column: &Column) -> Loaded {
    Loaded::load(Folder::read(column.root()).expect("the column"), today(), &mut |_| {})
}

/// Says where two states differ first.
#[track_caller]
fn assert_same<T: PartialEq + std::fmt::Debug>(one: &BTreeMap<String, T>, other: &BTreeMap<String, T>, after: &str) {
    let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    for key in keys {
        assert!(one.contains_key(key), "{key} is missing, {after}");
        assert!(other.contains_key(key), "{key} is too many, {after}");
        assert!(one[key] == other[key], "{key} is another, {after}");
    }
}

/// Every file in the folder, with its time: what the system would tell of.
fn tree(column: &Column) -> BTreeMap<RelPath, (u64, Option<std::time::SystemTime>)> {
    let entries = walkdir::WalkDir::new(column.root()).into_iter().filter_map(Result::ok);
    entries
        .filter(|entry| !entry.file_type().is_dir())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(column.root()).ok()?.to_str()?.replace('\\', "/");
            let metadata = entry.metadata().ok()?;
            Some((RelPath::new(&path)?, (metadata.len(), metadata.modified().ok())))
        })
        .collect()
}

#[test]
fn a_chain_of_edits_comes_to_what_a_fresh_reading_does() {
    let column = Column::new();
    let seed = std::env::var("SERVE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(5);
    let mut random = Random(seed);
    let mut now = Loaded::open(Folder::read(column.root()).expect("the column"), today());
    let mut done = Vec::new();
    let mut before = tree(&column);
    for n in 1..=300 {
        done.push(edit(&column, n, &mut random));
        let after = tree(&column);
        // Told what was touched, as by events, or nothing, as in polling.
        let all = before.keys().chain(after.keys());
        let touched: BTreeSet<RelPath> = all.filter(|path| before.get(*path) != after.get(*path)).cloned().collect();
        before = after;
        let hint = Hint { touched: (n % 3 != 0).then_some(touched), since: Duration::ZERO };
        let (folder, changed) = now.folder().refresh(&hint);
        now = now.again(folder, &changed, today());
        if n % 2 == 0 {
            // What is compiled and checked is handed on, too.
            now.plan().pages().first().map(|page| now.preview(page).is_ok());
        }
        if n % 10 == 0 {
            let other = fresh(&column);
            let after = format!("after {}", done[done.len() - 10..].join("; "));
            assert_same(&pages(&now), &pages(&other), &after);
            assert_eq!(findings(&now), findings(&other), "{after}");
            assert_same(&pages(&now.with_drafts()), &pages(&other.with_drafts()), &after);
        }
    }
}

/// The first item and the last one: lists, menus and data come and go.
#[test]
fn a_column_is_emptied_and_filled_again() {
    let column = Column::new();
    let mut now = Loaded::load(Folder::read(column.root()).expect("the column"), today(), &mut |_| {});
    let texts: Vec<(String, String)> = column.items().into_iter().map(|path| (path.clone(), column.text(&path))).collect();
    let step = |now: Loaded, what: &str| {
        let (folder, changed) = now.folder().refresh(&Hint::default());
        let now = now.again(folder, &changed, today());
        let other = fresh(&column);
        assert_same(&pages(&now), &pages(&other), what);
        assert_eq!(findings(&now), findings(&other), "{what}");
        now
    };
    std::fs::remove_dir_all(column.at("content")).expect("it goes");
    now = step(now, "with nothing left");
    for (path, text) in texts.iter().take(2) {
        column.write(path, text);
        now = step(now, path);
    }
    for name in ["content/catalogue.yaml", "content/subjects.yaml", "content/places.yaml", "content/villages.yaml"] {
        let text = Column::new().text(name);
        column.write(
            name,
            text.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).fold(String::new(), |all, line| all + line + "\n"),
        );
        now = step(now, name);
    }
}

#[test]
fn what_is_served_is_what_build_writes() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    let mut random = Random(11);
    let mut addresses: BTreeSet<String> = BTreeSet::new();
    for round in 0..10 {
        let done: Vec<String> = (0..10).map(|n| edit(&column, round * 10 + n, &mut random)).collect();
        let other = fresh(&column);
        let expected = pages(&other);
        let drafts = pages(&other.with_drafts());
        addresses.extend(expected.keys().cloned());
        let mut client = server.client();
        let mut wrong = || {
            addresses.iter().find_map(|address| {
                let answer = client.get(&format!("/{}", gongkai::model::encode(address)));
                let right = match expected.get(address) {
                    Some(Ok(bytes)) => answer.status == 200 && undressed(&answer.body) == *bytes,
                    // The last good page, or the fault.
                    Some(Err(_)) => answer.status == 500 || answer.text().contains("这是改动以前的样子"),
                    None if drafts.contains_key(address) => true,
                    None => answer.status == 404 || answer.text().contains("这是改动以前的样子"),
                };
                (!right).then(|| format!("{address} is answered {}:\n{}", answer.status, answer.text()))
            })
        };
        let last = std::cell::RefCell::new(None);
        let right = || {
            *last.borrow_mut() = wrong();
            last.borrow().is_none()
        };
        wait(right, || format!("{:?}\nafter {}\n{}", last.borrow(), done.join("; "), server.said()));
    }
}
