//! The calendar (RFC 5545) that a telephone takes: an all-day event for each task, told of three days before and on the day.

use chrono::Datelike;
use sha2::{Digest, Sha256};

use crate::agenda::{Agenda, Task};
use crate::calendar::Date;
use crate::folder::hex;
use crate::model::Site;

use super::owners;

/// A line has no more octets, its end not counted.
const LONGEST: usize = 75;

/// The calendar. A task keeps its UID from run to run, so that it is moved in the calendar, and not doubled. What is overdue stands on
/// the day itself: nobody is told of a day that is over.
pub fn ics(agenda: &Agenda, site: &Site) -> String {
    let mut to = String::new();
    let name = format!("{}{}待办", site.config.county, site.config.organ);
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//due//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
        line(&mut to, text);
    }
    line(&mut to, &format!("X-WR-CALNAME:{}", escaped(&name)));
    for task in &agenda.tasks {
        event(&mut to, agenda, site, task, &name);
    }
    line(&mut to, "END:VCALENDAR");
    to
}

fn event(to: &mut String, agenda: &Agenda, site: &Site, task: &Task, calendar: &str) {
    let day = task.due.map_or(agenda.today, |due| due.max(agenda.today));
    let end = day.succ_opt().unwrap_or(day);
    let basic = |day: Date| day.format("%Y%m%d").to_string();
    let uid = hex(&Sha256::digest(format!("{calendar}|{}", task.key(site))));
    let late = if task.is_overdue(agenda.today) { format!("【{}】", task.pressure(agenda.today).text()) } else { String::new() };
    let who = owners(site, task);
    let mut told = task.what.clone();
    let mut add = |name: &str, text: &str| {
        if !text.is_empty() {
            told.push_str(&format!("\n{name}：{text}"));
        }
    };
    add("期限", &task.due_text());
    add("主体", &who);
    add("依据", &task.basis);
    let about = if who.is_empty() { String::new() } else { format!("（{who}）") };
    let summary = format!("{late}政务公开{}：{}{about}", task.kind.name(), task.name);
    line(to, "BEGIN:VEVENT");
    line(to, &format!("UID:{}@gongkai", uid.get(..32).unwrap_or(&uid)));
    line(to, &format!("DTSTAMP:{}T000000Z", basic(agenda.today)));
    // It grows as the event moves on, so that calendars take the later one.
    line(to, &format!("SEQUENCE:{}", day.num_days_from_ce()));
    line(to, &format!("DTSTART;VALUE=DATE:{}", basic(day)));
    line(to, &format!("DTEND;VALUE=DATE:{}", basic(end)));
    line(to, &format!("SUMMARY:{}", escaped(&summary)));
    line(to, &format!("DESCRIPTION:{}", escaped(&told)));
    line(to, &format!("CATEGORIES:{}", escaped(task.kind.name())));
    line(to, "TRANSP:TRANSPARENT");
    // At nine in the morning three days before, and on the day.
    for trigger in ["-P2DT15H", "PT9H"] {
        line(to, "BEGIN:VALARM");
        line(to, "ACTION:DISPLAY");
        line(to, &format!("DESCRIPTION:{}", escaped(&summary)));
        line(to, &format!("TRIGGER:{trigger}"));
        line(to, "END:VALARM");
    }
    line(to, "END:VEVENT");
}

/// A text as a value.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// Appends a line, folded where it is long, and never inside a character.
fn line(to: &mut String, text: &str) {
    let mut left = LONGEST;
    for c in text.chars() {
        if c.len_utf8() > left {
            to.push_str("\r\n ");
            left = LONGEST - 1;
        }
        to.push(c);
        left -= c.len_utf8();
    }
    to.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut to = String::new();
        let text = format!("SUMMARY:{}a；，{}", "政务".repeat(40), escaped("甲,乙;丙\\丁\n戊"));
        line(&mut to, &text);
        assert!(to.ends_with("\r\n"));
        assert!(to.trim_end_matches("\r\n").split("\r\n").all(|part| part.len() <= LONGEST), "{to}");
        assert_eq!(to.replace("\r\n ", "").trim_end(), text);
        assert!(text.ends_with("甲\\,乙\\;丙\\\\丁\\n戊"), "{text}");
    }
}
