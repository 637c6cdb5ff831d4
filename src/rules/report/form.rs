//! The form of 国办公开办函〔2021〕30号: six sections, three tables, no heading of the form before.

use crate::annual::{Annual, annual, prose, sections};
use crate::check::{Facts, Found};
use crate::diag::{Span, Spanned};
use crate::model::{Filed, Item, WordList};

/// A heading is no longer than this, in characters.
const HEADING: usize = 40;
/// A text shorter than this beside a file says nothing by itself: that has a finding of its own.
const SHORTEST: usize = 30;

/// A report that the form in force is for, or that has its tables from a data file, which makes those of this form.
fn formed<'f>(facts: &Facts<'f>, filed: &'f Filed) -> Option<Annual<'f>> {
    let form = facts.site.limits.reports.form;
    let report = annual(facts.site, filed).filter(|report| form > 0 && (report.year >= form || report.figures.is_some()))?;
    let elsewhere = report.item().body.length < SHORTEST && report.item().files().next().is_some();
    (!elsewhere).then_some(report)
}

/// A heading 一、… of the body.
struct Heading<'t> {
    number: &'t str,
    text: &'t str,
    span: Span,
}

/// The headings of the first level, however they are marked.
fn headings(body: &str) -> impl Iterator<Item = Heading<'_>> {
    prose(body).filter_map(|(at, line)| {
        let text = line.trim().trim_start_matches('#').trim().trim_matches('*').trim();
        let (number, rest) = text.split_once('、')?;
        let from = at + line.find(text)?;
        (matches!(number, "一" | "二" | "三" | "四" | "五" | "六") && rest.chars().count() <= HEADING).then(|| Heading {
            number,
            text: rest.trim(),
            span: Span::new(from, from + text.len()),
        })
    })
}

/// Sections that are missing, have another name, or stand in another order.
pub fn wrong_sections(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(report) = formed(facts, filed) else { return };
    let sections = sections(facts.site);
    let (item, body) = (report.item(), report.item().written());
    let headings: Vec<Heading<'_>> = headings(body).collect();
    let place = |span: Span| span.shifted(item.body.span.start);
    let mut missing = Vec::new();
    let mut last = 0;
    for (name, number) in sections.iter().zip(["一", "二", "三", "四", "五", "六"]) {
        if let Some(at) = headings.iter().position(|heading| heading.text == *name) {
            // One out of order with its right number has that for a finding.
            if at < last
                && let Some(heading) = headings.get(at).filter(|heading| heading.number != number)
            {
                let message = format!("“{name}”应当是第{number}部分，这里的次序不对。");
                found.add(&item.path, place(heading.span), message, "按格式的次序排列六个部分，标题和序号都不要改动。");
            }
            last = last.max(at);
            continue;
        }
        let named = headings.iter().find(|heading| heading.number == number && !sections.iter().any(|known| known == heading.text));
        match named {
            Some(heading) => found.add(
                &item.path,
                place(heading.span),
                format!("第{number}部分应当叫“{name}”，这里是“{}”。", heading.text),
                format!("改成“{number}、{name}”，一字不差。"),
            ),
            None => missing.push(format!("“{number}、{name}”")),
        }
    }
    if !missing.is_empty() {
        found.add(
            &item.path,
            report.title.span,
            format!("年度报告缺少{}个部分：{}。", missing.len(), missing.join("、")),
            "按国办公开办函〔2021〕30号的格式补上，标题一字不差；没有要说的，写明“无”。",
        );
    }
}

/// Headings of the tables of 2019.
pub fn old_form(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(report) = formed(facts, filed) else { return };
    let old = old_heads(facts, report.item());
    if let Some((first, _)) = old.first() {
        let mut names: Vec<&str> = old.iter().map(|(_, word)| *word).collect();
        names.dedup();
        found.add(
            &report.item().path,
            first.span,
            format!("{}年的报告用了2019年的旧表：{}。", report.year, names.join("、")),
            "换成国办公开办函〔2021〕30号的表：制发、废止、现行有效件数，处理决定数量，收费金额；没有采购的表。",
        );
    }
}

/// A section whose table is not there as a table.
pub fn missing_table(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(report) = formed(facts, filed) else { return };
    // A data file that could not be read, or that names another report, has findings of its own.
    let file = format!("content/annual/{}", report.year);
    if facts.site.figures.iter().any(|figures| figures.year == report.year)
        || facts.faults.iter().any(|fault| fault.file.as_str().starts_with(&file))
    {
        return;
    }
    let (item, tables) = (report.item(), report.tables(facts.site));
    // A section that is missing, or a table of the old form, has that for a finding.
    let documents = !tables.documents.is_empty() || !tables.single.is_empty() || !old_heads(facts, item).is_empty();
    let there = [documents, !tables.requests.is_empty(), !tables.disputes.is_empty()];
    let headings: Vec<Heading<'_>> = headings(item.written()).collect();
    let sections = sections(facts.site);
    for (name, _) in sections.iter().skip(1).zip(there).filter(|(_, there)| !there) {
        let Some(heading) = headings.iter().find(|heading| heading.text == *name) else { continue };
        let pictured = item.body.links.iter().any(|link| link.value.image);
        let message = match pictured {
            true => format!("“{name}”下面没有表格，也许表格是一张图片。"),
            false => format!("“{name}”下面没有表格。"),
        };
        let help = "把数字写进 content/annual 里这一年的数字文件，表格由程序生成；或者照格式写成Markdown的表。没有的填0。";
        found.add(&item.path, heading.span.shifted(item.body.span.start), message, help);
    }
}

/// The cells of an item's tables that only the form of 2019 has, each with the words that tell it.
fn old_heads<'f>(facts: &Facts<'f>, item: &'f Item) -> Vec<(&'f Spanned<String>, &'f str)> {
    let old = facts.site.terms.lists.list(WordList::OldReport);
    let cells = item.body.tables.iter().flat_map(|table| std::iter::once(&table.head).chain(&table.rows)).flatten();
    cells.filter_map(|cell| Some((cell, old.iter().find(|word| cell.value.contains(word.as_str()))?.as_str()))).collect()
}
