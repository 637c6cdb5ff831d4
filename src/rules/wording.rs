//! Wording: misspelt, doubled, outdated and left-over words.

mod leaders;
mod style;

pub use leaders::{misspelt_leader, wrong_post};
pub use style::{long_sentence, relative_time};

use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::model::{Filed, TermKind, WordList, is_han};
use crate::prose::{Cursor, Line, lines};

rule!(SERIOUS_ERROR, Block, "wording/serious-error");
rule!(TYPO, Warning, "wording/typo");
rule!(DOUBLED_WORD, Warning, "wording/doubled-word");
rule!(BOILERPLATE, Warning, "wording/boilerplate");
rule!(TEMPLATE_RESIDUE, Warning, "wording/template-residue");
rule!(WRONG_POST, Error, "wording/wrong-post");
rule!(MISSPELT_LEADER, Error, "wording/misspelt-leader");
rule!(RELATIVE_TIME, Info, "wording/relative-time");
rule!(LONG_SENTENCE, Info, "wording/long-sentence");
rule!(OUTDATED_NAME, Warning, "wording/outdated-name");

/// The name of the state, of the party or of an organ, misspelt.
pub fn serious_error(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (_, term, hit) in facts.hits(filed, TermKind::Grave) {
        let help = format!("改成“{}”，并查清这个错误是怎样通过审核的。", term.right);
        found.add(&filed.item.path, hit.span, format!("严重错误：“{}”应当是“{}”。", term.word, term.right), help);
        found.fix(hit.span, &term.right);
    }
}

/// A common misspelling.
pub fn typo(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (_, term, hit) in facts.hits(filed, TermKind::Typo).filter(|(.., hit)| filed.item.says(hit.span)) {
        let help = format!("改成“{}”；原文没有错的，在 content/words.yaml 的“除非”里写上含有它的词。", term.right);
        found.add(&filed.item.path, hit.span, format!("“{}”是错别字，应当是“{}”。", term.word, term.right), help);
        found.fix(hit.span, &term.right);
    }
}

/// 政务政务: a word of two to four characters that stands twice in a row.
pub fn doubled_word(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(text) = filed.item.readable_text() else { return };
    for line in lines(text, filed.item.body.span) {
        let mut from = 0;
        for _ in 0..ENOUGH {
            let Some((at, length)) = doubled(line.text, from, facts.site.terms.lists.list(WordList::Doubled)) else { break };
            from = at + 2 * length;
            let word = line.text.get(at..at + length).unwrap_or("");
            let span = Span::new(line.start + at, line.start + from);
            found.add(&filed.item.path, span, format!("“{word}”连着写了两遍。"), "删去一遍；确实要重复的，豁免这一条。");
            found.fix(span, word);
        }
    }
}

/// How many doubled words of a line are told of: a line of nothing else is no text.
const ENOUGH: usize = 8;

/// Bytes of a Han character (those outside the plane of common ones do not make doubled words).
const HAN: usize = 3;

/// The first doubled word from byte `from` on: where it starts, and the length of the word once.
fn doubled(line: &str, from: usize, allowed: &[String]) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let equal = |at: usize, length: usize| {
        bytes.get(at..at + length).is_some_and(|word| bytes.get(at + length..at + 2 * length).is_some_and(|next| word == next))
    };
    let mut at = from;
    while let Some(near) = bytes.get(at..).filter(|rest| rest.len() >= 4 * HAN) {
        if !near.first().is_some_and(|byte| (0xe3..=0xe9).contains(byte)) {
            at += 1;
            continue;
        }
        // The last byte of a Han character differs most often: most places are done with at this glance.
        if let Some(near) = near.first_chunk::<{ 5 * HAN }>()
            && near[2] != near[2 + 2 * HAN]
            && near[2] != near[2 + 3 * HAN]
            && near[2] != near[2 + 4 * HAN]
        {
            at += HAN;
            continue;
        }
        for length in [4 * HAN, 3 * HAN, 2 * HAN] {
            if equal(at, length) && line.get(at..at + length).is_some_and(is_word) {
                let rest = line.get(at..).unwrap_or("");
                if !allowed.iter().any(|right| rest.starts_with(right.as_str())) {
                    return Some((at, length));
                }
            }
        }
        at += HAN;
    }
    None
}

/// Whether what stands twice is a word: no number (一个一个), no question (能不能不), no cry (哈哈).
fn is_word(word: &str) -> bool {
    let first = word.chars().next();
    let counted = |c: char| "一二三四五六七八九十百千万亿〇零两几半每逐不没".contains(c);
    word.chars().all(|c| is_han(c) && !counted(c)) && !word.chars().all(|c| Some(c) == first)
}

/// What a web page shows around a text, on a line of its own.
pub fn boilerplate(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (mut done, mut cursor) = (filed.item.body.span.start, Cursor::default());
    for (text, _, hit) in facts.hits(filed, TermKind::Boilerplate) {
        let line = cursor.at(text, hit.span.start);
        if line.start < done {
            continue;
        }
        done = line.next;
        if !alone(filed, &line) {
            continue;
        }
        let words = line.text.trim();
        let help = "删去这一行：它不是文件的内容。真有附件的，写在开头的“附件”里。";
        found.add(&filed.item.path, line.span(), format!("“{words}”是从网页上带来的。"), help);
        found.fix(Span::new(line.start, line.next), "");
    }
}

/// Whether nothing stands in a line but left-over words, figures and marks.
fn alone(filed: &Filed, line: &Line<'_>) -> bool {
    let words = filed.item.hits_in(line.whole()).filter(|hit| hit.kind == TermKind::Boilerplate);
    let mut covered = words.map(|hit| hit.span).peekable();
    let outside = |(at, _): &(usize, char)| {
        while covered.next_if(|span| span.end <= line.start + at).is_some() {}
        covered.peek().is_none_or(|span| span.start > line.start + at)
    };
    !line.text.contains('|') && line.text.char_indices().filter(outside).all(|(_, c)| !c.is_alphabetic())
}

/// What a form leaves to be filled in.
pub fn template_residue(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (_, term, hit) in facts.hits(filed, TermKind::Residue).filter(|(.., hit)| hit.span.start >= filed.item.body.span.start) {
        let message = format!("“{}”是样稿里等待填写的字，没有填。", term.word);
        found.add(&filed.item.path, hit.span, message, "照原件填上；本来就要隐去的，改用“某”字。");
    }
}

/// A name that was no longer right, or not yet, when the document was made.
pub fn outdated_name(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let Some(day) = item.formed.as_ref().map(|date| date.value) else { return };
    let mut said: Vec<u32> = Vec::new();
    for (text, term, hit) in facts.hits(filed, TermKind::Outdated).filter(|(.., hit)| filed.item.says(hit.span)) {
        let wrong = term.to.is_some_and(|to| day > to) || term.from.is_some_and(|from| day < from);
        if !wrong || said.contains(&hit.term) || is_cited(text, hit.span) {
            continue;
        }
        said.push(hit.term);
        let now = if term.right.is_empty() { String::new() } else { format!("，应当是“{}”", term.right) };
        let message = format!("成文的时候已经不用“{}”这个名称{now}。", term.word);
        let message = if term.from.is_some_and(|from| day < from) { message.replace("已经不用", "还没有用") } else { message };
        found.add(&item.path, hit.span, message, "改用成文时的名称；说的是以前的单位的，前面加“原”字。");
    }
}

/// Whether a name is told as one of the past: 原 before it, or inside a title or a quotation.
fn is_cited(text: &str, span: Span) -> bool {
    let from = (span.start.saturating_sub(300)..=span.start).find(|at| text.is_char_boundary(*at)).unwrap_or(span.start);
    let before = text.get(from..span.start).unwrap_or("").rsplit('\n').next().unwrap_or("");
    // The name of the place may stand between.
    let tail: String = before.chars().rev().take(8).take_while(|c| is_han(*c)).collect();
    let open = |open: char, close: char| before.rsplit_once(open).is_some_and(|(_, inside)| !inside.contains(close));
    tail.contains('原') || open('《', '》') || open('“', '”')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubled_words() {
        let allowed = ["研究研究".to_string(), "服务服务业".to_string()];
        for (line, expected) in [
            ("推进政务政务公开", Some((6, 6))),
            ("上报领导小组领导小组办公室", Some((6, 12))),
            ("政政务公开", None),
            ("一个一个解决，研究研究，服务服务业，能不能不交", None),
            ("10元10元", None),
            ("高高兴兴", None),
            ("公开，公开", None),
        ] {
            assert_eq!(doubled(line, 0, &allowed), expected, "{line}");
        }
    }
}
