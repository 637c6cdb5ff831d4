//! Metadata: what every item must say of itself, and what no two items may say alike.

use std::collections::HashMap;
use std::fmt::Display;

use crate::check::{Facts, Found};
use crate::diag::{Spanned, rule};
use crate::model::{Filed, Item, Key};

rule!(MISSING_FIELD, Error, "metadata/missing-field");
rule!(EMPTY_BODY, Error, "metadata/empty-body");
rule!(DUPLICATE_DOC_NUMBER, Error, "metadata/duplicate-doc-number");
rule!(DUPLICATE_INDEX_NUMBER, Error, "metadata/duplicate-index-number");

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
