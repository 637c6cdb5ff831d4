//! Bytes from outside, damaged at random but the same each time: whatever they are, the program ends in a report, its repairs come to
//! an end, and what may be published renders.
//!
//! `HOSTILE_ROUNDS=100 cargo test --release --test hostile` damages each file a hundred times (once by itself). The targets in
//! `fuzz/` look further, led by what an input reaches in the code.

use std::fs;
use std::path::Path;

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::{Folder, RelPath};
use gongkai::parse::contents;
use gongkai::repair::repair;
use gongkai::starter::starter;
use rayon::prelude::*;
use walkdir::WalkDir;

fn today() -> Date {
    Date::from_ymd_opt(2017, 12, 29).expect("a day")
}

fn rounds() -> u64 {
    std::env::var("HOSTILE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1)
}

/// A generator of numbers that is the same on every machine (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }
}

/// What means something to a parser, and is put where it should not be.
const PIECES: &[&[u8]] = &[
    b"---\n",
    "：".as_bytes(),
    b": ",
    b"\"",
    "“".as_bytes(),
    b"'",
    b"[",
    b"{",
    b"}}",
    b"|",
    b"\n\n",
    b"\r",
    b"\t",
    b"\0",
    b"&a *a",
    b"!!",
    b"<table><tr><td>",
    b"</div>",
    b"<!--",
    b"![](",
    b"**",
    b"> > > - ",
    b"```",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "\u{a0}\u{200b}".as_bytes(),
    "〔2017〕".as_bytes(),
    "〔201735".as_bytes(),
    "二〇一七年".as_bytes(),
    "2017615日".as_bytes(),
    b"11010519491231002X",
    b"99999999999999999999999999",
    "附件1：".as_bytes(),
    "㍿𠮷🀄".as_bytes(),
    b"PK\x03\x04",
    b"endobj stream ",
    b"/Length -1 ",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
];

/// The bytes with one to eight damages.
fn damaged(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                let count = 1 + random.below(50);
                drop(bytes.splice(at..at, again.repeat(count)));
            }
            3 if at < bytes.len() => bytes[at] = random.next() as u8,
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                let count = if random.below(20) == 0 { 2_000 } else { 1 };
                drop(bytes.splice(at..at, piece.repeat(count)));
            }
        }
    }
    bytes
}

fn files_below(folder: &str) -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<(String, Vec<u8>)> = WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a folder of the project"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).expect("a file of the project")))
        .collect();
    files.retain(|(_, bytes)| bytes.len() < 200_000);
    files
}

/// Loads a column, repairs it twice and renders it if it may be published.
fn endure(files: Vec<(String, Vec<u8>)>) {
    let column = Column::load(Folder::in_memory(files), today(), &mut |_| {});
    if let Some(release) = column.release() {
        for page in release.pages() {
            assert!(release.render(page).is_ok(), "the theme that is built in renders whatever may be published");
        }
    }
    let first = repair(column, &|_, _| true);
    let second = repair(first.column, &|_, _| true);
    assert!(second.changes.iter().all(|change| first.unsettled.contains(&change.path)), "what is repaired stays repaired");
}

fn starter_without(path: &str) -> Vec<(String, Vec<u8>)> {
    starter(today(), false).into_iter().filter(|(file, _)| file != path).map(|(file, text)| (file, text.into_bytes())).collect()
}

#[test]
fn items() {
    let mut seeds = files_below("tests/sites/broken/content");
    seeds.extend(files_below("content/audit"));
    seeds.retain(|(path, _)| path.ends_with(".md"));
    assert!(seeds.len() > 50, "{}", seeds.len());
    seeds.par_iter().enumerate().for_each(|(at, (_, bytes))| {
        for round in 0..rounds() {
            let mut random = Random(at as u64 + (round << 32));
            let path = "content/audit/2017-001.md";
            let mut files = starter_without(path);
            files.push((path.into(), damaged(bytes, &mut random)));
            endure(files);
        }
    });
}

#[test]
fn data_files() {
    let seeds = starter(today(), true);
    let data: Vec<&(String, String)> = seeds.iter().filter(|(path, _)| !path.ends_with(".md")).collect();
    assert!(data.len() >= 4, "{}", data.len());
    data.par_iter().enumerate().for_each(|(at, (path, text))| {
        for round in 0..rounds() * 8 {
            let mut random = Random(at as u64 + (round << 32));
            let mut files = starter_without(path);
            files.push((path.clone(), damaged(text.as_bytes(), &mut random)));
            endure(files);
        }
    });
}

#[test]
fn attachments() {
    let mut seeds = files_below("content");
    seeds.retain(|(path, _)| !path.ends_with(".md") && !path.ends_with(".yaml"));
    assert!(seeds.len() > 10, "{}", seeds.len());
    seeds.par_iter().enumerate().for_each(|(at, (path, bytes))| {
        let extension = path.rsplit('.').next().unwrap_or("");
        let path = RelPath::new(&format!("content/files/a.{extension}")).expect("a path");
        for round in 0..rounds() * 20 {
            let mut random = Random(at as u64 + (round << 32));
            for part in contents(&path, &damaged(bytes, &mut random)).parts {
                let _ = gongkai::personal::numbers(&part.text);
            }
        }
    });
}
