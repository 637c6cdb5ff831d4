//! 固定栏目: the entries that every platform has. 法定主动公开内容 leads on to all ways to the items; the others show an item in full,
//! list the items of some leaves, or both.

use serde::Serialize;
use tera::Value;

use crate::calendar::chinese;
use crate::model::{Fixed, FixedContent, ItemId, LeafId, Site};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, LeafBox, Link, PageInfo, Pager, Scene, body, list_pages, parts_tree, slice, subject_types, year_links};

#[derive(Serialize)]
struct Pinned {
    title: String,
    href: String,
    html: Value,
    published_text: String,
}

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
    context.insert_value("pinned", Value::from_serializable(&pinned(scene, page, content)));
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
fn pinned(scene: &Scene<'_>, page: &Page, content: &FixedContent) -> Option<Pinned> {
    let reference = content.item.as_ref()?;
    let id: ItemId =
        scene.site.find(&reference.value).filter(|id| scene.site.filed(*id).is_public() && scene.site.item(*id).withdrawn.is_none())?;
    let item = scene.site.item(id);
    Some(Pinned {
        title: item.name().to_string(),
        href: scene.plan.href(&Noun::Item(id)),
        html: Value::safe_string(&body(scene, page, item)),
        published_text: item.published.as_ref().map(|published| chinese(published.value.date)).unwrap_or_default(),
    })
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
