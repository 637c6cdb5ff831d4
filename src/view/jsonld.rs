//! What search engines read: schema.org as JSON-LD. It stands in a data block of the page, which is never executed, so that a strict
//! content security policy lets it be.

use std::borrow::Cow;

use memchr::memchr3;
use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::model::{Filed, Item, ItemId, Place, PlaceKind, Status};
use crate::plan::{Noun, Page};

use super::file::files;
use super::moment::{changed, known};
use super::page::{Crumb, PageInfo};
use super::scene::Scene;

/// A value of JSON. It borrows what it can: every page has some.
enum Json<'s> {
    /// What is not known: left out.
    None,
    True,
    Text(Cow<'s, str>),
    Number(usize),
    List(Vec<Json<'s>>),
    Object(Vec<(&'static str, Json<'s>)>),
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::None => serializer.serialize_unit(),
            Json::True => serializer.serialize_bool(true),
            Json::Text(text) => serializer.serialize_str(text),
            Json::Number(number) => serializer.serialize_u64(*number as u64),
            Json::List(list) => serializer.collect_seq(list),
            Json::Object(pairs) => {
                let known = pairs.iter().filter(|(_, value)| !matches!(value, Json::None));
                serializer.collect_map(known.map(|(key, value)| (key, value)))
            }
        }
    }
}

/// The data of a page with this way from the home page, fit to stand in a `script` element; empty for a page that has none.
pub fn data(scene: &Scene<'_>, page: &Page, info: &PageInfo, crumbs: &[Crumb]) -> String {
    let root = match scene.site.config.base_url.as_str() {
        "" => page.to_root(),
        base => base.to_string(),
    };
    let about = match page.noun {
        Noun::NotFound => return String::new(),
        Noun::Home => site(scene, &root, info),
        Noun::Item(id) => article(scene, &root, id, scene.site.filed(id)),
        _ => Json::None,
    };
    let places = scene.site.places.iter().filter(|_| page.noun == Noun::Places).map(|place| place_data(scene, &root, place));
    let all = [about, way(scene, &root, page, info, crumbs)].into_iter().chain(places);
    let graph: Vec<Json<'_>> = all.filter(|value| !matches!(value, Json::None)).collect();
    if graph.is_empty() {
        return String::new();
    }
    let data = Json::Object(vec![("@context", word("https://schema.org")), ("@graph", Json::List(graph))]);
    in_script(serde_json::to_string(&data).unwrap_or_default())
}

/// JSON as it may stand in a `script` element: no tag and no comment can begin or end in it.
fn in_script(mut json: String) -> String {
    if memchr3(b'<', b'>', b'&', json.as_bytes()).is_some() {
        json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    }
    if json.contains(['\u{2028}', '\u{2029}']) {
        json = json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    }
    json
}

/// The organ that publishes the column.
fn organ<'s>(scene: &Scene<'s>, root: &str) -> Json<'s> {
    let home = format!("{root}{}", scene.plan.href(&Noun::Home));
    Json::Object(vec![("@type", word("GovernmentOrganization")), ("name", text(&scene.site.config.organ)), ("url", said(home))])
}

fn site<'s>(scene: &Scene<'s>, root: &str, info: &'s PageInfo) -> Json<'s> {
    let config = &scene.site.config;
    Json::Object(vec![
        ("@type", word("WebSite")),
        ("name", said(format!("{}{}", config.organ, config.title))),
        ("url", said(format!("{root}{}", scene.plan.href(&Noun::Home)))),
        ("description", text(&info.description)),
        ("inLanguage", word("zh-CN")),
        ("publisher", organ(scene, root)),
    ])
}

/// A place where people read what is public. `openingHours` is in words: the days and holidays of an office have no other form.
fn place_data<'s>(scene: &Scene<'s>, root: &str, place: &'s Place) -> Json<'s> {
    let (kind, organ) = match place.kind {
        PlaceKind::Board => ("CivicStructure", Json::None),
        PlaceKind::Zone | PlaceKind::Reading => ("GovernmentOffice", organ(scene, root)),
    };
    Json::Object(vec![
        ("@type", word(kind)),
        ("name", text(&place.name)),
        ("url", said(format!("{root}{}#p-{}", scene.plan.href(&Noun::Places), place.code))),
        ("description", said(place.equipment.join("、"))),
        ("address", text(&place.address)),
        ("telephone", text(&place.phone)),
        ("openingHours", text(&place.hours)),
        ("parentOrganization", organ),
    ])
}

/// The way from the home page to the page.
fn way<'s>(scene: &Scene<'s>, root: &str, page: &Page, info: &'s PageInfo, crumbs: &'s [Crumb]) -> Json<'s> {
    if crumbs.is_empty() {
        return Json::None;
    }
    let own = (info.title.as_str(), scene.plan.href(&page.noun));
    let steps = crumbs.iter().map(|crumb| (crumb.name.as_str(), crumb.href.clone())).chain([own]).zip(1..);
    let step = |((name, href), n): ((&'s str, String), usize)| {
        let item = said(format!("{root}{href}"));
        Json::Object(vec![("@type", word("ListItem")), ("position", Json::Number(n)), ("name", text(name)), ("item", item)])
    };
    Json::Object(vec![("@type", word("BreadcrumbList")), ("itemListElement", Json::List(steps.map(step).collect()))])
}

fn article<'s>(scene: &Scene<'s>, root: &str, id: ItemId, filed: &'s Filed) -> Json<'s> {
    let item = &*filed.item;
    let address = |noun: &Noun| said(format!("{root}{}", scene.plan.href(noun)));
    let published = item.published.as_ref().map(|published| published.value);
    let validity = item.validity.as_ref();
    let force = validity.and_then(|validity| match validity.status.value {
        Status::InForce => Some("https://schema.org/InForce"),
        Status::Amended => Some("https://schema.org/PartiallyInForce"),
        Status::Repealed | Status::Expired => Some("https://schema.org/NotInForce"),
        Status::NotYet => None,
    });
    let document = item.interprets.as_ref().and_then(|reference| scene.site.referred(item, &reference.value));
    let interpreted = document.filter(|document| scene.site.filed(*document).is_public()).map_or(Json::None, |document| {
        let name = text(scene.site.item(document).name());
        Json::Object(vec![("@type", word("CreativeWork")), ("name", name), ("url", address(&Noun::Item(document)))])
    });
    let encodings = files(scene, item).into_iter().map(|file| {
        Json::Object(vec![
            ("@type", word("MediaObject")),
            ("contentUrl", said(format!("{root}{}", file.href))),
            ("encodingFormat", word(file.media_type)),
            ("contentSize", said(format!("{} B", file.bytes))),
            ("sha256", text(file.sha256)),
            ("name", said(file.name.to_string())),
        ])
    });
    let issuers =
        item.issuers.iter().map(|issuer| Json::Object(vec![("@type", word("GovernmentOrganization")), ("name", text(&issuer.value))]));
    let summary = if item.withdrawn.is_some() { "" } else { item.summary.as_str() };
    let keywords: Vec<&str> = item.keywords.iter().map(|word| word.value.as_str()).collect();
    let day = |date: Option<Date>| date.map_or(Json::None, |date| said(date.to_string()));
    // A document with 效力 and 文号 is one that binds.
    let binds = validity.is_some() && item.number.is_some();
    Json::Object(vec![
        ("@type", if binds { Json::List(vec![word("Article"), word("Legislation")]) } else { word("Article") }),
        ("headline", text(item.name())),
        ("url", address(&Noun::Item(id))),
        ("identifier", identifiers(item)),
        ("description", text(summary)),
        ("inLanguage", word("zh-CN")),
        ("isAccessibleForFree", Json::True),
        ("articleSection", filed.leaf.map_or(Json::None, |leaf| text(&scene.site.catalogue.leaf(leaf).name))),
        ("keywords", said(keywords.join(","))),
        ("dateCreated", day(item.formed.as_ref().map(|formed| formed.value))),
        ("datePublished", published.map_or(Json::None, |stamp| said(known(stamp)))),
        ("dateModified", changed(item).map_or(Json::None, |stamp| said(known(stamp)))),
        ("author", if item.issuers.is_empty() { organ(scene, root) } else { list(issuers) }),
        ("publisher", organ(scene, root)),
        ("creativeWorkStatus", validity.map_or(Json::None, |validity| word(validity.status.value.name()))),
        ("legislationLegalForce", force.filter(|_| binds).map_or(Json::None, word)),
        ("isBasedOn", interpreted),
        ("encoding", list(encodings)),
    ])
}

/// 文号 and 索引号.
fn identifiers(item: &Item) -> Json<'_> {
    let number = item.number.as_ref().map(|number| ("文号", number.value.to_string()));
    let index = item.index_number.as_ref().map(|number| ("索引号", number.value.to_string()));
    let all = [number, index].into_iter().flatten();
    list(all.map(|(name, value)| Json::Object(vec![("@type", word("PropertyValue")), ("propertyID", word(name)), ("value", said(value))])))
}

/// A list; nothing where it is empty.
fn list<'s>(values: impl Iterator<Item = Json<'s>>) -> Json<'s> {
    let values: Vec<Json<'s>> = values.collect();
    if values.is_empty() { Json::None } else { Json::List(values) }
}

fn word(text: &'static str) -> Json<'static> {
    Json::Text(text.into())
}

/// A text; nothing where it is empty.
fn text(text: &str) -> Json<'_> {
    if text.is_empty() { Json::None } else { Json::Text(text.into()) }
}

/// The same of a text that was made for it.
fn said(text: String) -> Json<'static> {
    if text.is_empty() { Json::None } else { Json::Text(text.into()) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn nothing_in_the_data_ends_the_element() {
        let json = json!({ "a": "</script><!-- <SCRIPT> ]]> & \u{2028}" }).to_string();
        let safe = in_script(json.clone());
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']), "{safe}");
        assert_eq!(serde_json::from_str::<Value>(&safe).expect("JSON"), serde_json::from_str::<Value>(&json).expect("JSON"));
    }
}
