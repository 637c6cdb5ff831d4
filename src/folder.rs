//! The input as a value: a folder's files by their paths. Reading is done here, once; a file that is repaired is replaced here.

mod portable;
mod read;
mod refresh;
mod rel_path;
mod trouble;

pub use portable::{LONGEST_NAME, LONGEST_ON_DISK, Unportable, is_barred, is_device, unportable};
pub use refresh::Hint;
pub use rel_path::RelPath;
pub use trouble::{cure, is_full, reason};

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, Read, Write};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use read::{Stamp, read_below, stamp};

/// One file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blob {
    /// A text that the column is made of, whole. A byte order mark is still in it, so that byte ranges are those of the file.
    Text(Arc<str>),
    /// A file that the column is made of and that is no UTF-8 text.
    Bytes(Arc<[u8]>),
    /// A file that is only referred to (an attachment); it stays on disk. Its length in bytes.
    OnDisk(u64),
    /// A symbolic link. Links are never followed: they could lead out of the column.
    Link,
    /// A file that could not be read, with the system's reason.
    Unreadable(String),
}

/// A folder's files: what the column is a pure function of.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    root: PathBuf,
    files: BTreeMap<RelPath, Blob>,
    /// Of the files on disk.
    stamps: HashMap<RelPath, Stamp>,
    /// The attachments of a folder that is only in memory.
    held: BTreeMap<RelPath, Arc<[u8]>>,
}

/// The site's own settings, at the top of the folder.
pub const SITE_FILE: &str = "site.toml";
/// The record of what was published, beside the settings.
pub const LOCK_FILE: &str = "gongkai.lock";
/// Where the items and the data files are.
pub const CONTENT: &str = "content";
/// Where the originals of recoded files are kept: beside the content, so that nothing in it is read or published.
pub const ORIGINALS: &str = "原编码";
/// Where the sheets of review are kept, signed or to be signed: internal papers, beside the content, and never published.
pub const REVIEWS: &str = "审核单";
/// Where the packages of past years are kept.
pub const PACKAGES: &str = "归档";
/// Where a site's own themes are.
pub const THEMES: &str = "themes";
/// Where the pieces are that the site around the column puts on its pages.
pub const PORTAL: &str = "portal";
/// What of the folder the column is made of.
pub const TOPS: [&str; 5] = [SITE_FILE, LOCK_FILE, CONTENT, THEMES, PORTAL];

impl Folder {
    /// Reads the column in `root`: `site.toml`, `gongkai.lock`, `content/`, `themes/` and `portal/`. A single file that cannot be read does not end the
    /// reading: it is kept as [`Blob::Unreadable`].
    ///
    /// # Errors
    /// When `root` is not a folder that can be listed.
    pub fn read(root: &Path) -> io::Result<Folder> {
        fs::read_dir(root)?;
        let mut read: Vec<_> = TOPS.into_iter().flat_map(|top| read_below(root, &root.join(top))).collect();
        // A map is made faster of what is in order.
        read.par_sort_by(|(a, ..), (b, ..)| a.cmp(b));
        let stamps = read.iter().map(|(path, _, stamp)| (path.clone(), *stamp)).collect();
        let files = read.into_iter().map(|(path, blob, _)| (path, blob)).collect();
        Ok(Folder { root: root.to_path_buf(), files, stamps, held: BTreeMap::new() })
    }

    /// A folder that is only in memory, for tests and for the files that are embedded in the program.
    pub fn in_memory<P: AsRef<str>, B: AsRef<[u8]>>(files: impl IntoIterator<Item = (P, B)>) -> Folder {
        let mut folder = Folder::default();
        for (path, bytes) in files {
            let (Some(path), bytes) = (RelPath::new(path.as_ref()), bytes.as_ref()) else { continue };
            let blob = if is_source(path.as_str()) { Blob::source(bytes.to_vec()) } else { Blob::OnDisk(bytes.len() as u64) };
            if matches!(blob, Blob::OnDisk(_)) {
                folder.held.insert(path.clone(), bytes.into());
            }
            folder.files.insert(path, blob);
        }
        folder
    }

    /// Reads a file that stayed on disk.
    ///
    /// # Errors
    /// When it cannot be read, or is longer than `longest` bytes.
    pub fn attachment(&self, path: &RelPath, longest: u64) -> io::Result<Arc<[u8]>> {
        if let Some(bytes) = self.held.get(path) {
            return Ok(bytes.clone());
        }
        let path = self.root.join(path.as_str());
        let metadata = fs::symlink_metadata(&path)?;
        if !metadata.is_file() {
            // It was one when the folder was read.
            return Err(io::ErrorKind::NotFound.into());
        }
        if metadata.len() > longest {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        fs::read(path).map(Into::into)
    }

    /// The SHA-256 of a file that stayed on disk, in hexadecimal digits. It is read piece by piece, however long it is.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn sha256(&self, path: &RelPath) -> io::Result<String> {
        match self.held.get(path) {
            Some(bytes) => Ok(hex(&Sha256::digest(bytes))),
            None => sha256_of(&mut fs::File::open(self.root.join(path.as_str()))?),
        }
    }

    /// The folder with other texts in some of its files.
    pub fn with(&self, texts: impl IntoIterator<Item = (RelPath, Arc<str>)>) -> Folder {
        let mut folder = self.clone();
        folder.files.extend(texts.into_iter().map(|(path, text)| (path, Blob::Text(text))));
        folder
    }

    /// Puts a new text in place of a file on disk in one step: whoever reads it sees the old text or the new one. `false`, and
    /// nothing is done, where the file is no longer what was read.
    ///
    /// # Errors
    /// When the disk fails, or the file must not be written. The old file is then untouched.
    pub fn replace(&self, path: &RelPath, text: &str) -> io::Result<bool> {
        let target = self.root.join(path.as_str());
        let metadata = fs::symlink_metadata(&target)?;
        if !metadata.is_file() || self.get(path.as_str()).and_then(Blob::bytes) != Some(fs::read(&target)?.as_slice()) {
            return Ok(false);
        }
        if metadata.permissions().readonly() {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "文件是只读的"));
        }
        let (spare, mut file) = spare(&target)?;
        let written = file
            .write_all(text.as_bytes())
            .and_then(|()| file.set_permissions(metadata.permissions()))
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&spare, &target));
        if written.is_err() {
            let _ = fs::remove_file(&spare);
        }
        written.map(|()| true)
    }

    /// Keeps a copy of a file, as it was read, in the folder [`ORIGINALS`] and gives the copy's path from the root. A copy that is
    /// there is never written over; one with the same bytes is enough.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn keep_original(&self, path: &RelPath) -> io::Result<String> {
        let bytes = self.get(path.as_str()).and_then(Blob::bytes).unwrap_or(&[]);
        for n in 1..1000 {
            let number = if n == 1 { String::new() } else { format!(".{n}") };
            let name = format!("{ORIGINALS}/{path}{number}");
            let target = self.root.join(&name);
            fs::create_dir_all(target.parent().unwrap_or(&self.root))?;
            match fs::OpenOptions::new().write(true).create_new(true).open(&target) {
                Ok(mut file) => {
                    let written = file.write_all(bytes).and_then(|()| file.sync_all());
                    if written.is_err() {
                        let _ = fs::remove_file(&target);
                    }
                    return written.map(|()| name);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    if fs::read(&target).is_ok_and(|there| there == bytes) {
                        return Ok(name);
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// A file that is no longer what was read: it was written, exchanged or taken away since. What was made of the folder is then
    /// made of no state that it ever had.
    pub fn disturbed(&self) -> Option<&RelPath> {
        let is_other = |(path, read): &(&RelPath, &Stamp)| {
            let now = fs::symlink_metadata(self.root.join(path.as_str())).map(|metadata| stamp(&metadata));
            !matches!(self.files.get(*path), None | Some(Blob::Unreadable(_))) && now.ok().as_ref() != Some(*read)
        };
        self.stamps.par_iter().filter(is_other).map(|(path, _)| path).min()
    }

    /// Where the folder is on disk (empty for one in memory).
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All files, ordered by path.
    pub fn files(&self) -> impl Iterator<Item = (&RelPath, &Blob)> {
        self.files.iter()
    }

    /// The files below a folder, ordered by path.
    pub fn files_below<'f>(&'f self, folder: &'f str) -> impl Iterator<Item = (&'f RelPath, &'f Blob)> {
        let inside = move |path: &RelPath| path.as_str().strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let from = self.files.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
        from.take_while(move |(path, _)| path.as_str().starts_with(folder)).filter(move |(path, _)| inside(path))
    }

    /// One file, with its path.
    pub fn file(&self, path: &str) -> Option<(&RelPath, &Blob)> {
        self.files.get_key_value(path)
    }

    /// One file.
    pub fn get(&self, path: &str) -> Option<&Blob> {
        self.files.get(path)
    }

    /// A file's text, when it is one of those that the column is made of.
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(path) {
            Some(Blob::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A file's text for showing: what is no UTF-8 is replaced, what stands before it keeps its place.
    pub fn shown(&self, path: &str) -> Cow<'_, str> {
        self.files.get(path).and_then(Blob::bytes).map(String::from_utf8_lossy).unwrap_or_default()
    }
}

impl Blob {
    fn source(bytes: Vec<u8>) -> Blob {
        match simdutf8::basic::from_utf8(&bytes) {
            Ok(text) => Blob::Text(text.into()),
            Err(_) => Blob::Bytes(bytes.into()),
        }
    }

    /// Whether the file was read whole.
    pub fn is_read(&self) -> bool {
        self.bytes().is_some()
    }

    /// The bytes of a file that was read whole.
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Blob::Text(text) => Some(text.as_bytes()),
            Blob::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }
}

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    halves.filter_map(|half| char::from_digit(half.into(), 16)).collect()
}

/// The SHA-256 of all that is still to be read, in hexadecimal digits. It is read piece by piece, however long it is.
///
/// # Errors
/// When it cannot be read.
pub fn sha256_of(from: &mut impl Read) -> io::Result<String> {
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match from.read(&mut piece)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(piece.get(..read).unwrap_or_default()),
        }
    }
}

/// Whether a file is a county's table of matters: `content/目录….csv` or `.xlsx`, or a table beside the settings, where only the
/// command that was given one puts it.
pub fn is_catalogue_table(path: &str) -> bool {
    let name = path.to_ascii_lowercase();
    let named = name.strip_prefix("content/").map_or(!name.contains('/'), |inner| inner.starts_with("目录") && !inner.contains('/'));
    named && (name.ends_with(".csv") || name.ends_with(".xlsx"))
}

/// Whether a file holds the figures of an annual report.
pub fn is_figures(path: &str) -> bool {
    let inner = path.strip_prefix("content/annual/").map(str::to_ascii_lowercase);
    inner.is_some_and(|inner| !inner.contains('/') && (inner.ends_with(".yaml") || inner.ends_with(".yml")))
}

/// Texts that the column is made of are read: items, the data files right in `content/` or `content/annual/`, the pieces in
/// `portal/`, settings and themes. All else stays on disk.
fn is_source(path: &str) -> bool {
    if is_catalogue_table(path) {
        return path.to_ascii_lowercase().ends_with(".csv");
    }
    let lower = path.to_ascii_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| lower.ends_with(end));
    let Some(inner) = path.strip_prefix("content/") else {
        return !path.starts_with("portal/") || ends(&[".html", ".htm", ".css"]);
    };
    ends(&[".md", ".markdown"]) || (!inner.contains('/') && ends(&[".yaml", ".yml"])) || is_figures(path)
}

/// A new file beside another. Its name is one that is not read as part of the column, should the program be killed.
fn spare(target: &Path) -> io::Result<(PathBuf, fs::File)> {
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for n in 0..100 {
        let path = target.with_file_name(format!(".gongkai.{n}.tmp"));
        match fs::OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside() {
        for bad in ["", "/etc", "..", "a/../..", "C:\\x", "c:x", "a\\b", "a\0b"] {
            assert_eq!(RelPath::new(bad), None, "{bad:?}");
        }
        let path = RelPath::new("content/audit/2017-001.md").expect("inside");
        assert_eq!((path.stem(), path.extension().as_str(), path.parent()), ("2017-001", "md", Some("content/audit")));
        assert_eq!(path.sibling("../normative/1.md").expect("inside").as_str(), "content/normative/1.md");
        assert_eq!(path.sibling("../../../x.md"), None);
        assert_eq!(path.sibling("/x.md"), None);
    }
}
