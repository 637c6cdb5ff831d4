//! The files by which an editor (Visual Studio Code) knows a column: schemas, snippets, tasks and settings.
//!
//! Each file has a seal: the fingerprint of its own text. A file whose seal holds is as the program wrote it, and may be written anew
//! by a later program or for another catalogue; any other is a person's, and is left alone.

mod snippets;
mod tasks;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::calendar::Date;
use crate::folder::hex;
use crate::model::Site;
use crate::schema::{Schema, schemas};

static SETTINGS: &str = include_str!("editor/settings.json");
static EXTENSIONS: &str = include_str!("editor/extensions.json");
static EDITORCONFIG: &str = include_str!("editor/editorconfig");

/// Where the schemas lie in the column's folder.
const SCHEMAS: &str = ".vscode/schema";

/// The line at the head of `site.toml` by which an editor finds its schema.
pub const SITE_SCHEMA: &str = "#:schema ./.vscode/schema/site.schema.json";

/// What a seal says before the fingerprint.
const SEAL: &str = "由“gongkai editor”生成，没有改过的会重写，改过的不动。校验：";

/// A file for the editor.
pub struct EditorFile {
    /// Its path in the column's folder.
    pub path: String,
    /// Its text, with its seal.
    pub text: String,
}

/// Every file. The snippets are those of the column's catalogue; `today` only stands for a day in them.
pub fn files(site: &Site, today: Date) -> Vec<EditorFile> {
    let schemas = schemas();
    let file = |path: &str, text: &str, mark: &str| EditorFile { path: path.into(), text: sealed(text, mark, "") };
    let mut files = vec![
        file(".editorconfig", EDITORCONFIG, "#"),
        file(".vscode/extensions.json", EXTENSIONS, "//"),
        file(".vscode/settings.json", &settings(&schemas), "//"),
        file(".vscode/tasks.json", &pretty(&tasks::tasks()), "//"),
        file(".vscode/gongkai.code-snippets", &pretty(&Value::Object(snippets::snippets(site, today))), "//"),
    ];
    files.extend(schemas.into_iter().map(|schema| EditorFile {
        path: format!("{SCHEMAS}/{}", schema.file),
        // JSON has no comments, but a schema has a key for them.
        text: schema.text.strip_prefix("{\n").map_or_else(String::new, |rest| format!("{{\n{}", sealed(rest, "  \"$comment\": \"", "\","))),
    }));
    files
}

/// The settings, with the schema of each YAML file.
fn settings(schemas: &[Schema]) -> String {
    let mut settings: Map<String, Value> = serde_json::from_str(SETTINGS).expect("it is an object");
    let of_yaml = schemas.iter().filter(|schema| schema.of.ends_with(".yaml"));
    let all: Map<String, Value> = of_yaml.map(|schema| (format!("./{SCHEMAS}/{}", schema.file), json!(schema.of))).collect();
    settings.insert("yaml.schemas".into(), Value::Object(all));
    pretty(&Value::Object(settings))
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A text below its seal, which is a line between two marks.
fn sealed(text: &str, before: &str, after: &str) -> String {
    let space = if before.ends_with('"') { "" } else { " " };
    format!("{before}{space}{SEAL}{}{after}\n{text}", fingerprint(text.lines()))
}

/// Whether a file is as the program wrote it, whatever ends its lines now.
pub fn is_untouched(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    let Some(at) = lines.iter().take(2).position(|line| line.contains(SEAL)) else { return false };
    let Some((head, body)) = lines.get(..at).zip(lines.get(at + 1..)) else { return false };
    let told = lines.get(at).and_then(|line| line.split_once(SEAL)).map_or("", |(_, told)| told.trim_end_matches(['"', ',']));
    head.iter().all(|line| *line == "{") && told == fingerprint(body.iter().copied())
}

/// Sixteen digits that tell a text from any other.
fn fingerprint<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let mut sum = Sha256::new();
    for line in lines {
        sum.update(line);
        sum.update("\n");
    }
    hex(sum.finalize().get(..8).unwrap_or(&[]))
}
