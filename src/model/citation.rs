//! 文号 as they stand in running text, whole or damaged.

use super::numbers::{DocNumber, is_han};

/// A 文号 in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Its first byte, that of its 机关代字.
    pub start: usize,
    /// The first byte behind its 机关代字: from here on the form may be wrong.
    pub mark: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it says. The 机关代字 may have words of the sentence before it, for nothing parts them.
    pub number: DocNumber,
    /// How it is written.
    pub form: CitedForm,
}

/// How a 文号 is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CitedForm {
    /// 青政〔2017〕18号.
    Standard,
    /// All is there in another dress: other brackets, 第, leading zeros, spaces. With the standard text from `mark` on.
    Wrong(String),
    /// A bracket or 号 is lost. With the standard text from `mark` on, where only one reading is left.
    Lost(Option<String>),
}

/// Numbers of certificates and licences have round brackets and zeros by right: 沙国用（2008）第0012号.
const CERTIFICATES: &[&str] = &["国用", "集用", "集建", "字", "证", "权", "准", "合同", "编号", "地块", "宗地", "案号", "公告"];
/// What stands behind a 号 that numbers a thing: 12号楼, 3号地.
const THINGS: &[char] = &['楼', '地', '宗', '线', '院', '桥', '路', '井', '站', '坝', '文', '令'];
/// The longest 机关代字, in characters.
const LONGEST: usize = 12;

/// Every 文号 in a text, in order.
pub fn cited(text: &str) -> Vec<Cited> {
    let mut found: Vec<Cited> = Vec::new();
    let mut at = 0;
    while let Some(start) = memchr::memchr2(b'1', b'2', text.as_bytes().get(at..).unwrap_or_default()).map(|by| at + by) {
        let run = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let fresh = !text[..start].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        at = start + run;
        if !fresh || !(4..=8).contains(&run) || found.last().is_some_and(|last| last.end > start) {
            continue;
        }
        if let Some(one) = one(text, start, run) {
            at = one.end.max(at);
            found.push(one);
        }
    }
    found
}

/// The number whose year starts the run of digits at `start`.
fn one(text: &str, start: usize, run: usize) -> Option<Cited> {
    let digits = text.get(start..start + run)?;
    let year: u16 = digits.get(..4)?.parse().ok().filter(|year| (1949..2100).contains(year))?;
    let before = spaces_off_end(text.get(..start)?);
    let opener = before.chars().next_back().filter(|c| OPEN.contains(*c));
    let organ_end = before.len() - opener.map_or(0, char::len_utf8);
    let organ_text = spaces_off_end(text.get(..organ_end)?);
    let organ: Vec<char> = organ_text.chars().rev().take_while(|c| is_han(*c)).take(LONGEST).collect();
    if organ.len() < 2 || (opener.is_none() && organ_end != start) {
        return None;
    }
    let organ: String = organ.into_iter().rev().collect();
    let mark = organ_text.len();
    let after = start + run;
    let (sequence, end, form) = if run == 4 {
        whole(text, opener, after, &organ)?
    } else {
        opener.filter(|c| HEX_OPEN.contains(*c))?;
        lost_close(text, after, digits.get(4..)?)?
    };
    let standard = format!("〔{year}〕{sequence}");
    let form = match form {
        Shape::Standard if text.get(mark..end) == Some(&format!("{standard}号")) => CitedForm::Standard,
        Shape::Standard => CitedForm::Wrong(format!("{standard}号")),
        Shape::Lost { open: false } => CitedForm::Lost(Some(format!("{standard}号"))),
        Shape::Lost { open: true } => CitedForm::Lost(Some(standard)),
        Shape::Unclear => CitedForm::Lost(None),
    };
    Some(Cited { start: mark - organ.len(), mark, end, number: DocNumber { organ, year, sequence }, form })
}

/// What was met behind the year.
enum Shape {
    /// Both brackets, the sequence and 号.
    Standard,
    /// Something is lost, and what is meant is certain. `open`: another sequence follows (18、19号), so 号 comes later.
    Lost { open: bool },
    /// Something is lost, and what is meant is not certain.
    Unclear,
}

const OPEN: &str = "〔﹝（([［【〖{";
const HEX_OPEN: &str = "〔﹝";
const CLOSE: &str = "〕﹞）)]］】〗}";
const HEX_CLOSE: &str = "〕﹞";

/// Year and sequence are apart: 〔2017〕18号 and its kin, or 2017〕18号 without the opening bracket.
fn whole(text: &str, opener: Option<char>, after: usize, organ: &str) -> Option<(u32, usize, Shape)> {
    let hex = |c: char, of: &str| of.contains(c);
    let rest = spaces_off(text.get(after..)?);
    let closer = rest.chars().next().filter(|c| CLOSE.contains(*c));
    let open_hex = opener.is_some_and(|c| hex(c, HEX_OPEN));
    let close_hex = closer.is_some_and(|c| hex(c, HEX_CLOSE));
    // One bracket of the right kind must be there when the other is lost.
    if (opener.is_none() && !close_hex) || (closer.is_none() && !open_hex) {
        return None;
    }
    let rest = spaces_off(rest.get(closer.map_or(0, char::len_utf8)..)?);
    let rest = spaces_off(rest.strip_prefix('第').unwrap_or(rest));
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    let sequence: u32 = rest.get(..count).filter(|_| (1..=5).contains(&count))?.parse().ok().filter(|sequence| *sequence > 0)?;
    let rest = rest.get(count..)?;
    let marked = spaces_off(rest).strip_prefix('号');
    let end = |rest: &str| text.len() - rest.len();
    let both = opener.is_some() && closer.is_some();
    match marked {
        Some(rest) if both => {
            let plain = open_hex && close_hex;
            let certificate = CERTIFICATES.iter().any(|word| organ.ends_with(word));
            if !plain && (certificate || rest.starts_with(THINGS)) {
                return None;
            }
            // 〔2018)23号〕: the bracket that was lost stands behind.
            let stray = rest.chars().next().filter(|c| open_hex && !close_hex && hex(*c, HEX_CLOSE));
            Some((sequence, end(rest.get(stray.map_or(0, char::len_utf8)..)?), Shape::Standard))
        }
        Some(rest) => Some((sequence, end(rest), Shape::Lost { open: false })),
        // 〔2017〕18、19号 is right.
        None if both && (!(open_hex && close_hex) || continued(rest)) => None,
        None if both && !ends(rest) => None,
        None if both => Some((sequence, end(rest), Shape::Lost { open: false })),
        None => None,
    }
}

/// The closing bracket is lost, and the sequence stands at the year: 〔201735.
fn lost_close(text: &str, after: usize, sequence: &str) -> Option<(u32, usize, Shape)> {
    let sequence: u32 = sequence.parse().ok()?;
    let rest = text.get(after..)?;
    let end = |rest: &str| text.len() - rest.len();
    let misplaced = rest.strip_prefix(['〕', '﹞']).unwrap_or(rest);
    let shape = match misplaced.strip_prefix('号') {
        _ if sequence == 0 => return Some((sequence, after, Shape::Unclear)),
        Some(rest) => return Some((sequence, end(rest), Shape::Lost { open: false })),
        None if continued(misplaced) => Shape::Lost { open: true },
        None if ends(misplaced) => Shape::Lost { open: false },
        None => Shape::Unclear,
    };
    let end = if matches!(shape, Shape::Unclear) { after } else { end(misplaced) };
    Some((sequence, end, shape))
}

/// Another sequence follows: 18、19号.
fn continued(rest: &str) -> bool {
    let tail = rest.trim_start_matches(['、', '-', '—', '－', '~', '～', '至', '和', '及', '，', ',']);
    tail.len() < rest.len() && tail.starts_with(|c: char| c.is_ascii_digit())
}

/// The number ends here: the line does, or a mark or a space stands behind it.
fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| c.is_whitespace() || "）)，,。；;、》”：:|<】".contains(c))
}

fn spaces_off(text: &str) -> &str {
    text.trim_start_matches(SPACES)
}

fn spaces_off_end(text: &str) -> &str {
    text.trim_end_matches(SPACES)
}

const SPACES: [char; 3] = [' ', '\u{a0}', '\u{3000}'];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let all: Vec<String> = cited(text)
            .into_iter()
            .map(|one| match one.form {
                CitedForm::Standard => one.number.to_string(),
                CitedForm::Wrong(to) => format!("{} => {to}", &text[one.mark..one.end]),
                CitedForm::Lost(to) => format!("{} -> {}", &text[one.mark..one.end], to.unwrap_or_default()),
            })
            .collect();
        all.join(" | ")
    }

    #[test]
    fn numbers_in_every_dress() {
        for (text, found) in [
            ("青政〔2017〕18号", "青政〔2017〕18号"),
            ("见青政〔2017〕18、19号。", ""),
            ("青政(2017)18号", "(2017)18号 => 〔2017〕18号"),
            ("青政﹝2017﹞第018号", "﹝2017﹞第018号 => 〔2017〕18号"),
            ("青政〔 2016 )115号", "〔 2016 )115号 => 〔2016〕115号"),
            ("国办发〔2018)23号〕", "〔2018)23号〕 => 〔2018〕23号"),
            ("青委〔201735", "〔201735 -> 〔2017〕35号"),
            ("青委〔201735\r\n", "〔201735 -> 〔2017〕35号"),
            ("（国办发〔201724)", "〔201724 -> 〔2017〕24号"),
            ("国办发〔201680号", "〔201680号 -> 〔2016〕80号"),
            ("青政〔201718〕号", "〔201718〕号 -> 〔2017〕18号"),
            ("青政〔201718、19号", "〔201718 -> 〔2017〕18"),
            ("闽政办2018〕43号", "2018〕43号 -> 〔2018〕43号"),
            ("青政〔2017 18号", "〔2017 18号 -> 〔2017〕18号"),
            ("青政〔2017〕18。", "〔2017〕18 -> 〔2017〕18号"),
            ("青政〔2017615日", "〔2017615 -> "),
            // Look-alikes.
            ("沙国用（2008）第0012号，闽（2017）示例县不动产权第0001234号，（2017）闽0427民初12号", ""),
            ("招标（2017）12号楼、合同（2017）12号、GB/T 9704—2012、2017年6月15日、〔2017〕", ""),
            ("预算（2017）执行情况 电话0000-00000000 总投资（201735元）", ""),
            ("", ""),
        ] {
            assert_eq!(read(text), found, "{text}");
        }
    }
}
