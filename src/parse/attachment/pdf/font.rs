//! Fonts of PDF: which letters the codes of a text are, and how wide they stand.

use std::collections::BTreeMap;

use super::super::plain::{gbk, utf16};
use super::file::Objects;
use super::object::{Dict, Lexer, Value};

/// The most entries of a map or a table of widths.
const ENTRIES: usize = 200_000;
/// The longest text of one code, in bytes.
const LONGEST: usize = 64;

/// How the codes of a font are cut and read where it brings no map of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Coding {
    /// One byte, which is its letter.
    Byte,
    /// Two bytes that only the font knows.
    Glyph,
    /// UTF-16, big end first.
    Utf16,
    /// GBK.
    Gbk,
}

/// A font.
#[derive(Clone, Debug)]
pub struct Font {
    coding: Coding,
    map: Map,
    /// Names of letters that differ, by code.
    differences: BTreeMap<u32, char>,
    widths: BTreeMap<u32, f64>,
    usual_width: f64,
}

/// One code of a text.
pub struct Glyph {
    /// Its letters; none where nobody knows.
    pub text: Option<String>,
    /// Its width, in parts of the font's size.
    pub width: f64,
    /// Whether it is the single byte 32.
    pub blank: bool,
}

impl Default for Font {
    fn default() -> Font {
        Font { coding: Coding::Byte, map: Map::default(), differences: BTreeMap::new(), widths: BTreeMap::new(), usual_width: 0.5 }
    }
}

impl Font {
    /// Reads a font.
    ///
    /// # Errors
    /// When the file is a bomb.
    pub fn read(file: &mut Objects<'_>, dict: &Dict) -> Result<Font, &'static str> {
        let mut font = Font::default();
        if let Some(map) = dict.get("ToUnicode") {
            let map = map.clone();
            font.map = file.stream(&map)?.map(|bytes| Map::read(&bytes)).unwrap_or_default();
        }
        let encoding = file.get(dict, "Encoding");
        if file.get(dict, "Subtype").name() == Some("Type0") {
            let name = encoding.name().unwrap_or("");
            font.coding = if name.contains("UCS2") || name.contains("UTF16") {
                Coding::Utf16
            } else if name.starts_with("GB") {
                Coding::Gbk
            } else {
                Coding::Glyph
            };
            font.usual_width = 1.0;
            let below = file.get(dict, "DescendantFonts").list().and_then(|list| list.first());
            if let Some(below) = below.and_then(|below| file.resolve(below).dict()) {
                font.usual_width = file.get(below, "DW").number().unwrap_or(1000.0) / 1000.0;
                font.widths = composite_widths(file, file.get(below, "W").list().unwrap_or(&[]));
            }
        } else {
            if let Some(list) = encoding.dict().and_then(|encoding| file.get(encoding, "Differences").list()) {
                font.differences = differences(list);
            }
            let first = file.get(dict, "FirstChar").count().and_then(|first| u32::try_from(first).ok()).unwrap_or(0);
            let widths = file.get(dict, "Widths").list().unwrap_or(&[]).iter().take(ENTRIES);
            font.widths = (first..).zip(widths).filter_map(|(code, width)| Some((code, file.resolve(width).number()? / 1000.0))).collect();
        }
        Ok(font)
    }

    /// The glyphs of a string.
    pub fn glyphs(&self, bytes: &[u8]) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        let mut rest = bytes;
        while let Some(first) = rest.first() {
            let length = match self.coding {
                Coding::Byte => 1,
                Coding::Glyph => self.map.length.unwrap_or(2),
                Coding::Utf16 => {
                    if matches!(first, 0xd8..=0xdb) {
                        4
                    } else {
                        2
                    }
                }
                Coding::Gbk => {
                    if *first < 0x81 {
                        1
                    } else {
                        2
                    }
                }
            };
            let (code, after) = rest.split_at(length.min(rest.len()));
            let number = code.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
            glyphs.push(Glyph {
                text: self.map.get(number).or_else(|| self.letter(code, number)),
                width: self.widths.get(&number).copied().unwrap_or(if self.coding == Coding::Gbk && code.len() == 1 {
                    0.5
                } else {
                    self.usual_width
                }),
                blank: code == b" ",
            });
            rest = after;
        }
        glyphs
    }

    fn letter(&self, code: &[u8], number: u32) -> Option<String> {
        match self.coding {
            Coding::Byte => {
                let known = self.differences.get(&number).copied();
                known.or_else(|| code.first().filter(|byte| matches!(byte, b' '..=b'~')).map(|byte| char::from(*byte))).map(String::from)
            }
            Coding::Glyph => None,
            Coding::Utf16 => Some(utf16(code, u16::from_be_bytes)),
            Coding::Gbk => Some(gbk(code)),
        }
    }
}

/// `[first [w w w] first last w …]`.
fn composite_widths(file: &Objects<'_>, list: &[Value]) -> BTreeMap<u32, f64> {
    let mut widths = BTreeMap::new();
    let mut rest = list.iter().map(|value| file.resolve(value));
    while let (Some(first), Some(second)) = (rest.next().and_then(Value::count).and_then(|code| u32::try_from(code).ok()), rest.next()) {
        if let Some(list) = second.list() {
            widths.extend((first..).zip(list).filter_map(|(code, width)| Some((code, file.resolve(width).number()? / 1000.0))));
        } else if let (Some(last), Some(width)) =
            (second.count().and_then(|code| u32::try_from(code).ok()), rest.next().and_then(Value::number))
        {
            widths.extend((first..=last.min(first.saturating_add(0xffff))).map(|code| (code, width / 1000.0)));
        }
        if widths.len() > ENTRIES {
            break;
        }
    }
    widths
}

/// `[48 /zero /one 65 /A …]`.
fn differences(list: &[Value]) -> BTreeMap<u32, char> {
    let mut letters = BTreeMap::new();
    let mut code = 0_u32;
    for value in list.iter().take(ENTRIES) {
        match value {
            Value::Number(_) => code = value.count().and_then(|code| u32::try_from(code).ok()).unwrap_or(0),
            Value::Name(name) => {
                letters.extend(named_letter(name).map(|c| (code, c)));
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    letters
}

fn named_letter(name: &str) -> Option<char> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(c);
    }
    const NAMES: &[(&str, char)] = &[
        ("zero", '0'),
        ("one", '1'),
        ("two", '2'),
        ("three", '3'),
        ("four", '4'),
        ("five", '5'),
        ("six", '6'),
        ("seven", '7'),
        ("eight", '8'),
        ("nine", '9'),
        ("space", ' '),
        ("hyphen", '-'),
        ("period", '.'),
        ("comma", ','),
        ("colon", ':'),
        ("slash", '/'),
        ("parenleft", '('),
        ("parenright", ')'),
        ("asterisk", '*'),
        ("plus", '+'),
        ("at", '@'),
    ];
    if let Some((_, c)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
}

/// A map from codes to letters (ToUnicode).
#[derive(Clone, Debug, Default)]
struct Map {
    /// How many bytes a code has.
    length: Option<usize>,
    single: BTreeMap<u32, String>,
    /// Codes in a row, by the first: the last, and the UTF-16 of the first.
    ranges: BTreeMap<u32, (u32, Vec<u16>)>,
}

impl Map {
    fn read(bytes: &[u8]) -> Map {
        let mut map = Map::default();
        let mut lexer = Lexer::new(bytes, 0);
        let mut held: Vec<Value> = Vec::new();
        let code = |value: &Value| {
            value.text().filter(|text| text.len() <= 4).map(|text| text.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
        };
        while let Some(value) = lexer.value() {
            let Value::Word(word) = &value else {
                if held.len() < ENTRIES {
                    held.push(value);
                }
                continue;
            };
            match word.as_str() {
                "endcodespacerange" => {
                    let lengths = held.iter().filter_map(Value::text).map(<[u8]>::len).filter(|length| (1..=4).contains(length));
                    map.length = lengths.max();
                }
                "endbfchar" => {
                    for pair in held.as_chunks::<2>().0.iter().take(ENTRIES.saturating_sub(map.single.len())) {
                        let [from, to] = pair;
                        if let (Some(code), Some(text)) = (code(from), to.text()) {
                            map.single.insert(code, letters(text));
                        }
                    }
                }
                "endbfrange" => {
                    for three in held.as_chunks::<3>().0.iter().take(ENTRIES.saturating_sub(map.ranges.len())) {
                        let [first, last, to] = three;
                        let (Some(first), Some(last)) = (code(first), code(last)) else { continue };
                        match to {
                            Value::Text(text) => {
                                let units = text.as_chunks::<2>().0.iter().take(LONGEST / 2).map(|two| u16::from_be_bytes(*two)).collect();
                                map.ranges.insert(first, (last, units));
                            }
                            Value::List(list) => {
                                map.single.extend((first..=last).zip(list.iter().filter_map(Value::text).map(letters)).take(ENTRIES))
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
            held.clear();
        }
        map
    }

    fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let (first, (last, units)) = self.ranges.range(..=code).next_back()?;
        if code > *last {
            return None;
        }
        let mut units = units.clone();
        let end = units.last_mut()?;
        *end = end.wrapping_add(u16::try_from(code - first).ok()?);
        Some(String::from_utf16_lossy(&units))
    }
}

/// UTF-16, or a single byte.
fn letters(text: &[u8]) -> String {
    match text {
        [byte] => char::from(*byte).to_string(),
        text => utf16(text.get(..text.len().min(LONGEST)).unwrap_or(&[]), u16::from_be_bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_read() {
        let map = Map::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0003> <8EAB> endbfchar \
              2 beginbfrange <0010> <0019> <0030> <0020> <0021> [<0041> <0042>] endbfrange 1 beginbfrange <00000000> <ffffffff> <0061> endbfrange",
        );
        assert_eq!(map.length, Some(2));
        assert_eq!(map.get(3).as_deref(), Some("身"));
        assert_eq!(map.get(0x12).as_deref(), Some("2"));
        assert_eq!(map.get(0x21).as_deref(), Some("B"));
        assert_eq!(map.get(0x999_9999), None);
    }
}
