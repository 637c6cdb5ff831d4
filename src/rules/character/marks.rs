//! Marks of titles, and traditional characters.

use crate::check::{Facts, Found};
use crate::diag::Span;
use crate::model::{Filed, TermKind};
use crate::prose::lines;

/// 《 without 》, 》 without 《, or 《 inside 《》 (GB/T 15834: the inner ones are 〈〉).
pub fn title_mark(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(text) = filed.item.readable_text().filter(|text| text.contains('《') || text.contains('》')) else { return };
    let mut open: Vec<Span> = Vec::new();
    let mut told = |span: Span, message: String, help: &str| found.add(&filed.item.path, span, message, help);
    let unclosed = |open: &mut Vec<Span>| open.drain(..).next();
    let help = "补上缺的一半；多出来的，删去。";
    for line in lines(text, filed.item.body.span) {
        let start = line.text.trim_start();
        // A title may run on in the next line, but not into another paragraph.
        let fresh = start.is_empty() || start.starts_with(['|', '#', '-', '*', '>']) || start.starts_with(|c: char| c.is_ascii_digit());
        if let Some(span) = fresh.then(|| unclosed(&mut open)).flatten() {
            told(span, "书名号“《”没有另一半“》”。".into(), help);
        }
        // Most lines have none.
        if !line.text.contains('《') && !line.text.contains('》') {
            continue;
        }
        for (at, c) in line.text.char_indices().filter(|(_, c)| matches!(c, '《' | '》')) {
            let span = Span::new(line.start + at, line.start + at + c.len_utf8());
            match (c, open.len()) {
                ('《', 0) => open.push(span),
                ('《', 1) => {
                    told(
                        span,
                        "书名号里面还有书名号，里面的应当用“〈〉”。".into(),
                        "里层改成单书名号，例如“《关于印发〈管理办法〉的通知》”。",
                    );
                    open.push(span);
                }
                ('《', _) => open.push(span),
                (_, 0) => told(span, "书名号“》”没有另一半“《”。".into(), help),
                _ => {
                    open.pop();
                }
            }
        }
    }
    if let Some(span) = unclosed(&mut open) {
        told(span, "书名号“《”没有另一半“》”。".into(), help);
    }
}

/// How many characters are named.
const SHOWN: usize = 5;

/// Traditional characters in a text that is in simplified ones.
pub fn traditional(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let hits: Vec<_> = item.hits.iter().filter(|hit| hit.kind == TermKind::Traditional && item.says(hit.span)).collect();
    let Some(first) = hits.first() else { return };
    let mut named: Vec<String> = Vec::new();
    for term in hits.iter().filter_map(|hit| facts.site.terms.get(**hit)) {
        let pair = format!("“{}”（{}）", term.word, term.right);
        if !named.contains(&pair) {
            named.push(pair);
        }
    }
    let more = if named.len() > SHOWN { format!("等{}个", named.len()) } else { String::new() };
    named.truncate(SHOWN);
    found.add(
        &item.path,
        first.span,
        format!("有繁体字：{}{more}。", named.join("、")),
        "改成括号里的规范字；人名、商号、文物确用繁体字的，豁免这一条，写明理由。",
    );
}
