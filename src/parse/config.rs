//! `site.toml` becomes the [`Config`].

use toml::de::{DeTable, DeValue};

use crate::diag::{Diagnostic, Span, Spanned};
use crate::folder::{Blob, RelPath};
use crate::model::{Config, Footer};

use super::fields::{Fields, KeyName, Sink};
use super::yaml::{Kind, Node};
use super::{faults, text};

const SITE: &[KeyName] = &[
    ("栏目", "title"),
    ("机关", "organ"),
    ("县区", "county"),
    ("今天", "today"),
    ("主题", "theme"),
    ("演示", "demo"),
    ("网址", "base_url"),
    ("索引号前缀", "index_prefix"),
    ("页脚", "footer"),
];
const FOOTER: &[KeyName] = &[
    ("主办单位", "organizer"),
    ("联系方式", "contact"),
    ("地址", "address"),
    ("办公时间", "hours"),
    ("网站标识码", "site_id"),
    ("备案号", "icp"),
    ("公安备案号", "police"),
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
    let node = Node { span: table.span().into(), kind: map(table.into_inner(), sink) };
    let mut f = Fields::open(node, SITE, "设置", sink);
    let (title, organ) = (f.required("栏目", sink), f.required("机关", sink));
    let mut base_url = f.text_or_empty("网址", sink);
    if !base_url.is_empty() && !base_url.ends_with('/') {
        base_url.push('/');
    }
    let footer = f.take("页脚", sink).map(|node| footer(node, sink)).unwrap_or_default();
    let theme = f.text("主题", sink);
    Config {
        title: title.map(|title| title.value).unwrap_or_default(),
        organ: organ.map(|organ| organ.value).unwrap_or_default(),
        county: f.text_or_empty("县区", sink),
        today: f.date("今天", sink).map(|today| today.value),
        theme_span: theme.as_ref().map_or(Span::default(), |theme| theme.span),
        theme: theme.map_or_else(|| "default".to_string(), |theme| theme.value),
        demo: f.text_or_empty("演示", sink),
        base_url,
        index_prefix: f.text_or_empty("索引号前缀", sink),
        footer,
    }
}

fn footer(node: Node, sink: &mut Sink<'_>) -> Footer {
    let mut f = Fields::open(node, FOOTER, "页脚", sink);
    Footer {
        organizer: f.text_or_empty("主办单位", sink),
        contact: f.text_or_empty("联系方式", sink),
        address: f.text_or_empty("地址", sink),
        hours: f.text_or_empty("办公时间", sink),
        site_id: f.text_or_empty("网站标识码", sink),
        icp: f.text_or_empty("备案号", sink),
        police: f.text_or_empty("公安备案号", sink),
    }
}

/// A TOML table as the same tree that YAML becomes.
fn map(table: DeTable<'_>, sink: &mut Sink<'_>) -> Kind {
    let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
    for (key, value) in table {
        let span = value.span().into();
        let kind = match value.into_inner() {
            DeValue::String(text) => Kind::Text(text.into_owned()),
            DeValue::Integer(number) => Kind::Text(number.to_string()),
            DeValue::Boolean(value) => Kind::Text(value.to_string()),
            DeValue::Datetime(date) => Kind::Text(date.to_string()),
            DeValue::Float(number) => Kind::Text(number.to_string()),
            DeValue::Table(table) => map(table, sink),
            DeValue::Array(nodes) => Kind::List(
                nodes
                    .into_iter()
                    .map(|node| Node { span: node.span().into(), kind: node.get_ref().as_str().map_or(Kind::Null, |text| Kind::Text(text.to_string())) })
                    .collect(),
            ),
        };
        entries.push((Spanned::new(key.get_ref().to_string(), key.span().into()), Node { span, kind }));
    }
    entries.sort_by_key(|(key, _)| key.span);
    let _ = sink;
    Kind::Map(entries)
}
