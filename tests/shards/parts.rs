//! `gongkai build --shard`: the parts, what they are together, and how a part is made anew.

use std::fs;

use tempfile::TempDir;

use super::{DAY, Tree, column, run, tree};

const ITEM: &str = "content/audit/2017-001.md";

#[test]
fn together_they_are_the_whole() {
    let folder = TempDir::new().expect("a folder");
    column(folder.path());
    let build = |options: &str| {
        let (code, said) = run(folder.path(), &format!("build --today {DAY} --commit 0123abcdef {options}"));
        assert_eq!(code, Some(0), "{said}");
        said
    };
    build("");
    let whole = tree(&folder.path().join("public"));
    for of in [1, 3, 16] {
        let mut union = Tree::new();
        for number in 1..=of {
            let said = build(&format!("--shard {number}/{of} --output parts-{of}/{number}"));
            assert_eq!(said.contains(&format!("（第 {number}/{of} 份）")), of > 1, "{said}");
            for (name, bytes) in tree(&folder.path().join(format!("parts-{of}/{number}"))) {
                assert!(union.insert(name.clone(), bytes).is_none(), "{name} is in two parts of {of}");
            }
        }
        assert!(union == whole, "{of} parts are not the whole");
    }
}

/// A part's folder is known by the next build, though the mark is in one part only; and nobody else's is taken for one.
#[test]
fn a_part_is_made_anew() {
    let folder = TempDir::new().expect("a folder");
    column(folder.path());
    let at = |path: &str| folder.path().join(path);
    let text = fs::read_to_string(at(ITEM)).expect("the item");
    let build = |options: &str| run(folder.path(), &format!("build --today {DAY} {options}"));
    let mut marks = 0;
    for number in 1..=3 {
        let (part, out) = (format!("--shard {number}/3 --output part"), at("part"));
        for round in 0..4 {
            fs::write(at(ITEM), text.replace("票据不齐", ["票据未编号", "票据不齐"][round % 2])).expect("a file");
            let (code, said) = build(&part);
            assert_eq!(code, Some(0), "{said}");
            build("--output whole");
            let whole = tree(&at("whole"));
            let made = tree(&out);
            assert!(made.iter().all(|(name, bytes)| whole.get(name) == Some(bytes)), "part {number} is no part");
            marks += usize::from(round == 0 && made.contains_key("gongkai.txt"));
        }
        // Killed after the note and before the exchange: the note knows the tree that stands there.
        let note = at(".part.gongkai/part");
        let lines = fs::read_to_string(&note).expect("a note");
        fs::write(&note, format!("{}\n0\n", lines.lines().last().expect("a line"))).expect("a file");
        let (code, said) = build(&part);
        assert!(code == Some(0) && said.contains("新增或改动 0 个，撤去 0 个"), "{said}");
        // Another part in its place, and the whole, and a part again.
        for options in [&format!("--shard {}/3 --output part", number % 3 + 1), "--output part", part.as_str()] {
            let (code, said) = build(options);
            assert_eq!(code, Some(0), "{said}");
        }
        // What a person put there is theirs, whatever its name.
        fs::write(out.join("mine.txt"), "mine").expect("a file");
        let (code, said) = build(&part);
        assert!(code == Some(2) && said.contains("没有动它"), "{said}");
        fs::remove_dir_all(&out).expect("it is there");
        fs::create_dir(&out).expect("nothing is there");
        fs::write(out.join("index.html"), "mine").expect("a file");
        let (code, said) = build(&part);
        assert!(code == Some(2) && said.contains("没有动它"), "{said}");
        assert_eq!(tree(&out), Tree::from([("index.html".to_string(), b"mine".to_vec())]));
        fs::remove_dir_all(&out).expect("it is there");
        fs::remove_dir_all(at(".part.gongkai")).expect("it is there");
    }
    assert_eq!(marks, 1);
}

/// A column that may not be published is published by no part: the checks are those of the whole.
#[test]
fn what_forbids_the_whole_forbids_each_part() {
    let folder = TempDir::new().expect("a folder");
    column(folder.path());
    let item = folder.path().join(ITEM);
    let text = fs::read_to_string(&item).expect("the item");
    fs::write(&item, text.replace("主体: 财政所", "主体: 财政锁")).expect("a file");
    for number in 1..=4 {
        let (code, said) = run(folder.path(), &format!("build --today {DAY} --shard {number}/4 --output part"));
        assert!(code == Some(1) && said.contains("[catalogue/unknown-subject]"), "{said}");
        assert!(!folder.path().join("part").exists());
    }
}

#[test]
fn a_part_that_is_none_is_refused() {
    let folder = TempDir::new().expect("a folder");
    for (part, words) in [
        ("3", "写成 3/16，意思是16份里的第3份"),
        ("/", "写成 3/16"),
        ("a/b", "写成 3/16"),
        ("-1/3", "写成 3/16"),
        ("1/0", "写成 3/16"),
        ("0/3", "一共3份，份号从1到3"),
        ("4/3", "一共3份，份号从1到3"),
        ("99999999999/99999999999", "写成 3/16"),
    ] {
        let (code, said) = run(folder.path(), &format!("build --shard={part}"));
        assert!(code == Some(2) && said.contains(&format!("“--shard <份>”写的“{part}”不对：")) && said.contains(words), "{part}: {said}");
    }
    let (code, said) = run(folder.path(), "publish --shard 1/3");
    assert!(code == Some(2) && said.contains("这里不能用“--shard”"), "{said}");
}
