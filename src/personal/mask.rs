//! Masked ID numbers: what is left of them, and how many people it can still mean.

use chrono::Datelike;

use super::id::is_province;
use super::words::MASKS;
use crate::calendar::Date;
use crate::diag::Span;

/// A masked ID number: its eighteen places, `None` where the digit is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The places.
    pub places: [Option<u8>; 18],
    /// Where it stands.
    pub span: Span,
}

/// What else a row says of the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// 年龄.
    pub age: bool,
    /// Year of birth.
    pub year: bool,
    /// Month of birth.
    pub month: bool,
    /// Day of birth.
    pub day: bool,
    /// 性别.
    pub sex: bool,
}

/// The masked ID numbers in a text. With `labelled`, a word says that an ID number is expected; without it, only a number of
/// eighteen places that starts with a province is one.
pub fn patterns(text: &str, labelled: bool) -> Vec<Pattern> {
    let mut found = Vec::new();
    let mut run: Vec<(char, usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let c = plain(c);
        if c.is_ascii_digit() || c == '*' || (matches!(c, 'X' | 'x') && !run.is_empty()) {
            run.push((c, at, at + text.get(at..).and_then(|text| text.chars().next()).map_or(0, char::len_utf8)));
            continue;
        }
        // A backslash keeps a star from being markup.
        if c == '\\' && !run.is_empty() {
            continue;
        }
        if !c.is_ascii_alphabetic() {
            found.extend(pattern(&run, labelled));
        }
        run.clear();
    }
    found
}

/// Whether a character of a name is hidden by it.
pub fn is_mask(c: char) -> bool {
    MASKS.contains(&c) || c == '某'
}

/// Digits of one width, and one sign for what is hidden.
fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        _ if MASKS.contains(&c) => '*',
        c => c,
    }
}

fn pattern(run: &[(char, usize, usize)], labelled: bool) -> Option<Pattern> {
    let span = Span::new(run.first()?.1, run.last()?.2);
    let mut run: Vec<char> = run.iter().map(|(c, ..)| *c).collect();
    // X is a sign for hidden places where two or more stand together.
    for at in 0..run.len() {
        let hides = |c: Option<&char>| matches!(c, Some('X' | 'x' | '*'));
        if matches!(run.get(at), Some('X' | 'x')) && (hides(run.get(at + 1)) || (at > 0 && hides(run.get(at - 1)) && at + 1 < run.len())) {
            run[at] = '*';
        }
    }
    let digits = run.iter().filter(|c| c.is_ascii_digit()).count();
    let hidden = run.iter().filter(|c| **c == '*').count();
    if hidden == 0 || digits == 0 {
        return None;
    }
    let first = run.iter().position(|c| *c == '*')?;
    let last = run.iter().rposition(|c| *c == '*')?;
    let (head, tail) = (run.get(..first)?, run.get(last + 1..)?);
    let mut places = [None; 18];
    let digit = |c: &char| c.is_ascii_digit().then_some(*c as u8).or((*c == 'X' || *c == 'x').then_some(b'X'));
    if run.len() == 18 {
        for (place, c) in places.iter_mut().zip(&run) {
            *place = digit(c);
        }
    } else if labelled && head.len() + tail.len() < 18 && run.get(first..=last)?.iter().all(|c| *c == '*') && run.len() >= 6 {
        // Some write four stars whatever they hide.
        for (place, c) in places.iter_mut().zip(head) {
            *place = digit(c);
        }
        for (place, c) in places.iter_mut().rev().zip(tail.iter().rev()) {
            *place = digit(c);
        }
    } else {
        return None;
    }
    let province = match (places[0], places[1]) {
        (Some(first), Some(second)) => is_province(u32::from(first.wrapping_sub(b'0')) * 10 + u32::from(second.wrapping_sub(b'0'))),
        _ => false,
    };
    (labelled || (province && digits >= 4)).then_some(Pattern { places, span })
}

impl Pattern {
    /// Only the last places are shown, in a column such as 身份证后四位.
    pub fn tail(text: &str, span: Span) -> Option<Pattern> {
        let shown: Vec<u8> = text.trim().chars().map(plain).map(|c| u8::try_from(c).unwrap_or(0)).collect();
        if !(3..=8).contains(&shown.len()) || !shown.iter().all(|c| c.is_ascii_digit() || matches!(c, b'X' | b'x')) {
            return None;
        }
        let mut places = [None; 18];
        for (place, c) in places.iter_mut().rev().zip(shown.iter().rev()) {
            *place = Some(*c);
        }
        Some(Pattern { places, span })
    }

    /// Whether it is an ID number though no word says so: all eighteen places are written, and the birth in it may be one.
    pub fn is_plain(&self, text: &str) -> bool {
        let place = |at: usize| self.places.get(at).copied().flatten();
        let fits = |at: usize, allowed: &[u8]| place(at).is_none_or(|digit| allowed.contains(&digit));
        let shown = self.places.iter().flatten().count();
        let province = match (place(0), place(1)) {
            (Some(first), Some(second)) => is_province(u32::from(first.wrapping_sub(b'0')) * 10 + u32::from(second.wrapping_sub(b'0'))),
            _ => false,
        };
        let year = (fits(6, b"1") && fits(7, b"9")) || (fits(6, b"2") && fits(7, b"0"));
        let written = self.span.of(text).chars().filter(|c| c.is_alphanumeric() || MASKS.contains(c)).count() == 18;
        written && shown >= 10 && province && year && fits(10, b"01") && fits(12, b"0123")
    }

    /// The date of birth, where all of it is shown.
    pub fn born(&self) -> Option<Date> {
        let value = |range: std::ops::Range<usize>| {
            self.places
                .get(range)?
                .iter()
                .try_fold(0_u32, |sum, place| place.filter(u8::is_ascii_digit).map(|digit| sum * 10 + u32::from(digit - b'0')))
        };
        Date::from_ymd_opt(i32::try_from(value(6..10)?).ok()?, value(10..12)?, value(12..14)?)
    }
}

/// How many ID numbers are left: those of one county, of people born within the last hundred years, that show these places and
/// agree with the row.
pub fn candidates(pattern: &Pattern, known: Known, today: Date) -> u64 {
    let place = |at: usize| pattern.places.get(at).copied().flatten();
    let agrees =
        |from: usize, digits: &str| digits.bytes().enumerate().all(|(at, digit)| place(from + at).is_none_or(|seen| seen == digit));
    let years = (today.year() - 99..=today.year()).filter(|year| agrees(6, &format!("{year:04}"))).count().max(1) as u64;
    let years = if known.age || known.year { 1 } else { years };
    let days: u64 = if known.month || known.day || (10..14).any(|at| place(at).is_some()) {
        let shown_month = place(10).is_some() && place(11).is_some();
        let shown_day = place(12).is_some() && place(13).is_some();
        let months =
            if known.month || shown_month { 1 } else { (1..=12).filter(|month| agrees(10, &format!("{month:02}"))).count().max(1) };
        let days = if known.day || shown_day { 1 } else { (1..=31).filter(|day| agrees(12, &format!("{day:02}"))).count().max(1) };
        (months * days) as u64
    } else {
        365
    };
    let mut serial: u64 = (14..17).filter(|at| place(*at).is_none()).map(|_| 10).product();
    if known.sex && place(16).is_none() {
        serial /= 2;
    }
    let all = years * days * serial;
    // The check character follows from the rest: where it is shown, one in eleven is left.
    if place(17).is_some() { (all / 11).max(1) } else { all.max(1) }
}

/// The form of a masked number: `6+8*+4`; `None` where nothing is hidden or shown.
pub fn number_shape(text: &str) -> Option<String> {
    let text: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect();
    let hidden = |c: char| MASKS.contains(&c);
    let numeric = text.iter().all(|c| hidden(*c) || c.is_numeric() || matches!(c, 'X' | 'x' | '-'));
    if !numeric || text.len() < 7 || !text.iter().any(|c| hidden(*c)) || !text.iter().any(|c| c.is_numeric()) {
        return None;
    }
    Some(text.iter().map(|c| if hidden(*c) { *c } else { '0' }).collect())
}

/// The form of a person's name: which characters are hidden, by what sign.
pub fn name_shape(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && *c != '\\').map(|c| if MASKS.contains(&c) || c == '某' { c } else { '名' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_remaining_candidates() {
        let today = Date::from_ymd_opt(2017, 12, 29).expect("a day");
        let count = |text: &str, known: Known| candidates(&patterns(text, true)[0], known, today);
        let age = Known { age: true, ..Known::default() };
        let birth = Known { year: true, month: true, day: true, ..Known::default() };
        let sex = Known { sex: true, ..Known::default() };
        let none = Known::default();
        for (text, known, expected) in [
            ("110105********0012", none, 3318),
            ("110105********0012", age, 33),
            ("110105********0012", birth, 1),
            ("110105****0012", age, 33),
            ("11*************012", none, 33181),
            ("11*************012", age, 331),
            ("11*************012", birth, 1),
            ("11010519491231****", none, 1000),
            ("11010519491231****", sex, 500),
            ("1101051949********", none, 365_000),
        ] {
            assert_eq!(count(text, known), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_masked_number() {
        for text in ["138****0000", "622202*********1234", "2017年**", "**重点**", "1234"] {
            assert!(patterns(text, false).is_empty(), "{text}");
        }
    }
}
