//! Where the trees stand: the lock between runs, what was made before, and the exchange.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::MARKER_HEAD;
use super::failure::Failure;
use super::trees::{is_file, make_folder};
use crate::folder::{RelPath, TOPS, hex};
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
        let absolute = std::path::absolute(out).map_err(|error| Failure::Disk(out.to_path_buf(), error))?;
        let sources = fs::canonicalize(sources).unwrap_or_else(|_| sources.to_path_buf());
        // Where it really is, as the trees are exchanged there; no folder is made.
        let out = match (fs::canonicalize(&absolute), fs::symlink_metadata(&absolute)) {
            (Ok(out), _) => out,
            // A link that leads nowhere.
            (Err(error), Ok(_)) => return Err(Failure::Disk(absolute, error)),
            (Err(error), Err(_)) => would_be(&absolute).ok_or(Failure::Disk(absolute, error))?,
        };
        let real = |top: &str| fs::canonicalize(sources.join(top)).unwrap_or_else(|_| sources.join(top));
        if sources.starts_with(&out) || TOPS.iter().any(|top| out.starts_with(real(top))) {
            return Err(Failure::Sources(out));
        }
        if out.is_file() {
            return Err(Failure::Disk(out, io::ErrorKind::NotADirectory.into()));
        }
        if out.file_name().is_none() {
            return Err(Failure::Sources(out));
        }
        let work = work_folder(&out);
        Ok(Place { spare: work.join("tree"), out, work })
    }

    /// Takes the lock, which ends with the program however it ends.
    pub(super) fn lock(&self) -> Result<File, Failure> {
        if is_file(&self.work) {
            return Err(Failure::Disk(self.work.clone(), io::ErrorKind::NotADirectory.into()));
        }
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
    pub(super) fn old(&self) -> PathBuf {
        self.work.join("old")
    }

    /// Whether there is no old tree.
    pub(super) fn is_first(&self) -> bool {
        !self.out.exists() && !self.old().exists()
    }

    /// Puts the old tree back where a run was stopped between its two renames.
    pub(super) fn recover(&self) -> Result<(), Failure> {
        let old = self.old();
        if !old.exists() {
            return Ok(());
        }
        // An empty folder may stand there: a web server makes one where it finds none.
        let _ = self.is_blank() && fs::remove_dir(&self.out).is_ok();
        let outcome = match self.out.exists() {
            false => fs::rename(&old, &self.out),
            // The run went on to its end; but where somebody else's files stand now, this is the only column there is.
            true if self.made_before().is_ok() => fs::remove_dir_all(&old),
            true => Ok(()),
        };
        outcome.map_err(|error| Failure::Disk(old, error))
    }

    fn is_blank(&self) -> bool {
        fs::read_dir(&self.out).is_ok_and(|mut entries| entries.next().is_none())
    }

    /// Removes the spare tree.
    pub(super) fn drop_spare(&self) -> io::Result<()> {
        fs::remove_dir_all(&self.spare)
    }

    /// Gives back the room that a tree took that could not be finished: what is full is full for other programs too. Tells how many
    /// bytes the old tree has.
    pub(super) fn give_room(&self, made: &BTreeSet<RelPath>) -> u64 {
        let _ = self.drop_spare();
        made.iter().filter_map(|path| fs::metadata(self.out.join(path.as_str())).ok()).map(|metadata| metadata.len()).sum()
    }

    /// Where it is tried whether a file can be in two places.
    pub(super) fn probe(&self) -> PathBuf {
        self.work.join("link")
    }

    /// What the trees hold, where they are parts of a column.
    fn part(&self) -> PathBuf {
        self.work.join("part")
    }

    /// Notes beside the trees what they hold. A part of a column has no mark in it, but for the one that the mark falls to: all parts
    /// together are the column and nothing more. The old tree is noted with the new one, so that it is known too where the run ends
    /// before the exchange.
    pub(super) fn note_part(&self, before: &BTreeSet<RelPath>, now: &BTreeSet<RelPath>) -> Result<(), Failure> {
        let text = format!("{}\n{}\n", digest(before.iter()), digest(now.iter()));
        // As the mark, it must be on the disk before the exchange.
        let write = |mut file: File| file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        File::create(self.part()).and_then(write).map_err(|error| Failure::Disk(self.part(), error))
    }

    /// The files that the program made there before; a folder without our mark is refused.
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
        if let Ok(noted) = fs::read_to_string(self.part()) {
            let there: BTreeSet<RelPath> = self.files()?.iter().filter_map(|name| RelPath::new(name)).collect();
            if noted.lines().any(|line| line == digest(there.iter())) {
                return Ok(there);
            }
        }
        match fs::read_to_string(self.out.join(MARKER)) {
            // Somebody's own file may have that name.
            Ok(text) if !MARKER_HEAD.lines().eq(text.lines().take(MARKER_HEAD.lines().count())) => Err(Failure::NotOurs(self.out.clone())),
            Ok(text) => Ok(text.lines().skip(MARKER_HEAD.lines().count()).filter_map(RelPath::new).collect()),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData | io::ErrorKind::IsADirectory) => {
                Err(Failure::NotOurs(self.out.clone()))
            }
            Err(error) => Err(disk(error)),
        }
    }

    /// Refuses where a file is in the old tree that the program did not make: it would go with the tree.
    pub(super) fn refuse_foreign(&self, made: &BTreeSet<RelPath>) -> Result<(), Failure> {
        let mut foreign = self.files()?;
        foreign.retain(|name| RelPath::new(name).is_none_or(|path| !made.contains(&path)));
        if foreign.is_empty() { Ok(()) } else { Err(Failure::Foreign(self.out.clone(), foreign)) }
    }

    /// The files of the old tree, without what systems leave behind.
    fn files(&self) -> Result<Vec<String>, Failure> {
        let mut files = Vec::new();
        if !self.out.exists() {
            return Ok(files);
        }
        for entry in WalkDir::new(&self.out).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| Failure::Disk(self.out.clone(), of_walk(error)))?;
            let litter = matches!(entry.file_name().to_str(), Some(".DS_Store" | "Thumbs.db" | "desktop.ini"));
            if !entry.file_type().is_dir() && !litter {
                files.push(entry.path().strip_prefix(&self.out).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/"));
            }
        }
        Ok(files)
    }

    /// Removes from the spare tree what is not planned.
    pub(super) fn sweep(&self, names: &BTreeSet<RelPath>) -> Result<(), Failure> {
        for entry in WalkDir::new(&self.spare).min_depth(1).contents_first(true) {
            let entry = entry.map_err(|error| Failure::Disk(self.spare.clone(), of_walk(error)))?;
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
        if self.is_blank() {
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
        // Now it is published. What cannot become the spare, the next run removes.
        let _ = fs::rename(&old, &self.spare);
        Ok(())
    }
}

/// Where an absolute path would be: the nearest folder above it that is there tells. A link at its own end is not followed. `None` where
/// no folder is there, or the rest leads back out of it.
pub fn would_be(path: &Path) -> Option<PathBuf> {
    path.ancestors().skip(1).find_map(|folder| {
        let rest = path.strip_prefix(folder).ok()?;
        let stays = rest.components().all(|part| matches!(part, Component::Normal(_)));
        Some(fs::canonicalize(folder).ok()?.join(rest)).filter(|_| stays)
    })
}

/// The folder beside an output folder in which the program keeps its lock and the spare tree.
pub fn work_folder(out: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(".gongkai");
    out.with_file_name(name)
}

/// A sum of names, in order.
fn digest<'n>(names: impl Iterator<Item = &'n RelPath>) -> String {
    hex(&Sha256::digest(names.map(|name| format!("{name}\n")).collect::<String>()))
}

/// The system's own error: the walk's words around it are English.
fn of_walk(error: walkdir::Error) -> io::Error {
    error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into())
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
