//! A list of persons becomes one that may be shown: columns that nobody may see go, names and addresses are shortened, and numbers
//! in other cells are hidden. What was done is told, and what was there is never written anywhere.
//!
//! The rules are those of the custom (domain.md 8.2): an ID number, a telephone, an account, a birth date, an age and what tells of
//! health are not printed at all, an address ends with the village, a name keeps its first and last character.

use crate::parse::Grid;
use crate::personal::{Kind, is_deep, is_name, kind, masked, numbers, squeeze};

/// What becomes of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// 张*, 欧*娜.
    #[default]
    Shortened,
    /// As they are: a rule demands the list.
    Whole,
}

/// A sheet that may be shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Masked {
    /// Its name; empty for a text file.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// What was done, a sentence each.
    pub done: Vec<String>,
}

/// How far down a header row may stand.
const DEEPEST: usize = 6;

/// Masks a sheet.
pub fn mask(sheet: &Grid, names: Names) -> Masked {
    let rows: Vec<Vec<&str>> = sheet.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
    let header = header(&rows);
    let kinds: Vec<Kind> = header.and_then(|at| rows.get(at)).map(|row| row.iter().map(|cell| kind(cell)).collect()).unwrap_or_default();
    let mut told = Told::default();
    let heads = header.and_then(|at| rows.get(at)).cloned().unwrap_or_default();
    for (head, kind) in heads.iter().zip(&kinds).filter(|(_, kind)| goes(**kind)) {
        told.columns.push(format!("“{}”（{}）", squeeze(head), why(*kind)));
    }
    let rows = rows.iter().enumerate().map(|(at, row)| {
        let below = header.is_some_and(|header| at > header);
        let cells = row.iter().enumerate().filter_map(|(column, cell)| {
            let kind = kinds.get(column).copied().unwrap_or(Kind::Other);
            match header {
                Some(header) if at >= header && goes(kind) => None,
                _ if below => Some(shown(cell, kind, names, &mut told)),
                _ => Some(told.hidden(cell)),
            }
        });
        cells.collect::<Vec<String>>()
    });
    let rows = rows.collect();
    Masked { name: sheet.name.clone(), rows, done: told.sentences() }
}

/// The first row that heads a list: it names two things or more, one of them a person's.
fn header(rows: &[Vec<&str>]) -> Option<usize> {
    let heads = |row: &Vec<&str>| {
        let kinds: Vec<Kind> = row.iter().map(|cell| kind(cell)).filter(|kind| *kind != Kind::Other).collect();
        let filled = row.iter().filter(|cell| !cell.is_empty()).count();
        filled > 1 && kinds.iter().any(|kind| matches!(kind, Kind::Name | Kind::Id | Kind::Phone | Kind::Account))
    };
    rows.iter().take(DEEPEST).position(heads)
}

/// Whether a column is not shown at all.
fn goes(kind: Kind) -> bool {
    matches!(kind, Kind::Id | Kind::IdTail | Kind::Account | Kind::Phone | Kind::Birth | Kind::Age | Kind::Health)
}

fn why(kind: Kind) -> &'static str {
    match kind {
        Kind::Id | Kind::IdTail => "身份证号码",
        Kind::Account => "银行账号",
        Kind::Phone => "电话",
        Kind::Birth => "出生日期",
        Kind::Age => "年龄",
        _ => "个人的疾病、残疾等情况",
    }
}

/// A cell of a column that is shown.
fn shown(cell: &str, kind: Kind, names: Names, told: &mut Told) -> String {
    match kind {
        Kind::Name if names == Names::Shortened && is_name(cell) => {
            told.names += 1;
            short_name(cell)
        }
        Kind::Home | Kind::Address => told.address(cell),
        // A house number may stand in any column.
        _ if is_deep(cell) => told.address(cell),
        _ => told.hidden(cell),
    }
}

/// 张*, 欧*娜: the first character, and of three or more the last. What is masked already stays.
fn short_name(name: &str) -> String {
    let chars: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
    if chars.iter().any(|c| matches!(c, '*' | '＊' | '某' | '×')) {
        return name.to_string();
    }
    match chars.as_slice() {
        [] => String::new(),
        [first] => first.to_string(),
        [first, _] => format!("{first}*"),
        [first, middle @ .., last] => format!("{first}{}{last}", "*".repeat(middle.len())),
    }
}

/// What was done in a sheet.
#[derive(Default)]
struct Told {
    columns: Vec<String>,
    names: usize,
    addresses: usize,
    numbers: usize,
}

impl Told {
    /// An address down to the village; nothing where it names none and goes deeper.
    fn address(&mut self, cell: &str) -> String {
        let end = ["村委会", "居委会", "社区", "村"].iter().filter_map(|word| Some(cell.find(word)? + word.len())).min();
        let short = match end {
            Some(end) => cell.get(..end).unwrap_or(""),
            None if is_deep(cell) => "",
            None => cell,
        };
        self.addresses += usize::from(short.len() < cell.trim_end().len());
        self.hidden(short)
    }

    /// A text in which no number tells who somebody is.
    fn hidden(&mut self, text: &str) -> String {
        self.numbers += numbers(text).len();
        masked(text)
    }

    fn sentences(self) -> Vec<String> {
        let mut told = Vec::new();
        if !self.columns.is_empty() {
            told.push(format!("删去 {} 列：{}。", self.columns.len(), self.columns.join("、")));
        }
        for (count, what) in [
            (self.names, "个姓名只留首尾，中间写成“*”"),
            (self.addresses, "个地址只写到村（社区）；写不到村的，整格删去"),
            (self.numbers, "个写在别处的号码改成“*”"),
        ] {
            if count > 0 {
                told.push(format!("{count} {what}。"));
            }
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sheets;

    fn read(csv: &str, names: Names) -> (String, Vec<String>) {
        let sheets = sheets("csv", csv.as_bytes()).expect("a table");
        let masked = mask(&sheets[0], names);
        (masked.rows.iter().map(|row| row.join("|")).collect::<Vec<_>>().join("/"), masked.done)
    }

    #[test]
    fn what_may_be_shown_of_a_list() {
        let list = "补贴发放名单,,,,,\n序号,姓名,身份证号,住址,手机,金额（元）\n\
                    1,张某,11010519491231002X,青禾村3组12号,13900000000,100\n\
                    2,欧阳某某,440524188001010014,青禾街8号502室,13900000001,200\n合计,,,,,300\n";
        let (table, done) = read(list, Names::Shortened);
        assert_eq!(table, "补贴发放名单|||||/序号|姓名|住址|金额（元）/1|张某|青禾村|100/2|欧阳某某||200/合计|||300");
        assert_eq!(done.len(), 3, "{done:?}");
        assert!(done[0].contains("“身份证号”（身份证号码）、“手机”（电话）"), "{done:?}");
        let (table, _) = read("姓名,金额\n王小明,1\n李明,2\n王明某,3\n", Names::Shortened);
        assert_eq!(table, "姓名|金额/王*明|1/李*|2/王明某|3");
        assert_eq!(read("姓名,金额\n王小明,1\n", Names::Whole).0, "姓名|金额/王小明|1");
    }

    #[test]
    fn numbers_hide_in_other_cells() {
        let (table, done) = read("姓名,备注\n张某某,联系13900000000、11010519491231002X\n", Names::Shortened);
        assert_eq!(table, format!("姓名|备注/张某某|联系{}、{}", "*".repeat(11), "*".repeat(18)));
        assert_eq!(done, ["1 个姓名只留首尾，中间写成“*”。".to_string(), "2 个写在别处的号码改成“*”。".into()]);
        // What is no list of persons stays as it is.
        assert_eq!(read("村,户数,金额\n青禾村,12,3400\n", Names::Shortened).0, "村|户数|金额/青禾村|12|3400");
    }
}
