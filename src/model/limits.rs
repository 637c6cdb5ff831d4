//! Periods and counts that rules measure with. Data, from `content/limits.yaml`.

use crate::calendar::Unit;

/// The limits of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// 公示期: how long what must be on display.
    pub displays: Vec<DisplayLimit>,
    /// 征求意见.
    pub comment: CommentLimit,
    /// 突击发布, 间隔: days without anything published.
    pub pause: u32,
    /// 突击发布, 条数: items on one day; 0 when nothing is to be looked for.
    pub burst: u32,
    /// 标题字数: the longest title, in characters; 0 for no limit.
    pub title: u32,
    /// 摘要字数: the longest summary, in characters; 0 for no limit.
    pub summary: u32,
    /// 正文字数: a body of more characters needs a summary; 0 for none.
    pub body: u32,
}

/// How long a kind of item must be on display.
#[derive(Clone, Debug, PartialEq)]
pub struct DisplayLimit {
    /// 名称 of the kind.
    pub name: String,
    /// 类别: the codes of its leaves; empty for any.
    pub leaves: Vec<String>,
    /// 标题: words of which a title has one; empty for any title.
    pub words: Vec<String>,
    /// 天数.
    pub days: u32,
    /// 单位.
    pub unit: Unit,
    /// 依据.
    pub basis: String,
}

/// How long a draft must be open to comment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommentLimit {
    /// 标题: words of which a title has one; … stands for any text between.
    pub words: Vec<String>,
    /// 除外: words that no title has.
    pub except: Vec<String>,
    /// 天数.
    pub days: u32,
    /// 依据.
    pub basis: String,
}

impl DisplayLimit {
    /// Whether an item of this leaf with this title is of the kind.
    pub fn holds(&self, leaf: &str, title: &str) -> bool {
        let leaf_ok = self.leaves.is_empty() || self.leaves.iter().any(|code| code == leaf);
        let title_ok = self.words.is_empty() || self.words.iter().any(|word| title.contains(word.as_str()));
        leaf_ok && title_ok && !(self.leaves.is_empty() && self.words.is_empty())
    }
}

impl CommentLimit {
    /// Whether a title is that of a draft for comment.
    pub fn holds(&self, title: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| contains(title, word));
        has(&self.words) && !has(&self.except)
    }
}

/// Whether the parts of a word that `…` parts stand in a title, in order.
fn contains(title: &str, word: &str) -> bool {
    let mut rest = Some(title);
    for part in word.split('…').filter(|part| !part.is_empty()) {
        rest = rest.and_then(|rest| rest.split_once(part)).map(|(_, after)| after);
    }
    rest.is_some()
}
