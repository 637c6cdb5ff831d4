//! What makes a text hard to read, or to read later: sentences without end, and days told from the day of writing.

use crate::check::{Facts, Found};
use crate::diag::Span;
use crate::model::{Filed, TermKind, is_han};
use crate::prose::{Cursor, lines};

/// 今日, 近日 in a line that names no day.
pub fn relative_time(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let mut cursor = Cursor::default();
    for (text, term, hit) in facts.hits(filed, TermKind::Relative).filter(|(.., hit)| filed.item.says(hit.span)) {
        let line = cursor.at(text, hit.span.start);
        let quoted = text.get(line.start..hit.span.start).is_some_and(|before| before.matches('“').count() > before.matches('”').count());
        // 15日前 is a limit.
        let counted = text.get(..hit.span.start).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit() || c == '当'));
        if dated(line.text) || quoted || counted {
            continue;
        }
        let help = "写明是几月几日，过一段时间再看也清楚；意思是“现在、以后”的，不用改。";
        found.add(&filed.item.path, hit.span, format!("“{}”是哪一天，过后就看不出来了。", term.word), help);
        return;
    }
}

/// Whether a line names a day: 6月1日, or 6月 at least.
fn dated(line: &str) -> bool {
    line.match_indices('月').any(|(at, _)| line.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())))
}

/// What ends a sentence, or a part of it that can be read by itself.
const STOPS: [char; 6] = ['。', '！', '？', '；', '：', '…'];

/// A sentence that is longer than anybody can read in a breath.
pub fn long_sentence(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let most = facts.site.limits.counts.sentence as usize;
    let Some(text) = filed.item.readable_text().filter(|_| most > 0) else { return };
    for line in lines(text, filed.item.body.span) {
        // A Han character has three bytes.
        if line.text.len() <= 3 * most || line.text.trim_start().starts_with(['|', '#', '<']) {
            continue;
        }
        let mut at = line.start;
        for sentence in line.text.split_inclusive(STOPS) {
            let span = Span::new(at, at + sentence.len());
            at = span.end;
            let count = if sentence.len() > 3 * most { sentence.chars().filter(|c| is_han(*c)).count() } else { 0 };
            // What is only a list of names is none.
            if count > most && sentence.matches('、').count() * 12 < count {
                let message = format!("这句话有{count}个字，中间没有句号，不好读。");
                found.add(&filed.item.path, span, message, "拆成几句；并列的几项分行写。引用原文、不能改的，不用管。");
                return;
            }
        }
    }
}
