//! `content/subjects.yaml` and `content/statements.yaml`, and what data files have in common.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Span};
use crate::folder::{Blob, RelPath};
use crate::model::{Statement, StatementKind, Subject, Subjects};

use super::catalogue::{is_code, plain};
use super::fields::{Fields, KeyName, Sink};
use super::yaml::{self, Kind, Node};
use super::{faults, text, words};

/// Reads a data file that has one key with a list behind it, and gives the list.
pub fn document(blob: &Blob, key: KeyName, what: &'static str, sink: &mut Sink<'_>) -> Vec<Node> {
    let Some(node) = root(blob, sink) else { return Vec::new() };
    let mut fields = Fields::open(node, &[key], what, sink);
    if !fields.has(key.0) {
        fields.missing(key.0, sink);
    }
    fields.list(key.0, sink)
}

/// Reads a data file as a tree.
pub fn root(blob: &Blob, sink: &mut Sink<'_>) -> Option<Node> {
    let text = text::decode(blob, sink)?;
    let base = text.len() - text.trim_start_matches('\u{feff}').len();
    match yaml::read(&text[base..], base) {
        Ok((node, aside)) => {
            for exotic in aside.exotic {
                sink.add(
                    faults::SYNTAX,
                    exotic,
                    "这里用了引用符号（&、*、!），数据文件里不能用。",
                    "把内容原样写出来，或者给内容前后加英文双引号。",
                );
            }
            Some(node)
        }
        Err(fault) => {
            sink.findings.push(unreadable(text, &fault, sink.file));
            None
        }
    }
}

/// What to say where a data file could be read no further.
fn unreadable(text: &str, fault: &yaml::Fault, file: &RelPath) -> Diagnostic {
    let start = text.get(..fault.at).unwrap_or(text).rfind(['\r', '\n']).map_or(0, |at| at + 1);
    let line = text[start..].split(['\r', '\n']).next().unwrap_or("");
    let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
    if fault.reason == yaml::TAB && line[..lead].contains('\t') {
        let span = Span::new(start, start + lead);
        return Diagnostic::new(
            faults::TAB,
            file,
            span,
            "这一行用了制表符（Tab）缩进，后面的内容读不出来。",
            "把制表符换成空格，与上下的行对齐。",
        );
    }
    let wide = ['：', '，', '［', '｛', '“'].into_iter().find(|c| line.contains(*c) || before(text, start).contains(*c));
    let hint = wide.map_or(String::new(), |c| format!("附近有中文符号“{c}”，键后面的冒号、列表的逗号和括号要用英文的；"));
    Diagnostic::new(
        faults::SYNTAX,
        file,
        Span::new(fault.at, fault.at.max(start + line.trim_end().len())),
        format!("从这里起读不下去：{}。", fault.reason),
        format!("{hint}检查这一行和上一行：缩进要用空格并对齐，冒号后空一格，引号、括号要成对。"),
    )
}

/// The line before the byte `at`, up to it.
fn before(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or("");
    head.trim_end().rsplit('\n').next().unwrap_or("")
}

const SUBJECT: &[KeyName] = &[
    ("代码", "code"),
    ("名称", "name"),
    ("简称", "short"),
    ("类型", "type"),
    ("别名", "aliases"),
    ("上级", "parent"),
    ("负责人", "head"),
    ("联系方式", "contact"),
    ("公开职责", "duties"),
    ("机关代字", "organs"),
    ("更新", "interval"),
    ("起", "from"),
    ("止", "to"),
];

/// Reads the subjects.
pub fn subjects(path: &RelPath, blob: &Blob) -> (Subjects, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let mut all = Vec::new();
    let mut taken: HashMap<String, Span> = HashMap::new();
    for node in document(blob, ("主体", "subjects"), "主体文件", &mut sink) {
        if let Some(subject) = subject(node, &mut sink) {
            let words = [&subject.code, &subject.name, &subject.short].into_iter().chain(&subject.aliases).cloned();
            let own: std::collections::BTreeSet<String> = words.collect();
            if let Some(word) = own.iter().find(|word| taken.contains_key(*word)) {
                sink.add(
                    faults::DUPLICATE,
                    subject.span,
                    format!("“{word}”已经是另一个主体的名称或代码。"),
                    "每个主体的代码、名称、简称、别名都不能与别的主体相同。",
                );
            }
            taken.extend(own.into_iter().map(|word| (word, subject.span)));
            all.push(subject);
        }
    }
    (Subjects { all }, sink.findings)
}

fn subject(node: Node, sink: &mut Sink<'_>) -> Option<Subject> {
    let mut f = Fields::open(node, SUBJECT, "主体", sink);
    let (code, name) = (f.required("代码", sink), f.required("名称", sink));
    f.demand(&["类型"], sink);
    let kind = f.choice("类型", words::SUBJECT_TYPES, sink);
    let short = f.text_or_empty("简称", sink);
    let (aliases, duties) = (plain(f.texts("别名", sink)), f.texts("公开职责", sink));
    let (parent, head, contact) = (f.text("上级", sink), f.text_or_empty("负责人", sink), f.text_or_empty("联系方式", sink));
    let (organs, interval) = (plain(f.texts("机关代字", sink)), f.number("更新", sink).map(|days| days.value));
    let [from, to] = ["起", "止"].map(|name| f.date(name, sink).map(|date| date.value));
    let (code, name) = (code?, name?);
    if !is_code(&code.value) {
        sink.add(
            faults::CHOICE,
            code.span,
            format!("代码“{}”不能用在网址里。", code.value),
            "只用小写英文字母、数字和减号，以字母开头，例如 finance。",
        );
        return None;
    }
    let short = if short.is_empty() { name.value.clone() } else { short };
    Some(Subject {
        code: code.value,
        name: name.value,
        short,
        kind: kind?.value,
        aliases,
        parent: parent.map(|parent| parent.value),
        head,
        contact,
        organs,
        interval,
        from,
        to,
        duties,
        span: code.span,
    })
}

const STATEMENT: &[KeyName] =
    &[("类别", "leaf"), ("类型", "kind"), ("理由", "reason"), ("依据", "basis"), ("日期", "date"), ("期间", "period")];

/// Reads the statements.
pub fn statements(path: &RelPath, blob: &Blob) -> (Vec<Statement>, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let list = document(blob, ("声明", "statements"), "声明文件", &mut sink);
    let statements = list.into_iter().filter_map(|node| statement(node, &mut sink)).collect();
    (statements, sink.findings)
}

fn statement(node: Node, sink: &mut Sink<'_>) -> Option<Statement> {
    if node.kind == Kind::Null {
        return None;
    }
    let mut f = Fields::open(node, STATEMENT, "声明", sink);
    f.demand(&["类型", "依据", "日期"], sink);
    let (leaf, reason) = (f.required("类别", sink), f.required("理由", sink));
    let kind = f.choice("类型", words::STATEMENTS, sink);
    let (basis, period) = (f.text_or_empty("依据", sink), f.text_or_empty("期间", sink));
    let date = f.date("日期", sink).map(|date| date.value);
    // One that is not complete stands all the same: that its leaf has no statement is not to be said besides.
    let leaf = leaf?;
    let kind = kind.map_or(StatementKind::NotApplicable, |kind| kind.value);
    Some(Statement { span: leaf.span, leaf, kind, reason: reason.map(|reason| reason.value).unwrap_or_default(), basis, date, period })
}
