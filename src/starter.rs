//! The files of a new column: small, and clean as it is. The rules' own tests start from it too.

use include_dir::{Dir, include_dir};

use crate::calendar::{Date, chinese};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/starter");
static CATALOGUE: &str = include_str!("../content/catalogue.yaml");
static HOLIDAYS: &str = include_str!("../content/holidays.yaml");
static LIMITS: &str = include_str!("../content/limits.yaml");

/// The path in the column's folder, and the text, of each file of a new column that starts on `today`. With `full`, the whole
/// default catalogue is in it: then `check` lists every duty that is still to be met.
pub fn starter(today: Date, full: bool) -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&FILES, today, &mut files);
    if full {
        files.retain(|(path, _)| path != "content/catalogue.yaml");
        files.push(("content/catalogue.yaml".into(), CATALOGUE.into()));
    }
    files.push(("content/holidays.yaml".into(), HOLIDAYS.into()));
    files.push(("content/limits.yaml".into(), LIMITS.into()));
    files
}

fn collect(dir: &Dir<'static>, today: Date, files: &mut Vec<(String, String)>) {
    let year = today.format("%Y").to_string();
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/").replace("/year-", &format!("/{year}-"));
        let text = file.contents_utf8().unwrap_or("");
        let text = text.replace("{today}", &today.to_string()).replace("{today_text}", &chinese(today)).replace("{year}", &year);
        files.push((path, text));
    }
    for dir in dir.dirs() {
        collect(dir, today, files);
    }
}
