//! 历年归档: all years; a year with its months and items; a month.

use serde::Serialize;
use tera::Value;

use crate::model::{ItemId, Site};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Crumb, Link, PageInfo, Pager, Scene, list_pages, slice};

#[derive(Serialize)]
struct YearView {
    year: i32,
    name: String,
    href: String,
    count: usize,
    months: Vec<MonthView>,
}

#[derive(Serialize)]
struct MonthView {
    name: String,
    href: String,
    count: usize,
}

fn months(scene: &Scene<'_>, year: i32) -> Vec<MonthView> {
    let months = scene.site.months().range((year, 0)..=(year, 12)).rev();
    months
        .map(|((year, month), items)| MonthView {
            name: format!("{month}月"),
            href: scene.plan.href(&Noun::Month(*year, *month)),
            count: items.len(),
        })
        .collect()
}

fn crumb(scene: &Scene<'_>) -> Crumb {
    Crumb { name: "历年归档".into(), href: scene.plan.href(&Noun::Archive) }
}

/// `archive/index.html`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("archive/index.html", Noun::Archive).into_iter().collect()
}

/// All years.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let info = PageInfo {
        kind: "archive",
        title: "历年归档".into(),
        description: "按年度和月份查阅已经公开的信息。".into(),
        nav_key: "disclosure",
        ..PageInfo::default()
    };
    let years = scene.site.years().into_iter().map(|year| YearView {
        year,
        name: format!("{year}年"),
        href: scene.plan.href(&Noun::Year(year)),
        count: scene.site.of_year(year).len(),
        months: months(scene, year),
    });
    let mut context = scene.context(page, info);
    context.insert_value("years", Value::from_serializable(&years.collect::<Vec<_>>()));
    Content::Template("archive.html", context)
}

/// `archive/2017.html`, and `archive/2017-list-1.html` … with the earlier items.
pub fn year_pages(site: &Site, _: &Theme) -> Vec<Page> {
    let years = site.years().into_iter();
    years
        .flat_map(|year| {
            list_pages(&Noun::Year(year), site.of_year(year).len(), &format!("archive/{year}.html"), &format!("archive/{year}-list-"))
        })
        .collect()
}

/// A year.
pub fn year_content(scene: &Scene<'_>, page: &Page) -> Content {
    let Noun::Year(year) = page.noun else { return Content::Bytes(Vec::new()) };
    let info = PageInfo {
        kind: "year",
        title: format!("{year}年公开的信息"),
        description: format!("{year}年公开的全部信息，按月份查阅。"),
        nav_key: "disclosure",
        crumbs: vec![crumb(scene)],
        ..PageInfo::default()
    };
    let items = scene.site.of_year(year);
    let years = scene.site.years();
    let at = years.iter().position(|known| *known == year);
    let other = |at: Option<usize>| {
        let year = years.get(at?)?;
        Some(Link { name: format!("{year}年"), href: scene.plan.href(&Noun::Year(*year)) })
    };
    let mut context = scene.context(page, info);
    context.insert("year", &year);
    context.insert_value("months", Value::from_serializable(&months(scene, year)));
    context.insert_value("rows", scene.rows(slice(items, page.number).iter()));
    context.insert_value("pager", Value::from_serializable(&Pager::new(scene, page, items.len())));
    context.insert_value("newer_year", Value::from_serializable(&other(at.and_then(|at| at.checked_sub(1)))));
    context.insert_value("older_year", Value::from_serializable(&other(at.map(|at| at + 1))));
    Content::Template("year.html", context)
}

/// `archive/2017-06.html`, and `archive/2017-06-list-1.html` … with the earlier items.
pub fn month_pages(site: &Site, _: &Theme) -> Vec<Page> {
    let months = site.months().iter();
    let all = months.flat_map(|((year, month), items)| {
        let stem = format!("archive/{year}-{month:02}");
        list_pages(&Noun::Month(*year, *month), items.len(), &format!("{stem}.html"), &format!("{stem}-list-"))
    });
    all.collect()
}

/// A month.
pub fn month_content(scene: &Scene<'_>, page: &Page) -> Content {
    let Noun::Month(year, month) = page.noun else { return Content::Bytes(Vec::new()) };
    let name = format!("{year}年{month}月");
    let year_link = Crumb { name: format!("{year}年"), href: scene.plan.href(&Noun::Year(year)) };
    let info = PageInfo {
        kind: "month",
        title: format!("{name}公开的信息"),
        description: format!("{name}公开的全部信息。"),
        nav_key: "disclosure",
        crumbs: vec![crumb(scene), year_link],
        ..PageInfo::default()
    };
    let all = scene.site.months();
    let items = all.get(&(year, month)).map_or(&[][..], Vec::as_slice);
    let link = |month: Option<(&(i32, u32), &Vec<ItemId>)>| {
        month.map(|((year, month), _)| Link { name: format!("{year}年{month}月"), href: scene.plan.href(&Noun::Month(*year, *month)) })
    };
    let mut context = scene.context(page, info);
    context.insert("name", &name);
    context.insert_value("rows", scene.rows(slice(items, page.number).iter()));
    context.insert_value("pager", Value::from_serializable(&Pager::new(scene, page, items.len())));
    context.insert_value("newer", Value::from_serializable(&link(all.range((year, month + 1)..).next())));
    context.insert_value("older", Value::from_serializable(&link(all.range(..(year, month)).next_back())));
    Content::Template("month.html", context)
}
