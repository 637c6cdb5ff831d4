//! `content/words.yaml` becomes the [`Terms`].

use std::collections::HashSet;

use crate::diag::{Diagnostic, Spanned};
use crate::folder::{Blob, RelPath};
use crate::model::{Lists, Term, TermKind, Terms, WORD_LISTS};

use super::fields::{Fields, KeyName, Sink};
use super::lists::root;
use super::yaml::{Kind, Node};
use super::{faults, fields, word_lists, words};

const LISTS: &[KeyName] = &[
    ("严重错误", "grave"),
    ("错词", "typos"),
    ("网页残留", "boilerplate"),
    ("模板残留", "residues"),
    ("密级", "secrecy"),
    ("分发限制", "limits"),
    ("过程性文件", "process"),
    ("旧称", "outdated"),
    ("相对时间", "relative"),
    ("口令", "credentials"),
    ("繁体字", "traditional"),
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
pub fn open(node: Node, sink: &mut Sink<'_>) -> Fields {
    let plain = WORD_LISTS.iter().map(|(_, zh, en)| (*zh, *en));
    let keys: Vec<KeyName> = LISTS.iter().chain(word_lists::OTHERS).copied().chain(plain).collect();
    Fields::open(node, &keys, "用词表", sink)
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
    let mut f = Fields::open(node, &[("错", "wrong"), ("对", "right"), ("除非", "unless")], what, sink);
    let (word, right) = (f.required("错", sink), f.required("对", sink));
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
    let keys = [("词", "word"), ("今称", "now"), ("自", "from"), ("至", "to"), ("除非", "unless")];
    let mut f = Fields::open(node, &keys, "旧称", sink);
    let word = f.required("词", sink);
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
    let mut f = Fields::open(node, &[("词", "word"), ("阶段", "stage")], "过程性文件", sink);
    let word = f.required("词", sink);
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
