//! 公开场所: where people read what is public, and where it is put up, by type.

use serde::Serialize;
use tera::Value;

use crate::model::{Place, PlaceKind, Site};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Link, PageInfo, Scene};

#[derive(Serialize)]
struct KindView<'s> {
    name: &'static str,
    code: &'static str,
    places: Vec<PlaceView<'s>>,
}

#[derive(Serialize)]
struct PlaceView<'s> {
    code: &'s str,
    name: &'s str,
    address: &'s str,
    hours: &'s str,
    phone: &'s str,
    equipment: String,
    in_charge: &'s str,
    note: &'s str,
    /// The villages that it is for; none where it is for all.
    villages: Vec<Link>,
}

/// `places.html`, where the column knows of places.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    site.places.first().and_then(|_| Page::new("places.html", Noun::Places)).into_iter().collect()
}

/// The page.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let info = PageInfo {
        kind: "places",
        title: "公开场所".into(),
        description: format!("{}的政务公开专区、政府信息查阅点和公开栏：地址、开放时间和电话。", scene.site.config.organ),
        nav_key: "disclosure",
        ..PageInfo::default()
    };
    let kinds = PlaceKind::ALL.into_iter().map(|kind| KindView {
        name: kind.name(),
        code: kind.code(),
        places: scene.site.places.iter().filter(|place| place.kind == kind).map(|place| view(scene, place)).collect(),
    });
    let kinds: Vec<KindView<'_>> = kinds.filter(|kind| !kind.places.is_empty()).collect();
    let mut context = scene.context(page, info);
    context.insert_value("kinds", Value::from_serializable(&kinds));
    Content::Template("places.html", context)
}

fn view<'s>(scene: &Scene<'s>, place: &'s Place) -> PlaceView<'s> {
    let villages = place.villages.iter().filter_map(|word| scene.site.subjects.find(&word.value)).map(|id| {
        let own = scene.plan.href(&Noun::Village(id));
        let href = if own.is_empty() { scene.plan.href(&Noun::Subject(id)) } else { own };
        Link { name: scene.site.subjects.get(id).place().to_string(), href }
    });
    PlaceView {
        code: &place.code,
        name: &place.name,
        address: &place.address,
        hours: &place.hours,
        phone: &place.phone,
        equipment: place.equipment.join("、"),
        in_charge: &place.in_charge,
        note: &place.note,
        villages: villages.collect(),
    }
}
