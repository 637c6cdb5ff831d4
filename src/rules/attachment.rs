//! 附件: what an item names is there, can be opened by anybody, and is not all there is.

use std::collections::{HashMap, HashSet};

use memchr::memmem;

use crate::check::{Facts, Found};
use crate::diag::{Severity, Span, rule};
use crate::folder::RelPath;
use crate::model::{Filed, Format, Hit, Item, RawHtml, Target, TermKind, WordList};
use crate::parse::nearest;

rule!(MISSING, Error, "attachment/missing");
rule!(OUTSIDE, Error, "attachment/outside");
rule!(FORGOTTEN, Warning, "attachment/forgotten");
rule!(PROGRAM, Error, "attachment/program");
rule!(UNUSUAL, Warning, "attachment/unusual");
rule!(EMPTY, Error, "attachment/empty");
rule!(WRONG_KIND, Warning, "attachment/wrong-kind");
rule!(ONLY, Warning, "attachment/only");
rule!(ORPHAN, Warning, "attachment/orphan");

/// A body shorter than this says nothing by itself.
const SHORTEST: usize = 30;
/// Behind the line 附件：, so much text is the attachment itself.
const APPENDED: usize = 100;

/// An attachment that is not in the content folder.
pub fn missing(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for attachment in &filed.item.attachments {
        let Some(path) = attachment.path.as_ref().filter(|path| path.as_str().starts_with("content/")) else { continue };
        if facts.site.files.contains_key(path) {
            continue;
        }
        let message = format!("找不到附件“{}”。", attachment.file.value);
        let folder = path.parent().unwrap_or("");
        let beside = facts.site.files.keys().filter(|file| file.parent() == Some(folder)).map(|file| file.file_name());
        match nearest(path.file_name(), beside) {
            Some(near) => {
                found.add(&filed.item.path, attachment.file.span, message, format!("文件夹里有一个“{near}”，是不是它？"));
                let written = &attachment.file.value;
                let text = written.strip_suffix(path.file_name()).map_or_else(|| near.to_string(), |folder| format!("{folder}{near}"));
                found.fix(attachment.file.span, text);
            }
            None => found.add(
                &filed.item.path,
                attachment.file.span,
                message,
                format!("把文件放到“{folder}”里，文件名（连同扩展名）要和这里写的一样；不再需要的，删去这一项。"),
            ),
        }
    }
}

/// An attachment outside the content folder.
pub fn outside(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for attachment in &filed.item.attachments {
        if attachment.path.as_ref().is_some_and(|path| path.as_str().starts_with("content/")) {
            continue;
        }
        let (written, span) = (&attachment.file.value, attachment.file.span);
        if written.contains('\\') && !written.contains(':') {
            let text = written.replace('\\', "/");
            found.add(
                &filed.item.path,
                span,
                format!("附件“{written}”的路径里有“\\”，找不到文件。"),
                format!("分隔文件夹用“/”，写成“{text}”。"),
            );
            found.fix(span, text);
            continue;
        }
        found.add(
            &filed.item.path,
            span,
            format!("附件“{written}”不在 content 文件夹里。"),
            "把文件复制到这个条目旁边，或者 content/files 里，只写文件名（放在 content/files 里的写“files/文件名”）。",
        );
    }
}

/// The body speaks of an attachment, and there is none.
pub fn forgotten(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, body) = (&filed.item, filed.item.written());
    let file = |target: &Target| matches!(target, Target::Content(path, _) if !matches!(path.extension().as_str(), "md" | "markdown" | ""));
    let linked = item.body.links.iter().any(|link| link.value.text.contains("附件") || (!link.value.image && file(&link.value.target)));
    let appended = item.body.headings.iter().map(|heading| &heading.text).chain(item.body.bold.iter().map(|bold| &bold.value));
    if !item.attachments.is_empty()
        || linked
        || item.withdrawn.is_some()
        || appended.into_iter().any(|text| text.trim().starts_with("附件"))
    {
        return;
    }
    let place = |word: &String| memmem::find(body.as_bytes(), word.as_bytes());
    let mentions = || facts.site.terms.lists.list(WordList::Mentions).iter().filter_map(|word| Some((place(word)?, word.as_str())));
    let Some((at, mention)) = listed(body).or_else(|| mentions().min()) else { return };
    let start = item.body.span.start + at;
    let place = Span::new(start, start + mention.len());
    // What came along from a web page has that for a finding.
    let brought = |hit: &&Hit| hit.kind == TermKind::Boilerplate && hit.span.start < place.end && place.start < hit.span.end;
    if item.hits.iter().any(|hit| brought(&hit)) {
        return;
    }
    found.add(
        &item.path,
        place,
        format!("正文里写了“{mention}”，这个条目却没有附件。"),
        "把文件放到条目旁边，在开头写上“附件: [{文件: 文件名, 名称: 给群众看的名称}]”；没有附件的，删去这几个字。",
    );
}

/// The line that lists attachments, unless what is attached follows it.
fn listed(body: &str) -> Option<(usize, &str)> {
    if !body.contains("附件") {
        return None;
    }
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim_start_matches([' ', '\u{3000}', '*', '>', '-', '　']);
        let from = at + (line.len() - text.len());
        at += line.len();
        let Some(rest) = text.strip_prefix("附件") else { continue };
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        let Some(colon) = rest.chars().next().filter(|c| matches!(c, '：' | ':')) else { continue };
        let behind = body.get(at..).unwrap_or("").chars().filter(|c| c.is_alphanumeric()).count();
        if behind < APPENDED {
            let end = text.len() - rest.len() + colon.len_utf8();
            return body.get(from..from + end).map(|mention| (from, mention));
        }
    }
    None
}

/// The named files that are there, each once, with their lengths.
fn files<'f>(facts: &'f Facts<'_>, item: &'f Item) -> impl Iterator<Item = (&'f RelPath, Span, u64)> {
    let mut seen = HashSet::new();
    item.named_files().filter_map(move |(path, span)| {
        let length = facts.site.files.get(path)?;
        seen.insert(path).then_some((path, span, *length))
    })
}

/// Whether a type of file may be attached; `None` where nothing is said of it.
fn allowed(facts: &Facts<'_>, extension: &str) -> Option<bool> {
    let lists = &facts.site.terms.lists;
    let barred = lists.has(WordList::Barred, extension);
    (barred || lists.has(WordList::Types, extension)).then_some(!barred)
}

/// A file that runs a program when it is opened.
pub fn program(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (path, span, _) in files(facts, &filed.item).filter(|(path, ..)| allowed(facts, &path.extension()) == Some(false)) {
        found.add(
            &filed.item.path,
            span,
            format!("“{}”打开时会运行程序或者宏，不得作为附件。", path.file_name()),
            "带宏的文档另存为docx、xlsx或者pdf；程序和网页文件不要放上来。",
        );
    }
}

/// A file of a type that not everybody can open.
pub fn unusual(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (path, span, _) in files(facts, &filed.item).filter(|(path, ..)| allowed(facts, &path.extension()).is_none()) {
        let written = path.extension();
        let what = if written.is_empty() { "没有扩展名".to_string() } else { format!("是“{written}”文件") };
        found.add(
            &filed.item.path,
            span,
            format!("“{}”{what}，不是人人都打得开。", path.file_name()),
            "另存为pdf、docx、xlsx或者csv；压缩包里的文件逐个放上来。",
        );
    }
}

/// A file of no bytes.
pub fn empty(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (path, span, _) in files(facts, &filed.item).filter(|(.., length)| *length == 0) {
        found.add(
            &filed.item.path,
            span,
            format!("“{}”是空的，一个字节也没有。", path.file_name()),
            "多半是复制时断了，从原件重新复制一次。",
        );
    }
}

/// A file whose extension says one thing and whose bytes another.
pub fn wrong_kind(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (path, span, contents) in facts.site.contents_of(&filed.item) {
        let written = path.extension();
        let Some(format) = contents.format.filter(|format| !format.extensions().contains(&written.as_str())) else { continue };
        // One with a password cannot be read, which is said; one without an extension is unusual, which is said.
        let Some(usual) = format.extensions().first().filter(|_| !written.is_empty()) else { continue };
        let help = match format {
            Format::Html => {
                "有些系统导出的“Excel”其实是网页。用Excel打开它，选“另存为”，保存类型选“Excel工作簿（*.xlsx）”，换上新的文件。".to_string()
            }
            Format::Program => "不要打开，也不要放上来：请信息管理人员查一查它是从哪里来的。".to_string(),
            _ if allowed(facts, usual) == Some(true) => {
                format!("把扩展名改成“{usual}”；或者用原来的程序打开，“另存为”真正的“{written}”文件。")
            }
            _ => "用原来的程序打开，“另存为”docx、xlsx或者pdf，换上新的文件；只改扩展名不算转换。".to_string(),
        };
        found.add(&filed.item.path, span, format!("“{}”的扩展名是“{written}”，里面却是{}。", path.file_name(), format.name()), help);
        if format == Format::Program {
            found.raise(Severity::Error);
        }
    }
}

/// What the item tells stands only in its attachment or picture.
pub fn only(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    if item.body.length >= SHORTEST || item.body.blank || item.body.raw != RawHtml::Absent || item.withdrawn.is_some() {
        // A body that is blank has that for a finding.
        return;
    }
    // What is missing, or of another site, has that for a finding.
    let Some((path, span, _)) = files(facts, item).next() else { return };
    let picture = item.body.links.iter().any(|link| link.value.image && link.span == span);
    let what = if picture { "图片".to_string() } else { format!("附件“{}”", path.file_name()) };
    found.add(
        &item.path,
        span,
        format!("正文不到{SHORTEST}个字，内容只在{what}里。"),
        "把主要内容写进正文：手机上、读屏软件和站内搜索都读不到附件和图片。",
    );
}

/// A file that no item names: nobody sees it, and it may hold what must not be seen.
pub fn orphan(facts: &Facts<'_>, found: &mut Found<'_>) {
    let items = || facts.site.items.iter().map(|filed| &*filed.item);
    let mut known: HashSet<&RelPath> = items().flat_map(Item::named_files).map(|(path, _)| path).collect();
    let files = || facts.site.files.keys().filter(|path| path.as_str().starts_with("content/"));
    let mut beside: HashMap<Option<&str>, Vec<&RelPath>> = HashMap::new();
    files().filter(|path| !known.contains(path)).for_each(|path| beside.entry(path.parent()).or_default().push(path));
    // One whose name is written wrong has that for a finding.
    for (path, _) in items().flat_map(Item::named_files).filter(|(path, _)| !facts.site.files.contains_key(*path)) {
        let here = beside.get(&path.parent()).map(Vec::as_slice).unwrap_or_default();
        let near = nearest(path.file_name(), here.iter().map(|file| file.file_name()));
        known.extend(near.and_then(|near| here.iter().find(|file| file.file_name() == near)));
    }
    // What an item names could not be read, or it names files in raw HTML.
    let unsure: Vec<&Item> = items().filter(|item| !item.readable || item.body.raw != RawHtml::Absent).collect();
    let spoken = |path: &RelPath| unsure.iter().any(|item| facts.folder.shown(item.path.as_str()).contains(path.file_name()));
    for path in files().filter(|path| !known.contains(path) && !spoken(path)) {
        found.add(
            path,
            Span::default(),
            "没有一个条目用到这个文件。",
            "要公开的，写进条目的“附件”；不公开的，移出 content 文件夹：里面也许有没有去标识化的名单。",
        );
    }
}
