//! 领导和职务: who held which post when. Data, from `content/leaders.yaml`.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::calendar::Date;
use crate::diag::Span;

/// A person in a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    /// 姓名.
    pub name: String,
    /// 职务: what the person is called, one or several at a time.
    pub posts: Vec<String>,
    /// 起: the first day.
    pub from: Option<Date>,
    /// 止: the last day.
    pub to: Option<Date>,
}

/// The table of leaders and posts; empty for a column without one.
#[derive(Clone, Debug, Default)]
pub struct Leaders {
    /// In the order of the file.
    pub all: Vec<Leader>,
    finder: Option<AhoCorasick>,
}

/// What stands before a post and is left out where the place is understood: 青禾镇镇长, 镇长.
const PLACES: [char; 5] = ['镇', '乡', '县', '区', '市'];

impl Leader {
    /// Whether the post was held on a day.
    pub fn held(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether this is one of the person's posts, written out or short.
    pub fn is(&self, post: &str) -> bool {
        self.posts.iter().any(|own| forms(own).any(|form| form == post))
    }
}

/// A post as it may be written: 镇党委书记, 党委书记.
fn forms(post: &str) -> impl Iterator<Item = &str> {
    let short = post.split_once(PLACES).map(|(_, rest)| rest).filter(|rest| rest.chars().count() > 2);
    std::iter::once(post).chain(short)
}

impl Leaders {
    /// The table, ready to be looked for.
    pub fn new(all: Vec<Leader>) -> Leaders {
        let mut posts: Vec<&str> = all.iter().flat_map(|leader| &leader.posts).flat_map(|post| forms(post)).collect();
        posts.sort_unstable();
        posts.dedup();
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&posts).ok().filter(|_| !posts.is_empty());
        Leaders { all, finder }
    }

    /// The places in a text at which a post of the table is written.
    pub fn posts<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Span> + 't {
        self.finder.iter().flat_map(move |finder| finder.find_iter(text).map(|found| Span::from(found.range())))
    }
}
