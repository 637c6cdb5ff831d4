//! The preview server as it is used and abused: what it shows after any edit, how editors save, who attacks it, and how it ends.
//!
//! No wait is a fixed one: a condition is waited for, until a deadline that only a fault can reach.

#[path = "../answer/mod.rs"]
mod answer;
mod attacks;
mod clients;
mod column;
mod edits;
mod life;
mod load;
#[path = "../random/mod.rs"]
mod random;
mod same;
mod saves;
mod server;
