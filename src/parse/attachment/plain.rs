//! Text files: their encoding, their lines, and the cells of those with separators. RTF too, which is text underneath.

use crate::model::Passage;

use super::flow::{Letters, flow};
use super::page::{Page, Row};
use super::sheet::number;
use super::xml::events;

/// A text file in UTF-8, UTF-16 or GBK.
pub fn decode(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16(rest, u16::from_be_bytes);
    }
    match std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
        Ok(text) => text.to_string(),
        Err(_) => gbk(bytes),
    }
}

/// Bytes as GBK (GB 18030); what is none becomes U+FFFD.
pub fn gbk(bytes: &[u8]) -> String {
    encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned()
}

/// Bytes as UTF-16.
pub fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

/// A text without cells.
pub fn text(bytes: &[u8]) -> Passage {
    Passage { name: "内容".into(), text: decode(bytes), tables: Vec::new() }
}

/// A web page or other markup.
pub fn markup(bytes: &[u8]) -> Passage {
    let mut page = Page::default();
    flow(events(&decode(bytes)), Letters::Anywhere, &mut page);
    page.finish("内容")
}

/// A text with cells: the separator is the one that stands most often in its first lines.
pub fn separated(bytes: &[u8]) -> Passage {
    let text = decode(bytes);
    let head: String = text.lines().take(10).collect::<Vec<_>>().join("\n");
    let separator =
        [',', '\t', ';'].into_iter().max_by_key(|separator| (head.matches(*separator).count(), *separator == ',')).unwrap_or(',');
    let mut page = Page::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut rest: &str = &text;
    while !rest.is_empty() && !page.is_full() {
        let (cells, after) = record(rest, separator);
        rows.push(page.row(&cells));
        rest = after;
    }
    page.table(rows);
    page.finish("内容")
}

/// The first record of a text, and what follows it. Quotes hold separators and line ends; a quote that never closes holds none.
fn record(text: &str, separator: char) -> (Vec<(usize, String)>, &str) {
    let mut cells = Vec::new();
    let mut rest = text;
    for column in 0.. {
        let (cell, after) = field(rest, separator);
        cells.push((column, cell));
        match after.strip_prefix(separator) {
            Some(next) => rest = next,
            None => {
                rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or(after);
                break;
            }
        }
    }
    (cells, rest)
}

/// The longest field in quotes, in bytes: a longer one has lost its closing quote.
const LONGEST_QUOTED: usize = 32 * 1024;

fn field(text: &str, separator: char) -> (String, &str) {
    let ends = |c: char| c == separator || c == '\n' || c == '\r';
    let written = |cell: &str| if cell.contains("E+") { number(cell) } else { cell.to_string() };
    let unquoted = || {
        let (cell, rest) = text.split_at(text.find(ends).unwrap_or(text.len()));
        // `="110105…"` is how programs keep Excel from rounding.
        let cell = cell.trim();
        (cell.strip_prefix("=\"").and_then(|cell| cell.strip_suffix('"')).map_or_else(|| written(cell), str::to_string), rest)
    };
    let Some(mut rest) = text.trim_start_matches(' ').strip_prefix('"') else { return unquoted() };
    let mut cell = String::new();
    loop {
        let end = rest.as_bytes().iter().take(LONGEST_QUOTED).position(|byte| *byte == b'"');
        let Some((inside, after)) = end.and_then(|at| rest.split_at_checked(at)) else { return unquoted() };
        cell.push_str(inside);
        let after = after.get(1..).unwrap_or("");
        match after.strip_prefix('"') {
            Some(more) if cell.len() < LONGEST_QUOTED => {
                cell.push('"');
                rest = more;
            }
            Some(_) => return unquoted(),
            None => {
                let (tail, rest) = after.split_at(after.find(ends).unwrap_or(after.len()));
                cell.push_str(tail.trim_end());
                return (cell, rest);
            }
        }
    }
}

/// Groups of an RTF file that have no text of people's: tables of fonts and styles, pictures, things of other programs.
const NO_TEXT: &[&[u8]] = &[
    b"fonttbl",
    b"colortbl",
    b"stylesheet",
    b"listtable",
    b"listoverridetable",
    b"pgdsctbl",
    b"rsidtbl",
    b"latentstyles",
    b"themedata",
    b"colorschememapping",
    b"datastore",
    b"generator",
    b"pict",
    b"objdata",
];

/// What follows the bracket that closes the group that is open.
fn after_group(bytes: &[u8]) -> &[u8] {
    let (mut open, mut at) = (1_usize, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'{', b'}', b'\\', rest)) {
        match bytes.get(at + found) {
            Some(b'{') => open += 1,
            Some(b'}') => open -= 1,
            _ => at += 1,
        }
        at += found + 1;
        if open == 0 {
            return bytes.get(at..).unwrap_or(&[]);
        }
    }
    &[]
}

/// The text of an RTF file: control words are left out, `\u` and `\'` are letters, `\cell` and `\row` make tables.
pub fn rtf(bytes: &[u8]) -> Passage {
    let mut page = Page::default();
    let mut line: Vec<u8> = Vec::new();
    let mut cells: Vec<(usize, String)> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut rest = bytes;
    // Letters are kept as GBK; those by number become GBK too.
    let end_line = |line: &mut Vec<u8>, page: &mut Page| {
        page.push(&gbk(line));
        page.end_line();
        line.clear();
    };
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            b'{' | b'}' | b'\r' | b'\n' => {}
            b'\\' => {
                if let [b'\'', high, low, after @ ..] = tail {
                    let digit = |byte: &u8| char::from(*byte).to_digit(16);
                    if let Some(code) = digit(high).zip(digit(low)).and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
                        line.push(code);
                    }
                    rest = after;
                    continue;
                }
                let letters = tail.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                let (word, after) = tail.split_at(letters);
                let digits = after.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
                let (number, after) = after.split_at(digits);
                rest = if letters == 0 { tail.get(1..).unwrap_or(&[]) } else { after.strip_prefix(b" ").unwrap_or(after) };
                match word {
                    b"u" => {
                        let code = std::str::from_utf8(number).ok().and_then(|number| number.parse::<i32>().ok()).unwrap_or(0);
                        let c = u32::try_from(if code < 0 { code + 0x1_0000 } else { code }).ok().and_then(char::from_u32);
                        line.extend_from_slice(&encoding_rs::GB18030.encode(c.unwrap_or(' ').encode_utf8(&mut [0; 4])).0);
                        // What an old program shows in place of the letter.
                        rest = match rest {
                            [b'\\', b'\'', _, _, after @ ..] | [b'?', after @ ..] => after,
                            rest => rest,
                        };
                    }
                    b"cell" | b"nestcell" => {
                        cells.push((cells.len(), gbk(&line)));
                        line.clear();
                    }
                    b"row" | b"nestrow" => {
                        rows.push(page.row(&cells));
                        cells.clear();
                    }
                    b"par" | b"line" | b"sect" | b"page" if cells.is_empty() => end_line(&mut line, &mut page),
                    b"tab" => line.push(b'\t'),
                    word if NO_TEXT.contains(&word) => rest = after_group(rest),
                    _ => {}
                }
            }
            byte => line.push(byte),
        }
    }
    end_line(&mut line, &mut page);
    page.table(rows);
    page.finish("正文")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(passage: &Passage) -> Vec<Vec<&str>> {
        let table = &passage.tables[0];
        std::iter::once(&table.head).chain(&table.rows).map(|row| row.iter().map(|cell| cell.value.as_str()).collect()).collect()
    }

    #[test]
    fn separated_cells_are_found() {
        let passage = separated("\u{feff}姓名,说明\r\n张某某,\"甲,\"\"乙\"\"\"\r\n李某某,=\"13900000000\"\n".as_bytes());
        assert_eq!(cells(&passage), [["姓名", "说明"], ["张某某", "甲,\"乙\""], ["李某某", "13900000000"]]);
        assert_eq!(cells(&separated("姓名\t号\n甲\t1".as_bytes())), [["姓名", "号"], ["甲", "1"]]);
        assert_eq!(cells(&separated("姓名,号\n\"甲,1\n乙,2".as_bytes())), [["姓名", "号"], ["\"甲", "1"], ["乙", "2"]]);
    }

    #[test]
    fn old_encodings_are_read() {
        let (gbk, ..) = encoding_rs::GBK.encode("身份证号,1\n");
        assert_eq!(decode(&gbk), "身份证号,1\n");
        assert_eq!(decode(&[0xff, 0xfe, 0x31, 0, 0x32, 0, 0x33]), "12");
    }

    #[test]
    fn rich_text_has_its_letters_and_cells() {
        let passage =
            rtf(b"{\\rtf1\\ansi \\'d0\\'d5\\u21517?\\cell \\u-25000?\\cell\\row a\\cell b\\cell\\row{\\pict 00}13900000000\\par x");
        assert_eq!(passage.tables[0].head[0].value, "姓名");
        assert!(passage.text.ends_with("13900000000\nx\n"), "{}", passage.text);
    }
}
