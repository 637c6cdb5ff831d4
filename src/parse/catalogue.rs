//! `content/catalogue.yaml` becomes the [`Catalogue`].

use std::collections::HashSet;

use crate::calendar::Unit;
use crate::diag::{Diagnostic, Span, Spanned};
use crate::folder::{Blob, RelPath};
use crate::model::{self, Asks, Catalogue, Deadline, Event, Group, Leaf, Openness, Part, PartId, TimeLimit, Timing};

use super::deadline::time_limit;
use super::fields::{Fields, Sink};
use super::lists::document;
use super::shape::{Field, Shape};
use super::yaml::{Kind, Node};
use super::{faults, words};

/// The whole file.
pub const CATALOGUE: &[Field] = &[PARTS];
const PARTS: Field = Field::written("部分", "parts", Shape::List(&Shape::Map(PART)), "目录的各个部分，按顺序");
const PART: &[Field] = &[
    Field::must("代码", "code", Shape::Code("basic"), "用在网址里，定了不要改"),
    Field::must("名称", "name", Shape::Text, "这一部分的名称"),
    Field::new("依据", "basis", Shape::Texts, "这一部分依据的文件"),
    Field::new("分组", "groups", Shape::List(&Shape::Map(GROUP)), "这一部分里的各组"),
];
const GROUP: &[Field] = &[
    Field::must("代码", "code", Shape::Code("organ-info"), "不能和别的代码相同"),
    Field::must("名称", "name", Shape::Text, "这一组的名称"),
    Field::new("类别", "leaves", Shape::List(&Shape::Map(LEAF)), "这一组里的各个类别"),
];
const LEAF: &[Field] = &[
    Field::must("代码", "code", Shape::Code("river-chief"), "用在网址里，也是放条目的文件夹的名字，定了不要改"),
    Field::must("名称", "name", Shape::Text, "类别的名称，不能和别的类别相同"),
    Field::must("内容", "content", Shape::Text, "公开什么"),
    Field::must("依据", "basis", Shape::Texts, "依据的法律、法规和文件"),
    Field::new("性质", "kind", Shape::Word(&words::KINDS), "放的是信息，还是履行职责的记录；不写的是信息"),
    Field::new("方式", "timing", Shape::Word(&words::TIMINGS), "定期、逐段还是随时公开；不写的是随时"),
    Field::new(
        "时限",
        "deadline",
        Shape::Short(&Shape::Like("自信息形成或者变更之日起20个工作日内"), DEADLINE),
        "公开时限：一句话，或者一组",
    ),
    Field::new("更新", "interval", Shape::Number, "多少天内要有新的条目；不写的不检查"),
    Field::must("主体", "subjects", Shape::Words(&words::SUBJECT_TYPES), "由哪些类型的主体公开"),
    Field::new("阶段", "stages", Shape::Words(&words::STAGES), "条目分哪些阶段"),
    Field::new("要素", "elements", Shape::Texts, "应当公开的要素，缺了会提示"),
    Field::new("关键词", "keywords", Shape::Texts, "标题里有这些词的，多半属于这一类"),
    Field::new("渠道", "channels", Shape::Texts, "还要在哪里公开"),
    Field::new("公开对象", "audience", Shape::Text, "向谁公开，例如“全社会”"),
    Field::new("公开方式", "openness", Shape::Word(&words::OPENNESS), "不写的是主动公开"),
    Field::new("公开层级", "level", Shape::Text, "由哪一级公开，例如“乡级”"),
    Field::new("名单", "names", Shape::Word(&words::NAMES), "名单怎样公开：只在公示栏，还是去掉能认出人的内容"),
    Field::new("年度", "years", Shape::Texts, "只检查这些年，例如 [2017, 2018]；不写的年年检查"),
];
const DEADLINE: &[Field] = &[
    Field::new("起算", "event", Shape::Word(&words::EVENTS), "从哪件事起算；不写的是形成或变更"),
    Field::must("期限", "n", Shape::Number, "多少天，最多3650"),
    Field::must("单位", "unit", Shape::Word(&words::UNITS), "工作日，还是日"),
];

/// Folders of the output that are not leaves.
const RESERVED: &[&str] = &["assets", "files", "part", "subject", "archive", "feeds", "search", "village", "portal"];

/// Reads the catalogue.
pub fn catalogue(path: &RelPath, blob: &Blob) -> (Catalogue, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let mut reader = Reader { catalogue: Catalogue::default(), codes: HashSet::new(), names: HashSet::new() };
    for node in document(blob, PARTS, "目录文件", &mut sink) {
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
        let (code, name) = (self.code(&mut f, sink), f.text("名称", sink));
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
        let (code, name) = (self.code(&mut f, sink), f.text("名称", sink));
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
        let (code, name) = (self.code(&mut f, sink), f.text("名称", sink));
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
        let code = f.text("代码", sink)?;
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
    let mut f = Fields::open(node, DEADLINE, "时限", sink);
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
