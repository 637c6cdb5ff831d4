//! Text in another encoding than UTF-8: which one it is, and the text, where both are certain.

use encoding_rs::GB18030;

/// An encoding that clerks' programs write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// GBK and its superset GB 18030.
    Gbk,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
}

impl Encoding {
    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Gbk => "GBK",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        }
    }
}

/// The text of bytes that are no UTF-8, without a byte order mark; `None` where it is not certain. It is certain where every byte
/// is read, the same bytes come of the text again, and the text is one that somebody may have written in Chinese.
pub fn recoded(bytes: &[u8]) -> Option<(Encoding, String)> {
    let guess = guess(bytes)?;
    let text = match guess {
        Encoding::Gbk => gbk(bytes)?,
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes)?,
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes)?,
    };
    let text = text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text);
    is_chinese(&text).then_some((guess, text))
}

/// What the bytes look like, whether they can be read or not.
pub fn guess(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => Some(Encoding::Utf16Be),
        _ => bare_utf16(bytes).or_else(|| looks_gbk(bytes).then_some(Encoding::Gbk)),
    }
}

fn gbk(bytes: &[u8]) -> Option<String> {
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let (again, _, lost) = GB18030.encode(&text);
    (!lost && *again == *bytes).then(|| text.into_owned())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    // Without a lone surrogate the same units come of the text again.
    rest.is_empty().then(|| String::from_utf16(&units).ok()).flatten()
}

/// Whether all that is not ASCII is nearly all Chinese, and nothing is in it that no text has.
fn is_chinese(text: &str) -> bool {
    let (mut chinese, mut other) = (0_usize, 0_usize);
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | ' '..='~' => {}
            '\u{0}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffd}'..='\u{ffff}' | '\u{feff}' => return false,
            // Han, its punctuation, full-width forms, 〔〕, “”, …, ①, Ⅰ, □.
            '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}' | '\u{2010}'..='\u{2027}' => chinese += 1,
            '\u{b7}' | '\u{d7}' | '\u{2103}' | '\u{2160}'..='\u{216b}' | '\u{2460}'..='\u{249b}' | '\u{25a0}'..='\u{25cf}' => chinese += 1,
            _ => other += 1,
        }
    }
    other * 20 <= chinese && !text.trim().is_empty()
}

/// UTF-16 without its mark: a zero beside each of the ASCII characters in it, always on the same side. (一 has one on the other.)
fn bare_utf16(bytes: &[u8]) -> Option<Encoding> {
    let (pairs, _) = bytes[..bytes.len().min(512)].as_chunks::<2>();
    let is_ascii = |byte: u8| matches!(byte, b'\n' | b'\r' | b'\t' | b' '..=b'~');
    let low = pairs.iter().filter(|[first, second]| is_ascii(*first) && *second == 0).count();
    let high = pairs.iter().filter(|[first, second]| *first == 0 && is_ascii(*second)).count();
    let many = |own: usize, other: usize| pairs.len() >= 8 && own * 5 > pairs.len() && own > other * 4;
    match (many(low, high), many(high, low)) {
        (true, _) => Some(Encoding::Utf16Le),
        (_, true) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Whether all bytes above ASCII come in pairs of GBK (or fours of GB 18030), most of them in the block of common characters.
fn looks_gbk(bytes: &[u8]) -> bool {
    let (mut pairs, mut common) = (0_usize, 0_usize);
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => break,
            [0, ..] => return false,
            [lead, tail @ ..] if *lead < 0x80 => tail,
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, tail @ ..] => {
                pairs += 1;
                tail
            }
            [lead @ 0x81..=0xfe, trail @ (0x40..=0x7e | 0x80..=0xfe), tail @ ..] => {
                pairs += 1;
                // Level-1 Han (B0–D7) and the punctuation and full-width rows (A1–A3) of GB 2312.
                common += usize::from(matches!(lead, 0xb0..=0xd7 | 0xa1..=0xa3) && *trail >= 0xa1);
                tail
            }
            // Cut off in the middle of the last character: no text, but still GBK.
            [0x81..=0xfe] => break,
            _ => return false,
        };
    }
    // What Big5 or broken UTF-8 has there is seldom even half.
    pairs > 0 && common * 2 > pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\n标题: 青禾镇2016年度审计结果公告\n主体: 财政所\n---\n\n一、现将“审计结果”公告如下：①资金〔2016〕到位。\n";

    fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn what_is_certain_is_read() {
        let gbk = GB18030.encode(TEXT).0.into_owned();
        assert_eq!(recoded(&gbk), Some((Encoding::Gbk, TEXT.to_string())));
        // A character that only GB 18030 has.
        let rare = TEXT.replace("财政所", "㼆村");
        assert_eq!(recoded(&GB18030.encode(&rare).0), Some((Encoding::Gbk, rare.clone())));
        for mark in ["", "\u{feff}"] {
            let marked = format!("{mark}{TEXT}");
            assert_eq!(recoded(&units(&marked, u16::to_le_bytes)), Some((Encoding::Utf16Le, TEXT.to_string())), "{mark:?}");
            assert_eq!(recoded(&units(&marked, u16::to_be_bytes)), Some((Encoding::Utf16Be, TEXT.to_string())), "{mark:?}");
        }
    }

    #[test]
    fn what_is_not_certain_is_left() {
        let gbk = GB18030.encode(TEXT).0.into_owned();
        let mut utf8 = TEXT.as_bytes().to_vec();
        utf8.truncate(utf8.len() - 2);
        let mut cut = units(TEXT, u16::to_le_bytes);
        cut.pop();
        let mixed = [TEXT.as_bytes(), &gbk].concat();
        // Big5 for 標題：青禾鎮審計結果公告.
        let big5 = b"\xbc\xd0\xc3D\xa1G\xabC\xa5\xdd\xc2\xed\xbcf\xadp\xb5\xb2\xaaG\xa4\xbd\xa7i";
        let lone = [&b"\xff\xfe"[..], &units(TEXT, u16::to_le_bytes), &[0x00, 0xd8]].concat();
        for bytes in [&utf8[..], &gbk[..gbk.len() - 2], &cut, &mixed, big5, &lone, b"", b"\xff\xfe", b"PK\x03\x04\0\0", b"\xb1"] {
            assert_eq!(recoded(bytes), None, "{bytes:x?}");
        }
    }
}
