//! Files that are copied: those of the theme, the attachments and pictures of the items that are shown, and those of the site around
//! the column.

use crate::model::Site;
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Scene};

/// The name of the file that tells a folder made by this program from one that was not.
pub const MARKER: &str = "gongkai.txt";

/// `assets/style.css` and whatever else the theme has.
pub fn assets(_: &Site, theme: &Theme) -> Vec<Page> {
    theme.assets.keys().filter_map(|path| Page::new(&format!("assets/{path}"), Noun::Asset(path.clone()))).collect()
}

/// A file of the theme.
pub fn asset(scene: &Scene<'_>, page: &Page) -> Content {
    match &page.noun {
        Noun::Asset(path) => Content::Bytes(scene.theme.assets.get(path).cloned().unwrap_or_default()),
        _ => Content::Bytes(Vec::new()),
    }
}

/// The files that the items show.
pub fn attachments(site: &Site, _: &Theme) -> Vec<Page> {
    let files = site.shown_files().into_iter();
    files.filter_map(|path| Page::new(path.strip("content")?.as_str(), Noun::File(path.clone()))).collect()
}

/// The files that the site around the column adds.
pub fn portal(site: &Site, _: &Theme) -> Vec<Page> {
    site.portal.files.iter().filter_map(|path| Page::new(path.as_str(), Noun::File(path.clone()))).collect()
}

/// A file of the column's folder.
pub fn attachment(_: &Scene<'_>, page: &Page) -> Content {
    match &page.noun {
        Noun::File(path) => Content::File(path.clone()),
        _ => Content::Bytes(Vec::new()),
    }
}

/// The mark.
pub fn marker(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new(MARKER, Noun::Marker).into_iter().collect()
}

/// What the mark says depends on all other files, so it is written when they are: see `publish`.
pub fn mark(_: &Scene<'_>, _: &Page) -> Content {
    Content::Bytes(Vec::new())
}
