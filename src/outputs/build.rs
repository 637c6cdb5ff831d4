//! `build.json`: from what the column was built, so that anyone who has the sources can tell whether it is what they come to.

use rayon::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::folder::{Blob, LOCK_FILE, RelPath, hex};
use crate::model::Site;
use crate::plan::{Dataset, Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Scene};

/// `build.json`.
pub fn pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("build.json", Noun::Data(Dataset::Build)).into_iter().collect()
}

/// No clock and no machine is in it: the same sources for the same day give the same bytes.
pub fn content(scene: &Scene<'_>, _: &Page) -> Content {
    let told = json!({
        "$schema": scene.plan.href(&Noun::Schema(Dataset::Build)),
        "generator": "gongkai",
        "version": env!("CARGO_PKG_VERSION"),
        "commit": Some(scene.source.commit).filter(|commit| !commit.is_empty()),
        "sources_sha256": sources(scene),
        "day": scene.today.to_string(),
        "items": scene.site.public().count(),
        "files": scene.plan.pages().len(),
    });
    Content::Bytes((serde_json::to_string_pretty(&told).expect("texts and numbers can always be written") + "\n").into_bytes())
}

/// The SHA-256 of the list that `sha256sum` makes of the sources, ordered by path: the settings, the content, the themes and `portal/`, and of
/// the attachments those that are shown. The lock is not in it: it is written after the build and shows nothing.
fn sources(scene: &Scene<'_>) -> String {
    let files: Vec<(&RelPath, &Blob)> = scene.source.folder.files().filter(|(path, _)| path.as_str() != LOCK_FILE).collect();
    let line = |(path, blob): &(&RelPath, &Blob)| {
        let sum = match blob.bytes() {
            Some(bytes) => hex(&Sha256::digest(bytes)),
            None => scene.site.sums.get(*path)?.clone(),
        };
        Some(format!("{sum}  {path}\n"))
    };
    let lines: Vec<String> = files.par_iter().filter_map(line).collect();
    hex(&Sha256::digest(lines.concat()))
}
