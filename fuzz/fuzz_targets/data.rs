//! A data file of the column: the first byte says which.

#![no_main]

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::Folder;
use gongkai::starter::starter;
use libfuzzer_sys::fuzz_target;

const FILES: [&str; 13] = [
    "site.toml",
    "gongkai.lock",
    "content/catalogue.yaml",
    "content/subjects.yaml",
    "content/statements.yaml",
    "content/holidays.yaml",
    "content/limits.yaml",
    "content/words.yaml",
    "content/leaders.yaml",
    "content/schemes.yaml",
    "content/villages.yaml",
    "content/places.yaml",
    "content/annual/2016.yaml",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((which, text)) = bytes.split_first() else { return };
    let today = Date::from_ymd_opt(2017, 12, 29).expect("a day");
    let file = FILES[usize::from(*which) % FILES.len()];
    let mut files: Vec<(String, Vec<u8>)> = starter(today, false).into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    files.retain(|(path, _)| path != file);
    files.push((file.into(), text.to_vec()));
    let column = Column::load(Folder::in_memory(files), today, &mut |_| {});
    if let Some(release) = column.release() {
        for page in release.pages() {
            assert!(release.render(page).is_ok(), "a page of the theme that is built in");
        }
    }
});
