//! What must be told of before a limit passes, or was in force before anybody could read it.

use crate::calendar::{Unit, chinese};
use crate::check::{Facts, Found};
use crate::duty;
use crate::model::Filed;

/// A draft whose limit is near or over.
pub fn draft_due(facts: &Facts<'_>, found: &mut Found<'_>) {
    let site = facts.site;
    let soon = site.calendar.due(facts.today, site.limits.counts.draft, Unit::Workday).date;
    for filed in site.items.iter().filter(|filed| filed.item.draft) {
        let (Some(due), Some(formed)) = (duty::due(site, filed).filter(|due| due.date <= soon), &filed.item.formed) else { continue };
        let left = (due.date - facts.today).num_days();
        let when = match left {
            0 => "今天到期".to_string(),
            1.. => format!("还有{left}天"),
            _ => format!("已经过了{}天", -left),
        };
        found.add(
            &filed.item.path,
            formed.span,
            format!("这个条目最迟{}公开，{when}，现在还是草稿。", chinese(due.date)),
            "抓紧审核和保密审查，通过以后删去“草稿”这一行；不再公开的，把文件移走。",
        );
    }
}

/// A normative document that was in force before it was public. One that holds from the day of its issue says so by that day.
pub fn early_effect(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let effective = item.validity.as_ref().and_then(|validity| validity.effective.as_ref());
    let (Some(effective), Some(published)) = (effective, &item.published) else { return };
    let of_issue = [&item.formed, &item.issued].into_iter().flatten().any(|date| date.value == effective.value);
    if effective.value < published.value.date && !of_issue && duty::is_normative(facts.site, filed) {
        found.add(
            &item.path,
            effective.span,
            format!("从{}起施行，{}才发布，群众还看不到就已经生效。", chinese(effective.value), chinese(published.value.date)),
            "日期写错的，改正；以后先公布、再施行，一般留出30日。",
        );
    }
}
