//! The data files of annual reports: each has its report, and the report no second tables.

use crate::annual::{Tables, annual, year};
use crate::check::{Facts, Found};
use crate::model::Filed;

/// Tables that are written in a report whose tables come from a data file.
pub fn doubled_table(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(figures) = annual(facts.site, filed).and_then(|report| report.figures) else { return };
    let (written, computed) = (Tables::written(&filed.item), Tables::computed(facts.site, figures));
    let Some(first) = written.all().find_map(|(row, _)| row.cells.first().map(|cell| cell.span)) else { return };
    let differs = written.all().any(|(row, _)| {
        let same = |other: &[String]| row.cells.iter().map(|cell| cell.value.trim()).eq(other.iter().map(String::as_str));
        let other = computed.all().find(|(other, _)| other.name == row.name);
        other.is_some_and(|(other, _)| !same(&other.cells.iter().map(|cell| cell.value.clone()).collect::<Vec<_>>()))
    });
    let how = if differs { "，而且数字不一样" } else { "" };
    found.add(
        &filed.item.path,
        first,
        format!("正文里写了表，“{}”里又有这一年的数字{how}。", figures.file),
        "数字只写在一处：核对以后删去正文里的表，表格由程序照数字文件生成；要用正文里的表的，删去数字文件。",
    );
}

/// A data file that belongs to no report, or to that of another year, or to one that has a data file already.
pub fn stray_figures(facts: &Facts<'_>, found: &mut Found<'_>) {
    let site = facts.site;
    for (at, figures) in site.figures.iter().enumerate() {
        let (path, span) = (figures.report.value.as_str(), figures.report.span);
        let mut tell = |message: String, help: &str| found.add(&figures.file, span, message, help);
        let Some(id) = site.find(path) else {
            tell(format!("没有“{path}”这个条目。"), "写年度报告那个条目的路径，从 content 下面写起，例如“annual-report/2017-001.md”。");
            continue;
        };
        let filed = site.filed(id);
        if filed.item.draft || filed.item.withdrawn.is_some() {
            continue;
        }
        let title = filed.item.name();
        let of = annual(site, filed).map(|report| report.year).or_else(|| year(title));
        if !site.limits.reports.holds(title) {
            tell(format!("“{path}”不是政府信息公开工作年度报告。"), "核对路径；报告的标题里要有“政府信息公开工作年度报告”。");
        } else if let Some(of) = of.filter(|of| *of != figures.year) {
            tell(
                format!("这是{}年的数字，“{path}”是{of}年的报告。", figures.year),
                "核对文件名里的年份和报告的路径，多半是复制了上一年的文件，有一处没有改。",
            );
        } else if let Some(first) = site.figures.iter().take(at).find(|other| other.report.value == path) {
            tell(format!("“{path}”的数字已经在“{}”里了。", first.file), "一篇报告只有一个数字文件，删去多余的一个。");
        }
    }
}

/// How many documents are in force is neither written nor known from the year before.
pub fn unknown_in_force(facts: &Facts<'_>, found: &mut Found<'_>) {
    for figures in &facts.site.figures {
        let tables = Tables::computed(facts.site, figures);
        let (Some(row), Some(lines)) = (tables.normative(), &figures.lines) else { continue };
        if let (2, Some(line)) = (row.cells.len(), lines.documents.get(1)) {
            found.add(
                &figures.file,
                line.span,
                format!("“规范性文件”没有写现行有效的件数，也没有{}年的数字文件可以推算。", figures.year - 1),
                "写上第三个数，例如“规范性文件: [2, 1, 9]”，依次是制发、废止、现行有效；以后各年的可以不写。",
            );
        }
    }
}
