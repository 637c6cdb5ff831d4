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

/// So many items are in one part of a file.
const BATCH: usize = 128;

/// The files have so many parts: at least one.
fn parts(scene: &Scene<'_>) -> usize {
    scene.site.public_ids().len().div_ceil(BATCH).max(1)
}

/// The items of a part as `write` puts each of them, the latest first.
fn of_part(scene: &Scene<'_>, part: usize, write: impl Fn(&Record<'_>) -> String + Sync) -> Vec<String> {
    let items = scene.site.public_ids().rchunks(BATCH).nth(part).unwrap_or(&[]);
    items.par_iter().rev().filter_map(|id| record(scene, *id, scene.site.filed(*id)).map(|record| write(&record))).collect()
}

/// Any record as JSON.
fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("texts and numbers can always be written")
}

/// `items.json`: an item a line, so that versions can be compared.
pub fn content(scene: &Scene<'_>, _: &Page) -> Content {
    Content::Parts(parts(scene), |scene, part| {
        let mut text = String::new();
        if part == 0 {
            let config = &scene.site.config;
            text = format!(
                "{{\n\"$schema\": {},\n\"column\": {},\n\"demo\": {},\n\"count\": {},\n\"items\": [\n",
                json(&scene.plan.href(&Noun::Schema(Dataset::Items))),
                json(&format!("{}{}", config.organ, config.title)),
                json(&some(&config.demo)),
                scene.site.public().count(),
            );
        }
        text.push_str(&of_part(scene, part, |record| json(record)).join(",\n"));
        text.push_str(if part + 1 < parts(scene) { ",\n" } else { "\n]\n}\n" });
        text.into_bytes()
    })
}

/// What a cell of the table shows of an item.
type Cell = fn(&Record<'_>) -> String;

const COLUMNS: &[(&str, Cell)] = &[
    ("标题", |record| record.title.into()),
    ("类别代码", |record| record.leaf.code.into()),
    ("类别", |record| record.leaf.name.into()),
    ("部分", |record| record.part.into()),
    ("责任主体", |record| text(record.subject.as_ref().map(|subject| subject.name))),
    ("发布机构", |record| list(&record.issuers)),
    ("成文日期", |record| own(&record.formed)),
    ("印发日期", |record| own(&record.issued)),
    ("发布日期", |record| own(&record.published)),
    ("发布时间", |record| own(&record.published_time)),
    ("文号", |record| own(&record.number)),
    ("索引号", |record| own(&record.index_number)),
    ("公开方式", |record| record.openness.into()),
    ("公开对象", |record| text(record.audience)),
    ("公开渠道", |record| list(&record.channels)),
    ("事项", |record| text(record.matter)),
    ("阶段", |record| text(record.stage)),
    ("要素", |record| list(&record.elements)),
    ("五公开", |record| list(&record.five)),
    ("体裁", |record| text(record.genre)),
    ("主题", |record| text(record.theme)),
    ("关键词", |record| list(&record.keywords)),
    ("摘要", |record| text(record.summary)),
    ("来源", |record| text(record.source)),
    ("效力", |record| text(record.validity.as_ref().map(|validity| validity.status))),
    ("施行日期", |record| record.validity.as_ref().map(|validity| own(&validity.effective)).unwrap_or_default()),
    ("失效日期", |record| record.validity.as_ref().map(|validity| own(&validity.expires)).unwrap_or_default()),
    ("解读", |record| own(&record.interprets)),
    ("废止", |record| record.repeals.join(BETWEEN)),
    ("公示期", |record| record.display.as_ref().map(|it| format!("自{}起{}{}", it.from, it.days, it.unit)).unwrap_or_default()),
    ("修订", |record| record.revisions.iter().map(note).collect::<Vec<_>>().join(BETWEEN)),
    ("撤下", |record| record.withdrawn.as_ref().map(note).unwrap_or_default()),
    ("附件", |record| files(record, |file| format!("{}（{}）", file.name, file.path))),
    ("附件校验值（SHA-256）", |record| files(record, |file| text(file.sha256))),
    ("相对网址", |record| record.path.clone()),
    ("网址", |record| own(&record.url)),
];

/// What stands between the texts of a list in one cell.
const BETWEEN: &str = "；";

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_string()
}

fn own(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

fn list(texts: &[&str]) -> String {
    texts.join(BETWEEN)
}

fn note(note: &Note<'_>) -> String {
    format!("{} {}", note.date, note.what)
}

fn files(record: &Record<'_>, say: fn(&FileRecord<'_>) -> String) -> String {
    record.attachments.iter().map(say).collect::<Vec<_>>().join(BETWEEN)
}

/// `items.csv`: an item a row, with lists in one cell.
pub fn table(scene: &Scene<'_>, _: &Page) -> Content {
    Content::Parts(parts(scene), |scene, part| {
        let mut text = String::new();
        if part == 0 {
            text.push(MARK);
            row(&mut text, COLUMNS.iter().map(|(head, _)| head));
        }
        let rows = of_part(scene, part, |record| {
            let mut line = String::new();
            row(&mut line, COLUMNS.iter().map(|(_, cell)| cell(record)));
            line
        });
        text.extend(rows);
        text.into_bytes()
    })
}
