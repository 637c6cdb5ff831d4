//! Which cell of a text's tables a number stands in.

use crate::diag::{Span, Spanned};
use crate::model::Table;

/// A table, a row of it, and a column.
pub type Cell<'t> = (&'t Table, &'t [Spanned<String>], usize);

/// Which table, which row of it (0 is its header), which column.
type Order = (usize, usize, usize);

/// The cells of some tables, by place: the one that a number stands in is found without a look at every row.
pub struct Cells<'t> {
    /// In order of place, each with how far the cells up to it reach. Of two cells at one place the first alone: a cell that spans
    /// several rows stands in each of them.
    sorted: Vec<(Span, usize, Order)>,
    tables: &'t [&'t Table],
}

impl<'t> Cells<'t> {
    /// The cells of tables, without their headers.
    pub fn below_heads(tables: &'t [&'t Table]) -> Cells<'t> {
        let rows = |table: &'t Table| table.rows.iter().zip(1..);
        Cells::new(tables, tables.iter().map(|table| rows(table)))
    }

    /// The cells of tables, those of their headers too.
    pub fn with_heads(tables: &'t [&'t Table]) -> Cells<'t> {
        let rows = |table: &'t Table| std::iter::once(&table.head).chain(&table.rows).zip(0..);
        Cells::new(tables, tables.iter().map(|table| rows(table)))
    }

    /// `rows`: for each table its rows with their numbers.
    fn new<R>(tables: &'t [&'t Table], rows: impl Iterator<Item = R>) -> Cells<'t>
    where
        R: Iterator<Item = (&'t Vec<Spanned<String>>, usize)>,
    {
        let mut sorted: Vec<(Span, usize, Order)> = Vec::new();
        for (table, rows) in rows.enumerate() {
            for (cells, row) in rows {
                sorted.extend(cells.iter().enumerate().map(|(column, cell)| (cell.span, 0, (table, row, column))));
            }
        }
        sorted.sort();
        sorted.dedup_by_key(|(span, ..)| *span);
        let mut furthest = 0;
        for (span, reach, _) in &mut sorted {
            furthest = span.end.max(furthest);
            *reach = furthest;
        }
        Cells { sorted, tables }
    }

    /// The cell that a place lies in; the first one where tables lie over each other.
    pub fn at(&self, place: Span) -> Option<Cell<'t>> {
        let (table, row, column) = self.order(place)?;
        let table = self.tables.get(table)?;
        let row = row.checked_sub(1).map_or(Some(&table.head), |below| table.rows.get(below))?;
        Some((table, row, column))
    }

    /// The same by numbers: which table, which row (0 is its header), which column.
    pub fn order(&self, place: Span) -> Option<Order> {
        let before = self.sorted.partition_point(|(span, ..)| span.start <= place.start);
        let may_hold = self.sorted.iter().take(before).rev().take_while(|(_, reach, _)| place.end <= *reach);
        may_hold.filter(|(span, ..)| place.end <= span.end).map(|(.., order)| *order).min()
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
    fn many_rows() {
        // Were each row looked at for each, this would take minutes.
        let rows: Vec<Vec<Spanned<String>>> = (0..100_000).map(|nth| row(&[(4 * nth, 4 * nth + 1), (4 * nth + 2, 4 * nth + 3)])).collect();
        let long = Table { head: row(&[]), rows };
        let tables = [&long];
        let cells = Cells::below_heads(&tables);
        for nth in 0..100_000 {
            assert_eq!(cells.order(Span::new(4 * nth + 2, 4 * nth + 3)), Some((0, nth + 1, 1)));
        }
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
        let (below, all) = (Cells::below_heads(&tables), Cells::with_heads(&tables));
        for place in (0..45).flat_map(|start| (start..45).map(move |end| Span::new(start, end))) {
            // The first row from this one on, of the first table, that has a cell around the place.
            let plain = |from: usize| {
                let holds = |cell: &Spanned<String>| cell.span.start <= place.start && place.end <= cell.span.end;
                tables.iter().enumerate().find_map(|(nth, table)| {
                    let mut rows = std::iter::once(&table.head).chain(&table.rows).enumerate().skip(from);
                    rows.find_map(|(row, cells)| Some((nth, row, cells.iter().position(holds)?)))
                })
            };
            assert_eq!(all.order(place), plain(0), "{place:?}");
            assert_eq!(below.order(place), plain(1), "{place:?}");
            let cell = plain(1).map(|(nth, row, column)| (tables[nth], tables[nth].rows[row - 1].as_slice(), column));
            assert_eq!(below.at(place), cell, "{place:?}");
        }
    }
}
