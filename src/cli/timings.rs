//! How long each stage of a build took, and what it came to: for people, and as JSON for the keeper of a pipeline.

use std::fs;
use std::path::Path;
use std::time::Instant;

use gongkai::column::Release;
use gongkai::folder::{cure, reason};
use gongkai::publish::Published;
use serde_json::{Value, json};

use super::{output, say};

/// How long each stage took.
#[derive(Default)]
pub struct Timings {
    /// The stages in order, each with its milliseconds.
    stages: Vec<(&'static str, f64)>,
}

/// What a build came to.
pub struct Built {
    items: usize,
    published: Published,
    /// All files together.
    bytes: u64,
    milliseconds: f64,
    /// The most memory that the program had, in bytes, where the system tells.
    peak_memory: Option<u64>,
}

impl Timings {
    /// Notes that a stage has ended.
    pub fn note(&mut self, since: &mut Instant, stage: &'static str) {
        let now = Instant::now();
        self.stages.push((stage, (now - *since).as_secs_f64() * 1000.0));
        *since = now;
    }

    /// Prints them.
    pub fn print(&self, built: &Built) {
        for (stage, milliseconds) in &self.stages {
            say!("{milliseconds:>9.1} 毫秒  {stage}");
        }
        let memory = built.peak_memory.map(|bytes| format!("，最多用内存 {:.1} MB", megabytes(bytes))).unwrap_or_default();
        say!("条目 {} 个，文件 {} 个，共 {:.1} MB{memory}。", built.items, built.published.files, megabytes(built.bytes));
    }

    /// Writes them as one JSON object.
    ///
    /// # Errors
    /// A sentence for the user, when the file cannot be written.
    pub fn write(&self, built: &Built, file: &Path) -> Result<(), String> {
        let tenths = |milliseconds: f64| (milliseconds * 10.0).round() / 10.0;
        let stages: Vec<Value> = self.stages.iter().map(|(stage, ms)| json!({ "stage": stage, "milliseconds": tenths(*ms) })).collect();
        let whole = json!({
            "gongkai": env!("CARGO_PKG_VERSION"),
            "milliseconds": tenths(built.milliseconds),
            "stages": stages,
            "items": built.items,
            "files": built.published.files,
            "changed": built.published.changed,
            "removed": built.published.removed,
            "bytes": built.bytes,
            "peak_memory": built.peak_memory,
        });
        let shown = file.display();
        output::write_over(file, format!("{whole:#}\n").as_bytes())
            .map_err(|error| format!("网页已经生成，但是“{shown}”写不了（{}）。\n改法：{}", reason(&error), cure(&error)))
    }
}

impl Built {
    /// Looks at what was published to `out` by a build that began at `begun`.
    pub fn new(release: &Release<'_>, items: usize, published: Published, out: &Path, begun: Instant) -> Built {
        let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
        let files = release.files(release.pages());
        let lengths = files.iter().filter_map(|path| fs::metadata(out.join(path.as_str())).ok());
        Built { items, published, bytes: lengths.map(|file| file.len()).sum(), milliseconds, peak_memory: peak_memory() }
    }
}

/// The most memory that this program had so far, in bytes. Linux tells it in a file.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(kilobytes.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()? * 1024)
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
