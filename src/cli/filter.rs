//! Which findings are shown: by rule, by severity, by the subject that must mend them.

use gongkai::column::Column;
use gongkai::diag::{Diagnostic, Rule, Severity};
use gongkai::formats::owners;
use gongkai::model::SubjectId;
use gongkai::parse::nearest;
use gongkai::rules;

use super::args::Check;
use super::meant;

/// What the options ask for. It bears on what is shown, and on nothing else.
pub struct Filter {
    only: Vec<String>,
    at_least: Severity,
    subject: Option<SubjectId>,
}

impl Filter {
    /// The filter of these options.
    ///
    /// # Errors
    /// A sentence for the user, when there is no such rule or subject.
    pub fn new(check: &Check, column: &Column) -> Result<Filter, String> {
        let all = rules::all();
        if let Some(word) = check.only.iter().find(|word| !all.iter().any(|rule| names(word, rule))) {
            let names = all.iter().flat_map(|rule| [rule.name, rule.family()]);
            let near = nearest(word, names).map(|near| format!("是不是“{near}”？")).unwrap_or_default();
            return Err(format!("没有名为“{word}”的规则，也没有这一类规则。{near}用“gongkai explain --list”看全部规则。"));
        }
        let subject = check.subject.as_deref().map(|word| meant::subject(column.site(), word)).transpose()?;
        let asked = check.severity.unwrap_or(Severity::Info);
        let at_least = if check.input.quiet { asked.min(Severity::Error) } else { asked };
        Ok(Filter { only: check.only.clone(), at_least, subject })
    }

    /// Whether a finding is shown.
    pub fn shows(&self, column: &Column, finding: &Diagnostic) -> bool {
        finding.severity <= self.at_least
            && (self.only.is_empty() || self.only.iter().any(|word| names(word, finding.rule)))
            && self.subject.is_none_or(|subject| owners(column.site(), finding).contains(&subject))
    }
}

/// Whether a word names a rule: by its name, by a family that it is in, or with stars for any characters.
fn names(word: &str, rule: &Rule) -> bool {
    if word.contains('*') { globbed(word, rule.name) } else { rule.is_in(word.trim_end_matches('/')) }
}

/// Whether a name is what a pattern says, in which `*` stands for any characters.
fn globbed(pattern: &str, name: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(name) = name.strip_prefix(first) else { return false };
    let Some((between, last)) = rest.rsplit_once('*') else { return name.ends_with(rest) };
    let Some(mut name) = name.strip_suffix(last) else { return false };
    for part in between.split('*') {
        let Some(at) = name.find(part) else { return false };
        name = name.get(at + part.len()..).unwrap_or("");
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, fits) in [
            ("time/late", true),
            ("*", true),
            ("time/*", true),
            ("*/late", true),
            ("*/l*e", true),
            ("t*m*/*te", true),
            ("**", true),
            ("time", false),
            ("late*", false),
            ("*/lat", false),
            ("time/late*e", false),
        ] {
            assert_eq!(globbed(pattern, "time/late"), fits, "{pattern}");
        }
    }
}
