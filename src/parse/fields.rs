//! The fields of a mapping, taken one by one: each gives its value, or a finding at its place.

use crate::calendar::Date;
use crate::diag::{Diagnostic, Rule, Span, Spanned};
use crate::folder::RelPath;

use super::dates::{self, DateForm};
use super::faults;
use super::yaml::{Kind, Node};

/// Where the findings of one file gather.
pub struct Sink<'a> {
    /// The file.
    pub file: &'a RelPath,
    /// Its findings so far.
    pub findings: Vec<Diagnostic>,
}

impl<'a> Sink<'a> {
    /// An empty sink for `file`.
    pub fn new(file: &'a RelPath) -> Sink<'a> {
        Sink { file, findings: Vec::new() }
    }

    /// Adds a finding.
    pub fn add(&mut self, rule: &'static Rule, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Diagnostic::new(rule, self.file, span, message, help));
    }

    /// Adds a finding with its repair.
    pub fn add_fix(&mut self, rule: &'static Rule, span: Span, message: impl Into<String>, help: impl Into<String>, fix: impl Into<String>) {
        self.findings.push(Diagnostic::new(rule, self.file, span, message, help).with_fix(span, fix));
    }
}

/// A key's Chinese and English spelling.
pub type KeyName = (&'static str, &'static str);

/// The entries of a mapping, by the Chinese spelling of their keys.
pub struct Fields {
    entries: Vec<(&'static str, Span, Node)>,
    /// The place of the whole mapping.
    pub span: Span,
    what: &'static str,
}

impl Fields {
    /// Opens a mapping that may have `keys`; `what` names it in messages. Unknown and doubled keys are reported, and a node that
    /// is no mapping gives no fields.
    pub fn open(node: Node, keys: &[KeyName], what: &'static str, sink: &mut Sink<'_>) -> Fields {
        let span = node.span;
        let mut entries: Vec<(&'static str, Span, Node)> = Vec::new();
        let written = match node.kind {
            Kind::Map(entries) => entries,
            Kind::Null => Vec::new(),
            _ => {
                sink.add(
                    faults::KIND,
                    span,
                    format!("{what}应当写成一行行的“键: 值”，这里不是。"),
                    format!("可以写的键有：{}。", spellings(keys)),
                );
                Vec::new()
            }
        };
        for (key, value) in written {
            let Some(name) = known(keys, &key, what, sink) else { continue };
            if let Some((_, first, _)) = entries.iter().find(|(other, ..)| *other == name) {
                let spelling = if first.end - first.start == key.span.end - key.span.start { "写了两次" } else { "用中文和英文各写了一次" };
                sink.add(faults::DUPLICATE_KEY, key.span, format!("“{name}”{spelling}，不知道以哪个为准。"), "只留一处，删去另一处。");
                continue;
            }
            entries.push((name, key.span, value));
        }
        Fields { entries, span, what }
    }

    /// The keys that were written and have something behind them, with their places.
    pub fn keys(&self) -> impl Iterator<Item = (&'static str, Span)> {
        self.entries.iter().filter(|(_, _, node)| !blank(node)).map(|(name, span, _)| (*name, *span))
    }

    /// Takes a field. One with nothing behind it is reported and counts as not written.
    pub fn take(&mut self, name: &'static str, sink: &mut Sink<'_>) -> Option<Node> {
        let at = self.entries.iter().position(|(known, ..)| *known == name)?;
        let (_, key, node) = self.entries.swap_remove(at);
        if blank(&node) {
            sink.add(faults::BLANK, key, format!("“{name}”后面没有内容。"), "补上内容；没有可写的，删去这一行。");
            return None;
        }
        Some(node)
    }

    /// Takes a field that is text.
    pub fn text(&mut self, name: &'static str, sink: &mut Sink<'_>) -> Option<Spanned<String>> {
        let node = self.take(name, sink)?;
        text(node, name, sink)
    }

    /// Takes a field that is text, and is empty where it is missing.
    pub fn text_or_empty(&mut self, name: &'static str, sink: &mut Sink<'_>) -> String {
        self.text(name, sink).map(|text| text.value).unwrap_or_default()
    }

    /// Takes a field that must be there and be text.
    pub fn required(&mut self, name: &'static str, sink: &mut Sink<'_>) -> Option<Spanned<String>> {
        if !self.has(name) {
            self.missing(name, sink);
            return None;
        }
        self.text(name, sink)
    }

    /// Whether a field was written and not taken yet.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(known, ..)| *known == name)
    }

    /// Reports that a field is missing.
    pub fn missing(&self, name: &str, sink: &mut Sink<'_>) {
        let first = Span::new(self.span.start, self.entries.first().map_or(self.span.end, |(_, key, _)| key.end));
        sink.add(faults::MISSING, first, format!("{}缺少“{name}”。", self.what), format!("补上一行“{name}: …”。"));
    }

    /// Takes a list of texts. A single text is a list of one; 「甲、乙」 is a list of two.
    pub fn texts(&mut self, name: &'static str, sink: &mut Sink<'_>) -> Vec<Spanned<String>> {
        let Some(node) = self.take(name, sink) else { return Vec::new() };
        match node.kind {
            Kind::List(nodes) => nodes.into_iter().filter(|node| node.kind != Kind::Null).filter_map(|node| text(node, name, sink)).collect(),
            Kind::Text(words) => words
                .split(['、', '；', ';'])
                .map(str::trim)
                .filter(|word| !word.is_empty())
                .map(|word| Spanned::new(word.to_string(), node.span))
                .collect(),
            _ => {
                not_text(node.span, name, sink);
                Vec::new()
            }
        }
    }

    /// Takes a list of nodes; one node alone is a list of one.
    pub fn list(&mut self, name: &'static str, sink: &mut Sink<'_>) -> Vec<Node> {
        match self.take(name, sink) {
            Some(Node { kind: Kind::List(nodes), .. }) => nodes,
            Some(node) => vec![node],
            None => Vec::new(),
        }
    }

    /// Takes a date; a time behind it is refused.
    pub fn date(&mut self, name: &'static str, sink: &mut Sink<'_>) -> Option<Spanned<Date>> {
        let node = self.take(name, sink)?;
        date(node, name, sink)
    }

    /// Takes one of the words of `words`.
    pub fn choice<T: Copy>(&mut self, name: &'static str, words: &[(&str, &str, T)], sink: &mut Sink<'_>) -> Option<Spanned<T>> {
        let word = self.text(name, sink)?;
        choice(word, name, words, sink)
    }

    /// Takes a list of words of `words`.
    pub fn choices<T: Copy>(&mut self, name: &'static str, words: &[(&str, &str, T)], sink: &mut Sink<'_>) -> Vec<Spanned<T>> {
        self.texts(name, sink).into_iter().filter_map(|word| choice(word, name, words, sink)).collect()
    }

    /// Takes a whole number that is not negative.
    pub fn number(&mut self, name: &'static str, sink: &mut Sink<'_>) -> Option<Spanned<u32>> {
        let word = self.text(name, sink)?;
        match word.value.parse() {
            Ok(number) => Some(Spanned::new(number, word.span)),
            Err(_) => {
                sink.add(faults::NUMBER, word.span, format!("“{name}”应当是一个数，这里是“{}”。", word.value), "只写数字，例如 20；单位另写。");
                None
            }
        }
    }
}

fn blank(node: &Node) -> bool {
    match &node.kind {
        Kind::Null => true,
        Kind::Text(text) => text.trim().is_empty(),
        Kind::List(nodes) => !nodes.is_empty() && nodes.iter().all(blank),
        Kind::Map(entries) => entries.is_empty(),
    }
}

/// A node as text.
pub fn text(node: Node, name: &str, sink: &mut Sink<'_>) -> Option<Spanned<String>> {
    match node.kind {
        Kind::Text(text) => Some(Spanned::new(text.trim().to_string(), node.span)),
        _ => {
            not_text(node.span, name, sink);
            None
        }
    }
}

fn not_text(span: Span, name: &str, sink: &mut Sink<'_>) {
    sink.add(
        faults::KIND,
        span,
        format!("“{name}”应当是一段文字，这里却是一组内容。"),
        "把内容写在冒号后面的同一行；内容里有冒号或方括号、花括号的，前后加英文双引号。",
    );
}

/// A node as a date.
pub fn date(node: Node, name: &str, sink: &mut Sink<'_>) -> Option<Spanned<Date>> {
    let text = text(node, name, sink)?;
    let form = dates::read_date(&text.value);
    if let DateForm::Read { time: Some(_), .. } = form {
        sink.add(faults::DATE, text.span, format!("“{name}”只写日期，不写时间。"), "只有“发布日期”可以写到时分。");
        return None;
    }
    dates::check(form, &text, name, sink).map(|stamp| Spanned::new(stamp.date, text.span))
}

/// A text as one of several words.
pub fn choice<T: Copy>(word: Spanned<String>, name: &str, words: &[(&str, &str, T)], sink: &mut Sink<'_>) -> Option<Spanned<T>> {
    if let Some((_, _, value)) = words.iter().find(|(zh, en, _)| *zh == word.value || *en == word.value) {
        return Some(Spanned::new(*value, word.span));
    }
    let all: Vec<&str> = words.iter().map(|(zh, ..)| *zh).collect();
    let message = format!("“{name}”没有“{}”这个选项。", word.value);
    let help = format!("可以写：{}。", all.join("、"));
    match nearest(&word.value, all.iter().copied()) {
        Some(near) => sink.add_fix(faults::CHOICE, word.span, message, format!("是不是“{near}”？{help}"), near),
        None => sink.add(faults::CHOICE, word.span, message, help),
    }
    None
}

/// The Chinese spelling of a key; a key that is not known is reported with what was probably meant.
fn known(keys: &[KeyName], key: &Spanned<String>, what: &str, sink: &mut Sink<'_>) -> Option<&'static str> {
    let matches = |word: &str| keys.iter().find(|(zh, en)| *zh == word || *en == word).map(|(zh, _)| *zh);
    if let Some(name) = matches(&key.value) {
        return Some(name);
    }
    let trimmed: String = key.value.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')).collect();
    if let Some(name) = matches(&trimmed) {
        sink.add_fix(
            faults::SPACE,
            key.span,
            format!("键名“{name}”里混进了空格或看不见的字符。"),
            format!("把这个键名删掉，重新输入“{name}”。"),
            name,
        );
        return Some(name);
    }
    let spelling = keys.iter().flat_map(|(zh, en)| [*zh, *en]);
    match nearest(&trimmed.to_lowercase(), spelling) {
        Some(near) => {
            sink.add_fix(faults::UNKNOWN_KEY, key.span, format!("{what}没有“{}”这个键。", key.value), format!("是不是“{near}”？"), near);
            matches(near).filter(|_| strsim::levenshtein(&trimmed, near) == 1 && trimmed.chars().count() > 2)
        }
        None => {
            sink.add(faults::UNKNOWN_KEY, key.span, format!("{what}没有“{}”这个键。", key.value), format!("可以写的键有：{}。", spellings(keys)));
            None
        }
    }
}

/// The word that was probably meant, if any is near enough.
pub fn nearest<'a>(word: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    among
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| {
            let longer = length.max(candidate.chars().count());
            *distance <= if longer <= 2 { 1 } else { (longer / 3).max(1) } && *distance < longer
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn spellings(keys: &[KeyName]) -> String {
    keys.iter().map(|(zh, _)| *zh).collect::<Vec<_>>().join("、")
}
