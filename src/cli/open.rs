//! Reading the column that the options name, for the day that they, the settings or the machine tell.

use std::time::Instant;

use chrono::{FixedOffset, Utc};
use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::{Folder, SITE_FILE, reason};
use gongkai::parse;

use super::args::Input;
use super::progress::Progress;
use super::timings::Timings;

/// The day on this machine, in +08:00.
pub fn machine_day() -> Date {
    let china = FixedOffset::east_opt(8 * 3600).expect("eight hours are a valid offset");
    Utc::now().with_timezone(&china).date_naive()
}

/// The day that the options, the settings or the machine tell.
pub fn day(input: &Input, folder: &Folder) -> Date {
    input.today.or_else(|| parse::config(folder).0.today).unwrap_or_else(machine_day)
}

/// Reads the column's files.
///
/// # Errors
/// A sentence for the user, when the folder cannot be read or is no column.
pub fn folder(input: &Input) -> Result<Folder, String> {
    let source = input.source.display();
    let folder =
        Folder::read(&input.source).map_err(|error| format!("打不开文件夹“{source}”（{}）。检查 --source 写的路径。", reason(&error)))?;
    if folder.get(SITE_FILE).is_none() {
        return Err(format!(
            "文件夹“{source}”里没有 site.toml，不是一个栏目。\n改法：到栏目的文件夹里运行，或者用 --source 指明它；新建栏目用“gongkai init 新文件夹”。"
        ));
    }
    Ok(folder)
}

/// Reads the column and checks it, and tells how far it is.
///
/// # Errors
/// As of [`folder`].
pub fn column(input: &Input, timings: &mut Timings, progress: &Progress) -> Result<Column, String> {
    let mut since = Instant::now();
    let folder = folder(input)?;
    timings.note(&mut since, "读取");
    let today = day(input, &folder);
    let items = folder.files().filter(|(path, _)| path.extension() == "md").count();
    progress.stage(&format!("读了 {items} 个条目，正在解析"));
    Ok(Column::load(folder, today, &mut |stage| {
        if stage == "解析" {
            progress.stage(&format!("解析了 {items} 个条目，正在检查"));
        }
        timings.note(&mut since, stage);
    }))
}
