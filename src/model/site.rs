//! The whole column: everything that was read, with the relations by name resolved.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use chrono::Datelike;
use rayon::slice::ParallelSliceMut;

use crate::diag::{Span, Spanned};
use crate::folder::RelPath;

use super::attachment::Contents;
use super::catalogue::LeafId;
use super::data::Data;
use super::figures::Figures;
use super::item::Item;
use super::scheme::{Fixed, Schemes};
use super::statement::Statement;
use super::subject::SubjectId;

/// The column as a value. What a page shows and what a rule checks, it finds here; what the data files say ([`Data`]) as if it were
/// its own.
#[derive(Clone, Debug, Default)]
pub struct Site {
    data: Arc<Data>,
    /// Other ways to the items than the catalogue's, with the items in them.
    pub schemes: Arc<Schemes>,
    /// Every item, drafts too, the earliest published first.
    pub items: Vec<Filed>,
    /// What stands in the files that items show, by their paths.
    pub contents: BTreeMap<RelPath, Arc<Contents>>,
    /// The files of the content folder that are only referred to, with their lengths in bytes.
    pub files: Arc<BTreeMap<RelPath, u64>>,
    /// The SHA-256 of those that items show, in hexadecimal digits.
    pub sums: BTreeMap<RelPath, String>,
    index: Arc<Index>,
}

/// Where to find an item.
#[derive(Clone, Debug, Default)]
struct Index {
    by_path: HashMap<RelPath, ItemId>,
    by_number: HashMap<String, ItemId>,
    public: Vec<ItemId>,
    by_leaf: Vec<Vec<ItemId>>,
    by_subject: Vec<Vec<ItemId>>,
    by_year: BTreeMap<i32, Vec<ItemId>>,
    by_month: BTreeMap<(i32, u32), Vec<ItemId>>,
}

/// Which item: its place in [`Site::items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId(pub u32);

/// An item in its place: the names in it resolved.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The item.
    pub item: Arc<Item>,
    /// Its leaf, by front matter or folder.
    pub leaf: Option<LeafId>,
    /// Its subject.
    pub subject: Option<SubjectId>,
}

impl Filed {
    /// Whether the item is shown: it has what a page needs, and is no draft.
    pub fn is_public(&self) -> bool {
        !self.item.draft && self.leaf.is_some() && self.item.published.is_some() && self.item.title.is_some()
    }
}

impl Site {
    /// Puts the parts together: items in order of publication, each with its leaf and subject.
    pub fn new(data: Arc<Data>, items: impl IntoIterator<Item = Arc<Item>>, files: Arc<BTreeMap<RelPath, u64>>) -> Site {
        // Few words name them, again and again.
        let (mut leaves, mut subjects) = (HashMap::new(), HashMap::new());
        let mut filed = |item: Arc<Item>| {
            let mut leaf_of = |word: &str| match leaves.get(word) {
                Some(leaf) => *leaf,
                None => *leaves.entry(word.to_string()).or_insert_with(|| data.catalogue.find(word)),
            };
            let leaf = match &item.leaf {
                Some(word) => leaf_of(&word.value),
                None => item.folder().and_then(leaf_of),
            };
            let mut subject_of = |word: &str| match subjects.get(word) {
                Some(subject) => *subject,
                None => *subjects.entry(word.to_string()).or_insert_with(|| data.subjects.find(word)),
            };
            let subject = item.subject.as_ref().and_then(|word| subject_of(&word.value));
            Filed { item, leaf, subject }
        };
        let mut items: Vec<Filed> = items.into_iter().map(&mut filed).collect();
        items.par_sort_by(|a, b| {
            let stamp = |filed: &Filed| filed.item.published.as_ref().map(|published| published.value);
            stamp(a).cmp(&stamp(b)).then_with(|| a.item.path.cmp(&b.item.path))
        });
        let index = Arc::new(Index::new(&data, &items));
        let mut site = Site { data, items, files, index, ..Site::default() };
        site.schemes = Arc::new(site.data.ways.clone().filled(&site));
        site
    }

    /// The column with some items written anew; `None` where one is new, or has another place than before.
    pub fn rewritten(&self, rewritten: impl IntoIterator<Item = Arc<Item>>) -> Option<Site> {
        let Site { data, schemes, items, files, index, .. } = self;
        let (data, schemes, files, index) = (data.clone(), schemes.clone(), files.clone(), index.clone());
        let mut site = Site { data, schemes, items: items.clone(), files, index, ..Site::default() };
        for item in rewritten {
            let filed = site.items.get_mut(self.at(&item.path)?.0 as usize)?;
            if !in_same_place(&filed.item, &item) {
                return None;
            }
            filed.item = item;
        }
        Some(site)
    }

    /// The column without its items: the data files, and the files that items may show with what stands in them.
    pub fn bare(&self) -> Site {
        let Site { data, files, contents, sums, .. } = self;
        Site { data: data.clone(), files: files.clone(), contents: contents.clone(), sums: sums.clone(), ..Site::default() }
    }

    /// What its data files say.
    pub fn data(&self) -> &Arc<Data> {
        &self.data
    }

    /// One item in its place.
    pub fn filed(&self, id: ItemId) -> &Filed {
        &self.items[id.0 as usize]
    }

    /// One item.
    pub fn item(&self, id: ItemId) -> &Item {
        &self.filed(id).item
    }

    /// All items with their ids, drafts too.
    pub fn all(&self) -> impl Iterator<Item = (ItemId, &Filed)> {
        (0..).map(ItemId).zip(&self.items)
    }

    /// The items that are shown, the earliest first.
    pub fn public(&self) -> impl DoubleEndedIterator<Item = (ItemId, &Filed)> + ExactSizeIterator {
        self.public_ids().iter().map(|id| (*id, self.filed(*id)))
    }

    /// The same by their numbers alone.
    pub fn public_ids(&self) -> &[ItemId] {
        &self.index.public
    }

    /// The items of a leaf that are shown, the earliest first.
    pub fn of_leaf(&self, leaf: LeafId) -> &[ItemId] {
        &self.index.by_leaf[usize::from(leaf.0)]
    }

    /// The items of a subject that are shown, the earliest first.
    pub fn of_subject(&self, subject: SubjectId) -> &[ItemId] {
        &self.index.by_subject[usize::from(subject.0)]
    }

    /// The months in which something was published, each with its items, the earliest first.
    pub fn months(&self) -> &BTreeMap<(i32, u32), Vec<ItemId>> {
        &self.index.by_month
    }

    /// The years in which something was published, the latest first.
    pub fn years(&self) -> Vec<i32> {
        self.index.by_year.keys().rev().copied().collect()
    }

    /// The items published in a year, the earliest first.
    pub fn of_year(&self, year: i32) -> &[ItemId] {
        self.index.by_year.get(&year).map_or(&[], Vec::as_slice)
    }

    /// The files of the content folder that the items show. Any other file stays where it is.
    pub fn shown_files(&self) -> BTreeSet<&RelPath> {
        self.public()
            .flat_map(|(_, filed)| filed.item.files())
            .map(|(path, _)| path)
            .filter(|path| self.files.contains_key(*path))
            .collect()
    }

    /// The files that an item shows, each once, with the place where it names it first and what stands in it.
    pub fn contents_of<'s>(&'s self, item: &'s Item) -> impl Iterator<Item = (&'s RelPath, Span, &'s Contents)> {
        let mut seen: HashSet<&RelPath> = HashSet::new();
        item.files().filter(move |(path, _)| seen.insert(path)).filter_map(|(path, span)| Some((path, span, &**self.contents.get(path)?)))
    }

    /// The item that is in this file.
    pub fn at(&self, path: &RelPath) -> Option<ItemId> {
        self.index.by_path.get(path).copied()
    }

    /// The item in this file below `content/`.
    pub fn find(&self, path: &str) -> Option<ItemId> {
        self.at(&RelPath::new(&format!("content/{path}"))?)
    }

    /// The item that a reference names: a path below `content/`, or a 文号.
    pub fn referred(&self, from: &Item, reference: &str) -> Option<ItemId> {
        let by_path = [RelPath::new(&format!("content/{reference}")), from.path.sibling(reference)];
        by_path.into_iter().flatten().find_map(|path| self.at(&path)).or_else(|| self.index.by_number.get(reference).copied())
    }

    /// The item with this 文号, in its standard form.
    pub fn numbered(&self, number: &str) -> Option<ItemId> {
        self.index.by_number.get(number).copied()
    }

    /// The item that a fixed column shows in full.
    pub fn pinned(&self, column: Fixed) -> Option<ItemId> {
        let id = self.find(&self.schemes.fixed(column).item.as_ref()?.value)?;
        Some(id).filter(|id| self.filed(*id).is_public() && self.item(*id).withdrawn.is_none())
    }

    /// Whether people look into an item for the office that they ask: it is the guide, or tells how to ask.
    pub fn tells_of_office(&self, item: &Item) -> bool {
        let path = &item.path;
        [Fixed::Guide, Fixed::Request].into_iter().any(|column| self.pinned(column).is_some_and(|id| self.item(id).path == *path))
    }

    /// The figures of the annual report that an item is, where they stand in a data file.
    pub fn figures_of(&self, item: &Item) -> Option<&Figures> {
        let path = item.path.as_str().strip_prefix("content/")?;
        self.figures.iter().find(|figures| figures.report.value == path)
    }

    /// The statement for a leaf, where one was made.
    pub fn statement(&self, leaf: LeafId) -> Option<&Statement> {
        self.statements.iter().find(|statement| self.catalogue.find(&statement.leaf.value) == Some(leaf))
    }
}

impl Index {
    fn new(data: &Data, items: &[Filed]) -> Index {
        let ids = || (0..).map(ItemId);
        let number = |filed: &Filed| filed.item.number.as_ref().map(|number| number.value.to_string());
        let (by_path, by_number) = rayon::join(
            || ids().zip(items).map(|(id, filed)| (filed.item.path.clone(), id)).collect(),
            || ids().zip(items).filter_map(|(id, filed)| Some((number(filed)?, id))).collect(),
        );
        let mut by_leaf = vec![Vec::new(); data.catalogue.leaves.len()];
        let mut by_subject = vec![Vec::new(); data.subjects.all.len()];
        let mut by_year: BTreeMap<i32, Vec<ItemId>> = BTreeMap::new();
        let mut by_month: BTreeMap<(i32, u32), Vec<ItemId>> = BTreeMap::new();
        let mut public = Vec::new();
        for (id, filed) in ids().zip(items).filter(|(_, filed)| filed.is_public()) {
            public.push(id);
            if let Some(leaf) = filed.leaf {
                by_leaf[usize::from(leaf.0)].push(id);
            }
            if let Some(subject) = filed.subject {
                by_subject[usize::from(subject.0)].push(id);
            }
            if let Some(published) = &filed.item.published {
                let date = published.value.date;
                by_year.entry(date.year()).or_default().push(id);
                by_month.entry((date.year(), date.month())).or_default().push(id);
            }
        }
        Index { by_path, by_number, public, by_leaf, by_subject, by_year, by_month }
    }
}

/// Whether the index and the schemes have two states of one item in the same places.
fn in_same_place(one: &Item, other: &Item) -> bool {
    let word = |word: &Option<Spanned<String>>| word.as_ref().map(|word| word.value.clone());
    let place = |item: &Item| {
        (
            item.published.as_ref().map(|published| published.value),
            item.number.as_ref().map(|number| number.value.to_string()),
            (item.draft, item.title.is_some(), word(&item.leaf), word(&item.subject)),
            item.validity.as_ref().map(|validity| validity.status.value),
            item.five.iter().map(|five| five.value.clone()).collect::<Vec<_>>(),
        )
    };
    place(one) == place(other)
}

impl Deref for Site {
    type Target = Data;

    fn deref(&self) -> &Data {
        &self.data
    }
}
