//! JSON: one object, described in `docs/schema/findings.schema.json`.

use serde::Serialize;

use super::told::{Finding, Repair, Summary, Told};

#[derive(Serialize)]
struct Report<'t> {
    findings: Vec<Row<'t>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Row<'t> {
    rule: &'t str,
    severity: &'t str,
    file: &'t str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'t str,
    help: &'t str,
    fix: Option<&'t Repair>,
}

/// The report as one JSON object.
pub fn json(told: &Told) -> String {
    let report = Report { findings: told.findings.iter().map(row).collect(), summary: told.summary };
    serde_json::to_string_pretty(&report).expect("texts and numbers can always be written") + "\n"
}

fn row(finding: &Finding) -> Row<'_> {
    Row {
        rule: finding.rule.name,
        severity: finding.severity_word(),
        file: &finding.file,
        line: finding.line,
        column: finding.column,
        end_line: finding.end_line,
        end_column: finding.end_column,
        message: &finding.message,
        help: &finding.help,
        fix: finding.fix.as_ref(),
    }
}
