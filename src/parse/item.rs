//! An item's file becomes an [`Item`].

use std::sync::Arc;

use crate::diag::{Diagnostic, Span, Spanned};
use crate::folder::{Blob, RelPath};
use crate::model::{
    Attachment, Body, Checked, DisplayPeriod, DocNumber, Flow, IndexNumber, Item, KEYS, Key, NumberFault, Review, Revision, SecrecyReview,
    Stamp, Status, Step, Target, Validity, Waiver, Withdrawal,
};

use super::fields::{Fields, Sink};
use super::shape::{Field, Shape};
use super::yaml::{Kind, Node};
use super::{dates, faults, fields, front_matter, markdown, text, villages, words};

/// Reads an item. What cannot be read is reported and left out.
pub fn item(path: &RelPath, blob: &Blob) -> (Item, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let mut item = blank(path);
    if let Blob::Text(text) = blob {
        item.text = text.clone();
    }
    if let Some(text) = text::decode(blob, &mut sink) {
        let cut = front_matter::cut(text, &mut sink);
        item.front = cut.front;
        if let Some(node) = cut.node {
            item.readable = true;
            fill(&mut item, node, &mut sink);
        }
        let body = Span::new(cut.body, text.len());
        // Where the front matter starts, nobody knows yet: what is wrong with the body is told when that is mended.
        let mut aside = Sink::new(path);
        item.body = markdown::scan(text, body, path, if item.readable { &mut sink } else { &mut aside });
    }
    (item, sink.findings)
}

fn blank(path: &RelPath) -> Item {
    Item {
        path: path.clone(),
        text: Arc::default(),
        keys: Vec::new(),
        readable: false,
        front: Span::default(),
        title: None,
        leaf: None,
        subject: None,
        issuers: Vec::new(),
        formed: None,
        issued: None,
        published: None,
        number: None,
        index_number: None,
        openness: None,
        audience: String::new(),
        channels: Vec::new(),
        stage: None,
        matter: None,
        village: None,
        elements: Vec::new(),
        validity: None,
        interprets: None,
        repeals: Vec::new(),
        attachments: Vec::new(),
        display: None,
        flow: Flow::default(),
        five: Vec::new(),
        genre: String::new(),
        theme: String::new(),
        keywords: Vec::new(),
        summary: String::new(),
        source: String::new(),
        revisions: Vec::new(),
        withdrawn: None,
        draft: false,
        waivers: Vec::new(),
        reviews: Vec::new(),
        secrecy: None,
        body: Body::default(),
        hits: Vec::new(),
    }
}

/// The front matter.
pub const FRONT_MATTER: [Field; KEYS.len()] = {
    let (mut all, mut at) = ([Field::new("", "", Shape::Text, ""); KEYS.len()], 0);
    while at < KEYS.len() {
        let (key, name, other, about) = KEYS[at];
        let field = Field::new(name, other, shape(key), about);
        // These cannot stand empty. That they are written at all is for the rules to see.
        let filled = matches!(key, Key::Title | Key::Subject | Key::Formed | Key::Published | Key::Reviews | Key::Secrecy);
        all[at] = Field { filled, ..field };
        at += 1;
    }
    all
};

const fn shape(key: Key) -> Shape {
    match key {
        Key::Title | Key::Leaf | Key::Subject | Key::Matter | Key::Interprets => Shape::Text,
        Key::Audience | Key::Genre | Key::Theme | Key::Summary | Key::Source => Shape::Text,
        Key::Issuer | Key::Channels | Key::Elements | Key::Repeals | Key::Keywords => Shape::Texts,
        Key::Formed | Key::Issued => Shape::Date,
        Key::Published => Shape::Moment,
        Key::Number => Shape::Like("青政〔2017〕18号"),
        Key::IndexNumber => Shape::Like("000000000/2017-00110"),
        Key::Openness => Shape::Word(&words::OPENNESS),
        Key::Stage => Shape::Word(&words::STAGES),
        Key::Five => Shape::Words(&words::FIVE),
        Key::Draft => Shape::Word(&words::YES_NO),
        Key::Village => Shape::Short(&Shape::Texts, villages::AFFAIRS),
        Key::Validity => Shape::Short(&Shape::Word(&words::STATUSES), VALIDITY),
        Key::Attachments => Shape::List(&Shape::Short(&Shape::Text, ATTACHMENT)),
        Key::Display => Shape::Map(DISPLAY),
        Key::Flow => Shape::Map(FLOW),
        Key::Revisions => Shape::List(&Shape::Map(REVISION)),
        Key::Withdrawn => Shape::Map(WITHDRAWAL),
        Key::Waive => Shape::Names("规则名", "time/late", &Shape::Text),
        Key::Reviews => Shape::List(&Shape::Map(REVIEW)),
        Key::Secrecy => Shape::Map(SECRECY),
    }
}

const VALIDITY: &[Field] = &[
    Field::must("状态", "status", Shape::Word(&words::STATUSES), "现在的效力"),
    Field::new("施行", "effective", Shape::Date, "从哪一天起施行"),
    Field::new("失效", "expires", Shape::Date, "到哪一天失效"),
    Field::new("被废止", "repealed_by", Shape::Text, "被哪个文件废止：条目的路径或者文号"),
    Field::new("被修改", "amended_by", Shape::Text, "被哪个文件修改：条目的路径或者文号"),
];
const ATTACHMENT: &[Field] = &[
    Field::must("文件", "file", Shape::Text, "文件名；文件放在条目旁边，或者 content/files 里"),
    Field::new("名称", "name", Shape::Text, "网页上显示的名称；不写的用文件名"),
    Field::new("人工检查", "checked", Shape::Map(CHECKED), "程序看不了内容的附件，由谁在哪一天看过"),
];
const CHECKED: &[Field] =
    &[Field::must("人", "by", Shape::Text, "看过的岗位，不写姓名"), Field::must("日期", "date", Shape::Date, "哪一天看的")];
const DISPLAY: &[Field] = &[
    Field::must("起", "from", Shape::Date, "第一天"),
    Field::must("天数", "days", Shape::Number, "多少天"),
    Field::new("单位", "unit", Shape::Word(&words::UNITS), "工作日，还是日；不写的是日"),
];
const FLOW: &[Field] = &[
    step(Step::Proposed, "哪一天提出公开"),
    step(Step::Reviewed, "哪一天审核完"),
    step(Step::Published, "哪一天公开"),
    step(Step::Appraised, "哪一天评议"),
    step(Step::Answered, "哪一天反馈评议的意见"),
    step(Step::Archived, "哪一天归档"),
];
const REVISION: &[Field] = &[Field::must("日期", "date", Shape::Date, "哪一天改的"), Field::must("内容", "what", Shape::Text, "改了什么")];
const WITHDRAWAL: &[Field] =
    &[Field::must("日期", "date", Shape::Date, "哪一天撤下"), Field::must("理由", "reason", Shape::Text, "为什么撤下")];
const REVIEW: &[Field] = &[
    Field::new("级别", "level", Shape::Like("一审"), "第几级"),
    Field::new("人", "by", Shape::Text, "审核的岗位，不写姓名"),
    Field::new("日期", "date", Shape::Date, "审核的那一天"),
];
const SECRECY: &[Field] = &[
    Field::must("结论", "result", Shape::Word(&words::SECRECY), "审查的结论"),
    Field::new("人", "by", Shape::Text, "审查的岗位，不写姓名"),
    Field::new("日期", "date", Shape::Date, "审查的那一天"),
];

const fn step(step: Step, about: &'static str) -> Field {
    Field::new(step.name(), step.code(), Shape::Date, about)
}

fn fill(item: &mut Item, node: Node, sink: &mut Sink<'_>) {
    let mut fields = Fields::open(node, &FRONT_MATTER, "条目", sink);
    item.keys = fields.keys().filter_map(|(name, span)| Some((KEYS.iter().find(|(_, zh, ..)| *zh == name)?.0, span))).collect();
    let f = &mut fields;
    item.title = f.text(Key::Title.name(), sink);
    item.leaf = f.text(Key::Leaf.name(), sink);
    item.subject = f.text(Key::Subject.name(), sink);
    item.issuers = f.texts(Key::Issuer.name(), sink);
    item.formed = f.date(Key::Formed.name(), sink);
    item.issued = f.date(Key::Issued.name(), sink);
    item.published = published(f, sink);
    item.number = doc_number(f, sink);
    item.index_number = index_number(f, sink);
    item.openness = f.choice(Key::Openness.name(), words::OPENNESS, sink);
    item.audience = f.text_or_empty(Key::Audience.name(), sink);
    item.channels = f.texts(Key::Channels.name(), sink);
    item.stage = f.choice(Key::Stage.name(), words::STAGES, sink);
    item.matter = f.text(Key::Matter.name(), sink);
    item.village = f.take(Key::Village.name(), sink).map(|node| Box::new(villages::affairs(node, item.title.as_ref(), sink)));
    item.elements = f.texts(Key::Elements.name(), sink);
    item.validity = f.take(Key::Validity.name(), sink).and_then(|node| validity(node, sink).map(Box::new));
    item.interprets = f.text(Key::Interprets.name(), sink);
    item.repeals = f.texts(Key::Repeals.name(), sink);
    let path = item.path.clone();
    item.attachments = f.list(Key::Attachments.name(), sink).into_iter().filter_map(|node| attachment(node, &path, sink)).collect();
    item.display = f.take(Key::Display.name(), sink).and_then(|node| display(node, sink));
    item.flow = f.take(Key::Flow.name(), sink).map(|node| flow(node, sink)).unwrap_or_default();
    item.five = f.choices(Key::Five.name(), words::FIVE, sink).into_iter().map(|word| word.map(str::to_string)).collect();
    item.genre = f.text_or_empty(Key::Genre.name(), sink);
    item.theme = f.text_or_empty(Key::Theme.name(), sink);
    item.keywords = f.texts(Key::Keywords.name(), sink);
    item.summary = f.text_or_empty(Key::Summary.name(), sink);
    item.source = f.text_or_empty(Key::Source.name(), sink);
    item.revisions = f.list(Key::Revisions.name(), sink).into_iter().filter_map(|node| revision(node, sink)).collect();
    item.withdrawn = f.take(Key::Withdrawn.name(), sink).and_then(|node| withdrawal(node, sink));
    item.draft = f.choice(Key::Draft.name(), words::YES_NO, sink).is_some_and(|draft| draft.value);
    item.waivers = f.take(Key::Waive.name(), sink).map(|node| waivers(node, sink)).unwrap_or_default();
    item.reviews = f.list(Key::Reviews.name(), sink).into_iter().map(|node| review(node, sink)).collect();
    item.secrecy = f.take(Key::Secrecy.name(), sink).map(|node| secrecy(node, sink));
    if item.draft {
        gather_blanks(&item.keys, sink);
    }
}

/// A draft has much that is still to be filled in: it is said once, not place by place.
fn gather_blanks(keys: &[(Key, Span)], sink: &mut Sink<'_>) {
    let (mut blanks, rest): (Vec<Diagnostic>, Vec<Diagnostic>) =
        std::mem::take(&mut sink.findings).into_iter().partition(|finding| finding.rule.name == faults::BLANK.name);
    sink.findings = rest;
    blanks.sort_by_key(|blank| blank.span.start);
    if let [first, _, ..] = blanks.as_slice() {
        // What is blank inside a key is told by that key.
        let key_of = |blank: &Diagnostic| keys.iter().filter(|(_, span)| span.start <= blank.span.start).max_by_key(|(_, span)| span.start);
        let mut names: Vec<&str> = blanks.iter().filter_map(key_of).map(|(key, _)| key.name()).collect();
        names.dedup();
        let message = format!("草稿里还有{}处没有填，在“{}”里。", blanks.len(), names.join("”“"));
        sink.add(faults::BLANK, first.span, message, "补上内容；没有可写的，删去那一行。审核、保密审查办完以后再写。");
    } else {
        sink.findings.extend(blanks);
    }
}

fn published(f: &mut Fields, sink: &mut Sink<'_>) -> Option<Spanned<Stamp>> {
    let name = Key::Published.name();
    let text = f.text(name, sink)?;
    dates::check(dates::read_date(&text.value), &text, name, sink).map(|stamp| Spanned::new(stamp, text.span))
}

fn doc_number(f: &mut Fields, sink: &mut Sink<'_>) -> Option<Spanned<DocNumber>> {
    let text = f.text(Key::Number.name(), sink)?;
    match DocNumber::read(&text.value) {
        Ok(number) => Some(Spanned::new(number, text.span)),
        Err(NumberFault::Form(number)) => {
            let message = format!("文号“{}”的写法不合标准。", text.value);
            let help = format!("写成“{number}”：年份用六角括号〔〕，序号前不加“第”、不补0。");
            sink.add_fix(faults::DOC_NUMBER, text.span, message, help, number.to_string());
            Some(Spanned::new(number, text.span))
        }
        Err(NumberFault::Unreadable) => {
            let message = format!("“{}”不是完整的文号。", text.value);
            sink.add(
                faults::DOC_NUMBER,
                text.span,
                message,
                "文号由机关代字、年份、序号组成，例如“青政〔2017〕18号”。对照原件补全；没有文号的，删去这一行。",
            );
            None
        }
    }
}

fn index_number(f: &mut Fields, sink: &mut Sink<'_>) -> Option<Spanned<IndexNumber>> {
    let text = f.text(Key::IndexNumber.name(), sink)?;
    let number = IndexNumber::read(&text.value);
    if number.is_none() {
        let message = format!("“{}”不是完整的索引号。", text.value);
        sink.add(faults::INDEX_NUMBER, text.span, message, "索引号由机构代码、年份、序号组成，例如“000000000/2017-00110”。");
    }
    number.map(|number| Spanned::new(number, text.span))
}

fn validity(node: Node, sink: &mut Sink<'_>) -> Option<Validity> {
    // 「效力: 废止」 is short for 「效力: {状态: 废止}」.
    if let Kind::Text(_) = node.kind {
        let word = fields::text(node, "效力", sink)?;
        let status: Spanned<Status> = fields::choice(word, "效力", words::STATUSES, sink)?;
        return Some(Validity { status, effective: None, expires: None, repealed_by: None, amended_by: None });
    }
    let mut f = Fields::open(node, VALIDITY, "效力", sink);
    let status = f.choice("状态", words::STATUSES, sink);
    Some(Validity {
        effective: f.date("施行", sink),
        expires: f.date("失效", sink),
        repealed_by: f.text("被废止", sink),
        amended_by: f.text("被修改", sink),
        status: status?,
    })
}

fn attachment(node: Node, item: &RelPath, sink: &mut Sink<'_>) -> Option<Attachment> {
    let (file, name, checked) = match node.kind {
        Kind::Text(_) => (fields::text(node, "附件", sink)?, String::new(), None),
        _ => {
            let mut f = Fields::open(node, ATTACHMENT, "附件", sink);
            let file = f.text("文件", sink);
            let name = f.text_or_empty("名称", sink);
            let checked = f.take("人工检查", sink).and_then(|node| checked(node, sink));
            (file?, name, checked)
        }
    };
    // What is written is the file's name, not an address: `%`, `#` and `?` belong to it.
    let literal = file.value.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
    let path = match Target::read(item, &literal) {
        Target::Content(path, _) => Some(path),
        _ => None,
    };
    let name = if name.is_empty() { file.value.rsplit('/').next().unwrap_or(&file.value).to_string() } else { name };
    Some(Attachment { file, path, name, checked })
}

fn checked(node: Node, sink: &mut Sink<'_>) -> Option<Checked> {
    let mut f = Fields::open(node, CHECKED, "人工检查", sink);
    let (by, date) = (f.text("人", sink), f.date("日期", sink));
    Some(Checked { by: by?.value, date: date?.value })
}

fn display(node: Node, sink: &mut Sink<'_>) -> Option<DisplayPeriod> {
    let mut f = Fields::open(node, DISPLAY, "公示期", sink);
    let (from, days, unit) = (f.date("起", sink), f.number("天数", sink), f.choice("单位", words::UNITS, sink));
    Some(DisplayPeriod { from: from?, days: days?.value, unit: unit.map_or(crate::calendar::Unit::Day, |unit| unit.value) })
}

fn flow(node: Node, sink: &mut Sink<'_>) -> Flow {
    let mut f = Fields::open(node, FLOW, "流程", sink);
    Flow { steps: Step::ALL.into_iter().filter_map(|step| Some((step, f.date(step.name(), sink)?))).collect() }
}

fn revision(node: Node, sink: &mut Sink<'_>) -> Option<Revision> {
    let mut f = Fields::open(node, REVISION, "修订", sink);
    let what = f.text("内容", sink);
    Some(Revision { date: f.date("日期", sink)?.value, what: what?.value })
}

fn withdrawal(node: Node, sink: &mut Sink<'_>) -> Option<Withdrawal> {
    let mut f = Fields::open(node, WITHDRAWAL, "撤下", sink);
    let reason = f.text("理由", sink);
    Some(Withdrawal { date: f.date("日期", sink)?.value, reason: reason?.value })
}

fn waivers(node: Node, sink: &mut Sink<'_>) -> Vec<Waiver> {
    let Kind::Map(entries) = node.kind else {
        sink.add(faults::KIND, node.span, "“豁免”应当写成“规则: 理由”的形式。", "例如“豁免: {time/late: 因系统维护推迟}”。");
        return Vec::new();
    };
    entries.into_iter().filter_map(|(rule, reason)| Some(Waiver { reason: waiver_reason(&rule, reason, sink)?, rule })).collect()
}

/// A waiver without a reason is told of, and counts for the rest: its rule is not told of as well.
fn waiver_reason(rule: &Spanned<String>, reason: Node, sink: &mut Sink<'_>) -> Option<String> {
    let blank = match &reason.kind {
        Kind::Null => true,
        Kind::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    if blank {
        let help = format!("写明原因，例如“豁免: {{{}: 因系统维护推迟}}”。", rule.value);
        sink.add(faults::MISSING, rule.span, format!("豁免了“{}”，但没有写理由。", rule.value), help);
        return Some(String::new());
    }
    Some(fields::text(reason, "豁免", sink)?.value)
}

fn review(node: Node, sink: &mut Sink<'_>) -> Review {
    let mut f = Fields::open(node, REVIEW, "审核", sink);
    Review { level: f.text_or_empty("级别", sink), by: f.text_or_empty("人", sink), date: f.date("日期", sink) }
}

fn secrecy(node: Node, sink: &mut Sink<'_>) -> SecrecyReview {
    let mut f = Fields::open(node, SECRECY, "保密审查", sink);
    SecrecyReview { result: f.choice("结论", words::SECRECY, sink), by: f.text_or_empty("人", sink), date: f.date("日期", sink) }
}
