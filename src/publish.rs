//! Publishing: a complete new tree is made beside the old one and the two are exchanged in one step.
//!
//! The old tree becomes the spare, and the next run brings it up to date: only files whose bytes differ are written, and the others
//! are the same files in both trees. (Wiping and making a tree anew, or a temporary file and a rename for each page, costs several
//! times as much.)

mod failure;
mod packing;
mod place;
mod trees;

pub use failure::Failure;
pub use place::{work_folder, would_be};

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::column::Release;
use crate::folder::{LOCK_FILE, RelPath, is_full};
use crate::model::Lock;
use crate::outputs::MARKER;
use crate::plan::{Coding, Noun, Page};
use crate::render::Rendered;
use place::Place;
use trees::{Trees, make_folder, packed};

/// What a publication did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// All files of the new tree, with packed copies.
    pub files: usize,
    /// Those that are new or have other bytes than before, without packed copies: these follow their pages.
    pub changed: usize,
    /// Those of the old tree that are gone, counted likewise.
    pub removed: usize,
    /// Which they are.
    pub changes: Changes,
}

/// The addresses that a publication changed, each list in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What was not there before.
    pub new: Vec<RelPath>,
    /// What was there with other bytes.
    pub changed: Vec<RelPath>,
    /// What is gone.
    pub gone: Vec<RelPath>,
}

/// Publishes to the folder `out`. `progress` is told how many files are done; that all are, when only the exchange is left.
///
/// # Errors
/// See [`Failure`]; the old tree is then untouched.
pub fn publish(release: &Release<'_>, out: &Path, progress: &(dyn Fn(usize) + Sync)) -> Result<Published, Failure> {
    let place = Place::new(out, release.folder().root())?;
    if let Some(path) = taken(release) {
        return Err(Failure::Taken(path));
    }
    // Beside a folder that is not ours, no lock is left.
    place.made_before()?;
    let _lock = place.lock()?;
    place.recover()?;
    let before = place.made_before()?;
    make(release, &place, &before, progress).map_err(|failure| {
        let failure = match (failure, release.folder().disturbed()) {
            (Failure::Disk(path, error), _) if is_full(&error) => Failure::Full(path, place.give_room(&before)),
            (Failure::Disk(..), Some(path)) => Failure::Disturbed(path.clone()),
            (failure, _) => failure,
        };
        if before.is_empty() {
            let _ = place.drop_spare();
        }
        failure
    })
}

fn make(release: &Release<'_>, place: &Place, before: &BTreeSet<RelPath>, progress: &(dyn Fn(usize) + Sync)) -> Result<Published, Failure> {
    let pages = release.pages();
    // With those that only hold folders: a link in place of one must not be followed.
    let folders: BTreeSet<&str> = pages.iter().flat_map(|page| above(page.path.as_str())).collect();
    let trees = Trees::new(place, before);
    make_folder(&place.spare)?;
    for folder in &folders {
        make_folder(&place.spare.join(folder))?;
    }
    let done = AtomicUsize::new(0);
    let outcome: Result<Vec<bool>, Failure> = pages
        .par_iter()
        .map(|page| {
            if page.path.as_str() == MARKER {
                return Ok(false);
            }
            let rendered = release.render(page).map_err(Failure::Template)?;
            let (spare, old) = (place.spare.join(page.path.as_str()), place.out.join(page.path.as_str()));
            let is_new = match rendered {
                Rendered::Bytes(bytes) => trees.write_page(&bytes, &spare, &old)?,
                Rendered::Parts(parts) => trees.write_parts(parts.each(), &spare, &old)?,
                Rendered::File(path) => trees.copy_file(&release.folder().root().join(path.as_str()), &spare, &old)?,
            };
            for (coding, copy) in release.copies(page) {
                let (copy, last) = (place.spare.join(copy.as_str()), place.out.join(copy.as_str()));
                let bytes = packed(coding, &spare, &last).map_err(|error| Failure::Disk(spare.clone(), error))?;
                trees.write_page(&bytes, &copy, &last)?;
            }
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
            Ok(is_new)
        })
        .collect();
    let written = outcome.map_err(|failure| match failure {
        // Which page failed first is chance; which stands first in the plan is not.
        Failure::Template(fault) => Failure::Template(pages.iter().find_map(|page| release.render(page).err()).unwrap_or(fault)),
        failure => failure,
    })?;
    let names = release.files(pages.iter().copied());
    if names.contains(MARKER) {
        let mark = marker(&release.files(release.plan().pages()));
        let path = place.spare.join(MARKER);
        trees.write_page(mark.as_bytes(), &path, &place.out.join(MARKER))?;
        // Of all files, the next run needs this one, if power is lost: see `settle`.
        File::open(&path).and_then(|file| file.sync_all()).map_err(|error| Failure::Disk(path, error))?;
    }
    // Law 6: what was checked is what is published.
    if let Some(path) = release.folder().disturbed() {
        return Err(Failure::Disturbed(path.clone()));
    }
    // What somebody put into the old tree meanwhile is theirs.
    let sweep = || if trees.new { Ok(()) } else { place.sweep(&names) };
    let (swept, refused) = rayon::join(sweep, || place.refuse_foreign(before));
    swept.and(refused)?;
    trees.keep_folders(folders.into_iter(), place)?;
    if !release.shard().is_whole() {
        place.note_part(before, &names)?;
    }
    progress(pages.len());
    place.swap()?;
    let mut changes = Changes::default();
    for (page, _) in pages.iter().zip(written).filter(|(_, written)| *written) {
        let list = if before.contains(&page.path) { &mut changes.changed } else { &mut changes.new };
        list.push(page.path.clone());
    }
    let had_copies = had_copies(&pages, before);
    let is_copy = |path: &RelPath| had_copies && Coding::page_of(path).is_some_and(|page| before.contains(&page));
    changes.gone = before.iter().filter(|path| !names.contains(*path) && !is_copy(path)).cloned().collect();
    let (changed, removed) = (changes.new.len() + changes.changed.len(), changes.gone.len());
    Ok(Published { files: names.len(), changed, removed, changes })
}

/// Whether the last run made packed copies: its own pages have them. By its name alone, an attachment could be taken for a copy; of a run
/// that makes copies it could not, see [`taken`].
fn had_copies(pages: &[&Page], before: &BTreeSet<RelPath>) -> bool {
    let own = pages.iter().filter(|page| page.path.extension() == "html" && !matches!(page.noun, Noun::File(_)));
    let mut old = own.map(|page| &page.path).filter(|path| before.contains(*path));
    old.all(|path| Coding::ALL.iter().all(|coding| before.contains(&coding.beside(path))))
}

/// A packed copy in whose place the column has a file or a folder of its own, in capitals or not: servers would take it for the copy.
fn taken(release: &Release<'_>) -> Option<RelPath> {
    let pages = release.plan().pages();
    let folded = |path: &str| path.to_lowercase();
    let own: LazyCell<HashSet<String>, _> = LazyCell::new(|| {
        let paths = pages.iter().map(|page| page.path.as_str());
        paths.flat_map(|path| above(path).chain([path])).map(folded).collect()
    });
    pages.iter().flat_map(|page| release.copies(page)).map(|(_, copy)| copy).find(|copy| own.contains(&folded(copy.as_str())))
}

/// Puts the old tree back where a run was stopped between the two renames of a system that cannot exchange. [`publish`] does so too,
/// but where a finding forbids publication, it is not called.
pub fn restore(out: &Path, sources: &Path) {
    // What is wrong with the place, `publish` tells.
    if let Ok(place) = Place::new(out, sources)
        && place.old().exists()
        && let Ok(_lock) = place.lock()
    {
        let _ = place.recover();
    }
}

/// Removes what a run that ends now has made of the first tree: there is no old one beside which it could wait as the spare. Where
/// there is one, nothing is done. Of threads that still write, no more than one file each may be left.
pub fn abandon(out: &Path, sources: &Path) {
    if let Ok(place) = Place::new(out, sources)
        && place.is_first()
    {
        // A file that is written meanwhile keeps its folder.
        let _ = (0..3).any(|_| place.drop_spare().is_ok());
    }
}

/// The folders that a path stands in.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| path.split_at(at).0)
}

/// Waits until the published tree is on the disk for good.
///
/// [`publish`] does not: after a loss of power within about half a minute, a file of the new tree may be empty or missing. Nothing is
/// lost by that: the tree is made of the sources, the mark by which it is known is on the disk before the exchange, and the next run
/// compares every byte and writes what differs. Waiting costs 45 to 190 ms for a new tree of 2,000 items (46 MB), as much as a third
/// of the build, and 2 to 40 ms for one that changed a little (ext4, 2 cores, 2026-11-27); so it is done where a publication is
/// recorded, and not for each trial.
#[cfg_attr(not(target_os = "linux"), allow(unused_variables))]
pub fn settle(out: &Path) {
    #[cfg(target_os = "linux")]
    if let Ok(folder) = File::open(out) {
        // That the system cannot tell changes nothing.
        let _ = rustix::fs::syncfs(folder);
    }
    #[cfg(all(unix, not(target_os = "linux")))]
    rustix::fs::sync();
}

/// Writes the lock beside the column's settings, whole or not at all. Says whether it is other than before.
///
/// # Errors
/// [`Failure::Disk`]; the lock is then as it was.
pub fn write_lock(root: &Path, lock: &Lock) -> Result<bool, Failure> {
    let (path, text) = (root.join(LOCK_FILE), lock.text());
    if fs::read_to_string(&path).is_ok_and(|before| before == text) {
        return Ok(false);
    }
    let new = root.join(format!(".{LOCK_FILE}.new"));
    let write = |mut file: File| file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let outcome = File::create(&new).and_then(write).and_then(|()| fs::rename(&new, &path));
    if outcome.is_err() {
        let _ = fs::remove_file(&new);
    }
    outcome.map(|()| true).map_err(|error| Failure::Disk(path, error))
}

const MARKER_HEAD: &str = "这个文件夹由 gongkai 生成，请不要在这里修改：下次生成时会被覆盖。\nThis folder is made by gongkai. Do not edit it: the next build overwrites it.\n";

/// The mark that a folder is ours, with the names of all files that are.
fn marker(names: &BTreeSet<RelPath>) -> String {
    let mut text = MARKER_HEAD.to_string();
    for name in names {
        text.push_str(name.as_str());
        text.push('\n');
    }
    text
}
