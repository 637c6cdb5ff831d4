//! `_headers`: what a host that knows this file (Netlify, Cloudflare Pages and others) sends with the column's files.

use std::fmt::Write;

use crate::model::Site;
use crate::plan::{Dataset, Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, POLICY, Scene};

/// `_headers`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("_headers", Noun::Headers).into_iter().collect()
}

/// Pages are asked for anew each time (that is these hosts' custom); what a page needs is kept for ten minutes, so that a new theme
/// is seen soon. No path has two rules for one header: hosts would join them. Programs on other sites may read the data.
pub fn content(scene: &Scene<'_>, _: &Page) -> Content {
    let mut text = format!(
        "/*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=()\n/assets/*\n  Cache-Control: public, max-age=600\n"
    );
    let sets =
        [Dataset::Items, Dataset::ItemTable, Dataset::Duties, Dataset::CatalogueTable, Dataset::Annual, Dataset::Catalog, Dataset::Build];
    for href in sets.map(|set| scene.plan.href(&Noun::Data(set))).iter().filter(|href| !href.is_empty()) {
        let _ = writeln!(text, "/{href}\n  Access-Control-Allow-Origin: *");
    }
    Content::Bytes(text.into_bytes())
}
