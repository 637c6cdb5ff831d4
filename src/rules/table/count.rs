//! 共12户: the number that is stated before a list, against the rows of the list.

use crate::check::{Facts, Found};
use crate::diag::{Span, Spanned};
use crate::model::{Filed, Table};

use super::{NO_SUM, Number, Row, row};

/// What is counted in lists.
const UNITS: [&str; 8] = ["户", "人", "名", "家", "个", "项", "处", "条"];
/// What stands before the number of all.
const ALL: [&str; 5] = ["共计", "合计", "总计", "共有", "共"];
/// The words of a line that leads to a list.
const LEADS: [&str; 6] = ["名单", "如下", "下表", "见表", "下列", "名册"];
/// So many lines before a list lead to it.
const LINES: usize = 2;

/// The line before a table says how many there are, and neither its rows nor its sums are so many.
pub fn wrong_count(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    if filed.item.body.tables.is_empty() {
        return;
    }
    let Some(text) = facts.text(&filed.item) else { return };
    for table in &filed.item.body.tables {
        let Some(start) = table.head.first().map(|head| head.span.start).filter(|start| *start > 0) else { continue };
        let Some((stated, span)) = stated(text, start) else { continue };
        let rows = table.rows.iter().filter(|cells| matches!(row(cells), Row::Part | Row::Within) && !is_blank(cells)).count();
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

fn is_blank(cells: &[Spanned<String>]) -> bool {
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
