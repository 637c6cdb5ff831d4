//! How many items of each leaf were published in each of the last twelve months, as numbers and as a picture.

use std::fmt::Write;

use chrono::Datelike;
use serde::Serialize;

use crate::calendar::Date;
use crate::duty;
use crate::model::{LeafId, Site, escape};

/// How many months are shown.
const MONTHS: usize = 12;
/// The width of the names and of a month, and the height of a row, in units of the picture.
const NAMES: usize = 180;
const MONTH: usize = 34;
const ROW: usize = 24;

/// The numbers.
#[derive(Serialize)]
pub struct HeatMap<'s> {
    months: Vec<String>,
    rows: Vec<Row<'s>>,
}

#[derive(Serialize)]
struct Row<'s> {
    name: &'s str,
    counts: Vec<usize>,
    sum: usize,
}

impl<'s> HeatMap<'s> {
    /// The months up to that of `today`, and the leaves whose duty holds in its year.
    pub fn new(site: &'s Site, today: Date) -> HeatMap<'s> {
        let last = today.year() * 12 + i32::try_from(today.month0()).unwrap_or(0);
        let first = last + 1 - MONTHS as i32;
        let count = |leaf: LeafId| {
            let mut counts = vec![0; MONTHS];
            for published in site.of_leaf(leaf).iter().filter_map(|id| site.item(*id).published.as_ref()) {
                let date = published.value.date;
                let month = date.year() * 12 + i32::try_from(date.month0()).unwrap_or(0) - first;
                if let Some(count) = usize::try_from(month).ok().and_then(|month| counts.get_mut(month)) {
                    *count += 1;
                }
            }
            counts
        };
        let rows = site.catalogue.leaves().filter(|(_, leaf)| duty::holds(leaf, today)).map(|(id, leaf)| {
            let counts = count(id);
            Row { name: &leaf.name, sum: counts.iter().sum(), counts }
        });
        let months = (first..=last).map(|month| format!("{}年{}月", month.div_euclid(12), month.rem_euclid(12) + 1));
        HeatMap { months: months.collect(), rows: rows.collect() }
    }

    /// The picture. Each field has its number, so that nothing is told by colour alone; the colours are the theme's.
    pub fn svg(&self) -> String {
        let (width, height) = (NAMES + MONTHS * MONTH, (self.rows.len() + 2) * ROW);
        let mut svg = format!(
            "<svg class=\"heat\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"heat-title\"><title id=\"heat-title\">最近{MONTHS}个月各类别发布条数，数字见下表</title>"
        );
        for (at, month) in self.months.iter().enumerate() {
            let (year, month) = month.split_once('年').unwrap_or(("", month));
            let x = NAMES + at * MONTH + MONTH / 2;
            if at == 0 || month == "1月" {
                let _ = write!(svg, "<text class=\"m\" x=\"{x}\" y=\"{}\">{year}</text>", ROW - 8);
            }
            let _ = write!(svg, "<text class=\"m\" x=\"{x}\" y=\"{}\">{month}</text>", 2 * ROW - 8);
        }
        for (line, row) in self.rows.iter().enumerate() {
            let y = (line + 2) * ROW;
            let _ = write!(svg, "<text x=\"{}\" y=\"{}\">{}</text>", NAMES - 8, y + ROW - 7, escape(row.name));
            for (at, count) in row.counts.iter().enumerate() {
                let x = NAMES + at * MONTH;
                let level = match count {
                    0 => 0,
                    1 => 1,
                    2..=3 => 2,
                    _ => 3,
                };
                let _ = write!(
                    svg,
                    "<rect class=\"h{level}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                    x + 1,
                    y + 1,
                    MONTH - 2,
                    ROW - 2
                );
                if *count > 0 {
                    let _ = write!(svg, "<text class=\"m t{level}\" x=\"{}\" y=\"{}\">{count}</text>", x + MONTH / 2, y + ROW - 7);
                }
            }
        }
        svg.push_str("</svg>");
        svg
    }
}
