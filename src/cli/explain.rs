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
            say!("{:widest$}  {}  {}", rule.name, rule.severity.name(), rule.summary());
        }
        return Ok(true);
    };
    match all.iter().find(|rule| rule.name == name) {
        Some(rule) => {
            say!("{}（{}）\n", rule.name, rule.severity.name());
            say!("{}", rule.prose());
            Ok(true)
        }
        None => {
            let near = nearest(name, all.iter().map(|rule| rule.name)).map(|near| format!("是不是“{near}”？")).unwrap_or_default();
            Err(format!("没有名为“{name}”的规则。{near}用“gongkai explain --list”看全部规则。"))
        }
    }
}
