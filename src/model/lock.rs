//! `gongkai.lock`: what was published when, so that a forged date or a page that vanished is found.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::calendar::Date;
use crate::diag::Span;
use crate::folder::hex;

use super::item::Item;

/// What the lock records, by the address of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Every item that was ever published.
    pub entries: BTreeMap<String, Locked>,
}

/// One published item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The 发布日期 with which it was first published.
    pub published: Date,
    /// The [`fingerprint`] of what was published last.
    pub hash: String,
    /// Where the lock says it.
    pub span: Span,
}

/// The first 16 hexadecimal digits of the SHA-256 of an item's title and body. `added` is what its page shows from data.
/// Line ends do not matter, for they change from system to system, and neither do the keys that only staff see.
pub fn fingerprint(item: &Item, added: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(item.name());
    for line in item.written().lines().chain(added.lines()) {
        hash.update("\n");
        hash.update(line.trim_end());
    }
    hex(&hash.finalize()[..8])
}

/// What stands above the entries.
const HEAD: &str = "# 由“gongkai publish”写入，请不要改动，和条目一起保存。\n# 每行是：网址、首次发布的日期、内容的校验值。\n";

impl Lock {
    /// The file's text.
    pub fn text(&self) -> String {
        let mut text = HEAD.to_string();
        for (address, locked) in &self.entries {
            text.push_str(&format!("{address} {} {}\n", locked.published, locked.hash));
        }
        text
    }
}
