//! Reading a folder again: only what changed since it was read.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use rayon::prelude::*;

use super::read::{Stamp, ignored, named, read_file, stamp, unreadable, walk};
use super::{Blob, Folder, RelPath, TOPS};

/// Where something may have changed. It is only a hint: what did change, the comparison tells.
#[derive(Clone, Debug, Default)]
pub struct Hint {
    /// The files and folders that were touched; their neighbours are looked at too. `None` means anything.
    pub touched: Option<BTreeSet<RelPath>>,
    /// A file changed later than this (since 1970) is read again, even if it looks as it did: within one tick of the clock a file
    /// may change twice.
    pub since: Duration,
}

impl Hint {
    fn touches(&self, path: &RelPath) -> bool {
        self.touched.as_ref().is_some_and(|touched| touched.contains(path))
    }
}

impl Folder {
    /// The folder as it is now, and the paths of the files that are other than before, came or went. Files whose bytes are the same
    /// keep them in memory, so that what was made of them can be kept too.
    pub fn refresh(&self, hint: &Hint) -> (Folder, BTreeSet<RelPath>) {
        let (mut now, mut changed) = (self.clone(), BTreeSet::new());
        for top in self.tops(hint) {
            let mut there = BTreeSet::new();
            let (mut news, mut read) = (Vec::new(), Vec::new());
            for entry in walk(&self.root.join(top)) {
                match entry {
                    Ok(entry) if entry.file_type().is_dir() => {}
                    Ok(entry) => {
                        let Some(path) = named(&self.root, entry.path()) else { continue };
                        let stamp = entry.metadata().map(|metadata| stamp(&metadata)).unwrap_or_default();
                        if !self.looks_same(&path, stamp, hint) {
                            news.push((entry.path().to_path_buf(), entry.path_is_symlink()));
                        }
                        there.insert(path);
                    }
                    Err(error) => read.extend(unreadable(&self.root, &error)),
                }
            }
            there.extend(read.iter().map(|(path, ..)| path.clone()));
            let gone: Vec<RelPath> = self.files_below(top).map(|(path, _)| path).filter(|path| !there.contains(*path)).cloned().collect();
            for path in gone {
                now.files.remove(&path);
                now.stamps.remove(&path);
                changed.insert(path);
            }
            read.par_extend(news.par_iter().filter_map(|(path, link)| read_file(&self.root, path, *link)));
            for (path, blob, stamp) in read {
                // A file that is only referred to may have other bytes of the same length, and of the same time where it is a copy.
                let maybe = || self.stamps.get(&path) != Some(&stamp) || hint.touches(&path);
                let other = self.get(path.as_str()) != Some(&blob) || (matches!(blob, Blob::OnDisk(_)) && maybe());
                if other {
                    now.files.insert(path.clone(), blob);
                    changed.insert(path.clone());
                }
                now.stamps.insert(path, stamp);
            }
        }
        (now, changed)
    }

    /// The folders and files to look at.
    fn tops<'h>(&self, hint: &'h Hint) -> BTreeSet<&'h str> {
        let Some(touched) = &hint.touched else { return TOPS.into() };
        let ours = |path: &&RelPath| TOPS.iter().any(|top| path.as_str() == *top || path.strip(top).is_some());
        let left_behind = |path: &&RelPath| path.as_str().split('/').any(ignored);
        let near = touched.iter().filter(ours).filter(|path| !left_behind(path)).map(|path| path.parent().unwrap_or(path.as_str()));
        let tops: BTreeSet<&str> = near.collect();
        let tops: BTreeSet<&str> = tops.into_iter().map(|top| self.before_link(top)).collect();
        // What is below another one is looked at with it.
        let inner = |top: &str| tops.iter().any(|outer| top.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/')));
        tops.iter().copied().filter(|top| !inner(top)).collect()
    }

    /// The folder, or where it is reached through a link, the one that the link is in: links are never followed.
    fn before_link<'t>(&self, top: &'t str) -> &'t str {
        let is_link = |at: &usize| fs::symlink_metadata(self.root.join(&top[..*at])).is_ok_and(|metadata| metadata.is_symlink());
        let mut ends = top.match_indices('/').map(|(at, _)| at).chain([top.len()]);
        let link = ends.find(is_link).map(|at| &top[..at]);
        link.map_or(top, |link| link.rsplit_once('/').map_or(link, |(folder, _)| folder))
    }

    fn looks_same(&self, path: &RelPath, stamp: Stamp, hint: &Hint) -> bool {
        let recent = stamp.modified.is_none_or(|modified| modified >= hint.since);
        self.stamps.get(path) == Some(&stamp) && !hint.touches(path) && !recent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_touched_is_looked_at() {
        let touched = |paths: &[&str]| Some(paths.iter().filter_map(|path| RelPath::new(path)).collect());
        let hint = |paths| Hint { touched: touched(paths), since: Duration::ZERO };
        let folder = Folder::default();
        assert_eq!(folder.tops(&hint(&["content/audit/1.md", "content/audit/x/2.md"])), ["content/audit"].into());
        assert_eq!(folder.tops(&hint(&["content/audit/1.md", "content/new"])), ["content"].into());
        assert_eq!(folder.tops(&hint(&["site.toml", "public/index.html", "Cargo.toml"])), ["site.toml"].into());
        assert_eq!(folder.tops(&hint(&["content/.git/index", "content/a/x.md~", "themes/plain/.x.swp"])), [].into());
        assert_eq!(folder.tops(&Hint::default()), TOPS.into());
    }
}
