//! 搜索: the page, and the data that its script looks into. There is no service: the reader's browser searches.

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;
use tera::Value;

use crate::model::{Item, ItemId, Site, Status, SubjectType};
use crate::plan::{Noun, Number, Page, Plan};
use crate::theme::Theme;
use crate::view::{Content, PageInfo, Scene, mark, visible, with_tables, year_links};

/// How many bytes a file of titles may have, so that the first result needs little.
const TITLES: usize = 80_000;

/// How many bytes a file of texts may have.
const TEXTS: usize = 300_000;

#[derive(Serialize)]
struct Group<'s> {
    name: &'s str,
    code: &'s str,
    options: Vec<Choice<'s>>,
}

#[derive(Serialize)]
struct Choice<'s> {
    name: &'s str,
    full: &'s str,
    code: &'s str,
    href: String,
}

/// `search.html`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("search.html", Noun::Search).into_iter().collect()
}

/// The page: what can be chosen, and where the data are.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let info = PageInfo {
        kind: "search",
        title: "搜索".into(),
        description: "按标题、文号、索引号、日期和正文查找本栏目的信息。".into(),
        nav_key: "search",
        ..PageInfo::default()
    };
    let (site, plan) = (scene.site, scene.plan);
    let catalogue = &site.catalogue;
    let parts = catalogue.parts().map(|(id, part)| {
        let leaves = catalogue.groups_of(id).flat_map(|(group, _)| catalogue.leaves_of(group));
        let options = leaves.map(|(id, leaf)| Choice { name: &leaf.name, full: "", code: &leaf.code, href: plan.href(&Noun::Leaf(id)) });
        Group { name: &part.name, code: &part.code, options: options.collect() }
    });
    let types = SubjectType::ALL.into_iter().map(|kind| {
        let subjects = site.subjects.iter().filter(move |(_, subject)| subject.kind == kind);
        let options = subjects.map(|(id, subject)| Choice {
            name: &subject.short,
            full: &subject.name,
            code: &subject.code,
            href: plan.href(&Noun::Subject(id)),
        });
        Group { name: kind.name(), code: "", options: options.collect() }
    });
    let filled = |groups: Vec<Group<'_>>| {
        Value::from_serializable(&groups.into_iter().filter(|group| !group.options.is_empty()).collect::<Vec<_>>())
    };
    let validities = [Status::NotYet, Status::Amended, Status::Repealed, Status::Expired].map(Status::name);
    let mut context = scene.context(page, info);
    context.insert_value("parts", filled(parts.collect()));
    context.insert_value("types", filled(types.collect()));
    context.insert_value("years", Value::from_serializable(&year_links(scene)));
    context.insert_value("validities", Value::from_serializable(&validities));
    context.insert_value("titles", Value::from(files(plan, site, Noun::SearchTitles)));
    context.insert_value("texts", Value::from(files(plan, site, Noun::SearchTexts)));
    Content::Template("search.html", context)
}

/// The addresses of the data files, the newest first, each with its year: `2017=search/titles-2017.js`.
fn files(plan: &Plan, site: &Site, noun: fn(i32) -> Noun) -> String {
    let of_year = |year: i32| {
        let older = (1..).map(Number::Older).map_while(move |number| plan.numbered(&noun(year), number));
        let mut older: Vec<&Page> = older.collect();
        older.reverse();
        let all = plan.page(&noun(year)).into_iter().chain(older);
        all.map(move |page| format!("{year}={}", page.path)).collect::<Vec<_>>()
    };
    site.years().into_iter().flat_map(of_year).collect::<Vec<_>>().join(" ")
}

/// `search/titles-2017.js`, and `search/titles-2017-1.js` … with the older items of the year.
pub fn title_pages(site: &Site, _: &Theme) -> Vec<Page> {
    shards(site, "titles", Noun::SearchTitles, TITLES, title_weight)
}

/// `search/text-2017.js`, and `search/text-2017-1.js` … with the older items of the year.
pub fn text_pages(site: &Site, _: &Theme) -> Vec<Page> {
    shards(site, "text", Noun::SearchTexts, TEXTS, text_weight)
}

/// About how many bytes an item takes in a file of titles.
fn title_weight(_: &Site, item: &Item) -> usize {
    item.name().len() + 140
}

/// How many bytes an item takes at most in a file of texts, escapes aside: its HTML is longer than its text.
fn text_weight(site: &Site, item: &Item) -> usize {
    if item.withdrawn.is_some() { 0 } else { html(site, item).len() + item.summary.len() + 200 }
}

/// The HTML of an item's text, with the tables that it has from a data file.
fn html<'i>(site: &Site, item: &'i Item) -> Cow<'i, str> {
    match site.figures_of(item) {
        Some(_) => with_tables(site, item, item.body.html.to_string()).into(),
        None => Cow::Borrowed(&item.body.html),
    }
}

/// The data files of each year. They are filled from the oldest item, so that a new one changes only the last file, which is the first
/// that is read.
fn shards(site: &Site, name: &str, noun: fn(i32) -> Noun, most: usize, weight: fn(&Site, &Item) -> usize) -> Vec<Page> {
    let of_year = |year: i32| {
        let shares = split(site, site.of_year(year), most, weight);
        let last = shares.len() - 1;
        let pages = shares.into_iter().enumerate().filter_map(move |(at, share)| {
            let (number, path) = match at {
                at if at == last => (Number::First, format!("search/{name}-{year}.js")),
                at => (Number::Older(at + 1), format!("search/{name}-{year}-{}.js", at + 1)),
            };
            Some(Page { number, share, ..Page::new(&path, noun(year))? })
        });
        pages.collect::<Vec<_>>()
    };
    site.years().into_iter().flat_map(of_year).collect()
}

/// How a list is shared out: at least one share.
fn split(site: &Site, items: &[ItemId], most: usize, weight: fn(&Site, &Item) -> usize) -> Vec<Range<u32>> {
    let (mut shares, mut from, mut sum) = (Vec::new(), 0, 0);
    for (at, id) in (0..).zip(items) {
        let weight = weight(site, site.item(*id));
        if sum > 0 && sum + weight > most {
            shares.push(from..at);
            (from, sum) = (at, 0);
        }
        sum += weight;
    }
    shares.push(from..u32::try_from(items.len()).unwrap_or(u32::MAX));
    shares
}

/// The items of one data file, the earliest first.
fn items_of<'s>(site: &'s Site, year: i32, page: &Page) -> &'s [ItemId] {
    site.of_year(year).get(page.share.start as usize..page.share.end as usize).unwrap_or(&[])
}

/// What is known of each item: address, title, 文号, 索引号, 成文日期, 发布日期, leaf, subject, validity.
pub fn titles(scene: &Scene<'_>, page: &Page) -> Content {
    let Noun::SearchTitles(year) = page.noun else { return Content::Bytes(Vec::new()) };
    let site = scene.site;
    let rows = items_of(site, year, page).iter().map(|id| {
        let filed = site.filed(*id);
        let item = &filed.item;
        vec![
            scene.plan.href(&Noun::Item(*id)),
            item.name().to_string(),
            item.number.as_ref().map(|number| number.value.to_string()).unwrap_or_default(),
            item.index_number.as_ref().map(|number| number.value.to_string()).unwrap_or_default(),
            item.formed.as_ref().map(|date| date.value.to_string()).unwrap_or_default(),
            item.published.as_ref().map(|published| published.value.date.to_string()).unwrap_or_default(),
            filed.leaf.map(|leaf| site.catalogue.leaf(leaf).code.clone()).unwrap_or_default(),
            filed.subject.map(|subject| site.subjects.get(subject).code.clone()).unwrap_or_default(),
            mark(item).to_string(),
        ]
    });
    Content::Bytes(script(rows))
}

/// The text of each item that has one: address, text.
pub fn texts(scene: &Scene<'_>, page: &Page) -> Content {
    let Noun::SearchTexts(year) = page.noun else { return Content::Bytes(Vec::new()) };
    let shown = items_of(scene.site, year, page).iter().filter(|id| scene.site.item(**id).withdrawn.is_none());
    Content::Bytes(script(shown.map(|id| vec![scene.plan.href(&Noun::Item(*id)), text(scene.site, scene.site.item(*id))])))
}

/// What stands on an item's page besides its title and numbers: its text, and below it line by line the rest.
fn text(site: &Site, item: &Item) -> String {
    let mut text = visible(&html(site, item));
    let attachments = item.attachments.iter().map(|attachment| attachment.name.as_str());
    let keywords = item.keywords.iter().map(|word| word.value.as_str());
    let others = [item.summary.as_str()].into_iter().chain(item.matter.iter().map(|matter| matter.value.as_str()));
    let revisions = item.revisions.iter().map(|revision| revision.what.as_str());
    for line in attachments.chain(others).chain(keywords).chain(revisions).filter(|line| !line.is_empty()) {
        text.push('\n');
        text.push_str(line);
    }
    text
}

/// Rows as a script that hands them to the page's own. A script, because a page that is opened from disk may load no other data.
fn script(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = String::from("gongkai([\n");
    for row in rows {
        for (at, text) in row.iter().enumerate() {
            out.push(if at == 0 { '[' } else { ',' });
            quoted(text, &mut out);
        }
        out.push_str("],\n");
    }
    out.push_str("])\n");
    out.into_bytes()
}

/// The first bytes of what cannot stand in a string as it is: ASCII, and those of U+0080 to U+009F and of U+2028 and U+2029.
const MAY_BE_SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte, 0..=31 | 34 | 60 | 92 | 127 | 0xc2 | 0xe2);
        byte += 1;
    }
    table
};

/// A string of a script. No part of it can end the script or, in any browser, the line.
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !MAY_BE_SPECIAL[usize::from(byte)] {
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let escaped = match c {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '<' => "\\x3c",
            '\u{2028}' => "\\u2028",
            '\u{2029}' => "\\u2029",
            c if c.is_control() => " ",
            _ => continue,
        };
        out.push_str(text.get(done..at).unwrap_or(""));
        out.push_str(escaped);
        done = at + c.len_utf8();
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_breaks_out_of_its_string() {
        let rows = [vec!["a\"b\\c".to_string(), "</script>\u{2028}\n\u{7}".to_string()]];
        let text = String::from_utf8(script(rows.into_iter())).expect("UTF-8");
        assert_eq!(text, "gongkai([\n[\"a\\\"b\\\\c\",\"\\x3c/script>\\u2028\\n \"],\n])\n");
    }
}
