//! Freshness: a leaf is renewed within the interval that the catalogue sets, and neither a matter nor a subject falls silent.

use std::collections::BTreeMap;

use chrono::Days;

use crate::calendar::{Date, chinese};
use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::duty::{self, Standing};
use crate::folder::RelPath;
use crate::model::{Item, LeafId, Stage, Step, Subject, SubjectId, UpdateLimit};
use crate::parse::{CATALOGUE, SUBJECTS};

rule!(OVERDUE, Warning, "freshness/overdue");
rule!(DUE_SOON, Info, "freshness/due-soon");
rule!(VETO, Warning, "freshness/veto");
rule!(STALE_NEWS, Warning, "freshness/stale-news");
rule!(NEWS_VETO, Warning, "freshness/news-veto");
rule!(STALE_COLUMN, Warning, "freshness/stale-column");
rule!(SILENT_MATTER, Warning, "freshness/silent-matter");
rule!(SILENT_SUBJECT, Warning, "freshness/silent-subject");

/// A leaf of a short interval is announced when a quarter of it is left: else it would be announced half the time.
const SHARE: i64 = 4;

/// Nothing was published in a leaf for longer than its interval.
pub fn overdue(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(CATALOGUE) else { return };
    for (id, leaf) in facts.site.catalogue.leaves().filter(|(id, leaf)| duty::holds(leaf, facts.today) && !duty::damaged(facts.site, *id)) {
        let state = duty::state(facts.site, id, facts.today);
        let (Standing::Overdue, Some(last), Some(due), Some(interval)) = (state.standing, state.last, state.due, leaf.interval) else {
            continue;
        };
        if stale(facts, id).is_some() {
            continue;
        }
        let late = (facts.today - due).num_days();
        let who = who(facts, id);
        found.add(
            &file,
            leaf.span,
            format!("“{}”应当每{interval}日内更新，最近一条发布于{}，已经逾期{late}日。", leaf.name, chinese(last)),
            format!(
                "请{who}在 content/{} 里补上新的条目（期限是{}）；确实没有新情况的，在 content/statements.yaml 里声明“本期无”，写明日期。",
                leaf.code,
                chinese(due)
            ),
        );
    }
}

/// The subjects that answer for a leaf.
fn who(facts: &Facts<'_>, leaf: LeafId) -> String {
    let owners = facts.site.subjects.all.iter().filter(|subject| owes(facts, subject, leaf));
    let who: Vec<&str> = owners.map(|subject| subject.short.as_str()).collect();
    if who.is_empty() { "责任单位".to_string() } else { who.join("、") }
}

/// Whether a leaf is among the duties of a subject.
fn owes(facts: &Facts<'_>, subject: &Subject, leaf: LeafId) -> bool {
    subject.duties.iter().any(|duty| facts.site.catalogue.find(&duty.value) == Some(leaf))
}

/// A leaf that falls due in the next days.
pub fn due_soon(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(CATALOGUE) else { return };
    for (id, leaf) in facts.site.catalogue.leaves().filter(|(_, leaf)| duty::holds(leaf, facts.today)) {
        let state = duty::state(facts.site, id, facts.today);
        let (Standing::Soon, Some(due), Some(interval)) = (state.standing, state.due, leaf.interval) else { continue };
        let left = (due - facts.today).num_days();
        if left > i64::from(interval) / SHARE {
            continue;
        }
        let when = if left == 0 { "今天到期".to_string() } else { format!("还有{left}天到期") };
        found.add(
            &file,
            leaf.span,
            format!("“{}”应当在{}以前更新，{when}。", leaf.name, chinese(due)),
            format!("请{}准备新的条目，放在 content/{}；没有新情况的，到期时声明“本期无”。", who(facts, id), leaf.code),
        );
    }
}

/// So many leaves are overdue that the inspection fails the whole site.
pub fn veto(facts: &Facts<'_>, found: &mut Found<'_>) {
    let leaves = facts.site.catalogue.leaves().filter(|(id, leaf)| duty::holds(leaf, facts.today) && !duty::damaged(facts.site, *id));
    let overdue = |id: LeafId| duty::state(facts.site, id, facts.today).standing == Standing::Overdue || stale(facts, id).is_some();
    let stale = leaves.filter(|(id, _)| overdue(*id)).count();
    // 国办秘函〔2019〕19号: so many columns without due renewal fail the whole site.
    let most = facts.site.limits.counts.stale_veto as usize;
    let Some(file) = RelPath::new(CATALOGUE).filter(|_| stale > 0 && stale >= most) else { return };
    found.add(
        &file,
        Span::default(),
        format!("有{stale}个类别逾期没有更新，满{most}个，检查时整个栏目单项否决。"),
        "先补逾期最久的类别；确实没有新情况的，在 content/statements.yaml 里声明“本期无”。",
    );
}

/// The kind of a leaf for which the inspection sets an interval that has passed, and the day of its last item.
fn stale<'f>(facts: &Facts<'f>, id: LeafId) -> Option<(&'f UpdateLimit, Date)> {
    let leaf = facts.site.catalogue.leaf(id);
    let limit = facts.site.limits.updates.iter().filter(|limit| limit.holds(&leaf.code, &leaf.name)).min_by_key(|limit| limit.days)?;
    // Where the catalogue asks for more, it is by the catalogue.
    if leaf.interval.is_some_and(|interval| interval < limit.days) || !duty::holds(leaf, facts.today) || duty::damaged(facts.site, id) {
        return None;
    }
    let last = duty::state(facts.site, id, facts.today).last?;
    let stated = facts.site.statement(id).and_then(|statement| statement.date).filter(|date| *date <= facts.today);
    silent(stated.map_or(last, |date| date.max(last)), limit.days, facts.today).then_some((limit, last))
}

/// A leaf of news or notices without anything new for longer than the inspection allows.
pub fn stale_news(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(CATALOGUE) else { return };
    for (id, leaf) in facts.site.catalogue.leaves() {
        let Some((limit, last)) = stale(facts, id) else { continue };
        found.add(
            &file,
            leaf.span,
            format!("“{}”属于{}，检查要求{}日内有更新，最近一条发布于{}。", leaf.name, limit.name, limit.days, chinese(last)),
            format!("请{}在 content/{} 里发布新的条目；确实没有的，在 content/statements.yaml 里声明“本期无”。", who(facts, id), leaf.code),
        );
    }
}

/// So many of those leaves are stale that the inspection fails the whole site.
pub fn news_veto(facts: &Facts<'_>, found: &mut Found<'_>) {
    let most = facts.site.limits.counts.news_veto as usize;
    let names: Vec<&str> =
        facts.site.catalogue.leaves().filter(|(id, _)| stale(facts, *id).is_some()).map(|(_, leaf)| leaf.name.as_str()).collect();
    let Some(file) = RelPath::new(CATALOGUE).filter(|_| !names.is_empty() && names.len() >= most) else { return };
    found.add(
        &file,
        Span::default(),
        format!("有{}个动态、通知、政策类的类别没有按时更新，满{most}个，检查时整个栏目单项否决。", names.len()),
        format!("逐个更新：{}。", names.join("、")),
    );
}

/// Nothing new anywhere for longer than the column is asked.
pub fn stale_column(facts: &Facts<'_>, found: &mut Found<'_>) {
    let most = facts.site.limits.counts.column;
    let last = facts.site.public().filter_map(|(_, filed)| filed.item.published.as_ref()).map(|published| published.value.date).max();
    let (Some(file), Some(last)) = (RelPath::new(CATALOGUE), last.filter(|last| most > 0 && silent(*last, most, facts.today))) else {
        return;
    };
    found.add(
        &file,
        Span::default(),
        format!("整个栏目最近一条发布于{}，超过{most}日没有新内容，检查时单项否决。", chinese(last)),
        "发布近期形成的信息；本栏目不含动态要闻、不按这一条检查的，把 content/limits.yaml 里的“栏目间隔”改成0。",
    );
}

/// A matter that is under way, of which nothing was heard for long.
pub fn silent_matter(facts: &Facts<'_>, found: &mut Found<'_>) {
    let mut matters: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for (_, filed) in facts.site.public().filter(|(_, filed)| filed.item.withdrawn.is_none()) {
        if let Some(matter) = &filed.item.matter {
            matters.entry(&matter.value).or_default().push(&filed.item);
        }
    }
    for (name, items) in matters {
        let staged = items.iter().any(|item| item.stage.is_some());
        let Some(last) = items.last().filter(|_| staged && !items.iter().any(|item| closes(item))) else { continue };
        let (Some(published), Some(matter)) = (&last.published, &last.matter) else { continue };
        if !silent(published.value.date, facts.site.limits.counts.matter, facts.today) {
            continue;
        }
        let days = (facts.today - published.value.date).num_days();
        found.add(
            &last.path,
            matter.span,
            format!("事项“{name}”还没有结果，最近一条发布于{}，已经{days}天没有进展。", chinese(published.value.date)),
            "公布进展；已经办完的，公布结果，“阶段”写“决策后”或“事后”；停办的，说明原因。",
        );
    }
}

/// Whether an item ends its matter.
fn closes(item: &Item) -> bool {
    let last = item.stage.as_ref().is_some_and(|stage| matches!(stage.value, Stage::AfterDecision | Stage::AfterEvent));
    last || item.flow.steps.iter().any(|(step, _)| *step == Step::Archived)
}

/// A subject with duties that has published nothing for a year, though its leaves are renewed by others.
pub fn silent_subject(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(SUBJECTS) else { return };
    let site = facts.site;
    let first = site.public().next().and_then(|(_, filed)| filed.item.published.as_ref());
    for (id, subject) in site.subjects.iter() {
        let most = subject.interval.unwrap_or(site.limits.counts.subject);
        // In a column that is younger than that, nobody could.
        if !first.is_some_and(|first| silent(first.value.date, most, facts.today)) || !subject.existed(facts.today) {
            continue;
        }
        // What the offices below it publish counts for the government.
        let below = site.subjects.iter().filter(|(_, other)| other.parent.as_ref() == Some(&subject.code)).map(|(id, _)| id);
        let last = below.chain([id]).filter_map(|id| latest(facts, id)).max();
        // A leaf that is blank, overdue or stated says so itself.
        let open = |leaf: LeafId| {
            let standing = duty::state(site, leaf, facts.today).standing;
            duty::holds(site.catalogue.leaf(leaf), facts.today)
                && !duty::damaged(site, leaf)
                && matches!(standing, Standing::Kept | Standing::Soon | Standing::NoInterval)
        };
        // What others answer for too, they may publish for a subject that never did.
        let alone = |leaf: LeafId| last.is_some() || site.subjects.all.iter().filter(|other| owes(facts, other, leaf)).count() == 1;
        let duties = subject.duties.iter().filter_map(|duty| site.catalogue.find(&duty.value));
        if !duties.into_iter().any(|leaf| open(leaf) && alone(leaf)) || last.is_some_and(|last| !silent(last, most, facts.today)) {
            continue;
        }
        let since = last.map_or_else(|| "从来没有公开过信息".to_string(), |last| format!("从{}以后没有公开过信息", chinese(last)));
        found.add(
            &file,
            subject.span,
            format!("“{}”有公开职责，{since}{}。", subject.short, own_interval(subject)),
            "催办；由别的单位代为发布的，条目的“主体”写真正负责的单位；不再承担的，从“公开职责”里删去。",
        );
    }
}

/// What the column asks of a subject by itself.
fn own_interval(subject: &Subject) -> String {
    subject.interval.map_or_else(String::new, |days| format!("（应当每{days}日至少一次）"))
}

/// The day on which a subject published last.
fn latest(facts: &Facts<'_>, subject: SubjectId) -> Option<Date> {
    let mut items = facts.site.of_subject(subject).iter().rev().map(|id| facts.site.item(*id)).filter(|item| item.withdrawn.is_none());
    items.find_map(|item| item.published.as_ref()).map(|stamp| stamp.value.date)
}

/// Whether more than so many days have passed.
fn silent(last: Date, days: u32, today: Date) -> bool {
    last.checked_add_days(Days::new(days.into())).is_some_and(|end| end < today)
}
