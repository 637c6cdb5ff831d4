//! A column in parts that are made side by side: together they are the whole, byte for byte, and the templates for the machines that
//! make them do what they say.

#![allow(clippy::panic)] // a template that is other than it should be ends its test

mod parts;
#[cfg(unix)]
mod templates;
#[cfg(unix)]
#[path = "../yaml/mod.rs"]
mod yaml;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The day of the column.
const DAY: &str = "2017-12-29";

/// The files of a folder by their paths.
type Tree = BTreeMap<String, Vec<u8>>;

fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).expect("below it").to_string_lossy().replace('\\', "/");
    files.map(|entry| (name(entry.path()), fs::read(entry.path()).expect("a file"))).collect()
}

/// Runs the program, and gives the exit code and what was said.
fn run(folder: &Path, line: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai")).current_dir(folder).args(line.split_whitespace()).output();
    let output = output.expect("it starts");
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

/// Makes a column in a folder.
fn column(folder: &Path) {
    assert_eq!(run(folder, &format!("init . --today {DAY}")).0, Some(0));
    let item = fs::read_to_string(folder.join("content/audit/2017-001.md")).expect("the item");
    fs::write(folder.join("content/audit/附表 1.csv"), "甲,1\n").expect("a file");
    fs::write(folder.join("content/audit/2017-001.md"), item.replace("体裁: 公告", "体裁: 公告\n附件: 附表 1.csv")).expect("a file");
}
