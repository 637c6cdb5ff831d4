//! The commands. Exit codes: 0 all is well (nothing forbids publication, nothing is overdue), 1 it is not, 2 the program could not do
//! its work.

mod archive;
mod args;
mod ask;
mod build;
mod catalogue;
mod check;
mod completions;
mod due;
mod editor;
mod explain;
mod filter;
mod first_process;
mod fix;
mod import;
mod init;
mod man;
mod mask;
mod meant;
mod new;
mod open;
mod output;
mod print;
mod progress;
mod publication;
mod serve;
mod status;
mod timings;
mod waivers;

pub use args::args;

use std::process::ExitCode;

use args::{Args, Command};
use build::Record;
use gongkai::plan::Shard;

/// Prints a line to standard output. A reader that has gone away (`| head`) is no fault.
macro_rules! say {
    ($($part:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), $($part)*);
    }};
}
use say;

/// Prints a line to standard error. That it goes nowhere (a log on a disk that is full) is no fault of the run.
macro_rules! tell {
    ($($part:tt)*) => {{
        use std::io::Write;
        // In one piece, so that no other program's lines stand in it.
        let _ = std::io::stderr().write_all(format!("{}\n", format_args!($($part)*)).as_bytes());
    }};
}
use tell;

/// Findings forbid publication.
const FORBIDDEN: u8 = 1;
/// The program could not do its work.
const FAILED: u8 = 2;

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    first_process::answer_signals(&args.command);
    let outcome = match &args.command {
        Command::Build(build) => build::run(&build.building, build.shard.unwrap_or(Shard::WHOLE), Record::Compared),
        Command::Publish(args) => build::run(&args.building, Shard::WHOLE, Record::Written { all_sheets: args.all_sheets }),
        Command::Check(check) => check::run(check),
        Command::Status(status) => status::run(status),
        Command::Serve(serve) => serve::run(serve),
        Command::Catalogue(args) => catalogue::run(args),
        Command::Mask(list) => mask::run(list),
        Command::Archive(args) => archive::run(args),
        Command::Due(due) => due::run(due),
        Command::New(new) => new::run(new),
        Command::Import(import) => import::run(import),
        Command::Init(init) => init::run(init),
        Command::Explain(explain) => explain::run(explain),
        Command::Editor(args) => editor::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FORBIDDEN),
        Err(message) => {
            tell!("出错了：{message}");
            ExitCode::from(FAILED)
        }
    }
}
