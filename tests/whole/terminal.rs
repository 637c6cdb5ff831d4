//! What a terminal shows, what a pipe is told, and Ctrl-C.

use std::fs;
use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use gongkai::publish::abandon;

use super::runs::{build, run, skip};
use super::states::{ATTACHED, ITEM, States, names, write};

/// A build that takes a while: a table of many lines, in which personal data is looked for.
fn long(states: &States) -> std::path::PathBuf {
    let source = states.copied(1, "c");
    fs::write(source.join(ATTACHED), "甲,1,上禾村\n".repeat(250_000)).expect("a file");
    source
}

/// The build on a terminal. `None`, told aloud, where nothing makes one.
fn on_terminal(source: &Path, out: &Path, options: &str) -> Option<Command> {
    let mut command = Command::new("script");
    if !command.args(["-qec", "true", "/dev/null"]).stdin(Stdio::null()).output().is_ok_and(|output| output.status.success()) {
        skip("there is no script(1) that makes a terminal");
        return None;
    }
    let plain = build(source, out);
    let words: Vec<String> =
        std::iter::once(plain.get_program()).chain(plain.get_args()).map(|word| format!("'{}'", word.to_string_lossy())).collect();
    let mut command = Command::new("script");
    command.args(["-qec", &format!("{} {options}", words.join(" ")), "/dev/null"]).env_remove("CI").env("TERM", "xterm");
    Some(command)
}

/// What the terminal shows in the end: of a line that was written again and again, the last state.
fn left(shown: &str) -> String {
    let cleared = shown.replace("\r\n", "\n");
    let last = |line: &str| line.rsplit(['\r']).next().unwrap_or_default().rsplit("\u{1b}[2K").next().unwrap_or_default().to_string();
    cleared.lines().map(last).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_terminal_shows_how_far_it_is_and_a_pipe_does_not() {
    let states = States::new();
    let (source, out) = (long(&states), states.at("public"));
    let Some(mut command) = on_terminal(&source, &out, "") else { return };
    let outcome = run(command.stdin(Stdio::null()));
    outcome.expect(0, &["\u{1b}[2K", "个条目，正在", "（已用 ", " 秒）", "已生成"]);
    // The line is gone in the end.
    let left = left(&outcome.said);
    assert!(!left.contains("已用") && left.contains("可以公开。"), "{left:?}");
    let silent = |outcome: super::runs::Outcome| {
        outcome.expect(0, &[]);
        assert!(!outcome.said.contains('\u{1b}') && !outcome.said.contains("已用"), "{}", outcome.said);
    };
    silent(run(&mut build(&source, &out)));
    silent(run(on_terminal(&source, &out, "--color never").expect("as before").env("CI", "true").stdin(Stdio::null())));
    let outcome = run(on_terminal(&source, &out, "--quiet").expect("as before").stdin(Stdio::null()));
    assert_eq!(outcome.said, "");
    // What is done in a moment shows nothing.
    silent(run(on_terminal(&states.source(0), &states.at("other"), "--color never").expect("as before").stdin(Stdio::null())));
}

/// A terminal that can only print gets nothing else: neither colours nor a line that is written again and again.
#[test]
fn a_dumb_terminal_is_told_without_escapes() {
    let states = States::new();
    let (source, out) = (long(&states), states.at("public"));
    let item = source.join(ITEM);
    let text = fs::read_to_string(&item).expect("the item");
    fs::write(&item, format!("{text}\n**说明： **见附表。\n")).expect("a file");
    let Some(mut command) = on_terminal(&source, &out, "") else { return };
    let outcome = run(command.env("TERM", "dumb").stdin(Stdio::null()));
    outcome.expect(0, &["[form/emphasis]", "已生成"]);
    assert!(!outcome.said.contains('\u{1b}') && !outcome.said.contains("已用"), "{}", outcome.said);
    let outcome = run(on_terminal(&source, &out, "--color always").expect("as before").env("TERM", "dumb").stdin(Stdio::null()));
    outcome.expect(0, &["\u{1b}["]);
}

/// Reads until these words came.
fn until(child: &mut Child, words: &str) -> String {
    let (mut shown, mut from, mut byte) = (Vec::new(), BufReader::new(child.stdout.take().expect("its output")), [0]);
    while !String::from_utf8_lossy(&shown).contains(words) {
        assert!(from.read(&mut byte).expect("it says something") == 1, "{words} did not come: {}", String::from_utf8_lossy(&shown));
        shown.push(byte[0]);
    }
    child.stdout = Some(from.into_inner());
    String::from_utf8_lossy(&shown).into_owned()
}

/// Presses Ctrl-C when these words have come: what was shown until then, and afterwards.
fn stopped_at(words: &str, mut command: Command) -> (String, String) {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let before = until(&mut child, words);
    child.stdin.as_mut().expect("its keyboard").write_all(b"\x03").expect("it listens");
    let output = child.wait_with_output().expect("it ends");
    let after = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(130), "{before}{after}");
    (before, after)
}

#[test]
fn ctrl_c_is_answered_in_a_line() {
    let states = States::new();
    let (source, out) = (long(&states), states.at("public"));
    states.recovers(&out, 0);
    let Some(command) = on_terminal(&source, &out, "") else { return };
    let (before, after) = stopped_at("正在", command);
    let left = left(&format!("{before}{after}"));
    assert!(left.ends_with("已停止。原来的网页没有变动。") && !left.contains("已用"), "{left:?}");
    states.expect(&out, 0);
    states.recovers(&out, 1);
}

/// The new pages are in place, and so many findings are being listed that nobody has read them to the end.
#[test]
fn ctrl_c_after_the_exchange_says_how_things_stand() {
    let states = States::new();
    let (source, out) = (states.copied(1, "c"), states.at("public"));
    let item = source.join(ITEM);
    let text = fs::read_to_string(&item).expect("the item");
    fs::write(&item, format!("{text}\n{}", "**说明： **见附表。\n\n".repeat(5000))).expect("a file");
    let Some(command) = on_terminal(&source, &out, "") else { return };
    let (_, after) = stopped_at("[form/emphasis]", command);
    assert!(left(&after).ends_with("已停止。网页已经换上，只是没有列完问题。"), "{}", after.lines().last().unwrap_or_default());
    assert!(!after.contains("已生成") && out.join("gongkai.txt").is_file());
}

/// What is taken back where Ctrl-C comes while the first pages are being written; beside a column, they are the spare.
#[test]
fn of_a_first_build_that_is_stopped_nothing_is_left() {
    let states = States::new();
    let (out, work) = (states.at("public"), states.at(".public.gongkai"));
    write(&work.join("lock"), "");
    write(&work.join("tree/audit/2017-001.html"), "<!doctype ht");
    abandon(&out, &states.source(0));
    assert_eq!(names(&work), ["lock"]);
    states.recovers(&out, 0);
    states.recovers(&out, 1);
    abandon(&out, &states.source(0));
    assert_eq!(names(&work), ["lock", "tree"]);
    states.expect(&out, 1);
}
