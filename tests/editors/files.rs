//! The files of `init` and `editor`: they fit the column, are written anew, and what a person changed is left alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use gongkai::calendar::Date;
use gongkai::folder::Folder;
use gongkai::model::{Key, Site};
use gongkai::new_item::{Fact, Facts, Taken, new_item, place};
use gongkai::parse;
use gongkai::schema::schemas;
use gongkai::starter::starter;
use gongkai::{duty, editor};
use regex::Regex;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

use super::{DAY, run};

fn column() -> TempDir {
    let folder = tempdir().expect("a folder");
    assert_eq!(run(folder.path(), &["init", ".", "--today", DAY]).0, 0);
    folder
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A file of VS Code, which may have comments of whole lines.
fn json(text: &str) -> Value {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("//")).collect();
    serde_json::from_str(&lines.join("\n")).expect("JSON")
}

#[test]
fn a_new_column_has_them_and_is_as_sound_as_before() {
    let folder = column();
    let settings = json(&read(folder.path(), ".vscode/settings.json"));
    let associated = settings["yaml.schemas"].as_object().expect("schemas");
    for (schema, _) in associated {
        assert!(folder.path().join(schema).is_file(), "{schema}");
    }
    assert_eq!(associated.len(), schemas().iter().filter(|schema| schema.of.ends_with(".yaml")).count());
    let own = read(folder.path(), "site.toml");
    let named = own.lines().find_map(|line| line.strip_prefix("#:schema ./")).expect("it names its schema");
    assert!(folder.path().join(named).is_file() && own.contains(editor::SITE_SCHEMA));
    let recommended = json(&read(folder.path(), ".vscode/extensions.json"));
    assert!(recommended["recommendations"].as_array().is_some_and(|all| all.len() > 2));
    assert!(read(folder.path(), ".editorconfig").contains("[*.md]\ntrim_trailing_whitespace = false"));
    assert_eq!(run(folder.path(), &["check", "--today", DAY]).0, 0);
    assert!(run(folder.path(), &["editor"]).1.contains("都是最新的"));
}

#[test]
fn what_a_person_changed_is_left_alone_and_the_rest_follows_the_catalogue() {
    let folder = column();
    let path = folder.path();
    let settings = read(path, ".vscode/settings.json").replace("\"utf8\"", "\"gbk\"");
    fs::write(path.join(".vscode/settings.json"), &settings).expect("written");
    fs::write(path.join(".editorconfig"), "root = true\n").expect("written");
    // Version control may have changed how lines end.
    let tasks = read(path, ".vscode/tasks.json").replace('\n', "\r\n");
    fs::write(path.join(".vscode/tasks.json"), tasks).expect("written");
    fs::remove_file(path.join(".vscode/schema/site.schema.json")).expect("removed");
    let catalogue = read(path, "content/catalogue.yaml").replace("名称: 河长制", "名称: 河湖长制");
    fs::write(path.join("content/catalogue.yaml"), catalogue).expect("written");
    let own = read(path, "site.toml").replace(editor::SITE_SCHEMA, "");
    fs::write(path.join("site.toml"), own).expect("written");

    let (code, said) = run(path, &["editor", "--today", DAY]);
    assert_eq!(code, 0, "{said}");
    for words in [
        "没有动 .vscode/settings.json",
        "\"yaml.schemas\"",
        "没有动 .editorconfig",
        "写了 .vscode/tasks.json",
        "写了 .vscode/schema/site.schema.json",
        "写了 .vscode/gongkai.code-snippets",
        editor::SITE_SCHEMA,
    ] {
        assert!(said.contains(words), "{words} was not said:\n{said}");
    }
    assert_eq!(said.matches("写了").count(), 3, "{said}");
    assert_eq!(read(path, ".vscode/settings.json"), settings);
    assert_eq!(read(path, ".editorconfig"), "root = true\n");
    assert!(!read(path, ".vscode/tasks.json").contains('\r'));
    let snippets = json(&read(path, ".vscode/gongkai.code-snippets"));
    assert!(snippets["条目：河湖长制"].is_object() && snippets["条目：河长制"].is_null());
    // A snippet of one's own in the file makes it one's own.
    let edited = read(path, ".vscode/gongkai.code-snippets").replace("\"gk-table\"", "\"biao\"");
    fs::write(path.join(".vscode/gongkai.code-snippets"), &edited).expect("written");
    assert!(run(path, &["editor"]).1.contains("没有动 .vscode/gongkai.code-snippets"));
    assert_eq!(read(path, ".vscode/gongkai.code-snippets"), edited);
}

#[test]
fn a_folder_that_is_no_column_gets_nothing() {
    let folder = tempdir().expect("a folder");
    let (code, said) = run(folder.path(), &["editor"]);
    assert!(code == 2 && said.contains("没有 site.toml"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
}

/// What a clerk has who takes each proposal of a snippet as it is.
fn typed(body: &Value) -> String {
    let lines: Vec<&str> = body.as_array().expect("lines").iter().map(|line| line.as_str().expect("a line")).collect();
    let text = lines.join("\n").replace("${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}", DAY);
    let text = Regex::new(r"\$\{\d+\|([^,|]*)[^|]*\|\}").expect("a pattern").replace_all(&text, "$1").into_owned();
    let text = Regex::new(r"\$\{\d+:([^}]*)\}").expect("a pattern").replace_all(&text, "$1").into_owned();
    let text = Regex::new(r"\$\{\d+\}").expect("a pattern").replace_all(&text, "").into_owned();
    assert!(!Regex::new(r"[^\\]\$").expect("a pattern").is_match(&text), "{text}");
    text.replace("\\}", "}").replace("\\$", "$").replace("\\\\", "\\")
}

fn keys(text: &str) -> BTreeSet<String> {
    let parsed =
        parse::parse(&Folder::in_memory(starter(day(), true).into_iter().chain([("content/audit/case.md".to_string(), text.to_string())])));
    let site = parsed.site;
    let item = site.items.iter().find(|filed| filed.item.path.stem() == "case").expect("it is there");
    assert!(item.item.readable, "{text}");
    item.item.keys.iter().map(|(key, _)| key.name().to_string()).collect()
}

fn day() -> Date {
    DAY.parse().expect("a date")
}

/// The starter column with the whole catalogue and no items.
fn bare() -> Arc<Site> {
    let files = starter(day(), true).into_iter().filter(|(path, _)| !path.ends_with(".md"));
    parse::parse(&Folder::in_memory(files)).site
}

#[test]
fn the_snippet_of_a_leaf_has_the_keys_of_its_new_items() {
    let site = bare();
    let files = editor::files(&site, day());
    let snippets = json(&files.iter().find(|file| file.path.ends_with(".code-snippets")).expect("it is there").text);
    let mut seen = 0;
    for (id, leaf) in site.catalogue.leaves() {
        let subject = duty::owners(&site, id).first().copied().or(site.subjects.iter().map(|(id, _)| id).next()).expect("a subject");
        let facts = Facts {
            title: Some(Fact::said(Key::Title.name().into())),
            subject: Some(Fact::said(subject)),
            formed: Some(Fact::said(day())),
            ..Facts::default()
        };
        let place = place(&site, leaf, day(), &Taken::default()).expect("a place");
        let new = new_item(&site, &Fact::said(id), &facts, &place).text;
        let snippet = &snippets[format!("条目：{}", leaf.name)];
        let text = typed(&snippet["body"]);
        assert_eq!(keys(&text), keys(&new), "{}", leaf.name);
        let headings = |text: &str| text.lines().filter(|line| line.starts_with("## ")).map(str::to_string).collect::<Vec<_>>();
        assert_eq!(headings(&text), headings(&new), "{}", leaf.name);
        assert!(snippet["prefix"].as_array().is_some_and(|all| all.iter().any(|prefix| *prefix == leaf.code)));
        seen += 1;
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn the_pieces_are_what_the_parser_takes() {
    let files = editor::files(&bare(), day());
    let snippets = json(&files.iter().find(|file| file.path.ends_with(".code-snippets")).expect("it is there").text);
    for (name, key) in [("附件", "附件"), ("更正", "修订"), ("撤下", "撤下")] {
        let text = format!("---\n标题: 一\n{}\n---\n", typed(&snippets[name]["body"]));
        assert!(keys(&text).contains(key), "{text}");
    }
    let statement = format!("声明:\n{}\n", typed(&snippets["声明：不涉及、本期无"]["body"]));
    let value = super::yaml::value(&statement);
    let schema = schemas().into_iter().find(|schema| schema.file == "statements.schema.json").expect("it is there");
    assert!(jsonschema::validator_for(&super::schemas::parsed(&schema)).expect("a schema").is_valid(&value), "{statement}");
}

/// A finding as the Problems pane has it: severity, file, line, column, rule, message.
type Problem = (String, String, u64, u64, String, String);

/// What an editor makes of an output by the matchers of the task.
fn problems(matchers: &Value, output: &str) -> BTreeSet<Problem> {
    let mut found = BTreeSet::new();
    let lines: Vec<&str> = output.lines().collect();
    for matcher in matchers.as_array().expect("matchers") {
        let patterns = matcher["pattern"].as_array().expect("patterns");
        let compiled: Vec<Regex> =
            patterns.iter().map(|pattern| Regex::new(pattern["regexp"].as_str().expect("a pattern")).expect("it compiles")).collect();
        for pair in lines.windows(2) {
            let (Some(first), Some(second)) = (compiled[0].captures(pair[0]), compiled[1].captures(pair[1])) else { continue };
            let group = |captures: &regex::Captures<'_>, at: &Value| {
                at.as_u64().and_then(|at| captures.get(at as usize)).map_or(String::new(), |text| text.as_str().to_string())
            };
            let number = |at: &Value| group(&second, at).parse().unwrap_or(0);
            let (head, place) = (&patterns[0], &patterns[1]);
            let severity = matcher["severity"].as_str().expect("a severity").to_string();
            found.insert((
                severity,
                group(&second, &place["file"]),
                number(&place["line"]),
                number(&place["column"]),
                group(&first, &head["code"]),
                group(&first, &head["message"]),
            ));
        }
    }
    found
}

#[test]
fn an_editor_reads_every_finding() {
    let folder = column();
    let path = folder.path();
    let tasks = json(&read(path, ".vscode/tasks.json"));
    let task = &tasks["tasks"][0];
    assert_eq!((&task["command"], &task["group"]["isDefault"]), (&Value::from("gongkai"), &Value::from(true)));
    let item = read(path, "content/audit/2017-001.md").replacen("成文日期: ", "成文日期: 去年", 1);
    fs::write(path.join("content/audit/2017-001.md"), item).expect("written");
    fs::remove_file(path.join("content/subjects.yaml")).expect("removed");
    let arguments: Vec<&str> =
        task["args"].as_array().expect("arguments").iter().filter_map(Value::as_str).chain(["--today", "2022-03-01"]).collect();
    let (_, said) = run(path, &arguments);
    let (_, told) = run(path, &["check", "--format", "json", "--today", "2022-03-01"]);
    let told: Value = serde_json::from_str(&told).expect("JSON");
    let findings = told["findings"].as_array().expect("findings");
    let wanted: BTreeSet<Problem> = findings
        .iter()
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_string();
            let severity = match finding["severity"].as_str() {
                Some("block" | "error") => "error",
                Some("warning") => "warning",
                _ => "info",
            };
            let whole = !path.join(text("file")).is_file();
            let place = |key: &str| if whole { 0 } else { finding[key].as_u64().unwrap_or(0) };
            (severity.to_string(), text("file"), place("line"), place("column"), text("rule"), text("message"))
        })
        .collect();
    assert_eq!(problems(&task["problemMatcher"], &said), wanted);
    let has = |severity: &str| wanted.iter().any(|problem| problem.0 == severity);
    assert!(has("error") && has("warning") && has("info") && wanted.iter().any(|problem| problem.2 == 0), "{wanted:#?}");
}
