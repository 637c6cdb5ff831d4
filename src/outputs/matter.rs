//! 事项进展: every matter with what was published of it before, during and after.

use tera::Value;

use crate::model::{Fixed, Site};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Crumb, PageInfo, Pager, Scene, Timeline, list_pages, slice};

/// `matters.html`, and `matters-list-1.html` … with the older ones; none where no item names a matter.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    let matters: std::collections::HashSet<&str> =
        site.public().filter_map(|(_, filed)| filed.item.matter.as_ref()).map(|matter| matter.value.as_str()).collect();
    if matters.is_empty() { Vec::new() } else { list_pages(&Noun::Matters, matters.len(), "matters.html", "matters-list-") }
}

/// The page: the matter that began last comes first.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let info = PageInfo {
        kind: "matters",
        title: "事项进展".into(),
        description: "同一件事在决策前、决策中、决策后，或者事前、事后，各公开了什么。".into(),
        nav_key: Fixed::Disclosure.code(),
        crumbs: vec![Crumb { name: Fixed::Disclosure.name().into(), href: scene.plan.href(&Noun::Fixed(Fixed::Disclosure)) }],
        ..PageInfo::default()
    };
    let firsts = scene.matters();
    let matters: Vec<Timeline<'_>> = slice(firsts, page.number).iter().rev().filter_map(|id| Timeline::new(scene, *id)).collect();
    let mut context = scene.context(page, info);
    context.insert_value("matters", Value::from_serializable(&matters));
    context.insert_value("pager", Value::from_serializable(&Pager::new(scene, page, firsts.len())));
    Content::Template("matters.html", context)
}
