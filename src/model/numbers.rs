//! 文号 and 索引号 as types.

use std::fmt;

use super::citation::{CitedForm, cited};

/// 发文字号 (GB/T 9704-2012 §7.2.5): the organ's word, the year in 〔〕, the sequence without leading zero.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DocNumber {
    /// 机关代字, such as 青政.
    pub organ: String,
    /// The four-digit year.
    pub year: u16,
    /// The sequence in that year.
    pub sequence: u32,
}

impl fmt::Display for DocNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.organ, self.year, self.sequence)
    }
}

/// Why a text is not a number in its standard form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// What is meant is certain, only the form is wrong.
    Form(DocNumber),
    /// It cannot be read.
    Unreadable,
}

impl DocNumber {
    /// Reads the standard form.
    ///
    /// # Errors
    /// [`NumberFault::Form`] for other brackets, 第, leading zeros, or a lost bracket or 号: the number is certain and the standard
    /// form can be offered.
    pub fn read(text: &str) -> Result<DocNumber, NumberFault> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(bracket).collect();
        let number = DocNumber::read_plain(&plain).or_else(|| DocNumber::mended(&plain)).ok_or(NumberFault::Unreadable)?;
        if number.to_string() == text { Ok(number) } else { Err(NumberFault::Form(number)) }
    }

    /// The one number that the text can be, when a bracket or 号 was lost from it.
    fn mended(text: &str) -> Option<DocNumber> {
        match cited(text).as_slice() {
            [one] if one.start == 0 && one.end == text.len() && matches!(one.form, CitedForm::Lost(Some(_))) => Some(one.number.clone()),
            _ => None,
        }
    }

    fn read_plain(text: &str) -> Option<DocNumber> {
        let (organ, rest) = text.split_once('〔')?;
        let (year, rest) = rest.split_once('〕')?;
        let sequence = rest.strip_prefix('第').unwrap_or(rest).strip_suffix('号')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let organ_ok = (1..=12).contains(&organ.chars().count()) && organ.chars().all(is_han);
        if !organ_ok || year.len() != 4 || !digits(year) || !digits(sequence) || sequence.len() > 5 {
            return None;
        }
        let year: u16 = year.parse().ok().filter(|year| (1900..2100).contains(year))?;
        let sequence: u32 = sequence.parse().ok().filter(|sequence| *sequence > 0)?;
        Some(DocNumber { organ: organ.to_string(), year, sequence })
    }
}

/// Any bracket as the hexagonal one of the standard, any digit as an ASCII digit.
fn bracket(c: char) -> char {
    match c {
        '（' | '(' | '[' | '［' | '【' | '﹝' | '『' | '〖' | '{' => '〔',
        '）' | ')' | ']' | '］' | '】' | '﹞' | '』' | '〗' | '}' => '〕',
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        c => c,
    }
}

/// Whether the character is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇' | '々')
}

/// 索引号: prefix, year (or whole date) and sequence. The forms differ from place to place; what is common to them is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IndexNumber {
    /// The whole number as written.
    pub text: String,
    /// The code of the organ: an organisation code, a credit code, a division code or letters.
    pub prefix: String,
    /// The year.
    pub year: u16,
    /// The sequence.
    pub sequence: u32,
}

impl fmt::Display for IndexNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl IndexNumber {
    /// Reads `000000000/2017-00110` and its kin; `None` when a part is missing.
    pub fn read(text: &str) -> Option<IndexNumber> {
        let (rest, sequence) = text.rsplit_once('-')?;
        let (prefix, date) = rest.rsplit_once(['/', '-'])?;
        let digits = |text: &str, range: std::ops::RangeInclusive<usize>| {
            range.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let prefix_ok = prefix.len() >= 4 && prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !prefix_ok || !digits(sequence, 3..=7) || !(digits(date, 4..=4) || digits(date, 8..=8)) {
            return None;
        }
        let year = date.get(..4)?.parse().ok().filter(|year| (1900..2100).contains(year))?;
        Some(IndexNumber { text: text.to_string(), prefix: prefix.to_string(), year, sequence: sequence.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_numbers() {
        let number = DocNumber::read("青政〔2017〕18号").expect("the standard form");
        assert_eq!((number.organ.as_str(), number.year, number.sequence), ("青政", 2017, 18));
        for (wrong, right) in [
            ("青政[2017]18号", "青政〔2017〕18号"),
            ("青政（2017）第018号", "青政〔2017〕18号"),
            ("青政 ﹝２０１７﹞ 18号", "青政〔2017〕18号"),
            ("青委〔201735", "青委〔2017〕35号"),
            ("青政2017〕18号", "青政〔2017〕18号"),
            ("青政〔2017〕18", "青政〔2017〕18号"),
        ] {
            match DocNumber::read(wrong) {
                Err(NumberFault::Form(number)) => assert_eq!(number.to_string(), right),
                other => assert_eq!(format!("{other:?}"), "a certain form", "{wrong}"),
            }
        }
        for wrong in ["〔2017〕18号", "青政〔17〕18号", "青政〔2017〕号", "青政〔2017〕0号", "青政〔20170号", "QZ〔2017〕1号", ""]
        {
            assert_eq!(DocNumber::read(wrong), Err(NumberFault::Unreadable), "{wrong}");
        }
    }

    #[test]
    fn index_numbers() {
        for good in
            ["000000000/2017-00110", "01526376-X/20240405-00002", "370400/2022-00091", "tlxxgtzrmzf/2024-00124", "XX00000-0000-2017-00000"]
        {
            assert!(IndexNumber::read(good).is_some(), "{good}");
        }
        for bad in ["/2021-00900", "2017-1", "青政/2017-00001", "000000000/2017", "000000000/17-00001"] {
            assert!(IndexNumber::read(bad).is_none(), "{bad}");
        }
    }
}
