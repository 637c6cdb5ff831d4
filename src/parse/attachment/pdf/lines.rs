//! Pieces of text at their places become lines, and lines with the same columns become tables.

use super::super::page::{Page, Row};
use super::content::Piece;

/// Pieces on one line may be so far apart in height, in parts of their size.
const SAME_LINE: f64 = 0.45;
/// A gap narrower than this, in parts of the size, parts nothing.
const NO_GAP: f64 = 0.18;
/// A gap wider than this parts cells.
const CELL_GAP: f64 = 0.45;
/// A table has at least so many columns: fewer are text that was pulled apart.
const COLUMNS: usize = 3;

/// A cell of a line: where it begins and ends, and what it says.
struct Cell {
    x: f64,
    end: f64,
    text: String,
}

/// Writes pieces to a page.
pub fn write(mut pieces: Vec<Piece>, page: &mut Page) {
    pieces.retain(|piece| piece.x.is_finite() && piece.y.is_finite() && piece.end.is_finite());
    pieces.sort_by(|one, other| other.y.total_cmp(&one.y));
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match lines.last_mut().filter(|line| line.first().is_some_and(|first| first.y - piece.y <= SAME_LINE * first.size.min(piece.size)))
        {
            Some(line) => line.push(piece),
            None => lines.push(vec![piece]),
        }
    }
    let mut table: Vec<Vec<Cell>> = Vec::new();
    for line in lines {
        let cells = cells(line);
        if cells.len() < COLUMNS {
            flush(&mut table, page);
            let text: Vec<String> = cells.into_iter().map(|cell| cell.text).collect();
            page.push(&text.join("\t"));
            page.end_line();
        } else {
            table.push(cells);
        }
    }
    flush(&mut table, page);
}

/// The cells of a line. A text that was written twice for a bold look stands there once.
fn cells(mut line: Vec<Piece>) -> Vec<Cell> {
    line.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut cells: Vec<Cell> = Vec::new();
    let mut before: Option<(f64, String)> = None;
    for piece in line {
        let twice = before.as_ref().is_some_and(|(x, text)| (piece.x - x).abs() < 0.1 * piece.size && *text == piece.text);
        before = Some((piece.x, piece.text.clone()));
        if twice {
            continue;
        }
        match cells.last_mut().filter(|cell| piece.x - cell.end <= CELL_GAP * piece.size) {
            Some(cell) => {
                if piece.x - cell.end > NO_GAP * piece.size {
                    cell.text.push(' ');
                }
                cell.text.push_str(&piece.text);
                cell.end = cell.end.max(piece.end);
            }
            None => cells.push(Cell { x: piece.x, end: piece.end, text: piece.text }),
        }
    }
    cells.retain(|cell| !cell.text.trim().is_empty());
    cells
}

/// Writes the lines that were kept as rows: each cell goes to the column of the widest line that it overlaps or is nearest to.
fn flush(lines: &mut Vec<Vec<Cell>>, page: &mut Page) {
    let Some(widest) = lines.iter().max_by_key(|line| line.len()) else { return };
    let columns: Vec<(f64, f64)> = widest.iter().map(|cell| (cell.x, cell.end)).collect();
    let mut rows: Vec<Row> = Vec::new();
    for line in lines.drain(..) {
        let mut row: Vec<(usize, String)> = Vec::new();
        for cell in line {
            let middle = f64::midpoint(cell.x, cell.end);
            let apart = |(x, end): &(f64, f64)| (x - middle).max(middle - end).max(0.0);
            let nearest = columns.iter().enumerate().min_by(|one, other| apart(one.1).total_cmp(&apart(other.1))).map_or(0, |(at, _)| at);
            let column = row.last().map_or(nearest, |(last, _)| nearest.max(last + 1));
            row.push((column, cell.text));
        }
        rows.push(page.row(&row));
    }
    page.table(rows);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(x: f64, y: f64, text: &str) -> Piece {
        Piece { x, end: x + 5.0 * text.chars().count() as f64, y, size: 10.0, text: text.into() }
    }

    #[test]
    fn pieces_become_lines_and_cells() {
        let mut page = Page::default();
        let line = |y: f64, texts: [&str; 3]| [piece(0.0, y, texts[0]), piece(100.0, y, texts[1]), piece(200.0, y, texts[2])];
        let mut pieces = vec![piece(50.0, 90.0, "名单"), piece(0.0, 100.0, "110105"), piece(30.0, 100.2, "19491231002X")];
        pieces.extend(line(70.0, ["姓名", "电话", "金额"]));
        pieces.extend(line(60.0, ["张某某", "13900000000", "200"]));
        write(pieces, &mut page);
        let passage = page.finish("第1页");
        assert_eq!(passage.text, "11010519491231002X\n名单\n姓名\t电话\t金额\n张某某\t13900000000\t200\n");
        assert_eq!(passage.tables[0].rows[0][1].value, "13900000000");
    }
}
