//! Documents that are not interpreted or have outlived their time, interpretations that lead nowhere, guides that leave things out.

use std::collections::HashSet;

use chrono::Months;

use crate::calendar::{Unit, chinese};
use crate::check::{Facts, Found};
use crate::duty;
use crate::model::{Filed, Item, ItemId, Key, Status, Target, WordList};

/// Words in the title of a document that has nothing to interpret.
const PLAIN: &[&str] = &["废止", "失效", "清理", "解读"];

/// A normative document without an interpretation, though its time has come.
pub fn missing_interpretation(facts: &Facts<'_>, found: &mut Found<'_>) {
    let site = facts.site;
    let interpreted: HashSet<ItemId> =
        site.public().filter_map(|(_, filed)| site.referred(&filed.item, &filed.item.interprets.as_ref()?.value)).collect();
    // An interpretation that doesn't say of what has that for a finding.
    let unlinked: Vec<&str> = site
        .public()
        .filter(|(_, filed)| filed.item.interprets.is_none() && is_interpretation(facts, &filed.item))
        .filter_map(|(_, filed)| Some(filed.item.title.as_ref()?.value.as_str()))
        .collect();
    let days = site.limits.counts.interpretation;
    for (id, filed) in site.public().filter(|(id, filed)| !interpreted.contains(id) && duty::is_normative(site, filed)) {
        let item = &filed.item;
        let (Some(title), Some(published)) = (&item.title, &item.published) else { continue };
        let over = item.validity.as_ref().is_some_and(|validity| matches!(validity.status.value, Status::Repealed | Status::Expired));
        let due = site.calendar.due(published.value.date, days, Unit::Workday).date;
        if over
            || due >= facts.today
            || PLAIN.iter().any(|word| title.value.contains(word))
            || unlinked.iter().any(|name| name.contains(core(&title.value)))
            || links_to_interpretation(facts, id)
        {
            continue;
        }
        found.add(
            &item.path,
            title.span,
            format!("这份文件{}发布，没有解读。", chinese(published.value.date)),
            format!(
                "文件发布后{days}个工作日内应当有解读：写一个条目，开头写“解读: {}”。没有必要解读的，豁免这一条，写明理由。",
                named(item)
            ),
        );
    }
}

/// The name of the document itself: what stands in 《》 in 关于印发《…》的通知.
fn core(title: &str) -> &str {
    title.split_once('《').and_then(|(_, rest)| rest.rsplit_once('》')).map_or(title, |(name, _)| name)
}

/// Whether a document itself leads to what interprets it: then that lacks 解读, and is told of.
fn links_to_interpretation(facts: &Facts<'_>, id: ItemId) -> bool {
    let links = facts.site.item(id).body.links.iter();
    let targets = links.filter_map(|link| match &link.value.target {
        Target::Content(path, _) => facts.site.at(path),
        _ => None,
    });
    targets.into_iter().any(|other| is_interpretation(facts, facts.site.item(other)))
}

/// How an item is named in another.
fn named(item: &Item) -> String {
    item.number.as_ref().map_or_else(|| item.path.as_str().trim_start_matches("content/").to_string(), |number| number.value.to_string())
}

/// The title without the brackets at its end.
fn bare(title: &str) -> &str {
    let mut text = title.trim();
    while let Some((before, _)) = text.strip_suffix('）').and_then(|inside| inside.rsplit_once('（')) {
        text = before.trim();
    }
    text
}

fn is_interpretation(facts: &Facts<'_>, item: &Item) -> bool {
    item.title.as_ref().is_some_and(|title| facts.site.terms.lists.ends(WordList::Interpretation, bare(&title.value)))
}

/// An interpretation that doesn't say of what: neither page leads to the other.
pub fn unlinked_interpretation(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let Some(title) = item.title.as_ref().filter(|_| is_interpretation(facts, item)) else { return };
    if item.key(Key::Interprets).is_none() && item.withdrawn.is_none() {
        found.add(
            &item.path,
            title.span,
            "这是解读，没有写解读的是哪份文件，两边的网页不会互相链接。",
            "在开头补上一行，例如“解读: normative/2017-001.md”；文件不在本栏目的，写它的文号或者名称。",
        );
    }
}

/// In force, though longer than such a document is good for, and nobody said for how long.
pub fn outlived(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, counts) = (&filed.item, &facts.site.limits.counts);
    let (Some(validity), Some(title)) = (&item.validity, &item.title) else { return };
    let open = validity.status.value == Status::InForce && validity.expires.is_none() && validity.repealed_by.is_none();
    let Some(from) = validity.effective.as_ref().or(item.formed.as_ref()).filter(|_| open && duty::is_normative(facts.site, filed)) else {
        return;
    };
    let provisional = facts.site.terms.lists.speaks(WordList::Provisional, &title.value);
    let years = if provisional { counts.provisional_years } else { counts.normative_years };
    let end = from.value.checked_add_months(Months::new(12 * years));
    if years > 0 && end.is_some_and(|end| end < facts.today) {
        let kind = if provisional { "暂行、试行的规范性文件" } else { "规范性文件" };
        found.add(
            &item.path,
            validity.status.span,
            format!("{kind}有效期一般不超过{years}年，这份从{}起施行，“状态”还是“有效”。", chinese(from.value)),
            "评估后决定：到期失效的，“状态”改成“失效”；继续有效的，在“效力”里写明“失效”的日期，另发一条说明依据。",
        );
    }
}
