//! The whole column: everything that was read, with the relations by name resolved.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::Datelike;

use crate::calendar::Calendar;
use crate::diag::Span;
use crate::folder::RelPath;

use super::attachment::Contents;
use super::catalogue::{Catalogue, LeafId};
use super::config::Config;
use super::figures::Figures;
use super::item::Item;
use super::leaders::Leaders;
use super::limits::Limits;
use super::lock::Lock;
use super::scheme::{Fixed, Schemes};
use super::statement::Statement;
use super::subject::{SubjectId, Subjects};
use super::table::CatalogueTable;
use super::terms::Terms;

/// The column as a value. What a page shows and what a rule checks, it finds here.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// `site.toml`.
    pub config: Config,
    /// The catalogue.
    pub catalogue: Catalogue,
    /// The tables of the county from which it was made.
    pub tables: Vec<CatalogueTable>,
    /// The subjects.
    pub subjects: Subjects,
    /// The statements.
    pub statements: Vec<Statement>,
    /// What was published before.
    pub lock: Lock,
    /// The working-day calendar.
    pub calendar: Calendar,
    /// The limits that rules measure with.
    pub limits: Limits,
    /// The word lists.
    pub terms: Terms,
    /// Other ways to the items than the catalogue's.
    pub schemes: Schemes,
    /// The leaders and their posts.
    pub leaders: Leaders,
    /// The figures of the annual reports, in the order of their files.
    pub figures: Vec<Figures>,
    /// Every item, drafts too, the earliest published first.
    pub items: Vec<Filed>,
    /// What stands in the files that items show, by their paths.
    pub contents: BTreeMap<RelPath, Contents>,
    /// The files of the content folder that are only referred to, with their lengths in bytes.
    pub files: BTreeMap<RelPath, u64>,
    /// The SHA-256 of those that items show, in hexadecimal digits.
    pub sums: BTreeMap<RelPath, String>,
    by_path: HashMap<RelPath, ItemId>,
    by_number: HashMap<String, ItemId>,
    by_leaf: Vec<Vec<ItemId>>,
    by_subject: Vec<Vec<ItemId>>,
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
    #[allow(clippy::too_many_arguments)] // one for each file
    pub fn new(
        config: Config,
        catalogue: Catalogue,
        subjects: Subjects,
        statements: Vec<Statement>,
        calendar: Calendar,
        items: Vec<Arc<Item>>,
        files: BTreeMap<RelPath, u64>,
    ) -> Site {
        let mut items: Vec<Filed> = items
            .into_iter()
            .map(|item| {
                let leaf = match &item.leaf {
                    Some(word) => catalogue.find(&word.value),
                    None => item.folder().and_then(|folder| catalogue.find(folder)),
                };
                let subject = item.subject.as_ref().and_then(|word| subjects.find(&word.value));
                Filed { item, leaf, subject }
            })
            .collect();
        items.sort_by(|a, b| {
            let stamp = |filed: &Filed| filed.item.published.as_ref().map(|published| published.value);
            (stamp(a), &a.item.path).cmp(&(stamp(b), &b.item.path))
        });
        let ids = || (0..).map(ItemId);
        let by_path = ids().zip(&items).map(|(id, filed)| (filed.item.path.clone(), id)).collect();
        let number = |filed: &Filed| filed.item.number.as_ref().map(|number| number.value.to_string());
        let by_number = ids().zip(&items).filter_map(|(id, filed)| Some((number(filed)?, id))).collect();
        let mut by_leaf = vec![Vec::new(); catalogue.leaves.len()];
        let mut by_subject = vec![Vec::new(); subjects.all.len()];
        let mut by_month: BTreeMap<(i32, u32), Vec<ItemId>> = BTreeMap::new();
        for (id, filed) in ids().zip(&items).filter(|(_, filed)| filed.is_public()) {
            if let Some(leaf) = filed.leaf {
                by_leaf[usize::from(leaf.0)].push(id);
            }
            if let Some(subject) = filed.subject {
                by_subject[usize::from(subject.0)].push(id);
            }
            if let Some(published) = &filed.item.published {
                let date = published.value.date;
                by_month.entry((date.year(), date.month())).or_default().push(id);
            }
        }
        let (limits, terms, leaders) = (Limits::default(), Terms::default(), Leaders::default());
        let (lock, schemes, contents, sums) = (Lock::default(), Schemes::default(), BTreeMap::new(), BTreeMap::new());
        Site {
            config,
            catalogue,
            tables: Vec::new(),
            subjects,
            statements,
            lock,
            calendar,
            limits,
            terms,
            schemes,
            leaders,
            figures: Vec::new(),
            items,
            contents,
            files,
            sums,
            by_path,
            by_number,
            by_leaf,
            by_subject,
            by_month,
        }
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
    pub fn public(&self) -> impl DoubleEndedIterator<Item = (ItemId, &Filed)> {
        self.items
            .iter()
            .enumerate()
            .filter(|(_, filed)| filed.is_public())
            .filter_map(|(at, filed)| Some((ItemId(u32::try_from(at).ok()?), filed)))
    }

    /// The items of a leaf that are shown, the earliest first.
    pub fn of_leaf(&self, leaf: LeafId) -> &[ItemId] {
        &self.by_leaf[usize::from(leaf.0)]
    }

    /// The items of a subject that are shown, the earliest first.
    pub fn of_subject(&self, subject: SubjectId) -> &[ItemId] {
        &self.by_subject[usize::from(subject.0)]
    }

    /// The months in which something was published, each with its items, the earliest first.
    pub fn months(&self) -> &BTreeMap<(i32, u32), Vec<ItemId>> {
        &self.by_month
    }

    /// The years in which something was published, the latest first.
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.by_month.keys().map(|(year, _)| *year).collect();
        years.dedup();
        years.reverse();
        years
    }

    /// The items published in a year, the earliest first.
    pub fn of_year(&self, year: i32) -> Vec<ItemId> {
        self.by_month.range((year, 0)..=(year, 12)).flat_map(|(_, items)| items).copied().collect()
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
        item.files().filter(move |(path, _)| seen.insert(path)).filter_map(|(path, span)| Some((path, span, self.contents.get(path)?)))
    }

    /// The item that is in this file.
    pub fn at(&self, path: &RelPath) -> Option<ItemId> {
        self.by_path.get(path).copied()
    }

    /// The item in this file below `content/`.
    pub fn find(&self, path: &str) -> Option<ItemId> {
        self.at(&RelPath::new(&format!("content/{path}"))?)
    }

    /// The item that a reference names: a path below `content/`, or a 文号.
    pub fn referred(&self, from: &Item, reference: &str) -> Option<ItemId> {
        let by_path = [RelPath::new(&format!("content/{reference}")), from.path.sibling(reference)];
        by_path.into_iter().flatten().find_map(|path| self.at(&path)).or_else(|| self.by_number.get(reference).copied())
    }

    /// The item with this 文号, in its standard form.
    pub fn numbered(&self, number: &str) -> Option<ItemId> {
        self.by_number.get(number).copied()
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
