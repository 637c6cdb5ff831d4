//! What comes in: the bytes of a file that an office made become the draft of an item. What was mended, guessed and left out is said.
//!
//! ```text
//! bytes ──► read ──► Document ──► paper ──► Paper ──► draft ──► Draft ──► assay ──► what may not be published of it
//!                                 what it says of itself; whoever knows better may change it
//! ```
//!
//! Nothing here touches the disk: who asks has read the file, and writes the draft.

mod assay;
mod document;
mod draft;
mod guess;
mod head;
mod hostile;
mod leaf;
mod markdown;
mod mend;
mod origin;
mod paper;
mod plain;
mod shape;
mod sheets;
mod web;
mod word;

pub use assay::{Assay, assay, obstacles, of_file};
pub use document::{Align, Block, Cell, Document, Inline, Linked, Picture, Repair, Stated, Table};
pub use draft::{Draft, Wish, draft};
pub use leaf::{Choice, choose};
pub use origin::is_of;
pub use paper::{Paper, paper};

use crate::folder::RelPath;
use crate::model::Format;
use crate::parse::{contents, file_format};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = crate::parse::LARGEST_ATTACHMENT;

/// The most places that a table may have, filled or not.
const MOST_PLACES: usize = 1_000_000;

/// The extensions of files that can be read.
pub const EXTENSIONS: &[&str] =
    &["docx", "docm", "wps", "xlsx", "xlsm", "xls", "et", "ods", "csv", "tsv", "odt", "rtf", "html", "htm", "shtml", "txt"];

/// Reads a file by what its bytes show it to be, else by its name.
///
/// # Errors
/// Why it cannot be read, for a clerk.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, String> {
    if bytes.is_empty() {
        return Err("是空文件".into());
    }
    let extension = name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase());
    let format = file_format(&extension, bytes);
    let document = match format {
        Some(Format::Docx) => word::word(&mut hostile::open(bytes)?)?,
        Some(Format::Xlsx) => sheets::workbook(&mut hostile::open(bytes)?)?,
        Some(Format::Html) => web::page(bytes)?,
        Some(Format::Locked) => return Err("文件加了密码。改法：去掉密码，另存以后再导入".into()),
        Some(Format::Doc) => return Err("是旧的 doc 格式，程序读不全。改法：用Word或者WPS另存为 docx，再导入".into()),
        Some(Format::Xls | Format::Ods | Format::Odt | Format::Rtf) => {
            if matches!(format, Some(Format::Ods | Format::Odt)) {
                hostile::open(bytes)?;
            }
            let kind = format.map_or("", Format::name);
            sheets::passages(kind, contents(&path(name)?, bytes))?
        }
        Some(other) => return Err(format!("是{}，不能成为条目。改法：作为附件放在条目旁边", other.name())),
        None => match extension.as_str() {
            "html" | "htm" | "shtml" => web::page(bytes)?,
            "txt" => plain::text(bytes)?,
            "csv" | "tsv" => sheets::passages("表格（csv）", contents(&path(name)?, bytes))?,
            "docx" | "docm" | "xlsx" | "xlsm" | "ods" | "odt" | "xls" | "wps" | "et" => return Err("文件不完整，或者不是这种格式".into()),
            _ => return Err(format!("不认得这种文件。能导入的有：{}", EXTENSIONS.join("、"))),
        },
    };
    let is_vast = |block: &Block| matches!(block, Block::Table(table) if table.rows.len().saturating_mul(table.width()) > MOST_PLACES);
    if document.blocks.iter().any(is_vast) {
        return Err(sheets::TOO_LARGE.into());
    }
    let says = |block: &Block| match block {
        Block::Table(table) => table.filled() > 0,
        block => !block.inlines().is_empty(),
    };
    if !document.blocks.iter().any(says) {
        return Err("里面没有文字。扫描的文件先识别成文字；只有图片的，作为附件公开".into());
    }
    Ok(document)
}

fn path(name: &str) -> Result<RelPath, String> {
    RelPath::new(name.rsplit(['/', '\\']).next().unwrap_or(name)).ok_or_else(|| "文件名不能用".into())
}
