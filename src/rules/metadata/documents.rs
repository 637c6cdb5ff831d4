//! What official documents must say of themselves: that they hold, who issued them, where they come from.

use crate::calendar::chinese;
use crate::check::{Facts, Found};
use crate::diag::Span;
use crate::duty;
use crate::model::{Filed, Key, Subject, SubjectType};
use crate::prose::lines;

/// A normative document that doesn't say whether it is in force.
pub fn missing_validity(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    if item.key(Key::Validity).is_none() && duty::is_normative(facts.site, filed) {
        found.about(
            item,
            "规范性文件没有写效力。",
            "补上一行，例如“效力: {状态: 有效, 施行: 2017-07-01, 失效: 2022-06-30}”；已经废止、失效的，照实写。",
        );
    }
}

/// A document of the party alone among government information (it follows 中国共产党党务公开条例).
pub fn party_document(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, subjects) = (&filed.item, &facts.site.subjects);
    let Some(number) = &item.number else { return };
    let party = |subject: &Subject| subject.kind == SubjectType::Party;
    let mut owners = subjects.all.iter().filter(|subject| subject.organs.contains(&number.value.organ)).peekable();
    if owners.peek().is_none() || !owners.all(party) {
        return;
    }
    let mut issuers = item.issuers.iter().filter_map(|issuer| subjects.find(&issuer.value)).map(|id| subjects.get(id)).peekable();
    let alone = if issuers.peek().is_some() { issuers.all(party) } else { filed.subject.is_some_and(|id| party(subjects.get(id))) };
    if alone && item.withdrawn.is_none() {
        found.add(
            &item.path,
            number.span,
            format!("“{}”是党委单独的文件，不是政府信息。", number.value),
            "党务公开另按规定办理，把它移出本栏目；党委和政府联合发文的，“发布机构”把政府也写上。",
        );
    }
}

/// 发布机构 that did not exist on the day.
pub fn outdated_issuer(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, subjects) = (&filed.item, &facts.site.subjects);
    let Some(formed) = item.formed.as_ref().filter(|_| subjects.all.iter().any(|subject| subject.from.or(subject.to).is_some())) else {
        return;
    };
    let written = item.issuers.iter().chain(&item.subject);
    for name in written {
        let Some(subject) = subjects.find(&name.value).map(|id| subjects.get(id)).filter(|subject| !subject.existed(formed.value)) else {
            continue;
        };
        let when = match (subject.from, subject.to) {
            (Some(from), _) if formed.value < from => format!("{}才成立", chinese(from)),
            (_, Some(to)) => format!("只到{}", chinese(to)),
            _ => continue,
        };
        found.add(
            &item.path,
            name.span,
            format!("“{}”{when}，这个条目成文于{}。", subject.name, chinese(formed.value)),
            "写当时的机构；机构的起止日期写错了的，改 content/subjects.yaml 里的“起”“止”。",
        );
        return;
    }
}

/// A line 来源：… in the text, and no 来源.
pub fn missing_source(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let Some(text) = item.readable_text().filter(|_| item.key(Key::Source).is_none() && item.withdrawn.is_none()) else { return };
    if !text.contains("来源") {
        return;
    }
    for line in lines(text, item.body.span) {
        let start = line.text.trim_start_matches([' ', '　', '（', '(', '*', '【', '[']);
        let label = ["文章来源", "信息来源", "稿件来源", "来源"].into_iter().find_map(|label| start.strip_prefix(label));
        let Some(source) = label.and_then(|rest| rest.strip_prefix(['：', ':'])) else { continue };
        let source = source.trim_matches([' ', '　', '）', ')', '*', '】', ']', '。']);
        if !source.is_empty() && source.chars().count() <= 30 {
            let at = line.start + (line.text.len() - start.len());
            let span = Span::new(at, line.start + line.text.trim_end().len());
            let help = format!("在开头补上一行“来源: {source}”，正文里的这一行删去。");
            found.add(&item.path, span, "正文里写了来源，开头没有写“来源”。", help);
            return;
        }
    }
}
