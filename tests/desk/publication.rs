//! `gongkai publish` and `gongkai status`.

use super::{Column, golden};

const SHEET: &str = "审核单/audit/2017-001.html";

#[test]
fn a_publication_lists_what_changed_and_writes_sheets() {
    let column = Column::new();
    column.run(&["publish"]).expect(
        0,
        &["新公开的网址有 ", "  audit/2017-001.html\n", "  ……另有 ", "审核单 3 张写在“审核单”里", "审核单是内部材料，不要公开。"],
    );
    // A sheet stands by itself: a page of the same name is nowhere in what is public.
    golden("sheet.html", &column.read(SHEET));
    assert!(
        column.tree().iter().all(|(path, bytes)| !path.starts_with("public/") || !String::from_utf8_lossy(bytes).contains("三审三校记录"))
    );
    // Nothing new: nothing is listed, no sheet is written again.
    column.write(SHEET, "signed");
    let again = column.run(&["publish"]);
    again.expect(0, &["新增或改动 0 个"]);
    assert!(!again.out.contains("网址") && !again.out.contains("审核单"), "{}", again.out);
    // A change, a new item, a page that is gone.
    column.edit("content/audit/2017-001.md", "审核:\n", "修订: [{日期: 2017-12-29, 内容: 更正金额}]\n审核:\n");
    let item = column.read("content/river-chief/2017-001.md").replace("2017-00002", "2017-00004").replace("情况通报", "情况通报（二）");
    column.write("content/river-chief/2017-002.md", item);
    let third = column.run(&["publish"]);
    third.expect(
        0,
        &[
            "新公开的网址有 1 个：\n  river-chief/2017-002.html\n",
            "改动的网址有 ",
            "  audit/2017-001.html\n",
            "审核单 1 张",
            "新公开 1 个条目",
        ],
    );
    assert_eq!(column.read(SHEET), "signed");
    assert!(column.at("审核单/river-chief/2017-002.html").is_file());
    // Those that are wanting are written when they are asked for, and no other.
    std::fs::remove_file(column.at("审核单/river-chief/2017-002.html")).expect("it was there");
    column.run(&["publish", "--all-sheets"]).expect(0, &["审核单 1 张"]);
    assert_eq!(column.read(SHEET), "signed");
    // What is found forbids: nothing is said of addresses, and no sheet is written.
    column.write("content/audit/2017-009.md", "---\n标题: 甲\n---\n");
    let refused = column.run(&["publish"]);
    refused.expect(1, &["没有生成网页"]);
    assert!(!refused.out.contains("网址"), "{}", refused.out);
    // A build keeps to itself.
    std::fs::remove_file(column.at("content/audit/2017-009.md")).expect("it was there");
    column.edit("content/audit/2017-001.md", "票据不齐", "票据未编号");
    assert!(!column.run(&["build"]).expect(0, &[]).out.contains("网址"));
}

#[test]
fn a_title_is_no_markup_in_a_sheet() {
    let column = Column::new();
    column.edit("content/audit/2017-001.md", "标题: 青禾镇", "标题: <b>&青禾镇");
    column.run(&["publish", "-q"]).expect(0, &[]);
    let sheet = column.read(SHEET);
    assert!(sheet.contains("&lt;b&gt;&amp;青禾镇") && !sheet.contains("<b>"), "{sheet}");
}

#[test]
fn status_tells_where_items_stand() {
    let column = Column::new();
    column.run(&["status"]).expect(0, &["共3个条目，没有办完的0个。"]);
    column.run(&["publish", "-q"]).expect(0, &[]);
    column.run(&["new", "audit", "青禾镇2017年第四季度审计结果公告", "--formed", "2017-12-28"]).expect(0, &[]);
    let flow = "流程: {提出: 2017-12-20, 审核: 2017-12-21, 公开: 2017-12-29}\n审核:\n";
    column.edit("content/river-chief/2017-001.md", "审核:\n", flow);
    column.edit("content/audit/2017-001.md", "票据不齐", "票据未编号");
    let text = column.run(&["status"]);
    text.expect(0, &["没有办完的3个"]);
    golden("status.txt", &text.out);
    golden("status.csv", &column.run(&["status", "--format", "csv", "--all"]).out);
    golden("status.json", &column.run(&["status", "--format", "json"]).out);
    // One subject, one leaf, by leaf.
    column.run(&["status", "--subject", "水利"]).expect(0, &["共1个条目"]);
    column.run(&["status", "--subject", "水利站"]).expect(0, &["待评议", "共1个条目，没有办完的1个。"]);
    column.run(&["status", "--leaf", "audit", "--by", "leaf"]).expect(0, &["审计结果及整改\n", "待再次发布", "共2个条目"]);
    column.run(&["status", "--leaf", "audot"]).expect(2, &["没有名为“audot”的类别。是不是“审计结果及整改”（audit）？"]);
    // A draft that was reviewed waits for its publication; what is archived is done.
    column.edit("content/audit/2017-002.md", "日期: }", "日期: 2017-12-29}");
    column.edit("content/audit/2017-002.md", "结论: ,", "结论: 可以公开,");
    column.run(&["status"]).expect(0, &["审核  2017-12-29  待公开"]);
    column.edit("content/river-chief/2017-001.md", "公开: 2017-12-29}", "公开: 2017-12-29, 归档: 2017-12-29}");
    assert!(!column.run(&["status"]).out.contains("水利站\n"));
}
