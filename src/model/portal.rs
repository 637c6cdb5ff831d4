//! What the site that the column is a part of (所在网站) puts on each of its pages: HTML above our head and below our foot.

use crate::folder::RelPath;

use super::body::escape;

/// What stands in a piece for the way from the page to the column's root.
pub const ROOT: &str = "{root}";

/// What `[portal]` names, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortalParts {
    /// 页头: HTML above our head.
    pub header: Option<PortalText>,
    /// 页脚: HTML below our foot.
    pub footer: Option<PortalText>,
    /// 样式: a style sheet, behind ours.
    pub style: Option<PortalText>,
    /// The files of the folder that are copied: style sheets, scripts, pictures and fonts.
    pub files: Vec<RelPath>,
}

/// One of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalText {
    /// Where it is.
    pub path: RelPath,
    /// What is in it.
    pub text: String,
}

impl PortalParts {
    /// The pieces of HTML.
    pub fn pieces(&self) -> impl Iterator<Item = &PortalText> {
        self.header.iter().chain(&self.footer)
    }
}

impl PortalText {
    /// The HTML as it stands on a page from which `root` leads to the column's root.
    pub fn on(&self, root: &str) -> String {
        self.text.trim_start_matches('\u{feff}').trim().replace(ROOT, &escape(root))
    }
}
