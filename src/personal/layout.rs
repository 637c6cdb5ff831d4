//! Tables as they are laid out become tables with one header row: titles above it go, two rows of headers become one, and a form
//! (姓名｜张某某, one label a line) is turned.

use std::borrow::Cow;

use super::Numbers;
use super::lines::tables_in_lines;
use super::table::{Kind, Names, Persons, kind, names};
use crate::diag::Spanned;
use crate::model::Table;

/// How far down a header row may stand.
const DEEPEST: usize = 5;

/// What was understood of a text: its tables and its numbers, read once for all who ask.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understood {
    /// The numbers in it.
    pub numbers: Numbers,
    /// For each table, what it becomes where that is something else.
    changed: Vec<Option<Table>>,
    /// The tables that lines make.
    lines: Vec<Table>,
    /// For each of all the tables, the persons that it lists.
    names: Vec<Option<Names>>,
}

impl Understood {
    /// Reads the tables of a text, and its lines from the byte `from` on: what stands above them, such as front matter, lists nobody.
    pub fn new(text: &str, tables: &[Table], from: usize) -> Understood {
        let changed = tables.iter().map(|table| match laid_out(table) {
            Cow::Owned(changed) => Some(changed),
            Cow::Borrowed(_) => None,
        });
        let (changed, lines) = (changed.collect(), tables_in_lines(text, tables, from));
        let mut read = Understood { numbers: Numbers::of(text), changed, lines, names: Vec::new() };
        read.names = read.tables(tables).into_iter().map(names).collect();
        read
    }

    /// All of them: `written` are the tables that it was made from.
    pub fn tables<'t>(&'t self, written: &'t [Table]) -> Vec<&'t Table> {
        let changed = self.changed.iter().zip(written).map(|(changed, written)| changed.as_ref().unwrap_or(written));
        changed.chain(&self.lines).collect()
    }

    /// Those of the tables that list persons. `tables` are what [`Understood::tables`] gave.
    pub fn people<'t>(&self, tables: &[&'t Table]) -> Vec<Persons<'t>> {
        let listed = tables.iter().zip(&self.names).filter_map(|(table, names)| Some((*table, (*names)?)));
        listed.map(|(table, (name, count, officials))| Persons { table, name, count, officials }).collect()
    }
}

type Row = Vec<Spanned<String>>;

/// The table as its reader understands it.
fn laid_out(table: &Table) -> Cow<'_, Table> {
    if let Some(form) = form(table) {
        return Cow::Owned(form);
    }
    let top = labels(&table.head);
    if top > 0 {
        return two_rows(table).map_or(Cow::Borrowed(table), Cow::Owned);
    }
    let titled = table.head.iter().filter(|cell| !cell.value.trim().is_empty()).count() <= 1
        || table.head.windows(2).all(|pair| matches!(pair, [a, b] if a.value == b.value));
    let is_head = |row: &Row| labels(row) > 1 || (titled && row.iter().any(|cell| matches!(kind(&cell.value), Kind::Name | Kind::Id)));
    match table.rows.iter().take(DEEPEST).position(is_head) {
        Some(at) => {
            let head = table.rows.get(at).cloned().unwrap_or_default();
            let below = Table { head, rows: table.rows.iter().skip(at + 1).cloned().collect() };
            Cow::Owned(two_rows(&below).unwrap_or(below))
        }
        None => Cow::Borrowed(table),
    }
}

fn is_label(text: &str) -> bool {
    text.chars().count() <= 16 && kind(text) != Kind::Other
}

fn labels(row: &[Spanned<String>]) -> usize {
    row.iter().filter(|cell| is_label(&cell.value)).count()
}

/// A header whose second row says more exactly what is below: 家庭情况 above 年龄 and 住址.
fn two_rows(table: &Table) -> Option<Table> {
    let (second, rows) = table.rows.split_first()?;
    let name = table.head.iter().position(|cell| kind(&cell.value) == Kind::Name)?;
    let under_name = second.get(name)?;
    let empty = under_name.value.trim().is_empty() || under_name.value == table.head.get(name)?.value;
    if !empty || labels(second) == 0 {
        return None;
    }
    let both = table.head.iter().zip(second).map(|(above, below)| if below.value.trim().is_empty() { above } else { below });
    Some(Table { head: both.cloned().collect(), rows: rows.to_vec() })
}

/// A form: labels in the first column, or in turn with what they ask for.
fn form(table: &Table) -> Option<Table> {
    let rows: Vec<&Row> =
        std::iter::once(&table.head).chain(&table.rows).filter(|row| row.iter().any(|cell| !cell.value.trim().is_empty())).collect();
    let labelled = rows.iter().take(4).filter_map(|row| row.first()).filter(|cell| is_label(&cell.value)).count();
    if rows.len() > 1 && labelled < 2 {
        return None;
    }
    let first: Vec<Kind> =
        rows.iter().filter_map(|row| row.first()).filter(|cell| is_label(&cell.value)).map(|cell| kind(&cell.value)).collect();
    // A list of persons begins with none: most tables are told at their first rows.
    let several = first.iter().any(|kind| Some(kind) != first.first());
    let many = rows.len() < 40 && first.len() > 1 && several && first.len() * 2 >= rows.len();
    let single = || rows.len() == 1 && in_turn(rows.first().copied().map_or(&[][..], Vec::as_slice)) > 1;
    if !many && !single() {
        return None;
    }
    if rows.iter().any(|row| in_turn(row) > 1) {
        let pairs = rows.iter().flat_map(|row| row.windows(2)).filter_map(|pair| match pair {
            [label, value] if is_label(&label.value) && !is_label(&value.value) => Some((label.clone(), value.clone())),
            _ => None,
        });
        let (head, values) = pairs.unzip();
        return Some(Table { head, rows: vec![values] });
    }
    let widest = rows.iter().map(|row| row.len()).max()?;
    let head: Row = rows.iter().filter_map(|row| row.first().cloned()).collect();
    let blank = |row: &Row| row.first().map(|cell| Spanned::new(String::new(), cell.span));
    let column = |at: usize| rows.iter().filter_map(|row| row.get(at).cloned().or_else(|| blank(row))).collect();
    Some(Table { head, rows: (1..widest).map(column).collect() })
}

/// How many labels of a row have what they ask for beside them.
fn in_turn(row: &[Spanned<String>]) -> usize {
    row.windows(2).filter(|pair| matches!(pair, [label, value] if is_label(&label.value) && !is_label(&value.value))).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    fn row(text: &str) -> Row {
        text.split('|').map(|cell| Spanned::new(cell.to_string(), Span::default())).collect()
    }

    fn read(lines: &[&str]) -> String {
        let mut rows: Vec<Row> = lines.iter().map(|line| row(line)).collect();
        let table = Table { head: rows.remove(0), rows };
        let read = laid_out(&table);
        let line = |row: &Row| row.iter().map(|cell| cell.value.as_str()).collect::<Vec<_>>().join("|");
        std::iter::once(&read.head).chain(&read.rows).map(line).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn as_understood() {
        assert_eq!(read(&["姓名|电话", "张某某|1"]), "姓名|电话/张某某|1");
        assert_eq!(read(&["发放名单||", "单位：元||", "姓名|村|电话", "张某某|青禾村|1"]), "姓名|村|电话/张某某|青禾村|1");
        assert_eq!(read(&["姓名|家庭情况|", "|年龄|住址", "张某某|65|青禾村"]), "姓名|年龄|住址/张某某|65|青禾村");
        assert_eq!(read(&["姓名|张某某", "身份证号|1", "年龄|65"]), "姓名|身份证号|年龄/张某某|1|65");
        assert_eq!(read(&["姓名|张某某|李某某", "年龄|65|66"]), "姓名|年龄/张某某|65/李某某|66");
        assert_eq!(read(&["姓名|张某某|性别|男", "年龄|65|住址|青禾村"]), "姓名|性别|年龄|住址/张某某|男|65|青禾村");
        assert_eq!(read(&["年龄|人数", "60岁以上|3"]), "年龄|人数/60岁以上|3");
    }
}
