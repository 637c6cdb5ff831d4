//! `content/subjects.yaml` and `content/statements.yaml`, and what data files have in common.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Span};
use crate::folder::{Blob, RelPath};
use crate::model::{Statement, StatementKind, Subject, Subjects};

use super::catalogue::{is_code, plain};
use super::fields::{Fields, Sink};
use super::shape::{Field, Shape};
use super::yaml::{self, Kind, Node};
use super::{faults, text, words};

/// Reads a data file that has one key with a list behind it, and gives the list.
pub fn document(blob: &Blob, key: Field, what: &'static str, sink: &mut Sink<'_>) -> Vec<Node> {
    let Some(node) = root(blob, sink) else { return Vec::new() };
    Fields::open(node, &[key], what, sink).list(key.name, sink)
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

/// The whole file of subjects.
pub const SUBJECTS: &[Field] = &[ALL_SUBJECTS];
const ALL_SUBJECTS: Field =
    Field::written("主体", "subjects", Shape::List(&Shape::Map(SUBJECT)), "本机关和所属的办站所、村委会、公用事业单位");
const SUBJECT: &[Field] = &[
    Field::must("代码", "code", Shape::Code("finance"), "用在网址里，定了不要改"),
    Field::must("名称", "name", Shape::Text, "全称"),
    Field::new("简称", "short", Shape::Text, "条目的“主体”里写的；不写的用全称"),
    Field::must("类型", "type", Shape::Word(&words::SUBJECT_TYPES), "是哪一类主体；目录按它分工"),
    Field::new("别名", "aliases", Shape::Texts, "还有哪些叫法，不能和别的主体相同"),
    Field::new("上级", "parent", Shape::Text, "属于哪个主体"),
    Field::new("负责人", "head", Shape::Text, "负责人的岗位"),
    Field::new("联系方式", "contact", Shape::Like("0000-00000000"), "办公电话"),
    Field::new("公开职责", "duties", Shape::Texts, "负责公开的类别：名称或者代码"),
    Field::new("机关代字", "organs", Shape::Texts, "文号里用的代字，例如“青政”"),
    Field::new("更新", "interval", Shape::Number, "多少天内要有新的条目；不写的按期限文件"),
    Field::new("起", "from", Shape::Date, "从哪一天起设立；一直有的不写"),
    Field::new("止", "to", Shape::Date, "到哪一天撤销；还在的不写"),
];

/// Reads the subjects.
pub fn subjects(path: &RelPath, blob: &Blob) -> (Subjects, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let mut all = Vec::new();
    let mut taken: HashMap<String, Span> = HashMap::new();
    for node in document(blob, ALL_SUBJECTS, "主体文件", &mut sink) {
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
    let (code, name) = (f.text("代码", sink), f.text("名称", sink));
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

/// The whole file of statements.
pub const STATEMENTS: &[Field] = &[ALL_STATEMENTS];
const ALL_STATEMENTS: Field =
    Field::written("声明", "statements", Shape::List(&Shape::Map(STATEMENT)), "没有内容可以公开的类别，说明为什么");
const STATEMENT: &[Field] = &[
    Field::must("类别", "leaf", Shape::Text, "哪个类别：名称或者代码"),
    Field::must("类型", "kind", Shape::Word(&words::STATEMENTS), "本镇不涉及，还是本期没有"),
    Field::must("理由", "reason", Shape::Text, "为什么没有"),
    Field::must("依据", "basis", Shape::Text, "依据什么"),
    Field::must("日期", "date", Shape::Date, "声明的那一天；满一年要重新核对"),
    Field::new("期间", "period", Shape::Like("2017年第三季度"), "本期无的，是哪一期"),
];

/// Reads the statements.
pub fn statements(path: &RelPath, blob: &Blob) -> (Vec<Statement>, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let list = document(blob, ALL_STATEMENTS, "声明文件", &mut sink);
    let statements = list.into_iter().filter_map(|node| statement(node, &mut sink)).collect();
    (statements, sink.findings)
}

fn statement(node: Node, sink: &mut Sink<'_>) -> Option<Statement> {
    if node.kind == Kind::Null {
        return None;
    }
    let mut f = Fields::open(node, STATEMENT, "声明", sink);
    let (leaf, reason) = (f.text("类别", sink), f.text("理由", sink));
    let kind = f.choice("类型", words::STATEMENTS, sink);
    let (basis, period) = (f.text_or_empty("依据", sink), f.text_or_empty("期间", sink));
    let date = f.date("日期", sink).map(|date| date.value);
    // One that is not complete stands all the same: that its leaf has no statement is not to be said besides.
    let leaf = leaf?;
    let kind = kind.map_or(StatementKind::NotApplicable, |kind| kind.value);
    Some(Statement { span: leaf.span, leaf, kind, reason: reason.map(|reason| reason.value).unwrap_or_default(), basis, date, period })
}
