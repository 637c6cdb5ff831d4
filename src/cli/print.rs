//! Findings on a terminal: the place, the line with a caret under it, the cause and the cure.

use std::collections::HashMap;
use std::io::{IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use gongkai::column::Column;
use gongkai::diag::{Diagnostic, Severity, Span, line_column};
use gongkai::personal::{masked, numbers};

use super::args::Color;

/// Prints the findings and a line that sums them up; `fault` is one that showed only when a page was made. `quiet` leaves out
/// warnings and hints.
pub fn report(column: &Column, fault: Option<&Diagnostic>, color: Color, quiet: bool, to: &mut (impl Write + IsTerminal)) {
    let renderer = if colored(color, to.is_terminal()) { Renderer::styled() } else { Renderer::plain() };
    let mut masks: HashMap<&str, Vec<Span>> = HashMap::new();
    for finding in column.report().findings().iter().filter(|finding| finding.rule.name.starts_with("privacy/")) {
        masks.entry(finding.file.as_str()).or_default().push(finding.span);
    }
    let findings = column.report().findings().iter().chain(fault);
    for finding in findings.filter(|finding| !quiet || finding.severity.forbids()) {
        let hidden = masks.get(finding.file.as_str()).map_or(&[][..], Vec::as_slice);
        let _ = writeln!(to, "{}\n", snippet(column, finding, hidden, &renderer));
    }
    if !quiet || column.report().forbids() || fault.is_some() {
        let _ = writeln!(to, "{}", summary(column, fault));
    }
}

fn colored(color: Color, terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

fn snippet(column: &Column, finding: &Diagnostic, hidden: &[Span], renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Block | Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let path = masked(finding.file.as_str());
    let title = level.with_name(finding.severity.name()).primary_title(finding.message.as_str()).id(finding.rule.name);
    let help = Level::HELP.with_name("改法").message(finding.help.as_str());
    let text = column.folder().shown(finding.file.as_str());
    if text.is_empty() {
        let place = annotate_snippets::Origin::path(path);
        return renderer.render(&[title.element(place).element(help)]);
    }
    let window = Window::around(&text, finding.span, hidden);
    let source = Snippet::source(window.text)
        .line_start(window.line)
        .path(path)
        .annotation(AnnotationKind::Primary.span(window.span.start..window.span.end));
    renderer.render(&[title.element(source).element(help)])
}

fn covers(spans: &[Span], place: usize) -> bool {
    spans.iter().any(|span| span.start <= place && place < span.end)
}

/// The line that a finding is about.
struct Window {
    text: String,
    line: usize,
    span: Span,
}

impl Window {
    /// The first line of `span`. The digits at the places `hidden` and wherever a person's number is are stars.
    fn around(text: &str, span: Span, hidden: &[Span]) -> Window {
        let mut at = span.start.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let mut start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        if text[start..].starts_with('\u{feff}') {
            start += '\u{feff}'.len_utf8();
        }
        let end = text[at..].find(['\n', '\r']).map_or(text.len(), |newline| at + newline);
        let at = at.max(start);
        let line = line_column(text, start).line;
        let known: Vec<Span> = numbers(text.get(start..end).unwrap_or("")).into_iter().map(|number| number.shifted(start)).collect();
        let mut shown = String::with_capacity(end.saturating_sub(start));
        let (mut caret_start, mut caret_end) = (0, 0);
        for (offset, c) in text.get(start..end).unwrap_or("").char_indices() {
            let place = start + offset;
            let digit = c.is_numeric() || matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ');
            if digit && (covers(hidden, place) || covers(&known, place)) {
                shown.push('*');
            } else {
                shown.push(if c.is_control() && c != '\t' { '\u{fffd}' } else { c });
            }
            if place < at {
                caret_start = shown.len();
            }
            if place < span.end {
                caret_end = shown.len();
            }
        }
        Window { span: Span::new(caret_start, caret_end.max(caret_start)), text: shown, line }
    }
}

/// One line: how much was checked and what was found.
fn summary(column: &Column, fault: Option<&Diagnostic>) -> String {
    let report = column.report();
    let count = |severity| report.count(severity) + usize::from(fault.is_some_and(|fault| fault.severity == severity));
    let items = column.site().items.len();
    let drafts = column.site().items.iter().filter(|filed| filed.item.draft).count();
    let drafts = if drafts > 0 { format!("（其中草稿 {drafts} 个）") } else { String::new() };
    let verdict = if report.forbids() || fault.is_some() { "不能公开。" } else { "可以公开。" };
    format!(
        "共检查 {items} 个条目{drafts}：否决 {}，错误 {}，警告 {}，提示 {}。{verdict}",
        count(Severity::Block),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info)
    )
}
