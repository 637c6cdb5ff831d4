//! Runs that are ended from outside, at any moment.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::random::Random;
use super::runs::{GONGKAI, build, injected, run};
use super::states::{DAY, States, names, tree, write};

/// Two hundred kills, spread over the length of a build, as the seed has it.
#[test]
fn killed_at_any_moment() {
    let states = States::new();
    let out = states.at("public");
    let begun = Instant::now();
    states.recovers(&out, 0);
    let (length, mut random) = (begun.elapsed(), Random(1));
    let (mut killed, mut shown) = (0, 0);
    for round in 0..200 {
        let state = random.below(2);
        let mut child = build(&states.source(state), &out).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(length.mul_f64(random.below(1000) as f64 / 900.0));
        let _ = child.kill();
        let ended = child.wait().expect("it ends");
        killed += usize::from(ended.signal() == Some(9));
        // The old column or the new one; the new one for sure, if the run came to its end.
        let now = states.shown(&out);
        assert!(now == state || (now == shown && !ended.success()), "round {round}: {shown} → {state} shows {now}");
        shown = now;
        if round % 20 == 19 {
            shown = random.below(2);
            states.recovers(&out, shown);
        }
    }
    assert!(killed >= 20, "only {killed} were killed: the moments are not those of a build");
    states.recovers(&out, 1);
    assert_eq!(names(out.parent().expect("a folder")), [".public.gongkai", "a", "b", "public"]);
}

/// The record of what was published is the old one or the new one too.
#[test]
fn killed_while_publishing() {
    let states = States::new();
    let (out, source) = (states.at("public"), states.copied(0, "c"));
    let publish = || {
        let mut command = Command::new(GONGKAI);
        command.args(["publish", "--today", DAY, "--source"]).arg(&source).arg("--output").arg(&out);
        command
    };
    let lock = source.join("gongkai.lock");
    let begun = Instant::now();
    run(&mut publish()).expect(0, &["发布记录"]);
    let (length, whole, mut random) = (begun.elapsed(), fs::read(&lock).expect("the record"), Random(2));
    for _ in 0..15 {
        let _ = fs::remove_file(&lock);
        let _ = fs::remove_dir_all(source.join("审核单"));
        let mut child = publish().stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(length.mul_f64(0.5 + random.below(1000) as f64 / 1600.0));
        let _ = child.kill();
        child.wait().expect("it ends");
        assert!(fs::read(&lock).map_or(true, |there| there == whole), "half a record");
    }
    run(&mut publish()).expect(0, &[]);
    assert_eq!(fs::read(&lock).expect("the record"), whole);
    // A sheet of review for each item that is in the record, whole, and nothing else.
    let sheets = tree(&source.join("审核单"));
    let recorded = String::from_utf8_lossy(&whole).lines().filter(|line| !line.starts_with('#')).count();
    assert!(sheets.values().all(|sheet| sheet.ends_with(b"</html>\n")));
    assert_eq!(sheets.keys().filter(|name| !name.ends_with(".tmp")).count(), recorded);
    assert_eq!(names(&source), [".gitignore", "content", "gongkai.lock", "site.toml", "审核单"]);
}

/// Where a system cannot exchange two folders, two renames do it. A kill before, between and after them.
#[test]
fn killed_between_two_renames() {
    let states = States::new();
    let out = states.at("public");
    let no_exchange = "renameat2:error=EINVAL".to_string();
    let Some(mut undisturbed) = injected(&states.source(0), &out, std::slice::from_ref(&no_exchange)) else { return };
    run(&mut undisturbed).expect(0, &["已生成"]);
    states.expect(&out, 0);
    for (nth, left) in [(1, Some(0)), (2, None), (3, Some(1))] {
        states.recovers(&out, 0);
        let kill = format!("rename:signal=SIGKILL:when={nth}");
        let ended = injected(&states.source(1), &out, &[no_exchange.clone(), kill]).expect("it is there").output().expect("it starts");
        assert_eq!(ended.status.signal(), Some(9), "{ended:?}");
        match left {
            Some(state) => states.expect(&out, state),
            None => {
                // For this moment there is none. The next run puts it back first, even if it may publish nothing.
                assert!(!out.exists());
                write(&states.at("bad/site.toml"), "nothing = 1");
                // A web server may have made an empty folder meanwhile.
                fs::create_dir(&out).expect("nothing is there");
                run(&mut build(&states.at("bad"), &out)).expect(1, &["没有生成网页"]);
                states.expect(&out, 0);
            }
        }
        states.recovers(&out, 1);
    }
}

/// A terminal's Ctrl-C and an administrator's `kill`, where no terminal is: the system's own way, so that a script that runs builds
/// in turn ends too.
#[test]
fn told_to_stop() {
    let states = States::new();
    let out = states.at("public");
    let begun = Instant::now();
    states.recovers(&out, 0);
    let (length, mut random) = (begun.elapsed(), Random(3));
    for round in 0..30 {
        let (signal, number) = [("-INT", 2), ("-TERM", 15), ("-HUP", 1)][round % 3];
        let child = build(&states.source(1), &out).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(1) + length.mul_f64(random.below(900) as f64 / 1000.0));
        let _ = Command::new("kill").args([signal, &child.id().to_string()]).output();
        let output = child.wait_with_output().expect("it ends");
        let ended = output.status;
        assert!(ended.signal() == Some(number) || ended.success(), "{ended:?}");
        if ended.success() {
            states.expect(&out, 1);
        }
        states.shown(&out);
    }
    states.recovers(&out, 1);
}

/// After a loss of power, files that were written last may be empty. The mark is on the disk before; all else is made anew.
#[test]
fn a_loss_of_power() {
    let states = States::new();
    let (out, spare) = (states.at("public"), states.at(".public.gongkai/tree"));
    states.recovers(&out, 0);
    states.recovers(&out, 1);
    for state in [1, 0, 0] {
        for folder in [&out, &spare] {
            for name in tree(folder).keys().filter(|name| *name != "gongkai.txt") {
                fs::write(folder.join(name), "").expect("a file");
            }
        }
        fs::remove_file(out.join("index.html")).expect("it is there");
        states.recovers(&out, state);
    }
}
