//! What every page says of itself.

use serde::Serialize;
use tera::Value;

use crate::model::{LeafId, encode};
use crate::plan::{Noun, Number, Page};

use super::jsonld;
use super::meta::{self, Tag};
use super::row::Link;
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
    meta: Vec<Tag>,
    jsonld: Value,
    feeds: Vec<Link>,
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
        let meta = meta::tags(scene, &page.noun, &self);
        let config = &scene.site.config;
        let column = format!("{}{}", config.organ, config.title);
        let canonical = match config.base_url.as_str() {
            "" => String::new(),
            _ if page.noun == Noun::NotFound => String::new(),
            base => format!("{base}{}", encode(page.path.as_str())),
        };
        let mut crumbs = Vec::new();
        if page.noun != Noun::Home {
            crumbs.push(Crumb { name: "首页".into(), href: scene.plan.href(&Noun::Home) });
        }
        crumbs.extend(self.crumbs.iter().cloned());
        let jsonld = jsonld::data(scene, page, &self, &crumbs);
        let title = match page.number {
            Number::First => self.title,
            Number::Older(n) => format!("{}（第{n}页）", self.title),
        };
        let full = [title.as_str(), self.within.as_str(), column.as_str()];
        let full: Vec<&str> = full.into_iter().filter(|part| !part.is_empty()).collect();
        PageView {
            kind: self.kind,
            full_title: full.join(" – "),
            title,
            description: self.description,
            nav_key: self.nav_key,
            canonical,
            crumbs,
            meta,
            jsonld: Value::safe_string(&jsonld),
            feeds: feeds(scene, page),
        }
    }
}

/// The feeds that tell of what a page shows, the nearest first.
fn feeds(scene: &Scene<'_>, page: &Page) -> Vec<Link> {
    let site = scene.site;
    let leaf = match page.noun {
        Noun::Leaf(id) => Some(id),
        Noun::Item(id) => site.filed(id).leaf,
        _ => None,
    };
    let leaf = leaf.map(|id| (Noun::LeafFeed(id), site.catalogue.leaf(id).name.as_str()));
    let subject = match page.noun {
        Noun::Subject(id) => Some((Noun::SubjectFeed(id), site.subjects.get(id).short.as_str())),
        _ => None,
    };
    let column = format!("{}{}", site.config.organ, site.config.title);
    let near =
        leaf.into_iter().chain(subject).map(|(noun, name)| Link { name: format!("{column} – {name}"), href: scene.plan.href(&noun) });
    near.chain([Link { name: column.clone(), href: scene.plan.href(&Noun::Feed) }]).filter(|link| !link.href.is_empty()).collect()
}
