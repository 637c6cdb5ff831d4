//! 用词表: the words that are looked for in every item. Data, from `content/words.yaml`.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::calendar::Date;
use crate::diag::Span;

use super::item::Stage;
use super::lists::Lists;

/// What is to be said of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermKind {
    /// 严重错误: the name of the state, of the party or of an organ, misspelt.
    Grave,
    /// 错词: a common misspelling.
    Typo,
    /// 网页残留: what a web page shows around a text.
    Boilerplate,
    /// 模板残留: what a form leaves to be filled in.
    Residue,
    /// 密级: a grade of secrecy.
    Secrecy,
    /// 分发限制: a bar on passing a paper on.
    Limit,
    /// 过程性文件: a paper on the way to a decision.
    Process,
    /// 旧称: a name that is no longer right.
    Outdated,
    /// 相对时间: a day that is told from the day of writing.
    Relative,
    /// 口令: what a password stands behind.
    Credential,
    /// 繁体字: a traditional character.
    Traditional,
    /// 除非: a longer word in which a listed one is right.
    Sound,
}

/// One word of the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What is to be said of it.
    pub kind: TermKind,
    /// The word.
    pub word: String,
    /// 对, 今称: what belongs in its place; empty where nothing does.
    pub right: String,
    /// 阶段: the stage of an item in which the word is right.
    pub stage: Option<Stage>,
    /// 自: the first day on which the word is right.
    pub from: Option<Date>,
    /// 至: the last day on which the word is right.
    pub to: Option<Date>,
}

/// A listed word in an item's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place in [`Terms::all`].
    pub term: u32,
    /// Its kind.
    pub kind: TermKind,
    /// Where it stands in the file.
    pub span: Span,
}

/// The word lists.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The words that are looked for.
    pub all: Vec<Term>,
    /// The words that single rules look for.
    pub lists: Lists,
    finder: Option<AhoCorasick>,
}

impl Terms {
    /// The lists, ready to be looked for: all words at once, in one pass, the longest first.
    pub fn new(all: Vec<Term>, lists: Lists) -> Terms {
        let words = all.iter().map(|term| &term.word);
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA)).build(words).ok();
        Terms { all, lists, finder }
    }

    /// One word.
    pub fn get(&self, hit: Hit) -> Option<&Term> {
        self.all.get(hit.term as usize)
    }

    /// The listed words in a text, in order.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let Some(finder) = &self.finder else { return Vec::new() };
        finder
            .find_iter(text)
            .filter_map(|found| {
                let kind = self.all.get(found.pattern().as_usize())?.kind;
                (kind != TermKind::Sound).then(|| Hit { term: found.pattern().as_u32(), kind, span: Span::from(found.range()) })
            })
            .collect()
    }
}
