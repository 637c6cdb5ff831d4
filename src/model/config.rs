//! `site.toml`: whose column it is.

use crate::calendar::Date;
use crate::diag::{Severity, Span, Spanned};

/// The settings of the column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The column's name: 政府信息公开.
    pub title: String,
    /// The organ's full name.
    pub organ: String,
    /// The county it belongs to.
    pub county: String,
    /// Fixes the day for which the column is built.
    pub today: Option<Date>,
    /// The theme's name; `default` is embedded in the program.
    pub theme: String,
    /// Where it is written.
    pub theme_span: Span,
    /// A notice that stands on every page of a column of demonstration data; empty for a real one.
    pub demo: String,
    /// The address of the column on the web, ending in `/`; empty when it is not known.
    pub base_url: String,
    /// The column's own prefix of 索引号.
    pub index_prefix: String,
    /// The marks at the foot of every page.
    pub footer: Footer,
    /// `[severity]`: rules that weigh more in this column, each with its name as written and the severity asked for.
    pub severity: Vec<(Spanned<String>, Spanned<Severity>)>,
}

/// The marks at the foot of every page (政府网站发展指引, 国办发〔2017〕47号). An empty one is not shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Footer {
    /// 主办单位.
    pub organizer: String,
    /// 联系方式.
    pub contact: String,
    /// 地址.
    pub address: String,
    /// 办公时间.
    pub hours: String,
    /// 网站标识码.
    pub site_id: String,
    /// ICP备案编号.
    pub icp: String,
    /// 公安机关备案号.
    pub police: String,
}
