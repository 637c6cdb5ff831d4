//! Sources that change while a build runs, two builds at once, outputs that are in use, clocks that jump.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use gongkai::column::Column;
use gongkai::folder::Folder;
use gongkai::publish::publish;

use super::runs::{Outcome, build, run};
use super::states::{ATTACHED, ITEM, States, today, tree};

/// What a person does to a file.
type Deed = fn(&Path);

/// What a person does to the sources just after they were read and checked: nothing is published of a state that never was, and
/// nothing that was not checked.
#[test]
fn what_was_checked_is_what_is_published() {
    let states = States::new();
    let (source, out) = (states.at("c"), states.at("public"));
    states.recovers(&out, 0);
    let deeds: [(&str, Deed); 6] = [
        (ATTACHED, |path| fs::remove_file(path).expect("it is there")),
        // As long as before.
        (ATTACHED, |path| fs::write(path, "c".repeat(100_000)).expect("a file")),
        (ATTACHED, |path| {
            fs::remove_file(path).expect("it is there");
            symlink("/etc/hostname", path).expect("a link");
        }),
        (ITEM, |path| fs::write(path, "---\n标题: 保存到一半").expect("a file")),
        (ITEM, |path| fs::remove_file(path).expect("it is there")),
        ("content/audit", |path| fs::rename(path, path.with_file_name("audit2")).expect("it is there")),
    ];
    for (place, deed) in deeds {
        let _ = fs::remove_dir_all(&source);
        states.copied(1, "c");
        let column = Column::load(Folder::read(&source).expect("a column"), today(), &mut |_| {});
        let release = column.release().expect("nothing forbids it");
        deed(&source.join(place));
        let said = publish(&release, &out, &|_| {}).expect_err("it must not be published").to_string();
        assert!(said.contains("改动了，或者被移走了") && said.contains(place) && said.contains("再运行一次"), "{said}");
        Outcome { code: None, said }.is_plain();
        states.expect(&out, 0);
    }
    states.recovers(&out, 1);
}

/// Somebody saves an item again and again, as an editor without ceremony does: the file is empty, then half, then whole.
#[test]
fn saved_while_it_is_built() {
    let states = States::new();
    let (source, out) = (states.copied(0, "c"), states.at("public"));
    let one = fs::read_to_string(source.join(ITEM)).expect("the item");
    let other = one.replace("整改情况", "整改结果") + "\n抄送：各村。\n";
    let expected = [&one, &other].map(|text| {
        fs::write(source.join(ITEM), text).expect("a file");
        run(&mut build(&source, &out)).expect(0, &[]);
        tree(&out)
    });
    assert_ne!(expected[0], expected[1]);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for text in [&one, &other].into_iter().cycle() {
                let mut file = File::create(source.join(ITEM)).expect("a file");
                let (half, rest) = text.as_bytes().split_at(text.len() / 2);
                file.write_all(half).and_then(|()| file.flush()).expect("it is written");
                std::thread::sleep(Duration::from_millis(2));
                file.write_all(rest).expect("it is written");
                drop(file);
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                // Longer than a build now and then, so that some succeed.
                std::thread::sleep(Duration::from_millis(if text.len() == one.len() { 300 } else { 20 }));
            }
        });
        for _ in 0..25 {
            let outcome = run(&mut build(&source, &out));
            match outcome.code {
                Some(0) => {}
                Some(1) => outcome.expect(1, &["没有生成网页。原来的网页没有变动。"]),
                _ => outcome.expect(2, &["生成的过程中，文件“content/audit/2017-001.md”改动了", "原来的网页没有变动。"]),
            }
            assert!(expected.contains(&tree(&out)), "{}", outcome.said);
        }
        stop.store(true, Ordering::Relaxed);
    });
    fs::write(source.join(ITEM), &other).expect("a file");
    run(&mut build(&source, &out)).expect(0, &[]);
    assert_eq!(tree(&out), expected[1]);
}

/// Four builds to one folder at the same moment: each publishes or says that another one does.
#[test]
fn many_at_once() {
    let states = States::new();
    let out = states.at("public");
    states.recovers(&out, 0);
    for _ in 0..5 {
        let start = |n: usize| build(&states.source(n % 2), &out).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let runs: Vec<_> = (0..4).map(start).collect();
        let mut last = Vec::new();
        for (n, child) in runs.into_iter().enumerate() {
            let outcome: Outcome = child.wait_with_output().expect("it ends").into();
            if outcome.code == Some(0) {
                last.push(n % 2);
            } else {
                outcome.expect(2, &["另一个 gongkai 正在向“", "等它结束以后再试", "原来的网页没有变动"]);
            }
        }
        let shown = states.shown(&out);
        assert!(last.contains(&shown), "{shown} is shown, and {last:?} were published");
    }
    states.recovers(&out, 1);
}

/// A program that works in the output folder, has a page open, has locked it, and holds one of the sources.
#[test]
fn the_output_is_in_use() {
    let states = States::new();
    let out = states.at("public");
    states.recovers(&out, 0);
    let page = File::options().read(true).write(true).open(out.join("index.html")).expect("a page");
    page.lock().expect("nobody has it");
    let item = File::options().read(true).write(true).open(states.source(1).join(ITEM)).expect("an item");
    item.lock().expect("nobody has it");
    let mut inside = Command::new("sh").args(["-c", "read x"]).current_dir(&out).stdin(Stdio::piped()).spawn().expect("it starts");
    run(&mut build(&states.source(1), &out)).expect(0, &["已生成"]);
    states.expect(&out, 1);
    // Whoever reads the old page reads it to its end.
    assert_eq!(std::io::read_to_string(&page).expect("a page").as_bytes(), states.trees[0]["index.html"]);
    drop(inside.stdin.take());
    inside.wait().expect("it ends");
    states.recovers(&out, 0);
}

/// Files of the future and of long ago, in the sources and in the output: bytes decide, not times.
#[test]
fn clocks_jump() {
    let states = States::new();
    let out = states.at("public");
    let epoch = SystemTime::UNIX_EPOCH;
    let times = [epoch, epoch - Duration::from_secs(1_000_000), epoch + Duration::from_secs(4_200_000_000), epoch + Duration::from_secs(1)];
    for (n, time) in times.into_iter().enumerate() {
        let set = |folder: &Path| {
            for name in tree(folder).keys() {
                File::options().write(true).open(folder.join(name)).and_then(|file| file.set_modified(time)).expect("its time is set");
            }
        };
        set(&states.source(n % 2));
        states.recovers(&out, n % 2);
        set(&out);
        set(&states.at(".public.gongkai"));
        states.recovers(&out, n % 2);
        states.recovers(&out, 1 - n % 2);
    }
}
