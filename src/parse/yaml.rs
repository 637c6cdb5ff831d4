//! YAML text becomes a tree in which every node knows its place.

mod plain;

use std::borrow::Cow;

use serde_yaml::{Event, Options, Parser, Placement, ScalarStyle, ScanError};

use crate::diag::{Span, Spanned};

/// A node of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its byte range in the file.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a node is. Every scalar is text: what it means is for the field that it stands in.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Nothing was written.
    Null,
    /// A scalar.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping; a key that stands twice is here twice.
    Map(Vec<(Spanned<String>, Node)>),
    /// Something was written that could not be read. It has been reported: nothing more is said about it.
    Broken,
}

/// What was read besides the tree.
#[derive(Debug, Default)]
pub struct Aside {
    /// Comments behind a value on its own line, from the `#`.
    pub comments: Vec<Span>,
    /// Anchors, aliases and tags, which no file of the column may have.
    pub exotic: Vec<Span>,
}

/// Where and why the reader gave up.
#[derive(Debug)]
pub struct Fault {
    /// Byte offset in the file.
    pub at: usize,
    /// Why, for the clerk.
    pub reason: &'static str,
}

/// Reads `text`, which starts at byte `base` of its file, as one document.
///
/// # Errors
/// At the first place where it is not YAML.
pub fn read(text: &str, base: usize) -> Result<(Node, Aside), Fault> {
    match plain::read(text, base) {
        Some(node) => Ok((node, Aside::default())),
        None => read_any(text, base),
    }
}

/// The same, whatever stands in it.
fn read_any(text: &str, base: usize) -> Result<(Node, Aside), Fault> {
    let mut options = Options::default();
    options.flow_nesting_limit = 32;
    options.block_nesting_limit = 32;
    options.emit_unresolved_aliases = true;
    options.max_buffered_comment_events = 4096;
    let mut aside = Aside::default();
    let mut open: Vec<Frame> = Vec::new();
    let mut root = None;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, place) = event.map_err(|error| fault(&error, base))?;
        let byte = |marker: serde_yaml::Marker| marker.byte_offset().unwrap_or(0) + base;
        let span = Span::new(byte(place.start), byte(place.end));
        let node = match event {
            Event::Scalar(value, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    aside.exotic.push(span);
                }
                let null = style == ScalarStyle::Plain && matches!(value.as_ref(), "" | "~");
                let kind = match null {
                    true if anchor != 0 || tag.is_some() => Kind::Broken,
                    true => Kind::Null,
                    false => Kind::Text(visible(value)),
                };
                Some(Node { span, kind })
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                aside.exotic.push(span);
                Some(Node { span, kind: Kind::Broken })
            }
            Event::SequenceStart(_, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    aside.exotic.push(span);
                }
                open.push(Frame::List(span.start, Vec::new()));
                None
            }
            Event::MappingStart(_, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    aside.exotic.push(span);
                }
                open.push(Frame::Map(span.start, Vec::new(), None));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|frame| frame.close(span.end)),
            Event::Comment(_, placement) => {
                if matches!(placement, Placement::Right) {
                    aside.comments.push(span);
                }
                None
            }
            _ => None,
        };
        if let Some(node) = node {
            match open.last_mut() {
                Some(frame) => frame.add(node),
                None => {
                    root.get_or_insert(node);
                }
            }
        }
    }
    let root = root.unwrap_or(Node { span: Span::new(base, base), kind: Kind::Null });
    Ok((root, aside))
}

fn fault(error: &ScanError, base: usize) -> Fault {
    Fault { at: base + error.marker().byte_offset().unwrap_or(0), reason: reason(&error.info()) }
}

/// The reader's English words in the clerk's terms.
fn reason(info: &str) -> &'static str {
    const REASONS: &[(&str, &str)] = &[
        ("tab", TAB),
        ("quote", "引号没有成对"),
        ("bracket", "括号没有成对"),
        ("flow", "括号没有成对，或者括号里缺少英文逗号"),
        ("mapping values", "多了一个英文冒号，或者缩进没有对齐"),
        ("':'", "键的后面缺少英文冒号和空格"),
        ("simple key", "键的后面缺少英文冒号和空格"),
        ("indent", "缩进没有对齐"),
        ("block", "缩进没有对齐"),
        ("document", "缩进没有对齐，或者键的后面缺少英文冒号和空格"),
        ("limit", "一层套一层，套得太深"),
    ];
    REASONS.iter().find(|(word, _)| info.contains(word)).map_or("写法不合格式", |(_, reason)| reason)
}

/// The reason of a fault that is a tab.
pub const TAB: &str = "缩进用了制表符（Tab）";

/// Whether a character has neither looks nor width: what comes along when text is pasted.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn visible(text: Cow<'_, str>) -> String {
    if text.contains(is_invisible) { text.chars().filter(|c| !is_invisible(*c)).collect() } else { text.into_owned() }
}

/// A collection that is being read: where it starts, and what it has so far.
enum Frame {
    List(usize, Vec<Node>),
    Map(usize, Vec<(Spanned<String>, Node)>, Option<Spanned<String>>),
}

impl Frame {
    fn add(&mut self, node: Node) {
        match self {
            Frame::List(_, nodes) => nodes.push(node),
            Frame::Map(_, _, key @ None) => {
                let text = match node.kind {
                    Kind::Text(text) => text,
                    _ => String::new(),
                };
                *key = Some(Spanned::new(text, node.span));
            }
            Frame::Map(_, entries, key) => {
                if let Some(key) = key.take() {
                    entries.push((key, node));
                }
            }
        }
    }

    fn close(self, end: usize) -> Node {
        match self {
            Frame::List(start, nodes) => {
                Node { span: Span::new(start, nodes.last().map_or(end, |node| node.span.end.max(start))), kind: Kind::List(nodes) }
            }
            Frame::Map(start, entries, _) => {
                let end = entries.last().map_or(end, |(_, node)| node.span.end);
                Node { span: Span::new(start, end), kind: Kind::Map(entries) }
            }
        }
    }
}
