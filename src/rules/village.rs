//! 村务公开: what a village had to publish is there, and what names a village, a matter or a period names one.

use crate::calendar::{Date, chinese};
use crate::check::{Facts, Found};
use crate::diag::{Spanned, rule};
use crate::folder::RelPath;
use crate::model::{Filed, Rhythm, SubjectType};
use crate::parse::{PLACES, SUBJECTS, VILLAGES, nearest};
use crate::village::{Line, Record, Standing};

rule!(MISSING_QUARTER, Warning, "village/missing-quarter");
rule!(MISSING_DOCUMENT, Warning, "village/missing-document");
rule!(UNKNOWN_VILLAGE, Error, "village/unknown-village");
rule!(UNKNOWN_MATTER, Error, "village/unknown-matter");
rule!(UNCLEAR_PERIOD, Warning, "village/unclear-period");

const CURE: &str = "催报后补条目，“村务”写明事项；确实没有的，在 content/villages.yaml 的“声明”里说明理由。";

/// A quarter is over, its day of grace too, and a village has not published all of it.
pub fn missing_quarter(facts: &Facts<'_>, found: &mut Found<'_>) {
    let (Some(file), Some(record)) = (RelPath::new(SUBJECTS), record(facts)) else { return };
    for (id, village) in record.all() {
        for quarter in record.quarters(id).iter().rev() {
            let missing: Vec<&Line<'_>> = quarter.lines.iter().filter(|line| matches!(line.standing, Standing::Missing(_))).collect();
            let Some(last) = missing.iter().filter_map(|line| due(line)).max() else { continue };
            let named = missing.iter().map(|line| match line.months {
                Some(months) if months != quarter.months => format!("{}（{}月）", line.matter.name, months.first),
                _ => line.matter.name.clone(),
            });
            let message = format!(
                "“{}”{}的村务没有公布齐：缺{}，截止日是{}。",
                village.short,
                quarter.months.name(),
                named.collect::<Vec<_>>().join("、"),
                chinese(last),
            );
            found.add(&file, village.span, message, CURE);
        }
    }
}

/// A village has not published what stands: its rules, its catalogue.
pub fn missing_document(facts: &Facts<'_>, found: &mut Found<'_>) {
    let (Some(file), Some(record)) = (RelPath::new(SUBJECTS), record(facts)) else { return };
    for (id, village) in record.all().filter(|(_, village)| village.existed(facts.today)) {
        let lines = record.standing(id);
        let missing = lines.iter().filter(|line| due(line).is_some());
        let named: Vec<&str> = missing.map(|line| line.matter.name.as_str()).collect();
        if !named.is_empty() {
            let message = format!("“{}”没有公布应当长期公开的{}。", village.short, named.join("、"));
            found.add(&file, village.span, message, CURE);
        }
    }
}

/// What the villages did. Of a file that could not be read whole nobody knows what it asks.
fn record<'f>(facts: &Facts<'f>) -> Option<Record<'f>> {
    Record::new(facts.site, facts.today).filter(|_| !facts.faulty(VILLAGES) && !facts.faulty(SUBJECTS))
}

fn due(line: &Line<'_>) -> Option<Date> {
    match line.standing {
        Standing::Missing(due) => Some(due),
        _ => None,
    }
}

/// A village that there is not: in an item, in the duties of the villages, at a place.
pub fn unknown_village(facts: &Facts<'_>, found: &mut Found<'_>) {
    let site = facts.site;
    if facts.faulty(SUBJECTS) {
        return;
    }
    let duties = site.villages.iter().flat_map(|villages| {
        let monthly = villages.matters.iter().flat_map(|matter| &matter.monthly);
        monthly.chain(villages.statements.iter().flat_map(|statement| &statement.villages))
    });
    let places = site.places.iter().flat_map(|place| &place.villages);
    let files = [RelPath::new(VILLAGES), RelPath::new(PLACES)];
    if let [Some(of_villages), Some(of_places)] = &files {
        duties.for_each(|word| check_village(facts, of_villages, word, found));
        places.for_each(|word| check_village(facts, of_places, word, found));
    }
    for item in site.items.iter().map(|filed| &*filed.item).filter(|item| !item.draft) {
        let Some(affairs) = &item.village else { continue };
        affairs.villages.iter().for_each(|word| check_village(facts, &item.path, word, found));
        let of_other = |filed: &Filed| filed.subject.is_some_and(|id| site.subjects.get(id).kind != SubjectType::Village);
        if affairs.villages.is_empty() && site.at(&item.path).is_some_and(|id| of_other(site.filed(id))) {
            found.add(
                &item.path,
                affairs.span,
                "写了“村务”，但是没有写是哪个村，“主体”也不是村委会。",
                "“主体”写这个村；几个村的合在一起的，写成“村务: {村: [甲村, 乙村], 事项: […]}”。",
            );
        }
    }
}

fn check_village(facts: &Facts<'_>, file: &RelPath, word: &Spanned<String>, found: &mut Found<'_>) {
    let subjects = &facts.site.subjects;
    let message = match subjects.find(&word.value).map(|id| subjects.get(id)) {
        Some(subject) if subject.kind == SubjectType::Village => return,
        Some(subject) => format!("“{}”是{}，不是村。", word.value, subject.kind.name()),
        None => format!("没有“{}”这个村。", word.value),
    };
    let villages = subjects.all.iter().filter(|subject| subject.kind == SubjectType::Village);
    let words = villages.flat_map(|village| [&village.short, &village.name].into_iter().chain(&village.aliases)).map(String::as_str);
    let help = "写 content/subjects.yaml 里类型是“村委会”的主体的名称、简称或者别名；没有登记的，先在那里登记。";
    match nearest(&word.value, words) {
        Some(near) => {
            found.add(file, word.span, message, format!("是不是“{near}”？{help}"));
            found.guess(word.span, near);
        }
        None => found.add(file, word.span, message, help),
    }
}

/// A matter that `content/villages.yaml` does not have.
pub fn unknown_matter(facts: &Facts<'_>, found: &mut Found<'_>) {
    if facts.faulty(VILLAGES) {
        return;
    }
    let villages = facts.site.villages.as_ref();
    let mut check = |file: &RelPath, word: &Spanned<String>| {
        let Some(villages) = villages else {
            let help = "从样例栏目复制 content/villages.yaml 来改；不公布村务的，删去“村务”。";
            return found.add(file, word.span, format!("写了村务事项“{}”，但是没有文件 content/villages.yaml。", word.value), help);
        };
        if villages.find(&word.value).is_some() {
            return;
        }
        let (message, help) =
            (format!("没有“{}”这个村务事项。", word.value), "写 content/villages.yaml 里事项的名称或代码；新的事项，先写进那里。");
        match nearest(&word.value, villages.matters.iter().map(|matter| matter.name.as_str())) {
            Some(near) => {
                found.add(file, word.span, message, format!("是不是“{near}”？{help}"));
                found.guess(word.span, near);
            }
            None => found.add(file, word.span, message, help),
        }
    };
    if let Some(file) = RelPath::new(VILLAGES) {
        let statements = villages.iter().flat_map(|villages| &villages.statements);
        statements.flat_map(|statement| &statement.matters).for_each(|word| check(&file, word));
    }
    for item in facts.site.items.iter().map(|filed| &*filed.item).filter(|item| !item.draft) {
        item.village.iter().flat_map(|affairs| &affairs.matters).for_each(|word| check(&item.path, word));
    }
}

/// An item of a matter that is published by the quarter or the month does not say which.
pub fn unclear_period(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (Some(villages), Some(affairs)) = (&facts.site.villages, &filed.item.village) else { return };
    let told = affairs.months.is_some() || facts.faults.iter().any(|fault| fault.file == filed.item.path && fault.severity.forbids());
    let matters = affairs.matters.iter().filter_map(|word| villages.matters.get(villages.find(&word.value)?));
    let periodic = matters.into_iter().find(|matter| matches!(matter.rhythm, Rhythm::Monthly | Rhythm::Quarterly));
    let Some(matter) = periodic.filter(|_| !told) else { return };
    found.add(
        &filed.item.path,
        affairs.span,
        format!("“{}”{}公布一次，这个条目看不出是哪一期。", matter.name, matter.rhythm.name()),
        "标题里写上“2017年第三季度”或“2017年7月”这样的期间；标题不便写的，写成“村务: {事项: […], 期间: 2017年第三季度}”。",
    );
}
