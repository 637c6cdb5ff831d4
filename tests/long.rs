//! Items as long as no person writes them: what is looked for takes time in proportion to their length. There is no clock here: a
//! look at all of an item for every line, number or cell of it takes ten times as long as all else, or for ever. Where it does not,
//! the function that looks is tested beside itself, with more.

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::Folder;
use gongkai::formats::Secrets;
use gongkai::starter::starter;

/// The item.
const ITEM: &str = "content/audit/2017-001.md";

/// A column with an item that has these fields, title and body, and other files.
fn column(fields: &str, title: &str, body: &str, files: &[(&str, String)]) -> Column {
    let today = Date::from_ymd_opt(2017, 12, 29).expect("a day");
    let dates = "成文日期: 2017-06-12\n发布日期: 2017-06-20";
    let levels = ["一审", "二审", "三审"].map(|level| format!("{{级别: {level}, 人: 负责人, 日期: 2017-06-13}}")).join(", ");
    let review = format!("审核: [{levels}]\n保密审查: {{结论: 可以公开, 人: 党政办, 日期: 2017-06-15}}");
    let item = format!("---\n标题: {title}\n主体: 财政所\n{dates}\n{review}\n{fields}---\n{body}");
    let mut all: Vec<(String, String)> = starter(today, false).into_iter().filter(|(file, _)| file != ITEM).collect();
    all.push((ITEM.into(), item));
    all.extend(files.iter().map(|(path, text)| ((*path).to_string(), text.clone())));
    Column::load(Folder::in_memory(all), today, &mut |_| {})
}

/// How often a rule finds its fault in an item with this title and body.
fn findings(rule: &str, title: &str, body: &str) -> usize {
    let column = column("", title, body, &[]);
    column.report().findings().iter().filter(|finding| finding.rule.name == rule && finding.file.as_str() == ITEM).count()
}

/// A Markdown table with these headers, and `count` rows.
fn table(head: &str, count: usize, row: impl Fn(usize) -> String) -> String {
    let line = "|---".repeat(head.matches('|').count() + 1);
    let rows: String = (0..count).map(|nth| format!("|{}|\n", row(nth))).collect();
    format!("|{head}|\n{line}|\n{rows}\n")
}

/// So many lines, numbers or cells are looked through at once, and would not be one by one.
const MANY: usize = 20_000;

#[test]
fn lines() {
    assert_eq!(findings("character/half-width", "甲", &"今天情况很好。\n甲,乙\n".repeat(MANY)), MANY);
}

#[test]
fn lines_of_a_web_page() {
    assert_eq!(findings("wording/boilerplate", "甲", &"【关闭窗口】\n\n".repeat(MANY)), MANY);
}

#[test]
fn lines_like_headers() {
    assert_eq!(findings("privacy/birth-date", "甲", &"姓名1，x\n".repeat(MANY)), 0);
    assert_eq!(findings("privacy/birth-date", "甲", &format!("{}姓名1，x\n", "姓名，x\n".repeat(MANY))), 0);
}

#[test]
fn mobiles_in_a_table() {
    let body = table("姓名|电话", MANY, |row| format!("张某某|138{row:08}"));
    assert_eq!(findings("privacy/mobile", "甲", &body), MANY);
}

#[test]
fn mobiles_in_one_line() {
    assert_eq!(findings("privacy/mobile", "甲", &"13800138000 ".repeat(MANY)), MANY);
    assert_eq!(findings("privacy/mobile", "甲", &"说明）13800138000，".repeat(MANY)), MANY);
}

#[test]
fn mobiles_to_be_asked_in_one_line() {
    let body = "13800138000 ".repeat(MANY);
    assert_eq!(findings("privacy/contact-mobile", "关于招标的公告", &format!("{body}\n联系人：{body}")), MANY);
}

#[test]
fn landlines_in_one_line() {
    assert_eq!(findings("privacy/mobile", "甲", &"电话0598-8220000，".repeat(MANY)), 0);
    assert_eq!(findings("privacy/mobile", "甲", &"1  ".repeat(10 * MANY)), 0);
}

#[test]
fn accounts_in_a_table() {
    let body = table("姓名|说明", MANY, |row| format!("张某某|账号62284800{row:011}"));
    assert_eq!(findings("privacy/bank-account", "甲", &body), MANY);
}

#[test]
fn accounts_in_one_line() {
    let body: String = (0..MANY).map(|nth| format!("账号62284800{nth:011}，")).collect();
    assert_eq!(findings("privacy/bank-account", "甲", &body), MANY);
}

#[test]
fn masked_numbers_in_one_line() {
    assert_eq!(findings("privacy/recoverable-id", "甲", &"身份证350427********0012，".repeat(MANY)), MANY);
}

#[test]
fn documents_in_one_line() {
    assert_eq!(findings("privacy/home-address", "甲", &"《办法》（青政〔2017〕1号）".repeat(MANY)), 0);
}

#[test]
fn homes_in_one_line() {
    let body: String = (0..MANY).map(|nth| format!("家住青禾村{nth}组{nth}号的张某某，")).collect();
    assert_eq!(findings("privacy/home-address", "甲", &body), MANY);
    assert_eq!(findings("privacy/home-address", "甲", &"家住1号".repeat(MANY)), 0);
}

#[test]
fn homes_in_a_table() {
    let body = table("甲|乙", MANY, |row| format!("家住青禾村{row}组{row}号的张某某，|1"));
    assert_eq!(findings("privacy/home-address", "甲", &body), 0);
}

#[test]
fn declarations_that_never_end() {
    for opens in ["<?", "<!A ", "<![CDATA["] {
        assert_eq!(findings("form/raw-html", "甲", &opens.repeat(MANY)), 0, "{opens}");
    }
}

#[test]
fn small_tables() {
    let body = table("姓名|电话", 1, |_| "张某某|13800138000".into()).repeat(MANY / 2);
    assert_eq!(findings("privacy/mobile", "甲", &body), MANY / 2);
}

#[test]
fn crosses() {
    assert_eq!(findings("residue/template", "甲", &format!("1{}", "x".repeat(10 * MANY))), 0);
    assert_eq!(findings("residue/template", "甲", &"x".repeat(10 * MANY)), 1);
}

#[test]
fn numbers_in_an_attachment() {
    let rows: String = (0..MANY).map(|row| format!("张某某,138{row:08}\n")).collect();
    let body = "有一个附件。";
    let files = [("content/audit/a.csv", format!("姓名,电话\n{rows}"))];
    let column = column("附件: [{文件: a.csv, 名称: 名单}]\n", "甲", body, &files);
    let told = column.report().findings().iter().find(|finding| finding.rule.name == "privacy/mobile").expect("it is found");
    assert!(told.message.contains(&format!("（内容第2行、第3行、第4行等，共{MANY}处）")), "{}", told.message);
}

#[test]
fn one_number_many_times_in_the_report() {
    let column = column("", "甲", &"13800138000 ".repeat(MANY), &[]);
    let secrets = Secrets::new(column.report().findings(), column.folder());
    assert_eq!(secrets.told(ITEM, "电话0138001380001"), "电话0***********1");
}
