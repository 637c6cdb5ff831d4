//! The program: arguments become a command, the command's outcome an exit code.

#![forbid(unsafe_code)]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::args() {
        Ok(args) => cli::run(&args),
        Err(code) => code,
    }
}
