//! JSON Schema of the files that clerks write, for editors: made of the tables that the parser reads by.
//!
//! It is draft-07, because that is what the editors' extensions for YAML and TOML know best. What a schema refuses, the parser
//! reports; the parser reports more.

use serde_json::{Map, Value, json};

use crate::parse::{Field, SHAPES, Shape};

/// A schema, and the files that it is for.
pub struct Schema {
    /// Its file: `catalogue.schema.json`.
    pub file: String,
    /// The file of a column that it is for: a path, or a pattern of paths.
    pub of: &'static str,
    /// The schema.
    pub text: String,
}

/// Every schema.
pub fn schemas() -> Vec<Schema> {
    let schemas = SHAPES.iter().map(|shape| {
        let mut writer = Writer::default();
        let mut whole = writer.mapping("", shape.fields);
        whole.insert("definitions".into(), Value::Object(writer.definitions));
        whole.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
        whole.insert("title".into(), json!(shape.title));
        // A file in which everything is a comment is read as nothing.
        if shape.may_be_empty {
            whole.insert("type".into(), json!(["object", "null"]));
        }
        let text = format!("{:#}\n", Value::Object(whole));
        Schema { file: format!("{}.schema.json", shape.name), of: shape.file, text }
    });
    schemas.collect()
}

/// Writes one schema.
#[derive(Default)]
struct Writer {
    /// The mappings inside, by the English keys that lead to them.
    definitions: Map<String, Value>,
}

impl Writer {
    /// A mapping: both spellings of each key, and no other.
    fn mapping(&mut self, path: &str, fields: &[Field]) -> Map<String, Value> {
        let mut properties = Map::new();
        let (mut wanted, mut twice) = (Vec::new(), Vec::new());
        for field in fields {
            let english = if field.name.is_ascii() { field.name } else { field.other };
            let inside = if path.is_empty() { english.to_string() } else { format!("{path}.{english}") };
            let Value::Object(value) = self.behind(&inside, &field.shape) else { continue };
            let told = |other: &str| json!(format!("{}（也可以写作“{other}”）", field.about));
            let mut first = value.clone();
            first.insert("description".into(), told(field.other));
            properties.insert(field.name.into(), Value::Object(first));
            // Completion offers one of the spellings.
            let mut second = value;
            second.insert("description".into(), told(field.name));
            second.insert("doNotSuggest".into(), json!(true));
            second.insert("x-taplo".into(), json!({ "hidden": true }));
            properties.insert(field.other.into(), Value::Object(second));
            if field.must {
                wanted.push(json!({
                    "anyOf": [{ "required": [field.name] }, { "required": [field.other] }],
                    "errorMessage": format!("缺少“{}”。", field.name)
                }));
            }
            twice.push(json!({ "required": [field.name, field.other] }));
        }
        let mut schema = Map::new();
        schema.insert("type".into(), json!("object"));
        schema.insert("properties".into(), Value::Object(properties));
        schema.insert("additionalProperties".into(), json!(false));
        if !wanted.is_empty() {
            schema.insert("allOf".into(), json!(wanted));
        }
        schema.insert("not".into(), json!({ "type": "object", "anyOf": twice }));
        schema.insert("errorMessage".into(), json!("这里应当写成“键: 值”，同一个键只用一种写法。"));
        schema
    }

    /// What stands behind a key.
    fn behind(&mut self, path: &str, shape: &Shape) -> Value {
        match shape {
            Shape::Text => json!({ "type": SCALAR }),
            Shape::Like(example) => json!({ "type": SCALAR, "examples": [example] }),
            Shape::Code(example) => json!({
                "type": "string", "pattern": "^\\s*[a-z][a-z0-9-]*\\s*$", "examples": [example],
                "patternErrorMessage": "只用小写英文字母、数字和减号，以字母开头。"
            }),
            Shape::Texts => {
                json!({ "type": ["string", "number", "boolean", "array"], "items": { "type": ["string", "number", "boolean", "null"] } })
            }
            Shape::Date => json!({
                "type": "string", "pattern": day(false), "examples": ["2017-06-15"],
                "patternErrorMessage": "写成 2017-06-15 这样的年月日。"
            }),
            Shape::Moment => json!({
                "type": "string", "pattern": day(true), "examples": ["2017-06-15", "2017-06-15 16:26"],
                "patternErrorMessage": "写成 2017-06-15 这样的年月日，或者再写时间，如 2017-06-15 16:26。"
            }),
            Shape::Number => json!({
                "type": ["integer", "string"], "minimum": 0, "pattern": "^\\s*[0-9]+\\s*$", "patternErrorMessage": "只写数字，例如 20。"
            }),
            Shape::Word(words) => json!({ "enum": enumeration(&words.spellings()) }),
            Shape::Words(words) => {
                let words = words.spellings();
                let one = words.iter().flat_map(|(zh, en)| [*zh, *en]).collect::<Vec<_>>().join("|");
                let word = json!({ "enum": enumeration(&words) });
                let several = json!({ "type": "string", "pattern": format!("^\\s*({one})(\\s*[、；;]\\s*({one}))*\\s*$") });
                json!({ "anyOf": [word, { "type": "array", "items": word }, several] })
            }
            Shape::Shown => json!({ "type": "string", "pattern": "^(删去|\\s*[0-9]\\s*[+＋]\\s*[0-9]\\s*)$", "examples": ["删去", "1+1"] }),
            Shape::Map(fields) => self.refer(path, fields),
            Shape::Names(name, example, shape) => json!({
                "type": "object", "additionalProperties": self.behind(path, shape), "propertyNames": { "description": name, "examples": [example], "minLength": 1 }
            }),
            Shape::Short(short, fields) => json!({ "anyOf": [self.behind(path, short), self.refer(path, fields)] }),
            Shape::List(shape) => {
                let one = self.behind(path, shape);
                json!({ "anyOf": [{ "type": "array", "items": one }, one] })
            }
            Shape::Figures(names, least) => figures(names, *least),
        }
    }

    /// The mapping as a definition, because both spellings of its key lead to it.
    fn refer(&mut self, path: &str, fields: &[Field]) -> Value {
        let schema = self.mapping(path, fields);
        self.definitions.insert(path.into(), Value::Object(schema));
        json!({ "$ref": format!("#/definitions/{path}") })
    }
}

/// What the parser takes for a text: to YAML, 2017 is a number.
const SCALAR: [&str; 3] = ["string", "number", "boolean"];

/// A day in the forms that the parser takes, with a time behind it or without; JavaScript, Rust and their like read it alike.
fn day(time: bool) -> String {
    const YEAR: &str = "([1１][9９]|[2２][01０１])[0-9０-９]{2}";
    const MONTH: &str = "([0０]?[1-9１-９]|[1１][0-2０-２])";
    const DAY: &str = "([0０]?[1-9１-９]|[12１２][0-9０-９]|[3３][01０１])";
    const DASH: &str = "[-/.－–—‐−．／]";
    const TIME: &str = "[0-9０-９]{1,2}([:：时点]\\s*[0-9０-９]{1,2}([:：分]\\s*[0-9０-９]{1,2}(\\.[0-9]+)?)?)?[:：时点分秒]?([Zz]|[+-][0-9]{2}:[0-9]{2})?";
    let [behind_sign, behind_digit] =
        if time { [format!("([Tt\\s]*{TIME})?"), format!("([Tt\\s]+{TIME})?")] } else { [String::new(), String::new()] };
    format!("^\\s*{YEAR}(年\\s*{MONTH}\\s*月\\s*{DAY}\\s*[日号]{behind_sign}|{DASH}\\s*{MONTH}\\s*{DASH}\\s*{DAY}{behind_digit})\\s*$")
}

/// The words, in Chinese first. To YAML, some are no text.
fn enumeration(words: &[(&str, &str)]) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for word in words.iter().map(|(zh, _)| zh).chain(words.iter().map(|(_, en)| en)) {
        let plain = match *word {
            "true" => Some(json!(true)),
            "false" => Some(json!(false)),
            _ => None,
        };
        for value in [Some(json!(word)), plain].into_iter().flatten() {
            if !all.contains(&value) {
                all.push(value);
            }
        }
    }
    all
}

/// A line of figures.
fn figures(names: &[&str], least: usize) -> Value {
    let figure = json!({ "type": ["number", "string"], "minimum": 0, "pattern": "^\\s*[0-9]+(\\.[0-9]+)?\\s*$" });
    if names.len() == 1 {
        return figure;
    }
    let order = format!("依次是{}。", names.join("、"));
    let list = json!({ "type": "array", "items": figure, "minItems": least, "maxItems": names.len(), "errorMessage": order });
    if least < names.len() { list } else { json!({ "anyOf": [list, { "enum": [0, "0"] }], "errorMessage": order }) }
}
