//! 审核单: the record of the three reviews and three proof-readings of one item, on a page of A4 to be signed. It is an internal paper.

use std::fmt::Write;

use crate::calendar::{Date, chinese};
use crate::model::{Item, ItemId, Review, Site, escape};

/// The sums of what was published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Of the page, where it was read.
    pub page: Option<String>,
    /// Of the item's file, where it was read.
    pub source: Option<String>,
}

const STYLE: &str = "\
@page{size:A4;margin:14mm 16mm}
*{box-sizing:border-box}
body{margin:0 auto;max-width:178mm;padding:6mm 0;color:#111;background:#fff;font:14px/1.45 SimSun,'Noto Serif CJK SC','Songti SC',serif}
h1{margin:0 0 1mm;font:bold 22px/1.3 SimHei,'Noto Sans CJK SC','PingFang SC',sans-serif;text-align:center}
p{margin:0 0 3mm}
.from{text-align:center}
table{width:100%;margin:0 0 3mm;border-collapse:collapse;table-layout:fixed;break-inside:avoid}
caption{padding:0 0 1mm;font:bold 15px/1.4 SimHei,'Noto Sans CJK SC','PingFang SC',sans-serif;text-align:left}
th,td{padding:1mm 2mm;border:1px solid #333;vertical-align:middle;text-align:left;overflow-wrap:anywhere}
th{background:#f2f2f2;font-weight:bold}
tr{break-inside:avoid}
.sign td,.sign th{height:11mm}
.tick{width:16mm;text-align:center}
.sum{font:11px/1.4 Consolas,'Liberation Mono',monospace}
.note{font-size:13px}
@media screen and (max-width:640px){body{padding:4mm}col{width:auto!important}.tick{width:auto}th,td{padding:1mm}}
@media print{body{max-width:none;padding:0}th{background:none}}
";

/// What the reviewers look at, and a program cannot tell (it has looked at the rest).
const POINTS: [(&str, &str); 6] = [
    ("政治", "表述准确，没有政治性差错"),
    ("法律和政策", "依据有效，内容与法律、政策一致"),
    ("保密", "不涉及国家秘密、工作秘密和商业秘密"),
    ("个人信息", "不含不该公开的个人信息，名单按规定去标识化"),
    ("内容", "事实、数字、日期、附件与原件一致"),
    ("文字", "没有错字、漏字、序号和标点的差错"),
];

/// The sheet of an item that was published at an address. It stands by itself: it asks for no other file.
pub fn review_sheet(site: &Site, id: ItemId, address: &str, sums: &Sums) -> String {
    let (filed, item) = (site.filed(id), site.item(id));
    let config = &site.config;
    let mut to = String::new();
    let title = escape(item.name());
    let _ = writeln!(
        to,
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>审核单：{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>信息公开三审三校记录</h1>\n<p class=\"from\">{}{}</p>",
        escape(&config.county),
        escape(&config.organ)
    );
    let leaf = filed.leaf.map(|leaf| site.catalogue.leaf(leaf).name.as_str()).unwrap_or_default();
    let subject = filed.subject.map(|subject| site.subjects.get(subject).name.as_str()).unwrap_or_default();
    let issuers: Vec<&str> = item.issuers.iter().map(|issuer| issuer.value.as_str()).collect();
    let issuers = if issuers.is_empty() { config.organ.clone() } else { issuers.join("、") };
    let day = |date: Option<Date>| date.map(chinese).unwrap_or_default();
    let openness = item.openness.as_ref().map_or("主动公开", |openness| openness.value.name());
    let url = if config.base_url.is_empty() { address.to_string() } else { format!("{}{address}", config.base_url) };
    let number = item.number.as_ref().map(|number| number.value.to_string()).unwrap_or_default();
    let index_number = item.index_number.as_ref().map(|number| number.value.to_string()).unwrap_or_default();
    to.push_str("<table>\n<caption>一、信息</caption>\n<colgroup><col style=\"width:24mm\"><col><col style=\"width:24mm\"><col></colgroup>\n<tbody>\n");
    wide(&mut to, "标题", &title);
    pair(&mut to, ("文号", &number), ("索引号", &index_number));
    pair(&mut to, ("类别", leaf), ("公开方式", openness));
    pair(&mut to, ("公开主体", subject), ("发布机构", &issuers));
    pair(
        &mut to,
        ("成文日期", &day(item.formed.as_ref().map(|date| date.value))),
        ("发布日期", &day(item.published.as_ref().map(|stamp| stamp.value.date))),
    );
    let channels: Vec<&str> = item.channels.iter().map(|channel| channel.value.as_str()).collect();
    wide(&mut to, "公开渠道", &escape(&channels.join("、")));
    wide(&mut to, "网址", &escape(&url));
    to.push_str("</tbody>\n</table>\n");
    reviews(&mut to, site, item);
    points(&mut to);
    published(&mut to, site, item, sums);
    to.push_str("<p class=\"note\">本单由程序按条目里的记录填写，空白处由本人手填、签名。内部材料，不对外公开，随信息归档。</p>\n</main>\n</body>\n</html>\n");
    to
}

fn wide(to: &mut String, name: &str, html: &str) {
    let _ = writeln!(to, "<tr><th scope=\"row\">{name}</th><td colspan=\"3\">{html}</td></tr>");
}

fn pair(to: &mut String, one: (&str, &str), other: (&str, &str)) {
    let _ = writeln!(
        to,
        "<tr><th scope=\"row\">{}</th><td>{}</td><th scope=\"row\">{}</th><td>{}</td></tr>",
        one.0,
        escape(one.1),
        other.0,
        escape(other.1)
    );
}

/// The levels of review, each with its proof-reading, and the review for secrecy. There are as many rows as levels are asked for.
fn reviews(to: &mut String, site: &Site, item: &Item) {
    const LEVELS: [(&str, &str); 5] = [("一审", "一校"), ("二审", "二校"), ("三审", "三校"), ("四审", "四校"), ("五审", "五校")];
    to.push_str(
        "<table class=\"sign\">\n<caption>二、审核和校对</caption>\n<colgroup><col style=\"width:24mm\"><col style=\"width:38mm\">\
         <col style=\"width:34mm\"><col style=\"width:30mm\"><col></colgroup>\n<thead><tr><th scope=\"col\">环节</th>\
         <th scope=\"col\">审核人（岗位）</th><th scope=\"col\">审核日期</th><th scope=\"col\">校对人签名</th>\
         <th scope=\"col\">审核意见、签名</th></tr></thead>\n<tbody>\n",
    );
    let asked = (site.limits.counts.levels as usize).max(item.reviews.len());
    for at in 0..asked {
        let known = item.reviews.get(at);
        let (level, proof) = LEVELS.get(at).copied().unwrap_or(("审核", "校对"));
        let level = known.map(|review| review.level.as_str()).filter(|level| !level.is_empty()).unwrap_or(level);
        let (by, date) = known.map(review).unwrap_or_default();
        let _ = writeln!(
            to,
            "<tr><th scope=\"row\">{}{proof}</th><td>{}</td><td>{date}</td><td></td><td></td></tr>",
            escape(level),
            escape(&by)
        );
    }
    let secrecy = item.secrecy.as_ref();
    let by = secrecy.map(|review| review.by.as_str()).unwrap_or_default();
    let date = secrecy.and_then(|review| review.date.as_ref()).map(|date| chinese(date.value)).unwrap_or_default();
    let result = secrecy.and_then(|review| review.result.as_ref()).map_or("", |result| result.value.name());
    let _ = writeln!(
        to,
        "<tr><th scope=\"row\">保密审查</th><td>{}</td><td>{date}</td><td>——</td><td>{result}</td></tr>\n</tbody>\n</table>",
        escape(by)
    );
}

fn review(review: &Review) -> (String, String) {
    (review.by.clone(), review.date.as_ref().map(|date| chinese(date.value)).unwrap_or_default())
}

fn points(to: &mut String) {
    to.push_str(
        "<table>\n<caption>三、逐项核对（审核人打√）</caption>\n<colgroup><col style=\"width:28mm\"><col><col style=\"width:16mm\">\
         <col style=\"width:16mm\"><col style=\"width:16mm\"></colgroup>\n<thead><tr><th scope=\"col\">项目</th><th scope=\"col\">要求</th>\
         <th scope=\"col\" class=\"tick\">一审</th><th scope=\"col\" class=\"tick\">二审</th><th scope=\"col\" class=\"tick\">三审</th></tr></thead>\n<tbody>\n",
    );
    for (name, text) in POINTS {
        let _ = writeln!(to, "<tr><th scope=\"row\">{name}</th><td>{text}</td><td></td><td></td><td></td></tr>");
    }
    to.push_str("</tbody>\n</table>\n");
}

/// What was published, by its sums, so that what was signed can be told from what was changed later.
fn published(to: &mut String, site: &Site, item: &Item, sums: &Sums) {
    to.push_str(
        "<table>\n<caption>四、公开的内容</caption>\n<colgroup><col style=\"width:28mm\"><col></colgroup>\n<thead><tr><th scope=\"col\">文件</th>\
         <th scope=\"col\">SHA-256 校验值</th></tr></thead>\n<tbody>\n",
    );
    let mut add = |name: &str, sum: &str| {
        let _ = writeln!(to, "<tr><th scope=\"row\">{}</th><td class=\"sum\">{sum}</td></tr>", escape(name));
    };
    for (name, sum) in [("网页", &sums.page), ("条目", &sums.source)] {
        if let Some(sum) = sum {
            add(name, sum);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    for (path, _) in item.files().filter(|(path, _)| seen.insert(*path)) {
        if let Some(sum) = site.sums.get(path) {
            add(&format!("附件 {}", path.file_name()), sum);
        }
    }
    to.push_str("</tbody>\n</table>\n");
}
