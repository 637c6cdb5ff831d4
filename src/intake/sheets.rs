//! Spreadsheets: each sheet that its reader sees is a heading and a table; what is hidden is said and left out.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{Contents, Passage, Reading};
use crate::parse::attachment::office::listed;
use crate::parse::attachment::pack::Pack;
use crate::parse::attachment::plain::decode;
use crate::parse::attachment::sheet::{Shared, cell, column_of, day_styles};
use crate::parse::attachment::xml::{Event, Tag, events};

use super::document::{Align, Block, Cell, Document, Inline, Table, text_lines};
use super::hostile;

/// The most cells that are taken of a workbook.
const MOST_CELLS: usize = 200_000;
/// The most columns and sheets.
const MOST_COLUMNS: usize = 512;
const MOST_SHEETS: usize = 200;

/// The most rows in which merged cells are looked for: in a sheet with more, which is summed up, they do not show.
const MOST_MERGED: usize = 2_000;
/// The most merged areas.
const MOST_AREAS: usize = 20_000;

/// A workbook that is too large to be read into a text.
pub const TOO_LARGE: &str = "表格太大（超过20万个单元格），不适合放进正文。改法：拆成几个文件，或者作为附件公开";

/// Reads an xlsx file.
///
/// # Errors
/// Why it cannot be read, for a clerk.
pub fn workbook(pack: &mut Pack<'_>) -> Result<Document, &'static str> {
    let listed = listed(pack)?.ok_or("文件不完整，或者不是 xlsx 格式")?;
    let mut part = |name: &str| -> Result<Option<String>, &'static str> {
        let Some(bytes) = pack.part(name)? else { return Ok(None) };
        let xml = decode(&bytes);
        if hostile::defines(&xml) { Err(hostile::DEFINES) } else { Ok(Some(xml)) }
    };
    let mut shared = part("xl/sharedStrings.xml")?.map(|xml| Shared::read(&xml)).unwrap_or_default();
    let days = part("xl/styles.xml")?.map(|xml| day_styles(&xml)).unwrap_or_default();
    let mut document = Document { kind: "Excel表格".into(), ..Document::default() };
    let (mut cells, mut visible) = (0, Vec::new());
    for sheet in listed.into_iter().take(MOST_SHEETS) {
        if sheet.hidden {
            document.left_out.push(format!("隐藏的工作表“{}”", sheet.name));
            continue;
        }
        let Some(xml) = part(&sheet.part)? else { continue };
        let (table, unseen) = read(&xml, &mut shared, &days, &mut cells)?;
        for (what, count) in [("行", unseen.0), ("列", unseen.1)] {
            if count > 0 {
                document.left_out.push(format!("工作表“{}”里隐藏的{what}（{count}{what}）", sheet.name));
            }
        }
        if table.filled() > 0 {
            visible.push((sheet.name, table));
        }
    }
    let names: Vec<String> = pack.names().map(|(_, name)| name.to_ascii_lowercase()).collect();
    let has = |word: &str| names.iter().any(|name| name.contains(word));
    for (word, what) in [
        ("vbaproject.bin", "宏"),
        ("xl/comments", "批注"),
        ("xl/threadedcomments", "批注"),
        ("xl/drawings/drawing", "图片和图形"),
        ("xl/charts/", "图表"),
        ("/embeddings/", "嵌入的文件"),
        ("xl/externallinks/", "引用的别的表格"),
    ] {
        if has(word) && !document.left_out.iter().any(|left| left == what) {
            document.left_out.push(what.into());
        }
    }
    let many = visible.len() > 1;
    for (name, table) in visible {
        document.blocks.extend(sheet_blocks(&name, table, many));
    }
    Ok(document)
}

/// The blocks of a sheet: its name where there are others, the lines above its table, the table.
fn sheet_blocks(name: &str, mut table: Table, many: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    if many {
        blocks.push(Block::Heading(1, vec![Inline::Text(name.to_string())]));
    }
    let width = table.rows.iter().map(|row| row.iter().filter(|cell| !cell.lines.is_empty()).count()).max().unwrap_or(0);
    // A title, or 单位：元, stands alone in its row.
    let single = |row: &Vec<Cell>| width > 1 && row.iter().filter(|cell| !cell.lines.is_empty()).count() <= 1;
    while table.rows.first().is_some_and(single) {
        for (at, cell) in table.rows.remove(0).into_iter().filter(|cell| !cell.lines.is_empty()).enumerate() {
            let align = if cell.across > 1 || at == 0 { Align::Center } else { Align::Start };
            blocks.extend(cell.lines.into_iter().map(|line| Block::Paragraph(vec![Inline::Text(line)], align)));
        }
    }
    let mut below = Vec::new();
    while table.rows.len() > 1 && table.rows.last().is_some_and(|row| row.iter().filter(|cell| !cell.lines.is_empty()).count() == 0) {
        table.rows.pop();
    }
    // A remark below the table covers all of it.
    while table.rows.len() > 2 && table.rows.last().is_some_and(|row| single(row) && row.first().is_some_and(|cell| cell.across > 1)) {
        below.extend(table.rows.pop());
    }
    table.rows.retain(|row| !row.is_empty());
    blocks.push(Block::Table(table));
    for row in below.into_iter().rev() {
        blocks.extend(row.into_iter().flat_map(|cell| cell.lines).map(|line| Block::Paragraph(vec![Inline::Text(line)], Align::Start)));
    }
    blocks
}

/// The seen cells of a sheet, and how many rows and columns with something in them are hidden.
fn read(xml: &str, shared: &mut Shared, days: &[bool], count: &mut usize) -> Result<(Table, (usize, usize)), &'static str> {
    let mut hidden_columns: BTreeSet<usize> = BTreeSet::new();
    let (mut rows, mut merges, mut hidden_rows, mut used_columns) = (Vec::new(), Vec::new(), 0, BTreeSet::new());
    let (mut row, mut column, mut hidden) = (0_usize, 0_usize, false);
    let mut cells: Vec<(usize, String)> = Vec::new();
    let no_size = |tag: &Tag<'_>, measure: &str| tag.get(measure).and_then(|size| size.parse::<f64>().ok()).is_some_and(|size| size < 0.2);
    let mut events = events(xml);
    while let Some(event) = events.next() {
        match event {
            Event::Open(tag) => match tag.name {
                "col" if tag.is("hidden") || no_size(&tag, "width") => {
                    let number = |name| tag.get(name).and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
                    hidden_columns.extend(number("min").max(1) - 1..number("max").min(MOST_COLUMNS));
                }
                "row" => {
                    row = tag.get("r").and_then(|row| row.parse::<usize>().ok()).and_then(|row| row.checked_sub(1)).unwrap_or(row);
                    hidden = tag.is("hidden") || no_size(&tag, "ht");
                    column = 0;
                }
                "c" => {
                    column = tag.get("r").and_then(|place| column_of(&place)).unwrap_or(column);
                    let kind = tag.get("t").map(Cow::into_owned).unwrap_or_default();
                    let style = tag.get("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
                    if let Some(value) = cell(&mut events, &kind, days.get(style).copied().unwrap_or(false), shared)
                        && column < MOST_COLUMNS
                    {
                        *count += 1;
                        cells.push((column, value));
                    }
                    if *count > MOST_CELLS {
                        return Err(TOO_LARGE);
                    }
                    column = column.saturating_add(1);
                }
                "mergeCell" if merges.len() < MOST_AREAS => merges.extend(tag.get("ref").and_then(|area| area_of(&area))),
                _ => {}
            },
            Event::Close("row") => {
                let found = std::mem::take(&mut cells);
                used_columns.extend(found.iter().map(|(column, _)| *column).filter(|column| hidden_columns.contains(column)));
                hidden_rows += usize::from(hidden && !found.is_empty());
                if !hidden {
                    rows.push((row, found));
                }
                row = row.saturating_add(1);
            }
            _ => {}
        }
    }
    let shown = |column: &usize| !hidden_columns.contains(column);
    Ok((laid_out(rows, &merges, &shown)?, (hidden_rows, used_columns.len())))
}

/// Rows of cells as a table: columns that are not shown or empty everywhere are gone, merged areas are one cell.
fn laid_out(
    rows: Vec<(usize, Vec<(usize, String)>)>,
    merges: &[[usize; 4]],
    shown: &dyn Fn(&usize) -> bool,
) -> Result<Table, &'static str> {
    let merges = if rows.len() > MOST_MERGED { &[] } else { merges };
    let mut columns: BTreeSet<usize> = rows.iter().flat_map(|(_, cells)| cells.iter().map(|(column, _)| *column)).collect();
    let last = columns.iter().next_back().copied().unwrap_or(0);
    for [_, from, _, to] in merges {
        columns.extend((*from..=*to).filter(|column| *column <= last));
    }
    let columns: Vec<usize> = columns.into_iter().filter(shown).collect();
    if rows.len().saturating_mul(columns.len()) > super::MOST_PLACES {
        return Err(TOO_LARGE);
    }
    let place = |column: usize| columns.partition_point(|known| *known < column);
    let numbers: Vec<usize> = rows.iter().map(|(number, _)| *number).collect();
    let mut table = Table::default();
    for (number, cells) in rows {
        let here: Vec<&[usize; 4]> = merges.iter().filter(|[top, _, bottom, _]| (*top..=*bottom).contains(&number)).collect();
        let mut row = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let text = cells.iter().find(|(place, _)| place == column).map_or("", |(_, text)| text.as_str());
            let Some([top, left, bottom, right]) = here.iter().find(|[_, left, _, right]| (*left..=*right).contains(column)) else {
                row.push(Cell::single(at, text));
                continue;
            };
            // The first cell of the area that is shown stands for all of it.
            let first_row = numbers.iter().find(|number| *number >= top);
            let first_column = columns.iter().find(|column| *column >= left);
            if first_row == Some(&number) && first_column == Some(column) {
                let down = numbers.iter().filter(|number| (*top..=*bottom).contains(*number)).count();
                let across = place(*right + 1).saturating_sub(at);
                let text = cells.iter().find(|(place, text)| (*left..=*right).contains(place) && !text.trim().is_empty());
                let lines = text.map(|(_, text)| text_lines(text)).unwrap_or_default();
                row.push(Cell { column: at, across: across.max(1), down: down.max(1), lines });
            }
        }
        if row.iter().any(|cell| !cell.lines.is_empty() || cell.down > 1) || !row.iter().any(|cell| cell.down == 1) {
            table.rows.push(row);
        }
    }
    Ok(table)
}

/// `A1:B3` as top, left, bottom, right.
fn area_of(area: &str) -> Option<[usize; 4]> {
    let place = |name: &str| {
        let row = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        Some((row.parse::<usize>().ok()?.checked_sub(1)?, column_of(name)?))
    };
    let (from, to) = area.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(from)?, place(to)?);
    (right < MOST_COLUMNS).then_some([top, left, bottom, right])
}

/// The blocks of what another reader has read: text, and the tables in it.
///
/// # Errors
/// Why it cannot be read, for a clerk.
pub fn passages(kind: &str, contents: Contents) -> Result<Document, String> {
    if let Reading::Failed(why) = contents.reading {
        return Err(why);
    }
    let mut document = Document { kind: kind.into(), ..Document::default() };
    if contents.reading == Reading::NotByMachine {
        document.remarks.push("程序可能没有读全（扫描页、图片或者旧格式），对照原件补上".into());
    }
    document.left_out =
        contents.hidden.iter().filter(|what| !what.starts_with("隐藏的行") && !what.starts_with("隐藏的列")).cloned().collect();
    document.remarks.extend(
        contents
            .hidden
            .iter()
            .filter(|what| what.starts_with("隐藏的行") || what.starts_with("隐藏的列"))
            .map(|what| format!("原件里有{what}，里面的内容可能也取了，逐项核对")),
    );
    let aside = ["文档属性", "批注", "页眉页脚", "链接", "删去的单元格留下的文字", "自定义数据"];
    let parts: Vec<Passage> =
        contents.parts.into_iter().filter(|part| !part.name.starts_with("隐藏") && !aside.contains(&part.name.as_str())).collect();
    let many = parts.iter().filter(|part| part.name.contains("工作表")).count() > 1;
    for part in parts {
        if many && let Some(name) = part.name.split_once('“').and_then(|(_, name)| name.strip_suffix('”')) {
            document.blocks.push(Block::Heading(1, vec![Inline::Text(name.to_string())]));
        }
        document.blocks.extend(passage_blocks(&part)?);
    }
    Ok(document)
}

/// Lines that are in no table are paragraphs.
fn passage_blocks(part: &Passage) -> Result<Vec<Block>, &'static str> {
    let mut tables: Vec<(usize, usize, Table)> = Vec::new();
    let mut count = 0;
    for table in &part.tables {
        let all = || std::iter::once(&table.head).chain(&table.rows);
        let spans = || all().flatten().filter(|cell| !cell.value.is_empty()).map(|cell| cell.span);
        let (Some(from), Some(to)) = (spans().map(|span| span.start).min(), spans().map(|span| span.end).max()) else { continue };
        let width = all().map(Vec::len).max().unwrap_or(0);
        count += width * (table.rows.len() + 1);
        if count > MOST_CELLS {
            return Err(TOO_LARGE);
        }
        let rows = all()
            .map(|row| (0..width).map(|column| Cell::single(column, row.get(column).map_or("", |cell| cell.value.as_str()))).collect());
        tables.push((from, to, Table { rows: rows.collect(), head: 1 }));
    }
    tables.sort_by_key(|(from, ..)| *from);
    let mut blocks = Vec::new();
    let mut tables = tables.into_iter().peekable();
    let mut at = 0;
    for line in part.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        while let Some((_, _, table)) = tables.next_if(|(from, ..)| *from < at && *from >= start) {
            blocks.push((start, Block::Table(table)));
        }
        let text = line.replace('\t', " ");
        if !text.trim().is_empty() {
            blocks.push((start, Block::Paragraph(vec![Inline::Text(text.trim().to_string())], Align::Start)));
        }
    }
    let areas: Vec<(usize, usize)> = part
        .tables
        .iter()
        .filter_map(|table| {
            let spans =
                || std::iter::once(&table.head).chain(&table.rows).flatten().filter(|cell| !cell.value.is_empty()).map(|cell| cell.span);
            Some((spans().map(|span| span.start).min()?, spans().map(|span| span.end).max()?))
        })
        .collect();
    let inside = |start: usize| areas.iter().any(|(from, to)| *from <= start && start < *to);
    Ok(blocks.into_iter().filter(|(start, block)| matches!(block, Block::Table(_)) || !inside(*start)).map(|(_, block)| block).collect())
}
