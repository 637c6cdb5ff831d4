//! `gongkai archive`: what was published in a year as one zip file, and whether such a file is as it was made.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Seek, Write};
use std::path::Path;

use gongkai::column::Column;
use gongkai::folder::{PACKAGES, REVIEWS, cure, reason, sha256_of};
use gongkai::package::{self, Package, Verdict};

use super::args::Archive;
use super::{open, output, say, tell};

/// Makes the package, or verifies one; whether all is well.
pub fn run(args: &Archive) -> Result<bool, String> {
    match (&args.verify, args.year) {
        (Some(file), _) => verify(file, args.input.quiet),
        (None, Some(year)) => make(args, year),
        (None, None) => Err("要写明哪一年，例如“gongkai archive 2017”。".into()),
    }
}

fn make(args: &Archive, year: i32) -> Result<bool, String> {
    let source = &args.input.source;
    let folder = open::folder(&args.input)?;
    let today = open::day(&args.input, &folder);
    let column = Column::open(folder, today);
    let public = args.pages.clone().unwrap_or_else(|| output::beside(source, "public"));
    let sheets = output::beside(source, REVIEWS);
    let package =
        Package::new(&column, year, &|address| fs::read(public.join(address)).ok(), &|address| fs::read(sheets.join(address)).ok());
    if package.items.is_empty() {
        return Err(format!("{year}年没有公开的条目，没有做归档包。有条目的年份：{}。", package::years(column.site())));
    }
    let target = match &args.output {
        Some(path) => {
            output::allowed_at(Some(path), source, false, "")?;
            path.clone()
        }
        None => {
            let folder = output::beside(source, PACKAGES);
            fs::create_dir_all(&folder).map_err(|error| failed(&folder, &error))?;
            folder.join(format!("{year}.zip"))
        }
    };
    if fs::symlink_metadata(&target).is_ok() {
        return Err(format!("“{}”已经有了，没有动它。\n改法：用 --output 换一个文件名；不要了的，先移走。", target.display()));
    }
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".tmp");
    // What is left of a program that was killed has another name, and is written over.
    let spare = target.with_file_name(name);
    let file =
        OpenOptions::new().read(true).write(true).create(true).truncate(true).open(&spare).map_err(|error| failed(&target, &error))?;
    let outcome = fill(file, &package, &column, &target);
    let outcome = outcome.and_then(|made| fs::rename(&spare, &target).map(|()| made).map_err(|error| failed(&target, &error)));
    if outcome.is_err() {
        let _ = fs::remove_file(&spare);
    }
    let (made, sum) = outcome?;
    if !args.input.quiet {
        let count = |count: usize, name: &str| if count > 0 { format!("，{name}{count}个") } else { String::new() };
        say!(
            "已做好“{}”：{}个条目{}{}，一共{}个文件，核对无误。",
            target.display(),
            package.items.len(),
            count(made.pages, "网页"),
            count(made.sheets, "审核单"),
            made.files
        );
        say!("SHA-256：{sum}");
        say!("请把这个校验值记入档案目录。归档以后，在条目的“流程”里写上“归档”的日期。");
        if package.is_early(today) {
            tell!("注意：{year}年还没有过完，过完以后再归档一次。");
        }
        if made.pages < package.items.len() {
            tell!(
                "注意：“{}”里少{}个条目的网页，归档包里没有；要有的，先用“gongkai publish”生成。",
                public.display(),
                package.items.len() - made.pages
            );
        }
    }
    Ok(true)
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("写不了“{}”（{}）。\n改法：{}", path.display(), reason(error), cure(error))
}

/// Writes the file, reads it back, and gives its sum.
fn fill(file: File, package: &Package, column: &Column, target: &Path) -> Result<(package::Made, String), String> {
    let mut to = BufWriter::new(file);
    let made = package.write(column, &mut to).map_err(|failure| failure.to_string())?;
    let mut file = to.into_inner().map_err(|error| failed(target, error.error()))?;
    file.flush().and_then(|()| file.sync_all()).map_err(|error| failed(target, &error))?;
    file.rewind().map_err(|error| failed(target, &error))?;
    let sum = sha256_of(&mut file).map_err(|error| failed(target, &error))?;
    file.rewind().map_err(|error| failed(target, &error))?;
    match package::verify(file) {
        Ok(verdict) if verdict.is_sound() => Ok((made, sum)),
        _ => Err(format!("写好的“{}”读回来和写进去的不一样，已经删去。\n改法：检查磁盘，换一个地方再试。", target.display())),
    }
}

fn verify(path: &Path, quiet: bool) -> Result<bool, String> {
    let shown = path.display();
    let cannot = |error: std::io::Error| format!("打不开“{shown}”（{}）。\n改法：{}", reason(&error), cure(&error));
    let mut file = File::open(path).map_err(cannot)?;
    let sum = sha256_of(&mut file).map_err(cannot)?;
    let verdict = package::verify(file).map_err(|why| format!("核对不了“{shown}”：{why}。\n改法：换原来的归档包再试。"))?;
    let Verdict { sound, changed, missing, added } = &verdict;
    for (name, files) in [("改动", changed), ("缺少", missing), ("多出", added)] {
        for file in files {
            say!("{name}：{file}");
        }
    }
    if !quiet || !verdict.is_sound() {
        let word = if verdict.is_sound() { "没有改动" } else { "和归档时不一样" };
        say!("“{shown}”{word}：校验值清单里的文件一致{sound}个，改动{}个，缺少{}个，多出{}个。", changed.len(), missing.len(), added.len());
        say!("SHA-256：{sum}（与档案目录里记的比较）");
    }
    Ok(verdict.is_sound())
}
