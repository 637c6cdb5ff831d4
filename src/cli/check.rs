//! `gongkai check`: what is wrong, without writing anything.

use rayon::prelude::*;

use super::args::Check;
use super::open::{self, Timings};
use super::print;

/// Checks the column; whether it may be published.
pub fn run(check: &Check) -> Result<bool, String> {
    let column = open::column(&check.input, &mut Timings::default())?;
    print::report(&column, check.input.color, check.input.quiet, &mut std::io::stdout());
    let Some(release) = column.release() else { return Ok(false) };
    // Some faults of templates show only when a page is made.
    match release.pages().par_iter().find_map_first(|page| release.render(page).err()) {
        Some(finding) => {
            print::finding(&column, &finding, check.input.color, &mut std::io::stdout());
            Ok(false)
        }
        None => Ok(true),
    }
}
