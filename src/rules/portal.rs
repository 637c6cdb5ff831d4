//! What the site around the column puts on its pages: it must not break them, nor load what the policy of the pages forbids.

mod frame;

use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::folder::RelPath;
use crate::model::{PortalText, ROOT, decode};
use crate::parse::{Piece, Tag, pieces};

rule!(BROKEN_PAGE, Error, "portal/broken-page");
rule!(FORBIDDEN_CODE, Error, "portal/forbidden-code");
rule!(OTHER_HOST, Error, "portal/other-host");
rule!(BROKEN_LINK, Error, "portal/broken-link");
rule!(CLASHING_ID, Error, "portal/clashing-id");
rule!(NO_LABEL, Error, "portal/no-label");

pub use frame::broken_page;

/// What ids begin with, so that they are unlike those of the page.
const OWN: &str = "portal-";

/// The opening tags of both pieces.
fn tags<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (&'f PortalText, Tag, Span)> {
    facts.site.portal.pieces().flat_map(|piece| {
        pieces(&piece.text).into_iter().filter_map(move |one| match one {
            Piece::Tag { tag, closes: false, span, .. } => Some((piece, tag, span)),
            _ => None,
        })
    })
}

fn value<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
}

/// Code within the page, which its policy does not run.
pub fn forbidden_code(facts: &Facts<'_>, found: &mut Found<'_>) {
    let style = "页面只用样式文件里的样式。写进 portal 文件夹里的样式表，在 site.toml 的 [portal] 里写“style = \"portal/portal.css\"”。";
    let script =
        "页面不运行写在网页里的脚本。删去；一定要用的，放进 portal 文件夹，写成“<script src=\"{root}portal/文件名.js\" defer></script>”。";
    for (piece, tag, span) in tags(facts) {
        let mut tell = |what: String, help: &str| found.add(&piece.path, span, format!("{what}，在页面上不起作用。"), help);
        match tag.name.as_str() {
            "script" if value(&tag, "src").is_none_or(str::is_empty) => tell("这里有写在网页里的脚本".into(), script),
            "style" => tell("这里有写在网页里的样式".into(), style),
            name @ ("iframe" | "frame" | "object" | "embed" | "applet") => {
                tell(format!("这里用 <{name}> 嵌入了别的内容"), "页面不嵌入别的网页和插件。改成链接。");
            }
            _ => {}
        }
        for (name, value) in &tag.attributes {
            match name.as_str() {
                "style" => tell("这里有 style 属性".into(), style),
                name if name.starts_with("on") => tell(format!("这里有 {name} 属性（写在网页里的脚本）"), script),
                "href" | "src" | "action"
                    if scheme(value).is_some_and(|scheme| matches!(scheme.to_ascii_lowercase().as_str(), "javascript" | "vbscript")) =>
                {
                    tell("这里的地址是脚本".into(), "写成真正的网址；没有网址的，删去这个链接。");
                }
                _ => {}
            }
        }
    }
}

/// What the browser loads by itself, from another host than the column's.
pub fn other_host(facts: &Facts<'_>, found: &mut Found<'_>) {
    let mut tell = |path: &RelPath, span: Span, address: &str| {
        found.add(
            path,
            span,
            format!("“{address}”不是本栏目的文件，页面不从别处加载，显示不出来。"),
            "把文件放进 portal 文件夹，写成“{root}portal/文件名”；样式表里写文件名。",
        );
    };
    for (piece, tag, span) in tags(facts) {
        for (name, value) in &tag.attributes {
            let loaded = match name.as_str() {
                "src" | "poster" | "background" => true,
                "data" => tag.name == "object",
                "action" => tag.name == "form",
                _ => false,
            };
            if loaded && is_elsewhere(value.trim()) {
                tell(&piece.path, span, value.trim());
            }
            for one in value.split(',').filter(|_| name == "srcset").filter_map(|one| one.split_whitespace().next()) {
                if is_elsewhere(one) {
                    tell(&piece.path, span, one);
                }
            }
        }
    }
    let sheets = facts.site.portal.files.iter().filter(|path| path.extension() == "css");
    for (path, text) in sheets.filter_map(|path| Some((path, facts.folder.text(path.as_str())?))) {
        for open in ["url(", "@import"] {
            for (at, _) in text.match_indices(open) {
                let rest = text.get(at + open.len()..).unwrap_or("");
                let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
                let address = rest.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ')' | ';')).next().unwrap_or("");
                if is_elsewhere(address) {
                    tell(path, Span::new(at, at + open.len()), address);
                }
            }
        }
    }
}

/// A link that leads somewhere on one page and nowhere on another, or to a file that the column does not have.
pub fn broken_link(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (piece, tag, span) in tags(facts) {
        for (name, value) in tag.attributes.iter().filter(|(name, _)| matches!(name.as_str(), "href" | "src" | "action")) {
            let address = value.trim();
            if let Some(inside) = address.strip_prefix(ROOT) {
                let path = decode(inside.split(['#', '?']).next().unwrap_or(""));
                let there = path.is_empty() || facts.plan.pages().iter().any(|page| page.path.as_str() == path);
                if !there {
                    found.add(
                        &piece.path,
                        span,
                        format!("栏目里没有“{path}”。"),
                        "“{root}”后面写栏目里的页面或者文件，例如“{root}index.html”；图片要放在 portal 文件夹里。",
                    );
                }
            } else if name != "action" && scheme(address).is_none() && !address.starts_with(['#', '/']) {
                let shown = if address.is_empty() { "空的地址".to_string() } else { format!("“{address}”") };
                found.add(
                    &piece.path,
                    span,
                    format!("{shown}在下级文件夹的页面上打不开。"),
                    "本栏目的地址前面加“{root}”，例如“{root}index.html”；别的网站写完整网址，以 https:// 开头。",
                );
            }
        }
    }
}

/// An id that may be one of the page, or stands twice.
pub fn clashing_id(facts: &Facts<'_>, found: &mut Found<'_>) {
    let mut seen: Vec<String> = Vec::new();
    for (piece, tag, span) in tags(facts) {
        let Some(id) = value(&tag, "id") else { continue };
        let help = "同一页上的 id 不能相同。改成以“portal-”开头、前后都没有用过的名字，样式表里也跟着改。";
        if seen.iter().any(|known| known == id) {
            found.add(&piece.path, span, format!("id“{id}”用了两次。"), help);
        } else if !id.starts_with(OWN) {
            found.add(&piece.path, span, format!("id“{id}”可能和页面自己的相同。"), help);
        }
        seen.push(id.to_string());
    }
}

/// A picture, a menu or a field that a screen reader cannot name.
pub fn no_label(facts: &Facts<'_>, found: &mut Found<'_>) {
    let mut menus: Vec<String> = Vec::new();
    for (piece, tag, span) in tags(facts) {
        let named = |names: &[&str]| names.iter().find_map(|name| value(&tag, name)).filter(|label| !label.is_empty());
        match tag.name.as_str() {
            "img" if value(&tag, "alt").is_none() => found.add(
                &piece.path,
                span,
                "这张图片没有 alt，读屏软件念不出来。",
                "写上图里是什么，例如 alt=\"示例县人民政府\"；只作装饰的，写 alt=\"\"。",
            ),
            "nav" => {
                let label = named(&["aria-label", "aria-labelledby"]).unwrap_or("").to_string();
                if label.is_empty() || menus.contains(&label) || matches!(label.as_str(), "栏目导航" | "当前位置") {
                    let message = "这个导航没有自己的名称，读屏软件分不清它和页面的导航。";
                    found.add(&piece.path, span, message, "写上名称，例如 <nav aria-label=\"县政府网站导航\">，每个导航不同。");
                }
                menus.push(label);
            }
            "input" | "select" | "textarea"
                if value(&tag, "type") != Some("hidden") && named(&["aria-label", "aria-labelledby", "title", "id"]).is_none() =>
            {
                found.add(&piece.path, span, "这个输入框没有名称。", "写上 aria-label，例如 aria-label=\"搜索县政府网站\"。");
            }
            _ => {}
        }
    }
}

/// The scheme of an address, where it has one: https, mailto.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.trim_start().split_once(':')?;
    scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')).then_some(scheme)
}

/// Whether an address is of another host, or holds its data itself: the policy allows neither.
fn is_elsewhere(address: &str) -> bool {
    address.starts_with("//") || scheme(address).is_some()
}
