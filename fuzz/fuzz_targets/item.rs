//! An item's file, bytes from outside: front matter, Markdown and everything that the rules look for. It must end in a report, its
//! repairs must come to an end, and what may be published must render.

#![no_main]

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::Folder;
use gongkai::repair::repair;
use gongkai::starter::starter;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let today = Date::from_ymd_opt(2017, 12, 29).expect("a day");
    let mut files: Vec<(String, Vec<u8>)> = starter(today, false)
        .into_iter()
        .filter(|(path, _)| !path.ends_with(".md"))
        .map(|(path, text)| (path, text.into_bytes()))
        .collect();
    files.push(("content/audit/2017-001.md".into(), bytes.to_vec()));
    let column = Column::load(Folder::in_memory(files), today, &mut |_| {});
    if let Some(release) = column.release() {
        for page in release.pages() {
            assert!(release.render(page).is_ok(), "a page of the theme that is built in");
        }
    }
    let repaired = repair(column, &|_, _| true);
    let again = repair(repaired.column, &|_, _| true);
    assert!(again.changes.iter().all(|change| repaired.unsettled.contains(&change.path)), "repairs are done once");
});
