//! PDF: the letters of its pages as lines and tables, its comments and forms, and whether it is a scan.

mod content;
mod file;
mod font;
mod lines;
mod object;

use std::collections::BTreeSet;

use crate::model::{Contents, Reading, Trace};

use self::content::{Fonts, OPERATORS, Reader};
use self::file::Objects;
use self::object::{Dict, Value};
use super::page::{MOST_TEXT, Page};
use super::plain::{gbk, utf16};

/// The most pages that are read.
const PAGES: usize = 3_000;
/// How deep the tree of pages may be.
const DEPTH: usize = 32;
/// A picture that covers more of a page than this may be a scan.
const COVERED: f64 = 0.3;
/// Letters that nobody knows: more than one in so many, and a person must look.
const UNKNOWN: usize = 50;
/// The area of an A4 page, in points.
const A4: f64 = 595.0 * 842.0;

/// A page, with what it has from the tree above it.
struct Leaf {
    dict: Dict,
    resources: Dict,
    area: f64,
}

/// Reads a PDF file.
///
/// # Errors
/// Why it cannot be read, for a clerk.
pub fn pdf(bytes: &[u8]) -> Result<Contents, &'static str> {
    let mut file = Objects::open(bytes)?;
    let pages = pages(&file);
    if pages.is_empty() {
        return Err("文件不完整，找不到页面");
    }
    let mut contents = Contents::default();
    if pages.len() > PAGES {
        contents.reading = Reading::NotByMachine;
    }
    let (mut fonts, mut left, mut length) = (Fonts::new(), OPERATORS, 0);
    let (mut letters, mut unknown) = (0, 0);
    for (number, leaf) in pages.iter().take(PAGES).enumerate() {
        let content = page_content(&mut file, &leaf.dict)?;
        let mut reader = Reader { file: &mut file, fonts: &mut fonts, left: &mut left, written: content::Written::default() };
        reader.page(&content, &leaf.resources)?;
        let written = reader.written;
        (letters, unknown) = (letters + written.letters, unknown + written.unknown);
        if written.letters == 0 && !content.is_empty() || written.picture > COVERED * leaf.area {
            contents.reading = Reading::NotByMachine;
        }
        let mut page = Page::default();
        lines::write(written.pieces, &mut page);
        length += page.len();
        if page.is_full() || length > MOST_TEXT {
            return Err("里面的文字太多，不像是正常的文件");
        }
        if page.len() > 0 {
            contents.parts.push(page.finish(format!("第{}页", number + 1)));
        }
    }
    if letters == 0 || unknown * UNKNOWN > letters {
        contents.reading = Reading::NotByMachine;
    }
    beside(&file, &mut contents);
    Ok(contents)
}

/// The pages in their order; of a file whose tree is broken, in the order of their numbers.
fn pages(file: &Objects<'_>) -> Vec<Leaf> {
    let root = file.trailers.iter().map(|trailer| file.get(trailer, "Root")).find_map(Value::dict);
    let catalogue = |value: &'_ Value| value.dict().is_some_and(|dict| file.get(dict, "Type").name() == Some("Catalog"));
    let root =
        root.or_else(|| file.objects.values().rev().map(|object| &object.value).find(|value| catalogue(value)).and_then(Value::dict));
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    if let Some(tree) = root.and_then(|root| root.get("Pages")) {
        walk(file, tree, (&Dict::new(), A4), &mut seen, &mut found, DEPTH);
    }
    if found.is_empty() {
        let all = file.objects.values().filter_map(|object| object.value.dict());
        for dict in all.filter(|dict| file.get(dict, "Type").name() == Some("Page")) {
            let resources = file.get(dict, "Resources").dict().cloned().unwrap_or_default();
            found.push(Leaf { dict: dict.clone(), resources, area: A4 });
        }
    }
    found
}

fn walk(file: &Objects<'_>, node: &Value, above: (&Dict, f64), seen: &mut BTreeSet<u32>, found: &mut Vec<Leaf>, depth: usize) {
    if let Value::Ref(number) = node
        && !seen.insert(*number)
    {
        return;
    }
    let Some(dict) = file.resolve(node).dict().filter(|_| depth > 0 && found.len() <= PAGES) else { return };
    let resources = file.get(dict, "Resources").dict().unwrap_or(above.0);
    let area = file.get(dict, "MediaBox").list().and_then(|list| area(file, list)).unwrap_or(above.1);
    match file.get(dict, "Kids").list() {
        Some(kids) => kids.iter().for_each(|kid| walk(file, kid, (resources, area), seen, found, depth - 1)),
        None => found.push(Leaf { dict: dict.clone(), resources: resources.clone(), area }),
    }
}

fn area(file: &Objects<'_>, list: &[Value]) -> Option<f64> {
    let side = |at: usize| list.get(at).and_then(|value| file.resolve(value).number());
    let area = ((side(2)? - side(0)?) * (side(3)? - side(1)?)).abs();
    (area.is_finite() && area > 1.0).then_some(area)
}

/// The operators of a page, which may stand in several streams.
fn page_content(file: &mut Objects<'_>, dict: &Dict) -> Result<Vec<u8>, &'static str> {
    let Some(contents) = dict.get("Contents").cloned() else { return Ok(Vec::new()) };
    let parts = match file.resolve(&contents) {
        Value::List(list) => list.clone(),
        _ => vec![contents],
    };
    let mut all = Vec::new();
    for part in &parts {
        all.extend(file.stream(part)?.unwrap_or_default());
        all.push(b'\n');
    }
    Ok(all)
}

/// What stands beside the pages: comments, forms, properties, bookmarks, files.
fn beside(file: &Objects<'_>, contents: &mut Contents) {
    let (mut notes, mut forms, mut marks) = (Page::default(), Page::default(), Page::default());
    let line = |page: &mut Page, value: &Value| {
        if let Some(text) = value.text().map(string).filter(|text| !text.trim().is_empty()) {
            page.push(&text);
            page.end_line();
        }
    };
    for dict in file.objects.values().filter_map(|object| object.value.dict()) {
        if file.get(dict, "Subtype").name().is_some() && dict.contains_key("Rect") {
            line(&mut notes, file.get(dict, "Contents"));
            if let Some(action) = file.get(dict, "A").dict() {
                line(&mut marks, file.get(action, "URI"));
            }
        }
        if dict.contains_key("FT") {
            line(&mut forms, file.get(dict, "V"));
        }
        if dict.contains_key("Parent") && !dict.contains_key("Kids") {
            line(&mut marks, file.get(dict, "Title"));
        }
        if file.get(dict, "Type").name() == Some("Filespec") && dict.contains_key("EF") {
            contents.hidden.push("嵌入的文件".into());
        }
    }
    let info = file.trailers.iter().map(|trailer| file.get(trailer, "Info")).find_map(Value::dict);
    let mut properties = Page::default();
    for key in ["Title", "Subject", "Keywords", "Author"] {
        if let Some(value) = info.map(|info| file.get(info, key)) {
            line(&mut properties, value);
            if let Some(text) = value.text().map(string).filter(|text| key == "Author" && !text.trim().is_empty()) {
                contents.traces.push(Trace::Named("作者", text.trim().chars().take(60).collect()));
            }
        }
    }
    if notes.len() > 0 {
        contents.hidden.push("批注".into());
    }
    contents.hidden.dedup();
    let parts = [(notes, "批注"), (forms, "填写的表单"), (marks, "书签和链接"), (properties, "文档属性")];
    contents.parts.extend(parts.into_iter().filter(|(page, _)| page.len() > 0).map(|(page, name)| page.finish(name)));
}

/// A text string: UTF-16 with its mark, UTF-8 with its mark, or bytes.
fn string(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        bytes => std::str::from_utf8(bytes).map_or_else(|_| gbk(bytes), str::to_string),
    };
    text.trim_matches(['\0', '\u{feff}']).to_string()
}
