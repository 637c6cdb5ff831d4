//! What was published stays as it was published: its date, its address, and its text unless a revision says so.

use std::collections::HashSet;

use crate::annual;
use crate::calendar::chinese;
use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::folder::{LOCK_FILE, RelPath};
use crate::model::{Filed, Item, Locked, fingerprint};
use crate::plan::{Noun, Page};

rule!(CHANGED_DATE, Error, "lock/changed-date");
rule!(CHANGED_TEXT, Warning, "lock/changed-text");
rule!(VANISHED, Error, "lock/vanished");

/// What the lock says of an item.
fn locked<'f>(facts: &'f Facts<'_>, filed: &Filed) -> Option<&'f Locked> {
    if facts.site.lock.entries.is_empty() {
        return None;
    }
    let page = facts.plan.page(&Noun::Item(facts.site.at(&filed.item.path)?))?;
    facts.site.lock.entries.get(page.path.as_str())
}

fn fingerprint_of(facts: &Facts<'_>, item: &Item) -> String {
    fingerprint(item, &annual::added(facts.site, item))
}

/// 发布日期 is other than the one with which the item was published. A forged date is a veto of the inspection.
pub fn changed_date(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (Some(locked), Some(published)) = (locked(facts, filed), &filed.item.published) else { return };
    if locked.published != published.value.date {
        found.add(
            &filed.item.path,
            published.span,
            format!("这个条目在{}已经发布，发布日期不能改成{}。", chinese(locked.published), chinese(published.value.date)),
            format!("改回 {}。内容有改动的，发布日期不变，另写“修订”。", locked.published),
        );
        if published.value.time.is_none() {
            found.guess(published.span, locked.published.to_string());
        }
    }
}

/// The text was changed after publication, and no 修订 says what.
pub fn changed_text(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let Some(locked) = locked(facts, filed) else { return };
    if locked.hash == fingerprint_of(facts, item) || item.withdrawn.is_some() || !item.revisions.is_empty() {
        return;
    }
    found.about(
        item,
        "发布以后改动了内容，没有写修订说明。",
        format!("补上一行，例如“修订: [{{日期: {}, 内容: 更正第二段的金额}}]”，读者看得到改了什么。", facts.today),
    );
}

/// A page that was published is not there any more.
pub fn vanished(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(LOCK_FILE) else { return };
    let is_item = |page: &&Page| matches!(page.noun, Noun::Item(_));
    let planned: HashSet<&str> = facts.plan.pages().iter().filter(is_item).map(|page| page.path.as_str()).collect();
    for (address, locked) in facts.site.lock.entries.iter().filter(|(address, _)| !planned.contains(address.as_str())) {
        if damaged(facts, address) {
            continue;
        }
        match facts.site.public().find(|(_, filed)| fingerprint_of(facts, &filed.item) == locked.hash) {
            Some((_, filed)) => found.add(
                &file,
                locked.span,
                format!("已经公开的网址“{address}”没有了：条目移到了“{}”。", filed.item.path),
                "网址由类别代码和文件名组成，公开以后不能改。把文件移回原处。",
            ),
            None => found.add(
                &file,
                locked.span,
                format!("已经公开的网址“{address}”没有了。"),
                "恢复这个条目。确实不能再公开的，留下文件，写“撤下: {日期: …, 理由: …}”，页面上会显示撤下的日期和理由。",
            ),
        }
    }
}

/// Whether the address is that of a file which is not shown for a fault of its own.
fn damaged(facts: &Facts<'_>, address: &str) -> bool {
    let stem = |filed: &Filed| format!("/{}.html", filed.item.path.stem());
    facts.site.items.iter().any(|filed| !filed.item.draft && !filed.is_public() && address.ends_with(&stem(filed)))
}
