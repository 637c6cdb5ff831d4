//! The meta tags of 政府网站发展指引 (国办发〔2017〕47号): of the site and the column on every page, of the content on an item's.
//!
//! A tag without a value is left out: one that is empty or `null` counts as a fault.

use serde::Serialize;

use crate::model::{Filed, Target};
use crate::plan::Noun;

use super::metadata::{issuers, source};
use super::moment::minute;
use super::page::PageInfo;
use super::scene::Scene;

/// One tag.
#[derive(Serialize)]
pub struct Tag {
    name: &'static str,
    content: String,
}

/// The tags of a page about `noun`.
pub fn tags(scene: &Scene<'_>, noun: &Noun, info: &PageInfo) -> Vec<Tag> {
    let config = &scene.site.config;
    let column = format!("{}{}", config.organ, config.title);
    let mut pairs = vec![
        ("SiteName", column.clone()),
        ("SiteDomain", domain(&config.base_url).to_string()),
        ("SiteIDCode", config.footer.site_id.value.clone()),
    ];
    match noun {
        Noun::Item(id) => pairs.extend(of_item(scene, noun, scene.site.filed(*id), &info.description)),
        Noun::Home => pairs.extend(of_column(&config.title, &info.description, &[&config.title, &config.organ], "首页")),
        Noun::Leaf(id) => {
            let catalogue = &scene.site.catalogue;
            let leaf = catalogue.leaf(*id);
            let mut words = vec![leaf.name.as_str()];
            words.extend(leaf.keywords.iter().map(String::as_str));
            words.extend([catalogue.group_of(leaf).name.as_str(), &catalogue.part_of(leaf).1.name]);
            let description = if leaf.content.is_empty() { format!("{column}：{}。", leaf.name) } else { leaf.content.clone() };
            pairs.extend(of_column(&leaf.name, &description, &words, DIRECTORY));
        }
        _ => {
            let name = if info.title.is_empty() { &config.title } else { &info.title };
            let description = if info.description.is_empty() { format!("{column}：{name}。") } else { info.description.clone() };
            pairs.extend(of_column(name, &description, &[name, &config.title, &config.organ], DIRECTORY));
        }
    }
    let kept = pairs.into_iter().map(|(name, content)| (name, content.split_whitespace().collect::<Vec<_>>().join(" ")));
    kept.filter(|(_, content)| !content.is_empty()).map(|(name, content)| Tag { name, content }).collect()
}

/// 信息公开目录: the class of every list of a disclosure column.
const DIRECTORY: &str = "信息公开目录";

fn of_column(name: &str, description: &str, words: &[&str], kind: &str) -> Vec<(&'static str, String)> {
    vec![
        ("ColumnName", name.to_string()),
        ("ColumnDescription", description.to_string()),
        ("ColumnKeywords", distinct(words)),
        ("ColumnType", kind.to_string()),
        ("Description", description.to_string()),
    ]
}

fn of_item(scene: &Scene<'_>, noun: &Noun, filed: &Filed, description: &str) -> Vec<(&'static str, String)> {
    let item = &filed.item;
    let leaf = filed.leaf.map_or("", |leaf| &scene.site.catalogue.leaf(leaf).name);
    let subject = filed.subject.map_or("", |subject| &scene.site.subjects.get(subject).short);
    let mut words: Vec<&str> = item.keywords.iter().map(|word| word.value.as_str()).collect();
    if words.is_empty() {
        words.extend([leaf, item.theme.as_str(), subject]);
    }
    let described = match (description, &item.withdrawn) {
        (_, Some(_)) => "本信息已撤下。".to_string(),
        ("", None) => format!("{}（{leaf}）", item.name()),
        (description, None) => description.to_string(),
    };
    let picture = item.body.links.iter().find_map(|link| match &link.value.target {
        Target::Content(path, _) if link.value.image && item.withdrawn.is_none() => Some(Noun::File(path.clone())),
        _ => None,
    });
    vec![
        ("ColumnName", leaf.to_string()),
        ("ColumnType", DIRECTORY.to_string()),
        ("ArticleTitle", item.name().to_string()),
        ("PubDate", item.published.as_ref().map(|published| minute(published.value)).unwrap_or_default()),
        ("ContentSource", source(scene.site, item)),
        ("Keywords", distinct(&words)),
        ("Author", issuers(scene.site, item)),
        ("Description", described),
        ("Image", picture.map(|picture| scene.url(&picture)).unwrap_or_default()),
        ("Url", scene.url(noun)),
    ]
}

/// The words, each once.
fn distinct(words: &[&str]) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for word in words.iter().copied().filter(|word| !word.is_empty()) {
        if !seen.contains(&word) {
            seen.push(word);
        }
    }
    seen.join(",")
}

/// The host of a whole address, without scheme, user, port and path.
fn domain(address: &str) -> &str {
    let host = address.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let host = host.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_has_no_scheme_and_no_path() {
        for (address, expected) in [
            ("https://www.example.gov.cn/qinghe/", "www.example.gov.cn"),
            ("http://example.gov.cn:8080/", "example.gov.cn"),
            ("https://a@example.gov.cn", "example.gov.cn"),
            ("/qinghe/", ""),
            ("", ""),
        ] {
            assert_eq!(domain(address), expected, "{address}");
        }
    }
}
