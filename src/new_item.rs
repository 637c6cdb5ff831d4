//! A new item: the file that a clerk begins with. It has the keys that its leaf needs, filled in with what is known, and the day by
//! which it is due; its text is a paper's, or what the leaf must tell as headings.

mod facts;
mod find;
mod keys;
mod place;

pub use facts::{Fact, Facts};
pub use find::{Meant, Spoken, leaves, leaves_of, subjects};
pub use keys::{Confirm, DRAFT, Left};
pub use place::{Place, Taken, place};

use crate::calendar::{Due, chinese};
use crate::duty;
use crate::model::{Event, Item, Leaf, LeafId, Site, SubjectId};

/// The file to be written, at its [`Place`].
#[derive(Clone, Debug, PartialEq)]
pub struct NewItem {
    /// What.
    pub text: String,
    /// The last day for its publication, where the day is known that its time runs from.
    pub due: Option<Due>,
    /// What was found somewhere, and somebody must confirm.
    pub confirm: Vec<Confirm>,
    /// What the clerk must still fill in.
    pub left: Vec<Left>,
}

/// What stands where something is to be written. The rules look for it in what is no draft any more.
pub const FILL: &str = "（此处填写）";

/// Writes the item, which is a draft.
pub fn new_item(site: &Site, leaf: &Fact<LeafId>, facts: &Facts, place: &Place) -> NewItem {
    let kind = site.catalogue.leaf(leaf.value);
    let document = || {
        let named = &facts.interprets.as_ref()?.value;
        let id = site.find(named).or_else(|| site.numbered(named))?;
        site.item(id).published.as_ref().map(|published| published.value.date)
    };
    let due = facts.formed.as_ref().and_then(|formed| duty::limit_end(site, kind, formed.value, document));
    let model = latest(site, leaf.value, facts);
    let page = keys::FrontMatter::new(site, leaf, facts, model, place.index_number.as_deref(), due);
    let body = facts.body.clone().unwrap_or_else(|| body(site, kind, facts, model, page.is_document()));
    let keys::Written { text, confirm, left } = page.write();
    NewItem { text: format!("---\n{text}---\n\n{body}"), due, confirm, left }
}

/// The same for an item of which nothing is known but its leaf and its subject, for an editor: what changes from item to item has
/// nothing behind it, and nothing is taken from the items that are there.
pub fn outline(site: &Site, leaf: LeafId, facts: &Facts) -> String {
    let kind = site.catalogue.leaf(leaf);
    let numbered = facts.day().and_then(|day| place(site, kind, day, &Taken::default())).is_some_and(|place| place.index_number.is_some());
    let leaf = Fact::said(leaf);
    let page = keys::FrontMatter::new(site, &leaf, facts, None, numbered.then_some(""), None);
    let body = body(site, kind, facts, None, page.is_document());
    format!("---\n{}---\n\n{body}", page.write().text)
}

/// The last item of the leaf that is like the new one: of its subject, if there is one.
fn latest<'s>(site: &'s Site, leaf: LeafId, facts: &Facts) -> Option<&'s Item> {
    let of_leaf = || site.of_leaf(leaf).iter().rev().filter(|id| site.item(**id).withdrawn.is_none());
    let subject = facts.subject.as_ref().map(|subject| subject.value);
    let own = of_leaf().find(|id| subject.is_some() && site.filed(**id).subject == subject);
    own.or_else(|| of_leaf().next()).map(|id| site.item(*id))
}

/// The text below the front matter: a heading for each thing that the leaf must tell.
fn body(site: &Site, leaf: &Leaf, facts: &Facts, model: Option<&Item>, document: bool) -> String {
    let mut text = format!("{FILL}\n");
    for element in &leaf.elements {
        text.push_str(&format!("\n## {element}\n\n{FILL}\n"));
    }
    if let Some(formed) = facts.formed.as_ref().filter(|_| document) {
        text.push_str(&format!("\n{}\n\n{}\n", keys::issuer(site, facts, model), chinese(formed.value)));
    }
    text
}

/// The subject that answers for a paper in a leaf: the one that alone owes the leaf, or the one that signed it.
pub fn subject_of(site: &Site, leaf: LeafId, issuers: &[String]) -> Option<Fact<SubjectId>> {
    match duty::owners(site, leaf).as_slice() {
        [only] => Some(Fact::found(*only, "这个类别由它负责公开")),
        _ => issuers.iter().find_map(|name| site.subjects.find(name)).map(|id| Fact::found(id, "取自发布机构")),
    }
}

/// Whether the leaf's items interpret documents.
fn interprets(leaf: &Leaf, facts: &Facts) -> bool {
    facts.interprets.is_some() || leaf.deadline.is_some_and(|limit| limit.event == Event::DocumentPublished)
}
