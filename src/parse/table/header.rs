//! The header of a county's table: which column says what.

use crate::diag::Span;
use crate::model::Column;
use crate::parse::grid::GridCell;

/// A header that was found.
#[derive(Debug)]
pub struct Header {
    /// Its first row, counted from zero.
    pub row: usize,
    /// The row below it.
    pub end: usize,
    /// Where it is in a text file.
    pub span: Span,
    /// What each column says, with the word below the main one: 全社会, 主动, 县级.
    pub columns: Vec<Option<(Column, String)>>,
}

/// The words of the first row.
const WORDS: &[&str] =
    &["序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "公开方式", "公开层级"];
/// The words of the second row.
const BELOW: &[&str] = &["一级事项", "二级事项", "全社会", "特定", "主动", "依申请", "县级", "乡级", "镇级", "村级"];
/// Rows above a header: a title, a date.
const SEARCHED: usize = 30;

impl Header {
    /// The first header of a sheet.
    pub fn find(rows: &[Vec<GridCell>]) -> Option<Header> {
        (0..rows.len().min(SEARCHED)).find_map(|row| Header::at(rows, row))
    }

    /// The header that starts in a row, if one does.
    pub fn at(rows: &[Vec<GridCell>], row: usize) -> Option<Header> {
        let top = rows.get(row)?;
        if hits(top, WORDS) < 4 {
            return None;
        }
        let below = rows.get(row + 1).filter(|below| hits(below, BELOW) >= 2 && !below.iter().any(|cell| cell.text.contains('√')));
        let width = top.len().max(below.map_or(0, Vec::len));
        let (mut columns, mut main, mut matters) = (Vec::with_capacity(width), String::new(), 0_u8);
        for at in 0..width {
            let over = top.get(at).map(|cell| squeeze(&cell.text)).unwrap_or_default();
            let under =
                below.and_then(|below| below.get(at)).map(|cell| squeeze(&cell.text)).filter(|under| *under != over).unwrap_or_default();
            if !over.is_empty() {
                main = over;
            } else if under.is_empty() {
                columns.push(None);
                continue;
            }
            let kind = kind(&main, &under, &mut matters);
            columns.push(kind.map(|kind| (kind, under)));
        }
        let span = Span::new(top.first()?.span.start, top.last()?.span.end);
        Some(Header { row, end: row + 1 + usize::from(below.is_some()), span, columns })
    }
}

/// How many cells have one of the words: a single cell with many of them is a matter about catalogues, and no header.
fn hits(cells: &[GridCell], words: &[&str]) -> usize {
    cells.iter().map(|cell| squeeze(&cell.text)).filter(|text| words.iter().any(|word| text.contains(word))).count()
}

/// What a column says by its two words; `matters` counts the columns of 公开事项.
fn kind(main: &str, under: &str, matters: &mut u8) -> Option<Column> {
    let has = |word: &str| main.contains(word);
    if has("事项") || under.ends_with("级事项") {
        let level = ["一级", "二级", "三级", "四级"].iter().zip(0..).find(|(word, _)| under.contains(**word) || has(word));
        let level = level.map_or(*matters, |(_, level)| level);
        *matters = level.saturating_add(1);
        return Some(Column::Matter(level));
    }
    [
        ("序号", Column::Number),
        ("内容", Column::Elements),
        ("依据", Column::Basis),
        ("时限", Column::Limit),
        ("主体", Column::Subject),
        ("渠道", Column::Channels),
        ("对象", Column::Audience),
        ("公开方式", Column::Mode),
        ("层级", Column::Level),
    ]
    .into_iter()
    .find(|(word, _)| has(word))
    .map(|(_, column)| column)
}

/// Text without spaces and line ends.
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
