//! Limits that the system sets to a process.

use super::runs::{Outcome, run, script};
use super::states::States;

/// Few files may be open at once: either they are enough, or the clerk is told.
#[test]
fn few_open_files() {
    let states = States::new();
    let out = states.at("public");
    states.recovers(&out, 0);
    let mut told = 0;
    for most in (3..=24).step_by(2) {
        let lines = format!(r#"ulimit -n {most}; RAYON_NUM_THREADS=4 $gongkai build --today $day --source "$1" --output "$2""#);
        let outcome: Outcome = run(&mut script(&lines, &[&states.source(1), &out]));
        match outcome.code {
            Some(0) => states.expect(&out, 1),
            // Too few for the program to start at all.
            Some(127) => states.expect(&out, 0),
            _ => {
                assert!(outcome.said.contains("同时打开的文件太多"), "{most}: {:?} {}", outcome.code, outcome.said);
                told += 1;
                outcome.is_plain();
                states.expect(&out, 0);
            }
        }
        states.recovers(&out, 0);
    }
    assert!(told > 0, "no limit was too low");
}

/// Files may not be long: the system itself ends the program, unless told not to.
#[test]
fn short_files() {
    let states = States::new();
    let out = states.at("public");
    states.recovers(&out, 0);
    for blocks in [0, 8, 100] {
        for how in ["", "trap '' XFSZ; "] {
            let lines = format!(r#"{how}ulimit -f {blocks}; $gongkai build --today $day --source "$1" --output "$2""#);
            let outcome = run(&mut script(&lines, &[&states.source(1), &out]));
            assert_ne!(outcome.code, Some(0), "{}", outcome.said);
            if !how.is_empty() {
                outcome.expect(2, &["文件超过了系统允许的长度", "ulimit -f", "原来的网页没有变动"]);
            }
            states.expect(&out, 0);
        }
    }
    states.recovers(&out, 1);
}
