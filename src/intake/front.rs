//! The front matter of a draft: what was found with a word on where, and what is still to be written as a comment.

use std::fmt::Write;

use crate::model::Key;

/// What stands above a value that people must confirm.
pub const MARK: &str = "请核对";
/// What stands before the fingerprint of the file that a draft was made of.
const FINGERPRINT: &str = "SHA-256：";

/// A front matter while it is written.
#[derive(Default)]
pub struct Front {
    text: String,
}

impl Front {
    /// A value that was found; `place` says where, and people confirm it.
    pub fn found(&mut self, key: Key, value: &str, place: &str) {
        let _ = writeln!(self.text, "# {MARK}：{}\n{}: {}", comment(place), key.name(), quoted(value));
    }

    /// Several values that were found.
    pub fn list(&mut self, key: Key, values: &[String], place: &str) {
        match values {
            [] => {}
            [one] => self.found(key, one, place),
            all => {
                let all: Vec<String> = all.iter().map(|value| quoted(value)).collect();
                let _ = writeln!(self.text, "# {MARK}：{}\n{}: [{}]", comment(place), key.name(), all.join(", "));
            }
        }
    }

    /// A value that is certain.
    pub fn certain(&mut self, key: Key, value: &str) {
        let _ = writeln!(self.text, "{}: {value}", key.name());
    }

    /// Attachments: files and their names.
    pub fn attachments(&mut self, files: &[(String, String)]) {
        if !files.is_empty() {
            let _ = writeln!(self.text, "{}:", Key::Attachments.name());
            for (file, name) in files {
                let _ = writeln!(self.text, "  - {{文件: {}, 名称: {}}}", quoted(file), quoted(name));
            }
        }
    }

    /// A key that is still to be written: how, and why.
    pub fn missing(&mut self, key: Key, example: &str, why: &str) {
        let _ = writeln!(self.text, "# 还要写：{why}\n# {}: {example}", key.name());
    }

    /// A line that only people read.
    pub fn remark(&mut self, text: &str) {
        let _ = writeln!(self.text, "# {}", comment(text));
    }

    /// The whole, with its fences.
    pub fn text(&self) -> String {
        format!("---\n{}---\n\n", self.text)
    }
}

/// Where a draft comes from, as its last remark says it.
pub fn imported(name: &str, sha256: &str) -> String {
    format!("导入自：{}，{FINGERPRINT}{sha256}", comment(name))
}

/// Whether a text was made of the file with this fingerprint.
pub fn is_of(text: &str, sha256: &str) -> bool {
    text.contains(&format!("{FINGERPRINT}{sha256}"))
}

/// A remark in one line. A number of somebody never stands in it.
fn comment(text: &str) -> String {
    crate::personal::masked(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A value as YAML reads it: in quotes where it would be read as something else.
pub fn quoted(value: &str) -> String {
    let value: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let opens = value.starts_with(['[', ']', '{', '}', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '#', '-', '?', ':', ',', '=']);
    let inside = [": ", " #", "{", "}", "[", "]", ", ", "\\", "\""].iter().any(|mark| value.contains(mark)) || value.ends_with(':');
    let other =
        value.is_empty() || value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'e')) && value.len() != 10;
    let word = matches!(value.to_ascii_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "~");
    if opens || inside || other || word { format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")) } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_what_they_are() {
        for (value, text) in [
            ("关于“甲”的通知", "关于“甲”的通知"),
            ("a: b", "\"a: b\""),
            ("2017-06-15", "2017-06-15"),
            ("2017", "\"2017\""),
            ("[甲]", "\"[甲]\""),
            ("甲 #乙", "\"甲 #乙\""),
        ] {
            assert_eq!(quoted(value), text);
        }
    }
}
