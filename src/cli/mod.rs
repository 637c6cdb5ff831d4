//! The commands. Exit codes: 0 nothing forbids publication, 1 findings forbid it, 2 the program could not do its work.

mod args;
mod build;
mod catalogue;
mod check;
mod explain;
mod filter;
mod fix;
mod init;
mod open;
mod output;
mod print;
mod serve;
mod timings;
mod waivers;

pub use args::args;

use std::process::ExitCode;

use args::{Args, Command};
use build::Record;

/// Prints a line to standard output. A reader that has gone away (`| head`) is no fault.
macro_rules! say {
    ($($part:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), $($part)*);
    }};
}
use say;

/// Findings forbid publication.
const FORBIDDEN: u8 = 1;
/// The program could not do its work.
const FAILED: u8 = 2;

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    let outcome = match &args.command {
        Command::Build(build) => build::run(build, Record::Compared),
        Command::Publish(build) => build::run(build, Record::Written),
        Command::Check(check) => check::run(check),
        Command::Serve(serve) => serve::run(serve),
        Command::Catalogue(args) => catalogue::run(args),
        Command::Init(init) => init::run(init),
        Command::Explain(explain) => explain::run(explain),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FORBIDDEN),
        Err(message) => {
            eprintln!("出错了：{message}");
            ExitCode::from(FAILED)
        }
    }
}
