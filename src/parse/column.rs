//! A folder becomes a [`Site`]: every file is parsed, in parallel, and what they say is put together.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Span};
use crate::folder::{Blob, CONTENT, Folder, LOCK_FILE, RelPath, SITE_FILE, is_catalogue_table, is_figures};
use crate::model::{Config, Contents, Item, Reading, Site, Terms};

use super::{
    attachment, catalogue, config as config_file, faults, figures, holidays, item, leaders, limits, lists, lock, schemes, table, terms,
};

/// What a folder was read as.
pub struct Parsed {
    /// The column.
    pub site: Site,
    /// Every fault of form.
    pub findings: Vec<Diagnostic>,
}

/// The national holidays, for a column that has no file of its own.
const HOLIDAYS: &str = include_str!("../../content/holidays.yaml");
/// The limits of law, for a column that has no file of its own.
pub const LIMITS: &str = include_str!("../../content/limits.yaml");
/// The ways to the items, for a column that has no file of its own.
const OUR_SCHEMES: &str = include_str!("../../content/schemes.yaml");
/// The word lists, for a column that has no file of its own.
pub const TERMS: &str = include_str!("../../content/words.yaml");

// The files that hold data, one kind each.
/// The catalogue.
pub const CATALOGUE: &str = "content/catalogue.yaml";
/// The subjects.
pub const SUBJECTS: &str = "content/subjects.yaml";
/// The statements.
pub const STATEMENTS: &str = "content/statements.yaml";
/// The holidays.
pub const HOLIDAY_FILE: &str = "content/holidays.yaml";
/// The limits.
pub const LIMIT_FILE: &str = "content/limits.yaml";
/// The word lists.
pub const TERM_FILE: &str = "content/words.yaml";
/// The leaders and their posts.
pub const LEADER_FILE: &str = "content/leaders.yaml";
/// The other ways to the items.
pub const SCHEMES: &str = "content/schemes.yaml";
const DATA: &[&str] = &[CATALOGUE, SUBJECTS, STATEMENTS, HOLIDAY_FILE, LIMIT_FILE, TERM_FILE, LEADER_FILE, SCHEMES];

/// Reads the settings alone.
pub fn config(folder: &Folder) -> (Config, Vec<Diagnostic>) {
    match folder.files().find(|(path, _)| path.as_str() == SITE_FILE) {
        Some((path, blob @ (Blob::Text(_) | Blob::Bytes(_)))) => config_file::config(path, blob),
        _ => (config_file::absent(), missing(SITE_FILE, "缺少设置文件 site.toml。")),
    }
}

/// Parses the whole folder.
pub fn parse(folder: &Folder) -> Parsed {
    let (config, mut findings) = config(folder);
    let data = |name: &str| folder.files().find(|(path, blob)| path.as_str() == name && blob.is_read());
    let mut keep = |found: Vec<Diagnostic>| findings.extend(found);
    let catalogue = match data(CATALOGUE) {
        Some((path, blob)) => {
            let (catalogue, found) = catalogue::catalogue(path, blob);
            keep(found);
            catalogue
        }
        None => {
            keep(missing(CATALOGUE, "缺少目录文件 content/catalogue.yaml，不知道应当公开什么。"));
            Default::default()
        }
    };
    let subjects = match data(SUBJECTS) {
        Some((path, blob)) => {
            let (subjects, found) = lists::subjects(path, blob);
            keep(found);
            subjects
        }
        None => {
            keep(missing(SUBJECTS, "缺少主体文件 content/subjects.yaml，不知道由谁公开。"));
            Default::default()
        }
    };
    let statements = data(STATEMENTS).map(|(path, blob)| lists::statements(path, blob)).map(|(statements, found)| {
        keep(found);
        statements
    });
    let (calendar, found) = own_or_ours(data(HOLIDAY_FILE), HOLIDAY_FILE, HOLIDAYS, holidays::holidays);
    keep(found);
    let (limits, found) = own_or_ours(data(LIMIT_FILE), LIMIT_FILE, LIMITS, limits::limits);
    keep(found);
    let (terms, found) = own_or_ours(data(TERM_FILE), TERM_FILE, TERMS, terms::terms);
    keep(found);

    let (leaders, found) = data(LEADER_FILE).map(|(path, blob)| leaders::leaders(path, blob)).unwrap_or_default();
    keep(found);
    let own = data(SCHEMES);
    let (mut schemes, found) = own_or_ours(own, SCHEMES, OUR_SCHEMES, schemes::schemes);
    schemes.own = own.is_some();
    keep(found);

    let sources: Vec<(&RelPath, &Blob)> = folder.files().filter(|(path, blob)| blob.is_read() && is_item(path)).collect();
    let parsed: Vec<(Item, Vec<Diagnostic>)> =
        sources.par_iter().map(|(path, blob)| with_hits(item::item(path, blob), blob, &terms)).collect();
    let mut items = Vec::with_capacity(parsed.len());
    for (item, found) in parsed {
        keep(found);
        items.push(Arc::new(item));
    }
    let (mut files, mut tables, mut annual) = (BTreeMap::new(), Vec::new(), Vec::new());
    for (path, blob) in folder.files() {
        match blob {
            Blob::OnDisk(_) | Blob::Text(_) | Blob::Bytes(_) if is_catalogue_table(path.as_str()) => {
                let (table, found) = table::table(folder, path, blob);
                keep(found);
                tables.push(table);
            }
            Blob::OnDisk(length) => {
                files.insert(path.clone(), *length);
            }
            Blob::Text(_) | Blob::Bytes(_) if is_figures(path.as_str()) => {
                let (figures, found) = figures::figures(path, blob);
                keep(found);
                annual.extend(figures);
            }
            Blob::Text(_) | Blob::Bytes(_) if path.as_str().starts_with("content/") && !is_item(path) && !DATA.contains(&path.as_str()) => {
                keep(vec![Diagnostic::new(
                    faults::FILE,
                    path,
                    Span::default(),
                    format!("不认识数据文件“{path}”，里面的内容没有用上。"),
                    format!(
                        "数据文件只有这几个：{}，和 content/annual 里的年报数字。检查文件名；不用的，移出 content 文件夹。",
                        DATA.join("、")
                    ),
                )]);
            }
            Blob::Text(_) | Blob::Bytes(_) => {}
            Blob::Link => keep(vec![Diagnostic::new(
                faults::FILE,
                path,
                Span::default(),
                format!("“{path}”是一个链接（快捷方式），不会读取。"),
                "把真正的文件复制到这里。链接可能指到文件夹外面，会把不该公开的文件带出去。",
            )]),
            Blob::Unreadable(reason) => keep(vec![Diagnostic::new(
                faults::FILE,
                path,
                Span::default(),
                format!("“{path}”读不出来（{reason}）。"),
                "检查文件是否正被别的程序打开，或者没有读取权限。",
            )]),
        }
    }
    let locked = folder.files().find(|(path, blob)| path.as_str() == LOCK_FILE && blob.is_read());
    let (lock, found) = locked.map(|(path, blob)| lock::lock(path, blob)).unwrap_or_default();
    keep(found);
    let mut site = Site::new(config, catalogue, subjects, statements.unwrap_or_default(), calendar, items, files);
    site.tables = tables;
    site.limits = limits;
    site.terms = terms;
    site.leaders = leaders;
    site.figures = annual;
    site.lock = lock;
    site.schemes = schemes.filled(&site);
    site.contents = contents(folder, &site);
    site.sums = sums(folder, &site);
    Parsed { site, findings }
}

/// Reads the files that are shown, in parallel.
fn contents(folder: &Folder, site: &Site) -> BTreeMap<RelPath, Contents> {
    let read = |path: &RelPath| match folder.attachment(path, attachment::LARGEST) {
        Ok(bytes) => attachment::contents(path, &bytes),
        Err(error) => {
            Contents { reading: Reading::Failed(format!("文件太大，或者读不出来（{error}）")), ..Contents::default() }
        }
    };
    site.shown_files().into_par_iter().map(|path| (path.clone(), read(path))).collect()
}

/// The SHA-256 of the files that are shown. One that cannot be read has none; that it cannot is a finding of its own.
fn sums(folder: &Folder, site: &Site) -> BTreeMap<RelPath, String> {
    site.shown_files().into_par_iter().filter_map(|path| Some((path.clone(), folder.sha256(path).ok()?))).collect()
}

/// An item with the words of the lists that stand in its file.
fn with_hits((mut item, found): (Item, Vec<Diagnostic>), blob: &Blob, terms: &Terms) -> (Item, Vec<Diagnostic>) {
    if let (true, Blob::Text(text)) = (item.readable, blob) {
        item.hits = terms.find(text);
    }
    (item, found)
}

/// Reads the column's own file, or the one that is embedded in the program where it has none.
fn own_or_ours<T: Default>(
    own: Option<(&RelPath, &Blob)>,
    name: &str,
    ours: &str,
    read: fn(&RelPath, &Blob) -> (T, Vec<Diagnostic>),
) -> (T, Vec<Diagnostic>) {
    match own {
        Some((path, blob)) => read(path, blob),
        None => RelPath::new(name).map(|path| read(&path, &Blob::Text(ours.into()))).unwrap_or_default(),
    }
}

/// Items are the Markdown files below `content/`.
fn is_item(path: &RelPath) -> bool {
    path.as_str().starts_with(CONTENT)
        && path.as_str()[CONTENT.len()..].starts_with('/')
        && matches!(path.extension().as_str(), "md" | "markdown")
}

fn missing(path: &str, message: &str) -> Vec<Diagnostic> {
    RelPath::new(path)
        .map(|path| {
            Diagnostic::new(
                faults::FILE,
                &path,
                Span::default(),
                message,
                "从别的栏目复制一份来改，或者用“gongkai init 新文件夹”生成一份样例。",
            )
        })
        .into_iter()
        .collect()
}
