//! `gongkai build`: checks the column, renders it, and puts it in place.

use std::io::IsTerminal;
use std::time::Instant;

use gongkai::diag::Diagnostic;
use gongkai::folder::{LOCK_FILE, REVIEWS};
use gongkai::plan::Shard;
use gongkai::publish::{Failure, abandon, publish, restore, settle, write_lock};

use super::args::Building;
use super::open;
use super::progress::Progress;
use super::timings::{Built, Timings};
use super::{output, print, publication, say, tell};

/// What is said when a finding forbids publication.
const NOTHING: &str = "没有生成网页。原来的网页没有变动。";

/// What is said when Ctrl-C ends it.
const STOPPED: &str = "已停止。原来的网页没有变动。";

/// What is said when Ctrl-C ends it after the exchange.
const BUILT: &str = "已停止。网页已经换上，只是没有列完问题。";
/// The same where a record is written, and the sheets of review.
const NOT_RECORDED: &str = "已停止。网页已经换上，但是发布记录和审核单可能没有写完，再运行一次“gongkai publish”就齐全了。";

/// What becomes of the record of what was published.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// The column is compared with it.
    Compared,
    /// And it is brought up to date, and the sheets of review are written: those of items that are new, or all that are wanting.
    Written {
        /// All that are wanting.
        all_sheets: bool,
    },
}

/// Builds the column; whether it could be published.
pub fn run(build: &Building, shard: Shard, record: Record) -> Result<bool, String> {
    let begun = Instant::now();
    let mut timings = Timings::default();
    let input = &build.input;
    let out = build.output.clone().unwrap_or_else(|| output::beside(&input.source, "public"));
    if let Some(file) = &build.timings_json {
        output::allowed_of_build(file, &input.source, &out)?;
    }
    restore(&out, &input.source);
    let progress = Progress::start(input.quiet, STOPPED);
    let column = open::column(&build.input, &mut timings, &progress)?.at_commit(build.commit.as_deref().unwrap_or_default());
    let mut since = Instant::now();
    let shown = |finding: &Diagnostic| !input.quiet || finding.severity.forbids();
    let say_findings = |fault: Option<&Diagnostic>| {
        print::report(&column, fault, &shown, input, (&mut std::io::stderr(), std::io::stderr().is_terminal()))
    };
    let Some(release) = column.release().map(|release| release.part(shard)) else {
        drop(progress);
        say_findings(None);
        tell!("{NOTHING}");
        return Ok(false);
    };
    let release = if build.compress { release.packed() } else { release };
    let (first, sources) = (out.clone(), input.source.clone());
    progress.pages(release.pages().len(), move || abandon(&first, &sources));
    let published = publish(&release, &out, &|done| progress.page(done));
    if published.is_ok() {
        progress.published(if record == Record::Compared { BUILT } else { NOT_RECORDED });
    }
    drop(progress);
    timings.note(&mut since, "生成和写入");
    if let Err(Failure::Template(fault)) = &published {
        say_findings(Some(fault));
        tell!("{NOTHING}");
        return Ok(false);
    }
    say_findings(None);
    let published = published.map_err(|failure| format!("{failure}\n{NOTHING}"))?;
    if !input.quiet {
        let part = if shard.is_whole() { String::new() } else { format!("（第 {shard} 份）") };
        say!(
            "已生成 {} 个文件{part}到“{}”：新增或改动 {} 个，撤去 {} 个，用时 {:.2} 秒。",
            published.files,
            out.display(),
            published.changed,
            published.removed,
            begun.elapsed().as_secs_f64()
        );
    }
    timings.note(&mut since, "列出问题");
    if let Record::Written { all_sheets } = record {
        settle(&out);
        let lock = column.next_lock();
        let fresh = lock.entries.len() - column.site().lock.entries.len();
        // Before the record: what it has is no longer new, and were the program ended now, nobody would write the rest.
        let sheets = publication::sheets(&column, &out, &input.source, all_sheets);
        let written = write_lock(&input.source, &lock).map_err(|failure| format!("网页已经生成，但是发布记录没有写成。{failure}"))?;
        if !input.quiet && written {
            say!("发布记录 {LOCK_FILE} 已更新，新公开 {fresh} 个条目。请把它和条目一起保存。");
        }
        if !input.quiet {
            publication::tell(&column, &published.changes);
        }
        let sheets = sheets?;
        if !input.quiet && sheets > 0 {
            let folder = output::beside(&input.source, REVIEWS);
            say!("审核单 {sheets} 张写在“{}”里：用浏览器打开，打印，签名存档。审核单是内部材料，不要公开。", folder.display());
        }
        timings.note(&mut since, "记录和审核单");
    }
    if build.timings || build.timings_json.is_some() {
        let built = Built::new(&release, column.site().public().count(), published, &out, begun);
        if build.timings {
            timings.print(&built);
        }
        if let Some(file) = &build.timings_json {
            timings.write(&built, file)?;
        }
    }
    // The program ends here, and the system takes all memory back at once, which is faster than doing it piece by piece.
    std::mem::forget(column);
    Ok(true)
}
