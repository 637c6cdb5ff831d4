//! What copying and pasting breaks, and only one thing can have been meant by: characters that nobody sees, full-width digits, dates
//! that lost 年, 月 or 日. Punctuation and 文号 are mended by the rules, when the draft is a text.

use crate::parse::{Damaged, damaged_dates, wrong_zeros};

use super::document::{Block, Document, Inline, Repair};

/// So many characters on either side of a repair are shown.
const AROUND: usize = 4;

/// Mends all texts of a document.
pub fn mend(document: &mut Document) {
    let mut repairs = std::mem::take(&mut document.repairs);
    for block in &mut document.blocks {
        match block {
            Block::Heading(_, line) | Block::Paragraph(line, _) | Block::Bullet(_, line) => mend_line(line, &mut repairs),
            Block::Table(table) => {
                for text in table.rows.iter_mut().flatten().flat_map(|cell| &mut cell.lines) {
                    *text = mended(text, &mut repairs).trim().to_string();
                }
            }
        }
    }
    document.notes.iter_mut().for_each(|note| mend_line(note, &mut repairs));
    for stated in &mut document.stated {
        stated.value = mended(&stated.value, &mut repairs);
    }
    document.repairs = repairs;
}

fn mend_line(line: &mut [Inline], repairs: &mut Vec<Repair>) {
    for inline in line {
        if let Inline::Text(text) | Inline::Link(text, _) = inline {
            *text = mended(text, repairs);
        }
    }
}

/// A text as it was meant.
fn mended(text: &str, repairs: &mut Vec<Repair>) -> String {
    let text = replaced(text, "看不见的字符", unseen, repairs);
    let text = replaced(&text, "全角数字和字母", half_width, repairs);
    let text = dated(&text, "日期", damaged_dates(&text), repairs);
    let zeros = wrong_zeros(&text);
    dated(&text, "年份里的〇", zeros, repairs)
}

/// What becomes of a character, where that is something else.
type Change = fn([char; 3]) -> Option<&'static str>;

fn unseen([_, c, _]: [char; 3]) -> Option<&'static str> {
    match c {
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' | '\t' => Some(" "),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fffc}' => Some(""),
        c if c.is_control() && c != '\n' => Some(""),
        _ => None,
    }
}

fn half_width([before, c, after]: [char; 3]) -> Option<&'static str> {
    const ROW: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let at = match c {
        '０'..='９' => u32::from(c) - u32::from('０'),
        'Ａ'..='Ｚ' => u32::from(c) - u32::from('Ａ') + 10,
        'ａ'..='ｚ' => u32::from(c) - u32::from('ａ') + 36,
        '．' if is_digit(before) && is_digit(after) => return Some("."),
        _ => return None,
    } as usize;
    ROW.get(at..=at)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn replaced(text: &str, what: &'static str, change: Change, repairs: &mut Vec<Repair>) -> String {
    let chars: Vec<char> = text.chars().collect();
    let near = |at: usize| chars.get(at).copied().unwrap_or(' ');
    let change = |at: usize| chars.get(at).and_then(|c| change([at.checked_sub(1).map_or(' ', near), *c, near(at + 1)]));
    if !(0..chars.len()).any(|at| change(at).is_some()) {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        if change(at).is_none() {
            out.push(*c);
            at += 1;
            continue;
        }
        let run = (at..chars.len()).take_while(|at| change(*at).is_some()).count();
        let old: String = chars.iter().skip(at).take(run).collect();
        let new: String = (at..at + run).filter_map(change).collect();
        // Many blanks are one.
        let new = if new.trim().is_empty() && !new.is_empty() { " ".to_string() } else { new };
        let before: String = chars.iter().take(at).skip(at.saturating_sub(AROUND)).collect();
        let after: String = chars.iter().skip(at + run).take(AROUND).collect();
        // An indented line is no damage.
        let at_end = before.is_empty() || after.trim().is_empty();
        if !(at_end && new.trim().is_empty()) {
            record(
                repairs,
                Repair {
                    what,
                    before: shown(&format!("{before}{old}{after}")),
                    after: format!("{}{new}{}", shown(&before), shown(&after)),
                },
            );
        }
        if !(new == " " && (out.ends_with(' ') || out.is_empty())) {
            out.push_str(&new);
        }
        at += run;
    }
    out
}

/// So many repairs are kept to be told.
const MOST_TOLD: usize = 10_000;

fn record(repairs: &mut Vec<Repair>, repair: Repair) {
    if repairs.len() < MOST_TOLD {
        repairs.push(repair);
    }
}

/// A text in which blanks of all kinds can be seen.
fn shown(text: &str) -> String {
    text.chars().map(|c| if unseen([' ', c, ' ']).is_some() { '␣' } else { c }).collect()
}

fn dated(text: &str, what: &'static str, found: Vec<Damaged>, repairs: &mut Vec<Repair>) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for damaged in found {
        let [reading] = damaged.readings.as_slice() else { continue };
        let Some(before) = text.get(at..damaged.span.start) else { continue };
        out.push_str(before);
        out.push_str(reading);
        record(repairs, Repair { what, before: damaged.span.of(text).to_string(), after: reading.clone() });
        at = damaged.span.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_mended() {
        let told = |text: &str| {
            let mut repairs = Vec::new();
            let text = mended(text, &mut repairs);
            (text, repairs.into_iter().map(|repair| format!("{}→{}", repair.before, repair.after)).collect::<Vec<_>>().join("；"))
        };
        assert_eq!(
            told("\u{3000}\u{3000}２０１７年\u{a0}共\u{200b}３户"),
            (
                "2017年 共3户".into(),
                "０１７年␣共␣３户→０１７年 共␣３户；７年␣共␣３户→７年␣共３户；２０１７年 共３→2017年 共３；７年 共３户→７年 共3户".into()
            )
        );
        assert_eq!(told("2017615"), ("2017年6月15日".into(), "2017615→2017年6月15日".into()));
        assert_eq!(told("2017111日"), ("2017111日".into(), String::new()));
        assert_eq!(told("二○一七年"), ("二〇一七年".into(), "二○一七年→二〇一七年".into()));
    }
}
