//! The letters of a Word file, and what stands among them: notes, pictures, boxes, what was deleted and what is hidden.

use crate::parse::attachment::office::is_picture;
use crate::parse::attachment::pack::Pack;
use crate::parse::attachment::plain::decode;
use crate::parse::attachment::xml::{Event, Events, Tag, events};

use super::super::document::{Inline, Picture, joined, plain};
use super::{DEEPEST, Walk};

/// The most pictures that are taken.
const MOST_PICTURES: usize = 500;
/// The largest picture that is taken, in bytes.
const LARGEST_PICTURE: usize = 20 * 1024 * 1024;

impl Walk {
    /// The letters of a run.
    pub fn run(&mut self, events: &mut Events<'_>, to: &mut Vec<Inline>, link: Option<&str>, depth: usize) {
        let mut hidden = false;
        while let Some(event) = events.next() {
            match event {
                Event::Close("r") => break,
                Event::Open(tag) => match tag.name {
                    "rPr" => hidden = is_hidden(events),
                    "t" => {
                        let text = letters(events, "t");
                        self.letters(to, link, &text, hidden);
                    }
                    "tab" | "ptab" => self.letters(to, link, " ", hidden),
                    "br" if tag.get("type").is_none_or(|kind| kind == "textWrapping") => to.push(Inline::Break),
                    "cr" => to.push(Inline::Break),
                    "noBreakHyphen" => self.letters(to, link, "-", hidden),
                    "sym" => self.letters(to, link, symbol(&tag), hidden),
                    "footnoteReference" | "endnoteReference" => to.extend(self.note(&tag)),
                    "commentReference" => self.seen.comments += 1,
                    "drawing" | "pict" | "object" => to.extend(self.drawing(events, tag.name, depth)),
                    // A run below a run: what a ruby stands over.
                    "r" if depth < DEEPEST => self.run(events, to, link, depth + 1),
                    "delText" | "instrText" | "rt" => skip(events, tag.name),
                    name if is_aside(name) => skip(events, name),
                    _ => {}
                },
                _ => {}
            }
        }
    }

    fn letters(&mut self, to: &mut Vec<Inline>, link: Option<&str>, text: &str, hidden: bool) {
        match (hidden, link) {
            (true, _) => self.seen.hidden_letters += counted(text),
            (_, Some(link)) => to.push(Inline::Link(text.into(), link.into())),
            _ => to.push(Inline::Text(text.into())),
        }
    }

    /// Passes over what was deleted, and counts it.
    pub fn deleted(&mut self, events: &mut Events<'_>, name: &str) {
        let text = letters_within(events, name);
        self.seen.deleted += 1;
        self.seen.deleted_letters += counted(&text);
    }

    fn note(&mut self, tag: &Tag<'_>) -> Option<Inline> {
        let id = format!("{}{}", tag.name.trim_end_matches("Reference"), tag.get("id")?);
        let note = self.notes.remove(&id)?;
        self.document.notes.push(note);
        Some(Inline::Note(self.document.notes.len() - 1))
    }

    /// Reads the notes of a part; those that are only lines between text and notes have a type.
    pub fn read_notes(&mut self, xml: &str, kind: &str) {
        let mut events = events(xml);
        while let Some(event) = events.next() {
            let Event::Open(tag) = event else { continue };
            if tag.name != kind {
                continue;
            }
            let id = tag.get("id").unwrap_or_default().into_owned();
            let is_text = tag.get("type").is_none_or(|kind| kind == "normal");
            let blocks = self.blocks(&mut events, kind, 1);
            let mut note = Vec::new();
            for block in blocks {
                if !note.is_empty() {
                    note.push(Inline::Text(" ".into()));
                }
                note.extend(block.inlines().iter().filter(|inline| !matches!(inline, Inline::Break | Inline::Note(_))).cloned());
            }
            let note = joined(note);
            if is_text && !plain(&note).is_empty() {
                self.notes.insert(format!("{kind}{id}"), note);
            }
        }
    }

    /// What is drawn: pictures, and boxes with text. A box is a block of its own behind the paragraph.
    fn drawing(&mut self, events: &mut Events<'_>, end: &str, depth: usize) -> Vec<Inline> {
        let (mut alt, mut found, mut box_here) = (String::new(), Vec::new(), false);
        while let Some(event) = events.next() {
            match event {
                Event::Close(name) if name == end => break,
                Event::Open(tag) => match tag.name {
                    "docPr" => {
                        alt = ["descr", "title"]
                            .iter()
                            .filter_map(|name| tag.get(name))
                            .find(|alt| !alt.trim().is_empty())
                            .unwrap_or_default()
                            .into_owned();
                    }
                    "blip" | "imagedata" => {
                        let id = ["embed", "link", "id"].iter().find_map(|name| tag.get(name));
                        let target = id.and_then(|id| self.rels.get(&*id).cloned());
                        match target {
                            Some(target) if self.document.pictures.len() < MOST_PICTURES => {
                                self.document.pictures.push(Picture { alt: alt.trim().to_string(), href: target, ..Picture::default() });
                                found.push(Inline::Picture(self.document.pictures.len() - 1));
                            }
                            _ => self.seen.drawn += 1,
                        }
                    }
                    "txbxContent" if depth < DEEPEST => {
                        box_here = true;
                        let blocks = self.blocks(events, "txbxContent", depth + 1);
                        self.seen.boxes += usize::from(!blocks.is_empty());
                        self.boxed.extend(blocks);
                    }
                    "OLEObject" => self.seen.objects += 1,
                    "chart" | "relIds" => self.seen.drawn += 1,
                    name if is_aside(name) => skip(events, name),
                    _ => {}
                },
                _ => {}
            }
        }
        let _ = box_here;
        found
    }

    /// Puts the bytes to the pictures of the file.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn load_pictures(&mut self, pack: &mut Pack<'_>) -> Result<(), &'static str> {
        for picture in &mut self.document.pictures {
            let part = picture.href.strip_prefix('/').map_or_else(|| format!("{}/{}", self.folder, picture.href), str::to_string);
            let lower = part.to_ascii_lowercase();
            picture.extension = lower.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_string());
            let shown = is_picture(&lower) || lower.ends_with(".gif") || lower.ends_with(".bmp");
            picture.bytes = pack.part(&part)?.filter(|bytes| shown && bytes.len() <= LARGEST_PICTURE);
        }
        Ok(())
    }

    /// Says what the file has besides: what was put in and taken out, comments, boxes, headers.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn told(&mut self, pack: &mut Pack<'_>, folder: &str) -> Result<(), &'static str> {
        let seen = std::mem::take(&mut self.seen);
        let (remarks, left) = (&mut self.document.remarks, &mut self.document.left_out);
        let comments = match pack.part(&format!("{folder}/comments.xml"))? {
            Some(xml) => events(&decode(&xml)).filter(|event| matches!(event, Event::Open(tag) if tag.name == "comment")).count(),
            None => seen.comments,
        };
        if seen.inserted > 0 {
            remarks.push(format!("修订里插入的文字取了（{}处），核对是不是都接受", seen.inserted));
        }
        if seen.boxes > 0 {
            remarks.push(format!("文本框里的文字放在所在段落后面（{}个），核对位置", seen.boxes));
        }
        if seen.nested > 0 {
            remarks.push(format!("表格里套着的表格成了单元格里的文字（{}个）", seen.nested));
        }
        if seen.in_tables > 0 {
            remarks.push(format!("表格里的图片放在表格后面（{}张）", seen.in_tables));
        }
        if seen.deleted > 0 {
            left.push(format!("修订里删除的文字（{}处，{}字）", seen.deleted, seen.deleted_letters));
        }
        if seen.hidden_letters > 0 {
            left.push(format!("隐藏的文字（{}字）", seen.hidden_letters));
        }
        if comments > 0 {
            left.push(format!("批注（{comments}条）"));
        }
        if seen.objects > 0 {
            left.push(format!("嵌入的文件（{}个）", seen.objects));
        }
        if seen.drawn > 0 {
            left.push(format!("图形、图表（{}个）", seen.drawn));
        }
        let names: Vec<(usize, String)> = pack.names().map(|(at, name)| (at, name.to_string())).collect();
        let mut around = 0;
        for (at, name) in &names {
            let file = name.rsplit('/').next().unwrap_or(name);
            if name.to_ascii_lowercase().ends_with("vbaproject.bin") {
                left.push("宏".into());
            } else if file.ends_with(".xml") && (file.starts_with("header") || file.starts_with("footer")) {
                around += counted(&letters_within(&mut events(&decode(&pack.read(*at)?)), ""));
            }
        }
        if around > 0 {
            left.push(format!("页眉页脚（{around}字）"));
        }
        let missing = self.document.pictures.iter().filter(|picture| picture.bytes.is_none()).count();
        if missing > 0 {
            left.push(format!("取不出来的图片（{missing}张）：在Word里另存为图片，再放进来"));
        }
        Ok(())
    }
}

/// How many letters a text has that are seen.
fn counted(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Whether an element holds no content: properties as they were before a change, settings of controls, what old programs show.
pub fn is_aside(name: &str) -> bool {
    name.ends_with("Change") || matches!(name, "sdtPr" | "sdtEndPr" | "Fallback" | "sectPr" | "tblPr" | "tblGrid")
}

/// Passes over an element that was opened.
pub fn skip(events: &mut Events<'_>, name: &str) {
    let mut open = 1_usize;
    for event in events {
        match event {
            Event::Open(tag) if tag.name == name => open += 1,
            Event::Close(close) if close == name => open -= 1,
            _ => {}
        }
        if open == 0 {
            return;
        }
    }
}

/// The text up to the end of an element that holds nothing else.
fn letters(events: &mut Events<'_>, end: &str) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(said) => text.push_str(&said),
            Event::Close(name) if name == end => break,
            _ => {}
        }
    }
    text
}

/// All letters in an element, deleted ones too.
fn letters_within(events: &mut Events<'_>, name: &str) -> String {
    let (mut text, mut open, mut marked) = (String::new(), 1_usize, false);
    for event in events {
        match event {
            Event::Open(tag) if tag.name == name => open += 1,
            Event::Open(tag) => marked = matches!(tag.name, "t" | "delText"),
            Event::Close(close) if close == name => open -= 1,
            Event::Close(_) => marked = false,
            Event::Text(said) if marked => text.push_str(&said),
            Event::Text(_) => {}
        }
        if open == 0 {
            break;
        }
    }
    text
}

/// Whether the properties of a run hide it.
fn is_hidden(events: &mut Events<'_>) -> bool {
    let mut hidden = false;
    while let Some(event) = events.next() {
        match event {
            Event::Close("rPr") => break,
            Event::Open(tag) if tag.name == "vanish" => hidden = tag.get("val").is_none_or(|val| !matches!(&*val, "0" | "false" | "off")),
            Event::Open(tag) if is_aside(tag.name) => skip(events, tag.name),
            _ => {}
        }
    }
    hidden
}

/// Boxes and ticks of symbol fonts as the characters that they look like.
fn symbol(tag: &Tag<'_>) -> &'static str {
    match tag.get("char").map(|code| code.to_ascii_uppercase()).as_deref() {
        Some("F0FE" | "F052" | "00FE" | "0052") => "☑",
        Some("F0FC" | "00FC" | "F050") => "√",
        Some("F0A8" | "F06F" | "00A8" | "F071" | "F0A3") => "□",
        Some("F06E" | "F0A7") => "■",
        Some("F0B7" | "F06C") => "●",
        Some("F0E0") => "→",
        _ => "〓",
    }
}
