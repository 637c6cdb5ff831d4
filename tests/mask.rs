//! `gongkai mask` as it is used: a list as an office hands it in, and the file that may be shown.

use std::fs;
use std::path::Path;
use std::process::Command;

use gongkai::parse::sheets;
use rust_xlsxwriter::{Note, Workbook};
use tempfile::tempdir;

/// The number of the standard's own example (GB 11643-1999), of nobody.
const RESIDENT_ID: &str = "11010519491231002X";

/// Runs the program; its exit code and what it said.
fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai")).current_dir(folder).args(args).args(["--today", "2017-12-29"]).output();
    let output = output.expect("it starts");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().expect("it was not killed"), String::from_utf8(said).expect("UTF-8"))
}

/// A list with what must not be shown in columns, a comment, a hidden sheet and the properties.
fn list(title: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_author("张某某"));
    let sheet = book.add_worksheet();
    sheet.set_name("发放名单").expect("a name");
    sheet.write(0, 0, title).expect("a cell");
    for (column, head) in (0..).zip(["序号", "姓名", "身份证号", "住址", "一卡通账号", "金额（元）"]) {
        sheet.write(1, column, head).expect("a cell");
    }
    for (row, name) in (2..).zip(["张甲乙", "李丙", "欧阳甲乙"]) {
        sheet.write(row, 0, row - 1).expect("a cell");
        for (column, cell) in (1..).zip([name, RESIDENT_ID, "青禾村3组12号", "6200000000000000000"]) {
            sheet.write(row, column, cell).expect("a cell");
        }
        sheet.write(row, 5, 100.5).expect("a cell");
    }
    sheet.insert_note(2, 1, &Note::new("家里电话13900000000")).expect("a note");
    sheet.write(1, 6, "内部备注").and_then(|sheet| sheet.write(2, 6, "某丙家")).expect("cells");
    sheet.set_column_hidden(6).expect("a column");
    let hidden = book.add_worksheet();
    hidden.set_name("底册").expect("a name").write(0, 0, RESIDENT_ID).expect("a cell");
    hidden.set_hidden(true);
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_list_becomes_one_that_may_be_shown() {
    let folder = tempdir().expect("a folder");
    let original = list("2017年春季种粮补贴发放名单");
    fs::write(folder.path().join("名单.xlsx"), &original).expect("written");
    let (code, said) = run(folder.path(), &["mask", "名单.xlsx"]);
    assert_eq!(code, 0, "{said}");
    for words in [
        "删去 2 列：“身份证号”（身份证号码）、“一卡通账号”（银行账号）",
        "3 个姓名只留一部分",
        "3 个地址只写到村",
        "隐藏的0行、1列没有带过来",
    ] {
        assert!(said.contains(words), "{words} was not said:\n{said}");
    }
    assert!(!said.contains(RESIDENT_ID), "{said}");
    let made = fs::read(folder.path().join("名单-公开.xlsx")).expect("it is there");
    let sheets = sheets("xlsx", &made).expect("a workbook");
    let rows: Vec<String> = sheets
        .iter()
        .flat_map(|sheet| &sheet.rows)
        .map(|row| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"))
        .collect();
    let expected =
        ["2017年春季种粮补贴发放名单", "序号|姓名|住址|金额（元）", "1|张*乙|青禾村|100.5", "2|李*|青禾村|100.5", "3|欧**乙|青禾村|100.5"];
    assert_eq!(rows.iter().map(|row| row.trim_end_matches('|')).collect::<Vec<_>>(), expected);
    // Nothing of what is hidden came along: no sheet, no comment, no author.
    let contents = gongkai::parse::contents(&gongkai::folder::RelPath::new("content/list.xlsx").expect("a path"), &made);
    let all = format!("{contents:?}");
    assert!(!["底册", "某丙", "13900000000", RESIDENT_ID, "张某某", "张甲乙"].iter().any(|word| all.contains(word)), "{all}");
    assert_eq!(fs::read(folder.path().join("名单.xlsx")).expect("it is there"), original);
    // What is there is not overwritten.
    let (code, said) = run(folder.path(), &["mask", "名单.xlsx"]);
    assert_eq!((code, said.contains("已经有了，没有动它")), (2, true), "{said}");
    assert_eq!(fs::read(folder.path().join("名单-公开.xlsx")).expect("it is there"), made);
}

#[test]
fn the_column_says_how_to_mask() {
    let folder = tempdir().expect("a folder");
    assert_eq!(run(folder.path(), &["init", "栏目"]).0, 0);
    fs::write(folder.path().join("名单.csv"), "姓名,电话,备注\n张甲乙,13900000000,甲\n").expect("written");
    let settings = folder.path().join("栏目/site.toml");
    let plain = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, format!("{plain}\n[mask]\nname = \"1+0\"\ndrop = [\"备注\"]\n")).expect("written");
    let (code, said) = run(folder.path(), &["mask", "名单.csv", "--source", "栏目"]);
    assert_eq!((code, said.contains("“备注”（site.toml 里写了要删）")), (0, true), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("名单-公开.csv")).expect("made"), "\u{feff}\"姓名\"\r\n\"张**\"\r\n");
    // A slip shows nothing more than was meant.
    fs::write(&settings, format!("{plain}\n[mask]\nphone = \"后四位\"\n")).expect("written");
    let (code, said) = run(folder.path(), &["mask", "名单.csv", "--source", "栏目", "--out", "b.csv"]);
    assert_eq!((code, said.contains("“phone”不能是“后四位”")), (2, true), "{said}");
    assert!(said.contains("例如“1+1”") && !folder.path().join("b.csv").exists(), "{said}");
    let (code, said) = run(folder.path(), &["check", "--source", "栏目"]);
    assert_eq!((code, said.contains("[form/choice]")), (1, true), "{said}");
}

#[test]
fn what_the_title_gives_away_is_told() {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("名单.xlsx"), list("2017年重度残疾人护理补贴发放名单")).expect("written");
    let (code, said) = run(folder.path(), &["mask", "名单.xlsx"]);
    assert_eq!((code, said.contains("疾病或者残疾情况")), (1, true), "{said}");
    let (code, said) = run(folder.path(), &["mask", "名单.xlsx", "--quiet", "--out", "另一份.xlsx"]);
    assert_eq!((code, said.contains("疾病或者残疾情况")), (1, true), "{said}");
    assert!(said.starts_with("还有：") && said.ends_with("没有改好的，不要公开。\n"), "{said}");
}

#[test]
fn a_quiet_mask_says_only_what_is_left_to_do() {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("a.csv"), "姓名,金额\n张甲乙,1\n").expect("written");
    assert_eq!(run(folder.path(), &["mask", "a.csv", "-q"]), (0, String::new()));
    assert!(folder.path().join("a-公开.csv").is_file());
    let (code, said) = run(folder.path(), &["mask", "a.csv", "--quiet"]);
    assert_eq!((code, said.contains("已经有了，没有动它")), (2, true), "{said}");
}

#[test]
fn text_files_of_two_encodings() {
    let folder = tempdir().expect("a folder");
    // 姓名,金额 and 张甲乙,1 in GBK.
    let gbk = b"\xd0\xd5\xc3\xfb,\xbd\xf0\xb6\xee\r\n\xd5\xc5\xbc\xd7\xd2\xd2,1\r\n";
    fs::write(folder.path().join("a.csv"), gbk).expect("written");
    fs::write(folder.path().join("b.csv"), "\u{feff}姓名,金额\n张甲乙,1\n").expect("written");
    for file in ["a", "b"] {
        let (code, said) = run(folder.path(), &["mask", &format!("{file}.csv")]);
        assert_eq!(code, 0, "{said}");
        let made = fs::read_to_string(folder.path().join(format!("{file}-公开.csv"))).expect("it is there");
        assert_eq!(made, "\u{feff}\"姓名\",\"金额\"\r\n\"张*乙\",\"1\"\r\n");
    }
    let (code, said) = run(folder.path(), &["mask", "b.csv", "--whole-names", "--out", "c.xlsx"]);
    assert_eq!(code, 0, "{said}");
    assert!(sheets("xlsx", &fs::read(folder.path().join("c.xlsx")).expect("it is there")).is_ok());
}

#[test]
fn the_original_stays_out_of_the_column() {
    let folder = tempdir().expect("a folder");
    assert_eq!(run(folder.path(), &["init", "栏目"]).0, 0);
    fs::write(folder.path().join("栏目/content/audit/名单.csv"), "姓名,金额\n张甲乙,1\n").expect("written");
    let (code, said) = run(folder.path(), &["mask", "栏目/content/audit/名单.csv"]);
    assert_eq!((code, said.contains("移到栏目文件夹以外")), (2, true), "{said}");
    for (name, bytes, words) in [
        ("坏.xlsx", &b"PK\x03\x04"[..], "读不出来"),
        ("旧.xls", &b"\xd0\xcf\x11\xe0"[..], "另存为 xlsx"),
        ("乱.csv", &b"\xff\xff\x00\x01\x02"[..], "读不出来"),
    ] {
        fs::write(folder.path().join(name), bytes).expect("written");
        let (code, said) = run(folder.path(), &["mask", name]);
        assert_eq!((code, said.contains(words)), (2, true), "{name}: {said}");
    }
    let rows: String = (0..20_001).map(|n| format!("张甲乙,{n}\n")).collect();
    fs::write(folder.path().join("长.csv"), format!("姓名,金额\n{rows}")).expect("written");
    let (code, said) = run(folder.path(), &["mask", "长.csv"]);
    assert_eq!((code, said.contains("请分成几个文件")), (2, true), "{said}");
}
