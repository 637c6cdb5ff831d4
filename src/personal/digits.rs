//! Runs of digits in a text, of any width, in groups or whole.

use super::numerals;
use crate::diag::Span;

/// Digits without anything between them.
#[derive(Clone, Debug)]
pub struct Token {
    /// ASCII digits; the last may be an X.
    pub digits: Vec<u8>,
    /// Their place.
    pub span: Span,
    /// What stands between these and the token before.
    pub joint: Option<char>,
}

/// Tokens with one separator between each two.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The tokens, at least one.
    pub tokens: Vec<Token>,
    /// The character right before the first token.
    pub before: Option<char>,
    /// The character right after the last token.
    pub after: Option<char>,
}

/// Some tokens of a group in a row.
#[derive(Clone, Debug)]
pub struct Window<'g> {
    /// The group.
    pub group: &'g Group,
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// The digits of all.
    pub digits: Vec<u8>,
    /// The place of all.
    pub span: Span,
}

impl Group {
    /// How many digits it has.
    pub fn digits(&self) -> usize {
        self.tokens.iter().map(|token| token.digits.len()).sum()
    }

    /// Every row of tokens with at most `longest` digits together, the earliest first.
    pub fn windows(&self, longest: usize) -> Vec<Window<'_>> {
        let mut windows = Vec::new();
        for (first, token) in self.tokens.iter().enumerate() {
            let mut digits = Vec::new();
            for (last, next) in self.tokens.iter().enumerate().skip(first) {
                digits.extend(&next.digits);
                if digits.len() > longest {
                    break;
                }
                let span = Span::new(token.span.start, next.span.end);
                windows.push(Window { group: self, first, end: last + 1, digits: digits.clone(), span });
            }
        }
        windows
    }
}

impl Window<'_> {
    /// Whether no letter or digit touches it.
    pub fn is_free(&self) -> bool {
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        (self.first > 0 || !touches(self.group.before)) && (self.end < self.group.tokens.len() || !touches(self.group.after))
    }

    /// What joins it to the token before it.
    pub fn joint_before(&self) -> Option<char> {
        self.group.tokens.get(self.first)?.joint
    }

    /// What joins it to the token after it.
    pub fn joint_after(&self) -> Option<char> {
        self.group.tokens.get(self.end)?.joint
    }

    /// The tokens of the window.
    pub fn tokens(&self) -> &[Token] {
        self.group.tokens.get(self.first..self.end).unwrap_or(&[])
    }
}

/// What a byte can be in a number.
#[derive(Clone, Copy, PartialEq)]
enum Glance {
    Digit,
    Between,
    Other,
}

/// A digit, or the first byte of a full-width one (EF BC 90..99); the bytes of what may stand between digits; all else.
const GLANCE: [Glance; 256] = {
    let mut table = [Glance::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte {
            0x30..=0x39 | 0xef => Glance::Digit,
            // Space, hyphen, dot, star, backslash, underscore, bracket, backtick.
            0x20 | 0x2d | 0x2e | 0x2a | 0x5c | 0x5f | 0x29 | 0x60 => Glance::Between,
            0xc2 | 0xe2 | 0xe3 | 0x80..=0x9d | 0xa0..=0xaf | 0xb7 | 0xb8 | 0xbb | 0xbc | 0xbf => Glance::Between,
            _ => Glance::Other,
        };
        byte += 1;
    }
    table
};

/// The digits of a text, from one to the next. Nearly every byte of a text is none, and is passed over in blocks.
struct Digits<'t> {
    bytes: &'t [u8],
    /// Whether there are full-width ones (EF BC 90..99).
    wide: bool,
}

impl<'t> Digits<'t> {
    fn of(text: &'t str) -> Digits<'t> {
        let bytes = text.as_bytes();
        let wide = memchr::memmem::find_iter(bytes, b"\xef\xbc").any(|at| matches!(bytes.get(at + 2), Some(0x90..=0x99)));
        Digits { bytes, wide }
    }

    /// Where the next digit stands, from byte `from` on.
    fn next(&self, from: usize) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        let is_digit = |byte: &u8| byte.wrapping_sub(b'0') < 10;
        if self.wide {
            let wide = |at: usize| matches!(rest.get(at..at + 3), Some([0xef, 0xbc, 0x90..=0x99]));
            return (0..rest.len()).find(|at| rest.get(*at).is_some_and(is_digit) || wide(*at)).map(|at| from + at);
        }
        let (blocks, _) = rest.as_chunks::<32>();
        // Without an early end: so the compiler takes many bytes at once.
        let without = |block: &&[u8; 32]| block.iter().fold(0, |any, byte| any | u8::from(is_digit(byte))) == 0;
        let skipped = 32 * blocks.iter().take_while(without).count();
        Some(from + skipped + rest.get(skipped..)?.iter().position(is_digit)?)
    }

    /// The run that starts at byte `from`, up to its `most`th digit: where it ends, and how many digits are in it at most. What lies
    /// behind so many nobody asks about, and it may be as long as the file.
    fn run(&self, from: usize, most: usize) -> (usize, usize) {
        let mut digits = 0;
        let run = self.bytes.iter().skip(from).take_while(|byte| {
            let glance = GLANCE[usize::from(**byte)];
            let goes_on = glance != Glance::Other && digits < most;
            digits += usize::from(goes_on && glance == Glance::Digit);
            goes_on
        });
        (from + run.count(), digits)
    }
}

/// Whether `least` digits stand near enough to each other: most texts are done with at this glance.
pub fn may_hold(text: &str, least: usize) -> bool {
    let digits = Digits::of(text);
    let mut at = 0;
    while let Some(start) = digits.next(at) {
        let (end, count) = digits.run(start, least);
        if count >= least {
            return true;
        }
        at = end;
    }
    false
}

/// The groups with at least `least` digits, those in numerals of another kind too: 一三九, ①③⑨.
pub fn groups(text: &str, least: usize) -> Vec<Group> {
    let mut found = plain_groups(text, least);
    let others = numerals::groups(text, least.max(11));
    if !others.is_empty() {
        found.extend(others);
        found.sort_by_key(|group| group.tokens.first().map(|token| token.span.start));
    }
    found
}

fn plain_groups(text: &str, least: usize) -> Vec<Group> {
    let digits = Digits::of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = digits.next(at) {
        let (end, count) = digits.run(start, least);
        // Most runs are years and days: they are passed over without a group. An X is not counted.
        if count < least.saturating_sub(1) {
            at = end;
            continue;
        }
        let group = group(text, start);
        at = group.tokens.last().map_or(start + 1, |last| last.span.end.max(start + 1));
        if group.digits() >= least {
            found.push(group);
        }
    }
    found
}

/// The group that starts at byte `start`, where a digit stands.
fn group(text: &str, start: usize) -> Group {
    let mut group = Group { before: text.get(..start).and_then(|text| text.chars().next_back()), ..Group::default() };
    let mut token = Token { digits: Vec::new(), span: Span::new(start, start), joint: None };
    let mut joint: Option<char> = None;
    let mut count = 0;
    let rest = text.get(start..).unwrap_or("");
    let mut chars = rest.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let (at, end) = (start + offset, start + offset + c.len_utf8());
        // An X is the check character only where no letter or digit follows.
        let ends = !chars.peek().is_some_and(|(_, next)| next.is_ascii_alphanumeric());
        match digit(c).or_else(|| (count == 17 && is_cross(c)).then_some(b'X')) {
            Some(digit) if digit != b'X' || (ends && !token.digits.ends_with(b"X")) => {
                if let Some(joint) = joint.take() {
                    group.tokens.push(token);
                    token = Token { digits: Vec::new(), span: Span::new(at, at), joint: Some(joint) };
                }
                token.digits.push(digit);
                token.span.end = end;
                count += 1;
            }
            _ if is_invisible(c) => {}
            _ if joint.is_none() && c == '*' => {
                // One to three stars are emphasis; more hide something.
                let mut stars = 1;
                while stars < 3 && chars.next_if(|(_, next)| *next == '*').is_some() {
                    stars += 1;
                }
                joint = Some(c);
            }
            _ if joint.is_none() && is_separator(c) => joint = Some(c),
            // 139 - 0000 - 0000
            _ if joint == Some(' ') && is_hyphen(c) => {}
            _ if joint.is_some_and(is_hyphen) && c == ' ' => joint = Some(' '),
            _ if c == ' ' && joint == Some(' ') && rest.get(..offset).is_some_and(|before| before.ends_with(is_hyphen)) => {}
            _ => {
                group.after = joint.or(Some(c));
                break;
            }
        }
    }
    group.tokens.push(token);
    group
}

/// A digit of any width, or the check character X.
fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => u8::try_from(c).ok(),
        '０'..='９' => u8::try_from(u32::from(c) - u32::from('０') + u32::from('0')).ok(),
        'X' | 'x' | 'Ｘ' | 'ｘ' => Some(b'X'),
        _ => None,
    }
}

/// What a reader doesn't see: joiners, marks of direction, the box of a keycap, the escape of Markdown.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fe0f}' | '\u{20e3}' | '\\')
}

/// A cross that stands for the check character X.
fn is_cross(c: char) -> bool {
    matches!(c, '×' | '✕' | '╳' | 'Ⅹ' | 'ⅹ' | 'Х' | 'х' | 'Χ' | 'χ')
}

/// A hyphen or a dash.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '－' | '‐' | '‑' | '–' | '—')
}

/// What may stand between the groups of a number.
fn is_separator(c: char) -> bool {
    is_hyphen(c) || matches!(c, ' ' | '.' | '·' | '_' | ')' | '）' | '`' | '\u{a0}' | '\u{3000}' | '\u{2002}'..='\u{200a}' | '\u{202f}')
}
