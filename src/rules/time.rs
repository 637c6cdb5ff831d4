//! Time: the three dates in order, none in the future, the limit kept.

use crate::calendar::chinese;
use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::duty;
use crate::model::Filed;

rule!(ORDER, Error, "time/order");
rule!(FUTURE, Error, "time/future");
rule!(LATE, Warning, "time/late");

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
