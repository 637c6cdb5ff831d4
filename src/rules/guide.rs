//! 办事指南: a guide tells people all that they need to get a thing done.

use crate::check::{Facts, Found};
use crate::diag::{Spanned, rule};
use crate::folder::RelPath;
use crate::model::{Filed, Item};

rule!(MISSING_ELEMENTS, Warning, "guide/missing-elements");
rule!(VETO, Block, "guide/veto");

/// A text shorter than this beside a file says nothing by itself: that has a finding of its own.
const SHORTEST: usize = 30;

/// The title of a guide, and the elements that it lacks, where there are as many as may not be.
fn wanting<'f>(facts: &'f Facts<'_>, item: &'f Item) -> Option<(&'f Spanned<String>, Vec<&'f str>)> {
    let limit = &facts.site.limits.guides;
    let title = item.title.as_ref().filter(|title| limit.missing > 0 && limit.holds(title.value.trim()))?;
    let elsewhere = item.body.length < SHORTEST && item.files().next().is_some();
    if item.draft || item.body.blank || item.withdrawn.is_some() || elsewhere {
        return None;
    }
    let wanting = limit.wanting(&[&title.value, item.written()]);
    (wanting.len() >= limit.missing as usize).then_some((title, wanting))
}

/// A guide without four or more of its key elements.
pub fn missing_elements(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    if let Some((title, wanting)) = wanting(facts, &filed.item) {
        found.add(
            &filed.item.path,
            title.span,
            format!("办事指南缺少{}项关键要素：{}。", wanting.len(), wanting.join("、")),
            "向承办窗口核实，把缺的逐项补进正文；没有这一项的也写明，例如“申请条件：无”。",
        );
    }
}

/// So many guides lack them that the inspection fails the whole site. One that is waived is not counted.
pub fn veto(facts: &Facts<'_>, found: &mut Found<'_>) {
    let limit = facts.site.limits.guides.items as usize;
    let waived = |item: &Item| item.waivers.iter().any(|waiver| waiver.rule.value == MISSING_ELEMENTS.name);
    let thin: Vec<(&RelPath, &Spanned<String>)> = facts
        .site
        .public()
        .map(|(_, filed)| &*filed.item)
        .filter(|item| !waived(item))
        .filter_map(|item| Some((&item.path, wanting(facts, item)?.0)))
        .collect();
    let Some((path, title)) = thin.first().filter(|_| limit > 0 && thin.len() >= limit) else { return };
    let names: Vec<&str> = thin.iter().map(|(_, title)| title.value.as_str()).collect();
    found.add(
        path,
        title.span,
        format!("有{}篇办事指南缺少关键要素，满{limit}篇，检查时整个网站单项否决。", names.len()),
        format!("逐篇补齐：{}。", names.join("、")),
    );
}
