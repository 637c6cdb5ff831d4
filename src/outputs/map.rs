//! 栏目地图: every list of the column on one page.

use serde::Serialize;
use tera::Value;

use crate::model::{Fixed, Site};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Link, PageInfo, Scene, parts_tree, subject_types};

#[derive(Serialize)]
struct Year {
    name: String,
    href: String,
    months: Vec<Link>,
}

/// `map.html`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("map.html", Noun::Map).into_iter().collect()
}

/// The page.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let info = PageInfo {
        kind: "map", title: "栏目地图".into(), description: "本栏目全部列表的入口。".into(), ..PageInfo::default()
    };
    let columns = Fixed::ALL.map(|column| (column.name(), Noun::Fixed(column)));
    let tools = [
        ("主动公开基本目录", Noun::Catalogue),
        ("公开情况", Noun::Compliance),
        ("公开主体", Noun::Subjects),
        ("村务公开", Noun::Villages),
        ("公开场所", Noun::Places),
        ("事项进展", Noun::Matters),
        ("历年归档", Noun::Archive),
        ("搜索", Noun::Search),
        ("订阅更新（Atom）", Noun::Feed),
        ("数据开放", Noun::OpenData),
    ];
    let fixed = std::iter::once(("首页", Noun::Home)).chain(columns).chain(tools);
    let fixed = fixed.map(|(name, noun)| Link { name: name.into(), href: scene.plan.href(&noun) });
    let fixed: Vec<Link> = fixed.filter(|link| !link.href.is_empty()).collect();
    let schemes = scene.site.schemes.all.iter().enumerate();
    let ways = schemes.map(|(at, scheme)| Link { name: scheme.name.clone(), href: scene.plan.href(&Noun::Scheme(at)) });
    let years = scene.site.years().into_iter().map(|year| {
        let months = scene.site.months().range((year, 0)..=(year, 12));
        let months =
            months.map(|((year, month), _)| Link { name: format!("{month}月"), href: scene.plan.href(&Noun::Month(*year, *month)) });
        Year { name: format!("{year}年"), href: scene.plan.href(&Noun::Year(year)), months: months.collect() }
    });
    let mut context = scene.context(page, info);
    context.insert_value("parts", parts_tree(scene));
    context.insert_value("subjects", subject_types(scene));
    context.insert_value("fixed", Value::from_serializable(&fixed));
    context.insert_value("ways", Value::from_serializable(&ways.collect::<Vec<_>>()));
    context.insert_value("years", Value::from_serializable(&years.collect::<Vec<_>>()));
    Content::Template("map.html", context)
}
