//! What the files that clerks write may hold: each key with its two spellings, what stands behind it, and what it is for. The parser
//! reads by these tables, and the schemas for editors are made of them.

use super::words::Words;

/// A key of a mapping.
#[derive(Clone, Copy)]
pub struct Field {
    /// The spelling that messages use: Chinese, but English in `site.toml`, where Chinese keys need quotes.
    pub name: &'static str,
    /// The other spelling.
    pub other: &'static str,
    /// What stands behind it.
    pub shape: Shape,
    /// What it is, for the person who writes it.
    pub about: &'static str,
    /// Whether it must be written.
    pub must: bool,
    /// Whether it must have something behind it where it is written.
    pub filled: bool,
}

impl Field {
    /// A key that may be left out.
    pub const fn new(name: &'static str, other: &'static str, shape: Shape, about: &'static str) -> Field {
        Field { name, other, shape, about, must: false, filled: false }
    }

    /// A key that must be written, with something behind it.
    pub const fn must(name: &'static str, other: &'static str, shape: Shape, about: &'static str) -> Field {
        Field { must: true, filled: true, ..Field::new(name, other, shape, about) }
    }

    /// A key that may be left out, but must not be written with nothing behind it.
    pub const fn filled(name: &'static str, other: &'static str, shape: Shape, about: &'static str) -> Field {
        Field { filled: true, ..Field::new(name, other, shape, about) }
    }

    /// A key that must be written; there may be nothing in its list.
    pub const fn written(name: &'static str, other: &'static str, shape: Shape, about: &'static str) -> Field {
        Field { must: true, ..Field::new(name, other, shape, about) }
    }

    /// Whether a word is one of its spellings.
    pub fn is(&self, word: &str) -> bool {
        self.name == word || self.other == word
    }
}

/// What stands behind a key.
#[derive(Clone, Copy)]
pub enum Shape {
    /// Text.
    Text,
    /// Text that looks like this one.
    Like(&'static str),
    /// A code that can stand in an address, such as this one.
    Code(&'static str),
    /// A list of texts. One text is a list of one; 「甲、乙」 is a list of two.
    Texts,
    /// A day.
    Date,
    /// A day, perhaps with a time.
    Moment,
    /// A whole number that is not negative.
    Number,
    /// One of the words of a table.
    Word(&'static dyn Spellings),
    /// A list of them, written as [`Shape::Texts`] are.
    Words(&'static dyn Spellings),
    /// How much of a name or a number is shown: nothing, or so many characters at its start and its end.
    Shown,
    /// A mapping.
    Map(&'static [Field]),
    /// A mapping whose keys are names of this kind, such as this one, all with the same behind them.
    Names(&'static str, &'static str, &'static Shape),
    /// The mapping, or in short what the first one says.
    Short(&'static Shape, &'static [Field]),
    /// A list; one alone is a list of one.
    List(&'static Shape),
    /// Figures with these names: a list of them, or a single 0 for all. The last may be left out where so many are enough.
    Figures(&'static [&'static str], usize),
}

/// A table of words, whatever they mean.
pub trait Spellings: Sync {
    /// Each word in Chinese and in English.
    fn spellings(&self) -> Vec<(&'static str, &'static str)>;
}

impl<T: Sync> Spellings for Words<T> {
    fn spellings(&self) -> Vec<(&'static str, &'static str)> {
        self.iter().map(|(zh, en, _)| (*zh, *en)).collect()
    }
}

/// The keys of several tables, which are `N` in all.
pub const fn joined<const N: usize>(tables: &[&[Field]]) -> [Field; N] {
    let mut all = [Field::new("", "", Shape::Text, ""); N];
    let (mut table, mut to) = (0, 0);
    while table < tables.len() {
        let mut from = 0;
        while from < tables[table].len() {
            all[to] = tables[table][from];
            (from, to) = (from + 1, to + 1);
        }
        table += 1;
    }
    all
}
