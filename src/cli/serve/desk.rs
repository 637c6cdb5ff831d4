//! The preview's own pages: the clerk's desk with the whole report, what is due and what is not public yet, and what is said where
//! there is no page.

use std::fmt::Write;

use gongkai::calendar::chinese;
use gongkai::diag::Diagnostic;
use gongkai::duty::{self, Standing};
use gongkai::formats::Summary;
use gongkai::model::{Item, escape};
use gongkai::plan::Noun;

use super::super::print::{Told, told};
use super::live::{Shown, mark};
use super::pages::{Missing, OWN, unpublished};

/// The desk.
pub fn page(shown: &Shown) -> String {
    let main = content(shown);
    frame("检查结果和待办", &main, &OWN[1..], &desk_mark(&main))
}

/// The mark of the desk: another mark, another content.
pub fn page_mark(shown: &Shown) -> String {
    desk_mark(&content(shown))
}

fn desk_mark(main: &str) -> String {
    format!("{:016x}", mark(main.as_bytes()))
}

fn content(shown: &Shown) -> String {
    let mut main = String::from("<h1>预览：检查结果和待办</h1>\n<p><a href=\"/\">回到栏目首页</a></p>\n");
    let Some(report) = shown.column.report_so_far() else {
        main.push_str("<p class=\"verdict\">正在检查，结果出来以后自动显示。</p>\n");
        return main;
    };
    let verdict = Summary::new(&shown.column, None, report.findings().len()).verdict();
    let _ = writeln!(main, "<p class=\"verdict\">{}</p>", escape(&verdict));
    due(shown, &mut main);
    waiting(shown, &mut main);
    let _ = writeln!(main, "<h2 id=\"report\">全部问题（{}）</h2>", report.findings().len());
    if report.findings().is_empty() {
        main.push_str("<p>没有问题。</p>\n");
    }
    let all: Vec<&Diagnostic> = report.findings().iter().collect();
    findings(&told(&shown.column, &all), &mut main);
    main
}

/// The duties that are due, subject by subject.
fn due(shown: &Shown, to: &mut String) {
    let (site, today) = (shown.column.site(), shown.column.today());
    to.push_str("<h2>到期和空白的公开职责</h2>\n");
    let mut any = false;
    for (_, subject) in site.subjects.iter() {
        let duties = subject.duties.iter().filter_map(|duty| site.catalogue.find(&duty.value));
        let owed = duties.filter(|leaf| duty::holds(site.catalogue.leaf(*leaf), today)).map(|leaf| (leaf, duty::state(site, leaf, today)));
        let owed = owed.filter(|(_, state)| matches!(state.standing, Standing::Overdue | Standing::Soon | Standing::Blank));
        let rows: Vec<String> = owed
            .map(|(leaf, state)| {
                let word = match state.standing {
                    Standing::Overdue => "逾期",
                    Standing::Soon => "将到期",
                    _ => "空白",
                };
                let name = escape(&site.catalogue.leaf(leaf).name);
                let href = shown.column.plan().href(&Noun::Leaf(leaf));
                let text = escape(&state.text());
                format!(
                    "<tr><th scope=\"row\"><a href=\"/{href}\">{name}</a></th><td class=\"{:?}\">{word}</td><td>{text}</td></tr>",
                    state.standing
                )
            })
            .collect();
        if !rows.is_empty() {
            any = true;
            let _ = writeln!(
                to,
                "<h3>{}</h3>\n<table><thead><tr><th scope=\"col\">公开事项</th><th scope=\"col\">状态</th><th scope=\"col\">说明</th></tr></thead><tbody>\n{}\n</tbody></table>",
                escape(&subject.short),
                rows.join("\n")
            );
        }
    }
    if !any {
        let _ = writeln!(to, "<p>截至{}，没有逾期、将到期或者空白的职责。</p>", chinese(today));
    }
}

/// The drafts and the items without a review, each with what stands in the way of its publication.
fn waiting(shown: &Shown, to: &mut String) {
    to.push_str("<h2>还没有公开的条目</h2>\n");
    let waits = |item: &Item| unpublished(shown, item);
    if !shown.column.site().items.iter().any(|filed| waits(&filed.item)) {
        to.push_str("<p>没有草稿，也没有未经审查的条目。</p>\n");
        return;
    }
    let column = shown.with_drafts();
    for (id, filed) in column.site().all().filter(|(_, filed)| waits(&filed.item)) {
        let (item, href) = (&filed.item, column.plan().href(&Noun::Item(id)));
        let name = escape(item.name());
        let title = if href.is_empty() { name } else { format!("<a href=\"/{href}\">{name}</a>") };
        let missing: Vec<&Diagnostic> =
            column.report().findings().iter().filter(|finding| finding.file == item.path && finding.severity.forbids()).collect();
        let draft = shown.column.site().at(&item.path).is_some_and(|id| shown.column.site().item(id).draft);
        let note = match (draft, missing.len()) {
            (true, 0) => "草稿。内容已经齐全，删去“草稿: 是”就可以公开。".to_string(),
            (true, n) => format!("草稿。公开以前还要补齐 {n} 处："),
            (false, n) => format!("还不能公开，有 {n} 处要补齐："),
        };
        let _ = writeln!(to, "<h3>{title}</h3>\n<p><code>{}</code>　{note}</p>", escape(item.path.as_str()));
        findings(&told(column, &missing), to);
    }
}

/// What is said where there is no page.
pub fn missing(address: &str, why: &Missing, shown: &Shown) -> String {
    let mut main = String::new();
    match why {
        Missing::Unknown(Some(moved)) => {
            let _ = writeln!(main, "<h1>这个条目换了网址</h1>\n<p>新的网址是：<a href=\"/{0}\">{0}</a></p>", escape(moved));
        }
        Missing::Unknown(None) => {
            main.push_str("<h1>没有这个网页</h1>\n<p>条目可能已经删去、改名，或者还缺标题、类别、发布日期，排不出网址。补齐以后，这里会自动显示出来。</p>\n");
        }
        Missing::Faulty(faults) => {
            main.push_str("<h1>网页模板有错，生成不了网页</h1>\n");
            let faults: Vec<&Diagnostic> = faults.iter().collect();
            findings(&told(&shown.column, &faults), &mut main);
        }
    }
    let _ = writeln!(main, "<p><a href=\"/\">回到栏目首页</a>　<a href=\"{OWN}\">检查结果和待办</a></p>");
    frame("没有这个网页", &main, address, "")
}

fn findings(all: &[Told], to: &mut String) {
    if all.is_empty() {
        return;
    }
    to.push_str("<ol class=\"findings\">\n");
    for told in all {
        let Told { severity, rule, message, help, place, line, carets } = told;
        let _ = writeln!(
            to,
            "<li><p><b class=\"sev\">{severity}</b> {} <small>{rule}</small></p><p class=\"place\"><code>{}</code></p>",
            escape(message),
            escape(place)
        );
        if !line.is_empty() {
            let _ = writeln!(to, "<pre tabindex=\"0\">{}\n{carets}</pre>", escape(line));
        }
        let _ = writeln!(to, "<p>改法：{}</p></li>", escape(help));
    }
    to.push_str("</ol>\n");
}

fn frame(title: &str, main: &str, address: &str, mark: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{title} - 预览</title>\n\
         <link rel=\"stylesheet\" href=\"{OWN}preview.css\">\n</head>\n<body class=\"gongkai-desk\">\n<main>\n{main}</main>\n\
         <script src=\"{OWN}client.js\" data-page=\"{}\" data-mark=\"{mark}\" data-styles=\"\" defer></script>\n</body>\n</html>\n",
        escape(address)
    )
}
