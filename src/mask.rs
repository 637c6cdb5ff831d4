//! A list of persons becomes one that may be shown: columns that nobody may see go, names and addresses are shortened, and numbers
//! in other cells are hidden. What was done is told, and what was there is never written anywhere.
//!
//! How much is shown is the column's own choice ([`Masking`]); a birth date, an age and what tells of health are not shown at all.
//! Where it is not plain what a column says, its cells tell: what looks like names is taken for names.

mod cells;
mod header;

use crate::model::{Depth, Masking, Shown};
use crate::parse::Grid;
use crate::personal::{Kind, has_family_name, kind, masked};
use cells::Told;
use header::Header;

/// What becomes of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// As the column shows them: 张*, 欧*娜.
    #[default]
    Shortened,
    /// As they are: a rule demands the list.
    Whole,
}

/// A sheet that may be shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Masked {
    /// Its name; empty for a text file.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// What was done, a sentence each.
    pub done: Vec<String>,
    /// The words of [`Masking::drop`] that a column of it goes by.
    pub dropped: Vec<String>,
}

/// Masks a sheet. Its hidden rows and columns are left out.
pub fn mask(sheet: &Grid, masking: &Masking, names: Names) -> Masked {
    let seen = |row: &usize| !sheet.hidden_rows.contains(row);
    let rows: Vec<Vec<&str>> = sheet
        .rows
        .iter()
        .enumerate()
        .filter(|(at, _)| seen(at))
        .map(|(_, row)| {
            let cells = row.iter().enumerate().filter(|(column, _)| !sheet.hidden_columns.contains(column));
            cells.map(|(_, cell)| cell.text.as_str()).collect()
        })
        .collect();
    let mut told = Told::new(sheet.hidden_rows.len(), sheet.hidden_columns.len());
    let mut done: Vec<Vec<String>> = Vec::new();
    let mut dropped: Vec<String> = Vec::new();
    // Each header reigns over what is below it, up to the next. Above the first, nobody says what the cells are.
    let mut from = 0;
    let mut header: Option<Header> = None;
    while from < rows.len() || header.is_some() {
        let below = header.as_ref().map_or(from, |header| header.last + 1);
        let next = (below..rows.len()).find_map(|at| Header::at(&rows, at, header.as_ref()));
        let end = next.as_ref().map_or(rows.len(), |next| next.first);
        let body = rows.get(below..end).unwrap_or(&[]);
        let columns = columns(header.as_ref(), body, masking, names);
        if let Some(header) = &header {
            done.extend(header.shown(&rows, &columns));
            for column in columns.iter().filter(|column| column.goes) {
                told.gone(&column.name, column.kind);
            }
            dropped.extend(columns.iter().filter_map(|column| column.dropped_by.clone()));
        }
        for column in columns.iter().filter(|column| column.by_cells && !column.goes) {
            told.taken_for_names(&column.name);
        }
        done.extend(body.iter().enumerate().map(|(line, row)| {
            let cells = row.iter().enumerate().filter(|(at, _)| columns.get(*at).is_none_or(|column| !column.goes));
            // The first line of a list without a header that is known may still be one.
            let heads = |cell: &str| header.is_none() && line == 0 && !has_family_name(cell);
            let kind = |at: usize| match columns.get(at) {
                Some(column) if column.by_cells && row.get(at).is_some_and(|cell| heads(cell)) => Kind::Other,
                Some(column) if column.kind != Kind::Other => column.kind,
                _ if header.is_none() => beside(row, at),
                _ => Kind::Other,
            };
            let shown = |(at, cell): (usize, &&str)| match kind(at) {
                kind if header.is_none() && goes(kind, masking) && !cell.is_empty() => told.empty(kind),
                kind => told.cell(cell, kind, masking, names),
            };
            cells.map(shown).collect()
        }));
        from = end;
        header = next;
    }
    Masked { name: masked(&sheet.name), rows: done, done: told.sentences(), dropped }
}

/// What is known of a column between two headers.
struct Column {
    /// In the words of the list; empty where it has no header.
    name: String,
    kind: Kind,
    /// Whether its cells said that it holds names, and its header did not.
    by_cells: bool,
    /// Whether it is not shown at all.
    goes: bool,
    /// The word of the settings by which it goes.
    dropped_by: Option<String>,
}

fn columns(header: Option<&Header>, body: &[Vec<&str>], masking: &Masking, names: Names) -> Vec<Column> {
    let wide = body.iter().map(Vec::len).chain(header.map(|header| header.heads.len())).max().unwrap_or(0);
    let column = |at: usize| {
        let head = header.and_then(|header| header.heads.get(at));
        let named = head.map_or(Kind::Other, |head| head.kind);
        let cells = || body.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        // 村民, 监护人, 配偶, or no header at all: more than half of the cells are names.
        let persons = || cells().filter(|cell| has_family_name(cell)).count() * 2 > cells().count();
        let by_cells = named == Kind::Other && names == Names::Shortened && persons();
        let kind = if by_cells { Kind::Name } else { named };
        let dropped_by = head.and_then(|head| masking.drop.iter().find(|word| head.is_called(word)).cloned());
        let goes = dropped_by.is_some() || goes(kind, masking);
        Column { name: head.map(|head| head.name.clone()).unwrap_or_default(), kind, by_cells, goes, dropped_by }
    };
    (0..wide).map(column).collect()
}

/// What a cell of a form says: its label stands at its left.
fn beside(row: &[&str], at: usize) -> Kind {
    let label = at.checked_sub(1).and_then(|left| row.get(left)).filter(|left| header::is_label(left));
    label.filter(|_| !row.get(at).is_some_and(|cell| header::is_label(cell))).map_or(Kind::Other, |label| kind(label))
}

/// Whether a column is not shown at all.
fn goes(kind: Kind, masking: &Masking) -> bool {
    let nothing = |shown: Shown| shown == Shown::Nothing;
    match kind {
        Kind::IdTail | Kind::Birth | Kind::Age | Kind::Health => true,
        Kind::Id => nothing(masking.id),
        Kind::Account => nothing(masking.account),
        Kind::Phone => nothing(masking.phone),
        Kind::Name => nothing(masking.name),
        Kind::Home | Kind::Address => masking.address == Depth::Nothing,
        Kind::Sex | Kind::Duty | Kind::Other => false,
    }
}

#[cfg(test)]
mod tests;
