//! Persons in lines: what is laid out like a table without being one. 姓名：张某某 年龄：65; lines with tabs between; lists.

use super::mask::is_mask;
use super::table::{Kind, has_family_name, is_name, kind};
use super::words;
use crate::diag::{Span, Spanned, Spans};
use crate::model::Table;
use crate::parse;

type Row = Vec<Spanned<String>>;

/// The tables that lines of a text make, from the byte `from` on. Lines within `tables` are no longer looked at.
pub fn tables_in_lines(text: &str, tables: &[Table], from: usize) -> Vec<Table> {
    let labels = ["姓名", "户主", "申请人", "领款人", "受助人", "受益人", "持卡人", "救助对象", "帮扶对象"];
    let headed = labels.iter().any(|label| text.contains(label));
    let places: Spans = tables.iter().filter_map(place).collect();
    let lines: Vec<(usize, &str)> = lines(text).filter(|(at, _)| *at >= from && !places.hold(*at)).collect();
    let mut found = Vec::new();
    if headed {
        found.extend(records(text, &lines));
        found.extend(columns(&lines));
    }
    let known: Spans = found.iter().filter_map(place).collect();
    let left: Vec<(usize, &str)> = lines.into_iter().filter(|(at, _)| !known.hold(*at)).collect();
    found.extend(lists(&left));
    found
}

/// From the first cell of a table to its last.
fn place(table: &Table) -> Option<Span> {
    let first = table.head.first()?;
    let last = table.rows.last().unwrap_or(&table.head).last()?;
    Some(Span::new(first.span.start.saturating_sub(2), last.span.end))
}

/// The lines with their places. Rows of a Markdown table are none, nor is what no person writes.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let lines = parse::lines(text).map(move |line| {
        let start = at;
        at += line.len();
        (start, line.strip_suffix('\n').unwrap_or(line))
    });
    lines.filter(|(_, line)| line.len() < 2000 && !line.trim_start().starts_with(['|', '<']))
}

fn trimmed(text: &str, start: usize, end: usize) -> Spanned<String> {
    let inside = text.get(start..end).unwrap_or("");
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | '*' | '（' | '(' | '）' | ')' | '-' | '·');
    let lead = inside.len() - inside.trim_start_matches(marks).len();
    let value = inside.trim_matches(marks);
    Spanned::new(value.to_string(), Span::new(start + lead, start + lead + value.len()))
}

/// 姓名：张某某，年龄：65: labels with what they ask for, on one line or on lines that follow each other.
fn records(text: &str, lines: &[(usize, &str)]) -> Vec<Table> {
    let mut found: Vec<Table> = Vec::new();
    let (mut head, mut row): (Row, Row) = (Vec::new(), Vec::new());
    let mut close = |head: &mut Row, row: &mut Row| {
        let (head, row) = (std::mem::take(head), std::mem::take(row));
        let named = head.iter().zip(&row).any(|(label, value)| kind(&label.value) == Kind::Name && is_name(&value.value));
        if !named || head.len() < 2 {
            return;
        }
        let same = |table: &&mut Table| table.head.iter().map(|label| &label.value).eq(head.iter().map(|label| &label.value));
        match found.last_mut().filter(same) {
            Some(table) => table.rows.push(row),
            None => found.push(Table { head, rows: vec![row] }),
        }
    };
    for (at, line) in lines {
        let labels = labels(line, *at);
        let named = labels.iter().any(|label| kind(&label.value) == Kind::Name);
        if labels.is_empty() && !line.trim().is_empty() {
            close(&mut head, &mut row);
        }
        // A record begins with a name.
        if head.is_empty() && !named {
            continue;
        }
        for (nth, label) in labels.iter().enumerate() {
            let end = labels.get(nth + 1).map_or(at + line.len(), |next| next.span.start);
            // Behind a comma stands what belongs to no label, unless it is the last.
            let colon =
                text.get(label.span.end..).and_then(|rest| rest.chars().find(|c| matches!(c, '：' | ':'))).map_or(0, char::len_utf8);
            let from = label.span.end + text.get(label.span.end..).and_then(|rest| rest.find(['：', ':'])).unwrap_or(0) + colon;
            let inside = text.get(from..end).unwrap_or("");
            let stop = inside.find(['，', '。', '；', '、', ';']).map_or(end, |stop| from + stop);
            if kind(&label.value) == Kind::Name && head.iter().any(|known| known.value == label.value) {
                close(&mut head, &mut row);
            }
            head.push(label.clone());
            row.push(trimmed(text, from, stop));
        }
    }
    close(&mut head, &mut row);
    found
}

/// The labels of a line, each right before a colon.
fn labels(line: &str, at: usize) -> Vec<Spanned<String>> {
    let label = |(colon, _): (usize, &str)| {
        let before = line.get(..colon)?;
        let start = before
            .rfind(|c: char| !c.is_alphabetic() && !matches!(c, '（' | '）' | '(' | ')'))
            .map_or(0, |mark| mark + before.get(mark..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
        let word = before.get(start..)?;
        let short = (1..=10).contains(&word.chars().count()) && word.chars().all(|c| !c.is_ascii());
        short.then(|| Spanned::new(word.to_string(), Span::new(at + start, at + colon)))
    };
    let colons = line.match_indices(['：', ':']);
    colons.filter_map(label).collect()
}

/// A row that has no name though it needs one, and the headers that it was read for: the same ones above it come to it again.
struct Refused {
    /// How many lines are left from the row on.
    left: usize,
    /// How many headers there are.
    width: usize,
    /// Which of them asks for the name.
    name: usize,
    /// How their cells are told apart.
    split: Split,
}

/// Lines with tabs, wide blanks or commas between, below one that has the headers.
fn columns(lines: &[(usize, &str)]) -> Vec<Table> {
    let mut found = Vec::new();
    let mut refused: Option<Refused> = None;
    let mut rest = lines;
    while let Some(((at, line), below)) = rest.split_first() {
        rest = below;
        let Some((head, split)) = header(line, *at) else { continue };
        let Some(name) = head.iter().position(|cell| kind(&cell.value) == Kind::Name) else { continue };
        // One header that is known is little: then every row must have a name.
        let little = head.iter().filter(|cell| kind(&cell.value) != Kind::Other).count() < 2;
        let leads_to = |row: &Refused| {
            row.left <= below.len() && row.width == head.len() && row.name == name && std::ptr::fn_addr_eq(row.split, split)
        };
        if little && refused.as_ref().is_some_and(leads_to) {
            continue;
        }
        let mut rows: Vec<Row> = Vec::new();
        for (nth, (at, line)) in below.iter().enumerate() {
            let row = split(line, *at);
            if row.len() != head.len() {
                if line.trim().is_empty() && rows.is_empty() {
                    continue;
                }
                break;
            }
            if little && !row.get(name).is_some_and(|cell| is_name(&cell.value)) {
                refused = Some(Refused { left: below.len() - nth, width: head.len(), name, split });
                rows.clear();
                break;
            }
            rows.push(row);
        }
        if !rows.is_empty() {
            rest = below.get(rows.len()..).unwrap_or(&[]);
            found.push(Table { head, rows });
        }
    }
    found
}

type Split = fn(&str, usize) -> Row;

/// A line of headers, and how its cells are told apart.
fn header(line: &str, at: usize) -> Option<(Row, Split)> {
    if line.chars().count() > 200 || !words::NAME_HEADERS.iter().any(|word| line.contains(word)) {
        return None;
    }
    let ways: [Split; 3] = [by_tabs, by_blanks, by_commas];
    ways.into_iter().find_map(|split| {
        let head = split(line, at);
        let named = head.iter().any(|cell| kind(&cell.value) == Kind::Name);
        let short = head.iter().all(|cell| cell.value.chars().count() <= 14);
        (head.len() > 1 && named && short).then_some((head, split))
    })
}

fn by_tabs(line: &str, at: usize) -> Row {
    cells(line, at, |c| c == '\t', false)
}

fn by_blanks(line: &str, at: usize) -> Row {
    cells(line, at, char::is_whitespace, true)
}

fn by_commas(line: &str, at: usize) -> Row {
    cells(line, at, |c| matches!(c, ',' | '，'), false)
}

/// The cells of a line between separators; `run`: several in a row are one.
fn cells(line: &str, at: usize, separates: impl Fn(char) -> bool, run: bool) -> Row {
    let mut start = 0;
    let mut row = Vec::new();
    for (end, c) in line.char_indices().chain([(line.len(), '\n')]) {
        if end == line.len() || separates(c) {
            let cell = line.get(start..end).unwrap_or("");
            if !run || !cell.trim().is_empty() {
                let lead = cell.len() - cell.trim_start().len();
                let value = cell.trim();
                row.push(Spanned::new(value.to_string(), Span::new(start + lead, start + lead + value.len()).shifted(at)));
            }
            start = end + c.len_utf8();
        }
    }
    row
}

/// Lines that each begin with a person's name: 1. 张某某，男，65岁，肢体残疾.
fn lists(lines: &[(usize, &str)]) -> Vec<Table> {
    let mut found = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for (at, line) in lines.iter().chain([&(0, "end")]) {
        match person(line, *at) {
            Some(row) => rows.push(row),
            None if line.trim().is_empty() => {}
            None => {
                let rows = std::mem::take(&mut rows);
                if rows.len() > 1 {
                    found.extend(Some(of_list(rows)).filter(tells_persons));
                }
            }
        }
    }
    found
}

/// What a line says of one person; `None` where it begins with no name.
fn person(line: &str, at: usize) -> Option<Row> {
    let number = |c: char| c.is_whitespace() || matches!(c, '0'..='9' | '-' | '*' | '+' | '.' | '、' | '）' | ')' | '（' | '(' | '①'..='⑩');
    let from = line.len() - line.trim_start_matches(number).len();
    let rest = line.get(from..).filter(|rest| !rest.is_empty() && rest.len() < 300)?;
    // Most lines are told here: what ends after two to four characters, or has a dot in it.
    let length = rest.chars().take(9).position(is_between).unwrap_or(9);
    if length < 2 || (length > 8 && !rest.contains('·')) {
        return None;
    }
    let first = rest.split(is_between).next()?;
    // Two characters before a colon are a label: 时间：…
    if length == 2 && rest.chars().nth(2).is_some_and(|c| matches!(c, '：' | ':')) {
        return None;
    }
    let name: String = first.chars().filter(|c| *c != '\\').collect();
    if !has_family_name(&name) || (name.chars().count() == 4 && !name.contains(is_mask)) {
        return None;
    }
    let row = cells(rest, at + from, is_between, true);
    (row.len() > 1 && row.iter().all(|cell| cell.value.chars().count() <= 30)).then_some(row)
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '，' | ',' | '、' | '；' | ';' | '（' | '）' | '(' | ')' | '：' | ':' | '/' | '。')
}

/// A list as a table: what its columns say is seen from what is in them.
fn of_list(rows: Vec<Row>) -> Table {
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let head = (0..widest).filter_map(|column| {
        let first = rows.iter().find_map(|row| row.get(column))?;
        let label = if column == 0 { "姓名" } else { label(&first.value) };
        Some(Spanned::new(label.to_string(), first.span))
    });
    Table { head: head.collect(), rows }
}

/// Whether more than the first words of its lines shows that a list is of persons.
fn tells_persons(list: &Table) -> bool {
    let masked = list.rows.iter().all(|row| row.first().is_some_and(|name| name.value.contains(is_mask)));
    let told = list.head.iter().skip(1).any(|label| !label.value.is_empty());
    let cells = || list.rows.iter().flat_map(|row| row.iter().skip(1));
    let personal = |cell: &Spanned<String>| {
        cell.value.ends_with(['村', '组'])
            || cell.value.chars().filter(char::is_ascii_digit).count() > 10
            || words::HEALTH_WORDS.iter().any(|word| cell.value.contains(word))
    };
    masked || told || cells().any(personal)
}

/// What a cell without a header says.
fn label(value: &str) -> &'static str {
    let digits = value.chars().take_while(char::is_ascii_digit).count();
    let rest = value.get(digits..).unwrap_or("");
    let born = ["出生", "生于", "年生", "月生", "日生"].iter().any(|word| value.contains(word));
    match () {
        _ if (1..=3).contains(&digits) && matches!(rest, "岁" | "周岁") => "年龄",
        _ if matches!(value, "男" | "女") => "性别",
        _ if words::POSTS.iter().any(|post| value.ends_with(post)) => "职务",
        _ if born && value.contains(|c: char| c.is_ascii_digit()) => "出生日期",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let line = |row: &Row| {
            assert!(row.iter().all(|cell| cell.value.is_empty() || !cell.span.of(text).is_empty()), "{text}");
            row.iter().map(|cell| cell.value.as_str()).collect::<Vec<_>>().join("|")
        };
        let table = |table: &Table| std::iter::once(&table.head).chain(&table.rows).map(line).collect::<Vec<_>>().join("/");
        tables_in_lines(text, &[], 0).iter().map(table).collect()
    }

    #[test]
    fn lines_that_are_tables() {
        assert_eq!(read("姓名：张某某 年龄：65岁，住址：青禾村3组12号。"), ["姓名|年龄|住址/张某某|65岁|青禾村3组12号"]);
        assert_eq!(
            read("姓名：张某某\n性别：男\n年龄：65\n\n姓名：李某某\n性别：女\n年龄：66"),
            ["姓名|性别|年龄/张某某|男|65/李某某|女|66"]
        );
        assert_eq!(read("序号\t姓名\t年龄\n1\t张某某\t65\n2\t李某某\t66\n合计"), ["序号|姓名|年龄/1|张某某|65/2|李某某|66"]);
        assert_eq!(read("姓名 年龄 金额\n张某某 65 100"), ["姓名|年龄|金额/张某某|65|100"]);
        assert_eq!(read("1. 张某某，男，65岁\n2. 李某某，女，66岁\n"), ["姓名|性别|年龄/张某某|男|65岁/李某某|女|66岁"]);
        assert!(read("申请人须年满60周岁，姓名、年龄与身份证一致。\n\n一是加强管理，提高水平。\n二是落实责任。").is_empty());
    }

    /// The same without a thought for time: every row below every header is read.
    fn plain_columns(lines: &[(usize, &str)]) -> Vec<Table> {
        let mut found = Vec::new();
        let mut rest = lines;
        while let Some(((at, line), below)) = rest.split_first() {
            rest = below;
            let Some((head, split)) = header(line, *at) else { continue };
            let blank = below.iter().take_while(|(_, line)| line.trim().is_empty()).count();
            let rows: Vec<Row> =
                below[blank..].iter().map(|(at, line)| split(line, *at)).take_while(|row| row.len() == head.len()).collect();
            let said = head.iter().filter(|cell| kind(&cell.value) != Kind::Other).count();
            let name = head.iter().position(|cell| kind(&cell.value) == Kind::Name).expect("a header asks for a name");
            if !rows.is_empty() && (said > 1 || rows.iter().all(|row| is_name(&row[name].value))) {
                rest = &below[rows.len()..];
                found.push(Table { head, rows });
            }
        }
        found
    }

    #[test]
    fn every_order_of_headers_and_rows() {
        const KINDS: [&str; 8] = ["姓名，甲", "姓名1，乙", "姓名，年龄", "张某某，一", "王某某，赵某某", "甲，户主", "姓名 甲", ""];
        for order in 0..KINDS.len().pow(5) {
            let lines: Vec<(usize, &str)> =
                (0..5).map(|place| (100 * place, KINDS[order / KINDS.len().pow(place as u32) % KINDS.len()])).collect();
            assert_eq!(columns(&lines), plain_columns(&lines), "{lines:?}");
        }
    }
}
