//! The entries of a front matter one by one, where it could not be read in one go; each fault is told in the clerk's terms.

use crate::diag::{Span, Spanned};
use crate::scalar::quoted;

use super::faults;
use super::fields::Sink;
use super::front_matter::{Line, is_entry};
use super::yaml::{self, Kind, Node, is_invisible};

/// Reads the top-level entries one by one.
pub fn read(text: &str, lines: &[Line<'_>], sink: &mut Sink<'_>) -> Vec<(Spanned<String>, Node)> {
    let mut entries = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if line.text.trim().is_empty() || line.text.starts_with('#') {
            continue;
        }
        let below = &lines[at..];
        let mut more = below.iter().take_while(|line| continues(line)).count();
        // A key that was indented by mistake is an entry of its own.
        if let Some(stray) = below[..more].iter().position(|line| is_entry(line.text))
            && yaml::read(&text[line.start..below[more - 1].next], line.start).is_err()
        {
            more = stray;
        }
        at += more;
        let end = more.checked_sub(1).and_then(|last| below.get(last)).map_or(line.next, |last| last.next);
        if let Some(key) = entry_key(line, sink) {
            let value = entry_value(text, &key, end, more > 0, sink);
            entries.push((Spanned::new(key.name, key.span), value));
        }
    }
    entries
}

/// Spaces that no reader of YAML takes for an indent.
const WIDE: [char; 2] = ['\u{3000}', '\u{a0}'];

/// A line that belongs to the entry above it.
fn continues(line: &Line<'_>) -> bool {
    let text = line.text;
    let wide = text.starts_with(WIDE) && text.trim_start().starts_with('-');
    text.trim().is_empty() || text.starts_with([' ', '\t']) || text == "-" || text.starts_with("- ") || wide
}

/// Reports the invisible characters of the front matter; the reader passes over them.
pub fn invisible(text: &str, front: Span, sink: &mut Sink<'_>) {
    let inside = front.of(text);
    let mut before = 0;
    for (at, run) in inside.match_indices(is_invisible) {
        let span = Span::new(front.start + at, front.start + at + run.len());
        if at != before || at == 0 {
            let fix = if inside[..at].ends_with(':') { " " } else { "" };
            sink.add_fix(
                faults::SPACE,
                span,
                "这里有一个看不见的字符，多半是粘贴时带来的。",
                "删去它；删不干净的，把这一行重新输入一遍。",
                fix,
            );
        }
        before = at + run.len();
    }
}

/// Reports values that start with `#`: the whole value is a comment.
pub fn hash_first(text: &str, node: &mut Node, aside: &mut yaml::Aside, sink: &mut Sink<'_>) {
    let Kind::Map(entries) = &mut node.kind else { return };
    for (key, value) in entries.iter_mut().filter(|(_, value)| value.kind == Kind::Null) {
        let line_end = text[key.span.end..].find(['\n', '\r']).map_or(text.len(), |end| key.span.end + end);
        if let Some(at) = aside.comments.iter().position(|comment| (key.span.end..line_end).contains(&comment.start)) {
            let comment = aside.comments.remove(at);
            hash(&key.value, Span::new(comment.start, line_end), sink);
            value.kind = Kind::Broken;
        }
    }
}

fn hash(key: &str, place: Span, sink: &mut Sink<'_>) {
    let help = "要保留这段文字的，给整段内容前后加英文双引号；确是说明的，删去，或者另起一行写。";
    sink.add(faults::QUOTE, place, format!("“{key}”的内容以“#”开头，整段都被当成了注释。"), help);
}

/// Reports what a reader of YAML would pass over in silence.
pub fn remark(text: &str, aside: &yaml::Aside, sink: &mut Sink<'_>) {
    for comment in &aside.comments {
        sink.add(
            faults::COMMENT,
            *comment,
            format!("“{}”被当作注释，不会显示出来。", shorten(comment.of(text))),
            "井号前面有空格时，后面的文字都算注释。要保留这些文字，给整段内容加英文双引号；确是注释的，另起一行写。",
        );
    }
    for exotic in &aside.exotic {
        let upto = text.get(..exotic.start + 1).or_else(|| text.get(..exotic.start)).unwrap_or("");
        let start = upto.rfind(['&', '*', '!']).unwrap_or(exotic.start);
        let line = text[start..].split(['\n', '\r']).next().unwrap_or("").trim_end();
        let place = Span::new(start, start + line.len());
        let message = format!("“{}”开头的符号（&、*、!）在这里另有含义。", shorten(line));
        let help = "给整段内容前后加英文双引号。";
        // Between brackets the value may end before the line does.
        match text[..start].trim_end().ends_with(':') && !line.contains(['}', ']']) {
            true => sink.add_fix(faults::QUOTE, place, message, help, quoted(line)),
            false => sink.add(faults::QUOTE, place, message, help),
        }
    }
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
        return without_colon(line, sink);
    };
    let lead = text.len() - text.trim_start().len();
    let name: String = text[..at].trim().trim_matches(['"', '\'']).chars().filter(|c| !is_invisible(*c)).collect();
    let span = Span::new(whole.start + lead, whole.start + text[..at].trim_end().len());
    if lead > 0 {
        let (rule, what) =
            if text[..lead].contains('\t') { (faults::TAB, "有制表符（Tab）") } else { (faults::SPACE, "多了空格") };
        sink.add_fix(rule, Span::new(whole.start, span.start), format!("“{name}”的前面{what}。"), "删去它，键要从行首写起。", "");
    }
    let after = &text[at + colon.len_utf8()..];
    let colon_span = Span::new(line.start + at, line.start + at + colon.len_utf8());
    colon_fault(&name, colon, colon_span, after, sink);
    let skipped = after.len() - after.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c)).len();
    Some(EntryKey { name, span, value: colon_span.end + skipped })
}

/// Reports what is wrong with the colon behind a key, if anything is.
fn colon_fault(name: &str, colon: char, at: Span, after: &str, sink: &mut Sink<'_>) {
    if colon != ':' {
        let fix = if after.is_empty() || after.starts_with(' ') { ":" } else { ": " };
        sink.add_fix(faults::COLON, at, format!("“{name}”后面用了中文冒号“{colon}”。"), "改成英文冒号，后面空一格。", fix);
        return;
    }
    let Some(odd) = after.chars().next().filter(|c| !matches!(c, ' ' | '\t') && !is_invisible(*c)) else { return };
    let what = match odd {
        '\u{3000}' => "全角空格",
        '\u{a0}' => "不换行空格（从网页或Word粘贴来的）",
        _ => return sink.add_fix(faults::COLON, at, format!("“{name}”的冒号后面没有空格。"), "冒号后面空一格。", ": "),
    };
    let span = Span::new(at.end, at.end + odd.len_utf8());
    sink.add_fix(faults::SPACE, span, format!("“{name}”的冒号后面是{what}，不是英文空格。"), "删掉它，换成一个英文空格。", " ");
}

/// A line in which there is no colon. One that starts with a key and a space is read as that key.
fn without_colon(line: &Line<'_>, sink: &mut Sink<'_>) -> Option<EntryKey> {
    let text = line.text;
    let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if is_entry(&format!("{name}:")) && !rest.is_empty() {
        let span = Span::new(line.start, line.start + name.len());
        let value = line.start + text.len() - rest.trim_start().len();
        sink.add_fix(faults::COLON, Span::new(span.end, value), format!("“{name}”后面没有冒号。"), "加上英文冒号，后面空一格。", ": ");
        return Some(EntryKey { name: name.to_string(), span, value });
    }
    if text.starts_with("- ") {
        sink.add(faults::SYNTAX, line.span(), "这一行是列表的一项，上面却没有它所属的键。", "在它上面加一行“键:”，再写列表。");
    } else {
        let message = format!("这一行没有冒号，分不清哪是键、哪是内容：“{}”。", shorten(text.trim()));
        let help = "写成“键: 内容”，冒号用英文冒号，后面空一格。上一行没有写完的，在这一行开头空两格。";
        sink.add(faults::COLON, line.span(), message, help);
    }
    None
}

/// Reads what stands behind a key, up to byte `end`.
fn entry_value(text: &str, key: &EntryKey, end: usize, continued: bool, sink: &mut Sink<'_>) -> Node {
    let raw = text.get(key.value..end).unwrap_or("");
    let line = raw.lines().next().unwrap_or("").trim_end();
    let span = Span::new(key.value, key.value + if continued { raw.trim_end().len() } else { line.len() });
    let broken = Node { span, kind: Kind::Broken };
    if indents(key, text.get(key.span.end..end).unwrap_or(""), sink) {
        return broken;
    }
    if line.starts_with('#') && !continued {
        hash(&key.name, span, sink);
        return broken;
    }
    match yaml::read(raw, key.value) {
        Ok((node, aside)) => {
            if !line.is_empty() && matches!(node.kind, Kind::Map(_)) && !line.starts_with('{') {
                explain(key, line, raw, span, None, sink);
                return broken;
            }
            remark(text, &aside, sink);
            node
        }
        Err(fault) => {
            if !colons_below(raw, key.value, sink) {
                explain(key, line, raw, span, Some(&fault), sink);
            }
            broken
        }
    }
}

/// Reports the lines below a key that are indented with tabs or wide spaces; `below` starts behind the key.
fn indents(key: &EntryKey, below: &str, sink: &mut Sink<'_>) -> bool {
    let mut found = false;
    for (at, _) in below.match_indices('\n') {
        let lead = &below[at + 1..];
        let lead = &lead[..lead.len() - lead.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']).len()];
        let (rule, what) = match lead {
            lead if lead.contains('\t') => (faults::TAB, "制表符（Tab）"),
            lead if lead.contains('\u{3000}') => (faults::SPACE, "全角空格"),
            lead if lead.contains('\u{a0}') => (faults::SPACE, "不换行空格（从网页或Word粘贴来的）"),
            _ => continue,
        };
        let start = key.span.end + at + 1;
        let message = format!("“{}”下面的行用了{what}缩进。", key.name);
        let help = if rule.name == faults::TAB.name { "把制表符换成两个空格。" } else { "换成两个英文空格。" };
        sink.add_fix(rule, Span::new(start, start + lead.len()), message, help, "  ");
        found = true;
    }
    found
}

/// Reports the colons behind keys in the lines below an entry that could not be read.
fn colons_below(raw: &str, base: usize, sink: &mut Sink<'_>) -> bool {
    let before = sink.findings.len();
    let mut start = base;
    for line in raw.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '-']);
        let from = start + line.len() - content.len();
        start += line.len();
        let Some((at, colon)) = content.char_indices().find(|(_, c)| matches!(c, ':' | '：')) else { continue };
        let name = content[..at].trim_end();
        let after = content[at + colon.len_utf8()..].trim_end_matches(['\n', '\r']);
        let is_key = !name.is_empty() && name.chars().count() <= 8 && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if is_key && from > base && !after.starts_with("//") {
            colon_fault(name, colon, Span::new(from + at, from + at + colon.len_utf8()), after, sink);
        }
    }
    sink.findings.len() > before
}

/// Says in the clerk's terms why a value could not be read.
fn explain(key: &EntryKey, line: &str, raw: &str, span: Span, fault: Option<&yaml::Fault>, sink: &mut Sink<'_>) {
    let first = line.chars().next().unwrap_or(' ');
    if raw.contains(['{', '｛', '[']) && wide_signs(key, raw, span, sink) {
        return;
    }
    if !matches!(first, '"' | '\'' | '[' | '{' | '|' | '>')
        && let Some((at, second)) = second_key(line)
    {
        let message = format!("“{}”和“{second}”写在了同一行。", key.name);
        let help = format!("把“{second}”移到下一行；它本来就是“{}”的内容的，给整段内容前后加英文双引号。", key.name);
        return sink.add(faults::SYNTAX, Span::new(span.start + at, span.start + at + second.len()), message, help);
    }
    match first {
        '"' | '\'' => quotes(key, line, first, span, sink),
        '[' | '{' if !raw.contains(closing(first)) => {
            let message = format!("“{}”的括号没有写完，缺少“{}”。", key.name, closing(first));
            sink.add(faults::SYNTAX, span, message, "补上另一半括号，用英文的。");
        }
        '[' | '{' if line.ends_with(closing(first)) => garbled(key, span, fault, sink),
        '|' | '>' if raw.trim_end().len() > line.len() => garbled(key, span, fault, sink),
        '[' | '{' | '*' | '&' | '!' | '%' | '@' | '`' | '|' | '>' | ']' | '}' | ',' => {
            quote(key, line, span, &format!("以“{first}”开头，这个符号在这里另有含义"), sink);
        }
        '?' | '-' if line[1..].starts_with(' ') => quote(key, line, span, &format!("以“{first}”开头，这个符号在这里另有含义"), sink),
        _ if line.contains(": ") || line.ends_with(':') => quote(key, line, span, "里有英文冒号，会被当成另一个键", sink),
        _ => garbled(key, span, fault, sink),
    }
}

/// A key of an item with its colon, behind another entry on the same line: its place and its name.
fn second_key(line: &str) -> Option<(usize, &str)> {
    let starts = line.match_indices([' ', '；', ';', '，', ',', '、', '\u{3000}', '\t']).map(|(at, sign)| at + sign.len());
    starts.filter_map(|at| Some((at, line.get(at..)?))).find_map(|(at, rest)| {
        let name = rest.split(": ").next().filter(|name| name.len() < rest.len() && is_entry(rest))?;
        Some((at, name))
    })
}

fn closing(bracket: char) -> char {
    if bracket == '[' { ']' } else { '}' }
}

/// Reports full-width signs between brackets, where putting the ASCII ones in their place makes the value readable.
fn wide_signs(key: &EntryKey, raw: &str, span: Span, sink: &mut Sink<'_>) -> bool {
    let signs: &[(char, &str)] = &[('，', ", "), ('：', ": "), ('｛', "{"), ('｝', "}"), ('［', "["), ('］', "]")];
    let value = raw.trim_end();
    for many in 1..=signs.len() {
        let mut ascii = value.to_string();
        for (wide, narrow) in &signs[..many] {
            ascii = ascii.replace(*wide, narrow);
        }
        if ascii == value || !yaml::read(&ascii, 0).is_ok_and(|(node, _)| !matches!(node.kind, Kind::Text(_))) {
            continue;
        }
        let at = value.find(|c| signs[..many].iter().any(|(wide, _)| *wide == c)).unwrap_or(0);
        let sign: String = value[at..].chars().take(1).collect();
        let message = format!("“{}”的括号里用了中文符号“{sign}”。", key.name);
        let place = Span::new(span.start + at, span.start + at + sign.len());
        sink.add_fix(faults::SYNTAX, place, message, "括号里的逗号、冒号和括号本身都用英文的，逗号和冒号后面空一格。", ascii);
        if let Some(fix) = sink.findings.last_mut().and_then(|finding| finding.fix.as_mut()) {
            fix.span = span;
        }
        return true;
    }
    false
}

fn quotes(key: &EntryKey, line: &str, quote: char, span: Span, sink: &mut Sink<'_>) {
    let inner = &line[1..];
    let message = match inner.strip_suffix(quote) {
        Some(inside) if inside.contains(quote) => format!("“{}”的内容里又有同样的英文引号，读到一半就断了。", key.name),
        Some(_) => format!("“{}”的引号里有不能这样写的符号（如反斜杠）。", key.name),
        None if inner.contains(quote) => format!("“{}”的引号后面还有文字。", key.name),
        None => format!("“{}”开头有英文引号，后面没有另一半。", key.name),
    };
    sink.add(faults::QUOTE, span, message, "英文引号要成对；内容里面的引号用中文引号“”，整段的前后用英文双引号；反斜杠写两个。");
}

fn garbled(key: &EntryKey, span: Span, fault: Option<&yaml::Fault>, sink: &mut Sink<'_>) {
    let at = fault.map_or(span.start, |fault| fault.at);
    let place = if (span.start..=span.end).contains(&at) { Span::new(at, at) } else { span };
    let reason = fault.map_or("写法不合格式", |fault| fault.reason);
    sink.add(
        faults::SYNTAX,
        place,
        format!("“{}”的内容读不下去：{reason}。", key.name),
        "一段文字写在冒号后的同一行；列表每项一行，前面写两个空格和“- ”；花括号、方括号、引号要成对。",
    );
}

fn quote(key: &EntryKey, line: &str, span: Span, why: &str, sink: &mut Sink<'_>) {
    let place = Span::new(span.start, span.start + line.len());
    sink.add_fix(faults::QUOTE, place, format!("“{}”的内容{why}。", key.name), "给整段内容前后加英文双引号。", quoted(line));
}

/// The beginning of a long text, for a message.
fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(20).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
