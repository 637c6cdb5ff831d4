//! The article of a page as blocks.

use std::collections::BTreeMap;

use super::super::document::{Align, Block, Cell, Document, Inline, Linked, Picture, Table, joined, lines};
use super::tree::{Tree, is_hidden};

/// The most columns and rows that a cell may cover.
const MOST_SPANNED: usize = 256;
/// The most columns of a table.
const MOST_COLUMNS: usize = 512;
/// What files are called that people put on pages to be taken away.
const FILES: &[&str] =
    &["doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "ofd", "wps", "et", "zip", "rar", "7z", "csv", "txt", "ods", "odt", "rtf"];

/// Puts the blocks of a node into a document.
pub fn fill(tree: &Tree<'_>, article: usize, document: &mut Document) {
    let mut walk = Walk { tree, document, line: Vec::new(), align: Align::Start, hidden: 0, counts: BTreeMap::new() };
    walk.inside(article, 0);
    walk.end_line();
    let hidden = walk.hidden;
    if hidden > 0 {
        document.left_out.push(format!("网页上不显示的文字（{hidden}字）"));
    }
}

struct Walk<'t, 'x> {
    tree: &'t Tree<'x>,
    document: &'t mut Document,
    line: Vec<Inline>,
    align: Align,
    hidden: usize,
    /// How far lists are counted.
    counts: BTreeMap<usize, usize>,
}

impl Walk<'_, '_> {
    fn inside(&mut self, at: usize, depth: usize) {
        let children: Vec<usize> = self.tree.children(at).collect();
        for child in children {
            self.node(child, depth);
        }
    }

    fn node(&mut self, at: usize, depth: usize) {
        let Some(node) = self.tree.nodes.get(at) else { return };
        let style = node.get("style").unwrap_or_default();
        if is_hidden(&style) {
            self.hidden += self.tree.text(at).chars().filter(|c| !c.is_whitespace()).count();
            return;
        }
        match node.name.as_str() {
            "" => self.line.push(Inline::Text(flat(&node.text))),
            "br" => self.line.push(Inline::Break),
            "img" => self.picture(at),
            "a" => self.link(at),
            "table" if self.tree.is_layout(at) => {
                self.end_line();
                self.inside(at, depth);
                self.end_line();
            }
            "table" => {
                self.end_line();
                let table = self.table(at);
                self.document.blocks.push(Block::Table(table));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line();
                self.inside(at, depth);
                let level = node.name.as_bytes().get(1).map_or(1, |digit| digit.saturating_sub(b'0'));
                let line = joined(
                    std::mem::take(&mut self.line)
                        .into_iter()
                        .map(|inline| if inline == Inline::Break { Inline::Text(" ".into()) } else { inline })
                        .collect(),
                );
                if !line.is_empty() {
                    self.document.blocks.push(Block::Heading(level, line));
                }
            }
            "li" => self.entry(at, depth),
            "ul" | "ol" => {
                self.end_line();
                self.inside(at, depth + 1);
                self.end_line();
            }
            "sup" | "sub" | "b" | "strong" | "i" | "em" | "u" | "span" | "font" | "label" | "small" | "big" | "o:p" | "st1" => {
                self.inside(at, depth)
            }
            "title" | "head" | "meta" | "link" => {}
            name => {
                let block = matches!(
                    name,
                    "p" | "div"
                        | "section"
                        | "article"
                        | "center"
                        | "tr"
                        | "td"
                        | "th"
                        | "dd"
                        | "dt"
                        | "dl"
                        | "blockquote"
                        | "hr"
                        | "main"
                        | "form"
                        | "tbody"
                        | "header"
                        | "footer"
                        | "nav"
                        | "pre"
                );
                if block {
                    self.end_line();
                }
                let before = self.align;
                let centred = name == "center"
                    || style.replace(' ', "").contains("text-align:center")
                    || node.get("align").is_some_and(|align| align.eq_ignore_ascii_case("center"));
                let right = style.replace(' ', "").contains("text-align:right")
                    || node.get("align").is_some_and(|align| align.eq_ignore_ascii_case("right"));
                self.align = if centred {
                    Align::Center
                } else if right {
                    Align::End
                } else {
                    before
                };
                self.inside(at, depth);
                if block {
                    self.end_line();
                }
                self.align = before;
            }
        }
    }

    fn end_line(&mut self) {
        for line in lines(std::mem::take(&mut self.line)) {
            self.document.blocks.push(Block::Paragraph(line, self.align));
        }
    }

    fn entry(&mut self, at: usize, depth: usize) {
        self.end_line();
        let before = self.document.blocks.len();
        self.inside(at, depth);
        self.end_line();
        let parent_is_ordered = self.number_of(at);
        let mut first = true;
        for block in self.document.blocks.iter_mut().skip(before) {
            let Block::Paragraph(line, _) = block else { continue };
            if !std::mem::take(&mut first) {
                continue;
            }
            let mut line = std::mem::take(line);
            *block = match parent_is_ordered {
                Some(number) => {
                    line.insert(0, Inline::Text(format!("{number}. ")));
                    Block::Paragraph(joined(line), Align::Start)
                }
                None => Block::Bullet(depth.saturating_sub(1), line),
            };
        }
    }

    /// The number of an entry in a list that counts.
    fn number_of(&mut self, at: usize) -> Option<usize> {
        let list = self.tree.parent(at).filter(|list| self.tree.nodes.get(*list).is_some_and(|node| node.name == "ol"))?;
        let count = self.counts.entry(list).or_default();
        *count += 1;
        Some(*count)
    }

    fn picture(&mut self, at: usize) {
        let Some(node) = self.tree.nodes.get(at) else { return };
        let href = node.get("src").unwrap_or_default();
        let small = ["width", "height"]
            .iter()
            .any(|side| node.get(side).and_then(|side| side.trim_end_matches("px").parse::<u32>().ok()).is_some_and(|side| side <= 24));
        if href.is_empty() || small || href.starts_with("data:") && href.len() < 200 {
            return;
        }
        let alt = node.get("alt").or_else(|| node.get("title")).unwrap_or_default();
        let path = href.split(['?', '#']).next().unwrap_or("");
        let extension = path.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase());
        self.document.pictures.push(Picture { alt: alt.trim().to_string(), extension, bytes: None, href });
        self.line.push(Inline::Picture(self.document.pictures.len() - 1));
    }

    fn link(&mut self, at: usize) {
        let before = self.line.len();
        self.inside(at, 0);
        let Some(href) = self.tree.nodes.get(at).and_then(|node| node.get("href")) else { return };
        let name = self.tree.text(at);
        let path = href.split(['?', '#']).next().unwrap_or("");
        let is_file = path.rsplit_once('.').is_some_and(|(_, extension)| FILES.contains(&extension.to_ascii_lowercase().as_str()));
        if is_file {
            self.document.linked.push(Linked {
                name: if name.is_empty() { path.rsplit('/').next().unwrap_or("").into() } else { name },
                href: href.clone(),
            });
        }
        let web = href.starts_with("http://") || href.starts_with("https://");
        if web && !is_file {
            for inline in self.line.iter_mut().skip(before) {
                if let Inline::Text(text) = inline {
                    *inline = Inline::Link(text.trim().to_string(), href.clone());
                }
            }
        }
    }

    fn table(&mut self, at: usize) -> Table {
        let mut table = Table::default();
        // How many rows each column is still covered from above.
        let mut covered: Vec<usize> = Vec::new();
        let rows: Vec<usize> = self.rows_of(at);
        for row in rows {
            let (mut cells, mut column) = (Vec::new(), 0_usize);
            let mut head = true;
            let places: Vec<usize> = self.tree.children(row).collect();
            for place in places {
                let Some(node) = self.tree.nodes.get(place).filter(|node| matches!(node.name.as_str(), "td" | "th")) else { continue };
                head &= node.name == "th";
                let span =
                    |name| node.get(name).and_then(|span: String| span.trim().parse().ok()).unwrap_or(1_usize).clamp(1, MOST_SPANNED);
                let (across, down) = (span("colspan"), span("rowspan"));
                if column >= MOST_COLUMNS {
                    break;
                }
                while covered.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                cells.push(Cell { column, across, down, lines: self.cell_lines(place) });
                covered.resize(covered.len().max(column + across), 0);
                covered.iter_mut().skip(column).take(across).for_each(|rows| *rows = down);
                column += across;
            }
            covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
            if !cells.is_empty() {
                table.head += usize::from(head && table.head == table.rows.len());
                table.rows.push(cells);
            }
        }
        // A cell cannot cover rows that are not there.
        let height = table.rows.len();
        for (at, row) in table.rows.iter_mut().enumerate() {
            row.iter_mut().for_each(|cell| cell.down = cell.down.min(height - at));
        }
        table
    }

    fn rows_of(&self, at: usize) -> Vec<usize> {
        let mut rows = Vec::new();
        for child in self.tree.children(at) {
            match self.tree.nodes.get(child).map_or("", |node| node.name.as_str()) {
                "tr" => rows.push(child),
                "tbody" | "thead" | "tfoot" | "caption" => rows.extend(self.rows_of(child)),
                _ => {}
            }
        }
        rows
    }

    /// The lines of a cell. What cannot stay in it, such as pictures, follows the table.
    fn cell_lines(&mut self, at: usize) -> Vec<String> {
        let blocks = std::mem::take(&mut self.document.blocks);
        let align = self.align;
        self.inside(at, 0);
        self.end_line();
        self.align = align;
        let inner = std::mem::replace(&mut self.document.blocks, blocks);
        let mut said = Vec::new();
        for block in inner {
            match &block {
                Block::Table(table) => {
                    said.extend(table.rows.iter().map(|row| row.iter().map(|cell| cell.lines.join(" ")).collect::<Vec<_>>().join(" ")))
                }
                block => said.push(block.text().split_whitespace().collect::<Vec<_>>().join(" ")),
            }
        }
        said.retain(|line| !line.is_empty());
        said
    }
}

/// A text of a page: blanks and new lines are one blank.
fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
        if !(c == ' ' && out.ends_with(' ')) {
            out.push(c);
        }
    }
    out
}
