//! Addresses: two things cannot have the same one, and the files behind them must have names that every system knows.

use std::collections::HashSet;

use crate::check::{Facts, Found};
use crate::diag::{Severity, Span, rule};
use crate::folder::{LONGEST_NAME, LONGEST_ON_DISK, RelPath, Unportable, unportable};
use crate::plan::{Noun, Page, is_text};

rule!(DUPLICATE, Block, "address/duplicate");
rule!(UNPORTABLE, Warning, "address/unportable");

/// Two items (or an item and a page of the program) at one address.
pub fn duplicate(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (first, second) in facts.plan.clashes() {
        let (Some((path, span)), Some(page)) = (place(facts, second).or_else(|| place(facts, first)), facts.plan.page(first)) else {
            continue;
        };
        let other = match place(facts, first) {
            Some((other, _)) if other != path => format!("“{other}”的"),
            _ => "栏目自己的页面".to_string(),
        };
        found.add(
            &path,
            span,
            format!("这个文件和{other}网址相同，都是“{}”。", page.path),
            "网址由类别代码和文件名组成，不分大小写。给这个文件换一个文件名，例如把序号加一。",
        );
    }
}

/// A file or a folder whose name Windows does not allow, or of which a build makes one that no disk takes.
pub fn unportable_name(facts: &Facts<'_>, found: &mut Found<'_>) {
    let told = too_long(facts, found);
    let items = facts.site.items.iter().map(|filed| (&filed.item.path, filed.item.front));
    for (path, span) in items.chain(facts.site.files.keys().map(|path| (path, Span::default()))) {
        if told.contains(path) {
            continue;
        }
        let odd = path.as_str().split('/').find_map(|name| Some((name, unportable(name)?)));
        let Some((name, why)) = odd else { continue };
        let why = match why {
            Unportable::Character(c) if c.is_control() => "里面有看不见的控制字符".to_string(),
            Unportable::Character(c) => format!("里面有“{c}”"),
            Unportable::End(' ') => "末尾是空格".to_string(),
            Unportable::End(_) => "末尾是点".to_string(),
            Unportable::Device => "它是Windows留给设备的名称".to_string(),
            Unportable::Long => "它太长".to_string(),
        };
        found.add(path, span, format!("名称“{}”在Windows上不能用：{why}。", shown(name)), CURE);
    }
}

const CURE: &str = "改一个名称，例如 2017-001；已经公开过的条目，网址会变，旧的网址要另外处理。";

/// The first of a name.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// The files of which a build would make one with too long a name.
fn too_long(facts: &Facts<'_>, found: &mut Found<'_>) -> HashSet<RelPath> {
    let mut told = HashSet::new();
    // A name is no longer than its path: nearly all pages are done with at this glance.
    for page in facts.plan.pages().iter().filter(|page| page.path.as_str().len() > LONGEST_NAME) {
        let Some((name, length)) = longest_name(page).filter(|(_, length)| *length > LONGEST_ON_DISK) else { continue };
        let Some((path, span)) = place(facts, &page.noun) else { continue };
        let message = format!("名称“{}”太长：用它做成的文件，名称有{length}个字节，磁盘最多放{LONGEST_ON_DISK}个。", shown(name));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        found.add(&path, span, message, format!("至少减去{}个字。{CURE}", surplus(stem, length - LONGEST_ON_DISK)));
        found.raise(Severity::Error);
        told.insert(path);
    }
    told
}

/// Of the folders and the file of a page, the name of the one for which a build needs the longest name, and how many bytes that has.
fn longest_name(page: &Page) -> Option<(&str, usize)> {
    let file = page.path.file_name();
    let added = match page.noun {
        // Its sheet of review has the same name, and while it is written, a dot before and this after it.
        Noun::Item(_) => ".".len() + ".tmp".len(),
        // Its packed copies.
        _ if is_text(&page.path) => ".gz".len(),
        _ => 0,
    };
    let folders = page.path.parent().into_iter().flat_map(|folders| folders.split('/')).map(|name| (name, name.len()));
    folders.chain([(file, file.len() + added)]).max_by_key(|(_, length)| *length)
}

/// How many characters must go from the end of a name, so that it has so many bytes less.
fn surplus(name: &str, bytes: usize) -> usize {
    let enough = name.char_indices().rev().position(|(at, _)| name.len() - at >= bytes);
    enough.map_or(name.chars().count(), |before| before + 1)
}

fn place(facts: &Facts<'_>, noun: &Noun) -> Option<(RelPath, Span)> {
    match noun {
        Noun::Item(id) => Some((facts.site.item(*id).path.clone(), facts.site.item(*id).front)),
        Noun::File(path) => Some((path.clone(), Span::default())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_that_must_go() {
        for (name, bytes, characters) in [("abcdef", 2, 2), ("年度预算", 1, 1), ("年度预算", 4, 2), ("a年", 4, 2), ("a年", 9, 2)]
        {
            assert_eq!(surplus(name, bytes), characters, "{name}, {bytes}");
        }
    }
}
