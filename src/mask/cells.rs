//! What is shown of a cell, and what is told of all that was done.

use super::Names;
use crate::model::{Depth, Masking, Shown};
use crate::personal::{Kind, is_deep, is_mask, is_name, masked, may_be_name, numbers};

/// What parts two names, or two numbers, in one cell.
const BETWEEN: [char; 8] = ['、', '，', ',', '；', ';', '/', '\n', '\t'];

/// What was done in a sheet.
pub(super) struct Told {
    hidden_rows: usize,
    hidden_columns: usize,
    columns: Vec<String>,
    by_cells: Vec<String>,
    /// What cells of forms said that are not shown.
    forms: Vec<&'static str>,
    names: usize,
    addresses: usize,
    /// Numbers of which the ends are left.
    shortened: usize,
    /// Numbers in other columns.
    numbers: usize,
}

impl Told {
    pub(super) fn new(hidden_rows: usize, hidden_columns: usize) -> Told {
        let (columns, by_cells, forms) = (Vec::new(), Vec::new(), Vec::new());
        Told { hidden_rows, hidden_columns, columns, by_cells, forms, names: 0, addresses: 0, shortened: 0, numbers: 0 }
    }

    /// A column is not shown.
    pub(super) fn gone(&mut self, name: &str, kind: Kind) {
        self.columns.push(format!("“{}”（{}）", masked(name), why(kind)));
    }

    /// The cells of a column said that it holds names.
    pub(super) fn taken_for_names(&mut self, name: &str) {
        self.by_cells.push(if name.is_empty() { "没有表头的一列".to_string() } else { format!("“{}”", masked(name)) });
    }

    /// A cell of a form is not shown.
    pub(super) fn empty(&mut self, kind: Kind) -> String {
        self.forms.push(why(kind));
        String::new()
    }

    /// A cell of a column that is shown.
    pub(super) fn cell(&mut self, cell: &str, kind: Kind, masking: &Masking, names: Names) -> String {
        match kind {
            Kind::Name if names == Names::Shortened => self.name(cell, masking.name),
            Kind::Id => self.number(cell, masking.id),
            Kind::Phone => self.number(cell, masking.phone),
            Kind::Account => self.number(cell, masking.account),
            Kind::Home | Kind::Address => self.address(cell, masking.address),
            // A house number may stand in any column.
            _ if is_deep(cell) => self.address(cell, masking.address),
            _ => self.hidden(cell),
        }
    }

    /// The names of a cell; what is masked already stays, and what is none (合计).
    fn name(&mut self, cell: &str, shown: Shown) -> String {
        let one = |told: &mut Told, name: &str| {
            if !may_be_name(name) || name.chars().any(is_mask) {
                return told.hidden(name);
            }
            told.names += 1;
            shown.of(name)
        };
        if is_name(cell) || !cell.contains(BETWEEN) {
            return one(self, cell);
        }
        let pieces = cell.split_inclusive(BETWEEN).map(|piece| {
            let name = piece.trim_end_matches(BETWEEN);
            format!("{}{}", one(self, name), piece.get(name.len()..).unwrap_or(""))
        });
        pieces.collect()
    }

    /// The ends of a cell's only number. Of several, or where words stand with it, nothing is left: nobody can tell which ends are whose.
    fn number(&mut self, cell: &str, shown: Shown) -> String {
        let digit = |c: char| c.is_numeric() || matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ');
        if !cell.chars().any(char::is_numeric) || cell.chars().any(is_mask) {
            return self.hidden(cell);
        }
        self.shortened += 1;
        if cell.trim().chars().all(|c| digit(c) || matches!(c, ' ' | '-')) {
            let bare: String = cell.chars().filter(|c| digit(*c)).collect();
            return shown.of(&bare);
        }
        cell.chars().map(|c| if digit(c) { '*' } else { c }).collect()
    }

    /// An address down to the village or the town; nothing where it names none.
    fn address(&mut self, cell: &str, depth: Depth) -> String {
        let ends: &[&str] = match depth {
            Depth::Nothing => &[],
            Depth::Town => &["街道", "镇", "乡"],
            Depth::Village => &["居委会", "社区", "村"],
        };
        // 新村镇 is a town, 社区路 a street.
        let goes_on = |end: usize| cell.get(end..).is_some_and(|rest| rest.starts_with(['镇', '乡', '路', '街', '道', '巷', '村']));
        let found = ends.iter().flat_map(|word| cell.match_indices(word).map(|(at, word)| at + word.len()));
        let end = found.filter(|end| !goes_on(*end)).min().unwrap_or(0);
        let short = cell.get(..end).unwrap_or("");
        self.addresses += usize::from(short.len() < cell.trim_end().len());
        self.hidden(short)
    }

    /// A text in which no number tells who somebody is.
    pub(super) fn hidden(&mut self, text: &str) -> String {
        self.numbers += numbers(text).len();
        masked(text)
    }

    pub(super) fn sentences(self) -> Vec<String> {
        let mut told = Vec::new();
        if self.hidden_rows + self.hidden_columns > 0 {
            told.push(format!("隐藏的{}行、{}列没有带过来。", self.hidden_rows, self.hidden_columns));
        }
        if !self.columns.is_empty() {
            told.push(format!("删去 {} 列：{}。", self.columns.len(), self.columns.join("、")));
        }
        if !self.forms.is_empty() {
            told.push(format!("删去 {} 格：{}。", self.forms.len(), self.forms.join("、")));
        }
        if !self.by_cells.is_empty() {
            told.push(format!("{}里多半是姓名，也遮了；规定要公布全名的，加 --whole-names。", self.by_cells.join("、")));
        }
        for (count, what) in [
            (self.names, "个姓名只留一部分，其余写成“*”"),
            (self.shortened, "个格子里的号码只留开头和结尾，或者全部写成“*”"),
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
