//! `gongkai.lock` becomes the [`Lock`].

use crate::diag::{Diagnostic, Span};
use crate::folder::{Blob, RelPath};
use crate::model::{Lock, Locked};

use super::fields::Sink;
use super::{faults, text};

/// Reads the lock.
pub fn lock(path: &RelPath, blob: &Blob) -> (Lock, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let mut lock = Lock::default();
    let mut at = 0;
    for line in text::decode(blob, &mut sink).unwrap_or("").split_inclusive('\n') {
        let written = line.trim();
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if written.is_empty() || written.starts_with('#') {
            continue;
        }
        match read(written, span) {
            Some((address, locked)) => {
                lock.entries.insert(address, locked);
            }
            None => sink.add(
                faults::SYNTAX,
                span,
                "发布记录的这一行读不出来，可能被改动过，或者是合并时留下的。",
                "用版本管理恢复这个文件；合并留下的标记行（<<<<<<<、=======、>>>>>>>）删去，两边的记录都留着。",
            ),
        }
    }
    (lock, sink.findings)
}

fn read(line: &str, span: Span) -> Option<(String, Locked)> {
    let mut parts = line.rsplitn(3, ' ');
    let (hash, published, address) = (parts.next()?, parts.next()?, parts.next()?);
    let valid = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) && RelPath::new(address).is_some();
    let locked = Locked { published: published.parse().ok()?, hash: hash.to_string(), span };
    valid.then(|| (address.to_string(), locked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let path = RelPath::new("gongkai.lock").expect("a path");
        let text = "# 说明\naudit/2017-001.html 2017-06-20 0123456789abcdef\n河长/一 二.html 2017-06-21 fedcba9876543210\n";
        let (read, findings) = lock(&path, &Blob::Text(text.into()));
        assert!(findings.is_empty());
        assert_eq!(read.entries.len(), 2);
        let (again, _) = lock(&path, &Blob::Text(read.text().into()));
        assert_eq!(again.entries.keys().collect::<Vec<_>>(), read.entries.keys().collect::<Vec<_>>());
        let (_, findings) = lock(&path, &Blob::Text("<<<<<<< HEAD\naudit/x.html 2017-02-30 0123456789abcdef\n".into()));
        assert_eq!(findings.len(), 2);
    }
}
