//! The theme's files: those embedded in the program, and over them, file by file, those of the site.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::diag::{Diagnostic, Span, rule};
use crate::folder::{Folder, RelPath, SITE_FILE};

rule!(UNKNOWN, Error, "theme/unknown");
rule!(TEMPLATE, Error, "theme/template");

/// The rules about themes.
pub const THEMES: &[&crate::diag::Rule] = &[UNKNOWN, TEMPLATE];

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of the chosen theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The templates by name, such as `item.html`.
    pub templates: BTreeMap<String, String>,
    /// All other files, which are copied as they are.
    pub assets: BTreeMap<RelPath, Vec<u8>>,
}

impl Theme {
    /// Puts the theme together. A theme that is neither embedded nor in `themes/` is a finding, and the default stands in.
    /// `span` is the place of the name in the settings.
    pub fn load(folder: &Folder, name: &str, span: Span) -> (Theme, Vec<Diagnostic>) {
        let mut theme = Theme { name: name.to_string(), ..Theme::default() };
        let mut findings = Vec::new();
        for file in DEFAULT.files() {
            if let Some(path) = RelPath::new(&file.path().to_string_lossy().replace('\\', "/")) {
                theme.add(path, file.contents());
            }
        }
        let own = format!("themes/{name}");
        // Settings that cannot be read name none, and are a finding of their own.
        let mut any = matches!(name, "default" | "");
        for (path, blob) in folder.files_below(&own) {
            let (Some(inner), Some(bytes)) = (path.strip(&own), blob.bytes()) else { continue };
            any = true;
            if inner.extension() == "html" && std::str::from_utf8(bytes).is_err() {
                findings.push(Diagnostic::new(
                    TEMPLATE,
                    path,
                    Span::default(),
                    "模板不是 UTF-8 编码，读不出来。",
                    "用编辑器另存为 UTF-8 编码。",
                ));
                continue;
            }
            theme.add(inner, bytes);
        }
        if !any && let Some(file) = RelPath::new(SITE_FILE) {
            let message = format!("没有名为“{name}”的主题。");
            let help = format!("把主题文件放到 themes/{name} 文件夹里；或者写 theme = \"default\"，用自带的主题。");
            findings.push(Diagnostic::new(UNKNOWN, &file, span, message, help));
        }
        (theme, findings)
    }

    fn add(&mut self, path: RelPath, bytes: &[u8]) {
        if path.extension() == "html" {
            self.templates.insert(path.as_str().to_string(), String::from_utf8_lossy(bytes).into_owned());
        } else {
            self.assets.insert(path, bytes.to_vec());
        }
    }

    /// The place of a template's file, for findings.
    pub fn file(&self, template: &str) -> Option<RelPath> {
        RelPath::new(&format!("themes/{}/{template}", self.name))
    }
}
