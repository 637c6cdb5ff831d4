//! `--output`: where a report may be written, and writing it in one step.

use std::fs;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use gongkai::folder::{CONTENT, LOCK_FILE, PORTAL, SITE_FILE, THEMES, cure, reason};

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
    let failed = |error: std::io::Error| {
        format!("写不了“{}”（{}）。\n改法：{}它正在 Excel 或 WPS 里打开的，先关闭。", path.display(), reason(&error), cure(&error))
    };
    // A pipe or a device is not replaced.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return fs::write(path, bytes).map_err(failed);
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".tmp");
    let spare = path.with_file_name(name);
    let written = fs::File::create(&spare)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&spare, path));
    if written.is_err() {
        let _ = fs::remove_file(&spare);
    }
    written.map_err(failed)
}
