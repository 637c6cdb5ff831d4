//! Tables: sums and counts that are wrong, shares over the whole, money without a unit.

use crate::check::{Facts, Found};
use crate::diag::{Span, Spanned, rule};
use crate::model::{Filed, Table, WordList};

rule!(WRONG_SUM, Warning, "table/wrong-sum");
rule!(WRONG_COUNT, Warning, "table/wrong-count");
rule!(SHARE_OVER_100, Warning, "table/share-over-100");
rule!(MISSING_UNIT, Warning, "table/missing-unit");

/// A decimal number: its digits, and how many of them stand behind the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    digits: i128,
    places: u32,
}

impl Number {
    /// Reads `1,200`, `-3.50`, `12%`; with separators of any width.
    fn read(cell: &str) -> Option<Number> {
        let text: String = cell.trim().trim_matches('*').chars().filter(|c| !matches!(c, ',' | '，' | ' ' | '\u{a0}')).collect();
        let text = text.trim_end_matches(['%', '％']);
        let (negative, text) = text.strip_prefix(['-', '－', '−']).map_or((false, text), |rest| (true, rest));
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() + part.len() > 24 || !figures(whole) || !figures(part) {
            return None;
        }
        let digits: i128 = format!("{whole}{part}").parse().ok()?;
        Some(Number { digits: if negative { -digits } else { digits }, places: u32::try_from(part.len()).ok()? })
    }

    /// The digits when `places` of them stand behind the point.
    fn at(self, places: u32) -> i128 {
        self.digits * 10_i128.pow(places.saturating_sub(self.places).min(12))
    }

    fn text(self) -> String {
        let sign = if self.digits < 0 { "-" } else { "" };
        let places = self.places as usize;
        let digits = format!("{:0>1$}", self.digits.unsigned_abs(), places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        let part = part.trim_end_matches('0');
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }
}

/// What a row is in a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// It is added up.
    Part,
    /// 其中: it is in another row already.
    Within,
    /// 小计: the sum of the rows since the last one.
    Subtotal,
    /// 合计: the sum of all.
    Total,
}

fn row(cells: &[Spanned<String>]) -> Row {
    let label = |cell: &Spanned<String>| cell.value.chars().filter(|c| !c.is_whitespace() && *c != '*').collect::<String>();
    for cell in cells.iter().take(2).map(label) {
        match cell.as_str() {
            "小计" => return Row::Subtotal,
            "合计" | "总计" | "共计" | "总合计" => return Row::Total,
            cell if cell.starts_with("其中") => return Row::Within,
            cell if cell.ends_with("小计") => return Row::Subtotal,
            _ => {}
        }
    }
    Row::Part
}

/// A cell that stands for nothing.
fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "-" | "—" | "——" | "/" | "无" | "－")
}

/// Columns that are not added up, whatever their figures.
const NO_SUM: &[&str] =
    &["序号", "编号", "年", "率", "比", "均", "标准", "单价", "电话", "%", "％", "名次", "排名", "代码", "日期", "指数"];

/// A row 合计 or 小计 that is not the sum of its rows.
pub fn wrong_sum(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for table in &filed.item.body.tables {
        let rows: Vec<Row> = table.rows.iter().map(|cells| row(cells)).collect();
        if !rows.iter().any(|row| matches!(row, Row::Total | Row::Subtotal)) {
            continue;
        }
        for (column, head) in table.head.iter().enumerate() {
            if NO_SUM.iter().any(|word| head.value.contains(word)) {
                continue;
            }
            if let Some((cell, stated, sum)) = off(table, &rows, column) {
                let name = head.value.trim();
                let message = format!("“{name}”这一列的{}写的是{}，各行加起来是{}。", cell.0, stated.text(), sum.text());
                found.add(&filed.item.path, cell.1.span, message, "对照原件核对这一列，改正写错的数；有不计入的行的，在行首写“其中”。");
            }
        }
    }
}

type Off<'t> = ((&'static str, &'t Spanned<String>), Number, Number);

/// The first sum of a column that is off: its name and cell, what it states, and what comes out.
fn off<'t>(table: &'t Table, rows: &[Row], column: usize) -> Option<Off<'t>> {
    let mut cells: Vec<(Row, &Spanned<String>, Option<Number>)> = Vec::new();
    for (row, line) in rows.iter().zip(&table.rows) {
        let Some(cell) = line.get(column) else { continue };
        let number = Number::read(&cell.value);
        // Shares are not added up, and a cell with words in it cannot be.
        if cell.value.contains(['%', '％']) || number.is_none() && !is_blank(&cell.value) {
            return None;
        }
        cells.push((*row, cell, number));
    }
    let places = cells.iter().filter_map(|(.., number)| number.map(|number| number.places)).max()?;
    let add = |cells: &[(Row, &Spanned<String>, Option<Number>)], kind: Row| {
        let numbers: Vec<i128> =
            cells.iter().filter(|(row, ..)| *row == kind).filter_map(|(.., number)| Some(number.as_ref()?.at(places))).collect();
        (!numbers.is_empty()).then(|| numbers.iter().sum::<i128>())
    };
    // A total that leads is the sum of what follows it.
    let leads = matches!(cells.first(), Some((Row::Total, ..)));
    let mut since = 0;
    for (at, (row, cell, number)) in cells.iter().enumerate() {
        let Some(stated) = number.filter(|_| matches!(row, Row::Total | Row::Subtotal)) else { continue };
        let before =
            if *row == Row::Total && leads && at == 0 { cells.get(1..) } else { cells.get(if *row == Row::Total { 0 } else { since }..at) };
        let before = before.unwrap_or(&[]);
        // With subtotals that lead their rows, or rows told again, more than one sum is right.
        let sums = [add(before, Row::Part), add(before, Row::Subtotal).filter(|_| *row == Row::Total)];
        let after = add(cells.get(at + 1..).unwrap_or(&[]), Row::Part).filter(|_| *row == Row::Subtotal);
        let next = cells.iter().skip(at + 1).take_while(|(row, ..)| *row == Row::Part || *row == Row::Within).cloned().collect::<Vec<_>>();
        let led = add(&next, Row::Part).filter(|_| *row == Row::Subtotal);
        let right = sums.into_iter().flatten().chain(after).chain(led).any(|sum| sum == stated.at(places));
        if let Some(sum) = sums.into_iter().flatten().next().filter(|_| !right) {
            let name = if *row == Row::Total { "合计" } else { "小计" };
            return Some(((name, cell), stated, Number { digits: sum, places }));
        }
        if *row == Row::Subtotal {
            since = at + 1;
        }
    }
    None
}

/// A share of more than the whole.
pub fn share_over_100(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for table in &filed.item.body.tables {
        for (column, head) in table.head.iter().enumerate() {
            if !facts.site.terms.lists.speaks(WordList::Shares, &head.value) {
                continue;
            }
            for cell in table.rows.iter().filter_map(|line| line.get(column)) {
                if Number::read(&cell.value).is_some_and(|number| number.digits > 100 * 10_i128.pow(number.places.min(24))) {
                    let message = format!("“{}”是{}，超过了100%。", head.value.trim(), cell.value.trim());
                    found.add(&filed.item.path, cell.span, message, "对照原件改正；多半是小数点错了位置，或者分子分母填反了。");
                }
            }
        }
    }
}

/// A column of money that does not say whether it is 元 or 万元.
pub fn missing_unit(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let tables = &filed.item.body.tables;
    if tables.is_empty() {
        return;
    }
    let text = filed.item.readable_text().unwrap_or("");
    for table in tables {
        for (column, head) in table.head.iter().enumerate() {
            let name = head.value.trim();
            let money = facts.site.terms.lists.speaks(WordList::Money, name) && !NO_SUM.iter().any(|word| name.contains(word));
            let cells = || table.rows.iter().filter_map(|line| line.get(column));
            let figures = || cells().any(|cell| Number::read(&cell.value).is_some());
            let said = || name.contains('元') || name.contains('￥') || cells().any(|cell| cell.value.contains('元'));
            if money && figures() && !said() && !unit_said(text) && !table.head.iter().any(|head| head.value.trim() == "单位") {
                let help = format!("表头写成“{name}（元）”或者“{name}（万元）”，或者在表的上面写“单位：万元”。");
                found.add(&filed.item.path, head.span, format!("“{name}”这一列没有写金额的单位。"), help);
            }
        }
    }
}

/// Whether 单位：万元 stands somewhere in the text.
fn unit_said(text: &str) -> bool {
    text.match_indices("单位").any(|(at, _)| {
        let rest: String = text.get(at..).unwrap_or("").chars().take(10).collect();
        rest.contains('元')
    })
}

/// What is counted in lists.
const UNITS: [&str; 8] = ["户", "人", "名", "家", "个", "项", "处", "条"];
/// What stands before the number of all.
const ALL: [&str; 5] = ["共计", "合计", "总计", "共有", "共"];
/// The words of a line that leads to a list.
const LEADS: [&str; 6] = ["名单", "如下", "下表", "见表", "下列", "名册"];
/// So many lines before a list lead to it.
const LINES: usize = 2;

/// The line before a table says how many there are, and neither its rows nor its sums are so many.
pub fn wrong_count(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    if filed.item.body.tables.is_empty() {
        return;
    }
    let Some(text) = filed.item.readable_text() else { return };
    for table in &filed.item.body.tables {
        let Some(start) = table.head.first().map(|head| head.span.start).filter(|start| *start > 0) else { continue };
        let Some((stated, span)) = stated(text, start) else { continue };
        let rows = table.rows.iter().filter(|cells| matches!(row(cells), Row::Part | Row::Within) && !is_empty(cells)).count();
        if rows == 0 || stated.iter().any(|(number, _)| *number == rows as u64 || sums(table).contains(number)) {
            continue;
        }
        let said: Vec<String> = stated.iter().map(|(number, unit)| format!("{number}{unit}")).collect();
        found.add(
            &filed.item.path,
            span,
            format!("这里写的是共{}，下面的表有{rows}行。", said.join("、")),
            "对照原件核对：数写错了的，改正；漏了、重了的，改表。",
        );
    }
}

fn is_empty(cells: &[Spanned<String>]) -> bool {
    cells.iter().skip(1).all(|cell| cell.value.trim().is_empty())
}

/// The sums of the columns: 36人 may be the people of 12 households. What a row 合计 states is the sum's own rule.
fn sums(table: &Table) -> Vec<u64> {
    let column = |at: usize| {
        let cells = table.rows.iter().filter_map(|cells| Some((row(cells), cells.get(at)?)));
        let numbers = cells.filter_map(|(kind, cell)| Some((kind, Number::read(&cell.value).filter(|number| number.places == 0)?)));
        let parts = numbers.filter(|(kind, _)| *kind == Row::Part).map(|(_, number)| number.digits);
        u64::try_from(parts.sum::<i128>()).ok()
    };
    let stated = table.rows.iter().filter(|cells| matches!(row(cells), Row::Total)).flatten();
    let stated = stated.filter_map(|cell| Number::read(&cell.value)).filter_map(|number| u64::try_from(number.digits).ok());
    let added = |at: &usize| !table.head.get(*at).is_some_and(|head| NO_SUM.iter().any(|word| head.value.contains(word)));
    (0..table.head.len()).filter(added).filter_map(column).chain(stated).collect()
}

/// The numbers that a line before the table states for all of it, each with its unit, and their place.
fn stated(text: &str, table: usize) -> Option<(Vec<(u64, &'static str)>, Span)> {
    let mut end = text.get(..table)?.rfind('\n')?;
    for _ in 0..LINES {
        let head = text.get(..end)?.trim_end();
        let start = head.rfind('\n').map_or(0, |at| at + 1);
        let line = head.get(start..)?;
        // Earlier sentences speak of other things.
        let last = line.trim_end_matches(['。', '：', '；', ' ', '　', '*']);
        let from = last.rfind(['。', '；', '！', '？']).map_or(0, |at| at + '。'.len_utf8());
        let sentence = last.get(from..)?;
        if LEADS.iter().any(|word| sentence.contains(word)) {
            let (at, length, numbers) = ALL.iter().find_map(|word| {
                let at = sentence.find(word)?;
                let (numbers, length) = counts(sentence.get(at + word.len()..)?);
                (!numbers.is_empty()).then_some((start + from + at, word.len() + length, numbers))
            })?;
            return Some((numbers, Span::new(at, at + length)));
        }
        end = start.checked_sub(1)?;
    }
    None
}

/// `12户36人`, and how many bytes it has.
fn counts(text: &str) -> (Vec<(u64, &'static str)>, usize) {
    let (mut numbers, mut at) = (Vec::new(), 0);
    while let Some(rest) = text.get(at..) {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some(number) = rest.get(..digits).and_then(|digits| digits.parse().ok()) else { break };
        let Some(unit) = UNITS.into_iter().find(|unit| rest.get(digits..).is_some_and(|rest| rest.starts_with(unit))) else { break };
        numbers.push((number, unit));
        at += digits + unit.len();
        at += text.get(at..).and_then(|rest| ["、", "，"].into_iter().find(|mark| rest.starts_with(mark))).map_or(0, str::len);
    }
    (numbers, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(rows: &[(&str, &str)]) -> Option<String> {
        let cell = |text: &str| Spanned::new(text.to_string(), Span::default());
        let table = Table {
            head: vec![cell("村"), cell("金额")],
            rows: rows.iter().map(|(label, number)| vec![cell(label), cell(number)]).collect(),
        };
        let kinds: Vec<Row> = table.rows.iter().map(|cells| row(cells)).collect();
        off(&table, &kinds, 1).map(|((name, _), stated, sum)| format!("{name}{}≠{}", stated.text(), sum.text()))
    }

    #[test]
    fn sums() {
        assert_eq!(sum(&[("甲", "1,200"), ("乙", "3.50"), ("合 计", "1203.5")]), None);
        assert_eq!(sum(&[("甲", "1"), ("其中：丙", "1"), ("乙", "—"), ("**合计**", "1")]), None);
        assert_eq!(sum(&[("合计", "3"), ("甲", "1"), ("乙", "2")]), None);
        assert_eq!(sum(&[("甲", "1"), ("小计", "1"), ("乙", "2"), ("丙", "2"), ("小计", "4"), ("总计", "5")]), None);
        assert_eq!(sum(&[("小计", "3"), ("甲", "1"), ("乙", "2"), ("小计", "4"), ("丙", "4"), ("合计", "7")]), None);
        assert_eq!(sum(&[("甲", "约1"), ("合计", "7")]), None);
        assert_eq!(sum(&[("甲", "1"), ("乙", "2"), ("合计", "4")]), Some("合计4≠3".into()));
        assert_eq!(sum(&[("甲", "0.1"), ("乙", "0.25"), ("小计", "0.3"), ("合计", "0.35")]), Some("小计0.3≠0.35".into()));
    }
}
