//! A page saved from an old site: which part of it is the article, and what the page says of it.

mod blocks;
mod fields;
mod tree;

use crate::parse::attachment::plain::decode;

use super::document::Document;
use tree::{Node, Tree};

/// Elements that may hold an article.
const HOLDS: &[&str] = &["div", "section", "article", "main", "td", "body", "form", "center", "html", "font", "span"];
/// What the elements with the article are called in the systems that sites are made with.
const KNOWN: &[&str] = &[
    "trs_editor",
    "ucap-content",
    "zoom",
    "articlecontent",
    "article-content",
    "article_content",
    "newscontent",
    "xxgk_content",
    "content_body",
    "conttext",
    "v_news_content",
];
/// The most that a page may hold, in bytes.
const LONGEST: usize = 16 * 1024 * 1024;

/// Reads a page.
///
/// # Errors
/// Why it cannot be read, for a clerk.
pub fn page(bytes: &[u8]) -> Result<Document, &'static str> {
    if bytes.len() > LONGEST {
        return Err("网页太大，不像是一篇文章");
    }
    let text = decode(bytes);
    if text.contains("<!ENTITY") {
        return Err(super::hostile::DEFINES);
    }
    let tree = Tree::read(&text).ok_or("网页的标签太多或者套得太深，不像是一篇文章")?;
    let article = article(&tree);
    let mut document = Document { kind: "网页".into(), ..Document::default() };
    blocks::fill(&tree, article, &mut document);
    document.stated = fields::stated(&tree, article);
    let (taken, whole) = (tree.length(article), tree.length(Tree::ROOT));
    if whole > taken {
        document.left_out.push(format!("网页上正文以外的文字（菜单、页头、页脚等，约{}字）", whole - taken));
    }
    Ok(document)
}

/// The element with the article: one that is called so, else the smallest with nearly all text that is not in links.
fn article(tree: &Tree<'_>) -> usize {
    let body = tree.find(|node| node.name == "body").unwrap_or(Tree::ROOT);
    let all = tree.score(body).max(1);
    let called = |node: &Node<'_>| {
        let names = format!("{} {}", node.get("id").unwrap_or_default(), node.get("class").unwrap_or_default()).to_lowercase();
        names.split_whitespace().any(|name| KNOWN.iter().any(|known| name.contains(known)))
    };
    let known =
        (0..tree.nodes.len()).filter(|at| tree.nodes.get(*at).is_some_and(|node| HOLDS.contains(&node.name.as_str()) && called(node)));
    if let Some(at) = known.max_by_key(|at| tree.score(*at)).filter(|at| tree.score(*at) * 4 > all) {
        return at;
    }
    let (mut at, mut best) = (body, body);
    loop {
        if tree.nodes.get(at).is_some_and(|node| HOLDS.contains(&node.name.as_str())) {
            best = at;
        }
        let whole = tree.score(at);
        let next =
            tree.children(at).max_by_key(|child| tree.score(*child)).filter(|child| tree.score(*child) * 10 >= whole * 6 && whole > 0);
        // A paragraph or a table with data is a part of the article, not its holder.
        match next
            .filter(|child| tree.nodes.get(*child).is_some_and(|node| node.name != "p" && (node.name != "table" || tree.is_layout(*child))))
        {
            Some(next) => at = next,
            None => return best,
        }
    }
}
