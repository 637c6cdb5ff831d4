//! Open formats: OpenDocument (ODF) and 版式文档 (OFD, GB/T 33190).

use crate::model::{Contents, Reading, Trace};

use super::flow::{Letters, flow};
use super::office::{LARGE_PICTURE, SHORT_TEXT, is_picture, passage, properties};
use super::pack::Pack;
use super::page::{MOST_TEXT, Page};
use super::photo::traces;
use super::plain::decode;
use super::xml::{Event, events};

/// Reads an OpenDocument file.
///
/// # Errors
/// Why it cannot be read, for a clerk.
pub fn document(pack: &mut Pack<'_>) -> Result<Contents, &'static str> {
    if pack.part("META-INF/manifest.xml")?.is_some_and(|xml| decode(&xml).contains("encryption-data")) {
        return Err("文件加了密码");
    }
    let mut contents = Contents::default();
    let names: Vec<(usize, String)> = pack.names().map(|(at, name)| (at, name.to_string())).collect();
    let (mut pictures, mut length) = (0, 0);
    for (at, name) in names {
        let called = match name.as_str() {
            "content.xml" => "正文",
            "styles.xml" => "页眉页脚",
            "meta.xml" => "文档属性",
            _ if name.ends_with("/content.xml") => "嵌入的对象",
            _ if is_picture(&name.to_ascii_lowercase()) && !name.starts_with("Thumbnails/") => {
                let bytes = pack.read(at)?;
                contents.traces.extend(traces(&bytes));
                pictures += usize::from(bytes.len() > LARGE_PICTURE);
                continue;
            }
            _ => continue,
        };
        let xml = decode(&pack.read(at)?);
        let mut page = Page::default();
        if name == "meta.xml" {
            properties(&xml, &mut page, &mut contents.traces);
        } else {
            flow(events(&xml), Letters::Paragraphs, &mut page);
        }
        if name == "content.xml" {
            let tags = [
                ("table:display=\"false\"", "隐藏的工作表"),
                ("<table:tracked-changes", "修订痕迹"),
                ("<text:tracked-changes", "修订痕迹"),
                ("<office:annotation", "批注"),
            ];
            contents.hidden.extend(tags.iter().filter(|(tag, _)| xml.contains(tag)).map(|(_, what)| (*what).to_string()));
            for event in events(&xml) {
                let Event::Open(tag) = event else { continue };
                let what = match tag.name {
                    "table-row" => "隐藏的行",
                    "table-column" => "隐藏的列",
                    _ => continue,
                };
                if tag.get("visibility").is_some_and(|value| value != "visible") {
                    contents.hidden.push(what.into());
                }
            }
        }
        length += page.len();
        if page.is_full() || length > MOST_TEXT {
            return Err("里面的文字太多，不像是正常的文件");
        }
        if page.len() > 0 {
            contents.parts.push(page.finish(called));
        }
    }
    contents.hidden.sort();
    contents.hidden.dedup();
    if pictures > 0 && length < SHORT_TEXT {
        contents.reading = Reading::NotByMachine;
    }
    Ok(contents)
}

/// Reads an OFD file: what stands in its pages as letters. A scan has none, or hides poor ones behind its pictures.
///
/// # Errors
/// Why it cannot be read, for a clerk.
pub fn ofd(pack: &mut Pack<'_>) -> Result<Contents, &'static str> {
    let mut contents = Contents::default();
    let names: Vec<(usize, String)> = pack.names().map(|(at, name)| (at, name.to_string())).collect();
    let (mut pages, mut pictures, mut length) = (0, 0, 0);
    for (at, name) in names {
        let lower = name.to_ascii_lowercase();
        if lower.contains("encrypt") {
            return Err("文件加了密码");
        }
        if is_picture(&lower) || lower.ends_with(".bmp") || lower.ends_with(".jb2") || lower.ends_with(".gbig2") {
            let bytes = pack.read(at)?;
            contents.traces.extend(traces(&bytes));
            pictures += usize::from(bytes.len() > LARGE_PICTURE);
            continue;
        }
        if lower.contains("/attachs/") || lower.contains("/attachments/") {
            contents.hidden.push("嵌入的文件".into());
        }
        if !lower.ends_with(".xml") {
            continue;
        }
        let xml = pack.read(at)?;
        if lower == "ofd.xml" {
            author(&decode(&xml), &mut contents.traces);
        }
        let called = if lower.ends_with("content.xml") {
            pages += 1;
            format!("第{pages}页")
        } else if lower.contains("annot") {
            "批注".into()
        } else if lower == "ofd.xml" || lower.ends_with("document.xml") || lower.contains("customtag") || lower.contains("/tpls/") {
            "其他部分".into()
        } else {
            continue;
        };
        let text = passage(&text_objects(&decode(&xml)).into_bytes(), &called)?;
        length += text.text.len();
        if length > MOST_TEXT {
            return Err("里面的文字太多，不像是正常的文件");
        }
        if !text.text.is_empty() {
            contents.parts.push(text);
        }
    }
    contents.hidden.sort();
    contents.hidden.dedup();
    if pictures > 0 || !contents.parts.iter().any(|part| part.name.starts_with('第')) {
        contents.reading = Reading::NotByMachine;
    }
    Ok(contents)
}

/// The same markup, each text object a paragraph.
fn text_objects(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len() / 2);
    let mut open = false;
    for event in events(xml) {
        match event {
            Event::Open(tag)
                if matches!(tag.name, "TextCode" | "Title" | "Author" | "Subject" | "Keyword" | "CustomData" | "Parameter") =>
            {
                open = true;
            }
            Event::Close("TextCode") => open = false,
            Event::Close("TextObject" | "Title" | "Author" | "Subject" | "Keyword" | "CustomData" | "Parameter") => {
                open = false;
                out.push_str("<p/>");
            }
            Event::Text(text) if open => out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;")),
            _ => {}
        }
    }
    out
}

fn author(xml: &str, traces: &mut Vec<Trace>) {
    let mut open = false;
    for event in events(xml) {
        match event {
            Event::Open(tag) => open = tag.name == "Author",
            Event::Text(text) if open && !text.trim().is_empty() => {
                traces.push(Trace::Named("作者", text.trim().chars().take(60).collect()));
            }
            _ => open = false,
        }
    }
}
