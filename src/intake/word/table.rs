//! Tables of a Word file, with the cells that cover others.

use crate::parse::attachment::xml::{Event, Events};

use super::super::document::{Block, Cell, Inline, Table};
use super::run::{is_aside, skip};
use super::{DEEPEST, Walk};

/// The most columns of a table.
const COLUMNS: usize = 256;

/// The most rows of a table. A document that has more is refused by its places or its text.
const ROWS: usize = 50_000;

/// Whether a cell goes on what stands above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Merge {
    #[default]
    None,
    Starts,
    GoesOn,
}

/// What the properties of a row or a cell say.
#[derive(Default)]
struct CellProperties {
    across: usize,
    merge: Merge,
    beside: bool,
}

impl Walk {
    /// A table, and the blocks that could not stay in it.
    pub fn table(&mut self, events: &mut Events<'_>, depth: usize) -> Vec<Block> {
        let (mut table, mut out) = (Table::default(), Vec::new());
        while let Some(event) = events.next() {
            match event {
                Event::Close("tbl") => break,
                Event::Open(tag) => match tag.name {
                    "tr" if table.rows.len() < ROWS => self.row(events, depth, &mut table, &mut out),
                    name if is_aside(name) => skip(events, name),
                    _ => {}
                },
                _ => {}
            }
        }
        table.rows.retain(|row| !row.is_empty());
        let mut blocks = vec![Block::Table(table)];
        blocks.extend(out);
        blocks
    }

    fn row(&mut self, events: &mut Events<'_>, depth: usize, table: &mut Table, out: &mut Vec<Block>) {
        let (mut cells, mut column, mut deleted) = (Vec::new(), 0, false);
        while let Some(event) = events.next() {
            match event {
                Event::Close("tr") => break,
                Event::Open(tag) => match tag.name {
                    // In the properties of a row: how many columns are passed over, whether it repeats, whether it was deleted.
                    "gridBefore" => column += tag.get("val").and_then(|val| val.parse().ok()).unwrap_or(0_usize).min(COLUMNS),
                    "tblHeader" if table.head == table.rows.len() => table.head += 1,
                    "del" => deleted = true,
                    "tc" => {
                        let (properties, lines) = self.cell(events, depth, out);
                        let across = properties.across.clamp(1, COLUMNS);
                        if column < COLUMNS && !properties.beside {
                            self.put(table, &mut cells, Cell { column, across, down: 1, lines }, properties.merge);
                        }
                        column += across;
                    }
                    name if is_aside(name) => skip(events, name),
                    _ => {}
                },
                _ => {}
            }
        }
        if deleted {
            self.seen.deleted += 1;
            self.seen.deleted_letters += cells.iter().flat_map(|cell: &Cell| &cell.lines).map(|line| line.chars().count()).sum::<usize>();
            table.head = table.head.min(table.rows.len());
        } else {
            table.rows.push(cells);
        }
    }

    /// Puts a cell into its row, or into the one above that it goes on.
    fn put(&mut self, table: &mut Table, row: &mut Vec<Cell>, cell: Cell, merge: Merge) {
        let height = table.rows.len();
        if merge == Merge::GoesOn {
            let mut above = table.rows.iter_mut().enumerate().rev();
            let origin = above.find_map(|(at, row)| Some((at, row.iter_mut().find(|above| above.column == cell.column)?)));
            if let Some((at, origin)) = origin {
                origin.down = height - at + 1;
                origin.lines.extend(cell.lines);
                return;
            }
        }
        row.push(cell);
    }

    fn cell(&mut self, events: &mut Events<'_>, depth: usize, out: &mut Vec<Block>) -> (CellProperties, Vec<String>) {
        let mut properties = CellProperties { across: 1, ..CellProperties::default() };
        let mut lines = Vec::new();
        while let Some(event) = events.next() {
            match event {
                Event::Close("tc") => break,
                Event::Open(tag) => match tag.name {
                    "gridSpan" => properties.across = tag.get("val").and_then(|val| val.parse().ok()).unwrap_or(1),
                    "vMerge" => {
                        properties.merge = if tag.get("val").is_some_and(|val| val == "restart") { Merge::Starts } else { Merge::GoesOn }
                    }
                    "hMerge" => properties.beside = tag.get("val").is_none_or(|val| val != "restart"),
                    "p" => {
                        for block in self.paragraph(events, depth) {
                            self.line(block, &mut lines, out);
                        }
                    }
                    "tbl" if depth < DEEPEST => {
                        self.seen.nested += 1;
                        for block in self.table(events, depth + 1) {
                            match block {
                                Block::Table(inner) => lines.extend(inner.rows.iter().map(|row| {
                                    row.iter().map(|cell| cell.lines.join(" ")).collect::<Vec<_>>().join(" ").trim().to_string()
                                })),
                                other => self.line(other, &mut lines, out),
                            }
                        }
                    }
                    "tbl" | "del" => skip(events, tag.name),
                    name if is_aside(name) => skip(events, name),
                    _ => {}
                },
                _ => {}
            }
        }
        lines.retain(|line| !line.is_empty());
        (properties, lines)
    }

    /// The lines of a block in a cell; its pictures and notes go behind the table.
    fn line(&mut self, block: Block, lines: &mut Vec<String>, out: &mut Vec<Block>) {
        let text = block.text();
        let bullet = if matches!(block, Block::Bullet(..)) { "· " } else { "" };
        if !text.is_empty() {
            lines.push(format!("{bullet}{}", text.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        for inline in block.inlines() {
            if let Inline::Picture(_) | Inline::Note(_) = inline {
                self.seen.in_tables += usize::from(matches!(inline, Inline::Picture(_)));
                out.push(Block::Paragraph(vec![inline.clone()], super::super::document::Align::Start));
            }
        }
    }
}
