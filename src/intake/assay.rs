//! What the rules say of a draft and of the file it was made of, before either is in the column.

use std::collections::BTreeSet;

use crate::calendar::Date;
use crate::column::Column;
use crate::diag::Diagnostic;
use crate::folder::{Blob, Folder, RelPath, SITE_FILE};
use crate::model::Key;
use crate::new_item::DRAFT;
use crate::repair::repair;
use crate::scalar;

/// The lines that make a draft of an item, and what they are while the rules look at it as if it were to be published. They stand in
/// its front matter, so the first is the right one; a draft with a day of its own keeps it.
fn as_published(today: Date) -> [(String, String); 2] {
    let day = Key::Published.name();
    [(format!("\n{DRAFT}\n"), "\n草稿: 否\n".into()), (format!("\n{day}:\n"), format!("\n{day}: {today}\n"))]
}

fn published(text: &str, today: Date) -> String {
    as_published(today).iter().fold(text.to_string(), |text, (draft, published)| text.replacen(draft, published, 1))
}

/// What was found in a draft.
pub struct Assay {
    /// The column with nothing in it but the draft: whoever prints the findings takes their lines from it.
    pub column: Column,
    /// What is wrong with what the draft says. What is still to be filled in is not among it.
    pub findings: Vec<Diagnostic>,
}

impl Assay {
    /// Whether it carries a grade of secrecy: then it is not written at all.
    pub fn is_secret(&self) -> bool {
        self.findings.iter().any(|finding| finding.rule.name == "secrecy/secrecy-mark")
    }

    /// Whether something may not be published as it is.
    pub fn forbids(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity.forbids())
    }
}

/// The data files of a column: what the rules measure with, and no items.
fn data(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let is_data = |path: &str| {
        path == SITE_FILE || path.strip_prefix("content/").is_some_and(|inner| !inner.contains('/') && inner.ends_with(".yaml"))
    };
    let files = folder.files().filter(|(path, _)| is_data(path.as_str()));
    files.filter_map(|(path, blob)| Some((path.to_string(), Blob::bytes(blob)?.to_vec()))).collect()
}

fn alone(folder: &Folder, path: &RelPath, text: &str, files: &[(RelPath, Vec<u8>)], today: Date) -> Column {
    let mut all = data(folder);
    all.push((path.to_string(), published(text, today).into_bytes()));
    all.extend(files.iter().map(|(path, bytes)| (path.to_string(), bytes.clone())));
    Column::load(Folder::in_memory(all), today, &mut |_| {})
}

/// Looks at a draft as if it were to be published.
pub fn assay(folder: &Folder, path: &RelPath, text: &str, files: &[(RelPath, Vec<u8>)], today: Date) -> Assay {
    let column = alone(folder, path, text, files, today);
    let grave = |finding: &&Diagnostic| {
        let told = ["privacy", "secrecy", "residue", "form", "contents"].iter().any(|family| finding.rule.is_in(family))
            || matches!(
                finding.rule.name,
                "wording/serious-error" | "wording/template-residue" | "review/not-open" | "access/no-alt" | "date/no-such-day"
            );
        finding.file == *path && told && finding.rule.name != "form/blank"
    };
    let findings = column.report().findings().iter().filter(grave).cloned().collect();
    Assay { column, findings }
}

/// What the rules find in a file as the attachment of an item with this title, in the leaf with this code: what its readers see, or do
/// not see. In each message the file is what `called` says. `None` where its name cannot stand in the column.
pub fn of_file(
    folder: &Folder,
    leaf: &str,
    title: &str,
    (name, bytes): (&str, &[u8]),
    called: &str,
    today: Date,
) -> Option<Vec<Diagnostic>> {
    let (item, file) = (RelPath::new(&format!("content/{leaf}/probe.md"))?, RelPath::new(&format!("content/{leaf}/{name}"))?);
    let text = format!(
        "---\n{DRAFT}\n标题: {}\n发布日期:\n附件:\n  - {{文件: {}, 名称: 原件}}\n---\n",
        scalar::of(title),
        scalar::in_brackets(name)
    );
    let column = alone(folder, &item, &text, &[(file, bytes.to_vec())], today);
    let found = column.report().findings().iter().filter(|finding| finding.file == item).cloned();
    let named = format!("附件“{name}”");
    Some(found.map(|finding| Diagnostic { message: finding.message.replace(&named, called), ..finding }).collect())
}

/// Why a file may not lie in the column, as an attachment of the leaf with this code.
pub fn obstacles(folder: &Folder, leaf: &str, name: &str, bytes: &[u8], today: Date) -> Vec<String> {
    // The file has its own name where this is told.
    let Some(found) = of_file(folder, leaf, "原件", (name, bytes), "文件", today) else { return vec!["文件名不能用。".into()] };
    let grave = found.into_iter().filter(|finding| {
        let kept_back = finding.rule.is_in("privacy") || finding.rule.is_in("secrecy");
        kept_back && finding.severity.forbids()
            || matches!(finding.rule.name, "contents/hidden" | "contents/photo-position" | "contents/unreadable")
    });
    let messages: BTreeSet<String> = grave.map(|finding| finding.message).collect();
    messages.into_iter().collect()
}

/// The families of rules whose repairs undo what copying broke.
const PASTED: &[&str] = &["character", "date", "number", "title"];

/// The text of a draft with its certain repairs done.
pub fn repaired(folder: &Folder, path: &RelPath, before: &str, files: &[(RelPath, Vec<u8>)], today: Date) -> String {
    let column = alone(folder, path, before, files, today);
    let chosen = |_: &Column, finding: &Diagnostic| {
        finding.file == *path && PASTED.iter().any(|family| finding.rule.is_in(family)) && finding.rule.name != "number/not-linked"
    };
    let repaired = repair(column, &chosen);
    let text = repaired.column.folder().text(path.as_str()).unwrap_or(before);
    let changed = as_published(today).into_iter().filter(|(draft, _)| before.contains(draft));
    changed.fold(text.to_string(), |text, (draft, published)| text.replacen(&published, &draft, 1))
}
