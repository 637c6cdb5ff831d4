//! `gongkai check --waivers`: everything that was waived, for whoever answers for it.

use gongkai::column::Column;
use gongkai::diag::line_column;
use gongkai::formats::Secrets;

use super::say;

/// Lists the waivers of all items.
pub fn list(column: &Column) {
    let secrets = Secrets::new(column.report().findings(), column.folder());
    let mut lines = Vec::new();
    for item in column.site().items.iter().map(|filed| &filed.item) {
        let path = item.path.as_str();
        let text = column.folder().shown(path);
        let draft = if item.draft { "（草稿）" } else { "" };
        for waiver in &item.waivers {
            let place = line_column(&text, waiver.rule.span.start);
            let line = format!("{path}:{}{draft}  {}  {}", place.line, waiver.rule.value, waiver.reason);
            lines.push(((item.path.clone(), place.line), secrets.told(path, &line)));
        }
    }
    lines.sort();
    for (_, line) in &lines {
        say!("{line}");
    }
    say!("共 {} 项豁免。", lines.len());
}
