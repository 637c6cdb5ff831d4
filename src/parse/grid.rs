//! Sheets as rows of cells, from a text file whose cells are parted by commas.

use std::collections::BTreeSet;

use crate::diag::Span;

/// The most rows of a sheet that are read: a county's catalogue has some hundreds, a list of a town's households some thousands.
pub const ROWS: usize = 20_000;
/// The most columns of a sheet that are read.
pub const COLUMNS: usize = 64;

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Its name; empty for a text file.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<GridCell>>,
    /// Which of the rows are hidden.
    pub hidden_rows: BTreeSet<usize>,
    /// Which of the columns are hidden.
    pub hidden_columns: BTreeSet<usize>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridCell {
    /// Its text.
    pub text: String,
    /// Where it is in a text file, without its quotes.
    pub span: Span,
    /// Whether it is the lower part of a merged cell.
    pub merged: bool,
}

/// Reads comma-separated values (RFC 4180; tabs or semicolons part cells where the first line has them and no comma).
pub fn csv(text: &str) -> Grid {
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    let first = text.get(at..).and_then(|text| text.lines().next()).unwrap_or("");
    let mark = if first.contains(',') { ',' } else { ['\t', ';'].into_iter().find(|mark| first.contains(*mark)).unwrap_or(',') };
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    let mut row = Vec::new();
    while at < text.len() && rows.len() < ROWS {
        let (cell, end) = cell(text, at, mark);
        if row.len() < COLUMNS {
            row.push(cell);
        }
        let ends_row = !text.get(end..).is_some_and(|rest| rest.starts_with(mark));
        at = end + 1;
        if ends_row {
            rows.push(std::mem::take(&mut row));
        }
    }
    rows.extend((!row.is_empty()).then_some(row));
    Grid { rows, ..Grid::default() }
}

/// The cell that starts at byte `at`, and the byte of the mark or line end behind it.
fn cell(text: &str, at: usize, mark: char) -> (GridCell, usize) {
    let until = |from: usize| text.get(from..).and_then(|rest| rest.find([mark, '\n'])).map_or(text.len(), |end| from + end);
    let inner = at + 1;
    let Some(quoted) = text.get(at..).and_then(|rest| rest.strip_prefix('"')) else {
        let end = until(at);
        let plain = text.get(at..end).unwrap_or("").trim_end_matches('\r');
        return (GridCell { text: plain.trim().to_string(), span: Span::new(at, at + plain.len()), merged: false }, end);
    };
    let mut length = 0;
    while let Some(quote) = quoted.get(length..).and_then(|rest| rest.find('"')).map(|quote| length + quote) {
        // Two quotes are one of the text.
        if quoted.get(quote + 1..).is_some_and(|rest| rest.starts_with('"')) {
            length = quote + 2;
            continue;
        }
        let text = quoted.get(..quote).unwrap_or("").replace("\"\"", "\"");
        return (GridCell { text: text.trim().to_string(), span: Span::new(inner, inner + quote), merged: false }, until(inner + quote));
    }
    (GridCell { text: quoted.trim().to_string(), span: Span::new(inner, text.len()), merged: false }, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        csv(text).rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect()
    }

    #[test]
    fn cells_of_a_text_file() {
        assert_eq!(
            texts("\u{feff}甲,乙\r\n\"丙,\n丁\",\"说\"\"戊\"\"\"\n,己\n"),
            [vec!["甲", "乙"], vec!["丙,\n丁", "说\"戊\""], vec!["", "己"]]
        );
        assert_eq!(texts("甲\t乙\n丙\t丁"), [vec!["甲", "乙"], vec!["丙", "丁"]]);
        assert_eq!(texts(""), Vec::<Vec<String>>::new());
        assert_eq!(texts("\"没有关上,甲\n"), [vec!["没有关上,甲"]]);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "\u{feff}甲,\"乙,丙\",丁\n\"戊\",己";
        let grid = csv(text);
        let places: Vec<&str> = grid.rows.iter().flatten().map(|cell| cell.span.of(text)).collect();
        assert_eq!(places, ["甲", "乙,丙", "丁", "戊", "己"]);
    }
}
