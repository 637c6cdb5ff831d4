//! `duties.json`: every leaf of the catalogue with its duty, how it stands on the column's day, and when it is due next.

use serde::Serialize;

use crate::calendar::Unit;
use crate::duty::Standing;
use crate::model::{Leaf, LeafId, NamesRule, Site};
use crate::plan::{Dataset, Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Scene};

/// `duties.json`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("duties.json", Noun::Data(Dataset::Duties)).into_iter().collect()
}

#[derive(Serialize)]
struct Duties<'s> {
    #[serde(rename = "$schema")]
    schema: String,
    column: String,
    demo: Option<&'s str>,
    day: String,
    duties: Vec<Duty<'s>>,
}

#[derive(Serialize)]
struct Duty<'s> {
    code: &'s str,
    name: &'s str,
    part: &'s str,
    group: &'s str,
    path: String,
    url: Option<String>,
    feed: Option<String>,
    content: Option<&'s str>,
    basis: &'s [String],
    elements: &'s [String],
    kind: &'static str,
    timing: &'static str,
    interval_days: Option<u32>,
    deadline: Option<DeadlineRecord>,
    subjects: Vec<&'static str>,
    stages: Vec<&'static str>,
    channels: &'s [String],
    audience: Option<&'s str>,
    openness: &'static str,
    level: Option<&'s str>,
    names: Option<&'static str>,
    years: &'s [i32],
    items: usize,
    state: &'static str,
    last: Option<String>,
    due: Option<String>,
    statement: Option<StatementRecord<'s>>,
}

#[derive(Serialize)]
struct DeadlineRecord {
    n: u32,
    unit: &'static str,
    text: String,
}

#[derive(Serialize)]
struct StatementRecord<'s> {
    kind: &'static str,
    reason: &'s str,
    basis: Option<&'s str>,
    date: Option<String>,
    period: Option<&'s str>,
}

fn duty<'s>(scene: &Scene<'s>, id: LeafId, leaf: &'s Leaf) -> Duty<'s> {
    let (site, state) = (scene.site, scene.state(id));
    let some = |text: &'s str| Some(text).filter(|text| !text.is_empty());
    let own = |text: String| Some(text).filter(|text| !text.is_empty());
    Duty {
        code: &leaf.code,
        name: &leaf.name,
        part: &site.catalogue.part_of(leaf).1.name,
        group: &site.catalogue.group_of(leaf).name,
        path: scene.plan.href(&Noun::Leaf(id)),
        url: own(scene.url(&Noun::Leaf(id))),
        feed: own(scene.plan.href(&Noun::LeafFeed(id))),
        content: some(&leaf.content),
        basis: &leaf.basis,
        elements: &leaf.elements,
        kind: leaf.kind.name(),
        timing: leaf.timing.name(),
        interval_days: leaf.interval,
        deadline: leaf.deadline.map(|deadline| DeadlineRecord {
            n: deadline.n,
            unit: if deadline.unit == Unit::Day { "日" } else { "工作日" },
            text: deadline.text(),
        }),
        subjects: leaf.subjects.iter().map(|kind| kind.name()).collect(),
        stages: leaf.stages.iter().map(|stage| stage.name()).collect(),
        channels: &leaf.channels,
        audience: some(&leaf.audience),
        openness: leaf.openness.name(),
        level: some(&leaf.level),
        names: leaf.names.map(|names| match names {
            NamesRule::BoardOnly => "board-only",
            NamesRule::Masked => "masked",
        }),
        years: &leaf.years,
        items: site.of_leaf(id).len(),
        state: match state.standing {
            Standing::Kept => "kept",
            Standing::Soon => "soon",
            Standing::Overdue => "overdue",
            Standing::NoInterval => "no-interval",
            Standing::Stated => "stated",
            Standing::Blank => "blank",
        },
        last: state.last.map(|date| date.to_string()),
        due: state.due.map(|date| date.to_string()),
        statement: site.statement(id).map(|statement| StatementRecord {
            kind: statement.kind.name(),
            reason: &statement.reason,
            basis: some(&statement.basis),
            date: statement.date.map(|date| date.to_string()),
            period: some(&statement.period),
        }),
    }
}

/// `duties.json`.
pub fn content(scene: &Scene<'_>, _: &Page) -> Content {
    let config = &scene.site.config;
    let all = Duties {
        schema: scene.plan.href(&Noun::Schema(Dataset::Duties)),
        column: format!("{}{}", config.organ, config.title),
        demo: Some(config.demo.as_str()).filter(|demo| !demo.is_empty()),
        day: scene.today.to_string(),
        duties: scene.site.catalogue.leaves().map(|(id, leaf)| duty(scene, id, leaf)).collect(),
    };
    Content::Bytes((serde_json::to_string_pretty(&all).expect("texts and numbers can always be written") + "\n").into_bytes())
}
