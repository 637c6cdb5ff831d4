//! `gongkai catalogue`: a county's table is checked, and becomes the text of a catalogue file.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use gongkai::column::Column;
use gongkai::draft;
use gongkai::folder::{Folder, RelPath, cure, is_catalogue_table, reason};

use super::args::Catalogue;
use super::open::machine_day;
use super::{check, output, print, say, tell};

/// The column's own limits, which the table is measured with where there are some.
const LIMITS: &str = "content/limits.yaml";
/// The largest table, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Checks a table; writes the catalogue where nothing forbids it.
pub fn run(args: &Catalogue) -> Result<bool, String> {
    let shown = args.table.display();
    let name = args.table.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(path) = RelPath::new(&name).filter(|path| is_catalogue_table(path.as_str())) else {
        return Err(format!("“{shown}”不是 xlsx 或者 csv 文件。用Excel或者WPS另存为 xlsx，再试。"));
    };
    let read = |path: &Path| match fs::metadata(path) {
        Ok(metadata) if metadata.len() > LARGEST => Err(ErrorKind::FileTooLarge.into()),
        _ => fs::read(path),
    };
    let bytes = read(&args.table).map_err(|error| format!("打不开“{shown}”（{}）。\n改法：{}", reason(&error), cure(&error)))?;
    let mut files = vec![(name, bytes)];
    files.extend(fs::read(args.input.source.join(LIMITS)).ok().map(|limits| (LIMITS.to_string(), limits)));
    let column = Column::of_table(Folder::in_memory(files), &path, args.input.today.unwrap_or_else(machine_day));
    check::tell_table(args.format, &column, &args.input)?;
    if column.report().forbids() {
        if args.out.is_some() {
            tell!("没有写出目录文件：先改正上面的错误。");
        }
        return Ok(false);
    }
    let draft = draft::catalogue(&column.site().tables);
    let left = if draft.of_county > 0 { format!("只由县级公开的 {} 个没有列入。", draft.of_county) } else { String::new() };
    match &args.out {
        Some(out) => {
            output::write_out(out, draft.text.as_bytes())?;
            print::note(&format!("已写出“{}”：{} 个类别。{left}先改“代码”，再用作 content/catalogue.yaml。", out.display(), draft.leaves));
        }
        None if args.format.is_text() && !args.input.quiet => {
            say!("表里有 {} 个本级的事项。{left}用“--out 文件名”写出目录文件。", draft.leaves);
        }
        None => {}
    }
    Ok(true)
}
