//! `content/limits.yaml` becomes the [`Limits`].

use crate::calendar::Unit;
use crate::diag::Diagnostic;
use crate::folder::{Blob, RelPath};
use crate::model::{Abolished, COUNTS, CommentLimit, Counts, DisplayLimit, Element, GuideLimit, Limits, ReportLimit, Statute, UpdateLimit};

use super::data::LIMITS as LIMITS_TEXT;
use super::fields::{Fields, KeyName, Sink};
use super::lists::root;
use super::words;
use super::yaml::Node;

const LIMITS: &[KeyName] = &[
    ("公示期", "displays"),
    ("征求意见", "comment"),
    ("突击发布", "burst"),
    ("年度报告", "reports"),
    ("办事指南", "guides"),
    ("公开指南", "disclosure_guide"),
    ("申请说明", "request_guide"),
    ("标题字数", "title"),
    ("摘要字数", "summary"),
    ("正文字数", "body"),
    ("目录时限", "statutes"),
    ("废止依据", "abolished"),
    ("渠道", "channels"),
    ("固定间隔", "updates"),
    ("数量", "counts"),
];
const DISPLAY: &[KeyName] =
    &[("名称", "name"), ("类别", "leaves"), ("标题", "words"), ("天数", "days"), ("单位", "unit"), ("依据", "basis")];
const STATUTE: &[KeyName] =
    &[("名称", "name"), ("领域", "fields"), ("事项", "words"), ("除外", "except"), ("期限", "n"), ("单位", "unit"), ("依据", "basis")];
const ABOLISHED: &[KeyName] = &[("名称", "name"), ("写法", "words"), ("除外", "except"), ("废止", "from"), ("今用", "now")];
const UPDATE: &[KeyName] = &[("名称", "name"), ("类别", "leaves"), ("类别名", "words"), ("天数", "days")];
const COMMENT: &[KeyName] = &[("标题", "words"), ("除外", "except"), ("天数", "days"), ("依据", "basis")];
const REPORT: &[KeyName] = &[("标题", "words"), ("除外", "except"), ("格式", "form"), ("月", "month"), ("日", "day"), ("雷同", "same")];
const GUIDE: &[KeyName] = &[("标题", "words"), ("要素", "elements"), ("缺项", "missing"), ("份数", "items")];

/// Reads the limits. What a column's own file leaves out of 固定间隔 and 数量 is as in the program's.
pub fn limits(path: &RelPath, blob: &Blob) -> (Limits, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let is_ours = matches!(blob, Blob::Text(text) if **text == *LIMITS_TEXT);
    let ours = if is_ours { Limits::default() } else { limits(path, &Blob::Text(LIMITS_TEXT.into())).0 };
    let limits = root(blob, &mut sink).map(|node| read(node, &ours, &mut sink)).unwrap_or(ours);
    (limits, sink.findings)
}

fn read(node: Node, ours: &Limits, sink: &mut Sink<'_>) -> Limits {
    let mut f = Fields::open(node, LIMITS, "期限文件", sink);
    let displays = f.list("公示期", sink).into_iter().filter_map(|node| display(node, sink)).collect();
    let comment = f.take("征求意见", sink).map(|node| comment(node, sink)).unwrap_or_default();
    let burst = f.take("突击发布", sink).map(|node| {
        let mut f = Fields::open(node, &[("间隔", "pause"), ("条数", "items")], "突击发布", sink);
        f.demand(&["间隔", "条数"], sink);
        (count(&mut f, "间隔", sink), count(&mut f, "条数", sink))
    });
    let (pause, burst) = burst.unwrap_or_default();
    let reports = f.take("年度报告", sink).map(|node| report(node, sink)).unwrap_or_default();
    let [guides, disclosure_guide, request_guide] =
        ["办事指南", "公开指南", "申请说明"].map(|name| f.take(name, sink).map(|node| guide(node, name, sink)).unwrap_or_default());
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
    let keys: Vec<KeyName> = COUNTS.iter().map(|(zh, en, _)| (*zh, *en)).collect();
    let mut f = Fields::open(node, &keys, "数量", sink);
    for (name, _, place) in COUNTS {
        if let Some(number) = f.number(name, sink) {
            *place(&mut counts) = number.value;
        }
    }
    counts
}

fn update(node: Node, sink: &mut Sink<'_>) -> Option<UpdateLimit> {
    let mut f = Fields::open(node, UPDATE, "固定间隔", sink);
    f.demand(&["名称", "天数"], sink);
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
    f.demand(&["名称", "天数"], sink);
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
    f.demand(&["标题", "天数"], sink);
    CommentLimit {
        words: texts(&mut f, "标题", sink),
        except: texts(&mut f, "除外", sink),
        days: count(&mut f, "天数", sink),
        basis: f.text_or_empty("依据", sink),
    }
}

fn report(node: Node, sink: &mut Sink<'_>) -> ReportLimit {
    let mut f = Fields::open(node, REPORT, "年度报告", sink);
    f.demand(&["标题"], sink);
    ReportLimit {
        words: texts(&mut f, "标题", sink),
        except: texts(&mut f, "除外", sink),
        form: i32::try_from(count(&mut f, "格式", sink)).unwrap_or(0),
        due: (count(&mut f, "月", sink), count(&mut f, "日", sink)),
        same: count(&mut f, "雷同", sink),
    }
}

fn guide(node: Node, what: &'static str, sink: &mut Sink<'_>) -> GuideLimit {
    let mut f = Fields::open(node, GUIDE, what, sink);
    f.demand(&["要素", "缺项"], sink);
    // That text is told by its place, not by its title.
    if what != "申请说明" {
        f.demand(&["标题"], sink);
    }
    GuideLimit {
        words: texts(&mut f, "标题", sink),
        elements: f.list("要素", sink).into_iter().filter_map(|node| element(node, sink)).collect(),
        missing: count(&mut f, "缺项", sink),
        items: count(&mut f, "份数", sink),
    }
}

fn element(node: Node, sink: &mut Sink<'_>) -> Option<Element> {
    let mut f = Fields::open(node, &[("名称", "name"), ("词", "any")], "要素", sink);
    f.demand(&["名称"], sink);
    Some(Element { words: texts(&mut f, "词", sink), name: f.text("名称", sink)?.value })
}

fn statute(node: Node, sink: &mut Sink<'_>) -> Option<Statute> {
    let mut f = Fields::open(node, STATUTE, "目录时限", sink);
    f.demand(&["名称", "期限", "单位"], sink);
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
    f.demand(&["名称", "写法", "废止"], sink);
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
        assert!(COUNTS.iter().all(|(zh, _, place)| *place(&mut counts) > 0 || *zh == "栏目间隔"));
        let (own, findings) = read("数量: {审核级数: 2}\n");
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!((own.counts.levels, own.counts.matter), (2, ours.counts.matter));
        assert_eq!(own.updates, ours.updates);
    }
}
