//! `--output`: where a report may be written, and writing it in one step.

use std::ffi::OsString;
use std::fs;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use gongkai::folder::{CONTENT, LOCK_FILE, PORTAL, SITE_FILE, THEMES, cure, reason};
use gongkai::publish::{work_folder, would_be};

use super::args::{Check, Format};

/// Whether the report may go where the options say.
///
/// # Errors
/// As of [`allowed_at`].
pub fn allowed(check: &Check) -> Result<(), String> {
    let table = check.format == Format::Xlsx && (check.output.is_some() || !check.waivers && !check.diff);
    allowed_at(check.output.as_deref(), &check.input.source, table, "gongkai check --format xlsx --output 检查结果.xlsx")
}

/// Whether what a command makes may go to a file, or to the standard output where none is named.
///
/// # Errors
/// A sentence for the user: a spreadsheet is no text for a terminal, and what is made of a column is no part of it.
pub fn allowed_at(output: Option<&Path>, source: &Path, table: bool, example: &str) -> Result<(), String> {
    let Some(path) = output else {
        return if table && std::io::stdout().is_terminal() {
            Err(format!("xlsx 是表格文件，不能显示在屏幕上。\n改法：写明放在哪个文件里，例如“{example}”。"))
        } else {
            Ok(())
        };
    };
    if table && path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("xlsx")) {
        return Err(format!("“{}”的扩展名不是 .xlsx，Excel 和 WPS 打不开。\n改法：文件名以 .xlsx 结尾。", path.display()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = fs::canonicalize(folder)
        .map_err(|error| format!("打不开文件夹“{}”（{}）。\n改法：{}", folder.display(), reason(&error), cure(&error)))?;
    let column = fs::canonicalize(source).unwrap_or_default();
    let own = [CONTENT, THEMES, PORTAL].iter().any(|top| folder.starts_with(column.join(top)))
        || (folder == column && [SITE_FILE, LOCK_FILE].iter().any(|name| path.file_name().is_some_and(|file| file == *name)));
    if own {
        return Err(format!("“{}”在栏目自己的文件里，结果不能放在那里。\n改法：放到别的文件夹。", path.display()));
    }
    Ok(())
}

/// Whether a build may write a file about itself there. It is asked before the build: not among the column's own files, and not where
/// the pages are made, as the next build would find a file there that is not its own.
///
/// # Errors
/// A sentence for the user.
pub fn allowed_of_build(file: &Path, source: &Path, out: &Path) -> Result<(), String> {
    allowed_at(Some(file), source, false, "")?;
    let shown = file.display();
    if file.is_dir() {
        let error = ErrorKind::IsADirectory.into();
        return Err(format!("写不了“{shown}”（{}）。\n改法：{}", reason(&error), cure(&error)));
    }
    // The output may be a link: the pages are where it leads. The file may be one too, and is itself written over.
    let real = |path: &Path| {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        would_be(&absolute).unwrap_or(absolute)
    };
    let (file, out) = (real(file), fs::canonicalize(out).unwrap_or_else(|_| real(out)));
    // The last: a file where a folder above the output belongs.
    if file.starts_with(&out) || file.starts_with(work_folder(&out)) || out.starts_with(&file) {
        return Err(format!("“{shown}”在输出文件夹里，那里只放网页，别的文件会让下次生成停下来。\n改法：放到别的文件夹。"));
    }
    Ok(())
}

/// A place in the column's folder, as people name it.
pub fn beside(source: &Path, name: &str) -> PathBuf {
    if source == Path::new(".") { name.into() } else { source.join(name) }
}

/// Writes a file that is not there yet: whole, or not at all. Nothing that is there is written over.
///
/// # Errors
/// As the system tells it; [`ErrorKind::AlreadyExists`] where there is one.
pub fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // It was not there before.
        let _ = fs::remove_file(path);
    }
    written
}

/// The same for a file that `--out` names.
///
/// # Errors
/// A sentence for the user.
pub fn write_out(path: &Path, bytes: &[u8]) -> Result<(), String> {
    write_new(path, bytes).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => format!("“{}”已经有了，没有动它。\n改法：--out 换一个文件名。", path.display()),
        _ => format!("写不了“{}”（{}）。\n改法：{}", path.display(), reason(&error), cure(&error)),
    })
}

/// Writes the report: whoever reads the file sees the old one or the new one.
///
/// # Errors
/// A sentence for the user, when the disk fails.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    write_over(path, bytes).map_err(|error| {
        format!("写不了“{}”（{}）。\n改法：{}它正在 Excel 或 WPS 里打开的，先关闭。", path.display(), reason(&error), cure(&error))
    })
}

/// Writes a file in the place of the one that may be there: whoever reads it sees the old one or the new one.
///
/// # Errors
/// As the system tells it; the old file is then as it was.
pub fn write_over(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // A pipe or a device is not replaced.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return fs::write(path, bytes);
    }
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".tmp");
    let spare = path.with_file_name(name);
    let written = fs::File::create(&spare)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&spare, path));
    if written.is_err() {
        let _ = fs::remove_file(&spare);
    }
    written
}
