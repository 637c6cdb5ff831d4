//! What the templates are given: a theme that writes it down instead of a page, over every page of two columns.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use gongkai::column::Column;
use gongkai::folder::{Folder, RelPath};
use gongkai::parse;

use super::project;

/// Columns whose pages have everything that a template may be given.
const COLUMNS: [&str; 2] = ["", "tests/sites/every-output"];

/// Writes a line for each value: its path, its kind, itself.
const WALK: &str = r#"{% component walk(value, path) -%}
{% if value is map -%}
{{ path }}	map	
{% for key, inner in value %}{{ <walk value={inner} path={path ~ "." ~ key} /> }}{% endfor -%}
{% elif value is array -%}
{{ path }}	list	{{ value | length }}
{% for inner in value %}{{ <walk value={inner} path={path ~ "[]"} /> }}{% endfor -%}
{% else -%}
{{ path }}	{% if value is none %}none{% elif value is bool %}bool{% elif value is number %}number{% else %}text{% endif %}	{{ value | str | replace(from="
", to=" ") | safe }}
{% endif -%}
{% endcomponent walk %}
"#;

/// A value that a template was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variable {
    /// 文字, 数, 是否 or 组; of a list, what its items are; empty where there was none.
    pub kind: &'static str,
    /// Whether it was missing, or empty, on some page.
    pub optional: bool,
    /// One value, the first that was found; none of a group.
    pub example: String,
}

impl Variable {
    /// Takes over what another place knows of the same thing.
    pub fn merge(&mut self, other: &Variable) {
        self.optional |= other.optional;
        if self.kind.is_empty() {
            self.kind = other.kind;
        }
        if self.example.is_empty() {
            self.example.clone_from(&other.example);
        }
    }
}

/// The variables of each template by their paths: `item.attachments[].name`.
pub type Templates = BTreeMap<String, BTreeMap<String, Variable>>;

/// Every template that makes a page, with its variables.
pub fn templates() -> Templates {
    let mut all = Templates::new();
    for at in COLUMNS {
        let column = column(at);
        for page in column.plan().pages().iter().filter(|page| page.is_html()) {
            let made = column.preview(page).map_err(|faults| faults.into_iter().map(|fault| fault.message).collect::<String>());
            let text = String::from_utf8(made.expect("the page is made").bytes().expect("it is no copy")).expect("text");
            let (name, values) = text.split_once('\n').expect("the template's name");
            note(all.entry(name.to_string()).or_default(), values);
        }
    }
    all
}

/// The column with the theme that writes down.
fn column(at: &str) -> Column {
    let folder = Folder::read(&project(at)).expect("the column");
    let today = parse::config(&folder).0.today.expect("its day");
    let settings = folder.text("site.toml").expect("the settings");
    let theme = settings.lines().find(|line| line.starts_with("theme = ")).expect("its theme");
    let settings = settings.replace(theme, "theme = \"written\"");
    let mut files = vec![("site.toml".to_string(), settings), ("themes/written/walk.html".into(), WALK.into())];
    for name in default_theme().into_keys().filter(|name| !["base.html", "components.html"].contains(&name.as_str())) {
        files.push((format!("themes/written/{name}"), format!("{name}\n{{{{ <walk value={{__tera_context}} path=\"\" /> }}}}")));
    }
    let files = files.into_iter().map(|(path, text)| (RelPath::new(&path).expect("a path"), Arc::from(text)));
    Column::open(folder.with(files), today)
}

/// The templates of the default theme.
pub fn default_theme() -> BTreeMap<String, String> {
    let files = fs::read_dir(project("themes/default")).expect("the default theme").map(|entry| entry.expect("an entry").path());
    let templates = files.filter(|path| path.extension().is_some_and(|kind| kind == "html"));
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    templates.map(|path| (name(&path), fs::read_to_string(&path).expect("a template"))).collect()
}

/// Notes what one page was given. A list is known by its items: `years[]`.
fn note(known: &mut BTreeMap<String, Variable>, values: &str) {
    for line in values.lines().filter(|line| !line.is_empty()) {
        let mut parts = line.splitn(3, '\t');
        let (path, kind, value) = (parts.next().unwrap_or_default(), parts.next().expect(line), parts.next().unwrap_or_default());
        let Some(path) = path.strip_prefix('.') else { continue };
        let kind = match kind {
            "map" => "组",
            "bool" => "是否",
            "number" => "数",
            "text" => "文字",
            _ => "",
        };
        let list = if line.contains("\tlist\t") { "[]" } else { "" };
        let empty = value.is_empty() || !list.is_empty() && value == "0";
        let example = if list.is_empty() { value.to_string() } else { String::new() };
        let found = Variable { kind, optional: empty && kind != "组", example };
        known.entry(format!("{path}{list}")).or_default().merge(&found);
    }
}
