//! 公示: what is put on display says for how long, and to whom one may object.

use crate::check::{Facts, Found, words};
use crate::diag::{Spanned, rule};
use crate::model::{Filed, Item, Key};

rule!(NO_PERIOD, Warning, "display/no-period");
rule!(NO_COMPLAINT, Warning, "display/no-complaint");

/// The words by which a text tells where to complain.
const COMPLAINT: &str = include_str!("display/complaint.txt");
/// A number of so many digits can be called.
const SHORTEST: usize = 5;

/// A display without 公示期.
pub fn no_period(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(title) = title(&filed.item).filter(|_| filed.item.display.is_none() && filed.item.key(Key::Display).is_none()) else {
        return;
    };
    found.add(
        &filed.item.path,
        title.span,
        "标题说是公示，但是没有写公示期。",
        format!("在开头补上一行，例如“公示期: {{起: {}, 天数: 7, 单位: 工作日}}”，天数按这一类公示的规定写。", day(&filed.item)),
    );
}

/// A display that doesn't say where to complain.
pub fn no_complaint(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, body) = (&filed.item, facts.body(&filed.item));
    let Some(title) = title(item).filter(|_| !item.body.blank && !body.is_empty()) else { return };
    if words(COMPLAINT).any(|word| body.contains(word)) && reachable(body) {
        return;
    }
    found.add(
        &item.path,
        title.span,
        "这是公示，正文里没有写对公示内容有异议的向谁反映。",
        "在正文末尾写上受理单位、电话和地址，例如“对公示内容有异议的，请在公示期内向镇纪委反映，电话0000-00000000”。",
    );
}

/// The title of an item that is a display, and not of one about displays (公示制度, 公示结果).
fn title(item: &Item) -> Option<&Spanned<String>> {
    let title = item.title.as_ref().filter(|_| item.withdrawn.is_none())?;
    let mut text = title.value.trim();
    while let Some((before, _)) = text.strip_suffix('）').and_then(|inside| inside.rsplit_once('（')) {
        text = before.trim();
    }
    (text.ends_with("公示") || text.ends_with("公示公告")).then_some(title)
}

fn day(item: &Item) -> String {
    item.published.as_ref().map_or_else(|| "2017-06-20".to_string(), |published| published.value.date.to_string())
}

/// Whether there is a number to call, or an address of mail.
fn reachable(text: &str) -> bool {
    let mut digits = 0;
    text.contains('@')
        || text.chars().any(|c| {
            digits = match c {
                '0'..='9' | '０'..='９' => digits + 1,
                '-' | '—' | '－' => digits,
                _ => 0,
            };
            digits >= SHORTEST
        })
}
