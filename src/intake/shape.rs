//! The shape of a draft's text: which lines are headings, and what stands for a table that is too large.

use super::document::{Align, Block, Cell, Inline, plain};

/// A sheet of more rows, or of more columns, is better attached than shown.
const MOST_ROWS: usize = 80;
const MOST_COLUMNS: usize = 12;

/// Lines that are numbered as headings are become headings: 一、 the highest, （一） below it.
pub fn headings(blocks: &mut [Block]) {
    let styled = blocks.iter().any(|block| matches!(block, Block::Heading(level, _) if *level > 0));
    for block in blocks {
        if let Block::Heading(level @ 0, _) = block {
            *level = 1;
        }
        let Block::Paragraph(line, _) = block else { continue };
        let text = plain(line);
        let short = text.chars().count() <= 40 && !text.ends_with(['。', '；', '：', '，', '、', '！', '？']) && !text.contains('。');
        let plain = line.iter().all(|inline| matches!(inline, Inline::Text(_)));
        let level = match numbered(&text) {
            _ if !short || !plain || styled => continue,
            Some(level) => level,
            None => continue,
        };
        *block = Block::Heading(level, std::mem::take(line));
    }
}

/// The highest heading is of level 1, and none is more than one level below the one before.
pub fn levelled(blocks: &mut [Block]) {
    let highest =
        blocks.iter().filter_map(|block| if let Block::Heading(level, _) = block { Some(*level) } else { None }).min().unwrap_or(1);
    let mut last = 0;
    for block in blocks {
        if let Block::Heading(level, _) = block {
            *level = (*level - highest.min(*level) + 1).min(last + 1);
            last = *level;
        }
    }
}

/// 一、 is level 1, （一） level 2.
fn numbered(text: &str) -> Option<u8> {
    let bracket = text.strip_prefix(['（', '(']);
    let rest = bracket.unwrap_or(text).trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let counted = rest.len() < bracket.unwrap_or(text).len();
    match (bracket.is_some(), counted, rest.chars().next()?) {
        (false, true, '、') => Some(1),
        (true, true, '）' | ')') => Some(2),
        _ => None,
    }
}

pub fn is_large(block: &Block) -> bool {
    matches!(block, Block::Table(table) if table.rows.len() > MOST_ROWS || table.width() > MOST_COLUMNS)
}

/// In place of large tables, what is in them.
pub fn summarize(blocks: &mut [Block], attached: bool) {
    for block in blocks.iter_mut() {
        let Block::Table(table) = block else { continue };
        if table.rows.len() <= MOST_ROWS && table.width() <= MOST_COLUMNS {
            continue;
        }
        let head = table.rows.first().into_iter().flatten().map(|cell| cell.lines.join("")).filter(|name| !name.is_empty());
        let head: Vec<String> = head.collect();
        let whole = if attached { "全表见附件。" } else { "" };
        let text = format!("本表共{}行，栏目有：{}。{whole}", table.rows.len().saturating_sub(1), head.join("、"));
        *block = Block::Paragraph(vec![Inline::Text(text)], Align::Start);
    }
}

/// A table of so many rows may be the foot of a paper.
pub const SHORT_TABLE: usize = 3;

/// The words of a block; those of a table with at most so many rows, a row a line.
pub fn words_of(block: &Block, most_rows: usize) -> String {
    match block {
        Block::Table(table) if table.rows.len() <= most_rows => {
            let row = |row: &Vec<Cell>| row.iter().flat_map(|cell| &cell.lines).cloned().collect::<Vec<_>>().join(" ") + "\n";
            table.rows.iter().map(row).collect()
        }
        block => block.text() + "\n",
    }
}

/// How many letters there are.
pub fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
