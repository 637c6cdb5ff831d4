//! Attachments become text, so that the rules can look into them: Office files whole (hidden sheets, comments, tracked changes and
//! properties too), text files, and the letters of old Office files as far as they can be seen.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::folder::RelPath;
use crate::model::{Contents, Passage, Reading};

/// The largest attachment that is read, in bytes.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// The most that an Office file may come to when unpacked, in bytes: more is a zip bomb.
const UNPACKED: u64 = 128 * 1024 * 1024;

/// The most parts that an Office file may have.
const PARTS: usize = 5_000;

/// Reads an attachment by its extension.
pub fn contents(path: &RelPath, bytes: &[u8]) -> Contents {
    match path.extension().as_str() {
        "docx" | "docm" | "xlsx" | "xlsm" | "pptx" | "pptm" => office(bytes),
        "csv" | "txt" | "htm" | "html" | "xml" | "json" => {
            Contents { parts: vec![Passage { name: "内容".into(), text: plain(bytes), tables: Vec::new() }], ..Contents::default() }
        }
        "doc" | "xls" | "ppt" | "wps" | "et" | "dps" => {
            let parts = vec![
                Passage { name: "内容".into(), text: String::from_utf8_lossy(bytes).into_owned(), tables: Vec::new() },
                Passage { name: "内容".into(), text: wide(bytes), tables: Vec::new() },
            ];
            Contents { parts, reading: Reading::NotByMachine, ..Contents::default() }
        }
        _ => Contents { reading: Reading::NotByMachine, ..Contents::default() },
    }
}

/// A text file in UTF-8, UTF-16 or (where only its ASCII letters matter) anything else.
fn plain(bytes: &[u8]) -> String {
    if bytes.starts_with(&[0xff, 0xfe]) { wide(&bytes[2..]) } else { String::from_utf8_lossy(bytes).into_owned() }
}

/// Bytes as UTF-16, little end first.
fn wide(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

fn office(bytes: &[u8]) -> Contents {
    let mut contents = Contents::default();
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        contents.reading = Reading::Failed("文件加了密码，或者是旧格式改了扩展名".into());
        return contents;
    }
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) if archive.len() <= PARTS => archive,
        Ok(_) => {
            contents.reading = Reading::Failed("里面的部分太多，不像是正常的文件".into());
            return contents;
        }
        Err(_) => {
            contents.reading = Reading::Failed("文件不完整，或者不是这种格式".into());
            return contents;
        }
    };
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else {
            contents.reading = Reading::Failed("文件不完整，或者加了密码".into());
            return contents;
        };
        let Ok(name) = part.name().map(|name| name.into_owned()) else { continue };
        if name.ends_with("vbaProject.bin") {
            contents.hidden.push("宏".into());
        }
        let Some(called) = part_name(&name) else { continue };
        let mut xml = Vec::new();
        match part.take(left + 1).read_to_end(&mut xml) {
            Ok(read) if read as u64 <= left => left -= read as u64,
            Ok(_) => {
                contents.reading = Reading::Failed("解压以后太大，不像是正常的文件".into());
                return contents;
            }
            Err(_) => {
                contents.reading = Reading::Failed("文件不完整".into());
                return contents;
            }
        }
        let xml = String::from_utf8_lossy(&xml);
        hidden(&name, &xml, &mut contents.hidden);
        contents.parts.push(Passage { name: called, text: text_of(&xml), tables: Vec::new() });
    }
    contents.hidden.sort();
    contents.hidden.dedup();
    contents
}

/// What people call a part; `None` for one that has no text of theirs.
fn part_name(name: &str) -> Option<String> {
    if !name.ends_with(".xml") && !name.ends_with(".rels") {
        return None;
    }
    let number = |prefix: &str| name.strip_prefix(prefix)?.strip_suffix(".xml")?.parse::<u32>().ok();
    let file = name.rsplit('/').next().unwrap_or(name);
    Some(match name {
        "word/document.xml" => "正文".into(),
        "xl/sharedStrings.xml" => "表格文字".into(),
        "xl/workbook.xml" => "工作表名称".into(),
        _ if file.contains("omment") => "批注".into(),
        _ if name.starts_with("docProps/") => "文档属性".into(),
        _ if file.starts_with("header") || file.starts_with("footer") => "页眉页脚".into(),
        _ if file.starts_with("footnotes") || file.starts_with("endnotes") => "脚注".into(),
        _ if name.starts_with("ppt/notesSlides/") => "备注".into(),
        _ => match (number("xl/worksheets/sheet"), number("ppt/slides/slide")) {
            (Some(n), _) => format!("第{n}张工作表"),
            (_, Some(n)) => format!("第{n}张幻灯片"),
            _ if name.starts_with("word/") || name.starts_with("xl/") || name.starts_with("ppt/") => "其他部分".into(),
            _ => return None,
        },
    })
}

fn hidden(name: &str, xml: &str, found: &mut Vec<String>) {
    let sheet = name.starts_with("xl/worksheets/");
    let tags = [
        (name == "xl/workbook.xml", "state=\"hidden\"", "隐藏的工作表"),
        (name == "xl/workbook.xml", "state=\"veryHidden\"", "隐藏的工作表"),
        (name.starts_with("word/"), "<w:vanish", "隐藏的文字"),
        (name.starts_with("word/"), "<w:ins ", "修订痕迹"),
        (name.starts_with("word/"), "<w:del ", "修订痕迹"),
        (name.contains("omment"), "<w:comment ", "批注"),
        (name.contains("omment"), "<comment ", "批注"),
    ];
    found.extend(tags.iter().filter(|(here, tag, _)| *here && xml.contains(tag)).map(|(_, _, what)| (*what).to_string()));
    if sheet {
        for (tag, what) in [("<row ", "隐藏的行"), ("<col ", "隐藏的列")] {
            let is_hidden = |rest: &str| {
                rest.split('>').next().is_some_and(|inside| inside.contains("hidden=\"1\"") || inside.contains("hidden=\"true\""))
            };
            if xml.match_indices(tag).any(|(at, _)| is_hidden(&xml[at..])) {
                found.push(what.into());
            }
        }
    }
}

/// The text between the tags of XML. Letters of one paragraph or cell stay together, however many runs they are in; what ends a
/// paragraph, a cell or a property ends the line.
fn text_of(xml: &str) -> String {
    let mut text = String::with_capacity(xml.len() / 4);
    let mut rest = xml;
    while let Some((before, tag)) = rest.split_once('<') {
        push_decoded(before, &mut text);
        let Some((inside, after)) = tag.split_once('>') else { return text };
        let name = inside.trim_start_matches('/').split([' ', '/', '\t', '\r', '\n']).next().unwrap_or("");
        let run = matches!(name, "w:r" | "w:t" | "a:r" | "a:t" | "r" | "t" | "w:rPr" | "w:ins" | "w:del" | "w:proofErr" | "rPr");
        if (inside.starts_with('/') || inside.ends_with('/')) && !run && !text.ends_with('\n') {
            text.push('\n');
        }
        rest = after;
    }
    push_decoded(rest, &mut text);
    text
}

/// Appends text with its entities decoded.
fn push_decoded(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        out.push_str(before);
        let Some((name, after)) = entity.split_once(';') else {
            out.push('&');
            rest = entity;
            continue;
        };
        let number = name.strip_prefix('#').and_then(|code| match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => code.parse().ok(),
        });
        match (name, number.and_then(char::from_u32)) {
            (_, Some(c)) => out.push(c),
            ("lt", _) => out.push('<'),
            ("gt", _) => out.push('>'),
            ("quot", _) => out.push('"'),
            ("apos", _) => out.push('\''),
            _ => out.push('&'),
        }
        rest = after;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_one_paragraph_are_one_text() {
        let xml = "<w:p><w:r><w:t>110105</w:t></w:r><w:r><w:rPr/><w:t>&#49;9491231</w:t></w:r></w:p><w:p><w:r><w:t>002X</w:t></w:r></w:p>";
        assert_eq!(text_of(xml), "11010519491231\n002X\n");
        assert_eq!(text_of("<row><c><v>1</v></c><c><v>2</v></c></row>").split_whitespace().collect::<Vec<_>>(), ["1", "2"]);
    }

    #[test]
    fn hostile_files_end_soon() {
        let path = |name: &str| RelPath::new(name).expect("a path");
        for bytes in [&b""[..], b"PK\x03\x04", b"PK\x05\x06\0\0", &[0xd0, 0xcf, 0x11, 0xe0]] {
            assert!(matches!(contents(&path("a.xlsx"), bytes).reading, Reading::Failed(_)), "{bytes:?}");
        }
        assert_eq!(contents(&path("a.pdf"), b"%PDF").reading, Reading::NotByMachine);
        assert_eq!(contents(&path("a.txt"), &[0xff, 0xfe, 0x31, 0, 0x32, 0]).parts[0].text, "12");
        assert_eq!(text_of("<a <b"), "");
    }
}
