//! 栏目地图: every list of the column on one page.

use serde::Serialize;
use tera::Value;

use crate::model::Site;
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
        kind: "map",
        title: "栏目地图".into(),
        description: "本栏目全部列表的入口。".into(),
        nav_key: "map".into(),
        ..PageInfo::default()
    };
    let fixed = [
        ("首页", Noun::Home),
        ("主动公开基本目录", Noun::Catalogue),
        ("公开主体", Noun::Subjects),
        ("历年归档", Noun::Archive),
        ("订阅更新（Atom）", Noun::Feed),
        ("数据开放", Noun::OpenData),
    ];
    let fixed: Vec<Link> = fixed.into_iter().map(|(name, noun)| Link { name: name.into(), href: scene.plan.href(&noun) }).collect();
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
    context.insert_value("years", Value::from_serializable(&years.collect::<Vec<_>>()));
    Content::Template("map.html", context)
}
