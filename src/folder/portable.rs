//! Names of files that every system can have. A column is written on one machine, built on another and handed over on a third, and
//! Windows knows fewer names than the others.

/// Names of devices on Windows, whatever stands behind their first dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// The longest name, in bytes: systems allow 255, and what is unpacked or uploaded gets something added.
pub const LONGEST_NAME: usize = 200;
/// The longest name that the disks of most systems take, in bytes of UTF-8.
pub const LONGEST_ON_DISK: usize = 255;

/// Why a name cannot stand on every system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unportable {
    /// This character is not allowed.
    Character(char),
    /// It ends with this character, which is dropped.
    End(char),
    /// It is the name of a device.
    Device,
    /// It is too long.
    Long,
}

/// Why a name, which is one part of a path, cannot stand on every system; `None` where it can.
pub fn unportable(name: &str) -> Option<Unportable> {
    if let Some(c) = name.chars().find(|c| is_barred(*c)) {
        return Some(Unportable::Character(c));
    }
    if let Some(c) = name.chars().next_back().filter(|c| matches!(c, '.' | ' ')) {
        return Some(Unportable::End(c));
    }
    if is_device(name) {
        return Some(Unportable::Device);
    }
    (name.len() > LONGEST_NAME).then_some(Unportable::Long)
}

/// Whether no name on Windows may have a character.
pub fn is_barred(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\')
}

/// Whether Windows takes a name for a device.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").trim_end().to_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem.as_str()) || port.is_some_and(|number| number.len() == 1 && number.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_does_not_know() {
        for (name, why) in [
            ("2017-001.md", None),
            ("附件 1（定稿）.xlsx", None),
            ("Console.md", None),
            ("com10.md", None),
            ("一:二.md", Some(Unportable::Character(':'))),
            ("a\\b", Some(Unportable::Character('\\'))),
            ("a\n", Some(Unportable::Character('\n'))),
            ("a.", Some(Unportable::End('.'))),
            ("a ", Some(Unportable::End(' '))),
            ("CON", Some(Unportable::Device)),
            ("aux.tar.gz", Some(Unportable::Device)),
            ("lpt1.txt", Some(Unportable::Device)),
        ] {
            assert_eq!(unportable(name), why, "{name}");
        }
        assert_eq!(unportable(&"名".repeat(67)), Some(Unportable::Long));
    }
}
