//! A county's table of matters: each row whole, its numbers in order, each 同上 with something above.

use crate::check::{Facts, Found};
use crate::folder::RelPath;
use crate::model::{CatalogueTable, Column, Row, Sheet};
use crate::parse::CATALOGUE;

/// The columns that a table must have, and a row must fill.
const NEEDED: &[Column] = &[Column::Limit, Column::Subject, Column::Channels, Column::Audience, Column::Mode, Column::Level];

fn sheets<'s>(facts: &Facts<'s>) -> impl Iterator<Item = (&'s CatalogueTable, &'s Sheet)> {
    facts.site.tables.iter().flat_map(|table| table.sheets.iter().map(move |sheet| (table, sheet)))
}

/// A column that is not there, or a row that does not fill it.
pub fn incomplete_row(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (table, sheet) in sheets(facts) {
        let absent: Vec<&str> = NEEDED.iter().filter(|column| !sheet.has(**column)).map(|column| column.name()).collect();
        if !absent.is_empty() {
            found.add(
                &table.path,
                sheet.span,
                format!("{}的表头没有“{}”。", sheet.place(sheet.header), absent.join("”“")),
                "照基层政务公开标准目录的格式补上，每个事项都要填写。",
            );
        }
        for row in &sheet.rows {
            let empty: Vec<&str> =
                NEEDED.iter().filter(|column| sheet.has(**column) && !is_filled(row, **column)).map(|column| column.name()).collect();
            if !empty.is_empty() {
                found.add(
                    &table.path,
                    row.span,
                    format!("{}“{}”没有写{}。", sheet.place(row.row), row.name(), empty.join("、")),
                    "补上。几行共用一个合并单元格的，存成csv以后只有第一行有字：改用xlsx，或者每行都写。",
                );
            }
        }
    }
}

fn is_filled(row: &Row, column: Column) -> bool {
    // 同上 with nothing above has that for a finding.
    row.dangling.iter().any(|(dangling, _)| *dangling == column)
        || match column {
            Column::Limit => !row.limit.text.is_empty(),
            Column::Subject => !row.subject.text.is_empty(),
            Column::Channels => !row.chosen.is_empty(),
            Column::Audience => !row.audience.is_empty(),
            Column::Mode => row.proactive || row.on_request,
            Column::Level => !row.levels.is_empty(),
            Column::Number | Column::Matter(_) | Column::Elements | Column::Basis => true,
        }
}

/// A leaf that lacks what the standard catalogue has a column for.
pub fn incomplete_leaf(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(path) = RelPath::new(CATALOGUE).filter(|_| !facts.faulty(CATALOGUE)) else { return };
    for leaf in &facts.site.catalogue.leaves {
        let lacks = [
            ("时限", leaf.limit.clauses.is_empty() && leaf.kind != crate::model::Kind::Duty),
            ("渠道", leaf.channels.is_empty()),
            ("公开对象", leaf.audience.is_empty()),
            ("公开层级", leaf.level.is_empty()),
        ];
        let lacks: Vec<&str> = lacks.iter().filter(|(_, lacks)| *lacks).map(|(name, _)| *name).collect();
        if !lacks.is_empty() {
            found.add(
                &path,
                leaf.span,
                format!("类别“{}”没有写{}。", leaf.name, lacks.join("、")),
                "补上，目录总表的每一列都要有内容；没有具体时限的，写“时限: 及时公开”。",
            );
        }
    }
}

/// 同上 in the first row of a table or of a section.
pub fn dangling_ditto(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (table, sheet) in sheets(facts) {
        for (row, column, cell) in sheet.rows.iter().flat_map(|row| row.dangling.iter().map(move |(column, cell)| (row, column, cell))) {
            found.add(
                &table.path,
                cell.span,
                format!("{}的{}写“同上”，上面没有内容。", sheet.cell_place(row.row, cell), column.name()),
                "写出具体的内容。多半是从别的表里复制了一部分，第一行指的是原来那张表的上一行。",
            );
        }
    }
}

/// Both 主动 and 依申请.
pub fn both_modes(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (table, sheet) in sheets(facts) {
        for row in sheet.rows.iter().filter(|row| row.proactive && row.on_request) {
            found.add(
                &table.path,
                row.span,
                format!("{}“{}”的公开方式，主动公开和依申请公开都选了。", sheet.place(row.row), row.name()),
                "只选一个。一部分主动公开、一部分依申请公开的，分成两行。",
            );
        }
    }
}

/// 序号 that does not start from 1, stands twice or leaves one out.
pub fn wrong_sequence(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (table, sheet) in sheets(facts) {
        let numbered = || sheet.rows.iter().filter_map(|row| Some((row, row.number.as_ref().filter(|cell| !cell.text.is_empty())?)));
        // 0505 and 1-2 are codes.
        let is_number = |text: &str| !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
        if !numbered().all(|(_, cell)| is_number(&cell.text)) {
            continue;
        }
        let (mut last, mut opened) = (0_u32, false);
        for (row, cell) in sheet.rows.iter().filter_map(|row| Some((row, row.number.as_ref()?))) {
            opened |= row.opens;
            let Ok(number) = cell.text.parse::<u32>() else { continue };
            let next = last.checked_add(1) == Some(number) || (opened && number == 1);
            if !next {
                let what = match last {
                    0 => format!("第一个序号是{number}，不是1"),
                    last if number == last => format!("序号{number}接连出现了两次"),
                    last if number < last => format!("序号{last}后面是{number}，倒了回去"),
                    last => format!("序号{last}后面是{number}，中间缺了"),
                };
                let help = "从1起依次编号，一个领域一组。缺的行多半是复制时漏了，对照原表核对。";
                found.add(&table.path, cell.span, format!("{}：{what}。", sheet.cell_place(row.row, cell)), help);
            }
            (last, opened) = (number, false);
        }
    }
}
