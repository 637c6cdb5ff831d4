//! What two or more outputs show: the scene that every page is made from, rows of lists, paging, and the texts of an item.

mod body;
pub mod file;
mod jsonld;
mod meta;
pub mod metadata;
pub mod moment;
mod office;
mod page;
mod paging;
mod policy;
mod portal;
mod qr;
mod report;
mod rights;
mod row;
mod scene;
mod text;
mod timeline;
mod trail;
mod tree;

pub use body::body;
pub use office::{OfficeFact, call, office};
pub use page::{Crumb, PageInfo};
pub use paging::{Pager, SIZE, full_pages, list_pages, slice};
pub use policy::POLICY;
pub use qr::svg;
pub use report::with_tables;
pub use rights::RIGHTS;
pub use row::{LeafBox, Link, StateView, StatementView, mark};
pub use scene::{Content, Scene, Shared, Source};
pub use text::visible;
pub use timeline::Timeline;
pub use trail::{TrailStep, trail};
pub use tree::{parts_tree, subject_types, year_links};
