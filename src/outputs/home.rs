//! The home page: what is new, and the ways in.

use tera::Value;

use crate::model::{ItemId, Site};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Link, PageInfo, Scene, parts_tree, subject_types, year_links};

/// How many of the newest items it shows.
const LATEST: usize = 10;

/// `index.html`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("index.html", Noun::Home).into_iter().collect()
}

/// The page.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let config = &scene.site.config;
    let description = format!("{}{}：依法主动公开的政府信息，按目录、主体和时间查阅。", config.organ, config.title);
    let mut context = scene.context(page, PageInfo { kind: "home", description, nav_key: "home", ..PageInfo::default() });
    let mut latest: Vec<ItemId> = scene.site.public().rev().take(LATEST).map(|(id, _)| id).collect();
    latest.reverse();
    context.insert_value("latest", scene.rows(latest.iter()));
    context.insert_value("parts", parts_tree(scene));
    context.insert_value("subjects", subject_types(scene));
    let years: Vec<Link> = year_links(scene);
    context.insert_value("years", Value::from_serializable(&years));
    context.insert_value("matters_href", Value::from(scene.plan.href(&Noun::Matters)));
    Content::Template("home.html", context)
}
