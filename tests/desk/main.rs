//! The commands of a clerk's day, as they are used: `new`, `due`, `publish`, `status`, `archive`.
//!
//! What they print and write at length is compared with the files of this folder; `UPDATE=1 cargo test --test desk` writes those.

mod archive;
mod due;
mod new;
#[path = "../outcome/mod.rs"]
mod outcome;
mod publication;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use outcome::Outcome;

/// The day of most tests.
const DAY: &str = "2017-12-29";

/// A column that `init` made, in a folder of its own.
struct Column {
    folder: TempDir,
}

impl Column {
    fn new() -> Column {
        let column = Column { folder: TempDir::new().expect("a folder") };
        column.run(&["init", "."]).expect(0, &[]);
        column
    }

    /// Runs the program there with these words, for [`DAY`].
    fn run<S: AsRef<OsStr>>(&self, words: &[S]) -> Outcome {
        self.run_on(DAY, words)
    }

    /// Runs it for another day.
    fn run_on<S: AsRef<OsStr>>(&self, day: &str, words: &[S]) -> Outcome {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.current_dir(self.folder.path()).args(words).args(["--today", day]).stdin(Stdio::null());
        let output = command.output().expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Outcome { code: output.status.code().expect("it was not killed"), out: text(output.stdout), err: text(output.stderr) }
    }

    fn at(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.at(file);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.at(file)).expect("a file")
    }

    /// Puts one text in place of another.
    #[track_caller]
    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{from:?} is not in {file}");
        self.write(file, text.replace(from, to));
    }

    /// The files by their paths, without what the program keeps for itself.
    fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        fn walk(folder: &Path, root: &Path, to: &mut BTreeMap<String, Vec<u8>>) {
            for entry in fs::read_dir(folder).expect("the folder is there") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    walk(&path, root, to);
                } else {
                    let name = path.strip_prefix(root).expect("below it").to_string_lossy().replace('\\', "/");
                    to.insert(name, fs::read(&path).expect("a file"));
                }
            }
        }
        let mut all = BTreeMap::new();
        walk(self.folder.path(), self.folder.path(), &mut all);
        all
    }
}

/// A text is what a file of this folder says.
#[track_caller]
fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desk").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, text).expect("the golden file is written");
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, known, "{name} is other; UPDATE=1 writes it");
}
