//! Where a new item goes, and the number that it gets: the next that nothing has or had.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::calendar::Date;
use crate::folder::RelPath;
use crate::model::{IndexNumber, Leaf, Site};

/// What a new item is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `content/<leaf>/<year>-<sequence>.md`.
    pub path: RelPath,
    /// 索引号, where the column has a prefix.
    pub index_number: Option<String>,
}

/// What the items have that were begun since the column was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    paths: BTreeSet<RelPath>,
    index_numbers: BTreeSet<String>,
}

impl Taken {
    /// Keeps a place from the items that follow.
    pub fn add(&mut self, place: Place) {
        self.paths.insert(place.path);
        self.index_numbers.extend(place.index_number);
    }
}

/// The next place in a leaf, in the year of a day. `None` where the leaf's code is no name of a folder.
pub fn place(site: &Site, leaf: &Leaf, day: Date, taken: &Taken) -> Option<Place> {
    Some(Place { path: free_path(site, &leaf.code, day.year(), taken)?, index_number: next_index(site, day, taken) })
}

/// The next path of the year in the leaf's folder that no item has, nor an attachment named after one, nor what was once published.
fn free_path(site: &Site, code: &str, year: i32, taken: &Taken) -> Option<RelPath> {
    let (folder, inside) = (format!("content/{code}/{year}-"), format!("{code}/{year}-"));
    let items = site.items.iter().map(|filed| &filed.item.path).chain(site.files.keys()).chain(&taken.paths);
    let items = items.filter_map(|path| path.as_str().strip_prefix(&folder));
    let locked = site.lock.entries.keys().filter_map(|address| address.strip_prefix(&inside));
    let digits = |name: &str| -> Option<u32> {
        let end = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
        name.get(..end)?.parse().ok()
    };
    let last = items.chain(locked).filter_map(digits).max().unwrap_or(0);
    RelPath::new(&format!("{folder}{:03}.md", last.checked_add(1)?))
}

/// The next 索引号 of the year, written as the others are.
fn next_index(site: &Site, day: Date, taken: &Taken) -> Option<String> {
    let all: Vec<&IndexNumber> =
        site.items.iter().filter_map(|filed| filed.item.index_number.as_ref()).map(|number| &number.value).collect();
    let own = &site.config.index_prefix;
    let model = all.iter().rev().find(|number| own.is_empty() || number.prefix == *own);
    let prefix = if own.is_empty() { &model?.prefix } else { own };
    let of_year = all.iter().filter(|number| number.prefix == *prefix && i32::from(number.year) == day.year());
    let (mark, date, width) = match model {
        Some(model) => {
            let rest = model.text.get(model.prefix.len()..)?;
            let (date, digits) = rest.get(1..)?.rsplit_once('-')?;
            (rest.get(..1)?, date.len(), digits.len())
        }
        None => ("/", 4, 5),
    };
    let date = if date == 8 { day.format("%Y%m%d").to_string() } else { day.year().to_string() };
    let last = of_year.map(|number| number.sequence).max().unwrap_or(0);
    let numbers = (last..u32::MAX).map(|last| format!("{prefix}{mark}{date}-{:0width$}", last + 1));
    numbers.into_iter().find(|number| !taken.index_numbers.contains(number))
}
