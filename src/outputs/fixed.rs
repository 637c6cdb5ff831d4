//! 固定栏目: the entries that every platform has. 法定主动公开内容 leads on to all ways to the items; the others show an item in full,
//! list the items of some leaves, or both.

use serde::Serialize;
use tera::Value;

use crate::annual::{FEES, GROUPS, KINDS, RESULTS, annual};
use crate::calendar::chinese;
use crate::model::{Fixed, FixedContent, LeafId, RowRole, Site};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{
    Content, LeafBox, Link, PageInfo, Pager, Scene, body, file, list_pages, office, parts_tree, slice, subject_types, year_links,
};

#[derive(Serialize)]
struct Pinned {
    title: String,
    href: String,
    html: Value,
    published_text: String,
    attachments: Vec<file::FileView>,
}

/// The key figures of the report of one year, in the order of [`FIGURES`].
#[derive(Serialize)]
struct YearFigures {
    year: i32,
    href: String,
    cells: [String; FIGURES.len()],
}

/// What is told of each year.
const FIGURES: [&str; 7] = ["制发规范性文件", "处理决定", "新收申请", "办结申请", "结转下年", "行政复议", "行政诉讼"];

#[derive(Serialize)]
struct Way<'s> {
    name: &'s str,
    note: &'s str,
    href: String,
    classes: Vec<Link>,
}

/// `policy.html` …, and `policy-list-1.html` … with the older items.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    let all = Fixed::ALL.into_iter().flat_map(|column| {
        let code = column.code();
        list_pages(&Noun::Fixed(column), site.schemes.fixed(column).items.len(), &format!("{code}.html"), &format!("{code}-list-"))
    });
    all.collect()
}

/// One of the columns.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let Noun::Fixed(column) = page.noun else { return Content::Bytes(Vec::new()) };
    let organ = &scene.site.config.organ;
    let info = PageInfo {
        kind: column.code(),
        title: column.name().into(),
        description: format!("{organ}：{}。", describe(column)),
        nav_key: column.code(),
        ..PageInfo::default()
    };
    let mut context = scene.context(page, info);
    if column == Fixed::Disclosure {
        context.insert_value("parts", parts_tree(scene));
        context.insert_value("ways", Value::from_serializable(&ways(scene)));
        context.insert_value("matters_href", Value::from(scene.plan.href(&Noun::Matters)));
        context.insert_value("subjects", subject_types(scene));
        context.insert_value("years", Value::from_serializable(&year_links(scene)));
        return Content::Template("disclosure.html", context);
    }
    let content = scene.site.schemes.fixed(column);
    let catalogue = &scene.site.catalogue;
    let leaves: Vec<LeafId> = content.leaves.iter().filter_map(|leaf| catalogue.find(&leaf.value)).collect();
    let leaves: Vec<LeafBox<'_>> = leaves.into_iter().map(|leaf| LeafBox::new(scene, leaf, catalogue.leaf(leaf))).collect();
    context.insert_value("lead", Value::from(describe(column)));
    context.insert_value("pinned", Value::from_serializable(&pinned(scene, page, column)));
    let told = match column {
        Fixed::Guide | Fixed::Request => office(&scene.site.config.office),
        _ => Vec::new(),
    };
    let figures = if column == Fixed::Reports { figures(scene, content) } else { Vec::new() };
    context.insert_value("office", Value::from_serializable(&told));
    context.insert_value("heads", Value::from_serializable(&FIGURES));
    context.insert_value("figures", Value::from_serializable(&figures));
    let places = if column == Fixed::Guide { scene.plan.href(&Noun::Places) } else { String::new() };
    context.insert_value("places_href", Value::from(places));
    context.insert_value("leaves", Value::from_serializable(&leaves));
    context.insert_value("rows", scene.rows(slice(&content.items, page.number).iter()));
    context.insert_value("pager", Value::from_serializable(&Pager::new(scene, page, content.items.len())));
    Content::Template("fixed.html", context)
}

/// What a column is, for citizens.
fn describe(column: Fixed) -> &'static str {
    match column {
        Fixed::Policy => "本机关制定的规范性文件，以及对政策的解读。文件是否有效，以标题后的标记为准",
        Fixed::Guide => "怎样查阅本机关主动公开的信息，怎样申请获取其他信息，找谁联系",
        Fixed::Rules => "本机关做好政府信息公开工作的制度和规程",
        Fixed::Disclosure => "依法主动公开的全部信息，可以按事项、条例规定、领域、主体和时间查找",
        Fixed::Reports => "本机关历年政府信息公开工作年度报告",
        Fixed::Request => "没有主动公开的信息，公民、法人和其他组织可以依法申请获取",
    }
}

/// The item that the column shows in full.
fn pinned(scene: &Scene<'_>, page: &Page, column: Fixed) -> Option<Pinned> {
    let id = scene.site.pinned(column)?;
    let item = scene.site.item(id);
    Some(Pinned {
        title: item.name().to_string(),
        href: scene.plan.href(&Noun::Item(id)),
        html: Value::safe_string(&body(scene, page, item)),
        published_text: item.published.as_ref().map(|published| chinese(published.value.date)).unwrap_or_default(),
        attachments: file::views(scene, item),
    })
}

/// The reports of the column whose tables are known, the latest year first.
fn figures(scene: &Scene<'_>, content: &FixedContent) -> Vec<YearFigures> {
    let site = scene.site;
    let mut all: Vec<(i32, YearFigures)> = content
        .items
        .iter()
        .filter_map(|id| {
            let report = annual(site, site.filed(*id))?;
            let tables = report.tables(site);
            let request = |place| tables.request(place).and_then(|row| row.count(KINDS.len() - 1));
            let dispute = |groups: &[&str]| {
                let of = tables.disputes.iter().filter(|row| groups.contains(&row.name));
                of.map(|row| row.count(RESULTS.len() - 1)).sum::<Option<i64>>().filter(|_| !tables.disputes.is_empty())
            };
            let [review, lawsuits @ ..] = GROUPS;
            let decided = tables.single.iter().filter(|row| row.name != FEES).map(|row| row.count(0)).sum::<Option<i64>>();
            let told = |count: Option<i64>| count.map_or_else(|| "—".to_string(), |count| count.to_string());
            let cells = [
                tables.normative().and_then(|row| row.count(0)),
                decided.filter(|_| !tables.single.is_empty()),
                request(RowRole::New),
                request(RowRole::Handled),
                request(RowRole::Left),
                dispute(&[review]),
                dispute(&lawsuits),
            ];
            (!tables.is_empty()).then(|| {
                let href = scene.plan.href(&Noun::Item(*id));
                (report.year, YearFigures { year: report.year, href, cells: cells.map(told) })
            })
        })
        .collect();
    all.sort_by_key(|(year, _)| -year);
    all.into_iter().map(|(_, figures)| figures).collect()
}

fn ways<'s>(scene: &Scene<'s>) -> Vec<Way<'s>> {
    let all = scene.site.schemes.all.iter().enumerate().map(|(at, scheme)| Way {
        name: &scheme.name,
        note: &scheme.note,
        href: scene.plan.href(&Noun::Scheme(at)),
        classes: (0..)
            .zip(&scheme.classes)
            .map(|(n, class)| Link { name: class.name.clone(), href: scene.plan.href(&Noun::Class(at, n)) })
            .collect(),
    });
    all.collect()
}
