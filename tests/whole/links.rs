//! Symbolic links, hard links and pipes, in the sources, in the output and in the spare tree.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::runs::{build, run};
use super::states::{ATTACHED, ITEM, States, names, tree, write};

/// Nothing outside the column is read through a link, whatever part of it is one.
#[test]
fn out_of_the_column_no_link_leads() {
    let states = States::new();
    let out = states.at("public");
    states.recovers(&out, 0);
    for place in ["content", "content/audit", ITEM, ATTACHED, "site.toml", "themes", "portal"] {
        let (link, kept) = (states.source(1).join(place), states.at("kept"));
        let was = link.exists();
        if was {
            fs::rename(&link, &kept).expect("it is there");
        } else {
            fs::create_dir(&kept).expect("a folder");
            fs::write(kept.join("x.html"), "not ours").expect("a file");
        }
        for target in [kept.as_path(), Path::new("/etc"), Path::new("nowhere")] {
            symlink(target, &link).expect("a link");
            run(&mut build(&states.source(1), &out)).expect(1, &["[form/file]", &format!("“{place}”是一个链接"), "没有生成网页"]);
            fs::remove_file(&link).expect("the link goes");
        }
        if was {
            fs::rename(&kept, &link).expect("it is there");
        } else {
            fs::remove_dir_all(&kept).expect("it goes");
        }
        states.expect(&out, 0);
    }
    states.recovers(&out, 1);
}

/// A pipe in the sources is no file; it is not waited for.
#[test]
fn a_pipe_is_not_waited_for() {
    let states = States::new();
    let out = states.at("public");
    for place in ["content/audit/pipe.md", "content/pipe.yaml", "content/audit/pipe.pdf"] {
        let pipe = states.source(0).join(place);
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is there").success());
        run(&mut build(&states.source(0), &out)).expect(1, &[&format!("“{place}”读不出来（它不是普通的文件）")]);
        fs::remove_file(pipe).expect("it goes");
    }
    states.recovers(&out, 0);
}

/// The output may be a link: what it leads to is exchanged, and the link stays. One that leads nowhere, or to itself, is told.
#[test]
fn the_output_is_a_link() {
    let states = States::new();
    let (link, real) = (states.at("link"), states.at("disk/real"));
    states.recovers(&real, 0);
    symlink("disk/real", &link).expect("a link");
    run(&mut build(&states.source(1), &link)).expect(0, &["已生成"]);
    states.expect(&real, 1);
    assert_eq!(fs::read_link(&link).expect("it is a link still"), Path::new("disk/real"));
    assert_eq!(names(&states.at("disk")), [".real.gongkai", "real"]);
    for (target, words) in [("disk/nowhere", "找不到它"), ("link", "互相指来指去")] {
        fs::remove_file(&link).expect("the link goes");
        symlink(target, &link).expect("a link");
        run(&mut build(&states.source(0), &link)).expect(2, &[words, "没有生成网页"]);
    }
    // Through a link to the sources nothing is written to them.
    fs::remove_file(&link).expect("the link goes");
    symlink(states.source(0).join("content"), &link).expect("a link");
    for out in [link.clone(), link.join("public")] {
        run(&mut build(&states.source(0), &out)).expect(2, &["栏目的源文件在里面"]);
    }
    states.expect(&real, 1);
}

/// Links that somebody put into the output or into the spare tree lead to files that stay as they are.
#[test]
fn what_links_lead_to_is_left_alone() {
    let states = States::new();
    let (out, spare) = (states.at("public"), states.at(".public.gongkai/tree"));
    let mine = states.at("mine");
    write(&mine.join("index.html"), "mine");
    write(&mine.join("er/deep.csv"), "mine");
    let before = tree(&mine);
    // A folder that holds nothing but a folder.
    for state in [0, 1] {
        let item = fs::read_to_string(states.source(state).join(ITEM)).expect("the item");
        write(&states.source(state).join("content/audit/deep/er/deep.csv"), "1");
        write(&states.source(state).join(ITEM), item.replace("附件: 附表.csv", "附件: [附表.csv, deep/er/deep.csv]"));
    }
    let states = states.again();
    states.recovers(&out, 0);
    states.recovers(&out, 1);
    // A page that is a link is ours by its name, and goes; the file stays.
    fs::remove_file(out.join("index.html")).expect("it is there");
    symlink(mine.join("index.html"), out.join("index.html")).expect("a link");
    states.recovers(&out, 0);
    states.recovers(&out, 1);
    // A folder that is a link is not.
    symlink(&mine, out.join("mine")).expect("a link");
    run(&mut build(&states.source(0), &out)).expect(2, &["有 1 个文件不是 gongkai 生成的（mine）"]);
    fs::remove_file(out.join("mine")).expect("the link goes");
    states.expect(&out, 1);
    // In the spare tree: pages, folders, folders in between, the tree, all of it.
    for place in ["index.html", "audit", "by", "search", "audit/deep", "left", ""] {
        let link = spare.join(place);
        let _ = fs::remove_dir_all(&link);
        let _ = fs::remove_file(&link);
        symlink(&mine, link.components().collect::<PathBuf>()).expect("a link");
        states.recovers(&out, 0);
        assert_eq!(tree(&mine), before, "{place}");
        states.recovers(&out, 1);
    }
    fs::remove_dir_all(states.at(".public.gongkai")).expect("it is there");
    symlink(&mine, states.at(".public.gongkai")).expect("a link");
    states.recovers(&out, 0);
    assert_eq!(tree(&mine), before);
}

/// A copy that shares its files with the output (`cp -al`, as backups do) keeps its bytes when the tree is brought up to date.
#[test]
fn a_copy_of_hard_links_keeps_its_bytes() {
    let states = States::new();
    let (out, copy) = (states.at("public"), states.at("copy"));
    states.recovers(&out, 0);
    assert!(Command::new("cp").arg("-al").args([&out, &copy]).status().expect("cp is there").success());
    for state in [1, 1, 0, 1] {
        states.recovers(&out, state);
        states.expect(&copy, 0);
    }
}

/// A page that did not change is one file in both trees.
#[test]
fn what_did_not_change_takes_no_second_room() {
    let states = States::new();
    let (out, spare) = (states.at("public"), states.at(".public.gongkai/tree"));
    let file = |tree: &Path, page: &str| fs::metadata(tree.join(page)).expect("a page").ino();
    states.recovers(&out, 0);
    let first = file(&out, "guide.html");
    for state in [1, 1, 0, 0] {
        let before = file(&out, "audit/2017-001.html");
        states.recovers(&out, state);
        assert_eq!((file(&out, "guide.html"), file(&spare, "guide.html")), (first, first));
        // A page that did change is another file: who reads the old one reads it whole.
        assert_eq!(file(&spare, "audit/2017-001.html"), before);
    }
    // An attachment that did not change, likewise.
    states.recovers(&out, 0);
    assert_eq!(file(&out, "audit/附表.csv"), file(&spare, "audit/附表.csv"));
}

/// Who runs the web server sets permissions; they stay, whatever the next builds change.
#[test]
fn permissions_stay() {
    let states = States::new();
    let out = states.at("public");
    let mode = |path: &str| fs::metadata(out.join(path)).expect("it is there").permissions().mode() & 0o7777;
    let set = |path: &str, mode: u32| fs::set_permissions(out.join(path), fs::Permissions::from_mode(mode)).expect("it is ours");
    states.recovers(&out, 0);
    for entry in walkdir::WalkDir::new(&out) {
        let entry = entry.expect("an entry");
        set(&entry.path().strip_prefix(&out).expect("below it").to_string_lossy(), if entry.file_type().is_dir() { 0o2750 } else { 0o640 });
    }
    set("gongkai.txt", 0o440);
    set("index.html", 0o444);
    set("audit", 0o710);
    for state in [1, 1, 0, 1, 0] {
        states.recovers(&out, state);
        for entry in walkdir::WalkDir::new(&out) {
            let path = entry.expect("an entry").path().strip_prefix(&out).expect("below it").to_string_lossy().into_owned();
            let expected = match path.as_str() {
                "gongkai.txt" => 0o440,
                "index.html" => 0o444,
                "audit" => 0o710,
                path if out.join(path).is_dir() => 0o2750,
                _ => 0o640,
            };
            assert_eq!(mode(&path), expected, "{path:?} after {state}");
        }
    }
}

/// A pipe in the place of a page is not waited for.
#[test]
fn a_pipe_in_the_output_goes() {
    let states = States::new();
    let out = states.at("public");
    for page in ["index.html", "items.json", "audit/附表.csv"] {
        states.recovers(&out, 0);
        fs::remove_file(out.join(page)).expect("it is there");
        assert!(Command::new("mkfifo").arg(out.join(page)).status().expect("mkfifo is there").success());
        states.recovers(&out, 1);
        states.recovers(&out, 0);
    }
}

/// What has the names of our own files, and is somebody's.
#[test]
fn files_with_our_names_stay() {
    let states = States::new();
    let (home, out) = (states.at("home"), states.at("public"));
    write(&home.join("gongkai.txt"), "a.doc\n甲.doc\na.doc\ngongkai.txt\n");
    write(&home.join("a.doc"), "mine");
    let before = tree(&home);
    for _ in 0..2 {
        run(&mut build(&states.source(0), &home)).expect(2, &["又不是 gongkai 生成的"]);
        assert_eq!(tree(&home), before);
    }
    assert!(!states.at(".home.gongkai").exists(), "something was left beside it");
    write(&states.at(".public.gongkai"), "mine");
    run(&mut build(&states.source(0), &out)).expect(2, &["没有生成网页"]);
    assert_eq!(fs::read(states.at(".public.gongkai")).expect("it is there"), b"mine");
    assert!(!out.exists());
}
