//! `gongkai due`: what must be published or renewed, when, by whom, under which duty; and the notices to the subjects.

use std::fmt::Write;
use std::io::IsTerminal;

use gongkai::agenda::{Agenda, Task, notices};
use gongkai::column::Column;
use gongkai::formats;
use gongkai::model::Site;
use unicode_width::UnicodeWidthStr;

use super::args::{Due, DueFormat};
use super::print::{self, colored};
use super::{meant, open, output, tell};

/// Tells what is due; whether nothing is overdue.
pub fn run(due: &Due) -> Result<bool, String> {
    let format = due.format;
    output::allowed_at(
        due.output.as_deref(),
        &due.input.source,
        format == DueFormat::Xlsx,
        "gongkai due --format xlsx --output 待办.xlsx",
    )?;
    if due.notice && matches!(format, DueFormat::Csv | DueFormat::Ics) {
        return Err("--notice 是文字，不能写成 csv 或者 ics。\n改法：去掉 --format；要表格的，用 --format xlsx，第二页就是通知。".into());
    }
    let folder = open::folder(&due.input)?;
    let today = open::day(&due.input, &folder);
    let column = Column::open(folder, today);
    let site = column.site();
    let mut agenda = Agenda::new(site, today, due.within);
    if let Some(word) = &due.subject {
        agenda = agenda.of(meant::subject(site, word)?);
    }
    let terminal = due.output.is_none() && std::io::stdout().is_terminal();
    let bytes = match format {
        DueFormat::Text if due.notice => all_notices(&agenda, site).into_bytes(),
        DueFormat::Text => text(&agenda, site, colored(due.input.color, terminal)).into_bytes(),
        DueFormat::Csv => formats::agenda::csv(&agenda, site).into_bytes(),
        DueFormat::Ics => formats::agenda::ics(&agenda, site).into_bytes(),
        DueFormat::Xlsx => formats::agenda::xlsx(&agenda, site)?,
    };
    match &due.output {
        Some(path) => {
            output::write(path, &bytes)?;
            if !due.input.quiet {
                tell!("{}已写进“{}”。", agenda.verdict(), path.display());
            }
        }
        None => print::bytes(&bytes),
    }
    Ok(agenda.overdue() == 0)
}

fn all_notices(agenda: &Agenda, site: &Site) -> String {
    let notices = notices(agenda, site);
    if notices.is_empty() {
        return format!("{}没有要发的通知。\n", agenda.verdict());
    }
    notices.iter().map(|notice| notice.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Subject by subject; what nobody answers for last.
fn text(agenda: &Agenda, site: &Site, colours: bool) -> String {
    let mut to = String::new();
    for (id, tasks) in agenda.by_subject(site) {
        let head = match id.map(|id| site.subjects.get(id)) {
            Some(subject) => {
                let contact: Vec<&str> =
                    [&subject.head, &subject.contact].into_iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
                let contact = if contact.is_empty() { String::new() } else { format!("（{}）", contact.join("，")) };
                format!("{}{contact}", subject.short)
            }
            None => "没有写明由谁负责".into(),
        };
        let _ = writeln!(to, "{}", shown(&head, "1", colours));
        // What is to be done is said once for all to which it applies.
        for alike in tasks.chunk_by(|one, other| one.what == other.what) {
            alike.iter().for_each(|task| write_task(&mut to, agenda, task, colours));
            let what = alike.first().map_or("", |task| &task.what);
            let of = if alike.len() > 1 { format!("以上{}项：", alike.len()) } else { String::new() };
            let _ = writeln!(to, "              {of}{what}");
        }
        to.push('\n');
    }
    let _ = writeln!(to, "{}", agenda.verdict());
    to
}

/// How pressing it is, when, what kind, what.
fn write_task(to: &mut String, agenda: &Agenda, task: &Task, colours: bool) {
    let pressure = task.pressure(agenda.today).text();
    let padded = format!("{pressure}{}", " ".repeat(12usize.saturating_sub(pressure.width())));
    let padded = if task.is_overdue(agenda.today) { shown(&padded, "1;31", colours) } else { padded };
    let due = task.due.map_or_else(|| " ".repeat(10), |due| due.to_string());
    let estimated = if task.estimated { "（估算）" } else { "" };
    let _ = writeln!(to, "  {padded}{due}{estimated}  {}  {}", task.kind.name(), task.name);
}

fn shown(text: &str, code: &str, colours: bool) -> String {
    if colours { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_string() }
}
