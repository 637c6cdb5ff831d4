//! `gongkai editor`: the files by which an editor knows the column are written, or written anew; what a person changed is left alone.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::editor::{self, EditorFile, SITE_SCHEMA};
use gongkai::folder::{Folder, SITE_FILE, cure, reason};
use gongkai::model::Site;

use super::args::Editor;
use super::{open, output, say};

/// What became of the files.
pub struct Done {
    /// Those that are new or other than before.
    written: Vec<EditorFile>,
    /// Those that a person changed: they were left alone.
    left: Vec<EditorFile>,
}

/// Writes the files into the column's folder.
pub fn run(args: &Editor) -> Result<bool, String> {
    let input = &args.input;
    let folder = open::folder(input)?;
    let today = open::day(input, &folder);
    let advise = !names_schema(&folder);
    let done = write(&input.source, Column::open(folder, today).site(), today)?;
    if input.quiet {
        return Ok(true);
    }
    for file in &done.written {
        say!("写了 {}", output::beside(&input.source, &file.path).display());
    }
    for file in &done.left {
        say!("没有动 {}：有人改过，或者不是本程序写的。", output::beside(&input.source, &file.path).display());
        // What of it is settings can be put into them by hand.
        match file.path.contains("/schema/") || file.path.ends_with(".code-snippets") {
            true => say!("要换成新的，把它改名或者移走，再运行一次。"),
            false => say!("需要的，照下面的样子自己加进去：\n\n{}", file.text),
        }
    }
    if done.written.is_empty() && done.left.is_empty() {
        say!("编辑器的文件都是最新的。");
    }
    if advise {
        say!("要在写 {SITE_FILE} 时得到提示，在它的最前面加一行：\n\n{SITE_SCHEMA}");
    }
    Ok(true)
}

/// Whether `site.toml` names its schema. One that cannot be read is told of elsewhere.
fn names_schema(folder: &Folder) -> bool {
    folder.shown(SITE_FILE).lines().any(|line| line.starts_with("#:schema "))
}

/// Writes what is not there, and what is as the program wrote it before.
///
/// # Errors
/// A sentence for the user, when the disk fails.
pub fn write(source: &Path, site: &Site, today: Date) -> Result<Done, String> {
    let mut done = Done { written: Vec::new(), left: Vec::new() };
    for file in editor::files(site, today) {
        let path = source.join(&file.path);
        let failed = |error: std::io::Error| format!("写不了“{}”（{}）。\n改法：{}", path.display(), reason(&error), cure(&error));
        match fs::read(&path) {
            Ok(bytes) if bytes == file.text.as_bytes() => {}
            Ok(bytes) if std::str::from_utf8(&bytes).is_ok_and(editor::is_untouched) => {
                output::write(&path, file.text.as_bytes())?;
                done.written.push(file);
            }
            Ok(_) => done.left.push(file),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(path.parent().unwrap_or(source)).map_err(failed)?;
                output::write_new(&path, file.text.as_bytes()).map_err(failed)?;
                done.written.push(file);
            }
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(done)
}
