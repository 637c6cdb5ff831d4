//! GitLab's code quality report.

use serde_json::{Value, json};

use crate::diag::Severity;

use super::told::Told;

/// The report as a list of issues, each with a fingerprint that stays when lines move.
pub fn gitlab(told: &Told) -> String {
    let issues: Vec<Value> = told
        .findings
        .iter()
        .map(|finding| {
            let severity = match finding.severity {
                Severity::Block => "blocker",
                Severity::Error => "critical",
                Severity::Warning => "minor",
                Severity::Info => "info",
            };
            json!({
                "description": format!("{}改法：{}", finding.message, finding.help),
                "check_name": finding.rule.name,
                "fingerprint": finding.fingerprint,
                "severity": severity,
                "location": {
                    "path": format!("{}{}", told.prefix, finding.file),
                    "lines": { "begin": finding.line, "end": finding.end_line },
                },
            })
        })
        .collect();
    serde_json::to_string_pretty(&issues).expect("texts and numbers can always be written") + "\n"
}
