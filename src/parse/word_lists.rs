//! The word lists of `content/words.yaml` that single rules look for become [`Lists`].

use crate::diag::Spanned;
use crate::folder::{Blob, RelPath};
use crate::model::{DocNumber, KnownNumber, Lists, Point, WORD_LISTS};

use super::catalogue::plain;
use super::fields::{Fields, KeyName, Sink};
use super::lists::root;
use super::yaml::Node;
use super::{faults, terms};

/// The lists of points and the list of numbers.
pub const OTHERS: &[KeyName] = &[("解读要点", "interpretation_points"), ("常用文号", "numbers")];

/// The lists of the program itself: they stand in for those that a column's own file leaves out.
pub fn ours() -> Lists {
    let Some(path) = RelPath::new(super::data::TERM_FILE) else { return Lists::default() };
    let mut sink = Sink::new(&path);
    let node = root(&Blob::Text(super::data::TERMS.into()), &mut sink);
    node.map(|node| read(&mut terms::open(node, &mut sink), Lists::default(), &mut sink)).unwrap_or_default()
}

/// Whether a file has every list, so that none is to be taken from elsewhere.
pub fn is_whole(f: &Fields) -> bool {
    WORD_LISTS.iter().map(|(_, zh, _)| zh).chain(OTHERS.iter().map(|(zh, _)| zh)).all(|name| f.has(name))
}

/// Reads the lists; one that is not written is that of `lists`.
pub fn read(f: &mut Fields, mut lists: Lists, sink: &mut Sink<'_>) -> Lists {
    for (list, name, _) in WORD_LISTS {
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
    let mut f = Fields::open(node, &[("名称", "name"), ("词", "words")], what, sink);
    let name = f.required("名称", sink);
    f.demand(&["词"], sink);
    let words = plain(f.texts("词", sink));
    name.filter(|_| !words.is_empty()).map(|name| Point { name: name.value, words })
}

/// `{名称: …, 文号: …}`.
fn known_number(node: Node, sink: &mut Sink<'_>) -> Option<KnownNumber> {
    let mut f = Fields::open(node, &[("名称", "name"), ("文号", "number")], "常用文号", sink);
    let (title, number) = (f.required("名称", sink), f.required("文号", sink));
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
