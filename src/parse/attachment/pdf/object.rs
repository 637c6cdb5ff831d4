//! The words of PDF: numbers, names, strings, lists and dictionaries, read one after another.

use std::collections::BTreeMap;

/// How deep lists may stand in lists.
const DEPTH: usize = 24;

/// The most values that are read in a row.
pub const MOST: usize = 5_000_000;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, or what could not be read.
    Null,
    /// A number.
    Number(f64),
    /// `/Name`.
    Name(String),
    /// `(…)` or `<…>`.
    Text(Vec<u8>),
    /// `[…]`.
    List(Vec<Value>),
    /// `<<…>>`.
    Dict(Dict),
    /// `12 0 R`.
    Ref(u32),
    /// A bare word: an operator of a page, `obj`, `true`.
    Word(String),
}

/// A dictionary.
pub type Dict = BTreeMap<String, Value>;

impl Value {
    /// As a number.
    pub fn number(&self) -> Option<f64> {
        if let Value::Number(number) = self { Some(*number) } else { None }
    }

    /// As a number that counts.
    pub fn count(&self) -> Option<usize> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
        self.number().filter(|number| (0.0..4e9).contains(number)).map(|number| number as usize)
    }

    /// As a name.
    pub fn name(&self) -> Option<&str> {
        if let Value::Name(name) = self { Some(name) } else { None }
    }

    /// As a list.
    pub fn list(&self) -> Option<&[Value]> {
        if let Value::List(list) = self { Some(list) } else { None }
    }

    /// As a dictionary.
    pub fn dict(&self) -> Option<&Dict> {
        if let Value::Dict(dict) = self { Some(dict) } else { None }
    }

    /// As a string.
    pub fn text(&self) -> Option<&[u8]> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }
}

/// Reads values from bytes.
pub struct Lexer<'b> {
    bytes: &'b [u8],
    /// Where it stands.
    pub at: usize,
    /// How many values it has read.
    pub read: usize,
}

impl<'b> Lexer<'b> {
    /// Stands at a place.
    pub fn new(bytes: &'b [u8], at: usize) -> Lexer<'b> {
        Lexer { bytes, at, read: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    let rest = self.bytes.get(self.at..).unwrap_or(&[]);
                    self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                }
                0 | b'\t' | b'\n' | 12 | b'\r' | b' ' => self.at += 1,
                _ => break,
            }
        }
    }

    /// The next value; `None` at the end. A bracket that closes nothing is a word.
    pub fn value(&mut self) -> Option<Value> {
        self.nested(DEPTH)
    }

    fn nested(&mut self, depth: usize) -> Option<Value> {
        self.blanks();
        let byte = self.peek()?;
        self.at += 1;
        self.read += 1;
        if self.read > MOST {
            return None;
        }
        Some(match byte {
            b'/' => Value::Name(self.name()),
            b'(' => Value::Text(self.string()),
            b'<' if self.peek() == Some(b'<') => {
                self.at += 1;
                Value::Dict(self.dict(depth.checked_sub(1)?)?)
            }
            b'<' => Value::Text(self.hex()),
            b'>' if self.peek() == Some(b'>') => {
                self.at += 1;
                Value::Word(">>".into())
            }
            b'[' => Value::List(self.list(depth.checked_sub(1)?)?),
            b']' | b'{' | b'}' | b')' | b'>' => Value::Word(char::from(byte).to_string()),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number_or_ref(),
            _ => {
                let from = self.at - 1;
                self.at = from + regular(self.bytes.get(from..)?);
                Value::Word(String::from_utf8_lossy(self.bytes.get(from..self.at)?).into_owned())
            }
        })
    }

    fn name(&mut self) -> String {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let raw = rest.get(..regular(rest)).unwrap_or(&[]);
        self.at += raw.len();
        if !raw.contains(&b'#') {
            return String::from_utf8_lossy(raw).into_owned();
        }
        let mut name = Vec::new();
        let mut rest = raw;
        while let Some((&byte, tail)) = rest.split_first() {
            let code = tail.get(..2).filter(|_| byte == b'#').and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
            name.push(code.unwrap_or(byte));
            rest = if code.is_some() { tail.get(2..).unwrap_or(&[]) } else { tail };
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    fn string(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut open = 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    let Some(escaped) = self.peek() else { break };
                    self.at += 1;
                    match escaped {
                        b'n' => text.push(b'\n'),
                        b'r' => text.push(b'\r'),
                        b't' => text.push(b'\t'),
                        b'b' => text.push(8),
                        b'f' => text.push(12),
                        b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
                        b'\n' => {}
                        b'0'..=b'7' => {
                            let mut code = u32::from(escaped - b'0');
                            for _ in 0..2 {
                                if let Some(digit @ b'0'..=b'7') = self.peek() {
                                    code = code * 8 + u32::from(digit - b'0');
                                    self.at += 1;
                                }
                            }
                            text.push(u8::try_from(code & 0xff).unwrap_or(0));
                        }
                        other => text.push(other),
                    }
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn hex(&mut self) -> Vec<u8> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len());
        hex(rest.get(..end).unwrap_or(&[]))
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Value>> {
        let mut list = Vec::new();
        loop {
            match self.nested(depth)? {
                Value::Word(word) if word == "]" => return Some(list),
                Value::Word(word) if is_end(&word) => return None,
                value => list.push(value),
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Option<Dict> {
        let mut dict = Dict::new();
        loop {
            match self.nested(depth)? {
                Value::Word(word) if word == ">>" => return Some(dict),
                Value::Word(word) if is_end(&word) => return None,
                Value::Name(key) => match self.nested(depth)? {
                    Value::Word(word) if word == ">>" => return Some(dict),
                    Value::Word(word) if is_end(&word) => return None,
                    value => {
                        dict.insert(key, value);
                    }
                },
                _ => {}
            }
        }
    }

    fn number_or_ref(&mut self) -> Value {
        let first = self.number();
        let here = self.at;
        // `12 0 R` is a reference.
        if let Some(id) = first.filter(|id| id.fract() == 0.0 && (0.0..1e9).contains(id)) {
            self.blanks();
            let digits = self.bytes.get(self.at..).unwrap_or(&[]).iter().take_while(|byte| byte.is_ascii_digit()).count();
            if (1..=5).contains(&digits) {
                self.at += digits;
                self.blanks();
                let rest = self.bytes.get(self.at..).unwrap_or(&[]);
                if rest.first() == Some(&b'R') && regular(rest) == 1 {
                    self.at += 1;
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
                    return Value::Ref(id as u32);
                }
            }
            self.at = here;
        }
        first.map_or(Value::Null, Value::Number)
    }

    fn number(&mut self) -> Option<f64> {
        let from = self.at.saturating_sub(1);
        while self.peek().is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        std::str::from_utf8(self.bytes.get(from..self.at)?).ok()?.parse().ok()
    }
}

/// Words that stand in no list: the one that opened is broken.
fn is_end(word: &str) -> bool {
    matches!(word, "endobj" | "obj" | "stream" | "endstream" | "xref" | "trailer" | "startxref")
}

/// How many bytes of a name or a word stand at the start.
fn regular(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| {
        matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
    };
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

/// The bytes that hex digits write; what is none is passed over.
pub fn hex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        digits.iter().filter_map(|byte| char::from(*byte).to_digit(16)).filter_map(|digit| u8::try_from(digit).ok()).collect();
    digits.chunks(2).map(|pair| pair.first().unwrap_or(&0) << 4 | pair.get(1).unwrap_or(&0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read() {
        let mut lexer = Lexer::new(b"<</A 1 0 R/B[1 -.5(a\\(\\061)<41 4>]/C#20/D>> Tj % x\n]", 0);
        let Some(Value::Dict(dict)) = lexer.value() else { unreachable!("a dictionary") };
        assert_eq!(dict["A"], Value::Ref(1));
        assert_eq!(
            dict["B"],
            Value::List(vec![Value::Number(1.0), Value::Number(-0.5), Value::Text(b"a(1".to_vec()), Value::Text(vec![0x41, 0x40])])
        );
        assert_eq!(dict["C "], Value::Name("D".into()));
        assert_eq!(lexer.value(), Some(Value::Word("Tj".into())));
        assert_eq!(lexer.value(), Some(Value::Word("]".into())));
        assert_eq!(lexer.value(), None);
        assert_eq!(Lexer::new(&b"[".repeat(100), 0).value(), None);
    }
}
