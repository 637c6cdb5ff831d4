//! `sitemap.xml` (sitemaps.org 0.9). It needs whole addresses, so there is none where the column's own is not known.

use std::fmt::Write;

use crate::model::{Site, encode, escape};
use crate::plan::{Noun, Number, Page};
use crate::theme::Theme;
use crate::view::{Content, Scene};

/// A site map names at most 50,000 addresses; a column has less than four for each item and a few thousand besides. So with more
/// items than this, `sitemap.xml` is an index of several.
const ITEMS: usize = 11_000;

/// `sitemap.xml`, and in a large column `sitemap-1.xml` …, which it names.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    if site.config.base_url.is_empty() {
        return Vec::new();
    }
    let part = |n: usize| Some(Page { number: Number::Older(n), ..Page::new(&format!("sitemap-{n}.xml"), Noun::Sitemap)? });
    Page::new("sitemap.xml", Noun::Sitemap).into_iter().chain((1..=parts(site.public().count())).filter_map(part)).collect()
}

/// Every page that people read, or the parts that name them.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let base = &scene.site.config.base_url;
    let read: Vec<&Page> = scene.plan.pages().iter().filter(|page| page.is_html() && page.noun != Noun::NotFound).collect();
    let parts = parts(scene.site.public().count());
    let (element, entry, entries): (_, _, Vec<&Page>) = match page.number {
        Number::First if parts == 0 => ("urlset", "url", read),
        Number::First => {
            let parts = (1..=parts).filter_map(|n| scene.plan.numbered(&Noun::Sitemap, Number::Older(n)));
            ("sitemapindex", "sitemap", parts.collect())
        }
        Number::Older(n) => ("urlset", "url", share(&read, parts, n).to_vec()),
    };
    let mut xml =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for page in entries {
        let modified = page.modified.map(|date| format!("<lastmod>{date}</lastmod>")).unwrap_or_default();
        let _ = writeln!(xml, "<{entry}><loc>{}</loc>{modified}</{entry}>", escape(&format!("{base}{}", encode(page.path.as_str()))));
    }
    let _ = writeln!(xml, "</{element}>");
    Content::Bytes(xml.into_bytes())
}

/// How many parts a column of so many items has; none where one file is enough.
fn parts(items: usize) -> usize {
    if items <= ITEMS { 0 } else { items.div_ceil(ITEMS) }
}

/// What part `n` of `parts` names.
fn share<T>(all: &[T], parts: usize, n: usize) -> &[T] {
    let size = all.len().div_ceil(parts.max(1)).max(1);
    all.chunks(size).nth(n.saturating_sub(1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_name_everything_once() {
        assert_eq!((parts(0), parts(ITEMS), parts(ITEMS + 1), parts(100_000)), (0, 0, 2, 10));
        for (pages, parts) in [(7, 3), (8, 2), (1, 2), (0, 2)] {
            let all: Vec<usize> = (0..pages).collect();
            let named: Vec<usize> = (1..=parts).flat_map(|n| share(&all, parts, n)).copied().collect();
            assert_eq!(named, all);
        }
    }
}
