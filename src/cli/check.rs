//! `gongkai check`: what is wrong, without writing anything.

use super::args::Check;
use super::open::{self, Timings};
use super::print;

/// Checks the column; whether it may be published.
pub fn run(check: &Check) -> Result<bool, String> {
    let column = open::column(&check.input, &mut Timings::default())?;
    print::report(&column, check.input.color, check.input.quiet, &mut std::io::stdout());
    Ok(!column.report().forbids())
}
