//! What editors and shells are given: schemas that say what the parser says, the files of `init` and `editor`, completions, manual pages.

#![allow(clippy::panic)] // a file that is other than it should be ends its test

mod files;
mod parser;
mod schemas;
mod shells;
#[path = "../yaml/mod.rs"]
mod yaml;

use std::path::Path;
use std::process::Command;

/// The day of the columns.
const DAY: &str = "2017-12-29";

/// Runs the program; its exit code and what it said.
fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai")).current_dir(folder).args(args).output().expect("it starts");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().expect("it was not killed"), String::from_utf8(said).expect("UTF-8"))
}
