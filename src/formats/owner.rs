//! Whose a finding is: the subjects that must mend it, and the title of what it is in.

use crate::diag::{Diagnostic, Span};
use crate::duty::owners as owing;
use crate::folder::{CONTENT, RelPath};
use crate::model::{Filed, Site, SubjectId};
use crate::parse::{CATALOGUE, STATEMENTS, SUBJECTS};

/// The subjects that must mend it: whose item or attachment it is in, or who answers for the leaf that it is about. Nobody where
/// it is of the whole column (a template, the settings).
pub fn owners(site: &Site, finding: &Diagnostic) -> Vec<SubjectId> {
    let place = finding.span.start;
    match finding.file.as_str() {
        CATALOGUE => last_at(site.catalogue.leaves.iter().map(|leaf| (leaf.span, leaf.code.as_str())), place)
            .and_then(|code| site.catalogue.find(code))
            .map_or_else(Vec::new, |leaf| owing(site, leaf)),
        SUBJECTS => last_at(site.subjects.iter().map(|(id, subject)| (subject.span, id)), place).into_iter().collect(),
        STATEMENTS => last_at(site.statements.iter().map(|statement| (statement.span, statement.leaf.value.as_str())), place)
            .and_then(|leaf| site.catalogue.find(leaf))
            .map_or_else(Vec::new, |leaf| owing(site, leaf)),
        _ => {
            let mut all: Vec<SubjectId> = items(site, &finding.file).into_iter().flat_map(|filed| of_item(site, filed)).collect();
            all.sort();
            all.dedup();
            // A file that could not be read lies at least in the folder of a leaf.
            let of_folder = || finding.file.strip(CONTENT).and_then(|inner| site.catalogue.find(inner.parent()?.split('/').next()?));
            if all.is_empty() { of_folder().map_or(all, |leaf| owing(site, leaf)) } else { all }
        }
    }
}

/// The title of the item that a finding is in; for an attachment, of the first item that has it.
pub fn title<'s>(site: &'s Site, file: &RelPath) -> Option<&'s str> {
    let first = items(site, file).into_iter().next()?;
    first.item.title.as_ref().map(|title| title.value.as_str())
}

/// The item that a file is, or the items that it is attached to.
fn items<'s>(site: &'s Site, file: &RelPath) -> Vec<&'s Filed> {
    if let Some(id) = site.at(file) {
        return vec![site.filed(id)];
    }
    let has = |filed: &&Filed| filed.item.attachments.iter().any(|attachment| attachment.path.as_ref() == Some(file));
    site.items.iter().filter(has).collect()
}

/// Where the item does not tell its subject, whoever answers for its leaf must look.
fn of_item(site: &Site, filed: &Filed) -> Vec<SubjectId> {
    match (filed.subject, filed.leaf) {
        (Some(own), _) => vec![own],
        (None, Some(leaf)) => owing(site, leaf),
        (None, None) => Vec::new(),
    }
}

/// The entry of a data file that a place is in: the last one that starts before it. (An entry starts with its code.)
fn last_at<T>(entries: impl Iterator<Item = (Span, T)>, place: usize) -> Option<T> {
    entries.filter(|(span, _)| span.start <= place).max_by_key(|(span, _)| span.start).map(|(_, entry)| entry)
}
