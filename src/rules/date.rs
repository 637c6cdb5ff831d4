//! Dates in the text: whole, possible, and that of the signature the one of the front matter.

use crate::calendar::chinese;
use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::model::{Filed, Item};
use crate::parse::{Damaged, damaged_dates, date_lines, no_such_days, wrong_zeros};

rule!(DAMAGED, Warning, "date/damaged");
rule!(NO_SUCH_DAY, Warning, "date/no-such-day");
rule!(SIGNATURE, Warning, "date/signature");
rule!(WRONG_ZERO, Warning, "date/wrong-zero");

/// 年, 月 or 日 are lost: 2017615日.
pub fn damaged(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let text = filed.item.shown_body();
    for one in damaged_dates(text) {
        let written = one.span.of(text);
        let message = match one.readings.as_slice() {
            [] => format!("日期“{written}”缺了“年”“月”或者“日”，看不出是哪一天。"),
            [_] => format!("日期“{written}”缺了“年”“月”或者“日”。"),
            several => format!("日期“{written}”缺了“年”“月”或者“日”，可以是{}。", several.join("，也可以是")),
        };
        let help = match one.readings.as_slice() {
            [reading] => format!("多半是从Word粘贴时丢的，写成“{reading}”。"),
            _ => "多半是从Word粘贴时丢的，对照原件改正。".to_string(),
        };
        say(&filed.item, &one, message, &help, found);
    }
}

/// A letter, a digit or a circle for the zero of a Chinese year: 二OO八年.
pub fn wrong_zero(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let text = filed.item.shown_body();
    for one in wrong_zeros(text) {
        let message = format!("“{}”里的“零”用错了字。", one.span.of(text));
        say(&filed.item, &one, message, "用汉字“〇”，不用字母O、数字0或者圆圈；也可以写阿拉伯数字的年份。", found);
    }
}

fn say(item: &Item, one: &Damaged, message: String, help: &str, found: &mut Found<'_>) {
    let place = one.span.shifted(item.body.span.start);
    found.add(&item.path, place, message, help);
    if let [reading] = one.readings.as_slice() {
        found.fix(place, reading.clone());
    }
}

/// 2017年6月31日.
pub fn no_such_day(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let text = filed.item.shown_body();
    for span in no_such_days(text) {
        let message = format!("“{}”：日历上没有这一天。", span.of(text));
        found.add(&filed.item.path, span.shifted(filed.item.body.span.start), message, "对照原件改正。");
    }
}

/// The date below a signature is not 成文日期. Of several signatures one must have it.
pub fn signature(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let Some(formed) = &item.formed else { return };
    let signatures: Vec<_> = date_lines(item.shown_body()).into_iter().filter(|line| signs(facts, item, line.before)).collect();
    if let Some(last) = signatures.last().filter(|_| signatures.iter().all(|line| line.date != formed.value)) {
        found.add(
            &item.path,
            last.span.shifted(item.body.span.start),
            format!("落款日期是{}，成文日期写的是{}。", chinese(last.date), chinese(formed.value)),
            "对照原件核对，两处写成同一天；成文日期是负责人签发的日期。",
        );
    }
}

/// Whether a line is the name of an organ: that of a subject, or a short line with the end of such a name.
fn signs(facts: &Facts<'_>, item: &Item, line: &str) -> bool {
    const ENDS: &[&str] = &["政府", "委员会", "办公室", "中心", "村委会", "局", "所", "站", "院", "学校", "小学", "中学", "厂", "公司"];
    let name: String = line.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '\\' | '\u{a0}')).collect();
    let name = name.rsplit_once('<').filter(|(_, tag)| tag.ends_with('>')).map_or(name.as_str(), |(before, _)| before);
    let name = name.rsplit_once('>').map_or(name, |(_, name)| name);
    let plain = !name.is_empty() && name.chars().count() <= 40 && !name.contains(['。', '：', '；', '，', '|', '#']);
    plain
        && (ENDS.iter().any(|end| name.ends_with(end))
            || facts.site.subjects.find(name).is_some()
            || item.issuers.iter().any(|issuer| issuer.value == name))
}
