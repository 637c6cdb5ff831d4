//! Attachments become text and tables, so that the rules can look into them, what their readers do not see too; and what a
//! camera or a program left in them about people is named.

mod biff;
mod compound;
mod flow;
mod format;
mod legacy;
pub(crate) mod office;
mod open;
pub(crate) mod pack;
mod page;
mod pdf;
mod photo;
pub(crate) mod plain;
pub(crate) mod sheet;
pub(crate) mod xml;

use crate::folder::RelPath;
use crate::model::{Contents, Format, Passage, Reading};

use self::pack::Pack;

/// The largest attachment that is read, in bytes.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// How deep archives are looked into.
const DEPTH: usize = 1;

/// Reads an attachment: as what its bytes show it to be, else as what it is called.
pub fn contents(path: &RelPath, bytes: &[u8]) -> Contents {
    read(&path.extension(), bytes, DEPTH)
}

/// What a file is by its bytes, whatever it is called; `None` where they do not show it.
pub fn file_format(extension: &str, bytes: &[u8]) -> Option<Format> {
    format::format(extension, bytes)
}

fn read(extension: &str, bytes: &[u8], depth: usize) -> Contents {
    let format = file_format(extension, bytes);
    let contents = match format {
        Some(format) => by_format(format, bytes, depth),
        None => by_name(extension, bytes),
    };
    Contents { format, ..contents }
}

fn by_format(format: Format, bytes: &[u8], depth: usize) -> Contents {
    let packed = |read: fn(&mut Pack<'_>) -> Result<Contents, &'static str>| {
        Pack::open(bytes).and_then(|mut pack| read(&mut pack)).unwrap_or_else(failed)
    };
    match format {
        Format::Docx | Format::Xlsx | Format::Pptx => packed(office::office),
        Format::Odt | Format::Ods | Format::Odp => packed(open::document),
        Format::Ofd => packed(open::ofd),
        Format::Zip if depth > 0 => Pack::open(bytes).and_then(|mut pack| archive(&mut pack, depth)).unwrap_or_else(failed),
        Format::Pdf => pdf::pdf(bytes).unwrap_or_else(failed),
        Format::Doc | Format::Xls | Format::Ppt => legacy::legacy(bytes),
        Format::Locked => failed("文件加了密码"),
        Format::Rtf => whole(plain::rtf(bytes)),
        Format::Html => whole(plain::markup(bytes)),
        Format::Jpeg | Format::Png | Format::WebP | Format::Heic | Format::Tiff => {
            Contents { traces: photo::traces(bytes), reading: Reading::NotByMachine, ..Contents::default() }
        }
        Format::Zip | Format::Gif | Format::Bmp | Format::Rar | Format::SevenZip | Format::Program => not_by_machine(),
    }
}

/// A file whose bytes do not show what it is: text, or something damaged.
fn by_name(extension: &str, bytes: &[u8]) -> Contents {
    match extension {
        "csv" | "tsv" => whole(plain::separated(bytes)),
        "txt" | "json" | "md" => whole(plain::text(bytes)),
        "htm" | "html" | "xml" | "shtml" | "xhtml" | "svg" => whole(plain::markup(bytes)),
        "docx" | "docm" | "xlsx" | "xlsm" | "pptx" | "pptm" | "odt" | "ods" | "odp" | "ofd" => failed("文件不完整，或者不是这种格式"),
        "doc" | "xls" | "ppt" | "wps" | "et" | "dps" | "rtf" => {
            Contents { parts: legacy::letters(bytes), reading: Reading::NotByMachine, ..Contents::default() }
        }
        _ => not_by_machine(),
    }
}

/// Reads the files of an archive, and their names.
fn archive(pack: &mut Pack<'_>, depth: usize) -> Result<Contents, &'static str> {
    let mut all = Contents::default();
    let names: Vec<(usize, String)> = pack.names().map(|(at, name)| (at, name.to_string())).collect();
    let list = names.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("\n");
    all.parts.push(Passage { name: "压缩包里的文件名".into(), text: list, tables: Vec::new() });
    let mut length = 0;
    for (at, name) in names {
        let bytes = pack.read(at)?;
        let file = name.rsplit('/').next().unwrap_or(&name);
        let extension = file.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase());
        let contents = read(&extension, &bytes, depth - 1);
        let named = |what: &str| format!("“{file}”的{what}");
        for part in contents.parts {
            length += part.text.len();
            all.parts.push(Passage { name: named(&part.name), ..part });
        }
        if length > page::MOST_TEXT {
            return Err("里面的文字太多，不像是正常的文件");
        }
        all.hidden.extend(contents.hidden.iter().map(|what| named(what)));
        all.traces.extend(contents.traces);
        all.reading = match (all.reading, contents.reading) {
            (Reading::Failed(why), _) => Reading::Failed(why),
            (_, Reading::Failed(why)) => Reading::Failed(format!("里面的“{file}”：{why}")),
            (Reading::NotByMachine, _) | (_, Reading::NotByMachine) => Reading::NotByMachine,
            (Reading::Whole, Reading::Whole) => Reading::Whole,
        };
    }
    Ok(all)
}

fn whole(passage: Passage) -> Contents {
    Contents { parts: vec![passage], ..Contents::default() }
}

fn not_by_machine() -> Contents {
    Contents { reading: Reading::NotByMachine, ..Contents::default() }
}

fn failed(why: &str) -> Contents {
    Contents { reading: Reading::Failed(why.into()), ..Contents::default() }
}

#[cfg(test)]
mod tests;
