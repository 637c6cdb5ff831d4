//! Where the trees stand: the lock between runs, what was made before, and the exchange.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::failure::Failure;
use super::{MARKER_HEAD, make_folder};
use crate::folder::RelPath;
use crate::outputs::MARKER;

/// Where the trees stand.
pub(super) struct Place {
    pub(super) out: PathBuf,
    /// Beside the output: the lock, the spare tree and, for a moment where a system cannot exchange, the old one.
    work: PathBuf,
    pub(super) spare: PathBuf,
}

impl Place {
    pub(super) fn new(out: &Path, sources: &Path) -> Result<Place, Failure> {
        let disk = |path: &Path| {
            let path = path.to_path_buf();
            move |error| Failure::Disk(path, error)
        };
        let absolute = std::path::absolute(out).map_err(disk(out))?;
        let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            return Err(Failure::Sources(absolute));
        };
        let sources = fs::canonicalize(sources).unwrap_or_else(|_| sources.to_path_buf());
        let holds_sources = |out: &Path| {
            sources.starts_with(out)
                || ["content", "themes"]
                    .iter()
                    .any(|folder| out.starts_with(fs::canonicalize(sources.join(folder)).unwrap_or_else(|_| sources.join(folder))))
        };
        // Before any folder is made: the nearest one that is there tells where it would be.
        let real = |folder: &Path| Some(fs::canonicalize(folder).ok()?.join(absolute.strip_prefix(folder).ok()?));
        if let Some(out) = parent.ancestors().find_map(real).filter(|out| holds_sources(out)) {
            return Err(Failure::Sources(out));
        }
        fs::create_dir_all(parent).map_err(disk(parent))?;
        // The real place of a link is where the trees are exchanged.
        let out =
            fs::canonicalize(&absolute).unwrap_or_else(|_| fs::canonicalize(parent).unwrap_or_else(|_| parent.to_path_buf()).join(name));
        if holds_sources(&out) {
            return Err(Failure::Sources(out));
        }
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else { return Err(Failure::Sources(out)) };
        let work = parent.join(format!(".{}.gongkai", name.to_string_lossy()));
        Ok(Place { spare: work.join("tree"), out, work })
    }

    /// Takes the lock, which ends with the program however it ends.
    pub(super) fn lock(&self) -> Result<File, Failure> {
        make_folder(&self.work)?;
        let path = self.work.join("lock");
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(|error| Failure::Disk(path.clone(), error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Failure::Busy(self.out.clone())),
            Err(TryLockError::Error(error)) => Err(Failure::Disk(path, error)),
        }
    }

    /// The old tree, for the moment between two renames.
    fn old(&self) -> PathBuf {
        self.work.join("old")
    }

    /// Puts the old tree back where a run was stopped between its two renames.
    pub(super) fn recover(&self) -> Result<(), Failure> {
        let old = self.old();
        if !old.exists() {
            return Ok(());
        }
        let outcome = if self.out.exists() { fs::remove_dir_all(&old) } else { fs::rename(&old, &self.out) };
        outcome.map_err(|error| Failure::Disk(old, error))
    }

    /// The files that the program made there before; a folder that is not ours is refused.
    pub(super) fn made_before(&self) -> Result<BTreeSet<RelPath>, Failure> {
        let disk = |error| Failure::Disk(self.out.clone(), error);
        let mut entries = match fs::read_dir(&self.out) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
            Err(error) => return Err(disk(error)),
        };
        if entries.next().is_none() {
            return Ok(BTreeSet::new());
        }
        let made: BTreeSet<RelPath> = match fs::read_to_string(self.out.join(MARKER)) {
            Ok(text) => text.lines().skip(MARKER_HEAD.lines().count()).filter_map(RelPath::new).collect(),
            Err(_) => return Err(Failure::NotOurs(self.out.clone())),
        };
        let mut foreign = Vec::new();
        for entry in WalkDir::new(&self.out).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| disk(error.into()))?;
            let name = entry.path().strip_prefix(&self.out).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
            let ours = RelPath::new(&name).is_some_and(|path| made.contains(&path));
            let litter = matches!(entry.file_name().to_str(), Some(".DS_Store" | "Thumbs.db" | "desktop.ini"));
            if !entry.file_type().is_dir() && !ours && !litter {
                foreign.push(name);
            }
        }
        if foreign.is_empty() { Ok(made) } else { Err(Failure::Foreign(self.out.clone(), foreign)) }
    }

    /// Removes from the spare tree what is not planned.
    pub(super) fn sweep(&self, names: &BTreeSet<&RelPath>) -> Result<(), Failure> {
        for entry in WalkDir::new(&self.spare).min_depth(1).contents_first(true) {
            let entry = entry.map_err(|error| Failure::Disk(self.spare.clone(), error.into()))?;
            let path = entry.path();
            let outcome = if entry.file_type().is_dir() {
                let empty = fs::read_dir(path).map(|mut entries| entries.next().is_none());
                empty.and_then(|empty| if empty { fs::remove_dir(path) } else { Ok(()) })
            } else {
                let name = path.strip_prefix(&self.spare).unwrap_or(path).to_string_lossy().replace('\\', "/");
                if RelPath::new(&name).is_some_and(|name| names.contains(&name)) { Ok(()) } else { fs::remove_file(path) }
            };
            outcome.map_err(|error| Failure::Disk(path.to_path_buf(), error))?;
        }
        Ok(())
    }

    /// Puts the new tree in the place of the old one; the old one becomes the spare.
    pub(super) fn swap(&self) -> Result<(), Failure> {
        let disk = |error| Failure::Disk(self.out.clone(), error);
        let blank = fs::read_dir(&self.out).is_ok_and(|mut entries| entries.next().is_none());
        if blank {
            fs::remove_dir(&self.out).map_err(disk)?;
        }
        if !self.out.exists() {
            return fs::rename(&self.spare, &self.out).map_err(disk);
        }
        if exchange(&self.spare, &self.out) {
            return Ok(());
        }
        let old = self.old();
        fs::rename(&self.out, &old).map_err(disk)?;
        if let Err(error) = fs::rename(&self.spare, &self.out) {
            // Nothing is published; what was there is put back.
            let _ = fs::rename(&old, &self.out);
            return Err(disk(error));
        }
        fs::rename(&old, &self.spare).map_err(disk)
    }
}

/// Exchanges two folders in one step, where the system and the file system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

/// Elsewhere two renames do it.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}
