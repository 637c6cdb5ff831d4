//! 分类方式: the same items sorted in another way. A class without items shows why there are none.

use serde::Serialize;
use tera::Value;

use crate::model::{Class, Fixed, LeafId, Site};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Crumb, LeafBox, PageInfo, Pager, Scene, list_pages, slice};

/// How many of its latest items a class shows on the page of its scheme.
const LATEST: usize = 3;

#[derive(Serialize)]
struct SchemeView<'s> {
    name: &'s str,
    note: &'s str,
}

#[derive(Serialize)]
struct ClassView<'s> {
    code: &'s str,
    name: &'s str,
    basis: &'s str,
    note: &'s str,
    href: String,
    leaves: Vec<LeafBox<'s>>,
    latest: Value,
}

/// `by/statute.html`.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    let all = site.schemes.all.iter().enumerate();
    all.filter_map(|(at, scheme)| Page::new(&format!("by/{}.html", scheme.code), Noun::Scheme(at))).collect()
}

/// A scheme with its classes.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let Noun::Scheme(at) = page.noun else { return Content::Bytes(Vec::new()) };
    let Some(scheme) = scene.site.schemes.all.get(at) else { return Content::Bytes(Vec::new()) };
    let info = PageInfo {
        kind: "scheme",
        title: scheme.name.clone(),
        description: scheme.note.clone(),
        nav_key: Fixed::Disclosure.code(),
        crumbs: vec![way(scene)],
        ..PageInfo::default()
    };
    let classes: Vec<ClassView<'_>> = scheme.classes.iter().enumerate().map(|(n, class)| class_view(scene, at, n, class)).collect();
    let mut context = scene.context(page, info);
    context.insert_value("scheme", Value::from_serializable(&SchemeView { name: &scheme.name, note: &scheme.note }));
    context.insert_value("classes", Value::from_serializable(&classes));
    Content::Template("scheme.html", context)
}

/// `by/statute/art20-7.html`, and `by/statute/art20-7-list-1.html` … with the older items.
pub fn class_pages(site: &Site, _: &Theme) -> Vec<Page> {
    let classes = site.schemes.all.iter().enumerate().flat_map(|(at, scheme)| {
        scheme.classes.iter().enumerate().map(move |(n, class)| (Noun::Class(at, n), class, format!("by/{}/{}", scheme.code, class.code)))
    });
    classes
        .flat_map(|(noun, class, path)| list_pages(&noun, class.items.len(), &format!("{path}.html"), &format!("{path}-list-")))
        .collect()
}

/// A class with its items.
pub fn class_content(scene: &Scene<'_>, page: &Page) -> Content {
    let Noun::Class(at, n) = page.noun else { return Content::Bytes(Vec::new()) };
    let Some((scheme, class)) = scene.site.schemes.all.get(at).and_then(|scheme| Some((scheme, scheme.classes.get(n)?))) else {
        return Content::Bytes(Vec::new());
    };
    let info = PageInfo {
        kind: "class",
        title: class.name.clone(),
        within: scheme.name.clone(),
        description: format!("{}：{}。", scheme.name, class.name),
        nav_key: Fixed::Disclosure.code(),
        crumbs: vec![way(scene), Crumb { name: scheme.name.clone(), href: scene.plan.href(&Noun::Scheme(at)) }],
    };
    let mut context = scene.context(page, info);
    context.insert_value("class", Value::from_serializable(&class_view(scene, at, n, class)));
    context.insert_value("rows", scene.rows(slice(&class.items, page.number).iter()));
    context.insert_value("pager", Value::from_serializable(&Pager::new(scene, page, class.items.len())));
    Content::Template("class.html", context)
}

fn way(scene: &Scene<'_>) -> Crumb {
    Crumb { name: Fixed::Disclosure.name().into(), href: scene.plan.href(&Noun::Fixed(Fixed::Disclosure)) }
}

fn class_view<'s>(scene: &Scene<'s>, scheme: usize, at: usize, class: &'s Class) -> ClassView<'s> {
    let catalogue = &scene.site.catalogue;
    let leaves: Vec<LeafId> = class.leaves.iter().filter_map(|leaf| catalogue.find(&leaf.value)).collect();
    let latest = class.items.get(class.items.len().saturating_sub(LATEST)..).unwrap_or(&[]);
    ClassView {
        code: &class.code,
        name: &class.name,
        basis: &class.basis,
        note: &class.note,
        href: scene.plan.href(&Noun::Class(scheme, at)),
        leaves: leaves.into_iter().map(|leaf| LeafBox::new(scene, leaf, catalogue.leaf(leaf))).collect(),
        latest: scene.rows(latest.iter()),
    }
}
