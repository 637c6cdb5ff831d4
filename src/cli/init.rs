//! `gongkai init`: a small column that builds as it is.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use gongkai::column::Column;
use gongkai::folder::{Folder, cure, reason};
use gongkai::starter::starter;

use super::args::Init;
use super::open::machine_day;
use super::{editor, say};

/// Writes the column into a folder that is new or empty.
pub fn run(init: &Init) -> Result<bool, String> {
    let folder = &init.folder;
    let shown = folder.display();
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(format!("文件夹“{shown}”里已经有文件，没有动它。\n改法：换一个新的文件夹名。"));
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(format!("打不开“{shown}”（{}）。\n改法：{}", reason(&error), cure(&error))),
    }
    let today = init.today.unwrap_or_else(machine_day);
    let write = |path: &Path, bytes: &[u8]| {
        let target = folder.join(path);
        let parent = target.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&target, bytes))
            .map_err(|error| format!("写不了“{}”（{}），栏目没有建完。\n改法：{}", target.display(), reason(&error), cure(&error)))
    };
    for (path, text) in starter(today, init.full) {
        write(Path::new(&path), text.as_bytes())?;
    }
    let column = Folder::read(folder).map_err(|error| format!("打不开“{shown}”（{}）。\n改法：{}", reason(&error), cure(&error)))?;
    editor::write(folder, Column::open(column, today).site(), today)?;
    let source = word(folder);
    say!("已在“{shown}”建好栏目。接下来：");
    say!("  1. 打开 {shown}/site.toml，改成本机关的名称；");
    say!("  2. 在 {shown}/content/subjects.yaml 里登记本机关的站所；照 content 里的样子写自己的条目，再删去样例；");
    say!("  3. 运行 gongkai build --source {source}，再用浏览器打开 {shown}/public/index.html。");
    say!("用 VS Code 写的，打开文件夹 {shown}，装上它推荐的扩展，写的时候就有提示。");
    if init.full {
        say!("目录里有全部类别。运行 gongkai check --source {source}，会列出还应当公开哪些内容。");
    }
    Ok(true)
}

/// A path as one word of a command that is copied from the message.
fn word(path: &Path) -> String {
    let shown = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '\\' | ':' | '.' | '-' | '_');
    if shown.chars().all(plain) { shown } else { format!("\"{shown}\"") }
}
