//! Addresses: two things cannot have the same one, and the files behind them must have names that every system knows.

use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::folder::{RelPath, Unportable, unportable};
use crate::plan::Noun;

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

/// A file or a folder whose name Windows does not allow.
pub fn unportable_name(facts: &Facts<'_>, found: &mut Found<'_>) {
    let items = facts.site.items.iter().map(|filed| (&filed.item.path, filed.item.front));
    for (path, span) in items.chain(facts.site.files.keys().map(|path| (path, Span::default()))) {
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
        let name: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
        let help = "改一个名称，例如 2017-001；已经公开过的条目，网址会变，旧的网址要另外处理。";
        found.add(path, span, format!("名称“{name}”在Windows上不能用：{why}。"), help);
    }
}

fn place(facts: &Facts<'_>, noun: &Noun) -> Option<(RelPath, Span)> {
    match noun {
        Noun::Item(id) => Some((facts.site.item(*id).path.clone(), facts.site.item(*id).front)),
        Noun::File(path) => Some((path.clone(), Span::default())),
        _ => None,
    }
}
