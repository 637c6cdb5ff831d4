//! `content/schemes.yaml` becomes the [`Schemes`].

use crate::diag::Diagnostic;
use crate::folder::{Blob, RelPath};
use crate::model::{Class, Fixed, FixedContent, Scheme, Schemes};

use super::catalogue::is_code;
use super::faults;
use super::fields::{Fields, Sink};
use super::lists::root;
use super::shape::{Field, Shape};
use super::yaml::Node;

/// The whole file.
pub const SCHEMES: &[Field] = &[
    Field::new("分类方式", "schemes", Shape::List(&Shape::Map(SCHEME)), "目录以外的分类方式，一种一页"),
    Field::new("固定栏目", "fixed", Shape::Map(FIXED), "几个固定的栏目显示什么"),
];
const SCHEME: &[Field] = &[
    Field::must("代码", "code", Shape::Code("article-20"), "用在网址里，定了不要改"),
    Field::must("名称", "name", Shape::Text, "这种分类方式的名称"),
    Field::new("说明", "note", Shape::Text, "写在页面上的说明"),
    Field::new("项", "classes", Shape::List(&Shape::Map(CLASS)), "分成哪几项"),
];
const CLASS: &[Field] = &[
    Field::must("代码", "code", Shape::Code("plans"), "这种分类方式里不能重复"),
    Field::must("名称", "name", Shape::Text, "这一项的名称"),
    Field::new("依据", "basis", Shape::Text, "依据哪一条"),
    Field::new("说明", "note", Shape::Text, "写在页面上的说明"),
    Field::new("类别", "leaves", Shape::Texts, "包括目录的哪些类别：名称或者代码"),
];
const FIXED: &[Field] = &[
    Field::new("政策", "policy", Shape::Map(CONTENT), "“政策”栏目"),
    Field::new("指南", "guide", Shape::Map(CONTENT), "“政府信息公开指南”栏目"),
    Field::new("制度", "rules", Shape::Map(CONTENT), "“政府信息公开制度”栏目"),
    Field::new("年报", "reports", Shape::Map(CONTENT), "“政府信息公开年报”栏目"),
    Field::new("依申请公开", "request", Shape::Map(CONTENT), "“依申请公开”栏目"),
];
const CONTENT: &[Field] = &[
    Field::new("条目", "item", Shape::Like("guide/2017-001.md"), "全文显示哪个条目：它的路径"),
    Field::new("类别", "leaves", Shape::Texts, "列出哪些类别的条目：名称或者代码"),
];

/// Codes of the schemes that every column has.
const TAKEN: &[&str] = &["five", "validity"];

/// Reads the schemes.
pub fn schemes(path: &RelPath, blob: &Blob) -> (Schemes, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let schemes = root(blob, &mut sink).map(|node| read(node, &mut sink)).unwrap_or_default();
    (schemes, sink.findings)
}

fn read(node: Node, sink: &mut Sink<'_>) -> Schemes {
    let mut f = Fields::open(node, SCHEMES, "分类方式文件", sink);
    let mut codes: Vec<String> = TAKEN.iter().map(|code| (*code).to_string()).collect();
    let all = f.list("分类方式", sink).into_iter().filter_map(|node| scheme(node, &mut codes, sink)).collect();
    let fixed = f.take("固定栏目", sink).map(|node| fixed(node, sink)).unwrap_or_default();
    Schemes { own: false, all, fixed }
}

fn scheme(node: Node, codes: &mut Vec<String>, sink: &mut Sink<'_>) -> Option<Scheme> {
    let mut f = Fields::open(node, SCHEME, "分类方式", sink);
    let code = code(&mut f, codes, sink);
    let (name, note) = (f.text("名称", sink), f.text_or_empty("说明", sink));
    let mut taken = Vec::new();
    let classes = f.list("项", sink).into_iter().filter_map(|node| class(node, &mut taken, sink)).collect();
    Some(Scheme { code: code?, name: name?.value, note, classes })
}

fn class(node: Node, codes: &mut Vec<String>, sink: &mut Sink<'_>) -> Option<Class> {
    let mut f = Fields::open(node, CLASS, "分类", sink);
    let code = code(&mut f, codes, sink);
    let name = f.text("名称", sink);
    let (basis, note) = (f.text_or_empty("依据", sink), f.text_or_empty("说明", sink));
    let leaves = f.texts("类别", sink);
    Some(Class { code: code?, name: name?.value, basis, note, leaves, items: Vec::new() })
}

/// The 代码, which must be fit for an address and not be taken.
fn code(f: &mut Fields, codes: &mut Vec<String>, sink: &mut Sink<'_>) -> Option<String> {
    let code = f.text("代码", sink)?;
    if !is_code(&code.value) {
        let message = format!("代码“{}”不能用在网址里。", code.value);
        sink.add(faults::CHOICE, code.span, message, "只用小写英文字母、数字和减号，以字母开头，例如 article-20。");
        return None;
    }
    if codes.contains(&code.value) {
        let message = format!("代码“{}”已经用过了。", code.value);
        sink.add(faults::DUPLICATE, code.span, message, "换一个代码；five 和 validity 由程序使用。");
        return None;
    }
    codes.push(code.value.clone());
    Some(code.value)
}

fn fixed(node: Node, sink: &mut Sink<'_>) -> [FixedContent; Fixed::ALL.len()] {
    let mut all: [FixedContent; Fixed::ALL.len()] = Default::default();
    let mut f = Fields::open(node, FIXED, "固定栏目", sink);
    let columns = [Fixed::Policy, Fixed::Guide, Fixed::Rules, Fixed::Reports, Fixed::Request];
    for (known, column) in FIXED.iter().zip(columns) {
        let Some(node) = f.take(known.name, sink) else { continue };
        let mut f = Fields::open(node, CONTENT, known.name, sink);
        all[column as usize] = FixedContent { item: f.text("条目", sink), leaves: f.texts("类别", sink), items: Vec::new() };
    }
    all
}
