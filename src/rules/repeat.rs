//! The same thing published twice.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

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
    for filed in by_path(facts) {
        let Some(hash) = hash(facts, &filed.item) else { continue };
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

/// Two items of one leaf with one title. When their bodies or their 文号 are the same too, that is said elsewhere.
pub fn title(facts: &Facts<'_>, found: &mut Found<'_>) {
    let mut first: HashMap<_, &Item> = HashMap::new();
    for filed in by_path(facts) {
        let (Some(leaf), Some(title)) = (filed.leaf, &filed.item.title) else { continue };
        let Some(other) = first.get(&(leaf, title.value.trim())) else {
            first.insert((leaf, title.value.trim()), &filed.item);
            continue;
        };
        let body = hash(facts, &filed.item);
        let number = |item: &Item| item.number.as_ref().map(|number| number.value.clone());
        let said =
            (body.is_some() && body == hash(facts, other)) || (number(&filed.item).is_some() && number(&filed.item) == number(other));
        if !said {
            found.add(
                &filed.item.path,
                title.span,
                format!("标题和同一类别的“{}”相同。", other.path),
                "重复发布的，只留一个条目；内容不同的，在标题里写清年份、期数或者村名，让群众分得清。",
            );
        }
    }
}

fn by_path<'f>(facts: &Facts<'f>) -> Vec<&'f Filed> {
    let mut items: Vec<&Filed> = facts.site.items.iter().filter(|filed| filed.is_public() && filed.item.withdrawn.is_none()).collect();
    items.sort_by(|a, b| a.item.path.cmp(&b.item.path));
    items
}

/// What stands for a body that is long enough, spaces aside.
fn hash(facts: &Facts<'_>, item: &Item) -> Option<u64> {
    let text = item.body.span.of(facts.folder.text(item.path.as_str())?);
    let mut hasher = DefaultHasher::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        hasher.write(word.as_bytes());
        count += word.chars().count();
    }
    count.hash(&mut hasher);
    (count >= SHORTEST).then(|| hasher.finish())
}
