//! The schemas against the parser: what a schema refuses behind a key, the parser reports; what it takes, the parser takes.

use gongkai::calendar::Date;
use gongkai::diag::Diagnostic;
use gongkai::folder::Folder;
use gongkai::model::WORD_LISTS;
use gongkai::parse;
use gongkai::schema::schemas;
use gongkai::starter::starter;
use serde_json::{Map, Value, json};

use super::schemas::parsed;

/// Findings of the parser that say that something is not what it should be, whatever it says.
const FORM: &[&str] = &["form/kind", "form/unknown-key", "form/date", "form/number", "form/choice", "form/blank", "form/syntax"];

/// Keys of which the parser knows more than a schema can say: not every text is a 期间, and what is 除非 must have what is 错 in it.
const KNOWN_BETTER: &[&str] = &["期间", "period", "年度", "时限", "deadline", "繁体字", "除非"];

/// A key somewhere in a file: the file with something behind it, and what its schema says of that.
struct Case<'s> {
    path: Vec<String>,
    property: &'s Value,
}

/// Every key of a mapping, and of the mappings in it, each in one of its two spellings.
fn cases<'s>(root: &'s Value, mapping: &'s Value, path: &[String], all: &mut Vec<Case<'s>>) {
    for (key, property) in mapping["properties"].as_object().into_iter().flatten() {
        let path: Vec<String> = path.iter().chain([key]).cloned().collect();
        for inner in inside(root, property) {
            // Both spellings lead to the same mapping.
            if property["doNotSuggest"] != true {
                cases(root, inner, &path, all);
            }
        }
        all.push(Case { path, property });
    }
}

/// The mappings that may stand behind a key.
fn inside<'s>(root: &'s Value, property: &'s Value) -> Vec<&'s Value> {
    let any = property["anyOf"].as_array().into_iter().flatten().flat_map(|one| inside(root, one));
    let referred = property["$ref"].as_str().and_then(|place| root.pointer(place.trim_start_matches('#')));
    any.chain(referred).collect()
}

/// Something that a schema takes; a text that may be any is `name`.
fn sample(root: &Value, schema: &Value, name: &str) -> Value {
    let nothing = Map::new();
    let first = |key: &str| schema[key].as_array().and_then(|all| all.first());
    if let Some(place) = schema["$ref"].as_str() {
        return sample(root, root.pointer(place.trim_start_matches('#')).expect("it is there"), name);
    }
    if let Some(example) = first("examples").or(first("enum")) {
        return example.clone();
    }
    if let Some(one) = first("anyOf") {
        return sample(root, one, name);
    }
    let properties = schema["properties"].as_object().unwrap_or(&nothing);
    let of = |key: &str| properties.get(key).map_or(Value::Null, |property| sample(root, property, key));
    let wanted = schema["allOf"].as_array().into_iter().flatten().filter_map(|one| one["anyOf"][0]["required"][0].as_str());
    let types: Vec<&str> = schema["type"]
        .as_array()
        .map_or_else(|| vec![schema["type"].as_str().unwrap_or("")], |all| all.iter().filter_map(Value::as_str).collect());
    match types.first() {
        Some(&"array") => {
            let many = schema["minItems"].as_u64().unwrap_or(1);
            Value::Array((0..many).map(|_| sample(root, &schema["items"], name)).collect())
        }
        Some(&"object") if schema["propertyNames"].is_object() => {
            let name = schema["propertyNames"]["examples"][0].as_str().expect("a name");
            json!({ name: sample(root, &schema["additionalProperties"], name) })
        }
        Some(&"object") => {
            // Where nothing must be written, there must be something.
            let wanted: Vec<&str> = wanted.collect();
            let first = properties.iter().find(|(_, property)| property["doNotSuggest"] != true).map(|(key, _)| key.as_str());
            let keys = if wanted.is_empty() { first.into_iter().collect() } else { wanted };
            Value::Object(keys.into_iter().map(|key| (key.to_string(), of(key))).collect())
        }
        Some(&"integer" | &"number") => json!(5),
        _ => json!(name),
    }
}

/// A file in which every key on the way has the keys beside it that it needs.
fn file(root: &Value, path: &[String], value: Value) -> Value {
    fn put(root: &Value, mapping: &Value, path: &[String], value: Value) -> Value {
        let mut whole = sample(root, mapping, "某");
        let (key, rest) = path.split_first().expect("a key");
        let property = &mapping["properties"][key];
        let inner = if rest.is_empty() {
            value
        } else {
            put(
                root,
                inside(root, property).into_iter().find(|inner| inner["properties"].get(&rest[0]).is_some()).expect("a mapping"),
                rest,
                value,
            )
        };
        let map = whole.as_object_mut().expect("a mapping");
        // The other spelling must not stand beside it.
        let other = property["description"]
            .as_str()
            .and_then(|about| about.split_once("也可以写作“"))
            .map_or("", |(_, other)| other.trim_end_matches("”）"));
        map.remove(other);
        map.insert(key.clone(), inner);
        whole
    }
    put(root, root, path, value)
}

/// The value as the file's own language has it.
fn written(of: &str, value: &Value) -> String {
    let is = if of.ends_with(".toml") { " = " } else { ": " };
    let entries = value.as_object().expect("a mapping").iter();
    let text: String = entries.map(|(key, value)| format!("{key:?}{is}{}\n", flow(value, is))).collect();
    if of.ends_with(".md") { format!("---\n{text}---\n\n正文。\n") } else { text }
}

fn flow(value: &Value, is: &str) -> String {
    match value {
        Value::Object(map) => {
            let entries: Vec<String> = map.iter().map(|(key, value)| format!("{key:?}{is}{}", flow(value, is))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(all) => format!("[{}]", all.iter().map(|one| flow(one, is)).collect::<Vec<_>>().join(", ")),
        plain => plain.to_string(),
    }
}

#[test]
fn what_a_schema_refuses_the_parser_reports() {
    let (mut refused, mut taken) = (0, 0);
    for schema in schemas() {
        let root = parsed(&schema);
        let whole = jsonschema::validator_for(&root).expect("a schema");
        let mut all = Vec::new();
        cases(&root, &root, &[], &mut all);
        let mut files = Vec::new();
        for case in all {
            let alone = json!({ "definitions": root["definitions"], "allOf": [case.property] });
            let behind = jsonschema::validator_for(&alone).expect("a schema");
            // The other spelling leads to the same: one try tells whether the parser knows it.
            let tries = if case.property["doNotSuggest"] == true { 1 } else { 3 };
            for value in [json!({ "不认识": "某" }), json!("不认识这个"), sample(&root, case.property, "某")].into_iter().take(tries)
            {
                let sound = behind.is_valid(&value);
                let made = file(&root, &case.path, value);
                assert_eq!(whole.is_valid(&made), sound, "{}: {made}", schema.file);
                files.push((case.path.last().cloned().unwrap_or_default(), sound, written(schema.of, &made)));
            }
        }
        let texts: Vec<&str> = files.iter().map(|(_, _, text)| text.as_str()).collect();
        for ((key, sound, text), found) in files.iter().zip(found(schema.of, &texts)) {
            match sound {
                true if KNOWN_BETTER.contains(&key.as_str()) => {}
                true => assert!(found.is_empty(), "{}: {found:?} in\n{text}", schema.file),
                false => assert!(!found.is_empty(), "{}: the parser takes\n{text}", schema.file),
            }
            *(if *sound { &mut taken } else { &mut refused }) += 1;
        }
    }
    assert!(refused > 500 && taken > 300, "{refused} refused, {taken} taken");
}

/// What the parser says of the form of each of these texts as a file of this kind.
fn found(of: &str, texts: &[&str]) -> Vec<Vec<&'static str>> {
    let today: Date = super::DAY.parse().expect("a date");
    // Data files of its own, which are short, for the sake of time.
    let lists: String =
        WORD_LISTS.iter().map(|(_, name, ..)| *name).chain(["解读要点", "常用文号"]).map(|name| format!("{name}: []\n")).collect();
    let short = [
        ("content/words.yaml", lists.as_str()),
        ("content/holidays.yaml", "年份: {2017: {}}\n"),
        ("content/schemes.yaml", "分类方式: []\n"),
    ];
    let short: Vec<(String, String)> = short.map(|(path, text)| (path.to_string(), text.to_string())).into();
    let needed = ["site.toml", "content/catalogue.yaml", "content/subjects.yaml", "content/limits.yaml"];
    let column: Vec<(String, String)> =
        starter(today, false).into_iter().filter(|(path, _)| needed.contains(&path.as_str())).chain(short).collect();
    let path = |at: usize| of.replace("**/*", &format!("audit/{at}")).replace('*', "2016");
    let findings = |files: Vec<(String, String)>| parse::parse(&Folder::in_memory(files)).findings();
    let with = |own: &[(String, String)]| {
        column.iter().filter(|(known, _)| own.iter().all(|(path, _)| path != known)).chain(own).cloned().collect()
    };
    let own: Vec<(String, String)> = texts.iter().enumerate().map(|(at, text)| (path(at), text.to_string())).collect();
    // A column has many items, but one of each other file.
    let found: Vec<Diagnostic> = match of.ends_with(".md") {
        true => findings(with(&own)),
        false => Vec::new(),
    };
    let each = own.iter().map(|file| {
        let alone = if of.ends_with(".md") { Vec::new() } else { findings(with(std::slice::from_ref(file))) };
        let of_file = found.iter().chain(&alone).filter(|finding| finding.file.as_str() == file.0);
        of_file.map(|finding| finding.rule.name).filter(|rule| FORM.contains(rule)).collect()
    });
    each.collect()
}
