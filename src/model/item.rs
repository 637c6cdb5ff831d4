//! 条目: one disclosure item, as its file says.

use chrono::NaiveTime;

use crate::calendar::{Date, Unit};
use crate::diag::{Span, Spanned};
use crate::folder::RelPath;

use super::attachment::Attachment;
use super::body::{Body, Target};
use super::numbers::{DocNumber, IndexNumber};
use super::procedure::{Flow, Review, Revision, SecrecyReview, Waiver, Withdrawal};
use super::terms::Hit;
use super::village::VillageAffairs;

/// One item. A field is `None` when its key is missing or cannot be read; `keys` tells which were written.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The file, under `content/`.
    pub path: RelPath,
    /// Which keys the front matter has, read or not, each with the place of the key.
    pub keys: Vec<(Key, Span)>,
    /// Whether the front matter could be found and read at all.
    pub readable: bool,
    /// The place of the front matter's opening line: where a missing field is reported.
    pub front: Span,
    /// 标题.
    pub title: Option<Spanned<String>>,
    /// 类别: a leaf's name or code as written; the folder tells it otherwise.
    pub leaf: Option<Spanned<String>>,
    /// 主体.
    pub subject: Option<Spanned<String>>,
    /// 发布机构: full names, the first leads.
    pub issuers: Vec<Spanned<String>>,
    /// 成文日期.
    pub formed: Option<Spanned<Date>>,
    /// 印发日期.
    pub issued: Option<Spanned<Date>>,
    /// 发布日期, with its time where one is written.
    pub published: Option<Spanned<Stamp>>,
    /// 文号.
    pub number: Option<Spanned<DocNumber>>,
    /// 索引号.
    pub index_number: Option<Spanned<IndexNumber>>,
    /// 公开方式.
    pub openness: Option<Spanned<Openness>>,
    /// 公开对象.
    pub audience: String,
    /// 公开渠道.
    pub channels: Vec<Spanned<String>>,
    /// 阶段.
    pub stage: Option<Spanned<Stage>>,
    /// 事项: groups items over stages.
    pub matter: Option<Spanned<String>>,
    /// 村务: for which villages it publishes which matters.
    pub village: Option<Box<VillageAffairs>>,
    /// 要素 that the item carries.
    pub elements: Vec<Spanned<String>>,
    /// 效力.
    pub validity: Option<Box<Validity>>,
    /// 解读: the document this item interprets, by path or number.
    pub interprets: Option<Spanned<String>>,
    /// 废止: documents this item repeals.
    pub repeals: Vec<Spanned<String>>,
    /// 附件.
    pub attachments: Vec<Attachment>,
    /// 公示期.
    pub display: Option<DisplayPeriod>,
    /// 流程.
    pub flow: Flow,
    /// 五公开.
    pub five: Vec<Spanned<String>>,
    /// 体裁.
    pub genre: String,
    /// 主题.
    pub theme: String,
    /// 关键词.
    pub keywords: Vec<Spanned<String>>,
    /// 摘要.
    pub summary: String,
    /// 来源.
    pub source: String,
    /// 修订.
    pub revisions: Vec<Revision>,
    /// 撤下.
    pub withdrawn: Option<Withdrawal>,
    /// 草稿: not part of the column yet.
    pub draft: bool,
    /// 豁免.
    pub waivers: Vec<Waiver>,
    /// 审核: the review levels passed.
    pub reviews: Vec<Review>,
    /// 保密审查.
    pub secrecy: Option<SecrecyReview>,
    /// The text.
    pub body: Body,
    /// The words of the word lists that stand in the file, in order.
    pub hits: Vec<Hit>,
}

/// Declares the keys of an item once: the variant, the Chinese spelling, the English spelling.
macro_rules! keys {
    ($($variant:ident $zh:literal $en:literal;)*) => {
        /// A key of the front matter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Key { $($variant,)* }

        /// Every key with its Chinese and English spelling.
        pub const KEYS: &[(Key, &str, &str)] = &[$((Key::$variant, $zh, $en),)*];
    };
}

keys! {
    Title "标题" "title";
    Leaf "类别" "leaf";
    Subject "主体" "subject";
    Issuer "发布机构" "issuer";
    Formed "成文日期" "formed";
    Issued "印发日期" "issued";
    Published "发布日期" "published";
    Number "文号" "number";
    IndexNumber "索引号" "index_number";
    Openness "公开方式" "openness";
    Audience "公开对象" "audience";
    Channels "公开渠道" "channels";
    Stage "阶段" "stage";
    Matter "事项" "matter";
    Village "村务" "village";
    Elements "要素" "elements";
    Validity "效力" "validity";
    Interprets "解读" "interprets";
    Repeals "废止" "repeals";
    Attachments "附件" "attachments";
    Display "公示期" "display";
    Flow "流程" "flow";
    Five "五公开" "five";
    Genre "体裁" "genre";
    Theme "主题" "theme";
    Keywords "关键词" "keywords";
    Summary "摘要" "summary";
    Source "来源" "source";
    Revisions "修订" "revisions";
    Withdrawn "撤下" "withdrawn";
    Draft "草稿" "draft";
    Waive "豁免" "waive";
    Reviews "审核" "reviews";
    Secrecy "保密审查" "secrecy";
}

impl Key {
    /// The Chinese spelling.
    pub fn name(self) -> &'static str {
        KEYS.iter().find(|(key, ..)| *key == self).map_or("", |(_, zh, _)| zh)
    }
}

/// 发布日期 with the time, where one is written; in +08:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// The day.
    pub date: Date,
    /// The time of day.
    pub time: Option<NaiveTime>,
}

/// 公开方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// 主动公开.
    Proactive,
    /// 依申请公开: must not be in the column.
    OnRequest,
    /// 不予公开: must not be in the column.
    Closed,
}

impl Openness {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Openness::Proactive => "主动公开",
            Openness::OnRequest => "依申请公开",
            Openness::Closed => "不予公开",
        }
    }
}

/// 阶段.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 决策前.
    BeforeDecision,
    /// 决策中.
    DuringDecision,
    /// 决策后.
    AfterDecision,
    /// 事前.
    BeforeEvent,
    /// 事后.
    AfterEvent,
}

impl Stage {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Stage::BeforeDecision => "决策前",
            Stage::DuringDecision => "决策中",
            Stage::AfterDecision => "决策后",
            Stage::BeforeEvent => "事前",
            Stage::AfterEvent => "事后",
        }
    }
}

/// 效力 of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Validity {
    /// 状态.
    pub status: Spanned<Status>,
    /// 施行.
    pub effective: Option<Spanned<Date>>,
    /// 失效.
    pub expires: Option<Spanned<Date>>,
    /// 被废止: the document that repeals this one.
    pub repealed_by: Option<Spanned<String>>,
    /// 被修改: the document that amends this one.
    pub amended_by: Option<Spanned<String>>,
}

/// 状态 of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 有效.
    InForce,
    /// 废止.
    Repealed,
    /// 失效.
    Expired,
    /// 已修改.
    Amended,
    /// 尚未生效.
    NotYet,
}

impl Status {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Status::InForce => "有效",
            Status::Repealed => "已废止",
            Status::Expired => "已失效",
            Status::Amended => "已修改",
            Status::NotYet => "尚未生效",
        }
    }
}

/// 公示期.
#[derive(Clone, Debug, PartialEq)]
pub struct DisplayPeriod {
    /// 起: the first day.
    pub from: Spanned<Date>,
    /// 天数.
    pub days: u32,
    /// 单位.
    pub unit: Unit,
}

impl Item {
    /// Where a key was written; `None` when it was not.
    pub fn key(&self, key: Key) -> Option<Span> {
        self.keys.iter().find(|(known, _)| *known == key).map(|(_, span)| *span)
    }

    /// The folder below `content/` that the item is in, which is its leaf's code unless the front matter says otherwise.
    pub fn folder(&self) -> Option<&str> {
        self.path.parent()?.strip_prefix("content/")?.split('/').next()
    }

    /// The files of the content folder that the item names (attachments, links and pictures), each with the place that does.
    pub fn named_files(&self) -> impl Iterator<Item = (&RelPath, Span)> {
        let attachments = self.attachments.iter().filter_map(|attachment| Some((attachment.path.as_ref()?, attachment.file.span)));
        let linked = self.body.links.iter().filter_map(|link| match &link.value.target {
            Target::Content(path, _) => Some((path, link.span)),
            _ => None,
        });
        attachments.chain(linked)
    }

    /// Those of them that the item shows: one that was withdrawn shows none.
    pub fn files(&self) -> impl Iterator<Item = (&RelPath, Span)> {
        self.named_files().filter(|_| self.withdrawn.is_none())
    }

    /// Whether a place of the file is where the item's words stand: in its title or in its text.
    pub fn says(&self, span: Span) -> bool {
        let within = |whole: Span| whole.start <= span.start && span.end <= whole.end;
        within(self.body.span) || self.title.as_ref().is_some_and(|title| within(title.span))
    }

    /// What a list calls the item: its title, or its file name where it has none.
    pub fn name(&self) -> &str {
        self.title.as_ref().map_or(self.path.stem(), |title| &title.value)
    }
}
