//! Findings on a terminal: the place, the line with a caret under it, the cause and the cure.

use std::io::Write;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use gongkai::column::Column;
use gongkai::diag::{Diagnostic, Lines, Severity, Span};
use gongkai::formats::{Secrets, Summary, within};
use gongkai::plan::Noun;
use serde::Serialize;

use super::args::{Color, Input};
use super::tell;

/// Prints the findings that `shown` picks and a line that sums all up; `late` is one that showed only when a page was made. `quiet`
/// says nothing at all where nothing forbids publication. `to` comes with whether it is a terminal.
pub fn report(column: &Column, late: Option<&Diagnostic>, shown: &dyn Fn(&Diagnostic) -> bool, input: &Input, to: (&mut impl Write, bool)) {
    let (to, terminal) = to;
    let renderer = if colored(input.color, terminal) { Renderer::styled() } else { Renderer::plain() };
    let secrets = Secrets::new(column.report().findings(), column.folder());
    let findings: Vec<&Diagnostic> = column.report().findings().iter().chain(late).filter(|finding| shown(finding)).collect();
    snippets(column, &findings, &secrets, &renderer, to);
    let count = findings.len();
    let certain = findings.iter().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.certain)).count();
    if !input.quiet || column.report().forbids() || late.is_some() {
        let _ = writeln!(to, "{}", Summary::new(column, late, count).verdict());
    }
    if certain > 0 {
        let _ = writeln!(to, "上面有 {certain} 处可以用“gongkai check --fix”自动改正；先看会怎样改，用“gongkai check --diff”。");
    }
}

/// Prints what was found in a county's table, and how many there are of each severity.
pub fn table(column: &Column, shown: &dyn Fn(&Diagnostic) -> bool, input: &Input, to: (&mut impl Write, bool)) {
    let (to, terminal) = to;
    let renderer = if colored(input.color, terminal) { Renderer::styled() } else { Renderer::plain() };
    let secrets = Secrets::new(column.report().findings(), column.folder());
    let findings: Vec<&Diagnostic> = column.report().findings().iter().filter(|finding| shown(finding)).collect();
    snippets(column, &findings, &secrets, &renderer, to);
    let rows: usize = column.site().tables.iter().flat_map(|table| &table.sheets).map(|sheet| sheet.rows.len()).sum();
    let [error, warning, info] = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| column.report().count(severity));
    if !input.quiet || column.report().forbids() {
        let _ = writeln!(to, "共检查 {rows} 个事项：错误 {error}，警告 {warning}，提示 {info}。");
    }
}

/// Each finding with its place, file by file.
fn snippets(column: &Column, findings: &[&Diagnostic], secrets: &Secrets, renderer: &Renderer, to: &mut impl Write) {
    for of_file in findings.chunk_by(|one, next| one.file == next.file) {
        let Some(file) = of_file.first().map(|finding| finding.file.as_str()) else { continue };
        let text = column.folder().shown(file);
        let source = Source { text: &text, lines: Lines::new(&text), hidden: secrets.places_in(file, &text) };
        for finding in of_file {
            let _ = writeln!(to, "{}\n", snippet(finding, &source, secrets, renderer));
        }
    }
}

/// A finding in pieces, for a page.
#[derive(Serialize)]
pub struct Told {
    /// 否决, 错误, 警告 or 提示.
    pub severity: &'static str,
    /// Its name.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// `content/audit/2017-001.md`.
    pub file: String,
    /// The address of the item that the file holds, as in a link; empty where it has no page.
    pub page: String,
    /// 第3行第5个字; empty where the file has no text.
    pub place: String,
    /// The line up to the place, or the last of it.
    pub before: String,
    /// The place itself: at least a character, where there is one.
    pub marked: String,
    /// The rest of the line, or the first of it.
    pub after: String,
}

/// So many characters of a line are told before the place, of the place itself, and after it.
const TOLD: [usize; 3] = [40, 160, 60];

/// The findings in pieces.
pub fn told(column: &Column, findings: &[&Diagnostic]) -> Vec<Told> {
    let secrets = Secrets::new(column.report().findings(), column.folder());
    let of_files = findings.chunk_by(|one, next| one.file == next.file).flat_map(|of_file| {
        let file = of_file.first().map_or("", |finding| finding.file.as_str());
        let text = column.folder().shown(file);
        let source = Source { text: &text, lines: Lines::new(&text), hidden: secrets.places_in(file, &text) };
        let item = of_file.first().and_then(|finding| column.site().at(&finding.file));
        let page = item.map(|id| column.plan().href(&Noun::Item(id))).unwrap_or_default();
        of_file.iter().map(|finding| piece(finding, &source, &secrets, &page)).collect::<Vec<_>>()
    });
    of_files.collect()
}

fn piece(finding: &Diagnostic, source: &Source<'_>, secrets: &Secrets<'_>, page: &str) -> Told {
    let file = finding.file.as_str();
    let told = |text: &str| secrets.told(file, text).to_string();
    let place = source.lines.at(finding.span.start);
    let Window { text, span, .. } = Window::around(source, finding.span);
    let [before, marked, after] = parts(&text, span);
    Told {
        severity: finding.severity.name(),
        rule: finding.rule.name,
        message: told(&finding.message),
        help: told(&finding.help),
        file: told(file),
        page: page.to_string(),
        place: if source.text.is_empty() { String::new() } else { format!("第{}行第{}个字", place.line, place.column) },
        before,
        marked,
        after,
    }
}

/// A line before a place, the place and the line after it, not too much of each. A place without width is that of the character
/// after it, or of the last one.
fn parts(line: &str, place: Span) -> [String; 3] {
    if line.trim().is_empty() {
        return Default::default();
    }
    let (mut start, mut end) = (place.start, place.end);
    if start == end {
        end = line.get(start..).and_then(|rest| rest.chars().next()).map_or(end, |c| start + c.len_utf8());
    }
    if start == end {
        start = line.char_indices().next_back().map_or(start, |(last, _)| last);
    }
    let [most_before, most_marked, most_after] = TOLD;
    let (before, marked, after) =
        (line.get(..start).unwrap_or_default(), line.get(start..end).unwrap_or_default(), line.get(end..).unwrap_or_default());
    let left_out = before.chars().count().saturating_sub(most_before);
    let before: String =
        if left_out > 0 { "……".chars().chain(before.chars().skip(left_out)).collect() } else { before.trim_start().to_string() };
    [before, first(marked, most_marked), first(after, most_after)]
}

/// The first of a text, with dots where there is more.
fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}……", text.get(..end).unwrap_or_default()),
        None => text.to_string(),
    }
}

/// Tells people what was done, beside a report that may be for programs.
pub fn note(text: &str) {
    tell!("{text}");
}

/// Whether what is written to a terminal, or elsewhere, has colours.
pub fn colored(color: Color, terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && !is_dumb() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// Whether the terminal calls itself one that can do nothing but print: it would show escapes as they are.
pub fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb")
}

/// A file that findings are shown in.
struct Source<'t> {
    text: &'t str,
    lines: Lines<'t>,
    /// The places of what nobody may be shown.
    hidden: Vec<Span>,
}

fn snippet(finding: &Diagnostic, source: &Source<'_>, secrets: &Secrets<'_>, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Block | Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let told = |text: &str| secrets.told(finding.file.as_str(), text);
    let path = told(finding.file.as_str());
    let title = level.with_name(finding.severity.name()).primary_title(told(&finding.message)).id(finding.rule.name);
    let help = Level::HELP.with_name("改法").message(told(&finding.help));
    if source.text.is_empty() {
        return renderer.render(&[title.element(Origin::path(path)).element(help)]);
    }
    let window = Window::around(source, finding.span);
    let place = source.lines.at(finding.span.start);
    let line =
        Snippet::source(window.text).line_start(place.line).annotation(AnnotationKind::Primary.span(window.span.start..window.span.end));
    if window.cut {
        let place = Origin::path(path).line(place.line).char_column(place.column);
        renderer.render(&[title.element(place).element(line).element(help)])
    } else {
        renderer.render(&[title.element(line.path(path)).element(help)])
    }
}

/// The line that a finding is about.
struct Window {
    text: String,
    span: Span,
    /// Whether it is only a part of a line.
    cut: bool,
}

/// Of a longer line, in bytes, only a part is shown.
const LONG_LINE: usize = 2000;
/// So many bytes are then shown before the place, and from it on.
const AROUND: (usize, usize) = (90, 240);

impl Window {
    /// The first line of `span`. The digits where nobody may see them are stars.
    fn around(source: &Source<'_>, span: Span) -> Window {
        let text = source.text;
        let at = boundary(text, span.start);
        let (mut start, mut end) = source.lines.bounds(at);
        if text[start..].starts_with('\u{feff}') {
            start += '\u{feff}'.len_utf8();
        }
        let at = at.max(start);
        let cut = end.max(start) - start > LONG_LINE;
        if cut {
            start = start.max(boundary(text, at.saturating_sub(AROUND.0)));
            end = end.min(boundary(text, at + AROUND.1));
        }
        end = text[at..end.max(at)].find('\r').map_or(end, |found| at + found);
        let mut shown = String::with_capacity(end.saturating_sub(start));
        let (mut caret_start, mut caret_end) = (0, 0);
        for (offset, c) in text.get(start..end).unwrap_or("").char_indices() {
            let place = start + offset;
            let digit = c.is_numeric() || matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ');
            if digit && within(&source.hidden, place) {
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
        Window { span: Span::new(caret_start, caret_end.max(caret_start)), text: shown, cut }
    }
}

/// The start of the character that a byte is in.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Prints a whole text. A reader that has gone away is no fault.
pub fn all(text: &str) {
    bytes(text.as_bytes());
}

/// Prints what may be no text.
pub fn bytes(bytes: &[u8]) {
    let _ = std::io::stdout().write_all(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_at_least_a_character_and_not_too_much_around_it() {
        let told = |line: &str, start, end| parts(line, Span::new(start, end)).join("|");
        assert_eq!(told("类别：审计", 6, 9), "类别|：|审计");
        assert_eq!(told("标题", 6, 6), "标|题|");
        assert_eq!(told("标题", 0, 0), "|标|题");
        assert_eq!(told("  ", 1, 1), "||");
        let long = "一".repeat(500);
        let (most, around) = (TOLD.iter().sum::<usize>() + 6, told(&long, 300, 303));
        assert!(around.chars().count() < most && around.starts_with("……一") && around.ends_with("一……"), "{around}");
    }
}
