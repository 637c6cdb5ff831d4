//! What the preview's own pages are made of: the frame, and findings in HTML.

use std::fmt::Write;

use gongkai::diag::{Diagnostic, Severity};
use gongkai::model::escape;

use super::super::print::Told;
use super::pages::OWN;

/// A page of the preview. It waits for news where it has an `address`; `mark` tells what it shows.
pub fn frame(title: &str, main: &str, address: Option<&str>, mark: &str) -> String {
    let script = address.map_or_else(String::new, |address| {
        let page = escape(address);
        format!("<script src=\"{OWN}client.js\" data-page=\"{page}\" data-mark=\"{mark}\" data-styles=\"\" defer></script>\n")
    });
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{title} - 预览</title>\n\
         <link rel=\"stylesheet\" href=\"{OWN}preview.css\">\n</head>\n<body class=\"gongkai-desk\">\n<main>\n{main}</main>\n{script}</body>\n</html>\n"
    )
}

/// Findings of one file, each with its place, its line and its cure.
pub fn findings(all: &[Told], to: &mut String) {
    if all.is_empty() {
        return;
    }
    to.push_str("<ol class=\"findings\">\n");
    for told in all {
        let Told { severity, rule, message, help, place, before, marked, after, .. } = told;
        let _ = write!(to, "<li><p><b class=\"sev {severity}\">{severity}</b> {}</p>", escape(message));
        if !marked.is_empty() {
            let (before, marked, after) = (escape(before), escape(marked), escape(after));
            let _ = write!(to, "<pre>{before}<mark>{marked}</mark>{after}</pre>");
        }
        let _ = writeln!(to, "<p>改法：{}</p><p class=\"place\">{place} <code>{rule}</code></p></li>", escape(help));
    }
    to.push_str("</ol>\n");
}

/// How many there are of each severity, in words: 否决1个，警告2个.
pub fn counts(findings: &[&Diagnostic]) -> String {
    let each = [Severity::Block, Severity::Error, Severity::Warning, Severity::Info].map(|severity| {
        let count = findings.iter().filter(|finding| finding.severity == severity).count();
        if count > 0 { format!("{}{count}个", severity.name()) } else { String::new() }
    });
    each.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("，")
}
