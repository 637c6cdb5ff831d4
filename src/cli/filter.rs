//! Which findings are shown: by rule, by severity, by the subject that must mend them.

use gongkai::column::Column;
use gongkai::diag::{Diagnostic, Severity, Span};
use gongkai::model::{Filed, LeafId, Site, SubjectId};
use gongkai::parse::{CATALOGUE, STATEMENTS, SUBJECTS, nearest};
use gongkai::rules;

use super::args::Check;

/// What the options ask for. It bears on what is shown, and on nothing else.
pub struct Filter {
    only: Vec<String>,
    at_least: Severity,
    subject: Option<String>,
}

impl Filter {
    /// The filter of these options.
    ///
    /// # Errors
    /// A sentence for the user, when there is no such rule or subject.
    pub fn new(check: &Check, column: &Column) -> Result<Filter, String> {
        let all = rules::all();
        if let Some(word) = check.only.iter().find(|word| !all.iter().any(|rule| rule.is_in(word))) {
            let names = all.iter().flat_map(|rule| [rule.name, rule.family()]);
            let near = nearest(word, names).map(|near| format!("是不是“{near}”？")).unwrap_or_default();
            return Err(format!("没有名为“{word}”的规则，也没有这一类规则。{near}用“gongkai explain --list”看全部规则。"));
        }
        let subjects = &column.site().subjects;
        if let Some(word) = check.subject.as_ref().filter(|word| subjects.find(word).is_none()) {
            let names = subjects.all.iter().flat_map(|subject| [subject.short.as_str(), &subject.name, &subject.code]);
            let near = nearest(word, names).map(|near| format!("是不是“{near}”？")).unwrap_or_default();
            return Err(format!("没有名为“{word}”的主体。{near}主体登记在 content/subjects.yaml 里。"));
        }
        let asked = check.severity.unwrap_or(Severity::Info);
        let at_least = if check.input.quiet { asked.min(Severity::Error) } else { asked };
        Ok(Filter { only: check.only.clone(), at_least, subject: check.subject.clone() })
    }

    /// Whether a finding is shown.
    pub fn shows(&self, column: &Column, finding: &Diagnostic) -> bool {
        let site = column.site();
        let of_subject = |word: &String| site.subjects.find(word).is_some_and(|subject| concerns(site, subject, finding));
        finding.severity <= self.at_least
            && (self.only.is_empty() || self.only.iter().any(|word| finding.rule.is_in(word)))
            && self.subject.as_ref().is_none_or(of_subject)
    }
}

/// Whether a subject must mend it: it is in an item or an attachment of the subject, or about a leaf that the subject answers for.
fn concerns(site: &Site, subject: SubjectId, finding: &Diagnostic) -> bool {
    let duties = || site.subjects.get(subject).duties.iter().filter_map(|duty| site.catalogue.find(&duty.value));
    let owes = |leaf: LeafId| duties().any(|duty| duty == leaf);
    // Where the item does not tell its subject, whoever answers for its leaf must look.
    let owns = |filed: &Filed| match filed.subject {
        Some(own) => own == subject,
        None => filed.leaf.is_some_and(owes),
    };
    let place = finding.span.start;
    match finding.file.as_str() {
        CATALOGUE => last_at(site.catalogue.leaves.iter().map(|leaf| (leaf.span, leaf.code.as_str())), place)
            .and_then(|code| site.catalogue.find(code))
            .is_some_and(owes),
        SUBJECTS => last_at(site.subjects.iter().map(|(id, subject)| (subject.span, id)), place) == Some(subject),
        STATEMENTS => last_at(site.statements.iter().map(|statement| (statement.span, statement.leaf.value.as_str())), place)
            .and_then(|leaf| site.catalogue.find(leaf))
            .is_some_and(owes),
        _ => match site.at(&finding.file) {
            Some(id) => owns(site.filed(id)),
            None => site.items.iter().any(|filed| {
                let mut files = filed.item.attachments.iter().filter_map(|attachment| attachment.path.as_ref());
                files.any(|path| *path == finding.file) && owns(filed)
            }),
        },
    }
}

/// The entry of a data file that a place is in: the last one that starts before it. (An entry starts with its code.)
fn last_at<T>(entries: impl Iterator<Item = (Span, T)>, place: usize) -> Option<T> {
    entries.filter(|(span, _)| span.start <= place).max_by_key(|(span, _)| span.start).map(|(_, entry)| entry)
}
