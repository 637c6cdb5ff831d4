//! `gongkai explain`: the page of a rule, or the list of all rules.

use gongkai::parse::nearest;
use gongkai::rules;
use unicode_width::UnicodeWidthStr;

use super::args::Explain;
use super::say;

/// Prints the page or the list.
pub fn run(explain: &Explain) -> Result<bool, String> {
    let all = rules::all();
    let Some(name) = &explain.rule else {
        let widest = all.iter().map(|rule| rule.name.width()).max().unwrap_or(0);
        for rule in &all {
            say!("{:widest$}  {}  {}", rule.name, rule.severity.name(), summary(rule.page));
        }
        return Ok(true);
    };
    match all.iter().find(|rule| rule.name == name) {
        Some(rule) => {
            say!("{}（{}）\n", rule.name, rule.severity.name());
            say!("{}", prose(rule.page));
            Ok(true)
        }
        None => {
            let near = nearest(name, all.iter().map(|rule| rule.name)).map(|near| format!("是不是“{near}”？")).unwrap_or_default();
            Err(format!("没有名为“{name}”的规则。{near}用“gongkai explain --list”看全部规则。"))
        }
    }
}

/// The first sentence of the page, below its heading.
fn summary(page: &str) -> &str {
    page.lines().skip(1).map(str::trim).find(|line| !line.is_empty()).unwrap_or("")
}

/// The page for people: without its heading, and up to the cases.
fn prose(page: &str) -> String {
    let lines = page.lines().skip(1).take_while(|line| !line.starts_with("## 例"));
    lines.collect::<Vec<_>>().join("\n").trim().to_string()
}
