//! The table of outputs. An output says which pages it makes, and makes the content of one when it is asked for.

mod archive;
mod catalogue;
mod compliance;
mod feed;
mod files;
mod fixed;
mod home;
mod item;
mod leaf;
mod map;
mod matter;
mod not_found;
mod part;
mod scheme;
mod search;
mod sitemap;
mod subject;

pub use files::MARKER;

use crate::model::Site;
use crate::plan::{Page, Plan};
use crate::theme::Theme;
use crate::view::{Content, Scene};

/// One row of the table.
pub struct Output {
    /// Which pages it makes.
    pub pages: fn(&Site, &Theme) -> Vec<Page>,
    /// Makes the content of one of its pages.
    pub content: fn(&Scene<'_>, &Page) -> Content,
}

/// Every output.
pub const OUTPUTS: &[Output] = &[
    Output { pages: home::pages, content: home::content },
    Output { pages: fixed::pages, content: fixed::content },
    Output { pages: scheme::pages, content: scheme::content },
    Output { pages: scheme::class_pages, content: scheme::class_content },
    Output { pages: part::pages, content: part::content },
    Output { pages: leaf::pages, content: leaf::content },
    Output { pages: item::pages, content: item::content },
    Output { pages: archive::pages, content: archive::content },
    Output { pages: archive::year_pages, content: archive::year_content },
    Output { pages: archive::month_pages, content: archive::month_content },
    Output { pages: subject::list_pages, content: subject::list_content },
    Output { pages: subject::pages, content: subject::content },
    Output { pages: catalogue::pages, content: catalogue::content },
    Output { pages: compliance::pages, content: compliance::content },
    Output { pages: matter::pages, content: matter::content },
    Output { pages: map::pages, content: map::content },
    Output { pages: search::pages, content: search::content },
    Output { pages: search::title_pages, content: search::titles },
    Output { pages: search::text_pages, content: search::texts },
    Output { pages: not_found::pages, content: not_found::content },
    Output { pages: sitemap::pages, content: sitemap::content },
    Output { pages: feed::pages, content: feed::content },
    Output { pages: files::assets, content: files::asset },
    Output { pages: files::attachments, content: files::attachment },
    Output { pages: files::marker, content: files::mark },
];

/// The plan of a column: every page of every output.
pub fn plan(outputs: &[Output], site: &Site, theme: &Theme) -> Plan {
    Plan::new(
        outputs
            .iter()
            .enumerate()
            .flat_map(|(at, output)| (output.pages)(site, theme).into_iter().map(move |page| Page { output: at, ..page })),
    )
}
