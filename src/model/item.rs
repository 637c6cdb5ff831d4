//! 条目: one disclosure item, as its file says.

use std::sync::Arc;

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
    /// The whole file, as it was read; empty where it is no UTF-8.
    pub text: Arc<str>,
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

/// Declares the keys of an item once: the variant, the Chinese spelling, the English spelling, what it is for who writes it.
macro_rules! keys {
    ($($variant:ident $zh:literal $en:literal $about:literal;)*) => {
        /// A key of the front matter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Key { $($variant,)* }

        /// Every key with its Chinese and English spelling, and what it is.
        pub const KEYS: &[(Key, &str, &str, &str)] = &[$((Key::$variant, $zh, $en, $about),)*];
    };
}

keys! {
    Title "标题" "title" "标题，和文件上的一样，写全";
    Leaf "类别" "leaf" "放在目录的哪一类：类别的名称或者代码；不写的，按所在的文件夹";
    Subject "主体" "subject" "公开主体：主体文件里登记的简称、名称或者代码";
    Issuer "发布机构" "issuer" "发布机构的全称；联合发文的写成一组，牵头的写在前面";
    Formed "成文日期" "formed" "文件形成的那一天，公开时限从这一天起算";
    Issued "印发日期" "issued" "文件印发的那一天";
    Published "发布日期" "published" "公开的那一天，可以写到时分";
    Number "文号" "number" "文号：机关代字、年份、序号，年份用六角括号；没有文号的不写";
    IndexNumber "索引号" "index_number" "索引号：机构代码、年份、序号";
    Openness "公开方式" "openness" "公开方式；栏目里只放主动公开的";
    Audience "公开对象" "audience" "向谁公开，例如“全社会”“本村村民”";
    Channels "公开渠道" "channels" "还在哪里公开，例如公示栏、政务服务中心";
    Stage "阶段" "stage" "在一件事的哪个阶段公开";
    Matter "事项" "matter" "一件事的名称；同一件事各个阶段的条目写成一样的，就连在一起";
    Village "村务" "village" "村务公开：公布了哪些事项；哪一期、哪个村不在标题和主体里的，写成一组";
    Elements "要素" "elements" "正文里写到了目录要求的哪些要素";
    Validity "效力" "validity" "文件的效力；只写状态，或者连同施行、失效的日期写成一组";
    Interprets "解读" "interprets" "解读的是哪个文件：条目的路径或者文号";
    Repeals "废止" "repeals" "这个文件废止了哪些文件：条目的路径或者文号";
    Attachments "附件" "attachments" "附件：文件名，或者文件名和显示的名称";
    Display "公示期" "display" "公示期：从哪一天起，公示多少天";
    Flow "流程" "flow" "办理的每一步在哪一天办完";
    Five "五公开" "five" "五公开：这个条目属于决策、执行、管理、服务、结果里的哪几项";
    Genre "体裁" "genre" "体裁，例如通知、公告、意见";
    Theme "主题" "theme" "主题分类";
    Keywords "关键词" "keywords" "关键词，搜索和列表用";
    Summary "摘要" "summary" "一两句话的摘要";
    Source "来源" "source" "转载的，写明来源";
    Revisions "修订" "revisions" "公开以后的更正：哪一天，改了什么";
    Withdrawn "撤下" "withdrawn" "撤下：正文和附件不再显示，网址上写明哪一天撤下、为什么";
    Draft "草稿" "draft" "是不是草稿；草稿不公开";
    Waive "豁免" "waive" "这个条目不用检查的规则，每条写明理由；否决和错误不能豁免";
    Reviews "审核" "reviews" "审核：每一级由哪个岗位、在哪一天审核；写岗位，不写姓名";
    Secrecy "保密审查" "secrecy" "公开前的保密审查：结论、审查的岗位和日期";
}

impl Key {
    /// The Chinese spelling.
    pub fn name(self) -> &'static str {
        KEYS.iter().find(|(key, ..)| *key == self).map_or("", |(_, zh, ..)| zh)
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
    /// The text of its file. Of one whose front matter could not be read there is none: what is body in it, nobody knows.
    pub fn readable_text(&self) -> Option<&str> {
        self.readable.then_some(&self.text)
    }

    /// Its body as it is written, in Markdown.
    pub fn written(&self) -> &str {
        self.body.span.of(&self.text)
    }

    /// Its body as it is written; empty for one that is withdrawn, which shows none.
    pub fn shown_body(&self) -> &str {
        if self.withdrawn.is_some() { "" } else { self.written() }
    }

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

    /// The listed words that stand wholly within a part of the text, in order.
    pub fn hits_in(&self, part: Span) -> impl Iterator<Item = &Hit> {
        let from = self.hits.partition_point(|hit| hit.span.start < part.start);
        self.hits.iter().skip(from).take_while(move |hit| hit.span.end <= part.end)
    }

    /// What a list calls the item: its title, or its file name where it has none.
    pub fn name(&self) -> &str {
        self.title.as_ref().map_or(self.path.stem(), |title| &title.value)
    }
}
