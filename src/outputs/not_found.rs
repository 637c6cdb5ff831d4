//! What a host shows for an address that does not exist.

use crate::model::Site;
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, PageInfo, Scene};

/// `404.html`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("404.html", Noun::NotFound).into_iter().collect()
}

/// The page. It is shown under addresses of any depth, so its links are whole addresses where the column's own is known.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let info = PageInfo { kind: "notfound", title: "没有找到这个页面".into(), ..PageInfo::default() };
    Content::Template("404.html", scene.context(page, info))
}
