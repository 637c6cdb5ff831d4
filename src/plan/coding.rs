//! Packed copies of a page: they stand beside it, for servers that hand them out as they are.

use crate::folder::RelPath;

/// How a copy is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// gzip: every browser, and `gzip_static` of nginx.
    Gzip,
    /// Brotli: shorter by about a sixth; browsers ask for it over HTTPS only.
    Brotli,
}

impl Coding {
    /// All of them.
    pub const ALL: &[Coding] = &[Coding::Gzip, Coding::Brotli];

    /// The address of a page's copy. Servers look for it under this name.
    pub fn beside(self, page: &RelPath) -> RelPath {
        let name = format!("{page}.{}", self.extension());
        RelPath::new(&name).expect("a path with a longer last part is a path")
    }

    /// The name of the page whose copy has this name.
    pub fn page_of(copy: &RelPath) -> Option<RelPath> {
        let name = Coding::ALL.iter().find_map(|coding| copy.as_str().strip_suffix(coding.extension())?.strip_suffix('.'))?;
        RelPath::new(name)
    }

    fn extension(self) -> &'static str {
        match self {
            Coding::Gzip => "gz",
            Coding::Brotli => "br",
        }
    }
}

/// Whether a file is text by its name. All else (office files, pictures, archives) is packed already.
pub fn is_text(path: &RelPath) -> bool {
    matches!(path.extension().as_str(), "html" | "htm" | "css" | "js" | "json" | "jsonld" | "xml" | "svg" | "csv" | "txt")
}
