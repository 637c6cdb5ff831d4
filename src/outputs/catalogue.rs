//! 主动公开基本目录 as the national form has it (基层政务公开标准目录, 国办发〔2019〕54号): a page that is printed on A3, and a table
//! for spreadsheets. What the form has no column for stands behind its fourteen, and is not printed.

use serde::Serialize;
use tera::Value;

use crate::csv::{MARK, row as csv_row};
use crate::model::{ChannelBox, Leaf, LeafId, Openness, Site, boxes, is_below_county};
use crate::plan::{Dataset, Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, LeafBox, PageInfo, Scene};

/// The rows of one part.
#[derive(Serialize)]
struct PartView<'s> {
    title: String,
    rows: Vec<Row<'s>>,
}

#[derive(Serialize)]
struct Row<'s> {
    n: usize,
    group: &'s str,
    /// Over how many rows the cell of the group goes, in the first of them; 0 in the others.
    group_span: usize,
    name: &'s str,
    href: String,
    elements: String,
    basis: String,
    deadline: String,
    subjects: String,
    channels: Vec<BoxView>,
    audience: Audience,
    proactive: bool,
    on_request: bool,
    county: bool,
    township: bool,
    content: &'s str,
    interval: String,
    state_text: String,
}

/// 公开对象.
#[derive(Debug, PartialEq, Serialize)]
struct Audience {
    /// 全社会.
    everyone: bool,
    /// 特定群众.
    certain: bool,
    /// Who they are, where that is said.
    who: String,
}

#[derive(Serialize)]
struct BoxView {
    name: &'static str,
    chosen: bool,
    filled: String,
    /// Whether there is a line to write on.
    open: bool,
}

/// What ticks a column.
const TICK: &str = "√";

/// `catalogue.html`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("catalogue.html", Noun::Catalogue).into_iter().collect()
}

/// `catalogue.csv`.
pub fn table_pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("catalogue.csv", Noun::Data(Dataset::CatalogueTable)).into_iter().collect()
}

/// The page.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let catalogue = &scene.site.catalogue;
    let info = PageInfo {
        kind: "catalogue",
        title: "主动公开基本目录".into(),
        description: format!("{}主动公开的{}类信息：公开内容、依据、时限、主体和渠道。", scene.site.config.organ, catalogue.leaves.len()),
        nav_key: "disclosure",
        ..PageInfo::default()
    };
    let mut context = scene.context(page, info);
    context.insert_value("parts", Value::from_serializable(&parts(scene)));
    context.insert("count", &catalogue.leaves.len());
    context.insert_value("table_href", Value::from(scene.plan.href(&Noun::Data(Dataset::CatalogueTable))));
    Content::Template("catalogue.html", context)
}

/// The parts that have a leaf, with their rows numbered through.
fn parts<'s>(scene: &Scene<'s>) -> Vec<PartView<'s>> {
    let catalogue = &scene.site.catalogue;
    let (mut parts, mut n) = (Vec::new(), 0);
    for (part_id, part) in catalogue.parts() {
        let mut rows: Vec<Row<'s>> = Vec::new();
        for (at, group) in catalogue.groups_of(part_id) {
            let first = rows.len();
            for (id, leaf) in catalogue.leaves_of(at) {
                n += 1;
                rows.push(row(scene, n, &group.name, id, leaf));
            }
            let span = rows.len() - first;
            if let Some(first) = rows.get_mut(first) {
                first.group_span = span;
            }
        }
        if !rows.is_empty() {
            parts.push(PartView { title: format!("{}、{}", numeral(parts.len() + 1), part.name), rows });
        }
    }
    parts
}

fn row<'s>(scene: &Scene<'s>, n: usize, group: &'s str, id: LeafId, leaf: &'s Leaf) -> Row<'s> {
    let (county, township) = levels(&leaf.level);
    Row {
        n,
        group,
        group_span: 0,
        name: &leaf.name,
        href: scene.plan.href(&Noun::Leaf(id)),
        elements: if leaf.elements.is_empty() { leaf.content.clone() } else { leaf.elements.join(BETWEEN) },
        basis: leaf.basis.join(BETWEEN),
        deadline: LeafBox::deadline(leaf),
        subjects: LeafBox::subjects(leaf),
        channels: boxes(&leaf.channels).into_iter().map(BoxView::new).collect(),
        audience: Audience::read(&leaf.audience),
        proactive: leaf.openness == Openness::Proactive,
        on_request: leaf.openness == Openness::OnRequest,
        county,
        township,
        content: &leaf.content,
        interval: LeafBox::interval(leaf),
        state_text: scene.state(id).text(),
    }
}

impl BoxView {
    fn new(one: ChannelBox) -> BoxView {
        BoxView { name: one.name, chosen: one.chosen, filled: one.filled, open: one.name == "其他" }
    }

    /// ■政府网站, □其他____.
    fn text(&self) -> String {
        let (mark, line) = (if self.chosen { '■' } else { '□' }, if self.open && !self.chosen { "____" } else { "" });
        let colon = if self.filled.is_empty() { "" } else { "：" };
        format!("{mark}{}{colon}{}{line}", self.name, self.filled)
    }
}

impl Audience {
    fn read(text: &str) -> Audience {
        let words = || text.split(['、', '，', ',', '；', ';']).map(str::trim).filter(|word| !word.is_empty());
        let certain: Vec<&str> = words().filter(|word| *word != "全社会").collect();
        let who: Vec<&str> = certain.iter().map(|word| Audience::name(word)).filter(|name| !name.is_empty()).collect();
        Audience { everyone: words().any(|word| word == "全社会"), certain: !certain.is_empty(), who: who.join("、") }
    }

    /// 项目单位 in 特定群众（项目单位）.
    fn name(word: &str) -> &str {
        let rest = word.strip_prefix("特定群众").or_else(|| word.strip_prefix("特定群体")).unwrap_or(word);
        rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '（' | '）' | '(' | ')'))
    }
}

/// 县级, and 乡、村级.
fn levels(text: &str) -> (bool, bool) {
    let mut words = text.split(['、', '，', ',', '；', ';', '/']);
    // 社区 is no 区.
    let county = |word: &str| word.contains('县') || (!is_below_county(word) && word.contains(['区', '市']));
    (words.clone().any(county), words.any(is_below_county))
}

/// 一, 十二, 三十.
fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: usize| DIGITS.get(n % 10).copied().unwrap_or("");
    match n {
        0..10 => digit(n).to_string(),
        10..20 => format!("十{}", digit(n)),
        20..100 => format!("{}十{}", digit(n / 10), digit(n)),
        _ => n.to_string(),
    }
}

/// What stands between the texts of a list in one cell.
const BETWEEN: &str = "；";

/// The two rows of the head. A cell over several columns, or over both rows, is written once.
const HEAD: [[&str; 18]; 2] = [
    [
        "序号",
        "公开事项",
        "",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        "公开对象",
        "",
        "公开方式",
        "",
        "公开层级",
        "",
        "本栏目补充",
        "",
        "",
        "",
    ],
    [
        "",
        "一级事项",
        "二级事项",
        "",
        "",
        "",
        "",
        "",
        "全社会",
        "特定群众",
        "主动",
        "依申请公开",
        "县级",
        "乡、村级",
        "内容说明",
        "更新要求",
        "更新情况",
        "网页",
    ],
];

/// `catalogue.csv`: the form's columns, then ours. The group stands in each row, so that rows can be sorted and chosen.
pub fn table(scene: &Scene<'_>, _: &Page) -> Content {
    let mut table = String::from(MARK);
    for head in HEAD {
        csv_row(&mut table, head);
    }
    let tick = |holds: bool| if holds { TICK } else { "" };
    for part in parts(scene) {
        let mut title = [""; 18];
        title[0] = &part.title;
        csv_row(&mut table, title);
        for row in &part.rows {
            let channels: Vec<String> = row.channels.iter().map(BoxView::text).collect();
            let cells: [&str; 18] = [
                &row.n.to_string(),
                row.group,
                row.name,
                &row.elements,
                &row.basis,
                &row.deadline,
                &row.subjects,
                &channels.join(" "),
                tick(row.audience.everyone),
                if row.audience.who.is_empty() { tick(row.audience.certain) } else { &row.audience.who },
                tick(row.proactive),
                tick(row.on_request),
                tick(row.county),
                tick(row.township),
                row.content,
                &row.interval,
                &row.state_text,
                &row.href,
            ];
            csv_row(&mut table, cells);
        }
    }
    Content::Bytes(table.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_ticked() {
        for (text, everyone, certain, who) in [
            ("全社会", true, false, ""),
            ("特定群众", false, true, ""),
            ("特定群众（项目单位）", false, true, "项目单位"),
            ("全社会、老年人，残疾人", true, true, "老年人、残疾人"),
            ("", false, false, ""),
        ] {
            assert_eq!(Audience::read(text), Audience { everyone, certain, who: who.to_string() }, "{text}");
        }
        for (text, expected) in [
            ("乡级", (false, true)),
            ("县级、乡级", (true, true)),
            ("乡、村级", (false, true)),
            ("社区", (false, true)),
            ("区级", (true, false)),
        ] {
            assert_eq!(levels(text), expected, "{text}");
        }
    }

    #[test]
    fn parts_are_numbered() {
        assert_eq!([1, 9, 10, 11, 20, 99].map(numeral), ["一", "九", "十", "十一", "二十", "九十九"]);
    }
}
