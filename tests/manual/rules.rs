//! The manual of rules in `docs/rules`: written from the rules' pages, a file for each family.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gongkai::diag::Rule;
use gongkai::rules;

const MADE: &str = "<!-- 由 src 里的规则页生成：UPDATE=1 cargo test --test manual。不要在这里修改。 -->\n";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

fn top(rule: &Rule) -> &str {
    rule.name.split('/').next().unwrap_or(rule.name)
}

/// The page's headings stand two levels below the rule's name.
fn page(rule: &Rule) -> String {
    let mut text = format!("## {}\n\n轻重程度：{}\n", rule.name, rule.severity.name());
    for line in rule.prose().lines() {
        let deeper = if line.starts_with("## ") { "#" } else { "" };
        write!(text, "\n{deeper}{}", quoted(line)).expect("a string takes all");
    }
    text.push('\n');
    text
}

/// A line with its examples of Markdown and HTML as code, so that they are read and not obeyed; a line of a block is already.
fn quoted(line: &str) -> String {
    if line.starts_with("    ") || line.contains('`') {
        return line.to_string();
    }
    let pieces = line.split_inclusive('”').map(|piece| match piece.strip_suffix('”').and_then(|piece| piece.rsplit_once('“')) {
        Some((before, typed)) if typed.contains("](") || typed.contains('<') => format!("{}“`{typed}`”", tagged(before)),
        _ => tagged(piece),
    });
    pieces.collect()
}

/// A text with its tags as code.
fn tagged(text: &str) -> String {
    let pieces = text.split_inclusive('>').map(|piece| match piece.rsplit_once('<') {
        Some((before, tag)) if tag.ends_with('>') => format!("{before}`<{tag}`"),
        _ => piece.to_string(),
    });
    pieces.collect()
}

/// The files of the manual with their texts.
fn manual() -> BTreeMap<String, String> {
    let mut families: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in rules::all() {
        families.entry(top(rule)).or_default().push(rule);
    }
    let mut files = BTreeMap::new();
    let mut index = format!(
        "{MADE}\n# 规则手册\n\n每一条规则查什么、依据是什么、怎样改。与“gongkai explain 规则”显示的相同。要从法律、文件查到规则，见[按依据查规则](laws.md)。\n"
    );
    for (family, rules) in families {
        let file = format!("{family}.md");
        write!(index, "\n## [{family}]({file})\n\n| 规则 | 轻重程度 | 说明 |\n| --- | --- | --- |\n").expect("a string takes all");
        let mut text = format!("{MADE}\n# {family}\n\n[全部规则](README.md)\n");
        for rule in rules {
            let anchor = rule.name.replace('/', "");
            let (name, severity, summary) = (rule.name, rule.severity.name(), rule.summary().replace('|', "\\|"));
            writeln!(index, "| [{name}]({file}#{anchor}) | {severity} | {summary} |").expect("a string takes all");
            write!(text, "\n{}", page(rule)).expect("a string takes all");
        }
        files.insert(file, text);
    }
    files.insert("README.md".to_string(), index);
    files.insert("laws.md".to_string(), laws());
    files
}

/// The rules by the law or document that they keep, those of most rules first.
fn laws() -> String {
    let mut by_law: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in rules::all() {
        let basis = rule.prose().split("## 依据").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or_default();
        for law in basis.split('《').skip(1).filter_map(|rest| rest.split('》').next()) {
            let rules = by_law.entry(law).or_default();
            if !rules.iter().any(|known| known.name == rule.name) {
                rules.push(rule);
            }
        }
    }
    let mut laws: Vec<(&str, Vec<&Rule>)> = by_law.into_iter().collect();
    laws.sort_by_key(|(_, rules)| std::cmp::Reverse(rules.len()));
    let mut text = format!(
        "{MADE}\n# 按依据查规则\n\n法律、法规、文件和标准，各有哪些规则在检查。条款见各条规则的“依据”。\n\n[全部规则](README.md)\n"
    );
    for (law, rules) in laws {
        write!(text, "\n## 《{law}》\n\n").expect("a string takes all");
        for rule in rules {
            let (name, anchor) = (rule.name, rule.name.replace('/', ""));
            writeln!(text, "- [{name}]({}.md#{anchor})（{}）：{}", top(rule), rule.severity.name(), rule.summary())
                .expect("a string takes all");
        }
    }
    text
}

#[test]
fn the_manual_says_what_the_pages_say() {
    let manual = manual();
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(folder());
        fs::create_dir_all(folder()).expect("a folder");
        for (name, text) in &manual {
            fs::write(folder().join(name), text).expect("a file");
        }
    }
    let written: BTreeMap<String, String> = fs::read_dir(folder())
        .expect("the manual is there")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("a text").replace("\r\n", "\n"))
        })
        .collect();
    let stale: Vec<&String> = manual.keys().chain(written.keys()).filter(|name| manual.get(*name) != written.get(*name)).collect();
    assert!(stale.is_empty(), "docs/rules is stale, run UPDATE=1 cargo test --test manual: {stale:?}");
}

#[test]
fn examples_are_code() {
    assert_eq!(quoted("写成“![图](a.png)”，去掉 <b> 和</b>。"), "写成“`![图](a.png)`”，去掉 `<b>` 和`</b>`。");
    assert_eq!(quoted("写成“<a href=\"b\">”。1 > 0"), "写成“`<a href=\"b\">`”。1 > 0");
    assert_eq!(quoted("       <b>"), "       <b>");
}
