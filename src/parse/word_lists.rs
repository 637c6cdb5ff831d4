//! The word lists of `content/words.yaml` that single rules look for become [`Lists`].

use crate::diag::Spanned;
use crate::folder::{Blob, RelPath};
use crate::model::{DocNumber, KnownNumber, Lists, Point, WORD_LISTS};

use super::catalogue::plain;
use super::fields::{Fields, Sink};
use super::lists::root;
use super::shape::{Field, Shape};
use super::yaml::Node;
use super::{faults, terms};

/// The list of points and the list of numbers.
const OTHERS: [Field; 2] = [
    Field::new("解读要点", "interpretation_points", Shape::List(&Shape::Map(POINT)), "政策解读要讲到的要点"),
    Field::new("常用文号", "numbers", Shape::List(&Shape::Map(KNOWN_NUMBER)), "大家常引用的文件和它的文号，检查引用得对不对"),
];
const POINT: &[Field] =
    &[Field::must("名称", "name", Shape::Text, "要点的名称"), Field::must("词", "words", Shape::Texts, "有这些词之一，就算讲到了")];
const KNOWN_NUMBER: &[Field] = &[
    Field::must("名称", "name", Shape::Text, "文件的标题"),
    Field::must("文号", "number", Shape::Like("国办发〔2019〕54号"), "文件的文号"),
];
/// Every list that single rules look for.
pub const LISTS: [Field; WORD_LISTS.len() + OTHERS.len()] = {
    let (mut all, mut at) = ([OTHERS[0]; WORD_LISTS.len() + OTHERS.len()], 0);
    while at < WORD_LISTS.len() {
        let (_, name, other, about) = WORD_LISTS[at];
        all[at] = Field::new(name, other, Shape::Texts, about);
        at += 1;
    }
    while at < all.len() {
        all[at] = OTHERS[at - WORD_LISTS.len()];
        at += 1;
    }
    all
};

/// The lists of the program itself: they stand in for those that a column's own file leaves out.
pub fn ours() -> Lists {
    let Some(path) = RelPath::new(super::data::TERM_FILE) else { return Lists::default() };
    let mut sink = Sink::new(&path);
    let node = root(&Blob::Text(super::data::TERMS.into()), &mut sink);
    node.map(|node| read(&mut terms::open(node, &mut sink), Lists::default(), &mut sink)).unwrap_or_default()
}

/// Whether a file has every list, so that none is to be taken from elsewhere.
pub fn is_whole(f: &Fields) -> bool {
    LISTS.iter().all(|list| f.has(list.name))
}

/// Reads the lists; one that is not written is that of `lists`.
pub fn read(f: &mut Fields, mut lists: Lists, sink: &mut Sink<'_>) -> Lists {
    for (list, name, ..) in WORD_LISTS {
        if f.has(name) {
            lists.plain.insert(*list, plain(f.texts(name, sink)));
        }
    }
    if f.has("解读要点") {
        lists.interpretation = f.list("解读要点", sink).into_iter().filter_map(|node| point(node, "解读要点", sink)).collect();
    }
    if f.has("常用文号") {
        lists.numbers = f.list("常用文号", sink).into_iter().filter_map(|node| known_number(node, sink)).collect();
    }
    lists
}

/// `{名称: …, 词: […]}`.
fn point(node: Node, what: &'static str, sink: &mut Sink<'_>) -> Option<Point> {
    let mut f = Fields::open(node, POINT, what, sink);
    let name = f.text("名称", sink);
    let words = plain(f.texts("词", sink));
    name.filter(|_| !words.is_empty()).map(|name| Point { name: name.value, words })
}

/// `{名称: …, 文号: …}`.
fn known_number(node: Node, sink: &mut Sink<'_>) -> Option<KnownNumber> {
    let mut f = Fields::open(node, KNOWN_NUMBER, "常用文号", sink);
    let (title, number) = (f.text("名称", sink), f.text("文号", sink));
    let Spanned { value, span } = number?;
    match DocNumber::read(&value) {
        Ok(number) => Some(KnownNumber { title: title?.value.trim_matches(['《', '》']).to_string(), number }),
        Err(_) => {
            let help = "写成标准的样子，例如“国办发〔2019〕54号”；没有这种文号的文件（如国务院令）不用列。";
            sink.add(faults::DOC_NUMBER, span, format!("“{value}”不是标准的文号。"), help);
            None
        }
    }
}
