//! A paper becomes the draft of an item: what is known of it and its text in Markdown, and the files that lie beside it.

mod beside;
mod changes;

use std::collections::BTreeMap;

use crate::calendar::{Date, Due};
use crate::column::Column;
use crate::folder::RelPath;
use crate::model::LeafId;
use crate::new_item::{Confirm, Fact, Left, NewItem, Place, Taken, new_item, place, subject_of};

use super::document::{Block, Repair, Table};
use super::markdown::{Names, markdown};
use super::origin::imported;
use super::paper::Paper;
use super::{assay, shape};
use beside::Beside;

/// What is known of a paper's file, and wanted.
pub struct Wish<'w> {
    /// The file's name.
    pub name: &'w str,
    /// Its fingerprint.
    pub sha256: &'w str,
    /// Its bytes.
    pub original: &'w [u8],
    /// Whether the original becomes an attachment; `None` where it does if a table is too large for the text.
    pub attach: Option<bool>,
    /// Why the original may not lie in the column.
    pub obstacles: &'w [String],
    /// The files that a page leads to, by how it names them.
    pub linked: &'w BTreeMap<String, Vec<u8>>,
    /// What the drafts of the same run have.
    pub taken: &'w Taken,
    /// The day.
    pub today: Date,
}

/// A draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Where it belongs, and its number.
    pub place: Place,
    /// Its text.
    pub text: String,
    /// The files beside it.
    pub files: Vec<(RelPath, Vec<u8>)>,
    /// What was taken.
    pub taken: Vec<String>,
    /// What was mended.
    pub repairs: Vec<Repair>,
    /// What was found, and somebody must confirm.
    pub confirm: Vec<Confirm>,
    /// What is still to be written.
    pub left: Vec<Left>,
    /// What people should look at.
    pub remarks: Vec<String>,
    /// What was not taken.
    pub left_out: Vec<String>,
    /// The last day for its publication.
    pub due: Option<Due>,
}

/// Makes the draft in a leaf. `None` where the leaf's code is no name of a folder.
pub fn draft(paper: Paper, leaf: &Fact<LeafId>, column: &Column, wish: &Wish<'_>) -> Option<Draft> {
    let site = column.site();
    let Paper { mut facts, mut document, letters, .. } = paper;
    let mut left_out = std::mem::take(&mut document.left_out);
    let mut remarks = std::mem::take(&mut document.remarks);
    let counts = tables(&document.blocks);
    let large = document.is_sheet() && document.blocks.iter().any(shape::is_large);
    let attach = wish.attach.unwrap_or(large) && wish.obstacles.is_empty();
    if large {
        shape::summarize(&mut document.blocks, attach);
        let why =
            if attach { "作为附件，正文只写栏目和行数" } else { "又不能直接作为附件，正文只写栏目和行数" };
        remarks.push(format!("表格较大，{why}"));
    }

    let place = place(site, site.catalogue.leaf(leaf.value), facts.day().unwrap_or(wish.today), wish.taken)?;
    let beside = Beside::of(&document, &place.path, attach, wish);
    let body = markdown(&document.blocks, &document.notes, &Names { picture: &|at| beside.pictures.get(&at).cloned() });
    if facts.subject.is_none() {
        let issuers = facts.issuers.as_ref().map_or(&[][..], |issuers| &issuers.value);
        facts.subject = subject_of(site, leaf.value, issuers);
    }
    if let Some(number) = &facts.number
        && let Some(other) = site.numbered(&number.value.to_string())
    {
        remarks.push(format!("文号“{}”在“{}”里用过，可能是同一个文件", number.value, site.item(other).path));
    }
    let openness = || Fact::found(site.catalogue.leaf(leaf.value).openness, "照目录写的，对照发文时定的公开属性");
    facts.openness = facts.openness.or_else(|| Some(openness()));
    facts.remarks.push(imported(wish.name, wish.sha256));
    facts.body = Some(body);
    facts.attachments = beside.attached;
    let NewItem { text: before, due, confirm, mut left } = new_item(site, leaf, &facts, &place);
    let nameless = beside.pictures.values().filter(|(_, alt)| alt.is_empty()).count();
    if nameless > 0 {
        left.push(Left { key: "图片说明", hint: format!("{nameless}张，写在“![]”的方括号里，说清图里是什么") });
    }
    left_out.extend(beside.absent);
    let more = [("张图片", beside.pictures.len()), ("条脚注", document.notes.len()), ("个附件", facts.attachments.len())];
    let counted = counts.into_iter().chain(more).filter(|(_, n)| *n > 0).map(|(what, n)| format!("{n}{what}"));
    let taken = [format!("{letters}字")].into_iter().chain(counted).collect();

    let text = assay::repaired(column.folder(), &place.path, &before, &beside.files, wish.today);
    let mut repairs = std::mem::take(&mut document.repairs);
    repairs.extend(changes::differences(&before, &text));
    Some(Draft { place, text, files: beside.files, taken, repairs, confirm, left, remarks, left_out, due })
}

/// How many tables there are, and how many of their cells have something in them.
fn tables(blocks: &[Block]) -> [(&'static str, usize); 2] {
    let tables = || blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    [("个表格", tables().count()), ("个有内容的单元格", tables().map(Table::filled).sum())]
}
