//! gongkai
pub mod folder;
pub mod diag;
pub mod calendar;
pub mod model;
pub mod parse;
pub mod duty;
pub mod plan;
pub mod check;
pub mod starter;
pub mod theme;
pub mod rules;
pub mod view;
pub mod outputs;
pub mod render;
pub mod column;
pub mod publish;
