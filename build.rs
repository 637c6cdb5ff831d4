//! Which state of the source the program is made of, for `gongkai --version`: the commit and its day. It is told of releases alone,
//! because every commit would build a working program anew.

use std::env;
use std::process::Command;

fn main() {
    for made_of in ["build.rs", "Cargo.toml", "Cargo.lock", "src", "content", "themes", "docs/schema"] {
        println!("cargo::rerun-if-changed={made_of}");
    }
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let state = if env::var("PROFILE").is_ok_and(|profile| profile == "release") { state() } else { None };
    println!("cargo::rustc-env=GONGKAI_VERSION={version}{}", state.map_or(String::new(), |state| format!(" ({state})")));
}

/// The commit and its day, as `0b366ed 2026-11-27`; `None` where the source is no checkout.
fn state() -> Option<String> {
    // A source that is unpacked inside another checkout is not of its commit.
    let own = git(&["ls-files", "--error-unmatch", "Cargo.toml"]).is_some();
    let log = git(&["rev-parse", "--git-path", "logs/HEAD"]).filter(|_| own)?;
    println!("cargo::rerun-if-changed={log}");
    let commit = git(&["describe", "--always", "--dirty", "--exclude=*"])?;
    let day = git(&["log", "-1", "--format=%cs"])?;
    Some(format!("{commit} {day}"))
}

/// What git says; `None` where it fails or is not there.
fn git(args: &[&str]) -> Option<String> {
    let output = Command::new("git").args(args).output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| said.trim().to_string()).filter(|said| !said.is_empty())
}
