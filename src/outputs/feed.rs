//! Atom feeds (RFC 4287): of the column, of each leaf and of each subject that has items. Each has the items changed last.

use std::fmt::Write;

use crate::calendar::chinese;
use crate::model::{Item, ItemId, Site, Stamp, encode, escape};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Scene, file, moment};

/// How many items the column's feed has.
const LATEST: usize = 30;
/// How many items the feed of a leaf or a subject has.
const LATEST_OF_ONE: usize = 20;

/// `feed.xml`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("feed.xml", Noun::Feed).into_iter().collect()
}

/// `audit/feed.xml`. A leaf without items has none: a feed must say when it was changed.
pub fn leaf_pages(site: &Site, _: &Theme) -> Vec<Page> {
    let with_items = site.catalogue.leaves().filter(|(id, _)| !site.of_leaf(*id).is_empty());
    with_items.filter_map(|(id, leaf)| Page::new(&format!("{}/feed.xml", leaf.code), Noun::LeafFeed(id))).collect()
}

/// `subject/finance.xml`.
pub fn subject_pages(site: &Site, _: &Theme) -> Vec<Page> {
    let with_items = site.subjects.iter().filter(|(id, _)| !site.of_subject(*id).is_empty());
    with_items.filter_map(|(id, subject)| Page::new(&format!("subject/{}.xml", subject.code), Noun::SubjectFeed(id))).collect()
}

/// The feed.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let site = scene.site;
    let column = format!("{}{}", site.config.organ, site.config.title);
    let (title, about, items) = match page.noun {
        Noun::LeafFeed(id) => (format!("{column} – {}", site.catalogue.leaf(id).name), Noun::Leaf(id), site.of_leaf(id).to_vec()),
        Noun::SubjectFeed(id) => (format!("{column} – {}", site.subjects.get(id).short), Noun::Subject(id), site.of_subject(id).to_vec()),
        _ => (column, Noun::Home, site.public().map(|(id, _)| id).collect()),
    };
    let items = newest(site, items, if page.noun == Noun::Feed { LATEST } else { LATEST_OF_ONE });
    Content::Bytes(Feed { scene, page, root: root(scene, page) }.write(&title, &about, &items).into_bytes())
}

/// The items changed last, the latest first.
fn newest(site: &Site, items: Vec<ItemId>, most: usize) -> Vec<(ItemId, Stamp)> {
    let mut all: Vec<(Stamp, ItemId)> = items.into_iter().filter_map(|id| Some((moment::changed(site.item(id))?, id))).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.into_iter().take(most).map(|(stamp, id)| (id, stamp)).collect()
}

/// What stands before the address of a page from the column's root.
fn root(scene: &Scene<'_>, page: &Page) -> String {
    match scene.site.config.base_url.as_str() {
        "" => page.to_root(),
        base => base.to_string(),
    }
}

struct Feed<'f, 's> {
    scene: &'f Scene<'s>,
    page: &'f Page,
    root: String,
}

impl Feed<'_, '_> {
    fn write(&self, title: &str, about: &Noun, items: &[(ItemId, Stamp)]) -> String {
        let (scene, config) = (self.scene, &self.scene.site.config);
        let own = encode(self.page.path.as_str());
        // A column without items is as new as its day.
        let updated = items.first().map_or(Stamp { date: scene.today, time: None }, |(_, stamp)| *stamp);
        let mut xml =
            String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n");
        let _ = writeln!(xml, "<title>{}</title>", text(title));
        let _ = writeln!(xml, "<id>{}</id>", text(&self.id(&own)));
        let _ = writeln!(xml, "<updated>{}</updated>", moment::rfc3339(updated));
        let _ = writeln!(xml, "<author><name>{}</name></author>", text(&config.organ));
        self.link(&mut xml, "alternate", "text/html", &scene.plan.href(about), "");
        if !config.base_url.is_empty() {
            self.link(&mut xml, "self", "application/atom+xml", &own, "");
        }
        if !config.demo.is_empty() {
            let _ = writeln!(xml, "<subtitle>{}</subtitle>", text(&config.demo));
        }
        for (id, stamp) in items {
            self.entry(&mut xml, *id, *stamp);
        }
        xml.push_str("</feed>\n");
        xml
    }

    fn entry(&self, xml: &mut String, id: ItemId, updated: Stamp) {
        let (scene, filed) = (self.scene, self.scene.site.filed(id));
        let (item, href) = (&*filed.item, scene.plan.href(&Noun::Item(id)));
        let _ = writeln!(xml, "<entry>\n<title>{}</title>", text(item.name()));
        let _ = writeln!(xml, "<id>{}</id>", text(&self.id(&href)));
        self.link(xml, "alternate", "text/html", &href, "");
        for file in file::files(scene, item) {
            self.link(xml, "enclosure", file.media_type, &file.href, &format!(" length=\"{}\" title=\"{}\"", file.bytes, text(file.name)));
        }
        let published = item.published.as_ref().map_or(updated, |published| published.value);
        let _ = writeln!(xml, "<published>{}</published>", moment::rfc3339(published));
        let _ = writeln!(xml, "<updated>{}</updated>", moment::rfc3339(updated));
        if let Some(leaf) = filed.leaf.map(|leaf| scene.site.catalogue.leaf(leaf)) {
            let _ = writeln!(xml, "<category term=\"{}\" label=\"{}\"/>", text(&leaf.code), text(&leaf.name));
        }
        let summary = summary(item);
        if !summary.is_empty() {
            let _ = writeln!(xml, "<summary>{}</summary>", text(&summary));
        }
        xml.push_str("</entry>\n");
    }

    fn link(&self, xml: &mut String, rel: &str, kind: &str, href: &str, more: &str) {
        let _ = writeln!(xml, "<link rel=\"{rel}\" type=\"{kind}\" href=\"{}\"{more}/>", text(&format!("{}{href}", self.root)));
    }

    /// An identity that stays as long as the address does.
    fn id(&self, path: &str) -> String {
        let config = &self.scene.site.config;
        if config.base_url.is_empty() {
            format!("urn:gongkai:{}:{path}", encode(&config.organ))
        } else {
            format!("{}{path}", config.base_url)
        }
    }
}

/// The summary, and what was changed last.
fn summary(item: &Item) -> String {
    if let Some(withdrawn) = &item.withdrawn {
        return format!("本条信息已撤下。{}", withdrawn.reason);
    }
    let last = item.revisions.iter().max_by_key(|revision| revision.date);
    let revised = last.map(|revision| format!("（{}修订：{}）", chinese(revision.date), revision.what));
    format!("{}{}", item.summary, revised.unwrap_or_default())
}

/// Text as XML allows it: without control characters.
fn text(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    escape(&visible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_xml_allows() {
        assert_eq!(text("甲\u{0}\u{8}\u{1b}\u{fffe}<乙>&\u{7f}"), "甲&lt;乙&gt;&amp;");
    }
}
