//! Metadata: what every item must say of itself, and what no two items may say alike.

mod documents;

pub use documents::{missing_source, missing_validity, outdated_issuer, party_document};

use std::collections::HashMap;
use std::fmt::Display;

use crate::check::{Facts, Found};
use crate::diag::{Spanned, rule};
use crate::folder::SITE_FILE;
use crate::model::{Filed, Item, Key, is_han};
use crate::parse::SUBJECTS;

rule!(DUPLICATE_DOC_NUMBER, Error, "metadata/duplicate-doc-number");
rule!(DUPLICATE_INDEX_NUMBER, Error, "metadata/duplicate-index-number");
rule!(EMPTY_BODY, Error, "metadata/empty-body");
rule!(GENRE_MISMATCH, Warning, "metadata/genre-mismatch");
rule!(LONG_SUMMARY, Warning, "metadata/long-summary");
rule!(MISSING_FIELD, Error, "metadata/missing-field");
rule!(MISSING_SUMMARY, Info, "metadata/missing-summary");
rule!(MISSING_SOURCE, Warning, "metadata/missing-source");
rule!(MISSING_VALIDITY, Warning, "metadata/missing-validity");
rule!(OUTDATED_ISSUER, Warning, "metadata/outdated-issuer");
rule!(PARTY_DOCUMENT, Warning, "metadata/party-document");
rule!(SUMMARY_IS_TITLE, Warning, "metadata/summary-is-title");
rule!(UNKNOWN_ISSUER, Warning, "metadata/unknown-issuer");

/// What every item must have, with an example (条例 Art. 12: index, title, abstract, date; the subject is the plan's).
const REQUIRED: &[(Key, &str)] = &[
    (Key::Title, "标题: 青禾镇2016年度预算执行情况审计结果公告"),
    (Key::Subject, "主体: 财政所"),
    (Key::Formed, "成文日期: 2017-06-12"),
    (Key::Published, "发布日期: 2017-06-20"),
];

/// A field that every item must have is not written.
pub fn missing_field(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    for (key, example) in REQUIRED.iter().filter(|(key, _)| item.readable && item.key(*key).is_none()) {
        found.about(item, format!("缺少“{}”。", key.name()), format!("在开头两条“---”之间补上一行，例如“{example}”。"));
    }
}

/// An item without any text, and no reason for it.
pub fn empty_body(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    if item.readable && item.body.blank && item.withdrawn.is_none() {
        let help = if item.attachments.is_empty() {
            "在第二条“---”下面写上正文。"
        } else {
            "在第二条“---”下面写上正文；只有附件的，至少写明附件的主要内容，手机上和读屏软件才读得到。"
        };
        found.about(item, "这个条目没有正文。", help);
    }
}

/// A long item without 摘要.
pub fn missing_summary(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, most) = (&filed.item, facts.site.limits.body as usize);
    if most == 0 || !item.readable || item.key(Key::Summary).is_some() || item.withdrawn.is_some() {
        return;
    }
    let text = item.written();
    if text.len() > most && text.chars().filter(|c| is_han(*c)).count() > most {
        found.about(item, format!("正文超过{most}个字，没有写摘要。"), "补上一行“摘要: ……”，用一两句话说清主要内容，列表和搜索里会显示。");
    }
}

/// 摘要 longer than the limit.
pub fn long_summary(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let most = facts.site.limits.summary as usize;
    let count = filed.item.summary.chars().count();
    if most > 0 && count > most {
        found.add(
            &filed.item.path,
            filed.item.key(Key::Summary).unwrap_or(filed.item.front),
            format!("摘要有{count}个字，超过{most}个字。"),
            "只写主要内容，一两句话；详细的放在正文里。",
        );
    }
}

/// 摘要 that says the title again.
pub fn summary_is_title(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let summary = plain(&item.summary);
    if !summary.is_empty() && item.title.as_ref().is_some_and(|title| plain(&title.value) == summary) {
        found.add(
            &item.path,
            item.key(Key::Summary).unwrap_or(item.front),
            "摘要和标题一样，等于没有写。",
            "写一两句主要内容，例如办什么事、涉及谁、结果如何；写不出来的，删去这一行。",
        );
    }
}

/// 发布机构 that is no full name of a subject, nor the column's organ. Where 来源 is written, the text is another's.
pub fn unknown_issuer(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (config, subjects) = (&facts.site.config, &facts.site.subjects);
    if facts.faulty(SUBJECTS) || facts.faulty(SITE_FILE) || !filed.item.source.is_empty() {
        return;
    }
    for issuer in &filed.item.issuers {
        let name = &issuer.value;
        if *name == config.organ || *name == format!("{}{}", config.county, config.organ) {
            continue;
        }
        match subjects.find(name).map(|id| subjects.get(id)) {
            Some(subject) if subject.name == *name || subject.aliases.contains(name) => {}
            Some(subject) => {
                let help = format!("写全称“{}”。", subject.name);
                found.add(&filed.item.path, issuer.span, format!("发布机构“{name}”不是全称。"), help);
                found.fix(issuer.span, subject.name.clone());
            }
            None => found.add(
                &filed.item.path,
                issuer.span,
                format!("发布机构“{name}”不在主体名单里。"),
                "写 content/subjects.yaml 里的名称或者别名；转载上级文件的，另写一行“来源: 原发布机关的网站或文件”。",
            ),
        }
    }
}

/// The kinds of official documents (党政机关公文处理工作条例 Art. 8).
const GENRES: &[&str] =
    &["决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要"];

/// Titles that end like a kind of document and are none: an action, not a document.
const ACTIONS: &[&str] =
    &["征求意见", "征集意见", "听取意见", "收集意见", "反馈意见", "群众意见", "公众意见", "社会意见", "来函", "复函", "信函", "公函"];

/// The title ends with one kind of document, 体裁 says another.
pub fn genre_mismatch(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let Some(title) = &item.title else { return };
    let mut name = title.value.trim();
    // （试行）, （2017年修订） and the like say nothing of the kind.
    if let Some((before, _)) = name.strip_suffix(['）', ')']).and_then(|name| name.rsplit_once(['（', '('])) {
        name = before.trim_end();
    }
    let name = name.trim_end_matches('》');
    let genre = item.genre.trim();
    let Some(said) = GENRES.iter().find(|kind| name.ends_with(**kind)).filter(|_| !ACTIONS.iter().any(|word| name.ends_with(word))) else {
        return;
    };
    if *said != genre && GENRES.contains(&genre) {
        found.add(
            &item.path,
            item.key(Key::Genre).unwrap_or(item.front),
            format!("标题说是“{said}”，体裁写的是“{genre}”。"),
            "对照原件核对，改正写错的一个。",
        );
    }
}

/// Two items with one 文号.
pub fn duplicate_doc_number(facts: &Facts<'_>, found: &mut Found<'_>) {
    duplicates(facts, "文号", |item| item.number.as_ref(), found);
}

/// Two items with one 索引号.
pub fn duplicate_index_number(facts: &Facts<'_>, found: &mut Found<'_>) {
    duplicates(facts, "索引号", |item| item.index_number.as_ref(), found);
}

fn duplicates<T: Eq + std::hash::Hash + Display>(
    facts: &Facts<'_>,
    what: &str,
    number: fn(&Item) -> Option<&Spanned<T>>,
    found: &mut Found<'_>,
) {
    let mut first: HashMap<&T, &Item> = HashMap::new();
    let mut items: Vec<&Item> = facts.site.items.iter().map(|filed| &*filed.item).filter(|item| !item.draft).collect();
    items.sort_by(|a, b| a.path.cmp(&b.path));
    for item in items {
        let Some(number) = number(item) else { continue };
        match first.get(&number.value) {
            Some(other) => found.add(
                &item.path,
                number.span,
                format!("{what}“{}”已经用在“{}”上。", number.value, other.path),
                format!("一个{what}只能用一次。对照原件改正其中一个；是同一份文件的，只留一个条目。"),
            ),
            None => {
                first.insert(&number.value, item);
            }
        }
    }
}
