//! A column that is uploaded, with the scripts that do it and programs that stand in for others.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::system::file;
use super::{column, edit, succeed};

/// A column, what it is built to, and the scripts.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// With these scripts of `docs/deploy/`, in `scripts`.
    pub fn with(scripts: &[&str]) -> Site {
        let site = Site { folder: TempDir::new().expect("a folder") };
        for name in ["column", "scripts"] {
            fs::create_dir(site.at(name)).expect("a folder");
        }
        for name in scripts {
            fs::write(site.at("scripts").join(name), file(&format!("docs/deploy/{name}"))).expect("a file");
        }
        column(&site.at("column"), "https://www.example.gov.cn/qinghe/");
        site.build(0);
        site
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn build(&self, number: usize) {
        edit(&self.at("column"), number);
        succeed(&self.at("column"), "build --output ../public");
    }
}

/// A program that stands in for another.
pub fn stand_in(folder: &Path, name: &str, text: &str) {
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join(name), text).expect("a file");
    fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o755)).expect("it is ours");
}
