//! Taking one file of an office in: it is read and looked into, and when it is known where it belongs, its draft is written and told of.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use gongkai::column::Column;
use gongkai::folder::{Blob, CONTENT, PORTAL, THEMES, cure, hex, reason};
use gongkai::intake::{self, Draft, Paper, Wish};
use gongkai::model::LeafId;
use gongkai::new_item::{Fact, Taken};
use gongkai::outputs::MARKER;
use sha2::{Digest, Sha256};

use super::super::args::Originals;
use super::super::output;
use super::files::{self, Source};
use super::tell;

/// Where originals are kept: beside the content, so that nothing in it is read or published.
const ORIGINALS: &str = "原件";

/// Why a file did not come in.
pub enum Barred {
    /// For a reason that people can do something about.
    Refused(String),
    /// It could not be read, or the draft could not be written.
    Failed(String),
}

/// A file that was read.
pub struct Read {
    name: String,
    bytes: Vec<u8>,
    sha256: String,
    /// What it says.
    pub paper: Paper,
    obstacles: Vec<String>,
    /// The files beside a page that it leads to, and what is said of those that may not lie in the column.
    linked: BTreeMap<String, Vec<u8>>,
    barred: Vec<String>,
}

/// A draft that was written.
pub struct Written {
    /// Where it is.
    pub path: String,
    /// Whether something in it may not be published.
    pub forbids: bool,
}

/// Where files are taken in.
pub struct Desk<'d> {
    /// The column that they come into.
    pub column: &'d Column,
    /// Its folder.
    root: &'d Path,
    originals: &'d Originals,
    quiet: bool,
    dry_run: bool,
    taken: Taken,
    /// The items with the files that they were made of.
    done: Vec<(String, String)>,
}

impl<'d> Desk<'d> {
    /// A desk in a column. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// A sentence for the user, where originals would lie in the content.
    pub fn new(column: &'d Column, root: &'d Path, originals: &'d Originals, quiet: bool, dry_run: bool) -> Result<Self, String> {
        if let Some(folder) = &originals.originals {
            outside(root, folder)?;
        }
        Ok(Desk { column, root, originals, quiet, dry_run, taken: Taken::default(), done: fingerprints(column) })
    }

    /// Reads a file and looks into it; one that came in before is refused, unless it is wanted `again`.
    pub fn read(&self, source: &Source, again: bool) -> Result<Read, Barred> {
        let bytes = files::read(&source.path).map_err(Barred::Failed)?;
        let sha256 = hex(&Sha256::digest(&bytes));
        if let Some((path, _)) = self.done.iter().find(|(_, text)| !again && intake::is_of(text, &sha256)) {
            return Err(Barred::Refused(format!("已经导入过，在“{path}”里。改法：要再导入一次的，加上 --again")));
        }
        let document = intake::read(&source.name, &bytes).map_err(Barred::Failed)?;
        let obstacles = self.obstacles(&source.name, &bytes);
        let (linked, barred) = self.linked(source, &document);
        let paper = intake::paper(document, self.column.site(), &source.name);
        Ok(Read { name: source.name.clone(), bytes, sha256, paper, obstacles, linked, barred })
    }

    /// Writes the draft of a file that was read, in a leaf, and tells of it.
    pub fn write(&mut self, read: Read, leaf: &Fact<LeafId>) -> Result<Written, Barred> {
        let Read { name, bytes, sha256, paper, obstacles, linked, barred } = read;
        let (folder, today) = (self.column.folder(), self.column.today());
        let attach = self.originals.attach;
        let wish = Wish {
            name: &name,
            sha256: &sha256,
            original: &bytes,
            attach: attach.then_some(true),
            obstacles: &obstacles,
            linked: &linked,
            taken: &self.taken,
            today,
        };
        let kind = paper.kind().to_string();
        let draft = intake::draft(paper, leaf, self.column, &wish);
        let mut draft = draft.ok_or_else(|| Barred::Refused("这个类别的代码不能作文件夹的名字。改法：先用“gongkai check”检查".into()))?;
        draft.left_out.extend(barred);
        let assay = intake::assay(folder, &draft.place.path, &draft.text, &draft.files, today);
        if assay.is_secret() {
            let told =
                assay.findings.iter().find(|finding| finding.rule.name == "secrecy/secrecy-mark").map_or("", |finding| &finding.message);
            return Err(Barred::Refused(format!(
                "{told}没有写出草稿，原件也不放进栏目。改法：立即报告保密工作人员；已经解密的，附上解密手续，删去标志后再导入"
            )));
        }
        let kept = self.original(&name, &draft, &obstacles);
        if !self.dry_run {
            self.write_all(&draft, &bytes, kept.as_deref()).map_err(Barred::Failed)?;
            self.done.push((draft.place.path.to_string(), draft.text.clone()));
        }
        tell::drafted(&tell::Told {
            name: &name,
            kind: &kind,
            draft: &draft,
            assay: &assay,
            obstacles: &obstacles,
            kept: kept.as_deref(),
            not_attached: attach && !obstacles.is_empty(),
            quiet: self.quiet,
            dry_run: self.dry_run,
        });
        let written = Written { path: draft.place.path.to_string(), forbids: assay.forbids() };
        self.taken.add(draft.place);
        Ok(written)
    }

    /// The files beside a page that it leads to; those that may not lie in the column are told.
    fn linked(&self, source: &Source, document: &intake::Document) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
        let (mut linked, mut barred) = (BTreeMap::new(), Vec::new());
        let pictures = document.pictures.iter().filter(|picture| picture.bytes.is_none()).map(|picture| &picture.href);
        for href in document.linked.iter().map(|linked| &linked.href).chain(pictures) {
            let Some(path) = files::beside(&source.path, href).filter(|_| !linked.contains_key(href)) else { continue };
            let Ok(bytes) = files::read(&path) else { continue };
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            match self.obstacles(&name, &bytes).first() {
                Some(why) => barred.push(format!("“{name}”不能放进栏目：{why}")),
                None => {
                    linked.insert(href.clone(), bytes);
                }
            }
        }
        (linked, barred)
    }

    /// Why a file may not lie in the column. Which leaf it is in makes no difference to that, but there is no attachment without one.
    fn obstacles(&self, name: &str, bytes: &[u8]) -> Vec<String> {
        let leaf = self.column.site().catalogue.leaves.first().map_or("", |leaf| &leaf.code);
        intake::obstacles(self.column.folder(), leaf, &files::plain_name(name), bytes, self.column.today())
    }

    /// Where the original is kept; `None` where it is not.
    fn original(&self, name: &str, draft: &Draft, obstacles: &[String]) -> Option<PathBuf> {
        let extension = name.rsplit_once('.').map_or("bin", |(_, extension)| extension);
        let name = draft.place.path.as_str().trim_start_matches("content/").trim_end_matches("md").to_string() + extension;
        match &self.originals.originals {
            Some(folder) => Some(folder.join(name)),
            None => obstacles
                .is_empty()
                .then(|| self.root.join(ORIGINALS).join(name))
                .map(|path| path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path)),
        }
    }

    /// Writes a draft, its files and the original. Nothing that is there is written over; if one fails, the others are taken back.
    fn write_all(&self, draft: &Draft, original: &[u8], kept: Option<&Path>) -> Result<(), String> {
        let inside = |path: &gongkai::folder::RelPath| self.root.join(path.as_str());
        let mut all: Vec<(PathBuf, &[u8])> = draft.files.iter().map(|(path, bytes)| (inside(path), bytes.as_slice())).collect();
        all.extend(kept.map(|path| (path.to_path_buf(), original)));
        // The draft comes last: with it all is there.
        all.push((inside(&draft.place.path), draft.text.as_bytes()));
        let mut written: Vec<&Path> = Vec::new();
        for (path, bytes) in &all {
            let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
            if let Err(error) = folder.and_then(|()| output::write_new(path, bytes)) {
                written.iter().for_each(|path| drop(fs::remove_file(path)));
                return Err(match error.kind() {
                    ErrorKind::AlreadyExists => format!("“{}”已经有了，没有动它。改法：移走它，再导入", path.display()),
                    _ => format!("写不了“{}”（{}）。改法：{}", path.display(), reason(&error), cure(&error)),
                });
            }
            written.push(path);
        }
        Ok(())
    }
}

/// Originals may not lie in what the column is made of, nor among what is published.
fn outside(root: &Path, originals: &Path) -> Result<(), String> {
    let folder = real(originals);
    let inside = [CONTENT, THEMES, PORTAL].into_iter().find(|part| folder.starts_with(real(&root.join(part))));
    let place = match inside {
        Some(part) => format!(" {part} 文件夹"),
        None if folder.ancestors().any(|folder| folder.join(MARKER).is_file()) => "公开的网页".to_string(),
        None => return Ok(()),
    };
    Err(format!("“{}”在{place}里，原件不能放在那里。\n改法：放到栏目以外的文件夹。", originals.display()))
}

/// Where a path leads: links and `..` followed as far as there is something.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let there = whole.ancestors().find_map(|folder| Some((folder, fs::canonicalize(folder).ok()?)));
    let Some((folder, found)) = there else { return whole };
    // What is not there yet cannot be a link; its `..` are taken away by hand.
    whole.strip_prefix(folder).unwrap_or(Path::new("")).components().fold(found, |path, part| match part {
        Component::ParentDir => path.parent().map(Path::to_path_buf).unwrap_or(path),
        part => path.join(part),
    })
}

/// The texts of all items, in which the fingerprints of their originals stand.
fn fingerprints(column: &Column) -> Vec<(String, String)> {
    let items = column.folder().files().filter(|(path, _)| path.extension() == "md");
    items.filter_map(|(path, blob)| if let Blob::Text(text) = blob { Some((path.to_string(), text.to_string())) } else { None }).collect()
}
