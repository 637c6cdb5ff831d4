//! `[portal]` of the settings names the files in `portal/` that stand on every page.

use crate::diag::{Diagnostic, Span, Spanned};
use crate::folder::{Blob, Folder, PORTAL, RelPath, SITE_FILE};
use crate::model::{Portal, PortalParts, PortalText};

use super::fields::{Fields, Sink};
use super::shape::{Field, Shape};
use super::yaml::{Kind, Node};
use super::{faults, fields, text};

/// The table of the settings.
pub const KEYS: &[Field] = &[
    Field::must("name", "名称", Shape::Text, "网站的名称"),
    Field::filled("header", "页头", Shape::Like("portal/header.html"), "统一的页头：portal 文件夹里的 html 文件"),
    Field::filled("footer", "页脚", Shape::Like("portal/footer.html"), "统一的页脚：portal 文件夹里的 html 文件"),
    Field::filled("style", "样式", Shape::Like("portal/portal.css"), "页头、页脚的样式：portal 文件夹里的 css 文件"),
];

/// What is copied to the output as it is.
const COPIED: &[&str] = &["css", "js", "svg", "png", "jpg", "jpeg", "gif", "webp", "ico", "woff", "woff2"];

/// The setting: the name alone, or a table.
pub fn setting(node: Node, sink: &mut Sink<'_>) -> Portal {
    if matches!(node.kind, Kind::Text(_)) {
        let name = fields::text(node, "portal", sink).map(|name| name.value).unwrap_or_default();
        return Portal { name, ..Portal::default() };
    }
    let mut f = Fields::open(node, KEYS, "所在网站", sink);
    Portal {
        name: f.text("name", sink).map(|name| name.value).unwrap_or_default(),
        header: f.text("header", sink),
        footer: f.text("footer", sink),
        style: f.text("style", sink),
    }
}

/// Reads the files that the setting names.
pub fn portal(folder: &Folder, portal: &Portal) -> (PortalParts, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut read = |name: &Option<Spanned<String>>, endings: &[&str]| {
        let (piece, found) = piece(folder, name.as_ref()?, endings);
        findings.extend(found);
        piece
    };
    let mut parts = PortalParts {
        header: read(&portal.header, &["html", "htm"]),
        footer: read(&portal.footer, &["html", "htm"]),
        style: read(&portal.style, &["css"]),
        files: Vec::new(),
    };
    if parts.pieces().next().is_some() || parts.style.is_some() {
        let there = folder.files().filter(|(_, blob)| matches!(blob, Blob::Text(_) | Blob::Bytes(_) | Blob::OnDisk(_)));
        let own = there.map(|(path, _)| path).filter(|path| path.strip(PORTAL).is_some());
        parts.files = own.filter(|path| COPIED.contains(&path.extension().as_str())).cloned().collect();
    }
    (parts, findings)
}

fn piece(folder: &Folder, name: &Spanned<String>, endings: &[&str]) -> (Option<PortalText>, Vec<Diagnostic>) {
    let told = |message: String, help: String| {
        let file = RelPath::new(SITE_FILE).into_iter();
        (None, file.map(|file| Diagnostic::new(faults::FILE, &file, name.span, &message, &help)).collect())
    };
    let fits = |path: &RelPath| path.strip(PORTAL).is_some() && endings.contains(&path.extension().as_str());
    let Some(path) = RelPath::new(&name.value).filter(fits) else {
        let ending = endings.first().copied().unwrap_or_default();
        return told(
            format!("“{}”不是 portal 文件夹里的 {ending} 文件。", name.value),
            format!("把文件放进栏目的 portal 文件夹，这里写成“portal/文件名.{ending}”。"),
        );
    };
    let Some((path, blob)) = folder.file(path.as_str()) else {
        return told(format!("没有“{path}”这个文件。"), "核对文件名，大小写也要一样；县里没有给的，删去这一行。".to_string());
    };
    // Links and files that cannot be read have a finding of their own.
    if !blob.is_read() {
        return (None, Vec::new());
    }
    let mut sink = Sink::new(path);
    let text = text::decode(blob, &mut sink).map(str::to_string);
    if let Some(blank) = text.as_ref().filter(|text| text.trim_start_matches('\u{feff}').trim().is_empty()) {
        sink.add(faults::EMPTY, Span::new(0, blank.len()), "这个文件是空的。", "写上内容；不用的，从 site.toml 的 [portal] 里删去。");
    }
    (text.map(|text| PortalText { path: path.clone(), text }), sink.findings)
}
