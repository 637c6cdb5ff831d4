//! Secrecy: marks of secret and internal papers, and traces of the inner network.

use std::collections::HashSet;

use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::model::{Filed, TermKind};
use crate::prose::{Cursor, aside, lines};

rule!(SECRECY_MARK, Block, "secrecy/secrecy-mark");
rule!(DISTRIBUTION_LIMIT, Error, "secrecy/distribution-limit");
rule!(PROCESS_PAPER, Warning, "secrecy/process-paper");
rule!(INTERNAL_ADDRESS, Warning, "secrecy/internal-address");
rule!(CREDENTIAL, Warning, "secrecy/credential");

/// Stars behind a grade of secrecy, as they are typed.
const STARS: &[char] = &['★', '☆', '*', '＊', '⭐'];

/// 秘密★10年: a grade of secrecy with its star, behind 密级, or alone on a line.
pub fn secrecy_mark(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(text) = filed.item.readable_text() else { return };
    let help = "立即把这个文件移出 content 文件夹，报告保密工作人员；已经解密的，附上解密手续，删去密级标志后再公开。";
    let (mut told, mut cursor) = (HashSet::new(), Cursor::default());
    for hit in filed.item.hits.iter().filter(|hit| hit.kind == TermKind::Secrecy) {
        let line = cursor.at(text, hit.span.start);
        // One mark of a line is enough.
        if told.contains(&line.start) {
            continue;
        }
        let before = text.get(line.start..hit.span.start).unwrap_or("").trim_end();
        let after = text.get(hit.span.end..line.start + line.text.len()).unwrap_or("").trim_start();
        let labelled = before.ends_with("密级") || before.trim_end_matches([':', '：', ' ', '　']).ends_with("密级");
        let emphasis = |c: char| matches!(c, '*' | '#' | ' ' | '　' | '【' | '】');
        let alone = before.trim_matches(emphasis).is_empty() && after.trim_matches(emphasis).is_empty();
        let starred =
            after.starts_with('★') || after.starts_with(STARS) && after.trim_start_matches(STARS).starts_with(|c: char| c.is_ascii_digit());
        if labelled && !before.ends_with("无密级") || alone || starred {
            told.insert(line.start);
            let mark = text.get(hit.span.start..hit.span.end).unwrap_or("");
            found.add(&filed.item.path, hit.span, format!("有密级标志“{mark}”，不得公开。"), help);
        }
    }
    // 秘　密★: the words are parted by spaces.
    if !filed.item.body.span.of(text).contains('★') {
        return;
    }
    for line in lines(text, filed.item.body.span).filter(|line| line.text.contains('★') && !told.contains(&line.start)) {
        let Some((before, _)) = line.text.split_once('★') else { continue };
        let word: String = before.chars().filter(|c| !c.is_whitespace()).collect();
        if facts.site.terms.all.iter().any(|term| term.kind == TermKind::Secrecy && word.ends_with(&term.word)) {
            found.add(&filed.item.path, line.span(), format!("有密级标志“{word}★”，不得公开。"), help);
        }
    }
}

/// The longest line that may be a mark, in characters.
const SHORT: usize = 24;

/// 此件发至…, 内部资料: a bar on passing the paper on.
pub fn distribution_limit(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(text) = filed.item.readable_text() else { return };
    let (mut last, mut cursor) = (None, Cursor::default());
    for hit in filed.item.hits.iter().filter(|hit| hit.kind == TermKind::Limit && hit.span.start >= filed.item.body.span.start) {
        let line = cursor.at(text, hit.span.start);
        let word = text.get(hit.span.start..hit.span.end).unwrap_or("");
        let before = text.get(line.start..hit.span.start).unwrap_or("").trim_end();
        let bracketed = before.ends_with(['（', '(', '【', '[', '〔', '〖']);
        let sentence = line.text.trim_end().ends_with(['。', '；', '，']) && !bracketed;
        let mark = bracketed
            || (before.is_empty() && word.starts_with("此件"))
            || (line.text.len() <= 4 * SHORT && line.text.chars().count() <= SHORT && !sentence);
        // Two marks on a line are one.
        if mark && last != Some(line.start) {
            last = Some(line.start);
            found.add(
                &filed.item.path,
                hit.span,
                format!("有限制传播的标记“{word}”。"),
                "核对这个文件的公开属性：不能公开的，把它移出 content 文件夹；可以公开的，请制发单位书面确认后删去标记。",
            );
        }
    }
}

/// 请示, 会议纪要, 送审稿: a paper on the way to a decision.
pub fn process_paper(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let Some(text) = item.readable_text() else { return };
    let title = item.title.as_ref().map(|title| title.span);
    let (mut said, mut cursor): (Vec<u32>, Cursor<'_>) = Default::default();
    for hit in item.hits.iter().filter(|hit| hit.kind == TermKind::Process) {
        let Some(term) = facts.site.terms.get(*hit) else { continue };
        let fits = term.stage.is_some() && item.stage.as_ref().map(|stage| stage.value) == term.stage;
        if fits || said.contains(&hit.term) {
            continue;
        }
        let line = cursor.at(text, hit.span.start);
        let before = text.get(line.start..hit.span.start).unwrap_or("");
        let after = text.get(hit.span.end..line.start + line.text.len()).unwrap_or("");
        let bracketed = before.ends_with(['（', '(']) && after.starts_with(['）', ')']);
        let in_title = title.is_some_and(|title| title.start <= hit.span.start && hit.span.end <= title.end);
        let ends = in_title && after.trim_matches(['"', '\'', '》', ' ', '）', ')']).is_empty();
        let label =
            before.trim_matches(['*', ' ', '　', '#']).is_empty() && after.trim_start_matches([' ', '　', '*']).starts_with(['：', ':']);
        // In a sentence a title in brackets cites another paper.
        let heading = hit.span.start >= item.body.span.start
            && (label || bracketed && !before.contains(['。', '，']) && after.trim_matches(['）', ')', '》', '*', ' ']).is_empty());
        if (in_title && (ends || bracketed)) || heading {
            said.push(hit.term);
            let help = match term.stage {
                Some(stage) => format!("在{}公开、征求意见的，写上“阶段: {}”；已经定稿的，换成定稿。", stage.name(), stage.name()),
                None => "过程性信息可以不公开：确实要公开的，豁免这一条，写明理由；拿错了稿子的，换成正式文件。".to_string(),
            };
            found.add(&item.path, hit.span, format!("有“{}”，像是过程性文件。", term.word), help);
        }
    }
}

/// A password of fewer characters is none.
const PASSWORD: usize = 4;

/// 密码：…, 用户名：…: what opens a system.
pub fn credential(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(text) = filed.item.readable_text() else { return };
    let (mut last, mut cursor) = (None, Cursor::default());
    for hit in filed.item.hits.iter().filter(|hit| hit.kind == TermKind::Credential && hit.span.start >= filed.item.body.span.start) {
        let line = cursor.at(text, hit.span.start);
        let after = text.get(hit.span.end..line.start + line.text.len()).unwrap_or("").trim_start();
        let Some(rest) = ['：', ':', '是', '为', '='].into_iter().find_map(|mark| after.strip_prefix(mark)) else { continue };
        let rest = rest.trim_start();
        let length = rest.bytes().take_while(u8::is_ascii_graphic).count();
        if length < PASSWORD || rest.starts_with("http") || last == Some(line.start) {
            continue;
        }
        last = Some(line.start);
        let word = text.get(hit.span.start..hit.span.end).unwrap_or("");
        found.add(
            &filed.item.path,
            hit.span,
            format!("正文里写着“{word}”和它的内容。"),
            "删去它，并立即在系统里改掉：公开过的密码等于没有密码。",
        );
    }
}

/// `C:\…`, `file://`, addresses of inner networks in the text. What is a link is another rule's.
pub fn internal_address(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(text) = filed.item.readable_text() else { return };
    let body = filed.item.body.span.of(text);
    // Most texts are done with at this glance.
    if ![":\\", "file://", "10.", "127.", "172.", "192."].iter().any(|sign| body.contains(sign)) {
        return;
    }
    for line in lines(text, filed.item.body.span) {
        let hidden = aside(line.text);
        if let Some((what, at)) = inner(line.text).into_iter().find(|(_, span)| !hidden.iter().any(|range| range.contains(&span.start))) {
            found.add(
                &filed.item.path,
                at.shifted(line.start),
                format!("正文里有{what}“{}”。", at.of(line.text)),
                "删去它，外面的人打不开，也不应当知道；要给出文件的，放在这个条目旁边，写进“附件”。",
            );
        }
    }
}

/// How many paths of a line are looked at: only one is told of.
const ENOUGH: usize = 16;

/// File paths and inner addresses of a line.
fn inner(line: &str) -> Vec<(&'static str, Span)> {
    let end = |from: usize| {
        let rest = line.get(from..).unwrap_or("");
        from + rest.find(|c: char| c.is_whitespace() || matches!(c, '，' | '。' | '；' | '）' | '”' | '、' | '|')).unwrap_or(rest.len())
    };
    let mut all = Vec::new();
    for (at, _) in line.match_indices(":\\").take(ENOUGH) {
        let drive = line.get(..at).and_then(|before| before.chars().next_back()).filter(char::is_ascii_alphabetic);
        let alone = line.get(..at.saturating_sub(1)).is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric()));
        if drive.is_some() && alone {
            all.push(("本机文件的路径", Span::new(at - 1, end(at))));
        }
    }
    all.extend(line.match_indices("file://").take(ENOUGH).map(|(at, _)| ("本机文件的路径", Span::new(at, end(at)))));
    let (mut at, bytes) = (0, line.as_bytes());
    while let Some(start) = line.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|found| at + found) {
        let run = line.get(start..).unwrap_or("");
        let length = run.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(run.len());
        at = start + length;
        let number = run.get(..length).unwrap_or("").trim_end_matches('.');
        let word = start.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        if !word && is_inner_address(number) {
            all.push(("内部网络的地址", Span::new(start, start + number.len())));
        }
    }
    all
}

/// An address of a private network (10., 172.16.–172.31., 192.168.) or of the machine itself.
fn is_inner_address(number: &str) -> bool {
    let parts: Vec<Option<u8>> = number.split('.').map(|part| part.parse().ok()).collect();
    match parts.as_slice() {
        [Some(10 | 127), Some(_), Some(_), Some(_)] => true,
        [Some(192), Some(168), Some(_), Some(_)] => true,
        [Some(172), Some(second), Some(_), Some(_)] => (16..32).contains(second),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_addresses() {
        for line in ["存在D:\\公文\\1.doc，请看", "file:///C|/a", "打开http://192.168.1.20:8080/oa", "内网10.12.3.4。", "172.16.0.1"]
        {
            assert_eq!(inner(line).len(), 1, "{line}");
        }
        for line in ["上午10.30", "第10.1.2条", "1.10.1.1.2", "172.32.0.1", "192.168.1", "比例1:\\2", "2017.12.28", "https://example.org/"]
        {
            assert_eq!(inner(line), [], "{line}");
        }
    }
}
