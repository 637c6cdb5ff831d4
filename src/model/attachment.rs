//! 附件: what an item attaches, and what stands in it, as far as a machine can read it.

use crate::calendar::Date;
use crate::diag::Spanned;
use crate::folder::RelPath;

use super::body::Table;

/// 附件.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// 文件 as written: beside the item, or `files/…`.
    pub file: Spanned<String>,
    /// The file in the content folder; `None` when the path leads out of it.
    pub path: Option<RelPath>,
    /// 名称 for people.
    pub name: String,
    /// 人工检查: who looked through a file that no machine can read, and when.
    pub checked: Option<Checked>,
}

/// 人工检查 of an attachment.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// 人: the post.
    pub by: String,
    /// 日期.
    pub date: Date,
}

/// The contents of one attachment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// What was read, part by part.
    pub parts: Vec<Passage>,
    /// What a reader of the file may not see and a curious one finds: hidden sheets, comments, tracked changes, macros.
    pub hidden: Vec<String>,
    /// How far it could be read.
    pub reading: Reading,
}

/// A part of an attachment: a sheet, the comments, the properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What people call it.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The tables in it. The places of their cells are byte ranges of `text`, so what looks into a body looks into this too.
    pub tables: Vec<Table>,
}

/// How far an attachment could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Whole.
    #[default]
    Whole,
    /// Its kind cannot be read (PDF, pictures, old Office files, archives): people must look at it.
    NotByMachine,
    /// It is damaged, encrypted or too large; why.
    Failed(String),
}
