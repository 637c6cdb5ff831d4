//! Which cell of a text's tables a number stands in.

use crate::diag::{Span, Spanned};
use crate::model::Table;

/// A row of a table, and a column of it.
pub type Cell<'t> = (&'t Table, &'t [Spanned<String>], usize);

/// The cells below the headers of some tables, by place: a number's cell is found without a look at every row.
pub struct Cells<'t> {
    /// In order of place, with how far the cells up to each reach. Of two cells at one place the first alone: a cell that spans
    /// several rows stands in each of them.
    sorted: Vec<(Span, usize, Order)>,
    tables: &'t [&'t Table],
}

/// Which table, which row of it, which column.
type Order = (usize, usize, usize);

impl<'t> Cells<'t> {
    /// The cells of tables.
    pub fn of(tables: &'t [&'t Table]) -> Cells<'t> {
        let in_row = |(table, row, cells): (usize, usize, &'t Vec<Spanned<String>>)| {
            cells.iter().enumerate().map(move |(column, cell)| (cell.span, 0, (table, row, column)))
        };
        let rows =
            tables.iter().enumerate().flat_map(|(nth, table)| table.rows.iter().enumerate().map(move |(row, cells)| (nth, row, cells)));
        let mut sorted: Vec<(Span, usize, Order)> = rows.flat_map(in_row).collect();
        sorted.sort();
        sorted.dedup_by_key(|(span, ..)| *span);
        let mut furthest = 0;
        for (span, reach, _) in &mut sorted {
            furthest = span.end.max(furthest);
            *reach = furthest;
        }
        Cells { sorted, tables }
    }

    /// The cell that a place, which is not empty, lies in; the first one where tables lie over each other.
    pub fn at(&self, place: Span) -> Option<Cell<'t>> {
        let before = self.sorted.partition_point(|(span, ..)| span.start <= place.start);
        let may_cover = self.sorted.iter().take(before).rev().take_while(|(_, reach, _)| place.end <= *reach);
        let first = may_cover.filter(|(span, ..)| place.end <= span.end).map(|(.., order)| *order).min();
        let (table, row, column) = first?;
        let table = self.tables.get(table)?;
        Some((table, table.rows.get(row)?, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(usize, usize)]) -> Vec<Spanned<String>> {
        cells.iter().map(|(start, end)| Spanned::new(String::new(), Span::new(*start, *end))).collect()
    }

    fn table(rows: &[&[(usize, usize)]]) -> Table {
        Table { head: row(&[(0, 40)]), rows: rows.iter().map(|cells| row(cells)).collect() }
    }

    #[test]
    fn as_if_each_row_were_looked_at() {
        let tables = [
            // Cells over several rows, a form that was turned, and lines that were read in two ways.
            table(&[&[(2, 4), (5, 8)], &[(2, 4), (9, 12)], &[]]),
            table(&[&[(30, 32), (20, 22)], &[(33, 35), (23, 25)], &[(36, 36), (26, 28)]]),
            table(&[&[(19, 29), (7, 10)], &[(1, 3)], &[(23, 25), (5, 8)]]),
        ];
        let tables: Vec<&Table> = tables.iter().collect();
        let cells = Cells::of(&tables);
        for (start, end) in (0..40).flat_map(|start| (start + 1..40).map(move |end| (start, end))) {
            let holds = |cell: &Spanned<String>| cell.span.start <= start && end <= cell.span.end;
            let plain = tables
                .iter()
                .find_map(|table| table.rows.iter().find_map(|row| Some((*table, row.as_slice(), row.iter().position(holds)?))));
            let found = cells.at(Span::new(start, end));
            assert_eq!(found, plain, "{start}..{end}");
        }
    }
}
