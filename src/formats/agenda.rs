//! What is due, in the forms that other programs read: a table, a spreadsheet, a calendar.

mod ics;
mod sheet;

pub use ics::ics;
pub use sheet::xlsx;

use crate::agenda::{Agenda, Task};
use crate::csv::{MARK, row};
use crate::model::Site;
use crate::personal::masked;

/// The columns of the tables, with their widths in characters.
const COLUMNS: [(&str, f64); 9] = [
    ("主体", 14.0),
    ("事项", 34.0),
    ("类型", 10.0),
    ("期限", 13.0),
    ("状态", 12.0),
    ("说明", 56.0),
    ("类别", 20.0),
    ("依据", 48.0),
    ("文件", 30.0),
];

/// A table: a task a row, the most urgent first.
pub fn csv(agenda: &Agenda, site: &Site) -> String {
    let mut table = String::from(MARK);
    row(&mut table, COLUMNS.map(|(name, _)| name));
    for task in &agenda.tasks {
        row(&mut table, cells(agenda, site, task));
    }
    table
}

fn cells(agenda: &Agenda, site: &Site, task: &Task) -> [String; 9] {
    [
        owners(site, task),
        task.name.clone(),
        task.kind.name().to_string(),
        task.due.map(|due| due.to_string()).unwrap_or_default(),
        task.pressure(agenda.today).text(),
        task.what.clone(),
        task.leaf.map(|leaf| site.catalogue.leaf(leaf).name.clone()).unwrap_or_default(),
        task.basis.clone(),
        task.item.map(|item| masked(site.item(item).path.as_str())).unwrap_or_default(),
    ]
}

fn owners(site: &Site, task: &Task) -> String {
    let names: Vec<&str> = task.owners.iter().map(|id| site.subjects.get(*id).short.as_str()).collect();
    names.join("、")
}
