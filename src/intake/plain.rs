//! Text files: their paragraphs, lines that were broken to fit a width put together again.

use crate::parse::attachment::plain::decode;
use crate::parse::recoded;

use super::document::{Align, Block, Document, Inline};

/// Reads a text file in UTF-8, UTF-16 or GBK.
///
/// # Errors
/// Why it cannot be read, for a clerk.
pub fn text(bytes: &[u8]) -> Result<Document, &'static str> {
    let mut document = Document { kind: "文本文件".into(), ..Document::default() };
    let text = match std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
        Ok(text) if !text.contains('\0') => text.to_string(),
        _ => match recoded(bytes) {
            Some((encoding, text)) => {
                document.remarks.push(format!("原件是 {} 编码，已经转成 UTF-8", encoding.name()));
                text
            }
            None if decode(bytes).contains(['\u{fffd}', '\0']) => return Err("不是文本文件，或者编码认不出来"),
            None => decode(bytes),
        },
    };
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
    let widest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut full = false;
    for line in lines {
        let indented = line.starts_with([' ', '\t', '\u{3000}', '\u{a0}']);
        match paragraphs.last_mut() {
            Some(last) if full && !indented && !opens(line) => last.push_str(line.trim()),
            _ => paragraphs.push(line.trim().to_string()),
        }
        // A line that is as long as lines get, and ends in no sentence, goes on in the next.
        full =
            (20..=60).contains(&widest) && line.chars().count() + 2 >= widest && !line.ends_with(['。', '：', '；', '！', '？', ':', '”']);
    }
    document.blocks = paragraphs.into_iter().map(|line| Block::Paragraph(vec![Inline::Text(line)], Align::Start)).collect();
    Ok(document)
}

/// Whether a line opens with a number, as paragraphs of a list do.
fn opens(line: &str) -> bool {
    let rest = line.trim_start_matches(['（', '(']);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    digits.len() < rest.len() && digits.starts_with(['、', '）', ')', '.', '．'])
}
