//! Findings on a terminal: the place, the line with a caret under it, the cause and the cure.

use std::collections::HashMap;
use std::io::{IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use gongkai::column::Column;
use gongkai::diag::{Diagnostic, Severity, Span, line_column};

use super::args::Color;

/// Prints the findings and a line that sums them up. `quiet` leaves out warnings and hints.
pub fn report(column: &Column, color: Color, quiet: bool, to: &mut (impl Write + IsTerminal)) {
    let renderer = if colored(color, to.is_terminal()) { Renderer::styled() } else { Renderer::plain() };
    let mut masks: HashMap<&str, Vec<Span>> = HashMap::new();
    for finding in column.report().findings().iter().filter(|finding| finding.rule.name.starts_with("privacy/")) {
        masks.entry(finding.file.as_str()).or_default().push(finding.span);
    }
    for finding in column.report().findings().iter().filter(|finding| !quiet || finding.severity.forbids()) {
        let hidden = masks.get(finding.file.as_str()).map_or(&[][..], Vec::as_slice);
        let _ = writeln!(to, "{}\n", snippet(column, finding, hidden, &renderer));
    }
    if !quiet || column.report().forbids() {
        let _ = writeln!(to, "{}", summary(column));
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
    let title = level.with_name(finding.severity.name()).primary_title(finding.message.as_str()).id(finding.rule.name);
    let help = Level::HELP.with_name("改法").message(finding.help.as_str());
    let text = column.folder().shown(finding.file.as_str());
    if text.is_empty() {
        let place = annotate_snippets::Origin::path(finding.file.as_str());
        return renderer.render(&[title.element(place).element(help)]);
    }
    let window = Window::around(&text, finding.span, hidden);
    let source = Snippet::source(window.text)
        .line_start(window.line)
        .path(finding.file.as_str())
        .annotation(AnnotationKind::Primary.span(window.span.start..window.span.end));
    renderer.render(&[title.element(source).element(help)])
}

/// The line that a finding is about.
struct Window {
    text: String,
    line: usize,
    span: Span,
}

impl Window {
    /// The first line of `span`. What must not be shown, at the places `hidden`, is stars: logs are public too.
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
        let mut shown = String::with_capacity(end.saturating_sub(start));
        let (mut caret_start, mut caret_end) = (0, 0);
        for (offset, c) in text.get(start..end).unwrap_or("").char_indices() {
            let place = start + offset;
            if place < at {
                caret_start = shown.len() + 1;
            }
            if hidden.iter().any(|span| span.start <= place && place < span.end) {
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
fn summary(column: &Column) -> String {
    let report = column.report();
    let count = |severity| report.count(severity);
    let items = column.site().items.len();
    let verdict = if report.forbids() { "不能公开。" } else { "可以公开。" };
    format!(
        "共检查 {items} 个条目：否决 {}，错误 {}，警告 {}，提示 {}。{verdict}",
        count(Severity::Block),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info)
    )
}
