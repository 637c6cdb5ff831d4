//! Bytes become text, or a finding that names what they are.

use memchr::memmem;

use crate::diag::Span;
use crate::folder::Blob;

use super::faults;
use super::fields::Sink;

/// The text of a file, its byte order mark still in it. GBK, UTF-16 and binary files are named and refused.
pub fn decode<'b>(blob: &'b Blob, sink: &mut Sink<'_>) -> Option<&'b str> {
    let start = Span::new(0, 0);
    let bytes = match blob {
        Blob::Text(text) if all_text(text) => return Some(text),
        blob => blob.bytes().unwrap_or(&[]),
    };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || looks_utf16(bytes) {
        sink.add(faults::ENCODING, start, "这个文件是 UTF-16（记事本里叫“Unicode”）编码，不能读取。", SAVE_AS_UTF8);
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let (at, c) = text.char_indices().find(|(_, c)| is_no_text(*c)).unwrap_or_default();
            let what = if c == '\0' { "空字符".to_string() } else { format!("不能使用的字符（U+{:04X}）", u32::from(c)) };
            sink.add(faults::BINARY, Span::new(at, at + c.len_utf8()), format!("这个文件里有{what}，不是纯文本。"), NOT_TEXT);
            None
        }
        Err(error) => {
            if looks_gbk(bytes) {
                sink.add(faults::ENCODING, start, "这个文件是 GBK（记事本里叫“ANSI”）编码，不能读取。", SAVE_AS_UTF8);
            } else if bytes.contains(&0) || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
                sink.add(faults::BINARY, start, "这个文件不是文本，像是 Word、Excel 或图片改了扩展名。", NOT_TEXT);
            } else {
                let at = error.valid_up_to();
                sink.add(
                    faults::ENCODING,
                    Span::new(at, at),
                    format!("这个文件从第{}个字节起不是 UTF-8 编码，可能已经损坏。", at + 1),
                    SAVE_AS_UTF8,
                );
            }
            None
        }
    }
}

/// Whether a text has nothing in it that [`is_no_text`].
fn all_text(text: &str) -> bool {
    // U+FDD0 to U+FDEF are EF B7 90 to EF B7 AF.
    memchr::memchr(0, text.as_bytes()).is_none() && (memmem::find(text.as_bytes(), b"\xef\xb7").is_none() || !text.contains(is_no_text))
}

/// What no text has: NUL, and the noncharacters that Unicode leaves to programs (ours uses some as marks in what it reads).
fn is_no_text(c: char) -> bool {
    matches!(c, '\0' | '\u{fdd0}'..='\u{fdef}')
}

const SAVE_AS_UTF8: &str = "用记事本打开，选“文件”→“另存为”，“编码”选“UTF-8”，保存后再试。";
const NOT_TEXT: &str = "正文要放在纯文本的 .md 文件里；Word、Excel、图片请作为附件放在旁边，在“附件”里写上文件名。";

/// Text in which every second byte is zero.
fn looks_utf16(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    head.len() >= 16 && (zeros(0) + zeros(1)) * 4 > head.len() && (zeros(0) == 0 || zeros(1) == 0)
}

/// Whether all bytes above ASCII come in pairs of GBK, most of them in the block of common characters.
fn looks_gbk(bytes: &[u8]) -> bool {
    let (mut pairs, mut common) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let Some((&lead, tail)) = rest.split_first() {
        if lead < 0x80 {
            if lead == 0 {
                return false;
            }
            rest = tail;
            continue;
        }
        let Some((&trail, tail)) = tail.split_first() else { return false };
        if !(0x81..=0xfe).contains(&lead) || !(0x40..=0xfe).contains(&trail) || trail == 0x7f {
            return false;
        }
        pairs += 1;
        // Level-1 Han (B0–D7) and the punctuation and full-width rows (A1–A3) of GB 2312.
        common += usize::from(matches!(lead, 0xb0..=0xd7 | 0xa1..=0xa3) && trail >= 0xa1);
        rest = tail;
    }
    pairs > 0 && common * 2 > pairs
}
