//! Office files since 2007: everything in them, what their readers do not see too.

use std::collections::{BTreeMap, HashSet};

use crate::model::{Contents, Passage, Reading, Trace};

use super::flow::{Letters, flow};
use super::pack::Pack;
use super::page::{MOST_TEXT, Page};
use super::photo::traces;
use super::plain::decode;
use super::sheet::{Shared, day_styles, sheet};
use super::xml::{Event, events};

/// Reads an Office file.
///
/// # Errors
/// Why it cannot be read, for a clerk.
pub fn office(pack: &mut Pack<'_>) -> Result<Contents, &'static str> {
    let mut contents = Contents::default();
    let sheets = sheets(pack, &mut contents)?;
    let names: Vec<(usize, String)> = pack.names().map(|(at, name)| (at, name.to_string())).collect();
    let mut pictures = 0;
    let mut length: usize = contents.parts.iter().map(|part| part.text.len()).sum();
    for (at, name) in names {
        let lower = name.to_ascii_lowercase();
        if lower.ends_with("vbaproject.bin") {
            contents.hidden.push("宏".into());
        } else if lower.contains("/embeddings/") {
            contents.hidden.push("嵌入的文件".into());
        }
        if sheets.contains(&name) {
            continue;
        }
        if is_picture(&lower) {
            let bytes = pack.read(at)?;
            contents.traces.extend(traces(&bytes));
            pictures += usize::from(bytes.len() > LARGE_PICTURE);
            continue;
        }
        let Some(called) = part_name(&name) else { continue };
        let xml = decode(&pack.read(at)?);
        hidden(&name, &xml, &mut contents.hidden);
        let mut page = Page::default();
        if name.starts_with("docProps/") {
            properties(&xml, &mut page, &mut contents.traces);
        } else if name.ends_with(".rels") {
            targets(&xml, &mut page);
        } else {
            let marked = (name.starts_with("word/") || name.starts_with("ppt/")) && xml.contains(":t>");
            flow(events(&xml), if marked { Letters::Marked } else { Letters::Data }, &mut page);
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
    // Pictures of pages, pasted one below another.
    if pictures > 0 && length < SHORT_TEXT {
        contents.reading = Reading::NotByMachine;
    }
    Ok(contents)
}

/// From this size on, in bytes, a picture may be a page of text.
pub const LARGE_PICTURE: usize = 50_000;
/// A file with such pictures and with less text than this, in bytes, tells what it tells in pictures.
pub const SHORT_TEXT: usize = 300;

/// Whether a part is a picture that may have a camera's notes.
pub fn is_picture(name: &str) -> bool {
    [".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"].iter().any(|end| name.ends_with(end)) && !name.starts_with("docprops/")
}

/// A sheet as the workbook names it.
pub struct Listed {
    /// What people call it; empty for one that the workbook does not name.
    pub name: String,
    /// The part with its cells.
    pub part: String,
    /// Whether its reader does not see it.
    pub hidden: bool,
}

/// The sheets of a workbook in their order; `None` where there is no workbook.
pub fn listed(pack: &mut Pack<'_>) -> Result<Option<Vec<Listed>>, &'static str> {
    let Some(book) = pack.part("xl/workbook.xml")? else { return Ok(None) };
    let book = decode(&book);
    let rels = pack.part("xl/_rels/workbook.xml.rels")?.map(|xml| targets_by_id(&decode(&xml))).unwrap_or_default();
    let mut listed: Vec<Listed> = Vec::new();
    for event in events(&book) {
        if let Event::Open(tag) = event
            && tag.name == "sheet"
        {
            let part = tag.get("id").and_then(|id| rels.get(&*id)).cloned();
            let part = part.unwrap_or_else(|| format!("xl/worksheets/sheet{}.xml", listed.len() + 1));
            let hidden = tag.get("state").is_some_and(|state| state != "visible");
            listed.push(Listed { name: tag.get("name").unwrap_or_default().into_owned(), part, hidden });
        }
    }
    Ok(Some(listed))
}

/// Reads the sheets of a workbook in their order; gives the names of the parts that are dealt with.
fn sheets(pack: &mut Pack<'_>, contents: &mut Contents) -> Result<HashSet<String>, &'static str> {
    let mut done = HashSet::new();
    let Some(mut listed) = listed(pack)? else { return Ok(done) };
    let mut shared = pack.part("xl/sharedStrings.xml")?.map(|xml| Shared::read(&decode(&xml))).unwrap_or_default();
    let days = pack.part("xl/styles.xml")?.map(|xml| day_styles(&decode(&xml))).unwrap_or_default();
    // A sheet that the workbook does not list is still in the file.
    for (_, name) in pack.names().filter(|(_, name)| name.starts_with("xl/worksheets/") && name.ends_with(".xml")) {
        if !listed.iter().any(|sheet| sheet.part == name) {
            listed.push(Listed { name: String::new(), part: name.to_string(), hidden: false });
        }
    }
    let mut length = 0;
    for (number, Listed { name: called, part, hidden: is_hidden }) in listed.into_iter().enumerate() {
        let label = label(number + 1, &called);
        if is_hidden {
            contents.hidden.push(if label.ends_with('”') {
                format!("隐藏的工作表{}", quoted(&called))
            } else {
                "隐藏的工作表".into()
            });
        }
        if done.contains(&part) {
            continue;
        }
        let Some(xml) = pack.part(&part)? else { continue };
        let mut page = Page::default();
        let unseen = sheet(&decode(&xml), &mut shared, &days, &mut page);
        contents.hidden.extend(unseen.rows.then(|| "隐藏的行".to_string()));
        contents.hidden.extend(unseen.columns.then(|| "隐藏的列".to_string()));
        length += page.len();
        if page.is_full() || length > MOST_TEXT {
            return Err("里面的文字太多，不像是正常的文件");
        }
        contents.parts.push(page.finish(if is_hidden { format!("隐藏的{label}") } else { label }));
        done.insert(part);
    }
    let mut rest = Page::default();
    for text in shared.left_over() {
        rest.push(text);
        rest.end_line();
    }
    if rest.len() > 0 {
        contents.parts.push(rest.finish("删去的单元格留下的文字"));
    }
    done.extend(["xl/sharedStrings.xml", "xl/styles.xml"].map(String::from));
    Ok(done)
}

/// What people call a sheet: by its number, and by its name where somebody gave it one.
pub fn label(number: usize, name: &str) -> String {
    let given = name.trim_start_matches("Sheet").trim_start_matches("工作表").trim();
    if given.is_empty() || given.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("第{number}张工作表")
    } else {
        format!("第{number}张工作表{}", quoted(name))
    }
}

fn quoted(name: &str) -> String {
    format!("“{}”", name.chars().take(20).collect::<String>())
}

/// What people call a part; `None` for one that has no text of theirs.
fn part_name(name: &str) -> Option<String> {
    if !name.ends_with(".xml") && !name.ends_with(".rels") && !name.ends_with(".vml") {
        return None;
    }
    let file = name.rsplit('/').next().unwrap_or(name);
    let slide = name.strip_prefix("ppt/slides/slide").and_then(|rest| rest.strip_suffix(".xml")?.parse::<u32>().ok());
    let looks = ["styles", "theme", "fontTable", "numbering", "settings", "webSettings", "stylesWithEffects", "tableStyles"];
    if file.ends_with(".xml") && looks.iter().any(|look| file.starts_with(look)) || name.contains("/slideLayouts/") {
        return None;
    }
    Some(match (name, slide) {
        (_, Some(number)) => format!("第{number}张幻灯片"),
        ("word/document.xml", _) => "正文".into(),
        ("xl/workbook.xml", _) => "工作表名称".into(),
        _ if file.ends_with(".rels") => "链接".into(),
        _ if file.contains("omment") => "批注".into(),
        _ if name.starts_with("docProps/") => "文档属性".into(),
        _ if file.starts_with("header") || file.starts_with("footer") => "页眉页脚".into(),
        _ if file.starts_with("footnotes") || file.starts_with("endnotes") => "脚注".into(),
        _ if name.starts_with("ppt/notesSlides/") => "备注".into(),
        _ if name.starts_with("xl/pivotCache/") => "透视表的数据".into(),
        _ if name.starts_with("xl/externalLinks/") => "引用的别的表格".into(),
        _ if name.contains("/charts/") => "图表的数据".into(),
        _ if name.starts_with("word/") || name.starts_with("xl/") || name.starts_with("ppt/") => "其他部分".into(),
        _ if name.starts_with("customXml/") => "自定义数据".into(),
        _ => return None,
    })
}

fn hidden(name: &str, xml: &str, found: &mut Vec<String>) {
    let tags = [
        (name.starts_with("word/"), "<w:vanish", "隐藏的文字"),
        (name.starts_with("word/"), "<w:ins ", "修订痕迹"),
        (name.starts_with("word/"), "<w:del ", "修订痕迹"),
        (name.contains("omment"), "<w:comment ", "批注"),
        (name.contains("omment"), "<comment ", "批注"),
        (name.contains("omment"), "<p:cm ", "批注"),
        (name.contains("omment"), "<threadedComment ", "批注"),
        (name.starts_with("ppt/slides/"), " show=\"0\"", "隐藏的幻灯片"),
    ];
    found.extend(tags.iter().filter(|(here, tag, _)| *here && xml.contains(tag)).map(|(_, _, what)| (*what).to_string()));
    if name.starts_with("xl/pivotCache/pivotCacheRecords") && xml.contains("<r>") {
        found.push("透视表里的原始数据".into());
    }
    if name.starts_with("xl/externalLinks/") && xml.contains("<v>") {
        found.push("引用的别的表格里的数据".into());
    }
}

/// Reads document properties: as text, and those that name somebody.
pub fn properties(xml: &str, page: &mut Page, traces: &mut Vec<Trace>) {
    let mut open = "";
    for event in events(xml) {
        match event {
            Event::Open(tag) => open = tag.name,
            Event::Close(_) => open = "",
            Event::Text(text) if !text.trim().is_empty() => {
                page.push(text.trim());
                page.end_line();
                let label = match open {
                    "creator" | "initial-creator" => "作者",
                    "lastModifiedBy" => "最后修改的人",
                    "Manager" => "经理",
                    "Company" => "单位",
                    "printed-by" => "打印的人",
                    _ => continue,
                };
                traces.push(Trace::Named(label, text.trim().chars().take(60).collect()));
            }
            Event::Text(_) => {}
        }
    }
}

/// Where the relations of a part lead outside of the file.
fn targets(xml: &str, page: &mut Page) {
    for event in events(xml) {
        if let Event::Open(tag) = event
            && tag.get("TargetMode").is_some_and(|mode| mode == "External")
            && let Some(target) = tag.get("Target")
        {
            page.push(&target);
            page.end_line();
        }
    }
}

/// The parts that the relations of a workbook name, by their identifiers.
fn targets_by_id(xml: &str) -> BTreeMap<String, String> {
    let tags = events(xml).filter_map(|event| if let Event::Open(tag) = event { Some(tag) } else { None });
    tags.filter_map(|tag| {
        let (id, target) = (tag.get("Id")?.into_owned(), tag.get("Target")?);
        let whole = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_string);
        Some((id, whole))
    })
    .collect()
}

/// A passage of one part that is all markup.
pub fn passage(xml: &[u8], name: &str) -> Result<Passage, &'static str> {
    let mut page = Page::default();
    flow(events(&decode(xml)), Letters::Anywhere, &mut page);
    if page.is_full() { Err("里面的文字太多，不像是正常的文件") } else { Ok(page.finish(name)) }
}
