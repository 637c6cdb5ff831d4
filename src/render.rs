//! Pages become bytes: the theme's templates, compiled once, and the content of one page at a time.

use serde::Serialize;
use tera::{ErrorKind, Kwargs, State, Tera, Value};

use crate::diag::{Diagnostic, Span};
use crate::folder::RelPath;
use crate::model::{Fixed, Site};
use crate::outputs::Output;
use crate::plan::{Noun, Page, Plan};
use crate::theme::{TEMPLATE, Theme};
use crate::view::{Content, POLICY, Scene, call};

/// The compiled templates of a theme, with what stands on every page.
pub struct Renderer {
    tera: Tera,
}

/// A page, made.
pub enum Rendered<'c> {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// Its bytes, part by part.
    Parts(Parts<'c>),
    /// It is a copy of this file of the column's folder.
    File(RelPath),
}

/// A long file, of which one part is made at a time, so that the memory never holds it whole.
pub struct Parts<'c> {
    scene: Scene<'c>,
    count: usize,
    make: fn(&Scene<'_>, usize) -> Vec<u8>,
}

impl Parts<'_> {
    /// Makes one part after the other.
    pub fn each(&self) -> impl Iterator<Item = Vec<u8>> + '_ {
        (0..self.count).map(|at| (self.make)(&self.scene, at))
    }
}

impl Rendered<'_> {
    /// All its bytes; `None` for a copy of a file.
    pub fn bytes(self) -> Option<Vec<u8>> {
        match self {
            Rendered::Bytes(bytes) => Some(bytes),
            Rendered::Parts(parts) => Some(parts.each().flatten().collect()),
            Rendered::File(_) => None,
        }
    }
}

/// What stands on every page. It depends on the settings and the catalogue alone, so that no item changes every page.
#[derive(Serialize)]
struct SiteView<'s> {
    title: &'s str,
    organ: &'s str,
    county: &'s str,
    demo: &'s str,
    column: String,
    base_url: &'s str,
    generator: &'static str,
    /// The search page.
    search: String,
    /// 首页 and the 固定栏目.
    policy: &'static str,
    data_href: String,
    nav: Vec<Entry<'s>>,
    /// The other ways in.
    tools: Vec<Entry<'s>>,
    footer: FooterView<'s>,
}

#[derive(Serialize)]
struct Entry<'s> {
    name: &'s str,
    href: String,
    key: &'s str,
}

#[derive(Serialize)]
struct FooterView<'s> {
    organizer: &'s str,
    contact: &'s str,
    address: &'s str,
    hours: &'s str,
    site_id: &'s str,
    icp: &'s str,
    police: &'s str,
    party_mark: &'s str,
    find_errors: &'s str,
}

impl Renderer {
    /// Compiles the templates.
    ///
    /// # Errors
    /// The faults of the templates, as findings.
    pub fn new(theme: &Theme, site: &Site, plan: &Plan) -> Result<Renderer, Vec<Diagnostic>> {
        let mut tera = Tera::new();
        tera.register_filter("tel", |number: &str, _: Kwargs, _: &State| call(number));
        let templates = theme.templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        if let Err(error) = tera.add_raw_templates(templates) {
            return Err(faults(theme, &error));
        }
        tera.global_context().insert_value("site", site_view(site, plan));
        Ok(Renderer { tera })
    }

    /// Makes one page.
    ///
    /// # Errors
    /// The template's fault, as a finding that names template, line, column and page.
    pub fn render<'c>(&self, outputs: &[Output], scene: &Scene<'c>, page: &Page) -> Result<Rendered<'c>, Box<Diagnostic>> {
        let Some(output) = outputs.get(page.output) else { return Ok(Rendered::Bytes(Vec::new())) };
        match (output.content)(scene, page) {
            Content::Bytes(bytes) => Ok(Rendered::Bytes(bytes)),
            Content::Parts(count, make) => Ok(Rendered::Parts(Parts { scene: *scene, count, make })),
            Content::File(path) => Ok(Rendered::File(path)),
            Content::Template(name, context) => {
                let mut bytes = Vec::with_capacity(16 * 1024);
                self.tera.render_to(name, &context, &mut bytes).map_err(|error| Box::new(fault(scene.theme, &error, Some(page))))?;
                Ok(Rendered::Bytes(bytes))
            }
        }
    }
}

/// Makes a page that needs no template, such as a style sheet; `None` where it needs one.
pub fn untemplated<'c>(outputs: &[Output], scene: &Scene<'c>, page: &Page) -> Option<Rendered<'c>> {
    match (outputs.get(page.output)?.content)(scene, page) {
        Content::Bytes(bytes) => Some(Rendered::Bytes(bytes)),
        Content::Parts(count, make) => Some(Rendered::Parts(Parts { scene: *scene, count, make })),
        Content::File(path) => Some(Rendered::File(path)),
        Content::Template(..) => None,
    }
}

fn site_view(site: &Site, plan: &Plan) -> Value {
    let config = &site.config;
    let mut nav = vec![Entry { name: "首页", href: plan.href(&Noun::Home), key: "home" }];
    nav.extend(Fixed::ALL.map(|column| Entry { name: column.name(), href: plan.href(&Noun::Fixed(column)), key: column.code() }));
    let tools = [
        Entry { name: "主动公开基本目录", href: plan.href(&Noun::Catalogue), key: "catalogue" },
        Entry { name: "公开情况", href: plan.href(&Noun::Compliance), key: "compliance" },
        Entry { name: "公开主体", href: plan.href(&Noun::Subjects), key: "subjects" },
        Entry { name: "村务公开", href: plan.href(&Noun::Villages), key: "villages" },
        Entry { name: "公开场所", href: plan.href(&Noun::Places), key: "places" },
        Entry { name: "历年归档", href: plan.href(&Noun::Archive), key: "archive" },
        Entry { name: "搜索", href: plan.href(&Noun::Search), key: "search" },
        Entry { name: "栏目地图", href: plan.href(&Noun::Map), key: "map" },
    ];
    // Not every column has data for each of them.
    let tools = tools.into_iter().filter(|tool| !tool.href.is_empty()).collect();
    let footer = &config.footer;
    Value::from_serializable(&SiteView {
        title: &config.title,
        organ: &config.organ,
        // A full name that has the county in it needs it no second time.
        county: if config.organ.starts_with(&config.county) { "" } else { &config.county },
        demo: &config.demo,
        column: format!("{}{}", config.organ, config.title),
        base_url: &config.base_url,
        generator: concat!("gongkai ", env!("CARGO_PKG_VERSION")),
        search: plan.href(&Noun::Search),
        policy: POLICY,
        data_href: plan.href(&Noun::OpenData),
        nav,
        tools,
        footer: FooterView {
            organizer: &footer.organizer,
            contact: &footer.contact,
            address: &footer.address,
            hours: &footer.hours,
            site_id: &footer.site_id.value,
            icp: &footer.icp.value,
            police: &footer.police.value,
            party_mark: web(&footer.party_mark.value),
            find_errors: web(&footer.find_errors.value),
        },
    })
}

/// An address that may stand in a link: one of the web.
fn web(address: &str) -> &str {
    if address.starts_with("https://") || address.starts_with("http://") { address } else { "" }
}

/// The faults of the templates, as findings.
fn faults(theme: &Theme, error: &tera::Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(_) | ErrorKind::RenderingError(_) => vec![fault(theme, error, None)],
        // Unknown filters, functions and components come without places, all in one text that has them.
        _ => {
            let told: Vec<Diagnostic> = error.to_string().split("error: ").filter_map(|told| placed(theme, told)).collect();
            if told.is_empty() { vec![fault(theme, error, None)] } else { told }
        }
    }
}

/// A fault that is told as `Unknown filter …` with ` --> item.html:2:36` below.
fn placed(theme: &Theme, told: &str) -> Option<Diagnostic> {
    let (reason, rest) = told.split_once('\n')?;
    let mut place = rest.lines().next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
    let (column, line, name) = (place.next()?.parse::<usize>().ok()?, place.next()?.parse::<usize>().ok()?, place.next()?);
    let text = theme.templates.get(name)?;
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let at = start + text.get(start..)?.chars().take(column.checked_sub(1)?).map(char::len_utf8).sum::<usize>();
    Some(finding(&theme.file(name)?, Span::new(at, at), reason, None))
}

/// A template's fault as a finding.
fn fault(theme: &Theme, error: &tera::Error, page: Option<&Page>) -> Diagnostic {
    let (template, span, reason) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename().to_string(), Span::from(report.span().range.clone()), report.message().to_string())
        }
        _ => (String::new(), Span::default(), error.to_string()),
    };
    let named = |name: &&String| if template.is_empty() { reason.find(name.as_str()) } else { (template == **name).then_some(0) };
    let first = theme.templates.keys().filter(|name| named(name).is_some()).min_by_key(named);
    let file = first.and_then(|name| theme.file(name)).unwrap_or_else(|| RelPath::new("themes").expect("a plain word is a path"));
    finding(&file, span, &reason, page)
}

fn finding(file: &RelPath, span: Span, reason: &str, page: Option<&Page>) -> Diagnostic {
    let making = page.map(|page| format!("生成页面“{}”时，", page.path)).unwrap_or_default();
    Diagnostic::new(
        TEMPLATE,
        file,
        span,
        format!("{making}模板出错（{}）。", reason.trim().trim_end_matches('.')),
        "改正模板的这一处；没有改过模板的，请联系主题的作者。模板的写法见 Tera 2 的文档。",
    )
}
