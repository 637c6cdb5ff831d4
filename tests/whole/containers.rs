//! Containers: the program is process 1 there, which the system ends by no signal that it does not answer.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use super::runs::{GONGKAI, skip};
use super::states::{DAY, States};

/// The program as process 1. `None`, told aloud, where this machine has no such place.
fn as_first_process(folder: &Path, words: &[&str]) -> Option<Child> {
    let unshare = |program: &str, words: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(["-rpf", program]).args(words).current_dir(folder).stdin(Stdio::null());
        command
    };
    if !unshare("true", &[]).output().is_ok_and(|output| output.status.success()) {
        skip("no process can be the first here (unshare -rpf)");
        return None;
    }
    let mut command = unshare(GONGKAI, words);
    Some(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts"))
}

/// Tells the program to stop, which runs under `unshare`, and waits for its end.
fn ended(unshare: Child, signal: &str) -> Output {
    let children = fs::read_to_string(format!("/proc/{0}/task/{0}/children", unshare.id())).expect("the system tells");
    let told = Command::new("kill").args([signal, children.trim()]).output().expect("it starts");
    assert!(told.status.success(), "{told:?}");
    unshare.wait_with_output().expect("it ends")
}

#[test]
fn a_signal_ends_process_1() {
    let states = States::new();
    let folder = states.at("container");
    fs::create_dir(&folder).expect("a folder");
    let list = folder.join("list.csv");
    for (signal, code) in [("-TERM", 143), ("-INT", 130)] {
        assert!(Command::new("mkfifo").arg(&list).output().is_ok_and(|output| output.status.success()));
        let Some(child) = as_first_process(&folder, &["mask", "list.csv"]) else { return };
        // It waits for a list that never ends; it has come so far when there is a reader.
        let writer = fs::OpenOptions::new().write(true).open(&list).expect("it is being read");
        let output = ended(child, signal);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        drop(writer);
        fs::remove_file(&list).expect("it is there");
    }
}

#[test]
fn a_signal_ends_the_preview_as_process_1() {
    let states = States::new();
    let source = states.source(0);
    for (signal, code, words) in [("-TERM", 143, ""), ("-INT", 0, "预览已停止。")] {
        let Some(mut child) = as_first_process(&source, &["serve", "--today", DAY]) else { return };
        let mut said = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        said.read_line(&mut line).expect("it says something");
        assert!(line.contains("127.0.0.1") || line.contains("改用"), "{line}");
        let output = ended(child, signal);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        let rest: String = said.lines().map_while(Result::ok).collect();
        assert!(rest.contains(words), "{rest}");
    }
}
