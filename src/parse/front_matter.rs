//! Front matter: where it is, and all its faults in one run.
//!
//! The block is read as YAML in one go. Where that fails, it is cut into its top-level entries and each is read alone, so that
//! one mistake neither hides the others nor swallows what follows it.

use crate::diag::{Span, Spanned};

use super::faults;
use super::fields::Sink;
use super::yaml::{self, Kind, Node};

/// A file cut in two.
pub struct Cut {
    /// The entries of the front matter; `None` when there is none that could be found.
    pub node: Option<Node>,
    /// The opening line.
    pub front: Span,
    /// The byte at which the body starts.
    pub body: usize,
}

/// The longest front matter that is read, in bytes.
const LONGEST: usize = 64 * 1024;

/// Cuts a file into front matter and body, and reads the front matter.
pub fn cut(text: &str, sink: &mut Sink<'_>) -> Cut {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = lines_from(text, start).skip_while(|line| line.text.trim().is_empty());
    let none = |front: Span, body: usize| Cut { node: None, front, body };
    let Some(first) = lines.next() else {
        sink.add(faults::EMPTY, Span::new(start, start), "这个文件是空的。", "写上条目的内容，或者删去这个文件。可以照着同一文件夹里的其他条目写。");
        return none(Span::new(start, start), text.len());
    };
    let opening = first.text.trim_end();
    if opening != "---" {
        return match fence_kind(opening) {
            Some(what) => {
                sink.add_fix(faults::FENCE, first.span(), what, "开头第一行只写三个英文减号“---”，前后都不要有空格。", "---");
                read(text, first, &mut lines, sink)
            }
            None => {
                let (message, help) = missing_front_matter(opening);
                sink.add(faults::NO_FRONT_MATTER, first.span(), message, help);
                none(first.span(), start)
            }
        };
    }
    read(text, first, &mut lines, sink)
}

fn read<'t>(text: &'t str, first: Line<'t>, lines: &mut dyn Iterator<Item = Line<'t>>, sink: &mut Sink<'_>) -> Cut {
    let front = first.span();
    let mut inside: Vec<Line<'_>> = Vec::new();
    let mut close = None;
    for line in lines {
        if line.text.trim_end() == "---" {
            close = Some(line);
            break;
        }
        inside.push(line);
    }
    let body = match close {
        Some(line) => line.next,
        None => {
            // What looks like entries is taken for the front matter, so that its other faults are told in the same run.
            let fence = inside.iter().position(|line| fence_kind(line.text.trim_end()).is_some());
            let end = fence.unwrap_or_else(|| inside.iter().take_while(|line| !line.text.trim().is_empty() && !line.text.starts_with('#')).count());
            let (at, next) = match fence.and_then(|at| inside.get(at)) {
                Some(line) => (line.span(), line.next),
                None => {
                    let next = inside.get(end).map_or(text.len(), |line| line.start);
                    (front, next)
                }
            };
            inside.truncate(end);
            let message = match fence {
                Some(_) => "结束的这一行不是三个英文减号“---”。",
                None => "开头的“---”以后，没有找到结束的“---”。",
            };
            sink.add(faults::FENCE, at, message, "在最后一个键的下一行单独写三个英文减号“---”，再下面才是正文。");
            next
        }
    };
    let (from, to) = (first.next, inside.last().map_or(first.next, |line| line.next));
    if to - from > LONGEST {
        sink.add(faults::SYNTAX, front, "开头两条“---”之间的内容太长，超过64 KB。", "正文应当写在第二条“---”的下面。");
        return Cut { node: None, front, body };
    }
    let node = match yaml::read(&text[from..to], from) {
        Ok((node, aside)) if matches!(node.kind, Kind::Map(_) | Kind::Null) => {
            remark(text, &aside, sink);
            node
        }
        _ => Node { span: Span::new(from, to), kind: Kind::Map(by_entries(text, &inside, sink)) },
    };
    Cut { node: Some(node), front, body }
}

/// Reports what a reader of YAML would pass over in silence.
fn remark(text: &str, aside: &yaml::Aside, sink: &mut Sink<'_>) {
    for comment in &aside.comments {
        let lost = comment.of(text);
        sink.add(
            faults::COMMENT,
            *comment,
            format!("“{}”被当作注释，不会显示出来。", shorten(lost)),
            "井号前面有空格时，后面的文字都算注释。要保留这些文字，给整段内容加英文双引号；确是注释的，另起一行写。",
        );
    }
    for exotic in &aside.exotic {
        sink.add(
            faults::SYNTAX,
            *exotic,
            format!("“{}”开头的符号（&、*、!）在这里另有含义，不能直接用。", shorten(exotic.of(text))),
            "给这一项的内容前后加英文双引号。",
        );
    }
}

/// Reads the top-level entries one by one.
fn by_entries(text: &str, lines: &[Line<'_>], sink: &mut Sink<'_>) -> Vec<(Spanned<String>, Node)> {
    let mut entries = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if line.text.trim().is_empty() || line.text.starts_with('#') {
            continue;
        }
        let first = at;
        while lines.get(at).is_some_and(continues) {
            at += 1;
        }
        let end = lines.get(at.saturating_sub(1)).map_or(line.next, |last| last.next);
        if let Some(key) = entry_key(line, sink) {
            let value = entry_value(text, &key, end, at > first, sink);
            entries.push((Spanned::new(key.name, key.span), value));
        }
    }
    entries
}

/// A line that belongs to the entry above it.
fn continues(line: &Line<'_>) -> bool {
    let text = line.text;
    text.trim().is_empty() || text.starts_with([' ', '\t']) && !text.trim().is_empty() || text == "-" || text.starts_with("- ")
}

/// The key of an entry, and where its value starts.
struct EntryKey {
    name: String,
    span: Span,
    value: usize,
}

fn entry_key(line: &Line<'_>, sink: &mut Sink<'_>) -> Option<EntryKey> {
    let text = line.text;
    let whole = line.span();
    let Some((at, colon)) = text.char_indices().find(|(_, c)| matches!(c, ':' | '：' | '﹕' | '∶')) else {
        let (rule, message, help) = if text.starts_with("- ") {
            (faults::SYNTAX, "这一行是列表的一项，上面却没有它所属的键。".to_string(), "在它上面加一行“键:”，再写列表。")
        } else {
            (faults::COLON, format!("这一行没有冒号，分不清哪是键、哪是内容：“{}”。", shorten(text.trim())), "写成“键: 内容”，冒号用英文冒号，后面空一格。上一行没有写完的，在这一行开头空两格。")
        };
        sink.add(rule, whole, message, help);
        return None;
    };
    let name = text[..at].trim().trim_matches(['"', '\'']).to_string();
    let span = Span::new(line.start, line.start + text[..at].trim_end().len());
    let after = &text[at + colon.len_utf8()..];
    let colon_span = Span::new(line.start + at, line.start + at + colon.len_utf8());
    if colon != ':' {
        sink.add_fix(
            faults::COLON,
            colon_span,
            format!("“{name}”后面用了中文冒号“{colon}”。"),
            "改成英文冒号，后面空一格。",
            if after.starts_with(' ') { ":" } else { ": " },
        );
    } else if let Some(odd) = after.chars().next().filter(|c| !matches!(c, ' ' | '\t')) {
        let name_of = match odd {
            '\u{3000}' => Some("全角空格"),
            '\u{a0}' => Some("不换行空格（从网页或 Word 粘贴来的）"),
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => Some("看不见的字符"),
            _ => None,
        };
        match name_of {
            Some(what) => {
                let span = Span::new(colon_span.end, colon_span.end + odd.len_utf8());
                sink.add_fix(faults::SPACE, span, format!("“{name}”的冒号后面是{what}，不是英文空格。"), "删掉它，换成一个英文空格。", " ");
            }
            None => sink.add_fix(faults::COLON, colon_span, format!("“{name}”的冒号后面没有空格。"), "冒号后面空一格。", ": "),
        }
    }
    let skipped = after.len() - after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')).len();
    Some(EntryKey { name, span, value: colon_span.end + skipped })
}

/// Reads what stands behind a key, up to byte `end`.
fn entry_value(text: &str, key: &EntryKey, end: usize, continued: bool, sink: &mut Sink<'_>) -> Node {
    let raw = text.get(key.value..end).unwrap_or("");
    let line = raw.lines().next().unwrap_or("").trim_end();
    let span = Span::new(key.value, key.value + if continued { raw.trim_end().len() } else { line.len() });
    let as_text = |value: &str| Node { span, kind: Kind::Text(value.to_string()) };
    if let Some(tab) = raw.find("\n\t").filter(|_| continued) {
        let at = key.value + tab + 1;
        sink.add_fix(faults::TAB, Span::new(at, at + 1), format!("“{}”下面的行用了制表符（Tab）缩进。", key.name), "把制表符换成两个空格。", "  ");
        return as_text(line);
    }
    // The key is put back in front (as a one-letter key), so that indentation means what it means in the file.
    let value_on_line = !line.is_empty();
    let source = if value_on_line { raw.to_string() } else { format!("\n{}", text.get(key.value..end).unwrap_or("").trim_start_matches(['\r', '\n'])) };
    let dropped = if value_on_line { 0 } else { raw.len() - raw.trim_start_matches(['\r', '\n']).len() };
    let base = if value_on_line { key.value } else { (key.value + dropped).saturating_sub(1) };
    match yaml::read(&source, base) {
        Ok((node, aside)) => {
            remark(text, &aside, sink);
            let accidental = value_on_line && matches!(node.kind, Kind::Map(_)) && !line.starts_with('{');
            if accidental {
                quote(key, line, span, "里有冒号加空格，会被当成另一个键", sink);
                return as_text(line);
            }
            node
        }
        Err(fault) => {
            explain(key, line, span, continued, &fault, sink);
            as_text(line)
        }
    }
}

/// Says in the clerk's terms why a value could not be read.
fn explain(key: &EntryKey, line: &str, span: Span, continued: bool, fault: &yaml::Fault, sink: &mut Sink<'_>) {
    let first = line.chars().next().unwrap_or(' ');
    match first {
        '"' | '\'' => {
            let inner = &line[1..];
            let close = inner.trim_end().strip_suffix(first);
            let message = match close {
                Some(inside) if inside.contains(first) => format!("“{}”的内容里又有一对同样的英文引号，读到一半就断了。", key.name),
                Some(_) => format!("“{}”的引号里有不能这样写的符号（如反斜杠）。", key.name),
                None if inner.contains(first) => format!("“{}”的引号后面还有文字。", key.name),
                None => format!("“{}”开头有英文引号，后面没有另一半。", key.name),
            };
            sink.add(faults::QUOTE, span, message, "英文引号要成对；内容里面的引号用中文引号“”，整段的前后用英文双引号。");
        }
        '[' | '{' | '*' | '&' | '!' | '%' | '@' | '`' | '|' | '>' | '?' | ']' | '}' | ',' | '#' if !continued || !matches!(first, '|' | '>') => {
            quote(key, line, span, &format!("以“{first}”开头，这个符号在这里另有含义"), sink);
        }
        _ if line.contains(": ") || line.ends_with(':') => quote(key, line, span, "里有冒号加空格，会被当成另一个键", sink),
        _ => {
            let at = Span::new(fault.at, fault.at);
            let place = if at.start >= span.start && at.start <= span.end { at } else { span };
            sink.add(
                faults::SYNTAX,
                place,
                format!("“{}”的内容格式不对，读不下去（{}）。", key.name, fault.reason),
                "一段文字写在冒号后的同一行；列表每项一行，前面写两个空格和“- ”；花括号、方括号、引号要成对。",
            );
        }
    }
}

fn quote(key: &EntryKey, line: &str, span: Span, why: &str, sink: &mut Sink<'_>) {
    let quoted = format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\""));
    let place = Span::new(span.start, span.start + line.len());
    sink.add_fix(faults::QUOTE, place, format!("“{}”的内容{why}。", key.name), "给整段内容前后加英文双引号。", quoted);
}

/// A line that was meant as a fence but is not one; says what it is.
fn fence_kind(line: &str) -> Option<&'static str> {
    let trimmed = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let count = trimmed.chars().count();
    if trimmed == "---" {
        return Some("“---”的前面多了空格。");
    }
    if count < 2 || !trimmed.chars().all(|c| matches!(c, '-' | '—' | '－' | '–' | '─' | '一')) || trimmed.chars().all(|c| c == '一') {
        return None;
    }
    if trimmed.chars().all(|c| c == '-') { Some("这一行的减号不是正好三个。") } else { Some("这一行用的是破折号或全角减号，不是英文减号。") }
}

fn missing_front_matter(opening: &str) -> (&'static str, &'static str) {
    let how = "文件要以三个英文减号“---”开头，下面一行写一个键（标题、类别、主体、成文日期、发布日期等），再写一行“---”，然后才是正文。";
    if opening.starts_with("+++") {
        ("文件开头是“+++”（TOML 格式），这里要用“---”和“键: 值”的格式。", how)
    } else if opening.starts_with('{') {
        ("文件开头是花括号（JSON 格式），这里要用“---”和“键: 值”的格式。", how)
    } else {
        ("文件开头没有“---”，找不到条目的标题、日期等信息。", how)
    }
}

/// The beginning of a long text, for a message.
fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(20).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// A line of the file.
struct Line<'t> {
    /// The line without its end.
    text: &'t str,
    /// The byte at which it starts.
    start: usize,
    /// The byte at which the next one starts.
    next: usize,
}

impl Line<'_> {
    fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
}

/// The lines from byte `start`; lines end with `\n`, `\r\n` or a lone `\r`.
fn lines_from(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = start;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let ending = if rest[end..].starts_with("\r\n") { 2 } else { usize::from(end < rest.len()) };
        let line = Line { text: &rest[..end], start: at, next: at + end + ending };
        at = line.next;
        Some(line)
    })
}
