//! Lists of persons: what must not stand beside a name, and where and how long the names may stand at all.

use chrono::{Datelike, Days};

use super::source::{Hit, Source, look};
use crate::calendar::{Date, chinese};
use crate::check::{Facts, Found};
use crate::diag::{Span, Spanned, Spans};
use crate::model::{Filed, NamesRule};
use crate::personal::{self, Kind, Persons, kind, squeeze, words};

/// A list may stay for so many days after its 公示期 has ended: results are published from it.
const STAY: u64 = 30;

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The columns of a list with their headers.
fn columns<'t>(persons: &Persons<'t>) -> impl Iterator<Item = (usize, &'t Spanned<String>, Kind)> {
    persons.table.head.iter().enumerate().map(|(at, head)| (at, head, kind(&head.value)))
}

/// The cells of a column.
fn cells<'t>(persons: &Persons<'t>, column: usize) -> impl Iterator<Item = &'t Spanned<String>> {
    persons.table.rows.iter().filter_map(move |row| row.get(column))
}

/// 出生日期 or 年龄 in a list of persons.
pub fn birth_date(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    look(facts, filed, found, |source| {
        let mut hits = Vec::new();
        for persons in source.lists() {
            for (column, head, kind) in columns(&persons).filter(|(.., kind)| matches!(kind, Kind::Birth | Kind::Age)) {
                let filled = cells(&persons, column).any(|cell| cell.value.contains(|c: char| c.is_numeric()));
                // Who takes office, or holds a high one, is made public with the month of birth.
                let public = kind == Kind::Birth && any(&source.called(head.span), words::APPOINTMENTS);
                if filled && !public {
                    let message = format!("人员名单里有“{}”一列，个人的出生日期和年龄不得随姓名公开。", squeeze(&head.value));
                    hits.push(Hit::new(head.span, message, "删去这一列。需要说明年龄结构的，只写汇总数，例如“60周岁以上12人”。"));
                }
            }
        }
        hits
    });
}

/// A home address below the village, in a list or in a sentence. One finding for a column.
pub fn home_address(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let help = "只写到行政村（社区）：“青禾村”，删去组、门牌号、楼栋和房号。";
    look(facts, filed, found, |source| {
        let mut hits = Vec::new();
        for persons in source.lists() {
            let of_offices =
                persons.officials || persons.table.head.iter().any(|head| any(&head.value, &["单位", "企业", "机构", "字号", "店名"]));
            let may_be_home = |head: &str, kind: Kind| match kind {
                Kind::Home => true,
                Kind::Address => !of_offices,
                Kind::Other => !of_offices && !any(head, words::OFFICE_ADDRESS) && !any(head, words::WORK_HEADERS),
                _ => false,
            };
            for (column, head, _) in columns(&persons).filter(|(_, head, kind)| may_be_home(&head.value, *kind)) {
                let deep: Vec<&Spanned<String>> = cells(&persons, column).filter(|cell| personal::is_deep(&cell.value)).collect();
                if let Some(first) = deep.first() {
                    let rows = if deep.len() > 1 {
                        format!("（“{}”一列共{}行）", squeeze(&head.value), deep.len())
                    } else {
                        String::new()
                    };
                    hits.push(Hit::new(first.span, format!("个人的住址写到了门牌号或者房号{rows}。"), help));
                }
            }
        }
        let mut sentences = personal::home_addresses(source.text);
        sentences.extend(personal::beside_names(source.text));
        sentences.sort();
        sentences.dedup_by(|next, before| next.start < before.end);
        if sentences.is_empty() {
            return hits;
        }
        let cells: Spans = source.cells().collect();
        let sentences = sentences.into_iter().filter(|span| !cells.cover(*span));
        hits.extend(sentences.map(|span| Hit::new(span, "个人的住址写到了门牌号或者房号。", help)));
        hits
    });
}

/// Health, disability or the cause of poverty in a list of persons: by a header, a cell, or the title. One finding for a column.
pub fn health(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let help = "删去有关疾病、残疾、致贫原因的内容；需要说明情况的，只写各类的人数。";
    look(facts, filed, found, |source| {
        let mut hits = Vec::new();
        for persons in source.lists().into_iter().filter(|persons| !persons.officials) {
            let before = hits.len();
            for (column, head, kind) in columns(&persons) {
                let header = squeeze(&head.value);
                if kind == Kind::Health {
                    let message = format!("人员名单里有“{header}”一列，个人的健康、残疾和困难原因不得公开。");
                    hits.push(Hit::new(head.span, message, help));
                } else if !any(&header, words::WORK_HEADERS)
                    && let Some(cell) = cells(&persons, column).find(|cell| any(&cell.value, words::HEALTH_WORDS))
                {
                    let of = if header.is_empty() { String::new() } else { format!("的“{header}”一列") };
                    hits.push(Hit::new(cell.span, format!("人员名单{of}写了个人的疾病或者残疾情况，不得公开。"), help));
                }
            }
            let Some(name) = persons.table.head.get(persons.name).filter(|_| hits.len() == before) else { continue };
            let help = "删去名单，只写人数和金额；确需张贴的，只在村（社区）公示栏张贴。";
            if tells_health(&source.title) {
                let message = "这个标题下面列出姓名，等于公开了这些人的疾病或者残疾情况。";
                hits.push(Hit::new(source.titled.unwrap_or(name.span), message, help));
            } else if tells_health(&source.called(name.span)) {
                hits.push(Hit::new(name.span, "上面的标题下列出姓名，等于公开了这些人的疾病或者残疾情况。", help));
            }
        }
        hits
    });
}

fn tells_health(title: &str) -> bool {
    any(title, words::HEALTH_TITLES) && !any(title, words::WORKERS)
}

/// A child in a list of persons: by age, birth, ID number, header, cell or title. One finding for a list.
pub fn minor(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let message = "名单里有未成年人，未成年人的姓名和个人情况不得公开。";
    let help = "删去未成年人的姓名和有关内容，只写人数和金额；隐去一个字也不行。";
    look(facts, filed, found, |source| {
        let child = |persons: Persons<'_>| {
            let name = persons.table.head.get(persons.name)?;
            child(&persons, &source.called(name.span), source.day, source.text)
        };
        source.lists().into_iter().filter_map(child).map(|span| Hit::new(span, message, help)).collect()
    });
}

/// Where a list shows that a child is in it.
fn child(persons: &Persons<'_>, title: &str, day: Date, text: &str) -> Option<Span> {
    for (column, _, kind) in columns(persons) {
        let young = cells(persons, column).find(|cell| match kind {
            Kind::Age => age(&cell.value).is_some_and(|age| age < 18),
            Kind::Birth => born(&cell.value).is_some_and(|born| is_child(born, day)),
            Kind::Id => {
                let written = cell.span.of(text);
                let whole = personal::ids(written).first().map(|id| id.born);
                whole.or_else(|| personal::patterns(written, true).first()?.born()).is_some_and(|born| is_child(born, day))
            }
            _ => false,
        });
        if let Some(cell) = young {
            return Some(cell.span);
        }
    }
    let says = |text: &str, words: &[&str]| {
        let text = words::NOT_MINOR.iter().fold(squeeze(text), |text, word| text.replace(word, ""));
        any(&text, words) && !any(&text, words::WORKERS)
    };
    let workers = persons.officials || any(title, words::WORKERS) || persons.table.head.iter().any(|head| any(&head.value, words::WORKERS));
    let adults = any(title, &["大学", "高校", "研究生"]);
    if workers || adults {
        return None;
    }
    let name = persons.table.head.get(persons.name)?;
    let heads = persons.table.head.iter().find(|head| says(&head.value, words::MINOR_WORDS) || says(&head.value, words::PUPIL_HEADERS));
    // 学校 alone may be the one of an adult: a cell says which.
    let of_university = |head: &&Spanned<String>| {
        let column = persons.table.head.iter().position(|other| other.span == head.span).unwrap_or(usize::MAX);
        cells(persons, column).any(|cell| any(&cell.value, &["大学", "学院", "高校"]))
    };
    if let Some(head) = heads.filter(|head| !of_university(head)) {
        return Some(head.span);
    }
    if says(title, words::MINOR_WORDS) {
        return Some(name.span);
    }
    let in_cell = columns(persons)
        .filter(|(_, head, kind)| *kind == Kind::Other && !any(&head.value, words::WORK_HEADERS))
        .flat_map(|(column, ..)| cells(persons, column))
        .find(|cell| says(&cell.value, words::MINOR_WORDS) && cell.value.chars().count() <= 12);
    in_cell.map(|cell| cell.span)
}

/// 12, 12岁.
fn age(text: &str) -> Option<u32> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    let rest = text.trim().get(digits.len()..).unwrap_or("");
    digits.parse().ok().filter(|_| matches!(rest.trim(), "" | "岁" | "周岁"))
}

/// 2010-03-05, 2010年3月, 20100305: the latest day that it can mean.
fn born(text: &str) -> Option<Date> {
    let numbers: Vec<u32> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    let date = |year: u32, month, day| Date::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    match numbers[..] {
        [whole @ 19_000_000..=21_001_231] => date(whole / 10_000, whole / 100 % 100, whole % 100),
        [month @ 190_001..=210_012] => date(month / 100, month % 100, 1),
        [year @ 1900..=2100] => date(year, 1, 1),
        [year @ 1900..=2100, month] => date(year, month, 1),
        [year @ 1900..=2100, month, day, ..] => date(year, month, day),
        _ => None,
    }
}

fn is_child(born: Date, day: Date) -> bool {
    born <= day && Date::from_ymd_opt(born.year() + 18, born.month(), born.day().min(28)).is_some_and(|adult| adult > day)
}

/// Names in a leaf whose lists belong on boards.
pub fn board_only_names(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(leaf) = filed.leaf.map(|leaf| facts.site.catalogue.leaf(leaf)) else { return };
    if leaf.names != Some(NamesRule::BoardOnly) {
        return;
    }
    look(facts, filed, found, |source| {
        let listed = listed(source).into_iter();
        let message = |count| format!("“{}”的名单只在村（社区）公示栏张贴，这里列出了{count}个人的姓名。", leaf.name);
        let help = "删去名单，只写户数、人数和金额，并写明名单在哪里的公示栏张贴、贴到哪一天。";
        listed.map(|(span, count)| Hit::new(span, message(count), help)).collect()
    });
}

/// The first list of people who are in no office: where it is and how many it names.
fn listed(source: &Source<'_>) -> Option<(Span, usize)> {
    if !source.shown {
        return None;
    }
    let list = source.lists().into_iter().find(|persons| !persons.officials);
    if let Some(persons) = list {
        return Some((persons.table.head.get(persons.name)?.span, persons.count));
    }
    let count = personal::listed_names(source.text);
    let at = words::LIST_WORDS.iter().filter_map(|word| source.text.find(word).map(|at| (at, word.len()))).min()?;
    (count > 0).then(|| (Span::new(at.0, at.0 + at.1), count))
}

/// A list of persons that still stands long after its 公示期.
pub fn list_not_removed(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(display) = &filed.item.display else { return };
    // Where names belong on boards only, the list is a fault from its first day.
    if filed.leaf.is_some_and(|leaf| facts.site.catalogue.leaf(leaf).names == Some(NamesRule::BoardOnly)) {
        return;
    }
    let end = facts.site.calendar.due(display.from.value, display.days, display.unit).date;
    let overdue = end.checked_add_days(Days::new(STAY)).is_some_and(|last| last < facts.today);
    if !overdue {
        return;
    }
    look(facts, filed, found, |source| {
        let listed = listed(source).into_iter();
        let message = |count| format!("公示期到{}已满，过了{STAY}日，名单上{count}个人的姓名还没有撤下。", chinese(end));
        let help = "删去名单，留下公示的事项、期限和结果；或者写“撤下”，写明日期和理由。";
        listed.map(|(span, count)| Hit::new(span, message(count), help)).collect()
    });
}
