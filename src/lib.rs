//! gongkai
pub mod folder;
pub mod diag;
pub mod calendar;
pub mod model;
pub mod parse;
