//! `content/holidays.yaml` becomes the [`Calendar`].

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::calendar::{Calendar, Date, Year};
use crate::diag::{Diagnostic, Spanned};
use crate::folder::{Blob, RelPath};

use super::dates::{DateForm, read_date};
use super::faults;
use super::fields::{Fields, Sink};
use super::lists::root;
use super::shape::{Field, Shape};
use super::yaml::Kind;

/// The whole file.
pub const HOLIDAYS: &[Field] =
    &[Field::new("年份", "years", Shape::Names("四位数的年份", "2017", &Shape::Map(YEAR)), "一年一项，照国务院办公厅的通知写")];
const YEAR: &[Field] = &[
    Field::new("放假", "off", Shape::Texts, "放假的日子，连续几天写成 2017-01-27..2017-02-02"),
    Field::new("补班", "work", Shape::Texts, "周末要上班的日子"),
    Field::new("依据", "basis", Shape::Text, "依据的通知"),
];

/// Reads the holidays.
pub fn holidays(path: &RelPath, blob: &Blob) -> (Calendar, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let mut calendar = Calendar::default();
    let years = root(blob, &mut sink).and_then(|node| Fields::open(node, HOLIDAYS, "节假日文件", &mut sink).take("年份", &mut sink));
    if let Some(node) = years {
        let Kind::Map(entries) = node.kind else {
            sink.add(faults::KIND, node.span, "“年份”下面应当是一年一项。", "写成“  2017:”，再在下面写“放假”和“补班”。");
            return (calendar, sink.findings);
        };
        for (key, node) in entries {
            let Some(number) = key.value.parse::<i32>().ok().filter(|year| (1949..2200).contains(year)) else {
                sink.add(faults::NUMBER, key.span, format!("“{}”不是年份。", key.value), "写四位数字，例如 2017。");
                continue;
            };
            if calendar.years.contains_key(&number) {
                sink.add(faults::DUPLICATE_KEY, key.span, format!("{number}年写了两次。"), "合成一处。");
            }
            let mut f = Fields::open(node, YEAR, "年份", &mut sink);
            let off = days(f.texts("放假", &mut sink), number, &mut sink);
            let work = days(f.texts("补班", &mut sink), number, &mut sink);
            f.text("依据", &mut sink);
            calendar.years.insert(number, Year { off, work });
        }
    }
    (calendar, sink.findings)
}

/// Days and ranges of days (`2017-01-27..2017-02-02`), all in `year`.
fn days(texts: Vec<Spanned<String>>, year: i32, sink: &mut Sink<'_>) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    for text in texts {
        let (first, last) = text.value.split_once("..").unwrap_or((&text.value, &text.value));
        match (day(first, year), day(last, year)) {
            (Some(first), Some(last)) if first <= last => days.extend(first.iter_days().take_while(|day| *day <= last)),
            _ => sink.add(
                faults::DATE,
                text.span,
                format!("“{}”不是{year}年的日期。", text.value),
                "写成 2017-01-02，连续几天写成 2017-01-27..2017-02-02，都要在这一年里。",
            ),
        }
    }
    days
}

fn day(text: &str, year: i32) -> Option<Date> {
    match read_date(text) {
        DateForm::Read { date, time: None, .. } if date.year() == year => Some(date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Unit;

    /// The vectors of the field: 20 working days after the day of the event.
    #[test]
    fn twenty_working_days() {
        let path = RelPath::new("content/holidays.yaml").expect("a path");
        let (calendar, findings) = holidays(&path, &Blob::Text(include_str!("../../content/holidays.yaml").into()));
        assert!(findings.is_empty(), "{findings:?}");
        for (from, due) in [
            ("2017-06-15", "2017-07-13"),
            ("2017-01-20", "2017-02-22"),
            ("2017-09-25", "2017-10-27"),
            ("2025-01-20", "2025-02-21"),
            ("2026-02-09", "2026-03-13"),
            ("2026-09-18", "2026-10-22"),
            ("2026-09-25", "2026-10-29"),
        ] {
            let from: Date = from.parse().expect("a date");
            let found = calendar.due(from, 20, Unit::Workday);
            assert_eq!((found.date.to_string().as_str(), found.estimated), (due, false), "{from}");
        }
        let unknown = calendar.due("2026-12-20".parse().expect("a date"), 20, Unit::Workday);
        assert!(unknown.estimated, "2027 is not announced");
        assert_eq!(calendar.due("2017-06-15".parse().expect("a date"), 20, Unit::Day).date.to_string(), "2017-07-05");
    }
}
