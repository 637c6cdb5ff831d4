//! Publishing survives: whatever the machine or a person does to a build, the output is the old column whole or the new one, the
//! sources are as they were, the message is one that a clerk understands, and the next build puts everything right.
//!
//! Faults are made with what Linux has: namespaces with a file system of their own (`unshare`), limits (`ulimit`), other users
//! (`setpriv`), and system calls that fail (`strace`). Where one of them is missing, the test says so aloud and passes.

#![cfg(unix)]
#![allow(clippy::panic)] // a state that must not be ends its test

mod calls;
mod changes;
mod containers;
mod disk;
mod kills;
mod limits;
mod links;
mod paths;
#[path = "../random/mod.rs"]
mod random;
mod runs;
mod states;
mod terminal;
