//! What the styles and the properties of a Word file say of a paragraph: its level, its list, where it stands.

use std::collections::BTreeMap;

use crate::parse::attachment::xml::{Event, Events, events};

use super::super::document::Align;
use super::run::{is_aside, skip};

/// How many styles may be based on one another.
const LONGEST_CHAIN: usize = 12;

/// What a paragraph's properties say.
#[derive(Clone, Debug, Default)]
pub struct Properties {
    /// The identifier of its style.
    pub style: Option<String>,
    /// The list it is in, and its level there, from 0.
    pub number: Option<(String, usize)>,
    /// Its outline level, 1 the highest; 0 for a title.
    pub outline: Option<u8>,
    /// Where it stands.
    pub align: Align,
}

impl Properties {
    /// Reads them up to the end of `pPr`.
    pub fn read(events: &mut Events<'_>) -> Properties {
        let mut properties = Properties::default();
        let (mut list, mut level) = (None, 0);
        while let Some(event) = events.next() {
            match event {
                Event::Close("pPr") => break,
                Event::Open(tag) => match tag.name {
                    "pStyle" => properties.style = tag.get("val").map(Into::into),
                    "numId" => list = tag.get("val").map(|val| val.into_owned()),
                    "ilvl" => level = tag.get("val").and_then(|val| val.parse().ok()).unwrap_or(0),
                    "outlineLvl" => properties.outline = tag.get("val").and_then(|val| outline(&val)),
                    "jc" => {
                        properties.align = match tag.get("val").as_deref() {
                            Some("center") => Align::Center,
                            Some("right" | "end") => Align::End,
                            _ => Align::Start,
                        }
                    }
                    "rPr" | "sectPr" => skip(events, tag.name),
                    name if is_aside(name) => skip(events, name),
                    _ => {}
                },
                _ => {}
            }
        }
        properties.number = list.map(|list| (list, level));
        properties
    }
}

/// Levels as the file counts them, from 0; the tenth is that of plain text.
fn outline(val: &str) -> Option<u8> {
    val.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1)
}

/// A style.
#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    properties: Properties,
}

/// The styles of paragraphs, by their identifiers.
#[derive(Default)]
pub struct Styles(BTreeMap<String, Style>);

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(xml: &str) -> Styles {
        let mut styles = BTreeMap::new();
        let mut events = events(xml);
        let mut open: Option<(String, Style)> = None;
        while let Some(event) = events.next() {
            match event {
                Event::Open(tag) if tag.name == "style" => {
                    open = tag.get("styleId").map(|id| (id.into_owned(), Style::default()));
                }
                Event::Close("style") => styles.extend(open.take()),
                Event::Open(tag) => {
                    let Some((_, style)) = &mut open else { continue };
                    match tag.name {
                        "name" => style.name = tag.get("val").unwrap_or_default().to_lowercase().replace(' ', ""),
                        "basedOn" => style.based_on = tag.get("val").map(Into::into),
                        "pPr" => style.properties = Properties::read(&mut events),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        Styles(styles)
    }

    /// The level of headings in a style: 0 is the title of the whole.
    pub fn level(&self, style: Option<&str>) -> Option<u8> {
        self.chain(style).find_map(|(id, style)| {
            let name = if style.name.is_empty() { id.to_lowercase() } else { style.name.clone() };
            let numbered = ["heading", "标题"].iter().find_map(|word| name.strip_prefix(word)?.parse::<u8>().ok());
            match name.as_str() {
                "title" | "标题" => Some(0),
                _ => style.properties.outline.or(numbered.filter(|level| (1..=9).contains(level))),
            }
        })
    }

    /// The list that a style numbers its paragraphs in.
    pub fn number(&self, style: Option<&str>) -> Option<(String, usize)> {
        self.chain(style).find_map(|(_, style)| style.properties.number.clone())
    }

    fn chain<'s>(&'s self, style: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = style.and_then(|id| Some((id, self.0.get(id)?)));
        let next = |(_, style): &(&'s str, &'s Style)| {
            let id = style.based_on.as_deref()?;
            Some((id, self.0.get(id)?))
        };
        std::iter::successors(first, next).take(LONGEST_CHAIN)
    }
}
