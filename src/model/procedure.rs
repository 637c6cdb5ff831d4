//! How an item came to the public, and what became of it: the reviews, the steps of the procedure, revisions, withdrawal, waivers.

use crate::calendar::Date;
use crate::diag::Spanned;

/// 流程: the six steps 提出 审核 公开 评议 反馈 归档, each with its day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// The steps that were taken, in the order of the procedure.
    pub steps: Vec<(Step, Spanned<Date>)>,
}

/// A step of the procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 提出.
    Proposed,
    /// 审核.
    Reviewed,
    /// 公开.
    Published,
    /// 评议.
    Appraised,
    /// 反馈.
    Answered,
    /// 归档.
    Archived,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Step; 6] = [Step::Proposed, Step::Reviewed, Step::Published, Step::Appraised, Step::Answered, Step::Archived];

    /// The word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Step::Proposed => "proposed",
            Step::Reviewed => "reviewed",
            Step::Published => "published",
            Step::Appraised => "appraised",
            Step::Answered => "answered",
            Step::Archived => "archived",
        }
    }

    /// The word for people.
    pub const fn name(self) -> &'static str {
        match self {
            Step::Proposed => "提出",
            Step::Reviewed => "审核",
            Step::Published => "公开",
            Step::Appraised => "评议",
            Step::Answered => "反馈",
            Step::Archived => "归档",
        }
    }
}

/// 修订: what was changed after publication.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// 日期.
    pub date: Date,
    /// 内容.
    pub what: String,
}

/// 撤下: the item stays as a stub without its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Withdrawal {
    /// 日期.
    pub date: Date,
    /// 理由.
    pub reason: String,
}

/// 豁免: a warning that the item lives with, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiver {
    /// The rule's name.
    pub rule: Spanned<String>,
    /// 理由.
    pub reason: String,
}

/// 审核: one level of the three reviews.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// 级别.
    pub level: String,
    /// 人: the post that reviewed.
    pub by: String,
    /// 日期.
    pub date: Option<Spanned<Date>>,
}

/// 保密审查 (保密法实施条例 Art. 42: each item is reviewed before it is published).
#[derive(Clone, Debug, PartialEq)]
pub struct SecrecyReview {
    /// 结论.
    pub result: Option<Spanned<SecrecyResult>>,
    /// 人.
    pub by: String,
    /// 日期.
    pub date: Option<Spanned<Date>>,
}

/// 结论 of the secrecy review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecrecyResult {
    /// 可以公开.
    MayPublish,
    /// 部分公开: what is in the item may be published.
    InPart,
    /// 不予公开.
    MayNot,
}

impl SecrecyResult {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            SecrecyResult::MayPublish => "可以公开",
            SecrecyResult::InPart => "部分公开",
            SecrecyResult::MayNot => "不予公开",
        }
    }
}
