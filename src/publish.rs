//! Publishing: a complete new tree is made beside the old one and the two are exchanged in one step.
//!
//! The old tree becomes the spare, and the next run brings it up to date in place: only files whose bytes differ are written.
//! (Wiping and making a tree anew, or a temporary file and a rename for each page, costs several times as much.)

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::column::Release;
use crate::diag::Diagnostic;
use crate::folder::{LOCK_FILE, RelPath};
use crate::model::Lock;
use crate::outputs::MARKER;
use crate::render::Rendered;

/// What a publication did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// All files of the new tree.
    pub files: usize,
    /// Those that are new or have other bytes than before.
    pub changed: usize,
    /// Those of the old tree that are gone.
    pub removed: usize,
}

/// Why nothing was published. The old tree stands as it was.
#[derive(Debug)]
pub enum Failure {
    /// The output folder has files in it and was not made by this program.
    NotOurs(PathBuf),
    /// The output folder has files in it that this program did not make.
    Foreign(PathBuf, Vec<String>),
    /// Another run is publishing to the same folder.
    Busy(PathBuf),
    /// The output folder holds the column's own sources, or lies where they are.
    Sources(PathBuf),
    /// A template failed.
    Template(Box<Diagnostic>),
    /// The disk failed.
    Disk(PathBuf, io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::NotOurs(path) => {
                write!(
                    f,
                    "输出文件夹“{}”里有文件，又不是 gongkai 生成的，没有动它。\n改法：用 --output 换一个空的或者不存在的文件夹。",
                    path.display()
                )
            }
            Failure::Foreign(path, files) => write!(
                f,
                "输出文件夹“{}”里有 {} 个文件不是 gongkai 生成的（{}），没有动它。\n改法：把这些文件移到别处。要随栏目公开的，放进 content 文件夹，作为附件写在条目里。",
                path.display(),
                files.len(),
                files.iter().take(5).cloned().collect::<Vec<_>>().join("、")
            ),
            Failure::Busy(path) => write!(f, "另一个 gongkai 正在向“{}”生成。\n改法：等它结束以后再试。", path.display()),
            Failure::Sources(path) => {
                write!(f, "不能把“{}”作为输出文件夹：栏目的源文件在里面。\n改法：用 --output 换一个文件夹，例如 public。", path.display())
            }
            Failure::Template(finding) => write!(f, "{}\n改法：{}", finding.message, finding.help),
            Failure::Disk(path, error) => {
                write!(
                    f,
                    "读写“{}”时出错：{error}。\n改法：检查磁盘是否已满、是否有写入权限、文件是否被别的程序打开。原来的栏目没有变动。",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for Failure {}

/// Publishes to the folder `out`. `progress` is told how many files are done.
///
/// # Errors
/// See [`Failure`]; the old tree is then untouched.
pub fn publish(release: &Release<'_>, out: &Path, progress: &(dyn Fn(usize) + Sync)) -> Result<Published, Failure> {
    let place = Place::new(out, release.folder().root())?;
    let _lock = place.lock()?;
    place.recover()?;
    let before = place.made_before()?;
    let pages = release.pages();
    let folders: BTreeSet<&str> = pages.iter().filter_map(|page| page.path.parent()).collect();
    let trees = Trees { new: !place.spare.exists(), first: before.is_empty() };
    make_folder(&place.spare)?;
    for folder in folders {
        make_folder(&place.spare.join(folder))?;
    }
    let (done, changed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let outcome = pages.par_iter().filter(|page| page.path.as_str() != MARKER).try_for_each(|page| {
        let rendered = release.render(page).map_err(Failure::Template)?;
        let (spare, old) = (place.spare.join(page.path.as_str()), place.out.join(page.path.as_str()));
        let is_new = match rendered {
            Rendered::Bytes(bytes) => trees.write_page(&bytes, &spare, &old)?,
            Rendered::File(path) => copy_file(&release.folder().root().join(path.as_str()), &spare, &old)?,
        };
        changed.fetch_add(usize::from(is_new), Ordering::Relaxed);
        progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(())
    });
    outcome.map_err(|failure| match failure {
        // Which page failed first is chance; which stands first in the plan is not.
        Failure::Template(fault) => Failure::Template(pages.iter().find_map(|page| release.render(page).err()).unwrap_or(fault)),
        failure => failure,
    })?;
    let names: BTreeSet<&RelPath> = pages.iter().map(|page| &page.path).collect();
    let mark = marker(&names);
    trees.write_page(mark.as_bytes(), &place.spare.join(MARKER), &place.out.join(MARKER))?;
    place.sweep(&names)?;
    place.swap()?;
    let removed = before.iter().filter(|path| !names.contains(path)).count();
    Ok(Published { files: pages.len(), changed: changed.into_inner(), removed })
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
    let outcome = fs::write(&new, text).and_then(|()| fs::rename(&new, &path));
    outcome.map(|()| true).map_err(|error| Failure::Disk(path, error))
}

/// Where the trees stand.
struct Place {
    out: PathBuf,
    /// Beside the output: the lock, the spare tree and, for a moment where a system cannot exchange, the old one.
    work: PathBuf,
    spare: PathBuf,
}

impl Place {
    fn new(out: &Path, sources: &Path) -> Result<Place, Failure> {
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
    fn lock(&self) -> Result<File, Failure> {
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
    fn recover(&self) -> Result<(), Failure> {
        let old = self.old();
        if !old.exists() {
            return Ok(());
        }
        let outcome = if self.out.exists() { fs::remove_dir_all(&old) } else { fs::rename(&old, &self.out) };
        outcome.map_err(|error| Failure::Disk(old, error))
    }

    /// The files that the program made there before; a folder that is not ours is refused.
    fn made_before(&self) -> Result<BTreeSet<RelPath>, Failure> {
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
    fn sweep(&self, names: &BTreeSet<&RelPath>) -> Result<(), Failure> {
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
    fn swap(&self) -> Result<(), Failure> {
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

const MARKER_HEAD: &str = "这个文件夹由 gongkai 生成，请不要在这里修改：下次生成时会被覆盖。\nThis folder is made by gongkai. Do not edit it: the next build overwrites it.\n";

/// The mark that a folder is ours, with the names of all files that are.
fn marker(names: &BTreeSet<&RelPath>) -> String {
    let mut text = MARKER_HEAD.to_string();
    for name in names {
        text.push_str(name.as_str());
        text.push('\n');
    }
    text
}

fn make_folder(path: &Path) -> Result<(), Failure> {
    if let Ok(metadata) = fs::symlink_metadata(path)
        && !metadata.is_dir()
    {
        fs::remove_file(path).map_err(|error| Failure::Disk(path.to_path_buf(), error))?;
    }
    fs::create_dir_all(path).map_err(|error| Failure::Disk(path.to_path_buf(), error))
}

/// What is known of the two trees, so that nothing is looked for where nothing can be.
struct Trees {
    /// The spare tree was not there before this run.
    new: bool,
    /// There is no old tree.
    first: bool,
}

impl Trees {
    /// Brings one file of the spare tree up to date; says whether its bytes are other than in the old tree. A file that is as it was
    /// keeps its modification time.
    fn write_page(&self, bytes: &[u8], spare: &Path, old: &Path) -> Result<bool, Failure> {
        let disk = |error| Failure::Disk(spare.to_path_buf(), error);
        let same_as_old = !self.first && fs::read(old).is_ok_and(|before| before == bytes);
        if self.new {
            File::create_new(spare).and_then(|mut file| file.write_all(bytes)).map_err(disk)?;
        } else if !(same_as_old && fs::read(spare).is_ok_and(|before| before == bytes)) {
            clear_folder(spare)?;
            let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(spare).map_err(disk)?;
            file.write_all(bytes).map_err(disk)?;
            file.set_len(bytes.len() as u64).map_err(disk)?;
        }
        if same_as_old {
            keep_time(spare, old).map_err(disk)?;
        }
        Ok(!same_as_old)
    }
}

/// The same for a file that is copied.
fn copy_file(source: &Path, spare: &Path, old: &Path) -> Result<bool, Failure> {
    let same_as_old = same_bytes(source, old);
    if !(same_as_old && same_bytes(source, spare)) {
        clear_folder(spare)?;
        let mut from = File::open(source).map_err(|error| Failure::Disk(source.to_path_buf(), error))?;
        let mut to = File::create(spare).map_err(|error| Failure::Disk(spare.to_path_buf(), error))?;
        io::copy(&mut from, &mut to).map_err(|error| Failure::Disk(spare.to_path_buf(), error))?;
    }
    if same_as_old {
        keep_time(spare, old).map_err(|error| Failure::Disk(spare.to_path_buf(), error))?;
    }
    Ok(!same_as_old)
}

/// A folder that stands where a file belongs goes.
fn clear_folder(path: &Path) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path).map_err(|error| Failure::Disk(path.to_path_buf(), error)),
        Ok(metadata) if metadata.is_symlink() => fs::remove_file(path).map_err(|error| Failure::Disk(path.to_path_buf(), error)),
        _ => Ok(()),
    }
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
        (Some(a), Some(b)) if a == b => equal_streams(one, other).unwrap_or(false),
        _ => false,
    }
}

fn equal_streams(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
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
