//! The scene: the column, its plan and its day, with what many pages share made once.

use std::collections::HashMap;
use std::sync::OnceLock;

use tera::{Context, Value};

use crate::calendar::Date;
use crate::duty::{self, State};
use crate::folder::{Folder, RelPath};
use crate::model::{ItemId, LeafId, Site};
use crate::plan::{Noun, Page, Plan};
use crate::theme::Theme;

use super::page::PageInfo;
use super::portal::PortalView;
use super::row;

/// What a page is made of.
pub enum Content {
    /// A template with its variables.
    Template(&'static str, Context),
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file too long to be held whole: how many parts it has, and what makes one of them.
    Parts(usize, fn(&Scene<'_>, usize) -> Vec<u8>),
    /// A file of the column's folder, copied.
    File(RelPath),
}

/// From what a column was made.
#[derive(Clone, Copy)]
pub struct Source<'c> {
    /// The files it was read from.
    pub folder: &'c Folder,
    /// The commit of the sources; empty where none was given.
    pub commit: &'c str,
}

/// What many pages share, made when the first of them asks: a row for each item (lists hold references to it), the state of each
/// leaf, the relations that run back from an item.
pub struct Shared {
    rows: Vec<OnceLock<Value>>,
    states: Vec<State>,
    interpreted_by: HashMap<ItemId, Vec<ItemId>>,
    ended_by: HashMap<ItemId, Vec<(&'static str, ItemId)>>,
    matters: HashMap<String, Vec<ItemId>>,
    firsts: Vec<ItemId>,
}

impl Shared {
    /// What the pages of this column share on this day.
    pub fn new(site: &Site, today: Date) -> Shared {
        let states = site.catalogue.leaves().map(|(id, _)| duty::state(site, id, today)).collect();
        let mut interpreted_by: HashMap<ItemId, Vec<ItemId>> = HashMap::new();
        let mut ended_by: HashMap<ItemId, Vec<(&'static str, ItemId)>> = HashMap::new();
        let mut matters: HashMap<String, Vec<ItemId>> = HashMap::new();
        for (id, filed) in site.public() {
            if let Some(document) = filed.item.interprets.as_ref().and_then(|reference| site.referred(&filed.item, &reference.value)) {
                interpreted_by.entry(document).or_default().push(id);
            }
            let validity = filed.item.validity.iter();
            let ends = validity.flat_map(|validity| [("所废止的文件", &validity.repealed_by), ("所修改的文件", &validity.amended_by)]);
            for (relation, by) in ends {
                if let Some(document) = by.as_ref().and_then(|by| site.referred(&filed.item, &by.value)) {
                    ended_by.entry(document).or_default().push((relation, id));
                }
            }
            if let Some(matter) = &filed.item.matter {
                matters.entry(matter.value.clone()).or_default().push(id);
            }
        }
        let mut firsts: Vec<ItemId> = matters.values().filter_map(|items| items.first().copied()).collect();
        firsts.sort_unstable();
        Shared { rows: site.items.iter().map(|_| OnceLock::new()).collect(), states, interpreted_by, ended_by, matters, firsts }
    }
}

/// What every page is made from.
#[derive(Clone, Copy)]
pub struct Scene<'c> {
    /// The column.
    pub site: &'c Site,
    /// Its addresses.
    pub plan: &'c Plan,
    /// Its theme.
    pub theme: &'c Theme,
    /// The day for which it is built.
    pub today: Date,
    /// From what it was made.
    pub source: Source<'c>,
    /// What its pages share.
    pub shared: &'c Shared,
}

impl<'c> Scene<'c> {
    /// The row of an item, as lists show it. Cloning it counts a reference.
    pub fn row(&self, id: ItemId) -> Value {
        let make = || row::row(self.site, self.plan, id, self.site.filed(id));
        self.shared.rows[id.0 as usize].get_or_init(make).clone()
    }

    /// The rows of some items, the latest first.
    pub fn rows<'i>(&self, ids: impl DoubleEndedIterator<Item = &'i ItemId>) -> Value {
        Value::from(ids.rev().map(|id| self.row(*id)).collect::<Vec<Value>>())
    }

    /// How a leaf stands.
    pub fn state(&self, leaf: LeafId) -> &State {
        &self.shared.states[usize::from(leaf.0)]
    }

    /// The whole address of a noun; empty where the column's own is not known.
    pub fn url(&self, noun: &Noun) -> String {
        let (base, href) = (&self.site.config.base_url, self.plan.href(noun));
        if base.is_empty() || href.is_empty() { String::new() } else { format!("{base}{href}") }
    }

    /// The items that interpret this one.
    pub fn interpreted_by(&self, id: ItemId) -> &[ItemId] {
        self.shared.interpreted_by.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The items that name this one as what repealed or amended them, with the word for it.
    pub fn ended_by(&self, id: ItemId) -> &[(&'static str, ItemId)] {
        self.shared.ended_by.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The items of one matter, the earliest first.
    pub fn matter(&self, name: &str) -> &[ItemId] {
        self.shared.matters.get(name).map_or(&[], Vec::as_slice)
    }

    /// The first item of each matter, the earliest first.
    pub fn matters(&self) -> &[ItemId] {
        &self.shared.firsts
    }

    /// The variables that every page has.
    pub fn context(&self, page: &Page, info: PageInfo) -> Context {
        let mut context = Context::new();
        let base = &self.site.config.base_url;
        let root = if page.noun == Noun::NotFound { base.clone() } else { page.to_root() };
        context.insert_value("portal", Value::from_serializable(&PortalView::new(self.site, &root)));
        context.insert_value("root", Value::from(root));
        context.insert("page", &info.view(self, page));
        context
    }
}
