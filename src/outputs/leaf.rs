//! A leaf: the duty, how it stands, and its items or the statement in their place.

use serde::Serialize;
use tera::Value;

use crate::model::{NamesRule, Site};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, LeafBox, PageInfo, Pager, Scene, StateView, StatementView, list_pages, moment, slice};

#[derive(Serialize)]
struct LeafView<'s> {
    code: &'s str,
    name: &'s str,
    part: &'s str,
    part_href: String,
    group: &'s str,
    content: &'s str,
    basis: &'s [String],
    elements: &'s [String],
    subjects: String,
    timing: &'static str,
    interval: String,
    deadline: String,
    stages: String,
    kind: &'static str,
    channels: String,
    audience: &'s str,
    openness: &'static str,
    level: &'s str,
    names_note: &'static str,
}

/// `audit/index.html`, and `audit/list-1.html` … with the older items.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    let all = site.catalogue.leaves().flat_map(|(id, leaf)| {
        let items = site.of_leaf(id);
        let pages = list_pages(&Noun::Leaf(id), items.len(), &format!("{}/index.html", leaf.code), &format!("{}/list-", leaf.code));
        let modified = |page: &Page| moment::last_change(slice(items, page.number).iter().map(|id| site.item(*id)));
        pages.into_iter().map(move |page| Page { modified: modified(&page), ..page })
    });
    all.collect()
}

/// The page.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let Noun::Leaf(id) = page.noun else { return Content::Bytes(Vec::new()) };
    let catalogue = &scene.site.catalogue;
    let leaf = catalogue.leaf(id);
    let (part_id, part) = catalogue.part_of(leaf);
    let view = LeafView {
        code: &leaf.code,
        name: &leaf.name,
        part: &part.name,
        part_href: scene.plan.href(&Noun::Part(part_id)),
        group: &catalogue.group_of(leaf).name,
        content: &leaf.content,
        basis: &leaf.basis,
        elements: &leaf.elements,
        subjects: LeafBox::subjects(leaf),
        timing: leaf.timing.name(),
        interval: LeafBox::interval(leaf),
        deadline: LeafBox::deadline(leaf),
        stages: leaf.stages.iter().map(|stage| stage.name()).collect::<Vec<_>>().join("、"),
        kind: leaf.kind.name(),
        channels: leaf.channels.join("、"),
        audience: &leaf.audience,
        openness: leaf.openness.name(),
        level: &leaf.level,
        names_note: match leaf.names {
            Some(NamesRule::BoardOnly) => "涉及个人的名单只在村（社区）公示栏公示，不在网上公开。",
            Some(NamesRule::Masked) => "涉及个人的名单经去标识化处理后公开。",
            None => "",
        },
    };
    let info = PageInfo {
        kind: "leaf",
        title: leaf.name.clone(),
        within: part.name.clone(),
        description: leaf.content.clone(),
        nav_key: "disclosure",
        crumbs: PageInfo::way_to(scene, id, false),
    };
    let items = scene.site.of_leaf(id);
    let mut context = scene.context(page, info);
    context.insert_value("leaf", Value::from_serializable(&view));
    context.insert_value("state", Value::from_serializable(&StateView::new(scene.state(id))));
    let statement = scene.site.statement(id).filter(|_| items.is_empty()).map(StatementView::new);
    context.insert_value("statement", Value::from_serializable(&statement));
    context.insert_value("rows", scene.rows(slice(items, page.number).iter()));
    context.insert_value("pager", Value::from_serializable(&Pager::new(scene, page, items.len())));
    context.insert_value("feed_href", Value::from(scene.plan.href(&Noun::LeafFeed(id))));
    Content::Template("leaf.html", context)
}
