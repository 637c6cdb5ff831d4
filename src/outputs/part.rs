//! A part of the catalogue: its groups, and each leaf with its duty and its state.

use serde::Serialize;
use tera::Value;

use crate::model::Site;
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, LeafBox, PageInfo, Scene};

#[derive(Serialize)]
struct PartView<'s> {
    code: &'s str,
    name: &'s str,
}

#[derive(Serialize)]
struct GroupView<'s> {
    code: &'s str,
    name: &'s str,
    leaves: Vec<LeafBox<'s>>,
}

/// `part/growth.html`.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    site.catalogue.parts().filter_map(|(id, part)| Page::new(&format!("part/{}.html", part.code), Noun::Part(id))).collect()
}

/// The page.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let Noun::Part(id) = page.noun else { return Content::Bytes(Vec::new()) };
    let catalogue = &scene.site.catalogue;
    let part = catalogue.part(id);
    let leaves = |group| catalogue.leaves_of(group).map(|(id, leaf)| LeafBox::new(scene, id, leaf)).collect();
    let groups: Vec<GroupView<'_>> =
        catalogue.groups_of(id).map(|(at, group)| GroupView { code: &group.code, name: &group.name, leaves: leaves(at) }).collect();
    let names: Vec<&str> = catalogue.groups_of(id).map(|(_, group)| group.name.as_str()).collect();
    let info = PageInfo {
        kind: "part",
        title: part.name.clone(),
        description: format!("{}：{}。", part.name, names.join("、")),
        nav_key: "disclosure",
        ..PageInfo::default()
    };
    let mut context = scene.context(page, info);
    context.insert_value("part", Value::from_serializable(&PartView { code: &part.code, name: &part.name }));
    context.insert_value("groups", Value::from_serializable(&groups));
    Content::Template("part.html", context)
}
