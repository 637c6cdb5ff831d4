//! A county's table becomes the text of `content/catalogue.yaml`: a draft, whose codes people choose before it is used.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;

use crate::model::{Asks, CatalogueTable, Row, SubjectType};
use crate::scalar;

/// A catalogue that was made from tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text of the file.
    pub text: String,
    /// How many leaves are in it.
    pub leaves: usize,
    /// How many rows are the county's alone, and were left out.
    pub of_county: usize,
}

const HEAD: &str = "\
# 主动公开基本目录，由目录表生成，一行一个类别。
#
# 用之前：
# 1. 把“代码”换成看得懂的，例如 river-chief。代码是网址的一部分，定下以后不要改；
# 2. 核对“内容”“主体”和“时限”；
# 3. 补上“方式”“更新”“关键词”（不写也可以）。

部分:
";

/// Writes the rows of the tables as leaves: a part for each field, a group for each 一级事项.
pub fn catalogue(tables: &[CatalogueTable]) -> Draft {
    let mut draft = Draft { text: HEAD.to_string(), ..Draft::default() };
    let rows: Vec<&Row> = tables.iter().flat_map(|table| &table.sheets).flat_map(|sheet| &sheet.rows).collect();
    draft.of_county = rows.iter().filter(|row| row.is_of_county()).count();
    let rows: Vec<&Row> = rows.into_iter().filter(|row| !row.is_of_county() && !row.name().is_empty()).collect();
    let mut names = HashSet::new();
    for (p, field) in (1..).zip(first_seen(rows.iter().map(|row| field_of(row)))) {
        let here: Vec<&Row> = rows.iter().copied().filter(|row| field_of(row) == field).collect();
        line(&mut draft.text, 2, &format!("- 代码: p{p}"));
        line(&mut draft.text, 4, &format!("名称: {}", quoted(&field)));
        line(&mut draft.text, 4, "分组:");
        for (g, group) in (1..).zip(first_seen(here.iter().map(|row| group_of(row)))) {
            line(&mut draft.text, 6, &format!("- 代码: p{p}-g{g}"));
            line(&mut draft.text, 8, &format!("名称: {}", quoted(&group)));
            line(&mut draft.text, 8, "类别:");
            for (n, row) in (1..).zip(here.iter().filter(|row| group_of(row) == group)) {
                let name = unlike(row, &group, &mut names);
                leaf(&mut draft.text, &format!("p{p}-g{g}-{n}"), &name, row);
                draft.leaves += 1;
            }
        }
    }
    if draft.leaves == 0 {
        draft.text = draft.text.replace("部分:\n", "部分: []\n");
    }
    draft
}

fn first_seen(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    all.filter(|one| seen.insert(one.clone())).collect()
}

/// 社会救助 for 一、社会救助领域基层政务公开标准目录.
fn field_of(row: &Row) -> String {
    let numbered = row.field.split_once(['、', '）', ')']).filter(|(before, _)| before.chars().count() <= 4).map(|(_, name)| name);
    let name = numbered.unwrap_or(&row.field);
    let name = name.split("领域").next().unwrap_or(name).trim();
    if name.is_empty() { "基本目录".into() } else { name.into() }
}

fn group_of(row: &Row) -> String {
    row.matters.first().filter(|name| !name.is_empty()).map_or_else(|| row.name().to_string(), Clone::clone)
}

/// The name of a leaf: no two are the same.
fn unlike(row: &Row, group: &str, names: &mut HashSet<String>) -> String {
    let plain = row.name().to_string();
    let long = format!("{group}：{plain}");
    let numbered = (2..).map(|n| format!("{long}（{n}）"));
    let name = [plain, long.clone()].into_iter().chain(numbered).find(|name| !names.contains(name)).unwrap_or(long);
    names.insert(name.clone());
    name
}

fn leaf(text: &mut String, code: &str, name: &str, row: &Row) {
    let elements = parted(&row.elements.text, &['；', ';', '、', '·', '●', '\n']);
    let content = if elements.is_empty() { name.to_string() } else { row.elements.text.split_whitespace().collect() };
    let basis = parted(&row.basis.text, &['；', ';', '\n']);
    line(text, 10, &format!("- 代码: {code}"));
    for (key, value) in [("名称", name), ("内容", &content)] {
        line(text, 12, &format!("{key}: {}", quoted(value)));
    }
    // A leaf must name its basis: who fills it in finds the gap.
    list(text, "依据", &if basis.is_empty() { vec!["（补上依据）".to_string()] } else { basis });
    line(text, 12, "性质: 信息");
    line(text, 12, &limit(row));
    let subjects: Vec<String> = subjects(&row.subject.text).iter().map(|kind| kind.name().to_string()).collect();
    line(text, 12, &format!("主体: [{}] # 原表：{}", subjects.join(", "), row.subject.text.split_whitespace().collect::<String>()));
    list(text, "要素", &elements);
    list(text, "渠道", &row.chosen);
    line(text, 12, &format!("公开对象: {}", quoted(&row.audience)));
    line(text, 12, &format!("公开方式: {}", if row.proactive { "主动公开" } else { "依申请公开" }));
    line(text, 12, &format!("公开层级: {}", quoted(&row.levels.join("、"))));
}

/// The limit as it is written, where all of it is understood.
fn limit(row: &Row) -> String {
    let written: String = row.limit.text.split_whitespace().collect();
    let known = row.time_limit.unread.is_empty() && row.time_limit.clauses.iter().all(|clause| clause.value.asks != Asks::Ditto);
    if known { format!("时限: {}", quoted(&written)) } else { format!("时限: 及时公开 # 原表：{written}") }
}

/// Who owes it, by the words for bodies.
fn subjects(text: &str) -> Vec<SubjectType> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let mut found = Vec::new();
    let mut add = |holds: bool, kind| found.extend(holds.then_some(kind));
    add(has(&["党委", "党工委"]), SubjectType::Party);
    let village = has(&["村委会", "村民委员会", "居委会", "居民委员会"]) || ["村", "社区", "村级"].contains(&text);
    let office = has(&["站", "所", "办公室", "中心", "股室"]);
    add(has(&["政府", "街道办事处"]) || !(village || office || has(&["党委", "党工委"])), SubjectType::Government);
    add(office, SubjectType::Office);
    add(village, SubjectType::Village);
    found
}

/// The parts of a cell, without their numbers and bullets.
fn parted(text: &str, marks: &[char]) -> Vec<String> {
    let numbered = |part: &str| {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let mark = rest.len() < part.len() && rest.starts_with(['.', '．', '、']);
        if mark { rest.chars().skip(1).collect::<String>() } else { part.to_string() }
    };
    let clean = |part: &str| numbered(part.trim()).split_whitespace().collect::<String>().trim_end_matches(['。', '，']).to_string();
    first_seen(text.split(marks).map(clean).filter(|part| !part.is_empty()))
}

fn list(text: &mut String, key: &str, all: &[String]) {
    if !all.is_empty() {
        let all: Vec<String> = all.iter().map(|one| quoted(one)).collect();
        line(text, 12, &format!("{key}: [{}]", all.join(", ")));
    }
}

/// Between quotes, without the line breaks of its cell.
fn quoted(text: &str) -> String {
    scalar::quoted(&text.chars().filter(|c| !c.is_control()).collect::<String>())
}

fn line(text: &mut String, indent: usize, words: &str) {
    let _ = writeln!(text, "{:indent$}{}", "", words.replace(['\n', '\r'], " "));
}
