//! The plan of the output: every page and its address. Nothing is rendered here, and no address is made anywhere else.

mod coding;
mod shard;

pub use coding::{Coding, is_text};
pub use shard::Shard;

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use crate::calendar::Date;
use crate::folder::RelPath;
use crate::model::{Fixed, ItemId, LeafId, PartId, SubjectId, encode};

/// What a page is about: a noun of the model.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Noun {
    /// The column itself.
    Home,
    /// A part of the catalogue.
    Part(PartId),
    /// A leaf of the catalogue.
    Leaf(LeafId),
    /// An item.
    Item(ItemId),
    /// A 固定栏目.
    Fixed(Fixed),
    /// A 分类方式, by its place in the list of them.
    Scheme(usize),
    /// A class of a 分类方式.
    Class(usize, usize),
    /// 历年归档.
    Archive,
    /// A year.
    Year(i32),
    /// A month of a year.
    Month(i32, u32),
    /// 公开主体.
    Subjects,
    /// One subject.
    Subject(SubjectId),
    /// 村务公开.
    Villages,
    /// What one village published.
    Village(SubjectId),
    /// 公开场所.
    Places,
    /// 主动公开基本目录.
    Catalogue,
    /// 事项进展.
    Matters,
    /// 公开情况.
    Compliance,
    /// 栏目地图.
    Map,
    /// 搜索.
    Search,
    /// What the search knows of the items of a year.
    SearchTitles(i32),
    /// The texts that the search looks into, of the items of a year.
    SearchTexts(i32),
    /// What a host shows for an address that does not exist.
    NotFound,
    /// `sitemap.xml`.
    Sitemap,
    /// `feed.xml`.
    Feed,
    /// The feed of one leaf.
    LeafFeed(LeafId),
    /// The feed of one subject.
    SubjectFeed(SubjectId),
    /// 数据开放: the page about the files for programs.
    OpenData,
    /// A file for programs.
    Data(Dataset),
    /// The JSON Schema of one.
    Schema(Dataset),
    /// `_headers`: what a host sends with the files.
    Headers,
    /// A file of the theme.
    Asset(RelPath),
    /// A file of the column's folder (an attachment, a picture, what the site around the column adds).
    File(RelPath),
    /// The mark that the folder was made by this program.
    Marker,
}

/// A file for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dataset {
    /// Every item, as JSON.
    Items,
    /// Every item, as a table.
    ItemTable,
    /// Every leaf with its duty and state.
    Duties,
    /// Every leaf, as the table of the national form.
    CatalogueTable,
    /// The tables of the annual reports.
    Annual,
    /// What data there are (DCAT).
    Catalog,
    /// From what the column was built.
    Build,
}

/// Which page of a list. Pages are numbered from the oldest, so that a number never shifts; the first page shows the newest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Number {
    /// The only page, or the one with the newest items.
    First,
    /// A full page of older items, from 1.
    Older(usize),
}

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address, relative to the column's root.
    pub path: RelPath,
    /// What it is about.
    pub noun: Noun,
    /// Which page of a list.
    pub number: Number,
    /// Which of the items of its noun are on it, where they are not shared out by the number alone.
    pub share: Range<u32>,
    /// The day it was changed last, for the sitemap, where one is known.
    pub modified: Option<Date>,
    /// Which row of the table of outputs makes it.
    pub output: usize,
}

impl Page {
    /// A page about `noun`; `None` when `path` is no path.
    pub fn new(path: &str, noun: Noun) -> Option<Page> {
        Some(Page { path: RelPath::new(path)?, noun, number: Number::First, share: 0..0, modified: None, output: 0 })
    }

    /// Whether people read it in a browser.
    pub fn is_html(&self) -> bool {
        let feed = matches!(self.noun, Noun::Feed | Noun::LeafFeed(_) | Noun::SubjectFeed(_));
        let search = matches!(self.noun, Noun::SearchTitles(_) | Noun::SearchTexts(_));
        let data = matches!(self.noun, Noun::Data(_) | Noun::Schema(_) | Noun::Headers);
        !(search || feed || data || matches!(self.noun, Noun::Sitemap | Noun::Asset(_) | Noun::File(_) | Noun::Marker))
    }

    /// From the page to the column's root: empty, or `../` for each folder.
    pub fn to_root(&self) -> String {
        "../".repeat(self.path.as_str().matches('/').count())
    }
}

/// All pages, and the way from a noun to its address.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pages: Vec<Page>,
    by_noun: HashMap<(Noun, Number), usize>,
    clashes: Vec<(Noun, Noun)>,
}

impl Plan {
    /// Gathers the pages. Two pages at one address (or at two that differ only in case, which is one on many disks) are a clash;
    /// the first stays.
    pub fn new(mut pages: Vec<Page>) -> Plan {
        let index = |pages: &[Page]| pages.iter().enumerate().map(|(at, page)| ((page.noun.clone(), page.number), at)).collect();
        let (clashes, by_noun) = rayon::join(|| clashes(&pages), || index(&pages));
        if clashes.is_empty() {
            return Plan { pages, by_noun, clashes: Vec::new() };
        }
        let pairs = clashes.iter().map(|(first, second)| (pages[*first].noun.clone(), pages[*second].noun.clone())).collect();
        for (_, second) in clashes.iter().rev() {
            pages.remove(*second);
        }
        Plan { by_noun: index(&pages), pages, clashes: pairs }
    }

    /// All pages.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The page about a noun (the first of its pages).
    pub fn page(&self, noun: &Noun) -> Option<&Page> {
        self.numbered(noun, Number::First)
    }

    /// One of the pages about a noun.
    pub fn numbered(&self, noun: &Noun, number: Number) -> Option<&Page> {
        self.pages.get(*self.by_noun.get(&(noun.clone(), number))?)
    }

    /// The page at an address.
    pub fn at(&self, address: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.path.as_str() == address)
    }

    /// Pairs of things that would have the same address: the one that has it, and the one that has none.
    pub fn clashes(&self) -> &[(Noun, Noun)] {
        &self.clashes
    }

    /// The address of a noun as it is written in a link from the column's root; empty where it has no page.
    pub fn href(&self, noun: &Noun) -> String {
        self.page(noun).map(|page| encode(page.path.as_str())).unwrap_or_default()
    }
}

/// Pairs of pages with one address: the first that has it, and each that comes later, in order.
fn clashes(pages: &[Page]) -> Vec<(usize, usize)> {
    let mut taken: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(pages.len());
    let mut clashes = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let path = page.path.as_str();
        let plain = path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let folded = if plain { Cow::Borrowed(path) } else { Cow::Owned(path.to_lowercase()) };
        match taken.entry(folded) {
            Entry::Occupied(first) => clashes.push((*first.get(), at)),
            Entry::Vacant(free) => {
                free.insert(at);
            }
        }
    }
    clashes
}
