//! The data files of a column become [`Data`].

use crate::diag::{Diagnostic, Span};
use crate::folder::{Blob, Folder, LOCK_FILE, RelPath, SITE_FILE, is_catalogue_table, is_figures};
use crate::model::{Config, Data};

use super::{
    catalogue, config as config_file, faults, figures, holidays, leaders, limits, lists, lock, places, portal, schemes, table, terms,
    villages,
};

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
/// What the villages must make public.
pub const VILLAGES: &str = "content/villages.yaml";
/// Where people read what is public.
pub const PLACES: &str = "content/places.yaml";
/// All of them.
pub const DATA: &[&str] = &[CATALOGUE, SUBJECTS, STATEMENTS, HOLIDAY_FILE, LIMIT_FILE, TERM_FILE, LEADER_FILE, SCHEMES, VILLAGES, PLACES];

/// Reads the settings alone.
pub fn config(folder: &Folder) -> (Config, Vec<Diagnostic>) {
    match folder.file(SITE_FILE) {
        Some((path, blob @ (Blob::Text(_) | Blob::Bytes(_)))) => config_file::config(path, blob),
        _ => (config_file::absent(), missing(SITE_FILE, "缺少设置文件 site.toml。")),
    }
}

/// Reads the data files.
pub fn data(folder: &Folder) -> (Data, Vec<Diagnostic>) {
    let (config, mut findings) = config(folder);
    let file = |name: &str| folder.file(name).filter(|(_, blob)| blob.is_read());
    let mut keep = |found: Vec<Diagnostic>| findings.extend(found);
    // These two take longest.
    let (catalogue, (terms, found)) = rayon::join(
        || file(CATALOGUE).map(|(path, blob)| catalogue::catalogue(path, blob)),
        || own_or_ours(file(TERM_FILE), TERM_FILE, TERMS, terms::terms),
    );
    keep(found);
    let catalogue = match catalogue {
        Some((catalogue, found)) => {
            keep(found);
            catalogue
        }
        None => {
            keep(missing(CATALOGUE, "缺少目录文件 content/catalogue.yaml，不知道应当公开什么。"));
            Default::default()
        }
    };
    let subjects = match file(SUBJECTS) {
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
    let (statements, found) = file(STATEMENTS).map(|(path, blob)| lists::statements(path, blob)).unwrap_or_default();
    keep(found);
    let (calendar, found) = own_or_ours(file(HOLIDAY_FILE), HOLIDAY_FILE, HOLIDAYS, holidays::holidays);
    keep(found);
    let (limits, found) = own_or_ours(file(LIMIT_FILE), LIMIT_FILE, LIMITS, limits::limits);
    keep(found);
    let (leaders, found) = file(LEADER_FILE).map(|(path, blob)| leaders::leaders(path, blob)).unwrap_or_default();
    keep(found);
    let (villages, found) = file(VILLAGES).map(|(path, blob)| villages::villages(path, blob)).unwrap_or_default();
    keep(found);
    let (places, found) = file(PLACES).map(|(path, blob)| places::places(path, blob)).unwrap_or_default();
    keep(found);
    let (portal, found) = portal::portal(folder, &config.portal);
    keep(found);
    let own = file(SCHEMES);
    let (mut ways, found) = own_or_ours(own, SCHEMES, OUR_SCHEMES, schemes::schemes);
    ways.own = own.is_some();
    keep(found);
    let (lock, found) = file(LOCK_FILE).map(|(path, blob)| lock::lock(path, blob)).unwrap_or_default();
    keep(found);
    let mut tables = Vec::new();
    for (path, blob) in folder.files().filter(|(path, _)| is_catalogue_table(path.as_str())) {
        if matches!(blob, Blob::OnDisk(_) | Blob::Text(_) | Blob::Bytes(_)) {
            let (table, found) = table::table(folder, path, blob);
            keep(found);
            tables.push(table);
        }
    }
    let mut figures = Vec::new();
    for (path, blob) in folder.files().filter(|(path, blob)| is_figures(path.as_str()) && blob.is_read()) {
        let (read, found) = figures::figures(path, blob);
        keep(found);
        figures.extend(read);
    }
    let data = Data { config, catalogue, tables, subjects, statements, lock, calendar, limits, terms, ways, leaders, ..Data::default() };
    (Data { villages, places, portal, figures, ..data }, findings)
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
