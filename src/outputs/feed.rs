//! `feed.xml`: the newest items as an Atom feed (RFC 4287).

use std::fmt::Write;

use crate::model::{Item, Site, encode, escape};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Scene};

/// How many items it has.
const LATEST: usize = 30;

/// `feed.xml`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("feed.xml", Noun::Feed).into_iter().collect()
}

/// The feed.
pub fn content(scene: &Scene<'_>, _: &Page) -> Content {
    let config = &scene.site.config;
    let base = &config.base_url;
    let newest = scene.site.public().next_back().map(|(_, filed)| stamp(&filed.item)).unwrap_or_default();
    let id = |path: &str| if base.is_empty() { format!("urn:gongkai:{}:{path}", encode(&config.organ)) } else { format!("{base}{path}") };
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n");
    let _ = writeln!(xml, "<title>{}</title>", text(&format!("{}{}", config.organ, config.title)));
    let _ = writeln!(xml, "<id>{}</id>", text(&id("feed.xml")));
    let _ = writeln!(xml, "<updated>{newest}</updated>");
    let _ = writeln!(xml, "<author><name>{}</name></author>", text(&config.organ));
    let _ = writeln!(xml, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", text(&format!("{base}index.html")));
    if !base.is_empty() {
        let _ = writeln!(xml, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", text(&format!("{base}feed.xml")));
    }
    if !config.demo.is_empty() {
        let _ = writeln!(xml, "<subtitle>{}</subtitle>", text(&config.demo));
    }
    for (item_id, filed) in scene.site.public().rev().take(LATEST) {
        let (item, href) = (&filed.item, scene.plan.href(&Noun::Item(item_id)));
        let leaf = filed.leaf.map_or("", |leaf| &scene.site.catalogue.leaf(leaf).name);
        let summary = if item.withdrawn.is_some() { "本条信息已撤下。" } else { &item.summary };
        let _ = writeln!(xml, "<entry>\n<title>{}</title>", text(item.name()));
        let _ = writeln!(
            xml,
            "<id>{}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>",
            text(&id(&href)),
            text(&format!("{base}{href}"))
        );
        let _ = writeln!(xml, "<published>{0}</published>\n<updated>{0}</updated>", stamp(item));
        let _ = writeln!(xml, "<category term=\"{0}\"/>", text(leaf));
        if !summary.is_empty() {
            let _ = writeln!(xml, "<summary>{}</summary>", text(summary));
        }
        xml.push_str("</entry>\n");
    }
    xml.push_str("</feed>\n");
    Content::Bytes(xml.into_bytes())
}

/// 发布日期 as an RFC 3339 time in +08:00.
fn stamp(item: &Item) -> String {
    item.published
        .as_ref()
        .map(|published| format!("{}T{}+08:00", published.value.date, published.value.time.unwrap_or_default().format("%H:%M:%S")))
        .unwrap_or_default()
}

/// Text as XML allows it: without control characters.
fn text(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    escape(&visible)
}
