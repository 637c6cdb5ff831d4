//! The report in the forms that other programs read: each writer makes one text, or one file, of what is to be told.

pub mod agenda;
mod code;
mod csv;
mod github;
mod gitlab;
mod json;
mod junit;
mod owner;
mod sarif;
mod secret;
mod told;
mod xlsx;

pub use code::fingerprint;
pub use csv::csv;
pub use github::github;
pub use gitlab::gitlab;
pub use json::json;
pub use junit::junit;
pub use owner::owners;
pub use sarif::sarif;
pub use secret::{Secrets, within};
pub use told::{Finding, Repair, Summary, Told};
pub use xlsx::xlsx;
