//! The rows that say what is in the columns below them: one, or two of which the lower says more exactly what the upper is about.

use super::Column;
use crate::personal::{Kind, has_family_name, kind, masked, numbers, squeeze};

/// The longest word that heads a column, in characters.
const LONGEST: usize = 16;

/// What stands above a column.
pub(super) struct Head {
    /// In the words of the list.
    pub(super) name: String,
    pub(super) kind: Kind,
    /// The words of its own cells.
    words: Vec<String>,
}

impl Head {
    /// Whether people call it so: 备注 is 备注：, and 备注（选填）.
    pub(super) fn is_called(&self, word: &str) -> bool {
        let bare = |text: &str| {
            let text = squeeze(text);
            text.split(['（', '(']).next().unwrap_or("").trim_end_matches(['：', ':']).to_string()
        };
        self.name == squeeze(word) || self.words.iter().any(|own| bare(own) == bare(word))
    }
}

pub(super) struct Header {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) heads: Vec<Head>,
}

impl Header {
    /// The header that begins in a row; below another header only where that says nothing of what stands here.
    pub(super) fn at(rows: &[Vec<&str>], first: usize, above: Option<&Header>) -> Option<Header> {
        let upper = rows.get(first)?;
        let filled = |row: &Vec<&str>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
        let labels = upper.iter().filter(|cell| is_label(cell)).count();
        let personal =
            |cells: &[String]| cells.iter().any(|cell| matches!(kind(cell), Kind::Name | Kind::Id | Kind::Phone | Kind::Account));
        if labels == 0 || upper.iter().any(|cell| says_a_value(cell)) {
            return None;
        }
        if let Some(above) = above {
            // In a list a person may be called 户主 or 低保户: what stands below the names is no name then.
            let of_names = above.heads.iter().position(|head| head.kind == Kind::Name);
            let under = of_names.and_then(|column| upper.get(column)).copied().unwrap_or("");
            if labels < 2 || !(under.trim().is_empty() || is_label(under)) {
                return None;
            }
        }
        // A line of its own is a title, unless nothing in the list is wider. All rows are looked at for the few that come so far.
        if filled(upper) < 2 && rows.iter().any(|row| filled(row) > 1) {
            return None;
        }
        let lower = rows.get(first + 1).filter(|lower| goes_on(upper, lower));
        if is_form(rows, first, 1 + usize::from(lower.is_some())) {
            return None;
        }
        let names = lower.map_or_else(|| upper.iter().map(|cell| squeeze(cell)).collect(), |lower| both(upper, lower));
        if !personal(&names) {
            return None;
        }
        let own = |row: Option<&Vec<&str>>, column: usize| row.and_then(|row| row.get(column)).map(|cell| squeeze(cell));
        let heads = names.into_iter().enumerate().map(|(column, name)| {
            let words = [own(Some(upper), column), own(lower, column)].into_iter().flatten().filter(|word| !word.is_empty()).collect();
            Head { kind: kind(&name), name, words }
        });
        Some(Header { first, last: first + usize::from(lower.is_some()), heads: heads.collect() })
    }

    /// Its rows without the columns that go. The lower goes too where it tells nothing apart any more.
    pub(super) fn shown(&self, rows: &[Vec<&str>], columns: &[Column]) -> Vec<Vec<String>> {
        let stays = |column: usize| columns.get(column).is_none_or(|column| !column.goes);
        let row = |at: usize| {
            let wide = rows.get(at).map_or(0, Vec::len);
            (0..wide).filter(|column| stays(*column)).map(|column| self.cell(rows, at, column, &stays)).collect::<Vec<String>>()
        };
        let mut shown: Vec<Vec<String>> = (self.first..=self.last).map(row).collect();
        let says_the_same = |pair: &[Vec<String>]| match pair {
            [upper, lower] => lower.iter().enumerate().all(|(column, cell)| cell.is_empty() || upper.get(column) == Some(cell)),
            _ => false,
        };
        if says_the_same(&shown) {
            shown.pop();
        }
        shown
    }

    /// A cell. What stood above a column that goes moves above the next, where it covered both.
    fn cell(&self, rows: &[Vec<&str>], at: usize, column: usize, stays: &dyn Fn(usize) -> bool) -> String {
        let cell = |column: usize| rows.get(at).and_then(|row| row.get(column)).copied().unwrap_or("");
        let mut from = column;
        while at < self.last && cell(from).is_empty() && from > 0 && !stays(from - 1) {
            from -= 1;
        }
        masked(cell(from))
    }
}

/// Whether a row is one of a form, with the values beside what they are about: 姓名｜张某某 above 身份证号｜….
fn is_form(rows: &[Vec<&str>], first: usize, high: usize) -> bool {
    let Some(upper) = rows.get(first) else { return false };
    let Some(person) = upper.iter().position(|cell| is_label(cell) && kind(cell) == Kind::Name) else { return false };
    match rows.get(first + high).and_then(|row| row.get(person)) {
        Some(below) => is_label(below) && kind(below) != Kind::Name,
        None => upper.get(person + 1).is_some_and(|value| has_family_name(value)),
    }
}

/// Whether a cell is a word that heads a column of a list of persons.
pub(super) fn is_label(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && cell.chars().count() <= LONGEST && kind(cell) != Kind::Other && !says_a_value(cell)
}

/// Whether a cell says what it is about and the value too: 姓名：张某某. Or it holds somebody's number.
fn says_a_value(cell: &str) -> bool {
    let value = cell.split_once(['：', ':']).is_some_and(|(_, value)| !value.trim().is_empty());
    value || !numbers(cell).is_empty()
}

/// Whether a row goes on with the header above it: below the person there is nothing, the same, or again a person.
fn goes_on(upper: &[&str], lower: &[&str]) -> bool {
    let below = |column: usize| lower.get(column).copied().unwrap_or("");
    let Some(person) = upper.iter().position(|cell| kind(cell) == Kind::Name) else { return false };
    let above = upper.get(person).map(|cell| squeeze(cell)).unwrap_or_default();
    let named = is_label(below(person)) && kind(below(person)) == Kind::Name;
    let continues = below(person).trim().is_empty() || squeeze(below(person)) == above || named;
    let says = |(name, cell): (&String, &&str)| !cell.is_empty() && (kind(name) != Kind::Other || below(person).is_empty());
    let says = both(upper, lower).iter().zip(lower).any(says);
    let figure = |cell: &str| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || c == '.');
    continues && says && !lower.iter().any(|cell| says_a_value(cell) || figure(cell))
}

/// The columns' names, where two rows make a header: 身份信息 above 身份证号 and 性别, nothing below 姓名. A cell that says nothing by
/// itself says it together with the one above: 身份证 above 号码.
fn both(upper: &[&str], lower: &[&str]) -> Vec<String> {
    let mut above = String::new();
    let mut names = Vec::new();
    for column in 0..upper.len().max(lower.len()) {
        let own = squeeze(upper.get(column).copied().unwrap_or(""));
        let under = squeeze(lower.get(column).copied().unwrap_or(""));
        if !own.is_empty() || under.is_empty() {
            above = own;
        }
        names.push(match () {
            () if under.is_empty() || under == above => above.clone(),
            () if kind(&under) == Kind::Other => format!("{above}{under}"),
            () => under,
        });
    }
    names
}
