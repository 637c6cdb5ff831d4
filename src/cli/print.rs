//! Findings on a terminal: the place, the line with a caret under it, the cause and the cure.

use std::io::{IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use gongkai::column::Column;
use gongkai::diag::{Diagnostic, Severity, Span, line_column};
use gongkai::formats::{Secrets, Summary};
use gongkai::personal::numbers;

use super::args::{Color, Input};

/// Prints the findings that `shown` picks and a line that sums all up; `late` is one that showed only when a page was made. `quiet`
/// says nothing at all where nothing forbids publication.
pub fn report(
    column: &Column,
    late: Option<&Diagnostic>,
    shown: &dyn Fn(&Diagnostic) -> bool,
    input: &Input,
    to: &mut (impl Write + IsTerminal),
) {
    let renderer = if colored(input.color, to.is_terminal()) { Renderer::styled() } else { Renderer::plain() };
    let secrets = Secrets::new(column.report().findings(), column.folder());
    let (mut count, mut certain) = (0, 0);
    for finding in column.report().findings().iter().chain(late).filter(|finding| shown(finding)) {
        let _ = writeln!(to, "{}\n", snippet(column, finding, &secrets, &renderer));
        count += 1;
        certain += usize::from(finding.fix.as_ref().is_some_and(|fix| fix.certain));
    }
    if !input.quiet || column.report().forbids() || late.is_some() {
        let _ = writeln!(to, "{}", Summary::new(column, late, count).verdict());
    }
    if certain > 0 {
        let _ = writeln!(to, "上面有 {certain} 处可以用“gongkai check --fix”自动改正；先看会怎样改，用“gongkai check --diff”。");
    }
}

/// Prints what was found in a county's table, and how many there are of each severity.
pub fn table(column: &Column, shown: &dyn Fn(&Diagnostic) -> bool, input: &Input, to: &mut (impl Write + IsTerminal)) {
    let renderer = if colored(input.color, to.is_terminal()) { Renderer::styled() } else { Renderer::plain() };
    let secrets = Secrets::new(column.report().findings(), column.folder());
    for finding in column.report().findings().iter().filter(|finding| shown(finding)) {
        let _ = writeln!(to, "{}\n", snippet(column, finding, &secrets, &renderer));
    }
    let rows: usize = column.site().tables.iter().flat_map(|table| &table.sheets).map(|sheet| sheet.rows.len()).sum();
    let [error, warning, info] = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| column.report().count(severity));
    if !input.quiet || column.report().forbids() {
        let _ = writeln!(to, "共检查 {rows} 个事项：错误 {error}，警告 {warning}，提示 {info}。");
    }
}

/// Tells people what was done, beside a report that may be for programs.
pub fn note(text: &str) {
    eprintln!("{text}");
}

fn colored(color: Color, terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

fn snippet(column: &Column, finding: &Diagnostic, secrets: &Secrets<'_>, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Block | Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let told = |text: &str| secrets.told(finding.file.as_str(), text);
    let path = told(finding.file.as_str());
    let title = level.with_name(finding.severity.name()).primary_title(told(&finding.message)).id(finding.rule.name);
    let help = Level::HELP.with_name("改法").message(told(&finding.help));
    let text = column.folder().shown(finding.file.as_str());
    if text.is_empty() {
        let place = annotate_snippets::Origin::path(path);
        return renderer.render(&[title.element(place).element(help)]);
    }
    let window = Window::around(&text, finding.span, secrets.places(finding.file.as_str()));
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

/// Prints a whole text. A reader that has gone away is no fault.
pub fn all(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
