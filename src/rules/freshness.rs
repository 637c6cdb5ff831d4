//! Freshness: a leaf is renewed within the interval that the catalogue sets.

use crate::calendar::chinese;
use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::duty::{self, Standing};
use crate::folder::RelPath;

rule!(OVERDUE, Warning, "freshness/overdue");

/// Nothing was published in a leaf for longer than its interval.
pub fn overdue(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(file) = RelPath::new("content/catalogue.yaml") else { return };
    for (id, leaf) in facts.site.catalogue.leaves().filter(|(id, leaf)| duty::holds(leaf, facts.today) && !duty::damaged(facts.site, *id)) {
        let state = duty::state(facts.site, id, facts.today);
        let (Standing::Overdue, Some(last), Some(due), Some(interval)) = (state.standing, state.last, state.due, leaf.interval) else {
            continue;
        };
        let late = (facts.today - due).num_days();
        let who: Vec<&str> = facts
            .site
            .subjects
            .all
            .iter()
            .filter(|subject| subject.duties.iter().any(|duty| facts.site.catalogue.find(&duty.value) == Some(id)))
            .map(|subject| subject.short.as_str())
            .collect();
        let who = if who.is_empty() { "责任单位".to_string() } else { who.join("、") };
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
