//! What a page says of its article: in its head, and in the box with 索引号, 文号 and dates.

use crate::model::Key;

use super::super::document::Stated;
use super::tree::Tree;

/// The names that 国办发〔2017〕47号 gives to what pages say in their heads.
const METAS: &[(&str, Key)] =
    &[("ArticleTitle", Key::Title), ("PubDate", Key::Published), ("ContentSource", Key::Source), ("Keywords", Key::Keywords)];

/// What boxes call it.
const LABELS: &[(&str, Key)] = &[
    ("索引号", Key::IndexNumber),
    ("信息索取号", Key::IndexNumber),
    ("发文字号", Key::Number),
    ("文件编号", Key::Number),
    ("文号", Key::Number),
    ("发布机构", Key::Issuer),
    ("发文机关", Key::Issuer),
    ("发文机构", Key::Issuer),
    ("公开责任部门", Key::Issuer),
    ("成文日期", Key::Formed),
    ("生成日期", Key::Formed),
    ("发文日期", Key::Formed),
    ("产生日期", Key::Formed),
    ("发布日期", Key::Published),
    ("发布时间", Key::Published),
    ("公开日期", Key::Published),
    ("信息来源", Key::Source),
    ("来源", Key::Source),
    ("主题分类", Key::Theme),
    ("体裁分类", Key::Genre),
    ("信息名称", Key::Title),
    ("名称", Key::Title),
    ("公开方式", Key::Openness),
    ("公开属性", Key::Openness),
];

/// The longest value that a box has, in characters.
const LONGEST: usize = 80;

/// What the page says of its article, each thing once.
pub fn stated(tree: &Tree<'_>, article: usize) -> Vec<Stated> {
    let mut found: Vec<Stated> = Vec::new();
    let add = |found: &mut Vec<Stated>, key: Key, value: &str, place: String| {
        let value = value.trim().trim_matches(['【', '】', '|']).trim();
        let empty = value.is_empty() || matches!(value, "无" | "null" | "-" | "暂无");
        if !empty && value.chars().count() <= LONGEST && !found.iter().any(|known| known.key == key) {
            found.push(Stated { key, value: value.to_string(), place });
        }
    };
    for node in tree.nodes.iter().filter(|node| node.name == "meta") {
        let (Some(name), Some(content)) = (node.get("name"), node.get("content")) else { continue };
        if let Some((known, key)) = METAS.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name)) {
            add(&mut found, *key, &content, format!("网页头部的“{known}”"));
        }
    }
    // The box is a row of short texts, of which some are names.
    let texts: Vec<(usize, String)> = leaves(tree);
    for (at, (place, text)) in texts.iter().enumerate() {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        for (label, key) in LABELS {
            let Some(rest) = bare.strip_prefix(label) else { continue };
            if let Some(value) = rest.strip_prefix(['：', ':']).filter(|value| !value.is_empty()) {
                // The value as it is written, with its blanks.
                let whole = text.split_once(['：', ':']).map_or(value, |(_, value)| value);
                let value = first_value(whole);
                add(&mut found, *key, value, format!("网页上的“{label}”"));
            } else if rest.is_empty() || matches!(rest, "：" | ":") {
                let next =
                    texts.get(at + 1).filter(|(next, text)| tree.within(*next, article) == tree.within(*place, article) && !is_label(text));
                if let Some((_, value)) = next {
                    add(&mut found, *key, value, format!("网页上的“{label}”"));
                }
            }
            break;
        }
    }
    if !found.iter().any(|known| known.key == Key::Title) {
        let heading = (0..tree.nodes.len()).find(|at| tree.nodes.get(*at).is_some_and(|node| node.name == "h1") && tree.length(*at) > 4);
        let heading = heading.or_else(|| (0..article).rev().find(|at| is_heading(tree, *at)));
        let named = heading.map(|at| (tree.text(at), "网页的大标题")).or_else(|| {
            let at = tree.find(|node| node.name == "title")?;
            let text = tree.text(at);
            // What follows is the name of the site.
            let title = text.split(['_', '|']).next().unwrap_or(&text).split(" - ").next().unwrap_or(&text).trim().to_string();
            (title.chars().count() > 6).then_some((title, "网页的标题栏"))
        });
        if let Some((value, place)) = named {
            add(&mut found, Key::Title, &value, place.into());
        }
    }
    found
}

/// Whether what stands above the article looks like its title: in the middle, in large letters, or called so.
fn is_heading(tree: &Tree<'_>, at: usize) -> bool {
    let Some(node) = tree.nodes.get(at) else { return false };
    let named = format!("{} {}", node.get("id").unwrap_or_default(), node.get("class").unwrap_or_default()).to_lowercase();
    let large =
        node.name == "font" && node.get("size").is_some_and(|size| size.trim_start_matches('+').parse::<u8>().is_ok_and(|size| size >= 4));
    let looks =
        matches!(node.name.as_str(), "h2" | "h3" | "center") || large || ["title", "biaoti"].iter().any(|word| named.contains(word));
    if !looks || !(5..=90).contains(&tree.length(at)) {
        return false;
    }
    let text = tree.text(at);
    (6..=90).contains(&text.chars().count()) && tree.score(at) == tree.length(at) && !text.contains(['：', '>', '。'])
}

fn is_label(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    LABELS.iter().any(|(label, _)| bare.trim_end_matches(['：', ':']) == *label || bare.starts_with(&format!("{label}：")))
}

/// Of 来源：某镇　发布时间：2017… in one text, the first value.
fn first_value(text: &str) -> &str {
    let end = LABELS.iter().filter_map(|(label, _)| text.find(&format!("{label}：")).or_else(|| text.find(&format!("{label}:")))).min();
    let end =
        end.or_else(|| ["作者", "浏览", "点击", "字体", "【", "阅读"].iter().filter_map(|word| text.find(word)).filter(|at| *at > 0).min());
    text.get(..end.unwrap_or(text.len())).unwrap_or(text).trim()
}

/// The texts of the elements that hold no other blocks, in order.
fn leaves(tree: &Tree<'_>) -> Vec<(usize, String)> {
    let inline = |at: usize| {
        tree.nodes.get(at).is_some_and(|node| {
            matches!(node.name.as_str(), "" | "b" | "strong" | "font" | "em" | "i" | "a" | "br" | "label" | "u" | "img")
        })
    };
    let plain: Vec<bool> = (0..tree.nodes.len()).map(|at| tree.children(at).all(inline)).collect();
    let is_plain = |at: usize| plain.get(at).copied().unwrap_or(false);
    let mut found: Vec<(usize, String)> = Vec::new();
    for (at, node) in tree.nodes.iter().enumerate().skip(1).filter(|(at, _)| (1..=400).contains(&tree.length(*at))) {
        let is_head = matches!(node.name.as_str(), "title" | "head" | "html");
        // Text beside blocks is a leaf too.
        let beside = node.name.is_empty() && !tree.parent(at).is_some_and(is_plain);
        if beside || !inline(at) && !is_head && is_plain(at) {
            found.push((at, tree.text(at)));
        }
    }
    // 来源：某镇　发布时间：2017… in one text is two.
    let mut parted = Vec::new();
    for (at, text) in found {
        let starts: Vec<usize> =
            LABELS.iter().filter_map(|(label, _)| text.find(&format!("{label}："))).filter(|start| *start > 0).collect();
        let mut rest = 0;
        let mut starts: Vec<usize> = starts;
        starts.sort_unstable();
        starts.dedup();
        for start in starts {
            if let Some(part) = text.get(rest..start).filter(|part| !part.trim().is_empty()) {
                parted.push((at, part.trim().to_string()));
            }
            rest = start;
        }
        parted.push((at, text.get(rest..).unwrap_or("").trim().to_string()));
    }
    parted
}
