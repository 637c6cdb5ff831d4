//! `gongkai build`: checks the column, renders it, and puts it in place.

use std::io::IsTerminal;
use std::path::Path;
use std::time::{Duration, Instant};

use gongkai::diag::Diagnostic;
use gongkai::folder::LOCK_FILE;
use gongkai::publish::{Failure, publish, write_lock};
use indicatif::{ProgressBar, ProgressStyle};

use super::args::Build;
use super::open;
use super::print;
use super::say;
use super::timings::{Built, Timings};

/// What is said when a finding forbids publication.
const NOTHING: &str = "没有生成网页。原来的网页没有变动。";

/// What becomes of the record of what was published.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// The column is compared with it.
    Compared,
    /// And it is brought up to date.
    Written,
}

/// Builds the column; whether it could be published.
pub fn run(build: &Build, record: Record) -> Result<bool, String> {
    let begun = Instant::now();
    let mut timings = Timings::default();
    let column = open::column(&build.input, &mut timings)?.at_commit(build.commit.as_deref().unwrap_or_default());
    let input = &build.input;
    let shown = |finding: &Diagnostic| !input.quiet || finding.severity.forbids();
    let say_findings = |fault: Option<&Diagnostic>| {
        print::report(&column, fault, &shown, input, (&mut std::io::stderr(), std::io::stderr().is_terminal()))
    };
    let Some(release) = column.release() else {
        say_findings(None);
        eprintln!("{NOTHING}");
        return Ok(false);
    };
    let mut since = Instant::now();
    let out =
        build.output.clone().unwrap_or_else(|| if input.source == Path::new(".") { "public".into() } else { input.source.join("public") });
    let bar = progress(release.pages().len(), input.quiet);
    let published = publish(&release, &out, &|done| bar.set_position(done as u64));
    bar.finish_and_clear();
    if let Err(Failure::Template(fault)) = &published {
        say_findings(Some(fault));
        eprintln!("{NOTHING}");
        return Ok(false);
    }
    say_findings(None);
    let published = published.map_err(|failure| failure.to_string())?;
    timings.note(&mut since, "生成和写入");
    if !input.quiet {
        say!(
            "已生成 {} 个文件到“{}”：新增或改动 {} 个，撤去 {} 个，用时 {:.2} 秒。",
            published.files,
            out.display(),
            published.changed,
            published.removed,
            begun.elapsed().as_secs_f64()
        );
    }
    if record == Record::Written {
        let lock = column.next_lock();
        let fresh = lock.entries.len() - column.site().lock.entries.len();
        let written = write_lock(&input.source, &lock).map_err(|failure| format!("网页已经生成，但是发布记录没有写成。{failure}"))?;
        if !input.quiet && written {
            say!("发布记录 {LOCK_FILE} 已更新，新公开 {fresh} 个条目。请把它和条目一起保存。");
        }
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

/// A bar on a terminal, once the work takes longer than a moment.
fn progress(files: usize, quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("生成网页 {bar:30} {pos}/{len}（每秒 {per_sec}）") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}
