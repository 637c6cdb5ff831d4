//! Policy: interpretations keep step with their documents, what is not in force says so, and a consultation has a result.

mod documents;

pub use documents::{missing_interpretation, outlived, unlinked_interpretation};

use std::collections::{HashMap, HashSet};

use chrono::Days;

use crate::calendar::{Date, Unit, chinese};
use crate::check::{Facts, Found};
use crate::diag::{Spanned, rule};
use crate::duty;
use crate::folder::RelPath;
use crate::model::{Event, Filed, Item, Stage, Stamp, Status, Target, WordList};

rule!(EARLY_INTERPRETATION, Error, "policy/early-interpretation");
rule!(LATE_INTERPRETATION, Warning, "policy/late-interpretation");
rule!(THIN_INTERPRETATION, Info, "policy/thin-interpretation");
rule!(UNMARKED, Warning, "policy/unmarked");
rule!(REPEALED, Error, "policy/repealed");
rule!(EXPIRED, Error, "policy/expired");
rule!(ALREADY_IN_FORCE, Warning, "policy/already-in-force");
rule!(MISSING_INTERPRETATION, Warning, "policy/missing-interpretation");
rule!(UNLINKED_INTERPRETATION, Warning, "policy/unlinked-interpretation");
rule!(OUTLIVED, Warning, "policy/outlived");
rule!(NO_RESULT, Info, "policy/no-result");

/// A text shorter than this says nothing by itself.
const SHORTEST: usize = 30;

/// An interpretation, its document, and the days on which both were published.
fn interpreted<'f>(facts: &Facts<'f>, filed: &'f Filed) -> Option<(&'f Spanned<String>, &'f Item, Date, Date)> {
    let reference = filed.item.interprets.as_ref()?;
    let document = facts.site.filed(facts.site.referred(&filed.item, &reference.value)?);
    let day = |filed: &Filed| filed.is_public().then(|| filed.item.published.as_ref().map(|published| published.value.date)).flatten();
    Some((reference, &document.item, day(document)?, day(filed)?))
}

/// An interpretation that was published before its document.
pub fn early_interpretation(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some((reference, document, from, at)) = interpreted(facts, filed).filter(|(.., from, at)| at < from) else { return };
    found.add(
        &filed.item.path,
        reference.span,
        format!("解读（{}）早于它解读的《{}》（{}）。", chinese(at), document.name(), chinese(from)),
        "核对两个发布日期，以及“解读”写的是不是这份文件。解读与文件同时或者随后发布，不能在前。",
    );
}

/// An interpretation later than three working days after its document, where its leaf's limit doesn't say so.
pub fn late_interpretation(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some((reference, document, from, at)) = interpreted(facts, filed) else { return };
    let due = facts.site.calendar.due(from, facts.site.limits.counts.interpretation, Unit::Workday);
    let limit = filed.leaf.and_then(|leaf| facts.site.catalogue.leaf(leaf).deadline);
    let limited = limit.is_some_and(|limit| limit.event == Event::DocumentPublished)
        || duty::due(facts.site, filed).is_some_and(|limit| limit.date < at);
    if at <= due.date || limited || at > facts.today {
        return;
    }
    found.add(
        &filed.item.path,
        reference.span,
        format!(
            "《{}》发布于{}，解读应当在{}以前发布，这里晚了{}日。",
            document.name(),
            chinese(from),
            chinese(due.date),
            (at - due.date).num_days()
        ),
        "以后解读和文件同步起草、同步发布；确有原因的，写明：“豁免: {policy/late-interpretation: 原因}”。",
    );
}

/// An interpretation that lacks two or more of background, basis, aims and scope.
pub fn thin_interpretation(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, body) = (&filed.item, filed.item.written());
    let Some(reference) = item.interprets.as_ref().filter(|_| !item.body.blank && !body.is_empty() && item.withdrawn.is_none()) else {
        return;
    };
    // A short text beside a file or a picture has that for a finding.
    if item.body.length < SHORTEST && (!item.attachments.is_empty() || item.body.links.iter().any(|link| link.value.image)) {
        return;
    }
    let points = facts.site.terms.lists.interpretation.iter();
    let wanting: Vec<&str> = points.filter(|point| !point.is_in(body)).map(|point| point.name.as_str()).collect();
    if !wanting.is_empty() && wanting.len() >= facts.site.limits.counts.interpretation_gaps as usize {
        found.add(
            &item.path,
            reference.span,
            format!("这篇解读没有讲到{}。", wanting.join("、")),
            "把没有讲的补上：为什么出台、依据什么、要办成什么事、管到哪些人和事。",
        );
    }
}

/// 废止 names a document of the column that is still shown as in force.
pub fn unmarked(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for reference in &filed.item.repeals {
        let Some(document) = facts.site.referred(&filed.item, &reference.value).map(|id| facts.site.item(id)) else { continue };
        let validity = document.validity.as_ref();
        let marked = validity
            .is_some_and(|validity| matches!(validity.status.value, Status::Repealed | Status::Expired) || validity.repealed_by.is_some());
        if marked || document.draft || document.path == filed.item.path {
            continue;
        }
        found.add(
            &filed.item.path,
            reference.span,
            format!("这里废止了《{}》，它的条目“{}”没有标明已经废止。", document.name(), document.path),
            format!("在“{}”里写上“效力: {{状态: 废止, 被废止: {}}}”。", document.path, named(&filed.item)),
        );
    }
}

/// What a repealed document calls the one that repeals it.
fn named(item: &Item) -> String {
    item.number.as_ref().map_or_else(|| item.path.as_str().trim_start_matches("content/").to_string(), |number| number.value.to_string())
}

/// 被废止 is written, and yet the document is shown as in force.
pub fn repealed(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(validity) = &filed.item.validity else { return };
    let Some(by) = validity.repealed_by.as_ref().filter(|_| matches!(validity.status.value, Status::InForce | Status::NotYet)) else {
        return;
    };
    found.add(
        &filed.item.path,
        validity.status.span,
        format!("“被废止”写了“{}”，“状态”却是“{}”。", by.value, validity.status.value.name()),
        "已经废止的，“状态”改成“废止”；没有废止的，删去“被废止”。",
    );
}

/// 有效, though 失效 has passed.
pub fn expired(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(validity) = filed.item.validity.as_ref().filter(|validity| validity.status.value == Status::InForce) else { return };
    if let Some(expires) = validity.expires.as_ref().filter(|expires| expires.value < facts.today && validity.repealed_by.is_none()) {
        found.add(
            &filed.item.path,
            validity.status.span,
            format!("这份文件{}已经失效，“状态”还是“有效”。", chinese(expires.value)),
            "“状态”改成“失效”；已经延长有效期的，把“失效”改成新的日期，另发一条说明延长的依据。",
        );
    }
}

/// 尚未生效, though 施行 has passed.
pub fn already_in_force(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(validity) = filed.item.validity.as_ref().filter(|validity| validity.status.value == Status::NotYet) else { return };
    if let Some(effective) =
        validity.effective.as_ref().filter(|effective| effective.value <= facts.today && validity.repealed_by.is_none())
    {
        found.add(
            &filed.item.path,
            validity.status.span,
            format!("这份文件从{}起施行，“状态”还是“尚未生效”。", chinese(effective.value)),
            "“状态”改成“有效”；推迟施行的，把“施行”改成新的日期。",
        );
    }
}

/// A call for comment that ended more than thirty days ago, without a result in its matter or linked to it.
pub fn no_result(facts: &Facts<'_>, found: &mut Found<'_>) {
    let mut matters: HashMap<&str, Stamp> = HashMap::new();
    let mut linked: HashSet<&RelPath> = HashSet::new();
    for (_, filed) in facts.site.public() {
        let answers = says(facts, &filed.item, WordList::Answer);
        if let (Some(matter), Some(published), true) = (&filed.item.matter, &filed.item.published, answers || decides(&filed.item)) {
            // From the earliest on: the last that is put in stays.
            matters.insert(&matter.value, published.value);
        }
        linked.extend(filed.item.body.links.iter().filter(|_| answers).filter_map(|link| match &link.value.target {
            Target::Content(path, _) => Some(path),
            _ => None,
        }));
    }
    let calls =
        facts.site.public().filter(|(_, filed)| says(facts, &filed.item, WordList::Call) && !says(facts, &filed.item, WordList::Answer));
    for (_, filed) in calls.filter(|(_, filed)| filed.item.withdrawn.is_none()) {
        let item = &filed.item;
        let (Some(title), Some(end)) = (&item.title, end(facts, item)) else { continue };
        let due = end.checked_add_days(Days::new(facts.site.limits.counts.result.into()));
        let after = |at: &&Stamp| item.published.as_ref().is_some_and(|published| **at > published.value);
        let of_matter = item.matter.as_ref().and_then(|matter| matters.get(matter.value.as_str())).filter(after);
        let answered = of_matter.is_some() || linked.contains(&item.path);
        if answered || due.is_none_or(|due| facts.today <= due) {
            continue;
        }
        let cure = match &item.matter {
            Some(matter) => format!("“事项”写“{}”", matter.value),
            None => "两个条目的“事项”写同一个名称".to_string(),
        };
        found.add(
            &item.path,
            title.span,
            format!("征求意见{}已经结束，没有看到结果。", chinese(end)),
            format!("公布收到多少意见、采纳多少、不采纳的理由，标题写明“意见采纳情况”，{cure}；没有收到意见的，也要说明。"),
        );
    }
}

/// Whether an item tells what was decided.
fn decides(item: &Item) -> bool {
    item.stage.as_ref().is_some_and(|stage| !matches!(stage.value, Stage::BeforeDecision | Stage::BeforeEvent))
}

/// Whether the title has one of the words.
fn says(facts: &Facts<'_>, item: &Item, list: WordList) -> bool {
    item.title.as_ref().is_some_and(|title| facts.site.terms.lists.speaks(list, &title.value))
}

/// The last day for comment.
fn end(facts: &Facts<'_>, item: &Item) -> Option<Date> {
    match &item.display {
        Some(display) => Some(facts.site.calendar.due(display.from.value, display.days, display.unit).date),
        None => item.published.as_ref()?.value.date.checked_add_days(Days::new(facts.site.limits.comment.days.into())),
    }
}
