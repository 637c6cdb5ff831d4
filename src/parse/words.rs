//! The words of every field that has a fixed choice: in Chinese, in English, and what they mean.

use crate::calendar::Unit;
use crate::diag::Severity;
use crate::model::{
    Depth, Event, Kind, MatterGroup, NamesRule, Openness, PlaceKind, Rhythm, SecrecyResult, Stage, StatementKind, Status, SubjectType,
    Timing,
};

/// A table of words.
pub type Words<T> = &'static [(&'static str, &'static str, T)];

pub const OPENNESS: Words<Openness> = &[
    ("主动公开", "proactive", Openness::Proactive),
    ("依申请公开", "on-request", Openness::OnRequest),
    ("不予公开", "closed", Openness::Closed),
];

pub const DEPTHS: Words<Depth> = &[("删去", "none", Depth::Nothing), ("乡镇", "town", Depth::Town), ("村", "village", Depth::Village)];

pub const STAGES: Words<Stage> = &[
    ("决策前", "before-decision", Stage::BeforeDecision),
    ("决策中", "during-decision", Stage::DuringDecision),
    ("决策后", "after-decision", Stage::AfterDecision),
    ("事前", "before", Stage::BeforeEvent),
    ("事后", "after", Stage::AfterEvent),
];

pub const STATUSES: Words<Status> = &[
    ("有效", "in-force", Status::InForce),
    ("废止", "repealed", Status::Repealed),
    ("失效", "expired", Status::Expired),
    ("已修改", "amended", Status::Amended),
    ("尚未生效", "not-yet", Status::NotYet),
];

pub const FIVE: Words<&str> = &[
    ("决策", "decision", "决策"),
    ("执行", "execution", "执行"),
    ("管理", "management", "管理"),
    ("服务", "service", "服务"),
    ("结果", "result", "结果"),
];

pub const SECRECY: Words<SecrecyResult> = &[
    ("可以公开", "may-publish", SecrecyResult::MayPublish),
    ("部分公开", "in-part", SecrecyResult::InPart),
    ("不予公开", "may-not", SecrecyResult::MayNot),
];

pub const SEVERITIES: Words<Severity> = &[
    ("否决", "block", Severity::Block),
    ("错误", "error", Severity::Error),
    ("警告", "warning", Severity::Warning),
    ("提示", "info", Severity::Info),
];

/// The severity that a word names.
pub fn severity(word: &str) -> Option<Severity> {
    SEVERITIES.iter().find(|(zh, en, _)| *zh == word || *en == word).map(|(.., severity)| *severity)
}

/// The openness that a word names.
pub fn openness(word: &str) -> Option<Openness> {
    OPENNESS.iter().find(|(zh, en, _)| *zh == word || *en == word).map(|(.., openness)| *openness)
}

/// The stage that a word names.
pub fn stage(word: &str) -> Option<Stage> {
    STAGES.iter().find(|(zh, en, _)| *zh == word || *en == word).map(|(.., stage)| *stage)
}

pub const UNITS: Words<Unit> = &[("工作日", "workday", Unit::Workday), ("日", "day", Unit::Day)];

pub const EVENTS: Words<Event> = &[
    ("形成", "formed", Event::Formed),
    ("形成或变更", "formed-or-changed", Event::FormedOrChanged),
    ("批准", "approved", Event::Approved),
    ("批复", "replied", Event::Replied),
    ("决定", "decided", Event::Decided),
    ("文件公开", "document-published", Event::DocumentPublished),
    ("获取", "obtained", Event::Obtained),
    ("确定", "settled", Event::Settled),
];

pub const KINDS: Words<Kind> =
    &[("信息", "information", Kind::Information), ("职责", "duty", Kind::Duty), ("信息和职责", "both", Kind::Both)];

pub const TIMINGS: Words<Timing> =
    &[("定期", "regular", Timing::Regular), ("逐段", "staged", Timing::Staged), ("随时", "ad-hoc", Timing::AdHoc)];

pub const NAMES: Words<NamesRule> = &[("公示栏", "board-only", NamesRule::BoardOnly), ("去标识化", "masked", NamesRule::Masked)];

pub const SUBJECT_TYPES: Words<SubjectType> = &[
    ("镇党委", "party", SubjectType::Party),
    ("镇政府", "government", SubjectType::Government),
    ("办站所", "office", SubjectType::Office),
    ("村委会", "village", SubjectType::Village),
    ("公用事业单位", "public-service", SubjectType::PublicService),
];

pub const STATEMENTS: Words<StatementKind> =
    &[("不涉及", "not-applicable", StatementKind::NotApplicable), ("本期无", "none-this-period", StatementKind::NoneThisPeriod)];

pub const MATTER_GROUPS: Words<MatterGroup> =
    &[("制度类", "rules", MatterGroup::Rules), ("事务类", "affairs", MatterGroup::Affairs), ("财务类", "finance", MatterGroup::Finance)];

pub const RHYTHMS: Words<Rhythm> = &[
    ("月", "month", Rhythm::Monthly),
    ("季", "quarter", Rhythm::Quarterly),
    ("随时", "at-once", Rhythm::AtOnce),
    ("长期", "standing", Rhythm::Standing),
];

pub const PLACE_KINDS: Words<PlaceKind> =
    &[("政务公开专区", "zone", PlaceKind::Zone), ("查阅点", "reading", PlaceKind::Reading), ("公开栏", "board", PlaceKind::Board)];

pub const YES_NO: Words<bool> = &[("是", "true", true), ("否", "false", false), ("true", "yes", true), ("false", "no", false)];
