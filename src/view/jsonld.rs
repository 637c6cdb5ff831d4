//! What search engines read: schema.org as JSON-LD. It stands in a data block of the page, which is never executed, so that a strict
//! content security policy lets it be.

use serde_json::{Map, Value, json};

use crate::calendar::Date;
use crate::model::{Filed, Item, ItemId, Place, PlaceKind, Status};
use crate::plan::{Noun, Page};

use super::file::files;
use super::moment::{changed, known};
use super::page::{Crumb, PageInfo};
use super::scene::Scene;

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
        _ => Value::Null,
    };
    let places = scene.site.places.iter().filter(|_| page.noun == Noun::Places).map(|place| place_data(scene, &root, place));
    let graph: Vec<Value> =
        [about, way(scene, &root, page, info, crumbs)].into_iter().chain(places).filter(|value| !value.is_null()).collect();
    if graph.is_empty() { String::new() } else { in_script(&json!({ "@context": "https://schema.org", "@graph": graph }).to_string()) }
}

/// JSON as it may stand in a `script` element: no tag and no comment can begin or end in it.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// The organ that publishes the column.
fn organ(scene: &Scene<'_>, root: &str) -> Value {
    json!({ "@type": "GovernmentOrganization", "name": scene.site.config.organ, "url": format!("{root}{}", scene.plan.href(&Noun::Home)) })
}

fn site(scene: &Scene<'_>, root: &str, info: &PageInfo) -> Value {
    let config = &scene.site.config;
    object([
        ("@type", json!("WebSite")),
        ("name", json!(format!("{}{}", config.organ, config.title))),
        ("url", json!(format!("{root}{}", scene.plan.href(&Noun::Home)))),
        ("description", text(&info.description)),
        ("inLanguage", json!("zh-CN")),
        ("publisher", organ(scene, root)),
    ])
}

/// A place where people read what is public. `openingHours` is in words: the days and holidays of an office have no other form.
fn place_data(scene: &Scene<'_>, root: &str, place: &Place) -> Value {
    let (kind, organ) = match place.kind {
        PlaceKind::Board => ("CivicStructure", Value::Null),
        PlaceKind::Zone | PlaceKind::Reading => ("GovernmentOffice", organ(scene, root)),
    };
    object([
        ("@type", json!(kind)),
        ("name", json!(place.name)),
        ("url", json!(format!("{root}{}#p-{}", scene.plan.href(&Noun::Places), place.code))),
        ("description", text(&place.equipment.join("、"))),
        ("address", text(&place.address)),
        ("telephone", text(&place.phone)),
        ("openingHours", text(&place.hours)),
        ("parentOrganization", organ),
    ])
}

/// The way from the home page to the page.
fn way(scene: &Scene<'_>, root: &str, page: &Page, info: &PageInfo, crumbs: &[Crumb]) -> Value {
    if crumbs.is_empty() {
        return Value::Null;
    }
    let own = Crumb { name: info.title.clone(), href: scene.plan.href(&page.noun) };
    let steps = crumbs.iter().chain([&own]).zip(1..);
    let steps =
        steps.map(|(crumb, n)| json!({ "@type": "ListItem", "position": n, "name": crumb.name, "item": format!("{root}{}", crumb.href) }));
    json!({ "@type": "BreadcrumbList", "itemListElement": steps.collect::<Vec<_>>() })
}

fn article(scene: &Scene<'_>, root: &str, id: ItemId, filed: &Filed) -> Value {
    let item = &*filed.item;
    let address = |noun: &Noun| format!("{root}{}", scene.plan.href(noun));
    let published = item.published.as_ref().map(|published| published.value);
    let validity = item.validity.as_ref();
    let force = validity.and_then(|validity| match validity.status.value {
        Status::InForce => Some("https://schema.org/InForce"),
        Status::Amended => Some("https://schema.org/PartiallyInForce"),
        Status::Repealed | Status::Expired => Some("https://schema.org/NotInForce"),
        Status::NotYet => None,
    });
    let document = item.interprets.as_ref().and_then(|reference| scene.site.referred(item, &reference.value));
    let interpreted = document.filter(|document| scene.site.filed(*document).is_public()).map(
        |document| json!({ "@type": "CreativeWork", "name": scene.site.item(document).name(), "url": address(&Noun::Item(document)) }),
    );
    let encodings: Vec<Value> = files(scene, item)
        .iter()
        .map(|file| {
            object([
                ("@type", json!("MediaObject")),
                ("name", json!(file.name)),
                ("contentUrl", json!(format!("{root}{}", file.href))),
                ("encodingFormat", json!(file.media_type)),
                ("contentSize", json!(format!("{} B", file.bytes))),
                ("sha256", text(file.sha256)),
            ])
        })
        .collect();
    let issuers: Vec<Value> =
        item.issuers.iter().map(|issuer| json!({ "@type": "GovernmentOrganization", "name": issuer.value })).collect();
    let summary = if item.withdrawn.is_some() { "" } else { item.summary.as_str() };
    let keywords: Vec<&str> = item.keywords.iter().map(|word| word.value.as_str()).collect();
    let day = |date: Option<Date>| date.map_or(Value::Null, |date| json!(date.to_string()));
    let number = item.number.as_ref().map(|number| number.value.to_string());
    // A document with 效力 and 文号 is one that binds.
    let kind = if validity.is_some() && number.is_some() { json!(["Article", "Legislation"]) } else { json!("Article") };
    object([
        ("@type", kind),
        ("headline", json!(item.name())),
        ("url", json!(address(&Noun::Item(id)))),
        ("identifier", identifiers(item)),
        ("description", text(summary)),
        ("inLanguage", json!("zh-CN")),
        ("isAccessibleForFree", json!(true)),
        ("articleSection", filed.leaf.map_or(Value::Null, |leaf| json!(scene.site.catalogue.leaf(leaf).name))),
        ("keywords", text(&keywords.join(","))),
        ("dateCreated", day(item.formed.as_ref().map(|formed| formed.value))),
        ("datePublished", published.map_or(Value::Null, |stamp| json!(known(stamp)))),
        ("dateModified", changed(item).map_or(Value::Null, |stamp| json!(known(stamp)))),
        ("author", if issuers.is_empty() { organ(scene, root) } else { json!(issuers) }),
        ("publisher", organ(scene, root)),
        ("creativeWorkStatus", validity.map_or(Value::Null, |validity| json!(validity.status.value.name()))),
        ("legislationLegalForce", if number.is_some() { force.map_or(Value::Null, |force| json!(force)) } else { Value::Null }),
        ("isBasedOn", interpreted.unwrap_or_default()),
        ("encoding", if encodings.is_empty() { Value::Null } else { json!(encodings) }),
    ])
}

/// 文号 and 索引号.
fn identifiers(item: &Item) -> Value {
    let number = item.number.as_ref().map(|number| ("文号", number.value.to_string()));
    let index = item.index_number.as_ref().map(|number| ("索引号", number.value.to_string()));
    let all: Vec<Value> = [number, index]
        .into_iter()
        .flatten()
        .map(|(name, value)| json!({ "@type": "PropertyValue", "propertyID": name, "value": value }))
        .collect();
    if all.is_empty() { Value::Null } else { json!(all) }
}

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { json!(text) }
}

/// An object of those pairs that have a value.
fn object<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(pairs.map(|(key, value)| (key.to_string(), value)).collect::<Map<String, Value>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_data_ends_the_element() {
        let json = json!({ "a": "</script><!-- <SCRIPT> ]]> & \u{2028}" }).to_string();
        let safe = in_script(&json);
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']), "{safe}");
        assert_eq!(serde_json::from_str::<Value>(&safe).expect("JSON"), serde_json::from_str::<Value>(&json).expect("JSON"));
    }
}
