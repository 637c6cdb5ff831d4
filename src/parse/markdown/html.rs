//! The events of a body become its HTML.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd, html};

use crate::model::{Body, RawHtml, Target, encode, escape, slot};

use super::letter;
use super::raw_html::TAGS;

/// The HTML of a body, whose headings and links are known. `length` is about how long the Markdown is.
pub fn html(mut events: Vec<Event<'_>>, body: &Body, length: usize) -> Box<str> {
    letter::mark(&mut events);
    let mut writer = Writer {
        body,
        headings: 0,
        links: 0,
        shift: u8::from(body.headings.iter().any(|heading| heading.level == 1)),
        tables: 0,
        in_head: false,
        aligns: Vec::new(),
        cell: 0,
        open: Vec::new(),
        images: 0,
        notes: HashMap::new(),
        referred: HashSet::new(),
    };
    let mut out = String::with_capacity(length * 3 / 2);
    html::push_html(&mut out, events.into_iter().map(|event| writer.event(event)));
    if body.raw == RawHtml::Cleaned { framed(&CLEANER.clean(&out).to_string()).into() } else { out.into() }
}

/// Turns the events of Markdown into those that become our HTML.
struct Writer<'w> {
    body: &'w Body,
    headings: usize,
    links: usize,
    shift: u8,
    tables: usize,
    in_head: bool,
    aligns: Vec<Alignment>,
    cell: usize,
    /// For each open link or image, what closes it.
    open: Vec<String>,
    /// How many images are open: what stands in them is their description, without any tag.
    images: usize,
    notes: HashMap<String, usize>,
    referred: HashSet<usize>,
}

/// What opens around a table, so that one that is too wide scrolls by itself, with the keyboard too.
fn frame(n: usize) -> String {
    format!("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表格{n}\">")
}

/// Cleaned HTML with a frame around the author's own tables as well, and the tables numbered through.
fn framed(html: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(html.len()), html);
    let (mut depth, mut number, mut ours) = (0usize, 0, false);
    while let Some(at) = rest.find("<table").into_iter().chain(rest.find("</table>")).min() {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let opens = from.starts_with("<table");
        if opens && depth == 0 {
            number += 1;
            let around = out.rfind('<').filter(|at| out[*at..].starts_with("<div") && out[*at..].contains("class=\"scroll\""));
            ours = around.is_none();
            out.truncate(around.unwrap_or(out.len()));
            out.push_str(&frame(number));
        }
        depth = if opens { depth + 1 } else { depth.saturating_sub(1) };
        let (tag, after) = from.split_at(if opens { "<table".len() } else { "</table>".len() });
        out.push_str(tag);
        if !opens && depth == 0 && ours {
            out.push_str("</div>");
        }
        rest = after;
    }
    out + rest
}

impl Writer<'_> {
    fn event<'e>(&mut self, event: Event<'e>) -> Event<'e> {
        if self.images > 0 {
            return self.described(event);
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let id = self.body.headings.get(self.headings).map_or("", |heading| &heading.id);
                self.headings += 1;
                made(format!("<h{} id=\"{}\">", self.level(level as u8), escape(id)))
            }
            Event::End(TagEnd::Heading(level)) => made(format!("</h{}>\n", self.level(level as u8))),
            Event::Start(Tag::Link { title, .. }) => self.open_link(&title),
            Event::End(TagEnd::Link | TagEnd::Image) => made(self.open.pop().unwrap_or_default()),
            Event::Start(Tag::Image { title, .. }) => self.open_image(&title),
            Event::Start(Tag::Table(aligns)) => {
                self.aligns = aligns;
                self.tables += 1;
                made(frame(self.tables) + "<table>")
            }
            Event::End(TagEnd::Table) => made("</tbody></table></div>\n"),
            Event::Start(Tag::TableHead) => {
                self.in_head = true;
                self.cell = 0;
                made("<thead><tr>")
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                made("</tr></thead><tbody>\n")
            }
            Event::Start(Tag::TableRow) => {
                self.cell = 0;
                made("<tr>")
            }
            Event::End(TagEnd::TableRow) => made("</tr>\n"),
            Event::Start(Tag::TableCell) => {
                let align = self.aligns.get(self.cell);
                self.cell += 1;
                made(match (self.in_head, align) {
                    (true, Some(Alignment::Right)) => "<th scope=\"col\" class=\"right\">",
                    (true, Some(Alignment::Center)) => "<th scope=\"col\" class=\"center\">",
                    (true, _) => "<th scope=\"col\">",
                    (false, Some(Alignment::Right)) => "<td class=\"right\">",
                    (false, Some(Alignment::Center)) => "<td class=\"center\">",
                    (false, _) => "<td>",
                })
            }
            Event::End(TagEnd::TableCell) => made(if self.in_head { "</th>" } else { "</td>" }),
            Event::FootnoteReference(name) => {
                let n = self.note(&name);
                let id = if self.referred.insert(n) { format!(" id=\"fnref-{n}\"") } else { String::new() };
                made(format!("<sup class=\"footnote-ref\"{id}><a href=\"#fn-{n}\" aria-label=\"注{n}\">[{n}]</a></sup>"))
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let n = self.note(&name);
                made(format!(
                    "<div class=\"footnote-definition\" id=\"fn-{n}\"><a class=\"footnote-label\" href=\"#fnref-{n}\" aria-label=\"回到正文\">[{n}]</a>"
                ))
            }
            Event::End(TagEnd::FootnoteDefinition) => made("</div>\n"),
            Event::Html(text) | Event::InlineHtml(text) if self.body.raw == RawHtml::Text => Event::Text(text),
            event => event,
        }
    }

    fn level(&self, level: u8) -> u8 {
        (level + self.shift).min(6)
    }

    fn note(&mut self, name: &str) -> usize {
        let next = self.notes.len() + 1;
        *self.notes.entry(name.to_string()).or_insert(next)
    }

    /// The address of the next link of the body, where it may be shown, and whether it leads to another site.
    fn target(&mut self) -> Option<(String, bool)> {
        let link = self.body.links.get(self.links);
        self.links += 1;
        match &link?.value.target {
            Target::External(address) => Some((address.clone(), true)),
            Target::Anchor(anchor) => Some((format!("#{}", encode(anchor)), false)),
            Target::Content(..) => Some((slot(self.links - 1), false)),
            Target::Unsafe(_) | Target::Outside => None,
        }
    }

    fn open_link<'e>(&mut self, title: &str) -> Event<'e> {
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
        match self.target() {
            Some((address, external)) => {
                self.open.push("</a>".into());
                let rel = if external { " rel=\"noopener noreferrer\"" } else { "" };
                made(format!("<a href=\"{}\"{title}{rel}>", escape(&address)))
            }
            None => {
                self.open.push("</span>".into());
                made("<span>")
            }
        }
    }

    /// A picture of another site is not shown, only what is said of it: no page may ask another host for anything.
    fn open_image<'e>(&mut self, title: &str) -> Event<'e> {
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
        match self.target().filter(|(_, external)| !external) {
            // Not as an event: a slot in the address of an image would be percent-encoded.
            Some((address, _)) => {
                self.images = 1;
                self.open.push(format!("\"{title} />"));
                made(format!("<img src=\"{}\" alt=\"", escape(&address)))
            }
            None => {
                self.open.push("</span>".into());
                made("<span>")
            }
        }
    }

    /// An event inside an image, as a part of its description.
    fn described<'e>(&mut self, event: Event<'e>) -> Event<'e> {
        match event {
            Event::Text(text) | Event::Code(text) => made(escape(&text)),
            Event::SoftBreak | Event::HardBreak => made(" "),
            Event::Start(Tag::Link { .. }) => {
                self.links += 1;
                made("")
            }
            Event::Start(Tag::Image { .. }) => {
                self.links += 1;
                self.images += 1;
                made("")
            }
            Event::End(TagEnd::Image) => {
                self.images -= 1;
                made(if self.images == 0 { self.open.pop().unwrap_or_default() } else { String::new() })
            }
            _ => made(""),
        }
    }
}

fn made<'e>(html: impl Into<CowStr<'e>>) -> Event<'e> {
    Event::Html(html.into())
}

/// What raw HTML may become. Used only for a body that has any.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner
        .tags(TAGS.iter().copied().collect())
        .generic_attributes(["title", "id", "class", "role", "tabindex", "aria-label"].into())
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "rel"])),
            ("img", HashSet::from(["src", "alt"])),
            ("td", HashSet::from(["colspan", "rowspan", "headers"])),
            ("th", HashSet::from(["colspan", "rowspan", "headers", "scope"])),
            ("col", HashSet::from(["span"])),
            ("colgroup", HashSet::from(["span"])),
            ("ol", HashSet::from(["start"])),
            ("details", HashSet::from(["open"])),
        ]))
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") if value.contains(':') || value.starts_with("//") => None,
            _ => Some(value.into()),
        });
    cleaner
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_outer_table_has_one_frame() {
        let one = "<table><tr><td>甲<table></table></td></tr></table>";
        let two = format!("{}{one}</div>", frame(7));
        assert_eq!(framed(&format!("前{one}中{two}后")), format!("前{}{one}</div>中{}{one}</div>后", frame(1), frame(2)));
        assert_eq!(framed("没有"), "没有");
    }
}
