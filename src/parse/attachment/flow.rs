//! Markup that flows (Word, PowerPoint, OpenDocument, web pages) becomes lines and tables.

use super::page::{Page, Row};
use super::sheet::number;
use super::xml::{Event, Events, Tag};

/// Where the letters of a markup stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// Only in elements made for them: what stands elsewhere are measures.
    Marked,
    /// Between any tags.
    Anywhere,
    /// Only in paragraphs and headings.
    Paragraphs,
    /// Between any tags, each element but the runs of a text a value by itself.
    Data,
}

/// The most columns that a cell may span, or that may repeat.
const MOST_SPANNED: usize = 64;

/// A table that is open; tables stand in cells of others.
#[derive(Default)]
struct Open {
    rows: Vec<Row>,
    row: Option<Vec<(usize, String)>>,
    column: usize,
    cell: Option<String>,
    span: usize,
    /// A long number as it is, which the cell may show rounded.
    long: Option<String>,
}

struct Flow<'p> {
    page: &'p mut Page,
    tables: Vec<Open>,
}

impl Flow<'_> {
    fn push(&mut self, text: &str) {
        match self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) => cell.push_str(text),
            None => self.page.push(text),
        }
    }

    /// A paragraph ends. In a cell that is a blank.
    fn end_line(&mut self) {
        match self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) if cell.ends_with(' ') || cell.is_empty() => {}
            Some(cell) => cell.push(' '),
            None => self.page.end_line(),
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let Some(mut cell) = table.cell.take() else { return };
        if let Some(long) = table.long.take().filter(|long| !cell.contains(&**long)) {
            cell = long;
        }
        table.row.get_or_insert_default().push((table.column, cell));
        table.column += table.span;
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some(table) = self.tables.last_mut() else { return };
        let Some(cells) = table.row.take() else { return };
        let row = self.page.row(&cells);
        table.rows.push(row);
    }

    fn end_table(&mut self) {
        self.end_row();
        if let Some(table) = self.tables.pop() {
            self.page.table(table.rows);
        }
    }

    fn open_cell(&mut self, tag: &Tag<'_>) {
        self.end_cell();
        let Some(table) = self.tables.last_mut() else { return };
        let repeated = ["colspan", "number-columns-repeated", "gridSpan"].iter().find_map(|name| tag.get(name)?.parse::<usize>().ok());
        table.span = repeated.unwrap_or(1).clamp(1, MOST_SPANNED);
        table.cell = Some(String::new());
        table.long = tag
            .get("value")
            .map(|value| number(&value))
            .filter(|value| value.len() > 10 && value.bytes().all(|byte| byte.is_ascii_digit()));
    }
}

/// Writes what the markup says to a page.
pub fn flow(events: Events<'_>, letters: Letters, page: &mut Page) {
    let mut flow = Flow { page, tables: Vec::new() };
    let mut marked = 0_usize;
    // The name of an element that is passed over, and how many of that name are open.
    let mut skipped: Option<(&str, usize)> = None;
    for event in events {
        if flow.page.is_full() {
            break;
        }
        if let Some((name, depth)) = skipped {
            skipped = match &event {
                Event::Open(tag) if tag.name == name => Some((name, depth + 1)),
                Event::Close(close) if *close == name => (depth > 1).then(|| (name, depth - 1)),
                _ => skipped,
            };
            continue;
        }
        match event {
            Event::Text(text) => {
                if matches!(letters, Letters::Marked | Letters::Paragraphs) {
                    if marked > 0 {
                        flow.push(&text);
                    }
                } else if text.trim().is_empty() {
                    if !text.is_empty() && !text.contains('\n') {
                        flow.push(" ");
                    }
                } else {
                    flow.push(text.trim_matches(['\r', '\n']));
                }
            }
            Event::Open(tag) => match lower(tag.name) {
                "t" | "delText" | "instrText" if letters == Letters::Marked => marked += 1,
                "p" | "h" if letters == Letters::Paragraphs => {
                    marked += 1;
                    flow.end_line();
                }
                "tbl" | "table" => {
                    flow.end_line();
                    flow.tables.push(Open::default());
                }
                "tr" | "table-row" => {
                    flow.end_row();
                    if let Some(table) = flow.tables.last_mut() {
                        (table.row, table.column) = (Some(Vec::new()), 0);
                    }
                }
                "tc" | "table-cell" | "covered-table-cell" | "td" | "th" => flow.open_cell(&tag),
                "gridSpan" => {
                    let span = tag.get("val").and_then(|value| value.parse().ok()).unwrap_or(1);
                    if let Some(table) = flow.tables.last_mut() {
                        table.span = usize::clamp(span, 1, MOST_SPANNED);
                    }
                }
                "tab" | "s" if letters != Letters::Marked => flow.push(" "),
                "tab" if marked == 0 => flow.push("\t"),
                "br" | "cr" | "line-break" | "p" | "h" | "li" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => flow.end_line(),
                // What an old program shows instead of what was read already; what no reader sees as text.
                name @ ("Fallback" | "script" | "style" | "binData") => skipped = Some((name, 1)),
                "docPr" | "cNvPr" | "img" => {
                    for said in ["descr", "title", "alt"].iter().filter_map(|name| tag.get(name)).filter(|said| !said.trim().is_empty()) {
                        flow.push(&format!(" {said} "));
                    }
                }
                _ => {}
            },
            Event::Close(name) => match lower(name) {
                "t" | "delText" | "instrText" if letters == Letters::Marked => marked = marked.saturating_sub(1),
                "t" => {}
                "tbl" | "table" => flow.end_table(),
                "tr" | "table-row" => flow.end_row(),
                "tc" | "table-cell" | "covered-table-cell" | "td" | "th" => flow.end_cell(),
                "p" | "h" | "li" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title" => {
                    marked = marked.saturating_sub(usize::from(letters == Letters::Paragraphs));
                    flow.end_line();
                }
                name if letters == Letters::Data && !matches!(name, "r" | "rPr") => flow.end_line(),
                _ => {}
            },
        }
    }
    while !flow.tables.is_empty() {
        flow.end_table();
    }
    flow.page.end_line();
}

/// Old web pages write their tags in capitals.
fn lower(name: &str) -> &str {
    const KNOWN: &[&str] = &["table", "tr", "td", "th", "p", "br", "li", "div", "img", "script", "style", "title"];
    if name.starts_with(|c: char| c.is_ascii_uppercase()) {
        KNOWN.iter().find(|known| known.eq_ignore_ascii_case(name)).copied().unwrap_or(name)
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml::events;
    use super::*;
    use crate::model::Passage;

    fn read(text: &str, letters: Letters) -> Passage {
        let mut page = Page::default();
        flow(events(text), letters, &mut page);
        page.finish("正文")
    }

    #[test]
    fn runs_of_one_paragraph_are_one_text() {
        let word = "<w:p><w:r><w:t>110105</w:t></w:r><w:r><w:rPr/><w:t>&#49;9491231</w:t></w:r></w:p><w:p><w:r><w:t>002X</w:t></w:r></w:p>";
        assert_eq!(read(word, Letters::Marked).text, "11010519491231\n002X\n");
    }

    #[test]
    fn a_word_table_has_its_cells() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>联系</w:t></w:r></w:p></w:tc>";
        let word = format!(
            "<w:tbl><w:tr>{}{wide}{}</w:tr><w:tr>{}{}{}{}</w:tr></w:tbl>",
            cell("姓名"),
            cell("备注"),
            cell("张某某"),
            cell("甲村"),
            cell("13900000000"),
            cell("无")
        );
        let passage = read(&word, Letters::Marked);
        let table = &passage.tables[0];
        assert_eq!(table.head.iter().map(|cell| cell.value.as_str()).collect::<Vec<_>>(), ["姓名", "联系", "", "备注"]);
        assert_eq!(table.rows[0][2].span.of(&passage.text), "13900000000");
    }

    #[test]
    fn a_web_table_needs_no_end_tags() {
        let passage = read("<TABLE><TR><TD>姓名<TD>电话<TR><TD>张某某<TD>13900000000</TABLE><script>x</script>y", Letters::Anywhere);
        assert_eq!(passage.tables[0].rows[0][1].value, "13900000000");
        assert_eq!(passage.text, "姓名\t电话\n张某某\t13900000000\ny\n");
    }

    #[test]
    fn nested_tables_are_tables() {
        let passage = read("<table><tr><td>a<table><tr><td>b</table></td><td>c</table>", Letters::Anywhere);
        assert_eq!(passage.tables.len(), 2);
    }
}
