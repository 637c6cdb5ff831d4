//! `content/places.yaml` becomes the places.

use std::collections::HashSet;

use crate::diag::Diagnostic;
use crate::folder::{Blob, RelPath};
use crate::model::Place;

use super::catalogue::{is_code, plain};
use super::fields::{Fields, KeyName, Sink};
use super::lists::root;
use super::yaml::{Kind, Node};
use super::{faults, words};

const PLACE: &[KeyName] = &[
    ("代码", "code"),
    ("名称", "name"),
    ("类型", "type"),
    ("地址", "address"),
    ("开放时间", "hours"),
    ("电话", "phone"),
    ("设备", "equipment"),
    ("负责", "in_charge"),
    ("村", "villages"),
    ("说明", "note"),
];

/// Reads the places; none where all of the file is comments. One whose address, hours or telephone are missing is told of, and shown all the same.
pub fn places(path: &RelPath, blob: &Blob) -> (Vec<Place>, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let mut taken = HashSet::new();
    let Some(node) = root(blob, &mut sink).filter(|node| node.kind != Kind::Null) else { return (Vec::new(), sink.findings) };
    let mut f = Fields::open(node, &[("场所", "places")], "公开场所文件", &mut sink);
    f.demand(&["场所"], &mut sink);
    let list = f.list("场所", &mut sink);
    let places = list.into_iter().filter_map(|node| place(node, &mut taken, &mut sink)).collect();
    (places, sink.findings)
}

fn place(node: Node, taken: &mut HashSet<String>, sink: &mut Sink<'_>) -> Option<Place> {
    let mut f = Fields::open(node, PLACE, "公开场所", sink);
    let (code, name) = (f.required("代码", sink), f.required("名称", sink));
    f.demand(&["类型", "地址", "开放时间", "电话"], sink);
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
