//! `gongkai status`: where every item stands in 提出—审核—公开—评议—反馈—归档.

use std::collections::BTreeMap;
use std::fmt::Write;

use gongkai::column::Column;
use gongkai::csv::{MARK, row};
use gongkai::model::{Site, Step};
use gongkai::personal::masked;
use gongkai::standing::{Way, ways};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::args::{By, Status, StatusFormat};
use super::{meant, open, print};

/// Tells it.
pub fn run(status: &Status) -> Result<bool, String> {
    let folder = open::folder(&status.input)?;
    let today = open::day(&status.input, &folder);
    let column = Column::open(folder, today);
    let site = column.site();
    let subject = status.subject.as_deref().map(|word| meant::subject(site, word)).transpose()?;
    let leaf = status.leaf.as_deref().map(|word| meant::leaf(site, word)).transpose()?;
    let mut all = ways(&column);
    all.retain(|way| {
        let filed = site.filed(way.item);
        subject.is_none_or(|own| filed.subject == Some(own)) && leaf.is_none_or(|own| filed.leaf == Some(own))
    });
    let listed: Vec<&Way> = all.iter().filter(|way| status.all || way.is_open()).collect();
    print::all(&match status.format {
        StatusFormat::Text => text(site, &all, &listed, status.by),
        StatusFormat::Csv => table(site, &listed),
        StatusFormat::Json => format!("{:#}\n", object(&column, &all, &listed)),
    });
    Ok(true)
}

/// Whose an item is, or where it is.
fn group(site: &Site, way: &Way, by: By) -> String {
    let filed = site.filed(way.item);
    let name = match by {
        By::Subject => filed.subject.map(|id| site.subjects.get(id).short.clone()),
        By::Leaf => filed.leaf.map(|id| site.catalogue.leaf(id).name.clone()),
    };
    name.unwrap_or_else(|| if by == By::Subject { "没有写明主体".into() } else { "没有归类".into() })
}

/// The place of a group in its file.
fn order(site: &Site, way: &Way, by: By) -> u16 {
    let filed = site.filed(way.item);
    let at = if by == By::Subject { filed.subject.map(|id| id.0) } else { filed.leaf.map(|id| id.0) };
    at.unwrap_or(u16::MAX)
}

/// The items group by group, and below them how many stand where.
fn text(site: &Site, all: &[Way], listed: &[&Way], by: By) -> String {
    let mut to = String::new();
    let mut groups: BTreeMap<(u16, String), Vec<&Way>> = BTreeMap::new();
    for way in listed {
        groups.entry((order(site, way, by), group(site, way, by))).or_default().push(way);
    }
    for ((_, name), ways) in &groups {
        let _ = writeln!(to, "{name}");
        for way in ways {
            let item = site.item(way.item);
            let since = way.since().map_or_else(|| " ".repeat(10), |day| day.to_string());
            let _ = writeln!(
                to,
                "  {}  {since}  {}  {}（{}）",
                way.step.name(),
                padded(way.next(), 10),
                masked(item.name()),
                masked(item.path.as_str())
            );
        }
        to.push('\n');
    }
    let mut sums: BTreeMap<(u16, String), [usize; 6]> = BTreeMap::new();
    for way in all {
        let counts = sums.entry((order(site, way, by), group(site, way, by))).or_default();
        add(counts, way.step);
    }
    let widest = sums.keys().map(|(_, name)| name.width()).max().unwrap_or(0).max(4);
    let heads: String = Step::ALL.iter().map(|step| format!("  {:>4}", step.name())).collect();
    let _ = writeln!(to, "{}{heads}", " ".repeat(widest));
    let mut whole = [0; 6];
    for ((_, name), counts) in &sums {
        let _ = writeln!(to, "{}{}", padded(name, widest), cells(counts));
        for (sum, count) in whole.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    let _ = writeln!(to, "{}{}", padded("合计", widest), cells(&whole));
    let open = all.iter().filter(|way| way.is_open()).count();
    let _ = writeln!(to, "\n共{}个条目，没有办完的{open}个。", all.len());
    to
}

fn add(counts: &mut [usize; 6], step: Step) {
    if let Some(count) = Step::ALL.iter().position(|known| *known == step).and_then(|at| counts.get_mut(at)) {
        *count += 1;
    }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn cells(counts: &[usize; 6]) -> String {
    counts.iter().map(|count| format!("  {count:>6}")).collect()
}

fn table(site: &Site, listed: &[&Way]) -> String {
    let mut table = String::from(MARK);
    let head = ["标题", "文件", "类别", "主体", "走到", "下一步"];
    row(&mut table, head.into_iter().chain(Step::ALL.iter().map(|step| step.name())).chain(["发布记录"]));
    for way in listed {
        let (leaf, subject) = (group(site, way, By::Leaf), group(site, way, By::Subject));
        let item = site.item(way.item);
        // Nobody has checked what is still a draft.
        let (name, path) = (masked(item.name()), masked(item.path.as_str()));
        let head = [name.as_str(), &path, &leaf, &subject, way.step.name(), way.next()];
        let days = way.days.map(|day| day.map(|day| day.to_string()).unwrap_or_default());
        row(&mut table, head.into_iter().chain(days.iter().map(String::as_str)).chain([way.record.name()]));
    }
    table
}

fn object(column: &Column, all: &[Way], listed: &[&Way]) -> Value {
    let site = column.site();
    let mut counts = [0; 6];
    all.iter().for_each(|way| add(&mut counts, way.step));
    let named = |words: &[Value]| Value::Object(Step::ALL.iter().map(|step| step.code().to_string()).zip(words.iter().cloned()).collect());
    let items: Vec<Value> = listed
        .iter()
        .map(|way| {
            let (filed, item) = (site.filed(way.item), site.item(way.item));
            json!({
                "title": masked(item.name()),
                "file": masked(item.path.as_str()),
                "leaf": filed.leaf.map(|id| &site.catalogue.leaf(id).code),
                "subject": filed.subject.map(|id| &site.subjects.get(id).code),
                "step": way.step.code(),
                "next": way.next(),
                "open": way.is_open(),
                "withdrawn": way.withdrawn,
                "record": way.record.name(),
                "days": named(&way.days.map(|day| day.map_or(Value::Null, |day| day.to_string().into()))),
            })
        })
        .collect();
    json!({ "day": column.today().to_string(), "counts": named(&counts.map(Value::from)), "items": items })
}
