//! The box of an item's metadata, without blank cells.

use serde::Serialize;

use crate::calendar::chinese;
use crate::diag::Spanned;
use crate::model::{Filed, Item, Openness, Site, SubjectId};
use crate::plan::Noun;

use super::moment::spoken;
use super::scene::Scene;

/// One label with its value.
#[derive(Serialize)]
pub struct Cell {
    label: &'static str,
    value: String,
    href: String,
    place: Place,
}

/// Where a label stands: what every reader asks first, what needs a whole line, and what only some ask.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Main,
    /// Said before, in the line below the title: a narrow screen leaves it out.
    Again,
    Wide,
    More,
}

/// Which matters of which villages an item publishes, and the sheet on which it counts.
fn affairs(scene: &Scene<'_>, filed: &Filed) -> Option<(String, String)> {
    let (affairs, site) = (filed.item.village.as_ref()?, scene.site);
    let villages = affairs.villages.iter().filter_map(|word| site.subjects.find(&word.value));
    let villages: Vec<SubjectId> = if affairs.villages.is_empty() { filed.subject.into_iter().collect() } else { villages.collect() };
    let noun = match villages.as_slice() {
        [one] => Noun::Village(*one),
        _ => Noun::Villages,
    };
    let names: Vec<&str> = villages.iter().map(|id| site.subjects.get(*id).place()).collect();
    let matters: Vec<&str> = affairs.matters.iter().map(|word| word.value.as_str()).collect();
    let months = affairs.months.map(|months| format!("（{}）", months.name())).unwrap_or_default();
    Some((format!("{}：{}{months}", names.join("、"), matters.join("、")), scene.plan.href(&noun)))
}

/// 发布机构: those that the item names, else the organ of the column.
pub fn issuers(site: &Site, item: &Item) -> String {
    let named: Vec<&str> = item.issuers.iter().map(|issuer| issuer.value.as_str()).collect();
    if named.is_empty() { site.config.organ.clone() } else { named.join("、") }
}

/// 来源: where a reprinted item was taken from, else who issued it.
pub fn source(site: &Site, item: &Item) -> String {
    if item.source.is_empty() { issuers(site, item) } else { item.source.clone() }
}

/// What an item says of itself, in the customary order.
pub fn cells(scene: &Scene<'_>, filed: &Filed) -> Vec<Cell> {
    let item = &filed.item;
    let join = |texts: &[Spanned<String>]| texts.iter().map(|text| text.value.as_str()).collect::<Vec<_>>().join("、");
    let leaf = filed.leaf.map(|id| (scene.site.catalogue.leaf(id).name.clone(), scene.plan.href(&Noun::Leaf(id))));
    let subject = filed.subject.map(|id| (scene.site.subjects.get(id).name.clone(), scene.plan.href(&Noun::Subject(id))));
    let published = item.published.as_ref().map(|published| spoken(published.value));
    let display = item.display.as_ref().map(|period| format!("自{}起{}", chinese(period.from.value), period.unit.count(period.days)));
    let validity = item.validity.as_ref().map(|validity| validity.status.value.name().to_string());
    let effective = item.validity.as_ref().and_then(|validity| validity.effective.as_ref()).map(|date| chinese(date.value));
    let plain = |label, value: Option<String>| {
        Some(Cell { label, value: value.filter(|value| !value.is_empty())?, href: String::new(), place: Place::Main })
    };
    let wide = |label, value| plain(label, value).map(|cell| Cell { place: Place::Wide, ..cell });
    let more = |label, value| plain(label, value).map(|cell| Cell { place: Place::More, ..cell });
    let linked = |label, pair: Option<(String, String)>| pair.map(|(value, href)| Cell { label, value, href, place: Place::Main });
    let again = |cell| Cell { place: Place::Again, ..cell };
    let openness = item.openness.as_ref().map_or(Openness::Proactive, |openness| openness.value);
    [
        plain("索引号", item.index_number.as_ref().map(|number| number.value.to_string())),
        plain("文号", item.number.as_ref().map(|number| number.value.to_string())),
        plain("发布机构", Some(issuers(scene.site, item))),
        linked("责任主体", subject).map(again),
        plain("成文日期", item.formed.as_ref().map(|date| chinese(date.value))),
        plain("印发日期", item.issued.as_ref().map(|date| chinese(date.value))),
        plain("发布日期", published).map(again),
        linked("信息类别", leaf),
        linked("村务", affairs(scene, filed)).map(|cell| Cell { place: Place::Wide, ..cell }),
        more("体裁", Some(item.genre.clone())),
        plain("主题", Some(item.theme.clone())),
        more("公开方式", Some(openness.name().into())),
        more("公开对象", Some(item.audience.clone())),
        more("公开渠道", Some(join(&item.channels))),
        more("五公开", Some(join(&item.five))),
        more("事项", item.matter.as_ref().map(|matter| matter.value.clone())),
        more("阶段", item.stage.as_ref().map(|stage| stage.value.name().into())),
        plain("公示期", display),
        plain("效力", validity),
        plain("施行日期", effective),
        more("关键词", Some(join(&item.keywords))),
        wide("摘要", Some(if item.withdrawn.is_some() { String::new() } else { item.summary.clone() })),
    ]
    .into_iter()
    .flatten()
    .collect()
}
