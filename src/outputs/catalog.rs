//! `catalog.jsonld`: what data the column has, in the words of DCAT (W3C), for the data portals that gather catalogues.

use serde_json::{Value, json};

use crate::model::{Fixed, Site};
use crate::plan::{Dataset, Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, RIGHTS, Scene, moment};

/// `catalog.jsonld`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("catalog.jsonld", Noun::Data(Dataset::Catalog)).into_iter().collect()
}

/// The catalogue.
pub fn content(scene: &Scene<'_>, _: &Page) -> Content {
    let (site, config) = (scene.site, &scene.site.config);
    let column = format!("{}{}", config.organ, config.title);
    // Relative to this file where the column's own address is not known.
    let address = |noun: &Noun| format!("{}{}", config.base_url, scene.plan.href(noun));
    let publisher = json!({ "@type": "foaf:Organization", "foaf:name": config.organ });
    let modified = moment::last_change(site.public().map(|(_, filed)| &*filed.item));
    let first = site.public().next().and_then(|(_, filed)| filed.item.published.as_ref()).map(|published| published.value.date);
    let distribution = |noun: Noun, title: &str, media: &str, schema: Option<Dataset>| {
        let mut told = json!({
            "@type": "dcat:Distribution",
            "@id": address(&noun),
            "dct:title": title,
            "dcat:accessURL": { "@id": address(&Noun::OpenData) },
            "dcat:downloadURL": { "@id": address(&noun) },
            "dcat:mediaType": { "@id": format!("https://www.iana.org/assignments/media-types/{media}") },
            "dct:rights": RIGHTS,
        });
        if let (Some(schema), Some(told)) = (schema, told.as_object_mut()) {
            told.insert("dct:conformsTo".into(), json!({ "@id": address(&Noun::Schema(schema)) }));
        }
        told
    };
    let dataset = |id: &str, title: String, about: &str, landing: &Noun, distributions: Vec<Value>| {
        json!({
            "@type": "dcat:Dataset",
            "@id": format!("{}#{id}", address(&Noun::Data(Dataset::Catalog))),
            "dct:identifier": id,
            "dct:title": title,
            "dct:description": about,
            "dct:publisher": publisher,
            "dct:language": "zh-CN",
            "dct:modified": modified.unwrap_or(scene.today).to_string(),
            "dct:temporal": first.map(|first| json!({ "@type": "dct:PeriodOfTime", "dcat:startDate": first.to_string() })),
            "dcat:landingPage": { "@id": address(landing) },
            "dcat:distribution": distributions,
        })
    };
    let items = vec![
        distribution(Noun::Data(Dataset::Items), "JSON", "application/json", Some(Dataset::Items)),
        distribution(Noun::Data(Dataset::ItemTable), "CSV", "text/csv", None),
        distribution(Noun::Feed, "Atom", "application/atom+xml", None),
    ];
    let duties = vec![
        distribution(Noun::Data(Dataset::Duties), "JSON", "application/json", Some(Dataset::Duties)),
        distribution(Noun::Data(Dataset::CatalogueTable), "CSV", "text/csv", None),
    ];
    let mut datasets = vec![
        dataset("items", format!("{column}：已公开信息"), "全部已公开的信息：标题、文号、日期、主体、附件等。", &Noun::Archive, items),
        dataset("duties", format!("{column}：公开事项"), "应当公开的全部事项：依据、时限、频次、更新情况。", &Noun::Catalogue, duties),
    ];
    if scene.plan.page(&Noun::Data(Dataset::Annual)).is_some() {
        let annual = vec![distribution(Noun::Data(Dataset::Annual), "JSON", "application/json", Some(Dataset::Annual))];
        let about = "历年政府信息公开工作年度报告的三张表：主动公开、申请、行政复议和行政诉讼。";
        datasets.push(dataset("annual", format!("{column}：年度报告的数字"), about, &Noun::Fixed(Fixed::Reports), annual));
    }
    let catalog = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@type": "dcat:Catalog",
        "@id": address(&Noun::Data(Dataset::Catalog)),
        "dct:title": format!("{column}：数据目录"),
        "dct:description": if config.demo.is_empty() { format!("{column}公开的数据文件。") } else { config.demo.clone() },
        "dct:publisher": publisher,
        "dct:language": "zh-CN",
        "dct:rights": RIGHTS,
        "foaf:homepage": { "@id": address(&Noun::Home) },
        "dcat:dataset": datasets,
    });
    Content::Bytes((serde_json::to_string_pretty(&without_null(catalog)).expect("texts can always be written") + "\n").into_bytes())
}

fn without_null(value: Value) -> Value {
    match value {
        Value::Object(pairs) => {
            Value::Object(pairs.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key, without_null(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_null).collect()),
        value => value,
    }
}
