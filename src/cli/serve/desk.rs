//! The preview's own pages: the clerk's desk with the whole report, what is not public yet and what is due, and what is said where
//! there is no page.

use std::fmt::Write;

use gongkai::calendar::{Date, chinese};
use gongkai::diag::Diagnostic;
use gongkai::duty::{self, Standing, State};
use gongkai::folder::RelPath;
use gongkai::formats::Summary;
use gongkai::model::{Item, LeafId, Subject, escape};
use gongkai::plan::Noun;

use super::super::print::told;
use super::live::{Shown, mark};
use super::pages::{Missing, OWN, unpublished};
use super::sheet::{counts, findings, frame};

/// With more findings than so many, those of each file are folded.
const UNFOLDED: usize = 20;
/// So many findings are told at the most: who has more mends these first.
const MOST: usize = 2000;

/// The desk.
pub fn page(shown: &Shown) -> String {
    let main = content(shown);
    frame("检查结果和待办", &main, Some(&OWN[1..]), &mark_of(&main))
}

/// The mark of the desk: another mark, another content.
pub fn page_mark(shown: &Shown) -> String {
    mark_of(&content(shown))
}

fn mark_of(main: &str) -> String {
    format!("{:016x}", mark(main.as_bytes()))
}

fn content(shown: &Shown) -> String {
    let mut main = String::from("<p><a href=\"/\">回到栏目首页</a></p>\n<h1>检查结果和待办</h1>\n");
    let Some(report) = shown.column.report_so_far() else {
        main.push_str("<p class=\"verdict\">正在检查，结果出来以后自动显示。</p>\n");
        return main;
    };
    let found = report.findings().len();
    let verdict = escape(&Summary::new(&shown.column, None, found).verdict());
    let class = if report.forbids() { "verdict" } else { "verdict good" };
    let (waiting, due) = (waiting(shown), due(shown));
    let parts = [
        ("report", "检查出的问题", if found == 0 { "没有".into() } else { format!("{found}个") }, all(shown, report.findings())),
        ("waiting", "还没有公开的条目", waiting.0, waiting.1),
        ("due", "到期和空白的公开职责", due.0, due.1),
    ];
    let _ = writeln!(main, "<p class=\"{class}\">{verdict}</p>\n<ul class=\"parts\">");
    for (id, name, words, _) in &parts {
        let _ = writeln!(main, "<li><a href=\"#{id}\">{name}</a>：{words}</li>");
    }
    main.push_str("</ul>\n");
    for (id, name, words, text) in &parts {
        let _ = writeln!(main, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{name}：{words}</h2>\n{text}</section>");
    }
    main
}

/// The whole report, file by file.
fn all(shown: &Shown, found: &[Diagnostic]) -> String {
    if found.is_empty() {
        return "<p>全部条目和数据文件都没有问题。</p>\n".into();
    }
    let mut to = String::from("<p>要看一条规则的依据和例子，在命令行里运行“gongkai explain 规则名”，规则名写在每个问题的最后。</p>\n");
    let open = if found.len() > UNFOLDED { "" } else { " open" };
    let listed: Vec<&Diagnostic> = found.iter().take(MOST).collect();
    for of_file in listed.chunk_by(|one, next| one.file == next.file) {
        let told = told(&shown.column, of_file);
        let Some(first) = told.first() else { continue };
        let file = escape(&first.file);
        let item = of_file.first().and_then(|finding| shown.column.site().at(&finding.file));
        let name = item.map(|id| escape(shown.column.site().item(id).name())).filter(|name| !name.is_empty());
        let link = if first.page.is_empty() { String::new() } else { format!("　<a href=\"/{}\">看网页</a>", first.page) };
        let _ = writeln!(
            to,
            "<details data-fold=\"{file}\"{open}>\n<summary><h3>{}</h3> <span>{}</span></summary>\n<p><code>{file}</code>{link}</p>",
            name.as_deref().unwrap_or(&file),
            counts(of_file)
        );
        findings(&told, &mut to);
        to.push_str("</details>\n");
    }
    if found.len() > MOST {
        let _ = writeln!(to, "<p>只列出前{MOST}个。全部问题用“gongkai check”查看。</p>");
    }
    to
}

/// Who owes what: no subject where the catalogue names none.
type Owed<'s> = (Option<&'s Subject>, Vec<(LeafId, State)>);

/// The duties that are due, the most urgent first, subject by subject; and how many, in words.
fn due(shown: &Shown) -> (String, String) {
    let (site, today) = (shown.column.site(), shown.column.today());
    let state = |leaf: LeafId| duty::holds(site.catalogue.leaf(leaf), today).then(|| duty::state(site, leaf, today));
    let pressing = |leaf: LeafId| state(leaf).filter(|state| urgency(state).is_some()).map(|state| (leaf, state));
    let owners = site.subjects.iter().map(|(_, subject)| {
        let leaves = subject.duties.iter().filter_map(|duty| site.catalogue.find(&duty.value));
        (Some(subject), leaves.collect::<Vec<_>>())
    });
    let mut owed: Vec<Owed> = owners.map(|(who, leaves)| (who, leaves.into_iter().filter_map(pressing).collect())).collect();
    let owned = |leaf: LeafId| owed.iter().any(|(_, rows)| rows.iter().any(|(other, _)| *other == leaf));
    let rest = site.catalogue.leaves().filter(|(leaf, _)| !owned(*leaf)).filter_map(|(leaf, _)| pressing(leaf)).collect();
    owed.push((None, rest));
    for (_, rows) in &mut owed {
        rows.sort_by_key(|(_, state)| urgency(state));
    }
    owed.retain(|(_, rows)| !rows.is_empty());
    owed.sort_by_key(|(_, rows)| rows.first().and_then(|(_, state)| urgency(state)));

    let mut words = Vec::new();
    for (standing, name) in [(Standing::Overdue, "逾期"), (Standing::Blank, "空白"), (Standing::Soon, "将到期")] {
        let count = site.catalogue.leaves().filter_map(|(leaf, _)| pressing(leaf)).filter(|(_, state)| state.standing == standing).count();
        if count > 0 {
            words.push(format!("{name}{count}项"));
        }
    }
    if owed.is_empty() {
        return ("没有".into(), format!("<p>截至{}，没有逾期、空白或者将到期的职责。</p>\n", chinese(today)));
    }
    let mut to = String::new();
    for (who, rows) in owed {
        let name = who.map_or("没有写明主体", |subject| &subject.short);
        let _ = writeln!(to, "<h3>{}</h3>", escape(name));
        let told = |label: &str, value: &str| if value.is_empty() { String::new() } else { format!("{label}：{}　", escape(value)) };
        let contact = who.map_or_else(String::new, |subject| told("负责人", &subject.head) + &told("联系方式", &subject.contact));
        if !contact.is_empty() {
            let _ = writeln!(to, "<p>{}</p>", contact.trim_end());
        }
        to.push_str(
            "<table><thead><tr><th scope=\"col\">公开事项</th><th scope=\"col\">状态</th><th scope=\"col\">说明</th></tr></thead><tbody>\n",
        );
        for (leaf, state) in rows {
            let (name, href) = (escape(&site.catalogue.leaf(leaf).name), shown.column.plan().href(&Noun::Leaf(leaf)));
            let (word, text) = (standing(&state, today), state.text());
            let _ = writeln!(
                to,
                "<tr><th scope=\"row\"><a href=\"/{href}\">{name}</a></th><td class=\"{:?}\">{word}</td><td>{text}</td></tr>",
                state.standing
            );
        }
        to.push_str("</tbody></table>\n");
    }
    (words.join("，"), to)
}

/// What presses most stands first: overdue ones, the longest first; blank ones; those that fall due soon. `None` where nothing presses.
fn urgency(state: &State) -> Option<(u8, Option<Date>)> {
    match state.standing {
        Standing::Overdue => Some((0, state.due)),
        Standing::Blank => Some((1, None)),
        Standing::Soon => Some((2, state.due)),
        Standing::Kept | Standing::NoInterval | Standing::Stated => None,
    }
}

fn standing(state: &State, today: Date) -> String {
    let days = state.due.map_or(0, |due| (today - due).num_days().abs());
    match state.standing {
        Standing::Overdue => format!("逾期{days}天"),
        Standing::Soon if days == 0 => "今天到期".into(),
        Standing::Soon => format!("还有{days}天"),
        _ => "空白".into(),
    }
}

/// The drafts and the items without a review, each with what stands in the way of its publication; and how many, in words.
fn waiting(shown: &Shown) -> (String, String) {
    let waits = |item: &Item| unpublished(shown, item);
    if !shown.column.site().items.iter().any(|filed| waits(&filed.item)) {
        return ("没有".into(), "<p>没有草稿，也没有未经审核、审查的条目。</p>\n".into());
    }
    let (column, mut to, mut drafts, mut others) = (shown.with_drafts(), String::new(), 0, 0);
    for (id, filed) in column.site().all().filter(|(_, filed)| waits(&filed.item)) {
        let (item, href) = (&filed.item, column.plan().href(&Noun::Item(id)));
        let name = escape(item.name());
        let title = if href.is_empty() { name } else { format!("<a href=\"/{href}\">{name}</a>") };
        let missing: Vec<&Diagnostic> =
            column.report().findings().iter().filter(|finding| finding.file == item.path && finding.severity.forbids()).collect();
        let draft = shown.column.site().at(&item.path).is_some_and(|id| shown.column.site().item(id).draft);
        *if draft { &mut drafts } else { &mut others } += 1;
        let note = match (draft, missing.len()) {
            (true, 0) => "草稿。内容已经齐全，删去“草稿: 是”就可以公开。".to_string(),
            (true, n) => format!("草稿。公开以前还要补齐{n}处："),
            (false, 0) => "公开方式不是主动公开，或者审查结论是不予公开，不会放进栏目。".to_string(),
            (false, n) => format!("还不能公开，有{n}处要补齐："),
        };
        let _ = writeln!(to, "<h3>{title}</h3>\n<p><code>{}</code></p>\n<p>{note}</p>", escape(item.path.as_str()));
        findings(&told(column, &missing), &mut to);
    }
    let words = [(drafts, "草稿"), (others, "没有通过审核、审查")].into_iter().filter(|(count, _)| *count > 0);
    (words.map(|(count, name)| format!("{name}{count}个")).collect::<Vec<_>>().join("，"), to)
}

/// What is said where there is no page.
pub fn missing(address: &str, why: &Missing, shown: &Shown) -> String {
    let (title, main) = said(address, why, shown);
    // A path that names no file has no news.
    frame(title, &main, (!address.is_empty()).then_some(address), &missing_mark(address, why, shown))
}

/// The mark of what is said there. No page has such a mark.
pub fn missing_mark(address: &str, why: &Missing, shown: &Shown) -> String {
    format!("!{}", mark_of(&said(address, why, shown).1))
}

fn said(address: &str, why: &Missing, shown: &Shown) -> (&'static str, String) {
    let mut main = String::new();
    let title = match why {
        Missing::Unknown(Some(moved)) => {
            let _ = writeln!(main, "<h1>这个条目换了网址</h1>\n<p>新的网址是：<a href=\"/{0}\">{0}</a></p>", escape(moved));
            "这个条目换了网址"
        }
        Missing::Unknown(None) => {
            main.push_str("<h1>没有这个网页</h1>\n");
            let file = likely(shown, address);
            let report = shown.column.report_so_far();
            let found: Vec<&Diagnostic> =
                report.into_iter().flat_map(|report| report.findings()).filter(|finding| Some(&finding.file) == file.as_ref()).collect();
            match &file {
                Some(file) if !found.is_empty() => {
                    let _ =
                        writeln!(main, "<p><code>{}</code> 有错，还生成不了网页。改好以后，这里自动显示出来：</p>", escape(file.as_str()));
                    findings(&told(&shown.column, &found), &mut main);
                }
                _ => {
                    main.push_str("<p>条目可能已经删去、改名，或者还缺标题、类别、发布日期，排不出网址。补齐以后，这里自动显示出来。</p>\n")
                }
            }
            "没有这个网页"
        }
        Missing::Faulty(faults) => {
            main.push_str("<h1>网页模板有错，生成不了网页</h1>\n<p>改好以后，这里自动显示出来：</p>\n");
            let faults: Vec<&Diagnostic> = faults.iter().collect();
            if let Some(fault) = faults.first() {
                let _ = writeln!(main, "<p><code>{}</code></p>", escape(fault.file.as_str()));
            }
            findings(&told(&shown.column, &faults), &mut main);
            "网页模板有错"
        }
    };
    let _ = writeln!(main, "<p><a href=\"/\">回到栏目首页</a>　<a href=\"{OWN}\">检查结果和待办</a></p>");
    (title, main)
}

/// The file that would be shown at an address, if it has no page there: its name is in the address.
fn likely(shown: &Shown, address: &str) -> Option<RelPath> {
    let stem = address.strip_suffix(".html")?;
    ["md", "markdown"]
        .iter()
        .filter_map(|end| RelPath::new(&format!("content/{stem}.{end}")))
        .find(|path| shown.column.folder().get(path.as_str()).is_some())
}
