//! Names that can be unpacked on every system, Windows too, and no two of which are one there.

use std::collections::HashSet;

use crate::folder::{LONGEST_NAME, is_barred, is_device};

/// The names that are taken, in small letters.
#[derive(Default)]
pub(super) struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// A free name like this one.
    pub(super) fn take(&mut self, path: &str) -> String {
        let safe = path.split('/').map(part).collect::<Vec<_>>().join("/");
        let (stem, end) = match safe.rsplit_once('.') {
            Some((stem, end)) if !end.contains('/') => (stem.to_string(), format!(".{end}")),
            _ => (safe.clone(), String::new()),
        };
        let mut name = safe;
        for n in 2.. {
            if self.taken.insert(name.to_lowercase()) {
                break;
            }
            name = format!("{stem}~{n}{end}");
        }
        name
    }
}

/// One part of a path.
fn part(name: &str) -> String {
    let mut name: String = name.chars().map(|c| if is_barred(c) { '_' } else { c }).collect();
    if name.len() > LONGEST_NAME {
        let (stem, end) = name.rsplit_once('.').filter(|(_, end)| end.len() < 10).unwrap_or((&name, ""));
        let room = LONGEST_NAME.saturating_sub(end.len() + 1);
        let cut = (0..=room.min(stem.len())).rev().find(|at| stem.is_char_boundary(*at)).unwrap_or(0);
        name = format!("{}.{end}", stem.get(..cut).unwrap_or(""));
    }
    if name.ends_with(['.', ' ']) || name.is_empty() {
        name.push('_');
    }
    if is_device(&name) { format!("_{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_unpacked_anywhere() {
        let mut names = Names::default();
        for (path, name) in [
            ("条目/audit/2017-001.md", "条目/audit/2017-001.md"),
            ("条目/audit/问?“一”:1.txt", "条目/audit/问_“一”_1.txt"),
            ("条目/audit/con.txt", "条目/audit/_con.txt"),
            ("条目/audit/COM1", "条目/audit/_COM1"),
            ("条目/audit/a.", "条目/audit/a._"),
            ("条目/audit/A.txt", "条目/audit/A.txt"),
            ("条目/audit/a.txt", "条目/audit/a~2.txt"),
            ("条目/audit/a?b", "条目/audit/a_b"),
            ("条目/audit/a*b", "条目/audit/a_b~2"),
        ] {
            assert_eq!(names.take(path), name);
        }
        let long = names.take(&format!("条目/{}.xlsx", "名单".repeat(60)));
        assert!(long.len() <= "条目/".len() + LONGEST_NAME && long.ends_with(".xlsx"), "{long}");
    }
}
