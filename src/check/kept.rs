//! What was found in each item alone, kept while the item and what the rules see beside it are as they were.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::calendar::Date;
use crate::diag::Diagnostic;
use crate::folder::RelPath;
use crate::model::{Contents, Data, Item, Site};

/// The findings of the rules that look at an item alone, and for what they hold.
pub struct Kept {
    today: Date,
    data: Arc<Data>,
    files: Arc<BTreeMap<RelPath, u64>>,
    contents: BTreeMap<RelPath, Arc<Contents>>,
    of_items: HashMap<RelPath, (Arc<Item>, Arc<[Diagnostic]>)>,
}

impl Kept {
    /// Nothing yet, for this column on this day.
    pub(super) fn new(site: &Site, today: Date) -> Kept {
        let of_items = HashMap::with_capacity(site.items.len());
        Kept { today, data: site.data().clone(), files: site.files.clone(), contents: site.contents.clone(), of_items }
    }

    /// Keeps what was found in an item.
    pub(super) fn keep(&mut self, item: Arc<Item>, findings: Arc<[Diagnostic]>) {
        self.of_items.insert(item.path.clone(), (item, findings));
    }

    /// Whether the rules would see the same beside an item: the data files, the files it may show and what stands in them, the day.
    pub(super) fn holds_for(&self, site: &Site, today: Date) -> bool {
        let same = |(path, contents): (&RelPath, &Arc<Contents>)| self.contents.get(path).is_some_and(|known| Arc::ptr_eq(known, contents));
        self.today == today
            && Arc::ptr_eq(&self.data, site.data())
            && Arc::ptr_eq(&self.files, &site.files)
            && self.contents.len() == site.contents.len()
            && site.contents.iter().all(same)
    }

    /// What was found in this very item.
    pub(super) fn of(&self, item: &Arc<Item>) -> Option<Arc<[Diagnostic]>> {
        self.of_items.get(&item.path).filter(|(known, _)| Arc::ptr_eq(known, item)).map(|(_, findings)| findings.clone())
    }
}
