//! 归档包: what was published in a year, in one zip file that can be verified by itself, now and in thirty years: the items and their
//! files, the records of their reviews, the pages as the public saw them, and the sum of each.

mod names;
mod tables;
mod verify;

pub use verify::{Verdict, verify};

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Seek, Write};

use chrono::Datelike;
use sha2::{Digest, Sha256};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::column::Column;
use crate::folder::{RelPath, hex};
use crate::model::{ItemId, Site};
use crate::plan::Noun;
use names::Names;

/// The file in the package that has the sums of all others, as `sha256sum -c` reads them.
pub const SUMS: &str = "SHA256SUMS.txt";
/// The longest file that is packed, in bytes.
const LONGEST: u64 = 1024 * 1024 * 1024;

/// What is packed for a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// The year.
    pub year: i32,
    /// The items that were published in it, the earliest first.
    pub items: Vec<ItemId>,
    /// The files, in the order in which they are packed.
    files: Vec<Packed>,
}

/// One file of the package.
#[derive(Clone, Debug, PartialEq)]
struct Packed {
    /// Its name in the package.
    name: String,
    kind: Kind,
    /// The item that it belongs to; of several, the first.
    item: Option<ItemId>,
    /// Its path in the column, or its address.
    from: String,
    bytes: Bytes,
}

#[derive(Clone, Debug, PartialEq)]
enum Bytes {
    Here(Vec<u8>),
    /// A file of the column that stayed on disk.
    OnDisk(RelPath),
}

/// What a file of the package is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Item,
    Attachment,
    Page,
    Sheet,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Item => "条目",
            Kind::Attachment => "附件",
            Kind::Page => "网页",
            Kind::Sheet => "审核单",
        }
    }

    /// The folder of the package that it is in. An item's files lie beside it, as in the column.
    fn folder(self) -> &'static str {
        match self {
            Kind::Item | Kind::Attachment => "条目",
            Kind::Page => "网页",
            Kind::Sheet => "审核单",
        }
    }
}

/// What became of a package that was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// How many files are in it.
    pub files: usize,
    /// How many pages and sheets of review are among them.
    pub pages: usize,
    /// The sheets of review.
    pub sheets: usize,
}

/// Why a package could not be written.
#[derive(Debug)]
pub enum Failure {
    /// A file of the column cannot be read.
    Read(RelPath, io::Error),
    /// The package cannot be written.
    Write(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::folder::{cure, reason};
        match self {
            Failure::Read(path, error) => write!(f, "读不了“{path}”（{}）。\n改法：{}", reason(error), cure(error)),
            Failure::Write(error) => write!(f, "写不了归档包（{}）。\n改法：{}", reason(error), cure(error)),
        }
    }
}

impl Package {
    /// What was published in a year. `page` gives the published file at an address, `sheet` the sheet of review kept for it, where
    /// there is one.
    pub fn new(column: &Column, year: i32, page: &dyn Fn(&str) -> Option<Vec<u8>>, sheet: &dyn Fn(&str) -> Option<Vec<u8>>) -> Package {
        let (site, plan) = (column.site(), column.plan());
        let items: Vec<ItemId> = site.of_year(year).iter().copied().filter(|id| site.filed(*id).is_public()).collect();
        let mut files = Vec::new();
        let mut seen: BTreeSet<&RelPath> = BTreeSet::new();
        for id in items.iter().copied() {
            let item = site.item(id);
            let path = item.path.as_str();
            if let Some(bytes) = column.folder().get(path).and_then(|blob| blob.bytes()) {
                files.push((Kind::Item, Some(id), path.to_string(), Bytes::Here(bytes.to_vec())));
            }
            // A withdrawn item's files too: they were public once.
            for (file, _) in item.named_files().filter(|(file, _)| site.files.contains_key(*file)) {
                if seen.insert(file) {
                    files.push((Kind::Attachment, Some(id), file.to_string(), Bytes::OnDisk(file.clone())));
                }
            }
            let Some(address) = plan.page(&Noun::Item(id)).map(|page| page.path.as_str()) else { continue };
            for (kind, bytes) in [(Kind::Page, page(address)), (Kind::Sheet, sheet(address))] {
                files.extend(bytes.map(|bytes| (kind, Some(id), address.to_string(), Bytes::Here(bytes))));
            }
        }
        // What the pages look like.
        if files.iter().any(|(kind, ..)| *kind == Kind::Page) {
            for asset in plan.pages().iter().filter(|page| matches!(page.noun, Noun::Asset(_))) {
                let address = asset.path.as_str();
                files.extend(page(address).map(|bytes| (Kind::Page, None, address.to_string(), Bytes::Here(bytes))));
            }
        }
        files.sort_by(|(a, _, from, _), (b, _, other, _)| a.folder().cmp(b.folder()).then_with(|| from.cmp(other)));
        let mut names = Names::default();
        let files = files.into_iter().map(|(kind, item, from, bytes)| {
            let inner = from.strip_prefix("content/").unwrap_or(&from);
            let name = names.take(&format!("{}/{inner}", kind.folder()));
            Packed { name, kind, item, from, bytes }
        });
        Package { year, items, files: files.collect() }
    }

    /// Writes the package: the same bytes for the same column, whenever and wherever.
    ///
    /// # Errors
    /// See [`Failure`].
    pub fn write(&self, column: &Column, to: impl Write + Seek) -> Result<Made, Failure> {
        let mut zip = Zip { writer: ZipWriter::new(to), sums: Vec::new() };
        let mut rows = Vec::with_capacity(self.files.len());
        for file in &self.files {
            let sum = match &file.bytes {
                Bytes::Here(bytes) => zip.add(&file.name, bytes)?,
                Bytes::OnDisk(path) => {
                    let bytes = column.folder().attachment(path, LONGEST).map_err(|error| Failure::Read(path.clone(), error))?;
                    zip.add(&file.name, &bytes)?
                }
            };
            rows.push((file, sum));
        }
        zip.add("审核记录.csv", tables::reviews(column.site(), &self.items).as_bytes())?;
        zip.add("清单.csv", tables::list(column, &rows).as_bytes())?;
        zip.add("说明.txt", tables::manual(column.site(), self).as_bytes())?;
        let sums: String = zip.sums.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
        zip.add(SUMS, sums.as_bytes())?;
        let files = zip.sums.len();
        zip.writer.finish().map_err(|error| Failure::Write(error.into()))?;
        Ok(Made { files, pages: self.count(Kind::Page), sheets: self.count(Kind::Sheet) })
    }

    /// The files of a kind that belong to items.
    fn count(&self, kind: Kind) -> usize {
        self.files.iter().filter(|file| file.kind == kind && file.item.is_some()).count()
    }

    /// Whether the year is not over on a day.
    pub fn is_early(&self, today: crate::calendar::Date) -> bool {
        today.year() <= self.year
    }
}

/// The years in which something was published, in words.
pub fn years(site: &Site) -> String {
    site.years().iter().rev().map(|year| format!("{year}年")).collect::<Vec<_>>().join("、")
}

struct Zip<W: Write + Seek> {
    writer: ZipWriter<W>,
    sums: Vec<(String, String)>,
}

impl<W: Write + Seek> Zip<W> {
    /// Packs a file and gives its sum.
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<String, Failure> {
        // No clock, and the rights that files have everywhere.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.writer.start_file(name, options).map_err(|error| Failure::Write(error.into()))?;
        self.writer.write_all(bytes).map_err(Failure::Write)?;
        let sum = hex(&Sha256::digest(bytes));
        self.sums.push((name.to_string(), sum.clone()));
        Ok(sum)
    }
}
