//! What an item publishes, text by text: its file, and each part of what it attaches. A detector is a function of one of them.

use std::borrow::Cow;

use super::cells::Cells;
use crate::calendar::Date;
use crate::check::{Facts, Found};
use crate::diag::{Lines, Severity, Span};
use crate::folder::RelPath;
use crate::model::{Filed, Heading, Item, Passage, Table};
use crate::personal::{Persons, Understood};

/// A text that is published.
pub struct Source<'s> {
    /// The text.
    pub text: &'s str,
    /// What was understood of it.
    pub read: &'s Understood,
    /// Its tables as a reader understands them, places in `text`.
    pub tables: Vec<&'s Table>,
    /// The headings in it.
    pub headings: &'s [Heading],
    /// What it is called: the item's title, and the names of the attachment.
    pub title: Cow<'s, str>,
    /// Where the title stands, in the item's file only.
    pub titled: Option<Span>,
    /// The day that ages are counted to.
    pub day: Date,
    /// Who is born later is nobody.
    pub latest: Date,
    /// Whether its body is shown: that of an item that was withdrawn is not.
    pub shown: bool,
}

/// Something that must not be published, and where in the text it stands.
pub struct Hit {
    /// The place.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: &'static str,
    /// How grave it is, where it is graver than its rule.
    pub severity: Option<Severity>,
}

impl Hit {
    /// One as grave as its rule.
    pub fn new(span: Span, message: impl Into<String>, help: &'static str) -> Hit {
        Hit { span, message: message.into(), help, severity: None }
    }
}

impl<'s> Source<'s> {
    /// The lists of persons that are shown.
    pub fn lists(&self) -> Vec<Persons<'s>> {
        if self.shown { self.read.people(&self.tables) } else { Vec::new() }
    }

    /// The places of the cells below the headers.
    pub fn cells(&self) -> impl Iterator<Item = Span> {
        self.tables.iter().flat_map(|table| table.rows.iter().flatten()).map(|cell| cell.span)
    }

    /// The heading above a place, with the title.
    pub fn called(&self, span: Span) -> String {
        let above = self.headings.partition_point(|heading| heading.span.start < span.start);
        let heading = above.checked_sub(1).and_then(|last| self.headings.get(last));
        format!("{}\n{}", self.title, heading.map_or("", |heading| &heading.text))
    }
}

/// What was understood of the tables of an item's file and of each part of its attachments, in their order.
fn understood<'f>(facts: &Facts<'f>, item: &Item) -> &'f [Understood] {
    facts.tables.get_or_init(|| {
        let own = Understood::new(&item.text, &item.body.tables, item.body.span.start);
        let attached = facts.site.contents_of(item).flat_map(|(_, _, contents)| &contents.parts);
        std::iter::once(own).chain(attached.map(|part| Understood::new(&part.text, &part.tables, 0))).collect()
    })
}

/// Looks into all that an item publishes, and says what was found: in the item's file where it stands, in an attachment where the
/// item names it, once, with the first places.
pub fn look(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>, detect: impl Fn(&Source<'_>) -> Vec<Hit>) {
    let item = &*filed.item;
    let mut read = understood(facts, item).iter();
    let published = item.published.as_ref().map_or(facts.today, |published| published.value.date);
    let (Some(own), title) = (read.next(), item.title.as_ref()) else { return };
    let source = Source {
        text: &item.text,
        read: own,
        tables: own.tables(&item.body.tables),
        headings: &item.body.headings,
        title: title.map_or("", |title| &title.value).into(),
        titled: title.map(|title| title.span),
        day: item.formed.as_ref().map_or(facts.today, |formed| formed.value),
        latest: published.max(facts.today),
        shown: item.withdrawn.is_none(),
    };
    for hit in detect(&source) {
        say(item, hit.span, hit.message, hit.help, hit.severity, found);
    }
    for (path, span, contents) in facts.site.contents_of(item) {
        let name = item.attachments.iter().find(|attachment| attachment.path.as_ref() == Some(path)).map_or("", |named| &named.name);
        let mut hits: Vec<(Place<'_>, Hit)> = Vec::new();
        for (part, read) in contents.parts.iter().zip(&mut read) {
            let title = format!("{}\n{name}\n{}\n{}", source.title, path.stem(), part.name).into();
            let of_part =
                Source { text: &part.text, read, tables: read.tables(&part.tables), headings: &[], title, titled: None, ..source };
            let in_part = detect(&of_part);
            let rows = rows(part, in_part.iter().map(|hit| hit.span));
            hits.extend(rows.into_iter().map(|row| Place { part: &part.name, row }).zip(in_part));
        }
        attached(item, path, span, &hits, found);
    }
}

/// A place in an attachment, as people find it.
#[derive(PartialEq)]
struct Place<'p> {
    part: &'p str,
    row: String,
}

/// For each place the row of a table, or the line.
fn rows(part: &Passage, places: impl ExactSizeIterator<Item = Span>) -> Vec<String> {
    if places.len() == 0 {
        return Vec::new();
    }
    let tables: Vec<&Table> = part.tables.iter().collect();
    let (cells, lines) = (Cells::with_heads(&tables), Lines::new(&part.text));
    let row = |place: Span| match cells.order(place) {
        Some((table, row, _)) if tables.len() > 1 => format!("第{}个表第{}行", table + 1, row + 1),
        Some((_, row, _)) => format!("第{}行", row + 1),
        None => format!("第{}行", lines.at(place.start).line),
    };
    places.map(row).collect()
}

/// One finding for all that was found in one attachment.
fn attached(item: &Item, path: &RelPath, span: Span, hits: &[(Place<'_>, Hit)], found: &mut Found<'_>) {
    const SHOWN: usize = 3;
    let Some((_, first)) = hits.first() else { return };
    let mut places: Vec<&Place<'_>> = hits.iter().map(|(place, _)| place).collect();
    places.dedup();
    let parts = std::iter::once("").chain(places.iter().map(|place| place.part));
    let told = places.iter().zip(parts).take(SHOWN).map(|(place, before)| {
        let part = if place.part == before { "" } else { place.part };
        format!("{part}{}", place.row)
    });
    let told = told.collect::<Vec<_>>().join("、");
    let more = if places.len() > SHOWN { "等" } else { "" };
    let all = if hits.len() > 1 { format!("，共{}处", hits.len()) } else { String::new() };
    let message = format!("附件“{}”（{told}{more}{all}）：{}", path.file_name(), first.message);
    let help = format!("{}隐藏的工作表、批注也要清理；处理以后另存，换掉原来的文件。", first.help);
    say(item, span, message, &help, hits.iter().filter_map(|(_, hit)| hit.severity).min(), found);
}

fn say(item: &Item, span: Span, message: String, help: &str, severity: Option<Severity>, found: &mut Found<'_>) {
    found.add(&item.path, span, message, help);
    severity.into_iter().for_each(|severity| found.raise(severity));
}
