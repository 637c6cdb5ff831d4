//! Names and posts of leaders, against the table of the column.

use crate::calendar::{Date, chinese};
use crate::check::{Facts, Found};
use crate::diag::Span;
use crate::model::{Filed, Leader, is_han};
use crate::prose::Cursor;

/// Words of a line that tells of a change of posts, or of another time.
const CHANGES: &[&str] =
    &["任命", "任免", "免去", "当选", "辞去", "提名", "候选", "任职", "拟任", "不再担任", "担任过", "时任", "曾任", "历任"];
/// What makes another post of the one behind it.
const DEPUTY: &str = "副";
/// What stands before the post of somebody who no longer holds it.
const FORMER: &[&str] = &["原", "前", "老", "代"];
/// What makes a post part of another name: 镇长办公会.
const LONGER: &[&str] = &["助理", "办公", "秘书", "信箱", "热线", "接待日"];
/// Names of fewer characters are near to too many others.
const SHORTEST: usize = 3;

/// A post with the name that stands at it.
struct Pair<'f> {
    post: String,
    /// What is written where the name stands, and its place.
    name: &'f str,
    span: Span,
}

/// A leader is given a post that the table doesn't give on that day.
pub fn wrong_post(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    each(facts, filed, |pair, day| {
        let own = || facts.site.leaders.all.iter().filter(|leader| leader.name == pair.name);
        if own().next().is_none() || own().any(|leader| leader.held(day) && leader.is(&pair.post)) {
            return;
        }
        let held: Vec<String> = own().filter(|leader| leader.held(day)).flat_map(|leader| leader.posts.clone()).collect();
        let said = if held.is_empty() { "不在任".to_string() } else { format!("任{}", held.join("、")) };
        found.add(
            &filed.item.path,
            pair.span,
            format!("按领导名单，“{}”{}{said}，这里写的是“{}”。", pair.name, chinese(day), pair.post),
            "对照任免文件核对姓名和职务；名单不全的，在 content/leaders.yaml 里补上，写明“起”“止”。",
        );
    });
}

/// A name at a post is that of who holds it, but for one character.
pub fn misspelt_leader(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    each(facts, filed, |pair, day| {
        let all = &facts.site.leaders.all;
        if all.iter().any(|leader| leader.name == pair.name) {
            return;
        }
        let meant = all.iter().find(|leader| leader.held(day) && leader.is(&pair.post) && near(&leader.name, pair.name));
        if let Some(leader) = meant {
            let help = format!("核对姓名，写错了的改成“{}”；确是另一个人的，在 content/leaders.yaml 里补上。", leader.name);
            let message = format!("{}“{}”与领导名单里的“{}”差一个字。", pair.post, pair.name, leader.name);
            found.add(&filed.item.path, pair.span, message, help);
            found.guess(pair.span, &leader.name);
        }
    });
}

/// Every name that stands at a post, with the day of the item.
fn each<'f>(facts: &Facts<'f>, filed: &'f Filed, mut tell: impl FnMut(Pair<'f>, Date)) {
    let item = &filed.item;
    let (Some(text), Some(day)) = (item.readable_text().filter(|_| !facts.site.leaders.all.is_empty()), day(filed)) else { return };
    let mut cursor = Cursor::default();
    for post in facts.site.leaders.posts(text).filter(|post| filed.item.says(*post)) {
        let line = cursor.at(text, post.start);
        if CHANGES.iter().any(|word| line.text.contains(word)) {
            continue;
        }
        let before = text.get(line.start..post.start).unwrap_or("");
        let after = text.get(post.end..line.start + line.text.len()).unwrap_or("");
        if FORMER.iter().any(|word| before.ends_with(word)) || LONGER.iter().any(|word| after.starts_with(word)) {
            continue;
        }
        let deputy = before.ends_with(DEPUTY);
        let written = format!("{}{}", if deputy { DEPUTY } else { "" }, post.of(text));
        if let Some((name, span)) = name_at(&facts.site.leaders.all, before, after, post) {
            tell(Pair { post: written, name, span }, day);
        }
    }
}

fn day(filed: &Filed) -> Option<Date> {
    let item = &filed.item;
    item.formed.as_ref().map(|formed| formed.value).or(item.published.as_ref().map(|published| published.value.date))
}

/// The name behind a post (镇长张某某), or before it (张某某镇长, 张某某（镇长）); one that is near a leader's counts behind only.
fn name_at<'t>(all: &[Leader], before: &'t str, after: &'t str, post: Span) -> Option<(&'t str, Span)> {
    // In a table the name stands in the cell before.
    let lead = before.trim_end_matches(['（', '(', ' ', '　', '|']);
    let known = all.iter().filter(|leader| lead.ends_with(leader.name.as_str())).max_by_key(|leader| leader.name.len());
    let ahead = known.and_then(|leader| lead.get(lead.len() - leader.name.len()..)).map(|name| {
        let end = post.start - (before.len() - lead.len());
        (name, Span::new(end - name.len(), end))
    });
    if ahead.is_some() && before.contains('|') {
        return ahead;
    }
    let behind = after.trim_start_matches([' ', '　', '：']);
    let gap = after.len() - behind.len();
    let place = |length: usize| Span::new(post.end + gap, post.end + gap + length);
    let known = all.iter().filter_map(|leader| behind.get(..leader.name.len()).filter(|name| *name == leader.name));
    if let Some(name) = known.max_by_key(|name| name.len()) {
        return Some((name, place(name.len())));
    }
    if ahead.is_some() {
        return ahead;
    }
    let near_one = |leader: &Leader| {
        let end = behind.char_indices().nth(leader.name.chars().count()).map_or(behind.len(), |(at, _)| at);
        behind.get(..end).filter(|name| near(&leader.name, name))
    };
    all.iter().find_map(near_one).map(|name| (name, place(name.len())))
}

/// Whether a name is another one but for a character.
fn near(name: &str, written: &str) -> bool {
    let count = name.chars().count();
    let differ = name.chars().zip(written.chars()).filter(|(a, b)| a != b).count();
    count >= SHORTEST && written.chars().count() == count && differ == 1 && written.chars().all(is_han)
}
