//! 目录表: a catalogue as counties hand it out (基层政务公开标准目录), a row for each matter that must be made public.

use crate::diag::Span;
use crate::folder::RelPath;

use super::deadline::TimeLimit;

/// One file of such tables.
#[derive(Clone, Debug, PartialEq)]
pub struct CatalogueTable {
    /// The file.
    pub path: RelPath,
    /// Its sheets; a text file has one.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name, where the file has several.
    pub name: String,
    /// The row of the header, counted from one.
    pub header: usize,
    /// Where the header is.
    pub span: Span,
    /// The columns that there are.
    pub columns: Vec<Column>,
    /// The rows, without header and section titles.
    pub rows: Vec<Row>,
}

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// 序号.
    Number,
    /// 一级事项, 二级事项, and below.
    Matter(u8),
    /// 公开内容（要素）.
    Elements,
    /// 公开依据.
    Basis,
    /// 公开时限.
    Limit,
    /// 公开主体.
    Subject,
    /// 公开渠道和载体.
    Channels,
    /// 公开对象.
    Audience,
    /// 公开方式.
    Mode,
    /// 公开层级.
    Level,
}

/// One matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The row, counted from one, as a spreadsheet counts.
    pub row: usize,
    /// Where it is in a text file.
    pub span: Span,
    /// The section's title, or the sheet's name.
    pub field: String,
    /// Whether a section begins with it.
    pub opens: bool,
    /// 序号; `None` where it only continues a merged cell.
    pub number: Option<Cell>,
    /// 一级事项, filled down, and those below it.
    pub matters: Vec<String>,
    /// 公开内容.
    pub elements: Cell,
    /// 公开依据.
    pub basis: Cell,
    /// 公开时限.
    pub limit: Cell,
    /// What it says.
    pub time_limit: TimeLimit,
    /// 公开主体.
    pub subject: Cell,
    /// 公开渠道和载体.
    pub channels: Cell,
    /// The channels, parted and without boxes; those that are not ticked are left out.
    pub chosen: Vec<String>,
    /// 公开对象.
    pub audience: String,
    /// 公开方式, 主动.
    pub proactive: bool,
    /// 公开方式, 依申请.
    pub on_request: bool,
    /// 公开层级: 县级, 乡级.
    pub levels: Vec<String>,
    /// The cells that say 同上 with nothing above.
    pub dangling: Vec<(Column, Cell)>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The text; of 同上, the text above.
    pub text: String,
    /// Where it is in a text file.
    pub span: Span,
    /// The column, counted from zero.
    pub column: usize,
}

impl Column {
    /// The word of the header.
    pub fn name(self) -> &'static str {
        match self {
            Column::Number => "序号",
            Column::Matter(0) => "一级事项",
            Column::Matter(1) => "二级事项",
            Column::Matter(_) => "下级事项",
            Column::Elements => "公开内容",
            Column::Basis => "公开依据",
            Column::Limit => "公开时限",
            Column::Subject => "公开主体",
            Column::Channels => "公开渠道和载体",
            Column::Audience => "公开对象",
            Column::Mode => "公开方式",
            Column::Level => "公开层级",
        }
    }
}

impl Sheet {
    /// 第5行, or 「社会救助」表第5行.
    pub fn place(&self, row: usize) -> String {
        if self.name.is_empty() { format!("第{row}行") } else { format!("“{}”表第{row}行", self.name) }
    }

    /// 第5行G列.
    pub fn cell_place(&self, row: usize, cell: &Cell) -> String {
        format!("{}{}列", self.place(row), letters(cell.column))
    }

    /// Whether it has a column.
    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }
}

impl Row {
    /// The name of the matter: the last of its names.
    pub fn name(&self) -> &str {
        self.matters.iter().rev().find(|name| !name.is_empty()).map_or("", String::as_str)
    }

    /// Whether only the county makes it public.
    pub fn is_of_county(&self) -> bool {
        !self.levels.is_empty() && !self.levels.iter().any(|level| is_below_county(level))
    }
}

/// Whether a 公开层级 is of a township or below: 乡级, 镇（街）级, 村级.
pub fn is_below_county(level: &str) -> bool {
    ["乡", "镇", "村", "街道", "社区"].iter().any(|word| level.contains(word))
}

/// The letters of a column: A for 0.
fn letters(column: usize) -> String {
    let letter = |n: usize| u8::try_from(n % 26).map_or('?', |n| char::from(b'A' + n));
    let last = letter(column);
    if column < 26 { last.to_string() } else { format!("{}{last}", letter(column / 26 - 1)) }
}
