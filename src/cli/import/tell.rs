//! What an import came to, file by file, in words for clerks.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use gongkai::calendar::chinese;
use gongkai::diag::Lines;
use gongkai::intake::{Assay, Draft};
use gongkai::personal::masked;

use super::super::say;
use super::desk::{Barred, Written};
use super::files::Source;

/// So many repairs of a file are shown one by one.
const SHOWN: usize = 20;

/// All that is told of a file that became a draft.
pub struct Told<'t> {
    /// The file's name.
    pub name: &'t str,
    /// What it is.
    pub kind: &'t str,
    /// The draft.
    pub draft: &'t Draft,
    /// What the rules say of it.
    pub assay: &'t Assay,
    /// Why the original may not lie in the column.
    pub obstacles: &'t [String],
    /// Where the original is kept.
    pub kept: Option<&'t Path>,
    /// Whether it should be an attachment and cannot be.
    pub not_attached: bool,
    /// Whether only what forbids publication is told.
    pub quiet: bool,
    /// Whether nothing was written.
    pub dry_run: bool,
}

/// Tells of a file that became a draft.
pub fn drafted(told: &Told<'_>) {
    let (draft, quiet) = (told.draft, told.quiet);
    let line = |text: String| {
        if !quiet {
            say!("{}", masked(&text));
        }
    };
    let list = |head: &str, all: &[String]| {
        if !all.is_empty() {
            line(format!("  {head}"));
            all.iter().for_each(|one| line(format!("    {one}")));
        }
    };
    line(format!("“{}”（{}）→ {}", told.name, told.kind, draft.place.path));
    line(format!("  取了：{}", draft.taken.join("、")));
    if let Some(due) = draft.due {
        line(format!("  最迟{}公开{}", chinese(due.date), if due.estimated { "（估算）" } else { "" }));
    }
    let confirm: Vec<String> = draft.confirm.iter().map(|one| format!("{}：{}（{}）", one.key, one.value, one.place)).collect();
    list("请核对：", &confirm);
    let left: Vec<String> = draft.left.iter().map(|one| format!("{}：{}", one.key, one.hint)).collect();
    list("还要写：", &left);
    if !draft.repairs.is_empty() {
        let more = if draft.repairs.len() > SHOWN { format!("，下面是前{SHOWN}处") } else { String::new() };
        line(format!("  改了 {} 处{more}：", draft.repairs.len()));
        for repair in draft.repairs.iter().take(SHOWN) {
            line(format!("    {}：“{}”→“{}”", repair.what, repair.before, repair.after));
        }
    }
    list("没有取：", &draft.left_out);
    list("留意：", &draft.remarks);
    // What may not be published is said however quiet.
    if !told.obstacles.is_empty() {
        say!("{}原件“{}”里有不能公开的内容，不放进栏目：", if quiet { "" } else { "  " }, masked(told.name));
        told.obstacles.iter().for_each(|why| say!("    {}", masked(why)));
        if ["xlsx", "csv"].iter().any(|extension| told.name.to_lowercase().ends_with(extension)) {
            say!("    名单先用“gongkai mask”做成可以公开的一份，再导入那一份，这个草稿删去。");
        }
    }
    match told.kept {
        Some(path) => line(format!("  原件{}“{}”，不公开", if told.dry_run { "会存在" } else { "存在" }, path.display())),
        None => line("  原件没有存。要存在栏目以外的，加上 --originals 文件夹".to_string()),
    }
    if told.not_attached {
        line("  原件没有作为附件：先删去上面的内容，另存以后再放".to_string());
    }
    if !told.assay.findings.is_empty() {
        say!("{}草稿“{}”公开以前要改的：", if quiet { "" } else { "  " }, draft.place.path);
        let text = told.assay.column.folder().shown(draft.place.path.as_str());
        let lines = Lines::new(&text);
        for finding in &told.assay.findings {
            let place = lines.at(finding.span.start);
            say!("    {} 第{}行：{}（{}）", finding.severity.name(), place.line, masked(&finding.message), finding.rule.name);
        }
    }
    if told.dry_run {
        line(String::new());
        draft.text.lines().for_each(|text| line(format!("  | {text}")));
    }
    line(String::new());
}

/// Tells of a file that was not imported.
pub fn refused(name: &str, why: &str) {
    say!("“{}”没有导入：{}。\n", masked(name), masked(why).trim_end_matches('。'));
}

/// Sums up a run of several files.
pub fn summary(outcomes: &[(Source, Result<Written, Barred>)], dry_run: bool) {
    let drafted = outcomes.iter().filter(|(_, outcome)| outcome.is_ok()).count();
    if outcomes.len() > 1 {
        say!("结果：");
        for (Source { name, .. }, outcome) in outcomes {
            match outcome {
                Ok(Written { path, forbids }) => {
                    let mark = if *forbids { "，有公开以前要改的" } else { "" };
                    say!("  {}  {} → {path}{mark}", if dry_run { "可以导入" } else { "已导入" }, masked(name));
                }
                Err(Barred::Refused(_)) => say!("  没有导入  {}", masked(name)),
                Err(Barred::Failed(_)) => say!("  读不出来  {}", masked(name)),
            }
        }
    }
    let rest = outcomes.len() - drafted;
    let left = if rest > 0 { format!("，没有导入 {rest} 个") } else { String::new() };
    let done = if dry_run { "可以导入" } else { "导入" };
    say!("{done} {drafted} 个文件{left}。");
    left_behind(outcomes);
    if drafted > 0 && !dry_run {
        next_steps();
    }
}

/// Tells of the files that were to come in with a page, where no such page came in.
fn left_behind(outcomes: &[(Source, Result<Written, Barred>)]) {
    let (came, barred): (Vec<_>, Vec<_>) = outcomes.iter().partition(|(_, outcome)| outcome.is_ok());
    let brought: BTreeSet<&PathBuf> = came.iter().flat_map(|(source, _)| &source.brings).collect();
    let led = barred.iter().flat_map(|(source, _)| source.brings.iter().map(|file| (source.name.as_str(), file)));
    let left: Vec<(&str, &PathBuf)> = led.filter(|(_, file)| !brought.contains(file)).collect();
    if left.is_empty() {
        return;
    }
    say!("网页没有导入，网页里的文件也就没有导入：");
    for (page, file) in left {
        say!("  {}（在“{}”里）", masked(&file.display().to_string()), masked(page));
    }
    say!("改法：照上面说的办好网页，再导入，它们随网页进来；只要这些文件的，逐个写在 gongkai import 后面。");
}

/// What the clerk does with drafts.
pub fn next_steps() {
    say!("草稿不会公开。核对注明“请核对”的各项，补上缺的，用“gongkai check”检查；审核、审查通过，删去“草稿”一行，就可以公开。");
}
