//! `content/leaders.yaml` becomes the [`Leaders`].

use crate::diag::Diagnostic;
use crate::folder::{Blob, RelPath};
use crate::model::{Leader, Leaders};

use super::catalogue::plain;
use super::faults;
use super::fields::{Fields, Sink};
use super::lists::document;
use super::shape::{Field, Shape};
use super::yaml::Node;

/// The whole file.
pub const LEADERS: &[Field] = &[ALL];
const ALL: Field = Field::written("领导", "leaders", Shape::List(&Shape::Map(LEADER)), "领导和职务，检查正文里的职务对不对");
const LEADER: &[Field] = &[
    Field::must("姓名", "name", Shape::Text, "姓名"),
    Field::must("职务", "posts", Shape::Texts, "职务，怎样称呼就怎样写"),
    Field::must("起", "from", Shape::Date, "任职的第一天"),
    Field::new("止", "to", Shape::Date, "任职的最后一天；还在任的不写"),
];

/// Reads the table of leaders and posts.
pub fn leaders(path: &RelPath, blob: &Blob) -> (Leaders, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let list = document(blob, ALL, "领导名单", &mut sink);
    let all = list.into_iter().filter_map(|node| leader(node, &mut sink)).collect();
    (Leaders::new(all), sink.findings)
}

fn leader(node: Node, sink: &mut Sink<'_>) -> Option<Leader> {
    let mut f = Fields::open(node, LEADER, "领导", sink);
    let name = f.text("姓名", sink);
    let posts = plain(f.texts("职务", sink));
    let (from, to) = (f.date("起", sink), f.date("止", sink));
    if let (Some(from), Some(to)) = (&from, &to)
        && to.value < from.value
    {
        sink.add(faults::DATE, to.span, "“止”早于“起”。", "写担任这个职务的第一天和最后一天；还在任的，不写“止”。");
    }
    Some(Leader { name: name?.value, posts, from: from.map(|date| date.value), to: to.map(|date| date.value) })
}
