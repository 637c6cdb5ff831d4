//! An item's page: what it is, its text, its attachments, and what it belongs to.

use rayon::prelude::*;
use serde::Serialize;
use tera::Value;

use crate::calendar::chinese;
use crate::model::{Filed, Fixed, Item, ItemId, Site, Status};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, OfficeFact, PageInfo, Scene, Timeline, TrailStep, body, file, metadata, moment, office, svg, trail};

#[derive(Serialize)]
struct ItemView<'s> {
    title: &'s str,
    href: String,
    html: Value,
    meta: Vec<metadata::Cell>,
    attachments: Vec<file::FileView>,
    validity: Option<ValidityView>,
    withdrawn: Option<Withdrawn<'s>>,
    revisions: Vec<Revision<'s>>,
    related: Vec<Related>,
    timeline: Option<Timeline<'s>>,
    trail: Vec<TrailStep>,
    prev: Option<Neighbour>,
    next: Option<Neighbour>,
    published: String,
    published_text: String,
    source: String,
    subject: &'s str,
    keywords: String,
    url: String,
    qr: Value,
    leaf: &'s str,
    leaf_href: String,
    guide_href: String,
    contact: &'s str,
    toc: Vec<Entry<'s>>,
    office: Vec<OfficeFact<'s>>,
}

#[derive(Serialize)]
struct ValidityView {
    status: &'static str,
    text: String,
    href: String,
    target: String,
}

#[derive(Serialize)]
struct Withdrawn<'s> {
    date_text: String,
    reason: &'s str,
}

#[derive(Serialize)]
struct Revision<'s> {
    date_text: String,
    what: &'s str,
}

#[derive(Serialize)]
struct Related {
    relation: String,
    title: String,
    href: String,
}

#[derive(Serialize)]
struct Neighbour {
    title: String,
    href: String,
}

#[derive(Serialize)]
struct Entry<'s> {
    level: u8,
    id: &'s str,
    text: &'s str,
}

/// `audit/2017-001.html`: the leaf's code and the file's stem.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    let all = site.items.par_iter().enumerate().filter(|(_, filed)| filed.is_public()).filter_map(|(at, filed)| {
        let id = ItemId(u32::try_from(at).ok()?);
        let leaf = site.catalogue.leaf(filed.leaf?);
        let item = &filed.item;
        let modified = moment::changed(item).map(|stamp| stamp.date);
        Some(Page { modified, ..Page::new(&format!("{}/{}.html", leaf.code, item.path.stem()), Noun::Item(id))? })
    });
    all.collect()
}

/// The page. An item that was withdrawn keeps its page, without text and attachments.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let Noun::Item(id) = page.noun else { return Content::Bytes(Vec::new()) };
    let filed = scene.site.filed(id);
    let (item, Some(leaf_id)) = (&*filed.item, filed.leaf) else { return Content::Bytes(Vec::new()) };
    let leaf = scene.site.catalogue.leaf(leaf_id);
    let shown = item.withdrawn.is_none();
    let published = item.published.as_ref().map(|published| published.value);
    let url = scene.url(&page.noun);
    let qr = if url.is_empty() { None } else { svg(&url, "本页网址的二维码") };
    let (prev, next) = neighbours(scene, id, filed);
    let subject = filed.subject.map(|subject| scene.site.subjects.get(subject));
    let contact = subject.map_or("", |subject| subject.contact.as_str());
    let view = ItemView {
        title: item.name(),
        href: scene.plan.href(&page.noun),
        html: Value::safe_string(&if shown { body(scene, page, item) } else { String::new() }),
        meta: metadata::cells(scene, filed),
        attachments: file::views(scene, item),
        validity: validity(scene, item),
        withdrawn: item.withdrawn.as_ref().map(|withdrawn| Withdrawn { date_text: chinese(withdrawn.date), reason: &withdrawn.reason }),
        revisions: item.revisions.iter().map(|revision| Revision { date_text: chinese(revision.date), what: &revision.what }).collect(),
        related: related(scene, id, item),
        trail: trail(item),
        timeline: Timeline::new(scene, id).filter(|_| scene.matter(item.matter.as_ref().map_or("", |matter| &matter.value)).len() > 1),
        prev,
        next,
        published: published.map(|stamp| stamp.date.to_string()).unwrap_or_default(),
        published_text: published.map(moment::spoken).unwrap_or_default(),
        source: metadata::source(scene.site, item),
        subject: subject.map_or("", |subject| &subject.short),
        keywords: item.keywords.iter().map(|word| word.value.as_str()).collect::<Vec<_>>().join(","),
        url,
        qr: Value::safe_string(&qr.unwrap_or_default()),
        leaf: &leaf.name,
        leaf_href: scene.plan.href(&Noun::Leaf(leaf_id)),
        guide_href: scene.plan.href(&Noun::Fixed(Fixed::Guide)),
        contact: if contact.is_empty() { &scene.site.config.footer.contact } else { contact },
        office: if scene.site.tells_of_office(item) { office(&scene.site.config.office) } else { Vec::new() },
        toc: if shown { toc(item) } else { Vec::new() },
    };
    let info = PageInfo {
        kind: "item",
        title: item.name().to_string(),
        within: leaf.name.clone(),
        description: if shown { item.summary.clone() } else { String::new() },
        nav_key: "disclosure",
        crumbs: PageInfo::way_to(scene, leaf_id, true),
    };
    let mut context = scene.context(page, info);
    context.insert_value("item", Value::from_serializable(&view));
    Content::Template("item.html", context)
}

fn validity(scene: &Scene<'_>, item: &Item) -> Option<ValidityView> {
    let validity = item.validity.as_ref().filter(|validity| validity.status.value != Status::InForce)?;
    let by = match validity.status.value {
        Status::Repealed => validity.repealed_by.as_ref(),
        Status::Amended => validity.amended_by.as_ref(),
        _ => None,
    };
    let document = by.and_then(|by| scene.site.referred(item, &by.value));
    let target = match (document, by) {
        (Some(id), _) => scene.site.item(id).name().to_string(),
        (None, Some(by)) => by.value.clone(),
        (None, None) => String::new(),
    };
    let text = match validity.status.value {
        Status::Repealed if !target.is_empty() => "本文件已经废止，不再执行。废止它的文件是：".into(),
        Status::Amended if !target.is_empty() => "本文件已经修改。修改它的文件是：".into(),
        Status::Repealed => "本文件已经废止，不再执行，仅供查阅。".into(),
        Status::Amended => "本文件已经修改，请以修改后的文本为准。".into(),
        Status::Expired => match &validity.expires {
            Some(date) => format!("本文件已于{}失效，不再执行，仅供查阅。", chinese(date.value)),
            None => "本文件已经失效，不再执行，仅供查阅。".into(),
        },
        _ => match &validity.effective {
            Some(date) => format!("本文件自{}起施行，现在尚未生效。", chinese(date.value)),
            None => "本文件尚未生效。".into(),
        },
    };
    let href = document.map(|id| scene.plan.href(&Noun::Item(id))).unwrap_or_default();
    Some(ValidityView { status: validity.status.value.name(), text, href, target })
}

/// The documents that belong to this one: interpretations, what it repeals and amends.
fn related(scene: &Scene<'_>, id: ItemId, item: &Item) -> Vec<Related> {
    let mut related = Vec::new();
    let mut add = |relation: String, other: ItemId| {
        let href = scene.plan.href(&Noun::Item(other));
        let known = related.iter().any(|known: &Related| known.href == href);
        if other != id && !href.is_empty() && !known {
            related.push(Related { relation, title: scene.site.item(other).name().to_string(), href });
        }
    };
    if let Some(document) = item.interprets.as_ref().and_then(|reference| scene.site.referred(item, &reference.value)) {
        add("所解读的文件".into(), document);
    }
    for other in scene.interpreted_by(id) {
        add("政策解读".into(), *other);
    }
    for document in item.repeals.iter().filter_map(|reference| scene.site.referred(item, &reference.value)) {
        add("所废止的文件".into(), document);
    }
    for (relation, other) in scene.ended_by(id) {
        add((*relation).into(), *other);
    }
    related
}

/// The item before and the item after in the same leaf.
fn neighbours(scene: &Scene<'_>, id: ItemId, filed: &Filed) -> (Option<Neighbour>, Option<Neighbour>) {
    let items = filed.leaf.map_or(&[][..], |leaf| scene.site.of_leaf(leaf));
    let at = items.binary_search(&id).ok();
    let neighbour = |at: Option<usize>| {
        let other = *items.get(at?)?;
        Some(Neighbour { title: scene.site.item(other).name().to_string(), href: scene.plan.href(&Noun::Item(other)) })
    };
    (neighbour(at.and_then(|at| at.checked_sub(1))), neighbour(at.map(|at| at + 1)))
}

fn toc(item: &Item) -> Vec<Entry<'_>> {
    item.body
        .headings
        .iter()
        .filter(|heading| heading.level <= 3)
        .map(|heading| Entry { level: heading.level, id: &heading.id, text: &heading.text })
        .collect()
}
