//! Bytes become text, or a finding that names what they are.

use memchr::memmem;

use crate::diag::Span;
use crate::folder::Blob;

use super::encoding::{Encoding, guess, recoded};
use super::faults;
use super::fields::Sink;

/// The text of a file, its byte order mark still in it. GBK, UTF-16 and binary files are named and refused.
pub fn decode<'b>(blob: &'b Blob, sink: &mut Sink<'_>) -> Option<&'b str> {
    let start = Span::new(0, 0);
    if blob.bytes().is_some_and(is_document) {
        sink.add(faults::BINARY, start, "这个文件不是文本，像是 Word、Excel、PDF 或图片改了扩展名。", NOT_TEXT);
        return None;
    }
    let bytes = match blob {
        Blob::Text(text) if all_text(text) => return Some(text),
        blob => blob.bytes().unwrap_or(&[]),
    };
    let guessed = guess(bytes);
    // UTF-16 of ASCII alone is valid UTF-8 with zeros in it.
    if let Some(encoding @ (Encoding::Utf16Le | Encoding::Utf16Be)) = guessed {
        sink.add(faults::ENCODING, start, cannot_read(encoding), help(bytes));
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let (at, c) = text.char_indices().find(|(_, c)| is_no_text(*c)).unwrap_or_default();
            let what = if c == '\0' { "空字符".to_string() } else { format!("不能使用的字符（U+{:04X}）", u32::from(c)) };
            sink.add(faults::BINARY, Span::new(at, at + c.len_utf8()), format!("这个文件里有{what}，不是纯文本。"), ODD_SIGN);
            None
        }
        Err(error) => {
            if guessed.is_none() && bytes.contains(&0) {
                sink.add(faults::BINARY, start, "这个文件不是文本，像是 Word、Excel、PDF 或图片改了扩展名。", NOT_TEXT);
            } else if let Some(encoding) = guessed {
                sink.add(faults::ENCODING, start, cannot_read(encoding), help(bytes));
            } else {
                let at = error.valid_up_to();
                let message = format!("这个文件从第{}个字节起不是 UTF-8 编码，可能已经损坏。", at + 1);
                sink.add(faults::ENCODING, Span::new(at, at), message, DAMAGED);
            }
            None
        }
    }
}

/// The lines of a text, each with its end: what `split_inclusive('\n')` gives, in less time.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).chain([text.len()]);
    let mut start = 0;
    ends.filter_map(move |end| {
        let line = text.get(start..end).filter(|line| !line.is_empty());
        start = end;
        line
    })
}

/// Whether the first bytes are those of Word, Excel, RTF, PDF or a picture.
fn is_document(bytes: &[u8]) -> bool {
    let heads: [&[u8]; 7] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"];
    heads.iter().any(|head| bytes.starts_with(head))
}

fn cannot_read(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Gbk => "这个文件是 GBK（记事本里叫“ANSI”）编码，不能读取。",
        Encoding::Utf16Le | Encoding::Utf16Be => "这个文件是 UTF-16（记事本里叫“Unicode”）编码，不能读取。",
    }
}

fn help(bytes: &[u8]) -> &'static str {
    if recoded(bytes).is_some() { RECODE } else { SAVE_AS_UTF8 }
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

const RECODE: &str = "运行“gongkai check --fix”，程序会转成 UTF-8，原来的文件留一份在“原编码”文件夹里；也可以用记事本打开，选“文件”→“另存为”，“编码”选“UTF-8”，保存后再试。";
const DAMAGED: &str = "用记事本打开，看乱码从哪里开始，找原稿把那一段重新复制过来；再选“文件”→“另存为”，“编码”选“UTF-8”，保存后再试。";
const ODD_SIGN: &str = "这个字符看不见，多半是复制或传输时带来的：把这一行删去，重新输入一遍；打开来满是乱码的，找原稿重新复制一份。";
const SAVE_AS_UTF8: &str = "用记事本打开，确认没有乱码，选“文件”→“另存为”，“编码”选“UTF-8”，保存后再试；有乱码的，找原稿重新复制一份。";
const NOT_TEXT: &str = "正文要放在纯文本的 .md 文件里；Word、Excel、图片请作为附件放在旁边，在“附件”里写上文件名。";
