//! What the preview shows at this moment, and what of it the browser is told.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use gongkai::column::Column;
use gongkai::folder::RelPath;
use gongkai::plan::Noun;
use gongkai::render::Rendered;
use tokio::sync::watch;

/// One state of the column: it never changes, a newer one takes its place.
pub struct Shown {
    /// Which one, counted from 1.
    pub build: u64,
    /// The column as `build` makes it.
    pub column: Column,
    drafts: OnceLock<Column>,
    marks: OnceLock<(u64, u64)>,
}

impl Shown {
    fn new(build: u64, column: Column) -> Arc<Shown> {
        Arc::new(Shown { build, column, drafts: OnceLock::new(), marks: OnceLock::new() })
    }

    /// The column as it would be with its drafts, made when somebody asks.
    pub fn with_drafts(&self) -> &Column {
        self.drafts.get_or_init(|| self.column.with_drafts())
    }

    /// Whether there are drafts.
    pub fn has_drafts(&self) -> bool {
        self.column.site().items.iter().any(|filed| filed.item.draft)
    }

    /// The marks of the style sheets, and of the other files of the theme: other marks, other files.
    pub fn assets(&self) -> (u64, u64) {
        *self.marks.get_or_init(|| {
            let (mut styles, mut others) = (DefaultHasher::new(), DefaultHasher::new());
            let pages = self.column.plan().pages().iter().filter(|page| matches!(page.noun, Noun::Asset(_)));
            for page in pages {
                let to = if page.path.extension() == "css" { &mut styles } else { &mut others };
                if let Ok(Rendered::Bytes(bytes)) = self.column.preview(page) {
                    bytes.hash(to);
                }
            }
            (styles.finish(), others.finish())
        })
    }
}

/// A page as it was shown last, for when it cannot be made any more.
#[derive(Clone)]
pub struct Kept {
    /// Its address.
    pub address: String,
    /// The file of the item that it shows.
    pub source: Option<RelPath>,
    /// The item's title.
    pub title: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// So many pages are kept.
const KEPT: usize = 32;

/// What happened last: a newer state is shown, or it was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beat {
    /// Which state.
    pub build: u64,
    /// Whether it was checked.
    pub checked: bool,
}

/// The state that is shown, and who is told when it changes.
pub struct Live {
    shown: RwLock<Arc<Shown>>,
    beats: watch::Sender<Beat>,
    kept: Mutex<VecDeque<Kept>>,
    /// Whether lists show drafts too.
    pub drafts: bool,
}

impl Live {
    /// Starts with this column.
    pub fn new(column: Column, drafts: bool) -> Live {
        let (beats, _) = watch::channel(Beat { build: 1, checked: false });
        Live { shown: RwLock::new(Shown::new(1, column)), beats, kept: Mutex::default(), drafts }
    }

    /// What is shown.
    pub fn shown(&self) -> Arc<Shown> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows another column from now on.
    pub fn show(&self, column: Column) {
        let next = Shown::new(self.shown().build + 1, column);
        let build = next.build;
        let before = std::mem::replace(&mut *self.shown.write().unwrap_or_else(PoisonError::into_inner), next);
        self.beats.send_replace(Beat { build, checked: false });
        // Taking a large column apart takes a while; nobody waits for it.
        drop(before);
    }

    /// Tells that a state was checked, if it is still the one that is shown.
    pub fn checked(&self, build: u64) {
        self.beats.send_if_modified(|beat| {
            let news = beat.build == build && !beat.checked;
            beat.checked |= news;
            news
        });
    }

    /// To wait for what happens.
    pub fn beats(&self) -> watch::Receiver<Beat> {
        self.beats.subscribe()
    }

    /// Keeps a page.
    pub fn keep(&self, page: Kept) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|known| known.address != page.address);
        kept.push_back(page);
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }

    /// The page as it was shown last at this address.
    pub fn kept(&self, address: &str) -> Option<Kept> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|page| page.address == address).cloned()
    }
}

/// A mark of some bytes: other bytes, another mark.
pub fn mark(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
