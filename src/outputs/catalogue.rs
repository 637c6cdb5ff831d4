//! 主动公开基本目录 as a table, in the column order of the national standard (国办发〔2019〕54号).

use serde::Serialize;
use tera::Value;

use crate::model::{Leaf, LeafId, Site};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, LeafBox, PageInfo, Scene};

#[derive(Serialize)]
struct Row<'s> {
    n: usize,
    part: &'s str,
    part_span: usize,
    group: &'s str,
    group_span: usize,
    name: &'s str,
    href: String,
    content: &'s str,
    elements: String,
    basis: String,
    deadline: String,
    subjects: String,
    channels: String,
    audience: &'s str,
    openness: &'static str,
    level: &'s str,
    interval: String,
    state_text: String,
}

/// `catalogue.html`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("catalogue.html", Noun::Catalogue).into_iter().collect()
}

/// The table.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let catalogue = &scene.site.catalogue;
    let info = PageInfo {
        kind: "catalogue",
        title: "主动公开基本目录".into(),
        description: format!("{}主动公开的{}类信息：公开内容、依据、时限、主体和渠道。", scene.site.config.organ, catalogue.leaves.len()),
        nav_key: "disclosure",
        ..PageInfo::default()
    };
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (part_id, part) in catalogue.parts() {
        let part_start = rows.len();
        for (at, group) in catalogue.groups_of(part_id) {
            let group_start = rows.len();
            for (id, leaf) in catalogue.leaves_of(at) {
                rows.push(row(scene, rows.len() + 1, &part.name, &group.name, id, leaf));
            }
            let span = rows.len() - group_start;
            if let Some(first) = rows.get_mut(group_start) {
                first.group_span = span;
            }
        }
        let span = rows.len() - part_start;
        if let Some(first) = rows.get_mut(part_start) {
            first.part_span = span;
        }
    }
    let mut context = scene.context(page, info);
    context.insert_value("rows", Value::from_serializable(&rows));
    context.insert("count", &catalogue.leaves.len());
    Content::Template("catalogue.html", context)
}

fn row<'s>(scene: &Scene<'s>, n: usize, part: &'s str, group: &'s str, id: LeafId, leaf: &'s Leaf) -> Row<'s> {
    Row {
        n,
        part,
        part_span: 0,
        group,
        group_span: 0,
        name: &leaf.name,
        href: scene.plan.href(&Noun::Leaf(id)),
        content: &leaf.content,
        elements: leaf.elements.join("；"),
        basis: leaf.basis.join("；"),
        deadline: LeafBox::deadline(leaf),
        subjects: LeafBox::subjects(leaf),
        channels: leaf.channels.join("、"),
        audience: &leaf.audience,
        openness: leaf.openness.name(),
        level: &leaf.level,
        interval: LeafBox::interval(leaf),
        state_text: scene.state(id).text(),
    }
}
