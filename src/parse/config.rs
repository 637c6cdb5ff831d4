//! `site.toml` becomes the [`Config`].

use toml::de::{DeTable, DeValue};

use crate::diag::{Diagnostic, Severity, Span, Spanned};
use crate::folder::{Blob, RelPath};
use crate::model::{Config, Footer, Masking, Office, Shown};

use super::fields::{self, Fields, KeyName, Sink};
use super::yaml::{Kind, Node};
use super::{faults, portal, text, words};

const SITE: &[KeyName] = &[
    ("title", "栏目"),
    ("organ", "机关"),
    ("county", "县区"),
    ("today", "今天"),
    ("theme", "主题"),
    ("demo", "演示"),
    ("base_url", "网址"),
    ("portal", "所在网站"),
    ("index_prefix", "索引号前缀"),
    ("footer", "页脚"),
    ("office", "公开工作机构"),
    ("mask", "遮盖"),
    ("severity", "轻重程度"),
];
const FOOTER: &[KeyName] = &[
    ("organizer", "主办单位"),
    ("contact", "联系方式"),
    ("address", "地址"),
    ("hours", "办公时间"),
    ("site_id", "网站标识码"),
    ("icp", "备案号"),
    ("police", "公安备案号"),
    ("party_mark", "党政机关标识"),
    ("find_errors", "网站找错"),
];

const OFFICE: &[KeyName] = &[
    ("name", "机构名称"),
    ("address", "办公地址"),
    ("hours", "办公时间"),
    ("phone", "联系电话"),
    ("fax", "传真"),
    ("postcode", "邮政编码"),
    ("email", "电子邮箱"),
    ("online", "网上申请"),
    ("complaint", "监督电话"),
];

const MASK: &[KeyName] =
    &[("name", "姓名"), ("id", "身份证号码"), ("phone", "电话"), ("account", "银行账号"), ("address", "住址"), ("drop", "删去的列")];

/// Reads the settings.
pub fn config(path: &RelPath, blob: &Blob) -> (Config, Vec<Diagnostic>) {
    let mut sink = Sink::new(path);
    let config = text::decode(blob, &mut sink).map_or_else(absent, |text| read(text, &mut sink));
    (config, sink.findings)
}

/// The settings of a column whose settings cannot be read.
pub fn absent() -> Config {
    Config { theme: "default".to_string(), ..Config::default() }
}

fn read(text: &str, sink: &mut Sink<'_>) -> Config {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0).into();
        if error.message().contains("duplicate key") {
            sink.add(faults::DUPLICATE_KEY, span, "这个键写了两次，不知道以哪个为准。", "只留一处，删去另一处。");
        } else {
            let help = "每行写成 键 = \"内容\"，等号和引号用英文的，内容前后各一个引号；一组设置的开头写成 [footer]。";
            sink.add(faults::SYNTAX, span, "设置文件这里的写法不合格式。", help);
        }
    }
    let node = Node { span: table.span().into(), kind: map(table.into_inner()) };
    let mut f = Fields::open(node, SITE, "设置", sink);
    let (title, organ) = (f.required("title", sink), f.required("organ", sink));
    let mut base_url = f.text("base_url", sink).unwrap_or_default();
    if !base_url.value.is_empty() && !base_url.value.ends_with('/') {
        base_url.value.push('/');
    }
    let footer = f.take("footer", sink).map(|node| (node.span, footer(node, sink)));
    let (footer_span, footer) = footer.unwrap_or_default();
    let office = f.take("office", sink).map(|node| (node.span, office(node, sink)));
    let (office_span, office) = office.unwrap_or_default();
    let theme = f.text("theme", sink);
    Config {
        title_span: title.as_ref().map_or(Span::default(), |title| title.span),
        title: title.map(|title| title.value).unwrap_or_default(),
        organ: organ.map(|organ| organ.value).unwrap_or_default(),
        county: f.text_or_empty("county", sink),
        today: f.date("today", sink).map(|today| today.value),
        theme_span: theme.as_ref().map_or(Span::default(), |theme| theme.span),
        theme: theme.map_or_else(|| "default".to_string(), |theme| theme.value),
        demo: f.text_or_empty("demo", sink),
        base_url: base_url.value,
        base_url_span: base_url.span,
        portal: f.take("portal", sink).map(|node| portal::setting(node, sink)).unwrap_or_default(),
        index_prefix: f.text_or_empty("index_prefix", sink),
        office: office.filled(&footer),
        office_span,
        footer,
        footer_span,
        masking: f.take("mask", sink).map(|node| masking(node, sink)).unwrap_or_default(),
        severity: f.take("severity", sink).map(|node| severity(node, sink)).unwrap_or_default(),
    }
}

fn footer(node: Node, sink: &mut Sink<'_>) -> Footer {
    let mut f = Fields::open(node, FOOTER, "页脚", sink);
    Footer {
        organizer: f.text_or_empty("organizer", sink),
        contact: f.text_or_empty("contact", sink),
        address: f.text_or_empty("address", sink),
        hours: f.text_or_empty("hours", sink),
        site_id: f.text("site_id", sink).unwrap_or_default(),
        icp: f.text("icp", sink).unwrap_or_default(),
        police: f.text("police", sink).unwrap_or_default(),
        party_mark: f.text("party_mark", sink).unwrap_or_default(),
        find_errors: f.text("find_errors", sink).unwrap_or_default(),
    }
}

fn office(node: Node, sink: &mut Sink<'_>) -> Office {
    let mut f = Fields::open(node, OFFICE, "公开工作机构", sink);
    Office {
        name: f.text_or_empty("name", sink),
        address: f.text_or_empty("address", sink),
        hours: f.text_or_empty("hours", sink),
        phone: f.text_or_empty("phone", sink),
        fax: f.text_or_empty("fax", sink),
        postcode: f.text_or_empty("postcode", sink),
        email: f.text_or_empty("email", sink),
        online: f.text_or_empty("online", sink),
        complaint: f.text_or_empty("complaint", sink),
    }
}

fn masking(node: Node, sink: &mut Sink<'_>) -> Masking {
    let mut f = Fields::open(node, MASK, "名单的遮盖", sink);
    let usual = Masking::default();
    let mut shown = |key: &'static str, usual: Shown| {
        let Some(word) = f.text(key, sink) else { return usual };
        Shown::read(&word.value).unwrap_or_else(|| {
            let help = "写“删去”，或者留下的开头和结尾各几个字，例如“1+1”是张*乙，“2+3”是11*************02X。";
            sink.add(faults::CHOICE, word.span, format!("“{key}”不能是“{}”。", word.value), help);
            usual
        })
    };
    Masking {
        name: shown("name", usual.name),
        id: shown("id", usual.id),
        phone: shown("phone", usual.phone),
        account: shown("account", usual.account),
        address: f.choice("address", words::DEPTHS, sink).map_or(usual.address, |depth| depth.value),
        drop: f.texts("drop", sink).into_iter().map(|head| head.value).collect(),
    }
}

/// Names of rules and how grave they are to be here. Whether there are such rules is not known yet.
fn severity(node: Node, sink: &mut Sink<'_>) -> Vec<(Spanned<String>, Spanned<Severity>)> {
    let Kind::Map(entries) = node.kind else {
        let help = "先写一行 [severity]，下面一行一条规则，例如 \"time/late\" = \"错误\"。";
        sink.add(faults::KIND, node.span, "“severity”应当是一组设置，这里不是。", help);
        return Vec::new();
    };
    let read = |(name, node): (Spanned<String>, Node)| {
        let word = fields::text(node, &name.value, sink)?;
        Some((fields::choice(word, &name.value, words::SEVERITIES, sink)?, name))
    };
    entries.into_iter().filter_map(read).map(|(severity, name)| (name, severity)).collect()
}

/// A TOML table as the same tree that YAML becomes.
fn map(table: DeTable<'_>) -> Kind {
    let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
    for (key, value) in table {
        let span = value.span().into();
        let kind = match value.into_inner() {
            DeValue::String(text) => Kind::Text(text.into_owned()),
            DeValue::Integer(number) => Kind::Text(number.to_string()),
            DeValue::Boolean(value) => Kind::Text(value.to_string()),
            DeValue::Datetime(date) => Kind::Text(date.to_string()),
            DeValue::Float(number) => Kind::Text(number.to_string()),
            DeValue::Table(table) => map(table),
            DeValue::Array(nodes) => Kind::List(
                nodes
                    .into_iter()
                    .map(|node| Node {
                        span: node.span().into(),
                        kind: node.get_ref().as_str().map_or(Kind::Null, |text| Kind::Text(text.to_string())),
                    })
                    .collect(),
            ),
        };
        entries.push((Spanned::new(key.get_ref().to_string(), key.span().into()), Node { span, kind }));
    }
    entries.sort_by_key(|(key, _)| key.span);
    Kind::Map(entries)
}
