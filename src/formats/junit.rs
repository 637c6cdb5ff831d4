//! JUnit XML, which most programs that run tests can show: a file is a suite, a finding a case in it.

use std::fmt::Write;

use super::told::{Finding, Told};

/// The report: what forbids publication is a failure; warnings and hints are cases that pass, with what is said of them.
pub fn junit(told: &Told) -> String {
    let failures = |findings: &[Finding]| findings.iter().filter(|finding| finding.severity.forbids()).count();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let tests = told.findings.len().max(1);
    let _ = writeln!(xml, "<testsuites name=\"gongkai\" tests=\"{tests}\" failures=\"{}\" errors=\"0\">", failures(&told.findings));
    for findings in told.findings.chunk_by(|one, other| one.file == other.file) {
        let file = findings.first().map_or("", |finding| &finding.file);
        let (name, failed) = (attribute(file), failures(findings));
        let _ = writeln!(xml, "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failed}\" errors=\"0\">", findings.len());
        for finding in findings {
            case(&mut xml, finding, &name);
        }
        xml.push_str("  </testsuite>\n");
    }
    if told.findings.is_empty() {
        let name = attribute(&told.summary.verdict());
        let _ = writeln!(xml, "  <testsuite name=\"gongkai\" tests=\"1\" failures=\"0\" errors=\"0\">");
        let _ = writeln!(xml, "    <testcase classname=\"gongkai\" name=\"{name}\"/>\n  </testsuite>");
    }
    xml.push_str("</testsuites>\n");
    xml
}

fn case(xml: &mut String, finding: &Finding, file: &str) {
    let Finding { rule, line, column, message, help, .. } = finding;
    let place = format!("{file}:{line}:{column}");
    let (name, body) = (rule.name, content(&format!("{message}\n改法：{help}")));
    let _ = writeln!(xml, "    <testcase classname=\"{name}\" name=\"{name} {place}\" file=\"{file}\" line=\"{line}\">");
    let _ = if finding.severity.forbids() {
        let (kind, message) = (finding.severity.name(), attribute(message));
        writeln!(xml, "      <failure type=\"{kind}\" message=\"{message}\">{place} {body}</failure>")
    } else {
        writeln!(xml, "      <system-out>{}：{place} {body}</system-out>", finding.severity.name())
    };
    xml.push_str("    </testcase>\n");
}

/// Text between tags. What XML 1.0 has no place for is replaced.
fn content(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' | '\t' => safe.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

/// Text of an attribute, where a line end would become a space.
fn attribute(text: &str) -> String {
    content(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_tag_early() {
        assert_eq!(attribute("a<b>&\"'\n\u{1}\u{ffff}"), "a&lt;b&gt;&amp;&quot;'&#10;\u{fffd}\u{fffd}");
    }
}
