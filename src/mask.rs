//! A list of persons becomes one that may be shown: columns that nobody may see go, names and addresses are shortened, and numbers
//! in other cells are hidden. What was done is told, and what was there is never written anywhere.
//!
//! How much is shown is the column's own choice ([`Masking`]); a birth date, an age and what tells of health are not shown at all.

use crate::model::{Depth, Masking, Shown};
use crate::parse::Grid;
use crate::personal::{Kind, is_deep, is_mask, is_name, kind, masked, numbers, squeeze};

/// What becomes of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// As the column shows them: 张*, 欧*娜.
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
pub fn mask(sheet: &Grid, masking: &Masking, names: Names) -> Masked {
    let rows: Vec<Vec<&str>> = sheet.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
    let mut told = Told::default();
    let Some(header) = Header::find(&rows) else {
        // No list of persons; but a number may stand anywhere.
        let rows = rows.iter().map(|row| row.iter().map(|cell| told.hidden(cell)).collect()).collect();
        return Masked { name: sheet.name.clone(), rows, done: told.sentences() };
    };
    let goes: Vec<bool> = header.heads.iter().map(|head| goes(head, masking)).collect();
    for (head, _) in header.heads.iter().zip(&goes).filter(|(_, goes)| **goes) {
        told.columns.push(format!("“{}”（{}）", head.name, why(head.kind)));
    }
    let stays = |column: usize| !goes.get(column).copied().unwrap_or(false);
    let kind = |column: usize| header.heads.get(column).map_or(Kind::Other, |head| head.kind);
    let rows = rows.iter().enumerate().map(|(at, row)| {
        let kept = row.iter().enumerate().filter(|(column, _)| at < header.first || stays(*column));
        kept.map(|(column, cell)| match at {
            _ if at < header.first => told.hidden(cell),
            _ if at <= header.last => header.cell(&rows, at, column, &stays),
            _ => shown(cell, kind(column), masking, names, &mut told),
        })
        .collect()
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    // Where what the lower row told apart is gone, it says the same as the upper.
    if header.last > header.first && same_heads(rows.get(header.first), rows.get(header.last)) {
        rows.remove(header.last);
    }
    Masked { name: sheet.name.clone(), rows, done: told.sentences() }
}

/// Whether the lower row of a header says nothing that the upper does not.
fn same_heads(upper: Option<&Vec<String>>, lower: Option<&Vec<String>>) -> bool {
    let (Some(upper), Some(lower)) = (upper, lower) else { return false };
    lower.iter().enumerate().all(|(column, cell)| cell.is_empty() || upper.get(column) == Some(cell))
}

/// What stands above a column.
struct Head {
    /// In the words of the list.
    name: String,
    kind: Kind,
}

/// The rows that say what is in the columns: one, or two of which the lower says more exactly what the upper is about.
struct Header {
    first: usize,
    last: usize,
    heads: Vec<Head>,
}

impl Header {
    /// The first row that heads a list: it names two things or more, one of them a person's; with the row below, where that goes on.
    fn find(rows: &[Vec<&str>]) -> Option<Header> {
        let personal = |row: &[String]| {
            row.iter().filter(|cell| !cell.is_empty()).count() > 1
                && row.iter().any(|cell| matches!(kind(cell), Kind::Name | Kind::Id | Kind::Phone | Kind::Account))
        };
        let of = |first: usize| {
            let upper = rows.get(first)?;
            let two = rows.get(first + 1).and_then(|lower| two_rows(upper, lower));
            let last = first + usize::from(two.is_some());
            let names = two.unwrap_or_else(|| upper.iter().map(|cell| squeeze(cell)).collect());
            personal(&names).then(|| {
                let heads = names.into_iter().map(|name| Head { kind: kind(&name), name }).collect();
                Header { first, last, heads }
            })
        };
        (0..rows.len().min(DEEPEST)).find_map(of)
    }

    /// A cell of the header. What stood above a column that goes moves above the next, where it covered both.
    fn cell(&self, rows: &[Vec<&str>], at: usize, column: usize, stays: &dyn Fn(usize) -> bool) -> String {
        let cell = |column: usize| rows.get(at).and_then(|row| row.get(column)).copied().unwrap_or("");
        let mut from = column;
        while at < self.last && cell(from).is_empty() && from > 0 && !stays(from - 1) {
            from -= 1;
        }
        masked(cell(from))
    }
}

/// The columns' names, where two rows make a header: 身份信息 above 身份证号 and 性别, nothing below 姓名. A cell that says nothing by
/// itself says it together with the one above: 身份证 above 号码.
fn two_rows(upper: &[&str], lower: &[&str]) -> Option<Vec<String>> {
    let below = |column: usize| lower.get(column).copied().unwrap_or("");
    let person = upper.iter().position(|cell| matches!(kind(cell), Kind::Name))?;
    let continues = below(person).is_empty() || squeeze(below(person)) == squeeze(upper.get(person)?);
    let mut above = String::new();
    let mut names = Vec::new();
    for column in 0..upper.len().max(lower.len()) {
        let own = squeeze(upper.get(column).copied().unwrap_or(""));
        let under = squeeze(below(column));
        if !own.is_empty() || under.is_empty() {
            above = own;
        }
        names.push(match () {
            () if under.is_empty() || under == above => above.clone(),
            () if kind(&under) == Kind::Other => format!("{above}{under}"),
            () => under,
        });
    }
    let says = lower.iter().zip(&names).any(|(cell, name)| !cell.is_empty() && kind(name) != Kind::Other);
    let figures = lower.iter().any(|cell| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit()));
    (continues && says && !figures).then_some(names)
}

/// Whether a column is not shown at all.
fn goes(head: &Head, masking: &Masking) -> bool {
    let named = || masking.drop.iter().any(|word| squeeze(word) == head.name);
    let nothing = |shown: Shown| shown == Shown::Nothing;
    named()
        || match head.kind {
            Kind::IdTail | Kind::Birth | Kind::Age | Kind::Health => true,
            Kind::Id => nothing(masking.id),
            Kind::Account => nothing(masking.account),
            Kind::Phone => nothing(masking.phone),
            Kind::Name => nothing(masking.name),
            Kind::Home | Kind::Address => masking.address == Depth::Nothing,
            Kind::Sex | Kind::Duty | Kind::Other => false,
        }
}

fn why(kind: Kind) -> &'static str {
    match kind {
        Kind::Id | Kind::IdTail => "身份证号码",
        Kind::Account => "银行账号",
        Kind::Phone => "电话",
        Kind::Birth => "出生日期",
        Kind::Age => "年龄",
        Kind::Health => "个人的疾病、残疾等情况",
        Kind::Name => "姓名",
        Kind::Home | Kind::Address => "住址",
        Kind::Sex | Kind::Duty | Kind::Other => "site.toml 里写了要删",
    }
}

/// A cell of a column that is shown.
fn shown(cell: &str, kind: Kind, masking: &Masking, names: Names, told: &mut Told) -> String {
    let number = |shown: Shown, told: &mut Told| {
        let hides = cell.chars().any(is_mask) || !cell.chars().any(|c| c.is_ascii_digit());
        told.shortened += usize::from(!hides);
        if hides { told.hidden(cell) } else { shown.of(cell) }
    };
    match kind {
        // What is masked already stays.
        Kind::Name if names == Names::Shortened && is_name(cell) && !cell.chars().any(is_mask) => {
            told.names += 1;
            masking.name.of(cell)
        }
        Kind::Id => number(masking.id, told),
        Kind::Phone => number(masking.phone, told),
        Kind::Account => number(masking.account, told),
        Kind::Home | Kind::Address => told.address(cell, masking.address),
        // A house number may stand in any column.
        _ if is_deep(cell) => told.address(cell, masking.address),
        _ => told.hidden(cell),
    }
}

/// What was done in a sheet.
#[derive(Default)]
struct Told {
    columns: Vec<String>,
    names: usize,
    addresses: usize,
    /// Numbers of which the ends are left.
    shortened: usize,
    /// Numbers in other columns.
    numbers: usize,
}

impl Told {
    /// An address down to the village or the town; nothing where it names none and goes deeper.
    fn address(&mut self, cell: &str, depth: Depth) -> String {
        let ends: &[&str] = match depth {
            Depth::Nothing => &[],
            Depth::Town => &["街道办事处", "街道", "镇", "乡"],
            Depth::Village => &["村委会", "居委会", "社区", "村"],
        };
        let end = ends.iter().filter_map(|word| Some(cell.find(word)? + word.len())).min();
        let short = match end {
            Some(end) => cell.get(..end).unwrap_or(""),
            None if is_deep(cell) || depth != Depth::Village => "",
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
            (self.names, "个姓名只留一部分，其余写成“*”"),
            (self.shortened, "个号码只留开头和结尾，中间写成“*”"),
            (self.addresses, "个地址只写到村（社区）或者乡镇；没有写到的，整格删去"),
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
        let masked = mask(&sheets[0], &Masking::default(), names);
        (masked.rows.iter().map(|row| row.join("|")).collect::<Vec<_>>().join("/"), masked.done)
    }

    #[test]
    fn what_may_be_shown_of_a_list() {
        let list = "补贴发放名单,,,,,\n序号,姓名,身份证号,住址,手机,金额（元）\n\
                    1,张某,11010519491231002X,青禾村3组12号,13900000000,100\n\
                    2,欧阳某某,440524188001010014,青禾街8号502室,13900000001,200\n合计,,,,,300\n";
        let (table, done) = read(list, Names::Shortened);
        assert_eq!(table, "补贴发放名单|||||/序号|姓名|住址|金额（元）/1|张某|青禾村|100/2|欧阳某某||200/合计|||300");
        // What was masked already is not counted.
        assert_eq!(done.len(), 2, "{done:?}");
        assert!(done[0].contains("“身份证号”（身份证号码）、“手机”（电话）"), "{done:?}");
        let (table, _) = read("姓名,金额\n张甲乙,1\n李丙,2\n张甲某,3\n", Names::Shortened);
        assert_eq!(table, "姓名|金额/张*乙|1/李*|2/张甲某|3");
        assert_eq!(read("姓名,金额\n张甲乙,1\n", Names::Whole).0, "姓名|金额/张甲乙|1");
    }

    #[test]
    fn numbers_hide_in_other_cells() {
        let (table, done) = read("姓名,备注\n张某某,联系13900000000、11010519491231002X\n", Names::Shortened);
        assert_eq!(table, format!("姓名|备注/张某某|联系{}、{}", "*".repeat(11), "*".repeat(18)));
        assert_eq!(done, ["2 个写在别处的号码改成“*”。"]);
        assert_eq!(read("姓名,金额\n张甲乙,1\n", Names::Shortened).1, ["1 个姓名只留一部分，其余写成“*”。"]);
        // What is no list of persons stays as it is.
        assert_eq!(read("村,户数,金额\n青禾村,12,3400\n", Names::Shortened).0, "村|户数|金额/青禾村|12|3400");
    }

    #[test]
    fn two_rows_of_headers_are_one() {
        let list = "序号,姓名,身份信息,,家庭住址,补贴\n,,身份证号,性别,,\n1,张甲乙,11010519491231002X,男,青禾村3组12号,100\n";
        let (table, done) = read(list, Names::Shortened);
        assert_eq!(table, "序号|姓名|身份信息|家庭住址|补贴/||性别||/1|张*乙|男|青禾村|100");
        assert!(done[0].contains("删去 1 列：“身份证号”"), "{done:?}");
        // Of two rows one is left where the lower tells nothing apart any more.
        let list = "姓名,身份信息,,补贴\n姓名,身份证号,电话,补贴\n张甲乙,11010519491231002X,13900000000,100\n";
        assert_eq!(read(list, Names::Shortened).0, "姓名|补贴/张*乙|100");
        // The upper row says alone what the lower does not.
        let (table, _) = read("姓名,身份证,,金额\n,号码,地址,\n张甲乙,11010519491231002X,青禾村3组12号,1\n", Names::Shortened);
        assert_eq!(table, "姓名|身份证|金额/|地址|/张*乙|青禾村|1");
        // The first person is no header.
        assert_eq!(read("姓名,电话\n张甲乙,13900000000\n", Names::Shortened).0, "姓名/张*乙");
    }

    #[test]
    fn a_column_has_its_own_way() {
        let masking = Masking {
            name: Shown::Ends(1, 0),
            id: Shown::Ends(2, 3),
            phone: Shown::Ends(3, 4),
            address: Depth::Town,
            drop: vec!["备注".into()],
            ..Masking::default()
        };
        let list = "姓名,身份证号,电话,住址,账号,备注\n张甲乙,11010519491231002X,13900000000,示例县青禾镇青禾村3组12号,622202,甲\n李丙,,无,下坑村,,乙\n";
        let sheets = sheets("csv", list.as_bytes()).expect("a table");
        let masked = mask(&sheets[0], &masking, Names::Shortened);
        let rows: Vec<String> = masked.rows.iter().map(|row| row.join("|")).collect();
        assert_eq!(rows, ["姓名|身份证号|电话|住址", "张**|11*************02X|139****0000|示例县青禾镇", "李*||无|"]);
        assert!(masked.done[0].contains("“备注”（site.toml 里写了要删）"), "{:?}", masked.done);
        assert!(masked.done.contains(&"2 个号码只留开头和结尾，中间写成“*”。".to_string()), "{:?}", masked.done);
    }
}
