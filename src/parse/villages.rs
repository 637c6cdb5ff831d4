//! `content/villages.yaml` becomes the [`Villages`], and the 村务 of an item its [`VillageAffairs`].

use std::collections::HashSet;

use crate::diag::{Diagnostic, Spanned};
use crate::folder::{Blob, RelPath};
use crate::model::{Months, VillageAffairs, VillageMatter, VillageStatement, Villages};

use super::catalogue::is_code;
use super::fields::{self, Fields, Sink};
use super::lists::root;
use super::months::{months, months_in};
use super::shape::{Field, Shape};
use super::yaml::{Kind, Node};
use super::{faults, words};

/// The whole file.
pub const VILLAGES: &[Field] = &[
    Field::new("依据", "basis", Shape::Text, "依据的文件"),
    Field::must("起", "from", Shape::Date, "从哪一天起检查"),
    Field::new("截止日", "by_day", Shape::Number, "一期的内容在下一个月的哪一天以前公布：1到28；不写的是20"),
    Field::must("事项", "matters", Shape::List(&Shape::Map(MATTER)), "各村要公布的事项"),
    Field::new("声明", "statements", Shape::List(&Shape::Map(STATEMENT)), "没有内容可以公布的，说明为什么"),
];
const MATTER: &[Field] = &[
    Field::must("代码", "code", Shape::Code("finance"), "不能和别的事项相同"),
    Field::must("名称", "name", Shape::Text, "事项的名称；条目的“村务”里写它"),
    Field::must("组", "group", Shape::Word(&words::MATTER_GROUPS), "属于哪一组"),
    Field::must("间隔", "interval", Shape::Word(&words::RHYTHMS), "多久公布一次"),
    Field::new("按月", "monthly", Shape::Texts, "按月公布的村"),
    Field::new("内容", "content", Shape::Text, "公布什么"),
];
const STATEMENT: &[Field] = &[
    Field::must("村", "villages", Shape::Texts, "哪些村"),
    Field::must("事项", "matters", Shape::Texts, "哪些事项：名称或者代码"),
    Field::must("类型", "kind", Shape::Word(&words::STATEMENTS), "这个村不涉及，还是本期没有"),
    Field::new("期间", "period", PERIOD, "哪一期；不写的是一直"),
    Field::must("理由", "reason", Shape::Text, "为什么没有"),
    Field::must("日期", "date", Shape::Date, "声明的那一天"),
];
/// The 村务 of an item.
pub const AFFAIRS: &[Field] = &[
    Field::new("村", "villages", Shape::Texts, "哪些村；不写的是主体"),
    Field::must("事项", "matters", Shape::Texts, "公布了哪些事项：名称或者代码"),
    Field::new("期间", "period", PERIOD, "哪一期；不写的看标题"),
];
const PERIOD: Shape = Shape::Like("2017年第三季度");

/// A period is published by this day of the next month where the file says nothing.
const BY_DAY: u32 = 20;

/// Reads the duties of the villages; `None` where the file says too little, or nothing: all of it may be comments.
pub fn villages(path: &RelPath, blob: &Blob) -> (Option<Villages>, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let villages = root(blob, &mut sink).filter(|node| node.kind != Kind::Null).and_then(|node| read(node, &mut sink));
    (villages, sink.findings)
}

fn read(node: Node, sink: &mut Sink<'_>) -> Option<Villages> {
    let mut f = Fields::open(node, VILLAGES, "村务公开文件", sink);
    let (basis, from, by_day) = (f.text_or_empty("依据", sink), f.date("起", sink), f.number("截止日", sink));
    if let Some(day) = by_day.as_ref().filter(|day| !(1..=28).contains(&day.value)) {
        sink.add(faults::NUMBER, day.span, format!("“截止日”不能是{}。", day.value), "写1到28的数：下一个月的哪一天以前公布，例如 20。");
    }
    let mut taken = HashSet::new();
    let matters = f.list("事项", sink).into_iter().filter_map(|node| matter(node, &mut taken, sink)).collect();
    let statements = f.list("声明", sink).into_iter().filter_map(|node| statement(node, sink)).collect();
    let by_day = by_day.map_or(BY_DAY, |day| day.value.clamp(1, 28));
    Some(Villages { basis, from: from?.value, by_day, matters, statements })
}

fn matter(node: Node, taken: &mut HashSet<String>, sink: &mut Sink<'_>) -> Option<VillageMatter> {
    let mut f = Fields::open(node, MATTER, "村务事项", sink);
    let (code, name) = (f.text("代码", sink), f.text("名称", sink));
    let (group, rhythm) = (f.choice("组", words::MATTER_GROUPS, sink), f.choice("间隔", words::RHYTHMS, sink));
    let (monthly, content) = (f.texts("按月", sink), f.text_or_empty("内容", sink));
    let (code, name) = (code?, name?);
    if !is_code(&code.value) {
        let message = format!("代码“{}”不合写法。", code.value);
        sink.add(faults::CHOICE, code.span, message, "只用小写英文字母、数字和减号，以字母开头，例如 finance。");
        return None;
    }
    for word in [&code, &name] {
        if !taken.insert(word.value.clone()) {
            let message = format!("村务事项“{}”出现了两次。", word.value);
            sink.add(faults::DUPLICATE, word.span, message, "每个事项的代码、名称都不能与别的事项相同，换一个，或者删去一个。");
            return None;
        }
    }
    let (group, rhythm) = (group?.value, rhythm?.value);
    Some(VillageMatter { code: code.value, name: name.value, group, rhythm, monthly, content })
}

fn statement(node: Node, sink: &mut Sink<'_>) -> Option<VillageStatement> {
    let mut f = Fields::open(node, STATEMENT, "村务声明", sink);
    let (villages, matters) = (f.texts("村", sink), f.texts("事项", sink));
    let (kind, date) = (f.choice("类型", words::STATEMENTS, sink), f.date("日期", sink));
    let (reason, whole) = (f.text("理由", sink), !f.has("期间"));
    let months = period(&mut f, sink);
    // One whose 期间 cannot be read speaks of nothing, not of all time.
    (whole || months.is_some()).then_some(())?;
    Some(VillageStatement { villages, matters, kind: kind?.value, months, reason: reason?.value, date: date?.value })
}

fn period(f: &mut Fields, sink: &mut Sink<'_>) -> Option<Months> {
    let text = f.text("期间", sink)?;
    let read = months(&text.value);
    if read.is_none() {
        let message = format!("“期间”里的“{}”看不出是哪几个月。", text.value);
        sink.add(faults::DATE, text.span, message, "写成“2017年第三季度”“2017年7月”“2017年上半年”或者“2017年”。");
    }
    read
}

/// The 村务 of an item: its matters alone, or a mapping. The 期间 that is not written is that of the title.
pub fn affairs(node: Node, title: Option<&Spanned<String>>, sink: &mut Sink<'_>) -> VillageAffairs {
    let span = node.span;
    let by_title = || title.and_then(|title| months_in(&title.value));
    if matches!(node.kind, Kind::Text(_) | Kind::List(_)) {
        return VillageAffairs { villages: Vec::new(), matters: fields::texts(node, "村务", sink), months: by_title(), span };
    }
    let mut f = Fields::open(node, AFFAIRS, "村务", sink);
    let (villages, matters, whole) = (f.texts("村", sink), f.texts("事项", sink), !f.has("期间"));
    let months = period(&mut f, sink).or_else(|| by_title().filter(|_| whole));
    VillageAffairs { villages, matters, months, span }
}
