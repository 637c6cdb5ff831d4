//! Links inside the column lead somewhere; those to other sites lead where anybody can follow and foresee.

use crate::check::{Facts, Found};
use crate::diag::{Spanned, rule};
use crate::folder::RelPath;
use crate::model::{Filed, Item, Target, WordList};

rule!(BROKEN, Error, "link/broken");
rule!(BROKEN_ANCHOR, Warning, "link/broken-anchor");
rule!(EXTERNAL_IMAGE, Warning, "link/external-image");
rule!(OUTSIDE, Error, "link/outside");
rule!(UNKNOWN_DOCUMENT, Error, "link/unknown-document");
rule!(INTERNAL, Warning, "link/internal");
rule!(SHORTENER, Warning, "link/shortener");
rule!(UNLISTED_HOST, Info, "link/unlisted-host");
rule!(BARE_TEXT, Warning, "link/bare-text");

/// The ends of names that only an office network knows.
const LOCAL: &[&str] = &[".local", ".lan", ".internal", ".intranet", ".corp", ".home", ".localdomain", ".localhost"];

/// A link to an item or a file that is not there, or to a draft.
pub fn broken(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for link in &filed.item.body.links {
        let Target::Content(path, _) = &link.value.target else { continue };
        let written = &link.value.written;
        match facts.site.at(path) {
            Some(id) if facts.site.item(id).draft => {
                found.add(
                    &filed.item.path,
                    link.span,
                    format!("链接到的条目“{written}”还是草稿。"),
                    "先去掉这个链接，等那个条目公开后再加。",
                );
            }
            // One that is not shown for a fault has that fault for a finding.
            Some(_) => {}
            None if facts.site.files.contains_key(path) => {}
            None if !link.value.image && leaf_folder(facts, path) => {}
            None => {
                let what = if link.value.image { "图片" } else { "链接到的文件" };
                let help = match source(facts, path) {
                    Some(item) => format!("链接条目要写它的文件名“{}”，不写网页的名称。", item.file_name()),
                    None => {
                        "地址从这个条目所在的文件夹算起，例如同一文件夹写“2017-002.md”，别的类别写“../normative/2017-001.md”。".to_string()
                    }
                };
                found.add(&filed.item.path, link.span, format!("{what}“{written}”不存在。"), help);
            }
        }
    }
}

/// A link to a heading that is not there.
pub fn broken_anchor(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for link in &filed.item.body.links {
        let (item, anchor): (&Item, &str) = match &link.value.target {
            Target::Anchor(anchor) => (&filed.item, anchor),
            Target::Content(path, Some(anchor)) => match facts.site.at(path).filter(|id| facts.site.filed(*id).is_public()) {
                Some(id) => (facts.site.item(id), anchor),
                None => continue,
            },
            _ => continue,
        };
        if anchor.is_empty() || item.body.headings.iter().any(|heading| heading.id == anchor) {
            continue;
        }
        let known: Vec<&str> = item.body.headings.iter().map(|heading| heading.id.as_str()).take(6).collect();
        let help = if known.is_empty() {
            "那个条目里没有小标题，去掉“#”和后面的文字。".to_string()
        } else {
            format!("那里的小标题有：{}。照着其中一个写。", known.join("、"))
        };
        found.add(&filed.item.path, link.span, format!("链接里的“#{anchor}”没有对应的小标题。"), help);
    }
}

/// A picture of another site: it is not shown, for no page may ask another host for anything.
pub fn external_image(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let pictures = filed.item.body.links.iter().filter(|link| link.value.image && matches!(link.value.target, Target::External(_)));
    for link in pictures {
        found.add(
            &filed.item.path,
            link.span,
            "图片来自别的网站，不会显示，只显示它的说明文字。",
            "把图片保存到这个条目旁边，链接里只写文件名。",
        );
    }
}

/// A link that leads out of the content folder.
pub fn outside(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for link in filed.item.body.links.iter().filter(|link| link.value.target == Target::Outside) {
        let written = &link.value.written;
        if written.contains('\\') {
            let help = format!("分隔文件夹用“/”，写成“{}”。", written.replace('\\', "/"));
            found.add(&filed.item.path, link.span, format!("链接“{written}”里有“\\”，打不开。"), help);
            continue;
        }
        found.add(
            &filed.item.path,
            link.span,
            format!("链接“{written}”指到了 content 文件夹外面。"),
            "只能链接 content 里的条目和附件，地址不要以“/”或盘符开头；网页写完整网址，以 https:// 开头。",
        );
    }
}

/// 解读, 废止, 被废止 or 被修改 names a document that the column does not have.
pub fn unknown_document(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let validity = item.validity.as_ref();
    let references = [
        ("解读", item.interprets.as_ref()),
        ("被废止", validity.and_then(|validity| validity.repealed_by.as_ref())),
        ("被修改", validity.and_then(|validity| validity.amended_by.as_ref())),
    ];
    let all = references
        .into_iter()
        .filter_map(|(key, reference)| Some((key, reference?)))
        .chain(item.repeals.iter().map(|reference| ("废止", reference)));
    for (key, reference) in all {
        if !is_path(reference) || facts.site.referred(item, &reference.value).is_some() {
            continue;
        }
        found.add(
            &item.path,
            reference.span,
            format!("“{key}”写的条目“{}”不存在。", reference.value),
            "写成“类别代码/文件名”，例如 normative/2017-001.md；本栏目没有的文件，写它的文号或名称。",
        );
    }
}

/// A document of another place may be named by number or title; a path must lead to an item.
fn is_path(reference: &Spanned<String>) -> bool {
    reference.value.ends_with(".md") || reference.value.contains('/')
}

/// The item that is meant by the name of its page, or by its own without the end.
fn source(facts: &Facts<'_>, path: &RelPath) -> Option<RelPath> {
    let stem = path.as_str().strip_suffix(".html").unwrap_or(path.as_str());
    RelPath::new(&format!("{stem}.md")).filter(|path| facts.site.at(path).is_some())
}

fn leaf_folder(facts: &Facts<'_>, path: &RelPath) -> bool {
    path.as_str().strip_prefix("content/").is_some_and(|code| facts.site.catalogue.leaves.iter().any(|leaf| leaf.code == code))
}

/// A link to an address of numbers, or to a host that only the office network knows.
pub fn internal(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for link in &filed.item.body.links {
        let Some(host) = host(&link.value.target).filter(|_| !link.value.image) else { continue };
        let Some(what) = unreachable(&host) else { continue };
        found.add(&filed.item.path, link.span, format!("链接的网址“{host}”{what}。"), "换成公开的域名；内部系统的地址不要公开，删去链接。");
    }
}

/// Why a host is none for the public.
fn unreachable(host: &str) -> Option<&'static str> {
    if host.starts_with('[') || numeric(host) {
        Some("是一串数字地址")
    } else if !host.contains('.') || LOCAL.iter().any(|end| host.ends_with(end)) {
        Some("只有内部网络里才打得开")
    } else {
        None
    }
}

/// A link by way of a shortener.
pub fn shortener(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for link in &filed.item.body.links {
        let Some(host) = host(&link.value.target).filter(|host| facts.site.terms.lists.has(WordList::Shorteners, host)) else { continue };
        found.add(
            &filed.item.path,
            link.span,
            format!("“{host}”是短网址，看不出通向哪里，过期后会被别人接手。"),
            "在浏览器里打开它，把地址栏里的完整网址写上。",
        );
    }
}

/// A link to a site that is not on the column's list: readers are to be told that they leave.
pub fn unlisted_host(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let lists = &facts.site.terms.lists;
    let trusted = lists.list(WordList::Hosts);
    let listed = |host: &str| {
        trusted.iter().any(|known| host.strip_suffix(known.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('.')))
    };
    let mut told: Vec<String> = Vec::new();
    for link in filed.item.body.links.iter().filter(|link| !link.value.image && !trusted.is_empty()) {
        let Some(host) = host(&link.value.target).filter(|host| !listed(host) && !told.contains(host)) else { continue };
        // What is wrong with an address by itself has its own rule.
        if unreachable(&host).is_some() || lists.has(WordList::Shorteners, &host) {
            continue;
        }
        found.add(
            &filed.item.path,
            link.span,
            format!("“{host}”不在可信网站名单里，点击会离开政府网站。"),
            "核对网址没有写错、网站可靠，在链接旁写明“离开本网站”；常用的，加进 content/words.yaml 的“可信网站”。",
        );
        told.push(host);
    }
}

/// A link whose words say nothing of where it leads, or that has none and cannot be seen.
pub fn bare_text(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let links = &filed.item.body.links;
    for link in links.iter().filter(|link| !link.value.image) {
        let written = link.value.text.trim();
        let text: String = written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        // A picture as a link is asked for its own description.
        let pictured =
            || links.iter().any(|other| other.value.image && other.span.start >= link.span.start && other.span.end <= link.span.end);
        let message = if written.is_empty() && !pictured() {
            "链接没有文字，看不见也点不到。".to_string()
        } else if facts.site.terms.lists.has(WordList::Bare, &text) {
            format!("链接的文字只有“{written}”，不知道通向哪里。")
        } else {
            continue;
        };
        found.add(&filed.item.path, link.span, message, "写上那里有什么，例如“[2017年预算公开表](2017-001.xlsx)”；不要的链接，整个删去。");
    }
}

/// Whether a host is an address of IPv4.
fn numeric(host: &str) -> bool {
    host.split('.').count() == 4 && host.split('.').all(|part| part.parse::<u8>().is_ok())
}

/// The host of a page of another site, in lower case, without port and user.
fn host(target: &Target) -> Option<String> {
    let Target::External(address) = target else { return None };
    let (scheme, rest) = address.split_once("//")?;
    if scheme.starts_with("mailto") || scheme.starts_with("tel") {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((inside, _)) => format!("[{inside}]"),
        None => host.split(':').next()?.trim_end_matches('.').to_lowercase(),
    };
    (!host.is_empty()).then_some(host)
}
