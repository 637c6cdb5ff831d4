//! `content/catalogue.yaml` becomes the [`Catalogue`].

use std::collections::HashSet;

use crate::calendar::Unit;
use crate::diag::{Diagnostic, Span, Spanned};
use crate::folder::{Blob, RelPath};
use crate::model::{self, Asks, Catalogue, Deadline, Event, Group, Leaf, Openness, Part, PartId, TimeLimit, Timing};

use super::deadline::time_limit;
use super::fields::{Fields, KeyName, Sink};
use super::lists::document;
use super::yaml::{Kind, Node};
use super::{faults, words};

const PART: &[KeyName] = &[("代码", "code"), ("名称", "name"), ("依据", "basis"), ("分组", "groups")];
const GROUP: &[KeyName] = &[("代码", "code"), ("名称", "name"), ("类别", "leaves")];
const LEAF: &[KeyName] = &[
    ("代码", "code"),
    ("名称", "name"),
    ("内容", "content"),
    ("依据", "basis"),
    ("性质", "kind"),
    ("方式", "timing"),
    ("时限", "deadline"),
    ("更新", "interval"),
    ("主体", "subjects"),
    ("阶段", "stages"),
    ("要素", "elements"),
    ("关键词", "keywords"),
    ("渠道", "channels"),
    ("公开对象", "audience"),
    ("公开方式", "openness"),
    ("公开层级", "level"),
    ("名单", "names"),
    ("年度", "years"),
];

/// Folders of the output that are not leaves.
const RESERVED: &[&str] = &["assets", "files", "part", "subject", "archive", "feeds", "search", "village", "portal"];

/// Reads the catalogue.
pub fn catalogue(path: &RelPath, blob: &Blob) -> (Catalogue, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let mut reader = Reader { catalogue: Catalogue::default(), codes: HashSet::new(), names: HashSet::new() };
    for node in document(blob, ("部分", "parts"), "目录文件", &mut sink) {
        reader.part(node, &mut sink);
    }
    (reader.catalogue, sink.findings)
}

struct Reader {
    catalogue: Catalogue,
    codes: HashSet<String>,
    names: HashSet<String>,
}

impl Reader {
    fn part(&mut self, node: Node, sink: &mut Sink<'_>) {
        let mut f = Fields::open(node, PART, "部分", sink);
        let (code, name) = (self.code(&mut f, sink), f.required("名称", sink));
        f.texts("依据", sink);
        let groups = f.list("分组", sink);
        let (Some(code), Some(name), Ok(id)) = (code, name, u16::try_from(self.catalogue.parts.len())) else { return };
        self.catalogue.parts.push(Part { code: code.value, name: name.value });
        for node in groups {
            self.group(node, PartId(id), sink);
        }
    }

    fn group(&mut self, node: Node, part: PartId, sink: &mut Sink<'_>) {
        let mut f = Fields::open(node, GROUP, "分组", sink);
        let (code, name) = (self.code(&mut f, sink), f.required("名称", sink));
        let leaves = f.list("类别", sink);
        let (Some(code), Some(name)) = (code, name) else { return };
        let group = self.catalogue.groups.len();
        self.catalogue.groups.push(Group { code: code.value, name: name.value, part });
        for node in leaves {
            self.leaf(node, group, sink);
        }
    }

    fn leaf(&mut self, node: Node, group: usize, sink: &mut Sink<'_>) {
        let mut f = Fields::open(node, LEAF, "类别", sink);
        let (code, name) = (self.code(&mut f, sink), f.required("名称", sink));
        f.demand(&["内容", "依据", "主体"], sink);
        let limit = f.take("时限", sink).map(|node| limit(node, sink)).unwrap_or_default();
        let leaf = Leaf {
            code: String::new(),
            name: String::new(),
            group,
            span: code.as_ref().map_or(f.span, |code| code.span),
            content: f.text_or_empty("内容", sink),
            basis: plain(f.texts("依据", sink)),
            kind: f.choice("性质", words::KINDS, sink).map_or(model::Kind::Information, |kind| kind.value),
            timing: f.choice("方式", words::TIMINGS, sink).map_or(Timing::AdHoc, |timing| timing.value),
            deadline: limit.deadline(),
            limit,
            interval: f.number("更新", sink).map(|days| days.value),
            subjects: f.choices("主体", words::SUBJECT_TYPES, sink).into_iter().map(|kind| kind.value).collect(),
            stages: f.choices("阶段", words::STAGES, sink).into_iter().map(|stage| stage.value).collect(),
            elements: plain(f.texts("要素", sink)),
            keywords: plain(f.texts("关键词", sink)),
            channels: plain(f.texts("渠道", sink)),
            audience: f.text_or_empty("公开对象", sink),
            openness: f.choice("公开方式", words::OPENNESS, sink).map_or(Openness::Proactive, |openness| openness.value),
            level: f.text_or_empty("公开层级", sink),
            names: f.choice("名单", words::NAMES, sink).map(|names| names.value),
            years: f.texts("年度", sink).iter().filter_map(|year| year_of(year, sink)).collect(),
        };
        let (Some(code), Some(name)) = (code, name) else { return };
        if self.catalogue.leaves.len() >= usize::from(u16::MAX) {
            return;
        }
        if !self.names.insert(name.value.clone()) {
            sink.add(faults::DUPLICATE, name.span, format!("类别名称“{}”出现了两次。", name.value), "给其中一个换一个名称。");
        }
        self.catalogue.leaves.push(Leaf { code: code.value, name: name.value, ..leaf });
    }

    /// A code is in addresses: lower-case letters, digits and hyphens, each once.
    fn code(&mut self, f: &mut Fields, sink: &mut Sink<'_>) -> Option<Spanned<String>> {
        let code = f.required("代码", sink)?;
        if !is_code(&code.value) {
            sink.add(
                faults::CHOICE,
                code.span,
                format!("代码“{}”不能用在网址里。", code.value),
                "只用小写英文字母、数字和减号，以字母开头，例如 river-chief。",
            );
            return None;
        }
        if RESERVED.contains(&code.value.as_str()) {
            sink.add(faults::CHOICE, code.span, format!("代码“{}”已由程序使用。", code.value), "换一个代码。");
            return None;
        }
        if !self.codes.insert(code.value.clone()) {
            sink.add(
                faults::DUPLICATE,
                code.span,
                format!("代码“{}”出现了两次。", code.value),
                "每个部分、分组、类别的代码都不能相同，换一个。",
            );
            return None;
        }
        Some(code)
    }
}

/// Whether a word can stand in an address as it is.
pub fn is_code(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The texts without their places.
pub fn plain(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

/// A limit by its fields, or as a phrase: 自信息形成或者变更之日起20个工作日内.
fn limit(node: Node, sink: &mut Sink<'_>) -> TimeLimit {
    let span = node.span;
    let Kind::Text(phrase) = &node.kind else {
        return deadline(node, sink).map(|deadline| TimeLimit::of(deadline, span)).unwrap_or_default();
    };
    let mut limit = time_limit(phrase);
    let ditto = limit.is_ditto().then(|| "同上".to_string());
    for unread in limit.unread.drain(..).map(|unread| unread.value).chain(ditto) {
        sink.add(
            faults::CHOICE,
            span,
            format!("“时限”里的“{unread}”看不懂。"),
            "写成“自信息形成或者变更之日起20个工作日内”这样的一句，或者 {起算: 形成或变更, 期限: 20, 单位: 工作日}。",
        );
    }
    limit.clauses.retain(|clause| clause.value.asks != Asks::Ditto);
    limit.clauses.iter_mut().for_each(|clause| clause.span = span);
    limit
}

fn deadline(node: Node, sink: &mut Sink<'_>) -> Option<Deadline> {
    let mut f = Fields::open(node, &[("起算", "event"), ("期限", "n"), ("单位", "unit")], "时限", sink);
    f.demand(&["期限", "单位"], sink);
    let event = f.choice("起算", words::EVENTS, sink).map_or(Event::FormedOrChanged, |event| event.value);
    let (n, unit): (Option<Spanned<u32>>, Option<Spanned<Unit>>) = (f.number("期限", sink), f.choice("单位", words::UNITS, sink));
    if let Some(n) = n.as_ref().filter(|n| n.value > 3650) {
        sink.add(faults::NUMBER, n.span, format!("公开时限{}太长。", n.value), "公开时限一般是20个工作日。");
        return None;
    }
    Some(Deadline { event, n: n?.value, unit: unit?.value })
}

fn year_of(year: &Spanned<String>, sink: &mut Sink<'_>) -> Option<i32> {
    let read = year.value.trim_end_matches('年').parse().ok().filter(|year| (1949..2200).contains(year));
    if read.is_none() {
        let span: Span = year.span;
        sink.add(faults::NUMBER, span, format!("“{}”不是年份。", year.value), "写四位数字，例如 2017。");
    }
    read
}
