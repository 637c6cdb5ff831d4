//! The QR code of an address as inline SVG.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// The code of `text` as an `<svg>` element with four modules of quiet zone; `None` where the text is too long for a code.
///
/// The mask is fixed: readers take any, and looking for the prettiest of eight costs more than all the rest of a page.
pub fn svg(text: &str, label: &str) -> Option<String> {
    let segments = QrSegment::make_segments(text);
    let mask = Some(Mask::new(3));
    let code = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, Version::MIN, Version::MAX, mask, false).ok()?;
    let size = code.size();
    let side = (size + 8).to_string();
    let mut out = String::with_capacity(4096);
    for part in
        ["<svg class=\"qr\" viewBox=\"0 0 ", &side, " ", &side, "\" role=\"img\" aria-label=\"", label, "\"><path stroke=\"#000\" d=\""]
    {
        out.push_str(part);
    }
    for y in 0..size {
        // Each row is one line of width 1 through the middle of its modules.
        let mut pen = 0;
        let mut x = 0;
        while x < size {
            let from = x;
            // Beyond the edge all is light.
            while code.get_module(x, y) {
                x += 1;
            }
            if x == from {
                x += 1;
                continue;
            }
            if pen == 0 {
                out.push('M');
                number(from + 4, &mut out);
                out.push(' ');
                number(y + 4, &mut out);
                out.push_str(".5");
            } else {
                out.push('m');
                number(from - pen, &mut out);
                out.push_str(" 0");
            }
            out.push('h');
            number(x - from, &mut out);
            pen = x;
        }
    }
    out.push_str("\"/></svg>");
    Some(out)
}

/// Writes a number of at most three digits, none of which is negative.
fn number(n: i32, out: &mut String) {
    let digit = |n: i32| char::from(b'0' + u8::try_from(n % 10).unwrap_or(0));
    if n >= 100 {
        out.push(digit(n / 100));
    }
    if n >= 10 {
        out.push(digit(n / 10));
    }
    out.push(digit(n));
}
