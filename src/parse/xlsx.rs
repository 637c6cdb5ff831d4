//! The visible sheets of an xlsx file as rows of texts: no styles, no formulas, merged cells filled downwards.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::diag::Span;

use super::grid::{COLUMNS, Grid, GridCell, ROWS};

/// The most that the parts that are read may come to when unpacked, in bytes.
const UNPACKED: u64 = 64 * 1024 * 1024;
/// The most sheets that are read.
const SHEETS: usize = 100;

/// Reads the sheets.
///
/// # Errors
/// Why it cannot be read, for the clerk.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Grid>, String> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err("文件加了密码，或者是旧格式（xls）改了扩展名".into());
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "文件不完整，或者不是 xlsx 格式")?;
    let mut parts = Parts { archive, left: UNPACKED };
    let book = parts.read("xl/workbook.xml")?.ok_or("文件不完整，或者不是 xlsx 格式")?;
    let links = parts.read("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let strings = parts.read("xl/sharedStrings.xml")?.map(|xml| strings(&xml)).unwrap_or_default();
    let targets: HashMap<String, String> = tags(&links)
        .filter(|tag| tag.name == "Relationship")
        .filter_map(|tag| Some((attribute(tag.inside, "Id")?, attribute(tag.inside, "Target")?)))
        .collect();
    let mut sheets = Vec::new();
    for tag in tags(&book).filter(|tag| tag.name == "sheet" && !tag.closes).take(SHEETS) {
        let visible = attribute(tag.inside, "state").is_none_or(|state| state == "visible");
        let target = attribute(tag.inside, "r:id").and_then(|id| targets.get(&id));
        let (true, Some(target)) = (visible, target) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_string);
        let Some(xml) = parts.read(&path)? else { continue };
        sheets.push(Grid { name: attribute(tag.inside, "name").unwrap_or_default(), rows: rows(&xml, &strings) });
    }
    Ok(sheets)
}

struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl Parts<'_> {
    fn read(&mut self, name: &str) -> Result<Option<String>, String> {
        let Ok(part) = self.archive.by_name(name) else { return Ok(None) };
        let mut xml = Vec::new();
        let read = part.take(self.left + 1).read_to_end(&mut xml).map_err(|_| "文件不完整，或者加了密码")? as u64;
        self.left = self.left.checked_sub(read).ok_or("解压以后太大，不像是正常的目录表")?;
        Ok(Some(String::from_utf8_lossy(&xml).into_owned()))
    }
}

/// A tag and the text behind it.
struct Tag<'x> {
    name: &'x str,
    inside: &'x str,
    closes: bool,
    text: &'x str,
}

/// The tags of XML in order.
fn tags(xml: &str) -> impl Iterator<Item = Tag<'_>> {
    xml.split('<').skip(1).filter_map(|piece| {
        let (inside, text) = piece.split_once('>')?;
        let closes = inside.starts_with('/');
        let word = inside.trim_start_matches('/').split([' ', '/', '\t', '\r', '\n']).next()?;
        Some(Tag { name: word.rsplit(':').next()?, inside, closes, text })
    })
}

/// An attribute of a tag.
fn attribute(inside: &str, name: &str) -> Option<String> {
    inside.match_indices(name).find_map(|(at, _)| {
        let before = inside.get(..at)?;
        let rest = inside.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = rest.get(1..)?.split(quote).next()?;
        before.ends_with(char::is_whitespace).then(|| decoded(value))
    })
}

/// The shared texts. What is read aloud (拼音) is no part of them.
fn strings(xml: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut aloud = false;
    for tag in tags(xml) {
        match (tag.name, tag.closes) {
            ("si", false) => all.push(String::new()),
            ("rPh", closes) => aloud = !closes && !tag.inside.ends_with('/'),
            ("t", false) if !aloud => all.last_mut().into_iter().for_each(|text| text.push_str(&decoded(tag.text))),
            _ => {}
        }
    }
    all
}

fn rows(xml: &str, strings: &[String]) -> Vec<Vec<GridCell>> {
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    let (mut at, mut shared, mut next) = (None, false, (0, 0));
    let mut merges = Vec::new();
    for tag in tags(xml) {
        match (tag.name, tag.closes) {
            ("row", false) => {
                let row = attribute(tag.inside, "r").and_then(|r| r.parse::<usize>().ok()).and_then(|r| r.checked_sub(1));
                next = (row.unwrap_or(next.0 + usize::from(!rows.is_empty())), 0);
                at = None;
            }
            ("c", false) => {
                let place = attribute(tag.inside, "r").and_then(|r| cell_at(&r)).unwrap_or(next);
                next = (place.0, place.1 + 1);
                at = Some(place);
                shared = attribute(tag.inside, "t").is_some_and(|t| t == "s");
            }
            ("v" | "t", false) => {
                let text = decoded(tag.text);
                let text =
                    if shared { text.trim().parse().ok().and_then(|n: usize| strings.get(n)).cloned().unwrap_or_default() } else { text };
                if let Some(cell) = at.and_then(|place| cell_mut(&mut rows, place)) {
                    cell.text.push_str(text.trim());
                }
            }
            ("mergeCell", false) => merges.extend(attribute(tag.inside, "ref").and_then(|area| {
                let (from, to) = area.split_once(':')?;
                Some((cell_at(from)?, cell_at(to)?))
            })),
            _ => {}
        }
    }
    for (from, to) in merges {
        let Some(text) = cell_mut(&mut rows, from).map(|cell| cell.text.clone()) else { continue };
        for row in from.0 + 1..=to.0.min(rows.len().saturating_sub(1)) {
            if let Some(cell) = cell_mut(&mut rows, (row, from.1)) {
                *cell = GridCell { text: text.clone(), merged: true, ..GridCell::default() };
            }
        }
    }
    for (at, cells) in rows.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            // It is no place in a text: it only puts what is found in order.
            let order = at * COLUMNS + column;
            cell.span = Span::new(order, order);
        }
    }
    rows
}

/// The cell at a place, made where there is none.
fn cell_mut(rows: &mut Vec<Vec<GridCell>>, (row, column): (usize, usize)) -> Option<&mut GridCell> {
    if row >= ROWS || column >= COLUMNS {
        return None;
    }
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    let cells = rows.get_mut(row)?;
    if cells.len() <= column {
        cells.resize(column + 1, GridCell::default());
    }
    cells.get_mut(column)
}

/// `B3` is row 2, column 1.
fn cell_at(name: &str) -> Option<(usize, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at_checked(digits)?;
    let column = letters.bytes().try_fold(0_usize, |sum, byte| {
        byte.is_ascii_uppercase().then(|| sum.saturating_mul(26).saturating_add(usize::from(byte - b'A') + 1))
    })?;
    Some((row.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Text with its entities decoded.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = entity.split_once(';').unwrap_or(("", entity));
        let number = name.strip_prefix('#').and_then(|code| match code.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => code.parse().ok(),
        });
        out.push(match (name, number.and_then(char::from_u32)) {
            (_, Some(c)) => c,
            ("lt", _) => '<',
            ("gt", _) => '>',
            ("quot", _) => '"',
            ("apos", _) => '\'',
            _ => '&',
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_strings_and_merges() {
        let texts = strings("<sst><si><t>甲</t></si><si><r><t>乙&amp;</t></r><rPh><t>yi</t></rPh><r><t>丙</t></r></si></sst>");
        assert_eq!(texts, ["甲", "乙&丙"]);
        let xml = "<sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>丁</t></is></c></row>\
                   <row r=\"3\"><c r=\"C3\"><v>5</v></c></row></sheetData><mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>";
        let rows = rows(xml, &texts);
        let told: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(told, [vec![], vec!["", "乙&丙", "丁"], vec!["", "乙&丙", "5"]]);
        assert!(rows[2][1].merged);
    }

    #[test]
    fn hostile_files_end_soon() {
        for bytes in [&b""[..], b"PK\x03\x04", b"PK\x05\x06\0\0", &[0xd0, 0xcf, 0x11, 0xe0]] {
            assert!(sheets(bytes).is_err());
        }
        assert_eq!(rows("<row r=\"99999999999999999999\"><c r=\"XFD1048576\"><v>1</v>", &[]), Vec::<Vec<GridCell>>::new());
        assert!(rows("<c r=\"A1\"><v>1</v></c><mergeCell ref=\"A1:A1048576\"/>", &[]).len() <= ROWS);
    }
}
