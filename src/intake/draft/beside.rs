//! The files that lie beside a draft: the original where it is attached, what a page leads to, pictures.

use std::collections::BTreeMap;

use crate::folder::RelPath;
use crate::model::is_han;

use super::super::document::Document;
use super::Wish;

/// The files beside a draft.
#[derive(Default)]
pub struct Beside {
    /// Where each is, and its bytes.
    pub files: Vec<(RelPath, Vec<u8>)>,
    /// The attachments: their file names, and what people call them.
    pub attached: Vec<(String, String)>,
    /// The file names of pictures by their places in the document, and what is said of them.
    pub pictures: BTreeMap<usize, (String, String)>,
    /// What is not there.
    pub absent: Vec<String>,
}

impl Beside {
    /// Gathers the files of a document whose draft is there; the original is one where `attach` says so.
    pub fn of(document: &Document, draft: &RelPath, attach: bool, wish: &Wish<'_>) -> Beside {
        let mut beside = Beside::default();
        let stem = draft.as_str().trim_end_matches(".md");
        let place = |ending: &str| RelPath::new(&format!("{stem}-{ending}"));
        if attach && let Some(path) = place(&format!("original.{}", extension(wish.name))) {
            let name = wish.name.rsplit_once('.').map_or(wish.name, |(stem, _)| stem);
            beside.attached.push((path.file_name().to_string(), name.to_string()));
            beside.files.push((path, wish.original.to_vec()));
        }
        for (at, linked) in document.linked.iter().enumerate() {
            match (wish.linked.get(&linked.href), place(&format!("{}.{}", at + 1, extension(&linked.href)))) {
                (Some(bytes), Some(path)) => {
                    beside.attached.push((path.file_name().to_string(), linked.name.clone()));
                    beside.files.push((path, bytes.clone()));
                }
                _ => beside.absent.push(format!("附件“{}”：网页旁边没有这个文件（{}），另外下载", linked.name, short(&linked.href))),
            }
        }
        for (at, picture) in document.pictures.iter().enumerate() {
            let bytes = picture.bytes.as_ref().or_else(|| wish.linked.get(&picture.href));
            match (bytes, place(&format!("p{}.{}", at + 1, picture.extension))) {
                (Some(bytes), Some(path)) if !picture.extension.is_empty() => {
                    beside.pictures.insert(at, (path.file_name().to_string(), said(&picture.alt)));
                    beside.files.push((path, bytes.clone()));
                }
                // A document says itself which of its pictures could not be taken out.
                _ if !document.kind.contains("网页") => {}
                _ => beside.absent.push(format!("图片：网页旁边没有这个文件（{}）", short(&picture.href))),
            }
        }
        beside
    }
}

fn short(href: &str) -> String {
    href.chars().take(60).collect()
}

/// The extension of a file or an address, in letters and digits alone.
fn extension(name: &str) -> String {
    let path = name.split(['?', '#']).next().unwrap_or(name);
    let extension = path.rsplit_once('.').map_or("bin", |(_, extension)| extension);
    extension.chars().filter(char::is_ascii_alphanumeric).take(8).collect::<String>().to_ascii_lowercase()
}

/// What a picture is said to show; what programs say by themselves says nothing.
fn said(alt: &str) -> String {
    let named =
        ["图片", "Picture", "picture", "Image", "image", "图像", "IMG", "微信", "截图", "文本框"].iter().any(|word| alt.starts_with(word));
    let path = alt.contains(['\\', '/']) || alt.rsplit_once('.').is_some_and(|(_, end)| end.len() <= 4 && end.is_ascii());
    if named || path || !alt.chars().any(is_han) { String::new() } else { alt.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_say_what_people_said() {
        for (alt, text) in [("图片 1", ""), ("C:\\a\\b.jpg", ""), ("河道清理现场", "河道清理现场"), ("IMG_2017", "")] {
            assert_eq!(said(alt), text);
        }
    }
}
