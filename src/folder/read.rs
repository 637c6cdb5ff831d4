//! Reading files from the disk: what is there, what is left out, and what each is kept as.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{Blob, RelPath, is_source, reason};

/// A file as it was read.
pub(super) type Read = (RelPath, Blob, Stamp);

/// When a file was changed last, and its length: with both as they were, it is taken for unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Since 1970; `None` where the system does not tell.
    pub(super) modified: Option<Duration>,
    length: u64,
}

fn relative(root: &Path, path: &Path) -> Option<RelPath> {
    let parts: Vec<_> = path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    RelPath::new(&parts.join("/"))
}

/// The path that a file is known by. Where the real one cannot be one (only a backslash in a name does that, which elsewhere parts
/// folders), one like it.
pub(super) fn named(root: &Path, path: &Path) -> Option<RelPath> {
    relative(root, path).or_else(|| RelPath::new(&path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "_")))
}

/// The files below a folder, or the one file, read in parallel. What is not there has none.
pub(super) fn read_below(root: &Path, top: &Path) -> Vec<Read> {
    let (mut found, mut files): (Vec<(PathBuf, bool)>, Vec<Read>) = (Vec::new(), Vec::new());
    for entry in walk(top) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => found.push((entry.path().to_path_buf(), entry.path_is_symlink())),
            Err(error) => files.extend(unreadable(root, &error)),
        }
    }
    files.par_extend(found.par_iter().filter_map(|(path, link)| read_file(root, path, *link)));
    files
}

/// Everything below a folder but what editors and systems leave behind. Links are not followed, that of the folder itself neither.
pub(super) fn walk(top: &Path) -> impl Iterator<Item = walkdir::Result<walkdir::DirEntry>> {
    WalkDir::new(top)
        .follow_root_links(false)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !ignored(&entry.file_name().to_string_lossy()))
}

/// What cannot be listed, as a file that cannot be read; nothing where it is not there.
pub(super) fn unreadable(root: &Path, error: &walkdir::Error) -> Option<Read> {
    let missing = error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound);
    let path = error.path().and_then(|path| relative(root, path)).filter(|_| !missing)?;
    let why = error.io_error().map_or_else(|| error.to_string(), reason);
    Some((path, Blob::Unreadable(why), Stamp::default()))
}

pub(super) fn read_file(root: &Path, path: &Path, link: bool) -> Option<Read> {
    // The stamp first: a file that changes while it is read has another one afterwards.
    let metadata = fs::symlink_metadata(path);
    let stamp = metadata.as_ref().map(stamp).unwrap_or_default();
    let name = named(root, path)?;
    let blob = if link {
        Blob::Link
    } else if path.strip_prefix(root).unwrap_or(path).to_str().is_none() {
        Blob::Unreadable("文件名不是 UTF-8 编码，换一个文件名".into())
    } else if relative(root, path).is_none() {
        Blob::Unreadable("文件名里有反斜杠，换一个文件名".into())
    } else if metadata.as_ref().is_ok_and(|metadata| !metadata.is_file()) {
        // A pipe would be waited for without end.
        Blob::Unreadable("它不是普通的文件".into())
    } else if is_source(name.as_str()) {
        fs::read(path).map_or_else(|error| Blob::Unreadable(reason(&error)), Blob::source)
    } else {
        metadata.map_or_else(|error| Blob::Unreadable(reason(&error)), |metadata| Blob::OnDisk(metadata.len()))
    };
    Some((name, blob, stamp))
}

pub(super) fn stamp(metadata: &fs::Metadata) -> Stamp {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Stamp { modified, length: metadata.len() }
}

/// Files that editors and systems leave behind.
pub(super) fn ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.ends_with(".tmp")
        || matches!(name, "Thumbs.db" | "desktop.ini" | "4913")
}
