//! `gongkai import`: files of an office become drafts in the column, and their originals stay out of what is published.

mod files;
mod tell;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use gongkai::column::Column;
use gongkai::folder::{Blob, CONTENT, cure, hex, reason};
use gongkai::intake::{self, Draft, Wish};
use gongkai::model::LeafId;
use gongkai::parse::nearest;
use sha2::{Digest, Sha256};

use super::args::Import;
use super::{open, output, say};
use files::Source;

/// Where originals are kept: beside the content, so that nothing in it is read or published.
const ORIGINALS: &str = "原件";

/// What became of a file.
enum Outcome {
    /// It is a draft now; whether something in it may not be published.
    Drafted { path: String, forbids: bool },
    /// It was not taken, for a reason that people can do something about.
    Refused(String),
    /// It could not be read, or the draft could not be written.
    Failed(String),
}

/// Imports the files; whether all of them came in and hold nothing that may not be published.
pub fn run(args: &Import) -> Result<bool, String> {
    let folder = open::folder(&args.input)?;
    let today = open::day(&args.input, &folder);
    let column = Column::open(folder, today);
    let leaf = args.leaf.as_deref().map(|word| leaf(&column, word)).transpose()?;
    if let Some(originals) = &args.originals {
        outside_content(&args.input.source, originals)?;
    }
    let sources = files::sources(&args.files)?;
    let mut run = Run { args, column: &column, leaf, taken: BTreeSet::new(), done: fingerprints(&column) };
    let mut outcomes = Vec::with_capacity(sources.len());
    for source in &sources {
        let outcome = run.one(source);
        if let Outcome::Refused(why) | Outcome::Failed(why) = &outcome {
            tell::refused(&source.name, why);
        }
        outcomes.push((source.name.clone(), outcome));
    }
    tell::summary(&outcomes, args.dry_run);
    let failed = outcomes.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Failed(_))).count();
    if failed > 0 {
        return Err(format!("有 {failed} 个文件没有导入，原因见上面。"));
    }
    Ok(outcomes.iter().all(|(_, outcome)| matches!(outcome, Outcome::Drafted { forbids: false, .. })))
}

/// The leaf that the options name.
fn leaf(column: &Column, word: &str) -> Result<LeafId, String> {
    let catalogue = &column.site().catalogue;
    catalogue.find(word).ok_or_else(|| {
        let names = catalogue.leaves().flat_map(|(_, leaf)| [leaf.name.as_str(), leaf.code.as_str()]);
        let near = nearest(word, names).map(|near| format!("是不是“{near}”？")).unwrap_or_default();
        format!("没有名为“{word}”的类别。{near}类别写在 content/catalogue.yaml 里。")
    })
}

/// Originals may not lie where the column is made of.
fn outside_content(source: &Path, originals: &Path) -> Result<(), String> {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if whole(originals).starts_with(whole(&source.join(CONTENT))) {
        return Err(format!("“{}”在 content 文件夹里，原件不能放在那里。\n改法：放到栏目以外的文件夹。", originals.display()));
    }
    Ok(())
}

/// The texts of all items, in which the fingerprints of their originals stand.
fn fingerprints(column: &Column) -> Vec<(String, String)> {
    let items = column.folder().files().filter(|(path, _)| path.extension() == "md");
    items.filter_map(|(path, blob)| if let Blob::Text(text) = blob { Some((path.to_string(), text.to_string())) } else { None }).collect()
}

struct Run<'r> {
    args: &'r Import,
    column: &'r Column,
    leaf: Option<LeafId>,
    taken: BTreeSet<String>,
    /// The items with the files that they were made of.
    done: Vec<(String, String)>,
}

impl Run<'_> {
    fn one(&mut self, source: &Source) -> Outcome {
        let bytes = match files::read(&source.path) {
            Ok(bytes) => bytes,
            Err(why) => return Outcome::Failed(why),
        };
        let sha256 = hex(&Sha256::digest(&bytes));
        if let Some((path, _)) = self.done.iter().find(|(_, text)| !self.args.again && intake::is_of(text, &sha256)) {
            return Outcome::Refused(format!("已经导入过，在“{path}”里。改法：要再导入一次的，加上 --again"));
        }
        let document = match intake::read(&source.name, &bytes) {
            Ok(document) => document,
            Err(why) => return Outcome::Failed(why),
        };
        let (folder, today) = (self.column.folder(), self.column.today());
        let obstacles = intake::obstacles(folder, self.any_leaf(), &files::plain_name(&source.name), &bytes, today);
        let (linked, barred) = self.linked(source, &document);
        let attach = self.args.attach.then_some(true);
        let wish = Wish {
            name: &source.name,
            sha256: &sha256,
            original: &bytes,
            leaf: self.leaf.or_else(|| files::named_leaf(self.column, source)),
            attach,
            obstacles: &obstacles,
            linked: &linked,
            taken: &self.taken,
            today,
        };
        let kind = document.kind.clone();
        let mut draft = match intake::draft(document, self.column, &wish) {
            Ok(draft) => draft,
            Err(near) => return Outcome::Refused(self.no_leaf(&near)),
        };
        draft.left_out.extend(barred);
        let assay = intake::assay(folder, &draft.path, &draft.text, &draft.files, today);
        if assay.is_secret() {
            let told =
                assay.findings.iter().find(|finding| finding.rule.name == "secrecy/secrecy-mark").map_or("", |finding| &finding.message);
            return Outcome::Refused(format!(
                "{told}没有写出草稿，原件也不放进栏目。改法：立即报告保密工作人员；已经解密的，附上解密手续，删去标志后再导入"
            ));
        }
        let kept = self.original(source, &draft, &obstacles);
        if !self.args.dry_run {
            if let Err(why) = self.write(&draft, &bytes, kept.as_deref()) {
                return Outcome::Failed(why);
            }
            self.done.push((draft.path.to_string(), draft.text.clone()));
        }
        let stem = draft.path.as_str().trim_start_matches("content/").trim_end_matches(".md").to_string();
        self.taken.insert(stem);
        tell::drafted(&tell::Told {
            name: &source.name,
            kind: &kind,
            draft: &draft,
            assay: &assay,
            obstacles: &obstacles,
            kept: kept.as_deref(),
            attached: self.args.attach && obstacles.is_empty(),
            args: self.args,
        });
        Outcome::Drafted { path: draft.path.to_string(), forbids: assay.forbids() }
    }

    /// The files beside a page that it leads to; those that may not lie in the column are told.
    fn linked(&self, source: &Source, document: &intake::Document) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
        let (mut linked, mut barred) = (BTreeMap::new(), Vec::new());
        let pictures = document.pictures.iter().filter(|picture| picture.bytes.is_none()).map(|picture| &picture.href);
        for href in document.linked.iter().map(|linked| &linked.href).chain(pictures) {
            let Some(path) = files::beside(&source.path, href).filter(|_| !linked.contains_key(href)) else { continue };
            let Ok(bytes) = files::read(&path) else { continue };
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let obstacles =
                intake::obstacles(self.column.folder(), self.any_leaf(), &files::plain_name(&name), &bytes, self.column.today());
            match obstacles.first() {
                Some(why) => barred.push(format!("“{name}”不能放进栏目：{why}")),
                None => {
                    linked.insert(href.clone(), bytes);
                }
            }
        }
        (linked, barred)
    }

    /// A leaf that rules which look into a file may take it to be in.
    fn any_leaf(&self) -> &str {
        let leaves = &self.column.site().catalogue.leaves;
        self.leaf.map(|id| self.column.site().catalogue.leaf(id)).or(leaves.first()).map_or("", |leaf| &leaf.code)
    }

    fn no_leaf(&self, near: &[LeafId]) -> String {
        let catalogue = &self.column.site().catalogue;
        let near: Vec<String> = near.iter().map(|id| catalogue.leaf(*id)).map(|leaf| format!("{}（{}）", leaf.name, leaf.code)).collect();
        let near = if near.is_empty() { String::new() } else { format!("比较接近的有：{}。", near.join("、")) };
        let example = catalogue.leaves.first().map(|leaf| format!("，例如 --leaf {}", leaf.name)).unwrap_or_default();
        format!("看不出属于哪个类别。{near}改法：用 --leaf 写明类别{example}")
    }

    /// Where the original is kept; `None` where it is not.
    fn original(&self, source: &Source, draft: &Draft, obstacles: &[String]) -> Option<PathBuf> {
        let extension = source.name.rsplit_once('.').map_or("bin", |(_, extension)| extension);
        let name = draft.path.as_str().trim_start_matches("content/").trim_end_matches("md").to_string() + extension;
        match &self.args.originals {
            Some(folder) => Some(folder.join(name)),
            None => obstacles
                .is_empty()
                .then(|| self.args.input.source.join(ORIGINALS).join(name))
                .map(|path| path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path)),
        }
    }

    /// Writes a draft, its files and the original. Nothing that is there is written over; if one fails, the others are taken back.
    fn write(&self, draft: &Draft, original: &[u8], kept: Option<&Path>) -> Result<(), String> {
        let root = &self.args.input.source;
        let mut all: Vec<(PathBuf, &[u8])> = draft.files.iter().map(|(path, bytes)| (root.join(path.as_str()), bytes.as_slice())).collect();
        all.extend(kept.map(|path| (path.to_path_buf(), original)));
        // The draft comes last: with it all is there.
        all.push((root.join(draft.path.as_str()), draft.text.as_bytes()));
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

/// Says a line, unless only what forbids publication is to be said.
fn say_unless(quiet: bool, line: &str) {
    if !quiet {
        say!("{line}");
    }
}
