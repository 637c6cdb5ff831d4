//! A column in two states, A and B, and what is on the disk.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use gongkai::calendar::Date;
use gongkai::starter::starter;
use tempfile::TempDir;

use super::runs::{build, run};

/// The day of the column.
pub const DAY: &str = "2017-12-29";
/// An item of both states, other in each.
pub const ITEM: &str = "content/audit/2017-001.md";
/// An attachment of both states, as long in each.
pub const ATTACHED: &str = "content/audit/附表.csv";
/// What is beside an output folder afterwards, and in it: the lock and the spare tree.
pub const BESIDE: [&str; 2] = ["lock", "tree"];

/// The day of the column.
pub fn today() -> Date {
    Date::from_ymd_opt(2017, 12, 29).expect("a day")
}

/// The files of a folder by their paths; a link is told by where it leads.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Reads a folder. What is not there has no files.
pub fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok) {
        let name = entry.path().strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
        if entry.path_is_symlink() {
            files.insert(name, format!("-> {}", fs::read_link(entry.path()).expect("a link").display()).into_bytes());
        } else if entry.file_type().is_file() {
            files.insert(name, fs::read(entry.path()).expect("a file"));
        }
    }
    files
}

/// The names in a folder, in order.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Two columns side by side, `a` and `b`, and what each is built to.
pub struct States {
    folder: TempDir,
    /// The trees of A and of B, built undisturbed.
    pub trees: [Tree; 2],
    sources: [Tree; 2],
}

impl States {
    /// B has an item less and one more than A, and other bytes in an item and an attachment.
    pub fn new() -> States {
        let folder = TempDir::new().expect("a folder");
        // Other users read it in some tests.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
        for name in ["a", "b"] {
            for (path, text) in starter(today(), false) {
                write(&folder.path().join(name).join(path), text);
            }
            let item = fs::read_to_string(folder.path().join(name).join(ITEM)).expect("the item");
            write(&folder.path().join(name).join(ATTACHED), name.repeat(100_000));
            write(&folder.path().join(name).join(ITEM), item.replace("体裁: 公告", "体裁: 公告\n附件: 附表.csv").replace("票据不齐", name));
            for n in (1..=8).filter(|n| *n != if name == "a" { 3 } else { 5 }) {
                write(&folder.path().join(name).join(format!("content/audit/more-{n}.md")), another(&item, n));
            }
        }
        let states = States { folder, trees: Default::default(), sources: Default::default() }.again();
        assert_ne!(states.trees[0], states.trees[1]);
        states
    }

    /// What the sources, as they are now, are built to.
    pub fn again(mut self) -> States {
        for (at, name) in ["a", "b"].into_iter().enumerate() {
            let out = self.at(&format!("undisturbed-{name}"));
            run(&mut build(&self.at(name), &out)).expect(0, &[]);
            self.trees[at] = tree(&out);
            self.sources[at] = tree(&self.at(name));
            fs::remove_dir_all(&out).expect("it goes");
            fs::remove_dir_all(self.at(&format!(".undisturbed-{name}.gongkai"))).expect("it goes");
        }
        self
    }

    /// Where something is.
    pub fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The sources of A or of B.
    pub fn source(&self, state: usize) -> PathBuf {
        self.at(["a", "b"][state])
    }

    /// A copy of the sources of A or of B, to be changed.
    pub fn copied(&self, state: usize, name: &str) -> PathBuf {
        let copy = self.at(name);
        for (path, bytes) in tree(&self.source(state)) {
            write(&copy.join(path), bytes);
        }
        copy
    }

    /// Which state a folder shows: it must be one of them, whole.
    #[track_caller]
    pub fn shown(&self, out: &Path) -> usize {
        let shown = tree(out);
        self.trees.iter().position(|tree| *tree == shown).unwrap_or_else(|| {
            let beside = &self.trees[0];
            let other: Vec<_> = shown.iter().filter(|(name, bytes)| beside.get(*name) != Some(bytes)).map(|(name, _)| name).collect();
            let gone: Vec<_> = beside.keys().filter(|name| !shown.contains_key(*name)).collect();
            panic!("neither A nor B: beside A other {other:?}, gone {gone:?}")
        })
    }

    /// The folder shows this state, and the sources are as they were.
    #[track_caller]
    pub fn expect(&self, out: &Path, state: usize) {
        assert_eq!(self.shown(out), state, "the other state is shown");
        for at in [0, 1] {
            assert!(tree(&self.source(at)) == self.sources[at], "sources are other than before");
        }
    }

    /// An undisturbed build of a state to this folder brings it there, and leaves nothing but the spare tree.
    #[track_caller]
    pub fn recovers(&self, out: &Path, state: usize) {
        run(&mut build(&self.source(state), out)).expect(0, &["已生成"]);
        self.expect(out, state);
        let name = [OsStr::new("."), out.file_name().expect("a name"), OsStr::new(".gongkai")].join(OsStr::new(""));
        let beside = names(&out.with_file_name(name));
        assert!(beside.iter().all(|name| BESIDE.contains(&name.as_str())), "{beside:?}");
    }
}

/// Writes a file, with the folders that it needs.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// Another item like the starter's.
pub fn another(item: &str, n: usize) -> String {
    let number = n + 20;
    let names = ["上禾村", "溪口村", "东坑村", "青岭村", "石桥村", "下坪村", "樟树村", "茶园村", "大塘村"];
    item.replace("村级财务", &format!("{}财务", names[n % names.len()]))
        .replace("两个村", names[n % names.len()])
        .replace("2017〕1号", &format!("2017〕{number}号"))
        .replace("2017-00001", &format!("2017-000{number}"))
        .replace("票据不齐", &format!("票据缺第{number}号"))
}
