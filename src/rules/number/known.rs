//! 文号 against what is known: the organs' own words, and the numbers of documents that everybody cites.

use crate::check::{Facts, Found};
use crate::diag::Span;
use crate::model::{Filed, Subject, SubjectId, cited};
use crate::parse::SUBJECTS;

use super::{body, title_before};

/// 机关代字 that no subject uses, or that of another than the issuer.
pub fn unknown_organ(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, subjects) = (&filed.item, &facts.site.subjects);
    let Some(number) = item.number.as_ref().filter(|_| item.source.is_empty() && !facts.faulty(SUBJECTS)) else { return };
    let organ = &number.value.organ;
    let known: Vec<&str> = subjects.all.iter().flat_map(|subject| &subject.organs).map(String::as_str).collect();
    if known.is_empty() {
        return;
    }
    let owners: Vec<(SubjectId, &Subject)> = subjects.iter().filter(|(_, subject)| subject.organs.contains(organ)).collect();
    if owners.is_empty() {
        let help = format!("主体名单里的机关代字有{}。写错了的，改正；没有列的，在 content/subjects.yaml 里补上。", known.join("、"));
        found.add(&item.path, number.span, format!("机关代字“{organ}”不是哪个主体的。"), help);
        return;
    }
    let mut issuers: Vec<SubjectId> = item.issuers.iter().filter_map(|issuer| subjects.find(&issuer.value)).collect();
    // One that is not known, or is the column's own organ, has its own rule.
    if issuers.len() < item.issuers.len() {
        return;
    }
    if issuers.is_empty() {
        issuers.extend(filed.subject);
    }
    let above = |id: SubjectId| subjects.get(id).parent.as_ref().and_then(|parent| subjects.find(parent));
    let related = |id: &SubjectId| owners.iter().any(|(owner, _)| owner == id || Some(*owner) == above(*id));
    if let (Some((_, owner)), Some(first)) = (owners.first(), issuers.first().filter(|_| !issuers.iter().any(related))) {
        found.add(
            &item.path,
            number.span,
            format!("“{organ}”是“{}”的机关代字，发布机构是“{}”。", owner.short, subjects.get(*first).short),
            "对照原件核对文号和发布机构，改正写错的一个；联合发文的，“发布机构”把各个机关都写上。",
        );
    }
}

/// A document that everybody cites, with another number than its own.
pub fn wrong_citation(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let text = body(facts, &filed.item);
    let known = &facts.site.terms.lists.numbers;
    if known.is_empty() || !text.contains('》') {
        return;
    }
    for one in cited(text) {
        let Some(title) = text.get(..one.start).and_then(title_before) else { continue };
        let Some(known) = known.iter().find(|known| known.title == title).filter(|known| known.number != one.number) else { continue };
        let place = Span::new(one.start, one.end).shifted(filed.item.body.span.start);
        found.add(
            &filed.item.path,
            place,
            format!("《{title}》的文号是“{}”，这里是“{}”。", known.number, one.number),
            "查原文改正；表里写错的，改 content/words.yaml 的“常用文号”。",
        );
        found.guess(place, known.number.to_string());
    }
}

/// Whether a title's number is in the table: then [`wrong_citation`] speaks of it.
pub fn is_known(facts: &Facts<'_>, title: &str) -> bool {
    facts.site.terms.lists.numbers.iter().any(|known| known.title == title)
}
