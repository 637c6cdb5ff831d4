//! `items.json` and `items.csv`: every item that is shown with all that the public may know of it, the latest first.

use rayon::prelude::*;
use serde::Serialize;

use crate::calendar::Unit;
use crate::csv::{MARK, row};
use crate::diag::Spanned;
use crate::model::{Filed, Item, ItemId, Openness, Site};
use crate::plan::{Dataset, Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Scene, file};

/// `items.json`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("items.json", Noun::Data(Dataset::Items)).into_iter().collect()
}

/// `items.csv`.
pub fn table_pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("items.csv", Noun::Data(Dataset::ItemTable)).into_iter().collect()
}

/// An item. What is not known is null, or an empty list.
#[derive(Serialize)]
struct Record<'s> {
    path: String,
    url: Option<String>,
    title: &'s str,
    leaf: Named<'s>,
    part: &'s str,
    subject: Option<Named<'s>>,
    issuers: Vec<&'s str>,
    formed: Option<String>,
    issued: Option<String>,
    published: Option<String>,
    published_time: Option<String>,
    number: Option<String>,
    index_number: Option<String>,
    openness: &'static str,
    audience: Option<&'s str>,
    channels: Vec<&'s str>,
    matter: Option<&'s str>,
    stage: Option<&'static str>,
    elements: Vec<&'s str>,
    five: Vec<&'s str>,
    genre: Option<&'s str>,
    theme: Option<&'s str>,
    keywords: Vec<&'s str>,
    summary: Option<&'s str>,
    source: Option<&'s str>,
    validity: Option<ValidityRecord>,
    interprets: Option<String>,
    repeals: Vec<String>,
    display: Option<DisplayRecord>,
    revisions: Vec<Note<'s>>,
    withdrawn: Option<Note<'s>>,
    attachments: Vec<FileRecord<'s>>,
}

#[derive(Serialize)]
struct Named<'s> {
    code: &'s str,
    name: &'s str,
}

#[derive(Serialize)]
struct ValidityRecord {
    status: &'static str,
    effective: Option<String>,
    expires: Option<String>,
    repealed_by: Option<String>,
    amended_by: Option<String>,
}

#[derive(Serialize)]
struct DisplayRecord {
    from: String,
    days: u32,
    unit: &'static str,
}

#[derive(Serialize)]
struct Note<'s> {
    date: String,
    what: &'s str,
}

#[derive(Serialize)]
struct FileRecord<'s> {
    name: &'s str,
    path: String,
    url: Option<String>,
    media_type: &'static str,
    bytes: u64,
    sha256: Option<&'s str>,
}

fn record<'s>(scene: &Scene<'s>, id: ItemId, filed: &'s Filed) -> Option<Record<'s>> {
    let (site, item) = (scene.site, &*filed.item);
    let leaf = site.catalogue.leaf(filed.leaf?);
    let subject = filed.subject.map(|subject| site.subjects.get(subject));
    let whole = |href: &str| some(&site.config.base_url).map(|base| format!("{base}{href}"));
    let path = scene.plan.href(&Noun::Item(id));
    let files = file::files(scene, item).into_iter().map(|file| FileRecord {
        name: file.name,
        url: whole(&file.href),
        path: file.href,
        media_type: file.media_type,
        bytes: file.bytes,
        sha256: some(file.sha256),
    });
    let document = |reference: &Spanned<String>| document(scene, item, &reference.value);
    Some(Record {
        url: whole(&path),
        path,
        title: item.name(),
        leaf: Named { code: &leaf.code, name: &leaf.name },
        part: &site.catalogue.part_of(leaf).1.name,
        subject: subject.map(|subject| Named { code: &subject.code, name: &subject.name }),
        issuers: if item.issuers.is_empty() { vec![&site.config.organ] } else { texts(&item.issuers) },
        formed: item.formed.as_ref().map(|formed| formed.value.to_string()),
        issued: item.issued.as_ref().map(|issued| issued.value.to_string()),
        published: item.published.as_ref().map(|published| published.value.date.to_string()),
        published_time: item.published.as_ref().and_then(|published| Some(published.value.time?.format("%H:%M").to_string())),
        number: item.number.as_ref().map(|number| number.value.to_string()),
        index_number: item.index_number.as_ref().map(|number| number.value.to_string()),
        openness: item.openness.as_ref().map_or(Openness::Proactive, |openness| openness.value).name(),
        audience: some(&item.audience),
        channels: texts(&item.channels),
        matter: item.matter.as_ref().map(|matter| matter.value.as_str()),
        stage: item.stage.as_ref().map(|stage| stage.value.name()),
        elements: texts(&item.elements),
        five: texts(&item.five),
        genre: some(&item.genre),
        theme: some(&item.theme),
        keywords: texts(&item.keywords),
        summary: some(&item.summary).filter(|_| item.withdrawn.is_none()),
        source: some(&item.source),
        validity: item.validity.as_ref().map(|validity| ValidityRecord {
            status: validity.status.value.name(),
            effective: validity.effective.as_ref().map(|date| date.value.to_string()),
            expires: validity.expires.as_ref().map(|date| date.value.to_string()),
            repealed_by: validity.repealed_by.as_ref().map(document),
            amended_by: validity.amended_by.as_ref().map(document),
        }),
        interprets: item.interprets.as_ref().map(document),
        repeals: item.repeals.iter().map(document).collect(),
        display: display(item),
        revisions: item.revisions.iter().map(|revision| Note { date: revision.date.to_string(), what: &revision.what }).collect(),
        withdrawn: item.withdrawn.as_ref().map(|withdrawn| Note { date: withdrawn.date.to_string(), what: &withdrawn.reason }),
        attachments: files.collect(),
    })
}

/// A document that an item names: its address from the column's root where it is in the column, else what was written.
fn document(scene: &Scene<'_>, item: &Item, reference: &str) -> String {
    let href = scene.site.referred(item, reference).map(|id| scene.plan.href(&Noun::Item(id)));
    href.filter(|href| !href.is_empty()).unwrap_or_else(|| reference.to_string())
}

fn display(item: &Item) -> Option<DisplayRecord> {
    let unit = |unit| if unit == Unit::Day { "日" } else { "工作日" };
    item.display.as_ref().map(|period| DisplayRecord { from: period.from.value.to_string(), days: period.days, unit: unit(period.unit) })
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn texts(texts: &[Spanned<String>]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}

/// Every item as `write` puts it, the latest first.
fn each(scene: &Scene<'_>, write: impl Fn(&Record<'_>) -> String + Sync) -> Vec<String> {
    let public: Vec<(ItemId, &Filed)> = scene.site.public().rev().collect();
    public.par_iter().filter_map(|(id, filed)| record(scene, *id, filed).map(|record| write(&record))).collect()
}

/// Any record as JSON.
fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("texts and numbers can always be written")
}

/// `items.json`: an item a line, so that versions can be compared.
pub fn content(scene: &Scene<'_>, _: &Page) -> Content {
    let config = &scene.site.config;
    let items = each(scene, |record| json(record));
    let json = format!(
        "{{\n\"$schema\": {},\n\"column\": {},\n\"demo\": {},\n\"count\": {},\n\"items\": [\n{}\n]\n}}\n",
        json(&scene.plan.href(&Noun::Schema(Dataset::Items))),
        json(&format!("{}{}", config.organ, config.title)),
        json(&some(&config.demo)),
        items.len(),
        items.join(",\n")
    );
    Content::Bytes(json.into_bytes())
}

const HEAD: [&str; 35] = [
    "标题", "类别代码", "类别", "部分", "责任主体", "发布机构", "成文日期", "印发日期", "发布日期", "发布时间", "文号", "索引号", "公开方式",
    "公开对象", "公开渠道", "事项", "阶段", "五公开", "体裁", "主题", "关键词", "摘要", "来源", "效力", "施行日期", "失效日期", "解读", "废止",
    "公示期", "修订", "撤下", "附件", "附件校验值（SHA-256）", "相对网址", "网址",
];

/// `items.csv`: an item a row, with lists in one cell.
pub fn table(scene: &Scene<'_>, _: &Page) -> Content {
    let mut table = String::from(MARK);
    row(&mut table, HEAD);
    let rows = each(scene, |record| {
        let mut line = String::new();
        row(&mut line, cells(record));
        line
    });
    table.extend(rows);
    Content::Bytes(table.into_bytes())
}

fn cells(record: &Record<'_>) -> [String; 35] {
    let validity = record.validity.as_ref();
    let text = |text: Option<&str>| text.unwrap_or_default().to_string();
    let own = |text: &Option<String>| text.clone().unwrap_or_default();
    let note = |note: &Note<'_>| format!("{} {}", note.date, note.what);
    let files = |say: &dyn Fn(&FileRecord<'_>) -> String| record.attachments.iter().map(say).collect::<Vec<_>>().join("；");
    [
        record.title.to_string(),
        record.leaf.code.to_string(),
        record.leaf.name.to_string(),
        record.part.to_string(),
        text(record.subject.as_ref().map(|subject| subject.name)),
        record.issuers.join("；"),
        own(&record.formed),
        own(&record.issued),
        own(&record.published),
        own(&record.published_time),
        own(&record.number),
        own(&record.index_number),
        record.openness.to_string(),
        text(record.audience),
        record.channels.join("；"),
        text(record.matter),
        text(record.stage),
        record.five.join("；"),
        text(record.genre),
        text(record.theme),
        record.keywords.join("；"),
        text(record.summary),
        text(record.source),
        text(validity.map(|validity| validity.status)),
        validity.and_then(|validity| validity.effective.clone()).unwrap_or_default(),
        validity.and_then(|validity| validity.expires.clone()).unwrap_or_default(),
        own(&record.interprets),
        record.repeals.join("；"),
        record.display.as_ref().map(|period| format!("自{}起{}{}", period.from, period.days, period.unit)).unwrap_or_default(),
        record.revisions.iter().map(note).collect::<Vec<_>>().join("；"),
        record.withdrawn.as_ref().map(note).unwrap_or_default(),
        files(&|file| format!("{}（{}）", file.name, file.path)),
        files(&|file| text(file.sha256)),
        record.path.clone(),
        own(&record.url),
    ]
}
