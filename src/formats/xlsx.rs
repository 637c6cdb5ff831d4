//! A spreadsheet for those who share the work out: a finding a row, and a second sheet with the sums.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::diag::Severity;

use super::told::{Finding, Told};

/// The columns with their widths in characters.
const COLUMNS: [(&str, f64); 9] = [
    ("轻重", 6.0),
    ("文件", 34.0),
    ("行", 6.0),
    ("列", 6.0),
    ("问题", 48.0),
    ("怎么改", 48.0),
    ("规则", 26.0),
    ("主体", 14.0),
    ("标题", 34.0),
];
/// A cell takes no more characters.
const LONGEST: usize = 32_767;
/// A sheet takes no more rows than 1,048,576.
const MOST: usize = 1_048_000;
/// Whose a finding of the whole column is.
const NOBODY: &str = "（整个栏目）";
const SEVERITIES: [Severity; 4] = [Severity::Block, Severity::Error, Severity::Warning, Severity::Info];

/// The bytes of the workbook: the same for the same report. Every text is written as a text, so none is ever a formula.
///
/// # Errors
/// A sentence, when the workbook cannot be made.
pub fn xlsx(told: &Told) -> Result<Vec<u8>, String> {
    workbook(told).map_err(|error| format!("做不成表格（{error}）"))
}

fn workbook(told: &Told) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The clock would make two runs differ.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    findings(book.add_worksheet(), told)?;
    sums(book.add_worksheet(), told)?;
    book.save_to_buffer()
}

fn findings(sheet: &mut Worksheet, told: &Told) -> Result<(), XlsxError> {
    sheet.set_name("问题")?;
    for (at, (name, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, at, name, &head())?;
        sheet.set_column_width(at, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let shades = SEVERITIES.map(|severity| (severity, shade(severity)));
    let plain = plain();
    let mut last = 0;
    for (row, finding) in (1..).zip(told.findings.iter().take(MOST)) {
        for (at, text) in texts(finding) {
            let shade = shades.iter().find(|(severity, _)| at == 0 && *severity == finding.severity);
            sheet.write_string_with_format(row, at, cell(text), shade.map_or(&plain, |(_, shade)| shade))?;
        }
        for (at, number) in [(2, finding.line), (3, finding.column)] {
            sheet.write_number_with_format(row, at, u32::try_from(number).unwrap_or(u32::MAX), &plain)?;
        }
        last = row;
    }
    sheet.autofilter(0, 0, last, 8)?;
    sheet.set_landscape().set_repeat_rows(0, 0)?.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn texts(finding: &Finding) -> [(u16, &str); 7] {
    [
        (0, finding.severity.name()),
        (1, &finding.file),
        (4, &finding.message),
        (5, &finding.help),
        (6, finding.rule.name),
        (7, &finding.subject),
        (8, &finding.title),
    ]
}

/// Three tables, one below the other: by severity, by rule, by subject. They count what is listed.
fn sums(sheet: &mut Worksheet, told: &Told) -> Result<(), XlsxError> {
    sheet.set_name("汇总")?;
    sheet.set_column_width(0, 34.0)?;
    sheet.set_column_width(1, 10.0)?;
    let verdict = told.summary.verdict();
    sheet.write_string(0, 0, cell(&verdict))?;
    let count = |severity| told.findings.iter().filter(|finding| finding.severity == severity).count();
    let severities = SEVERITIES.map(|severity| (severity.name(), count(severity))).to_vec();
    let rules = counted(told.findings.iter().map(|finding| finding.rule.name));
    let subjects = counted(told.findings.iter().map(|finding| if finding.subject.is_empty() { NOBODY } else { &finding.subject }));
    let mut row = 2;
    for (name, counts) in [("轻重", severities), ("规则", rules), ("主体", subjects)] {
        sheet.write_string_with_format(row, 0, name, &head())?;
        sheet.write_string_with_format(row, 1, "个数", &head())?;
        row += 1;
        for (word, count) in counts {
            sheet.write_string_with_format(row, 0, cell(word), &plain())?;
            sheet.write_number_with_format(row, 1, u32::try_from(count).unwrap_or(u32::MAX), &plain())?;
            row += 1;
        }
        row += 1;
    }
    Ok(())
}

/// The words, each with how often it comes, the most frequent first.
fn counted<'w>(words: impl Iterator<Item = &'w str>) -> Vec<(&'w str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

/// As much of a text as a cell takes.
pub(super) fn cell(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(at, _)| &text[..at])
}

/// The look of a head.
pub(super) fn head() -> Format {
    plain().set_bold().set_background_color(Color::RGB(0xE7_E6E6)).set_align(FormatAlign::VerticalCenter)
}

/// The look of a cell.
pub(super) fn plain() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xBF_BFBF))
}

fn shade(severity: Severity) -> Format {
    let color = match severity {
        Severity::Block => 0xFF_9C9C,
        Severity::Error => 0xFF_CCCC,
        Severity::Warning => 0xFF_EB9C,
        Severity::Info => 0xDD_EBF7,
    };
    plain().set_bold().set_background_color(Color::RGB(color))
}
