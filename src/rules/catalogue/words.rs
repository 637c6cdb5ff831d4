//! The channels of a catalogue: known words, behind real boxes.

use std::collections::BTreeMap;

use crate::check::{Facts, Found};
use crate::diag::Span;
use crate::entries::after;
use crate::folder::RelPath;
use crate::model::plain_channel;
use crate::parse::{CATALOGUE, nearest, typed_boxes};

/// 口 and ▄ where □ and ■ belong. Said once a table for each.
pub fn wrong_box(facts: &Facts<'_>, found: &mut Found<'_>) {
    for table in &facts.site.tables {
        let mut seen: BTreeMap<(char, char), (Span, String, usize)> = BTreeMap::new();
        for sheet in &table.sheets {
            for row in &sheet.rows {
                for typed in typed_boxes(&row.channels.text) {
                    let first = || (row.channels.span, sheet.cell_place(row.row, &row.channels), 0);
                    seen.entry(typed).or_insert_with(first).2 += 1;
                }
            }
        }
        for ((typed, meant), (span, place, count)) in seen {
            let what = if typed == '口' { "汉字“口”".to_string() } else { format!("“{typed}”") };
            found.add(
                &table.path,
                span,
                format!("用{what}代替了方框“{meant}”，从{place}起共{count}处。"),
                format!("把方框都换成“{meant}”：选中的用■，没有选的用□，读屏软件和程序才认得出选了哪些。"),
            );
        }
    }
}

/// A channel that the list does not have. Said once a file for each word.
pub fn unknown_channel(facts: &Facts<'_>, found: &mut Found<'_>) {
    let known: Vec<String> = facts.site.limits.channels.iter().map(|word| plain_channel(word)).collect();
    if known.is_empty() {
        return;
    }
    let is_known = |word: &str| known.contains(&plain_channel(word)) || word.starts_with("其他") || word.starts_with("其它");
    let mut said: BTreeMap<(RelPath, &str), (Span, String, usize)> = BTreeMap::new();
    for table in &facts.site.tables {
        for (sheet, row) in table.sheets.iter().flat_map(|sheet| sheet.rows.iter().map(move |row| (sheet, row))) {
            for word in row.chosen.iter().filter(|word| !is_known(word)) {
                let first = || (row.channels.span, format!("{}的", sheet.cell_place(row.row, &row.channels)), 0);
                said.entry((table.path.clone(), word)).or_insert_with(first).2 += 1;
            }
        }
    }
    let text = facts.folder.text(CATALOGUE).unwrap_or("");
    for (path, leaf) in RelPath::new(CATALOGUE).iter().flat_map(|path| facts.site.catalogue.leaves.iter().map(move |leaf| (path, leaf))) {
        for word in leaf.channels.iter().filter(|word| !is_known(word)) {
            let first = || (after(text, leaf.span, word), format!("类别“{}”的", leaf.name), 0);
            said.entry((path.clone(), word)).or_insert_with(first).2 += 1;
        }
    }
    for ((path, word), (span, place, count)) in said {
        let times = if count > 1 { format!("（共{count}处）") } else { String::new() };
        let message = format!("{place}公开渠道“{word}”不在渠道名单里{times}。");
        let help = "确有这个渠道的，加进 content/limits.yaml 的“渠道”；名称写错的，改正。";
        match nearest(&plain_channel(word), known.iter().map(String::as_str)) {
            Some(near) => found.add(&path, span, message, format!("是不是“{near}”？{help}")),
            None => found.add(&path, span, message, help),
        }
    }
}
