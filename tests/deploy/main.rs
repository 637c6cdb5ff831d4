//! A column where readers find it: its packed copies, the web servers with the configurations of `docs/deploy/`, the scripts that bring
//! it there, and the workflows.
//!
//! The servers and tools are the real ones where Debian has them (`tests/run.sh` installs them); where one is missing, its test fails
//! and says which.

#![allow(clippy::panic)] // a template that is other than it should be ends its test

#[cfg(unix)]
#[path = "../answer/mod.rs"]
mod answer;
mod compress;
#[cfg(unix)]
mod hosts;
#[cfg(unix)]
mod http;
#[cfg(unix)]
mod issues;
#[cfg(unix)]
mod objects;
#[cfg(unix)]
mod rsync;
#[cfg(unix)]
mod server;
#[cfg(unix)]
mod site;
#[cfg(unix)]
#[path = "../templates/mod.rs"]
mod system;
#[cfg(unix)]
mod workflows;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The day of the column.
const DAY: &str = "2017-12-29";
const ITEM: &str = "content/audit/2017-001.md";

/// The files of a folder by their paths.
type Tree = BTreeMap<String, Vec<u8>>;

fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
    files.map(|entry| (name(entry.path()), fs::read(entry.path()).expect("a file"))).collect()
}

/// The paths in the list of a tree.
fn listed(tree: &Tree) -> Vec<String> {
    let list = String::from_utf8(tree["gongkai.txt"].clone()).expect("a text");
    list.lines().skip(2).map(str::to_string).collect()
}

/// Runs the program; the exit code and what was said.
fn run(folder: &Path, line: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai")).current_dir(folder).args(line.split_whitespace()).output();
    let output = output.expect("it starts");
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

/// Runs what must succeed.
#[track_caller]
fn succeed(folder: &Path, line: &str) -> String {
    let (code, said) = run(folder, line);
    assert_eq!(code, Some(0), "{line}: {said}");
    said
}

/// Makes a column in a folder, whose address is known, with attachments: a short table, a long one, and one in a name that is to be
/// written with `%`.
fn column(folder: &Path, base_url: &str) {
    succeed(folder, &format!("init . --today {DAY}"));
    let settings = fs::read_to_string(folder.join("site.toml")).expect("the settings");
    fs::write(folder.join("site.toml"), format!("today = \"{DAY}\"\nbase_url = \"{base_url}\"\n{settings}")).expect("a file");
    fs::write(folder.join("content/audit/short.csv"), "甲,1\n").expect("a file");
    fs::write(folder.join("content/audit/附表 1.csv"), "项目,金额\n".to_string() + &"办公,1\n".repeat(200)).expect("a file");
    let item = fs::read_to_string(folder.join(ITEM)).expect("the item");
    fs::write(folder.join(ITEM), item.replace("体裁: 公告", "体裁: 公告\n附件: [short.csv, 附表 1.csv]")).expect("a file");
}

/// Changes the column: one item comes, and the one that came before goes.
fn edit(folder: &Path, number: usize) {
    let item = |number: usize| folder.join(format!("content/audit/2017-9{number:02}.md"));
    let text = format!(
        "---\n标题: 青禾镇第{number}次专项审计结果公告\n主体: 财政所\n成文日期: 2017-12-20\n发布日期: {DAY}\n审核:\n  \
         - {{级别: 一审, 人: 财政所负责人, 日期: 2017-12-21}}\n  - {{级别: 二审, 人: 分管领导, 日期: 2017-12-22}}\n  \
         - {{级别: 三审, 人: 党政办, 日期: 2017-12-25}}\n保密审查: {{结论: 可以公开, 人: 党政办, 日期: 2017-12-25}}\n---\n\n\
         第{number}次专项审计没有发现问题。\n"
    );
    fs::write(item(number), text).expect("a file");
    if number > 0 {
        fs::remove_file(item(number - 1)).expect("it is there");
    }
}
