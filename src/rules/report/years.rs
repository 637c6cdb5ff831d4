//! An annual report in time, and beside those of other years.

use std::collections::{BTreeMap, HashSet};

use chrono::Datelike;

use crate::annual::{Annual, KINDS, annual, prose, report_due, year};
use crate::calendar::{Date, chinese};
use crate::check::{Facts, Found};
use crate::model::{Filed, RowRole, SubjectId};
use crate::parse::periods;
use crate::prose::SaidBefore;

/// Less text than this, in characters, is too little to be called the same.
const SHORTEST: usize = 200;
/// A shorter sentence says too little.
const SENTENCE: usize = 8;

/// The reports of each subject by their years; of two for one year the later published.
fn by_year<'f>(facts: &Facts<'f>) -> BTreeMap<Option<SubjectId>, BTreeMap<i32, Annual<'f>>> {
    let mut all: BTreeMap<Option<SubjectId>, BTreeMap<i32, Annual<'f>>> = BTreeMap::new();
    for report in facts.site.public().filter_map(|(_, filed)| annual(facts.site, filed)) {
        all.entry(report.filed.subject).or_default().insert(report.year, report);
    }
    all
}

/// The reports of two years that follow each other.
fn pairs<'f>(facts: &Facts<'f>) -> Vec<(Annual<'f>, Annual<'f>)> {
    let all = by_year(facts);
    let follow = |reports: &BTreeMap<i32, Annual<'f>>| -> Vec<(Annual<'f>, Annual<'f>)> {
        reports.values().filter_map(|report| Some((*reports.get(&(report.year - 1))?, *report))).collect()
    };
    all.values().flat_map(follow).collect()
}

/// Published after the limit.
pub fn late(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(report) = annual(facts.site, filed) else { return };
    let (Some(published), Some(due)) = (&report.item().published, report_due(facts.site, report.year)) else { return };
    // A day that has not come yet is a finding of its own.
    if published.value.date > due && published.value.date <= facts.today {
        found.add(
            &report.item().path,
            published.span,
            format!("{}年的年度报告应当在{}以前发布，这里晚了{}日。", report.year, chinese(due), (published.value.date - due).num_days()),
            "日期写错的，对照实际改正；确实晚了的，写明原因：“豁免: {report/late: 原因}”，不得改动真实的发布日期。",
        );
    }
}

/// The year in the title, the period in the text and the day of publication do not go together.
pub fn wrong_period(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(report) = annual(facts.site, filed) else { return };
    let item = report.item();
    let Some(titled) = year(&report.title.value) else { return };
    if let Some(published) = item.published.as_ref().filter(|published| published.value.date.year() <= titled) {
        found.add(
            &item.path,
            report.title.span,
            format!("标题写的是{titled}年的报告，却在{}发布，这一年还没有过完。", chinese(published.value.date)),
            "核对标题里的年份和发布日期：年度报告在第二年年初发布，写的是上一年。",
        );
        return;
    }
    let body = item.written();
    let mut words = SaidBefore::new(&["统计", "期限", "数据", "报告"]);
    for (from, to, span) in periods(body) {
        let stated = words.at(body, span.start);
        let whole = |date: Date, month, day| (date.year(), date.month(), date.day()) == (titled, month, day);
        if stated && !(whole(from, 1, 1) && whole(to, 12, 31)) {
            found.add(
                &item.path,
                span.shifted(item.body.span.start),
                format!("标题是{titled}年的报告，这里的期限是{}至{}。", chinese(from), chinese(to)),
                format!("年度报告的统计期限是{titled}年1月1日至12月31日；多半是抄了上一年的。"),
            );
            return;
        }
    }
}

/// 上年结转 is not what the report before left over.
pub fn carried_over(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (before, report) in pairs(facts) {
        let (last, tables) = (before.tables(facts.site), report.tables(facts.site));
        let (Some(left), Some(carried)) = (last.request(RowRole::Left), tables.request(RowRole::Carried)) else { continue };
        let off = KINDS.into_iter().enumerate().find_map(|(column, name)| {
            let (left, stated, cell) = (left.count(column)?, carried.count(column)?, carried.cells.get(column)?);
            (left != stated).then_some((name, left, stated, cell.span))
        });
        if let Some((name, left, stated, span)) = off {
            found.add(
                tables.file,
                span,
                format!("“{name}”的上年结转是{stated}，{}年的报告里结转下年度的是{left}。", before.year),
                format!("两个数应当一样。核对“{}”和这里，改正写错的一个。", last.file),
            );
        }
    }
}

/// 现行有效 is not that of the year before, with what was made and without what was repealed.
pub fn in_force(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (before, report) in pairs(facts) {
        let (last, tables) = (before.tables(facts.site), report.tables(facts.site));
        let (Some(last), Some(row)) = (last.normative(), tables.normative()) else { continue };
        let counts = [last.count(2), row.count(0), row.count(1), row.count(2)];
        let ([Some(last), Some(made), Some(repealed), Some(stated)], Some(cell)) = (counts, row.cells.get(2)) else { continue };
        if last + made - repealed != stated {
            found.add(
                tables.file,
                cell.span,
                format!(
                    "现行有效的规范性文件是{stated}件，按上一年{last}件加制发{made}件减废止{repealed}件，应当是{}件。",
                    last + made - repealed
                ),
                "对照规范性文件清单核对这几个数；有自动失效的，计入废止件数。",
            );
        }
    }
}

/// Years without a report between others, and the last year when its report is due.
pub fn missing_year(facts: &Facts<'_>, found: &mut Found<'_>) {
    for reports in by_year(facts).into_values() {
        let (Some(first), Some((last, newest))) = (reports.keys().next(), reports.last_key_value()) else { continue };
        let owed = facts.today.year() - 1;
        let passed = report_due(facts.site, owed).is_some_and(|due| facts.today > due);
        let end = if passed { owed.max(*last) } else { *last };
        let missing: Vec<String> = (*first..=end).filter(|year| !reports.contains_key(year)).map(|year| format!("{year}年")).collect();
        if !missing.is_empty() {
            found.add(
                &newest.item().path,
                newest.title.span,
                format!("栏目里没有{}的年度报告。", missing.join("、")),
                "历年的年度报告都要留在栏目里，补上缺的；确实没有编制的，写明原因：“豁免: {report/missing-year: 原因}”。",
            );
        }
    }
}

/// Most of a report is that of the year before.
pub fn same_text(facts: &Facts<'_>, found: &mut Found<'_>) {
    let limit = facts.site.limits.reports.same as usize;
    if limit == 0 {
        return;
    }
    for (before, report) in pairs(facts) {
        let [last, own] = [before, report].map(|report| told(report.item().written(), report.year));
        let known: HashSet<&String> = last.iter().collect();
        let length = |sentences: &mut dyn Iterator<Item = &String>| sentences.map(|sentence| sentence.chars().count()).sum::<usize>();
        let all = length(&mut own.iter());
        let same = length(&mut own.iter().filter(|sentence| known.contains(sentence)));
        if all >= SHORTEST && same * 100 >= all * limit {
            found.add(
                &report.item().path,
                report.title.span,
                format!("报告的文字有{}%和{}年的相同。", same * 100 / all, before.year),
                format!("不能照抄上一年的“{}”，写出这一年做了什么、有什么问题、怎样改进。", before.item().path),
            );
        }
    }
}

/// The sentences of a report without its headings and tables, its own year and the one before told alike in every report.
fn told(body: &str, year: i32) -> Vec<String> {
    let (own, before) = (format!("{year}年"), format!("{}年", year - 1));
    prose(body)
        .filter(|(_, line)| !line.trim_start().starts_with('#'))
        .flat_map(|(_, line)| line.split(['。', '；']))
        .map(|sentence| sentence.trim().replace(&own, "本年").replace(&before, "上年"))
        .filter(|sentence| sentence.chars().count() >= SENTENCE)
        .collect()
}
