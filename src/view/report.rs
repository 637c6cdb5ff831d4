//! The three tables of an annual report in the national form (国办公开办函〔2021〕30号), as HTML, in their places in the text.

use std::fmt::Write;

use crate::annual::{DOCUMENTS, FEES, KINDS, RESULTS, Row, SINGLE, Tables, sections};
use crate::model::{Item, REQUESTS, RowRole, Site, escape};

/// The HTML of an item's text with the tables from its data file, each at the end of its section; one whose section is not there
/// stands at the end. Nothing changes where the item has none.
pub fn with_tables(site: &Site, item: &Item, mut html: String) -> String {
    let Some(tables) = crate::annual::from_data(site, item) else { return html };
    let year = site.figures_of(item).map_or(0, |figures| figures.year);
    let made = [proactive(&tables), requests(&tables), disputes(&tables)];
    // From the last to the first, so that those that share an end stand in their order.
    for (name, rows) in sections(site).iter().skip(1).zip(made).collect::<Vec<_>>().into_iter().rev() {
        let at = end_of(item, name, &html);
        let label = escape(&format!("{year}年{name}"));
        let table = format!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\"><table class=\"annual\"><caption>{label}</caption>\n\
             {rows}</table></div>\n"
        );
        html.insert_str(at, &table);
    }
    html
}

/// Where a section ends in the HTML: before the next heading that is no lower.
fn end_of(item: &Item, section: &str, html: &str) -> usize {
    let headings = &item.body.headings;
    let opens = headings.iter().position(|heading| heading.text.trim().ends_with(section));
    let level = opens.and_then(|at| headings.get(at)).map_or(0, |heading| heading.level);
    let next = opens.and_then(|at| headings.iter().skip(at + 1).find(|heading| heading.level <= level));
    let place = next.and_then(|heading| html.find(&format!(" id=\"{}\">", escape(&heading.id))));
    place.and_then(|at| html.get(..at)?.rfind('<')).unwrap_or(html.len())
}

fn cells(row: &Row<'_>, span: usize, headers: &str, out: &mut String) {
    for (at, cell) in row.cells.iter().enumerate() {
        let span = if span > 1 { format!(" colspan=\"{span}\"") } else { String::new() };
        // With heads in the middle of a table, each cell names its own.
        let headers =
            if headers.is_empty() { String::new() } else { format!(" headers=\"{headers} {headers}-{at} {headers}-{}\"", row.name) };
        let _ = write!(out, "<td{span}{headers}>{}</td>", escape(&cell.value));
    }
    out.push_str("</tr>\n");
}

/// 表: what Article 20 lists, in four blocks, each with heads of its own.
fn proactive(tables: &Tables<'_>) -> String {
    let mut out = String::new();
    let mut block = |item: &str, id: &str, heads: &[&str], rows: &[Row<'_>]| {
        let wide = DOCUMENTS.len() / heads.len();
        let span = if wide > 1 { format!(" colspan=\"{wide}\"") } else { String::new() };
        let _ = write!(
            out,
            "<tbody><tr><th colspan=\"4\" scope=\"rowgroup\" id=\"{id}\">第二十条第（{item}）项</th></tr>\n<tr><th scope=\"col\">信息内容</th>"
        );
        for (at, head) in heads.iter().enumerate() {
            let _ = write!(out, "<th{span} scope=\"col\" id=\"{id}-{at}\">{head}</th>");
        }
        out.push_str("</tr>\n");
        for row in rows {
            let _ = write!(out, "<tr><th scope=\"row\" id=\"{id}-{}\">{}</th>", row.name, row.name);
            cells(row, wide, id, &mut out);
        }
        out.push_str("</tbody>\n");
    };
    let single = |from: &str, to: &str| {
        let place = |name: &str| SINGLE.iter().position(|known| *known == name).unwrap_or(0);
        tables.single.get(place(from)..=place(to)).unwrap_or(&[])
    };
    block("一", "art20-1", &DOCUMENTS, &tables.documents);
    block("五", "art20-5", &["本年处理决定数量"], single("行政许可", "行政许可"));
    block("六", "art20-6", &["本年处理决定数量"], single("行政处罚", "行政强制"));
    block("八", "art20-8", &["本年收费金额（单位：万元）"], single(FEES, FEES));
    out
}

/// 表: requests, by what became of them and by who made them.
fn requests(tables: &Tables<'_>) -> String {
    let [person, organs @ .., total] = KINDS;
    let mut out = format!(
        "<thead><tr><td colspan=\"3\" rowspan=\"3\">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td>\
         <th colspan=\"7\" scope=\"col\">申请人情况</th></tr>\n\
         <tr><th rowspan=\"2\" scope=\"col\">{person}</th><th colspan=\"5\" scope=\"col\">法人或其他组织</th>\
         <th rowspan=\"2\" scope=\"col\">{total}</th></tr>\n<tr>"
    );
    organs.iter().for_each(|kind| out.push_str(&format!("<th scope=\"col\">{kind}</th>")));
    out.push_str("</tr></thead>\n<tbody>");
    let ways = tables.requests.iter().filter(|row| matches!(row.place, RowRole::Way | RowRole::Handled)).count();
    let mut group = "";
    for (at, row) in tables.requests.iter().enumerate() {
        let form = REQUESTS.iter().find(|form| form.name == row.name);
        let label = form.map_or("（七）总计", |form| form.label);
        out.push_str("<tr>");
        if row.place == RowRole::Way && tables.requests.get(at.wrapping_sub(1)).is_none_or(|above| above.place != RowRole::Way) {
            let _ = write!(out, "<th class=\"way\" rowspan=\"{ways}\" scope=\"row\">三、本年度办理结果</th>");
        }
        let own = form.map_or("", |form| form.group);
        if !own.is_empty() && own != group {
            let high = REQUESTS.iter().filter(|form| form.group == own).count();
            let _ = write!(out, "<th class=\"way\" rowspan=\"{high}\" scope=\"row\">{own}</th>");
        }
        group = own;
        let wide = match (row.place, own) {
            (RowRole::Way | RowRole::Handled, "") => " colspan=\"2\"",
            (RowRole::Way, _) => "",
            _ => " colspan=\"3\"",
        };
        let _ = write!(out, "<th class=\"own\"{wide} scope=\"row\">{label}</th>");
        cells(row, 1, "", &mut out);
    }
    out.push_str("</tbody>");
    out
}

/// 表: reviews and lawsuits, in one line.
fn disputes(tables: &Tables<'_>) -> String {
    let mut out = String::from(
        "<thead><tr><th colspan=\"5\" rowspan=\"2\" scope=\"col\">行政复议</th><th colspan=\"10\" scope=\"col\">行政诉讼</th></tr>\n\
         <tr><th colspan=\"5\" scope=\"col\">未经复议直接起诉</th><th colspan=\"5\" scope=\"col\">复议后起诉</th></tr>\n<tr>",
    );
    for _ in &tables.disputes {
        RESULTS.iter().for_each(|result| out.push_str(&format!("<th scope=\"col\">{result}</th>")));
    }
    out.push_str("</tr></thead>\n<tbody><tr>");
    for cell in tables.disputes.iter().flat_map(|row| &row.cells) {
        let _ = write!(out, "<td>{}</td>", escape(&cell.value));
    }
    out.push_str("</tr></tbody>");
    out
}
