//! `site.toml` becomes the [`Config`].

use toml::de::{DeTable, DeValue};

use crate::diag::{Diagnostic, Severity, Span, Spanned};
use crate::folder::{Blob, RelPath};
use crate::model::{Config, Footer, Masking, Office, Shown};

use super::fields::{self, Fields, Sink};
use super::shape::{Field, Shape};
use super::yaml::{Kind, Node};
use super::{faults, portal, text, words};

/// The whole file.
pub const SITE: &[Field] = &[
    Field::must("title", "栏目", Shape::Text, "栏目的名称，例如“政府信息公开”"),
    Field::must("organ", "机关", Shape::Text, "本机关的全称"),
    Field::new("county", "县区", Shape::Text, "所属的县（市、区）"),
    Field::new("today", "今天", Shape::Date, "按哪一天检查和生成；平时不写，用电脑的日期"),
    Field::new("theme", "主题", Shape::Text, "页面的样子：default，或者 themes 里的文件夹"),
    Field::new("demo", "演示", Shape::Text, "写在每一页上的说明；换成真实内容以后删去"),
    Field::new("base_url", "网址", Shape::Like("https://www.example.gov.cn/qinghe/"), "栏目在网上的地址；网站地图、订阅和二维码要用"),
    Field::new(
        "portal",
        "所在网站",
        Shape::Short(&Shape::Text, portal::KEYS),
        "栏目所在的网站：只写名称，或者连同统一的页头、页脚写成一组",
    ),
    Field::new("index_prefix", "索引号前缀", Shape::Text, "索引号的前缀，一般是组织机构代码"),
    Field::new("footer", "页脚", Shape::Map(FOOTER), "每一页页脚的标识"),
    Field::new("office", "公开工作机构", Shape::Map(OFFICE), "公开工作机构：写在公开指南和依申请公开的页面上，没有的写“无”"),
    Field::new("mask", "遮盖", Shape::Map(MASK), "gongkai mask 怎样遮盖名单；不写的照通行的办法"),
    Field::new("severity", "轻重程度", Shape::Names("规则名", "time/late", &Shape::Word(&words::SEVERITIES)), "本栏目里把哪些规则看得更重"),
];
const FOOTER: &[Field] = &[
    Field::new("organizer", "主办单位", Shape::Text, "主办单位"),
    Field::new("contact", "联系方式", Shape::Like("0000-00000000"), "联系电话"),
    Field::new("address", "地址", Shape::Text, "地址"),
    Field::new("hours", "办公时间", Shape::Text, "办公时间"),
    Field::new("site_id", "网站标识码", Shape::Like("0000000000"), "网站标识码，10个字"),
    Field::new("icp", "备案号", Shape::Like("示ICP备00000000号"), "ICP备案编号"),
    Field::new("police", "公安备案号", Shape::Like("示公网安备 00000000000000号"), "公安机关备案号"),
    Field::new("party_mark", "党政机关标识", Shape::Text, "党政机关网站标识的验证网址"),
    Field::new("find_errors", "网站找错", Shape::Text, "“我为政府网站找错”的网址"),
];

const OFFICE: &[Field] = &[
    Field::new("name", "机构名称", Shape::Text, "机构名称"),
    Field::new("address", "办公地址", Shape::Text, "办公地址；不写的用页脚的地址"),
    Field::new("hours", "办公时间", Shape::Text, "办公时间；不写的用页脚的时间"),
    Field::new("phone", "联系电话", Shape::Like("0000-00000000"), "联系电话；不写的用页脚的电话"),
    Field::new("fax", "传真", Shape::Like("0000-00000000"), "传真"),
    Field::new("postcode", "邮政编码", Shape::Like("000000"), "邮政编码"),
    Field::new("email", "电子邮箱", Shape::Text, "电子邮箱"),
    Field::new("online", "网上申请", Shape::Text, "网上申请的网址；没有的写“无”"),
    Field::new("complaint", "监督电话", Shape::Like("0000-00000000"), "监督电话"),
];

const MASK: &[Field] = &[
    Field::new("name", "姓名", Shape::Shown, "姓名留开头、结尾各几个字：1+1 是张*乙；“删去”是整列删去"),
    Field::new("id", "身份证号码", Shape::Shown, "“删去”，或者留开头、结尾各几位：2+3"),
    Field::new("phone", "电话", Shape::Shown, "“删去”，或者留开头、结尾各几位：3+4"),
    Field::new("account", "银行账号", Shape::Shown, "“删去”，或者留开头、结尾各几位"),
    Field::new("address", "住址", Shape::Word(&words::DEPTHS), "住址写到哪一级"),
    Field::new("drop", "删去的列", Shape::Texts, "另外要删去的列，写它们的表头"),
];

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
    let (title, organ) = (f.text("title", sink), f.text("organ", sink));
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
    let mut shown = |key: &'static str, usual: Shown, most: usize| {
        let Some(word) = f.text(key, sink) else { return usual };
        match Shown::read(&word.value) {
            Some(Shown::Ends(first, last)) if first + last > most => {
                let message = format!("“{key}”留下{}个字，太多了，认得出本人。", first + last);
                sink.add(faults::CHOICE, word.span, message, format!("开头和结尾一共不超过{most}个字；最好写“删去”。"));
                usual
            }
            Some(shown) => shown,
            None => {
                let help = "写“删去”，或者留下的开头和结尾各几个字，例如“1+1”是张*乙，“2+3”是11*************02X。";
                sink.add(faults::CHOICE, word.span, format!("“{key}”不能是“{}”。", word.value), help);
                usual
            }
        }
    };
    Masking {
        name: shown("name", usual.name, 2),
        id: shown("id", usual.id, 5),
        phone: shown("phone", usual.phone, 7),
        account: shown("account", usual.account, 8),
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
