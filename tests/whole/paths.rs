//! Names that programs stumble over, for the column and for the output.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::runs::{GONGKAI, Outcome, build, run};
use super::states::{DAY, States};

/// Names of a folder.
fn names() -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> = [
        "有 空格 的",
        "政务公开（二〇一七年）",
        "100%",
        "%2e%2e",
        "%s%n",
        "#1",
        "a?b&c=d",
        "it's",
        "\"引号\"",
        "`id`",
        "$(id)",
        "a;b|c>d",
        "*",
        "~",
        "[1]",
        "back\\slash",
        "new\nline",
        "tab\t",
        " 前后 ",
        "...",
        "-x",
        "--output",
        "https:",
        "𠮷🀄",
        "con.txt.",
    ]
    .map(PathBuf::from)
    .into();
    names.push("长".repeat(66).into());
    names.push("x".repeat(200).into());
    names.push(OsStr::from_bytes(b"gbk-\xd5\xfe\xb8\xae").into());
    names.push((0..40).map(|n| format!("{n:020}")).collect());
    names
}

#[test]
fn any_path_will_do() {
    let states = States::new();
    for name in names() {
        let (source, out) = (states.at("sources").join(&name), states.at("outputs").join(&name));
        fs::create_dir_all(source.parent().expect("a folder")).expect("folders");
        fs::rename(states.source(0), &source).expect("it is there");
        run(&mut build(&source, &out)).expect(0, &["已生成"]);
        // As they are typed, from the folder in which they are.
        let mut near = Command::new(GONGKAI);
        let option = |option: &str, path: &Path| [OsStr::new(option), path.as_os_str()].join(OsStr::new("="));
        near.args(["build", "--today", DAY]).arg(option("--source", &source)).arg(option("--output", &name));
        run(near.current_dir(states.at("outputs"))).expect(0, &["新增或改动 0 个"]);
        fs::rename(&source, states.source(0)).expect("it is there");
        states.expect(&out, 0);
    }
}

#[test]
fn a_path_that_cannot_be_is_told() {
    let states = States::new();
    let told = |out: &Path, words: &[&str]| {
        let outcome = run(&mut build(&states.source(0), out));
        outcome.expect(2, words);
        outcome.expect(2, &["改法：", "没有生成网页。原来的网页没有变动。"]);
    };
    told(&states.at(&"长".repeat(86)), &["名称太长"]);
    // The spare tree's name is longer.
    told(&states.at(&"x".repeat(250)), &["名称太长"]);
    let deep: PathBuf = (0..400).map(|n| format!("{n:020}")).collect();
    told(&states.at("deep").join(deep), &["名称太长"]);
    told(&states.at("nowhere/../public"), &["找不到它"]);
    fs::write(states.at("file"), "mine").expect("a file");
    told(&states.at("file"), &["应当是文件夹的地方是一个文件"]);
    told(&states.at("file/public"), &["应当是文件夹的地方是一个文件"]);
    told(Path::new("/proc/public"), &[]);
    told(Path::new("/dev/null"), &["应当是文件夹的地方是一个文件"]);
    let entries = super::states::names(&states.at("."));
    assert_eq!(entries, ["a", "b", "file"], "something was left behind");
    for (source, words) in [("nowhere", "找不到它"), ("file", "应当是文件夹的地方是一个文件")] {
        let outcome: Outcome = run(&mut build(&states.at(source), &states.at("public")));
        outcome.expect(2, &["打不开文件夹“", words]);
    }
}
