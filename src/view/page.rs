//! What every page says of itself.

use serde::Serialize;

use crate::model::{LeafId, encode};
use crate::plan::{Noun, Number, Page};

use super::scene::Scene;

/// A step of the way from the home page.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// What it is called.
    pub name: String,
    /// Where it leads, from the column's root.
    pub href: String,
}

/// What a page says of itself, before its address is known.
#[derive(Clone, Debug, Default)]
pub struct PageInfo {
    /// The name of the kind of page, for the template.
    pub kind: &'static str,
    /// The title; empty on the home page.
    pub title: String,
    /// Where in the column that is, for the window's title: the leaf of an item.
    pub within: String,
    /// For search engines.
    pub description: String,
    /// Which entry of the menu it belongs to.
    pub nav_key: &'static str,
    /// The way from the home page, without the home page and the page itself.
    pub crumbs: Vec<Crumb>,
}

#[derive(Serialize)]
pub struct PageView {
    kind: &'static str,
    title: String,
    full_title: String,
    description: String,
    nav_key: &'static str,
    canonical: String,
    crumbs: Vec<Crumb>,
}

impl PageInfo {
    /// Makes the way to a leaf's page: its part, then itself where the page is below it.
    pub fn way_to(scene: &Scene<'_>, leaf: LeafId, with_leaf: bool) -> Vec<Crumb> {
        let catalogue = &scene.site.catalogue;
        let (part_id, part) = catalogue.part_of(catalogue.leaf(leaf));
        let mut crumbs = vec![Crumb { name: part.name.clone(), href: scene.plan.href(&Noun::Part(part_id)) }];
        if with_leaf {
            crumbs.push(Crumb { name: catalogue.leaf(leaf).name.clone(), href: scene.plan.href(&Noun::Leaf(leaf)) });
        }
        crumbs
    }

    pub(super) fn view(self, scene: &Scene<'_>, page: &Page) -> PageView {
        let config = &scene.site.config;
        let column = format!("{}{}", config.organ, config.title);
        let title = match page.number {
            Number::First => self.title,
            Number::Older(n) => format!("{}（第{n}页）", self.title),
        };
        let mut full: Vec<&str> = Vec::new();
        full.extend([title.as_str(), self.within.as_str(), column.as_str()].into_iter().filter(|part| !part.is_empty()));
        let canonical = match config.base_url.as_str() {
            "" => String::new(),
            _ if page.noun == Noun::NotFound => String::new(),
            base => format!("{base}{}", encode(page.path.as_str())),
        };
        let mut crumbs = Vec::new();
        if page.noun != Noun::Home {
            crumbs.push(Crumb { name: "首页".into(), href: scene.plan.href(&Noun::Home) });
        }
        crumbs.extend(self.crumbs);
        PageView {
            kind: self.kind,
            full_title: full.join(" – "),
            title,
            description: self.description,
            nav_key: self.nav_key,
            canonical,
            crumbs,
        }
    }
}
