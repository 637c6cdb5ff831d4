//! 公示: what is put on display says for how long, and to whom one may object; it has a result, and each name is of one person.

use std::collections::HashSet;

use crate::calendar::chinese;
use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::duty::{display_title as title, open_displays};
use crate::model::{Filed, Item, Key, Table, WordList};

rule!(NO_PERIOD, Warning, "display/no-period");
rule!(NO_COMPLAINT, Warning, "display/no-complaint");
rule!(NO_MONITOR, Warning, "display/no-monitor");
rule!(NOT_ON_BOARD, Info, "display/not-on-board");
rule!(NO_RESULT, Info, "display/no-result");
rule!(SAME_NAME, Warning, "display/same-name");

/// A number of so many digits can be called.
const SHORTEST: usize = 5;

/// A display without 公示期.
pub fn no_period(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(title) = title(&filed.item).filter(|_| filed.item.display.is_none() && filed.item.key(Key::Display).is_none()) else {
        return;
    };
    found.add(
        &filed.item.path,
        title.span,
        "标题说是公示，但是没有写公示期。",
        format!("在开头补上一行，例如“公示期: {{起: {}, 天数: 7, 单位: 工作日}}”，天数按这一类公示的规定写。", day(&filed.item)),
    );
}

/// A display that doesn't say where to complain.
pub fn no_complaint(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, body) = (&filed.item, filed.item.written());
    let Some(title) = title(item).filter(|_| !item.body.blank && !body.is_empty()) else { return };
    if facts.site.terms.lists.speaks(WordList::Complaint, body) && reachable(body) {
        return;
    }
    found.add(
        &item.path,
        title.span,
        "这是公示，正文里没有写对公示内容有异议的向谁反映。",
        "在正文末尾写上受理单位、电话和地址，例如“对公示内容有异议的，请在公示期内向镇纪委反映，电话0000-00000000”。",
    );
}

/// A display about funds for the poor without the number to call about them.
pub fn no_monitor(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, body, lists) = (&filed.item, filed.item.written(), &facts.site.terms.lists);
    let Some(title) = title(item).filter(|title| lists.speaks(WordList::Poverty, &title.value)) else { return };
    let numbers = lists.list(WordList::Monitor);
    if item.body.blank || body.is_empty() || numbers.is_empty() || lists.speaks(WordList::Monitor, body) {
        return;
    }
    let numbers = numbers.join("、");
    found.add(
        &item.path,
        title.span,
        format!("这是扶贫资金、项目的公示，没有写监督电话{numbers}。"),
        format!("在正文末尾写上“扶贫监督举报电话：{numbers}”，和本镇、本县的监督电话写在一起。"),
    );
}

/// A display on the web only, though its leaf names the board too.
pub fn not_on_board(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, lists) = (&filed.item, &facts.site.terms.lists);
    let (Some(leaf), Some(_), Some(first)) = (filed.leaf, title(item), item.channels.first()) else { return };
    let board = |channel: &str| lists.speaks(WordList::Boards, channel);
    let Some(named) = facts.site.catalogue.leaf(leaf).channels.iter().find(|channel| board(channel)) else { return };
    if !item.channels.iter().any(|channel| board(&channel.value)) {
        found.add(
            &item.path,
            first.span,
            format!("目录要求这一类在“{named}”公开，这个公示的渠道里没有。"),
            "同时张贴到公示栏，拍照存档，在“公开渠道”里补上；本条不用张贴的，写明另外怎样告知。",
        );
    }
}

/// A display that ended long ago, and nothing came of it.
pub fn no_result(facts: &Facts<'_>, found: &mut Found<'_>) {
    for open in open_displays(facts.site).into_iter().filter(|open| open.due < facts.today) {
        let item = facts.site.item(open.item);
        let Some(display) = &item.display else { continue };
        let cure = match &item.matter {
            Some(matter) => format!("“事项”写“{}”", matter.value),
            None => "两个条目的“事项”写同一个名称，或者在结果里链接到这个公示".to_string(),
        };
        found.add(
            &item.path,
            display.from.span,
            format!("公示{}已经结束，没有看到结果。", chinese(open.end)),
            format!(
                "公布有没有异议、怎样处理、最后确定了谁，{cure}；没有异议的，也可以在这个条目里写“修订: [{{日期: {}, 内容: 公示期满，没有异议}}]”。",
                open.due),
        );
    }
}

/// Words in the head of a column that tells people of one name apart.
const MARKS: &[&str] = &["证", "号码", "账号", "卡号", "编号", "组", "地址", "住址", "门牌", "备注", "性别", "关系"];

/// One name twice in a village, and nothing that tells the two apart.
pub fn same_name(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    if item.withdrawn.is_some() {
        return;
    }
    for table in &item.body.tables {
        let Some(name) = column(table, &["姓名", "户主"]) else { continue };
        let (village, place) = (column(table, &["村"]), item.name());
        let marks: Vec<usize> = (0..table.head.len()).filter(|at| *at != name && Some(*at) != village && is_mark(table, *at)).collect();
        let mut seen: HashSet<Vec<&str>> = HashSet::new();
        for row in &table.rows {
            let Some(cell) = row.get(name).filter(|cell| is_name(&cell.value)) else { continue };
            let parts = [Some(name), village].into_iter().flatten().chain(marks.iter().copied());
            let key: Vec<&str> = parts.map(|at| row.get(at).map_or("", |cell| cell.value.trim())).collect();
            if !seen.insert(key) {
                let of = village.and_then(|at| row.get(at)).map_or(place, |cell| cell.value.trim());
                found.add(
                    &item.path,
                    cell.span,
                    format!("“{}”里“{}”出现了两次，看不出是不是同一个人。", of, cell.value.trim()),
                    "重复的，删去一行；确是同名的两个人，加一列组别或者隐去中间几位的证件号码来区分。",
                );
            }
        }
    }
}

/// The first column whose head has one of the words.
fn column(table: &Table, words: &[&str]) -> Option<usize> {
    table.head.iter().position(|head| words.iter().any(|word| head.value.contains(word)))
}

fn is_mark(table: &Table, at: usize) -> bool {
    table.head.get(at).is_some_and(|head| MARKS.iter().any(|word| head.value.contains(word)))
}

/// Whether a cell is a whole name: hidden ones are alike by right.
fn is_name(cell: &str) -> bool {
    let cell = cell.trim();
    (2..=4).contains(&cell.chars().count()) && cell.chars().all(crate::model::is_han) && !cell.contains('某')
}

fn day(item: &Item) -> String {
    item.published.as_ref().map_or_else(|| "2017-06-20".to_string(), |published| published.value.date.to_string())
}

/// Whether there is a number to call, or an address of mail.
fn reachable(text: &str) -> bool {
    let mut digits = 0;
    text.contains('@')
        || text.chars().any(|c| {
            digits = match c {
                '0'..='9' | '０'..='９' => digits + 1,
                '-' | '—' | '－' => digits,
                _ => 0,
            };
            digits >= SHORTEST
        })
}
