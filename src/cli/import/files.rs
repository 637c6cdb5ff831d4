//! Which files are imported, and reading them within bounds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use gongkai::column::Column;
use gongkai::folder::{RelPath, cure, reason};
use gongkai::intake;
use gongkai::model::LeafId;
use walkdir::{DirEntry, WalkDir};

/// How deep a folder is looked into.
const DEEPEST: usize = 8;
/// The most files of one run.
const MOST: usize = 5_000;

/// A file to import.
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// What it is called.
    pub name: String,
    /// The files of the folder that it leads to: they come in with it, and not by themselves.
    pub brings: Vec<PathBuf>,
}

/// The files that the options name, those of folders in the order of their names. What a page of a folder shows is not imported by
/// itself.
pub fn sources(named: &[PathBuf]) -> Result<Vec<Source>, String> {
    let (mut all, mut brings): (Vec<PathBuf>, BTreeMap<PathBuf, Vec<PathBuf>>) = Default::default();
    for path in named {
        let metadata =
            fs::metadata(path).map_err(|error| format!("打不开“{}”（{}）。\n改法：{}", path.display(), reason(&error), cure(&error)))?;
        if !metadata.is_dir() {
            all.push(path.clone());
            continue;
        }
        let before = all.len();
        for entry in WalkDir::new(path).max_depth(DEEPEST).sort_by_file_name().into_iter().filter_entry(is_wanted) {
            let entry = entry.map_err(|error| format!("打不开文件夹“{}”（{error}）。", path.display()))?;
            let known = entry.path().extension().is_some_and(|extension| {
                let extension = extension.to_string_lossy().to_ascii_lowercase();
                intake::EXTENSIONS.contains(&extension.as_str()) || ["doc", "pdf", "ofd", "ppt", "pptx"].contains(&extension.as_str())
            });
            if entry.file_type().is_file() && known {
                all.push(entry.into_path());
            }
        }
        let found = all.split_off(before);
        let led = led_to(&found);
        let shown: BTreeSet<&PathBuf> = led.values().flatten().collect();
        let kept: Vec<PathBuf> = found.into_iter().filter(|path| !shown.contains(path)).collect();
        if kept.is_empty() {
            return Err(format!("文件夹“{}”里没有能导入的文件。\n能导入的有：{}。", path.display(), intake::EXTENSIONS.join("、")));
        }
        all.extend(kept);
        brings.extend(led);
    }
    if all.len() > MOST {
        return Err(format!("一次最多导入 {MOST} 个文件，这里有 {} 个。\n改法：分几个文件夹导入。", all.len()));
    }
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(all.into_iter().map(|path| Source { name: name(&path), brings: brings.remove(&path).unwrap_or_default(), path }).collect())
}

/// Neither hidden files, nor what programs put down while a file is open, nor the folders with the pieces of saved pages.
fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let pieces = entry.file_type().is_dir() && (name.ends_with("_files") || name.ends_with(".files"));
    entry.depth() == 0 || !(name.starts_with(['.', '~']) || pieces)
}

/// The pages among these, with those of these that they lead to.
fn led_to(paths: &[PathBuf]) -> BTreeMap<PathBuf, Vec<PathBuf>> {
    let is_page =
        |path: &&PathBuf| path.extension().is_some_and(|extension| extension.to_string_lossy().to_ascii_lowercase().contains("htm"));
    let led = |page: &PathBuf| {
        let document = read(page).ok().and_then(|bytes| intake::read("page.html", &bytes).ok());
        let files = document.into_iter().flat_map(|document| document.linked).filter_map(|linked| beside(page, &linked.href));
        files.filter(|file| paths.contains(file)).collect()
    };
    paths.iter().filter(is_page).map(|page| (page.clone(), led(page))).collect()
}

/// Reads a file that is not too large.
///
/// # Errors
/// A sentence for the user.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    let read = match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => Err(ErrorKind::InvalidInput.into()),
        Ok(metadata) if metadata.len() > intake::LARGEST => {
            return Err(format!(
                "文件太大（{} MB），最大 {} MB。改法：拆成几个文件，或者作为附件公开",
                metadata.len() / 1_048_576,
                intake::LARGEST / 1_048_576
            ));
        }
        Ok(_) => fs::read(path),
        Err(error) => Err(error),
    };
    read.map_err(|error| format!("打不开（{}）。改法：{}", reason(&error), cure(&error)))
}

/// The file that a page names by `href`, where it lies in the page's folder or below it.
pub fn beside(page: &Path, href: &str) -> Option<PathBuf> {
    let path = href.split(['?', '#']).next().filter(|path| !path.contains("://"))?;
    let inside = RelPath::new(&decoded(path))?;
    let found = page.parent()?.join(inside.as_str());
    fs::symlink_metadata(&found).is_ok_and(|metadata| metadata.is_file()).then_some(found)
}

/// A path without percent signs.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code.filter(|_| *byte == b'%') {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A name that may stand in a front matter, with the same extension.
pub fn plain_name(name: &str) -> String {
    let extension = name.rsplit_once('.').map_or("bin", |(_, extension)| extension);
    format!("original.{}", extension.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase())
}

/// The leaf that the folder of a file is called after.
pub fn named_leaf(column: &Column, source: &Source) -> Option<LeafId> {
    let folder = std::path::absolute(&source.path).ok()?;
    let name = folder.parent()?.file_name()?.to_string_lossy().into_owned();
    column.site().catalogue.find(&name)
}
