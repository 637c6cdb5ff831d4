//! `gongkai completions`: what a shell needs to complete commands and options.

use clap::CommandFactory;

use super::args::{Args, Completions};
use super::print;

/// Prints the script.
pub fn run(args: &Completions) -> Result<bool, String> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "gongkai", &mut script);
    print::bytes(&script);
    Ok(true)
}
