//! 年报数字: the independent figures of an annual report on disclosure. Data, from `content/annual/*.yaml`. Sums are not among them.

use crate::diag::{Span, Spanned};
use crate::folder::RelPath;

/// One file: the figures of the report of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The file.
    pub file: RelPath,
    /// The year, from the file's name.
    pub year: i32,
    /// 报告: the item whose tables they are, as a path below `content/`.
    pub report: Spanned<String>,
    /// The figures; `None` where not all could be read. That has findings of its own.
    pub lines: Option<Lines>,
}

/// The lines of figures, each list in the order of its table in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// 规章, 行政规范性文件: 制发, 废止, and 现行有效 where it is written.
    pub documents: Vec<Line>,
    /// 行政许可, 行政处罚, 行政强制, 行政事业性收费: one figure.
    pub single: Vec<Line>,
    /// The rows of [`REQUESTS`]: a figure for each kind of applicant.
    pub requests: Vec<Line>,
    /// 行政复议, 直接起诉, 复议后起诉: a figure for each result.
    pub disputes: Vec<Line>,
}

/// A line of figures as they are written; each is a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The place of its key.
    pub span: Span,
    /// Its figures.
    pub cells: Vec<Spanned<String>>,
}

/// What a row of the table of requests is in its equation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRole {
    /// 一、本年新收.
    New,
    /// 二、上年结转.
    Carried,
    /// 三（一） to 三（六）.
    Way,
    /// 三（七）总计.
    Handled,
    /// 四、结转下年度.
    Left,
    /// None.
    Other,
}

/// A row of the table of requests that holds figures, as 国办公开办函〔2021〕30号 has it.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// The key of the data file, in Chinese and in English.
    pub key: (&'static str, &'static str),
    /// What the row is in the equation of the table.
    pub place: RowRole,
    /// What findings call it.
    pub name: &'static str,
    /// Words that tell it in a table that was written by hand.
    pub word: &'static str,
    /// 三（三）不予公开 and the like, where the row is one of several of it.
    pub group: &'static str,
    /// What the form calls it.
    pub label: &'static str,
}

const fn way(
    key: (&'static str, &'static str),
    name: &'static str,
    word: &'static str,
    group: &'static str,
    label: &'static str,
) -> Request {
    Request { key, place: RowRole::Way, name, word, group, label }
}

const REFUSED: &str = "（三）不予公开";
const UNABLE: &str = "（四）无法提供";
const NOT_TREATED: &str = "（五）不予处理";
const OTHERWISE: &str = "（六）其他处理";

/// The rows of the table of requests, but for 三（七）, which is a sum.
pub const REQUESTS: [Request; 24] = [
    Request {
        key: ("新收", "new"),
        place: RowRole::New,
        name: "一、本年新收",
        word: "本年新收",
        group: "",
        label: "一、本年新收政府信息公开申请数量",
    },
    Request {
        key: ("上年结转", "carried"),
        place: RowRole::Carried,
        name: "二、上年结转",
        word: "上年结转",
        group: "",
        label: "二、上年结转政府信息公开申请数量",
    },
    way(("予以公开", "disclosed"), "三（一）", "予以公开", "", "（一）予以公开"),
    way(("部分公开", "in_part"), "三（二）", "部分公开", "", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    way(("国家秘密", "state_secret"), "三（三）1", "国家秘密", REFUSED, "1.属于国家秘密"),
    way(("法律禁止公开", "forbidden"), "三（三）2", "禁止公开", REFUSED, "2.其他法律行政法规禁止公开"),
    way(("三安全一稳定", "security"), "三（三）3", "三安全一稳定", REFUSED, "3.危及“三安全一稳定”"),
    way(("第三方权益", "third_party"), "三（三）4", "第三方合法权益", REFUSED, "4.保护第三方合法权益"),
    way(("内部事务", "internal"), "三（三）5", "内部事务", REFUSED, "5.属于三类内部事务信息"),
    way(("过程性信息", "process"), "三（三）6", "过程性信息", REFUSED, "6.属于四类过程性信息"),
    way(("执法案卷", "case_file"), "三（三）7", "执法案卷", REFUSED, "7.属于行政执法案卷"),
    way(("行政查询", "inquiry"), "三（三）8", "行政查询", REFUSED, "8.属于行政查询事项"),
    way(("不掌握", "not_held"), "三（四）1", "不掌握", UNABLE, "1.本机关不掌握相关政府信息"),
    way(("没有现成信息", "not_made"), "三（四）2", "没有现成", UNABLE, "2.没有现成信息需要另行制作"),
    way(("内容仍不明确", "unclear"), "三（四）3", "内容仍不明确", UNABLE, "3.补正后申请内容仍不明确"),
    way(("信访举报投诉", "complaint"), "三（五）1", "信访举报", NOT_TREATED, "1.信访举报投诉类申请"),
    way(("重复申请", "repeated"), "三（五）2", "重复申请", NOT_TREATED, "2.重复申请"),
    way(("公开出版物", "printed"), "三（五）3", "公开出版物", NOT_TREATED, "3.要求提供公开出版物"),
    way(("大量反复申请", "excessive"), "三（五）4", "反复申请", NOT_TREATED, "4.无正当理由大量反复申请"),
    way(("重新出具", "confirmation"), "三（五）5", "重新出具", NOT_TREATED, "5.要求行政机关确认或重新出具已获取信息"),
    way(
        ("逾期不补正", "not_corrected"),
        "三（六）1",
        "逾期不补正",
        OTHERWISE,
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    ),
    way(
        ("逾期不缴费", "not_paid"),
        "三（六）2",
        "收费通知",
        OTHERWISE,
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ),
    // Of a table written by hand this is told by the end of its label.
    way(("其他处理", "other"), "三（六）3", "其他处理情形", OTHERWISE, "3.其他"),
    Request {
        key: ("结转下年", "left"),
        place: RowRole::Left,
        name: "四、结转下年度继续办理",
        word: "结转下年",
        group: "",
        label: "四、结转下年度继续办理",
    },
];
