//! The manual as web pages, to be read without a network and printed: `cargo run --example manual`, or with the folder to write to.

mod site;

use std::fs;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

fn main() -> Result<()> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::args_os().nth(1).map_or_else(|| project.join("target/manual"), PathBuf::from);
    // What lies there and was not written by this program may be somebody's work.
    if folder.read_dir().is_ok_and(|mut files| files.next().is_some()) && !folder.join(site::STYLE).is_file() {
        return Err(Error::other(format!("{} has other files in it: name an empty folder", folder.display())));
    }
    let files = site::site(project)?;
    for (path, bytes) in &files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(&folder))?;
        fs::write(file, bytes)?;
    }
    println!("{} files, begin with {}", files.len(), folder.join("docs/README.html").display());
    Ok(())
}
