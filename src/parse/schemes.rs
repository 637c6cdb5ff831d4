//! `content/schemes.yaml` becomes the [`Schemes`].

use crate::diag::Diagnostic;
use crate::folder::{Blob, RelPath};
use crate::model::{Class, Fixed, FixedContent, Scheme, Schemes};

use super::catalogue::is_code;
use super::faults;
use super::fields::{Fields, KeyName, Sink};
use super::lists::root;
use super::yaml::Node;

const SCHEMES: &[KeyName] = &[("分类方式", "schemes"), ("固定栏目", "fixed")];
const SCHEME: &[KeyName] = &[("代码", "code"), ("名称", "name"), ("说明", "note"), ("项", "classes")];
const CLASS: &[KeyName] = &[("代码", "code"), ("名称", "name"), ("依据", "basis"), ("说明", "note"), ("类别", "leaves")];
const FIXED: &[KeyName] = &[("政策", "policy"), ("指南", "guide"), ("制度", "rules"), ("年报", "reports"), ("依申请公开", "request")];
const CONTENT: &[KeyName] = &[("条目", "item"), ("类别", "leaves")];

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
    let (name, note) = (f.required("名称", sink), f.text_or_empty("说明", sink));
    let mut taken = Vec::new();
    let classes = f.list("项", sink).into_iter().filter_map(|node| class(node, &mut taken, sink)).collect();
    Some(Scheme { code: code?, name: name?.value, note, classes })
}

fn class(node: Node, codes: &mut Vec<String>, sink: &mut Sink<'_>) -> Option<Class> {
    let mut f = Fields::open(node, CLASS, "分类", sink);
    let code = code(&mut f, codes, sink);
    let name = f.required("名称", sink);
    let (basis, note) = (f.text_or_empty("依据", sink), f.text_or_empty("说明", sink));
    let leaves = f.texts("类别", sink);
    Some(Class { code: code?, name: name?.value, basis, note, leaves, items: Vec::new() })
}

/// The 代码, which must be fit for an address and not be taken.
fn code(f: &mut Fields, codes: &mut Vec<String>, sink: &mut Sink<'_>) -> Option<String> {
    let code = f.required("代码", sink)?;
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
    for ((name, _), column) in FIXED.iter().zip(columns) {
        let Some(node) = f.take(name, sink) else { continue };
        let mut f = Fields::open(node, CONTENT, name, sink);
        all[column as usize] = FixedContent { item: f.text("条目", sink), leaves: f.texts("类别", sink), items: Vec::new() };
    }
    all
}
