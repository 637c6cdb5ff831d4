//! What a file is, by its first bytes.

use memchr::memmem;

use crate::model::Format;

use super::compound::MAGIC;
use super::legacy;
use super::pack::Pack;

/// How much of a text is looked at for tags, in bytes.
const HEAD: usize = 2_000;
/// How far into a file PDF may open, in bytes.
const PDF_HEAD: usize = 1_024;

/// What a file is; `None` where its bytes do not show it. Text files are only told apart where they are called something else.
pub fn format(extension: &str, bytes: &[u8]) -> Option<Format> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let head = bytes.get(..bytes.len().min(PDF_HEAD)).unwrap_or(&[]);
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        Some(packed(bytes, extension))
    } else if starts(&MAGIC) {
        legacy::kind(bytes)
    } else if starts(b"{\\rtf") {
        Some(Format::Rtf)
    } else if starts(&[0xff, 0xd8, 0xff]) {
        Some(Format::Jpeg)
    } else if starts(b"\x89PNG\r\n\x1a\n") {
        Some(Format::Png)
    } else if starts(b"GIF8") {
        Some(Format::Gif)
    } else if starts(b"II*\0") || starts(b"MM\0*") {
        Some(Format::Tiff)
    } else if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(Format::WebP)
    } else if bytes.get(4..8) == Some(b"ftyp")
        && bytes.get(8..12).is_some_and(|brand| matches!(brand, b"heic" | b"heix" | b"mif1" | b"msf1" | b"avif"))
    {
        Some(Format::Heic)
    } else if starts(b"Rar!\x1a\x07") {
        Some(Format::Rar)
    } else if starts(b"7z\xbc\xaf\x27\x1c") {
        Some(Format::SevenZip)
    } else if starts(b"MZ") && bytes.len() > 64 && memmem::find(head, b"PE\0\0").is_some() {
        Some(Format::Program)
    } else if starts(b"BM") && bytes.get(6..10) == Some(&[0; 4]) && bytes.get(15..18) == Some(&[0; 3]) {
        Some(Format::Bmp)
    } else if memmem::find(head, b"%PDF").is_some() && (extension == "pdf" || starts(b"%PDF")) {
        Some(Format::Pdf)
    } else if is_page(bytes) && !matches!(extension, "txt" | "csv" | "tsv" | "md" | "json" | "xml" | "svg" | "html" | "htm") {
        Some(Format::Html)
    } else {
        None
    }
}

/// What a zip file holds, by the names of its parts; one that is cut is what it is called.
fn packed(bytes: &[u8], extension: &str) -> Format {
    let Ok(mut pack) = Pack::open(bytes) else {
        let all = [Format::Docx, Format::Xlsx, Format::Pptx, Format::Odt, Format::Ods, Format::Odp, Format::Ofd];
        return all.into_iter().find(|format| format.extensions().contains(&extension)).unwrap_or(Format::Zip);
    };
    let has = |start: &str, pack: &Pack<'_>| pack.names().any(|(_, name)| name.starts_with(start));
    if has("word/", &pack) {
        return Format::Docx;
    } else if has("xl/", &pack) && !has("xl/workbook.bin", &pack) {
        return Format::Xlsx;
    } else if has("ppt/", &pack) {
        return Format::Pptx;
    } else if has("OFD.xml", &pack) {
        return Format::Ofd;
    }
    match pack.part("mimetype") {
        Ok(Some(kind)) if kind.starts_with(b"application/vnd.oasis.opendocument.text") => Format::Odt,
        Ok(Some(kind)) if kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") => Format::Ods,
        Ok(Some(kind)) if kind.starts_with(b"application/vnd.oasis.opendocument.presentation") => Format::Odp,
        _ => Format::Zip,
    }
}

/// Whether a text is a web page. Old systems write one and call it `.xls` or `.doc`.
fn is_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(&[]);
    if head.contains(&0) {
        return false;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let start = head.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    start.starts_with('<') && ["<html", "<!doctype html", "<table", "<head", "<body", "<div", "<meta"].iter().any(|tag| head.contains(tag))
}
