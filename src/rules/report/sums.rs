//! The arithmetic of one report's tables.

use crate::annual::{FEES, KINDS, REGULATIONS, Row, Tables, annual, count};
use crate::check::{Facts, Found};
use crate::model::{Filed, RowRole};

/// A cell that is blank or holds no whole number. Said once of a row.
pub fn not_a_count(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(report) = annual(facts.site, filed) else { return };
    let tables = report.tables(facts.site);
    for (row, columns) in tables.all() {
        let money = |cell: &str| row.name == FEES && is_amount(cell);
        let mut wrong = row.cells.iter().zip(columns).filter(|(cell, _)| count(&cell.value).is_none() && !money(&cell.value));
        let Some((first, column)) = wrong.next() else { continue };
        let others = wrong.count();
        let others = if others > 0 { format!("这一行这样的还有{others}格。") } else { String::new() };
        let written = first.value.trim();
        let message = match written {
            "" => format!("“{}”的“{column}”空着。{others}", row.name),
            _ => format!("“{}”的“{column}”写的是“{written}”，不是件数。{others}", row.name),
        };
        let help = "没有的填0，不能空着，也不能用横线代替；件数只写数字，收费金额按万元写。";
        found.add(tables.file, first.span, message, help);
    }
}

/// An amount of money: 0, 1.25.
fn is_amount(cell: &str) -> bool {
    let (whole, part) = cell.trim().split_once('.').unwrap_or((cell.trim(), "0"));
    count(whole).is_some() && part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty()
}

/// A township makes no 规章.
pub fn has_regulations(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(report) = annual(facts.site, filed) else { return };
    let tables = report.tables(facts.site);
    for row in tables.documents.iter().filter(|row| row.name == REGULATIONS) {
        if let Some(cell) = row.cells.iter().find(|cell| count(&cell.value).is_some_and(|count| count > 0)) {
            found.add(
                tables.file,
                cell.span,
                format!("“规章”这一行写了{}，乡镇没有规章制定权。", cell.value.trim()),
                "这一行都填0；填错了行的，移到“行政规范性文件”。",
            );
        }
    }
}

/// 总计 of a row, or 三（七） of a column, is not the sum of its parts.
pub fn wrong_sum(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(report) = annual(facts.site, filed) else { return };
    let tables = report.tables(facts.site);
    // A figure of 三（七） that is off in its column is off in its row.
    let off = |row: &Row<'_>, column| row.count(column).zip(tables.ways(column)).is_some_and(|(stated, sum)| stated != sum);
    let told = |row: &Row<'_>| row.place == RowRole::Handled && (0..KINDS.len() - 1).any(|column| off(row, column));
    for row in tables.requests.iter().chain(&tables.disputes) {
        let (Some((sum, stated)), Some(cell)) = (row.sum(), row.cells.last()) else { continue };
        if sum != stated && !told(row) {
            found.add(
                tables.file,
                cell.span,
                format!("“{}”这一行的总计写的是{stated}，各列加起来是{sum}。", row.name),
                "对照登记台账核对这一行，改正写错的数。",
            );
        }
    }
    let Some(handled) = tables.request(RowRole::Handled) else { return };
    for (column, name) in columns(&tables) {
        let (Some(stated), Some(sum), Some(cell)) = (handled.count(column), tables.ways(column), handled.cells.get(column)) else {
            continue;
        };
        if sum != stated {
            found.add(
                tables.file,
                cell.span,
                format!("“{name}”这一列的三（七）总计写的是{stated}，三（一）至三（六）加起来是{sum}。"),
                "对照登记台账核对这一列，改正写错的数；一件申请只计一种处理结果。",
            );
        }
    }
}

/// 一 + 二 is not 三（七）+ 四 in a column.
pub fn unbalanced(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(report) = annual(facts.site, filed) else { return };
    let tables = report.tables(facts.site);
    let row = |place| tables.request(place);
    let (Some(new), Some(carried), Some(handled), Some(left)) =
        (row(RowRole::New), row(RowRole::Carried), row(RowRole::Handled), row(RowRole::Left))
    else {
        return;
    };
    let mut told = false;
    for (column, name) in columns(&tables) {
        // What is off in the columns is off in their total.
        let (Some(cell), false) = (new.cells.get(column), told && column + 1 == KINDS.len()) else { continue };
        let counts = [new, carried, handled, left].map(|row| row.count(column));
        let [Some(new), Some(carried), Some(handled), Some(left)] = counts else { continue };
        // Where the sum is wrong, that is said elsewhere.
        let right = [Some(handled), tables.ways(column)].into_iter().flatten().any(|handled| new + carried == handled + left);
        if !right {
            told = true;
            found.add(
                tables.file,
                cell.span,
                format!("“{name}”这一列：第一项{new}加第二项{carried}，不等于第三项总计{handled}加第四项{left}。"),
                "新收的加上年结转的，应当等于办结的加结转下年的。对照登记台账，改正写错的数。",
            );
        }
    }
}

/// The columns to add up: the total of all kinds only when each row's total is right, for else it is off with them.
fn columns(tables: &Tables<'_>) -> impl Iterator<Item = (usize, &'static str)> {
    let right = |row: &Row<'_>| row.sum().is_none_or(|(sum, stated)| sum == stated);
    let count = KINDS.len() - usize::from(!tables.requests.iter().all(right));
    KINDS.into_iter().enumerate().take(count)
}
