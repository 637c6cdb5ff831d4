//! The sheets of an Excel file: rows of cells with their shared texts, dates and long numbers written out.

use std::fmt::Write;

use crate::calendar::Date;

use super::page::{Page, Row};
use super::xml::{Event, Events, Tag, events};

/// The texts that the cells of all sheets share.
#[derive(Default)]
pub struct Shared {
    texts: Vec<String>,
    used: Vec<bool>,
}

impl Shared {
    /// Reads `xl/sharedStrings.xml`.
    pub fn read(xml: &str) -> Shared {
        let mut shared = Shared::default();
        let mut events = events(xml);
        while let Some(event) = events.next() {
            if matches!(&event, Event::Open(tag) if tag.name == "si") {
                shared.texts.push(rich_text(&mut events, "si"));
            }
        }
        shared.used = vec![false; shared.texts.len()];
        shared
    }

    fn get(&mut self, at: usize) -> &str {
        if let Some(used) = self.used.get_mut(at) {
            *used = true;
        }
        self.texts.get(at).map_or("", String::as_str)
    }

    /// What no cell shows any more: cells that were deleted leave their texts behind.
    pub fn left_over(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().zip(&self.used).filter(|(_, used)| !**used).map(|(text, _)| text.as_str())
    }
}

/// The text of an element with runs, without how it is pronounced.
fn rich_text(events: &mut Events<'_>, end: &str) -> String {
    let mut text = String::new();
    let (mut marked, mut spoken) = (0_usize, 0_usize);
    for event in events {
        match event {
            Event::Open(tag) if tag.name == "t" => marked += 1,
            Event::Open(tag) if tag.name == "rPh" => spoken += 1,
            Event::Close("t") => marked = marked.saturating_sub(1),
            Event::Close("rPh") => spoken = spoken.saturating_sub(1),
            Event::Close(name) if name == end => break,
            Event::Text(said) if marked > 0 && spoken == 0 => text.push_str(&said),
            _ => {}
        }
    }
    text
}

/// Which of the cell styles show a number as a day, from `xl/styles.xml`.
pub fn day_styles(xml: &str) -> Vec<bool> {
    let mut custom: Vec<(u32, bool)> = Vec::new();
    let mut styles = Vec::new();
    let mut in_cells = false;
    let number = |tag: &Tag<'_>| tag.get("numFmtId").and_then(|id| id.parse::<u32>().ok()).unwrap_or(0);
    for event in events(xml) {
        match event {
            Event::Open(tag) if tag.name == "numFmt" => {
                custom.push((number(&tag), tag.get("formatCode").is_some_and(|code| is_day_code(&code))));
            }
            Event::Open(tag) if tag.name == "cellXfs" => in_cells = true,
            Event::Close("cellXfs") => in_cells = false,
            Event::Open(tag) if tag.name == "xf" && in_cells => {
                let id = number(&tag);
                let by_code = custom.iter().find(|(known, _)| *known == id).map(|(_, day)| *day);
                styles.push(by_code.unwrap_or(matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58)));
            }
            _ => {}
        }
    }
    styles
}

/// Whether a number format shows a year or a day; what stands in quotes or brackets does not count.
fn is_day_code(code: &str) -> bool {
    let mut quoted = false;
    let mut bracketed = false;
    code.chars().any(|c| {
        match c {
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ => {}
        }
        !quoted && !bracketed && matches!(c, 'y' | 'Y' | 'd' | 'D')
    })
}

/// What of a sheet its reader does not see.
#[derive(Default, PartialEq, Eq, Debug)]
pub struct Hidden {
    /// Whether rows are hidden.
    pub rows: bool,
    /// Whether columns are hidden.
    pub columns: bool,
}

/// Writes the rows of a sheet to a page.
pub fn sheet(xml: &str, shared: &mut Shared, days: &[bool], page: &mut Page) -> Hidden {
    let mut hidden = Hidden::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut cells: Vec<(usize, String)> = Vec::new();
    let mut next_row = 1_usize;
    let mut column = 0_usize;
    let mut events = events(xml);
    while let Some(event) = events.next() {
        if page.is_full() {
            break;
        }
        match event {
            Event::Open(tag) if tag.name == "col" => hidden.columns |= tag.is("hidden") || no_size(&tag, "width"),
            Event::Open(tag) if tag.name == "row" => {
                hidden.rows |= tag.is("hidden") || no_size(&tag, "ht");
                let number = tag.get("r").and_then(|row| row.parse().ok()).unwrap_or(next_row);
                if number > next_row && !rows.is_empty() {
                    rows.push(Vec::new());
                }
                (next_row, column) = (number.saturating_add(1), 0);
            }
            Event::Open(tag) if tag.name == "c" => {
                column = tag.get("r").and_then(|place| column_of(&place)).unwrap_or(column);
                let kind = tag.get("t").map(std::borrow::Cow::into_owned).unwrap_or_default();
                let style = tag.get("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
                let day = days.get(style).copied().unwrap_or(false);
                if let Some(value) = cell(&mut events, &kind, day, shared) {
                    cells.push((column, value));
                }
                column = column.saturating_add(1);
            }
            Event::Close("row") => {
                cells.sort_by_key(|(column, _)| *column);
                rows.push(page.row(&cells));
                cells.clear();
            }
            Event::Open(tag)
                if matches!(tag.name, "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter") =>
            {
                if let Some(Event::Text(text)) = events.next() {
                    page.end_line();
                    page.push(&text);
                    page.end_line();
                }
            }
            // What a cell must hold, and what is said beside it.
            Event::Open(tag) if tag.name == "dataValidation" => {
                for said in ["prompt", "promptTitle", "error"].iter().filter_map(|name| tag.get(name)) {
                    page.end_line();
                    page.push(&said);
                    page.end_line();
                }
            }
            Event::Open(tag) if tag.name == "formula1" => {
                if let Some(Event::Text(text)) = events.next() {
                    page.push(&text);
                    page.end_line();
                }
            }
            _ => {}
        }
    }
    page.table(rows);
    hidden
}

/// Whether a row or a column is so small that nobody sees it.
pub fn no_size(tag: &Tag<'_>, measure: &str) -> bool {
    tag.get(measure).and_then(|size| size.parse::<f64>().ok()).is_some_and(|size| size < 0.2)
}

/// What a cell shows, up to its end.
pub fn cell(events: &mut Events<'_>, kind: &str, day: bool, shared: &mut Shared) -> Option<String> {
    let mut value = String::new();
    let mut written = String::new();
    let mut in_value = false;
    while let Some(event) = events.next() {
        match event {
            Event::Open(tag) if tag.name == "v" => in_value = true,
            Event::Close("v") => in_value = false,
            Event::Open(tag) if tag.name == "is" => written = rich_text(events, "is"),
            Event::Close("c") => break,
            Event::Text(text) if in_value => value.push_str(&text),
            _ => {}
        }
    }
    let value = match kind {
        "s" => value.trim().parse().map(|at| shared.get(at).to_string()).unwrap_or_default(),
        "inlineStr" => written,
        "str" | "b" | "e" | "d" => value,
        _ if day => value.trim().parse().ok().and_then(day_of).unwrap_or(value),
        _ => number(value.trim()),
    };
    (!value.trim().is_empty()).then_some(value)
}

/// The column that `C5` names, from 0.
pub fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters.take(4).fold(0_usize, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

/// The day that a number means in Excel; the time of day is left out.
pub fn day_of(serial: f64) -> Option<String> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    // Excel knows a 29 February 1900: days before March 1900 are one off, and nobody's birthday is among them.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
    let days = serial as u64;
    let day = Date::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days))?;
    Some(day.format("%Y-%m-%d").to_string())
}

/// A number as people would write it: without exponent and without an empty fraction, so that the digits of a long one stand
/// together.
pub fn number(written: &str) -> String {
    let plain = |text: &str| text.strip_suffix(".0").unwrap_or(text).to_string();
    let Some((mantissa, exponent)) = written.split_once(['e', 'E']) else { return plain(written) };
    let Ok(exponent) = exponent.parse::<usize>() else { return written.to_string() };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if exponent > 25 || fraction.len() > exponent || !mantissa.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-')) {
        return written.to_string();
    }
    let mut digits = String::with_capacity(exponent + 2);
    let _ = write!(digits, "{whole}{fraction:0<exponent$}");
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_find_their_texts_and_columns() {
        let mut shared = Shared::read(
            "<sst><si><t>姓名</t></si><si><r><t>身份</t></r><r><t>证号</t></r><rPh><t>x</t></rPh></si><si><t>旧</t></si></sst>",
        );
        let xml = "<x:worksheet><x:cols><x:col hidden=\"1\"/></x:cols><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c><x:c r=\"C1\" t=\"s\"><x:v>1</x:v></x:c></x:row>\
            <x:row r=\"2\" hidden=\"true\"><x:c r=\"A2\" t=\"inlineStr\"><x:is><x:t>张某某</x:t></x:is></x:c><x:c r=\"C2\"><x:f>B2</x:f><x:v>4.40524188001010014E+17</x:v></x:c></x:row></x:sheetData></x:worksheet>";
        let mut page = Page::default();
        assert_eq!(sheet(xml, &mut shared, &[], &mut page), Hidden { rows: true, columns: true });
        let passage = page.finish("表");
        assert_eq!(passage.text, "姓名\t身份证号\n张某某\t440524188001010014\n");
        assert_eq!(passage.tables[0].rows[0][2].span.of(&passage.text), "440524188001010014");
        assert_eq!(shared.left_over().collect::<Vec<_>>(), ["旧"]);
    }

    #[test]
    fn numbers_and_days_are_written_out() {
        assert_eq!(number("1.39E+10"), "13900000000");
        assert_eq!(number("13900000000.0"), "13900000000");
        assert_eq!(number("4.40524188001010E17"), "440524188001010000");
        assert_eq!(number("1.5E-3"), "1.5E-3");
        assert_eq!(number("1E+999"), "1E+999");
        assert_eq!(day_of(42901.0).as_deref(), Some("2017-06-15"));
        assert_eq!(day_of(f64::NAN), None);
        let styles = "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf numFmtId=\"14\"/></cellXfs>";
        assert_eq!(day_styles(styles), [false, true, true]);
    }

    #[test]
    fn a_giant_sheet_stays_small() {
        let mut page = Page::default();
        let xml = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row><row r=\"99999999999999999999\"><c r=\"ZZZZZZZ1\"><v>2</v></c></row>";
        sheet(xml, &mut Shared::default(), &[], &mut page);
        assert_eq!(page.finish("表").text, "1\n2\n");
    }
}
