//! The visible sheets of an xlsx file as rows of texts: no styles, no formulas, merged cells filled downwards.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diag::Span;

use super::attachment::office::listed;
use super::attachment::pack::Pack;
use super::attachment::sheet::{Shared, cell, column_of, day_styles, no_size};
use super::attachment::xml::{Event, events};
use super::grid::{COLUMNS, Grid, GridCell, ROWS};

/// The most sheets that are read.
const SHEETS: usize = 100;

/// Reads the sheets.
///
/// # Errors
/// Why it cannot be read, for the clerk.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Grid>, String> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err("文件加了密码，或者是旧格式（xls）改了扩展名".into());
    }
    let mut pack = Pack::open(bytes)?;
    let listed = listed(&mut pack)?.ok_or("文件不完整，或者不是 xlsx 格式")?;
    let mut shared = pack.part("xl/sharedStrings.xml")?.map(|xml| Shared::read(&text(&xml))).unwrap_or_default();
    let days = pack.part("xl/styles.xml")?.map(|xml| day_styles(&text(&xml))).unwrap_or_default();
    let mut sheets = Vec::new();
    for sheet in listed.into_iter().take(SHEETS).filter(|sheet| !sheet.hidden) {
        let Some(xml) = pack.part(&sheet.part)? else { continue };
        sheets.push(Grid { name: sheet.name, ..grid(&text(&xml), &mut shared, &days) });
    }
    Ok(sheets)
}

fn text(xml: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(xml)
}

fn grid(xml: &str, shared: &mut Shared, days: &[bool]) -> Grid {
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    let (mut hidden_rows, mut hidden_columns) = (BTreeSet::new(), BTreeSet::new());
    let mut next = (0, 0);
    let mut merges = Vec::new();
    let mut events = events(xml);
    while let Some(event) = events.next() {
        let Event::Open(tag) = event else { continue };
        match tag.name {
            "col" if tag.is("hidden") || no_size(&tag, "width") => {
                let number = |name: &str| tag.get(name).and_then(|number| number.parse::<usize>().ok()).unwrap_or(0).min(COLUMNS);
                hidden_columns.extend(number("min").max(1) - 1..number("max"));
            }
            "row" => {
                let row = tag.get("r").and_then(|r| r.parse::<usize>().ok()).and_then(|r| r.checked_sub(1));
                next = (row.unwrap_or(next.0 + usize::from(!rows.is_empty())), 0);
                if tag.is("hidden") || no_size(&tag, "ht") {
                    hidden_rows.insert(next.0);
                }
            }
            "c" => {
                let (row, column) = tag.get("r").and_then(|place| place_of(&place)).unwrap_or(next);
                next = (row, column.saturating_add(1));
                let kind = tag.get("t").map(Cow::into_owned).unwrap_or_default();
                let style = tag.get("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
                let day = days.get(style).copied().unwrap_or(false);
                if let (Some(value), Some(cell)) = (cell(&mut events, &kind, day, shared), cell_mut(&mut rows, (row, column))) {
                    cell.text = value.trim().to_string();
                }
            }
            "mergeCell" => merges.extend(tag.get("ref").and_then(|area| {
                let (from, to) = area.split_once(':')?;
                Some((place_of(from)?, place_of(to)?))
            })),
            _ => {}
        }
    }
    for (from, to) in merges {
        let Some(text) = cell_mut(&mut rows, from).map(|cell| cell.text.clone()) else { continue };
        for row in from.0 + 1..=to.0.min(rows.len().saturating_sub(1)) {
            if let Some(cell) = cell_mut(&mut rows, (row, from.1)) {
                *cell = GridCell { text: text.clone(), merged: true, ..GridCell::default() };
            }
        }
    }
    for (at, cells) in rows.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            // It is no place in a text: it only puts what is found in order.
            let order = at * COLUMNS + column;
            cell.span = Span::new(order, order);
        }
    }
    Grid { rows, hidden_rows, hidden_columns, ..Grid::default() }
}

/// The cell at a place, made where there is none.
fn cell_mut(rows: &mut Vec<Vec<GridCell>>, (row, column): (usize, usize)) -> Option<&mut GridCell> {
    if row >= ROWS || column >= COLUMNS {
        return None;
    }
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    let cells = rows.get_mut(row)?;
    if cells.len() <= column {
        cells.resize(column + 1, GridCell::default());
    }
    cells.get_mut(column)
}

/// `B3` is row 2, column 1.
fn place_of(name: &str) -> Option<(usize, usize)> {
    let row = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    Some((row.parse::<usize>().ok()?.checked_sub(1)?, column_of(name)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_strings_and_merges() {
        let mut shared = Shared::read("<sst><si><t>甲</t></si><si><r><t>乙&amp;</t></r><rPh><t>yi</t></rPh><r><t>丙</t></r></si></sst>");
        let xml = "<sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>丁</t></is></c></row>\
                   <row r=\"3\"><c r=\"C3\"><v>5</v></c></row></sheetData><mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>";
        let rows = grid(xml, &mut shared, &[]).rows;
        let told: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(told, [vec![], vec!["", "乙&丙", "丁"], vec!["", "乙&丙", "5"]]);
        assert!(rows[2][1].merged);
    }

    #[test]
    fn hostile_files_end_soon() {
        for bytes in [&b""[..], b"PK\x03\x04", b"PK\x05\x06\0\0", &[0xd0, 0xcf, 0x11, 0xe0]] {
            assert!(sheets(bytes).is_err());
        }
        assert_eq!(
            grid("<row r=\"99999999999999999999\"><c r=\"XFD1048576\"><v>1</v>", &mut Shared::default(), &[]).rows,
            Vec::<Vec<GridCell>>::new()
        );
        assert!(grid("<c r=\"A1\"><v>1</v></c><mergeCell ref=\"A1:A1048576\"/>", &mut Shared::default(), &[]).rows.len() <= ROWS);
    }
}
