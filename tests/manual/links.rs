//! No link of the manual is dead: neither in its files, where GitHub shows them, nor in the pages made of them.

use std::collections::{BTreeMap, BTreeSet};

use super::project;
use super::site::{Page, attributes, is_outside, site, sources, target};

/// The dead links of the files of the manual.
fn dead(files: &BTreeMap<String, String>, is_file: impl Fn(&str) -> bool) -> Vec<String> {
    let pages: BTreeMap<&str, Page<'_>> = files.iter().map(|(path, text)| (path.as_str(), Page::read(text))).collect();
    let mut dead = Vec::new();
    for (path, page) in &pages {
        for link in page.links.iter().filter(|link| !is_outside(link)) {
            let (file, anchor) = target(path, link);
            let known = |page: &Page<'_>| anchor.is_empty() || page.headings.iter().any(|heading| heading.id == anchor);
            let alive = pages.get(file.as_str()).map_or_else(|| anchor.is_empty() && is_file(&file), known);
            if !alive {
                dead.push(format!("{path}: {link}"));
            }
        }
    }
    dead
}

#[test]
fn no_link_of_the_files_is_dead() {
    let files = sources(&project("")).expect("the files of the manual");
    assert!(files.len() > 50, "{}", files.len());
    let dead = dead(&files, |path| project(path).is_file());
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn a_dead_link_is_found() {
    let text =
        "# 甲 乙\n[a](b.md) [b](#甲-乙) [c](../x.png) [d](d.md) [e](#丙) [f](b.md#丁) [g](https://example.com/)\n<img src=\"y.png\">\n";
    let files = BTreeMap::from([("docs/a.md".into(), text.to_string()), ("docs/b.md".into(), "# 丁？\n".into())]);
    assert_eq!(dead(&files, |path| path == "x.png"), ["docs/a.md: d.md", "docs/a.md: #丙", "docs/a.md: y.png"]);
}

/// The pages as they are built, by their paths, and the paths of all files.
fn built() -> (BTreeMap<String, String>, BTreeSet<String>) {
    let files = site(&project("")).expect("the pages");
    let paths = files.keys().cloned().collect();
    let pages = files.into_iter().filter(|(path, _)| path.ends_with(".html"));
    (pages.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("text"))).collect(), paths)
}

/// Where the links of a page lead.
fn targets(path: &str, html: &str) -> Vec<(String, String)> {
    attributes(html).iter().filter(|link| !is_outside(link)).map(|link| target(path, &decoded(link))).collect()
}

#[test]
fn no_link_of_the_pages_is_dead() {
    let (pages, files) = built();
    let mut dead = Vec::new();
    for (path, html) in &pages {
        assert!(html.contains("<h1"), "{path} has no title");
        for (file, anchor) in targets(path, html) {
            let anchored = || pages.get(&file).is_some_and(|page| page.contains(&format!(" id=\"{anchor}\"")));
            if !files.contains(&file) || !anchor.is_empty() && !anchored() {
                dead.push(format!("{path}: {file}#{anchor}"));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn every_page_is_come_to_from_the_first() {
    let (pages, _) = built();
    let mut reached = BTreeSet::from(["README.html".to_string()]);
    let mut rest = vec!["README.html".to_string()];
    while let Some(path) = rest.pop() {
        let next = pages.get(&path).map_or_else(Vec::new, |html| targets(&path, html));
        rest.extend(next.into_iter().map(|(file, _)| file).filter(|file| reached.insert(file.clone())));
    }
    let alone: Vec<&String> = pages.keys().filter(|path| !reached.contains(*path)).collect();
    assert!(alone.is_empty(), "no link leads to {alone:?}");
}

/// A link with `%E4%B8%80` as it was written.
fn decoded(link: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = link.bytes();
    while let Some(byte) = rest.next() {
        let hex = |digit: Option<u8>| digit.and_then(|digit| char::from(digit).to_digit(16)).expect("a digit");
        bytes.push(if byte == b'%' { u8::try_from(hex(rest.next()) * 16 + hex(rest.next())).expect("a byte") } else { byte });
    }
    String::from_utf8(bytes).expect("text")
}
