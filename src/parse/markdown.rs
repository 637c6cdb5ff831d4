//! Markdown as Chinese officials write it: the body's HTML, its headings and links, and what is wrong with it.

mod html;
mod letter;
mod prepare;
pub mod raw_html;
mod raw_table;
mod scan;
mod texts;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::diag::Span;

use prepare::{Prepared, SENTINEL, is_cjk, prepare};
pub use scan::scan;

/// What the Markdown of an item may use besides the basics.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_DEFINITION_LIST
}

/// About how much text an event stands for.
const BYTES_PER_EVENT: usize = 24;

/// The events of a body, each with its byte range in the file. Line breaks between Chinese characters are gone, and a single `~`
/// (as in 8~12月) is the character it is.
fn events<'p>(prepared: &'p Prepared<'_>) -> Vec<(Event<'p>, Span)> {
    let source: &str = &prepared.text;
    let parser = TextMergeWithOffset::new(Parser::new_ext(source, options()).into_offset_iter());
    let mut events: Vec<(Event<'p>, Span)> = Vec::with_capacity(source.len() / BYTES_PER_EVENT);
    let has_sentinels = source.contains(SENTINEL);
    let clean = |text: CowStr<'p>| if has_sentinels && text.contains(SENTINEL) { text.replace(SENTINEL, "").into() } else { text };
    let mut single_tildes = 0_usize;
    for (event, range) in parser {
        let at = prepared.original(range.start, range.end);
        let event = match event {
            Event::Start(Tag::Strikethrough) if !source[range.clone()].starts_with("~~") => {
                single_tildes += 1;
                Event::Text("~".into())
            }
            Event::End(TagEnd::Strikethrough) if single_tildes > 0 && !source[range.clone()].starts_with("~~") => {
                single_tildes -= 1;
                Event::Text("~".into())
            }
            Event::Text(text) => Event::Text(clean(text)),
            Event::Code(text) => Event::Code(clean(text)),
            Event::Html(text) => Event::Html(clean(text)),
            Event::InlineHtml(text) => Event::InlineHtml(clean(text)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: clean(dest_url), title: clean(title), id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Image { link_type, dest_url: clean(dest_url), title: clean(title), id })
            }
            event => event,
        };
        events.push((event, at));
    }
    join_lines(events)
}

/// Drops the soft breaks between two Chinese characters: there a new line in the source is no space.
fn join_lines(events: Vec<(Event<'_>, Span)>) -> Vec<(Event<'_>, Span)> {
    let mut last = None;
    let mut drop = Vec::new();
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Text(text) => last = text.chars().next_back().or(last),
            Event::SoftBreak => {
                let inside =
                    |event: &&(Event<'_>, Span)| !matches!(event.0, Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough));
                let next = match events[at + 1..].iter().find(inside) {
                    Some((Event::Text(text), _)) => text.chars().next(),
                    _ => None,
                };
                if last.is_some_and(is_cjk) && next.is_some_and(is_cjk) {
                    drop.push(at);
                }
            }
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough) => {}
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link) => {}
            _ => last = None,
        }
    }
    if drop.is_empty() {
        return events;
    }
    let mut drop = drop.into_iter().peekable();
    events.into_iter().enumerate().filter(|(at, _)| drop.next_if_eq(at).is_none()).map(|(_, event)| event).collect()
}
