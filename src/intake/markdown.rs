//! Blocks as the Markdown of an item.

use std::fmt::Write;

use crate::model::{encode, escape, is_han};

use super::document::{Block, Cell, Inline, Table};

/// What files are called beside the item.
pub struct Names<'n> {
    /// The picture at a place; `None` for one that is not there.
    pub picture: &'n dyn Fn(usize) -> Option<(String, String)>,
}

/// The Markdown of blocks and notes.
pub fn markdown(blocks: &[Block], notes: &[Vec<Inline>], names: &Names<'_>) -> String {
    let mut out = String::new();
    let mut last = Entry::No;
    for block in blocks {
        let text = match block {
            Block::Heading(level, text) => format!("{} {}", "#".repeat(usize::from(*level).clamp(1, 5) + 1), inline(text, names)),
            Block::Paragraph(text, _) => opening(&inline(text, names)),
            Block::Bullet(depth, text) => format!("{}- {}", "  ".repeat((*depth).min(4)), inline(text, names)),
            Block::Table(table) => table_text(table),
        };
        // A paragraph of nothing but a picture that is not there.
        if text.trim().is_empty() {
            continue;
        }
        let entry = match block {
            Block::Bullet(..) => Entry::Bullet,
            Block::Paragraph(..) if is_numbered(&text) => Entry::Numbered,
            _ => Entry::No,
        };
        if !out.is_empty() {
            out.push_str(if entry == last && entry != Entry::No { "\n" } else { "\n\n" });
        }
        last = entry;
        out.push_str(&text);
    }
    for (at, note) in notes.iter().enumerate() {
        let _ = write!(out, "\n\n[^{}]: {}", at + 1, inline(note, names));
    }
    out.push('\n');
    out
}

/// Whether a block is an entry of a list: entries stand line by line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    No,
    Bullet,
    Numbered,
}

fn is_numbered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && line.get(digits..).is_some_and(|rest| rest.starts_with(". "))
}

fn inline(line: &[Inline], names: &Names<'_>) -> String {
    let mut out = String::new();
    for inline in line {
        match inline {
            Inline::Text(text) => out.push_str(&escaped(text)),
            Inline::Link(text, to) => {
                let to: String = to.chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '<' | '>')).collect();
                let _ = write!(out, "[{}]({to})", escaped(text.trim()));
            }
            Inline::Picture(at) => {
                if let Some((name, alt)) = (names.picture)(*at) {
                    let _ = write!(out, "![{}]({})", escaped(&alt), encode(&name));
                }
            }
            Inline::Note(at) => {
                let _ = write!(out, "[^{}]", at + 1);
            }
            Inline::Break => out.push(' '),
        }
    }
    out.trim().to_string()
}

/// A text whose characters mean themselves.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    // An entity is read as the character it names.
    out.replace("&#", "\\&#")
}

/// A paragraph that opens with what makes something else of it.
fn opening(line: &str) -> String {
    let marks = line.trim_start_matches('#');
    let rule = line.chars().all(|c| matches!(c, '-' | '=' | ' ')) && line.len() > 1;
    let opens = line.starts_with(['>', '+']) || line.starts_with("- ") || (marks.len() < line.len() && marks.starts_with(' ')) || rule;
    if opens { format!("\\{line}") } else { spaced(line) }
}

/// 1．甲 and 1.甲 are 1. 甲 in Markdown.
fn spaced(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let Some(rest) = line.get(digits..).and_then(|rest| rest.strip_prefix(['.', '．'])).filter(|_| (1..=2).contains(&digits)) else {
        return line.to_string();
    };
    match rest.trim_start().chars().next() {
        Some(c) if is_han(c) || matches!(c, '“' | '《' | '（') => {
            format!("{}. {}", line.get(..digits).unwrap_or(""), rest.trim_start())
        }
        _ => line.to_string(),
    }
}

/// A table: in Markdown where no cell covers another, else in HTML.
pub fn table_text(table: &Table) -> String {
    let width = table.width();
    let plain = |cell: &Cell| cell.across == 1 && cell.down == 1 && cell.lines.len() <= 1;
    let even = table.rows.iter().all(|row| row.len() == width && row.iter().all(plain));
    let headed = table.head <= 1 && table.rows.first().is_some_and(|row| row.iter().all(|cell| !cell.lines.is_empty()));
    if even && headed && width > 1 && table.rows.len() > 1 { pipes(table, width) } else { tags(table) }
}

fn pipes(table: &Table, width: usize) -> String {
    let text = |cell: &Cell| escaped(&cell.lines.join(" "));
    let line = |row: &[Cell]| format!("| {} |", row.iter().map(text).collect::<Vec<_>>().join(" | "));
    let is_number = |cell: &Cell| {
        let text = cell.lines.join("");
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ',' | '%')) && text.len() < 16
    };
    let numbers = |column: usize| {
        let mut below = table.rows.iter().skip(1).filter_map(|row| row.get(column)).filter(|cell| !cell.lines.is_empty()).peekable();
        below.peek().is_some() && below.all(is_number)
    };
    let marks: Vec<&str> = (0..width).map(|column| if numbers(column) { "---:" } else { "---" }).collect();
    let mut rows = table.rows.iter().map(|row| line(row));
    let head = rows.next().unwrap_or_default();
    std::iter::once(head).chain([format!("| {} |", marks.join(" | "))]).chain(rows).collect::<Vec<_>>().join("\n")
}

fn tags(table: &Table) -> String {
    // The head is as high as the cells of its first row; one cell across all of it is a title, and what stands below goes with it.
    let of_first = table.rows.first().map_or(1, |row| row.iter().map(|cell| cell.down).max().unwrap_or(1));
    let named = table.rows.first().is_some_and(|row| row.iter().any(|cell| !cell.lines.is_empty()));
    let form = table.rows.first().is_some_and(|row| row.iter().any(|cell| cell.lines.is_empty()));
    let head = if table.head > 0 {
        table.head.max(of_first)
    } else if named && !form && table.rows.len() > of_first {
        of_first
    } else {
        0
    };
    let width = table.width();
    let mut covered = vec![0_usize; width];
    let mut out = String::from("<table>\n");
    for (at, row) in table.rows.iter().enumerate() {
        if at == 0 {
            out.push_str(if head > 0 { "<thead>\n" } else { "<tbody>\n" });
        }
        if at == head && at > 0 {
            out.push_str("</thead>\n<tbody>\n");
        }
        let name = if at < head { "th" } else { "td" };
        out.push_str("<tr>");
        let mut column = 0;
        for cell in row {
            gap(&mut out, name, &covered, &mut column, cell.column);
            covered.iter_mut().skip(cell.column).take(cell.across).for_each(|rows| *rows = cell.down);
            column = column.max(cell.column + cell.across);
            let _ = write!(out, "<{name}");
            if cell.across > 1 {
                let _ = write!(out, " colspan=\"{}\"", cell.across);
            }
            if cell.down > 1 {
                let _ = write!(out, " rowspan=\"{}\"", cell.down);
            }
            let text = cell.lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>");
            let _ = write!(out, ">{text}</{name}>");
        }
        gap(&mut out, name, &covered, &mut column, width);
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        out.push_str("</tr>\n");
    }
    out.push_str(if head > 0 && table.rows.len() <= head { "</thead>\n</table>" } else { "</tbody>\n</table>" });
    out
}

/// Cells with nothing in them where a row has none, and none from above reaches down.
fn gap(out: &mut String, name: &str, covered: &[usize], column: &mut usize, to: usize) {
    while *column < to {
        if covered.get(*column).is_none_or(|rows| *rows == 0) {
            let _ = write!(out, "<{name}></{name}>");
        }
        *column += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped("a*b_c [x] <1> 8~12"), "a\\*b\\_c \\[x\\] \\<1> 8\\~12");
        for (line, text) in
            [("# 甲", "\\# 甲"), ("- 甲", "\\- 甲"), ("1．甲", "1. 甲"), ("1.甲", "1. 甲"), ("1.5倍", "1.5倍"), ("---", "\\---")]
        {
            assert_eq!(opening(line), text);
        }
    }

    #[test]
    fn a_table_is_as_simple_as_it_can_be() {
        let row = |cells: &[&str]| cells.iter().enumerate().map(|(at, text)| Cell::single(at, text)).collect::<Vec<_>>();
        let mut table = Table { rows: vec![row(&["村", "户"]), row(&["甲村", "3"])], head: 0 };
        assert_eq!(table_text(&table), "| 村 | 户 |\n| --- | ---: |\n| 甲村 | 3 |");
        table.rows[0][0].down = 2;
        table.rows[1].remove(0);
        table.rows.push(row(&["乙村", "4"]));
        assert_eq!(
            table_text(&table),
            "<table>\n<thead>\n<tr><th rowspan=\"2\">村</th><th>户</th></tr>\n<tr><th>3</th></tr>\n</thead>\n<tbody>\n<tr><td>乙村</td><td>4</td></tr>\n</tbody>\n</table>"
        );
    }
}
