//! `content/places.yaml` becomes the places.

use std::collections::HashSet;

use crate::diag::Diagnostic;
use crate::folder::{Blob, RelPath};
use crate::model::Place;

use super::catalogue::{is_code, plain};
use super::fields::{Fields, Sink};
use super::lists::root;
use super::shape::{Field, Shape};
use super::yaml::{Kind, Node};
use super::{faults, words};

/// The whole file.
pub const PLACES: &[Field] = &[Field::must("场所", "places", Shape::List(&Shape::Map(PLACE)), "群众可以看到公开内容的地方")];
const PLACE: &[Field] = &[
    Field::must("代码", "code", Shape::Code("service-hall"), "用在网址里，定了不要改"),
    Field::must("名称", "name", Shape::Text, "场所的名称"),
    Field::must("类型", "type", Shape::Word(&words::PLACE_KINDS), "专区、查阅点，还是公开栏"),
    Field::must("地址", "address", Shape::Text, "地址"),
    Field::must("开放时间", "hours", Shape::Text, "开放时间"),
    Field::must("电话", "phone", Shape::Like("0000-00000000"), "电话"),
    Field::new("设备", "equipment", Shape::Texts, "有哪些设备，例如自助查询机"),
    Field::new("负责", "in_charge", Shape::Text, "由谁负责：写岗位或者主体"),
    Field::new("村", "villages", Shape::Texts, "是哪些村的公开栏"),
    Field::new("说明", "note", Shape::Text, "别的说明"),
];

/// Reads the places; none where all of the file is comments. One whose address, hours or telephone are missing is told of, and shown all the same.
pub fn places(path: &RelPath, blob: &Blob) -> (Vec<Place>, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let mut taken = HashSet::new();
    let Some(node) = root(blob, &mut sink).filter(|node| node.kind != Kind::Null) else { return (Vec::new(), sink.findings) };
    let mut f = Fields::open(node, PLACES, "公开场所文件", &mut sink);
    let list = f.list("场所", &mut sink);
    let places = list.into_iter().filter_map(|node| place(node, &mut taken, &mut sink)).collect();
    (places, sink.findings)
}

fn place(node: Node, taken: &mut HashSet<String>, sink: &mut Sink<'_>) -> Option<Place> {
    let mut f = Fields::open(node, PLACE, "公开场所", sink);
    let (code, name) = (f.text("代码", sink), f.text("名称", sink));
    let kind = f.choice("类型", words::PLACE_KINDS, sink);
    let [address, hours, phone, in_charge, note] = ["地址", "开放时间", "电话", "负责", "说明"].map(|name| f.text_or_empty(name, sink));
    let (equipment, villages) = (plain(f.texts("设备", sink)), f.texts("村", sink));
    let (code, name, kind) = (code?, name?, kind?.value);
    if !is_code(&code.value) {
        let message = format!("代码“{}”不能用在网址里。", code.value);
        sink.add(faults::CHOICE, code.span, message, "只用小写英文字母、数字和减号，以字母开头，例如 service-hall。");
        return None;
    }
    if !taken.insert(code.value.clone()) {
        let message = format!("代码“{}”已经是另一个场所的。", code.value);
        sink.add(faults::DUPLICATE, code.span, message, "每个场所的代码都不能相同，换一个。");
        return None;
    }
    let span = code.span;
    Some(Place { code: code.value, name: name.value, kind, address, hours, phone, equipment, in_charge, villages, note, span })
}
