//! A county's table of matters becomes a [`CatalogueTable`]: its header of two rows, its sections, its ticks, boxes and 同上.

mod header;

use crate::diag::{Diagnostic, Span};
use crate::folder::{Blob, Folder, RelPath};
use crate::model::{CatalogueTable, Cell, Column, Row, Sheet};

use super::deadline::time_limit;
use super::fields::Sink;
use super::grid::{self, Grid, GridCell};
use super::{faults, text, xlsx};

use header::{Header, squeeze};

/// The largest table that is read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Marks that tick a column.
const TICKS: &[char] = &['√', '✓', '✔', '■', '☑', '▄', '▇', '●', '★', 'V', 'v'];
/// Boxes before a choice: those that are ticked, and those that are not. 口 and ▄ are typed for them.
const CHOSEN: &[char] = &['■', '☑', '▄', '▇', '√', '✓', '✔', '●'];
const LEFT: &[char] = &['□', '☐', '口', '○'];

/// Reads a table; nothing where it is none.
pub fn table(folder: &Folder, path: &RelPath, blob: &Blob) -> (CatalogueTable, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let mut table = CatalogueTable { path: path.clone(), sheets: Vec::new() };
    let grids = match path.extension().as_str() {
        "csv" => text::decode(blob, &mut sink).map(|text| vec![grid::csv(text)]),
        _ => {
            match folder.attachment(path, LARGEST).map_err(|_| "文件太大，或者读不出来".to_string()).and_then(|bytes| xlsx::sheets(&bytes))
            {
                Ok(grids) => Some(grids),
                Err(reason) => {
                    let help = "用Excel或者WPS打开，另存为没有密码的 xlsx，或者“CSV UTF-8”。";
                    sink.add(faults::FILE, Span::default(), format!("目录表读不出来：{reason}。"), help);
                    None
                }
            }
        }
    };
    let Some(grids) = grids else { return (table, sink.findings) };
    let several = grids.len() > 1;
    table.sheets = grids.iter().filter_map(|grid| sheet(grid, several)).collect();
    if table.sheets.is_empty() {
        let help = "表头要有“序号、公开事项、公开内容、公开依据、公开时限、公开主体、公开渠道和载体、公开对象、公开方式、公开层级”这几列。不是目录表的，换一个不以“目录”开头的文件名，或者移出 content 文件夹。";
        sink.add(faults::FILE, Span::default(), "没有找到目录表的表头。", help);
    }
    (table, sink.findings)
}

fn sheet(grid: &Grid, several: bool) -> Option<Sheet> {
    let header = Header::find(&grid.rows)?;
    let name = if several { grid.name.clone() } else { String::new() };
    let title = grid.rows.iter().take(header.row).flatten().map(|cell| &cell.text).find(|text| is_title(text));
    let field = title.filter(|_| name.is_empty()).unwrap_or(&name).clone();
    let mut rows = Rows { header: &header, field, opens: true, rows: Vec::new() };
    let mut skip = 0;
    for (at, cells) in grid.rows.iter().enumerate().skip(header.end) {
        if skip > 0 {
            skip -= 1;
        } else if let Some(again) = Header::at(&grid.rows, at) {
            // The header stands again, on a new page or over a new field.
            skip = again.end - at - 1;
            rows.opens = true;
        } else {
            rows.read(at, cells);
        }
    }
    let mut columns: Vec<Column> = header.columns.iter().flatten().map(|(column, _)| *column).collect();
    columns.sort_unstable();
    columns.dedup();
    Some(Sheet { name, header: header.row + 1, span: header.span, columns, rows: rows.rows })
}

struct Rows<'h> {
    header: &'h Header,
    field: String,
    opens: bool,
    rows: Vec<Row>,
}

impl Rows<'_> {
    fn read(&mut self, at: usize, cells: &[GridCell]) {
        let written: Vec<&GridCell> = cells.iter().filter(|cell| !cell.text.is_empty() && !cell.merged).collect();
        match written.as_slice() {
            [] => {}
            [only] if is_title(&only.text) => {
                self.field = only.text.clone();
                self.opens = true;
            }
            [only] if is_note(&only.text) => {}
            _ => {
                let row = self.row(at, cells);
                self.rows.push(row);
                self.opens = false;
            }
        }
    }

    fn row(&self, at: usize, cells: &[GridCell]) -> Row {
        let above = self.rows.last().filter(|_| !self.opens);
        let span = Span::new(cells.first().map_or(0, |cell| cell.span.start), cells.last().map_or(0, |cell| cell.span.end));
        let mut row = Row { row: at + 1, span, field: self.field.clone(), opens: self.opens, ..Row::default() };
        for (column, (cell, (kind, sub))) in
            cells.iter().zip(&self.header.columns).enumerate().filter_map(|(at, (cell, kind))| Some((at, (cell, kind.as_ref()?))))
        {
            let here = Cell { text: cell.text.clone(), span: cell.span, column };
            match kind {
                Column::Number => row.number = (!cell.merged).then_some(here),
                Column::Matter(level) => {
                    let level = usize::from(*level);
                    let up = above
                        .and_then(|above| above.matters.get(level))
                        .filter(|_| (level == 0 && here.text.is_empty()) || is_ditto(&here.text));
                    let name = up.cloned().unwrap_or_else(|| squeeze(&here.text));
                    row.matters.resize(row.matters.len().max(level + 1), String::new());
                    if let Some(matter) = row.matters.get_mut(level) {
                        *matter = name;
                    }
                }
                Column::Elements => row.elements = ditto(*kind, here, above.map(|above| &above.elements), &mut row.dangling),
                Column::Basis => row.basis = ditto(*kind, here, above.map(|above| &above.basis), &mut row.dangling),
                Column::Limit => row.limit = ditto(*kind, here, above.map(|above| &above.limit), &mut row.dangling),
                Column::Subject => row.subject = ditto(*kind, here, above.map(|above| &above.subject), &mut row.dangling),
                Column::Channels => row.channels = ditto(*kind, here, above.map(|above| &above.channels), &mut row.dangling),
                Column::Audience => audience(&here.text, sub, &mut row.audience),
                Column::Mode => mode(&here.text, sub, &mut row),
                Column::Level => level(&here.text, sub, &mut row.levels),
            }
        }
        row.time_limit = time_limit(&row.limit.text);
        row.chosen = chosen(&row.channels.text).into_iter().filter(|(_, taken)| *taken).map(|(word, _)| word).collect();
        row
    }
}

/// A section's title: 一、社会救助领域.
fn is_title(text: &str) -> bool {
    let numbered =
        text.trim_start_matches(['（', '(']).starts_with(|c| "一二三四五六七八九十".contains(c)) && text.contains(['、', '）', ')']);
    numbered || ["领域", "目录", "标准指引"].iter().any(|word| text.ends_with(word))
}

/// What stands below a table.
fn is_note(text: &str) -> bool {
    ["注", "说明", "备注", "填表", "填报", "制表", "联系"].iter().any(|word| text.starts_with(word))
}

fn is_ditto(text: &str) -> bool {
    matches!(squeeze(text).as_str(), "同上" | "同前" | "〃")
}

/// A cell, or the one above it that it stands for.
fn ditto(column: Column, here: Cell, above: Option<&Cell>, dangling: &mut Vec<(Column, Cell)>) -> Cell {
    if !is_ditto(&here.text) {
        return here;
    }
    match above {
        Some(above) => Cell { text: above.text.clone(), ..here },
        None => {
            dangling.push((column, here.clone()));
            Cell { text: String::new(), ..here }
        }
    }
}

fn is_ticked(text: &str) -> bool {
    text.contains(TICKS) || squeeze(text) == "是"
}

fn audience(text: &str, sub: &str, audience: &mut String) {
    let word = match sub {
        "" => text.trim(),
        _ if text.is_empty() || text.starts_with(LEFT) => return,
        _ if is_ticked(text) => sub,
        _ => text.trim(),
    };
    if !word.is_empty() {
        audience.push_str(if audience.is_empty() { "" } else { "、" });
        audience.push_str(word);
    }
}

fn mode(text: &str, sub: &str, row: &mut Row) {
    let said = |word: &str| chosen(text).iter().any(|(choice, taken)| *taken && choice.contains(word));
    match sub {
        "" => {
            row.proactive |= said("主动");
            row.on_request |= said("申请");
        }
        _ if !is_ticked(text) => {}
        sub if sub.contains("申请") => row.on_request = true,
        _ => row.proactive = true,
    }
}

fn level(text: &str, sub: &str, levels: &mut Vec<String>) {
    match sub {
        "" => levels.extend(chosen(text).into_iter().filter(|(_, taken)| *taken).map(|(word, _)| word)),
        sub if is_ticked(text) => levels.push(sub.to_string()),
        _ => {}
    }
}

/// The marks typed for the boxes □ and ■ in a cell: 口, ▄ and the like, each with the box that is meant.
pub fn typed_boxes(text: &str) -> Vec<(char, char)> {
    let boxed = text.contains(['□', '■', '▄', '▇', '☐', '☑']);
    let starts = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '；' | ';' | '、' | '，' | ','))
    };
    let meant = |(at, c): (usize, char)| match c {
        '▄' | '▇' => Some((c, '■')),
        // 口 begins words too: 口腔. It is a box where there are others, or where it stands before each word.
        '口' if starts(at) && (boxed || text.matches('口').count() > 1) => Some((c, '□')),
        _ => None,
    };
    text.char_indices().filter_map(meant).collect()
}

/// The choices of a cell, without boxes, each with whether it is taken. Where there are no boxes, all are.
fn chosen(text: &str) -> Vec<(String, bool)> {
    let mut all: Vec<(String, bool)> = Vec::new();
    for piece in text.split(['\n', '；', ';', '、', ' ', '\u{3000}', '，', ',']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let mut rest = piece;
        // A word may hold several boxes where they follow each other: ■政府网站□政府公报.
        while !rest.is_empty() {
            let boxed = rest.starts_with(CHOSEN) || rest.starts_with(LEFT);
            let skip = if boxed { rest.chars().next().map_or(0, char::len_utf8) } else { 0 };
            let sharp = |c: char| (CHOSEN.contains(&c) || LEFT.contains(&c)) && c != '口';
            let end = rest.get(skip..).and_then(|tail| tail.find(sharp)).map_or(rest.len(), |end| skip + end);
            let word = squeeze(rest.get(skip..end).unwrap_or(""));
            let taken = !rest.starts_with(LEFT);
            if !word.is_empty() {
                all.push((word, taken));
            }
            rest = rest.get(end..).unwrap_or("");
        }
    }
    all
}

#[cfg(test)]
mod tests;
