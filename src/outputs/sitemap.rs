//! `sitemap.xml` (sitemaps.org 0.9). It needs whole addresses, so there is none where the column's own is not known.

use std::fmt::Write;

use crate::model::{Site, encode, escape};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Scene};

/// `sitemap.xml`.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    if site.config.base_url.is_empty() { Vec::new() } else { Page::new("sitemap.xml", Noun::Sitemap).into_iter().collect() }
}

/// Every page that people read.
pub fn content(scene: &Scene<'_>, _: &Page) -> Content {
    let base = &scene.site.config.base_url;
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for page in scene.plan.pages().iter().filter(|page| page.is_html() && page.noun != Noun::NotFound) {
        let modified = page.modified.map(|date| format!("<lastmod>{date}</lastmod>")).unwrap_or_default();
        let _ = writeln!(xml, "<url><loc>{}</loc>{modified}</url>", escape(&format!("{base}{}", encode(page.path.as_str()))));
    }
    xml.push_str("</urlset>\n");
    Content::Bytes(xml.into_bytes())
}
