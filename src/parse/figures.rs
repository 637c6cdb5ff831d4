//! `content/annual/2016.yaml` becomes [`Figures`]: the independent figures of one annual report.

use crate::diag::{Diagnostic, Span, Spanned};
use crate::folder::{Blob, RelPath};
use crate::model::{Figures, Line, Lines, REQUESTS};

use super::faults;
use super::fields::{Fields, Sink};
use super::lists::root;
use super::shape::{Field, Shape};
use super::yaml::{Kind, Node};

/// The whole file.
pub const FILE: &[Field] = &[
    Field::must("报告", "report", Shape::Like("annual-report/2017-001.md"), "哪个条目是这一年的年度报告：它的路径"),
    Field::must("主动公开", "proactive", Shape::Map(PROACTIVE), "第二部分：主动公开的情况"),
    Field::must("申请", "requests", Shape::Map(&ROWS), "第三部分：收到和处理申请的情况"),
    Field::must("复议诉讼", "disputes", Shape::Map(DISPUTES), "第四部分：行政复议、行政诉讼的情况"),
];
const PROACTIVE: &[Field] = &[
    Field::filled("规章", "regulations", Shape::Figures(MADE, 3), "规章：本年制发、本年废止、现行有效的件数"),
    Field::filled(
        "规范性文件",
        "normative",
        Shape::Figures(MADE, 2),
        "行政规范性文件：本年制发、本年废止、现行有效的件数；有上一年的数字文件的，现行有效可以不写",
    ),
    Field::filled("行政许可", "permits", Shape::Figures(ONE, 1), "本年处理决定的数量"),
    Field::filled("行政处罚", "penalties", Shape::Figures(ONE, 1), "本年处理决定的数量"),
    Field::filled("行政强制", "coercion", Shape::Figures(ONE, 1), "本年处理决定的数量"),
    Field::filled("收费", "fees", Shape::Figures(ONE, 1), "行政事业性收费的金额，单位是万元"),
];
const ROWS: [Field; REQUESTS.len()] = {
    let (mut all, mut at) = ([Field::new("", "", Shape::Number, ""); REQUESTS.len()], 0);
    while at < REQUESTS.len() {
        let row = &REQUESTS[at];
        all[at] = Field::filled(row.key.0, row.key.1, Shape::Figures(KINDS, KINDS.len()), row.label);
        at += 1;
    }
    all
};
const DISPUTES: &[Field] = &[
    Field::filled("行政复议", "review", Shape::Figures(RESULTS, 4), "行政复议"),
    Field::filled("直接起诉", "lawsuit", Shape::Figures(RESULTS, 4), "未经复议直接起诉"),
    Field::filled("复议后起诉", "lawsuit_after_review", Shape::Figures(RESULTS, 4), "复议后起诉"),
];

/// What the figures of a line are, in their order.
const MADE: &[&str] = &["制发", "废止", "现行有效"];
const KINDS: &[&str] = &["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"];
const RESULTS: &[&str] = &["结果维持", "结果纠正", "其他结果", "尚未审结"];

const ONE: &[&str] = &["数量"];

/// Keys of sums: they are computed.
const SUMS: [&str; 4] = ["总计", "合计", "total", "sum"];

/// The largest count has so many digits.
const DIGITS: usize = 9;

/// Reads the figures of one year; without the item that they belong to there are none.
pub fn figures(path: &RelPath, blob: &Blob) -> (Option<Figures>, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let figures = root(blob, &mut sink).and_then(|node| read(path, node, &mut sink));
    (figures, sink.findings)
}

fn read(path: &RelPath, node: Node, sink: &mut Sink<'_>) -> Option<Figures> {
    let mut f = Fields::open(node, FILE, "年报数字", sink);
    let year = path.stem().get(..4).and_then(|year| year.parse().ok()).filter(|year| (1949..2100).contains(year));
    if year.is_none() {
        let message = format!("文件名“{}”看不出是哪一年的数字。", path.stem());
        sink.add(faults::FILE, Span::default(), message, "文件名以年份开头，例如“2016.yaml”是2016年的年度报告的数字。");
    }
    let report = f.text("报告", sink);
    let before = sink.findings.len();
    let documents = section(&mut f, "主动公开", PROACTIVE, sink);
    let requests = section(&mut f, "申请", &ROWS, sink);
    let disputes = section(&mut f, "复议诉讼", DISPUTES, sink);
    let lines = match (documents, requests, disputes) {
        (Some(mut documents), Some(requests), Some(disputes)) if sink.findings.len() == before => {
            let single = documents.split_off(documents.len().min(2));
            Some(Lines { documents, single, requests, disputes })
        }
        _ => None,
    };
    Some(Figures { file: path.clone(), year: year?, report: report?, lines })
}

/// A part of the file: the line of figures behind each key, in the order of the keys. Lines that are missing are told all at once,
/// and sums are refused.
fn section(f: &mut Fields, name: &'static str, keys: &'static [Field], sink: &mut Sink<'_>) -> Option<Vec<Line>> {
    let mut node = f.take(name, sink)?;
    if let Kind::Map(entries) = &mut node.kind {
        for (key, _) in entries.iter().filter(|(key, _)| SUMS.contains(&key.value.as_str())) {
            sink.add(faults::UNKNOWN_KEY, key.span, format!("“{}”不用写，由程序计算。", key.value), "删去这一行。");
        }
        entries.retain(|(key, _)| !SUMS.contains(&key.value.as_str()));
    }
    let mut fields = Fields::open(node, keys, name, sink);
    let missing: Vec<&str> = keys.iter().map(|key| key.name).filter(|key| !fields.has(key)).collect();
    if !missing.is_empty() {
        let message = format!("“{name}”缺少{}行：{}。", missing.len(), missing.join("、"));
        let place = Span::new(fields.span.start, fields.span.start);
        sink.add(
            faults::MISSING,
            place,
            message,
            format!("逐行补上；没有的写0，例如“{}: 0”。", missing.first().copied().unwrap_or_default()),
        );
    }
    let lines: Vec<Option<Line>> = keys.iter().map(|key| line(&mut fields, key, sink)).collect();
    lines.into_iter().collect()
}

/// The line behind a key: `[3, 1, 0, 0, 0, 0]`, a number where there is one figure only, or a single 0 for all of them.
fn line(fields: &mut Fields, field: &Field, sink: &mut Sink<'_>) -> Option<Line> {
    let Shape::Figures(names, least) = field.shape else { return None };
    let key = field.name;
    let span = fields.keys().find(|(known, _)| *known == key)?.1;
    let node = fields.take(key, sink)?;
    let place = node.span;
    let nodes = match node.kind {
        Kind::List(nodes) => nodes,
        // How many documents are in force is no matter of course.
        Kind::Text(text) if text == "0" && names.len() > 1 && names.len() == least => {
            return Some(Line { span, cells: names.iter().map(|_| Spanned::new("0".to_string(), place)).collect() });
        }
        kind => vec![Node { span: place, kind }],
    };
    if nodes.len() < least || nodes.len() > names.len() {
        let wanted = if least < names.len() { format!("{least}个或者{}个", names.len()) } else { format!("{least}个") };
        let message = format!("“{key}”写了{}个数，应当是{wanted}。", nodes.len());
        sink.add(faults::NUMBER, place, message, ask(key, names, nodes.len()));
        return None;
    }
    let cells: Vec<_> = nodes.into_iter().zip(names).map(|(node, name)| figure(node, key, name, sink)).collect();
    Some(Line { span, cells: cells.into_iter().collect::<Option<_>>()? })
}

/// How to write a line.
fn ask(key: &str, names: &[&str], written: usize) -> String {
    if names.len() == 1 {
        return format!("写成“{key}: 0”。");
    }
    let sum = if written == names.len() + 1 { "总计由程序计算，不用写。" } else { "" };
    let zeros = vec!["0"; names.len()].join(", ");
    let order = names.join("、");
    if key == "规范性文件" {
        return format!("写成“{key}: [{zeros}]”，依次是{order}；有上一年的数字文件的，现行有效可以不写。");
    }
    format!("{sum}写成“{key}: [{zeros}]”，依次是{order}；都是0的，可以只写一个0。")
}

/// One figure: a count, or of the fees an amount in 万元.
fn figure(node: Node, key: &str, name: &str, sink: &mut Sink<'_>) -> Option<Spanned<String>> {
    let what = if name == "数量" { format!("“{key}”") } else { format!("“{key}”的“{name}”") };
    let text = match node.kind {
        Kind::Text(text) => text.trim().to_string(),
        Kind::Null => String::new(),
        Kind::Broken => return None,
        Kind::List(_) | Kind::Map(_) => "一组内容".to_string(),
    };
    let count = |text: &str| !text.is_empty() && text.len() <= DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = text.split_once('.').filter(|_| key == "收费").unwrap_or((&text, "0"));
    if count(whole) && count(part) {
        return Some(Spanned::new(text, node.span));
    }
    let (message, help) = if text.is_empty() {
        (format!("{what}空着。"), "没有的写0，不能空着。")
    } else if key == "收费" {
        (format!("{what}应当是一个数，这里是“{text}”。"), "写收费的金额，以万元为单位，只写数字，例如 1.25；没有的写0。")
    } else {
        (format!("{what}应当是件数，这里是“{text}”。"), "只写数字，不写单位，也不用横线代替；没有的写0。")
    };
    sink.add(faults::NUMBER, node.span, message, help);
    None
}
