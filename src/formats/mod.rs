//! The report in the forms that other programs read: each writer makes one text of what is to be told.

mod code;
mod csv;
mod github;
mod gitlab;
mod json;
mod junit;
mod sarif;
mod secret;
mod told;

pub use code::fingerprint;
pub use csv::csv;
pub use github::github;
pub use gitlab::gitlab;
pub use json::json;
pub use junit::junit;
pub use sarif::sarif;
pub use secret::Secrets;
pub use told::{Finding, Repair, Summary, Told};
