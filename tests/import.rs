//! `gongkai import` as it is used: what is said, the exit code, and what is on the disk afterwards.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

/// The day of the tests.
const DAY: &str = "2017-12-29";
/// The number of the standard's own example (GB 11643-1999), of nobody.
const RESIDENT_ID: &str = "11010519491231002X";

/// A column with the whole catalogue.
fn column() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    assert_eq!(run(folder.path(), &["init", ".", "--full", "--today", DAY]).0, 0);
    folder
}

fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai")).current_dir(folder).args(args).output().expect("the program starts");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().expect("it was not killed"), String::from_utf8(said).expect("it speaks UTF-8"))
}

/// Imports with these arguments; the exit code is `code`, and the words are said.
#[track_caller]
fn import(folder: &Path, args: &[&str], code: i32, words: &[&str]) -> String {
    let args: Vec<&str> = ["import"].into_iter().chain(args.iter().copied()).chain(["--today", DAY]).collect();
    let (got, said) = run(folder, &args);
    assert_eq!(got, code, "{said}");
    for word in words {
        assert!(said.contains(word), "{word:?} was not said:\n{said}");
    }
    assert!(!said.contains(RESIDENT_ID), "a number of somebody was said:\n{said}");
    said
}

fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake/files").join(name).to_string_lossy().into_owned()
}

/// All files of a folder.
fn files(folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(folder).expect("below it").to_string_lossy().replace('\\', "/")).collect()
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("the file")
}

#[test]
fn a_paper_becomes_a_draft_that_nobody_sees() {
    let column = column();
    let before = run(column.path(), &["check", "--today", DAY]);
    let words = ["word-notice.docx", "→ content/audit/2017-002.md", "请核对", "还要写", "改了 5 处", "草稿不会公开"];
    import(column.path(), &[&sample("word-notice.docx")], 0, &words);
    assert!(read(column.path(), "content/audit/2017-002.md").contains("# 请核对：取自标题样式的一行\n标题: 青禾镇2016年度"));
    assert!(column.path().join("content/audit/2017-002-p1.png").exists());
    assert_eq!(
        fs::read(column.path().join("原件/audit/2017-002.docx")).expect("the original"),
        fs::read(sample("word-notice.docx")).expect("it")
    );
    // It changes nothing of what is published, and what lies beside it is known.
    let after = run(column.path(), &["check", "--today", DAY]);
    assert_eq!(after.0, before.0, "{}", after.1);
    assert!(!after.1.contains("attachment/orphan"), "{}", after.1);
    // The same file again.
    import(column.path(), &[&sample("word-notice.docx")], 1, &["已经导入过，在“content/audit/2017-002.md”里", "--again"]);
    import(column.path(), &[&sample("word-notice.docx"), "--again"], 0, &["content/audit/2017-003.md"]);
}

#[test]
fn what_is_private_stays_outside() {
    let column = column();
    let outside = TempDir::new().expect("a folder");
    let words = ["有不能公开的内容，不放进栏目", "公民身份号码", "--originals", "privacy/resident-id"];
    import(column.path(), &[&sample("excel-private.xlsx")], 1, &words);
    assert!(!files(column.path()).iter().any(|file| file.ends_with(".xlsx")), "{:?}", files(column.path()));
    let originals = outside.path().to_string_lossy().into_owned();
    import(column.path(), &[&sample("excel-private.xlsx"), "--again", "--attach", "--originals", &originals], 1, &["原件没有作为附件"]);
    assert_eq!(files(outside.path()), ["farm-benefit/2017-002.xlsx"]);
    assert!(!files(column.path()).iter().any(|file| file.ends_with(".xlsx")));
    import(column.path(), &[&sample("plain.txt"), "--originals", "content/x"], 2, &["在 content 文件夹里"]);
    import(column.path(), &[&sample("plain.txt"), "--originals", "原件/../content/x"], 2, &["在 content 文件夹里"]);
    fs::create_dir(column.path().join("网页")).expect("a folder");
    fs::write(column.path().join("网页/gongkai.txt"), "").expect("a file");
    import(column.path(), &[&sample("plain.txt"), "--originals", "网页/x"], 2, &["在公开的网页里"]);
}

#[test]
fn a_secret_is_not_written() {
    let column = column();
    let before = files(column.path());
    let secret = column.path().join("secret.txt");
    fs::write(&secret, "秘密★10年\n青禾镇2017年安全生产检查情况通报\n检查情况如下。\n").expect("a file");
    import(column.path(), &["secret.txt"], 1, &["密级标志", "没有写出草稿"]);
    fs::remove_file(secret).expect("removed");
    assert_eq!(files(column.path()), before);
}

#[test]
fn a_folder_comes_in_whole_and_a_bad_file_stops_nobody() {
    let column = column();
    let box_ = TempDir::new().expect("a folder");
    for name in ["cms-article.html", "P020170926.csv", "plain.txt", "word-tracked.docx", "lo-water.ods"] {
        fs::copy(sample(name), box_.path().join(name)).expect("copied");
    }
    fs::create_dir(box_.path().join("audit")).expect("a folder");
    fs::copy(sample("lo-budget.xlsx"), box_.path().join("audit/lo-budget.xlsx")).expect("copied");
    fs::write(box_.path().join("broken.docx"), b"PK\x03\x04").expect("a file");
    fs::write(box_.path().join("~$open.docx"), b"x").expect("a file");
    let folder = box_.path().to_string_lossy().into_owned();
    let words = [
        "结果：",
        "读不出来  broken.docx",
        "没有导入  lo-water.ods",
        "已导入  plain.txt → content/work-safety/2017-001.md",
        "导入 4 个文件，没有导入 2 个",
        "出错了：有 1 个文件",
    ];
    let said = import(column.path(), &[&folder], 2, &words);
    assert!(!said.contains("~$open") && !said.contains("“P020170926.csv”"), "{said}");
    // The file that the page leads to came in with it, the sheet went into the leaf that its folder is called after.
    assert!(read(column.path(), "content/social-aid/2017-001.md").contains("- {文件: 2017-001-1.csv, 名称: 分村明细表.csv}"));
    assert!(column.path().join("content/audit/2017-002.md").exists());
}

#[test]
fn what_was_to_come_in_with_a_page_is_told_where_the_page_does_not() {
    let column = column();
    let box_ = TempDir::new().expect("a folder");
    for name in ["cms-article.html", "P020170926.csv"] {
        fs::copy(sample(name), box_.path().join(name)).expect("copied");
    }
    let folder = box_.path().to_string_lossy().into_owned();
    let said = import(column.path(), &[&folder], 0, &["导入 1 个文件。"]);
    assert!(!said.contains("也就没有导入"), "{said}");
    let left = ["网页里的文件也就没有导入：", "P020170926.csv（在“cms-article.html”里）", "改法："];
    import(column.path(), &[&folder], 1, &left);
    // Another page that leads to it comes in.
    let page = fs::read(sample("cms-article.html")).expect("the page");
    fs::write(box_.path().join("other.html"), [&page[..], b"<!-- -->"].concat()).expect("a file");
    let said = import(column.path(), &[&folder], 1, &["没有导入  cms-article.html"]);
    assert!(!said.contains("也就没有导入"), "{said}");
}

#[test]
fn nothing_is_written_when_only_shown() {
    let column = column();
    let before = files(column.path());
    import(column.path(), &[&sample("plain.txt"), "--dry-run"], 0, &["| 标题: 青禾镇2017年安全生产检查情况通报", "可以导入 1 个文件"]);
    assert_eq!(files(column.path()), before);
}

#[test]
fn the_leaf_is_said_or_asked_for() {
    let column = column();
    import(column.path(), &[&sample("lo-water.ods")], 1, &["看不出属于哪个类别", "例如 --leaf 政策深入解读。"]);
    import(column.path(), &[&sample("lo-water.ods"), "--leaf", "审计结果及整政"], 2, &["是不是“审计结果及整改”（audit）？\n改法："]);
    import(column.path(), &[&sample("lo-water.ods"), "--leaf", "甲乙"], 2, &["没有名为“甲乙”的类别。\n改法："]);
    // What `new` takes for a leaf, this does.
    import(column.path(), &[&sample("lo-water.ods"), "--leaf", "审计", "--dry-run"], 0, &["→ content/audit/2017-002.md"]);
    import(column.path(), &[&sample("lo-water.ods"), "--leaf", "audit", "--attach"], 0, &["1个附件"]);
    assert!(column.path().join("content/audit/2017-002-original.ods").exists());
    import(column.path(), &["none.docx"], 2, &["打不开“none.docx”"]);
    import(column.path(), &[], 2, &["缺少"]);
    let (code, said) = run(column.path(), &["import", "--help"]);
    assert!(code == 0 && said.contains("用法：gongkai import 文件或者文件夹… [选项]") && said.contains("退出码"), "{said}");
}

#[test]
fn a_large_table_is_attached_and_summed_up() {
    let column = column();
    let mut text = String::from("序号,项目,金额（元）\n");
    for n in 1..=200 {
        text.push_str(&format!("{n},项目{n},{}\n", n * 10));
    }
    fs::write(column.path().join("2017年财政预算明细.csv"), text).expect("a file");
    import(column.path(), &["2017年财政预算明细.csv"], 0, &["表格较大，作为附件", "1个附件"]);
    let path =
        files(column.path()).into_iter().find(|path| path.starts_with("content/budget/") && path.ends_with(".csv")).expect("attached");
    let item = read(column.path(), &path.replace("-original.csv", ".md"));
    assert!(item.contains("本表共200行，栏目有：序号、项目、金额（元）。全表见附件。"), "{item}");
}

#[test]
fn drafts_of_a_run_get_places_of_their_own() {
    let column = column();
    fs::write(column.path().join("gongkai.lock"), "audit/2017-006.html 2017-12-01 0123456789abcdef\n").expect("a lock");
    let files = [sample("word-notice.docx"), sample("word-tracked.docx")];
    import(column.path(), &[&files[0], &files[1], "--leaf", "audit"], 0, &["→ content/audit/2017-007.md", "→ content/audit/2017-008.md"]);
    let number = |name: &str| {
        let text = read(column.path(), name);
        text.lines().find_map(|line| line.strip_prefix("索引号: ").map(str::to_string)).expect("a number")
    };
    // What was once published keeps its address, and no two have one number.
    assert_ne!(number("content/audit/2017-007.md"), number("content/audit/2017-008.md"));
}

#[test]
fn a_new_item_is_made_of_a_paper() {
    let column = column();
    let new = |args: &[&str], code: i32, words: &[&str]| {
        let args: Vec<&str> = ["new"].into_iter().chain(args.iter().copied()).chain(["--today", DAY]).collect();
        let (got, said) = run(column.path(), &args);
        assert_eq!(got, code, "{said}");
        for word in words {
            assert!(said.contains(word), "{word:?} was not said:\n{said}");
        }
    };
    // What is said is certain, what the paper says is to be confirmed.
    let paper = sample("word-notice.docx");
    new(&["--from", &paper, "财政资金直达", "--subject", "财政所"], 2, &["没有名为“财政资金直达”的类别"]);
    new(&["--from", &paper, "--published", "2017-06-01"], 2, &["发布日期不能早于成文日期（2017年6月12日）"]);
    new(
        &["--from", &paper, "--published", "2017-06-20", "--number", "青政〔2017〕18号"],
        0,
        &["→ content/audit/2017-002.md", "最迟2017年7月10日公开"],
    );
    let text = read(column.path(), "content/audit/2017-002.md");
    for words in [
        "# 请核对：取自标题样式的一行\n标题: 青禾镇2016年度预算执行情况审计结果公告\n",
        "# 请核对：取自落款\n成文日期: 2017-06-12\n发布日期: 2017-06-20\n文号: 青政〔2017〕18号\n# 索引号",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(column.path().join("原件/audit/2017-002.docx").exists());
    new(&["--from", &paper], 2, &["已经导入过，在“content/audit/2017-002.md”里", "--again"]);
    new(&["--from", &paper, "--again", "--number", "青政〔2017〕18号"], 0, &["→ content/audit/2017-003.md"]);
    assert!(read(column.path(), "content/audit/2017-003.md").contains("文号: 青政〔2017〕18号\n"));
    // What neither says is missing, and nothing is written.
    let before = files(column.path());
    new(
        &["--from", &sample("lo-water.ods")],
        2,
        &["缺少类别（写在 new 后面）", "成文日期（--formed 日期）", "gongkai new 类别 --from 文件 --formed"],
    );
    assert_eq!(files(column.path()), before);
    new(&["audit", "标题", "--formed", DAY, "--attach"], 2, &["加上 --from 文件"]);
    new(&["audit", "标题", "--formed", DAY, "--again"], 2, &["加上 --from 文件"]);
    // What may not be published is told here too.
    new(
        &["强农", "--from", &sample("excel-private.xlsx"), "--formed", DAY, "--subject", "财政所"],
        1,
        &["有不能公开的内容，不放进栏目", "privacy/resident-id"],
    );
}
