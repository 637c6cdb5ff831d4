//! Snippets: an item of each leaf of the catalogue, and the small pieces that items often need.

use serde_json::{Map, Value, json};

use crate::calendar::{Date, chinese};
use crate::duty;
use crate::model::{Key, LeafId, Site, SubjectId};
use crate::new_item::{FILL, Fact, Facts, outline};

static PIECES: &str = include_str!("snippets.json");

/// The day on which a snippet is used.
const DAY: &str = "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}";

/// All of them, by name.
pub fn snippets(site: &Site, today: Date) -> Map<String, Value> {
    let mut all: Map<String, Value> = serde_json::from_str(PIECES).expect("it is an object");
    for (id, leaf) in site.catalogue.leaves() {
        if let Some(body) = item(site, id, today) {
            let snippet = json!({ "scope": "markdown", "prefix": [leaf.name, leaf.code], "description": leaf.content, "body": body });
            all.insert(format!("条目：{}", leaf.name), snippet);
        }
    }
    all
}

/// The lines of an item; none where nobody could publish it.
fn item(site: &Site, leaf: LeafId, today: Date) -> Option<Vec<String>> {
    let owners = duty::owners(site, leaf);
    let subject = owners.first().copied().or_else(|| site.subjects.iter().map(|(id, _)| id).next())?;
    let title = Some(Fact::said(Key::Title.name().to_string()));
    let facts = Facts { title, subject: Some(Fact::said(subject)), formed: Some(Fact::said(today)), ..Facts::default() };
    let text = outline(site, leaf, &facts);
    let lines: Vec<&str> = text.lines().collect();
    let mut stops = Stops(0);
    let day = chinese(today);
    let body = lines.iter().enumerate().map(|(at, line)| match line.split_once(':') {
        _ if line.starts_with('#') => escaped(line),
        _ if **line == day => stops.with(Key::Formed.name()),
        Some((key, _)) if key == Key::Title.name() => format!("{key}: {}", stops.with(key)),
        Some((key, _)) if key == Key::Formed.name() => format!("{key}: {}", stops.with(DAY)),
        Some((key, _)) if key == Key::Subject.name() && owners.len() > 1 => format!("{key}: {}", stops.among(&names(site, &owners))),
        // What is below it is its value.
        Some((_, "")) if lines.get(at + 1).is_some_and(|next| next.starts_with(' ')) => escaped(line),
        Some((_, rest)) if rest.trim().is_empty() => format!("{} {}", escaped(line.trim_end()), stops.next()),
        _ => stops.fill(line),
    });
    Some(body.collect())
}

fn names<'s>(site: &'s Site, subjects: &[SubjectId]) -> Vec<&'s str> {
    subjects.iter().map(|id| site.subjects.get(*id).short.as_str()).collect()
}

/// The places to fill in, numbered in their order.
struct Stops(usize);

impl Stops {
    fn number(&mut self) -> usize {
        self.0 += 1;
        self.0
    }

    fn next(&mut self) -> String {
        format!("${{{}}}", self.number())
    }

    fn with(&mut self, text: &str) -> String {
        format!("${{{}:{text}}}", self.number())
    }

    fn among(&mut self, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| word.replace('\\', "\\\\").replace(',', "\\,").replace('|', "\\|")).collect();
        format!("${{{}|{}|}}", self.number(), words.join(","))
    }

    /// A line with a stop in every place that is left empty: `{人: , 日期: }`.
    fn fill(&mut self, line: &str) -> String {
        let mut filled = String::new();
        let mut rest = line;
        while let Some((at, empty)) = [FILL, ": ,", ": }"].iter().filter_map(|empty| Some((rest.find(empty)?, *empty))).min() {
            filled.push_str(&escaped(&rest[..at]));
            match empty {
                FILL => filled.push_str(&self.with(FILL.trim_matches(['（', '）']))),
                _ => {
                    filled.push_str(": ");
                    filled.push_str(&self.next());
                    filled.push_str(&escaped(&empty[2..]));
                }
            }
            rest = &rest[at + empty.len()..];
        }
        filled + &escaped(rest)
    }
}

/// A text that is no more than it says.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
