//! `site.toml`: whose column it is.

use crate::calendar::Date;
use crate::diag::{Severity, Span, Spanned};

use super::masking::Masking;
use super::office::Office;

/// The settings of the column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The column's name: 政府信息公开.
    pub title: String,
    /// Where it is written.
    pub title_span: Span,
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
    /// Where it is written.
    pub base_url_span: Span,
    /// 所在网站.
    pub portal: Portal,
    /// The column's own prefix of 索引号.
    pub index_prefix: String,
    /// The marks at the foot of every page.
    pub footer: Footer,
    /// Where the footer is written; the beginning of the file where it is not.
    pub footer_span: Span,
    /// `[office]`: the office for disclosure, with what it shares with the foot of the pages.
    pub office: Office,
    /// Where it is written; the beginning of the file where it is not.
    pub office_span: Span,
    /// `[mask]`: what may be shown of persons in lists.
    pub masking: Masking,
    /// `[severity]`: rules that weigh more in this column, each with its name as written and the severity asked for.
    pub severity: Vec<(Spanned<String>, Spanned<Severity>)>,
}

/// 所在网站: the site that the column is a part of, and that shows the marks at the foot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Portal {
    /// Its name; empty for a column by itself.
    pub name: String,
    /// 页头: the file with the HTML above our head.
    pub header: Option<Spanned<String>>,
    /// 页脚: the file with the HTML below our foot.
    pub footer: Option<Spanned<String>>,
    /// 样式: the style sheet of both.
    pub style: Option<Spanned<String>>,
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
    pub site_id: Spanned<String>,
    /// ICP备案编号.
    pub icp: Spanned<String>,
    /// 公安机关备案号.
    pub police: Spanned<String>,
    /// 党政机关网站标识: the address of its page of verification.
    pub party_mark: Spanned<String>,
    /// 我为政府网站找错: the address of its entry.
    pub find_errors: Spanned<String>,
}
