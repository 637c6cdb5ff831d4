//! What is told: findings with their places as people count them, nothing in them that must not be said, and the sum of the run.

use serde::Serialize;

use crate::column::Column;
use crate::diag::{Diagnostic, Fix, Lines, Rule, Severity, Span};
use crate::model::Site;

use super::code::{fingerprint, word};
use super::owner::{owners, title};
use super::secret::Secrets;

/// All that a report tells.
pub struct Told {
    /// The findings to show, by file and place.
    pub findings: Vec<Finding>,
    /// The sum of the run, whatever is shown of it.
    pub summary: Summary,
    /// The way from where the program was started to the column, ending in `/`; empty where they are one. Programs that show
    /// findings beside the lines of a repository need it.
    pub prefix: String,
}

/// One finding.
pub struct Finding {
    /// Which rule found it.
    pub rule: &'static Rule,
    /// How grave it is here.
    pub severity: Severity,
    /// The file, from the column's folder.
    pub file: String,
    /// The first line, counted from one.
    pub line: usize,
    /// The first character in it, counted from one.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// One past the last character in it.
    pub end_column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The subjects that must mend it, by their short names; empty where it is of the whole column.
    pub subject: String,
    /// The title of the item that it is in; empty where it is in none.
    pub title: String,
    /// The repair, where there is one.
    pub fix: Option<Repair>,
    /// The same for the same fault in the same file, wherever it moves.
    pub fingerprint: String,
}

/// A text in place of another.
#[derive(Serialize)]
pub struct Repair {
    /// Where the replaced text starts.
    pub line: usize,
    /// The character in that line.
    pub column: usize,
    /// Where it ends.
    pub end_line: usize,
    /// One past its last character.
    pub end_column: usize,
    /// What belongs there.
    pub text: String,
    /// Whether `--fix` would do it: only this can have been meant.
    pub certain: bool,
}

/// The sum of the run.
#[derive(Clone, Copy, Serialize)]
pub struct Summary {
    /// Items that were read, drafts too.
    pub items: usize,
    /// Drafts among them.
    pub drafts: usize,
    /// 否决.
    pub block: usize,
    /// 错误.
    pub error: usize,
    /// 警告.
    pub warning: usize,
    /// 提示.
    pub info: usize,
    /// How many of the findings are shown.
    pub shown: usize,
    /// Whether the column may be published.
    pub publishable: bool,
}

impl Told {
    /// What is told of a column. `late` is a finding that showed only when a page was made; `shown` picks what is to be shown.
    pub fn new(column: &Column, late: Option<&Diagnostic>, shown: &dyn Fn(&Diagnostic) -> bool) -> Told {
        let report = column.report();
        let secrets = Secrets::new(report.findings(), column.folder());
        let all = || report.findings().iter().chain(late);
        let chosen: Vec<&Diagnostic> = all().filter(|finding| shown(finding)).collect();
        let mut findings: Vec<Finding> = Vec::with_capacity(chosen.len());
        for of_file in chosen.chunk_by(|one, next| one.file == next.file) {
            let Some(first) = of_file.first() else { continue };
            let text = column.folder().shown(first.file.as_str());
            let lines = Lines::new(&text);
            findings.extend(of_file.iter().map(|finding| Finding::new(finding, &text, &lines, &secrets, column.site())));
        }
        number_alike(&mut findings);
        let summary = Summary::new(column, late, findings.len());
        Told { findings, summary, prefix: String::new() }
    }
}

impl Summary {
    /// The sum of a run of which `shown` findings are shown.
    pub fn new(column: &Column, late: Option<&Diagnostic>, shown: usize) -> Summary {
        let all = || column.report().findings().iter().chain(late);
        let count = |severity| all().filter(|finding| finding.severity == severity).count();
        let items = &column.site().items;
        Summary {
            items: items.len(),
            drafts: items.iter().filter(|filed| filed.item.draft).count(),
            block: count(Severity::Block),
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            info: count(Severity::Info),
            shown,
            publishable: !all().any(|finding| finding.severity.forbids()),
        }
    }

    /// One line: how much was checked, what was found, and whether it may be published.
    pub fn verdict(&self) -> String {
        let Summary { items, drafts, block, error, warning, info, shown, publishable } = *self;
        let drafts = if drafts > 0 { format!("（其中草稿 {drafts} 个）") } else { String::new() };
        let left = block + error + warning + info - shown;
        let left = if left > 0 { format!("有 {left} 个没有列出。") } else { String::new() };
        let verdict = if publishable { "可以公开。" } else { "不能公开。" };
        format!("共检查 {items} 个条目{drafts}：否决 {block}，错误 {error}，警告 {warning}，提示 {info}。{left}{verdict}")
    }
}

impl Finding {
    fn new(finding: &Diagnostic, text: &str, lines: &Lines<'_>, secrets: &Secrets<'_>, site: &Site) -> Finding {
        let file = finding.file.as_str();
        let (start, end) = (lines.at(finding.span.start), lines.at(finding.span.end));
        // What a privacy rule points at is no part of a fingerprint: from a short number's hash the number can be found.
        let words = if finding.rule.is_in("privacy") { String::new() } else { secrets.told(file, finding.span.of(text)) };
        let subjects: Vec<&str> = owners(site, finding).into_iter().map(|id| site.subjects.get(id).short.as_str()).collect();
        Finding {
            rule: finding.rule,
            severity: finding.severity,
            file: secrets.told(file, file),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            message: secrets.told(file, &finding.message),
            help: secrets.told(file, &finding.help),
            subject: secrets.told(file, &subjects.join("、")),
            title: secrets.told(file, title(site, &finding.file).unwrap_or("")),
            fix: finding.fix.as_ref().map(|fix| Repair::new(fix, file, lines, secrets)),
            fingerprint: fingerprint(&[finding.rule.name, &secrets.told(file, file), &words]),
        }
    }

    /// `block`, `error`, `warning` or `info`.
    pub fn severity_word(&self) -> &'static str {
        word(self.severity)
    }
}

impl Repair {
    fn new(fix: &Fix, file: &str, lines: &Lines<'_>, secrets: &Secrets<'_>) -> Repair {
        let Span { start, end } = fix.span;
        let (start, end) = (lines.at(start), lines.at(end));
        let told = secrets.told(file, &fix.text);
        // With stars in it, it is no longer the repair.
        let certain = fix.certain && told == fix.text;
        Repair { line: start.line, column: start.column, end_line: end.line, end_column: end.column, text: told, certain }
    }
}

/// The second and later of several that are alike in one file are told apart by their number.
fn number_alike(findings: &mut [Finding]) {
    let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for finding in findings {
        let before = seen.entry(finding.fingerprint.clone()).or_default();
        if *before > 0 {
            finding.fingerprint = fingerprint(&[&finding.fingerprint, &before.to_string()]);
        }
        *before += 1;
    }
}
