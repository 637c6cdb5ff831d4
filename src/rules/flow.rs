//! 流程: the six steps 提出 审核 公开 评议 反馈 归档, in order and none left out.

use chrono::Datelike;

use crate::calendar::{Date, chinese};
use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::model::{Filed, Item, Key, Step};

rule!(ORDER, Error, "flow/order");
rule!(MISSING_STEP, Warning, "flow/missing-step");

fn taken(item: &Item, step: Step) -> Option<(Date, Span)> {
    item.flow.steps.iter().find(|(known, _)| *known == step).map(|(_, date)| (date.value, date.span))
}

/// A step that is earlier than the one before it.
pub fn order(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let mut last: Option<(&str, Date)> = None;
    for step in Step::ALL {
        let name = step.name();
        let Some((date, span)) = taken(item, step) else { continue };
        if let Some((earlier, day)) = last.filter(|(_, day)| date < *day) {
            found.add(
                &item.path,
                span,
                format!("流程里，{name}（{}）早于{earlier}（{}）。", chinese(date), chinese(day)),
                "对照记录核对这两个日期。次序是：提出、审核、公开、评议、反馈、归档。",
            );
        }
        last = Some((name, date));
    }
}

/// A step that was passed over, or whose time has come. An item without 流程 is not asked.
pub fn missing_step(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let (Some(key), Some(last)) = (item.key(Key::Flow), Step::ALL.iter().rposition(|step| taken(item, *step).is_some())) else { return };
    let published = taken(item, Step::Published).map(|(date, _)| date).or(item.published.as_ref().map(|stamp| stamp.value.date));
    let due = |step: Step| {
        published.is_some_and(|day| match step {
            Step::Appraised | Step::Answered => (facts.today - day).num_days() > i64::from(facts.site.limits.counts.appraisal),
            Step::Archived => facts.today.year() > day.year(),
            Step::Proposed | Step::Reviewed | Step::Published => false,
        })
    };
    let missing: Vec<&str> = (0..)
        .zip(Step::ALL)
        .filter(|(at, step)| taken(item, *step).is_none() && (*at < last || due(*step)))
        .map(|(_, step)| step.name())
        .collect();
    if !missing.is_empty() {
        found.add(
            &item.path,
            key,
            format!("流程里缺少{}的日期。", missing.join("、")),
            format!("做过的，补上日期；没有做的，抓紧做。公开后{}日内评议、反馈，年底前归档。", facts.site.limits.counts.appraisal),
        );
    }
}
