//! `gongkai man`: the manual pages, made of what `--help` says.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use clap::{Command, CommandFactory};
use gongkai::folder::{cure, reason};

use super::args::{Args, Man};
use super::{output, print, say};

/// The headings that the pages come with, and what stands there in Chinese.
const HEADINGS: [(&str, &str); 7] = [
    (".SH NAME", ".SH 名称"),
    (".SH SYNOPSIS", ".SH 用法"),
    (".SH DESCRIPTION", ".SH 说明"),
    (".SH OPTIONS", ".SH 选项"),
    (".SH SUBCOMMANDS", ".SH 命令"),
    (".SH EXTRA", ".SH 附注"),
    (".SH VERSION", ".SH 版本"),
];

/// Prints the page of the program, or writes all pages into a folder.
pub fn run(args: &Man) -> Result<bool, String> {
    let mut program = Args::command();
    program.build();
    let Some(folder) = &args.out else {
        print::all(&page(&program)?);
        return Ok(true);
    };
    let failed = |path: &Path, error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => format!("“{}”已经有了，没有动它。\n改法：--out 换一个新的文件夹。", path.display()),
        _ => format!("写不了“{}”（{}）。\n改法：{}", path.display(), reason(&error), cure(&error)),
    };
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let all: Vec<&Command> = std::iter::once(&program).chain(program.get_subcommands()).collect();
    for command in &all {
        let path = folder.join(format!("{}.1", name(command)));
        output::write_new(&path, page(command)?.as_bytes()).map_err(|error| failed(&path, error))?;
    }
    say!("写了 {} 页，用“man -l {}”看。", all.len(), folder.join("gongkai.1").display());
    Ok(true)
}

/// `gongkai-build`.
fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

fn page(command: &Command) -> Result<String, String> {
    let mut roff = Vec::new();
    clap_mangen::Man::new(command.clone()).title(name(command).to_uppercase()).render(&mut roff).map_err(|error| reason(&error))?;
    let roff = String::from_utf8_lossy(&roff);
    let heading =
        |line: &str| HEADINGS.iter().find(|(english, _)| *english == line).map_or(line.to_string(), |(_, chinese)| chinese.to_string());
    let page: String = roff.lines().map(|line| heading(line) + "\n").collect();
    // Han text has no spaces to stretch, and a Latin word in it is not hyphenated.
    Ok(page.replacen(".SH ", ".ad l\n.nh\n.SH ", 1))
}
