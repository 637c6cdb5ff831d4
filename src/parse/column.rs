//! A folder becomes a [`Site`]: every file is parsed, in parallel, and what they say is put together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::calendar::Date;
use crate::diag::{Diagnostic, Span, Spanned};
use crate::folder::{Blob, CONTENT, Folder, LOCK_FILE, PORTAL, RelPath, SITE_FILE, is_catalogue_table, is_figures, reason};
use crate::model::{Contents, Item, Reading, Site, Stamp, Terms};

use super::data::{self, DATA, TERM_FILE};
use super::{attachment, faults, item};

/// What a folder was read as.
pub struct Parsed {
    /// The column.
    pub site: Arc<Site>,
    data_findings: Vec<Diagnostic>,
    /// By path.
    items: Vec<Arc<ReadItem>>,
    /// What is wrong with files as files.
    strange: Arc<Vec<Diagnostic>>,
}

/// An item and every fault of form in its file.
struct ReadItem {
    item: Arc<Item>,
    findings: Vec<Diagnostic>,
}

impl Parsed {
    /// Every fault of form.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let of_items = self.items.iter().flat_map(|read| &read.findings);
        self.data_findings.iter().chain(of_items).chain(self.strange.iter()).cloned().collect()
    }

    /// The column as it would be with its drafts published on `today`, those that have a day of their own on that day.
    pub fn with_drafts(&self, folder: &Folder, today: Date) -> Site {
        let shown = |item: &Arc<Item>| match item.draft {
            true => {
                let published = item.published.clone().unwrap_or(Spanned::new(Stamp { date: today, time: None }, item.front));
                Arc::new(Item { draft: false, published: Some(published), ..Item::clone(item) })
            }
            false => item.clone(),
        };
        let items = self.items.iter().map(|read| shown(&read.item));
        let site = Site::new(self.site.data().clone(), items, self.site.files.clone());
        with_files(folder, site, Some((&self.site, &BTreeSet::new())))
    }
}

/// Parses the whole folder.
pub fn parse(folder: &Folder) -> Parsed {
    let (data, data_findings) = data::data(folder);
    let sources: Vec<(&RelPath, &Blob)> = folder.files().filter(|(path, blob)| blob.is_read() && is_item(path)).collect();
    let items: Vec<Arc<ReadItem>> = sources.par_iter().map(|(path, blob)| Arc::new(read_item(path, blob, &data.terms))).collect();
    let (files, strange) = sort_files(folder);
    let site = Site::new(Arc::new(data), items.iter().map(|read| read.item.clone()), Arc::new(files));
    Parsed { site: Arc::new(with_files(folder, site, None)), data_findings, items, strange: Arc::new(strange) }
}

/// Parses a folder of which only the files `changed` are other than when it was parsed before.
pub fn again(folder: &Folder, before: &Parsed, changed: &BTreeSet<RelPath>) -> Parsed {
    if changed.contains(TERM_FILE) {
        // Every item is looked through for the words of the lists.
        return parse(folder);
    }
    let (data, data_findings) = match changed.iter().any(is_data) {
        true => {
            let (data, findings) = data::data(folder);
            (Arc::new(data), findings)
        }
        false => (before.site.data().clone(), before.data_findings.clone()),
    };
    let mut items = before.items.clone();
    let (mut read, mut gone) = (Vec::new(), false);
    for path in changed.iter().filter(|path| is_item(path)) {
        let at = items.binary_search_by(|known| known.item.path.cmp(path));
        match (folder.get(path.as_str()).filter(|blob| blob.is_read()), at) {
            (Some(blob), at) => {
                let item = Arc::new(read_item(path, blob, &data.terms));
                read.push(item.item.clone());
                match at {
                    Ok(at) => items[at] = item,
                    Err(at) => items.insert(at, item),
                }
            }
            (None, Ok(at)) => {
                gone = true;
                items.remove(at);
            }
            (None, Err(_)) => {}
        }
    }
    let plain = |path: &RelPath| {
        is_item(path) && folder.get(path.as_str()).is_none_or(Blob::is_read) && !before.strange.iter().any(|found| found.file == *path)
    };
    let (files, strange) = match changed.iter().all(plain) {
        true => (before.site.files.clone(), before.strange.clone()),
        false => {
            let (files, strange) = sort_files(folder);
            (Arc::new(files), Arc::new(strange))
        }
    };
    let same = Arc::ptr_eq(&data, before.site.data()) && Arc::ptr_eq(&files, &before.site.files) && !gone;
    let rewritten = if same { before.site.rewritten(read) } else { None };
    let site = rewritten.unwrap_or_else(|| Site::new(data, items.iter().map(|read| read.item.clone()), files));
    Parsed { site: Arc::new(with_files(folder, site, Some((&before.site, changed)))), data_findings, items, strange }
}

/// Whether [`Data`](crate::model::Data) is made of the file.
fn is_data(path: &RelPath) -> bool {
    let name = path.as_str();
    [SITE_FILE, LOCK_FILE].contains(&name)
        || DATA.contains(&name)
        || is_catalogue_table(name)
        || is_figures(name)
        || path.strip(PORTAL).is_some()
}

/// The column with what stands in the files that its items show, and their sums, those of the site around the column too. Those of `before` are kept where the file is
/// none of the `changed`.
fn with_files(folder: &Folder, mut site: Site, before: Option<(&Site, &BTreeSet<RelPath>)>) -> Site {
    let shown = site.shown_files();
    let contents = shown.par_iter().map(|path| {
        let kept = before.filter(|(_, changed)| !changed.contains(*path)).and_then(|(before, _)| before.contents.get(*path));
        ((*path).clone(), kept.cloned().unwrap_or_else(|| Arc::new(contents(folder, path))))
    });
    let summed: Vec<&RelPath> = shown.iter().copied().chain(&site.portal.files).collect();
    let sums = summed.par_iter().filter_map(|path| {
        let kept = before.filter(|(_, changed)| !changed.contains(*path)).and_then(|(before, _)| before.sums.get(*path));
        // That one cannot be read is a finding of its own.
        Some(((*path).clone(), kept.cloned().or_else(|| folder.sha256(path).ok())?))
    });
    let (contents, sums) = (contents.collect(), sums.collect());
    (site.contents, site.sums) = (contents, sums);
    site
}

fn contents(folder: &Folder, path: &RelPath) -> Contents {
    match folder.attachment(path, attachment::LARGEST) {
        Ok(bytes) => attachment::contents(path, &bytes),
        Err(error) => Contents {
            reading: Reading::Failed(format!("文件太大，或者读不出来（{}）", reason(&error))), ..Contents::default()
        },
    }
}

/// An item with the words of the lists that stand in its file.
fn read_item(path: &RelPath, blob: &Blob, terms: &Terms) -> ReadItem {
    let (mut item, findings) = item::item(path, blob);
    if item.readable {
        item.hits = terms.find(&item.text);
    }
    ReadItem { item: Arc::new(item), findings }
}

/// The files that are only referred to, and what is wrong with files as files.
fn sort_files(folder: &Folder) -> (BTreeMap<RelPath, u64>, Vec<Diagnostic>) {
    let (mut files, mut strange) = (BTreeMap::new(), Vec::new());
    let mut say = |path: &RelPath, message: String, help: String| {
        strange.push(Diagnostic::new(faults::FILE, path, Span::default(), message, help));
    };
    for (path, blob) in folder.files() {
        match blob {
            Blob::OnDisk(_) | Blob::Text(_) | Blob::Bytes(_) if is_catalogue_table(path.as_str()) => {}
            Blob::OnDisk(length) if path.strip(CONTENT).is_some() => {
                files.insert(path.clone(), *length);
            }
            Blob::Text(_) | Blob::Bytes(_) if path.strip(CONTENT).is_some() && !is_item(path) && !is_data(path) => {
                let known = DATA.join("、");
                say(
                    path,
                    format!("不认识数据文件“{path}”，里面的内容没有用上。"),
                    format!("数据文件只有这几个：{known}，和 content/annual 里的年报数字。检查文件名；不用的，移出 content 文件夹。"),
                );
            }
            Blob::OnDisk(_) | Blob::Text(_) | Blob::Bytes(_) => {}
            Blob::Link => say(
                path,
                format!("“{path}”是一个链接（快捷方式），不会读取。"),
                "把真正的文件复制到这里。链接可能指到文件夹外面，会把不该公开的文件带出去。".into(),
            ),
            Blob::Unreadable(reason) => {
                say(path, format!("“{path}”读不出来（{reason}）。"), "检查文件是否正被别的程序打开，或者没有读取权限。".into())
            }
        }
    }
    (files, strange)
}

/// Items are the Markdown files below `content/`.
fn is_item(path: &RelPath) -> bool {
    path.as_str().starts_with(CONTENT)
        && path.as_str()[CONTENT.len()..].starts_with('/')
        && matches!(path.extension().as_str(), "md" | "markdown")
}
