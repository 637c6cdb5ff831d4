//! Masked numbers: those that still tell who is meant, and columns masked in two ways.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use super::source::{Hit, look};
use crate::calendar::Date;
use crate::check::{Facts, Found};
use crate::diag::{Severity, Span, Spanned, Spans};
use crate::model::{Filed, Table};
use crate::parse::lines;
use crate::personal::{self, Kind, Known, Pattern, kind};

/// 8.2: with fewer left, anybody can find out who it is.
const ERROR_BELOW: u64 = 100;
/// With fewer left, somebody who knows the village can.
const WARNING_BELOW: u64 = 10_000;

/// The worst of a column: how many are left, where, in how many rows, and what else was known.
type Worst = (u64, Span, usize, Known);

/// A masked ID number that leaves too few people, given what else the row says. One finding for a column.
pub fn recoverable_id(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    look(facts, filed, found, |source| {
        let (text, day) = (source.text, source.day);
        let mut hits: Vec<Hit> = Vec::new();
        for table in &source.tables {
            for column in 0..table.head.len() {
                hits.extend(worst(table, column, text, day).and_then(hit));
            }
        }
        // Few texts have such numbers.
        let cells: OnceCell<Spans> = OnceCell::new();
        let in_table = |span: Span| cells.get_or_init(|| source.cells().collect()).cover(span);
        let announced = text.contains("身份");
        let mut at = 0;
        for line in lines(text) {
            // Most lines are done with at the first glance.
            let called = announced && line.contains("身份");
            if (called || may_tell(line)) && SIGNS.iter().any(|sign| line.contains(sign)) {
                let patterns = personal::patterns(line, called);
                let known = if patterns.is_empty() { Known::default() } else { of_sentence(line) };
                for pattern in patterns {
                    let span = pattern.span.shifted(at);
                    if !in_table(span) && (is_labelled(line, pattern.span) || pattern.is_plain(line)) {
                        hits.extend(hit((personal::candidates(&pattern, known, day), span, 1, known)));
                    }
                }
            }
            at += line.len();
        }
        hits
    });
}

/// Whether a line may hold a masked number that no word announces: ten places of it are shown, half of them together.
fn may_tell(line: &str) -> bool {
    // The last place may be an X, and a full-width digit has three bytes.
    let may_be = |byte: &u8| u8::from(byte.is_ascii_digit() || *byte == 0xef);
    // No more than 255 are added up at once, in bytes: so the compiler takes many at once.
    let digits: usize = line.as_bytes().chunks(255).map(|some| usize::from(some.iter().map(may_be).sum::<u8>())).sum();
    digits >= 9 && personal::may_hold(line, 5)
}

/// The commonest signs that hide a digit.
const SIGNS: [&str; 8] = ["*", "＊", "×", "x", "X", "●", "■", "#"];

fn is_labelled(line: &str, span: Span) -> bool {
    let before: String = line.get(..span.start).unwrap_or("").chars().rev().take(14).collect::<Vec<_>>().into_iter().rev().collect();
    before.contains("身份")
}

/// The row of a column that leaves the fewest.
fn worst(table: &Table, column: usize, text: &str, day: Date) -> Option<Worst> {
    let header = kind(&table.head.get(column)?.value);
    if !matches!(header, Kind::Id | Kind::IdTail | Kind::Other) {
        return None;
    }
    let mut worst: Option<Worst> = None;
    for row in &table.rows {
        let Some(cell) = row.get(column) else { continue };
        let Some(pattern) = pattern(cell, header, text) else { continue };
        let known = of_row(table, row);
        let left = personal::candidates(&pattern, known, day);
        if left < WARNING_BELOW {
            worst = Some(match worst {
                Some((least, span, rows, of)) if least <= left => (least, span, rows + 1, of),
                Some((.., rows, _)) => (left, pattern.span, rows + 1, known),
                None => (left, pattern.span, 1, known),
            });
        }
    }
    worst
}

fn pattern(cell: &Spanned<String>, header: Kind, text: &str) -> Option<Pattern> {
    let written = cell.span.of(text);
    let found = personal::patterns(written, header != Kind::Other).into_iter().next();
    let found = found.map(|pattern| Pattern { span: pattern.span.shifted(cell.span.start), ..pattern });
    found.or_else(|| (header == Kind::IdTail).then(|| Pattern::tail(&cell.value, cell.span))?)
}

/// What the other cells of a row say.
fn of_row(table: &Table, row: &[Spanned<String>]) -> Known {
    let mut known = Known::default();
    for (head, cell) in table.head.iter().zip(row) {
        let numbers = numbers(&cell.value);
        match kind(&head.value) {
            Kind::Age => known.age |= matches!(numbers.first(), Some(1..=120)),
            Kind::Sex => known.sex |= cell.value.contains(['男', '女']),
            Kind::Birth => born(&numbers, &mut known),
            _ => {}
        }
    }
    known
}

/// 1949年12月31日, 1949-12, 19491231: year, month and day as far as they are there.
fn born(numbers: &[u64], known: &mut Known) {
    match numbers {
        [1900..=2100, rest @ ..] => {
            known.year = true;
            known.month |= matches!(rest.first(), Some(1..=12));
            known.day |= matches!(rest.get(1), Some(1..=31));
        }
        [19_000_000..=21_000_000] => *known = Known { year: true, month: true, day: true, ..*known },
        [190_000..=210_099] => *known = Known { year: true, month: true, ..*known },
        _ => {}
    }
}

/// The runs of digits in a text.
fn numbers(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// What a sentence says of the person: 男，65岁，1949年12月31日出生.
fn of_sentence(line: &str) -> Known {
    let mut known = Known { sex: line.contains(['男', '女']), ..Known::default() };
    known.age = line.match_indices('岁').any(|(at, _)| line.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())));
    for word in ["出生", "生于", "日生", "月生", "年生"] {
        if let Some(at) = line.find(word) {
            let before = line.get(..at + word.len()).unwrap_or("");
            let clause = before.rsplit(['，', '。', '；', ',', '、']).next().unwrap_or("");
            let after = line.get(at..).unwrap_or("").split(['，', '。', '；', ',', '、']).next().unwrap_or("");
            born(&numbers(clause), &mut known);
            born(&numbers(after), &mut known);
        }
    }
    known
}

fn hit((left, span, rows, known): Worst) -> Option<Hit> {
    if left >= WARNING_BELOW {
        return None;
    }
    let with = [(known.age, "年龄"), (known.day || known.month || known.year, "出生日期"), (known.sex, "性别")];
    let with: Vec<&str> = with.into_iter().filter(|(known, _)| *known).map(|(_, word)| word).collect();
    let with = if with.is_empty() { String::new() } else { format!("结合同一行的{}，", with.join("、")) };
    let rows = if rows > 1 { format!("（这一列共{rows}行）") } else { String::new() };
    let message = format!("这个身份证号码遮得不够：{with}只剩下大约{left}种可能，可以推出本人{rows}。");
    let help = "删去这一列。确需区分同名人员的，按“35*************123”的格式只保留前2位和后3位，并删去年龄、出生日期、性别。";
    Some(Hit { severity: (left < ERROR_BELOW).then_some(Severity::Error), ..Hit::new(span, message, help) })
}

/// Two forms of mask in one column: put together, they show what each hides.
pub fn inconsistent_mask(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let help = "同一列用同一个办法隐去：姓名一律写“王某某”或者“王*明”，号码一律保留同样的位数。";
    look(facts, filed, found, |source| {
        let mut hits = Vec::new();
        let people = source.read.people(&source.tables);
        let names: HashMap<*const Table, usize> = people.iter().map(|persons| (std::ptr::from_ref(persons.table), persons.name)).collect();
        for table in &source.tables {
            let names = names.get(&std::ptr::from_ref(*table)).copied();
            for (column, head) in table.head.iter().enumerate() {
                let cells = table.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.value.trim().is_empty());
                let odd = if names == Some(column) {
                    odd_name(cells)
                } else {
                    let shapes = cells.filter_map(|cell| Some((personal::number_shape(cell.span.of(source.text).trim())?, cell)));
                    odd(shapes)
                };
                let header = personal::squeeze(&head.value);
                hits.extend(odd.map(|cell| {
                    let message = format!("“{header}”一列里，隐去的办法不一样，从这里开始和前面的不同。");
                    Hit::new(cell.span, message, help)
                }));
            }
        }
        hits
    });
}

/// The first cell whose form differs from the first one's.
fn odd<'t>(shapes: impl Iterator<Item = (String, &'t Spanned<String>)>) -> Option<&'t Spanned<String>> {
    let mut first: Option<String> = None;
    for (shape, cell) in shapes {
        if first.get_or_insert_with(|| shape.clone()) != &shape {
            return Some(cell);
        }
    }
    None
}

/// The first name that is masked in another way than the names of its length before it, with another sign, or not at all where
/// others are.
fn odd_name<'t>(cells: impl Iterator<Item = &'t Spanned<String>>) -> Option<&'t Spanned<String>> {
    let mut by_length: BTreeMap<usize, String> = BTreeMap::new();
    let mut sign: Option<Option<char>> = None;
    for cell in cells.filter(|cell| personal::is_name(&cell.value)) {
        let name = cell.value.split(['（', '(']).next().unwrap_or("");
        let shape = personal::name_shape(name);
        let hidden = shape.chars().find(|c| *c != '名');
        let length = shape.chars().count();
        if *sign.get_or_insert(hidden) != hidden || by_length.entry(length).or_insert_with(|| shape.clone()) != &shape {
            return Some(cell);
        }
    }
    None
}
