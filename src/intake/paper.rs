//! A document as a paper: what it says of itself in its head, at its end and beside its text, and the text that is left.

use crate::calendar::Date;
use crate::model::{Key, Site};
use crate::new_item::{Fact, Facts};
use crate::parse::openness;

use super::document::{Block, Document, Stated};
use super::head::{self, GENRES};
use super::leaf::{Choice, choose};
use super::{guess, mend, shape};

/// A paper.
pub struct Paper {
    /// What it says of itself. Whoever knows better may change it before the draft is made.
    pub facts: Facts,
    /// The leaf that it speaks of.
    pub leaf: Choice,
    /// What is left of the document.
    pub(super) document: Document,
    /// How many letters it has.
    pub(super) letters: usize,
}

impl Paper {
    /// What kind of file it was, for people: Word文档.
    pub fn kind(&self) -> &str {
        &self.document.kind
    }
}

/// Mends a document, and takes it apart; `name` is its file's.
pub fn paper(mut document: Document, site: &Site, name: &str) -> Paper {
    mend::mend(&mut document);
    let head = head::take(&mut document, name);
    shape::headings(&mut document.blocks);
    shape::levelled(&mut document.blocks);
    let words = |most_rows| document.blocks.iter().map(|block: &Block| shape::words_of(block, most_rows)).collect::<String>();
    let (all, prose) = (words(usize::MAX), words(shape::SHORT_TABLE));
    let tail = guess::tail(&prose.replace('\n', "\n\n"), &site.subjects);
    let stated = |key: Key| document.stated.iter().find(|stated| stated.key == key);
    let text = |key: Key| stated(key).map(|stated| Fact::found(stated.value.clone(), taken_from(&stated.place)));
    let day = |key: Key| {
        let stated = stated(key)?;
        Some((guess::day(&stated.value)?, stated))
    };
    let at_end = |day: Date| Fact::found(day, "取自落款");
    let title = head.title.map(|(title, place)| Fact::found(title, taken_from(&place)));
    let titled = title.as_ref().map_or("", |title| title.value.as_str());
    let genre = GENRES.iter().find(|genre| titled.ends_with(*genre) && genre.chars().count() > 1);
    let facts = Facts {
        issuers: issuers(stated(Key::Issuer), tail.issuers),
        formed: day(Key::Formed).map(|(day, stated)| Fact::found(day, taken_from(&stated.place))).or(tail.formed.map(at_end)),
        issued: tail.issued.map(|day| Fact::found(day, "取自版记")),
        published: day(Key::Published).map(|(day, stated)| Fact::found(day, format!("取自{}，是原来公开的日期", stated.place))),
        number: head.number.map(|(number, place)| Fact::found(number, taken_from(&place))),
        index_number: text(Key::IndexNumber),
        openness: stated(Key::Openness)
            .and_then(|stated| Some(Fact::found(openness(&stated.value)?, taken_from(&stated.place))))
            .or_else(|| tail.openness.map(|(openness, words)| Fact::found(openness, format!("正文里有“{words}”")))),
        genre: genre.map(|genre| Fact::found((*genre).to_string(), "标题的最后两个字")),
        theme: text(Key::Theme),
        source: text(Key::Source),
        remarks: head.masthead.iter().map(|line| format!("版头：{line}")).collect(),
        ..Facts::default()
    };
    let leaf = choose(&site.catalogue, titled, &all);
    let letters = shape::letters(&all) + shape::letters(titled);
    Paper { facts: Facts { title, ..facts }, leaf, document, letters }
}

fn taken_from(place: &str) -> String {
    format!("取自{place}")
}

/// Who publishes it: as a page says it, else who signed.
fn issuers(stated: Option<&Stated>, signed: Vec<String>) -> Option<Fact<Vec<String>>> {
    match stated {
        Some(stated) => {
            let names = stated.value.split(['、', '，', ',']).map(|name| name.trim().to_string()).collect();
            Some(Fact::found(names, taken_from(&stated.place)))
        }
        None if signed.is_empty() => None,
        None => Some(Fact::found(signed, "取自落款")),
    }
}
