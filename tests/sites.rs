//! Golden sites: every folder of `tests/sites` is a column. Built for the day in its `site.toml`, it must come to the tree in its
//! `expected/`, file by file and byte by byte, and to the findings in its `report.txt`. `UPDATE=1` writes both anew.
//!
//! The pages are made with the theme `tests/themes/plain`, which has nothing but the data in it, so that a change of the default
//! theme changes no golden site.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gongkai::column::Column;
use gongkai::diag::line_column;
use gongkai::folder::Folder;
use gongkai::outputs::{MARKER, OUTPUTS};
use gongkai::parse;
use gongkai::publish::publish;
use tempfile::TempDir;

/// The files of a folder by their paths.
type Tree = BTreeMap<String, Vec<u8>>;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn tree(folder: &Path) -> Tree {
    fn read(folder: &Path, root: &Path, to: &mut Tree) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                read(&path, root, to);
            } else {
                let name = path.strip_prefix(root).expect("below it").to_string_lossy().replace('\\', "/");
                to.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    let mut all = Tree::new();
    read(folder, folder, &mut all);
    all
}

fn write(folder: &Path, files: &Tree) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

/// The names of the sites.
fn sites() -> BTreeSet<String> {
    let folders = fs::read_dir(tests().join("sites")).expect("the folder is there");
    folders.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect()
}

/// A site, laid out in a folder of its own with the plain theme in it.
fn lay_out(site: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let mut files = tree(&tests().join("sites").join(site));
    files.retain(|name, _| name != "report.txt" && !name.starts_with("expected/"));
    files.extend(tree(&tests().join("themes/plain")).into_iter().map(|(name, bytes)| (format!("themes/plain/{name}"), bytes)));
    write(folder.path(), &files);
    folder
}

fn load(folder: &Path) -> Column {
    let folder = Folder::read(folder).expect("the column");
    let today = parse::config(&folder).0.today.expect("a golden site has its day in site.toml");
    Column::load(folder, today, &mut |_| {})
}

/// The findings, each with its cure on the next line.
fn report(column: &Column) -> String {
    let mut lines = String::new();
    for finding in column.report().findings() {
        let text = column.folder().shown(finding.file.as_str());
        let place = line_column(&text, finding.span.start);
        let fix = finding.fix.as_ref().map(|fix| format!(" → {:?}", fix.text)).unwrap_or_default();
        let (severity, rule) = (finding.severity.name(), finding.rule.name);
        writeln!(
            lines,
            "{}:{}:{} {severity} {rule} {}{fix}\n  改法：{}",
            finding.file, place.line, place.column, finding.message, finding.help
        )
        .expect("a string takes all");
    }
    lines
}

/// What is published; nothing where a finding forbids it. A file that only the default theme has lies below every theme and is
/// left out.
fn published(column: &Column, folder: &Path) -> Tree {
    let Some(release) = column.release() else { return Tree::new() };
    let out = folder.join("public");
    publish(&release, &out, &|_| {}).expect("it is published");
    let mut files = tree(&out);
    let plain = tree(&tests().join("themes/plain"));
    let foreign = |name: &str| name.strip_prefix("assets/").is_some_and(|asset| !plain.contains_key(asset));
    files.retain(|name, _| !foreign(name));
    if let Some(mark) = files.get_mut(MARKER) {
        let text = String::from_utf8(mark.clone()).expect("the mark is text");
        *mark = text.split_inclusive('\n').filter(|line| !foreign(line.trim_end())).collect::<String>().into_bytes();
    }
    files
}

/// How two trees differ, in words.
fn difference(expected: &Tree, found: &Tree) -> String {
    let mut said = String::new();
    for name in expected.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
        let words = match (expected.get(name), found.get(name)) {
            (Some(_), None) => "is missing".to_string(),
            (None, Some(_)) => "was not expected".to_string(),
            (Some(old), Some(new)) if old != new => {
                let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
                let pair = old.lines().zip(new.lines()).enumerate().find(|(_, (old, new))| old != new);
                pair.map_or("is longer or shorter".into(), |(at, (old, new))| {
                    format!("line {}\n  expected: {old}\n  found:    {new}", at + 1)
                })
            }
            _ => continue,
        };
        writeln!(said, "{name}: {words}").expect("a string takes all");
    }
    said
}

#[test]
fn every_site_comes_to_what_is_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let sites = sites();
    assert!(["smallest", "every-output", "broken", "township"].iter().all(|site| sites.contains(*site)), "{sites:?}");
    let mut wrong = String::new();
    for site in &sites {
        let folder = lay_out(site);
        let column = load(folder.path());
        let mut found = published(&column, folder.path());
        found.insert("../report.txt".into(), report(&column).into_bytes());
        let home = tests().join("sites").join(site);
        if update {
            let _ = fs::remove_dir_all(home.join("expected"));
            fs::create_dir_all(home.join("expected")).expect("a folder");
            write(&home.join("expected"), &found);
        }
        let mut expected = tree(&home.join("expected"));
        expected.extend(fs::read(home.join("report.txt")).ok().map(|text| ("../report.txt".to_string(), text)));
        for line in difference(&expected, &found).lines() {
            writeln!(wrong, "{site}: {line}").expect("a string takes all");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}\nUPDATE=1 writes what was found; read the difference before it is kept.");
}

#[test]
fn a_difference_of_trees_is_told() {
    let trees = |text: &str| Tree::from([("a".to_string(), text.as_bytes().to_vec())]);
    assert_eq!(difference(&trees("1\n2\n"), &trees("1\n2\n")), "");
    assert_eq!(difference(&trees("1\n2\n"), &trees("1\n3\n")), "a: line 2\n  expected: 2\n  found:    3\n");
    assert_eq!(difference(&trees("1"), &trees("1\n")), "a: is longer or shorter\n");
    assert_eq!(difference(&Tree::new(), &trees("1")), "a: was not expected\n");
    assert_eq!(difference(&trees("1"), &Tree::new()), "a: is missing\n");
}

#[test]
fn every_output_is_in_every_output() {
    let folder = lay_out("every-output");
    let column = load(folder.path());
    let used: BTreeSet<usize> = column.plan().pages().iter().map(|page| page.output).collect();
    assert_eq!(used, (0..OUTPUTS.len()).collect(), "a row of the table makes no page: give the site something for it");
}

#[test]
fn every_broken_file_is_told() {
    let folder = lay_out("broken");
    let column = load(folder.path());
    assert!(column.release().is_none());
    let mut files: Vec<&str> = column.folder().files().map(|(path, _)| path.as_str()).filter(|path| path.ends_with(".md")).collect();
    // Unusual, and read as they were meant.
    let sound = ["72-tab-after-colon", "77-space-before-colon", "103-blank-lines-first"];
    files.retain(|file| !sound.iter().any(|name| file.contains(name)));
    assert!(files.len() >= 100);
    files.retain(|file| !column.report().findings().iter().any(|finding| finding.file.as_str() == *file));
    assert_eq!(files, Vec::<&str>::new(), "nothing is said of these");
}

/// The values of an attribute, as they were before they were written into HTML.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<String> {
    let open = format!(" {name}=\"");
    let values = page.split(&open).skip(1).filter_map(|rest: &'p str| rest.split('"').next());
    values.map(|value| value.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")).collect()
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => u8::from_str_radix(&String::from_utf8([rest.next(), rest.next()].into_iter().flatten().collect()).expect("ASCII"), 16)
                .expect("two hex digits"),
            byte => byte,
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The links of the pages that lead nowhere: each must name a file of the tree, relative to its page, and an anchor in it.
fn dead_links(tree: &Tree) -> Vec<String> {
    let text = |name: &str| tree.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let mut dead = Vec::new();
    for page in tree.keys().filter(|name| name.ends_with(".html") && *name != "404.html") {
        let html = text(page).expect("it is there");
        for link in attributes(&html, "href").into_iter().chain(attributes(&html, "src")) {
            if ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme)) {
                continue;
            }
            let (path, anchor) = link.split_once('#').map_or((link.as_str(), None), |(path, anchor)| (path, Some(decode(anchor))));
            let mut parts: Vec<String> = if path.is_empty() { vec![page.clone()] } else { page.split('/').map(String::from).collect() };
            if !path.is_empty() {
                parts.pop();
                for part in path.split('/') {
                    match part {
                        ".." if parts.pop().is_none() => parts.push("outside the column".into()),
                        ".." => {}
                        part => parts.push(decode(part)),
                    }
                }
            }
            let target = text(&parts.join("/"));
            let found = target.is_some_and(|target| anchor.is_none_or(|anchor| attributes(&target, "id").contains(&anchor)));
            if !found || link.is_empty() {
                dead.push(format!("{page}: {link:?}"));
            }
        }
    }
    dead
}

#[test]
fn every_link_leads_to_a_file() {
    for site in sites() {
        for theme in ["plain", "default"] {
            let folder = lay_out(&site);
            let settings = fs::read_to_string(folder.path().join("site.toml")).expect("the settings");
            assert!(settings.contains("theme = \"plain\""), "{site}");
            fs::write(folder.path().join("site.toml"), settings.replace("theme = \"plain\"", &format!("theme = {theme:?}")))
                .expect("the settings");
            let column = load(folder.path());
            let Some(release) = column.release() else { continue };
            let out = folder.path().join("public");
            publish(&release, &out, &|_| {}).expect("it is published");
            assert_eq!(dead_links(&tree(&out)), Vec::<String>::new(), "{site}, theme {theme}");
        }
    }
}

#[test]
fn a_dead_link_is_found() {
    let page = |link: &str| {
        let files = [
            ("a/b.html", format!("<p id=\"x\"><a href=\"{link}\">")),
            ("a/c d.html", "<p id=\"名\">".to_string()),
            ("e.html", String::new()),
        ];
        dead_links(&files.map(|(name, text)| (name.to_string(), text.into_bytes())).into())
    };
    for sound in ["b.html", "../e.html", "c%20d.html", "c%20d.html#%E5%90%8D", "#x", "https://example.org/", "mailto:a@example.org"] {
        assert_eq!(page(sound), Vec::<String>::new(), "{sound}");
    }
    for dead in ["", "e.html", "../e", "/e.html", "c%20d.html#x", "#y", "../../e.html"] {
        assert_eq!(page(dead).len(), 1, "{dead}");
    }
}
