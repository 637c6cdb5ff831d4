//! Bytes become the model. Parsing never fails: it gives what could be read, and every fault of every file.

pub mod faults;

mod catalogue;
mod column;
mod config;
mod dates;
mod entries;
mod fields;
mod front_matter;
mod holidays;
mod item;
mod lists;
pub mod markdown;
mod terms;
mod text;
mod words;
mod yaml;

pub use column::{CATALOGUE, Parsed, STATEMENTS, SUBJECTS, config, parse};
pub use dates::{DateForm, read_date};
pub use faults::FAULTS;
pub use fields::nearest;
