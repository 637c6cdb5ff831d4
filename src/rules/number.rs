//! 文号 in the text: in the standard form, whole, of one document, and linked.

use std::collections::BTreeMap;

use chrono::Datelike;
use rayon::prelude::*;

use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::folder::RelPath;
use crate::model::{Cited, CitedForm, DocNumber, Filed, Item, ItemId, Subject, SubjectId, Target, cited};
use crate::parse::SUBJECTS;

rule!(LOST_BRACKET, Warning, "number/lost-bracket");
rule!(MALFORMED, Warning, "number/malformed");
rule!(NOT_LINKED, Info, "number/not-linked");
rule!(TWO_NUMBERS, Warning, "number/two-numbers");
rule!(UNKNOWN_ORGAN, Warning, "number/unknown-organ");
rule!(WRONG_CITATION, Warning, "number/wrong-citation");
rule!(YEAR, Warning, "number/year");

/// Other brackets than 〔〕, 第, leading zeros, spaces.
pub fn malformed(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let text = filed.item.shown_body();
    for one in cited(text) {
        let CitedForm::Wrong(standard) = &one.form else { continue };
        let place = Span::new(one.mark, one.end).shifted(filed.item.body.span.start);
        let message = format!("文号“{}”的写法不合标准。", shown(facts, text, &one));
        found.add(&filed.item.path, place, message, format!("写成“{standard}”：年份用六角括号〔〕，序号前不加“第”、不补0。"));
        found.fix(place, standard.clone());
    }
}

/// A bracket or 号 is lost.
pub fn lost_bracket(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let text = filed.item.shown_body();
    for one in cited(text) {
        let CitedForm::Lost(standard) = &one.form else { continue };
        let place = Span::new(one.mark, one.end).shifted(filed.item.body.span.start);
        let message = format!("文号“{}”缺了括号或者“号”。", shown(facts, text, &one));
        match standard {
            Some(standard) => {
                found.add(&filed.item.path, place, message, format!("多半是从Word粘贴时丢的，写成“{standard}”。"));
                found.fix(place, standard.clone());
            }
            None => found.add(&filed.item.path, place, message, "从这里看不出原来的文号，对照原件改正。"),
        }
    }
}

/// The number as written. Words of the sentence may stand before its 机关代字: one that the column uses is known, of others four
/// characters are shown.
fn shown(facts: &Facts<'_>, text: &str, one: &Cited) -> String {
    let organ = &one.number.organ;
    let known = facts.site.items.iter().filter_map(|filed| Some(filed.item.number.as_ref()?.value.organ.as_str()));
    let known = known.filter(|known| organ.ends_with(known)).max_by_key(|known| known.len());
    let tail = organ.char_indices().rev().take(4).last().and_then(|(at, _)| organ.get(at..));
    format!("{}{}", known.or(tail).unwrap_or(organ), text.get(one.mark..one.end).unwrap_or(""))
}

/// The year of 文号 is not that of 成文日期.
pub fn year(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (Some(number), Some(formed)) = (&filed.item.number, &filed.item.formed) else { return };
    if i32::from(number.value.year) != formed.value.year() {
        found.add(
            &filed.item.path,
            number.span,
            format!("文号“{}”的年份和成文日期（{}年）不同。", number.value, formed.value.year()),
            "对照原件核对，改正写错的一个。原件确是这样的（例如年底编号、次年签发），写明原因：“豁免: {number/year: 原因}”。",
        );
    }
}

/// A document of the column is cited by its number, and nothing leads there.
pub fn not_linked(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let text = item.shown_body();
    let mut told: Vec<ItemId> = Vec::new();
    // What is wrong with one that is damaged is said elsewhere.
    for one in cited(text).into_iter().filter(|one| one.form == CitedForm::Standard) {
        let Some((start, id)) = document(facts, &one) else { continue };
        let other = facts.site.filed(id);
        let place = Span::new(start, one.end).shifted(item.body.span.start);
        if told.contains(&id)
            || !other.is_public()
            || other.item.path == item.path
            || other.item.withdrawn.is_some()
            || related(facts, item, id)
            || item.body.links.iter().any(|link| leads_to(&link.value.target, &other.item.path) || overlaps(link.span, place))
        {
            continue;
        }
        told.push(id);
        let path = relative(&item.path, &other.item.path);
        let number = Span::new(start, one.end).of(text);
        found.add(
            &item.path,
            place,
            format!("“{number}”在本栏目里，没有链接过去。"),
            format!("写成“[{number}]({path})”，群众点一下就能看到。"),
        );
        // In a line with HTML or code a link of Markdown may not be one.
        let line_start = text.get(..start).unwrap_or("").rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(line_start..).unwrap_or("").split('\n').next().unwrap_or("");
        if !line.contains(['<', '`', '[']) && !line.starts_with("    ") {
            found.fix(place, format!("[{number}]({path})"));
        }
    }
}

/// The item that a citation means, and where its 机关代字 starts: words of the sentence may stand before it.
fn document(facts: &Facts<'_>, one: &Cited) -> Option<(usize, ItemId)> {
    let organ = &one.number.organ;
    organ.char_indices().find_map(|(at, _)| {
        let number = DocNumber { organ: organ.get(at..)?.to_string(), ..one.number };
        Some((one.start + at, facts.site.numbered(&number.to_string())?))
    })
}

/// Whether the item's fields lead to the other one: its page shows that.
fn related(facts: &Facts<'_>, item: &Item, id: ItemId) -> bool {
    let validity = item.validity.as_ref();
    let of_validity = validity.into_iter().flat_map(|validity| [&validity.repealed_by, &validity.amended_by]).flatten();
    let references = item.interprets.iter().chain(&item.repeals).chain(of_validity);
    references.into_iter().any(|reference| facts.site.referred(item, &reference.value) == Some(id))
}

fn leads_to(target: &Target, path: &RelPath) -> bool {
    matches!(target, Target::Content(to, _) if to == path)
}

fn overlaps(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// The address of a file as a link in another writes it.
fn relative(from: &RelPath, to: &RelPath) -> String {
    let folders: Vec<&str> = from.parent().unwrap_or("").split('/').collect();
    let parts: Vec<&str> = to.as_str().split('/').collect();
    let common = folders.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folders.len() - common);
    up.chain(parts.into_iter().skip(common)).collect::<Vec<_>>().join("/")
}

/// One 《title》 with two numbers: as it is cited, or as its item says.
pub fn two_numbers(facts: &Facts<'_>, found: &mut Found<'_>) {
    let items = &facts.site.items;
    let shown = items.par_iter().filter(|filed| !filed.item.draft && filed.item.withdrawn.is_none());
    let mut named: Vec<Named<'_>> = shown.flat_map_iter(named).collect();
    named.sort_by(|a, b| (!a.own, &a.item.path, a.span).cmp(&(!b.own, &b.item.path, b.span)));
    let mut by_title: BTreeMap<&str, Vec<&Named<'_>>> = BTreeMap::new();
    for one in &named {
        by_title.entry(one.title).or_default().push(one);
    }
    for all in by_title.values().filter(|all| all.len() > 1) {
        let votes = |number: &DocNumber| all.iter().filter(|one| one.number == *number).count();
        // What the document's own item says is right; otherwise what is said most.
        let Some(right) = all.iter().rev().max_by_key(|one| (one.own, votes(&one.number))) else { continue };
        for one in all.iter().filter(|one| !one.own && !is_known(facts, one.title) && slip(&one.number, &right.number)) {
            found.add(
                &one.item.path,
                one.span,
                format!("《{}》的文号，这里是“{}”，“{}”里是“{}”。", one.title, one.number, right.item.path, right.number),
                "一份文件只有一个文号。查原文，改正写错的一处。",
            );
        }
    }
}

/// Whether one of two numbers is the other with a slip of the pen. A document that is issued anew every year differs in both parts.
fn slip(a: &DocNumber, b: &DocNumber) -> bool {
    a.organ == b.organ && a != b && (a.year == b.year || a.sequence == b.sequence)
}

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
    let text = filed.item.shown_body();
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
fn is_known(facts: &Facts<'_>, title: &str) -> bool {
    facts.site.terms.lists.numbers.iter().any(|known| known.title == title)
}

/// A title with its number.
struct Named<'f> {
    item: &'f Item,
    title: &'f str,
    number: DocNumber,
    span: Span,
    own: bool,
}

fn named(filed: &Filed) -> Vec<Named<'_>> {
    let item = &*filed.item;
    let text = item.shown_body();
    let cited = cited(text).into_iter().filter_map(|one| {
        let title = title_before(text.get(..one.start)?)?;
        let span = Span::new(one.start, one.end).shifted(item.body.span.start);
        Some(Named { item, title, number: one.number, span, own: false })
    });
    let own = item.title.as_ref().zip(item.number.as_ref()).map(|(title, number)| Named {
        item,
        title: title.value.trim_matches(['《', '》']),
        number: number.value.clone(),
        span: number.span,
        own: true,
    });
    cited.chain(own).filter(|one| one.title.chars().count() >= 6).collect()
}

/// The title that ends a text as 《…》（, also where it is linked.
fn title_before(text: &str) -> Option<&str> {
    let text = text.trim_end_matches('[').strip_suffix(['（', '('])?.trim_end();
    let text = match text.strip_suffix(')') {
        Some(linked) => linked.rsplit_once("](")?.0,
        None => text,
    };
    let text = text.strip_suffix('》')?;
    let mut depth = 1_u32;
    for (at, c) in text.char_indices().rev().take(100) {
        match c {
            '》' => depth += 1,
            '《' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + c.len_utf8()..);
        }
    }
    None
}
