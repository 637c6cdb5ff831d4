//! Tables that were pasted as HTML: they are tables of the body like those of Markdown, each cell with its place in the file.

use crate::diag::{Span, Spanned};
use crate::model::Table;

/// The most cells that one cell may span; more is no person's work.
const WIDEST: usize = 100;

/// The tables in the HTML of a body, which stands at `span` of the file. What is in a code block is none.
pub fn raw_tables(text: &str, span: Span, code: &[Span]) -> Vec<Table> {
    let body = span.of(text);
    let mut tables = Vec::new();
    let mut at = 0;
    while let Some(start) = find(body, at, "<table") {
        let end = find(body, start, "</table").unwrap_or(body.len());
        let place = Span::new(start, end).shifted(span.start);
        at = end.max(start + 1);
        if !code.iter().any(|code| code.start <= place.start && place.start < code.end) {
            tables.extend(table(text, place));
        }
    }
    tables
}

/// One table: rows that are one cell wide above the others are its caption.
fn table(text: &str, place: Span) -> Option<Table> {
    let rows = rows(text, place);
    let widest = rows.iter().map(Vec::len).max()?;
    let filled = |row: &Vec<Spanned<String>>| row.iter().filter(|cell| !cell.value.trim().is_empty()).count();
    let mut rows = rows.into_iter().skip_while(|row| widest > 1 && filled(row) < 2);
    let head = rows.next()?;
    Some(Table { head, rows: rows.collect() })
}

/// The rows, each cell in its column: one that spans several leaves empty ones beside and below it.
fn rows(text: &str, place: Span) -> Vec<Vec<Spanned<String>>> {
    let inside = place.of(text);
    let mut rows: Vec<Vec<Spanned<String>>> = Vec::new();
    // For each column, how many rows below are taken by a cell above, and that cell's place.
    let mut taken: Vec<(usize, Span)> = Vec::new();
    let mut at = 0;
    while let Some(start) = find(inside, at, "<t") {
        let rest = inside.get(start..).unwrap_or("");
        let opens = rest.find('>').map_or(inside.len(), |end| start + end + 1);
        at = opens.max(start + 1);
        let tag = inside.get(start..opens).unwrap_or("");
        match tag.get(..3).map(str::to_ascii_lowercase).as_deref() {
            Some("<tr") => {
                rows.last_mut().into_iter().for_each(|row| fill(row, &mut taken));
                rows.push(Vec::new());
            }
            Some("<td" | "<th") if !tag.to_ascii_lowercase().starts_with("<thead") => {
                let cell = Span::new(opens, end_of_cell(inside, opens)).shifted(place.start);
                let value = shown(cell.of(text));
                if rows.is_empty() {
                    rows.push(Vec::new());
                }
                let Some(row) = rows.last_mut() else { continue };
                fill(row, &mut taken);
                let (wide, high) = (number(tag, "colspan"), number(tag, "rowspan"));
                row.push(Spanned::new(value, cell));
                row.extend((1..wide).map(|_| Spanned::new(String::new(), cell)));
                taken.resize(taken.len().max(row.len()), (0, cell));
                let below = row.len() - wide..row.len();
                taken.get_mut(below).into_iter().flatten().for_each(|column| *column = (high - 1, cell));
                at = cell.end - place.start;
            }
            _ => {}
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// Where the cell that opens at byte `from` ends: at its own end, the next cell's or the next row's.
fn end_of_cell(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let ends = |at: &usize| {
        let name = bytes.get(at + 1..).unwrap_or(&[]);
        let name = name.strip_prefix(b"/").unwrap_or(name);
        [b"td", b"th", b"tr"].iter().any(|end| name.get(..2).is_some_and(|name| name.eq_ignore_ascii_case(*end)))
    };
    let mut tags = memchr::memchr_iter(b'<', bytes.get(from..).unwrap_or(&[])).map(|at| from + at);
    tags.find(ends).unwrap_or(text.len())
}

/// Leaves an empty cell wherever one from above reaches down.
fn fill(row: &mut Vec<Spanned<String>>, taken: &mut [(usize, Span)]) {
    while let Some((left, place)) = taken.get_mut(row.len()).filter(|(left, _)| *left > 0) {
        *left -= 1;
        row.push(Spanned::new(String::new(), *place));
    }
}

/// The number of cells that an attribute asks for.
fn number(tag: &str, attribute: &str) -> usize {
    let value = find(tag, 0, attribute).and_then(|at| tag.get(at + attribute.len()..)).unwrap_or("");
    let value = value.trim_start_matches([' ', '=', '"', '\'']);
    let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(1).clamp(1, WIDEST)
}

/// Where `tag` stands from byte `from` on, in capitals or not.
fn find(text: &str, from: usize, tag: &str) -> Option<usize> {
    let (bytes, tag) = (text.as_bytes(), tag.as_bytes());
    let first = *tag.first()?;
    let starts = memchr::memchr2_iter(first, first.to_ascii_uppercase(), bytes.get(from..)?).map(|at| from + at);
    starts.into_iter().find(|at| bytes.get(*at..*at + tag.len()).is_some_and(|word| word.eq_ignore_ascii_case(tag)))
}

/// What a reader sees of a cell.
fn shown(html: &str) -> String {
    let mut shown = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        shown.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    shown.push_str(rest);
    if shown.contains('&') {
        for (entity, text) in [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
            shown = shown.replace(entity, text);
        }
    }
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Vec<String> {
        let tables = raw_tables(html, Span::new(0, html.len()), &[]);
        let row = |row: &Vec<Spanned<String>>| row.iter().map(|cell| cell.value.as_str()).collect::<Vec<_>>().join("|");
        tables.iter().flat_map(|table| std::iter::once(row(&table.head)).chain(table.rows.iter().map(row))).collect()
    }

    #[test]
    fn as_pasted() {
        let html = "<TABLE border=1><caption>表1</caption><tr><td colspan=\"2\">名单</td></tr>\n<tr><th>姓名</th><th><b>电话</b></th></tr>\
                    <tr><td rowspan=2>张某某<td>1&nbsp;2</td></tr><tr><td>3</td></table>后文<table><tr><td>一";
        assert_eq!(read(html), ["姓名|电话", "张某某|1 2", "|3", "一"]);
        assert!(read("<table></table><table").is_empty());
        assert_eq!(read("<table><thead><tr><th>甲<th>乙</thead><tr><td colspan=999999999999>1").len(), 2);
    }
}
