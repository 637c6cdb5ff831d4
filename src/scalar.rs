//! A text as a value of a YAML file, read back as it is.

/// A text as a value: between quotes where YAML would read it otherwise. White space becomes single blanks, and control characters,
/// which no value has, are left out.
pub fn of(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect();
    let opens = text.chars().next().is_none_or(|first| first.is_ascii_punctuation() && first != '(');
    let inside = [": ", " #", "\\", "\""].iter().any(|mark| text.contains(mark)) || text.ends_with(':');
    let number = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'e' | b'E'));
    let word = matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off");
    if opens || inside || number || word { quoted(&text) } else { text }
}

/// The same inside brackets, where more marks mean something. Nothing stays nothing.
pub fn in_brackets(text: &str) -> String {
    match of(text) {
        _ if text.is_empty() => String::new(),
        plain if !plain.starts_with('"') && plain.contains([',', '[', ']', '{', '}']) => quoted(&plain),
        plain => plain,
    }
}

/// A list in one line.
pub fn list<S: AsRef<str>>(all: &[S]) -> String {
    format!("[{}]", all.iter().map(|one| in_brackets(one.as_ref())).collect::<Vec<_>>().join(", "))
}

/// Text of one line between quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_what_they_are() {
        for (value, text) in [
            ("关于“甲”的通知", "关于“甲”的通知"),
            ("2017年预算", "2017年预算"),
            ("a: b", "\"a: b\""),
            ("2017", "\"2017\""),
            ("[甲]", "\"[甲]\""),
            ("甲 #乙", "\"甲 #乙\""),
            ("甲,乙", "甲,乙"),
            ("No", "\"No\""),
            ("甲\n  乙", "甲 乙"),
            ("甲\u{7}乙", "甲乙"),
            ("", "\"\""),
        ] {
            assert_eq!(of(value), text);
        }
        assert_eq!(list(&["甲,乙", "丙", ""]), "[\"甲,乙\", 丙, ]");
    }
}
