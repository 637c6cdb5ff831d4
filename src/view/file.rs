//! The attachments of an item: what people and programs need to fetch one and to know that it is whole.

use serde::Serialize;

use crate::folder::RelPath;
use crate::model::Item;
use crate::plan::Noun;

use super::scene::Scene;

/// An attachment that is shown.
pub struct File<'s> {
    /// 名称 for people.
    pub name: &'s str,
    /// Where it is, from the column's root.
    pub href: String,
    /// The extension in lower case; empty where there is none.
    pub extension: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits; empty where it could not be read.
    pub sha256: &'s str,
}

/// An attachment in the words of people.
#[derive(Serialize)]
pub struct FileView {
    name: String,
    href: String,
    kind: String,
    size: String,
    sha256: String,
}

/// The attachments that an item shows: one that was withdrawn shows none.
pub fn files<'s>(scene: &Scene<'s>, item: &'s Item) -> Vec<File<'s>> {
    let shown = item.attachments.iter().filter(|_| item.withdrawn.is_none());
    let files = shown.filter_map(|attachment| {
        let path = attachment.path.as_ref()?;
        let bytes = *scene.site.files.get(path)?;
        Some(File {
            name: &attachment.name,
            href: scene.plan.href(&Noun::File(path.clone())),
            extension: path.extension(),
            media_type: media_type(path),
            bytes,
            sha256: scene.site.sums.get(path).map_or("", String::as_str),
        })
    });
    files.collect()
}

/// The attachments that an item shows, as its page tells of them.
pub fn views(scene: &Scene<'_>, item: &Item) -> Vec<FileView> {
    let all = files(scene, item).into_iter().map(|file| FileView {
        name: file.name.to_string(),
        href: file.href,
        kind: kind(&file.extension),
        size: size_text(file.bytes),
        sha256: file.sha256.to_string(),
    });
    all.collect()
}

/// What kind of file it is, in the words of people.
fn kind(extension: &str) -> String {
    match extension {
        "pdf" => "PDF 文件".into(),
        "doc" | "docx" | "wps" => "Word 文档".into(),
        "xls" | "xlsx" | "et" => "Excel 表格".into(),
        "csv" => "CSV 表格".into(),
        "ppt" | "pptx" => "演示文稿".into(),
        "zip" | "rar" | "7z" => "压缩文件".into(),
        "jpg" | "jpeg" | "png" | "gif" | "webp" => "图片".into(),
        "txt" => "文本文件".into(),
        "" => "文件".into(),
        other => format!("{} 文件", other.to_uppercase()),
    }
}

fn size_text(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{} KB", tenths(1024)),
        _ => format!("{} MB", tenths(1_048_576)),
    }
}

fn media_type(path: &RelPath) -> &'static str {
    match path.extension().as_str() {
        "pdf" => "application/pdf",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ppt" => "application/vnd.ms-powerpoint",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "ofd" => "application/ofd",
        "csv" => "text/csv",
        "txt" => "text/plain",
        "json" => "application/json",
        "xml" => "application/xml",
        "zip" => "application/zip",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}
