//! The catalogue, the subjects and the years as lists of links.

use serde::Serialize;
use tera::Value;

use crate::model::SubjectType;
use crate::plan::Noun;

use super::row::Link;
use super::scene::Scene;

#[derive(Serialize)]
struct Part<'s> {
    code: &'s str,
    name: &'s str,
    href: String,
    groups: Vec<Group<'s>>,
}

#[derive(Serialize)]
struct Group<'s> {
    name: &'s str,
    leaves: Vec<Link>,
}

/// The catalogue: parts, groups in them, leaves in those.
pub fn parts_tree(scene: &Scene<'_>) -> Value {
    let catalogue = &scene.site.catalogue;
    let leaves = |group| {
        catalogue.leaves_of(group).map(|(id, leaf)| Link { name: leaf.name.clone(), href: scene.plan.href(&Noun::Leaf(id)) }).collect()
    };
    let parts = catalogue.parts().map(|(id, part)| Part {
        code: &part.code,
        name: &part.name,
        href: scene.plan.href(&Noun::Part(id)),
        groups: catalogue.groups_of(id).map(|(at, group)| Group { name: &group.name, leaves: leaves(at) }).collect(),
    });
    Value::from_serializable(&parts.collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Type {
    #[serde(rename = "type")]
    name: &'static str,
    subjects: Vec<Link>,
}

/// The subjects by type.
pub fn subject_types(scene: &Scene<'_>) -> Value {
    let of = |kind: SubjectType| {
        let subjects = scene.site.subjects.iter().filter(move |(_, subject)| subject.kind == kind);
        subjects.map(|(id, subject)| Link { name: subject.short.clone(), href: scene.plan.href(&Noun::Subject(id)) }).collect::<Vec<_>>()
    };
    let types = SubjectType::ALL.into_iter().map(|kind| Type { name: kind.name(), subjects: of(kind) });
    Value::from_serializable(&types.filter(|kind| !kind.subjects.is_empty()).collect::<Vec<_>>())
}

/// The years, the latest first.
pub fn year_links(scene: &Scene<'_>) -> Vec<Link> {
    scene.site.years().into_iter().map(|year| Link { name: format!("{year}年"), href: scene.plan.href(&Noun::Year(year)) }).collect()
}
