//! A column of about forty items in a folder of its own, with the plain theme.

use super::random::Random;
use std::fs;
use std::path::{Path, PathBuf};

use gongkai::calendar::Date;
use gongkai::starter::starter;
use tempfile::TempDir;

/// The leaves with items.
pub const LEAVES: [&str; 8] = ["audit", "normative", "plan", "budget", "river-chief", "farm-price", "statistics", "work-safety"];

/// The day of the column.
pub fn today() -> Date {
    Date::from_ymd_opt(2017, 12, 29).expect("a day")
}

/// A folder that is removed in the end.
pub struct Column(TempDir);

impl Column {
    /// Four items in each leaf and the three of the starter, some with an attachment.
    pub fn new() -> Column {
        let column = Column(TempDir::new().expect("a folder"));
        for (path, text) in starter(today(), true) {
            let text = text.replace("theme = \"default\"", "theme = \"plain\"\ntoday = \"2017-12-29\"");
            column.write(&path, text);
        }
        let plain = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/themes/plain");
        for entry in fs::read_dir(plain).expect("the plain theme") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_string();
            column.write(&format!("themes/plain/{name}"), fs::read(&path).expect("a file"));
        }
        for n in 0..32 {
            let leaf = LEAVES[n % LEAVES.len()];
            let attachment = (n % 4 == 0).then(|| format!("a{n}.csv"));
            if let Some(name) = &attachment {
                column.write(&format!("content/{leaf}/{name}"), "甲,1\n");
            }
            column.write(&format!("content/{leaf}/i{n}.md"), item(n, attachment.as_deref()));
        }
        column
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// Where a file of it is.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file as an editor without ceremony does, with the folders that it needs.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// A text of it; what is no UTF-8 is replaced.
    pub fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.at(path)).expect("a file")).into_owned()
    }

    /// Puts other words into a text; `false` where the words are not in it.
    pub fn replace(&self, path: &str, from: &str, to: &str) -> bool {
        let text = self.text(path);
        let other = text.replacen(from, to, 1);
        self.write(path, &other);
        text != other
    }

    /// The paths of the items, in order.
    pub fn items(&self) -> Vec<String> {
        self.files(|name| name.ends_with(".md"))
    }

    /// The paths below `content/` of the files whose names are right, in order.
    pub fn files(&self, right: impl Fn(&str) -> bool) -> Vec<String> {
        let mut files: Vec<String> = walkdir::WalkDir::new(self.at("content"))
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file() && right(&entry.file_name().to_string_lossy()))
            .map(|entry| entry.path().strip_prefix(self.root()).expect("inside").to_string_lossy().replace('\\', "/"))
            .collect();
        files.sort();
        files
    }
}

/// The text of an item.
pub fn item(n: usize, attachment: Option<&str>) -> String {
    let subject = ["财政所", "党政办", "水利站"][n % 3];
    let date = format!("2017-{:02}-{:02}", n % 11 + 1, n % 27 + 1);
    let attached = attachment.map_or_else(String::new, |name| format!("附件:\n  - {{文件: {name}, 名称: 明细表}}\n"));
    format!(
        "---\n标题: 青禾镇第{n}号工作通报\n主体: {subject}\n发布机构: 青禾镇人民政府\n成文日期: {date}\n发布日期: {date}\n文号: 青政〔2017〕{}号\n\
         索引号: 000000000/2017-{:05}\n公开方式: 主动公开\n关键词: [通报]\n{attached}审核:\n  - {{级别: 一审, 人: 站所负责人, 日期: {date}}}\n  \
         - {{级别: 二审, 人: 分管领导, 日期: {date}}}\n  - {{级别: 三审, 人: 党政办, 日期: {date}}}\n保密审查: {{结论: 可以公开, 人: 党政办, 日期: {date}}}\n\
         ---\n\n各站所按照职责分工落实到人，逐项登记，逐项销号。\n\n青禾镇人民政府\n",
        n + 100,
        n + 100
    )
}

impl Random {
    /// One of several.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
