//! The spare tree is brought up to date: what is as it was is the old tree's own file, put into the spare tree by a hard link; only
//! what differs is written. So a page that did not change keeps its modification time, its permissions and its owner, takes no second
//! room, and is compared once.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
#[cfg(unix)]
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::packing;
use super::place::Place;
use crate::folder::RelPath;
use crate::plan::Coding;

/// Makes a folder with those above it. What stands in its place, a link or a file of an older tree, goes.
pub(super) fn make_folder(path: &Path) -> Result<(), Failure> {
    if let Ok(there) = fs::symlink_metadata(path)
        && !there.is_dir()
    {
        remove(path, &there)?;
    }
    fs::create_dir_all(path).map_err(|error| Failure::Disk(path.to_path_buf(), error))
}

/// What is known of the two trees, so that nothing is looked for where nothing can be.
pub(super) struct Trees {
    /// The spare tree was not there before this run.
    pub(super) new: bool,
    /// There is no old tree.
    first: bool,
    /// Whether one file can be in both trees.
    links: bool,
    /// A file of the old tree: new files take its permissions.
    known: PathBuf,
}

impl Trees {
    /// Looks at them. `before` are the files of the old tree.
    pub(super) fn new(place: &Place, before: &BTreeSet<RelPath>) -> Trees {
        let known = before.iter().map(|path| place.out.join(path.as_str())).find(|path| is_file(path)).unwrap_or_default();
        let links = !before.is_empty() && can_link(&known, &place.probe());
        Trees { new: !place.spare.exists(), first: before.is_empty(), links, known }
    }

    /// Brings one file of the spare tree up to date; says whether its bytes are other than in the old tree.
    pub(super) fn write_page(&self, bytes: &[u8], spare: &Path, old: &Path) -> Result<bool, Failure> {
        let disk = |error| Failure::Disk(spare.to_path_buf(), error);
        let same_as_old = !self.first && holds(old, bytes);
        if same_as_old && self.share(spare, old)? {
            return Ok(false);
        }
        if self.new {
            File::create_new(spare).and_then(|mut file| file.write_all(bytes)).map_err(disk)?;
        } else if !(same_as_old && holds(spare, bytes)) {
            let mut file = open_in_place(spare)?;
            file.write_all(bytes).map_err(disk)?;
            file.set_len(bytes.len() as u64).map_err(disk)?;
        }
        self.keep(same_as_old, spare, old)
    }

    /// The same for a long file, which is never held whole: it is written in any case.
    pub(super) fn write_parts(&self, parts: impl Iterator<Item = Vec<u8>>, spare: &Path, old: &Path) -> Result<bool, Failure> {
        let disk = |error| Failure::Disk(spare.to_path_buf(), error);
        let mut file = open_in_place(spare)?;
        let mut before = if is_file(old) { File::open(old).ok() } else { None };
        let mut length = 0;
        for part in parts {
            file.write_all(&part).map_err(disk)?;
            length += part.len() as u64;
            let mut same = vec![0; part.len()];
            before = before.filter(|mut before| before.read_exact(&mut same).is_ok() && same == part);
        }
        file.set_len(length).map_err(disk)?;
        let same_as_old = before.is_some() && fs::metadata(old).is_ok_and(|old| old.len() == length);
        self.keep(same_as_old, spare, old)
    }

    /// The same for a file that is copied.
    pub(super) fn copy_file(&self, source: &Path, spare: &Path, old: &Path) -> Result<bool, Failure> {
        let same_as_old = same_bytes(source, old);
        if same_as_old && self.share(spare, old)? {
            return Ok(false);
        }
        if !(same_as_old && same_bytes(source, spare)) {
            let mut from = File::open(source).map_err(|error| Failure::Disk(source.to_path_buf(), error))?;
            let mut to = open_in_place(spare)?;
            let copied = io::copy(&mut from, &mut to).and_then(|length| to.set_len(length));
            copied.map_err(|error| Failure::Disk(spare.to_path_buf(), error))?;
        }
        self.keep(same_as_old, spare, old)
    }

    /// Gives the folders of the spare tree the permissions of those of the old tree, new ones those of the whole.
    pub(super) fn keep_folders<'f>(&self, folders: impl Iterator<Item = &'f str>, place: &Place) -> Result<(), Failure> {
        if self.first {
            return Ok(());
        }
        for folder in std::iter::once("").chain(folders) {
            let (spare, old) = (place.spare.join(folder), place.out.join(folder));
            let like = if old.is_dir() { &old } else { &place.out };
            keep_rights(&spare, like).map_err(|error| Failure::Disk(spare.clone(), error))?;
        }
        Ok(())
    }

    /// Puts the old tree's file into the spare tree. `false` where that cannot be; then the file is still to be written.
    fn share(&self, spare: &Path, old: &Path) -> Result<bool, Failure> {
        if !self.links {
            return Ok(false);
        }
        if let (Ok(there), Ok(old)) = (fs::symlink_metadata(spare), fs::symlink_metadata(old)) {
            if is_same(&there, &old) {
                return Ok(true);
            }
            remove(spare, &there)?;
        }
        // A file of somebody else's may not be linked, though others may: it is written.
        Ok(fs::hard_link(old, spare).is_ok())
    }

    /// A file that was written has the old one's permissions, and its time where its bytes are the same. Says whether they are not.
    fn keep(&self, same_as_old: bool, spare: &Path, old: &Path) -> Result<bool, Failure> {
        let disk = |error| Failure::Disk(spare.to_path_buf(), error);
        if same_as_old {
            keep_time(spare, old).map_err(disk)?;
        }
        if !self.first {
            keep_rights(spare, if is_file(old) { old } else { &self.known }).map_err(disk)?;
        }
        Ok(!same_as_old)
    }
}

/// Whether a file is there that has these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|there| there == bytes)
}

/// Whether a file is there; of a pipe, nothing can be asked.
pub(super) fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// Opens a file of the spare tree, to be written over.
fn open_in_place(spare: &Path) -> Result<File, Failure> {
    clear(spare)?;
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(spare);
    file.map_err(|error| Failure::Disk(spare.to_path_buf(), error))
}

/// The packed copy of `page`. The `last` copy is taken if it holds the page as it is now: to see that takes a tenth of the time of
/// packing, and a copy that was damaged is found.
pub(super) fn packed(coding: Coding, page: &Path, last: &Path) -> io::Result<Vec<u8>> {
    if let Ok(copy) = fs::read(last)
        && packing::holds(coding, &copy, File::open(page)?)
    {
        return Ok(copy);
    }
    packing::pack(coding, File::open(page)?)
}

/// What stands where a file belongs, and is no file to be written over, goes: a folder, a link, a pipe, and a file that is in another
/// place too, such as the old tree or somebody's copy (`cp -al`), or that may not be written: it keeps its bytes there.
fn clear(path: &Path) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(there) if !there.is_file() || is_shared(&there) || there.permissions().readonly() => remove(path, &there),
        _ => Ok(()),
    }
}

/// Removes what is there, whatever it is.
fn remove(path: &Path, there: &Metadata) -> Result<(), Failure> {
    let removed = if there.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.map_err(|error| Failure::Disk(path.to_path_buf(), error))
}

/// Whether a file can be in two places, and is known to be: some network disks do not tell.
#[cfg(unix)]
fn can_link(file: &Path, probe: &Path) -> bool {
    let _ = fs::remove_file(probe);
    let linked = fs::hard_link(file, probe).is_ok() && fs::symlink_metadata(probe).is_ok_and(|metadata| is_shared(&metadata));
    let _ = fs::remove_file(probe);
    linked
}

/// Elsewhere it is not known of a file whether it is in another place too.
#[cfg(not(unix))]
fn can_link(_: &Path, _: &Path) -> bool {
    false
}

/// Whether the file has another name elsewhere.
#[cfg(unix)]
fn is_shared(metadata: &Metadata) -> bool {
    metadata.nlink() > 1
}

/// Whether the file has another name elsewhere; that is not asked here.
#[cfg(not(unix))]
fn is_shared(_: &Metadata) -> bool {
    false
}

/// Whether two names are one file's.
#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Whether two names are one file's; that is not asked here.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// Gives a file or folder the permissions of another, and its group where the system lets us: whoever runs the web server has set them.
#[cfg(unix)]
fn keep_rights(path: &Path, like: &Path) -> io::Result<()> {
    let (Ok(own), Ok(like)) = (fs::metadata(path), fs::metadata(like)) else { return Ok(()) };
    if own.gid() != like.gid() {
        let _ = std::os::unix::fs::chown(path, None, Some(like.gid()));
    }
    // A change of the group takes some of the permissions away.
    if fs::metadata(path)?.permissions() == like.permissions() { Ok(()) } else { fs::set_permissions(path, like.permissions()) }
}

/// Elsewhere files have those of their folder.
#[cfg(not(unix))]
fn keep_rights(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

fn keep_time(spare: &Path, old: &Path) -> io::Result<()> {
    let time = fs::metadata(old)?.modified()?;
    if fs::metadata(spare)?.modified()? == time {
        return Ok(());
    }
    OpenOptions::new().write(true).open(spare)?.set_modified(time)
}

fn same_bytes(one: &Path, other: &Path) -> bool {
    let length = |path: &Path| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
    match (length(one), length(other)) {
        (Some(a), Some(b)) if a == b => {
            let same = || same_streams(File::open(one)?, File::open(other)?);
            same().unwrap_or(false)
        }
        _ => false,
    }
}

/// Whether two streams have the same bytes; an error where the second ends before the first.
pub(super) fn same_streams(mut one: impl Read, mut other: impl Read) -> io::Result<bool> {
    let (mut a, mut b) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    loop {
        let read = one.read(&mut a)?;
        if read == 0 {
            return Ok(other.read(&mut b)? == 0);
        }
        other.read_exact(&mut b[..read])?;
        if a[..read] != b[..read] {
            return Ok(false);
        }
    }
}
