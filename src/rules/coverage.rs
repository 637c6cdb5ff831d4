//! Coverage: what must be public is there, or it is said why not.

use chrono::{Datelike, Days};

use crate::calendar::{Date, chinese};
use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::duty::{self, Standing};
use crate::folder::RelPath;
use crate::model::{Filed, Item, Kind, Leaf, LeafId, Site, SubjectType, Timing};
use crate::parse::{CATALOGUE, STATEMENTS, nearest};

rule!(MISSING_ITEM, Error, "coverage/missing-item");
rule!(EMPTY_LEAF, Error, "coverage/empty-leaf");
rule!(VETO, Block, "coverage/veto");
rule!(NO_EVIDENCE, Warning, "coverage/no-evidence");
rule!(MISSING_ELEMENT, Info, "coverage/missing-element");
rule!(STALE_STATEMENT, Warning, "coverage/stale-statement");
rule!(OTHER_SUBJECT, Warning, "coverage/other-subject");
rule!(OTHER_LEAF, Info, "coverage/other-leaf");
rule!(OTHER_YEAR, Warning, "coverage/other-year");

/// A leaf's elements are looked for in so many of its latest items.
const LATEST: usize = 100;
/// A keyword of so many characters speaks for a leaf by itself.
const TELLING: usize = 4;

/// A leaf that must have items has none, and no statement says why.
pub fn missing_item(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (_, leaf) in blank(facts).filter(|(_, leaf)| duty::needs_items(leaf, facts.today)) {
        report(leaf, format!("“{}”应当公开，但是一条也没有，也没有声明。", leaf.name), found);
    }
}

/// A leaf's page would be empty, though no item is demanded.
pub fn empty_leaf(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (_, leaf) in blank(facts).filter(|(_, leaf)| !duty::needs_items(leaf, facts.today)) {
        let why = if leaf.kind == Kind::Duty { "履行职责的记录" } else { "条目" };
        report(leaf, format!("“{}”的页面会是空白的：没有{why}，也没有声明。", leaf.name), found);
    }
}

fn report(leaf: &Leaf, message: String, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(CATALOGUE) else { return };
    let help = format!(
        "在 content/{} 里补一个条目（{}）；确实没有的，在 content/statements.yaml 里声明“不涉及”或“本期无”，写明理由和依据。",
        leaf.code,
        leaf.content.trim_end_matches('。')
    );
    found.add(&file, leaf.span, message, help);
}

/// The leaves without anything to show. A leaf with a file that could not be read is not among them: that file has its own finding.
fn blank<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (LeafId, &'f Leaf)> {
    let site = facts.site;
    let unread = facts.faulty(STATEMENTS) && site.statements.is_empty();
    site.catalogue.leaves().filter(move |(id, leaf)| {
        let shown = duty::state(site, *id, facts.today).standing != Standing::Blank || !site.of_leaf(*id).is_empty();
        !unread && !shown && !duty::damaged(site, *id) && !misnamed(site, leaf)
    })
}

/// Whether a statement names the leaf nearly: that has a finding of its own.
fn misnamed(site: &Site, leaf: &Leaf) -> bool {
    let mut unknown = site.statements.iter().filter(|statement| site.catalogue.find(&statement.leaf.value).is_none());
    unknown.any(|statement| nearest(&statement.leaf.value, [leaf.name.as_str(), leaf.code.as_str()].into_iter()).is_some())
}

/// So many leaves are blank that the inspection fails the whole site.
pub fn veto(facts: &Facts<'_>, found: &mut Found<'_>) {
    // 国办秘函〔2019〕19号: so many blank columns fail the whole site.
    let most = facts.site.limits.counts.blank_veto as usize;
    let names: Vec<&str> = blank(facts).map(|(_, leaf)| leaf.name.as_str()).collect();
    let Some(file) = RelPath::new(CATALOGUE).filter(|_| !names.is_empty() && names.len() >= most) else { return };
    found.add(
        &file,
        Span::default(),
        format!("有{}个类别是空白的，满{most}个，检查时整个栏目单项否决。", names.len()),
        format!("逐个补条目，或者在 content/statements.yaml 里声明：{}。", names.join("、")),
    );
}

/// A duty whose last record is more than a year old, where no interval says so already.
pub fn no_evidence(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(CATALOGUE) else { return };
    let duties = facts.site.catalogue.leaves().filter(|(_, leaf)| leaf.kind != Kind::Information && duty::holds(leaf, facts.today));
    for (id, leaf) in duties.filter(|(id, _)| !duty::damaged(facts.site, *id)) {
        let state = duty::state(facts.site, id, facts.today);
        let Some(last) = state.last.filter(|_| state.standing != Standing::Overdue) else { continue };
        let stated = facts.site.statement(id).and_then(|statement| statement.date).filter(|date| *date <= facts.today);
        if !older(facts, stated.map_or(last, |date| date.max(last))) {
            continue;
        }
        found.add(
            &file,
            leaf.span,
            format!("“{}”是一项工作职责，最近一年没有履行的记录，最近一条发布于{}。", leaf.name, chinese(last)),
            format!(
                "在 content/{} 里补上本年度的工作记录；确实没有开展的，在 content/statements.yaml 里声明“本期无”，写明原因。",
                leaf.code
            ),
        );
    }
}

/// Elements that none of a leaf's items shows.
pub fn missing_element(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(CATALOGUE) else { return };
    for (id, leaf) in facts.site.catalogue.leaves().filter(|(id, leaf)| duty::holds(leaf, facts.today) && !duty::damaged(facts.site, *id)) {
        let items: Vec<&Item> = facts
            .site
            .of_leaf(id)
            .iter()
            .rev()
            .map(|id| facts.site.item(*id))
            .filter(|item| item.withdrawn.is_none())
            .take(LATEST)
            .collect();
        // What is told stage by stage may come yet.
        let first = items.last().and_then(|item| item.published.as_ref()).map(|published| published.value.date);
        if first.is_none_or(|first| leaf.timing == Timing::Staged && !older(facts, first)) {
            continue;
        }
        let missing: Vec<&str> =
            leaf.elements.iter().filter(|element| !items.iter().any(|item| shows(item, element))).map(String::as_str).collect();
        if !missing.is_empty() {
            found.add(
                &file,
                leaf.span,
                format!("“{}”的条目里没有看到这些要素：{}。", leaf.name, missing.join("、")),
                "公开过的，在那个条目的“要素”里写上；没有公开的，补上；本镇用不到的，从目录的“要素”里删去。",
            );
        }
    }
}

/// Whether an item ticks the element, or has its words: 审计发现的问题 shows 审计发现问题.
fn shows(item: &Item, element: &str) -> bool {
    if item.elements.iter().any(|ticked| ticked.value == element) {
        return true;
    }
    let texts = [item.name(), item.summary.as_str(), item.written()];
    let names = item.attachments.iter().map(|attachment| attachment.name.as_str());
    pieces(element).all(|piece| texts.into_iter().chain(names.clone()).any(|text| text.contains(piece)))
}

/// The words of an element: two characters each, the last of two or three.
fn pieces(element: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = element.char_indices().map(|(at, _)| at).collect();
    let count = (starts.len() / 2).max(1);
    (0..count).filter_map(move |n| {
        let from = starts.get(2 * n).copied()?;
        let to = if n + 1 == count { None } else { starts.get(2 * n + 2).copied() };
        element.get(from..to.unwrap_or(element.len()))
    })
}

/// A statement that stands in place of items and is more than a year old.
pub fn stale_statement(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(STATEMENTS) else { return };
    for statement in &facts.site.statements {
        let Some((id, date)) = facts.site.catalogue.find(&statement.leaf.value).zip(statement.date) else { continue };
        let stands = duty::state(facts.site, id, facts.today).standing == Standing::Stated;
        if !stands || !older(facts, date) || !duty::holds(facts.site.catalogue.leaf(id), facts.today) {
            continue;
        }
        found.add(
            &file,
            statement.span,
            format!("“{}”的“{}”声明于{}，已经满一年没有核对。", facts.site.catalogue.leaf(id).name, statement.kind.name(), chinese(date)),
            "重新核对：情况没有变的，把“日期”改成今天；有了内容的，补上条目，删去声明。",
        );
    }
}

/// An item of a subject that the leaf is no business of.
pub fn other_subject(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (Some(id), Some(subject), Some(written)) = (filed.leaf, filed.subject, &filed.item.subject) else { return };
    let (leaf, subject) = (facts.site.catalogue.leaf(id), facts.site.subjects.get(subject));
    let owes = subject.duties.iter().any(|duty| facts.site.catalogue.find(&duty.value) == Some(id));
    // The party committee and the government of a township issue documents together.
    let joint = |kind: &SubjectType| matches!(kind, SubjectType::Party | SubjectType::Government);
    let named = leaf.subjects.contains(&subject.kind) || joint(&subject.kind) && leaf.subjects.iter().any(joint);
    if leaf.subjects.is_empty() || named || owes {
        return;
    }
    let types: Vec<&str> = leaf.subjects.iter().map(|kind| kind.name()).collect();
    found.add(
        &filed.item.path,
        written.span,
        format!("“{}”由{}公开，“{}”是{}。", leaf.name, types.join("、"), subject.short, subject.kind.name()),
        "核对“主体”和“类别”有没有写错；确实由它公开的，把这个类别写进 content/subjects.yaml 里它的“公开职责”。",
    );
}

/// Nothing in an item speaks of its leaf, and its title speaks of another.
pub fn other_leaf(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (Some(id), Some(title)) = (filed.leaf, &filed.item.title) else { return };
    let (own, body) = (facts.site.catalogue.leaf(id), filed.item.written());
    let speaks = |text: &str| own.keywords.iter().chain([&own.name]).any(|word| text.contains(word.as_str()));
    if own.keywords.is_empty() || speaks(&title.value) || filed.item.keywords.iter().any(|word| speaks(&word.value)) || speaks(body) {
        return;
    }
    let mut others: Vec<(usize, &Leaf, &str)> = Vec::new();
    for (_, leaf) in facts.site.catalogue.leaves().filter(|(other, leaf)| *other != id && duty::holds(leaf, facts.today)) {
        let Some(word) = leaf.keywords.iter().find(|word| title.value.contains(word.as_str())) else { continue };
        let more =
            leaf.keywords.iter().filter(|other| *other != word && (title.value.contains(other.as_str()) || body.contains(other.as_str())));
        others.push((more.count() + usize::from(word.chars().count() >= TELLING), leaf, word));
    }
    // What two leaves could claim alike is not for a program to say.
    let best = others.iter().map(|(score, ..)| *score).max().unwrap_or(0);
    let mut of_best = others.iter().filter(|(score, ..)| *score == best && best > 0);
    if let (Some((_, leaf, word)), None) = (of_best.next(), of_best.next()) {
        found.add(
            &filed.item.path,
            title.span,
            format!("这个条目放在“{}”，标题里的“{word}”却像是“{}”的内容。", own.name, leaf.name),
            format!("放错了的，移到 content/{} 文件夹，或者改“类别”；没有放错的，在“关键词”里写上“{}”。", leaf.code, own.name),
        );
    }
}

/// An item in a leaf that is for other years.
pub fn other_year(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(leaf) = filed.leaf.map(|leaf| facts.site.catalogue.leaf(leaf)) else { return };
    let Some(published) = &filed.item.published else { return };
    let formed = filed.item.formed.as_ref().map(|formed| formed.value.year());
    let year = published.value.date.year();
    let (Some(last), None) = (leaf.years.iter().max(), formed.filter(|formed| leaf.years.contains(formed))) else { return };
    // What is older than the duty only stands there too.
    if year <= *last || leaf.years.contains(&year) {
        return;
    }
    let years: Vec<String> = leaf.years.iter().map(|year| format!("{year}年")).collect();
    found.add(
        &filed.item.path,
        published.span,
        format!("“{}”只用于{}，这个条目发布于{year}年。", leaf.name, years.join("、")),
        "核对日期；以后年度还要公开的，在目录这个类别的“年度”里加上这一年，或者放到现在的类别里。",
    );
}

/// Whether a statement or a record of that day is no longer good.
fn older(facts: &Facts<'_>, date: Date) -> bool {
    let good = Days::new(facts.site.limits.counts.statement.into());
    date.checked_add_days(good).is_some_and(|end| end < facts.today)
}
