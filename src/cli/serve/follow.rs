//! What changed on the disk becomes the next state of the column: one at a time, and one more for what changed meanwhile.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use gongkai::folder::{Blob, Folder, Hint, RelPath};

use super::super::args::Input;
use super::super::open;
use super::live::Live;
use super::watch::{Touched, Watching};

/// So long nothing more may change before the column is read again: an editor's save is several steps.
const QUIET: Duration = Duration::from_millis(25);
/// But after so long it is read all the same.
const LONGEST: Duration = Duration::from_millis(300);
/// A file that looks half written is read once more after this.
const HALF_WRITTEN: Duration = Duration::from_millis(100);
/// A file changed since then is read even if it looks as it did.
const RECENT: Duration = Duration::from_secs(3);
/// How often is looked whether another day has begun.
const DAY: Duration = Duration::from_secs(60);

/// What the loop needs besides what is shown.
pub struct Follower<'i> {
    /// Where the column is, and for which day it is shown.
    pub input: &'i Input,
    /// What is shown.
    pub live: Arc<Live>,
    /// Who is told that there is something new to check.
    pub checker: Sender<()>,
}

impl Follower<'_> {
    /// Follows the folder for good.
    pub fn run(&self, mut watching: Watching) {
        // What was saved after the column was read, and before anybody watched it.
        let begun = Instant::now();
        self.look(None, begun);
        let mut looked = begun.elapsed();
        loop {
            let touched = watching.next(Instant::now() + DAY, looked, QUIET, LONGEST);
            let begun = Instant::now();
            self.look(touched.unwrap_or(Some(BTreeSet::new())), begun);
            looked = begun.elapsed();
        }
    }

    /// Reads what changed, and shows the column as it is now.
    fn look(&self, touched: Touched, begun: Instant) {
        let shown = self.live.shown();
        let before = shown.column.folder();
        let (mut folder, mut changed) = before.refresh(&hint(touched.clone()));
        if half_written(before, &folder, &changed) {
            std::thread::sleep(HALF_WRITTEN);
            (folder, changed) = before.refresh(&hint(touched));
        }
        let today = open::day(self.input, &folder);
        if changed.is_empty() && today == shown.column.today() {
            return;
        }
        self.live.show(shown.column.again(folder, &changed, today));
        if !self.input.quiet {
            super::say!("已更新（{} 毫秒）：{}", begun.elapsed().as_millis(), names(&changed));
        }
        let _ = self.checker.send(());
    }
}

/// Up to three of the changed files.
fn names(changed: &BTreeSet<RelPath>) -> String {
    let names: Vec<&str> = changed.iter().take(3).map(RelPath::as_str).collect();
    let more = if changed.len() > names.len() { format!("等 {} 个文件", changed.len()) } else { String::new() };
    if names.is_empty() { "日期".into() } else { format!("{}{more}", names.join("、")) }
}

fn hint(touched: Touched) -> Hint {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Hint { touched, since: now.saturating_sub(RECENT) }
}

/// Whether a changed text looks as if somebody was just writing it: it is empty, ends within a character, has no end of its front
/// matter, or has gone, as it does for a moment where an editor saves by renaming.
fn half_written(before: &Folder, now: &Folder, changed: &BTreeSet<RelPath>) -> bool {
    changed.iter().any(|path| match now.get(path.as_str()) {
        Some(Blob::Text(text)) => {
            let mut lines = text.trim_start_matches('\u{feff}').lines();
            let opened = lines.next().is_some_and(|line| line.trim_end() == "---");
            text.is_empty() || (opened && !lines.any(|line| line.trim_end() == "---"))
        }
        Some(Blob::Bytes(_)) => before.text(path.as_str()).is_some(),
        Some(Blob::Unreadable(_)) => true,
        Some(_) => false,
        None => before.get(path.as_str()).is_some_and(Blob::is_read),
    })
}

/// The folder's path for people.
pub fn place(source: &Path) -> String {
    std::path::absolute(source).unwrap_or_else(|_| source.to_path_buf()).display().to_string()
}
