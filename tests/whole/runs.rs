//! Runs of the program, plain ones and those that something is done to.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::states::DAY;

/// The program.
pub const GONGKAI: &str = env!("CARGO_BIN_EXE_gongkai");

/// What a run came to.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// All that was said.
    pub said: String,
}

impl Outcome {
    /// The exit code is this, and these words were said.
    #[track_caller]
    pub fn expect(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{}", self.said);
        for word in words {
            assert!(self.said.contains(word), "{word:?} was not said:\n{}", self.said);
        }
        self.is_plain();
    }

    /// What is said is Chinese that a clerk understands: no words of the system, no panic.
    #[track_caller]
    pub fn is_plain(&self) {
        for word in ["os error", "panicked", "RUST_BACKTRACE", "Error", "failed", "denied"] {
            assert!(!self.said.contains(word), "{word:?} was said:\n{}", self.said);
        }
    }
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Outcome {
        Outcome { code: output.status.code(), said: String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned() }
    }
}

/// The command that builds the column of a folder to another.
pub fn build(source: &Path, out: &Path) -> Command {
    let mut command = Command::new(GONGKAI);
    command.args(["build", "--today", DAY, "--source"]).arg(source).arg("--output").arg(out).stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Outcome {
    command.output().expect("it starts").into()
}

/// A script of the shell with these words as `$1`, `$2` and so on; `$gongkai` is the program, with the day.
pub fn script(lines: &str, words: &[&Path]) -> Command {
    shell(Command::new("sh"), lines, words)
}

/// The same where file systems can be mounted that nobody else sees. `None`, told aloud, where this machine has no such place.
pub fn mounting(lines: &str, words: &[&Path]) -> Option<Command> {
    let (program, options) = ("unshare", ["-rm"]);
    let works = Command::new(program).args(options).args(["sh", "-c", "mount -t tmpfs none /mnt"]).output();
    if !works.is_ok_and(|output| output.status.success()) {
        skip("nothing can be mounted here (unshare -rm)");
        return None;
    }
    let mut command = Command::new(program);
    command.args(options).arg("sh");
    Some(shell(command, lines, words))
}

fn shell(mut command: Command, lines: &str, words: &[&Path]) -> Command {
    command.args(["-c", &format!("gongkai='{GONGKAI}'\nday='{DAY}'\n{lines}"), "sh"]).args(words).stdin(Stdio::null());
    command
}

/// A build under `strace`, on one thread, with these system calls as `inject` says. `None`, told aloud, where there is no strace.
pub fn injected(source: &Path, out: &Path, inject: &[String]) -> Option<Command> {
    if !Command::new("strace").args(["-o", "/dev/null", "true"]).output().is_ok_and(|output| output.status.success()) {
        skip("there is no strace, or it may not trace");
        return None;
    }
    let mut command = Command::new("strace");
    command.args(["-f", "-qqq", "-o", "/dev/null", "-e", "signal=none"]);
    let calls: Vec<&str> = inject.iter().filter_map(|what| what.split(':').next()).collect();
    command.arg(format!("--trace={}", calls.join(",")));
    for what in inject {
        command.args(["-e", &format!("inject={what}")]);
    }
    let plain = build(source, out);
    command.arg(plain.get_program()).args(plain.get_args()).env("RAYON_NUM_THREADS", "1").stdin(Stdio::null());
    Some(command)
}

/// Says, where the test runner does not swallow it, that something is not tested.
pub fn skip(why: &str) {
    let _ = writeln!(std::io::stderr(), "NOT TESTED: {why}");
}
