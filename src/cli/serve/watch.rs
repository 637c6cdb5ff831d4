//! What may have changed on the disk: events of the system where it sends them, else a look every second. Both are only hints.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use gongkai::folder::{RelPath, TOPS};
use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// What was touched: some files or folders; `None` means that it may be anything.
pub type Touched = Option<BTreeSet<RelPath>>;

/// So long the probe waits for its own event.
const PROBE: Duration = Duration::from_millis(500);
/// How often is looked where the system sends no events, at the most.
const POLL: Duration = Duration::from_secs(1);
/// Looking takes at the most this part of the time.
const SHARE: u32 = 10;

/// How changes are noticed.
pub enum Watching {
    /// The system tells. The watcher ends with this value.
    Events(Box<Events>),
    /// Somebody has to look: why.
    Polling(&'static str),
}

/// A watcher and what it tells.
pub struct Events {
    watcher: RecommendedWatcher,
    root: PathBuf,
    told: Receiver<Touched>,
}

impl Watching {
    /// Starts to watch a column's folder, or finds out that the system sends no events for it.
    ///
    /// `writing` is held while the probe's file is there: whoever holds it can end the program without leaving that file behind.
    pub fn start(root: &Path, poll: bool, writing: &Mutex<()>) -> Watching {
        if poll {
            return Watching::Polling("按 --poll 的要求");
        }
        match Events::start(root) {
            Ok(events) if events.probe(writing) => Watching::Events(Box::new(events)),
            Ok(_) => Watching::Polling("系统没有报告这个文件夹里的改动，可能是网络盘或者共享文件夹"),
            Err(_) => Watching::Polling("系统不能报告这个文件夹里的改动"),
        }
    }

    /// What was touched next, once nothing more was for a `quiet` time, or for `longest` in all; `None` where nothing was touched
    /// until `end`. `looked` is how long the last look at everything took.
    pub fn next(&mut self, end: Instant, looked: Duration, quiet: Duration, longest: Duration) -> Option<Touched> {
        let events = match self {
            Watching::Polling(_) => {
                std::thread::sleep(POLL.max(looked * SHARE));
                return Some(None);
            }
            Watching::Events(events) => events,
        };
        let mut touched = match events.told.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(touched) => touched,
            Err(RecvTimeoutError::Timeout) => return None,
            Err(RecvTimeoutError::Disconnected) => {
                *self = Watching::Polling("系统不再报告改动");
                return Some(None);
            }
        };
        let cap = Instant::now() + longest;
        while let Ok(more) = events.told.recv_timeout(quiet.min(cap.saturating_duration_since(Instant::now()))) {
            touched = touched.zip(more).map(|(mut all, more)| {
                all.extend(more);
                all
            });
            if Instant::now() >= cap {
                break;
            }
        }
        events.follow(&touched);
        Some(touched)
    }
}

impl Events {
    fn start(root: &Path) -> notify::Result<Events> {
        let root = fs::canonicalize(root)?;
        let (tell, told) = channel();
        let from = root.clone();
        // What is behind a link is no part of the column.
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(move |event| hear(&from, event, &tell), config)?;
        let mut events = Events { watcher, root, told };
        events.watcher.watch(&events.root, RecursiveMode::NonRecursive)?;
        for top in TOPS {
            events.watch(top);
        }
        Ok(events)
    }

    fn watch(&mut self, top: &str) {
        let folder = self.root.join(top);
        if fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_dir()) {
            let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
        }
    }

    /// A folder of the column that came back is another one than was watched.
    fn follow(&mut self, touched: &Touched) {
        for top in TOPS {
            if touched.as_ref().is_none_or(|touched| touched.iter().any(|path| path.as_str() == top)) {
                self.watch(top);
            }
        }
    }

    /// Whether the system tells of a file that is written and goes again.
    fn probe(&self, writing: &Mutex<()>) -> bool {
        let path = self.root.join(TOPS.into_iter().find(|top| self.root.join(top).is_dir()).unwrap_or("")).join(".gongkai-probe");
        let held = writing.lock().unwrap_or_else(PoisonError::into_inner);
        let written = fs::write(&path, "");
        let _ = fs::remove_file(&path);
        drop(held);
        let end = Instant::now() + PROBE;
        // A folder that nobody may write to changes elsewhere: look.
        written.is_ok() && self.told.recv_timeout(end.saturating_duration_since(Instant::now())).is_ok()
    }
}

/// Tells of an event what was touched. That a file was read is no news.
fn hear(root: &Path, event: notify::Result<notify::Event>, tell: &Sender<Touched>) {
    let touched = match event {
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
        Ok(event) if event.need_rescan() || event.paths.is_empty() => None,
        Ok(event) => event.paths.iter().map(|path| within(root, path)).collect(),
        Err(_) => None,
    };
    let _ = tell.send(touched);
}

/// The path inside the column; of a name that can be none, its folder's.
fn within(root: &Path, path: &Path) -> Option<RelPath> {
    let inner = path.strip_prefix(root).ok()?;
    let name = |path: &Path| RelPath::new(&path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/"));
    name(inner).or_else(|| name(inner.parent()?))
}
