//! The three tables of an annual report, as they stand in Markdown: merged cells come out in several ways.

use crate::diag::Spanned;
use crate::model::{Item, Table};

/// The columns of the table of requests.
pub const KINDS: [&str; 7] = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
/// The columns of a group in the table of reviews and lawsuits.
pub const RESULTS: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
/// The columns of the table of documents.
pub const DOCUMENTS: [&str; 3] = ["本年制发件数", "本年废止件数", "现行有效件数"];
/// What of Article 20 has one figure; the last is money, and need not be whole.
const SINGLE: [&str; 4] = ["行政许可", "行政处罚", "行政强制", FEES];
/// What of Article 20 is money.
pub const FEES: &str = "行政事业性收费";
/// A row of the table of documents.
pub const REGULATIONS: &str = "规章";
/// A row of the table of documents.
pub const NORMATIVE: &str = "行政规范性文件";

/// The rows of the table of requests that are ways of handling, by a word of each.
const WAYS: [(&str, &str); 20] = [
    ("予以公开", "三（一）"),
    ("部分公开", "三（二）"),
    ("国家秘密", "三（三）1"),
    ("禁止公开", "三（三）2"),
    ("三安全一稳定", "三（三）3"),
    ("第三方合法权益", "三（三）4"),
    ("内部事务", "三（三）5"),
    ("过程性信息", "三（三）6"),
    ("执法案卷", "三（三）7"),
    ("行政查询", "三（三）8"),
    ("不掌握", "三（四）1"),
    ("没有现成", "三（四）2"),
    ("内容仍不明确", "三（四）3"),
    ("信访举报", "三（五）1"),
    ("重复申请", "三（五）2"),
    ("公开出版物", "三（五）3"),
    ("反复申请", "三（五）4"),
    ("重新出具", "三（五）5"),
    ("逾期不补正", "三（六）1"),
    ("收费通知", "三（六）2"),
];

/// 其他处理, with a figure of its own.
const OTHER_WAYS: &str = "三（六）";

/// A row of figures and what it is called.
#[derive(Clone, Debug)]
pub struct Row<'t> {
    /// What the report calls it, in short.
    pub name: &'static str,
    /// What it is in the equation of its table.
    pub place: Place,
    /// Its figures as they are written.
    pub cells: Vec<&'t Spanned<String>>,
}

/// What a row of the table of requests is in its equation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// 一、本年新收.
    New,
    /// 二、上年结转.
    Carried,
    /// 三（一） to 三（六）.
    Way,
    /// 三（七）总计.
    Handled,
    /// 四、结转下年度.
    Left,
    /// None.
    Other,
}

/// The tables of a report. A table that is not there, or cannot be told, has no rows.
#[derive(Clone, Debug, Default)]
pub struct Tables<'t> {
    /// 规章, 行政规范性文件: three figures each.
    pub documents: Vec<Row<'t>>,
    /// One figure each.
    pub single: Vec<Row<'t>>,
    /// Seven figures each.
    pub requests: Vec<Row<'t>>,
    /// Five figures each.
    pub disputes: Vec<Row<'t>>,
}

impl<'t> Tables<'t> {
    /// Reads the tables of an item.
    pub fn of(item: &'t Item) -> Tables<'t> {
        let mut tables = Tables::default();
        for table in &item.body.tables {
            let says = |word: &str| lines(table).flatten().any(|cell| cell.value.contains(word));
            if says("本年新收") {
                tables.requests.extend(table.rows.iter().filter_map(|line| request(line)));
            } else if says("结果维持") {
                table.rows.iter().for_each(|line| dispute(line, &mut tables.disputes));
            } else {
                let current = says("现行有效");
                table.rows.iter().for_each(|line| article_20(line, current, &mut tables));
            }
        }
        tables
    }

    /// The sum of 三（一） to 三（六） in a column of the table of requests.
    pub fn ways(&self, column: usize) -> Option<i64> {
        // Where 三（六） is told in parts, its own row is their sum.
        let in_parts = self.requests.iter().any(|row| row.name != OTHER_WAYS && row.name.starts_with(OTHER_WAYS));
        let ways = self.requests.iter().filter(|row| row.place == Place::Way && !(in_parts && row.name == OTHER_WAYS));
        ways.map(|row| row.count(column)).sum()
    }

    /// The row of that place in the table of requests.
    pub fn request(&self, place: Place) -> Option<&Row<'t>> {
        self.requests.iter().find(|row| row.place == place)
    }

    /// 行政规范性文件.
    pub fn normative(&self) -> Option<&Row<'t>> {
        self.documents.iter().find(|row| row.name == NORMATIVE)
    }

    /// Every row with the names of its columns.
    pub fn all(&self) -> impl Iterator<Item = (&Row<'t>, &'static [&'static str])> {
        let documents = self.documents.iter().map(|row| (row, DOCUMENTS.as_slice()));
        let single = self.single.iter().map(|row| (row, ["数量"].as_slice()));
        let requests = self.requests.iter().map(|row| (row, KINDS.as_slice()));
        documents.chain(single).chain(requests).chain(self.disputes.iter().map(|row| (row, RESULTS.as_slice())))
    }
}

impl Row<'_> {
    /// A figure of the row, where it is a count.
    pub fn count(&self, column: usize) -> Option<i64> {
        self.cells.get(column).and_then(|cell| count(&cell.value))
    }

    /// The sum of all figures but the last, and the last.
    pub fn sum(&self) -> Option<(i64, i64)> {
        let counts: Vec<i64> = self.cells.iter().map(|cell| count(&cell.value)).collect::<Option<_>>()?;
        let (last, parts) = counts.split_last()?;
        Some((parts.iter().sum(), *last))
    }
}

/// The number in a cell that is a count: 0, 12, 1,200.
pub fn count(cell: &str) -> Option<i64> {
    let text: String = cell.trim().trim_matches('*').chars().filter(|c| !matches!(c, ',' | '，')).collect();
    if text.is_empty() || text.len() > 12 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn lines(table: &Table) -> impl Iterator<Item = &Vec<Spanned<String>>> {
    std::iter::once(&table.head).chain(&table.rows)
}

/// A text without blanks, stars and the numbers that lead it.
fn bare(cell: &str) -> String {
    let text: String = cell.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    text.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十（）().．、".contains(c)).to_string()
}

fn request(line: &[Spanned<String>]) -> Option<Row<'_>> {
    let at = line.len().checked_sub(KINDS.len()).filter(|at| *at > 0)?;
    let (labels, cells) = line.split_at_checked(at)?;
    // With merged cells, the last label is the row's own.
    let label = labels.iter().rev().map(|cell| bare(&cell.value)).find(|label| !label.is_empty())?;
    let (place, name) = match label.as_str() {
        label if label.contains("本年新收") => (Place::New, "一、本年新收"),
        label if label.contains("上年结转") => (Place::Carried, "二、上年结转"),
        label if label.contains("结转下年") => (Place::Left, "四、结转下年度继续办理"),
        label if label.ends_with("总计") => (Place::Handled, "三（七）总计"),
        label if label.ends_with("其他") => (Place::Way, "三（六）3"),
        // 其他处理 in the form of 2019 had no rows below it.
        "其他处理" if cells.iter().any(|cell| count(&cell.value).is_some()) => (Place::Way, OTHER_WAYS),
        label => (Place::Way, WAYS.iter().find(|(word, _)| label.contains(word)).map(|(_, name)| *name)?),
    };
    Some(Row { name, place, cells: cells.iter().collect() })
}

fn dispute<'t>(line: &'t [Spanned<String>], disputes: &mut Vec<Row<'t>>) {
    const GROUPS: [&str; 3] = ["行政复议", "未经复议直接起诉", "复议后起诉"];
    // The names of the columns go on below the head, without a figure.
    if !line.iter().any(|cell| count(&cell.value).is_some()) {
        return;
    }
    let row = |name, cells: &'t [Spanned<String>]| Row { name, place: Place::Other, cells: cells.iter().collect() };
    if let Some(all) = line.len().checked_sub(15).and_then(|at| line.get(at..)) {
        disputes.extend(GROUPS.into_iter().zip(all.chunks(5)).map(|(name, cells)| row(name, cells)));
    } else if let Some((labels, cells)) = line.len().checked_sub(5).and_then(|at| line.split_at_checked(at)) {
        let label: String = labels.iter().map(|cell| bare(&cell.value)).collect();
        let name = GROUPS.into_iter().rev().find(|name| label.contains(name)).unwrap_or("行政复议、行政诉讼");
        disputes.push(row(name, cells));
    }
}

fn article_20<'t>(line: &'t [Spanned<String>], current: bool, tables: &mut Tables<'t>) {
    let Some((label, cells)) = line.split_first().map(|(label, cells)| (bare(&label.value), cells)) else { return };
    let name = match label.as_str() {
        REGULATIONS => REGULATIONS,
        NORMATIVE | "规范性文件" => NORMATIVE,
        label => {
            if let (Some(name), Some(cell)) = (SINGLE.into_iter().find(|name| *name == label), cells.first())
                // In the form of 2019 there are three figures.
                && cells.iter().skip(1).all(|cell| cell.value.trim().is_empty())
            {
                tables.single.push(Row { name, place: Place::Other, cells: vec![cell] });
            }
            return;
        }
    };
    if let Some(cells) = cells.get(..DOCUMENTS.len()).filter(|_| current) {
        tables.documents.push(Row { name, place: Place::Other, cells: cells.iter().collect() });
    }
}
