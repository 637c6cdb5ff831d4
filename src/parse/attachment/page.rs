//! A passage while it is written: lines of text, rows of cells, and which of the rows head a table.

use crate::diag::{Span, Spanned};
use crate::model::{Passage, Table};

/// The most text that is kept of one attachment, in bytes.
pub const MOST_TEXT: usize = 48 * 1024 * 1024;
/// The most cells of one passage that are kept as cells; more stay as text.
const MOST_CELLS: usize = 1_000_000;
/// The widest a table may be.
const MOST_COLUMNS: usize = 512;
/// How many rows at the top are looked at for the header.
const TOP: usize = 12;
/// The longest a header cell may be, in characters.
const LONGEST_HEADER: usize = 40;
/// The longest text of one cell, in bytes.
const LONGEST_CELL: usize = 64 * 1024;

/// A row of a table: its cells with their places in the text.
pub type Row = Vec<Spanned<String>>;

/// A passage while it is written.
#[derive(Default)]
pub struct Page {
    text: String,
    tables: Vec<Table>,
    cells: usize,
    full: bool,
}

impl Page {
    /// Appends text as it is.
    pub fn push(&mut self, text: &str) {
        if self.text.len() + text.len() > MOST_TEXT {
            self.full = true;
        } else {
            self.text.push_str(text);
        }
    }

    /// Ends the line, unless nothing stands in it.
    pub fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.push("\n");
        }
    }

    /// Writes a row as a line of its own. Each cell comes with the number of its column, from 0, in rising order.
    pub fn row(&mut self, cells: &[(usize, String)]) -> Row {
        self.end_line();
        let mut row: Row = Vec::new();
        for (column, value) in cells {
            let value = tidy(value);
            if value.is_empty() {
                continue;
            }
            if !self.text.is_empty() && !self.text.ends_with('\n') {
                self.push("\t");
            }
            let start = self.text.len();
            self.push(&value);
            if self.full {
                break;
            }
            if self.cells < MOST_CELLS && *column < MOST_COLUMNS {
                self.cells += (*column + 1).saturating_sub(row.len());
                while row.len() < *column {
                    row.push(Spanned::new(String::new(), Span::new(start, start)));
                }
                row.push(Spanned::new(value, Span::new(start, self.text.len())));
            }
        }
        self.end_line();
        row
    }

    /// Adds the tables that rows which were written one below another make: a blank row may part two of them.
    pub fn table(&mut self, rows: Vec<Row>) {
        let mut table: Vec<Row> = Vec::new();
        let mut parted = false;
        let mut rows = rows.into_iter().peekable();
        while let Some(row) = rows.next() {
            if filled(&row) == 0 {
                parted = true;
                continue;
            }
            let mut heads = || is_header(&row) || rows.peek().is_some_and(is_header);
            if parted && !table.is_empty() && heads() {
                self.tables.extend(headed(std::mem::take(&mut table)));
            }
            parted = false;
            table.push(row);
        }
        self.tables.extend(headed(table));
    }

    /// Whether not all of it could be kept.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// How long the text is so far, in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The passage.
    pub fn finish(self, name: impl Into<String>) -> Passage {
        Passage { name: name.into(), text: self.text, tables: self.tables }
    }
}

/// What a cell says, in one line.
fn tidy(value: &str) -> String {
    let value = value.trim();
    let mut end = value.len().min(LONGEST_CELL);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    let value = value.get(..end).unwrap_or("");
    // Most cells are one line: looked at fast.
    match memchr::memchr3(b'\n', b'\r', b'\t', value.as_bytes()) {
        Some(_) => value.replace(['\n', '\r', '\t'], " "),
        None => value.to_string(),
    }
}

fn filled(row: &Row) -> usize {
    row.iter().filter(|cell| !cell.value.is_empty()).count()
}

/// Whether a cell may be the name of a column: short, and with no long number in it.
fn is_label(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    value.chars().count() <= LONGEST_HEADER && digits < 5 && value.chars().any(char::is_alphabetic)
}

/// Whether a row may head a table: two names or more, and nothing else. One that opens with a name and its value (单位：元) stands
/// above the header.
fn is_header(row: &Row) -> bool {
    if row.iter().find(|cell| !cell.value.is_empty()).is_some_and(|first| first.value.contains(['：', ':'])) {
        return false;
    }
    filled(row) >= 2 && row.iter().filter(|cell| !cell.value.is_empty()).all(|cell| is_label(&cell.value))
}

/// The table that these rows make: titles above the header are left out, a header in two rows becomes one.
fn headed(mut rows: Vec<Row>) -> Option<Table> {
    let widest = rows.iter().take(TOP * 4).map(filled).max().filter(|widest| *widest > 0)?;
    let wide = |row: &Row| filled(row) * 2 >= widest;
    let first = rows.iter().take(TOP).position(|row| is_header(row) && wide(row));
    let first = first.or_else(|| rows.iter().take(TOP).position(|row| wide(row) && filled(row) > 1)).unwrap_or(0);
    let mut below = rows.split_off(first).into_iter();
    let mut head = below.next()?;
    let mut rows: Vec<Row> = below.collect();
    if rows.first().is_some_and(|second| continues(&head, second)) {
        for (column, cell) in rows.remove(0).into_iter().enumerate().filter(|(_, cell)| !cell.value.is_empty()) {
            while head.len() <= column {
                head.push(Spanned::new(String::new(), cell.span));
            }
            if let Some(above) = head.get_mut(column) {
                *above = cell;
            }
        }
    }
    Some(Table { head, rows })
}

/// Whether a second row only divides the columns of the header: it fills holes, and says nothing where the first column is named.
fn continues(head: &Row, second: &Row) -> bool {
    let at = |row: &Row, column: usize| row.get(column).is_some_and(|cell| !cell.value.is_empty());
    let fills = (0..second.len()).any(|column| at(second, column) && !at(head, column));
    fills && !(at(second, 0) && at(head, 0)) && is_header(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&str]) -> Passage {
        let mut page = Page::default();
        let rows = rows
            .iter()
            .map(|row| {
                let cells: Vec<(usize, String)> = row.split('|').map(str::to_string).enumerate().filter(|(_, c)| !c.is_empty()).collect();
                page.row(&cells)
            })
            .collect();
        page.table(rows);
        page.finish("表")
    }

    fn head(table: &Table) -> String {
        table.head.iter().map(|cell| cell.value.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn titles_stand_above_the_header() {
        let passage = table(&["青禾镇补贴发放表", "单位：元||2017年", "序号|姓名|金额", "1|张某某|200"]);
        assert_eq!(head(&passage.tables[0]), "序号|姓名|金额");
        let cell = &passage.tables[0].rows[0][1];
        assert_eq!(cell.span.of(&passage.text), "张某某");
    }

    #[test]
    fn a_header_may_have_two_rows() {
        let passage = table(&["姓名|补贴||备注", "|面积|金额", "张某某|3|200|"]);
        assert_eq!(head(&passage.tables[0]), "姓名|面积|金额|备注");
        assert_eq!(passage.tables[0].rows.len(), 1);
    }

    #[test]
    fn a_blank_row_parts_two_tables() {
        let passage = table(&["姓名|金额", "张某某|200", "", "村|户数", "甲村|3", "", "乙村|4"]);
        assert_eq!(passage.tables.len(), 2);
        assert_eq!(passage.tables[1].rows.len(), 2);
    }
}
