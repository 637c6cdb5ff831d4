//! What two or more outputs show: the scene that every page is made from, rows of lists, paging, and the texts of an item.

pub mod file;
mod jsonld;
mod meta;
pub mod metadata;
pub mod moment;
mod page;
mod paging;
mod policy;
mod qr;
mod rights;
mod row;
mod scene;
mod tree;

pub use page::{Crumb, PageInfo};
pub use paging::{Pager, SIZE, full_pages, list_pages, slice};
pub use policy::POLICY;
pub use qr::svg;
pub use rights::RIGHTS;
pub use row::{LeafBox, Link, StateView, StatementView};
pub use scene::{Content, Scene, Source};
pub use tree::{parts_tree, subject_types, year_links};
