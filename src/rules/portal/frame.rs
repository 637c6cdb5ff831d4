//! HTML that would break the page around it: what a page may have once, and elements that are not closed.

use crate::check::{Facts, Found};
use crate::diag::Span;
use crate::model::PortalText;
use crate::parse::{Piece, pieces};

/// What a page has once, and where it is ours.
const ONCE: &[&str] = &["html", "head", "body", "title", "meta", "base", "link", "main", "h1", "frameset"];
/// Elements without an end.
const VOID: &[&str] = &["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "base"];
/// Elements whose end may be left out.
const LOOSE: &[&str] = &["li", "p", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rp", "rt"];

/// A piece that would break the page.
pub fn broken_page(facts: &Facts<'_>, found: &mut Found<'_>) {
    for piece in facts.site.portal.pieces() {
        look(piece, found);
    }
}

fn look(piece: &PortalText, found: &mut Found<'_>) {
    const CLOSE: &str = "补上结束的标签，前后一一对应；不然栏目的页面会被包进县里的页头或者页脚。";
    const PART: &str = "这里只写页头、页脚的一段，不写整个网页。页面已经有自己的一份，删去这个标签，里面的内容留下。";
    let mut open: Vec<(String, Span)> = Vec::new();
    for one in pieces(&piece.text) {
        let (tag, closes, ended, span) = match one {
            Piece::Tag { tag, closes, ended, span } => (tag, closes, ended, span),
            Piece::Comment { ended: true, .. } => continue,
            Piece::Comment { span, .. } => {
                found.add(&piece.path, span, "注释没有结束，后面的内容都不显示。", "在注释的末尾补上“-->”。");
                continue;
            }
            Piece::Declaration(span) => {
                found.add(&piece.path, span, "这里写了整个网页的开头。", PART);
                continue;
            }
        };
        let name = tag.name;
        if !ended {
            found.add(&piece.path, span, format!("标签“<{name}”没有写完。"), "补上“>”，并检查引号是不是成对。");
        } else if ONCE.contains(&name.as_str()) {
            if !closes {
                found.add(&piece.path, span, format!("这里有 <{name}>，页面上只能有一个。"), PART);
            }
        } else if VOID.contains(&name.as_str()) {
        } else if !closes {
            open.push((name, span));
        } else if let Some(at) = open.iter().rposition(|(known, _)| *known == name) {
            unclosed(piece, open.split_off(at).into_iter().skip(1), CLOSE, found);
        } else {
            found.add(&piece.path, span, format!("</{name}> 前面没有对应的 <{name}>。"), "删去多出来的这一个，前后一一对应。");
        }
    }
    unclosed(piece, open.into_iter(), CLOSE, found);
}

fn unclosed(piece: &PortalText, open: impl Iterator<Item = (String, Span)>, help: &str, found: &mut Found<'_>) {
    for (name, span) in open.filter(|(name, _)| !LOOSE.contains(&name.as_str())) {
        found.add(&piece.path, span, format!("<{name}> 没有结束的标签。"), help);
    }
}
