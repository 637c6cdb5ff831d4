//! A file of an office that becomes a draft: the first byte says of which kind.

#![no_main]

use gongkai::intake::{EXTENSIONS, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let kind = EXTENSIONS[usize::from(*which) % EXTENSIONS.len()];
    let _ = read(&format!("a.{kind}"), bytes);
});
