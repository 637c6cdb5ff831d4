//! Review: nothing is published that was not reviewed and cleared.

use crate::calendar::{Date, chinese};
use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::model::{Filed, Key, Openness, Review, SecrecyResult};

rule!(MISSING_REVIEW, Error, "review/missing-review");
rule!(MISSING_SECRECY_REVIEW, Block, "review/missing-secrecy-review");
rule!(NOT_CLEARED, Block, "review/not-cleared");
rule!(NOT_OPEN, Block, "review/not-open");
rule!(TOO_FEW_LEVELS, Warning, "review/too-few-levels");
rule!(SAME_PERSON, Warning, "review/same-person");
rule!(DATE_ORDER, Error, "review/date-order");
rule!(LATE_SECRECY_REVIEW, Error, "review/late-secrecy-review");

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

/// Fewer than three levels of review.
pub fn too_few_levels(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, levels) = (&filed.item, facts.site.limits.counts.levels as usize);
    // What could not be read is told of already.
    let read = item.reviews.iter().all(|review| !review.level.is_empty() || !review.by.is_empty());
    if let Some(key) = item.key(Key::Reviews).filter(|_| read && (1..levels).contains(&item.reviews.len())) {
        found.add(
            &item.path,
            key,
            format!("只经过{}级审核，应当有{}级。", item.reviews.len(), chinese_count(levels)),
            "补上其余的审核；本单位人手不够、只有两级的，豁免这一条，写明理由。",
        );
    }
}

/// A small number as it is spoken.
fn chinese_count(number: usize) -> String {
    ["一", "二", "三", "四", "五"].get(number.wrapping_sub(1)).map_or_else(|| number.to_string(), |word| (*word).to_string())
}

/// One person reviews at two levels.
pub fn same_person(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let Some(key) = item.key(Key::Reviews) else { return };
    let twice = (1..)
        .zip(&item.reviews)
        .find(|(before, review)| !review.by.is_empty() && item.reviews.iter().skip(*before).any(|other| other.by == review.by));
    if let Some((_, review)) = twice {
        found.add(
            &item.path,
            key,
            format!("“{}”审核了两级。", review.by),
            "每一级由不同的人审核。人不同、职务相同的，分别写明，例如“副镇长甲”“副镇长乙”。",
        );
    }
}

/// A level of review that is earlier than the one before it, or later than the publication.
pub fn date_order(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let published = item.published.as_ref().map(|stamp| stamp.value.date);
    let mut last: Option<Date> = None;
    for review in &item.reviews {
        let Some(date) = &review.date else { continue };
        if let Some(published) = published.filter(|published| date.value > *published) {
            found.add(
                &item.path,
                date.span,
                format!("{}（{}）晚于发布日期（{}）。", level(review), chinese(date.value), chinese(published)),
                "先审核，后公开。对照记录核对这两个日期；确实没有审核就公开了的，立即补审。",
            );
        } else if let Some(before) = last.filter(|before| date.value < *before) {
            found.add(
                &item.path,
                date.span,
                format!("{}（{}）早于前一级的审核（{}）。", level(review), chinese(date.value), chinese(before)),
                "审核逐级进行。对照记录核对日期；次序写反了的，调换过来。",
            );
        }
        last = Some(date.value);
    }
}

fn level(review: &Review) -> &str {
    if review.level.is_empty() { "审核" } else { &review.level }
}

/// The secrecy review is later than the publication.
pub fn late_secrecy_review(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let date = item.secrecy.as_ref().and_then(|review| review.date.as_ref());
    if let (Some(date), Some(published)) = (date, &item.published)
        && date.value > published.value.date
    {
        found.add(
            &item.path,
            date.span,
            format!("保密审查（{}）晚于发布日期（{}）。", chinese(date.value), chinese(published.value.date)),
            "先审查，后公开。对照记录核对这两个日期；确实没有审查就公开了的，立即报告保密工作人员。",
        );
    }
}
