//! The table of outputs. An output says which pages it makes, and makes the content of one when it is asked for.

mod annual;
mod archive;
mod build;
mod catalog;
mod catalogue;
mod compliance;
mod duties;
mod feed;
mod files;
mod fixed;
mod headers;
mod home;
mod item;
mod items;
mod leaf;
mod map;
mod matter;
mod not_found;
mod open_data;
mod part;
mod place;
mod schema;
mod scheme;
mod search;
mod sitemap;
mod subject;
mod village;

pub use files::MARKER;

use rayon::prelude::*;

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
    Output { pages: village::list_pages, content: village::list_content },
    Output { pages: village::pages, content: village::content },
    Output { pages: place::pages, content: place::content },
    Output { pages: catalogue::pages, content: catalogue::content },
    Output { pages: catalogue::table_pages, content: catalogue::table },
    Output { pages: compliance::pages, content: compliance::content },
    Output { pages: matter::pages, content: matter::content },
    Output { pages: map::pages, content: map::content },
    Output { pages: search::pages, content: search::content },
    Output { pages: search::title_pages, content: search::titles },
    Output { pages: search::text_pages, content: search::texts },
    Output { pages: not_found::pages, content: not_found::content },
    Output { pages: sitemap::pages, content: sitemap::content },
    Output { pages: feed::pages, content: feed::content },
    Output { pages: feed::leaf_pages, content: feed::content },
    Output { pages: feed::subject_pages, content: feed::content },
    Output { pages: open_data::pages, content: open_data::content },
    Output { pages: items::pages, content: items::content },
    Output { pages: items::table_pages, content: items::table },
    Output { pages: duties::pages, content: duties::content },
    Output { pages: annual::pages, content: annual::content },
    Output { pages: catalog::pages, content: catalog::content },
    Output { pages: build::pages, content: build::content },
    Output { pages: schema::pages, content: schema::content },
    Output { pages: headers::pages, content: headers::content },
    Output { pages: files::assets, content: files::asset },
    Output { pages: files::attachments, content: files::attachment },
    Output { pages: files::portal, content: files::attachment },
    Output { pages: files::marker, content: files::mark },
];

/// The plan of a column: every page of every output.
pub fn plan(outputs: &[Output], site: &Site, theme: &Theme) -> Plan {
    let pages = outputs
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, output)| (output.pages)(site, theme).into_iter().map(move |page| Page { output: at, ..page }));
    Plan::new(pages.collect())
}
