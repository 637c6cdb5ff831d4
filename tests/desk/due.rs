//! `gongkai due`.

use std::collections::BTreeSet;

use super::{Column, golden};

/// A day on which some of what is due in the column is over.
const LATER: &str = "2018-12-20";

/// A column with every kind of thing to do.
fn busy() -> Column {
    let column = Column::new();
    // A draft whose limit runs.
    column.run(&["new", "audit", "青禾镇2018年审计结果公告", "--formed", "2018-12-03"]).expect(0, &[]);
    // A display that is over, and one that is not.
    let item = column.read("content/river-chief/2017-001.md");
    for (number, from) in [("4", "2018-11-01"), ("5", "2018-12-17")] {
        let text = item.replace("河湖保护情况通报", &format!("管护员拟聘名单（{number}）公示")).replace("体裁: 通报\n", "");
        let text = text.replace("2017-00002", &format!("2018-0000{number}")).replace("2017-12-29", from);
        let text = text.replace("审核:\n", &format!("公示期: {{起: {from}, 天数: 7, 单位: 工作日}}\n审核:\n"));
        column.write(&format!("content/river-chief/2018-00{number}.md"), text);
    }
    // A document that ceases to be in force.
    column.edit("content/audit/2017-001.md", "审核:\n", "效力: {状态: 有效, 失效: 2019-01-10}\n审核:\n");
    // A leaf that is blank; the statement for another is a year old. What two subjects answer for, both are told of.
    std::fs::remove_file(column.at("content/reading-place/2017-001.md")).expect("it was there");
    column.edit("content/subjects.yaml", "公开职责: [fee]", "公开职责: [fee, reading-place]");
    // A village that owes a quarter, and what must stand always.
    let villages = "起: 2018-07-01\n事项:\n  - {代码: finance, 名称: 财务收支, 组: 财务类, 间隔: 季, 内容: 收支。}\n";
    let standing = "  - {代码: charter, 名称: 村规民约, 组: 制度类, 间隔: 长期, 内容: 村规民约。}\n";
    column.write("content/villages.yaml", format!("依据: 《中华人民共和国村民委员会组织法》\n{villages}{standing}"));
    let village = "  - {代码: shanghe, 名称: 示例县青禾镇上禾村村民委员会, 简称: 上禾村委会, 别名: [上禾村], 类型: 村委会}\n";
    column.write("content/subjects.yaml", column.read("content/subjects.yaml") + village);
    column
}

#[test]
fn what_is_due_is_told_subject_by_subject() {
    let column = busy();
    let told = column.run_on(LATER, &["due"]);
    told.expect(1, &[]);
    golden("due.txt", &told.out);
    golden("due.csv", &column.run_on(LATER, &["due", "--format", "csv"]).out);
    golden("notices.txt", &column.run_on(LATER, &["due", "--notice"]).out);
    // Colours only on a terminal, or where they are asked for.
    assert!(!told.out.contains('\u{1b}') && column.run_on(LATER, &["due", "--color", "always"]).out.contains("\u{1b}[1;31m"));
}

#[test]
fn the_exit_code_tells_whether_something_is_overdue() {
    let column = Column::new();
    column.run(&["due"]).expect(0, &["截至2017年12月29日，没有逾期的事项，30天以内也没有到期的。"]);
    // River by river: 180 days after the last.
    column.run(&["due", "--within", "180"]).expect(0, &["还有180天", "2018-06-27", "河长制", "180天以内到期的有1项。"]);
    column.run(&["due", "--within", "179"]).expect(0, &["没有到期的"]);
    column.run_on("2018-06-27", &["due"]).expect(0, &["今天到期"]);
    column.run_on("2018-06-28", &["due"]).expect(1, &["逾期1天", "逾期和应有未有的有1项"]);
    column.run_on("2018-06-28", &["due", "--subject", "财政所"]).expect(0, &["没有逾期的事项"]);
    column.run_on("2018-06-28", &["due", "--subject", "水利站"]).expect(1, &["逾期1天"]);
    column.run(&["due", "--subject", "水力站"]).expect(2, &["没有名为“水力站”的主体。是不是“水利站”（"]);
    column.run(&["due", "--source", "nowhere"]).expect(2, &["打不开文件夹“nowhere”"]);
    column.run(&["due", "--format", "ics", "--notice"]).expect(2, &["--notice 是文字"]);
    column.run(&["due", "--help"]).expect(0, &["退出码：0 没有逾期的；1 有逾期或者应有未有的"]);
}

#[test]
fn the_annual_report_is_due_when_its_year_is_over() {
    let column = Column::new();
    let report =
        column.read("content/audit/2017-001.md").replace("青禾镇村级财务审计结果公告", "青禾镇人民政府2024年政府信息公开工作年度报告");
    column.write(
        "content/audit/2017-001.md",
        report.replace("2017-12-29", "2025-01-20").replace("〔2017〕", "〔2025〕").replace("/2017-", "/2025-"),
    );
    let due = |day| column.run_on(day, &["due", "--subject", "财政所", "--within", "31"]).out;
    assert!(!due("2025-12-31").contains("年度报告"), "{}", due("2025-12-31"));
    let told = due("2026-01-01");
    assert!(told.contains("2026-01-31  年度报告  2025年政府信息公开工作年度报告"), "{told}");
    assert!(due("2026-02-01").contains("逾期1天"));
}

#[test]
fn a_calendar_can_be_taken_by_a_telephone() {
    let column = busy();
    let ics = |day| column.run_on(day, &["due", "--format", "ics"]).out;
    let now = ics(LATER);
    golden("due.ics", &now.replace("\r\n", "\n"));
    assert!(now.replace("\r\n", "").find(['\r', '\n']).is_none(), "every line ends with CR and LF");
    assert!(now.split("\r\n").all(|line| line.len() <= 75), "no line has more than 75 octets");
    assert_eq!(now, ics(LATER));
    // A task keeps its name from day to day, and moves on in the calendar.
    let uids = |text: &str| text.lines().filter(|line| line.starts_with("UID:")).map(str::to_string).collect::<BTreeSet<_>>();
    let (one, next) = (uids(&now), uids(&ics("2018-12-21")));
    assert_eq!(one.len(), now.matches("BEGIN:VEVENT").count());
    assert!(one.is_subset(&next), "{one:?} {next:?}");
}

#[test]
fn a_resident_id_is_never_printed() {
    // A valid number of the standard's own example (GB 11643-1999), of nobody.
    const ID: &str = "11010519491231002X";
    let column = Column::new();
    column.run(&["new", "audit", &format!("张某某{ID}审计公告"), "--formed", "2017-12-28"]).expect(0, &[]);
    std::fs::rename(column.at("content/audit/2017-002.md"), column.at(&format!("content/audit/{ID}.md"))).expect("it is there");
    for words in ["due", "due --notice", "due --format csv", "due --format ics", "status", "status --format csv", "status --format json"] {
        let told = column.run(&words.split(' ').collect::<Vec<_>>());
        assert!(told.out.contains("张某某") && !told.out.contains(ID), "{words}\n{}", told.out);
    }
}

#[test]
fn a_spreadsheet_needs_a_file() {
    let column = busy();
    column.run_on(LATER, &["due", "--format", "xlsx", "-o", "待办.xlsx"]).expect(1, &["已写进“待办.xlsx”。"]);
    let bytes = std::fs::read(column.at("待办.xlsx")).expect("the spreadsheet");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a spreadsheet");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("xl/sharedStrings.xml").expect("its texts"), &mut text).expect("text");
    for word in ["逾期", "【政务公开提醒】财政所：", "王某某，0000-00000000"] {
        assert!(text.contains(word), "{word}");
    }
    column.run(&["due", "--format", "xlsx", "-o", "待办.txt"]).expect(2, &["扩展名不是 .xlsx"]);
    column.run(&["due", "-o", "content/待办.txt"]).expect(2, &["在栏目自己的文件里"]);
    column.run_on(LATER, &["due", "--notice", "-o", "通知.txt", "-q"]).expect(1, &[]);
    assert!(column.read("通知.txt").starts_with("【政务公开提醒】"));
}

#[test]
fn what_is_to_be_done_is_said_once_for_all() {
    let column = Column::new();
    column.write("content/catalogue.yaml", include_str!("../../content/catalogue.yaml"));
    let due = column.run(&["due"]);
    due.expect(1, &["应有未有                空白  互联网政务服务\n", "              以上"]);
    let advice = "一条也没有，也没有声明。请提供内容";
    // Not for every single one of some fifty.
    assert!(due.out.matches("应有未有").count() > 40 && due.out.matches(advice).count() < 10, "{}", due.out);
}
