//! 公开情况: how every duty stands, how far each part and each subject is covered, and when what was published.

mod heat_map;

use serde::Serialize;
use tera::Value;

use crate::calendar::chinese;
use crate::duty::{self, Standing};
use crate::model::{Fixed, LeafId, Site};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Crumb, Link, PageInfo, Scene, StateView};

use heat_map::HeatMap;

#[derive(Serialize)]
struct Totals {
    leaves: usize,
    items: usize,
    /// How many items have a time limit, and how many of them kept it.
    limited: usize,
    in_time: usize,
    standings: Standings,
}

/// How many leaves stand how.
#[derive(Clone, Copy, Default, Serialize)]
struct Standings {
    all: usize,
    kept: usize,
    soon: usize,
    overdue: usize,
    blank: usize,
    stated: usize,
}

#[derive(Serialize)]
struct Covered<'s> {
    name: &'s str,
    href: String,
    standings: Standings,
    items: usize,
}

#[derive(Serialize)]
struct Duty<'s> {
    name: &'s str,
    href: String,
    part: &'s str,
    owners: Vec<Link>,
    last: String,
    due: String,
    state: StateView,
}

/// `compliance.html`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("compliance.html", Noun::Compliance).into_iter().collect()
}

/// The page.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let site = scene.site;
    let info = PageInfo {
        kind: "compliance",
        title: "公开情况".into(),
        description: format!("{}每一项公开职责是否按时履行，各部分、各主体公开了多少。", site.config.organ),
        nav_key: Fixed::Disclosure.code(),
        crumbs: vec![Crumb { name: Fixed::Disclosure.name().into(), href: scene.plan.href(&Noun::Fixed(Fixed::Disclosure)) }],
        ..PageInfo::default()
    };
    let mut context = scene.context(page, info);
    context.insert("today", &chinese(scene.today));
    context.insert_value("totals", Value::from_serializable(&totals(scene)));
    context.insert_value("parts", Value::from_serializable(&parts(scene)));
    context.insert_value("subjects", Value::from_serializable(&subjects(scene)));
    context.insert_value("duties", Value::from_serializable(&duties(scene)));
    let map = HeatMap::new(site, scene.today);
    context.insert_value("svg", Value::safe_string(&map.svg()));
    context.insert_value("map", Value::from_serializable(&map));
    Content::Template("compliance.html", context)
}

/// The leaves whose duty holds this year.
fn held<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = LeafId> + 's {
    scene.site.catalogue.leaves().filter(|(_, leaf)| duty::holds(leaf, scene.today)).map(|(id, _)| id)
}

fn standings(scene: &Scene<'_>, leaves: impl Iterator<Item = LeafId>) -> Standings {
    let mut count = Standings::default();
    for leaf in leaves {
        count.all += 1;
        match scene.state(leaf).standing {
            Standing::Kept | Standing::NoInterval => count.kept += 1,
            Standing::Soon => count.soon += 1,
            Standing::Overdue => count.overdue += 1,
            Standing::Blank => count.blank += 1,
            Standing::Stated => count.stated += 1,
        }
    }
    count
}

fn totals(scene: &Scene<'_>) -> Totals {
    let mut totals = Totals { leaves: 0, items: 0, limited: 0, in_time: 0, standings: standings(scene, held(scene)) };
    totals.leaves = totals.standings.all;
    for (_, filed) in scene.site.public() {
        totals.items += 1;
        if let (Some(due), Some(published)) = (duty::due(scene.site, filed), &filed.item.published) {
            totals.limited += 1;
            totals.in_time += usize::from(published.value.date <= due.date);
        }
    }
    totals
}

fn parts<'s>(scene: &Scene<'s>) -> Vec<Covered<'s>> {
    let catalogue = &scene.site.catalogue;
    let all = catalogue.parts().map(|(id, part)| {
        let leaves: Vec<LeafId> = held(scene).filter(|leaf| catalogue.part_of(catalogue.leaf(*leaf)).0 == id).collect();
        Covered {
            name: &part.name,
            href: scene.plan.href(&Noun::Part(id)),
            items: leaves.iter().map(|leaf| scene.site.of_leaf(*leaf).len()).sum(),
            standings: standings(scene, leaves.into_iter()),
        }
    });
    all.collect()
}

fn subjects<'s>(scene: &Scene<'s>) -> Vec<Covered<'s>> {
    let (catalogue, today) = (&scene.site.catalogue, scene.today);
    let all = scene.site.subjects.iter().map(|(id, subject)| {
        let leaves = subject.duties.iter().filter_map(|duty| catalogue.find(&duty.value));
        Covered {
            name: &subject.short,
            href: scene.plan.href(&Noun::Subject(id)),
            items: scene.site.of_subject(id).len(),
            standings: standings(scene, leaves.filter(|leaf| duty::holds(catalogue.leaf(*leaf), today))),
        }
    });
    all.filter(|subject| subject.standings.all > 0).collect()
}

fn duties<'s>(scene: &Scene<'s>) -> Vec<Duty<'s>> {
    let catalogue = &scene.site.catalogue;
    let owners = |leaf: LeafId| {
        let owes = |subject: &&crate::model::Subject| subject.duties.iter().any(|duty| catalogue.find(&duty.value) == Some(leaf));
        let owners = scene.site.subjects.iter().filter(|(_, subject)| owes(subject));
        owners.map(|(id, subject)| Link { name: subject.short.clone(), href: scene.plan.href(&Noun::Subject(id)) }).collect()
    };
    let all = held(scene).map(|id| {
        let (leaf, state) = (catalogue.leaf(id), scene.state(id));
        Duty {
            name: &leaf.name,
            href: scene.plan.href(&Noun::Leaf(id)),
            part: &catalogue.part_of(leaf).1.name,
            owners: owners(id),
            last: state.last.map(|date| date.to_string()).unwrap_or_default(),
            due: state.due.map(|date| date.to_string()).unwrap_or_default(),
            state: StateView::new(state),
        }
    });
    all.collect()
}
