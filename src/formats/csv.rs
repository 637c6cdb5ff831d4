//! A table for spreadsheets: with a byte order mark, without which they take Chinese for something else.

use super::told::{Finding, Told};

const HEAD: [&str; 10] = ["轻重程度", "规则", "文件", "行", "列", "结束行", "结束列", "问题", "改法", "改成"];

/// The report, a finding a row.
pub fn csv(told: &Told) -> String {
    let mut table = String::from('\u{feff}');
    row(&mut table, &HEAD.map(String::from));
    for finding in &told.findings {
        row(&mut table, &cells(finding));
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

fn row(table: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    table.push_str(&cells.join(","));
    table.push_str("\r\n");
}

/// A cell. One that a spreadsheet would run as a formula gets an apostrophe in front, which makes it a text.
fn quoted(cell: &str) -> String {
    const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];
    let first = cell.trim_start_matches([' ', '\u{3000}', '\u{a0}', '\u{feff}', '\n']);
    let guard = if first.starts_with(FORMULA) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        for cell in ["+1", "-1", "@a", "\t=1", "\r=1", "  =1", "＝1", "\n=1"] {
            assert!(quoted(cell).starts_with("\"'"), "{cell:?}");
        }
        assert_eq!(quoted("甲,乙"), "\"甲,乙\"");
    }
}
