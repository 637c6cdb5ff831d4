//! `gongkai new`.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use super::{Column, DAY, golden};

const TITLE: &str = "青禾镇2017年下半年村级财务审计结果公告";

#[test]
fn a_new_item_has_what_its_leaf_needs() {
    let column = Column::new();
    column.run(&["new", "审计", TITLE, "--formed", "2017-12-28"]).expect(
        0,
        &["已写好“content/audit/2017-002.md”（草稿）：审计结果及整改，财政所。", "索引号：000000000/2017-00004", "最迟2018年1月26日公开"],
    );
    golden("new-audit.md", &column.read("content/audit/2017-002.md"));
    // What is found is only what the clerk must fill in, and nothing stands in the way of the rest.
    let check = column.run(&["check", "--format", "json"]);
    check.expect(0, &[]);
    let report: serde_json::Value = serde_json::from_str(&check.out).expect("JSON");
    let rules: std::collections::BTreeSet<&str> =
        report["findings"].as_array().expect("a list").iter().filter_map(|finding| finding["rule"].as_str()).collect();
    assert_eq!(rules.into_iter().collect::<Vec<_>>(), ["form/blank"], "{}", check.out);
    // Filled in, it can be published.
    let text = column.read("content/audit/2017-002.md").replace("草稿: 是\n", "").replace("发布日期:\n", "发布日期: 2017-12-29\n");
    let text = text.replace("文号:\n", "").replace("摘要:\n", "摘要: 三个村的审计结果。\n").replace("（此处填写）", "本期没有。");
    let text = text.replace("日期: }", "日期: 2017-12-29}").replace("结论: ,", "结论: 可以公开,");
    column.write("content/audit/2017-002.md", text);
    column.run(&["check"]).expect(0, &["否决 0，错误 0，警告 0，提示 0。可以公开。"]);
}

#[test]
fn what_is_left_to_be_filled_in_cannot_be_published() {
    let column = Column::new();
    column.run(&["new", "audit", TITLE, "--formed", "2017-12-28", "--published", DAY]).expect(0, &[]);
    column.edit("content/audit/2017-002.md", "草稿: 是\n", "");
    column.run(&["check"]).expect(1, &["[wording/template-residue]", "此处填写", "[form/blank]"]);
}

#[test]
fn options_are_written_into_the_file() {
    let column = Column::new();
    column.edit("content/catalogue.yaml", "阶段: [决策后]", "阶段: [决策前, 决策后]");
    let words =
        ["new", "河长", "青禾溪管护办法公示", "--subject", "水利", "--formed", "2017-12-20", "--published", "2017-12-29", "--number"];
    let more = ["青政[2017]9号", "--stage", "决策前", "--matter", "河道管护"];
    column.run(&[&words[..], &more[..]].concat()).expect(0, &["水利站"]);
    let text = column.read("content/river-chief/2017-002.md");
    for line in [
        "主体: 水利站",
        "发布日期: 2017-12-29",
        "文号: 青政〔2017〕9号",
        "阶段: 决策前",
        "事项: 河道管护",
        "公示期: {起: , 天数: , 单位: 工作日}",
    ] {
        assert!(text.lines().any(|known| known == line), "{line}\n{text}");
    }
    // A title that YAML would read otherwise.
    column.run(&["new", "audit", "关于“甲: 乙” #1的公告", "--formed", "2017-12-28"]).expect(0, &[]);
    assert!(column.read("content/audit/2017-002.md").contains("标题: \"关于“甲: 乙” #1的公告\"\n"));
    let check = column.run(&["check", "--only", "form"]);
    check.expect(0, &["form/blank"]);
    assert!(!check.out.contains("form/comment") && !check.out.contains("form/syntax"), "{}", check.out);
}

#[test]
fn numbers_go_on_and_nothing_is_written_over() {
    let column = Column::new();
    column.write("content/audit/2017-007-名单.csv", "甲");
    column.write("gongkai.lock", "audit/2017-009.html 2017-12-01 0123456789abcdef\n");
    column.run(&["new", "audit", TITLE, "--formed", "2017-12-28"]).expect(0, &["content/audit/2017-010.md", "2017-00004"]);
    column.run(&["new", "audit", TITLE, "--formed", "2017-12-28"]).expect(0, &["content/audit/2017-011.md", "2017-00005"]);
    column.run(&["new", "audit", TITLE, "--formed", "2018-01-02"]).expect(0, &["content/audit/2018-001.md", "2018-00001"]);
    // What stands in the way is left alone.
    std::fs::create_dir(column.at("content/audit/2018-002.md")).expect("a folder");
    column.run(&["new", "audit", TITLE, "--formed", "2018-01-02"]).expect(2, &["出错了"]);
    assert!(column.at("content/audit/2018-002.md").is_dir());
}

#[test]
fn without_a_terminal_it_says_what_is_missing() {
    let column = Column::new();
    let before = column.tree();
    for (words, said) in [
        (&["new"][..], "缺少类别（写在 new 后面）、标题（写在类别后面，前后加引号）、成文日期（--formed 日期），没有写文件。"),
        (&["new", "audit", TITLE], "缺少成文日期（--formed 日期），没有写文件。"),
        (&["new", "审机", TITLE, "--formed", DAY], "没有名为“审机”的类别。\n改法："),
        (&["new", "审机结果及整改", TITLE, "--formed", DAY], "是不是“审计结果及整改”（audit）？\n改法："),
        (&["new", "audit", TITLE, "--formed", DAY, "--published", "2017-12-28"], "发布日期不能早于成文日期（2017年12月29日）"),
        (&["new", "audit", TITLE, "--formed", DAY, "--number", "第三号"], "“第三号”不是完整的文号。"),
        (&["new", "audit", TITLE, "--formed", DAY, "--stage", "事中"], "没有“事中”这个阶段。"),
        (&["new", "audit", TITLE, "--formed", DAY, "--subject", "农机站"], "没有名为“农机站”的主体。\n改法："),
        (&["new", "audit", TITLE, "--formed", DAY, "--subject", "青禾镇"], "“青禾镇”可能是4个主体，写明是哪一个：\n  1. 镇政府（gov）\n"),
        (&["new", "audit", TITLE, "--formed", DAY, "--subject", "青禾镇"], "\n改法：写其中一个的名称，或者括号里的代码。"),
    ] {
        let refused = column.run(words);
        refused.expect(2, &[said]);
        assert_eq!(refused.out, "", "{words:?}");
    }
    // A leaf that several answer for.
    column.edit("content/subjects.yaml", "公开职责: [fee]", "公开职责: [fee, audit]");
    column.run(&["new", "audit", TITLE, "--formed", DAY]).expect(2, &["缺少主体（--subject 主体，这一类由镇政府、财政所负责）"]);
    column.edit("content/subjects.yaml", "公开职责: [fee, audit]", "公开职责: [fee]");
    assert_eq!(column.tree(), before);
}

/// Reads what is said until these words have come.
fn until(from: &mut impl Read, words: &str, said: &mut Vec<u8>) {
    let start = said.len();
    let mut byte = [0];
    while !String::from_utf8_lossy(said.get(start..).unwrap_or(&[])).contains(words) {
        let read = from.read(&mut byte).expect("it speaks");
        assert!(read > 0, "{words} was not said: {}", String::from_utf8_lossy(said));
        said.extend_from_slice(&byte);
    }
}

#[test]
fn on_a_terminal_it_asks() {
    let column = Column::new();
    let mut command = Command::new("script");
    if !command.args(["-qec", "true", "/dev/null"]).stdin(Stdio::null()).output().is_ok_and(|output| output.status.success()) {
        println!("skipped: there is no script(1) that makes a terminal");
        return;
    }
    let line = format!("'{}' new --today {DAY}", env!("CARGO_BIN_EXE_gongkai"));
    let mut child = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .current_dir(column.at("."))
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("script starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = child.stdout.take().expect("a pipe");
    let mut said = Vec::new();
    // A title, a leaf that there is not, one by a part of its name, the usual day, a day that is too early, none.
    let talk = [
        ("标题：", ""),
        ("标题不能空着。", "青禾溪水质通报"),
        ("类别（", "甲乙"),
        ("没有名为“甲乙”的类别", "河长"),
        ("成文日期（", ""),
        ("发布日期（", "2017-12-01"),
        ("发布日期不能早于成文日期", ""),
    ];
    for (asked, answer) in talk {
        until(&mut stdout, asked, &mut said);
        stdin.write_all(format!("{answer}\r").as_bytes()).and_then(|()| stdin.flush()).expect("it listens");
    }
    stdout.read_to_end(&mut said).expect("it ends");
    child.wait().expect("it ends");
    drop(stdin);
    let said = String::from_utf8_lossy(&said);
    for words in [
        "标题不能空着。",
        "没有名为“甲乙”的类别",
        "类别：河长制（river-chief）",
        "发布日期不能早于成文日期",
        "已写好“content/river-chief/2017-002.md”",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let text = column.read("content/river-chief/2017-002.md");
    for line in ["标题: 青禾溪水质通报", "主体: 水利站", "成文日期: 2017-12-29", "发布日期:"] {
        assert!(text.lines().any(|known| known == line), "{line}\n{text}");
    }
}
