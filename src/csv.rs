//! Tables for spreadsheets (RFC 4180): every cell quoted, and none that a spreadsheet would run as a formula.

/// What stands before a table. Without it spreadsheets take Chinese for something else.
pub const MARK: char = '\u{feff}';

/// Appends a row, ended by CR and LF.
pub fn row<C: AsRef<str>>(table: &mut String, cells: impl IntoIterator<Item = C>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            table.push(',');
        }
        push(table, cell.as_ref());
    }
    table.push_str("\r\n");
}

/// A cell. One that a spreadsheet would run as a formula gets an apostrophe in front, which makes it a text.
fn push(table: &mut String, cell: &str) {
    const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];
    let first = cell.trim_start_matches([' ', '\u{3000}', '\u{a0}', '\u{feff}', '\n']);
    table.push('"');
    if first.starts_with(FORMULA) {
        table.push('\'');
    }
    table.push_str(&cell.replace('"', "\"\""));
    table.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(cell: &str) -> String {
        let mut table = String::new();
        row(&mut table, [cell]);
        table.trim_end_matches("\r\n").to_string()
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        for cell in ["+1", "-1", "@a", "\t=1", "\r=1", "  =1", "＝1", "\n=1"] {
            assert!(quoted(cell).starts_with("\"'"), "{cell:?}");
        }
        assert_eq!(quoted("甲,乙"), "\"甲,乙\"");
    }
}
