//! What the search looks into is what stands on the pages; a new item changes little of it.

#![allow(clippy::panic)] // a test that cannot go on ends

use std::collections::BTreeMap;
use std::path::Path;

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::Folder;
use gongkai::plan::Noun;
use gongkai::render::Rendered;
use gongkai::starter::starter;

fn load(folder: &Path) -> Column {
    let today = Date::from_ymd_opt(2017, 12, 29).expect("a day");
    Column::load(Folder::read(folder).expect("the column"), today, &mut |_| {})
}

/// The pages of a column whose noun is asked for, by their addresses.
fn made(column: &Column, wanted: fn(&Noun) -> bool) -> BTreeMap<String, String> {
    let release = column.release().expect("the column is sound");
    let pages = release.pages().into_iter().filter(|page| wanted(&page.noun));
    let bytes = |page| release.render(page).ok().and_then(Rendered::bytes).expect("it is made");
    pages.map(|page| (page.path.to_string(), String::from_utf8(bytes(page)).expect("UTF-8"))).collect()
}

/// The rows of the data files, read as a browser would.
fn rows(files: &BTreeMap<String, String>) -> Vec<Vec<String>> {
    let parsed = files.values().flat_map(|file| {
        let rows = file.strip_prefix("gongkai(").and_then(|rest| rest.strip_suffix(",\n])\n")).expect("one call");
        let json = format!("{rows}]").replace("\\x3c", "\\u003c");
        serde_json::from_str::<Vec<Vec<String>>>(&json).expect("rows of texts")
    });
    parsed.collect()
}

/// The text in HTML, without blanks. Written apart from what the program does.
fn stripped(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, behind)| behind));
    }
    for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")] {
        text = text.replace(entity, c);
    }
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn between<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    text.split_once(open).and_then(|(_, rest)| rest.split_once(close)).map_or("", |(inner, _)| inner)
}

#[test]
fn the_index_is_what_readers_see() {
    let column = load(Path::new(env!("CARGO_MANIFEST_DIR")));
    let pages = made(&column, |noun| matches!(noun, Noun::Item(_)));
    let titles = rows(&made(&column, |noun| matches!(noun, Noun::SearchTitles(_))));
    let texts = rows(&made(&column, |noun| matches!(noun, Noun::SearchTexts(_))));
    let mut addresses: Vec<&String> = titles.iter().map(|row| &row[0]).collect();
    addresses.sort();
    assert_eq!(addresses, pages.keys().collect::<Vec<_>>(), "every page of an item, and nothing else");
    for row in &titles {
        let [address, title, number, index, ..] = row.as_slice() else { panic!("{row:?}") };
        let page = &pages[address];
        assert_eq!(stripped(between(page, "<h1>", "</h1>")), title.replace(' ', ""), "{address}");
        for shown in [number, index] {
            assert!(page.contains(&format!("<dd>{shown}</dd>")) || shown.is_empty(), "{address}: {shown}");
        }
        let withdrawn = page.contains("本信息已撤下");
        assert_eq!(texts.iter().any(|text| text[0] == *address), !withdrawn, "{address}");
        assert_eq!(row[8] == "已撤下", withdrawn, "{address}");
    }
    let mut length = 0;
    for row in &texts {
        let [address, text] = row.as_slice() else { panic!("{row:?}") };
        let page = &pages[address];
        let body = stripped(between(page, "<div class=\"body\">", "\n</div>\n"));
        let body = body.split("[1]").next().unwrap_or("");
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(text.starts_with(body), "{address}\n{text}\n{body}");
        length += body.len();
        for name in between(page, "<h2 id=\"h-files\">", "</ul>").split("<li>").skip(1) {
            assert!(text.contains(&stripped(between(name, "<a", "</a>").split_once('>').expect("a link").1)), "{address}: {name}");
        }
    }
    assert!(length > 100_000, "{length}");
}

/// A column with this many items of the days before the 29th of December, each with a text of about 5 KB.
fn column(items: u32) -> Column {
    let today = Date::from_ymd_opt(2017, 12, 29).expect("a day");
    let mut files: BTreeMap<String, String> = starter(today, false).into_iter().collect();
    for n in 0..items {
        let date = Date::from_ymd_opt(2017, 12, 1).expect("a day") + chrono::Days::new(u64::from(n / 10));
        let text = format!(
            "---\n标题: 青禾溪第{n}次巡查情况\n类别: 河长制\n主体: 水利站\n成文日期: {date}\n发布日期: {date}\n审核:\n  - {{级别: 一审, 人: 水利站, 日期: {date}}}\n  - {{级别: 二审, 人: 分管领导, 日期: {date}}}\n  - {{级别: 三审, 人: 党政办, 日期: {date}}}\n保密审查: {{结论: 可以公开, 人: 党政办, 日期: {date}}}\n---\n{}",
            format!("第{n}次巡查的河段、问题和处理办法，逐项写明。\n\n").repeat(80)
        );
        files.insert(format!("content/river-chief/i{n:04}.md"), text);
    }
    Column::load(Folder::in_memory(files), today, &mut |_| {})
}

#[test]
fn a_new_item_changes_the_last_files_alone() {
    let data = |noun: &Noun| matches!(noun, Noun::SearchTitles(_) | Noun::SearchTexts(_));
    let (before, after) = (made(&column(200), data), made(&column(201), data));
    assert!(before.keys().filter(|path| path.starts_with("search/text-2017")).count() > 3, "{:?}", before.keys());
    assert!(before.values().all(|file| file.len() <= 300_000));
    let changed: Vec<&String> = after.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert_eq!(changed, ["search/text-2017.js", "search/titles-2017.js"]);
    assert_eq!(after, made(&column(201), data), "the same column comes to the same files");
    assert_eq!(rows(&after).len(), 2 * (201 + 3), "every item once in each kind of file");
}
