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
    /// 固定间隔: leaves for which the inspection itself sets an interval.
    pub updates: Vec<UpdateLimit>,
    /// 数量.
    pub counts: Counts,
}

/// Declares the counts once: the field, the key in Chinese, the key in English.
macro_rules! counts {
    ($($(#[$doc:meta])* $field:ident $zh:literal;)*) => {
        /// 数量: days and numbers that single rules measure with.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Counts { $($(#[$doc])* pub $field: u32,)* }

        /// Every count: its key in Chinese and English, and its place.
        #[allow(clippy::type_complexity)]
        pub const COUNTS: &[(&str, &str, fn(&mut Counts) -> &mut u32)] = &[$(($zh, stringify!($field), |counts| &mut counts.$field),)*];
    };
}

counts! {
    /// Blank leaves that fail the whole column.
    blank_veto "空白否决";
    /// Overdue leaves that fail the whole column.
    stale_veto "逾期否决";
    /// Overdue leaves among those of [`Limits::updates`] that fail the whole column.
    news_veto "固定间隔否决";
    /// Days for which a statement, and the record of a duty, are good.
    statement "声明核对";
    /// Days within which the column has something new; 0 when that is not asked.
    column "栏目间隔";
    /// Days within which a matter has news.
    matter "事项间隔";
    /// Days within which a subject publishes something.
    subject "主体间隔";
    /// Working days within which a document is interpreted.
    interpretation "解读期限";
    /// Points that an interpretation must lack to be told of.
    interpretation_gaps "解读缺要点";
    /// Elements that a service guide must lack to be told of.
    guide_gaps "指南缺要素";
    /// Days within which the result of a consultation is published.
    result "意见结果期限";
    /// Working days within which the result of a display is published.
    display_result "公示结果期限";
    /// Years for which a normative document is good.
    normative_years "规范性文件年限";
    /// Years for which a provisional one is.
    provisional_years "暂行文件年限";
    /// Days after publication in which an item is appraised and answered.
    appraisal "评议期限";
    /// Levels of review.
    levels "审核级数";
    /// Working days before its limit on which a draft is told of.
    draft "草稿提醒";
    /// Days over which things must have come to be, so that publishing them on one day is a burst.
    spread "补发跨度";
    /// The longest sentence, in characters; 0 for no limit.
    sentence "长句字数";
}

/// An interval that the inspection sets for leaves of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateLimit {
    /// 名称 of the kind.
    pub name: String,
    /// 类别: the codes of its leaves.
    pub leaves: Vec<String>,
    /// 类别名: words of which the name of a leaf has one.
    pub words: Vec<String>,
    /// 天数.
    pub days: u32,
}

impl UpdateLimit {
    /// Whether a leaf is of the kind.
    pub fn holds(&self, code: &str, name: &str) -> bool {
        self.leaves.iter().any(|known| known == code) || self.words.iter().any(|word| name.contains(word.as_str()))
    }
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
