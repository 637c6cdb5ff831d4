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
    /// What its bytes show it to be, whatever it is called; `None` where they do not show it.
    pub format: Option<Format>,
    /// What the program or the camera that made it left in it about people.
    pub traces: Vec<Trace>,
}

/// What a file's properties tell about people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trace {
    /// The place where a photo was taken.
    Position,
    /// A person or an organisation: what the property is called (作者), and what it says.
    Named(&'static str, String),
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
    /// Not by a machine, or not all of it (scans, pictures, old text files, most archives): people must look at it.
    NotByMachine,
    /// It is damaged, encrypted or too large; why.
    Failed(String),
}

/// What a file is, by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PDF.
    Pdf,
    /// Word since 2007.
    Docx,
    /// Excel since 2007.
    Xlsx,
    /// PowerPoint since 2007.
    Pptx,
    /// OpenDocument text.
    Odt,
    /// OpenDocument spreadsheet.
    Ods,
    /// OpenDocument presentation.
    Odp,
    /// 版式文档 OFD (GB/T 33190).
    Ofd,
    /// A zip archive of anything else.
    Zip,
    /// Word before 2007, and WPS.
    Doc,
    /// Excel before 2007, and ET.
    Xls,
    /// PowerPoint before 2007, and DPS.
    Ppt,
    /// An Office file with a password.
    Locked,
    /// Rich text.
    Rtf,
    /// A web page.
    Html,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// Bitmap.
    Bmp,
    /// TIFF.
    Tiff,
    /// WebP.
    WebP,
    /// A photo of a newer telephone.
    Heic,
    /// A RAR archive.
    Rar,
    /// A 7z archive.
    SevenZip,
    /// A program.
    Program,
}

impl Format {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Pdf => "PDF",
            Format::Docx => "Word文档（docx）",
            Format::Xlsx => "Excel表格（xlsx）",
            Format::Pptx => "幻灯片（pptx）",
            Format::Odt => "开放文档文字（odt）",
            Format::Ods => "开放文档表格（ods）",
            Format::Odp => "开放文档演示（odp）",
            Format::Ofd => "版式文档（ofd）",
            Format::Zip => "压缩包（zip）",
            Format::Doc => "旧的Word文档（doc）",
            Format::Xls => "旧的Excel表格（xls）",
            Format::Ppt => "旧的幻灯片（ppt）",
            Format::Locked => "加了密码的Office文件",
            Format::Rtf => "RTF文档",
            Format::Html => "网页",
            Format::Jpeg => "JPEG图片",
            Format::Png => "PNG图片",
            Format::Gif => "GIF图片",
            Format::Bmp => "BMP图片",
            Format::Tiff => "TIFF图片",
            Format::WebP => "WebP图片",
            Format::Heic => "HEIC照片",
            Format::Rar => "压缩包（rar）",
            Format::SevenZip => "压缩包（7z）",
            Format::Program => "程序",
        }
    }

    /// The extensions that such a file may have, the usual one first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Pdf => &["pdf"],
            Format::Docx => &["docx", "docm", "dotx", "dotm", "wps"],
            Format::Xlsx => &["xlsx", "xlsm", "xltx", "xltm", "xlam", "et"],
            Format::Pptx => &["pptx", "pptm", "ppsx", "ppsm", "potx", "potm", "ppam", "dps"],
            Format::Odt => &["odt", "ott"],
            Format::Ods => &["ods", "ots"],
            Format::Odp => &["odp", "otp"],
            Format::Ofd => &["ofd"],
            Format::Zip => &["zip", "jar", "apk", "epub", "xlsb"],
            Format::Doc => &["doc", "dot", "wps", "wpt"],
            Format::Xls => &["xls", "xlt", "et", "ett"],
            Format::Ppt => &["ppt", "pps", "pot", "dps", "dpt"],
            Format::Locked => &[],
            Format::Rtf => &["rtf"],
            Format::Html => &["html", "htm", "shtml", "xhtml"],
            Format::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Format::Png => &["png"],
            Format::Gif => &["gif"],
            Format::Bmp => &["bmp", "dib"],
            Format::Tiff => &["tif", "tiff"],
            Format::WebP => &["webp"],
            Format::Heic => &["heic", "heif", "avif"],
            Format::Rar => &["rar"],
            Format::SevenZip => &["7z"],
            Format::Program => &["exe", "com", "scr", "dll", "sys", "cpl", "ocx", "msi"],
        }
    }
}
