//! Front matter: where it is, and all its faults in one run.
//!
//! The block is read as YAML in one go. Where that fails, it is cut into its top-level entries and each is read alone, so that
//! one mistake neither hides the others nor swallows what follows it.

use memchr::memchr2;

use crate::diag::Span;
use crate::model::KEYS;

use super::fields::Sink;
use super::yaml::{self, Kind, Node};
use super::{entries, faults};

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
        sink.add(
            faults::EMPTY,
            Span::new(start, start),
            "这个文件是空的。",
            "写上条目的内容，或者删去这个文件。可以照着同一文件夹里的其他条目写。",
        );
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
        if is_fence(line.text) {
            close = Some(line);
            break;
        }
        inside.push(line);
    }
    // Without a closing fence, what looks like entries is the front matter, so that its other faults are told in the same run.
    let end = front_end(&inside);
    let body = match close {
        Some(line) if !inside[end..].iter().any(is_prose) => {
            if let Some(what) = closing_kind(line.text.trim_end()) {
                sink.add_fix(faults::FENCE, line.span(), what, "结尾这一行只写三个英文减号“---”，前后都不要有空格。", "---");
            }
            line.next
        }
        _ => {
            let next = inside.get(end).map_or(text.len(), |line| line.start);
            let fix = if text[..next].ends_with(['\n', '\r']) { "---\n" } else { "\n---\n" };
            let message = "开头的“---”以后，没有找到结束的“---”。";
            sink.add_fix(
                faults::FENCE,
                Span::new(next, next),
                message,
                "在最后一个键的下一行单独写三个英文减号“---”，再下面才是正文。",
                fix,
            );
            inside.truncate(end);
            next
        }
    };
    let (from, to) = (first.next, inside.last().map_or(first.next, |line| line.next));
    if to - from > LONGEST {
        sink.add(faults::SYNTAX, front, "开头两条“---”之间的内容太长，超过64 KB。", "正文应当写在第二条“---”的下面。");
        return Cut { node: None, front, body };
    }
    entries::invisible(text, Span::new(from, to), sink);
    let node = match yaml::read(&text[from..to], from) {
        Ok((mut node, mut aside)) if matches!(node.kind, Kind::Map(_) | Kind::Null) && !swallows(text, &node) => {
            entries::hash_first(text, &mut node, &mut aside, sink);
            entries::remark(text, &aside, sink);
            node
        }
        _ => Node { span: Span::new(from, to), kind: Kind::Map(entries::read(text, &inside, sink)) },
    };
    Cut { node: Some(node), front, body }
}

/// Whether a value runs on over lines that are entries themselves: a quote or a bracket that was never closed.
fn swallows(text: &str, node: &Node) -> bool {
    let Kind::Map(entries) = &node.kind else { return false };
    entries.iter().any(|(_, value)| value.span.of(text).lines().skip(1).any(is_entry))
}

/// How many of the lines are front matter, as far as one can tell without a closing fence: all up to the first blank line, and
/// behind it what goes on with a key of an item.
fn front_end(lines: &[Line<'_>]) -> usize {
    let (mut end, mut sure) = (0, true);
    for (at, line) in lines.iter().enumerate() {
        let outside = line.text.trim().is_empty() || line.text.starts_with('#');
        sure = !outside && (sure || is_entry(line.text));
        if sure {
            end = at + 1;
        } else if is_prose(line) {
            break;
        }
    }
    end
}

/// Whether a line can only belong to a body.
fn is_prose(line: &Line<'_>) -> bool {
    let text = line.text;
    !text.trim().is_empty() && !text.starts_with(['#', ' ', '\t']) && !text.starts_with("- ") && !text.contains([':', '：'])
}

/// Whether a line starts with a key of an item and a colon, whatever stands before them.
pub fn is_entry(line: &str) -> bool {
    let key = line.split([':', '：']).next().filter(|key| key.len() < line.len()).unwrap_or("").trim();
    KEYS.iter().any(|(_, zh, en, _)| *zh == key || *en == key)
}

/// Whether a line is a fence or was meant as one.
fn is_fence(line: &str) -> bool {
    line.trim_end() == "---" || closing_kind(line.trim_end()).is_some()
}

/// The same for a closing fence, which may have been drawn with other signs.
fn closing_kind(line: &str) -> Option<&'static str> {
    let drawn = line.len() >= 3 && ['_', '=', '.', '*', '~', '+'].iter().any(|sign| line.chars().all(|c| c == *sign));
    fence_kind(line).or(drawn.then_some("这一行不是三个英文减号。"))
}

/// A line that was meant as a fence but is not one; says what it is.
fn fence_kind(line: &str) -> Option<&'static str> {
    // Most lines are an entry: `标题: …`.
    if line.contains(':') {
        return None;
    }
    let trimmed = line.trim_matches(|c: char| c.is_whitespace() || yaml::is_invisible(c));
    let count = trimmed.chars().count();
    if trimmed == "---" {
        return if line == "---" { None } else { Some("“---”的前后多了空格或看不见的字符。") };
    }
    if count < 2 || !trimmed.chars().all(|c| matches!(c, '-' | '—' | '－' | '–' | '─' | '一')) || trimmed.chars().all(|c| c == '一')
    {
        return None;
    }
    if trimmed.chars().all(|c| c == '-') {
        Some("这一行的减号不是正好三个。")
    } else {
        Some("这一行用的是破折号或全角减号，不是英文减号。")
    }
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

/// A line of the file.
pub struct Line<'t> {
    /// The line without its end.
    pub text: &'t str,
    /// The byte at which it starts.
    pub start: usize,
    /// The byte at which the next one starts.
    pub next: usize,
}

impl Line<'_> {
    /// Its place, without its end.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
}

/// The lines from byte `start`; lines end with `\n`, `\r\n` or a lone `\r`.
fn lines_from(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = start;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let end = memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let ending = if rest[end..].starts_with("\r\n") { 2 } else { usize::from(end < rest.len()) };
        let line = Line { text: &rest[..end], start: at, next: at + end + ending };
        at = line.next;
        Some(line)
    })
}
