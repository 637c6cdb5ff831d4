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
    // GBK with a broken end, GBK and UTF-8 in one file, half a UTF-16 character, and a file that is no text.
    let mixed = [faulty().as_bytes(), &gbk(&faulty())].concat();
    let halves: [&[u8]; 4] =
        [b"---\n\xb1\xea\xcc\xe2\xa3\xba\xb1\xea\xcc\xe2\n---\n\xb1", &mixed, b"\xff\xfe-\0-\0-\0\n", b"PK\x03\x04\0\0"];
    for bytes in halves {
        let folder = column(&[]);
        fs::write(folder.path().join(ITEM), bytes).expect("a file");
        assert_eq!(check(&folder, "--fix").code, 1);
        assert_eq!(fs::read(folder.path().join(ITEM)).expect("a file"), bytes);
        assert!(!folder.path().join("原编码").exists());
    }
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn another_encoding_becomes_utf_8_and_the_original_is_kept() {
    for (name, bytes) in [("GBK", gbk(&faulty())), ("UTF-16", utf16(&format!("\u{feff}{}", faulty()))), ("UTF-16", utf16(&faulty()))] {
        let folder = column(&[]);
        fs::write(folder.path().join(ITEM), &bytes).expect("a file");
        let shown = check(&folder, "--diff");
        assert!(
            shown.code == 1 && shown.out.starts_with(&format!("“{ITEM}”：由 {name} 转成 UTF-8，原件会留在“原编码/{ITEM}”。\n--- a/")),
            "{}",
            shown.out
        );
        assert!(shown.out.contains("+类别: 河长制") && shown.err.contains("文件没有改动"), "{}", shown.out);
        assert_eq!(fs::read(folder.path().join(ITEM)).expect("a file"), bytes);
        // What is wrong in it is found and mended in the same run.
        let fixed = check(&folder, "--fix");
        assert_eq!(fixed.code, 0, "{}{}", fixed.out, fixed.err);
        assert!(fixed.out.contains(&format!("由 {name} 转成 UTF-8，原件在“原编码/{ITEM}”")), "{}", fixed.out);
        assert_eq!(read(&folder, ITEM), sound());
        assert_eq!(fs::read(folder.path().join("原编码").join(ITEM)).expect("the original"), bytes);
        // The original is nothing to the column; once more changes nothing.
        let again = check(&folder, "--fix");
        assert!(again.code == 0 && again.out.contains("没有能自动改正的问题。"), "{}", again.out);
        // Another original does not take its place.
        let other = gbk(&faulty().replace("正文", "另一份正文"));
        fs::write(folder.path().join(ITEM), &other).expect("a file");
        assert_eq!(check(&folder, "--fix --only form/encoding").code, 1);
        assert_eq!(fs::read(folder.path().join("原编码").join(ITEM)).expect("the original"), bytes);
        assert_eq!(fs::read(folder.path().join("原编码").join(format!("{ITEM}.2"))).expect("the original"), other);
    }
}

#[test]
fn data_files_in_another_encoding_are_mended() {
    let folder = column(&[]);
    for file in ["content/subjects.yaml", "content/catalogue.yaml", "site.toml"] {
        let text = read(&folder, file);
        fs::write(folder.path().join(file), gbk(&text)).expect("a file");
        assert_eq!(check(&folder, "").code, 1, "{file}");
        let fixed = check(&folder, "--fix");
        assert_eq!((fixed.code, read(&folder, file)), (0, text), "{file}: {}", fixed.out);
    }
    assert_eq!(check(&column(&[]), "--fix --only privacy").code, 0);
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
