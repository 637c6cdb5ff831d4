//! The program: arguments become a command, the command's outcome an exit code.

#![forbid(unsafe_code)]

mod cli;

/// Many small texts are made in parallel, and this allocator is made for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::args() {
        Ok(args) => cli::run(&args),
        Err(code) => code,
    }
}
