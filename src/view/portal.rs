//! What the site around the column puts on a page.

use serde::Serialize;

use crate::model::{PortalText, Site, encode};

/// Its pieces, as they stand on one page; what there is not, is empty.
#[derive(Serialize)]
pub struct PortalView<'s> {
    /// Whose they are.
    name: &'s str,
    /// HTML above our head.
    header: String,
    /// HTML below our foot.
    footer: String,
    /// The style sheet, from the column's root.
    style: String,
}

impl<'s> PortalView<'s> {
    /// The pieces on a page from which `root` leads to the column's root.
    pub fn new(site: &'s Site, root: &str) -> PortalView<'s> {
        let html = |piece: &Option<PortalText>| piece.as_ref().map(|piece| piece.on(root)).unwrap_or_default();
        PortalView {
            name: &site.config.portal.name,
            header: html(&site.portal.header),
            footer: html(&site.portal.footer),
            style: site.portal.style.as_ref().map(|style| encode(style.path.as_str())).unwrap_or_default(),
        }
    }
}
