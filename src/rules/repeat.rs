//! The same thing published twice.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hasher};

use rayon::prelude::*;

use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::model::{Filed, Item};

rule!(BODY, Warning, "repeat/body");
rule!(TITLE, Warning, "repeat/title");

/// A shorter body says too little to be called the same.
const SHORTEST: usize = 100;

/// Two items with one body.
pub fn body(facts: &Facts<'_>, found: &mut Found<'_>) {
    let mut first: HashMap<u64, &Item> = HashMap::new();
    let items = by_path(facts);
    let hashes: Vec<Option<u64>> = items.par_iter().map(|filed| hash(&filed.item)).collect();
    for (filed, hash) in items.into_iter().zip(hashes) {
        let Some(hash) = hash else { continue };
        if let Some(other) = first.get(&hash) {
            found.about(
                &filed.item,
                format!("正文和“{}”完全相同。", other.path),
                "是同一份文件的，只留一个条目，别处需要的，写一句话并链接过去；不是同一份的，对照原件改正。",
            );
        } else {
            first.insert(hash, &filed.item);
        }
    }
}

/// Items of one leaf with one title, told once. When their bodies or their 文号 are the same too, that is said elsewhere.
pub fn title(facts: &Facts<'_>, found: &mut Found<'_>) {
    let mut groups: BTreeMap<_, Vec<&Item>> = BTreeMap::new();
    for filed in by_path(facts) {
        if let (Some(leaf), Some(title)) = (filed.leaf, &filed.item.title) {
            groups.entry((leaf, title.value.trim())).or_default().push(&filed.item);
        }
    }
    let number = |item: &Item| item.number.as_ref().map(|number| number.value.clone());
    for items in groups.into_values().filter(|items| items.len() > 1) {
        let Some((first, others)) = items.split_first() else { continue };
        let (body, own) = (hash(first), number(first));
        let said = |item: &Item| (body.is_some() && body == hash(item)) || (own.is_some() && own == number(item));
        let same: Vec<&&Item> = others.iter().filter(|item| !said(item)).collect();
        let Some((item, title)) = same.first().and_then(|item| Some((item, item.title.as_ref()?))) else { continue };
        let message = match same.len() {
            1 => format!("标题和同一类别的“{}”相同。", first.path),
            more => format!("同一类别有{}个条目用了这个标题，第一个是“{}”。", more + 1, first.path),
        };
        let help = "重复发布的，只留一个条目；内容不同的，在标题里写清年份、期数或者村名，让群众分得清。";
        found.add(&item.path, title.span, message, help);
    }
}

fn by_path<'f>(facts: &Facts<'f>) -> Vec<&'f Filed> {
    let mut items: Vec<&Filed> = facts.site.items.iter().filter(|filed| filed.is_public() && filed.item.withdrawn.is_none()).collect();
    items.sort_by(|a, b| a.item.path.cmp(&b.item.path));
    items
}

/// What stands for a body that is long enough, spaces aside.
fn hash(item: &Item) -> Option<u64> {
    let words = || item.written().split_whitespace();
    if words().flat_map(str::chars).take(SHORTEST).count() < SHORTEST {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    words().for_each(|word| hasher.write(word.as_bytes()));
    Some(hasher.finish())
}
