//! The objects of a PDF file, found by going through its bytes: a damaged table of contents keeps nobody from reading it.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::object::{Dict, Lexer, MOST, Value, hex};

/// The most that all streams together may come to when unpacked, in bytes.
const UNPACKED: u64 = 96 * 1024 * 1024;
/// The most objects.
const OBJECTS: usize = 500_000;
/// How often a reference may lead to another.
const STEPS: usize = 16;

/// A value with the bytes of its stream.
#[derive(Clone, Debug)]
pub struct Object {
    /// The value; of a stream its dictionary.
    pub value: Value,
    stream: Option<Range<usize>>,
}

/// The objects of a file.
pub struct Objects<'b> {
    bytes: &'b [u8],
    /// By number; of two with one number the later one counts.
    pub objects: BTreeMap<u32, Object>,
    /// What trailers say, the last one first.
    pub trailers: Vec<Dict>,
    left: u64,
    values: usize,
}

impl<'b> Objects<'b> {
    /// Finds the objects.
    ///
    /// # Errors
    /// Why it cannot be read, for a clerk.
    pub fn open(bytes: &'b [u8]) -> Result<Objects<'b>, &'static str> {
        let mut file = Objects { bytes, objects: BTreeMap::new(), trailers: Vec::new(), left: UNPACKED, values: 0 };
        let mut at = 0;
        let mut streams_end = true;
        let finder = memmem::Finder::new(b"obj");
        while let Some(found) = bytes.get(at..).and_then(|rest| finder.find(rest)) {
            let word = at + found;
            at = word + 3;
            let Some(number) = number_before(bytes, word) else { continue };
            let mut lexer = Lexer::new(bytes, at);
            let value = lexer.value().unwrap_or(Value::Null);
            let after = lexer.at;
            file.count(lexer.read)?;
            let mut object = Object { value, stream: None };
            at = after.max(at);
            if let Value::Dict(dict) = &object.value {
                let mut next = Lexer::new(bytes, after);
                if next.value() == Some(Value::Word("stream".into())) && streams_end {
                    match stream_range(bytes, next.at, dict.get("Length")) {
                        Some(range) => {
                            at = range.end;
                            object.stream = Some(range);
                        }
                        None => streams_end = false,
                    }
                }
                match dict.get("Type").and_then(Value::name) {
                    Some("XRef") => file.trailers.insert(0, dict.clone()),
                    Some("ObjStm") => file.unpack_objects(&object)?,
                    _ => {}
                }
            }
            if file.objects.len() >= OBJECTS {
                return Err("里面的部分太多，不像是正常的文件");
            }
            file.objects.insert(number, object);
        }
        for found in memmem::find_iter(bytes, b"trailer").take(100) {
            if let Some(Value::Dict(dict)) = Lexer::new(bytes, found + 7).value() {
                file.trailers.insert(0, dict);
            }
        }
        if file.trailers.iter().any(|trailer| trailer.get("Encrypt").is_some_and(|value| *value != Value::Null)) {
            return Err("文件加了密码，或者限制了复制和打印");
        }
        Ok(file)
    }

    /// Keeps a file from being all values and no sense.
    fn count(&mut self, read: usize) -> Result<(), &'static str> {
        self.values += read;
        if self.values > MOST { Err("里面的部分太多，不像是正常的文件") } else { Ok(()) }
    }

    /// Adds the objects that stand in a stream.
    fn unpack_objects(&mut self, object: &Object) -> Result<(), &'static str> {
        let Some(dict) = object.value.dict() else { return Ok(()) };
        let (count, first) = (dict.get("N").and_then(Value::count), dict.get("First").and_then(Value::count));
        let (Some(count), Some(first)) = (count, first) else { return Ok(()) };
        let Some(bytes) = self.data(object)? else { return Ok(()) };
        let mut index = Lexer::new(&bytes, 0);
        for _ in 0..count.min(OBJECTS) {
            let (Some(Value::Number(number)), Some(place)) = (index.value(), index.value()) else { break };
            let Some(place) = place.count() else { break };
            if index.at > first || self.objects.len() >= OBJECTS {
                break;
            }
            let mut lexer = Lexer::new(&bytes, first.saturating_add(place));
            let value = lexer.value();
            self.count(lexer.read)?;
            if let (Some(number), Some(value)) = (Value::Number(number).count(), value) {
                self.objects.insert(u32::try_from(number).unwrap_or(0), Object { value, stream: None });
            }
        }
        Ok(())
    }

    /// What a value is, behind its references.
    pub fn resolve<'v>(&'v self, value: &'v Value) -> &'v Value {
        let mut value = value;
        for _ in 0..STEPS {
            match value {
                Value::Ref(number) => value = self.objects.get(number).map_or(&Value::Null, |object| &object.value),
                value => return value,
            }
        }
        &Value::Null
    }

    /// An entry of a dictionary, behind its references.
    pub fn get<'v>(&'v self, dict: &'v Dict, key: &str) -> &'v Value {
        dict.get(key).map_or(&Value::Null, |value| self.resolve(value))
    }

    /// The bytes of the stream that a value refers to.
    ///
    /// # Errors
    /// When the file is a bomb.
    pub fn stream(&mut self, value: &Value) -> Result<Option<Vec<u8>>, &'static str> {
        let mut value = value.clone();
        for _ in 0..STEPS {
            let Value::Ref(number) = value else { return Ok(None) };
            let Some(object) = self.objects.get(&number).cloned() else { return Ok(None) };
            if object.stream.is_some() {
                return self.data(&object);
            }
            value = object.value;
        }
        Ok(None)
    }

    /// The unpacked bytes of an object's stream; none where it is packed in a way that only pictures are.
    fn data(&mut self, object: &Object) -> Result<Option<Vec<u8>>, &'static str> {
        let (Some(range), Some(dict)) = (&object.stream, object.value.dict()) else { return Ok(None) };
        let raw = self.bytes.get(range.clone()).unwrap_or(&[]);
        let one_or_more = |value: &Value| match value {
            Value::List(list) => list.iter().map(|value| self.resolve(value).clone()).collect(),
            Value::Null => Vec::new(),
            value => vec![value.clone()],
        };
        let filters = one_or_more(self.get(dict, "Filter"));
        let parameters = one_or_more(self.get(dict, "DecodeParms"));
        let mut data = raw.to_vec();
        for (at, filter) in filters.iter().take(8).enumerate() {
            data = match filter.name().unwrap_or("") {
                "FlateDecode" | "Fl" => inflate(&data, &mut self.left)?,
                "ASCIIHexDecode" | "AHx" => hex(data.split(|byte| *byte == b'>').next().unwrap_or(&[])),
                "ASCII85Decode" | "A85" => ascii85(&data),
                _ => return Ok(None),
            };
            if let Some(parameters) = parameters.get(at).and_then(Value::dict) {
                let number = |key: &str, default| parameters.get(key).and_then(Value::count).unwrap_or(default);
                if number("Predictor", 1) >= 10 {
                    let width = (number("Columns", 1).min(1 << 20) * number("Colors", 1).min(32) * number("BitsPerComponent", 8).min(16))
                        .div_ceil(8);
                    data = unpredicted(&data, width);
                }
            }
        }
        self.left = self.left.checked_sub(data.len() as u64 / 8 + 16).ok_or(BOMB)?;
        Ok(Some(data))
    }
}

const BOMB: &str = "解压以后太大，不像是正常的文件";

/// Unpacks; what follows damage is lost.
fn inflate(data: &[u8], left: &mut u64) -> Result<Vec<u8>, &'static str> {
    let mut out = Vec::new();
    let read = ZlibDecoder::new(data).take(*left + 1).read_to_end(&mut out);
    drop(read);
    *left = left.checked_sub(out.len() as u64).ok_or(BOMB)?;
    Ok(out)
}

fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut group: Vec<u32> = Vec::new();
    let push = |group: &[u32], out: &mut Vec<u8>| {
        let sum = (0..5).fold(0_u32, |sum, at| sum.wrapping_mul(85).wrapping_add(group.get(at).copied().unwrap_or(84)));
        out.extend(sum.to_be_bytes().iter().take(group.len().saturating_sub(1)));
    };
    for byte in data {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => {
                group.push(u32::from(byte - b'!'));
                if group.len() == 5 {
                    push(&group, &mut out);
                    group.clear();
                }
            }
            _ => {}
        }
    }
    push(&group, &mut out);
    out
}

/// Undoes the predictors of PNG: each row of bytes is told by what differs from the row above or the byte before.
fn unpredicted(data: &[u8], width: usize) -> Vec<u8> {
    if width == 0 {
        return data.to_vec();
    }
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0_u8; width];
    for row in data.chunks(width + 1) {
        let Some((kind, bytes)) = row.split_first() else { break };
        let mut here = vec![0_u8; width];
        let (mut before, mut corner) = (0_u8, 0_u8);
        for ((to, byte), up) in here.iter_mut().zip(bytes).zip(&above) {
            let guess = match kind {
                1 => before,
                2 => *up,
                3 => u8::midpoint(before, *up),
                4 => {
                    let near = |value: u8| (i16::from(before) + i16::from(*up) - i16::from(corner) - i16::from(value)).abs();
                    [before, *up, corner].into_iter().min_by_key(|value| near(*value)).unwrap_or(0)
                }
                _ => 0,
            };
            *to = byte.wrapping_add(guess);
            (before, corner) = (*to, *up);
        }
        out.extend_from_slice(&here);
        above = here;
    }
    out
}

/// The number of the object whose `obj` stands here: `12 0 obj`.
fn number_before(bytes: &[u8], word: usize) -> Option<u32> {
    let from = word.saturating_sub(24);
    let mut parts = bytes.get(from..word)?.rsplit(|byte| !byte.is_ascii_digit()).filter(|part| !part.is_empty());
    if !bytes.get(word.checked_sub(1)?)?.is_ascii_whitespace() {
        return None;
    }
    let generation = parts.next()?;
    let number = parts.next()?;
    std::str::from_utf8(number).ok()?.parse().ok().filter(|_| generation.len() <= 5)
}

/// Where a stream's bytes are: as long as it says, if it ends there; else up to its end mark.
fn stream_range(bytes: &[u8], word_end: usize, length: Option<&Value>) -> Option<Range<usize>> {
    let from = match bytes.get(word_end..)? {
        [b'\r', b'\n', ..] => word_end + 2,
        [b'\n' | b'\r', ..] => word_end + 1,
        _ => word_end,
    };
    if let Some(to) = length.and_then(Value::count).and_then(|length| from.checked_add(length))
        && bytes.get(to..).is_some_and(|rest| rest.get(..rest.len().min(12)).is_some_and(|rest| memmem::find(rest, b"endstr").is_some()))
    {
        return Some(from..to);
    }
    let to = memmem::find(bytes.get(from..)?, b"endstream")?;
    Some(from..from + to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packings_are_undone() {
        assert_eq!(ascii85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(unpredicted(&[1, 1, 1, 1, 2, 1, 1, 1, 4, 1, 0, 0], 3), [1, 2, 3, 2, 3, 4, 3, 3, 4]);
    }

    #[test]
    fn objects_are_found_without_a_table() {
        let file = Objects::open(b"%PDF-1.4\n1 0 obj <</Length 3>> stream\nabc\nendstream endobj 2 0 obj [1 0 R endobj 3 0 obj 7 endobj");
        let mut file = file.expect("a file");
        assert_eq!(file.stream(&Value::Ref(1)), Ok(Some(b"abc".to_vec())));
        assert_eq!(file.resolve(&Value::Ref(3)), &Value::Number(7.0));
        assert!(Objects::open(b"1 0 obj 2 endobj trailer <</Encrypt 3 0 R>>").is_err());
    }
}
