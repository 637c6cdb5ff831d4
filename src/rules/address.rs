//! Addresses: two things cannot have the same one.

use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::folder::RelPath;
use crate::plan::Noun;

rule!(DUPLICATE, Block, "address/duplicate");

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

fn place(facts: &Facts<'_>, noun: &Noun) -> Option<(RelPath, Span)> {
    match noun {
        Noun::Item(id) => Some((facts.site.item(*id).path.clone(), facts.site.item(*id).front)),
        Noun::File(path) => Some((path.clone(), Span::default())),
        _ => None,
    }
}
