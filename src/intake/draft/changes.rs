//! What the rules' repairs changed in a draft, piece by piece.

use similar::{ChangeTag, TextDiff};

use super::super::document::Repair;

/// What the repairs of the rules are about.
const WHAT: &str = "标点和序号";
/// In a longer text changes are not looked for, and in longer lines not one by one, in bytes: finding them takes too long.
const LONGEST: usize = 400 * 1024;
const LONGEST_LINE: usize = 12 * 1024;

/// What repairs have changed, piece by piece with what stands around.
pub fn differences(before: &str, after: &str) -> Vec<Repair> {
    let mut repairs = Vec::new();
    if before.len() > LONGEST {
        let told = |text: &str| text.to_string();
        repairs.extend((before != after).then(|| Repair { what: WHAT, before: told("（全文较长）"), after: told("（不逐处列出）") }));
        return repairs;
    }
    let lines = TextDiff::from_lines(before, after);
    let mut old: Vec<&str> = Vec::new();
    let mut new: Vec<&str> = Vec::new();
    for change in lines.iter_all_changes() {
        match change.tag() {
            ChangeTag::Delete => old.push(change.value()),
            ChangeTag::Insert => new.push(change.value()),
            ChangeTag::Equal => compare(&mut old, &mut new, &mut repairs),
        }
    }
    compare(&mut old, &mut new, &mut repairs);
    repairs
}

fn compare(old: &mut Vec<&str>, new: &mut Vec<&str>, repairs: &mut Vec<Repair>) {
    let (before, after) = (std::mem::take(old).concat(), std::mem::take(new).concat());
    if before.len() > LONGEST_LINE {
        let first = |text: &str| text.chars().take(30).collect::<String>() + "……";
        repairs.push(Repair { what: WHAT, before: first(&before), after: first(&after) });
        return;
    }
    let diff = TextDiff::from_chars(before.trim_end(), after.trim_end());
    for group in diff.grouped_ops(3) {
        let side = |keep: ChangeTag| {
            let changes =
                group.iter().flat_map(|op| diff.iter_changes(op)).filter(|change| change.tag() == ChangeTag::Equal || change.tag() == keep);
            changes.map(|change| change.value()).collect::<String>().replace('\n', " ")
        };
        repairs.push(Repair { what: WHAT, before: side(ChangeTag::Delete), after: side(ChangeTag::Insert) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_that_changed_are_told() {
        let found = differences("甲\n请各村,各单位认真落实好。1)乙\n", "甲\n请各村，各单位认真落实好。（1）乙\n");
        let told: Vec<String> = found.iter().map(|repair| format!("{}→{}", repair.before, repair.after)).collect();
        assert_eq!(told, ["请各村,各单位→请各村，各单位", "实好。1)乙→实好。（1）乙"]);
    }
}
