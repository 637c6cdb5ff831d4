//! Paths inside the column.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A path inside the column, with `/` between its parts: never empty, never absolute, without `.`, `..` or an empty part.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RelPath(Arc<str>);

impl RelPath {
    /// Reads a path that stays inside the folder. `.` parts are dropped and `..` parts are resolved; `None` when the path is
    /// absolute, leaves the folder, or names nothing.
    pub fn new(text: &str) -> Option<RelPath> {
        if text.starts_with('/') || text.contains(['\\', '\0']) || text.get(1..2) == Some(":") {
            return None;
        }
        // As most are.
        if !text.is_empty() && text.split('/').all(|part| !matches!(part, "" | "." | "..")) {
            return Some(RelPath(text.into()));
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in text.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        (!parts.is_empty()).then(|| RelPath(parts.join("/").into()))
    }

    /// The path `text` as seen from this path's folder (as a link in a file is).
    pub fn sibling(&self, text: &str) -> Option<RelPath> {
        match self.parent() {
            Some(parent) => RelPath::new(&format!("{parent}/{text}")).filter(|_| !text.starts_with('/')),
            None => RelPath::new(text),
        }
    }

    /// This path as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that the file is in; `None` at the top.
    pub fn parent(&self) -> Option<&str> {
        self.0.rsplit_once('/').map(|(parent, _)| parent)
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The file name without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The extension in lower case, without the dot; empty where there is none.
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
    }

    /// What follows the first part, when the first part is `top`.
    pub fn strip(&self, top: &str) -> Option<RelPath> {
        RelPath::new(self.0.strip_prefix(top)?.strip_prefix('/')?)
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for RelPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}
