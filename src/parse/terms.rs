//! `content/words.yaml` becomes the [`Terms`].

use std::collections::HashSet;

use crate::diag::{Diagnostic, Spanned};
use crate::folder::{Blob, RelPath};
use crate::model::{Lists, Term, TermKind, Terms};

use super::fields::{Fields, Sink};
use super::lists::root;
use super::shape::{Field, Shape, joined};
use super::yaml::{Kind, Node};
use super::{faults, fields, word_lists, words};

/// The whole file.
pub const FILE: [Field; LISTS.len() + word_lists::LISTS.len()] = joined(&[LISTS, &word_lists::LISTS]);
const LISTS: &[Field] = &[
    Field::new("严重错误", "grave", Shape::List(&Shape::Map(WRONG)), "写错了有严重政治影响的词，属于否决"),
    Field::new("错词", "typos", Shape::List(&Shape::Map(WRONG)), "常见的错别字"),
    Field::new("网页残留", "boilerplate", Shape::Texts, "从网页上复制来的、不属于正文的话"),
    Field::new("模板残留", "residues", Shape::Texts, "模板里留下来没有填的话"),
    Field::new("密级", "secrecy", Shape::Texts, "表示密级的词"),
    Field::new("分发限制", "limits", Shape::Texts, "表示只发给某些人的词"),
    Field::new("过程性文件", "process", Shape::List(&Shape::Short(&Shape::Text, PAPER)), "内部过程中的文件，例如讨论稿"),
    Field::new("旧称", "outdated", Shape::List(&Shape::Map(OUTDATED)), "已经改了的名称"),
    Field::new("相对时间", "relative", Shape::Texts, "过几天就看不懂的时间，例如“昨日”"),
    Field::new("口令", "credentials", Shape::Texts, "表示密码、口令的词"),
    Field::new("繁体字", "traditional", Shape::Texts, "一对字：先写繁体字，再写规范字"),
];
const WRONG: &[Field] = &[
    Field::must("错", "wrong", Shape::Text, "错的写法"),
    Field::must("对", "right", Shape::Text, "对的写法"),
    Field::new("除非", "unless", Shape::Texts, "含有这几个字、但是没有错的词"),
];
const OUTDATED: &[Field] = &[
    Field::must("词", "word", Shape::Text, "旧的名称"),
    Field::new("今称", "now", Shape::Text, "现在的名称"),
    Field::new("自", "from", Shape::Date, "这个名称从哪一天起用；“自”和“至”至少写一个"),
    Field::new("至", "to", Shape::Date, "这个名称用到哪一天"),
    Field::new("除非", "unless", Shape::Texts, "含有这几个字、但是没有错的词"),
];
const PAPER: &[Field] = &[
    Field::must("词", "word", Shape::Text, "文件里的词"),
    Field::new("阶段", "stage", Shape::Word(&words::STAGES), "这个阶段的条目可以有"),
];

/// The words read so far: none may stand twice.
#[derive(Default)]
struct Gathered {
    all: Vec<Term>,
    taken: HashSet<String>,
}

/// Reads the word lists.
pub fn terms(path: &RelPath, blob: &Blob) -> (Terms, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let Some(node) = root(blob, &mut sink) else { return (Terms::default(), sink.findings) };
    let (sink_ref, mut gathered) = (&mut sink, Gathered::default());
    let mut f = open(node, sink_ref);
    for (name, kind) in [("严重错误", TermKind::Grave), ("错词", TermKind::Typo)] {
        for node in f.list(name, sink_ref) {
            wrong(node, name, kind, &mut gathered, sink_ref);
        }
    }
    for node in f.list("旧称", sink_ref) {
        outdated(node, &mut gathered, sink_ref);
    }
    for node in f.list("过程性文件", sink_ref) {
        paper(node, &mut gathered, sink_ref);
    }
    for (name, kind) in PLAIN {
        for word in f.texts(name, sink_ref) {
            gathered.add(*kind, &word, sink_ref);
        }
    }
    for pair in f.texts("繁体字", sink_ref) {
        traditional(&pair, &mut gathered, sink_ref);
    }
    let others = if word_lists::is_whole(&f) { Lists::default() } else { word_lists::ours() };
    let lists = word_lists::read(&mut f, others, sink_ref);
    (Terms::new(gathered.all, lists), sink.findings)
}

/// The lists of words that are nothing but words.
const PLAIN: &[(&str, TermKind)] = &[
    ("网页残留", TermKind::Boilerplate),
    ("模板残留", TermKind::Residue),
    ("密级", TermKind::Secrecy),
    ("分发限制", TermKind::Limit),
    ("相对时间", TermKind::Relative),
    ("口令", TermKind::Credential),
];

/// The file with every key that it may have.
pub fn open(node: Node, sink: &mut Sink<'_>) -> Fields<'static> {
    Fields::open(node, &FILE, "用词表", sink)
}

impl Gathered {
    /// Adds a word, unless it stands in a list already; then that is reported.
    fn add(&mut self, kind: TermKind, word: &Spanned<String>, sink: &mut Sink<'_>) -> Option<&mut Term> {
        if word.value.is_empty() {
            return None;
        }
        if !self.taken.insert(word.value.clone()) {
            let message = format!("“{}”在用词表里写了两次。", word.value);
            sink.add(faults::DUPLICATE, word.span, message, "只留一处，删去另一处。");
            return None;
        }
        self.all.push(Term { kind, word: word.value.clone(), right: String::new(), stage: None, from: None, to: None });
        self.all.last_mut()
    }

    /// Adds the longer words in which a word is right; each must have the word in it.
    fn sound(&mut self, word: &str, longer: Vec<Spanned<String>>, sink: &mut Sink<'_>) {
        for sound in longer {
            if sound.value.contains(word) && sound.value != word {
                self.add(TermKind::Sound, &sound, sink);
            } else {
                let message = format!("“除非”里的“{}”不含“{word}”，不起作用。", sound.value);
                sink.add(faults::CHOICE, sound.span, message, format!("写含有“{word}”的、没有错的词；不用的，删去。"));
            }
        }
    }
}

/// `{错: …, 对: …, 除非: […]}`.
fn wrong(node: Node, what: &'static str, kind: TermKind, gathered: &mut Gathered, sink: &mut Sink<'_>) {
    let mut f = Fields::open(node, WRONG, what, sink);
    let (word, right) = (f.text("错", sink), f.text("对", sink));
    let longer = f.texts("除非", sink);
    let (Some(word), Some(right)) = (word, right) else { return };
    if right.value.contains(&word.value) {
        let message = format!("“对”（{}）里还有“错”（{}），改了也还是错。", right.value, word.value);
        sink.add(faults::CHOICE, right.span, message, "“错”写得再长一点，把前后的字也写上。");
        return;
    }
    if let Some(term) = gathered.add(kind, &word, sink) {
        term.right = right.value;
    }
    gathered.sound(&word.value, longer, sink);
}

/// 國国: the traditional character and the one that belongs in its place.
fn traditional(pair: &Spanned<String>, gathered: &mut Gathered, sink: &mut Sink<'_>) {
    let mut characters = pair.value.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some(written), Some(right), None) if written != right => {
            let word = Spanned::new(written.to_string(), pair.span);
            if let Some(term) = gathered.add(TermKind::Traditional, &word, sink) {
                term.right = right.to_string();
            }
        }
        _ => sink.add(faults::CHOICE, pair.span, format!("“{}”不是一对字。", pair.value), "写两个字：先写繁体字，再写规范字，例如“國国”。"),
    }
}

/// `{词: …, 今称: …, 自: …, 至: …, 除非: […]}`.
fn outdated(node: Node, gathered: &mut Gathered, sink: &mut Sink<'_>) {
    let mut f = Fields::open(node, OUTDATED, "旧称", sink);
    let word = f.text("词", sink);
    let right = f.text_or_empty("今称", sink);
    let (from, to) = (f.date("自", sink), f.date("至", sink));
    let longer = f.texts("除非", sink);
    let Some(word) = word else { return };
    match (&from, &to) {
        (None, None) => f.missing("至", sink),
        (Some(from), Some(to)) if to.value < from.value => {
            sink.add(faults::DATE, to.span, "“至”早于“自”。", "写这个名称使用的第一天和最后一天。");
        }
        _ => {}
    }
    if let Some(term) = gathered.add(TermKind::Outdated, &word, sink) {
        (term.right, term.from, term.to) = (right, from.map(|date| date.value), to.map(|date| date.value));
    }
    gathered.sound(&word.value, longer, sink);
}

/// `{词: …, 阶段: …}`, or the word alone.
fn paper(node: Node, gathered: &mut Gathered, sink: &mut Sink<'_>) {
    if let Kind::Text(_) = node.kind {
        if let Some(word) = fields::text(node, "过程性文件", sink) {
            gathered.add(TermKind::Process, &word, sink);
        }
        return;
    }
    let mut f = Fields::open(node, PAPER, "过程性文件", sink);
    let word = f.text("词", sink);
    let stage = f.choice("阶段", words::STAGES, sink);
    if let Some(term) = word.and_then(|word| gathered.add(TermKind::Process, &word, sink)) {
        term.stage = stage.map(|stage| stage.value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Terms, Vec<String>) {
        let path = RelPath::new("content/words.yaml").expect("a path");
        let (terms, findings) = terms(&path, &Blob::Text(text.into()));
        (terms, findings.into_iter().map(|finding| format!("{} {}", finding.rule.name, finding.message)).collect())
    }

    #[test]
    fn the_lists_of_the_program_are_sound() {
        let (terms, findings) = read(include_str!("../../content/words.yaml"));
        assert_eq!(findings, Vec::<String>::new());
        let found =
            |text: &str| terms.find(text).iter().filter_map(|hit| terms.get(*hit)).map(|term| term.word.clone()).collect::<Vec<_>>();
        assert_eq!(found("按排三次检查，按排名公布"), ["按排"]);
        // What is put in place of a word is not itself a fault.
        for term in terms.all.iter().filter(|term| !term.right.is_empty()) {
            assert_eq!(found(&term.right), Vec::<String>::new(), "{}", term.word);
        }
    }

    #[test]
    fn every_fault_has_its_place() {
        let (terms, findings) = read(
            "错词:\n  - {错: 甲乙, 对: 甲乙丙}\n  - {错: 丁}\n  - {错: 戊己, 对: 戊庚, 除非: [己庚]}\n旧称:\n  - {词: 辛局}\n密级: [机密, 机密]\n密: 1\n",
        );
        assert_eq!(findings.len(), 6, "{findings:#?}");
        assert_eq!(terms.find("戊己和机密").len(), 2);
    }
}
