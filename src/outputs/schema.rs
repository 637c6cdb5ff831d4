//! The JSON Schema of each data file, beside the data: what is published explains itself.

use crate::annual::has_data;
use crate::model::Site;
use crate::plan::{Dataset, Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Scene};

const SCHEMAS: [(Dataset, &str, &str); 4] = [
    (Dataset::Items, "schema/items.schema.json", include_str!("../../docs/schema/items.schema.json")),
    (Dataset::Duties, "schema/duties.schema.json", include_str!("../../docs/schema/duties.schema.json")),
    (Dataset::Annual, "schema/annual.schema.json", include_str!("../../docs/schema/annual.schema.json")),
    (Dataset::Build, "schema/build.schema.json", include_str!("../../docs/schema/build.schema.json")),
];

/// `schema/items.schema.json` …
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    let shown = SCHEMAS.iter().filter(|(set, ..)| *set != Dataset::Annual || has_data(site));
    shown.filter_map(|(set, path, _)| Page::new(path, Noun::Schema(*set))).collect()
}

/// One of them.
pub fn content(_: &Scene<'_>, page: &Page) -> Content {
    let found = SCHEMAS.iter().find(|(set, ..)| page.noun == Noun::Schema(*set));
    Content::Bytes(found.map(|(_, _, text)| text.as_bytes().to_vec()).unwrap_or_default())
}
