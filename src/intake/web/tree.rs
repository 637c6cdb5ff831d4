//! A page as a tree of elements. Old pages leave tags open, so the tree closes them as browsers do, more or less.

use crate::parse::attachment::xml::{Event, Tag, events};

/// The most elements of a page, and how deep they may stand.
const MOST: usize = 400_000;
const DEEPEST: usize = 300;

/// An element, or a piece of text.
#[derive(Default)]
pub struct Node<'x> {
    /// Its name in small letters; empty for text.
    pub name: String,
    /// Its text.
    pub text: String,
    tag: Option<Tag<'x>>,
    parent: usize,
    children: Vec<usize>,
    /// One past the last node in it: what is in a node stands right behind it.
    end: usize,
    /// How many letters are in it, and how many of them in links.
    letters: usize,
    linked: usize,
}

impl Node<'_> {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<String> {
        let tag = self.tag.as_ref()?;
        tag.get(name).or_else(|| tag.get(&name.to_ascii_uppercase())).map(|value| value.into_owned())
    }
}

/// A page.
pub struct Tree<'x> {
    /// Its nodes; the first is the root.
    pub nodes: Vec<Node<'x>>,
}

/// Elements that hold nothing.
const EMPTY: &[&str] = &["br", "img", "meta", "link", "input", "hr", "col", "base", "embed", "param", "wbr", "area", "source"];
/// Elements that are not read.
const UNREAD: &[&str] = &["script", "style", "noscript", "iframe", "template", "svg", "select", "textarea", "button"];
/// Elements that end a paragraph.
const ENDS_PARAGRAPH: &[&str] =
    &["p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "hr", "tr", "td", "li"];

impl<'x> Tree<'x> {
    /// The first node.
    pub const ROOT: usize = 0;

    /// Reads a page; `None` where it has more in it than a page has.
    pub fn read(text: &'x str) -> Option<Tree<'x>> {
        let mut tree = Tree { nodes: vec![Node::default()] };
        let mut open = vec![Tree::ROOT];
        let mut unread: Option<(String, usize)> = None;
        for event in events(text) {
            if tree.nodes.len() > MOST || open.len() > DEEPEST {
                return None;
            }
            if let Some((name, depth)) = &mut unread {
                match &event {
                    Event::Open(tag) if tag.name.eq_ignore_ascii_case(name) => *depth += 1,
                    Event::Close(close) if close.eq_ignore_ascii_case(name) => *depth -= 1,
                    _ => {}
                }
                if *depth == 0 {
                    unread = None;
                }
                continue;
            }
            match event {
                Event::Text(said) => {
                    tree.add(&open, Node { text: said.into_owned(), ..Node::default() });
                }
                Event::Open(tag) => {
                    let name = tag.name.to_ascii_lowercase();
                    if UNREAD.contains(&name.as_str()) {
                        unread = Some((name, 1));
                        continue;
                    }
                    tree.end_for(&mut open, &name);
                    let empty = EMPTY.contains(&name.as_str());
                    let at = tree.add(&open, Node { name, tag: Some(tag), ..Node::default() });
                    if !empty {
                        open.push(at);
                    }
                }
                Event::Close(name) => {
                    let name = name.to_ascii_lowercase();
                    // An end of what was never opened is nothing; one beyond the cell it stands in neither.
                    let within = open.iter().rposition(|at| tree.is(*at, &name));
                    let cell = open.iter().rposition(|at| tree.is(*at, "table")).unwrap_or(0);
                    if let Some(within) = within.filter(|within| *within >= cell.max(1)) {
                        open.truncate(within);
                    }
                }
            }
        }
        tree.count();
        Some(tree)
    }

    fn is(&self, at: usize, name: &str) -> bool {
        self.nodes.get(at).is_some_and(|node| node.name == name)
    }

    fn add(&mut self, open: &[usize], node: Node<'x>) -> usize {
        let (at, parent) = (self.nodes.len(), open.last().copied().unwrap_or(Tree::ROOT));
        self.nodes.push(Node { parent, ..node });
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(at);
        }
        at
    }

    /// Closes what an opening tag ends: a paragraph, a cell, a row, an entry of a list.
    fn end_for(&self, open: &mut Vec<usize>, name: &str) {
        let ends: &[&str] = match name {
            "td" | "th" => &["td", "th"],
            "tr" => &["tr"],
            "li" => &["li"],
            name if ENDS_PARAGRAPH.contains(&name) => &["p"],
            _ => return,
        };
        let stops = ["table", "ul", "ol"];
        let from = open.iter().rposition(|at| stops.iter().any(|stop| self.is(*at, stop))).map_or(1, |at| at + 1);
        if let Some(at) = (from..open.len()).find(|at| open.get(*at).is_some_and(|at| ends.iter().any(|end| self.is(*at, end)))) {
            open.truncate(at);
        }
    }

    /// Counts the letters in each node, from the last to the first: children stand behind their parents.
    fn count(&mut self) {
        for at in (0..self.nodes.len()).rev() {
            let Some(node) = self.nodes.get(at) else { continue };
            let own = node.text.chars().filter(|c| !c.is_whitespace()).count();
            let own = if node.get("style").is_some_and(|style| is_hidden(&style)) { 0 } else { own + node.letters };
            let end = node.children.last().and_then(|last| self.nodes.get(*last)).map_or(at + 1, |last| last.end);
            let linked = if node.name == "a" { own } else { node.linked };
            let parent = node.parent;
            if let Some(node) = self.nodes.get_mut(at) {
                (node.letters, node.linked, node.end) = (own, linked, end);
            }
            if let Some(above) = self.nodes.get_mut(parent).filter(|_| at != parent) {
                above.letters += own;
                above.linked += linked;
            }
        }
    }

    /// The children of a node.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.nodes.get(at).into_iter().flat_map(|node| node.children.iter().copied())
    }

    /// The node in which another stands.
    pub fn parent(&self, at: usize) -> Option<usize> {
        self.nodes.get(at).map(|node| node.parent)
    }

    /// How many letters a node holds.
    pub fn length(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(0, |node| node.letters)
    }

    /// How much of an article is in a node: letters that are in no link.
    pub fn score(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(0, |node| node.letters.saturating_sub(2 * node.linked))
    }

    /// The first node of which something holds.
    pub fn find(&self, holds: impl Fn(&Node<'_>) -> bool) -> Option<usize> {
        self.nodes.iter().position(holds)
    }

    /// Whether a node stands in another.
    pub fn within(&self, at: usize, outer: usize) -> bool {
        self.nodes.get(outer).is_some_and(|node| (outer..node.end).contains(&at))
    }

    /// All letters in a node, with blanks as one blank.
    pub fn text(&self, at: usize) -> String {
        let mut text = String::new();
        self.gather(at, &mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather(&self, at: usize, to: &mut String) {
        let Some(node) = self.nodes.get(at) else { return };
        to.push_str(&node.text);
        if node.name == "br" {
            to.push(' ');
        }
        for child in &node.children {
            self.gather(*child, to);
        }
    }

    /// Whether a table only puts things in their places: it has one cell, or other tables or paragraphs in long cells.
    pub fn is_layout(&self, at: usize) -> bool {
        let within = at + 1..self.nodes.get(at).map_or(at, |node| node.end);
        let whole = self.length(at);
        let (mut cells, mut nested, mut main) = (0, false, false);
        for inner in within {
            nested |= self.is(inner, "table");
            if self.is(inner, "td") || self.is(inner, "th") {
                cells += 1;
                main |= self.length(inner) * 10 >= whole * 8 && self.length(inner) > 300;
            }
        }
        cells <= 1 || nested || main
    }
}

/// Whether a style keeps something from being seen.
pub fn is_hidden(style: &str) -> bool {
    let style: String = style.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}
