//! Automatic numbers of a Word file as the text that its readers see.

use std::collections::BTreeMap;

use crate::parse::attachment::xml::{Event, events};

use super::run::{is_aside, skip};

/// Lists have so many levels.
const LEVELS: usize = 9;

/// What stands before a paragraph of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// Its number, with what follows it.
    Text(String),
    /// A mark that counts nothing.
    Bullet,
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
    spaced: bool,
}

/// The lists of a file, and how far each is counted.
#[derive(Default)]
pub struct Numbering {
    /// The levels by the identifier of what lists are made after.
    made: BTreeMap<String, Vec<Level>>,
    /// What each list is made after, and where its levels start anew.
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists whose own starts were used.
    started: BTreeMap<String, ()>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(xml: &str) -> Numbering {
        let mut numbering = Numbering::default();
        let mut events = events(xml);
        let (mut made, mut list, mut level): (Option<String>, Option<String>, usize) = (None, None, 0);
        while let Some(event) = events.next() {
            let tag = match event {
                Event::Close("abstractNum") => {
                    made = None;
                    continue;
                }
                Event::Close("num") => {
                    list = None;
                    continue;
                }
                Event::Open(tag) => tag,
                _ => continue,
            };
            let val = || tag.get("val").unwrap_or_default().into_owned();
            match (tag.name, &made, &list) {
                ("abstractNum", ..) => {
                    made = tag.get("abstractNumId").map(|id| id.into_owned());
                    if let Some(made) = &made {
                        numbering.made.insert(made.clone(), vec![Level { start: 1, spaced: true, ..Level::default() }; LEVELS]);
                    }
                }
                ("num", ..) => list = tag.get("numId").map(|id| id.into_owned()),
                ("abstractNumId", _, Some(list)) => {
                    numbering.lists.insert(list.clone(), (val(), BTreeMap::new()));
                }
                ("lvl" | "lvlOverride", ..) => level = tag.get("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0),
                ("startOverride", _, Some(list)) => {
                    if let (Some((_, starts)), Ok(start)) = (numbering.lists.get_mut(list), val().parse()) {
                        starts.insert(level, start);
                    }
                }
                ("pPr" | "rPr", ..) => skip(&mut events, tag.name),
                (name, ..) if is_aside(name) => skip(&mut events, name),
                (name, Some(made), _) => {
                    let Some(level) = numbering.made.get_mut(made).and_then(|levels| levels.get_mut(level)) else { continue };
                    match name {
                        "start" => level.start = val().parse().unwrap_or(1),
                        "numFmt" => level.format = val(),
                        "lvlText" => level.text = val(),
                        "suff" => level.spaced = val() != "nothing",
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The label of the next paragraph of a list at a level, from 0; `None` for one without.
    pub fn next(&mut self, list: &str, level: usize) -> Option<Label> {
        let (made, starts) = self.lists.get(list)?;
        let levels = self.made.get(made)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(made.clone()).or_default();
        // A list that starts anew does so once.
        if !starts.is_empty() && self.started.insert(list.to_string(), ()).is_none() {
            for (level, start) in starts {
                if let Some(count) = counts.get_mut(*level) {
                    *count = start.checked_sub(1).filter(|start| *start > 0);
                }
            }
        }
        for (at, count) in counts.iter_mut().enumerate() {
            let start = starts.get(&at).copied().or_else(|| levels.get(at).map(|level| level.start)).unwrap_or(1);
            match at.cmp(&level) {
                std::cmp::Ordering::Less => *count = Some(count.unwrap_or(start)),
                std::cmp::Ordering::Equal => *count = Some(count.map_or(start, |count| count.saturating_add(1))),
                std::cmp::Ordering::Greater => *count = None,
            }
        }
        match own.format.as_str() {
            "bullet" => return Some(Label::Bullet),
            "none" if own.text.trim().is_empty() => return None,
            _ => {}
        }
        let mut text = own.text.clone();
        for (at, level) in levels.iter().enumerate() {
            let mark = format!("%{}", at + 1);
            if text.contains(&mark) {
                let count = counts.get(at).copied().flatten().unwrap_or(1);
                text = text.replace(&mark, &written(count, &level.format));
            }
        }
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        // After a Chinese mark no space stands.
        let close = text.ends_with(['、', '）', '．', '：', '条', '章', '节']) || !own.spaced;
        Some(Label::Text(if close { text.to_string() } else { format!("{text} ") }))
    }
}

/// A number as a format writes it.
fn written(n: u32, format: &str) -> String {
    let letter = |first: u8| char::from(first + u8::try_from((n.max(1) - 1) % 26).unwrap_or(0)).to_string();
    let of = |row: &str| row.chars().nth(n.max(1) as usize - 1).map(String::from);
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital" => han(n),
        "chineseLegalSimplified" => of("壹贰叁肆伍陆柒捌玖拾").unwrap_or_else(|| n.to_string()),
        "ideographTraditional" => of("甲乙丙丁戊己庚辛壬癸").unwrap_or_else(|| n.to_string()),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳").unwrap_or_else(|| n.to_string()),
        "decimalEnclosedParen" => format!("（{n}）"),
        "decimalEnclosedFullstop" => format!("{n}."),
        "decimalZero" => format!("{n:02}"),
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperRoman" => roman(n),
        "none" => String::new(),
        _ => n.to_string(),
    }
}

/// 一 to 九千九百九十九.
fn han(n: u32) -> String {
    let digit = |n: u32| "零一二三四五六七八九".chars().nth(n as usize % 10).unwrap_or('零');
    if n == 0 || n > 9999 {
        return n.to_string();
    }
    let mut text = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let part = n / unit % 10;
        if part == 0 {
            gap |= !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push('零');
        }
        if !(unit == 10 && part == 1 && text.is_empty()) {
            text.push(digit(part));
        }
        text.push_str(name);
    }
    text
}

fn roman(n: u32) -> String {
    let mut rest = n.min(3999);
    let mut text = String::new();
    let marks = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    for (value, mark) in marks {
        while rest >= value {
            text.push_str(mark);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written() {
        for (n, text) in [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (2017, "二千零一十七")]
        {
            assert_eq!(han(n), text);
        }
        assert_eq!((roman(14), written(3, "ideographTraditional"), written(27, "lowerLetter")), ("XIV".into(), "丙".into(), "a".into()));
    }

    #[test]
    fn levels_count_and_start_anew() {
        let xml = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>\
            <w:lvlText w:val=\"%1、\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl></w:abstractNum>\
            <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/>\
            <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>";
        let mut numbering = Numbering::read(xml);
        let labels: Vec<String> = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("2", 0), ("2", 0)]
            .into_iter()
            .map(|(list, level)| match numbering.next(list, level) {
                Some(Label::Text(text)) => text,
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(labels, ["一、", "1. ", "2. ", "二、", "1. ", "一、", "二、"]);
        assert_eq!(numbering.next("9", 0), None);
    }
}
