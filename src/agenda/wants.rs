//! Everything that a column wants done, whenever it is due: leaf by leaf, item by item, village by village.

use std::collections::BTreeMap;

use chrono::{Datelike, Days};

use crate::annual::{annual, report_due};
use crate::calendar::{Date, chinese};
use crate::duty::{self, Standing, open_displays};
use crate::model::{Filed, ItemId, LeafId, Months, Site, Status, SubjectId};
use crate::personal::masked;
use crate::village::{self, Record};

use super::{Kind, Task};

/// All of it.
pub(super) fn all(site: &Site, today: Date) -> Vec<Task> {
    let mut tasks = leaves(site, today);
    tasks.extend(drafts(site));
    tasks.extend(displays(site, today));
    tasks.extend(statements(site, today));
    tasks.extend(validities(site));
    tasks.extend(villages(site, today));
    tasks.extend(reports(site, today));
    tasks
}

/// Leaves that are blank, or must be renewed.
fn leaves(site: &Site, today: Date) -> Vec<Task> {
    let held = site.catalogue.leaves().filter(|(id, leaf)| duty::holds(leaf, today) && !duty::damaged(site, *id));
    let tasks = held.filter_map(|(id, leaf)| {
        let state = duty::state(site, id, today);
        let (kind, what) = match (state.standing, state.due, state.last) {
            (Standing::Blank, ..) => {
                (Kind::Blank, "一条也没有，也没有声明。请提供内容；确实没有的，说明理由，声明“不涉及”或者“本期无”。".to_string())
            }
            (_, Some(due), Some(last)) => {
                (Kind::Renewal, format!("最近一条发布于{}，应当在{}以前更新；没有新情况的，声明“本期无”。", chinese(last), chinese(due)))
            }
            _ => return None,
        };
        Some(Task { due: state.due.filter(|_| kind == Kind::Renewal), kind, what, ..of_leaf(site, id, leaf.name.clone()) })
    });
    tasks.collect()
}

fn of_leaf(site: &Site, id: LeafId, name: String) -> Task {
    let leaf = site.catalogue.leaf(id);
    Task {
        kind: Kind::Renewal,
        name,
        leaf: Some(id),
        item: None,
        owners: duty::owners(site, id),
        due: None,
        estimated: false,
        what: String::new(),
        basis: leaf.basis.join("；"),
    }
}

fn of_item(site: &Site, id: ItemId, filed: &Filed) -> Task {
    let owners = filed.subject.map(|own| vec![own]).or_else(|| Some(duty::owners(site, filed.leaf?))).unwrap_or_default();
    let basis = filed.leaf.map(|leaf| site.catalogue.leaf(leaf).basis.join("；")).unwrap_or_default();
    Task {
        kind: Kind::Draft,
        // Nobody has checked what is still a draft.
        name: masked(filed.item.name()),
        leaf: filed.leaf,
        item: Some(id),
        owners,
        due: None,
        estimated: false,
        what: String::new(),
        basis,
    }
}

/// Drafts whose limit runs.
fn drafts(site: &Site) -> Vec<Task> {
    let drafts = site.all().filter(|(_, filed)| filed.item.draft);
    let tasks = drafts.filter_map(|(id, filed)| {
        let (due, leaf) = (duty::due(site, filed)?, site.catalogue.leaf(filed.leaf?));
        let limit = leaf.deadline.map(|deadline| deadline.text()).unwrap_or_default();
        let what = format!("还是草稿，应当{limit}公开。请抓紧填写、审核和保密审查。");
        Some(Task { kind: Kind::Draft, due: Some(due.date), estimated: due.estimated, what, ..of_item(site, id, filed) })
    });
    tasks.collect()
}

/// Displays that end, and those that owe their result.
fn displays(site: &Site, today: Date) -> Vec<Task> {
    let tasks = open_displays(site).into_iter().map(|open| {
        let (due, what) = if open.end >= today {
            (open.end, format!("公示到{}为止。期满后在{}以前公布结果。", chinese(open.end), chinese(open.due)))
        } else {
            (open.due, format!("公示{}已经结束，还没有公布结果：有没有异议，怎样处理，最后怎样定。", chinese(open.end)))
        };
        Task { kind: Kind::Display, due: Some(due), what, ..of_item(site, open.item, site.filed(open.item)) }
    });
    tasks.collect()
}

/// Statements that stand in place of items, and must be looked at again.
fn statements(site: &Site, today: Date) -> Vec<Task> {
    let good = Days::new(site.limits.counts.statement.into());
    let tasks = site.statements.iter().filter_map(|statement| {
        let (id, date) = (site.catalogue.find(&statement.leaf.value)?, statement.date?);
        let leaf = site.catalogue.leaf(id);
        if duty::state(site, id, today).standing != Standing::Stated || !duty::holds(leaf, today) {
            return None;
        }
        let due = date.checked_add_days(good)?;
        let what = format!(
            "{}声明“{}”，到{}满期。请重新核对：情况没有变的，更新日期；有了内容的，补条目。",
            chinese(date),
            statement.kind.name(),
            chinese(due)
        );
        Some(Task { kind: Kind::Statement, due: Some(due), what, ..of_leaf(site, id, leaf.name.clone()) })
    });
    tasks.collect()
}

/// Documents in force that cease to be.
fn validities(site: &Site) -> Vec<Task> {
    let tasks = site.public().filter(|(_, filed)| filed.item.withdrawn.is_none()).filter_map(|(id, filed)| {
        let validity = filed.item.validity.as_ref().filter(|validity| validity.status.value == Status::InForce)?;
        let expires = validity.expires.as_ref()?.value;
        let what = format!("有效期到{}。继续有效的，重新发布；不再有效的，“效力”改成失效。", chinese(expires));
        Some(Task { kind: Kind::Validity, due: Some(expires), what, ..of_item(site, id, filed) })
    });
    tasks.collect()
}

/// What villages owe: one task for a village and a quarter, one for what must stand there always.
fn villages(site: &Site, today: Date) -> Vec<Task> {
    let Some(record) = Record::new(site, today) else { return Vec::new() };
    let mut tasks = Vec::new();
    for (id, village) in record.all().filter(|(_, village)| village.existed(today)) {
        let mut owed: BTreeMap<(Date, Option<Months>), Vec<String>> = BTreeMap::new();
        let quarters = record.quarters(id);
        let lines = quarters.iter().flat_map(|quarter| quarter.lines.iter().map(move |line| (Some(quarter.months), line)));
        for (quarter, line) in lines.chain(record.standing(id).iter().map(|line| (None, line))) {
            let (village::Standing::Missing(due) | village::Standing::Pending(due)) = line.standing else { continue };
            let name = match (line.months, quarter) {
                (Some(months), Some(quarter)) if months != quarter => format!("{}（{}月）", line.matter.name, months.first),
                _ => line.matter.name.clone(),
            };
            owed.entry((due, quarter)).or_default().push(name);
        }
        for ((due, quarter), matters) in owed {
            let period = quarter.map_or_else(|| "长期公开的村务".to_string(), |quarter| format!("{}村务", quarter.name()));
            let what = format!("还没有公布：{}。", matters.join("、"));
            let name = format!("{}{period}", village.place());
            let basis = record.villages.basis.clone();
            let (leaf, item, estimated) = (None, None, false);
            tasks.push(Task { kind: Kind::Village, name, leaf, item, owners: vec![id], due: Some(due), estimated, what, basis });
        }
    }
    tasks
}

/// The report on the year before, of whoever reported before.
fn reports(site: &Site, today: Date) -> Vec<Task> {
    let mut last: BTreeMap<Option<SubjectId>, (i32, ItemId)> = BTreeMap::new();
    for (id, filed) in site.public() {
        if let Some(report) = annual(site, filed) {
            let entry = last.entry(filed.subject).or_insert((report.year, id));
            *entry = (*entry).max((report.year, id));
        }
    }
    let tasks = last.into_values().filter_map(|(year, id)| {
        // From the new year on, when the old one is over.
        let owed = (year + 1..today.year()).next_back()?;
        let due = report_due(site, owed)?;
        let filed = site.filed(id);
        let what = format!("{owed}年的政府信息公开工作年度报告应当在{}以前发布。", chinese(due));
        let name = format!("{owed}年政府信息公开工作年度报告");
        Some(Task { kind: Kind::Report, name, item: None, due: Some(due), what, ..of_item(site, id, filed) })
    });
    tasks.collect()
}
