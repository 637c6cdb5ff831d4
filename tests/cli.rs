//! The program as it is used: what is typed, what is said, the exit code, and what is on the disk afterwards.

mod outcome;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use gongkai::folder::Folder;
use gongkai::parse;
use tempfile::TempDir;

use outcome::Outcome;

/// The day of most tests.
const DAY: &str = "2017-12-29";
/// A valid number of the standard's own example (GB 11643-1999), of nobody.
const RESIDENT_ID: &str = "11010519491231002X";
const ITEM: &str = "content/audit/2017-001.md";
const ITEM_PAGE: &str = "audit/2017-001.html";

fn command<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.current_dir(folder).args(args);
    command
}

fn outcome(command: &mut Command) -> Outcome {
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it speaks UTF-8");
    Outcome { code: output.status.code().expect("it was not killed"), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs the program in `folder` with the words of `line`.
fn run(folder: &Path, line: &str) -> Outcome {
    outcome(&mut command(folder, line.split_whitespace()))
}

/// A column that `init` made, in a folder of its own.
struct Column {
    folder: TempDir,
}

impl Column {
    fn new() -> Column {
        let column = Column { folder: TempDir::new().expect("a folder") };
        run(column.path(), &format!("init . --today {DAY}")).expect(0, &[]);
        column
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, line: &str) -> Outcome {
        run(self.path(), &format!("{line} --today {DAY}"))
    }

    fn out(&self) -> PathBuf {
        self.path().join("public")
    }

    fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).expect("a file")
    }

    /// Puts one text in place of another.
    #[track_caller]
    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{from:?} is not in {file}");
        self.write(file, text.replace(from, to));
    }

    /// Gives the item an attachment.
    fn attach(&self, text: &str) {
        self.write("content/audit/附表.csv", text);
        self.edit(ITEM, "体裁: 公告", "体裁: 公告\n附件: 附表.csv");
    }

    /// Builds, and gives the files.
    #[track_caller]
    fn build(&self) -> Tree {
        self.run("build").expect(0, &["已生成"]);
        tree(&self.out())
    }
}

/// The files of a folder by their paths.
type Tree = BTreeMap<String, Vec<u8>>;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let entry = entry.expect("an entry");
        if entry.file_type().expect("a type").is_dir() {
            all.extend(files(&entry.path()));
        } else {
            all.push(entry.path());
        }
    }
    all
}

fn tree(folder: &Path) -> Tree {
    let name = |path: &Path| path.strip_prefix(folder).expect("below it").to_string_lossy().replace('\\', "/");
    files(folder).iter().map(|path| (name(path), fs::read(path).expect("a file"))).collect()
}

/// A time long before the tests, so that a file that is written again is told from one that is not, without waiting.
fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

fn make_old(folder: &Path) {
    for path in files(folder) {
        File::options().write(true).open(path).and_then(|file| file.set_modified(long_ago())).expect("its time is set");
    }
}

/// The files that were written since [`make_old`].
fn written(folder: &Path) -> BTreeSet<String> {
    let new = files(folder).into_iter().filter(|path| fs::metadata(path).and_then(|data| data.modified()).expect("a time") != long_ago());
    new.map(|path| path.strip_prefix(folder).expect("below it").to_string_lossy().replace('\\', "/")).collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

// What is typed.

#[test]
fn help_is_chinese() {
    let folder = TempDir::new().expect("a folder");
    for (line, words) in [
        (
            "--help",
            &["用法：", "命令", "build", "check", "init", "explain", "退出码：0 可以公开；1 有问题，不能公开；2 程序没能完成工作"][..],
        ),
        ("-h", &["用法：", "检查无误后"]),
        ("build --help", &["用法：", "--source", "--output", "--today", "--quiet", "--timings", "网页放在哪个文件夹"]),
        ("check --help", &["用法：", "只检查，不生成"]),
        ("import --help", &["用法：", "--leaf", "--originals", "--dry-run", "<文件或者文件夹>"]),
        ("init --help", &["用法：", "--full", "<文件夹>"]),
        ("explain --help", &["用法：", "--list", "规则"]),
    ] {
        let help = run(folder.path(), line);
        help.expect(0, words);
        for english in ["Usage", "Options", "Commands", "Arguments", "Print help", "default", "possible values"] {
            assert!(!help.out.contains(english), "{line}: {english}\n{}", help.out);
        }
    }
    run(folder.path(), "--version").expect(0, &[concat!("gongkai ", env!("CARGO_PKG_VERSION"))]);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = TempDir::new().expect("a folder");
    for (line, words) in [
        (
            "",
            &[
                "要写明做什么：build、check、serve、publish、new、import、mask、due、status、archive、catalogue、init、explain、editor、completions 或 man。",
            ][..],
        ),
        ("biuld", &["没有“biuld”这个命令。", "是不是“build”？"]),
        ("build --outptu x", &["这里不能用“--outptu”。", "是不是“--output”？"]),
        ("explain --output x", &["这里不能用“--output”。"]),
        ("check --today 2017-02-29", &["“--today <日期>”写的“2017-02-29”不对：日历上没有这一天。"]),
        ("check --today yesterday", &["写成 2017-12-29 这样的年月日。"]),
        ("check --color blue", &["不能是“blue”，可以是：auto、always、never。"]),
        ("check --source", &["“--source <文件夹>”后面要写内容。"]),
        ("build --timings --quiet", &["“--timings”不能和“--quiet”一起用。"]),
        ("explain time/late --list", &["不能和“--list”一起用。"]),
        ("explain", &["缺少“<规则>”。"]),
        ("init", &["缺少“<文件夹>”。"]),
    ] {
        let refused = run(folder.path(), line);
        refused.expect(2, words).expect(2, &["用“gongkai --help”"]);
        assert_eq!(refused.out, "", "{line}");
        assert!(!refused.err.contains("error"), "{line}: {}", refused.err);
    }
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

#[test]
fn explain_shows_the_page_of_a_rule() {
    let folder = TempDir::new().expect("a folder");
    let page = run(folder.path(), "explain privacy/resident-id");
    page.expect(0, &["privacy/resident-id（否决）", "## 依据", "## 改法"]);
    assert!(!page.out.contains("## 例") && !page.out.contains(RESIDENT_ID), "{}", page.out);
    run(folder.path(), "explain privacy/residentid").expect(2, &["没有名为“privacy/residentid”的规则。是不是“privacy/resident-id”？"]);
    let list = run(folder.path(), "explain --list");
    list.expect(0, &[]);
    for rule in gongkai::rules::all() {
        assert!(list.out.lines().any(|line| line.split_whitespace().next() == Some(rule.name)), "{}", rule.name);
    }
}

// What is said of a column.

#[test]
fn the_exit_code_tells_the_outcome() {
    let column = Column::new();
    column.run("check").expect(0, &["否决 0，错误 0，警告 0，提示 0。可以公开。"]);
    column.run("build").expect(0, &["可以公开。", "已生成"]);
    column.run("check --source nowhere").expect(2, &["打不开文件夹“nowhere”", "--source"]);
    column.run("check --source content").expect(2, &["没有 site.toml，不是一个栏目", "gongkai init"]);
    // A warning does not forbid.
    column.edit(ITEM, "**说明：**", "**说明： **");
    column.run("check").expect(0, &["[form/emphasis]", "警告 1", "可以公开。"]);
    column.edit(ITEM, "主体: 财政所", "主体: 财政锁");
    for command in ["check", "build"] {
        column
            .run(command)
            .expect(1, &["[catalogue/unknown-subject]", "--> content/audit/2017-001.md:4:5", "是不是“财政所”？", "错误 1", "不能公开。"]);
    }
}

#[test]
fn quiet_says_only_what_forbids() {
    let column = Column::new();
    column.edit(ITEM, "**说明：**", "**说明： **");
    for command in ["check -q", "build --quiet"] {
        let outcome = column.run(command);
        outcome.expect(0, &[]);
        assert_eq!((outcome.out.as_str(), outcome.err.as_str()), ("", ""), "{command}");
    }
    column.edit(ITEM, "主体: 财政所", "主体: 财政锁");
    let outcome = column.run("check -q");
    outcome.expect(1, &["[catalogue/unknown-subject]", "不能公开。"]);
    assert!(!outcome.out.contains("form/emphasis"), "{}", outcome.out);
}

#[test]
fn colour_is_chosen() {
    let column = Column::new();
    column.edit(ITEM, "主体: 财政所", "主体: 财政锁");
    assert!(column.run("check --color always").out.contains("\u{1b}["));
    for line in ["check", "check --color never", "check --color auto"] {
        assert!(!column.run(line).out.contains('\u{1b}'), "{line}");
    }
}

#[test]
fn the_day_is_the_option_before_the_setting() {
    let column = Column::new();
    column.edit("site.toml", "theme = ", "today = \"2017-12-28\"\ntheme = ");
    run(column.path(), "check").expect(1, &["[time/future]", "今天是2017年12月28日"]);
    run(column.path(), "check --today 2017年12月27日").expect(1, &["今天是2017年12月27日"]);
    run(column.path(), "check --today 2017-12-29").expect(0, &["可以公开。"]);
}

#[test]
fn a_resident_id_is_never_printed() {
    let column = Column::new();
    let wide: String =
        RESIDENT_ID.chars().map(|c| if c == 'X' { 'Ｘ' } else { char::from_u32(u32::from(c) - 0x30 + 0xff10).expect("a digit") }).collect();
    let spaced = "110105 19491231 002X";
    // In a text, beside another fault of the line, in a value that cannot be read, in a key, in a comment, in a name of a file.
    column.edit(ITEM, "**说明：**", &format!("**说明： **{RESIDENT_ID}、{wide}、{spaced}[文件]({RESIDENT_ID}.md)"));
    column.edit(
        ITEM,
        "摘要: 公布",
        &format!("{RESIDENT_ID}: 甲\n主题: 甲 #{RESIDENT_ID}\n来源: [{RESIDENT_ID}\n附件: {RESIDENT_ID}.pdf\n摘要: 公布"),
    );
    column.write(&format!("content/audit/{RESIDENT_ID}.md"), "没有开头");
    // In a draft, which no rule looks at, and in a data file.
    column.write("content/audit/draft.md", format!("---\n标题: 甲 #{RESIDENT_ID}\n草稿: 是\n---\n\n**甲： **{RESIDENT_ID}\n"));
    column.edit("content/subjects.yaml", "负责人: 张某某", &format!("负责人: [{RESIDENT_ID}: {RESIDENT_ID}"));
    for command in ["check", "build", "check --color always"] {
        let outcome = column.run(command);
        outcome.expect(1, &["[privacy/resident-id]", "[form/emphasis]", "[form/unknown-key]", "[form/no-front-matter]", "[form/syntax]"]);
        for number in [RESIDENT_ID, &wide, spaced] {
            let said = format!("{}{}", outcome.out, outcome.err);
            let line = said.lines().find(|line| line.contains(number));
            assert_eq!(line, None, "{command}");
        }
    }
}

#[test]
fn a_file_in_gbk_is_named() {
    let column = Column::new();
    // 「---\n标题: 政府」 in GBK.
    column.write("content/audit/2017-002.md", b"---\n\xb1\xea\xcc\xe2: \xd5\xfe\xb8\xae\n---\n");
    column.run("check").expect(1, &["[form/encoding]", "content/audit/2017-002.md", "GBK", "另存为"]);
}

#[cfg(unix)]
#[test]
fn links_in_the_content_are_refused() {
    use std::os::unix::fs::symlink;
    let column = Column::new();
    let outside = TempDir::new().expect("a folder");
    fs::write(outside.path().join("secret.txt"), "secret").expect("a file");
    for (target, name) in [
        (outside.path().join("secret.txt"), "content/audit/list.txt"),
        (outside.path().into(), "content/files"),
        ("nowhere".into(), "content/audit/2017-009.md"),
    ] {
        symlink(target, column.path().join(name)).expect("a link");
        column.run("build").expect(1, &["[form/file]", name, "是一个链接", "没有生成网页"]);
        assert!(!column.out().exists());
        fs::remove_file(column.path().join(name)).expect("the link goes");
    }
    column.run("build").expect(0, &[]);
}

// A new column.

#[test]
fn a_new_column_is_clean_on_any_day() {
    for day in ["2017-12-29", "2020-02-29", "2024-01-01", "2031-10-01"] {
        let folder = TempDir::new().expect("a folder");
        run(folder.path(), &format!("init new --today {day}")).expect(0, &["已在“new”建好栏目", "gongkai build --source new，"]);
        run(folder.path(), &format!("check --source new --today {day}")).expect(0, &["否决 0，错误 0，警告 0，提示 0。可以公开。"]);
        run(folder.path(), &format!("build --source new --today {day}")).expect(0, &["已生成"]);
        assert!(folder.path().join("new/public/index.html").is_file());
    }
}

#[test]
fn a_full_column_lists_what_is_still_to_be_published() {
    let folder = TempDir::new().expect("a folder");
    run(folder.path(), &format!("init new --full --today {DAY}")).expect(0, &["会列出还应当公开哪些内容"]);
    let check = run(folder.path(), &format!("check --source new --today {DAY}"));
    check.expect(1, &["[coverage/missing-item]", "[coverage/empty-leaf]", "不能公开。"]);
    let folder = Folder::read(&folder.path().join("new")).expect("the column");
    let leaves = parse::parse(&folder).site.catalogue.leaves.len();
    // Three leaves have an item, one a statement; all else that is found is a leaf to be filled.
    let missing = check.out.matches("[coverage/missing-item]").count() + check.out.matches("[coverage/empty-leaf]").count();
    assert_eq!(missing, leaves - 4, "{}", check.out);
    check.expect(1, &[&format!("否决 1，错误 {missing}，警告 0，提示 0。"), "[coverage/veto]"]);
}

#[test]
fn init_leaves_what_is_there() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("letter.txt"), "mine").expect("a file");
    run(folder.path(), "init .").expect(2, &["里已经有文件，没有动它", "换一个新的文件夹名"]);
    assert_eq!(tree(folder.path()), Tree::from([("letter.txt".into(), b"mine".to_vec())]));
    run(folder.path(), "init letter.txt").expect(2, &["打不开“letter.txt”"]);
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    run(folder.path(), "init empty").expect(0, &[]);
}

// What is published.

#[test]
fn a_second_build_writes_nothing() {
    let column = Column::new();
    column.attach("1");
    let first = column.build();
    make_old(&column.out());
    column.run("build").expect(0, &["新增或改动 0 个，撤去 0 个"]);
    assert_eq!(tree(&column.out()), first);
    assert_eq!(written(&column.out()), set(&[]));
    // The spare tree is now the one of two builds ago.
    column.run("build").expect(0, &["新增或改动 0 个，撤去 0 个"]);
    assert_eq!(written(&column.out()), set(&[]));
}

#[test]
fn a_change_reaches_only_its_pages() {
    let column = Column::new();
    column.attach("1");
    column.build();
    make_old(&column.out());
    column.edit(ITEM, "票据不齐", "票据未编号");
    column.run("build").expect(0, &["新增或改动 3 个，撤去 0 个"]);
    assert_eq!(written(&column.out()), set(&[ITEM_PAGE, "search/text-2017.js", "build.json"]));
    // An attachment as long as before.
    make_old(&column.out());
    column.write("content/audit/附表.csv", "2");
    let tree = column.build();
    // Its sum stands wherever it is named.
    assert_eq!(written(&column.out()), set(&["audit/附表.csv", ITEM_PAGE, "items.json", "items.csv", "build.json"]));
    assert_eq!(tree["audit/附表.csv"], b"2");
    // What lists a title shows the new one.
    make_old(&column.out());
    column.edit(ITEM, "结果公告", "结果通告");
    column.build();
    let lists = [
        "index.html",
        "audit/index.html",
        "part/growth.html",
        "by/statute.html",
        "by/statute/art20-7.html",
        "by/field.html",
        "by/field/budget.html",
        "subject/finance.html",
        "archive/2017.html",
        "archive/2017-12.html",
        "feed.xml",
        "search/titles-2017.js",
        "audit/feed.xml",
        "subject/finance.xml",
        "items.json",
        "items.csv",
        "build.json",
    ];
    assert_eq!(written(&column.out()), set(&lists).into_iter().chain([ITEM_PAGE.to_string()]).collect());
}

#[test]
fn what_a_build_took_is_told_to_people_and_programs() {
    let column = Column::new();
    column
        .run("build --timings")
        .expect(0, &[" 毫秒  读取\n", " 毫秒  检查\n", " 毫秒  生成和写入\n", " 毫秒  列出问题\n条目 3 个，文件 ", " MB"]);
    column.run("build --quiet --timings-json took.json").expect(0, &[]);
    let took: serde_json::Value = serde_json::from_str(&column.read("took.json")).expect("JSON");
    let lengths = files(&column.out()).iter().map(|file| fs::metadata(file).expect("a file").len()).collect::<Vec<_>>();
    assert_eq!((&took["items"], &took["changed"]), (&3.into(), &0.into()), "{took}");
    assert_eq!((&took["files"], &took["bytes"]), (&lengths.len().into(), &lengths.iter().sum::<u64>().into()), "{took}");
    let stages = took["stages"].as_array().expect("a list");
    let sum: f64 = stages.iter().filter_map(|stage| stage["milliseconds"].as_f64()).sum();
    assert!(sum > 0.0 && sum <= took["milliseconds"].as_f64().expect("a number") + 1.0, "{took}");
    assert_eq!(took["peak_memory"].is_u64(), cfg!(target_os = "linux"), "{took}");
    let last = [" 毫秒  列出问题\n", " 毫秒  记录和审核单\n条目 3 个，文件 "];
    column.run("publish --timings").expect(0, &last);
}

#[test]
fn what_a_build_took_is_written_over_nothing_of_the_column() {
    let column = Column::new();
    column.build();
    column.write("site/readme.txt", "mine");
    let before = tree(column.path());
    for (file, words) in [
        (ITEM, "在栏目自己的文件里，结果不能放在那里"),
        ("content/took.json", "在栏目自己的文件里"),
        ("site.toml", "在栏目自己的文件里"),
        ("public/took.json", "在输出文件夹里，那里只放网页"),
        ("public/index.html", "在输出文件夹里"),
        (".public.gongkai/lock", "在输出文件夹里"),
        ("site", "应当是文件的地方是一个文件夹"),
        ("no/took.json", "打不开文件夹“no”（找不到它）"),
    ] {
        for command in ["build", "publish"] {
            let refused = column.run(&format!("{command} --timings-json {file}"));
            refused.expect(2, &[words, "改法："]);
            assert!(!refused.err.contains("os error") && refused.out.is_empty(), "{}", refused.err);
            assert_eq!(tree(column.path()), before, "{file}");
        }
    }
    // Where there is no output yet.
    for (out, file) in [("new", "new"), ("new", ".new.gongkai"), ("new/deep", "new")] {
        column.run(&format!("build --output {out} --timings-json {file}")).expect(2, &["在输出文件夹里"]);
        assert_eq!(tree(column.path()), before, "{file}");
    }
    column.run("build --output site/public --timings-json site/took.json").expect(0, &["已生成"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("site/public", column.path().join("link")).expect("a link");
        for file in ["site/public/took.json", "link/took.json"] {
            column.run(&format!("build --output link --timings-json {file}")).expect(2, &["在输出文件夹里"]);
        }
        // A link is written over, and not what it leads to.
        std::os::unix::fs::symlink(ITEM, column.path().join("took.json")).expect("a link");
        column.run("build --timings-json took.json").expect(0, &["已生成"]);
        assert!(column.read("took.json").starts_with('{') && column.read(ITEM).starts_with("---"));
    }
}

#[test]
fn the_commit_of_the_sources_is_told() {
    let column = Column::new();
    let told = |tree: Tree| String::from_utf8(tree["build.json"].clone()).expect("text");
    assert!(told(column.build()).contains("\"commit\": null"));
    column.run("build --commit 0123ABCDEF").expect(0, &[]);
    assert!(told(tree(&column.out())).contains("\"commit\": \"0123abcdef\""));
    for wrong in ["12345", "main-branch"] {
        column.run(&format!("build --commit {wrong}")).expect(2, &["十六进制提交号"]);
    }
}

#[test]
fn the_tree_depends_on_the_folder_alone() {
    let column = Column::new();
    let a = column.build();
    let text = column.read(ITEM);
    column.edit(ITEM, "票据不齐", "票据未编号");
    column.write(
        "content/audit/2017-002.md",
        text.replace("2017〕1号", "2017〕2号").replace("2017-00001", "2017-00009").replace("结果公告", "结果公告（二）"),
    );
    let b = column.build();
    assert_ne!(a, b);
    assert!(b.contains_key("audit/2017-002.html"));
    // Now the spare tree is B too, with longer pages and one more.
    assert_eq!(column.build(), b);
    // A → B → A: back to the same bytes, and the new page is gone.
    column.write(ITEM, text);
    fs::remove_file(column.path().join("content/audit/2017-002.md")).expect("it is there");
    column.run("build").expect(0, &["撤去 1 个"]);
    assert_eq!(tree(&column.out()), a);
    // The same column elsewhere: another folder, zone, language, number of threads.
    let elsewhere = TempDir::new().expect("a folder");
    let out = elsewhere.path().join("deep/er/网页");
    let mut far = command(
        Path::new("/"),
        [
            OsStr::new("build"),
            "--today".as_ref(),
            DAY.as_ref(),
            "--source".as_ref(),
            column.path().as_ref(),
            "--output".as_ref(),
            out.as_ref(),
        ],
    );
    far.env("TZ", "America/Los_Angeles").env("LANG", "C").env("RAYON_NUM_THREADS", "1");
    outcome(&mut far).expect(0, &[]);
    assert_eq!(tree(&out), a);
    let mut near = command(column.path(), ["build", "--today", DAY, "-o", "other"]);
    near.env("TZ", "Pacific/Kiritimati").env("LANG", "zh_CN.UTF-8").env("RAYON_NUM_THREADS", "7");
    outcome(&mut near).expect(0, &[]);
    assert_eq!(tree(&column.path().join("other")), a);
}

#[test]
fn what_forbids_leaves_the_old_tree() {
    let column = Column::new();
    let before = column.build();
    make_old(&column.out());
    column.edit(ITEM, "保密审查: {结论: 可以公开", "保密审查: {结论: 不予公开");
    column.run("build").expect(1, &["[review/not-cleared]", "没有生成网页。原来的网页没有变动。"]);
    assert_eq!(tree(&column.out()), before);
    assert_eq!(written(&column.out()), set(&[]));
}

#[test]
fn a_template_that_fails_leaves_the_old_tree() {
    let column = Column::new();
    let before = column.build();
    make_old(&column.out());
    column.edit(ITEM, "票据不齐", "票据未编号");
    column.write("themes/default/leaf.html", "{{ leaf.nothing.at.all }}");
    column.run("build").expect(1, &["[theme/template]", "生成页面“audit/index.html”时"]);
    assert_eq!(tree(&column.out()), before);
    assert_eq!(written(&column.out()), set(&[]));
    // A template that cannot be read is found before anything is made.
    column.write("themes/default/leaf.html", "{% if %}");
    column.run("build").expect(1, &["[theme/template]", "themes/default/leaf.html"]);
    assert_eq!(tree(&column.out()), before);
    fs::remove_dir_all(column.path().join("themes")).expect("it is there");
    column.edit(ITEM, "票据未编号", "票据不齐");
    assert_eq!(column.build(), before);
    assert_eq!(written(&column.out()), set(&[]));
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let column = Column::new();
    column.write("public/letter.txt", "mine");
    column.run("build").expect(2, &["又不是 gongkai 生成的，没有动它", "--output"]);
    assert_eq!(tree(&column.out()), Tree::from([("letter.txt".into(), b"mine".to_vec())]));
    fs::remove_file(column.out().join("letter.txt")).expect("it is there");
    // An empty folder may be used.
    let before = column.build();
    // A file that a person put into the tree.
    column.write("public/audit/名单.xlsx", "mine");
    column.edit(ITEM, "票据不齐", "票据未编号");
    column.run("build").expect(2, &["有 1 个文件不是 gongkai 生成的（audit/名单.xlsx），没有动它", "移到别处"]);
    let mut after = tree(&column.out());
    assert_eq!(after.remove("audit/名单.xlsx"), Some(b"mine".to_vec()));
    assert_eq!(after, before);
    // What systems leave behind is no obstacle.
    fs::rename(column.out().join("audit/名单.xlsx"), column.out().join("audit/.DS_Store")).expect("it is there");
    assert!(!column.build().contains_key("audit/.DS_Store"));
}

#[test]
fn sources_are_no_output() {
    let column = Column::new();
    let before = tree(column.path());
    for out in [".", "content", "content/public", "content/a/b/c", "content/../content/a/b", "themes/x/y", "..", "/"] {
        column.run(&format!("build --output {out}")).expect(2, &["不能把“", "作为输出文件夹：栏目的源文件在里面"]);
        assert_eq!(tree(column.path()), before, "{out}");
        assert!(!column.path().join("content/a").exists() && !column.path().join("themes").exists(), "{out} left a folder");
    }
    column.write("file.txt", "mine");
    column.run("build --output file.txt").expect(2, &["出错了"]);
    column.run("build --output file.txt/x").expect(2, &["出错了"]);
    assert_eq!(column.read("file.txt"), "mine");
}

#[test]
fn a_build_that_was_killed_does_no_harm() {
    let column = Column::new();
    let before = column.build();
    let work = column.path().join(".public.gongkai");
    // Stopped while the spare tree was made.
    column.write(".public.gongkai/tree/index.html", "<!doctype ht");
    column.write(".public.gongkai/tree/audit/2017-001.html/strange", "a folder in place of a file");
    column.write(".public.gongkai/tree/archive", "a file in place of a folder");
    column.write(".public.gongkai/tree/left/over.html", "of another time");
    assert_eq!(column.build(), before);
    // Stopped between two renames: the old tree is put back, and the new one takes its place.
    fs::rename(column.out(), work.join("old")).expect("it is there");
    make_old(&work.join("old"));
    assert_eq!(column.build(), before);
    assert_eq!(written(&column.out()), set(&[]), "the old tree was not put back");
    assert!(!work.join("old").exists());
    // Stopped after both.
    column.write(".public.gongkai/old/index.html", "old");
    assert_eq!(column.build(), before);
    assert!(!work.join("old").exists());
    // The old tree is put back even where nothing new can be published.
    fs::rename(column.out(), work.join("old")).expect("it is there");
    column.write("themes/default/leaf.html", "{{ leaf.nothing.at.all }}");
    column.run("build").expect(1, &["[theme/template]"]);
    assert_eq!(tree(&column.out()), before);
}

#[test]
fn two_at_once_do_not_meet() {
    let column = Column::new();
    let before = column.build();
    let lock = File::options().write(true).open(column.path().join(".public.gongkai/lock")).expect("the lock");
    lock.lock().expect("nobody has it");
    column.edit(ITEM, "票据不齐", "票据未编号");
    column.run("build").expect(2, &["另一个 gongkai 正在向“", "等它结束以后再试"]);
    assert_eq!(tree(&column.out()), before);
    // Another folder is free, and so is a check.
    column.run("build --output other").expect(0, &[]);
    column.run("check").expect(0, &[]);
    drop(lock);
    assert_ne!(column.build(), before);
}

#[cfg(unix)] // Windows allows neither `?` nor a quote in a name.
#[test]
fn any_name_of_a_folder_or_a_file_will_do() {
    let folder = TempDir::new().expect("a folder");
    let (source, out) = (folder.path().join("我的 栏目 100% #1"), folder.path().join("网页 %20#?&"));
    let arguments = |words: &[&str]| -> Vec<PathBuf> { words.iter().map(PathBuf::from).collect() };
    let mut init = arguments(&["init", "--today", DAY]);
    init.push(source.clone());
    // The next command can be copied from the message.
    outcome(&mut command(folder.path(), &init)).expect(0, &[&format!("--source \"{}\"", source.display())]);
    let text = fs::read_to_string(source.join(ITEM)).expect("the item");
    let names = ["附 表.txt", "100%.txt", "%E9%99%84.txt", "a#b.txt", "a+b&c.txt", "问?.txt", "“引号”(1).txt"];
    for name in names {
        fs::write(source.join("content/audit").join(name), name).expect("a file");
    }
    let list = names.map(|name| format!("  - 文件: '{name}'\n")).concat();
    let text = text.replace("公开方式: 主动公开\n", &format!("公开方式: 主动公开\n附件:\n{list}"));
    fs::remove_file(source.join(ITEM)).expect("it is there");
    fs::write(source.join("content/audit/2017年 第1号#50%.md"), text).expect("a file");
    let mut build = arguments(&["build", "--today", DAY, "--source"]);
    build.extend([source, "--output".into(), out.clone()]);
    outcome(&mut command(folder.path(), &build)).expect(0, &[]);
    let tree = tree(&out);
    for name in names {
        assert_eq!(tree.get(&format!("audit/{name}")).map(Vec::as_slice), Some(name.as_bytes()), "{name}");
    }
    let page = String::from_utf8(tree["audit/2017年 第1号#50%.html"].clone()).expect("a page");
    let leaf = String::from_utf8(tree["audit/index.html"].clone()).expect("a page");
    assert!(leaf.contains("href=\"../audit/2017%E5%B9%B4%20%E7%AC%AC1%E5%8F%B7%2350%25.html\""), "{leaf}");
    for href in ["%E9%99%84%20%E8%A1%A8.txt", "100%25.txt", "%25E9%2599%2584.txt", "a%23b.txt", "a%2Bb%26c.txt", "%E9%97%AE%3F.txt"] {
        assert!(page.contains(&format!("href=\"../audit/{href}\"")), "{href}\n{page}");
    }
}

#[cfg(target_os = "linux")] // Disks of other systems count the letters of a name otherwise.
#[test]
fn what_can_be_checked_can_be_published_however_long_its_name() {
    let named = |item: usize, attachment: usize| {
        let column = Column::new();
        let file = format!("{}.csv", "y".repeat(attachment));
        column.write(&format!("content/audit/{file}"), "1\n".repeat(2000));
        column.edit(ITEM, "体裁: 公告", &format!("体裁: 公告\n附件: {file}"));
        fs::rename(column.path().join(ITEM), column.path().join(format!("content/audit/{}.md", "x".repeat(item)))).expect("a new name");
        column
    };
    for (item, attachment, surplus) in [(252, 1, 7), (246, 1, 1), (1, 251, 3), (1, 249, 1)] {
        for command in ["check", "build --compress"] {
            let words = ["[address/unportable]", &format!("至少减去{surplus}个字。"), "错误 1", "不能公开。"];
            named(item, attachment).run(command).expect(1, &words);
        }
    }
    let column = named(245, 248);
    column.run("publish --compress").expect(0, &["[address/unportable]", "错误 0，警告 2", "已生成", "审核单 3 张"]);
    assert!(column.out().join(format!("audit/{}.csv.br", "y".repeat(248))).is_file());
}

// The record of what was published.

#[test]
fn what_was_published_is_remembered() {
    let column = Column::new();
    let lock = column.path().join("gongkai.lock");
    // A build compares, and writes no record.
    column.build();
    assert!(!lock.exists());
    column.run("publish").expect(0, &["已生成", "发布记录 gongkai.lock 已更新，新公开 3 个条目。"]);
    let first = fs::read(&lock).expect("the record");
    column.run("publish").expect(0, &["新增或改动 0 个"]);
    assert_eq!(fs::read(&lock).expect("the record"), first);
    // A changed text is told; published with a revision, its new fingerprint is recorded under the old date.
    column.edit(ITEM, "票据不齐", "票据未编号");
    column.run("check").expect(0, &["[lock/changed-text]"]);
    column.edit(ITEM, "审核:\n", "修订: [{日期: 2017-12-29, 内容: 更正问题}]\n审核:\n");
    column.run("publish").expect(0, &["新公开 0 个条目。"]);
    assert_ne!(fs::read(&lock).expect("the record"), first);
    // What was published cannot vanish: nothing is built, and the record stays.
    let before = fs::read(&lock).expect("the record");
    fs::rename(column.path().join(ITEM), column.path().join("content/audit/2017-009.md")).expect("it is there");
    column.run("publish").expect(1, &["[lock/vanished]", "把文件移回原处。"]);
    assert_eq!(fs::read(&lock).expect("the record"), before);
}
