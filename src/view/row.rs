//! Rows of lists, and a leaf in a box.

use serde::Serialize;
use tera::Value;

use crate::calendar::chinese;
use crate::duty::{self, Standing, State};
use crate::model::{Filed, Item, ItemId, Leaf, LeafId, Site, Statement, Status};
use crate::plan::{Noun, Plan};

use super::scene::Scene;

/// A link in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// Where it leads, from the column's root.
    pub href: String,
}

#[derive(Serialize)]
struct Row<'r> {
    title: &'r str,
    href: String,
    number: String,
    formed: String,
    published: String,
    published_text: String,
    leaf: &'r str,
    leaf_href: String,
    subject: &'r str,
    validity: &'static str,
    summary: &'r str,
}

/// An item as a row of a list.
pub fn row(site: &Site, plan: &Plan, id: ItemId, filed: &Filed) -> Value {
    let item = &filed.item;
    let published = item.published.as_ref().map(|published| published.value.date);
    let leaf = filed.leaf;
    Value::from_serializable(&Row {
        title: item.name(),
        href: plan.href(&Noun::Item(id)),
        number: item.number.as_ref().map(|number| number.value.to_string()).unwrap_or_default(),
        formed: item.formed.as_ref().map(|formed| formed.value.to_string()).unwrap_or_default(),
        published: published.map(|date| date.to_string()).unwrap_or_default(),
        published_text: published.map(chinese).unwrap_or_default(),
        leaf: leaf.map_or("", |leaf| &site.catalogue.leaf(leaf).name),
        leaf_href: leaf.map(|leaf| plan.href(&Noun::Leaf(leaf))).unwrap_or_default(),
        subject: filed.subject.map_or("", |subject| &site.subjects.get(subject).short),
        validity: mark(item),
        summary: if item.withdrawn.is_some() { "" } else { &item.summary },
    })
}

/// The word beside the title of an item that was withdrawn, or is not in force as it stands; empty for all others.
pub fn mark(item: &Item) -> &'static str {
    match &item.validity {
        _ if item.withdrawn.is_some() => "已撤下",
        Some(validity) if validity.status.value != Status::InForce => validity.status.value.name(),
        _ => "",
    }
}

/// How a leaf stands, for people.
#[derive(Serialize)]
pub struct StateView {
    code: &'static str,
    text: String,
}

impl StateView {
    /// The state in words.
    pub fn new(state: &State) -> StateView {
        let code = match state.standing {
            Standing::Kept => "ok",
            Standing::Soon => "soon",
            Standing::Overdue => "overdue",
            Standing::NoInterval => "unlimited",
            Standing::Stated => "stated",
            Standing::Blank => "none",
        };
        StateView { code, text: state.text() }
    }
}

/// A statement in place of items.
#[derive(Serialize)]
pub struct StatementView<'s> {
    kind: &'static str,
    reason: &'s str,
    basis: &'s str,
    date_text: String,
    period: &'s str,
}

impl<'s> StatementView<'s> {
    /// The statement in words.
    pub fn new(statement: &'s Statement) -> StatementView<'s> {
        StatementView {
            kind: statement.kind.name(),
            reason: &statement.reason,
            basis: &statement.basis,
            date_text: statement.date.map(chinese).unwrap_or_default(),
            period: &statement.period,
        }
    }
}

/// A leaf with its duty and its state.
#[derive(Serialize)]
pub struct LeafBox<'s> {
    code: &'s str,
    name: &'s str,
    href: String,
    content: &'s str,
    subjects: String,
    timing: &'static str,
    interval: String,
    deadline: String,
    state: StateView,
    latest: Option<Value>,
    statement: Option<StatementView<'s>>,
}

impl<'s> LeafBox<'s> {
    /// The box of one leaf.
    pub fn new(scene: &Scene<'s>, id: LeafId, leaf: &'s Leaf) -> LeafBox<'s> {
        let state = scene.state(id);
        LeafBox {
            code: &leaf.code,
            name: &leaf.name,
            href: scene.plan.href(&Noun::Leaf(id)),
            content: &leaf.content,
            subjects: LeafBox::subjects(leaf),
            timing: leaf.timing.name(),
            interval: LeafBox::interval(leaf),
            deadline: LeafBox::deadline(leaf),
            state: StateView::new(state),
            latest: state.latest.map(|latest| scene.row(latest)),
            statement: scene.site.statement(id).filter(|_| matches!(state.standing, duty::Standing::Stated)).map(StatementView::new),
        }
    }

    /// Who owes the leaf.
    pub fn subjects(leaf: &Leaf) -> String {
        leaf.subjects.iter().map(|kind| kind.name()).collect::<Vec<_>>().join("、")
    }

    /// How often it is renewed.
    pub fn interval(leaf: &Leaf) -> String {
        leaf.interval.map_or_else(|| "有变化时更新".to_string(), |days| format!("至少每{days}日更新一次"))
    }

    /// How soon it must be public.
    pub fn deadline(leaf: &Leaf) -> String {
        leaf.deadline.map_or_else(|| "及时公开".to_string(), |deadline| deadline.text())
    }
}
