//! 数据开放: the files for programs, what is in them, on what terms, and the feeds.

use serde::Serialize;
use tera::Value;

use crate::model::Site;
use crate::plan::{Dataset, Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Link, PageInfo, RIGHTS, Scene};

#[derive(Serialize)]
struct FileView {
    name: &'static str,
    href: String,
    format: &'static str,
    what: &'static str,
    schema: String,
}

#[derive(Serialize)]
struct FeedGroup<'s> {
    name: &'s str,
    feeds: Vec<Link>,
}

/// `open-data.html`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("open-data.html", Noun::OpenData).into_iter().collect()
}

/// The page.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let info = PageInfo {
        kind: "data",
        title: "数据开放".into(),
        description: "整批下载本栏目公开的数据，订阅更新。".into(),
        ..PageInfo::default()
    };
    let file = |name, noun: Noun, format, what, schema: Option<Dataset>| FileView {
        name,
        href: scene.plan.href(&noun),
        format,
        what,
        schema: schema.map(|set| scene.plan.href(&Noun::Schema(set))).unwrap_or_default(),
    };
    let files = [
        file("已公开信息（表格）", Noun::Data(Dataset::ItemTable), "CSV", "一条信息一行，可以用 Excel、WPS 打开。", None),
        file("已公开信息", Noun::Data(Dataset::Items), "JSON", "内容与表格相同，供程序读取；附件有大小和校验值。", Some(Dataset::Items)),
        file(
            "公开事项和更新情况",
            Noun::Data(Dataset::Duties),
            "JSON",
            "应当公开的每个事项：依据、时限、频次，最近发布和应当更新的日期。",
            Some(Dataset::Duties),
        ),
        file(
            "主动公开基本目录（表格）",
            Noun::Data(Dataset::CatalogueTable),
            "CSV",
            "国家统一格式的目录表，一个事项一行，可以用 Excel、WPS 打开。",
            None,
        ),
        file("年度报告的数字", Noun::Data(Dataset::Annual), "JSON", "历年政府信息公开工作年度报告的三张表。", Some(Dataset::Annual)),
        file("数据目录", Noun::Data(Dataset::Catalog), "JSON-LD", "以上数据的说明，按 DCAT 标准，供数据平台汇集。", None),
        file("生成记录", Noun::Data(Dataset::Build), "JSON", "本栏目由哪些源文件生成，可以用来核对。", Some(Dataset::Build)),
        file("网站地图", Noun::Sitemap, "XML", "全部网页的网址和修改日期，供搜索引擎读取。", None),
    ];
    let files: Vec<FileView> = files.into_iter().filter(|file| !file.href.is_empty()).collect();
    let link = |name: &str, noun: &Noun| Some(Link { name: name.into(), href: scene.plan.href(noun) }).filter(|link| !link.href.is_empty());
    let catalogue = &scene.site.catalogue;
    let parts = catalogue.parts().map(|(id, part)| FeedGroup {
        name: &part.name,
        feeds: catalogue
            .leaves()
            .filter(|(_, leaf)| catalogue.part_of(leaf).0 == id)
            .filter_map(|(id, leaf)| link(&leaf.name, &Noun::LeafFeed(id)))
            .collect(),
    });
    let subjects = scene.site.subjects.iter().filter_map(|(id, subject)| link(&subject.short, &Noun::SubjectFeed(id)));
    let subjects = FeedGroup { name: "公开主体", feeds: subjects.collect() };
    let feeds: Vec<FeedGroup<'_>> = parts.chain([subjects]).filter(|group| !group.feeds.is_empty()).collect();
    let mut context = scene.context(page, info);
    context.insert_value("files", Value::from_serializable(&files));
    context.insert_value("feeds", Value::from_serializable(&feeds));
    context.insert_value("feed_href", Value::from(scene.plan.href(&Noun::Feed)));
    context.insert_value("rights", Value::from(RIGHTS));
    Content::Template("data.html", context)
}
