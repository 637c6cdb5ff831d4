//! Excel files before 2007 (BIFF8): their cells, and what is hidden in them.

use crate::model::{Contents, Passage};

use super::compound::{u16_at, u32_at};
use super::page::{MOST_TEXT, Page, Row};
use super::plain::utf16;
use super::sheet::{day_of, number};

/// One record: what it is, and its bytes.
type Record<'b> = (u16, &'b [u8]);

/// A sheet while it is read.
struct Sheet {
    name: String,
    hidden: bool,
    from: usize,
    cells: Vec<(u16, u16, String)>,
    /// Text that stands in no cell: comments, boxes, headers.
    beside: Vec<String>,
}

/// Reads the stream of a workbook.
///
/// # Errors
/// Why it cannot be read, for a clerk.
pub fn workbook(stream: &[u8]) -> Result<Contents, &'static str> {
    let records = records(stream);
    // An older one has another way to write text.
    if records.first().and_then(|(_, (_, data))| u16_at(data, 0)) != Some(0x0600) {
        return Err("表格的版本太旧");
    }
    let mut contents = Contents::default();
    let mut shared: Vec<String> = Vec::new();
    let (mut formats, mut days): (Vec<(u16, bool)>, Vec<bool>) = (Vec::new(), Vec::new());
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut open: Option<usize> = None;
    let (mut rows_hidden, mut columns_hidden, mut box_open) = (false, false, false);
    let mut formula: Option<(u16, u16)> = None;
    let mut length = 0_usize;
    for (number_of, (from, (kind, data))) in records.iter().enumerate() {
        let rest = || records.get(number_of + 1..).unwrap_or(&[]).iter().map(|(_, record)| *record);
        match kind {
            0x002f => return Err("文件加了密码"),
            0x0809 => open = sheets.iter().position(|sheet| sheet.from == *from),
            0x0085 => sheets.push(Sheet {
                name: short_text(data.get(6..).unwrap_or(&[])),
                hidden: data.get(4).is_some_and(|state| *state & 3 != 0),
                from: u32_at(data, 0).unwrap_or(0) as usize,
                cells: Vec::new(),
                beside: Vec::new(),
            }),
            0x00fc => shared = shared_texts(data, rest()),
            0x041e => formats.push((u16_at(data, 0).unwrap_or(0), long_text(data.get(2..).unwrap_or(&[])).contains(['y', 'd']))),
            0x00e0 => {
                let id = u16_at(data, 2).unwrap_or(0);
                let known = formats.iter().find(|(format, _)| *format == id).map(|(_, day)| *day);
                days.push(known.unwrap_or(matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58)));
            }
            0x0208 => rows_hidden |= u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0),
            0x007d => columns_hidden |= u16_at(data, 8).is_some_and(|flags| flags & 1 != 0),
            _ => {}
        }
        let Some(sheet) = open.and_then(|open| sheets.get_mut(open)) else { continue };
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { continue };
        let style = u16_at(data, 4).map_or(0, usize::from);
        let shown = |value: f64| shown(value, days.get(style).copied().unwrap_or(false));
        let before = sheet.cells.len();
        match kind {
            0x00fd => {
                let text = u32_at(data, 6).and_then(|at| shared.get(at as usize)).cloned().unwrap_or_default();
                sheet.cells.push((row, column, text));
            }
            0x0203 => sheet.cells.extend(f64_at(data, 6).map(|value| (row, column, shown(value)))),
            0x027e => sheet.cells.extend(u32_at(data, 6).map(|value| (row, column, shown(packed(value))))),
            0x00bd => {
                for (more, part) in (0..).zip(data.get(4..data.len().saturating_sub(2)).unwrap_or(&[]).as_chunks::<6>().0) {
                    let style = u16_at(part, 0).map_or(0, usize::from);
                    let day = days.get(style).copied().unwrap_or(false);
                    let value = packed(u32_at(part, 2).unwrap_or(0));
                    sheet.cells.push((row, column.saturating_add(more), self::shown(value, day)));
                }
            }
            0x0204 | 0x00d6 => sheet.cells.push((row, column, long_text(data.get(6..).unwrap_or(&[])))),
            0x0006 => {
                formula = (data.get(12..14) == Some(&[0xff, 0xff]) && data.get(6) == Some(&0)).then_some((row, column));
                if formula.is_none() && data.get(12..14) != Some(&[0xff, 0xff]) {
                    sheet.cells.extend(f64_at(data, 6).map(|value| (row, column, shown(value))));
                }
            }
            0x0207 => sheet.cells.extend(formula.take().map(|(row, column)| (row, column, long_text(data)))),
            0x0014 | 0x0015 => sheet.beside.push(long_text(data)),
            0x01b6 => box_open = true,
            0x003c if std::mem::take(&mut box_open) => {
                let text = data.split_first().map(|(flags, rest)| letters(rest, flags & 1 != 0)).unwrap_or_default();
                sheet.beside.push(text);
            }
            _ => {}
        }
        let more = sheet.cells.get(before..).unwrap_or(&[]).iter().map(|(_, _, text)| text.len() + 32).sum::<usize>();
        length += more + sheet.beside.last().filter(|_| matches!(kind, 0x0014 | 0x0015 | 0x003c)).map_or(0, String::len);
        if length > 2 * MOST_TEXT {
            return Err("里面的文字太多，不像是正常的文件");
        }
    }
    for (at, sheet) in sheets.into_iter().enumerate() {
        if sheet.hidden {
            contents.hidden.push("隐藏的工作表".into());
        }
        contents.parts.push(passage(at + 1, sheet));
    }
    contents.hidden.extend(rows_hidden.then(|| "隐藏的行".to_string()));
    contents.hidden.extend(columns_hidden.then(|| "隐藏的列".to_string()));
    contents.hidden.sort();
    contents.hidden.dedup();
    Ok(contents)
}

fn passage(number: usize, mut sheet: Sheet) -> Passage {
    let mut page = Page::default();
    sheet.cells.sort_by_key(|(row, column, _)| (*row, *column));
    let mut rows: Vec<Row> = Vec::new();
    let mut last = None;
    for line in sheet.cells.chunk_by(|one, other| one.0 == other.0) {
        let row = line.first().map(|(row, ..)| *row);
        if last.zip(row).is_some_and(|(last, row): (u16, u16)| row > last.saturating_add(1)) {
            rows.push(Vec::new());
        }
        last = row;
        let cells: Vec<(usize, String)> = line.iter().map(|(_, column, text)| (usize::from(*column), text.clone())).collect();
        rows.push(page.row(&cells));
    }
    page.table(rows);
    for text in &sheet.beside {
        page.end_line();
        page.push(text);
    }
    page.end_line();
    let hidden = if sheet.hidden { "隐藏的" } else { "" };
    page.finish(format!("{hidden}{}", super::office::label(number, &sheet.name)))
}

/// The records of a stream with their places.
fn records(stream: &[u8]) -> Vec<(usize, Record<'_>)> {
    let mut all = Vec::new();
    let mut at = 0;
    while let (Some(kind), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let Some(data) = stream.get(at + 4..at + 4 + usize::from(length)) else { break };
        all.push((at, (kind, data)));
        at += 4 + usize::from(length);
    }
    all
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    data.get(at..at + 8)?.try_into().ok().map(f64::from_le_bytes)
}

/// A number in four bytes: 30 bits of a whole number or of a float, perhaps a hundredth.
fn packed(value: u32) -> f64 {
    let number = if value & 2 != 0 { f64::from(value.cast_signed() >> 2) } else { f64::from_bits(u64::from(value & 0xffff_fffc) << 32) };
    if value & 1 != 0 { number / 100.0 } else { number }
}

fn shown(value: f64, day: bool) -> String {
    if day { day_of(value).unwrap_or_else(|| value.to_string()) } else { number(&value.to_string()) }
}

fn letters(bytes: &[u8], wide: bool) -> String {
    if wide { utf16(bytes, u16::from_le_bytes) } else { bytes.iter().map(|byte| char::from(*byte)).collect() }
}

/// A text with its length in one byte.
fn short_text(data: &[u8]) -> String {
    let (Some(length), Some(flags)) = (data.first(), data.get(1)) else { return String::new() };
    cut(data.get(2..).unwrap_or(&[]), usize::from(*length), *flags)
}

/// A text with its length in two bytes.
fn long_text(data: &[u8]) -> String {
    let (Some(length), Some(flags)) = (u16_at(data, 0), data.get(2)) else { return String::new() };
    cut(data.get(3..).unwrap_or(&[]), usize::from(length), *flags)
}

fn cut(data: &[u8], length: usize, flags: u8) -> String {
    let wide = flags & 1 != 0;
    let length = if wide { 2 * length } else { length };
    letters(data.get(..length).unwrap_or(data), wide)
}

/// The table of texts, which goes on in the records that follow: wherever a text is cut, its width is said again.
fn shared_texts<'b>(first: &'b [u8], rest: impl Iterator<Item = Record<'b>>) -> Vec<String> {
    let mut segments: Vec<&[u8]> = vec![first.get(8..).unwrap_or(&[])];
    segments.extend(rest.take_while(|(kind, _)| *kind == 0x003c).map(|(_, data)| data));
    let mut reader = Segments { segments, at: 0, from: 0 };
    let count = u32_at(first, 4).unwrap_or(0);
    let mut texts = Vec::new();
    for _ in 0..count {
        let Some(text) = reader.text() else { break };
        texts.push(text);
    }
    texts
}

struct Segments<'b> {
    segments: Vec<&'b [u8]>,
    at: usize,
    from: usize,
}

impl Segments<'_> {
    fn byte(&mut self) -> Option<u8> {
        loop {
            let segment = self.segments.get(self.at)?;
            if let Some(byte) = segment.get(self.from) {
                self.from += 1;
                return Some(*byte);
            }
            (self.at, self.from) = (self.at + 1, 0);
        }
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        let mut left = count;
        while left > 0 {
            let here = self.segments.get(self.at)?.len().saturating_sub(self.from).min(left);
            left -= here;
            self.from += here;
            if left > 0 {
                (self.at, self.from) = (self.at + 1, 0);
            }
        }
        Some(())
    }

    fn text(&mut self) -> Option<String> {
        let length = self.u16()?;
        let mut flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let extra = if flags & 4 != 0 { u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]) as usize } else { 0 };
        let mut units: Vec<u16> = Vec::new();
        for _ in 0..length {
            while self.segments.get(self.at)?.len() <= self.from {
                (self.at, self.from) = (self.at + 1, 0);
                flags = self.byte()?;
            }
            units.push(if flags & 1 != 0 { self.u16()? } else { u16::from(self.byte()?) });
        }
        self.skip(4 * runs + extra)?;
        Some(String::from_utf16_lossy(&units))
    }
}
