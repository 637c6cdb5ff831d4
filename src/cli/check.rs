//! `gongkai check`: what is wrong, without writing anything.

use gongkai::column::Release;
use rayon::prelude::*;

use super::args::Check;
use super::open::{self, Timings};
use super::print;

/// Checks the column; whether it may be published.
pub fn run(check: &Check) -> Result<bool, String> {
    let column = open::column(&check.input, &mut Timings::default())?;
    // Some faults of templates show only when a page is made.
    let make_all = |release: Release<'_>| release.pages().par_iter().find_map_first(|page| release.render(page).err());
    let fault = column.release().and_then(make_all);
    print::report(&column, fault.as_deref(), check.input.color, check.input.quiet, &mut std::io::stdout());
    Ok(!column.report().forbids() && fault.is_none())
}
