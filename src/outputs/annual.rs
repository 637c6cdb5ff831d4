//! `annual.json`: the tables of the annual reports that have their figures from data, with the sums.

use serde::Serialize;
use serde_json::Number;

use crate::annual::{DOCUMENTS, FEES, KINDS, RESULTS, Row, Tables, annual, has_data};
use crate::model::{REQUESTS, Site};
use crate::plan::{Dataset, Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Scene};

#[derive(Serialize)]
struct Reports<'s> {
    #[serde(rename = "$schema")]
    schema: String,
    column: String,
    demo: Option<&'s str>,
    reports: Vec<Report<'s>>,
}

#[derive(Serialize)]
struct Report<'s> {
    year: i32,
    title: &'s str,
    path: String,
    url: Option<String>,
    published: Option<String>,
    documents: Table,
    decisions: Table,
    fees: Table,
    requests: Table,
    disputes: Table,
}

#[derive(Serialize)]
struct Table {
    columns: &'static [&'static str],
    rows: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    code: &'static str,
    name: &'static str,
    group: Option<&'static str>,
    values: Vec<Number>,
}

/// `annual.json`, where there are such reports.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    Page::new("annual.json", Noun::Data(Dataset::Annual)).into_iter().filter(|_| has_data(site)).collect()
}

/// The file.
pub fn content(scene: &Scene<'_>, _: &Page) -> Content {
    let (site, config) = (scene.site, &scene.site.config);
    let own = |text: String| Some(text).filter(|text| !text.is_empty());
    let mut reports: Vec<Report<'_>> = site
        .public()
        .filter_map(|(id, filed)| {
            let report = annual(site, filed)?;
            let tables = Tables::computed(site, report.figures?);
            let (fees, decisions): (Vec<&Row<'_>>, Vec<_>) = tables.single.iter().partition(|row| row.name == FEES);
            Some(Report {
                year: report.year,
                title: &report.title.value,
                path: scene.plan.href(&Noun::Item(id)),
                url: own(scene.url(&Noun::Item(id))),
                published: filed.item.published.as_ref().map(|published| published.value.date.to_string()),
                documents: table(&DOCUMENTS, tables.documents.iter()),
                decisions: table(&["本年处理决定数量"], decisions.into_iter()),
                fees: table(&["本年收费金额（单位：万元）"], fees.into_iter()),
                requests: table(&KINDS, tables.requests.iter()),
                disputes: table(&RESULTS, tables.disputes.iter()),
            })
        })
        .collect();
    reports.sort_by_key(|report| -report.year);
    let all = Reports {
        schema: scene.plan.href(&Noun::Schema(Dataset::Annual)),
        column: format!("{}{}", config.organ, config.title),
        demo: Some(config.demo.as_str()).filter(|demo| !demo.is_empty()),
        reports,
    };
    Content::Bytes((serde_json::to_string_pretty(&all).expect("texts and numbers can always be written") + "\n").into_bytes())
}

fn table<'t>(columns: &'static [&'static str], rows: impl Iterator<Item = &'t Row<'t>>) -> Table {
    let line = |row: &Row<'_>| {
        let form = REQUESTS.iter().find(|form| form.name == row.name);
        Line {
            code: row.name,
            name: form.map_or(row.name, |form| form.label),
            group: form.map(|form| form.group).filter(|group| !group.is_empty()),
            values: row.cells.iter().filter_map(|cell| cell.value.parse().ok()).collect(),
        }
    };
    Table { columns, rows: rows.map(line).collect() }
}
