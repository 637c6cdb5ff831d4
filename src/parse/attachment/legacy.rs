//! Office files before 2007: Excel whole, Word as text, and of all others the letters that can be seen in their bytes.

use crate::model::{Contents, Format, Passage, Reading, Trace};

use super::biff::workbook;
use super::compound::{Compound, u16_at, u32_at};
use super::page::{Page, Row};
use super::plain::{gbk, utf16};

/// The fewest letters that are a text among bytes.
const SHORTEST: usize = 4;

/// What an old Office file is.
pub fn kind(bytes: &[u8]) -> Option<Format> {
    let file = Compound::open(bytes)?;
    let known = [
        ("EncryptedPackage", Format::Locked),
        ("Workbook", Format::Xls),
        ("Book", Format::Xls),
        ("WordDocument", Format::Doc),
        ("PowerPoint Document", Format::Ppt),
    ];
    known.into_iter().find(|(stream, _)| file.has(stream)).map(|(_, format)| format)
}

/// Reads an old Office file.
pub fn legacy(bytes: &[u8]) -> Contents {
    let Some(file) = Compound::open(bytes) else {
        return Contents { parts: letters(bytes), reading: Reading::NotByMachine, ..Contents::default() };
    };
    let mut contents = if file.has("EncryptedPackage") {
        failed("文件加了密码")
    } else if let Some(book) = file.stream("Workbook") {
        match workbook(&book) {
            Ok(contents) => contents,
            Err(why) => failed(why),
        }
    } else {
        let text = file.stream("WordDocument").and_then(|stream| document(&file, &stream));
        match text {
            Some(Err(why)) => failed(why),
            Some(Ok(text)) => Contents { parts: vec![rows(&text)], reading: Reading::NotByMachine, ..Contents::default() },
            None => Contents { parts: letters(bytes), reading: Reading::NotByMachine, ..Contents::default() },
        }
    };
    if ["_VBA_PROJECT_CUR", "Macros", "VBA"].iter().any(|name| file.has(name)) {
        contents.hidden.push("宏".into());
    }
    if let Some(summary) = file.stream("\u{5}SummaryInformation") {
        contents.traces.extend(summary_names(&summary));
    }
    contents
}

fn failed(why: &str) -> Contents {
    Contents { reading: Reading::Failed(why.into()), ..Contents::default() }
}

/// The text of a Word file, put together from its pieces: notes, headers and comments stand behind the body.
fn document(file: &Compound<'_>, stream: &[u8]) -> Option<Result<String, &'static str>> {
    let flags = u16_at(stream, 0x0a)?;
    if flags & 0x0100 != 0 {
        return Some(Err("文件加了密码"));
    }
    let table = file.stream(if flags & 0x0200 != 0 { "1Table" } else { "0Table" })?;
    let from = u32_at(stream, 0x01a2)? as usize;
    let mut clx = table.get(from..from.checked_add(u32_at(stream, 0x01a6)? as usize)?)?;
    while clx.first() == Some(&1) {
        clx = clx.get(3 + usize::from(u16_at(clx, 1)?)..)?;
    }
    let pieces = clx.strip_prefix(&[2])?;
    let pieces = pieces.get(4..4 + u32_at(pieces, 0)? as usize)?;
    let count = pieces.len().checked_sub(4)? / 12;
    let mut text = String::new();
    for piece in 0..count {
        let letters = u32_at(pieces, 4 * piece + 4)?.checked_sub(u32_at(pieces, 4 * piece)?)? as usize;
        let place = u32_at(pieces, 4 * (count + 1) + 8 * piece + 2)?;
        let (from, width) = if place & 0x4000_0000 != 0 { ((place & 0x3fff_ffff) as usize / 2, 1) } else { (place as usize, 2) };
        let bytes = stream.get(from..from.checked_add(letters.checked_mul(width)?)?)?;
        if text.len() + bytes.len() > 4 * stream.len() {
            // Pieces may overlap; an honest file has none that do.
            return Some(Err("文件不完整"));
        }
        if width == 1 {
            text.push_str(&gbk(bytes));
        } else {
            text.push_str(&utf16(bytes, u16::from_le_bytes));
        }
    }
    Some(Ok(text))
}

/// The text of a Word file as lines and rows: a cell ends with a mark, and a row with two.
fn rows(text: &str) -> Passage {
    let mut page = Page::default();
    let mut table: Vec<Row> = Vec::new();
    for line in text.replace("\u{7}\u{7}", "\u{7}\r").split(['\r', '\n', '\u{b}', '\u{c}']) {
        let plain = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
        if line.contains('\u{7}') {
            let cells: Vec<(usize, String)> = line.split('\u{7}').map(plain).enumerate().collect();
            table.push(page.row(&cells));
        } else {
            page.table(std::mem::take(&mut table));
            page.push(&plain(line));
            page.end_line();
        }
    }
    page.table(table);
    page.finish("正文")
}

/// Who made a file, by its summary.
fn summary_names(summary: &[u8]) -> Vec<Trace> {
    let read = || -> Option<Vec<Trace>> {
        let section = summary.get(u32_at(summary, 44)? as usize..)?;
        let count = (u32_at(section, 4)? as usize).min(64);
        let entries = (0..count).filter_map(|number| Some((u32_at(section, 8 + 8 * number)?, u32_at(section, 12 + 8 * number)? as usize)));
        let named = entries.filter_map(|(id, at)| {
            let label = match id {
                4 => "作者",
                8 => "最后修改的人",
                _ => return None,
            };
            let length = u32_at(section, at.checked_add(4)?)? as usize;
            let from = at.checked_add(8)?;
            let value = gbk(section.get(from..from.checked_add(length.min(240))?)?);
            let value = value.split('\0').next().unwrap_or("").trim().to_string();
            (u32_at(section, at)? == 30 && !value.is_empty()).then_some(Trace::Named(label, value))
        });
        Some(named.collect())
    };
    read().unwrap_or_default()
}

/// The letters among bytes: in GBK, and in UTF-16 at even and odd places.
pub fn letters(bytes: &[u8]) -> Vec<Passage> {
    let passage = |text: String| Passage { name: "内容".into(), text, tables: Vec::new() };
    let shifted = bytes.get(1..).unwrap_or(&[]);
    [narrow(bytes), wide(bytes), wide(shifted)].into_iter().filter(|text| !text.is_empty()).map(passage).collect()
}

fn is_letter(unit: u16) -> bool {
    matches!(unit, 0x20..=0x7e | 0x3001..=0x3015 | 0x4e00..=0x9fff | 0xff01..=0xff5e)
}

fn wide(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    let mut text = String::new();
    for run in units.split(|unit| !is_letter(*unit)).filter(|run| run.len() >= SHORTEST) {
        text.push_str(&String::from_utf16_lossy(run));
        text.push('\n');
    }
    text
}

fn narrow(bytes: &[u8]) -> String {
    let mut text = String::new();
    for run in bytes.split(|byte| *byte < 0x20 || matches!(byte, 0x7f | 0x80 | 0xff)).filter(|run| run.len() >= SHORTEST) {
        let run = match std::str::from_utf8(run) {
            Ok(run) => run.to_string(),
            Err(_) => gbk(run),
        };
        if !run.contains('\u{fffd}') || run.bytes().filter(u8::is_ascii_digit).count() > 10 {
            text.push_str(&run);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_seen_among_bytes() {
        let wide: Vec<u8> = "号码13900000000".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bytes = [&[0, 1, 2][..], &wide, &[0xff; 5], b"13900000001", &[0]].concat();
        let all: String = letters(&bytes).into_iter().map(|part| part.text).collect();
        assert!(all.contains("号码13900000000") && all.contains("13900000001"), "{all}");
    }
}
