//! What `gongkai publish` says and writes when the new pages are in place: the addresses that changed, and the sheets of review.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use gongkai::column::Column;
use gongkai::folder::{REVIEWS, RelPath, cure, hex, reason};
use gongkai::model::{ItemId, encode};
use gongkai::plan::Noun;
use gongkai::publish::Changes;
use gongkai::review_sheet::{Sums, review_sheet};
use sha2::{Digest, Sha256};

use super::{output, say};

/// So many addresses of a kind are listed.
const LISTED: usize = 20;

/// Lists the addresses that are new, changed and gone: those of items and their files first, then the pages that list them.
pub fn tell(column: &Column, changes: &Changes) {
    let base = &column.site().config.base_url;
    for (name, paths) in [("新公开", &changes.new), ("改动", &changes.changed), ("撤去", &changes.gone)] {
        let mut shown: Vec<(u8, &RelPath)> = paths.iter().filter_map(|path| Some((rank(column, path)?, path))).collect();
        if shown.is_empty() {
            continue;
        }
        shown.sort();
        say!("{name}的网址有 {} 个：", shown.len());
        for (_, path) in shown.iter().take(LISTED) {
            say!("  {base}{}", if base.is_empty() { path.to_string() } else { encode(path.as_str()) });
        }
        if shown.len() > LISTED {
            say!("  ……另有 {} 个", shown.len() - LISTED);
        }
    }
}

/// What stands first; `None` for what only programs read.
fn rank(column: &Column, path: &RelPath) -> Option<u8> {
    match column.plan().at(path.as_str()) {
        Some(page) => match page.noun {
            Noun::Item(_) => Some(0),
            Noun::File(_) => Some(1),
            _ if page.is_html() => Some(2),
            _ => None,
        },
        // What is gone is in no plan.
        None => Some(if path.extension() == "html" { 2 } else { 3 }),
    }
}

/// Writes the sheets of review that are not there yet: of the items that were never published before, or of all. Tells how many.
///
/// # Errors
/// A sentence for the user, when one cannot be written.
pub fn sheets(column: &Column, out: &Path, source: &Path, all: bool) -> Result<usize, String> {
    let site = column.site();
    let address = |id: ItemId| column.plan().page(&Noun::Item(id)).map(|page| page.path.clone());
    let wanted = site.public().filter_map(|(id, _)| Some((id, address(id)?)));
    let mut written = 0;
    let folder = output::beside(source, REVIEWS);
    for (id, address) in wanted.filter(|(_, address)| all || !site.lock.entries.contains_key(address.as_str())) {
        let target = folder.join(address.as_str());
        // A sheet that is there may have been filled in by hand.
        if fs::symlink_metadata(&target).is_ok() {
            continue;
        }
        let sum = |bytes: &[u8]| hex(&Sha256::digest(bytes));
        let item = column.folder().get(site.item(id).path.as_str()).and_then(|blob| blob.bytes()).map(sum);
        let sums = Sums { page: fs::read(out.join(address.as_str())).ok().map(|bytes| sum(&bytes)), source: item };
        let sheet = review_sheet(site, id, address.as_str(), &sums);
        let made = fs::create_dir_all(target.parent().unwrap_or(&folder));
        made.and_then(|()| whole(&target, sheet.as_bytes())).map_err(|error| {
            format!(
                "网页已经公开，但是审核单“{}”没有写成（{}）。\n改法：{}然后运行“gongkai publish --all-sheets”。",
                target.display(),
                reason(&error),
                cure(&error)
            )
        })?;
        written += 1;
    }
    Ok(written)
}

/// Writes a new file, whole or not at all: what is left of a program that was killed has another name, and is written over.
fn whole(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".tmp");
    let spare = target.with_file_name(name);
    let written = fs::write(&spare, bytes).and_then(|()| fs::rename(&spare, target));
    if written.is_err() {
        let _ = fs::remove_file(&spare);
    }
    written
}
