//! The manual in `docs` says what is so: the rules' pages, what the program prints, what the templates are given, and every link.
//! What is written from the program is compared with it; `UPDATE=1 cargo test --test manual` writes it anew.

mod links;
mod page;
mod play;
mod rules;
#[path = "../../examples/manual/site.rs"]
mod site;
mod templates;
mod terminal;
mod uses;
mod variables;

use std::fs;
use std::path::{Path, PathBuf};

/// A file or folder of the project.
fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A file of the manual is what it must be; with `UPDATE=1` it is written first.
#[track_caller]
fn compare(path: &str, text: &str) {
    let file = project(path);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(file.parent().expect("it is in a folder")).expect("a folder");
        fs::write(&file, text).expect("the file is written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == text, "{path} is stale, run UPDATE=1 cargo test --test manual: {}", difference(&written, text));
}

/// Where two texts part.
fn difference(written: &str, now: &str) -> String {
    let lines = written.lines().chain([""; 1]).zip(now.lines().chain([""; 1]));
    let first = lines.enumerate().find(|(_, (one, two))| one != two);
    first.map_or_else(|| "one is longer".into(), |(at, (one, two))| format!("line {}\n  written: {one}\n  now:     {two}", at + 1))
}
