//! Review: nothing is published that was not reviewed and cleared.

use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::model::{Filed, Key, Openness, SecrecyResult};

rule!(MISSING_REVIEW, Error, "review/missing-review");
rule!(MISSING_SECRECY_REVIEW, Block, "review/missing-secrecy-review");
rule!(NOT_CLEARED, Block, "review/not-cleared");
rule!(NOT_OPEN, Block, "review/not-open");

/// An item without 审核.
pub fn missing_review(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    if filed.item.readable && filed.item.key(Key::Reviews).is_none() {
        found.about(
            &filed.item,
            "没有审核记录，不能公开。",
            "审核以后补上“审核:”，下面每级一行，例如“  - {级别: 一审, 人: 站所负责人, 日期: 2017-06-13}”；还没有审核的，先写“草稿: 是”。",
        );
    }
}

/// An item without 保密审查. No answer is no consent.
pub fn missing_secrecy_review(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    if filed.item.readable && filed.item.key(Key::Secrecy).is_none() {
        found.about(
            &filed.item,
            "没有保密审查记录，不得公开。",
            "审查以后补上一行，例如“保密审查: {结论: 可以公开, 人: 党政办, 日期: 2017-06-15}”；还没有审查的，先写“草稿: 是”。",
        );
    }
}

/// The secrecy review said no.
pub fn not_cleared(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let result = filed.item.secrecy.as_ref().and_then(|review| review.result.as_ref());
    if let Some(result) = result.filter(|result| result.value == SecrecyResult::MayNot) {
        found.add(&filed.item.path, result.span, "保密审查的结论是不予公开。", "把这个文件移出 content 文件夹。");
    }
}

/// The item is not 主动公开.
pub fn not_open(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    if let Some(openness) = filed.item.openness.as_ref().filter(|openness| openness.value != Openness::Proactive) {
        found.add(
            &filed.item.path,
            openness.span,
            format!("公开方式是“{}”，不得放进公开栏目。", openness.value.name()),
            "把这个文件移出 content 文件夹；公开方式写错了的，按审定的公开属性改正。",
        );
    }
}
