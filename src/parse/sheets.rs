//! A spreadsheet as somebody hands it in: its visible sheets, or a text file of comma-separated values.

use std::borrow::Cow;

use super::encoding::recoded;
use super::grid::{self, COLUMNS, Grid, ROWS};
use super::xlsx;

/// Reads a spreadsheet by what it is called: `xlsx`, or `csv` in UTF-8 or as Excel writes it in China (GBK). Hidden sheets are left out.
///
/// # Errors
/// Why it cannot be read, for the clerk. One that is longer or wider than can be read whole is refused: nothing of it is lost silently.
pub fn sheets(extension: &str, bytes: &[u8]) -> Result<Vec<Grid>, String> {
    let sheets = match extension {
        "xlsx" | "xlsm" => xlsx::sheets(bytes)?,
        "csv" => {
            let text = match std::str::from_utf8(bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => recoded(bytes).ok_or("不是 UTF-8，也不是 GBK 编码的文本")?.1.into(),
            };
            vec![grid::csv(&text)]
        }
        _ => return Err("只能读 xlsx 和 csv，请用Excel或者WPS另存为 xlsx".into()),
    };
    match sheets.iter().find(|sheet| sheet.rows.len() >= ROWS || sheet.rows.iter().any(|row| row.len() >= COLUMNS)) {
        Some(sheet) => Err(format!("工作表“{}”超过 {ROWS} 行或者 {COLUMNS} 列，请分成几个文件", sheet.name)),
        None => Ok(sheets),
    }
}
