//! The manual is played. The clerk's pages are one story from the first to the last: one column, made, written, published and handed
//! over. Every other page is a story of its own.

use std::ffi::OsString;
use std::fmt::Write;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::page::{Step, cut, steps};
use super::{compare, project, terminal};

/// Where the pages are, and those of the clerk.
const MANUAL: &str = "docs/manual";
const CLERK: &str = "docs/manual/clerk";

/// Stands for every SHA-256: that of the word “test”.
const SUM: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// The clerk's computer.
struct Desk {
    home: PathBuf,
    /// Where the terminal is, below the home.
    here: PathBuf,
    day: String,
}

impl Desk {
    fn at(&self, path: &str) -> PathBuf {
        self.home.join(&self.here).join(path)
    }

    /// The program with these words, for the day.
    fn program(&self, words: &[String]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.current_dir(self.at("")).args(words).stdin(Stdio::null()).env("COLUMNS", "100");
        let timeless = ["explain", "mask", "--help", "--version", "--today"];
        if !words.iter().any(|word| timeless.contains(&word.as_str())) {
            command.args(["--today", &self.day]);
        }
        command
    }

    /// Runs what is typed: the exit code, and what it prints.
    fn run(&mut self, typed: &str) -> (i32, String) {
        let words = words(typed);
        match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["cd", folder] => {
                self.here.push(folder);
                assert!(self.at("").is_dir(), "{typed}");
                (0, String::new())
            }
            ["gongkai", "serve", ..] => (0, self.preview(&words[1..])),
            ["gongkai", ..] => ended(&mut self.program(&words[1..])),
            ["diff", ..] => ended(Command::new("diff").args(&words[1..]).current_dir(self.at("")).env("LC_ALL", "C")),
            _ => unreachable!("{typed:?} is no command of the manual"),
        }
    }

    /// What the preview says until it has checked the column.
    fn preview(&self, words: &[String]) -> String {
        let mut server = self.program(words).args(["--port", "0"]).stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut said = String::new();
        for line in BufReader::new(server.stdout.take().expect("a pipe")).lines() {
            let line = line.expect("a line");
            writeln!(said, "{line}").expect("a string takes all");
            if line.starts_with("共检查") {
                break;
            }
        }
        server.kill().and_then(|()| server.wait()).expect("it ends");
        let port = said.split_once("127.0.0.1:").and_then(|(_, rest)| rest.split_once('/')).expect("its address").0.to_string();
        let home = format!("{}/", fs::canonicalize(&self.home).expect("it is there").display());
        said.replace(&format!("127.0.0.1:{port}/"), "127.0.0.1:8017/").replace(&home, "D:\\")
    }

    /// Commands, each with what it prints now.
    fn play(&mut self, block: &str, code: i32) -> String {
        let mut now = String::new();
        let commands: Vec<&str> = block.split_inclusive('\n').collect();
        let runs = commands.chunk_by(|_, line| !is_typed(line)).map(|run| run.split_first().expect("a chunk is not empty"));
        let runs: Vec<(&str, String)> = runs.map(|(typed, known)| (*typed, known.concat())).collect();
        for (at, (typed, known)) in runs.iter().enumerate() {
            assert!(is_typed(typed), "a block begins with a command");
            let (prompt, typed) = typed.trim_end().split_at(2);
            let (ended, printed) = self.run(typed);
            let expected = if at + 1 == runs.len() { code } else { 0 };
            assert_eq!(ended, expected, "{typed}\n{printed}");
            write!(now, "{prompt}{typed}\n{}", cut(known, &printed)).expect("a string takes all");
        }
        now
    }

    /// Replaces lines of a file.
    fn edit(&self, path: &str, diff: &str) {
        let side = |mark: char| -> String {
            let lines = diff.split_inclusive('\n').filter(|line| line.starts_with(mark) || line.starts_with(' '));
            lines.map(|line| &line[1..]).collect()
        };
        let text = fs::read_to_string(self.at(path)).expect("the file is there");
        assert_eq!(text.matches(&side('-')).count(), 1, "what is to be changed in {path}: {}\n{text}", side('-'));
        fs::write(self.at(path), text.replace(&side('-'), &side('+'))).expect("it is written");
    }

    /// Does a step; what stands in its block now, where that comes from the program.
    fn step(&mut self, step: &Step, page: &str) -> Option<String> {
        match step {
            Step::Run { code, at } => return Some(self.play(&page[at.clone()], *code)),
            Step::Shows { path, at } => {
                let text = fs::read_to_string(self.at(path)).unwrap_or_else(|error| unreachable!("{path}: {error}"));
                return Some(cut(&page[at.clone()], text.trim_start_matches('\u{feff}').replace("\r\n", "\n").as_str()));
            }
            Step::Write { path, at } => {
                fs::create_dir_all(self.at(path).parent().expect("it is in a folder")).expect("a folder");
                fs::write(self.at(path), &page[at.clone()]).expect("the file is written");
            }
            Step::Edit { path, at } => self.edit(path, &page[at.clone()]),
            Step::Day(day) => self.day.clone_from(day),
            Step::Place { from, to } => {
                fs::create_dir_all(self.at(to).parent().expect("it is in a folder")).expect("a folder");
                fs::copy(project(from), self.at(to)).unwrap_or_else(|error| unreachable!("{from}: {error}"));
            }
            Step::Picture { name, command } => {
                let (_, printed) = self.run(&format!("{command} --color always"));
                compare(&format!("docs/images/{name}"), &terminal::picture(&printed));
            }
        }
        None
    }
}

/// Runs a program to its end: the exit code, and what it prints.
fn ended(command: &mut Command) -> (i32, String) {
    let output = command.output().expect("the program starts");
    let text = [output.stderr, output.stdout].map(|bytes| String::from_utf8(bytes).expect("text")).concat();
    (output.status.code().expect("it was not killed"), steady(&text))
}

/// Whether a line is a command, behind the prompt of Windows or of a shell.
fn is_typed(line: &str) -> bool {
    line.starts_with("> ") || line.starts_with("$ ")
}

/// The words of a command; quotes keep blanks together.
fn words(typed: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in typed.split('"').enumerate() {
        match at % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_string)),
            _ => words.push(part.to_string()),
        }
    }
    words
}

/// What is printed, without what is another on every machine or with every change of the theme: how long it took, and the sums of
/// packages. A release tells its commit and day too.
fn steady(text: &str) -> String {
    let version = concat!("gongkai ", env!("CARGO_PKG_VERSION"));
    if text.strip_prefix(version).is_some_and(|rest| rest.starts_with(" (")) {
        return format!("{version}\n");
    }
    let words = text.split_inclusive(|c: char| !c.is_ascii_hexdigit());
    let summed: String = words
        .map(|word| if word.chars().take_while(char::is_ascii_hexdigit).count() == 64 { [SUM, &word[64..]].concat() } else { word.into() })
        .collect();
    match summed.split_once("用时 ") {
        Some((before, rest)) => format!("{before}用时 0.10{}", rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')),
        None => summed,
    }
}

/// The pages of a folder in their order.
fn pages(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(project(folder)).expect("the manual is there").map(|entry| entry.expect("an entry").file_name());
    let names = entries.map(OsString::into_string).map(|name| name.expect("a name"));
    let pages = names.filter(|name| name.ends_with(".md")).map(|name| format!("{folder}/{name}"));
    let mut pages: Vec<String> = pages.collect();
    pages.sort();
    pages
}

/// Plays the pages at a new desk, and compares what the program prints and writes with what they say. The desk stays: the pictures of
/// the manual are taken there.
fn play(name: &str, pages: &[String]) {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("manual").join(name);
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).expect("a folder");
    let mut desk = Desk { home, here: PathBuf::new(), day: "2017-12-29".into() };
    for path in pages {
        let page = fs::read_to_string(project(path)).expect("a page").replace("\r\n", "\n");
        let mut now = page.clone();
        let mut told = Vec::new();
        for step in steps(&page) {
            let text = desk.step(&step, &page);
            if let (Step::Run { at, .. } | Step::Shows { at, .. }, Some(text)) = (step, text) {
                told.push((at, text));
            }
        }
        for (at, text) in told.into_iter().rev() {
            now.replace_range(at, &text);
        }
        compare(path, &now);
    }
}

#[test]
fn the_clerks_pages_say_what_the_program_says() {
    play("clerk", &pages(CLERK));
}

#[test]
fn the_other_pages_say_what_the_program_says() {
    for page in pages(MANUAL) {
        play("other", &[page]);
    }
}

#[test]
fn a_release_is_of_the_version_that_the_manual_names() {
    let version = concat!("gongkai ", env!("CARGO_PKG_VERSION"));
    assert_eq!(steady(&format!("{version} (0123456-dirty 2026-11-27)\n")), format!("{version}\n"));
    assert_eq!(steady(&format!("{version}\n")), format!("{version}\n"));
}
