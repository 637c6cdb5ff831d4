//! A request's path becomes a page of the plan. No path is looked up on the disk.

use std::sync::Arc;

use gongkai::column::Column;
use gongkai::diag::Diagnostic;
use gongkai::folder::RelPath;
use gongkai::model::{Item, Openness, SecrecyResult, escape};
use gongkai::plan::{Noun, Page};
use gongkai::render::Rendered;

use super::live::{Kept, Live, Shown, mark};

/// The largest file of the content folder that is answered.
const LARGEST: u64 = 1 << 30;

/// Where the preview's own pages are. No category can have such a code.
pub const OWN: &str = "/__gongkai/";

/// What stands at an address.
pub struct Found {
    /// The page's bytes, as `build` writes them.
    pub bytes: Arc<[u8]>,
    /// Whether people read it in a browser.
    pub html: bool,
    /// How it stands.
    pub standing: Standing,
    /// The file of the item that it shows.
    pub source: Option<RelPath>,
    /// What keeps it from being made as it should be now.
    pub faults: Vec<Diagnostic>,
}

impl Found {
    /// The page's mark: another mark, another page, or one that stands otherwise.
    pub fn mark(&self, shown: &Shown) -> String {
        let (_, others) = shown.assets();
        format!("{:016x}", mark(&self.bytes) ^ others ^ self.standing as u64)
    }
}

/// How a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As it will be published.
    Public,
    /// It shows an item that may not be published yet.
    Unpublished,
    /// It shows drafts beside what is public.
    WithDrafts,
    /// As it was: it cannot be made any more.
    Stale,
}

/// Why there is nothing.
pub enum Missing {
    /// There is no such page. It may have moved to another address.
    Unknown(Option<String>),
    /// The templates cannot make it.
    Faulty(Vec<Diagnostic>),
}

/// The file name that a path of a request names; `None` where it cannot name one.
pub fn address(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.strip_prefix('/')?.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let (high, low) = (digit(rest.next())?, digit(rest.next())?);
                bytes.push(u8::try_from(high * 16 + low).ok()?);
            }
            byte => bytes.push(byte),
        }
    }
    let mut name = String::from_utf8(bytes).ok()?;
    if name.is_empty() || name.ends_with('/') {
        name.push_str("index.html");
    }
    Some(name)
}

/// Looks an address up in what is shown.
///
/// # Errors
/// Why there is nothing to show.
pub fn find(live: &Live, shown: &Shown, address: &str) -> Result<Found, Missing> {
    let listed = if live.drafts { shown.with_drafts() } else { &shown.column };
    let mut fault = None;
    // A draft has its page in any case.
    let columns = std::iter::once(listed).chain((!live.drafts && shown.has_drafts()).then(|| shown.with_drafts()));
    for column in columns {
        let Some(page) = column.plan().at(address) else { continue };
        match made(column, page) {
            Ok((bytes, html)) => {
                let item = item(column, page);
                let source = item.map(|item| item.path.clone());
                let standing = match item {
                    _ if page.noun == Noun::NotFound => Standing::Public,
                    Some(item) if unpublished(shown, item) => Standing::Unpublished,
                    None if html && live.drafts && shown.has_drafts() => Standing::WithDrafts,
                    // Of what only drafts bring about, their own pages and files are shown.
                    _ if !std::ptr::eq(column, listed) && !matches!(page.noun, Noun::File(_)) => continue,
                    _ => Standing::Public,
                };
                if html {
                    let title = item.map(|item| item.name().to_string()).unwrap_or_default();
                    live.keep(Kept { address: address.to_string(), source: source.clone(), title, bytes: bytes.clone() });
                }
                return Ok(Found { bytes, html, standing, source, faults: Vec::new() });
            }
            Err(findings) => fault = Some(findings),
        }
    }
    let Some(kept) = live.kept(address) else { return Err(fault.map_or(Missing::Unknown(None), Missing::Faulty)) };
    let there = kept.source.as_ref().is_none_or(|source| shown.column.folder().get(source.as_str()).is_some());
    let moved = moved(live, shown, &kept);
    match (&fault, moved) {
        (None, Some(address)) => Err(Missing::Unknown(Some(address))),
        (None, None) if !(there && kept.source.is_some()) => Err(Missing::Unknown(None)),
        _ => Ok(Found { bytes: kept.bytes, html: true, standing: Standing::Stale, source: kept.source, faults: fault.unwrap_or_default() }),
    }
}

/// The address that an item has now, of a page that was there before: the same file, or one with the same title.
fn moved(live: &Live, shown: &Shown, kept: &Kept) -> Option<String> {
    let column = if live.drafts { shown.with_drafts() } else { &shown.column };
    let source = kept.source.as_ref()?;
    let same_file = column.site().at(source);
    let same_title = || column.site().public().find(|(_, filed)| filed.item.name() == kept.title).map(|(id, _)| id);
    let id =
        same_file.filter(|id| column.site().filed(*id).is_public()).or_else(|| if same_file.is_none() { same_title() } else { None })?;
    column.plan().page(&Noun::Item(id)).map(|page| page.path.as_str().to_string()).filter(|address| *address != kept.address)
}

/// The item that a page shows.
fn item<'c>(column: &'c Column, page: &Page) -> Option<&'c Item> {
    match page.noun {
        Noun::Item(id) => Some(column.site().item(id)),
        _ => None,
    }
}

/// Whether an item may not be published yet: it is a draft, or its review says nothing, or says no.
pub fn unpublished(shown: &Shown, item: &Item) -> bool {
    let site = shown.column.site();
    let draft = site.at(&item.path).is_some_and(|id| site.item(id).draft);
    let cleared =
        item.secrecy.as_ref().and_then(|review| review.result.as_ref()).is_some_and(|result| result.value != SecrecyResult::MayNot);
    let open = item.openness.as_ref().is_none_or(|openness| openness.value == Openness::Proactive);
    draft || !cleared || !open || item.reviews.is_empty()
}

fn made(column: &Column, page: &Page) -> Result<(Arc<[u8]>, bool), Vec<Diagnostic>> {
    let bytes = match column.preview(page)? {
        // A file that vanished a moment ago is no fault of the column's: the next look will tell.
        Rendered::File(path) => column.folder().attachment(&path, LARGEST).unwrap_or_else(|_| Arc::from([].as_slice())),
        made => made.bytes().unwrap_or_default().into(),
    };
    Ok((bytes, page.is_html()))
}

/// A page with what makes it a preview: the band above an item that may not be published yet, and the script that waits for news.
pub fn dressed(found: &Found, shown: &Shown, address: &str) -> Vec<u8> {
    let html = &found.bytes;
    let words = match found.standing {
        Standing::Public => "",
        Standing::Unpublished => "未发布：这个条目还没有公开，只在这里预览。",
        Standing::WithDrafts => "预览里有草稿：本页也列出还没有公开的条目。",
        Standing::Stale => "这是改动以前的样子：改动以后有错误，还生成不了网页。改好以后自动更新。",
    };
    let (mut band, mut style) = (String::new(), String::new());
    if !words.is_empty() {
        band = format!("<section class=\"gongkai-band\" aria-label=\"预览说明\">{words}</section>");
        style = format!("<link rel=\"stylesheet\" href=\"{OWN}preview.css\">");
    }
    let (styles, _) = shown.assets();
    let state = found.mark(shown);
    let script = format!(
        "<script src=\"{OWN}client.js\" data-page=\"{}\" data-mark=\"{state}\" data-styles=\"{styles:016x}\" defer></script>",
        escape(address)
    );
    let mut dressed = Vec::with_capacity(html.len() + 512);
    // A theme may leave these tags out; nothing may stand before its first line, though.
    let end = html.windows(7).rposition(|window| window == b"</body>").unwrap_or(html.len());
    let body = place(html, b"<body").and_then(|at| Some(at + html.get(at..)?.iter().position(|byte| *byte == b'>')? + 1)).unwrap_or(end);
    let head = place(html, b"</head>").unwrap_or(body);
    for (from, to, insert) in [(0, head, style.as_str()), (head, body, band.as_str()), (body, end, script.as_str()), (end, html.len(), "")]
    {
        dressed.extend_from_slice(html.get(from..to).unwrap_or_default());
        dressed.extend_from_slice(insert.as_bytes());
    }
    dressed
}

fn place(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word)
}

/// What a browser is told that a file is.
pub fn media_type(address: &str) -> &'static str {
    let extension = address.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" | "jsonld" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_file_or_nothing() {
        assert_eq!(address("/").as_deref(), Some("index.html"));
        assert_eq!(address("/archive/").as_deref(), Some("archive/index.html"));
        assert_eq!(address("/a%20b/%E7%94%B2.html").as_deref(), Some("a b/甲.html"));
        for bad in ["", "x", "/%", "/%4", "/%zz", "/%ff"] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
