//! The text of an item, with its links filled in.

use crate::folder::RelPath;
use crate::model::{Item, Target, encode};
use crate::plan::{Noun, Page};

use super::report::with_tables;
use super::scene::Scene;

/// The HTML of an item's text as it stands on `page`: its links into the column lead there, and the tables that it has from a data
/// file are in it.
pub fn body(scene: &Scene<'_>, page: &Page, item: &Item) -> String {
    let root = page.to_root();
    let resolve = |target: &Target| {
        let Target::Content(path, anchor) = target else { return None };
        let href = scene.plan.href(&noun_of(scene, path)?);
        let anchor = anchor.as_ref().map(|anchor| format!("#{}", encode(anchor))).unwrap_or_default();
        (!href.is_empty()).then(|| format!("{root}{href}{anchor}"))
    };
    with_tables(scene.site, item, item.body.html(&resolve))
}

/// What a path of the content folder is in the plan.
fn noun_of(scene: &Scene<'_>, path: &RelPath) -> Option<Noun> {
    if let Some(id) = scene.site.at(path) {
        return Some(Noun::Item(id));
    }
    if scene.site.files.contains_key(path) {
        return Some(Noun::File(path.clone()));
    }
    let code = path.as_str().strip_prefix("content/")?;
    scene.site.catalogue.leaves().find(|(_, leaf)| leaf.code == code).map(|(id, _)| Noun::Leaf(id))
}
