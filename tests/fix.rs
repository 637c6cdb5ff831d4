//! `gongkai check --fix` and `--diff`: what is certain is mended, all else is left to the byte.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const ITEM: &str = "content/river-chief/2017-009.md";

/// An item with these lines before its reviews.
fn item(lines: &str) -> String {
    format!(
        "---\n标题: 青禾溪清理情况通报\n{lines}成文日期: 2017-12-27\n审核:\n  - {{级别: 一审, 人: 水利站负责人, 日期: 2017-12-27}}\n  - {{级别: 二审, 人: 分管领导, 日期: 2017-12-27}}\n  - {{级别: 三审, 人: 党政办, 日期: 2017-12-28}}\n保密审查: {{结论: 可以公开, 人: 党政办, 日期: 2017-12-28}}\n---\n\n正文  \n末行没有换行"
    )
}

fn faulty() -> String {
    item("类别：河长制\n主体:水利站\n发布日期: 2017年12月29日\n")
}

fn sound() -> String {
    item("类别: 河长制\n主体: 水利站\n发布日期: 2017-12-29\n")
}

struct Outcome {
    code: i32,
    out: String,
    err: String,
}

fn run(folder: &Path, line: &str) -> Outcome {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai")).current_dir(folder).args(line.split_whitespace()).output().expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("it speaks UTF-8");
    Outcome { code: output.status.code().expect("it was not killed"), out: text(output.stdout), err: text(output.stderr) }
}

fn column(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    assert_eq!(run(folder.path(), "init . --today 2017-12-29").code, 0);
    for (file, text) in files {
        fs::write(folder.path().join(file), text).expect("a file");
    }
    folder
}

fn check(folder: &TempDir, options: &str) -> Outcome {
    run(folder.path(), &format!("check --today 2017-12-29 {options}"))
}

fn read(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join(file)).expect("a file")
}

fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path().join("content/river-chief")).expect("the folder");
    let mut names: Vec<String> = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn what_is_certain_is_mended_and_nothing_else() {
    let folder = column(&[(ITEM, &faulty())]);
    let before = names(&folder);
    let fixed = check(&folder, "--fix");
    assert_eq!(fixed.code, 0, "{}{}", fixed.out, fixed.err);
    for words in [&format!("已改“{ITEM}”：form/colon 2 处、form/date-style 1 处"), "共改正 1 个文件里的 3 处。", "可以公开。"]
    {
        assert!(fixed.out.contains(words), "{words}\n{}", fixed.out);
    }
    assert_eq!(read(&folder, ITEM), sound());
    assert_eq!(names(&folder), before, "nothing is left beside the files");
    // Once more changes nothing.
    let stamp = fs::metadata(folder.path().join(ITEM)).and_then(|metadata| metadata.modified()).expect("a time");
    let again = check(&folder, "--fix");
    assert!(again.code == 0 && again.out.contains("没有能自动改正的问题。"), "{}", again.out);
    assert_eq!(fs::metadata(folder.path().join(ITEM)).and_then(|metadata| metadata.modified()).expect("a time"), stamp);
}

#[test]
fn marks_and_line_ends_are_kept() {
    for (bom, ending) in [("", "\n"), ("\u{feff}", "\r\n"), ("\u{feff}", "\n"), ("", "\r\n")] {
        let dress = |text: String| format!("{bom}{}", text.replace('\n', ending));
        let folder = column(&[(ITEM, &dress(faulty()))]);
        assert_eq!(check(&folder, "--fix").code, 0);
        assert_eq!(read(&folder, ITEM), dress(sound()), "{bom:?} {ending:?}");
        // A fence that has to be put in ends as the other lines do.
        let folder = column(&[(ITEM, &dress(sound().replace("\n---\n\n", "\n\n")))]);
        assert_eq!(check(&folder, "--fix").code, 0);
        let mended = read(&folder, ITEM);
        assert!(mended.contains(&format!("{ending}---{ending}")), "{mended:?}");
        assert_eq!(mended.matches('\r').count(), if ending == "\n" { 0 } else { mended.matches('\n').count() });
    }
}

#[test]
fn a_fault_behind_a_fault_comes_in_a_later_round() {
    // The date is seen only when the entries can be told apart.
    let text = item("类别: 河长制\n主体: 水利站\n发布日期：2017年12月29日\n");
    let folder = column(&[(ITEM, &text)]);
    let fixed = check(&folder, "--fix");
    assert_eq!((fixed.code, read(&folder, ITEM)), (0, sound()), "{}", fixed.out);
}

#[test]
fn a_guess_is_not_done() {
    let text = item("类别: 河长制\n主体: 水利占\n发布日期: 2017-12-29\n关健词: 河长\n");
    let folder = column(&[(ITEM, &text)]);
    let fixed = check(&folder, "--fix");
    assert!(fixed.code == 1 && fixed.out.contains("是不是“水利站”？") && fixed.out.contains("form/unknown-key"), "{}", fixed.out);
    assert_eq!(read(&folder, ITEM), text);
}

#[test]
fn a_diff_changes_nothing() {
    let folder = column(&[(ITEM, &faulty())]);
    for options in ["--diff", "--fix --diff"] {
        let shown = check(&folder, options);
        assert_eq!(shown.code, 1, "the verdict is on the files as they are");
        assert!(shown.out.starts_with(&format!("--- a/{ITEM}\n+++ b/{ITEM}\n@@ -1,")), "{}", shown.out);
        for line in ["-类别：河长制", "+类别: 河长制", "-主体:水利站", "+主体: 水利站", " 成文日期: 2017-12-27"] {
            assert!(shown.out.lines().any(|shown| shown == line), "{line}\n{}", shown.out);
        }
        assert!(shown.err.contains("文件没有改动。"), "{}", shown.err);
        assert_eq!(read(&folder, ITEM), faulty());
    }
    let shown = check(&column(&[]), "--diff");
    assert_eq!((shown.code, shown.out.as_str(), shown.err.trim_end()), (0, "", "没有能自动改正的问题。"));
}

#[test]
fn only_what_is_listed_is_mended() {
    let folder = column(&[(ITEM, &faulty())]);
    assert_eq!(check(&folder, "--fix --only form/date-style").code, 1);
    assert_eq!(read(&folder, ITEM), faulty().replace("2017年12月29日", "2017-12-29"));
}

#[test]
fn a_format_has_the_output_to_itself() {
    let folder = column(&[(ITEM, &faulty())]);
    let fixed = check(&folder, "--fix --format json");
    assert!(fixed.out.starts_with("{\n") && fixed.err.contains("已改“"), "{}{}", fixed.out, fixed.err);
    let report: serde_json::Value = serde_json::from_str(&fixed.out).expect("one object");
    assert_eq!(report["findings"], serde_json::json!([]));
}

#[test]
fn what_cannot_be_read_is_left() {
    // GBK, UTF-16 and a file that is no text.
    for bytes in [&b"---\n\xb1\xea\xcc\xe2\xa3\xba\xb1\xea\xcc\xe2\n---\n"[..], b"\xff\xfe-\0-\0-\0\n\0", b"PK\x03\x04\0\0"] {
        let folder = column(&[]);
        fs::write(folder.path().join(ITEM), bytes).expect("a file");
        assert_eq!(check(&folder, "--fix").code, 1);
        assert_eq!(fs::read(folder.path().join(ITEM)).expect("a file"), bytes);
    }
}

#[cfg(unix)]
#[test]
fn the_mode_is_kept_and_a_file_that_is_read_only_is_left() {
    use std::os::unix::fs::PermissionsExt;
    let folder = column(&[(ITEM, &faulty())]);
    let path = folder.path().join(ITEM);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("a mode");
    let refused = check(&folder, "--fix");
    assert!(refused.code == 2 && refused.err.contains("文件是只读的"), "{}", refused.err);
    assert_eq!(read(&folder, ITEM), faulty());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("a mode");
    assert_eq!(check(&folder, "--fix").code, 0);
    assert_eq!(fs::metadata(&path).expect("metadata").permissions().mode() & 0o777, 0o640);
}
