//! Word files: paragraphs with their automatic numbers, headings, tables, notes, boxes, pictures; of tracked changes what was put in.

mod numbering;
mod run;
mod styles;
mod table;

use std::collections::BTreeMap;

use crate::parse::attachment::pack::Pack;
use crate::parse::attachment::plain::decode;
use crate::parse::attachment::xml::{Event, Events, events};

use super::document::{Block, Document, Inline, joined, lines, plain};
use super::hostile;
use numbering::{Label, Numbering};
use styles::{Properties, Styles};

/// How deep boxes and tables may stand in one another.
const DEEPEST: usize = 12;
/// The most that is read of a document, in bytes of text.
const MOST_TEXT: usize = 8 * 1024 * 1024;

/// Reads a Word file.
///
/// # Errors
/// Why it cannot be read, for a clerk.
pub fn word(pack: &mut Pack<'_>) -> Result<Document, &'static str> {
    let main = main_part(pack)?;
    let xml = text(pack, &main)?.ok_or("文件不完整：没有正文")?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let rels = text(pack, &format!("{folder}/_rels/{file}.rels"))?.map(|xml| relations(&xml)).unwrap_or_default();
    let styles = text(pack, &format!("{folder}/styles.xml"))?.map(|xml| Styles::read(&xml)).unwrap_or_default();
    let numbering = text(pack, &format!("{folder}/numbering.xml"))?.map(|xml| Numbering::read(&xml)).unwrap_or_default();
    let mut walk = Walk { styles, numbering, rels, folder: folder.to_string(), ..Walk::default() };
    for (part, tag) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        if let Some(xml) = text(pack, &format!("{folder}/{part}.xml"))? {
            walk.read_notes(&xml, tag);
        }
    }
    let mut blocks = walk.blocks(&mut events(&xml), "body", 0);
    walk.load_pictures(pack)?;
    walk.told(pack, folder)?;
    if walk.length > MOST_TEXT {
        return Err("里面的文字太多，不像是正常的文件");
    }
    blocks.retain(|block| !matches!(block, Block::Table(table) if table.rows.is_empty()));
    walk.document.blocks = blocks;
    Ok(Document { kind: "Word文档".into(), ..walk.document })
}

/// The part with the body, as the relations of the whole file name it.
fn main_part(pack: &mut Pack<'_>) -> Result<String, &'static str> {
    let rels = text(pack, "_rels/.rels")?.unwrap_or_default();
    let named = events(&rels).find_map(|event| match event {
        Event::Open(tag) if tag.get("Type").is_some_and(|kind| kind.ends_with("/officeDocument")) => {
            tag.get("Target").map(|target| target.into_owned())
        }
        _ => None,
    });
    Ok(named.map_or_else(|| "word/document.xml".into(), |target| target.trim_start_matches('/').to_string()))
}

fn text(pack: &mut Pack<'_>, part: &str) -> Result<Option<String>, &'static str> {
    let Some(bytes) = pack.part(part)? else { return Ok(None) };
    let xml = decode(&bytes);
    if hostile::defines(&xml) { Err(hostile::DEFINES) } else { Ok(Some(xml)) }
}

/// Where the relations of a part lead, by their identifiers.
fn relations(xml: &str) -> BTreeMap<String, String> {
    let tags = events(xml).filter_map(|event| if let Event::Open(tag) = event { Some(tag) } else { None });
    tags.filter_map(|tag| Some((tag.get("Id")?.into_owned(), tag.get("Target")?.into_owned()))).collect()
}

#[derive(Default)]
struct Walk {
    styles: Styles,
    numbering: Numbering,
    rels: BTreeMap<String, String>,
    folder: String,
    document: Document,
    /// The notes by the kind and the identifier of their marks.
    notes: BTreeMap<String, Vec<Inline>>,
    /// Blocks that stand in boxes beside the paragraph that is read.
    boxed: Vec<Block>,
    seen: Seen,
    length: usize,
}

/// What of the file is said rather than taken.
#[derive(Default)]
struct Seen {
    inserted: usize,
    deleted: usize,
    deleted_letters: usize,
    hidden_letters: usize,
    comments: usize,
    boxes: usize,
    nested: usize,
    objects: usize,
    drawn: usize,
    in_tables: usize,
}

impl Walk {
    /// The blocks up to the end of the element `end`.
    fn blocks(&mut self, events: &mut Events<'_>, end: &str, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(event) = events.next() {
            match event {
                Event::Close(name) if name == end => break,
                Event::Open(tag) => match tag.name {
                    "p" => blocks.extend(self.paragraph(events, depth)),
                    "tbl" if depth < DEEPEST => blocks.extend(self.table(events, depth)),
                    "del" | "moveFrom" => self.deleted(events, tag.name),
                    "ins" => self.seen.inserted += 1,
                    name if run::is_aside(name) => run::skip(events, name),
                    _ => {}
                },
                _ => {}
            }
            if self.length > MOST_TEXT {
                break;
            }
        }
        blocks
    }

    /// A paragraph, and what stands in boxes at it.
    fn paragraph(&mut self, events: &mut Events<'_>, depth: usize) -> Vec<Block> {
        let mut properties = Properties::default();
        let mut inlines = Vec::new();
        let mut link: Option<String> = None;
        let outer = std::mem::take(&mut self.boxed);
        while let Some(event) = events.next() {
            match event {
                Event::Close("p") => break,
                Event::Close("hyperlink") => link = None,
                Event::Open(tag) => match tag.name {
                    "pPr" => properties = Properties::read(events),
                    "r" => self.run(events, &mut inlines, link.as_deref(), depth),
                    "hyperlink" => link = tag.get("id").and_then(|id| self.rels.get(&*id).cloned()),
                    "del" | "moveFrom" => self.deleted(events, tag.name),
                    "ins" => self.seen.inserted += 1,
                    name if run::is_aside(name) => run::skip(events, name),
                    _ => {}
                },
                _ => {}
            }
        }
        let boxed = std::mem::replace(&mut self.boxed, outer);
        let mut blocks = self.lines_of(inlines, &properties);
        blocks.extend(boxed);
        blocks
    }

    /// The blocks that the letters of a paragraph make.
    fn lines_of(&mut self, inlines: Vec<Inline>, properties: &Properties) -> Vec<Block> {
        let inlines = joined(inlines);
        self.length += plain(&inlines).len();
        if inlines.is_empty() {
            return Vec::new();
        }
        let style = properties.style.as_deref();
        let number = properties.number.clone().or_else(|| self.styles.number(style));
        let label = number.and_then(|(list, level)| self.numbering.next(&list, level).map(|label| (label, level)));
        let level = properties.outline.or_else(|| self.styles.level(style)).filter(|level| *level == 0 || is_heading(&plain(&inlines)));
        let mut blocks = Vec::new();
        for (at, mut line) in lines(inlines).into_iter().enumerate() {
            match &label {
                Some((Label::Text(label), _)) if at == 0 => line.insert(0, Inline::Text(label.clone())),
                Some((Label::Bullet, depth)) if level.is_none() => {
                    blocks.push(Block::Bullet(*depth, line));
                    continue;
                }
                _ => {}
            }
            let line = joined(line);
            blocks.push(match level {
                Some(level) => Block::Heading(level, line),
                None => Block::Paragraph(line, properties.align),
            });
        }
        blocks
    }
}

/// Whether a paragraph that is styled as a heading may be one: short, and no sentence.
fn is_heading(text: &str) -> bool {
    text.chars().count() <= 60 && !text.ends_with(['。', '；', '，'])
}
