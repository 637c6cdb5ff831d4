//! The attachments of an item: what people and programs need to fetch one and to know that it is whole.

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
