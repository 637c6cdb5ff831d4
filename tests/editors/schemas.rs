//! The schemas as they are written down, and the files of every sound column held against them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use gongkai::model::{COUNTS, KEYS, WORD_LISTS};
use gongkai::parse::{DateForm, read_date};
use gongkai::schema::{Schema, schemas};
use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

use super::yaml;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn parsed(schema: &Schema) -> Value {
    serde_json::from_str(&schema.text).expect("JSON")
}

#[test]
fn the_schemas_are_written_down() {
    let folder = root().join("docs/schema/input");
    let update = std::env::var_os("UPDATE").is_some();
    for schema in schemas() {
        let path = folder.join(&schema.file);
        if update {
            fs::write(&path, &schema.text).expect("written");
        }
        assert!(jsonschema::meta::is_valid(&parsed(&schema)), "{}", schema.file);
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), schema.text, "{}: UPDATE=1 writes it", schema.file);
    }
    let there: BTreeSet<String> = fs::read_dir(&folder)
        .expect("it is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(there, schemas().into_iter().map(|schema| schema.file).collect());
}

/// The text of a file as its schema sees it.
fn value(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("a text").replace("\r\n", "\n");
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("md") => yaml::value(text.trim_start_matches('\u{feff}').split("---\n").nth(1).expect("a front matter")),
        Some("toml") => table(DeTable::parse(&text).expect("TOML").get_ref()),
        _ => yaml::value(&text),
    }
}

fn table(table: &DeTable<'_>) -> Value {
    let value = |value: &DeValue<'_>| match value {
        DeValue::String(text) => json!(text),
        DeValue::Table(inner) => self::table(inner),
        DeValue::Datetime(date) => json!(date.to_string()),
        other => panic!("{other:?} is in no settings"),
    };
    Value::Object(table.iter().map(|(key, behind)| (key.get_ref().to_string(), value(behind.get_ref()))).collect())
}

/// The files of a column that a schema is for.
fn files(column: &Path, of: &str) -> Vec<PathBuf> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let fits = |path: &Path| match name.strip_prefix('*') {
        Some(ending) => path.to_string_lossy().ends_with(ending),
        None => path.file_name().is_some_and(|file| file == name),
    };
    let depth = if folder.ends_with("**") { usize::MAX } else { 1 };
    let walk = walkdir::WalkDir::new(column.join(folder.trim_end_matches("/**"))).min_depth(1).max_depth(depth);
    walk.into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.into_path())
        .filter(|path| fits(path))
        .collect()
}

#[test]
fn what_is_sound_is_taken() {
    let columns = ["", "tests/sites/smallest", "tests/sites/every-output", "tests/sites/township", "tests/sites/villages"];
    let new = tempfile::tempdir().expect("a folder");
    assert_eq!(super::run(new.path(), &["init", ".", "--today", super::DAY]).0, 0);
    let columns: Vec<PathBuf> = columns.iter().map(|column| root().join(column)).chain([new.path().into()]).collect();
    for schema in schemas() {
        let validator = jsonschema::validator_for(&parsed(&schema)).expect("a schema");
        let mut seen = 0;
        for path in columns.iter().flat_map(|column| files(column, schema.of)) {
            let faults: Vec<String> =
                validator.iter_errors(&value(&path)).map(|error| format!("{}: {error}", error.instance_path())).take(3).collect();
            assert_eq!(faults, Vec::<String>::new(), "{}", path.display());
            seen += 1;
        }
        assert!(seen > 0, "{}: no file was seen", schema.file);
    }
}

/// Every mapping of a schema: its properties.
pub fn mappings(schema: &Value) -> Vec<&Map<String, Value>> {
    let inside = schema["definitions"].as_object().expect("definitions").values();
    std::iter::once(schema).chain(inside).map(|mapping| mapping["properties"].as_object().expect("properties")).collect()
}

#[test]
fn every_key_has_both_spellings_and_says_what_it_is() {
    let mut all: BTreeSet<(String, String)> = BTreeSet::new();
    for schema in schemas() {
        let schema = parsed(&schema);
        for properties in mappings(&schema) {
            for (key, property) in properties {
                let about = property["description"].as_str().expect("a description");
                let (said, other) = about.split_once("（也可以写作“").expect("the other spelling");
                let other = other.trim_end_matches("”）");
                assert!(said.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && !said.ends_with('。'), "{key}: {about}");
                let both = &properties[other];
                assert_ne!(both["doNotSuggest"], property["doNotSuggest"], "{key}");
                all.insert((key.clone(), other.to_string()));
            }
        }
    }
    let keys = KEYS.iter().map(|(_, zh, en, _)| (zh, en));
    let keys = keys.chain(COUNTS.iter().map(|(zh, en, ..)| (zh, en))).chain(WORD_LISTS.iter().map(|(_, zh, en, _)| (zh, en)));
    for (zh, en) in keys {
        assert!(all.contains(&(zh.to_string(), en.to_string())) && all.contains(&(en.to_string(), zh.to_string())), "{zh}");
    }
}

#[test]
fn a_date_is_what_the_parser_takes_for_one() {
    let item = parsed(&schemas().into_iter().find(|schema| schema.file == "item.schema.json").expect("it is there"));
    let takes = |key: &str, text: &str| jsonschema::validator_for(&item["properties"][key]).expect("a schema").is_valid(&json!(text));
    for text in [
        "2017-06-15",
        "2017/6/15",
        "2017.6.15",
        "2017年6月15日",
        "2017年 6 月 15 号",
        "２０１７年６月１５日",
        "2017-6-5",
        "2017－06－15",
        " 2017-12-31 ",
    ] {
        assert!(matches!(read_date(text), DateForm::Read { time: None, .. }), "{text}");
        assert!(takes("成文日期", text), "{text}");
        assert!(takes("发布日期", text), "{text}");
    }
    for text in ["2017-06-16 16:26", "2017-06-16 16:26:30", "2017年6月16日16时26分", "2017-06-16T16:26:00+08:00", "2017-06-15T23:30:00Z"]
    {
        assert!(matches!(read_date(text), DateForm::Read { time: Some(_), .. }), "{text}");
        assert!(takes("发布日期", text) && !takes("formed", text), "{text}");
    }
    for text in
        ["", "2017", "2017615", "2017-06", "去年", "2017-06-15下午", "20170615", "2017年6-15", "2017-13-01", "2017-06-32", "0017-06-15"]
    {
        assert!(!matches!(read_date(text), DateForm::Read { .. }), "{text}");
        assert!(!takes("成文日期", text) && !takes("published", text), "{text}");
    }
}

#[test]
fn what_no_parser_would_take_is_refused() {
    let refused = |name: &str, value: Value| {
        let schema = schemas().into_iter().find(|schema| schema.file == format!("{name}.schema.json")).expect("it is there");
        !jsonschema::validator_for(&parsed(&schema)).expect("a schema").is_valid(&value)
    };
    let sound = json!({ "标题": "一", "公示期": { "起": "2017-06-15", "天数": 10, "单位": "工作日" } });
    assert!(!refused("item", sound.clone()));
    for (path, wrong) in [
        ("/标提", json!("一")),
        ("/title", json!("一")),
        ("/公开方式", json!("公开")),
        ("/公示期/天数", json!("十天")),
        ("/公示期/起", json!("去年")),
        ("/公示期/from", json!("2017-06-15")),
        ("/公示期/单位", json!("天")),
        ("/标题", json!(["一"])),
        ("/审核", json!([{ "级别": "一审", "姓名": "某" }])),
    ] {
        let mut item = sound.clone();
        let (to, key) = path.rsplit_once('/').expect("a path");
        item.pointer_mut(to).expect("it is there")[key] = wrong;
        assert!(refused("item", item), "{path}");
    }
    assert!(refused("site", json!({ "title": "一" })), "the organ is missing");
    assert!(!refused("site", json!({ "title": "一", "机关": "二" })));
}
