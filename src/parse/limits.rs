//! `content/limits.yaml` becomes the [`Limits`].

use crate::calendar::Unit;
use crate::diag::Diagnostic;
use crate::folder::{Blob, RelPath};
use crate::model::{Abolished, COUNTS, CommentLimit, Counts, DisplayLimit, Element, GuideLimit, Limits, ReportLimit, Statute, UpdateLimit};

use super::data::LIMITS as LIMITS_TEXT;
use super::fields::{Fields, Sink};
use super::lists::root;
use super::shape::{Field, Shape, joined};
use super::words;
use super::yaml::Node;

/// The whole file.
pub const FILE: &[Field] = &[
    Field::new("公示期", "displays", Shape::List(&Shape::Map(DISPLAY)), "什么样的公示，至少多少天"),
    Field::new("征求意见", "comment", Shape::Map(COMMENT), "征求意见至少多少天"),
    Field::new("突击发布", "burst", Shape::Map(BURST), "停了很久以后一天发布很多条的，提示"),
    Field::new("年度报告", "reports", Shape::Map(REPORT), "政府信息公开工作年度报告"),
    Field::new("办事指南", "guides", Shape::Map(GUIDE), "办事指南要写的要素"),
    Field::new("公开指南", "disclosure_guide", Shape::Map(GUIDE), "政府信息公开指南要写的要素"),
    Field::new("申请说明", "request_guide", Shape::Map(REQUEST_GUIDE), "依申请公开的说明要写的要素"),
    Field::new("标题字数", "title", Shape::Number, "标题最多多少字；0 是不检查"),
    Field::new("摘要字数", "summary", Shape::Number, "摘要最多多少字；0 是不检查"),
    Field::new("正文字数", "body", Shape::Number, "正文超过多少字要写摘要；0 是不检查"),
    Field::new("目录时限", "statutes", Shape::List(&Shape::Map(STATUTE)), "目录里写的公开时限不能比这里的长"),
    Field::new("废止依据", "abolished", Shape::List(&Shape::Map(ABOLISHED)), "目录不能再引用的文件"),
    Field::new("渠道", "channels", Shape::Texts, "目录可以写的公开渠道"),
    Field::new("固定间隔", "updates", Shape::List(&Shape::Map(UPDATE)), "检查标准规定了更新间隔的类别"),
    Field::new("数量", "counts", Shape::Map(&NUMBERS), "各条规则用的数量；没有写的，按程序自带的"),
];
const DISPLAY: &[Field] = &[
    Field::must("名称", "name", Shape::Text, "这一种公示的名称"),
    Field::new("类别", "leaves", Shape::Texts, "类别的代码；不写的是全部类别"),
    Field::new("标题", "words", Shape::Texts, "标题里有这些词之一"),
    Field::must("天数", "days", Shape::Number, "至少多少天"),
    Field::new("单位", "unit", Shape::Word(&words::UNITS), "工作日，还是日；不写的是日"),
    Field::new("依据", "basis", Shape::Text, "依据的规定"),
];
const STATUTE: &[Field] = &[
    Field::must("名称", "name", Shape::Text, "这一种事项的名称"),
    Field::new("领域", "fields", Shape::Texts, "领域的名称里有这些词之一"),
    Field::new("事项", "words", Shape::Texts, "事项的名称里有这些词之一"),
    Field::new("除外", "except", Shape::Texts, "事项的名称里有这些词的不算"),
    Field::must("期限", "n", Shape::Number, "最多多少天"),
    Field::must("单位", "unit", Shape::Word(&words::UNITS), "工作日，还是日"),
    Field::new("依据", "basis", Shape::Text, "依据的规定"),
];
const ABOLISHED: &[Field] = &[
    Field::must("名称", "name", Shape::Text, "文件的名称"),
    Field::must("写法", "words", Shape::Texts, "引用它的各种写法"),
    Field::new("除外", "except", Shape::Texts, "同时写了这些词的不算"),
    Field::must("废止", "from", Shape::Date, "从哪一天起不再有效"),
    Field::new("今用", "now", Shape::Text, "现在用哪个文件"),
];
const UPDATE: &[Field] = &[
    Field::must("名称", "name", Shape::Text, "这一种类别的名称"),
    Field::new("类别", "leaves", Shape::Texts, "类别的代码"),
    Field::new("类别名", "words", Shape::Texts, "类别的名称里有这些词之一"),
    Field::must("天数", "days", Shape::Number, "多少天内要有新的条目"),
];
const COMMENT: &[Field] = &[
    Field::must("标题", "words", Shape::Texts, "标题里有这些词之一；“…”处可以有别的字"),
    Field::new("除外", "except", Shape::Texts, "标题里有这些词的不算"),
    Field::must("天数", "days", Shape::Number, "至少多少天"),
    Field::new("依据", "basis", Shape::Text, "依据的规定"),
];
const BURST: &[Field] = &[
    Field::must("间隔", "pause", Shape::Number, "停了多少天以后"),
    Field::must("条数", "items", Shape::Number, "一天里发布多少条；0 是不检查"),
];
const REPORT: &[Field] = &[
    Field::must("标题", "words", Shape::Texts, "标题里有这些词之一"),
    Field::new("除外", "except", Shape::Texts, "标题里有这些词的不算"),
    Field::new("格式", "form", Shape::Number, "从哪一年的报告起用现行的格式"),
    Field::new("月", "month", Shape::Number, "第二年几月以前发布；0 是不检查"),
    Field::new("日", "day", Shape::Number, "第二年几日以前发布"),
    Field::new("雷同", "same", Shape::Number, "和上一年的报告相同的文字超过百分之几就提示；0 是不检查"),
];
const GUIDE: &[Field] = &joined::<4>(&[&[Field::must("标题", "words", Shape::Texts, "标题以这些词之一开头或者结尾")], GUIDE_TEXT]);
/// The text that tells how to ask for information is told by its place, not by its title.
const REQUEST_GUIDE: &[Field] = &joined::<4>(&[&[Field::new("标题", "words", Shape::Texts, "不用写：看固定栏目里写的条目")], GUIDE_TEXT]);
const GUIDE_TEXT: &[Field] = &[
    Field::must("要素", "elements", Shape::List(&Shape::Map(ELEMENT)), "要写的要素"),
    Field::must("缺项", "missing", Shape::Number, "缺多少项就报告；0 是不检查"),
    Field::new("份数", "items", Shape::Number, "这样的指南有多少篇，单项否决"),
];
const ELEMENT: &[Field] =
    &[Field::must("名称", "name", Shape::Text, "要素的名称"), Field::new("词", "any", Shape::Texts, "有这些词之一，就算写了")];
const NUMBERS: [Field; COUNTS.len()] = {
    let (mut all, mut at) = ([Field::new("", "", Shape::Number, ""); COUNTS.len()], 0);
    while at < COUNTS.len() {
        let (name, other, about, _) = COUNTS[at];
        all[at] = Field::new(name, other, Shape::Number, about);
        at += 1;
    }
    all
};

/// Reads the limits. What a column's own file leaves out of 固定间隔 and 数量 is as in the program's.
pub fn limits(path: &RelPath, blob: &Blob) -> (Limits, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let is_ours = matches!(blob, Blob::Text(text) if **text == *LIMITS_TEXT);
    let ours = if is_ours { Limits::default() } else { limits(path, &Blob::Text(LIMITS_TEXT.into())).0 };
    let limits = root(blob, &mut sink).map(|node| read(node, &ours, &mut sink)).unwrap_or(ours);
    (limits, sink.findings)
}

fn read(node: Node, ours: &Limits, sink: &mut Sink<'_>) -> Limits {
    let mut f = Fields::open(node, FILE, "期限文件", sink);
    let displays = f.list("公示期", sink).into_iter().filter_map(|node| display(node, sink)).collect();
    let comment = f.take("征求意见", sink).map(|node| comment(node, sink)).unwrap_or_default();
    let burst = f.take("突击发布", sink).map(|node| {
        let mut f = Fields::open(node, BURST, "突击发布", sink);
        (count(&mut f, "间隔", sink), count(&mut f, "条数", sink))
    });
    let (pause, burst) = burst.unwrap_or_default();
    let reports = f.take("年度报告", sink).map(|node| report(node, sink)).unwrap_or_default();
    let [guides, disclosure_guide, request_guide] = [("办事指南", GUIDE), ("公开指南", GUIDE), ("申请说明", REQUEST_GUIDE)]
        .map(|(name, keys)| f.take(name, sink).map(|node| guide(node, keys, name, sink)).unwrap_or_default());
    let [title, summary, body] = ["标题字数", "摘要字数", "正文字数"].map(|name| count(&mut f, name, sink));
    let statutes = f.list("目录时限", sink).into_iter().filter_map(|node| statute(node, sink)).collect();
    let abolished = f.list("废止依据", sink).into_iter().filter_map(|node| abolished(node, sink)).collect();
    let channels = texts(&mut f, "渠道", sink);
    let updates = if f.has("固定间隔") {
        f.list("固定间隔", sink).into_iter().filter_map(|node| update(node, sink)).collect()
    } else {
        ours.updates.clone()
    };
    let counts = f.take("数量", sink).map_or(ours.counts, |node| counts(node, ours.counts, sink));
    Limits {
        displays,
        comment,
        reports,
        guides,
        disclosure_guide,
        request_guide,
        pause,
        burst,
        title,
        summary,
        body,
        statutes,
        abolished,
        channels,
        updates,
        counts,
    }
}

fn counts(node: Node, mut counts: Counts, sink: &mut Sink<'_>) -> Counts {
    let mut f = Fields::open(node, &NUMBERS, "数量", sink);
    for (name, _, _, place) in COUNTS {
        if let Some(number) = f.number(name, sink) {
            *place(&mut counts) = number.value;
        }
    }
    counts
}

fn update(node: Node, sink: &mut Sink<'_>) -> Option<UpdateLimit> {
    let mut f = Fields::open(node, UPDATE, "固定间隔", sink);
    Some(UpdateLimit {
        leaves: texts(&mut f, "类别", sink),
        words: texts(&mut f, "类别名", sink),
        days: f.number("天数", sink)?.value,
        name: f.text("名称", sink)?.value,
    })
}

fn count(f: &mut Fields, name: &'static str, sink: &mut Sink<'_>) -> u32 {
    f.number(name, sink).map_or(0, |number| number.value)
}

fn texts(f: &mut Fields, name: &'static str, sink: &mut Sink<'_>) -> Vec<String> {
    f.texts(name, sink).into_iter().map(|text| text.value).collect()
}

fn display(node: Node, sink: &mut Sink<'_>) -> Option<DisplayLimit> {
    let mut f = Fields::open(node, DISPLAY, "公示期", sink);
    Some(DisplayLimit {
        leaves: texts(&mut f, "类别", sink),
        words: texts(&mut f, "标题", sink),
        days: count(&mut f, "天数", sink),
        unit: f.choice("单位", words::UNITS, sink).map_or(Unit::Day, |unit| unit.value),
        basis: f.text_or_empty("依据", sink),
        name: f.text("名称", sink)?.value,
    })
}

fn comment(node: Node, sink: &mut Sink<'_>) -> CommentLimit {
    let mut f = Fields::open(node, COMMENT, "征求意见", sink);
    CommentLimit {
        words: texts(&mut f, "标题", sink),
        except: texts(&mut f, "除外", sink),
        days: count(&mut f, "天数", sink),
        basis: f.text_or_empty("依据", sink),
    }
}

fn report(node: Node, sink: &mut Sink<'_>) -> ReportLimit {
    let mut f = Fields::open(node, REPORT, "年度报告", sink);
    ReportLimit {
        words: texts(&mut f, "标题", sink),
        except: texts(&mut f, "除外", sink),
        form: i32::try_from(count(&mut f, "格式", sink)).unwrap_or(0),
        due: (count(&mut f, "月", sink), count(&mut f, "日", sink)),
        same: count(&mut f, "雷同", sink),
    }
}

fn guide(node: Node, keys: &[Field], what: &'static str, sink: &mut Sink<'_>) -> GuideLimit {
    let mut f = Fields::open(node, keys, what, sink);
    GuideLimit {
        words: texts(&mut f, "标题", sink),
        elements: f.list("要素", sink).into_iter().filter_map(|node| element(node, sink)).collect(),
        missing: count(&mut f, "缺项", sink),
        items: count(&mut f, "份数", sink),
    }
}

fn element(node: Node, sink: &mut Sink<'_>) -> Option<Element> {
    let mut f = Fields::open(node, ELEMENT, "要素", sink);
    Some(Element { words: texts(&mut f, "词", sink), name: f.text("名称", sink)?.value })
}

fn statute(node: Node, sink: &mut Sink<'_>) -> Option<Statute> {
    let mut f = Fields::open(node, STATUTE, "目录时限", sink);
    Some(Statute {
        fields: texts(&mut f, "领域", sink),
        words: texts(&mut f, "事项", sink),
        except: texts(&mut f, "除外", sink),
        basis: f.text_or_empty("依据", sink),
        n: f.number("期限", sink)?.value,
        unit: f.choice("单位", words::UNITS, sink)?.value,
        name: f.text("名称", sink)?.value,
    })
}

fn abolished(node: Node, sink: &mut Sink<'_>) -> Option<Abolished> {
    let mut f = Fields::open(node, ABOLISHED, "废止依据", sink);
    Some(Abolished {
        words: texts(&mut f, "写法", sink),
        except: texts(&mut f, "除外", sink),
        now: f.text_or_empty("今用", sink),
        from: f.date("废止", sink)?.value,
        name: f.text("名称", sink)?.value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_as_in_the_program() {
        let path = RelPath::new("content/limits.yaml").expect("a path");
        let read = |text: &str| limits(&path, &Blob::Text(text.into()));
        let (ours, findings) = read(LIMITS_TEXT);
        assert!(findings.is_empty(), "{findings:?}");
        let mut counts = ours.counts;
        // 0 stands for a check that is not made; a new count must not be forgotten in the file.
        assert!(COUNTS.iter().all(|(zh, _, _, place)| *place(&mut counts) > 0 || *zh == "栏目间隔"));
        let (own, findings) = read("数量: {审核级数: 2}\n");
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!((own.counts.levels, own.counts.matter), (2, ours.counts.matter));
        assert_eq!(own.updates, ours.updates);
    }
}
