//! What is said to the clerk: findings, each with its place, its cause and its cure.

mod place;
mod spans;

use std::cmp::Ordering;
use std::ops::Range;

pub use place::{LineColumn, Lines, line_column};
pub use spans::Spans;

use crate::folder::RelPath;

/// A byte range in a file. Lines, columns and widths are made from it only when something is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end: end.max(start) }
    }

    /// The text at this place; empty when the place is not in `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The same range, `by` bytes further on.
    pub fn shifted(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }

    /// Another value at the same place.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: make(self.value), span: self.span }
    }
}

/// How grave a finding is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 否决: a one-vote veto or a legal bar. Forbids publication and can never be waived.
    Block,
    /// 错误: forbids publication.
    Error,
    /// 警告: may be waived in the item, with a reason.
    Warning,
    /// 提示.
    Info,
}

impl Severity {
    /// The word the clerk reads.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Block => "否决",
            Severity::Error => "错误",
            Severity::Warning => "警告",
            Severity::Info => "提示",
        }
    }

    /// Whether such a finding forbids publication.
    pub fn forbids(self) -> bool {
        self <= Severity::Error
    }
}

/// The identity of a finding: its name (`family/fault`), how grave it is, and its page of the manual.
///
/// The page is at once what `gongkai explain` prints and the rule's test.
#[derive(Debug)]
pub struct Rule {
    /// `privacy/resident-id`: the family and the fault.
    pub name: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// The Markdown page, with the cases that test the rule.
    pub page: &'static str,
}

impl Rule {
    /// The family: what stands before the last `/`.
    pub fn family(&self) -> &'static str {
        self.name.rsplit_once('/').map_or(self.name, |(family, _)| family)
    }

    /// Whether `word` names the rule or a family that it is in.
    pub fn is_in(&self, word: &str) -> bool {
        self.name.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The first sentence of the page, below its heading.
    pub fn summary(&self) -> &'static str {
        self.page.lines().skip(1).map(str::trim).find(|line| !line.is_empty()).unwrap_or("")
    }

    /// The page for people: without its heading, and up to the cases.
    pub fn prose(&self) -> &'static str {
        let body = self.page.split_once('\n').map_or("", |(_, body)| body);
        body.split_once("\n## 例").map_or(body, |(prose, _)| prose).trim()
    }
}

/// Declares a [`Rule`]: `rule!(PAST, Warning, "time/late")` reads its page from `time/late.md` beside the file.
macro_rules! rule {
    ($id:ident, $severity:ident, $name:literal) => {
        #[doc = concat!("The rule `", $name, "`; see its page.")]
        pub const $id: &crate::diag::Rule =
            &crate::diag::Rule { name: $name, severity: crate::diag::Severity::$severity, page: include_str!(concat!($name, ".md")) };
    };
}
pub(crate) use rule;

/// A repair: the text that belongs in place of what stands at `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// What it is replaced by.
    pub text: String,
    /// Whether only this can have been meant. What is not certain is offered and never done unasked.
    pub certain: bool,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Which rule found it.
    pub rule: &'static Rule,
    /// How grave it is here (a draft's faults are only hints).
    pub severity: Severity,
    /// The file it is in.
    pub file: RelPath,
    /// Where in the file.
    pub span: Span,
    /// One sentence: what is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The repair, where it is certain.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of `rule` at a place.
    pub fn new(rule: &'static Rule, file: &RelPath, span: Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        Diagnostic { rule, severity: rule.severity, file: file.clone(), span, message: message.into(), help: help.into(), fix: None }
    }

    /// Adds the repair: `text` in place of what stands at `span`.
    pub fn with_fix(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, text: text.into(), certain: true });
        self
    }

    /// Adds what was probably meant: `text` in place of what stands at `span`.
    pub fn with_guess(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, text: text.into(), certain: false });
        self
    }

    fn order(&self, other: &Diagnostic) -> Ordering {
        (&self.file, self.span, self.rule.name, &self.message).cmp(&(&other.file, other.span, other.rule.name, &other.message))
    }
}

/// All findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    findings: Vec<Diagnostic>,
}

impl Report {
    /// A report of these findings, sorted by place, each said once.
    pub fn new(mut findings: Vec<Diagnostic>) -> Report {
        findings.sort_by(Diagnostic::order);
        findings.dedup_by(|a, b| a.order(b) == Ordering::Equal);
        Report { findings }
    }

    /// The findings, sorted by file and place.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// How many findings of this severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Whether a finding forbids publication.
    pub fn forbids(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity.forbids())
    }
}
