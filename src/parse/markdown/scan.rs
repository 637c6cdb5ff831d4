//! The body's headings and links, and its faults of form.

use std::collections::HashMap;

use memchr::memchr;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::diag::{Span, Spanned};
use crate::folder::RelPath;
use crate::model::{Body, Heading, Link, RawHtml, Table, Target, is_han};

use super::super::{faults, fields::Sink};
use super::html::html;
use super::raw_table::raw_tables;
use super::texts::Texts;
use super::{events, prepare, raw_html};

/// Reads the body that stands at `span` of the file.
pub fn scan(text: &str, span: Span, path: &RelPath, sink: &mut Sink<'_>) -> Body {
    let prepared = prepare(text, span);
    let mut body = Body { span, blank: true, ..Body::default() };
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut heading: Option<(u8, String, Span)> = None;
    let mut texts = Texts::default();
    let mut in_code = false;
    let mut code: Vec<Span> = Vec::new();
    let mut cell: Option<Spanned<String>> = None;
    let mut depth = 0_usize;
    let events = events(&prepared);
    for (event, at) in &events {
        let at = *at;
        texts.see(event, at, &mut body);
        match event {
            Event::Start(Tag::Heading { level, .. }) => heading = Some((*level as u8, String::new(), at)),
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, text, span)) = heading.take() {
                    let id = unique(anchor(&text), &mut ids);
                    body.headings.push(Heading { level, id, text, span });
                }
            }
            Event::Start(Tag::Table(_)) => body.tables.push(Table::default()),
            Event::Start(Tag::TableRow) => body.tables.last_mut().into_iter().for_each(|table| table.rows.push(Vec::new())),
            Event::Start(Tag::TableCell) => cell = Some(Spanned::new(String::new(), at)),
            Event::End(TagEnd::TableCell) => {
                if let (Some(cell), Some(table)) = (cell.take(), body.tables.last_mut()) {
                    table.rows.last_mut().unwrap_or(&mut table.head).push(cell);
                }
            }
            Event::Start(Tag::CodeBlock(_)) => {
                in_code = true;
                code.push(at);
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                body.links.push(link(path, &format!("mailto:{dest_url}"), false, at, sink));
            }
            Event::Start(Tag::Link { dest_url, .. }) => body.links.push(link(path, dest_url, false, at, sink)),
            Event::Start(Tag::Image { dest_url, .. }) => {
                body.blank = false;
                body.links.push(link(path, dest_url, true, at, sink));
            }
            Event::Text(words) => {
                body.blank = body.blank && words.trim().is_empty();
                if let Some((_, text, _)) = &mut heading {
                    text.push_str(words);
                }
                if let Some(cell) = &mut cell {
                    cell.value.push_str(words);
                }
                if !in_code {
                    stars(words, at, text, sink);
                }
            }
            Event::Code(words) => {
                body.blank = false;
                if let Some((_, text, _)) = &mut heading {
                    text.push_str(words);
                }
                if let Some(cell) = &mut cell {
                    cell.value.push_str(words);
                }
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                body.blank &= matches!(event, Event::InlineHtml(_));
                let html = at.of(text);
                depth = depth.saturating_add_signed(raw_html::opened(html));
                if depth > raw_html::DEEPEST && body.raw != RawHtml::Text {
                    body.raw = RawHtml::Text;
                    sink.add(
                        faults::RAW_HTML,
                        at,
                        "HTML代码一层套一层，太深了，整篇的HTML代码都按文字显示。",
                        "检查有没有漏写结束标签；表格和段落改用Markdown写。",
                    );
                }
                if body.raw != RawHtml::Text {
                    body.raw = RawHtml::Cleaned;
                    raw_html::remark(html, at, path, sink);
                }
            }
            _ => {}
        }
    }
    if body.raw == RawHtml::Cleaned {
        body.tables.extend(raw_tables(text, span, &code));
        body.tables.sort_by_key(|table| table.head.first().map(|cell| cell.span));
    }
    body.html = html(events.into_iter().map(|(event, _)| event).collect(), &body, prepared.text.len());
    body
}

fn link(path: &RelPath, destination: &str, image: bool, at: Span, sink: &mut Sink<'_>) -> Spanned<Link> {
    let target = Target::read(path, destination);
    if let Target::Unsafe(scheme) = &target {
        sink.add(
            faults::UNSAFE_LINK,
            at,
            format!("链接地址以“{scheme}:”开头，不能公开。"),
            "只能链接本栏目的文件，或者以 https://、http:// 开头的网址。",
        );
    }
    Spanned::new(Link { target, image, written: destination.to_string(), text: String::new() }, at)
}

/// Stars that stayed in the text: emphasis that did not come about.
fn stars(words: &str, at: Span, text: &str, sink: &mut Sink<'_>) {
    if memchr(b'*', words.as_bytes()).is_none() || !words.contains("**") {
        return;
    }
    let written = at.of(text);
    if written.contains("\\*") {
        return;
    }
    let Some(offset) = short_run(written) else { return };
    sink.add(
        faults::EMPHASIS,
        Span::new(at.start + offset, at.start + offset + 2),
        "这里的两个星号会原样显示，没有变成加粗。",
        "加粗要前后各写两个星号，星号与文字之间不留空格，例如“**注意**”；不要加粗的，在每个星号前加反斜杠。",
    );
}

/// Where two or three stars stand. More of them hide digits (35*************123), and those behind a surname that no name
/// follows hide a name (张**、李**): both are meant as they are.
fn short_run(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find("**") {
        let start = at + found;
        at = text.len() - text[start..].trim_start_matches('*').len();
        let hides_name = text[..start].chars().next_back().is_some_and(is_han) && !text[at..].chars().next().is_some_and(is_han);
        if at - start <= 3 && !hides_name {
            return Some(start);
        }
    }
    None
}

/// An anchor that a person can read: the heading's own words.
fn anchor(text: &str) -> String {
    let mut id = String::new();
    for c in text.trim().chars() {
        if is_han(c) || c.is_alphanumeric() || c == '_' {
            id.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && !id.ends_with('-') {
            id.push('-');
        }
    }
    if id.is_empty() { "section".to_string() } else { id }
}

fn unique(id: String, ids: &mut HashMap<String, usize>) -> String {
    let seen = ids.entry(id.clone()).or_insert(0);
    *seen += 1;
    if *seen == 1 { id } else { format!("{id}-{seen}") }
}
