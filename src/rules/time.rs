//! Time: the three dates in order, none in the future, the limits kept, nothing made up for in a day.

mod early;

pub use early::{draft_due, early_effect};

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;

use crate::calendar::{Date, Unit, chinese};
use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::duty;
use crate::folder::RelPath;
use crate::model::{Filed, Item, Stage};
use crate::parse::{HOLIDAY_FILE, periods};

rule!(BURST, Info, "time/burst");
rule!(DRAFT_DUE, Info, "time/draft-due");
rule!(EARLY_EFFECT, Info, "time/early-effect");
rule!(ESTIMATED, Info, "time/estimated");
rule!(FUTURE, Error, "time/future");
rule!(LATE, Warning, "time/late");
rule!(MISSING_STAGE, Warning, "time/missing-stage");
rule!(ORDER, Error, "time/order");
rule!(SHORT_COMMENT, Warning, "time/short-comment");
rule!(SHORT_DISPLAY, Warning, "time/short-display");

/// 成文日期 ≤ 印发日期 ≤ 发布日期.
pub fn order(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let dates = [
        ("成文日期", item.formed.as_ref().map(|date| (date.value, date.span))),
        ("印发日期", item.issued.as_ref().map(|date| (date.value, date.span))),
        ("发布日期", item.published.as_ref().map(|stamp| (stamp.value.date, stamp.span))),
    ];
    let written: Vec<_> = dates.into_iter().filter_map(|(name, date)| date.map(|(date, span)| (name, date, span))).collect();
    for pair in written.windows(2) {
        if let [(first, earlier, _), (second, later, span)] = pair
            && later < earlier
        {
            found.add(
                &item.path,
                *span,
                format!("{second}（{}）早于{first}（{}）。", chinese(*later), chinese(*earlier)),
                "对照原件核对这两个日期。先成文，再印发，后发布。",
            );
        }
    }
}

/// 发布日期 after the day for which the column is built.
pub fn future(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    if let Some(published) = filed.item.published.as_ref().filter(|published| published.value.date > facts.today) {
        found.add(
            &filed.item.path,
            published.span,
            format!("发布日期（{}）还没有到，今天是{}。", chinese(published.value.date), chinese(facts.today)),
            "改成实际发布的日期；要等到那一天再发布的，先写“草稿: 是”。",
        );
    }
}

/// Published after the limit of its leaf.
pub fn late(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (Some(published), Some(due), Some(leaf)) = (&filed.item.published, duty::due(facts.site, filed), filed.leaf) else { return };
    // A day that has not come yet is a finding of its own.
    if published.value.date <= due.date || published.value.date > facts.today {
        return;
    }
    let leaf = facts.site.catalogue.leaf(leaf);
    let limit = leaf.deadline.map(|deadline| deadline.text()).unwrap_or_default();
    let estimated = if due.estimated { "（有的年份没有节假日安排，按周一至周五估算）" } else { "" };
    let late = (published.value.date - due.date).num_days();
    found.add(
        &filed.item.path,
        published.span,
        format!("“{}”要求{limit}公开，最迟{}{estimated}，这里晚了{late}日。", leaf.name, chinese(due.date)),
        "日期写错的，对照原件改正；确实晚了的，写明原因：“豁免: {time/late: 原因}”，下次按时公开。",
    );
}

/// The display period is shorter than its kind must have.
pub fn short_display(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (Some(display), Some(title)) = (&filed.item.display, &filed.item.title) else { return };
    let leaf = filed.leaf.map_or("", |leaf| &facts.site.catalogue.leaf(leaf).code);
    // Both ends are counted by the same calendar, so that days and working days can be compared.
    let end = |days: u32, unit: Unit| facts.site.calendar.due(display.from.value, days, unit).date;
    let limits = facts.site.limits.displays.iter().filter(|limit| limit.holds(leaf, &title.value));
    let short = limits.filter(|limit| end(display.days, display.unit) < end(limit.days, limit.unit));
    if let Some(limit) = short.max_by_key(|limit| end(limit.days, limit.unit)) {
        let basis = if limit.basis.is_empty() { String::new() } else { format!("（{}）", limit.basis) };
        found.add(
            &filed.item.path,
            display.from.span,
            format!("{}要求公示不少于{}{basis}，这里只有{}。", limit.name, limit.unit.count(limit.days), display.unit.count(display.days)),
            "天数写错的，对照原件改正；确实不够的，延长公示；已经结束的，写明原因：“豁免: {time/short-display: 原因}”。",
        );
    }
}

/// A draft is open to comment for fewer days than it must be: by 公示期, else by the first period that the text names.
pub fn short_comment(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, limit) = (&filed.item, &facts.site.limits.comment);
    if !item.title.as_ref().is_some_and(|title| limit.holds(&title.value)) || item.withdrawn.is_some() {
        return;
    }
    let open = match &item.display {
        Some(display) => {
            let last = facts.site.calendar.due(display.from.value, display.days, display.unit).date;
            Some((last - display.from.value, display.from.span))
        }
        None => opinions(item),
    };
    if let Some((open, span)) = open.filter(|(open, _)| open.num_days() < i64::from(limit.days)) {
        found.add(
            &item.path,
            span,
            format!("征求意见的期限只有{}日，不到{}日。", open.num_days(), limit.days),
            format!(
                "一般不少于{}日，请延长。情况紧急需要缩短的，在公告里说明，并写明原因：“豁免: {{time/short-comment: 原因}}”。",
                limit.days
            ),
        );
    }
}

/// How long, by the text, opinions can be given: the first period in a line that speaks of them. Both days count.
fn opinions(item: &Item) -> Option<(chrono::TimeDelta, Span)> {
    let text = item.written();
    // Up to where no line speaks of them: what else stands in such a line needs no look at it.
    let mut silent = 0;
    periods(text).into_iter().find_map(|(from, to, span)| {
        if span.start < silent {
            return None;
        }
        let line_start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(line_start..)?.split('\n').next()?;
        silent = line_start + line.len();
        let speaks = ["意见", "征求", "征集", "期限"].iter().any(|word| line.contains(word));
        speaks.then(|| (to - from + chrono::TimeDelta::days(1), span.shifted(item.body.span.start)))
    })
}

/// A matter is told of after the decision or the event, and not before it, though the leaf asks for both.
pub fn missing_stage(facts: &Facts<'_>, found: &mut Found<'_>) {
    let mut matters: BTreeMap<&str, Vec<&Filed>> = BTreeMap::new();
    for (_, filed) in facts.site.public() {
        if let Some(matter) = &filed.item.matter {
            matters.entry(&matter.value).or_default().push(filed);
        }
    }
    for (name, items) in matters {
        let stage = |filed: &Filed| filed.item.stage.as_ref().map(|stage| stage.value);
        let day = |filed: &Filed| filed.item.published.as_ref().map(|published| published.value.date);
        let first = items.iter().find(|filed| {
            let owed = stage(filed).and_then(earlier).zip(filed.leaf);
            owed.is_some_and(|(before, leaf)| facts.site.catalogue.leaf(leaf).stages.contains(&before))
        });
        let Some(first) = first else { continue };
        let Some(before) = stage(first).and_then(earlier) else { continue };
        let is_before = |filed: &&&Filed| matches!(stage(filed), Some(Stage::BeforeDecision | Stage::BeforeEvent));
        let span = first.item.matter.as_ref().map_or(first.item.front, |matter| matter.span);
        let message = match items.iter().filter(is_before).filter_map(|filed| day(filed)).min() {
            None => format!("事项“{name}”有{}的条目，没有{}的条目。", stage(first).map_or("", Stage::name), before.name()),
            Some(earliest) if day(first).is_some_and(|day| day < earliest) => {
                format!(
                    "事项“{name}”里，{}的条目（{}发布）晚于{}的条目。",
                    before.name(),
                    chinese(earliest),
                    stage(first).map_or("", Stage::name)
                )
            }
            Some(_) => continue,
        };
        found.add(
            &first.item.path,
            span,
            message,
            format!("补上{}的条目，“事项”写同样的名称；已经公开而名称不同的，改成一样。", before.name()),
        );
    }
}

/// The stage that comes before a stage.
fn earlier(stage: Stage) -> Option<Stage> {
    match stage {
        Stage::DuringDecision | Stage::AfterDecision => Some(Stage::BeforeDecision),
        Stage::AfterEvent => Some(Stage::BeforeEvent),
        Stage::BeforeDecision | Stage::BeforeEvent => None,
    }
}

/// Many items of a subject on one day, after a long pause, of things that came to be over a long time.
pub fn burst(facts: &Facts<'_>, found: &mut Found<'_>) {
    let limits = &facts.site.limits;
    if limits.burst == 0 {
        return;
    }
    for (id, subject) in facts.site.subjects.iter() {
        let mut days: BTreeMap<Date, Vec<&Item>> = BTreeMap::new();
        for item in facts.site.of_subject(id).iter().map(|id| facts.site.item(*id)) {
            if let Some(published) = &item.published {
                days.entry(published.value.date).or_default().push(item);
            }
        }
        for ((last, _), (day, items)) in days.iter().zip(days.iter().skip(1)) {
            let pause = (*day - *last).num_days();
            let formed = || items.iter().filter_map(|item| item.formed.as_ref()).map(|formed| formed.value);
            let spread = formed().max().zip(formed().min()).map_or(0, |(last, first)| (last - first).num_days());
            let Some(item) = items.first().filter(|_| items.len() >= limits.burst as usize && pause >= i64::from(limits.pause)) else {
                continue;
            };
            if spread > i64::from(limits.counts.spread) {
                found.add(
                    &item.path,
                    item.published.as_ref().map_or(item.front, |published| published.span),
                    format!("{}停了{pause}日以后，在{}一天发布了{}条。", subject.name, chinese(*day), items.len()),
                    "平时形成的信息随时发布，不要攒到一起补发；发布日期要如实写。",
                );
            }
        }
    }
}

/// An item is in time only by an estimate, because the holidays of a year on the way are not in the calendar.
pub fn estimated(facts: &Facts<'_>, found: &mut Found<'_>) {
    // Holidays move a limit by so many days at most.
    const NEAR: i64 = 10;
    if facts.faulty(HOLIDAY_FILE) {
        return;
    }
    let mut years: HashMap<i32, usize> = HashMap::new();
    for (_, filed) in facts.site.public() {
        let (Some(formed), Some(published)) = (&filed.item.formed, &filed.item.published) else { continue };
        let Some(due) = duty::due(facts.site, filed).filter(|due| due.estimated) else { continue };
        if (0..=NEAR).contains(&(due.date - published.value.date).num_days()) {
            let missing = (formed.value.year()..=due.date.year()).find(|year| !facts.site.calendar.years.contains_key(year));
            *years.entry(missing.unwrap_or(due.date.year())).or_default() += 1;
        }
    }
    let Some(path) = RelPath::new(HOLIDAY_FILE) else { return };
    for (year, count) in years {
        found.add(
            &path,
            Span::default(),
            format!("没有{year}年的节假日安排，{count}个条目是否按时公开，是按周一至周五估算的。"),
            format!("国务院办公厅公布{year}年的安排以后，补在 content/holidays.yaml 里。"),
        );
    }
}
