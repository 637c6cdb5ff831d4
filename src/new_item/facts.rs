//! What is known of an item before it is written: what somebody says of it, and what a paper says of itself.

use crate::calendar::Date;
use crate::model::{DocNumber, Openness, Stage, SubjectId};

/// Something that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// What.
    pub value: T,
    /// Where it was found, for people, who must confirm it: 取自落款. `None` where somebody said it.
    pub found: Option<String>,
}

impl<T> Fact<T> {
    /// What somebody says.
    pub fn said(value: T) -> Fact<T> {
        Fact { value, found: None }
    }

    /// What was found somewhere.
    pub fn found(value: T, place: impl Into<String>) -> Fact<T> {
        Fact { value, found: Some(place.into()) }
    }
}

/// All that is known, but for the leaf.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// 标题.
    pub title: Option<Fact<String>>,
    /// 主体.
    pub subject: Option<Fact<SubjectId>>,
    /// 发布机构: the first leads.
    pub issuers: Option<Fact<Vec<String>>>,
    /// 成文日期.
    pub formed: Option<Fact<Date>>,
    /// 印发日期.
    pub issued: Option<Fact<Date>>,
    /// 发布日期.
    pub published: Option<Fact<Date>>,
    /// 文号.
    pub number: Option<Fact<DocNumber>>,
    /// 索引号, where it has one already.
    pub index_number: Option<Fact<String>>,
    /// 公开方式.
    pub openness: Option<Fact<Openness>>,
    /// 阶段.
    pub stage: Option<Fact<Stage>>,
    /// 事项.
    pub matter: Option<Fact<String>>,
    /// 解读: the document that it interprets, by path or number.
    pub interprets: Option<Fact<String>>,
    /// 体裁.
    pub genre: Option<Fact<String>>,
    /// 主题.
    pub theme: Option<Fact<String>>,
    /// 来源.
    pub source: Option<Fact<String>>,
    /// 附件: the files' names, and what people call them.
    pub attachments: Vec<(String, String)>,
    /// The text in Markdown, where there is one.
    pub body: Option<String>,
    /// Lines that only those read who open the file.
    pub remarks: Vec<String>,
}

impl Facts {
    /// The title, or nothing.
    pub fn title(&self) -> &str {
        self.title.as_ref().map_or("", |title| &title.value)
    }

    /// The day that says in which year the item is counted, where it is known.
    pub fn day(&self) -> Option<Date> {
        self.formed.as_ref().or(self.published.as_ref()).map(|day| day.value)
    }
}
