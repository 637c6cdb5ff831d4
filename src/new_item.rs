//! A new item: the file that a clerk begins with. It has the keys that its leaf needs, what the leaf must tell as headings, and the
//! day by which it is due.

mod find;
mod keys;

pub use find::{Meant, leaves, leaves_of, subjects};

use chrono::Datelike;

use crate::calendar::{Date, Due, chinese};
use crate::duty;
use crate::folder::RelPath;
use crate::model::{DocNumber, Event, IndexNumber, Item, LeafId, Site, Stage, SubjectId};

/// What is known of an item before it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// 类别.
    pub leaf: LeafId,
    /// 标题.
    pub title: String,
    /// 主体.
    pub subject: SubjectId,
    /// 成文日期.
    pub formed: Date,
    /// 发布日期, where it is settled.
    pub published: Option<Date>,
    /// 文号.
    pub number: Option<DocNumber>,
    /// 阶段.
    pub stage: Option<Stage>,
    /// 事项.
    pub matter: Option<String>,
    /// 解读: the document that it interprets, by path or number.
    pub interprets: Option<String>,
}

/// The file to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct NewItem {
    /// Where: `content/<leaf>/<year>-<sequence>.md`, the next that is free.
    pub path: RelPath,
    /// What.
    pub text: String,
    /// The 索引号 that it has, where the column has a prefix.
    pub index_number: Option<String>,
    /// The last day for its publication.
    pub due: Option<Due>,
    /// The keys that the clerk must still fill in.
    pub left: Vec<&'static str>,
}

/// What stands where something is to be written. The rules look for it in what is no draft any more.
pub const FILL: &str = "（此处填写）";

/// Writes the item, which is a draft. `None` where the leaf's code is no name of a folder.
pub fn new_item(site: &Site, wish: &Wish) -> Option<NewItem> {
    let leaf = site.catalogue.leaf(wish.leaf);
    let path = free_path(site, &leaf.code, wish.formed.year())?;
    let document = || {
        let id = site.find(wish.interprets.as_ref()?).or_else(|| site.numbered(wish.interprets.as_ref()?))?;
        site.item(id).published.as_ref().map(|published| published.value.date)
    };
    let due = duty::limit_end(site, leaf, wish.formed, document);
    let index_number = next_index(site, wish.formed);
    let model = latest(site, wish);
    let page = keys::FrontMatter::new(site, wish, model, index_number.as_deref(), due);
    let body = body(site, wish, model, page.is_document());
    let (front, left) = page.write();
    let text = format!("---\n{front}---\n\n{body}");
    Some(NewItem { path, text, index_number, due, left })
}

/// The same for an item of which nothing is known but its leaf and its subject, for an editor: what changes from item to item has
/// nothing behind it, and nothing is taken from the items that are there.
pub fn outline(site: &Site, wish: &Wish) -> String {
    let index_number = next_index(site, wish.formed).map(|_| "");
    let page = keys::FrontMatter::new(site, wish, None, index_number, None);
    let body = body(site, wish, None, page.is_document());
    let (front, _) = page.write();
    format!("---\n{front}---\n\n{body}")
}

/// The last item of the leaf that is like the new one: of its subject, if there is one.
fn latest<'s>(site: &'s Site, wish: &Wish) -> Option<&'s Item> {
    let of_leaf = || site.of_leaf(wish.leaf).iter().rev().filter(|id| site.item(**id).withdrawn.is_none());
    let own = of_leaf().find(|id| site.filed(**id).subject == Some(wish.subject));
    own.or_else(|| of_leaf().next()).map(|id| site.item(*id))
}

/// The next path of the year in the leaf's folder that no item has, nor an attachment named after one, nor what was once published.
fn free_path(site: &Site, code: &str, year: i32) -> Option<RelPath> {
    let (folder, inside) = (format!("content/{code}/{year}-"), format!("{code}/{year}-"));
    let items = site.items.iter().filter_map(|filed| filed.item.path.as_str().strip_prefix(&folder));
    let files = site.files.keys().filter_map(|path| path.as_str().strip_prefix(&folder));
    let locked = site.lock.entries.keys().filter_map(|address| address.strip_prefix(&inside));
    let digits = |name: &str| -> Option<u32> {
        let end = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
        name.get(..end)?.parse().ok()
    };
    let last = items.chain(files).chain(locked).filter_map(digits).max().unwrap_or(0);
    RelPath::new(&format!("{folder}{:03}.md", last.checked_add(1)?))
}

/// The next 索引号 of the year, written as the others are.
fn next_index(site: &Site, formed: Date) -> Option<String> {
    let all: Vec<&IndexNumber> =
        site.items.iter().filter_map(|filed| filed.item.index_number.as_ref()).map(|number| &number.value).collect();
    let own = &site.config.index_prefix;
    let model = all.iter().rev().find(|number| own.is_empty() || number.prefix == *own);
    let prefix = if own.is_empty() { &model?.prefix } else { own };
    let of_year = all.iter().filter(|number| number.prefix == *prefix && i32::from(number.year) == formed.year());
    let sequence = of_year.map(|number| number.sequence).max().unwrap_or(0).checked_add(1)?;
    let (mark, date, width) = match model {
        Some(model) => {
            let rest = model.text.get(model.prefix.len()..)?;
            let (date, digits) = rest.get(1..)?.rsplit_once('-')?;
            (rest.get(..1)?, date.len(), digits.len())
        }
        None => ("/", 4, 5),
    };
    let date = if date == 8 { formed.format("%Y%m%d").to_string() } else { formed.year().to_string() };
    Some(format!("{prefix}{mark}{date}-{sequence:0width$}"))
}

/// The text below the front matter: a heading for each thing that the leaf must tell.
fn body(site: &Site, wish: &Wish, model: Option<&Item>, document: bool) -> String {
    let leaf = site.catalogue.leaf(wish.leaf);
    let mut text = format!("{FILL}\n");
    for element in &leaf.elements {
        text.push_str(&format!("\n## {element}\n\n{FILL}\n"));
    }
    if document {
        text.push_str(&format!("\n{}\n\n{}\n", keys::issuer(site, wish, model), chinese(wish.formed)));
    }
    text
}

/// Whether the leaf's items interpret documents.
fn interprets(site: &Site, wish: &Wish) -> bool {
    let leaf = site.catalogue.leaf(wish.leaf);
    wish.interprets.is_some() || leaf.deadline.is_some_and(|limit| limit.event == Event::DocumentPublished)
}
