//! Workflow commands of GitHub Actions: each finding stands beside its line.

use crate::diag::Severity;

use super::told::{Finding, Told};

/// A command for each finding, then the verdict as a plain line.
pub fn github(told: &Told) -> String {
    let mut lines: String = told.findings.iter().map(|finding| command(finding, &told.prefix)).collect();
    lines.push_str(&told.summary.verdict());
    lines.push('\n');
    lines
}

fn command(finding: &Finding, prefix: &str) -> String {
    let kind = match finding.severity {
        Severity::Block | Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let file = property(&format!("{prefix}{}", finding.file));
    let title = property(&format!("{}（{}）", finding.rule.name, finding.severity.name()));
    let (line, end) = (finding.line, finding.end_line);
    // Columns have a meaning only within one line, and the last one is the last character itself.
    let columns = if line == end {
        format!(",col={},endColumn={}", finding.column, finding.end_column.saturating_sub(1).max(finding.column))
    } else {
        String::new()
    };
    let message = data(&format!("{}\n改法：{}", finding.message, finding.help));
    format!("::{kind} file={file},line={line},endLine={end}{columns},title={title}::{message}\n")
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands behind a `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command_early() {
        assert_eq!(data("100%\r\n::set-output::"), "100%25%0D%0A::set-output::");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }
}
