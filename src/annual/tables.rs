//! The three tables of an annual report: from its data file, with the sums computed, or as they stand in Markdown, where merged
//! cells come out in several ways.

use std::borrow::Cow;

use crate::diag::{Span, Spanned};
use crate::folder::RelPath;
use crate::model::{Figures, Item, Line, Lines, REQUESTS, RowRole, Site, Table};

/// The columns of the table of requests.
pub const KINDS: [&str; 7] = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
/// The columns of a group in the table of reviews and lawsuits.
pub const RESULTS: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
/// The columns of the table of documents.
pub const DOCUMENTS: [&str; 3] = ["本年制发件数", "本年废止件数", "现行有效件数"];
/// What of Article 20 has one figure; the last is money, and need not be whole.
pub const SINGLE: [&str; 4] = ["行政许可", "行政处罚", "行政强制", FEES];
/// What of Article 20 is money.
pub const FEES: &str = "行政事业性收费";
/// A row of the table of documents.
pub const REGULATIONS: &str = "规章";
/// A row of the table of documents.
pub const NORMATIVE: &str = "行政规范性文件";

/// The groups of the table of reviews and lawsuits.
pub const GROUPS: [&str; 3] = ["行政复议", "未经复议直接起诉", "复议后起诉"];

/// 三（七）总计, in short.
const HANDLED: &str = "三（七）总计";

/// 其他处理, with a figure of its own.
const OTHER_WAYS: &str = "三（六）";

/// A row of figures and what it is called.
#[derive(Clone, Debug)]
pub struct Row<'t> {
    /// What the report calls it, in short.
    pub name: &'static str,
    /// What it is in the equation of its table.
    pub place: RowRole,
    /// Its figures as they are written, or computed.
    pub cells: Vec<Cow<'t, Spanned<String>>>,
}

/// The tables of a report. A table that is not there, or cannot be told, has no rows.
#[derive(Clone, Debug)]
pub struct Tables<'t> {
    /// The file in which the figures stand.
    pub file: &'t RelPath,
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
    fn none(file: &'t RelPath) -> Tables<'t> {
        Tables { file, documents: Vec::new(), single: Vec::new(), requests: Vec::new(), disputes: Vec::new() }
    }

    /// Reads the tables that are written in an item.
    pub fn written(item: &'t Item) -> Tables<'t> {
        let mut tables = Tables::none(&item.path);
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

    /// Makes the tables from a data file, with their sums. Of one that could not be read they have no rows.
    pub fn computed(site: &Site, figures: &'t Figures) -> Tables<'t> {
        let mut tables = Tables::none(&figures.file);
        let Some(lines) = &figures.lines else { return tables };
        let row = |name, place, line: &'t Line| Row { name, place, cells: line.cells.iter().map(Cow::Borrowed).collect() };
        tables.documents =
            [REGULATIONS, NORMATIVE].into_iter().zip(&lines.documents).map(|(n, line)| row(n, RowRole::Other, line)).collect();
        if let Some((row, line)) = tables.documents.last_mut().zip(lines.documents.last())
            && let (2, Some(count)) = (row.cells.len(), in_force(site, figures, lines))
        {
            row.cells.push(computed(count, line.span));
        }
        tables.single = SINGLE.into_iter().zip(&lines.single).map(|(name, line)| row(name, RowRole::Other, line)).collect();
        tables.requests = REQUESTS.iter().zip(&lines.requests).map(|(request, line)| row(request.name, request.place, line)).collect();
        tables.disputes = GROUPS.into_iter().zip(&lines.disputes).map(|(name, line)| row(name, RowRole::Other, line)).collect();
        for (row, line) in tables.requests.iter_mut().zip(&lines.requests).chain(tables.disputes.iter_mut().zip(&lines.disputes)) {
            let counts: Option<Vec<i64>> = row.cells.iter().map(|cell| count(&cell.value)).collect();
            row.cells.extend(counts.map(|counts| computed(counts.iter().sum(), line.span)));
        }
        if let Some(last) = lines.requests.last() {
            let sums: Option<Vec<_>> = (0..KINDS.len()).map(|column| Some(computed(tables.ways(column)?, last.span))).collect();
            let at = tables.requests.len() - 1;
            tables.requests.splice(at..at, sums.map(|cells| Row { name: HANDLED, place: RowRole::Handled, cells }));
        }
        tables
    }

    /// Whether there is no figure at all.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// The sum of 三（一） to 三（六） in a column of the table of requests.
    pub fn ways(&self, column: usize) -> Option<i64> {
        // Where 三（六） is told in parts, its own row is their sum.
        let in_parts = self.requests.iter().any(|row| row.name != OTHER_WAYS && row.name.starts_with(OTHER_WAYS));
        let ways = self.requests.iter().filter(|row| row.place == RowRole::Way && !(in_parts && row.name == OTHER_WAYS));
        ways.map(|row| row.count(column)).sum()
    }

    /// The row of that place in the table of requests.
    pub fn request(&self, place: RowRole) -> Option<&Row<'t>> {
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

/// How many documents are in force: as many as is written, or as follows from the year before.
fn in_force(site: &Site, figures: &Figures, lines: &Lines) -> Option<i64> {
    let cells = &lines.documents.get(1)?.cells;
    let written = |at: usize| cells.get(at).and_then(|cell| count(&cell.value));
    if cells.len() > 2 {
        return written(2);
    }
    let before = super::before(site, figures)?;
    Some(in_force(site, before, before.lines.as_ref()?)? + written(0)? - written(1)?)
}

fn computed<'t>(count: i64, span: Span) -> Cow<'t, Spanned<String>> {
    Cow::Owned(Spanned::new(count.to_string(), span))
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
        label if label.ends_with("总计") => (RowRole::Handled, HANDLED),
        label if label.ends_with("其他") => (RowRole::Way, "三（六）3"),
        // 其他处理 in the form of 2019 had no rows below it.
        "其他处理" if cells.iter().any(|cell| count(&cell.value).is_some()) => (RowRole::Way, OTHER_WAYS),
        label => REQUESTS.iter().find(|row| label.contains(row.word)).map(|row| (row.place, row.name))?,
    };
    Some(Row { name, place, cells: cells.iter().map(Cow::Borrowed).collect() })
}

fn dispute<'t>(line: &'t [Spanned<String>], disputes: &mut Vec<Row<'t>>) {
    // The names of the columns go on below the head, without a figure.
    if !line.iter().any(|cell| count(&cell.value).is_some()) {
        return;
    }
    let row = |name, cells: &'t [Spanned<String>]| Row { name, place: RowRole::Other, cells: cells.iter().map(Cow::Borrowed).collect() };
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
                tables.single.push(Row { name, place: RowRole::Other, cells: vec![Cow::Borrowed(cell)] });
            }
            return;
        }
    };
    if let Some(cells) = cells.get(..DOCUMENTS.len()).filter(|_| current) {
        tables.documents.push(Row { name, place: RowRole::Other, cells: cells.iter().map(Cow::Borrowed).collect() });
    }
}
