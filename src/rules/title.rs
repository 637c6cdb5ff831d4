//! Titles: short, without a mark at the end, 关于 once.

use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::model::Filed;

rule!(DOUBLED, Warning, "title/doubled");
rule!(PUNCTUATION, Warning, "title/punctuation");
rule!(TOO_LONG, Warning, "title/too-long");

/// More characters than the limit.
pub fn too_long(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let most = facts.site.limits.title;
    let Some(title) = filed.item.title.as_ref().filter(|_| most > 0) else { return };
    let count = title.value.chars().count();
    if count > most as usize {
        found.add(
            &filed.item.path,
            title.span,
            format!("标题有{count}个字，超过{most}个字。"),
            "标题准确简要，写清机关、事由和文种；层层转发的，只留最初的事由。",
        );
    }
}

/// A mark at the end. Brackets and the question mark belong to a title.
pub fn punctuation(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(title) = &filed.item.title else { return };
    let kept = title.value.trim_end_matches(|c: char| "。，、；：！.,;:!…·—~～".contains(c) || c.is_whitespace());
    let marks = title.value.get(kept.len()..).unwrap_or("").trim();
    if marks.is_empty() || kept.is_empty() {
        return;
    }
    found.add(&filed.item.path, title.span, format!("标题末尾有标点“{marks}”。"), "标题末尾不用标点，删去它。");
    if title.span.of(&filed.item.text) == title.value {
        found.fix(title.span, kept);
    }
}

/// 关于 twice, or 转发转发. A number of words that forward a document may have its 关于 behind their own.
pub fn doubled(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(title) = &filed.item.title else { return };
    let outside = outside_quotes(&title.value);
    let twin = ["关于关于", "转发转发", "印发印发", "的的", "的通知的通知"].into_iter().find(|twin| outside.contains(twin));
    let forwards = ["转发", "批转"].iter().any(|word| outside.contains(word));
    let message = match twin {
        Some(twin) => format!("标题里“{twin}”重复。"),
        None if outside.matches("关于").count() > 1 && !forwards => "标题里有两个“关于”。".to_string(),
        None => return,
    };
    found.add(&filed.item.path, title.span, message, "只留一个；标题里引用文件名称的，把它放在书名号《》里。");
}

/// A title without what stands between 《 and 》.
fn outside_quotes(title: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for c in title.chars() {
        match c {
            '《' => {
                depth += 1;
                outside.push(c);
            }
            '》' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}
