//! An attachment: the first byte says of which kind.

#![no_main]

use gongkai::folder::RelPath;
use gongkai::parse::contents;
use libfuzzer_sys::fuzz_target;

const KINDS: [&str; 18] = [
    "docx", "xlsx", "pptx", "pdf", "csv", "txt", "html", "doc", "xls", "ods", "ofd", "jpg", "png", "zip", "rtf", "webp", "heic", "tif",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let kind = KINDS[usize::from(*which) % KINDS.len()];
    let path = RelPath::new(&format!("content/files/a.{kind}")).expect("a path");
    for part in contents(&path, bytes).parts {
        let _ = gongkai::personal::numbers(&part.text);
    }
});
