//! The column as a whole: its uniform name, its address, and the marks at the foot of its pages.

use crate::check::{Facts, Found};
use crate::diag::{Span, rule};
use crate::folder::{RelPath, SITE_FILE};
use crate::model::{Filed, Fixed, Footer, GuideLimit, Item, is_han};

rule!(MISSING_MARK, Warning, "site/missing-mark");
rule!(MALFORMED_CODE, Error, "site/malformed-code");
rule!(MALFORMED_RECORD, Warning, "site/malformed-record");
rule!(OTHER_DIVISION, Warning, "site/other-division");
rule!(MALFORMED_ADDRESS, Error, "site/malformed-address");
rule!(OTHER_NAME, Warning, "site/other-name");
rule!(THIN_GUIDE, Warning, "site/thin-guide");
rule!(THIN_REQUEST, Warning, "site/thin-request");
rule!(UNKNOWN_OFFICE, Warning, "site/unknown-office");

/// The name that every organ's column has (国办公开办函〔2019〕61号).
const NAME: &str = "政府信息公开";

/// Adds a finding about the settings, unless they could not be read: that has a finding of its own.
fn tell(facts: &Facts<'_>, found: &mut Found<'_>, span: Span, message: String, help: &str) {
    if let Some(file) = RelPath::new(SITE_FILE).filter(|_| !facts.faulty(SITE_FILE) && facts.folder.text(SITE_FILE).is_some()) {
        found.add(&file, span, message, help);
    }
}

/// Marks that the foot of the pages lacks. They are not asked of a column that is a part of another site.
pub fn missing_mark(facts: &Facts<'_>, found: &mut Found<'_>) {
    let (config, footer) = (&facts.site.config, &facts.site.config.footer);
    let marks = [
        ("主办单位", "organizer", &footer.organizer),
        ("联系方式", "contact", &footer.contact),
        ("网站标识码", "site_id", &footer.site_id.value),
        ("ICP备案号", "icp", &footer.icp.value),
        ("公安备案号", "police", &footer.police.value),
        ("党政机关网站标识", "party_mark", &footer.party_mark.value),
        ("我为政府网站找错", "find_errors", &footer.find_errors.value),
    ];
    let missing: Vec<String> =
        marks.into_iter().filter(|(.., value)| value.trim().is_empty()).map(|(name, key, _)| format!("{name}（{key}）")).collect();
    if config.portal.name.is_empty() && !missing.is_empty() {
        tell(
            facts,
            found,
            config.footer_span,
            format!("页脚缺少{}。", missing.join("、")),
            "在 site.toml 的 [footer] 里补上。栏目放在县政府网站里、标识由县网站显示的，写上“portal = \"某县人民政府门户网站\"”，不用补。",
        );
    }
}

/// 网站标识码 is neither ten digits nor `bm` and eight digits.
pub fn malformed_code(facts: &Facts<'_>, found: &mut Found<'_>) {
    let code = &facts.site.config.footer.site_id;
    let digits = code.value.strip_prefix("bm").map_or((code.value.as_str(), 10), |rest| (rest, 8));
    if !code.value.is_empty() && !are_digits(digits.0, digits.1) {
        tell(
            facts,
            found,
            code.span,
            format!("“{}”不是网站标识码。", code.value),
            "地方网站的标识码是10位数字：前6位是行政区划代码，后4位是顺序号。照全国政府网站信息数据库里登记的写。",
        );
    }
}

/// The number of the ICP record, or of the police record, is not in its form.
pub fn malformed_record(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Footer { icp, police, .. } = &facts.site.config.footer;
    if !icp.value.is_empty() && !is_icp(&icp.value) {
        let message = format!("“{}”不合ICP备案号的格式。", icp.value);
        tell(facts, found, icp.span, message, "写成“省份简称ICP备8位数字号”，例如“示ICP备00000000号”或者“示ICP备00000000号-1”。");
    }
    if !police.value.is_empty() && division(&police.value).is_none() {
        let message = format!("“{}”不合公安备案号的格式。", police.value);
        tell(facts, found, police.span, message, "写成“省份简称公网安备 14位数字号”，例如“示公网安备 00000000000000号”。");
    }
}

/// The police record is of another county than the site's code.
pub fn other_division(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Footer { site_id, police, .. } = &facts.site.config.footer;
    let own = site_id.value.get(..6).filter(|_| are_digits(&site_id.value, 10));
    if let (Some(own), Some(other)) = (own, division(&police.value))
        && own != other
    {
        tell(
            facts,
            found,
            police.span,
            format!("公安备案号的前6位是“{other}”，网站标识码的前6位是“{own}”，不是同一个行政区划。"),
            "核对两个号码，多半有一个抄自别的网站。",
        );
    }
}

/// `base_url` is not the address of a folder on the web, so that no domain can be told from it.
pub fn malformed_address(facts: &Facts<'_>, found: &mut Found<'_>) {
    let config = &facts.site.config;
    if !config.base_url.is_empty() && !is_address(&config.base_url) {
        tell(
            facts,
            found,
            config.base_url_span,
            format!("“{}”不是栏目的完整网址。", config.base_url.trim_end_matches('/')),
            "写成“https://域名/路径/”，例如“https://www.example.gov.cn/qinghe/”；域名用英文的，问号和井号后面的不要。",
        );
    }
}

/// The column is not called as every such column is.
pub fn other_name(facts: &Facts<'_>, found: &mut Found<'_>) {
    let config = &facts.site.config;
    if !config.title.is_empty() && config.title.trim() != NAME {
        tell(
            facts,
            found,
            config.title_span,
            format!("栏目名称是“{}”，应当是“{NAME}”。", config.title),
            "各级行政机关的这个栏目统一叫“政府信息公开”，不另起名，不加机关名称；机关名称写在 organ 里，页面会接在一起。",
        );
    }
}

/// The guide to disclosure lacks what the law puts in it. What the settings say of the office is shown with the guide.
pub fn thin_guide(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, limit) = (&filed.item, &facts.site.limits.disclosure_guide);
    if item.title.as_ref().is_some_and(|title| limit.holds(title.value.trim())) {
        let help = "条例第十二条规定指南要有这些内容，逐项补上；没有传真的，写明“传真：无”。";
        thin(facts, item, limit, ("公开指南", help), found);
    }
}

/// The text of the column 依申请公开 lacks what people must know to ask.
pub fn thin_request(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let pinned = facts.site.pinned(Fixed::Request).is_some_and(|id| facts.site.item(id).path == item.path);
    if pinned {
        let help = "群众照着这一页申请，逐项补上；条例第二十七条至第四十三条对这些都有规定。";
        thin(facts, item, &facts.site.limits.request_guide, ("依申请公开的说明", help), found);
    }
}

/// A text that lacks elements.
fn thin(facts: &Facts<'_>, item: &Item, limit: &GuideLimit, (what, help): (&str, &str), found: &mut Found<'_>) {
    let Some(title) = item.title.as_ref().filter(|_| item.withdrawn.is_none() && !item.body.blank && limit.missing > 0) else { return };
    let office = if facts.site.tells_of_office(item) { facts.site.config.office.labels() } else { String::new() };
    let wanting = limit.wanting(&[item.written(), &office]);
    if wanting.len() >= limit.missing as usize {
        found.add(&item.path, title.span, format!("{what}没有写{}。", wanting.join("、")), help);
    }
}

/// What the law wants told of the office, and the settings do not tell: asked of a column that has a guide or tells how to ask.
pub fn unknown_office(facts: &Facts<'_>, found: &mut Found<'_>) {
    let config = &facts.site.config;
    let asked = [Fixed::Guide, Fixed::Request].into_iter().any(|column| facts.site.pinned(column).is_some());
    let wanting: Vec<String> = config.office.wanting().into_iter().map(|(name, key)| format!("{name}（{key}）")).collect();
    if !wanting.is_empty() && (asked || config.office_span != Span::default()) {
        tell(
            facts,
            found,
            config.office_span,
            format!("公开工作机构缺少{}。", wanting.join("、")),
            "在 site.toml 的 [office] 里补上，显示在公开指南和依申请公开的页面上；确实没有的，写“无”，例如“fax = \"无\"”。",
        );
    }
}

fn are_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// 闽ICP备00000000号, 闽ICP备00000000号-1.
fn is_icp(text: &str) -> bool {
    let mut chars = text.chars();
    let province = chars.next().is_some_and(is_han);
    let Some((number, site)) = chars.as_str().strip_prefix("ICP备").and_then(|rest| rest.split_once('号')) else { return false };
    let site = site.is_empty() || site.strip_prefix('-').is_some_and(|site| (1..=4).any(|count| are_digits(site, count)));
    province && site && (8..=10).any(|count| are_digits(number, count))
}

/// The code of the county in 闽公网安备 00000000000000号, with or without the words.
fn division(text: &str) -> Option<&str> {
    let number = text.split_once("公网安备").map_or(text, |(_, number)| number).trim().trim_end_matches('号').trim_end();
    number.get(..6).filter(|_| are_digits(number, 14))
}

/// `https://www.example.gov.cn/qinghe/`: a scheme, a domain of letters, no port, no question.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some((domain, path)) = rest.and_then(|rest| rest.split_once('/')) else { return false };
    let label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    domain.contains('.') && domain.split('.').all(label) && !path.contains(['?', '#']) && !path.contains(char::is_whitespace)
}
