//! What a file says, in the order in which it says it, whatever format it is in.

use crate::model::Key;

/// A file as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is, for people: Word文档.
    pub kind: String,
    /// Its content.
    pub blocks: Vec<Block>,
    /// Its notes, in the order of their marks.
    pub notes: Vec<Vec<Inline>>,
    /// What it says of itself beside its content, as web pages do.
    pub stated: Vec<Stated>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// The files that it leads to.
    pub linked: Vec<Linked>,
    /// What was mended on the way.
    pub repairs: Vec<Repair>,
    /// What people should look at.
    pub remarks: Vec<String>,
    /// What is in the file and was not taken.
    pub left_out: Vec<String>,
}

impl Document {
    /// Whether it is a table by itself.
    pub fn is_sheet(&self) -> bool {
        self.kind.contains("表格")
    }
}

/// A piece of the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading: 0 is the title of the whole, 1 the highest below it.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>, Align),
    /// A line of a list without numbers, and how deep it stands.
    Bullet(usize, Vec<Inline>),
    /// A table.
    Table(Table),
}

/// Where a paragraph stands in its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the start.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Letters.
    Text(String),
    /// A link: its words, and where it leads.
    Link(String, String),
    /// A picture: its place in [`Document::pictures`].
    Picture(usize),
    /// The mark of a note: its place in [`Document::notes`].
    Note(usize),
    /// A new line.
    Break,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its rows; a cell that another one covers is not there.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows the file itself says are its head.
    pub head: usize,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The column in which it starts.
    pub column: usize,
    /// How many columns it covers: at least one.
    pub across: usize,
    /// How many rows it covers: at least one.
    pub down: usize,
    /// Its lines.
    pub lines: Vec<String>,
}

/// What a file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What it is about.
    pub key: Key,
    /// What it says.
    pub value: String,
    /// Where it says it, for people: 网页的“PubDate”.
    pub place: String,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// What the file says of it.
    pub alt: String,
    /// The extension, without the dot.
    pub extension: String,
    /// Its bytes; `None` where it lies elsewhere, and `href` says where.
    pub bytes: Option<Vec<u8>>,
    /// Where it lies.
    pub href: String,
}

/// A file that a page leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// What the page calls it.
    pub name: String,
    /// Where it lies, as the page says it.
    pub href: String,
}

/// Something that was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What was wrong, for people.
    pub what: &'static str,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

impl Block {
    /// Its pieces; a table has none.
    pub fn inlines(&self) -> &[Inline] {
        match self {
            Block::Heading(_, text) | Block::Paragraph(text, _) | Block::Bullet(_, text) => text,
            Block::Table(_) => &[],
        }
    }

    /// Its letters; those of a table are none.
    pub fn text(&self) -> String {
        plain(self.inlines())
    }
}

/// The letters of a line.
pub fn plain(inlines: &[Inline]) -> String {
    let letters = inlines.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Link(text, _) => text.as_str(),
        Inline::Break => "\n",
        Inline::Picture(_) | Inline::Note(_) => "",
    });
    letters.collect::<String>().trim().to_string()
}

/// The same line without what is nothing: runs of letters that were parted are one, and blanks at its ends are gone.
pub fn joined(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut all: Vec<Inline> = Vec::new();
    for inline in inlines {
        match (all.last_mut(), inline) {
            (_, Inline::Text(text)) if text.is_empty() => {}
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (Some(Inline::Link(before, to)), Inline::Link(text, other)) if *to == other => before.push_str(&text),
            (_, inline) => all.push(inline),
        }
    }
    if let Some(Inline::Text(first)) = all.first_mut() {
        *first = first.trim_start().to_string();
    }
    if let Some(Inline::Text(last)) = all.last_mut() {
        *last = last.trim_end().to_string();
    }
    all.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    all
}

/// The lines that a line with new lines in it makes.
pub fn lines(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut all = vec![Vec::new()];
    for inline in inlines {
        match (inline, all.last_mut()) {
            (Inline::Break, _) => all.push(Vec::new()),
            (inline, Some(line)) => line.push(inline),
            (_, None) => {}
        }
    }
    all.into_iter().map(joined).filter(|line| !line.is_empty()).collect()
}

impl Table {
    /// The most columns of its rows.
    pub fn width(&self) -> usize {
        self.rows.iter().flatten().map(|cell| cell.column + cell.across).max().unwrap_or(0)
    }

    /// How many cells have something in them.
    pub fn filled(&self) -> usize {
        self.rows.iter().flatten().filter(|cell| !cell.lines.is_empty()).count()
    }
}

impl Cell {
    /// A cell that covers no other.
    pub fn single(column: usize, text: &str) -> Cell {
        Cell { column, across: 1, down: 1, lines: text_lines(text) }
    }
}

/// The lines of a text that say something.
pub fn text_lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty()).collect()
}
