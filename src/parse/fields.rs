//! The fields of a mapping, taken one by one: each gives its value, or a finding at its place.

use crate::calendar::Date;
use crate::diag::{Diagnostic, Rule, Severity, Span, Spanned};
use crate::folder::RelPath;

use super::dates::{self, DateForm};
use super::faults;
use super::shape::Field;
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
    pub fn add_fix(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
        fix: impl Into<String>,
    ) {
        self.findings.push(Diagnostic::new(rule, self.file, span, message, help).with_fix(span, fix));
    }
}

/// The entries of a mapping, each with the key that it was written with.
pub struct Fields<'k> {
    entries: Vec<(&'k Field, Spanned<String>, Node)>,
    /// The place of the whole mapping.
    pub span: Span,
    what: &'static str,
    /// Whether it was a mapping at all; of one that was not, no field is missed.
    readable: bool,
}

impl<'k> Fields<'k> {
    /// Opens a mapping that may have `keys`; `what` names it in messages. Unknown, doubled and missing keys are reported, and a node
    /// that is no mapping gives no fields.
    pub fn open(node: Node, keys: &'k [Field], what: &'static str, sink: &mut Sink<'_>) -> Fields<'k> {
        let span = node.span;
        let readable = matches!(node.kind, Kind::Map(_) | Kind::Null);
        let written = match node.kind {
            Kind::Map(entries) => entries,
            Kind::Null | Kind::Broken => Vec::new(),
            _ => {
                let help = format!("写成“{{键: 值, 键: 值}}”，或者一行一个“键: 值”。可以写的键有：{}。", spellings(keys));
                sink.add(faults::KIND, span, format!("“{what}”应当写成“键: 值”的形式，这里不是。"), help);
                Vec::new()
            }
        };
        // Only a key that is not known needs to know which are still free.
        let all_known = written.iter().all(|(key, _)| keys.iter().any(|known| known.is(&key.value)));
        let unused = |known: &&Field| !all_known && !written.iter().any(|(key, _)| known.is(&key.value));
        let free: Vec<&str> = keys.iter().filter(unused).flat_map(|known| [known.name, known.other]).collect();
        let mut entries: Vec<(&Field, Spanned<String>, Node)> = Vec::with_capacity(written.len());
        for (key, value) in written {
            let (key, mut value) = unglue(keys, key, value, sink);
            let Some(field) = known(keys, &free, &key, what, &mut value, sink) else { continue };
            if let Some((_, first, _)) = entries.iter().find(|(other, ..)| other.name == field.name) {
                let spelling = if first.value == key.value { "写了两次" } else { "用两种写法各写了一次" };
                let message = format!("“{}”{spelling}，不知道以哪个为准。", field.name);
                sink.add(faults::DUPLICATE_KEY, key.span, message, "只留一处，删去另一处。");
                continue;
            }
            entries.push((field, key, value));
        }
        let fields = Fields { entries, span, what, readable };
        for key in keys.iter().filter(|known| known.must && !fields.has(known.name)) {
            fields.missing(key.name, sink);
        }
        fields
    }

    /// The keys that were written, with their places.
    pub fn keys(&self) -> impl Iterator<Item = (&'static str, Span)> {
        self.entries.iter().map(|(field, key, _)| (field.name, key.span))
    }

    /// Takes a field. One with nothing behind it is reported, and more gravely where something must be.
    pub fn take(&mut self, name: &'static str, sink: &mut Sink<'_>) -> Option<Node> {
        let at = self.entries.iter().position(|(known, ..)| known.name == name)?;
        let (field, key, node) = self.entries.swap_remove(at);
        if blank(&node) || field.filled && node.kind == Kind::List(Vec::new()) {
            let help = if field.filled {
                "补上内容，这一项不能空着。"
            } else {
                "补上内容；没有可写的，删去这一行。"
            };
            let mut finding = Diagnostic::new(faults::BLANK, sink.file, key.span, format!("“{name}”后面没有内容。"), help);
            if field.filled {
                finding.severity = Severity::Error;
            }
            sink.findings.push(finding);
            return None;
        }
        Some(node).filter(|node| node.kind != Kind::Broken)
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

    /// Whether a field was written and not taken yet.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(known, ..)| known.name == name)
    }

    /// Reports that a field is missing.
    pub fn missing(&self, name: &str, sink: &mut Sink<'_>) {
        if !self.readable {
            return;
        }
        let first = Span::new(self.span.start, self.entries.first().map_or(self.span.end, |(_, key, _)| key.span.end));
        let line = if sink.file.extension() == "toml" { format!("{name} = \"…\"") } else { format!("{name}: …") };
        sink.add(faults::MISSING, first, format!("{}缺少“{name}”。", self.what), format!("补上一行“{line}”。"));
    }

    /// Takes a list of texts. A single text is a list of one; 「甲、乙」 is a list of two.
    pub fn texts(&mut self, name: &'static str, sink: &mut Sink<'_>) -> Vec<Spanned<String>> {
        self.take(name, sink).map(|node| texts(node, name, sink)).unwrap_or_default()
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
                sink.add(
                    faults::NUMBER,
                    word.span,
                    format!("“{name}”应当是一个数，这里是“{}”。", word.value),
                    "只写数字，例如 20；单位另写。",
                );
                None
            }
        }
    }
}

fn blank(node: &Node) -> bool {
    match &node.kind {
        Kind::Null => true,
        Kind::Broken => false,
        Kind::Text(text) => text.trim().is_empty(),
        Kind::List(nodes) => !nodes.is_empty() && nodes.iter().all(blank),
        Kind::Map(entries) => entries.is_empty(),
    }
}

/// A node as a list of texts.
pub fn texts(node: Node, name: &str, sink: &mut Sink<'_>) -> Vec<Spanned<String>> {
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

/// A node as text.
pub fn text(node: Node, name: &str, sink: &mut Sink<'_>) -> Option<Spanned<String>> {
    match node.kind {
        Kind::Text(text) => {
            paired(&text, node.span, name, sink);
            let trimmed = text.trim();
            let text = if trimmed.len() == text.len() { text } else { trimmed.to_string() };
            Some(Spanned::new(text, node.span))
        }
        Kind::Broken => None,
        _ => {
            not_text(node.span, name, sink);
            None
        }
    }
}

/// Reports a Chinese quotation mark whose other half is an ASCII one.
fn paired(text: &str, span: Span, name: &str, sink: &mut Sink<'_>) {
    let count = |mark: char| text.matches(mark).count();
    let straight = count('"');
    if straight % 2 == 0 {
        return;
    }
    let (open, close) = (count('“'), count('”'));
    if open == close && !text.starts_with('"') && !text.ends_with('"') {
        return;
    }
    let message = format!("“{name}”的引号没有成对：中文引号和英文引号混用，或者只有一半。");
    let help = "内容里面的引号，前后都用中文引号“”。";
    let plain = span.end - span.start == text.len();
    match straight == 1 && plain && open.abs_diff(close) == 1 {
        true => sink.add_fix(faults::QUOTE, span, message, help, text.replace('"', if open > close { "”" } else { "“" })),
        false => sink.add(faults::QUOTE, span, message, help),
    }
}

fn not_text(span: Span, name: &str, sink: &mut Sink<'_>) {
    sink.add(
        faults::KIND,
        span,
        format!("“{name}”应当是一段文字，这里却是一组内容。"),
        "把内容写在冒号后面的同一行；内容里有英文冒号，或者以方括号、花括号、减号开头的，前后加英文双引号。",
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
        // No repair: a neighbouring word may mean the opposite.
        Some(near) => sink.add(faults::CHOICE, word.span, message, format!("是不是“{near}”？{help}")),
        None => sink.add(faults::CHOICE, word.span, message, help),
    }
    None
}

/// A key between brackets to which its value sticks (`结论：可以公开`, `结论:可以公开`) is parted from it, and reported.
fn unglue(keys: &[Field], key: Spanned<String>, value: Node, sink: &mut Sink<'_>) -> (Spanned<String>, Node) {
    let plain = key.span.end - key.span.start == key.value.len();
    let parts =
        key.value.split_once([':', '：']).filter(|(name, _)| value.kind == Kind::Null && plain && keys.iter().any(|known| known.is(name)));
    let Some((name, rest)) = parts else { return (key, value) };
    let at = key.span.start + name.len();
    let (colon, what) = if key.value[name.len()..].starts_with(':') {
        (1, "的冒号后面没有空格")
    } else {
        ('：'.len_utf8(), "后面用了中文冒号“：”")
    };
    sink.add_fix(faults::COLON, Span::new(at, at + colon), format!("“{name}”{what}。"), "用英文冒号，后面空一格。", ": ");
    let node = Node { span: Span::new(at + colon, key.span.end), kind: Kind::Text(rest.trim().to_string()) };
    (Spanned::new(name.to_string(), Span::new(key.span.start, at)), node)
}

/// The field that a key names. A key that is not known is reported with what was probably meant of the keys that are still
/// `free`; it stands for that one, so that this one is not missed.
fn known<'k>(
    keys: &'k [Field],
    free: &[&str],
    key: &Spanned<String>,
    what: &str,
    value: &mut Node,
    sink: &mut Sink<'_>,
) -> Option<&'k Field> {
    let matches = |word: &str| keys.iter().find(|known| known.is(word));
    if let Some(field) = matches(&key.value) {
        return Some(field);
    }
    let trimmed: String = key.value.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(field) = matches(&trimmed) {
        let name = field.name;
        let message = format!("键名“{name}”的前面或中间有空格。");
        sink.add_fix(faults::SPACE, key.span, message, format!("把这个键名删掉，重新输入“{name}”。"), trimmed);
        return Some(field);
    }
    let message = format!("“{what}”没有“{}”这个键。", key.value);
    let Some(near) = nearest(&trimmed.to_lowercase(), free.iter().copied()) else {
        sink.add(faults::UNKNOWN_KEY, key.span, message, format!("可以写的键有：{}。", spellings(keys)));
        return None;
    };
    // Of two characters, one that is wrong is half the word: then nothing is changed, and the value is not judged.
    if trimmed.chars().count() > 2 {
        let finding = Diagnostic::new(faults::UNKNOWN_KEY, sink.file, key.span, message, format!("是不是“{near}”？"));
        sink.findings.push(finding.with_guess(key.span, near));
    } else {
        value.kind = Kind::Broken;
        sink.add(faults::UNKNOWN_KEY, key.span, message, format!("是不是“{near}”？可以写的键有：{}。", spellings(keys)));
    }
    matches(near)
}

/// The word that was probably meant, if any is near enough.
pub fn nearest<'a>(word: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Quotes, brackets and signs of Markdown around a word are not what it says.
    let word = word.trim_matches(['“', '”', '"', '\'', '【', '】', '*', '#', ' ', '\u{3000}']);
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

fn spellings(keys: &[Field]) -> String {
    keys.iter().map(|known| known.name).collect::<Vec<_>>().join("、")
}
