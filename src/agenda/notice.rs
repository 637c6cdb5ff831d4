//! The notice to each subject of what it must do, ready to be sent: plain text, as a message on a telephone shows it.

use crate::calendar::chinese;
use crate::model::{Site, Subject};

use super::{Agenda, Pressure, Task};

/// What is sent to one subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Whom it is for.
    pub subject: String,
    /// 负责人 and 联系方式 there.
    pub contact: String,
    /// The text.
    pub text: String,
    /// How many tasks are in it.
    pub tasks: usize,
    /// How many of them should be done already.
    pub overdue: usize,
}

/// A notice for each subject that has something to do. What nobody answers for is in none.
pub fn notices(agenda: &Agenda, site: &Site) -> Vec<Notice> {
    let all = agenda.by_subject(site).into_iter().filter_map(|(id, tasks)| {
        let subject = site.subjects.get(id?);
        let overdue = tasks.iter().filter(|task| task.is_overdue(agenda.today)).count();
        Some(Notice {
            subject: subject.short.clone(),
            contact: contact(subject),
            text: text(agenda, site, subject, &tasks, overdue),
            tasks: tasks.len(),
            overdue,
        })
    });
    all.collect()
}

/// `王某某，0000-00000000`.
fn contact(subject: &Subject) -> String {
    [&subject.head, &subject.contact].into_iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join("，")
}

fn text(agenda: &Agenda, site: &Site, subject: &Subject, tasks: &[&Task], overdue: usize) -> String {
    let mut text =
        format!("【政务公开提醒】{}：\n截至{}，你单位有{}项政务公开事项要办理", subject.short, chinese(agenda.today), tasks.len());
    text.push_str(&if overdue > 0 { format!("，其中{overdue}项已经逾期或者应有未有。\n") } else { "。\n".to_string() });
    for (number, task) in (1..).zip(tasks) {
        let when = match task.pressure(agenda.today) {
            Pressure::Owed => "应有未有，请尽快".to_string(),
            pressure => format!("{}，{}", task.due_text(), pressure.text()),
        };
        text.push_str(&format!("{number}. {}（{when}）：{}\n", task.name, task.what));
    }
    let (office, config) = (&site.config.office, &site.config);
    let from = if office.name.is_empty() { &config.organ } else { &office.name };
    let phone = if office.phone.is_empty() { String::new() } else { format!("，电话{}", office.phone) };
    text.push_str(&format!("请在期限以前把经过审核和保密审查的材料送{from}{phone}。已经送来的，不用再送。\n"));
    text.push_str(&format!("{from}\n{}\n", chinese(agenda.today)));
    text
}
