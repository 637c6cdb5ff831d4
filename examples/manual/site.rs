//! The Markdown files of the manual as web pages: the same tree, and links lead from page to page.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::{Error, Result};
use std::path::Path;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// The style sheet, at the root of the pages.
pub const STYLE: &str = "manual.css";

/// A heading of a page.
#[derive(Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 1.
    pub level: usize,
    /// The anchor, as GitHub makes it.
    pub id: String,
    /// What it says.
    pub text: String,
}

/// A file of the manual, read.
pub struct Page<'t> {
    events: Vec<Event<'t>>,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Where its links and pictures lead, as they are written.
    pub links: Vec<String>,
}

impl<'t> Page<'t> {
    /// Reads a page.
    pub fn read(markdown: &'t str) -> Page<'t> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
        let mut page = Page { events: Parser::new_ext(markdown, options).collect(), headings: Vec::new(), links: Vec::new() };
        let mut open: Option<(usize, String)> = None;
        for event in &page.events {
            match event {
                Event::Start(Tag::Heading { level, .. }) => open = Some((*level as usize, String::new())),
                Event::Text(text) | Event::Code(text) => {
                    if let Some((_, heading)) = &mut open {
                        heading.push_str(text);
                    }
                }
                Event::End(TagEnd::Heading(_)) => {
                    if let Some((level, text)) = open.take() {
                        let id = unused(&page.headings, &anchor(&text));
                        page.headings.push(Heading { level, id, text });
                    }
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => page.links.push(dest_url.to_string()),
                Event::Html(html) | Event::InlineHtml(html) => page.links.extend(attributes(html)),
                _ => {}
            }
        }
        page
    }

    /// The page's text as HTML, with anchors, and with links to pages instead of files.
    fn html(self) -> String {
        let mut ids = self.headings.into_iter().map(|heading| CowStr::from(heading.id));
        let turned = self.events.into_iter().map(|event| match event {
            Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                Event::Start(Tag::Heading { level, id: ids.next(), classes, attrs })
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: href(&dest_url).into(), title, id })
            }
            other => other,
        });
        let mut text = String::new();
        html::push_html(&mut text, turned);
        // A wide table is moved by itself, and the page stays.
        text.replace("<table>", "<div class=\"wide\"><table>").replace("</table>", "</table></div>")
    }
}

/// The values of `href` and `src` in the tags of a text.
pub fn attributes(html: &str) -> Vec<String> {
    let tags = html.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    let values = tags.flat_map(|tag| [" href=\"", " src=\""].into_iter().filter_map(|name| tag.split(name).nth(1)?.split('"').next()));
    values.map(|value| value.replace("&amp;", "&")).collect()
}

/// A heading's anchor as GitHub makes it: letters, digits, `-` and `_` stay, blanks become `-`.
pub fn anchor(text: &str) -> String {
    let kept = text.trim().chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c => c.is_alphanumeric().then_some(c),
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// The anchor, or with the first number behind it that no heading has yet.
fn unused(headings: &[Heading], anchor: &str) -> String {
    let numbered = (0..).map(|n| if n == 0 { anchor.to_string() } else { format!("{anchor}-{n}") });
    numbered.into_iter().find(|id| headings.iter().all(|heading| heading.id != *id)).unwrap_or_default()
}

/// Whether a link leads out of the project.
pub fn is_outside(link: &str) -> bool {
    link.starts_with("//") || link.split('/').next().is_some_and(|first| first.contains(':'))
}

/// Where a link leads, from the file that has it: a file of the project and an anchor. Both have no `.` and `..` in them.
pub fn target(from: &str, link: &str) -> (String, String) {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    if path.is_empty() {
        return (from.to_string(), anchor.to_string());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    (parts.join("/"), anchor.to_string())
}

/// A page's address: `docs/data.md` is `docs/data.html`.
fn address(file: &str) -> String {
    file.strip_suffix(".md").map_or_else(|| file.to_string(), |stem| format!("{stem}.html"))
}

/// A link to a file of the manual as a link to its page.
fn href(link: &str) -> String {
    if is_outside(link) {
        return link.to_string();
    }
    match link.split_once('#') {
        Some((file, anchor)) => format!("{}#{anchor}", address(file)),
        None => address(link),
    }
}

/// The files of the manual, by their paths in the project.
///
/// # Errors
/// A file or folder that cannot be read.
pub fn sources(project: &Path) -> Result<BTreeMap<String, String>> {
    let mut paths: Vec<String> = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(str::to_string).into();
    for entry in walkdir::WalkDir::new(project.join("docs")) {
        let entry = entry.map_err(Error::other)?;
        let path = entry.path().strip_prefix(project).map_err(Error::other)?.to_string_lossy().replace('\\', "/");
        paths.extend(path.ends_with(".md").then_some(path));
    }
    paths.into_iter().map(|path| Ok((path.clone(), fs::read_to_string(project.join(&path))?.replace("\r\n", "\n")))).collect()
}

/// The pages, their style sheet, and the files that they show or link to.
///
/// # Errors
/// A file that cannot be read.
pub fn site(project: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::from([(STYLE.to_string(), include_bytes!("manual.css").to_vec())]);
    for (path, text) in sources(project)? {
        let page = Page::read(&text);
        for link in page.links.iter().filter(|link| !is_outside(link)) {
            let (file, _) = target(&path, link);
            let linked = project.join(&file);
            if !file.ends_with(".md") && linked.is_file() && !files.contains_key(&file) {
                files.insert(file, fs::read(linked)?);
            }
        }
        files.insert(address(&path), framed(&path, page).into_bytes());
    }
    Ok(files)
}

/// A page in its frame: the way back, what is on it, its text.
fn framed(path: &str, page: Page<'_>) -> String {
    let root = "../".repeat(path.matches('/').count());
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let title = page.headings.first().map(|heading| escaped(&heading.text)).unwrap_or_default();
    let mut contents = String::new();
    for heading in page.headings.iter().filter(|heading| matches!(heading.level, 2 | 3)) {
        let (level, id, text) = (heading.level, &heading.id, escaped(&heading.text));
        writeln!(contents, "<li class=\"h{level}\"><a href=\"#{id}\">{text}</a></li>").expect("a string takes all");
    }
    let contents = if contents.is_empty() {
        contents
    } else {
        format!("<details><summary>本页目录</summary>\n<ul>\n{contents}</ul>\n</details>\n")
    };
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{root}{STYLE}\">\n</head>\n<body>\n\
         <nav aria-label=\"手册\"><a href=\"{root}docs/README.html\">手册目录</a> <a href=\"{root}README.html\">gongkai</a>\n{contents}</nav>\n\
         <main>\n{}</main>\n</body>\n</html>\n",
        page.html()
    )
}
