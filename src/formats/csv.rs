//! A table for spreadsheets.

use crate::csv::{MARK, row};

use super::told::{Finding, Told};

const HEAD: [&str; 10] = ["轻重程度", "规则", "文件", "行", "列", "结束行", "结束列", "问题", "改法", "改成"];

/// The report, a finding a row.
pub fn csv(told: &Told) -> String {
    let mut table = String::from(MARK);
    row(&mut table, HEAD);
    for finding in &told.findings {
        row(&mut table, cells(finding));
    }
    table
}

fn cells(finding: &Finding) -> [String; 10] {
    [
        finding.severity.name().to_string(),
        finding.rule.name.to_string(),
        finding.file.clone(),
        finding.line.to_string(),
        finding.column.to_string(),
        finding.end_line.to_string(),
        finding.end_column.to_string(),
        finding.message.clone(),
        finding.help.clone(),
        finding.fix.as_ref().map(|fix| fix.text.clone()).unwrap_or_default(),
    ]
}
