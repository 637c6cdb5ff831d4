//! The packed copies of pages: what is in them, and whether they still hold their page.

use std::io::{self, Read};

use brotli::enc::BrotliEncoderParams;
use brotli::{BrotliCompress, Decompressor};
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

use super::trees::same_streams;
use crate::plan::Coding;

/// The best of zlib. 200 pages (2.5 MB) take 60 ms and come to 799 KB; level 6 takes 47 ms for 824 KB.
const GZIP_LEVEL: u32 = 9;
/// The same pages take 98 ms and come to 693 KB. Quality 9 takes 3.8 s for 678 KB, and 11 takes 5.4 s for 615 KB.
const BROTLI_QUALITY: i32 = 6;
/// The window as a power of two: few pages are longer, and setting up one of 22 takes as long again as packing a page.
const BROTLI_WINDOW: i32 = 18;
/// The size of the pieces that are unpacked.
const PIECE: usize = 64 * 1024;

/// Packs. The same bytes come to the same: no name and no time is among them.
pub(super) fn pack(coding: Coding, mut page: impl Read) -> io::Result<Vec<u8>> {
    match coding {
        Coding::Gzip => {
            let mut to = GzEncoder::new(Vec::new(), flate2::Compression::new(GZIP_LEVEL));
            io::copy(&mut page, &mut to)?;
            to.finish()
        }
        Coding::Brotli => {
            let params = BrotliEncoderParams { quality: BROTLI_QUALITY, lgwin: BROTLI_WINDOW, ..Default::default() };
            let mut packed = Vec::new();
            BrotliCompress(&mut page, &mut packed, &params)?;
            Ok(packed)
        }
    }
}

/// Whether a packed copy holds the page.
pub(super) fn holds(coding: Coding, packed: &[u8], page: impl Read) -> bool {
    let unpacked: Box<dyn Read> = match coding {
        Coding::Gzip => Box::new(MultiGzDecoder::new(packed)),
        Coding::Brotli => Box::new(Decompressor::new(packed, PIECE)),
    };
    same_streams(page, unpacked).unwrap_or(false)
}
