//! What an annual report says in words: it agrees with the tables, and its parts with their whole.

use crate::annual::{annual, prose};
use crate::check::{Facts, Found};
use crate::diag::Span;
use crate::model::{Filed, RowRole};

/// What things are counted in.
const UNITS: [char; 7] = ['件', '条', '份', '宗', '篇', '期', '次'];
/// A clause with one of these tells of something else than the year's count.
const ASIDE: [&str; 11] = ["累计", "历年", "上年", "去年", "往年", "同比", "增", "减少", "下降", "平均", "结转"];
/// A clause with one of these opens another list of parts.
const NESTED: [&str; 5] = ["其中", "包括", "含", "分别", "共"];

/// What is said of documents, and the column of the table that tells it.
const SAID: [(&str, &str, usize); 4] =
    [("制发", "本年制发件数", 0), ("制定", "本年制发件数", 0), ("废止", "本年废止件数", 1), ("现行有效", "现行有效件数", 2)];

/// A piece of a text between marks, and where it starts.
struct Clause<'t> {
    at: usize,
    text: &'t str,
}

/// A sentence's clauses.
fn clauses(at: usize, sentence: &str) -> impl Iterator<Item = Clause<'_>> {
    let mut from = 0;
    sentence.split_inclusive(['，', ',', '、', '：', '（', '）']).map(move |text| {
        from += text.len();
        Clause { at: at + from - text.len(), text }
    })
}

/// The sentences of a text without its tables.
fn sentences(body: &str) -> impl Iterator<Item = (usize, &str)> {
    prose(body).flat_map(|(at, line)| {
        let mut from = at;
        line.split_inclusive(['。', '；', ';']).map(move |sentence| {
            from += sentence.len();
            (from - sentence.len(), sentence)
        })
    })
}

/// The counts of a text, each with its unit and its place in it: 12件, 1200 条.
fn counts(text: &str) -> Vec<(i64, char, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|by| at + by) {
        let rest = text.get(start..).unwrap_or("");
        let run = rest.bytes().take_while(u8::is_ascii_digit).count();
        at = start + run;
        let behind = rest.get(run..).unwrap_or("");
        let unit = behind.trim_start_matches(' ').chars().next().filter(|unit| UNITS.contains(unit));
        let whole = !text.get(..start).is_some_and(|before| before.ends_with(['.', '第', '〕', '-', '—']));
        if let (Some(unit), Some(Ok(count)), true) = (unit, rest.get(..run).map(str::parse), whole) {
            let end = at + behind.len() - behind.trim_start_matches(' ').len() + unit.len_utf8();
            found.push((count, unit, Span::new(start, end)));
        }
    }
    found
}

/// The only count of a clause.
fn only(clause: &Clause<'_>) -> Option<(i64, char, Span)> {
    match counts(clause.text).as_slice() {
        [one] => Some((one.0, one.1, one.2.shifted(clause.at))),
        _ => None,
    }
}

/// A count in words that is another in the table.
pub fn text_differs(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(report) = annual(facts.site, filed) else { return };
    let (item, tables) = (report.item(), report.tables(facts.site));
    let normative = |column| tables.normative().and_then(|row| row.count(column));
    let new = tables.request(RowRole::New).and_then(|row| row.count(6));
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    for (at, sentence) in sentences(item.written()) {
        for clause in clauses(at, sentence).filter(|clause| !has(clause.text, &ASIDE)) {
            let text = clause.text;
            let (what, stated) = if text.contains("规范性文件") {
                match SAID.into_iter().find(|(word, ..)| text.contains(word)) {
                    Some((_, name, column)) => (name, normative(column)),
                    None => continue,
                }
            } else if has(text, &["公开申请", "依申请公开"]) && has(text, &["收到", "新收"]) {
                ("本年新收政府信息公开申请数量的总计", new)
            } else {
                continue;
            };
            let none = text.find("未收到").or_else(|| text.find("没有收到"));
            let none = none.map(|from| (0, '件', Span::new(clause.at + from, clause.at + text.trim_end().len())));
            let (Some((said, unit, span)), Some(stated)) = (only(&clause).or(none), stated) else { continue };
            if said != stated {
                found.add(
                    &item.path,
                    span.shifted(item.body.span.start),
                    format!(
                        "文字里写的是{}，表里的“{what}”是{stated}。",
                        if said == 0 { "没有".to_string() } else { format!("{said}{unit}") }
                    ),
                    "对照登记台账核对，文字和表格改成一致。",
                );
            }
        }
    }
}

/// Parts behind 其中 that come to more than their whole, or, when the last is 其他, to less.
pub fn wrong_parts(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(report) = annual(facts.site, filed) else { return };
    let item = report.item();
    for (at, sentence) in sentences(item.written()).filter(|(_, sentence)| sentence.contains("其中")) {
        let Some((before, after)) = sentence.split_once("其中") else { continue };
        let whole = counts(before);
        let Some((whole, unit, span)) = whole.last() else { continue };
        let mut parts = Vec::new();
        let mut rest = false;
        for clause in clauses(at, after) {
            if NESTED.iter().chain(&ASIDE).any(|word| clause.text.contains(word)) {
                break;
            }
            if let Some((count, ..)) = only(&clause).filter(|(_, of, _)| of == unit) {
                parts.push(count);
                rest = clause.text.trim_start().starts_with("其他") || clause.text.trim_start().starts_with("其它");
            }
        }
        let sum: i64 = parts.iter().sum();
        if parts.len() > 1 && (sum > *whole || rest && sum != *whole) {
            found.add(
                &item.path,
                span.shifted(at + item.body.span.start),
                format!("这里说共{whole}{unit}，“其中”后面的{}项加起来是{sum}{unit}。", parts.len()),
                "核对总数和各项，改正写错的数；几项有重复计算的，写明“其中有重复”，或者分开写。",
            );
        }
    }
}
