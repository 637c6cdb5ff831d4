//! What a camera writes into a picture: where it was taken and whose it is (EXIF in JPEG, PNG, WebP, HEIC and TIFF; XMP).

use memchr::memmem;

use crate::model::Trace;

use super::plain::{decode, utf16};

/// How many entries of a directory are read: cameras write a few dozen.
const ENTRIES: usize = 512;
/// The longest XMP packet that is looked into, in bytes.
const XMP: usize = 4 * 1024 * 1024;

/// What a picture tells about people.
pub fn traces(bytes: &[u8]) -> Vec<Trace> {
    let mut found = Vec::new();
    let mut keep = |trace: Trace| {
        if !found.contains(&trace) {
            found.push(trace);
        }
    };
    for part in parts(bytes) {
        match part {
            Part::Exif(tiff) => exif(tiff).into_iter().for_each(&mut keep),
            Part::Xmp(text) => {
                let text = text.get(..text.len().min(XMP)).unwrap_or(&[]);
                if memmem::find(text, b"exif:GPSLatitude").is_some() && memmem::find(text, b"exif:GPSLongitude").is_some() {
                    keep(Trace::Position);
                }
            }
        }
    }
    found
}

/// Where a picture keeps such things.
enum Part<'b> {
    /// A TIFF structure.
    Exif(&'b [u8]),
    /// XML.
    Xmp(&'b [u8]),
}

fn parts(bytes: &[u8]) -> Vec<Part<'_>> {
    if bytes.starts_with(&[0xff, 0xd8]) {
        jpeg(bytes)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        png(bytes)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        webp(bytes)
    } else if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        vec![Part::Exif(bytes)]
    } else if bytes.get(4..8) == Some(b"ftyp") {
        // HEIC: the item's place is told in tables; its opening is unmistakable.
        memmem::find_iter(bytes, b"Exif\0\0").take(8).filter_map(|at| bytes.get(at + 6..)).map(Part::Exif).collect()
    } else {
        Vec::new()
    }
}

fn big16(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..at + 2)?.try_into().ok().map(|two| usize::from(u16::from_be_bytes(two)))
}

fn big32(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..at + 4)?.try_into().ok().map(|four| u32::from_be_bytes(four) as usize)
}

fn jpeg(bytes: &[u8]) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut at = 2;
    while let Some(&[0xff, marker]) = bytes.get(at..at + 2) {
        match marker {
            0xff => at += 1,
            // The picture itself opens: nothing of interest follows.
            0xda | 0xd9 => break,
            0x01 | 0xd0..=0xd8 => at += 2,
            _ => {
                let Some(length) = big16(bytes, at + 2).filter(|length| *length >= 2) else { break };
                let part = bytes.get(at + 4..(at + 2 + length).min(bytes.len())).unwrap_or(&[]);
                if let Some(tiff) = part.strip_prefix(b"Exif\0\0") {
                    found.push(Part::Exif(tiff));
                } else if part.starts_with(b"http://ns.adobe.com/xap/1.0/") {
                    found.push(Part::Xmp(part));
                }
                at += 2 + length;
            }
        }
    }
    found
}

fn png(bytes: &[u8]) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut at = 8;
    while let (Some(length), Some(kind)) = (big32(bytes, at), bytes.get(at + 4..at + 8)) {
        let Some(part) = bytes.get(at + 8..).map(|rest| rest.get(..length).unwrap_or(rest)) else { break };
        match kind {
            b"eXIf" => found.push(Part::Exif(part.strip_prefix(b"Exif\0\0").unwrap_or(part))),
            b"iTXt" | b"tEXt" => found.push(Part::Xmp(part)),
            _ => {}
        }
        let Some(next) = at.checked_add(12).and_then(|at| at.checked_add(length)) else { break };
        at = next;
    }
    found
}

fn webp(bytes: &[u8]) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut at = 12;
    while let (Some(kind), Some(length)) = (bytes.get(at..at + 4), bytes.get(at + 4..at + 8)) {
        let length = length.try_into().map_or(0, |four| u32::from_le_bytes(four) as usize);
        let Some(part) = bytes.get(at + 8..).map(|rest| rest.get(..length).unwrap_or(rest)) else { break };
        match kind {
            b"EXIF" => found.push(Part::Exif(part.strip_prefix(b"Exif\0\0").unwrap_or(part))),
            b"XMP " => found.push(Part::Xmp(part)),
            _ => {}
        }
        let Some(next) = at.checked_add(8 + length % 2).and_then(|at| at.checked_add(length)) else { break };
        at = next;
    }
    found
}

/// A TIFF structure with its byte order.
struct Tiff<'b> {
    bytes: &'b [u8],
    little: bool,
}

/// An entry of a directory.
struct Entry<'b> {
    tag: u16,
    value: &'b [u8],
}

impl<'b> Tiff<'b> {
    fn u16(&self, at: usize) -> Option<u16> {
        let two = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let four = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    }

    /// The entries of the directory at a place.
    fn entries(&self, at: usize) -> Vec<Entry<'b>> {
        let count = usize::from(self.u16(at).unwrap_or(0)).min(ENTRIES);
        (0..count).filter_map(|number| self.entry(at.checked_add(2 + 12 * number)?)).collect()
    }

    fn entry(&self, at: usize) -> Option<Entry<'b>> {
        let tag = self.u16(at)?;
        let width = match self.u16(at + 2)? {
            3 | 8 => 2,
            4 | 9 | 11 => 4,
            5 | 10 | 12 => 8,
            _ => 1,
        };
        let length = (self.u32(at + 4)? as usize).checked_mul(width)?;
        let from = if length <= 4 { at + 8 } else { self.u32(at + 8)? as usize };
        Some(Entry { tag, value: self.bytes.get(from..from.checked_add(length)?)? })
    }

    fn place(&self, value: &[u8]) -> Option<usize> {
        let four: [u8; 4] = value.get(..4)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) } as usize)
    }
}

fn exif(bytes: &[u8]) -> Vec<Trace> {
    let little = match bytes.get(..4) {
        Some(b"II*\0") => true,
        Some(b"MM\0*") => false,
        _ => return Vec::new(),
    };
    let tiff = Tiff { bytes, little };
    let mut found = Vec::new();
    let Some(first) = tiff.u32(4) else { return found };
    for entry in tiff.entries(first as usize) {
        match entry.tag {
            0x8825 => {
                let gps = tiff.place(entry.value).map(|at| tiff.entries(at)).unwrap_or_default();
                // Cameras that found no satellite write zeros.
                let told = |tag: u16| gps.iter().any(|entry| entry.tag == tag && numerators(entry.value).any(|number| number != [0; 4]));
                if told(2) && told(4) {
                    found.push(Trace::Position);
                }
            }
            0x8769 => {
                let more = tiff.place(entry.value).map(|at| tiff.entries(at)).unwrap_or_default();
                found.extend(more.iter().filter(|entry| entry.tag == 0xa430).filter_map(|entry| named("相机的主人", decode(entry.value))));
            }
            0x013b => found.extend(named("作者", decode(entry.value))),
            0x9c9d => found.extend(named("作者", utf16(entry.value, u16::from_le_bytes))),
            _ => {}
        }
    }
    found
}

/// The numerators of rationals.
fn numerators(value: &[u8]) -> impl Iterator<Item = [u8; 4]> {
    value.as_chunks::<8>().0.iter().map(|[a, b, c, d, ..]| [*a, *b, *c, *d])
}

fn named(label: &'static str, value: String) -> Option<Trace> {
    let value: String = value.trim_matches(['\0', ' ']).chars().filter(|c| !c.is_control()).take(60).collect();
    (!value.trim().is_empty()).then_some(Trace::Named(label, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A TIFF structure with a position and an artist.
    fn tiff(latitude: u32) -> Vec<u8> {
        let mut bytes = b"MM\0*\0\0\0\x08\0\x02".to_vec();
        bytes.extend(b"\x01\x3b\0\x02\0\0\0\x04Li M");
        bytes.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26");
        bytes.extend(b"\0\0\0\0\0\x02");
        bytes.extend(b"\0\x02\0\x05\0\0\0\x01\0\0\0\x44\0\x04\0\x05\0\0\0\x01\0\0\0\x4c\0\0\0\0");
        for number in [latitude, 1, 119, 1] {
            bytes.extend(number.to_be_bytes());
        }
        bytes
    }

    fn all() -> Vec<Trace> {
        vec![Trace::Named("作者", "Li M".into()), Trace::Position]
    }

    #[test]
    fn positions_are_found_in_each_kind_of_picture() {
        let tiff = tiff(26);
        assert_eq!(traces(&tiff), all());
        let jpeg = [&[0xff, 0xd8, 0xff, 0xe1, 0, tiff.len() as u8 + 8][..], b"Exif\0\0", &tiff, &[0xff, 0xda]].concat();
        assert_eq!(traces(&jpeg), all());
        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0"[..], &[tiff.len() as u8], b"eXIf", &tiff, b"\0\0\0\0"].concat();
        assert_eq!(traces(&png), all());
        let webp = [&b"RIFF\0\0\0\0WEBPEXIF"[..], &(tiff.len() as u32).to_le_bytes(), &tiff].concat();
        assert_eq!(traces(&webp), all());
        let heic = [&b"\0\0\0\x18ftypheic"[..], &[7; 40], b"Exif\0\0", &tiff].concat();
        assert_eq!(traces(&heic), all());
        assert_eq!(
            traces(b"\xff\xd8\xff\xe1\0\x60http://ns.adobe.com/xap/1.0/\0 exif:GPSLatitude=\"1\" exif:GPSLongitude=\"1\""),
            [Trace::Position]
        );
    }

    #[test]
    fn zeros_are_no_position() {
        assert_eq!(traces(&tiff(0)), [Trace::Named("作者", "Li M".into())]);
    }

    #[test]
    fn cut_pictures_end() {
        let tiff = tiff(26);
        let jpeg = [&[0xff, 0xd8, 0xff, 0xe1, 0, tiff.len() as u8 + 8][..], b"Exif\0\0", &tiff].concat();
        for length in 0..jpeg.len() {
            traces(&jpeg[..length]);
        }
        for at in 0..tiff.len() {
            let mut broken = tiff.clone();
            broken[at] = 0xff;
            traces(&broken);
        }
    }
}
