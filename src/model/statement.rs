//! 声明: why a leaf has no items. A blank column is counted against the county, a statement is not.

use crate::calendar::Date;
use crate::diag::{Span, Spanned};

/// One statement of `content/statements.yaml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The leaf's code or name.
    pub leaf: Spanned<String>,
    /// 类型.
    pub kind: StatementKind,
    /// 理由.
    pub reason: String,
    /// 依据.
    pub basis: String,
    /// 日期 on which it was stated.
    pub date: Option<Date>,
    /// 期间 that it is about.
    pub period: String,
    /// Where it is written.
    pub span: Span,
}

/// What a statement says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementKind {
    /// 不涉及: the township has no such duty.
    NotApplicable,
    /// 本期无: nothing of the kind happened in the period.
    NoneThisPeriod,
}

impl StatementKind {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            StatementKind::NotApplicable => "不涉及",
            StatementKind::NoneThisPeriod => "本期无",
        }
    }
}
