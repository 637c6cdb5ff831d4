//! SARIF 2.1.0, the form in which programs that show findings of many tools exchange them.

use serde_json::{Value, json};

use crate::diag::{Rule, Severity};
use crate::rules;

use super::code::word;
use super::told::{Finding, Repair, Told};

/// The report as a log with one run. Every rule is in it with its page.
pub fn sarif(told: &Told) -> String {
    let all = rules::all();
    let results: Vec<Value> = told.findings.iter().map(|finding| result(finding, &all, &told.prefix)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gongkai",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": all.iter().map(|rule| described(rule)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).expect("texts and numbers can always be written") + "\n"
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Block | Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn described(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary() },
        "help": { "text": rule.prose(), "markdown": rule.prose() },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "severity": word(rule.severity), "tags": [rule.family()] },
    })
}

fn result(finding: &Finding, all: &[&'static Rule], prefix: &str) -> Value {
    let artifact = json!({ "uri": uri(&format!("{prefix}{}", finding.file)) });
    let mut result = json!({
        "ruleId": finding.rule.name,
        "level": level(finding.severity),
        "message": { "text": format!("{}改法：{}", finding.message, finding.help) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": artifact.clone(),
            "region": region(finding.line, finding.column, finding.end_line, finding.end_column),
        } }],
        "partialFingerprints": { "gongkai/v1": finding.fingerprint },
        "properties": { "severity": finding.severity_word() },
    });
    if let Some(at) = all.iter().position(|rule| rule.name == finding.rule.name) {
        result["ruleIndex"] = json!(at);
    }
    // A viewer may offer to do it, so only what is certain is given.
    if let Some(Repair { line, column, end_line, end_column, text, .. }) = finding.fix.as_ref().filter(|fix| fix.certain) {
        let replacement = json!({
            "deletedRegion": region(*line, *column, *end_line, *end_column),
            "insertedContent": { "text": text },
        });
        result["fixes"] = json!([{
            "description": { "text": finding.help },
            "artifactChanges": [{ "artifactLocation": artifact, "replacements": [replacement] }],
        }]);
    }
    result
}

fn region(line: usize, column: usize, end_line: usize, end_column: usize) -> Value {
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

/// A path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_reference() {
        assert_eq!(uri("content/a b/甲:1%.md"), "content/a%20b/%E7%94%B2%3A1%25.md");
    }
}
