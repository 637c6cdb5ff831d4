//! A document becomes the draft of an item: a front matter of guesses, the text in Markdown, and the files that lie beside it.

mod beside;
mod changes;
mod fields;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use crate::calendar::Date;
use crate::column::Column;
use crate::folder::RelPath;
use crate::model::LeafId;

use super::document::{Block, Document, Repair};
use super::leaf::{Choice, choose};
use super::markdown::{Names, markdown};
use super::{assay, guess, head, mend};
use beside::{Beside, stem};
use fields::{Fields, Known};

/// What is wanted of a draft, and what is known besides the file's content.
pub struct Wish<'w> {
    /// The file's name.
    pub name: &'w str,
    /// Its fingerprint.
    pub sha256: &'w str,
    /// Its bytes.
    pub original: &'w [u8],
    /// The leaf that was asked for.
    pub leaf: Option<LeafId>,
    /// Whether the original becomes an attachment; `None` where it does if a table is too large for the text.
    pub attach: Option<bool>,
    /// Why the original may not lie in the column.
    pub obstacles: &'w [String],
    /// The files that a page leads to, by how it names them.
    pub linked: &'w BTreeMap<String, Vec<u8>>,
    /// The stems that other drafts of the same run have, as `audit/2017-005`.
    pub taken: &'w BTreeSet<String>,
    /// The day.
    pub today: Date,
}

/// Something that was guessed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// What.
    pub key: &'static str,
    /// What it was taken to be.
    pub value: String,
    /// Where it was found.
    pub place: String,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where it belongs.
    pub path: RelPath,
    /// Its text.
    pub text: String,
    /// The files beside it.
    pub files: Vec<(RelPath, Vec<u8>)>,
    /// What was taken.
    pub taken: Vec<String>,
    /// What was mended.
    pub repairs: Vec<Repair>,
    /// What was guessed.
    pub confirm: Vec<Confirm>,
    /// What is still to be written.
    pub missing: Vec<String>,
    /// What people should look at.
    pub remarks: Vec<String>,
    /// What was not taken.
    pub left_out: Vec<String>,
}

/// Makes the draft.
///
/// # Errors
/// The leaves that are near, where none can be told.
pub fn draft(mut document: Document, column: &Column, wish: &Wish<'_>) -> Result<Draft, Vec<LeafId>> {
    let site = column.site();
    mend::mend(&mut document);
    let is_sheet = document.kind.contains("表格");
    let head = head::take(&mut document, wish.name, is_sheet);
    let title = head.title.as_ref().map_or("", |(title, _)| title);
    shape::headings(&mut document.blocks);
    shape::levelled(&mut document.blocks);
    let words: String = document.blocks.iter().map(|block| shape::words_of(block, usize::MAX)).collect();
    let prose: String = document.blocks.iter().map(|block| shape::words_of(block, shape::SHORT_TABLE)).collect();
    let (leaf, speaks) = match wish.leaf {
        Some(leaf) => (leaf, String::new()),
        None => match choose(&site.catalogue, title, &words) {
            Choice::One(leaf, word) => (leaf, format!("标题里有“{word}”")),
            Choice::Among(near) => return Err(near),
        },
    };
    let leaf = site.catalogue.leaf(leaf);
    let mut left_out = std::mem::take(&mut document.left_out);
    let mut remarks = std::mem::take(&mut document.remarks);
    let taken = vec![format!("{}字", letters(&words) + letters(title))];
    let large = is_sheet && document.blocks.iter().any(shape::is_large);
    let attach = wish.attach.unwrap_or(large) && wish.obstacles.is_empty();
    let counts = tables(&document.blocks);
    if large {
        shape::summarize(&mut document.blocks, attach);
        let why =
            if attach { "作为附件，正文只写栏目和行数" } else { "又不能直接作为附件，正文只写栏目和行数" };
        remarks.push(format!("表格较大，{why}"));
    }

    let tail = guess::tail(&prose.replace('\n', "\n\n"), &site.subjects);
    let known = Known { document: &document, head: &head, tail: &tail, leaf: (leaf, speaks) };
    let year = known.formed().or_else(|| known.published()).map_or(wish.today.year(), |(day, _)| day.year());
    let stem = stem(column, &leaf.code, year, wish.taken);
    let beside = Beside::of(&document, &leaf.code, &stem, attach, wish);
    let mut fields = Fields::of(&known, site, &beside.attached, wish);
    let nameless = beside.pictures.values().filter(|(_, alt)| alt.is_empty()).count();
    if nameless > 0 {
        fields.missing.push(format!("图片说明（{nameless}张）：写在“![]”的方括号里，说清图里是什么"));
    }
    left_out.extend(beside.absent);
    remarks.extend(std::mem::take(&mut fields.remarks));
    let more = [("张图片", beside.pictures.len()), ("条脚注", document.notes.len()), ("个附件", beside.attached.len())];
    let taken =
        taken.into_iter().chain(counts.into_iter().chain(more).filter(|(_, n)| *n > 0).map(|(what, n)| format!("{n}{what}"))).collect();

    let path = RelPath::new(&format!("content/{}/{stem}.md", leaf.code)).ok_or_else(Vec::new)?;
    let body = markdown(&document.blocks, &document.notes, &Names { picture: &|at| beside.pictures.get(&at).cloned() });
    let before = format!("{}{body}", fields.text());
    let text = assay::repaired(column.folder(), &path, &before, &beside.files, wish.today);
    let mut repairs = std::mem::take(&mut document.repairs);
    repairs.extend(changes::differences(&before, &text));
    let Fields { confirm, missing, .. } = fields;
    Ok(Draft { path, text, files: beside.files, taken, repairs, confirm, missing, remarks, left_out })
}

/// How many tables there are, and how many of their cells have something in them.
fn tables(blocks: &[Block]) -> [(&'static str, usize); 2] {
    let tables = || blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    [("个表格", tables().count()), ("个有内容的单元格", tables().map(super::document::Table::filled).sum())]
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
