//! Periods and counts that rules measure with. Data, from `content/limits.yaml`.

use crate::calendar::{Date, Unit};

/// The limits of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// 公示期: how long what must be on display.
    pub displays: Vec<DisplayLimit>,
    /// 征求意见.
    pub comment: CommentLimit,
    /// 年度报告.
    pub reports: ReportLimit,
    /// 办事指南.
    pub guides: GuideLimit,
    /// 公开指南: the guide to disclosure itself.
    pub disclosure_guide: GuideLimit,
    /// 申请说明: the text that tells how to ask for information.
    pub request_guide: GuideLimit,
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
    /// 目录时限: how soon the law wants what a catalogue names.
    pub statutes: Vec<Statute>,
    /// 废止依据: texts that a catalogue must no longer cite.
    pub abolished: Vec<Abolished>,
    /// 渠道: the channels that a catalogue may name.
    pub channels: Vec<String>,
    /// 固定间隔: leaves for which the inspection itself sets an interval.
    pub updates: Vec<UpdateLimit>,
    /// 数量.
    pub counts: Counts,
}

/// How soon the law wants a kind of matter to be public.
#[derive(Clone, Debug, PartialEq)]
pub struct Statute {
    /// 名称 of the kind.
    pub name: String,
    /// 领域: words of which a section's title has one.
    pub fields: Vec<String>,
    /// 事项: words of which a matter's name has one.
    pub words: Vec<String>,
    /// 除外: words that no name of a matter has.
    pub except: Vec<String>,
    /// 期限.
    pub n: u32,
    /// 单位.
    pub unit: Unit,
    /// 依据.
    pub basis: String,
}

/// A text that is no longer in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Abolished {
    /// 名称.
    pub name: String,
    /// 写法: words by which it is cited.
    pub words: Vec<String>,
    /// 除外: words that show that its successor is cited too.
    pub except: Vec<String>,
    /// 废止: the first day on which it is not in force.
    pub from: Date,
    /// 今用: what is in its place.
    pub now: String,
}

impl Statute {
    /// Whether it holds for every matter.
    pub fn is_general(&self) -> bool {
        self.fields.is_empty() && self.words.is_empty()
    }

    /// Whether it holds for a matter of a field.
    pub fn holds(&self, field: &str, matter: &str) -> bool {
        let has = |words: &[String], text: &str| words.iter().any(|word| text.contains(word.as_str()));
        self.is_general() || (has(&self.fields, field) || has(&self.words, matter)) && !has(&self.except, matter)
    }

    /// Whether a limit ends later: five working days are a week.
    pub fn is_exceeded(&self, n: u32, unit: Unit) -> bool {
        week(n, unit) > week(self.n, self.unit)
    }

    /// How long it is, to compare with others.
    pub fn length(&self) -> u64 {
        week(self.n, self.unit)
    }
}

fn week(n: u32, unit: Unit) -> u64 {
    u64::from(n) * if unit == Unit::Workday { 7 } else { 5 }
}

impl Abolished {
    /// Whether a basis cites it.
    pub fn is_cited(&self, basis: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| basis.contains(word.as_str()));
        has(&self.words) && !has(&self.except)
    }
}

/// Declares the counts once: the field (which is the key in English), the key in Chinese, what it is for who writes it.
macro_rules! counts {
    ($($(#[$doc:meta])* $field:ident $zh:literal $about:literal;)*) => {
        /// 数量: days and numbers that single rules measure with.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Counts { $($(#[$doc])* pub $field: u32,)* }

        /// Every count: its key in Chinese and English, what it is, and its place.
        #[allow(clippy::type_complexity)]
        pub const COUNTS: &[(&str, &str, &str, fn(&mut Counts) -> &mut u32)] =
            &[$(($zh, stringify!($field), $about, |counts| &mut counts.$field),)*];
    };
}

counts! {
    /// Blank leaves that fail the whole column.
    blank_veto "空白否决" "目录里空白的类别有这么多个，整个栏目单项否决";
    /// Overdue leaves that fail the whole column.
    stale_veto "逾期否决" "逾期没有更新的类别有这么多个，整个栏目单项否决";
    /// Overdue leaves among those of [`Limits::updates`] that fail the whole column.
    news_veto "固定间隔否决" "固定间隔的类别里逾期的有这么多个，整个栏目单项否决";
    /// Days for which a statement, and the record of a duty, are good.
    statement "声明核对" "声明和履行职责的记录，超过这么多日要重新核对";
    /// Days within which the column has something new; 0 when that is not asked.
    column "栏目间隔" "整个栏目这么多日没有新条目就提示；0 是不检查";
    /// Days within which a matter has news.
    matter "事项间隔" "一件事这么多日没有下文就提示";
    /// Days within which a subject publishes something.
    subject "主体间隔" "一个主体这么多日没有公开任何条目就提示";
    /// Working days within which a document is interpreted.
    interpretation "解读期限" "文件公开以后，这么多个工作日以内要有解读";
    /// Points that an interpretation must lack to be told of.
    interpretation_gaps "解读缺要点" "解读缺这么多个要点就提示";
    /// Days within which the result of a consultation is published.
    result "意见结果期限" "征求意见结束以后，这么多日以内要公布结果";
    /// Working days within which the result of a display is published.
    display_result "公示结果期限" "公示期满以后，这么多个工作日以内要公布结果";
    /// Years for which a normative document is good.
    normative_years "规范性文件年限" "规范性文件的有效期，年";
    /// Years for which a provisional one is.
    provisional_years "暂行文件年限" "标题带“暂行”“试行”的文件的有效期，年";
    /// Days after publication in which an item is appraised and answered.
    appraisal "评议期限" "公开以后，这么多日以内要评议和反馈";
    /// Levels of review.
    levels "审核级数" "公开以前要审核几级";
    /// Working days before its limit on which a draft is told of.
    draft "草稿提醒" "离公开时限还有这么多个工作日时，提醒草稿";
    /// Days over which things must have come to be, so that publishing them on one day is a burst.
    spread "补发跨度" "同一天发布的条目，成文日期相差这么多日以上的，算补发";
    /// The longest sentence, in characters; 0 for no limit.
    sentence "长句字数" "一句话超过这么多个字就提示；0 是不检查";
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

/// What an annual report of disclosure is, and what it must keep to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportLimit {
    /// 标题: words of which a title has one.
    pub words: Vec<String>,
    /// 除外: words that no title has.
    pub except: Vec<String>,
    /// 格式: the first year whose report has the form in force; 0 for none.
    pub form: i32,
    /// 截止: the month and the day by which it is published in the next year; none is looked for when the month is 0.
    pub due: (u32, u32),
    /// 雷同: the share of its lines, in hundredths, that may not be those of the year before; 0 for any.
    pub same: u32,
}

/// What a guide must contain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GuideLimit {
    /// 标题: words of which a title begins or ends with one.
    pub words: Vec<String>,
    /// 要素.
    pub elements: Vec<Element>,
    /// 缺项: so many elements may not be wanting; 0 when nothing is looked for.
    pub missing: u32,
    /// 份数: so many guides that want them are a veto; 0 for none.
    pub items: u32,
}

/// One thing that a guide must contain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// 名称.
    pub name: String,
    /// 词: any of these shows it.
    pub words: Vec<String>,
}

impl ReportLimit {
    /// Whether a title is that of an annual report.
    pub fn holds(&self, title: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| title.contains(word.as_str()));
        has(&self.words) && !has(&self.except)
    }
}

impl GuideLimit {
    /// Whether a title is that of such a guide.
    pub fn holds(&self, title: &str) -> bool {
        self.words.iter().any(|word| title.starts_with(word.as_str()) || title.ends_with(word.as_str()))
    }

    /// The elements that none of the texts shows.
    pub fn wanting(&self, texts: &[&str]) -> Vec<&str> {
        let said = |word: &String| texts.iter().any(|text| text.contains(word.as_str()));
        let shown = |element: &&Element| said(&element.name) || element.words.iter().any(said);
        self.elements.iter().filter(|element| !shown(element)).map(|element| element.name.as_str()).collect()
    }
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
