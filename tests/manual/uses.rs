//! Which variables the templates of a theme use: those that they are not given are faults of the theme, and Tera tells of them only
//! when a page comes there, or never, in a condition.

use std::collections::{BTreeMap, BTreeSet};

/// What a name stands for in a place of a template: a path of its variables, or a text of which nothing is known.
type Names = Vec<(String, Option<String>)>;

/// Words of expressions that are no variables.
const WORDS: &[&str] =
    &["if", "elif", "else", "endif", "in", "not", "and", "or", "is", "true", "false", "none", "loop", "component", "endcomponent"];

/// The variables that are used and not given: `item.html: item.titel`.
pub fn unknown(theme: &BTreeMap<String, String>, given: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let components: BTreeMap<&str, Component<'_>> = theme.values().flat_map(|text| Component::all(text)).collect();
    let mut faults = BTreeSet::new();
    for (template, variables) in given {
        let mut reader = Reader { template, variables, components: &components, faults: &mut faults };
        for text in [theme.get("base.html"), theme.get(template)].into_iter().flatten() {
            reader.read(text, Vec::new());
        }
    }
    faults
}

/// A component: the names of its arguments, and its text.
struct Component<'t> {
    arguments: Vec<&'t str>,
    text: &'t str,
}

impl<'t> Component<'t> {
    fn all(text: &'t str) -> Vec<(&'t str, Component<'t>)> {
        let found = text.split("{% component ").skip(1).filter_map(|rest| {
            let (head, rest) = rest.split_once("%}")?;
            let (name, arguments) = head.split_once('(')?;
            let arguments = arguments.split_once(')')?.0.split(',').map(|argument| argument.split('=').next().unwrap_or_default().trim());
            Some((name, Component { arguments: arguments.collect(), text: rest.split("endcomponent").next()? }))
        });
        found.collect()
    }
}

struct Reader<'r> {
    template: &'r str,
    variables: &'r BTreeSet<String>,
    components: &'r BTreeMap<&'r str, Component<'r>>,
    faults: &'r mut BTreeSet<String>,
}

impl Reader<'_> {
    /// Reads a text in which these names are known.
    fn read(&mut self, text: &str, mut names: Names) {
        for tag in tags(text) {
            let words: Vec<&str> = tag.split_whitespace().collect();
            match words.as_slice() {
                ["for", name, "in", list @ ..] => {
                    let list = list.concat();
                    self.expression(&list, &names);
                    let item = self.meant(&list, &names).map(|list| format!("{list}[]"));
                    names.push(((*name).to_string(), item));
                }
                ["endfor"] => drop(names.pop()),
                ["block" | "endblock" | "extends", ..] => {}
                [component, ..] if component.starts_with('<') => self.call(tag, &names),
                _ => self.expression(tag, &names),
            }
        }
    }

    /// Reads a component where it is used: `<tag text={r.validity} />`.
    fn call(&mut self, tag: &str, names: &Names) {
        let (name, rest) = tag.trim_matches(['<', '/', '>', ' ']).split_once(' ').unwrap_or((tag, ""));
        let component = self.components.get(name).unwrap_or_else(|| unreachable!("no component is called {name}"));
        let mut inside: Names = component.arguments.iter().map(|argument| ((*argument).to_string(), None)).collect();
        for (at, part) in rest.split('{').enumerate().skip(1) {
            let value = part.split('}').next().unwrap_or_default();
            self.expression(value, names);
            let before = rest.split('{').nth(at - 1).unwrap_or_default();
            let argument = before.trim_end_matches('=').rsplit([' ', '}']).next().unwrap_or_default();
            let meant = self.meant(value, names);
            inside.iter_mut().filter(|(name, _)| name == argument).for_each(|(_, known)| known.clone_from(&meant));
        }
        self.read(component.text, inside);
    }

    /// Checks every variable of an expression.
    fn expression(&mut self, text: &str, names: &Names) {
        for path in paths(text) {
            if let Some(meant) = self.meant(&path, names)
                && !self.variables.contains(&meant)
                && !self.variables.contains(&format!("{meant}[]"))
            {
                self.faults.insert(format!("{}: {meant}", self.template));
            }
        }
    }

    /// The variable of the template that a path means here; `None` where nothing is known of it, as of a text.
    fn meant(&self, path: &str, names: &Names) -> Option<String> {
        let path = path.trim();
        if path.is_empty() || !path.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']')) {
            return None;
        }
        let (first, rest) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
        if WORDS.contains(&first) {
            return None;
        }
        let known = names.iter().rev().find(|(name, _)| name == first).map_or(Some(first.to_string()), |(_, known)| known.clone())?;
        let whole = format!("{known}{rest}");
        Some(whole.split_inclusive('[').map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit())).collect())
    }
}

/// What stands in the braces of a text, without comments.
fn tags(text: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).chain(rest.find("{#")).min() {
        let end = match &rest[at..at + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let Some(length) = rest[at..].find(end) else { break };
        if end != "#}" {
            tags.push(rest[at + 2..at + length].trim_matches(['-', ' ', '\n']));
        }
        rest = &rest[at + length + 2..];
    }
    tags
}

/// The variables of an expression: no texts, no filters, no words of the language.
fn paths(text: &str) -> Vec<String> {
    let outside: String = text.split('"').step_by(2).collect::<Vec<_>>().join(" \" ");
    let mut paths = Vec::new();
    let (mut before, mut words) = (' ', Vec::new());
    let mut rest = outside.as_str();
    while let Some(c) = rest.chars().next() {
        let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']'))).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length.max(c.len_utf8()));
        if c.is_alphabetic() || c == '_' {
            let named = after.starts_with('=') && !after.starts_with("==");
            let tested = matches!(words.as_slice(), [.., "is"] | [.., "is", "not"]);
            if before != '|' && !named && !tested {
                paths.push(word.to_string());
            }
            words.push(word);
        }
        if !c.is_whitespace() {
            before = c;
        }
        rest = after;
    }
    paths
}

#[test]
fn what_is_not_given_is_found() {
    let theme = [
        ("base.html", "{{ site.title }}{# {{ nothing }} #}{% if page.kind == \"item\" %}{{ page.titel }}{% endif %}"),
        ("a.html", "{% for r in rows %}{{ r.name | upper }}{{ <tag text={r.mark} more=\"x\" /> }}{{ rows[0].nam }}{% endfor %}"),
        ("components.html", "{% component tag(text, more = \"\") %}{{ text }}{{ text.deep }}{{ more }}{% endcomponent tag %}"),
    ];
    let theme = theme.map(|(name, text)| (name.to_string(), text.to_string())).into();
    let given = ["site.title", "page.kind", "rows[]", "rows[].name", "rows[].mark"].map(str::to_string);
    let given = BTreeMap::from([("a.html".to_string(), given.into())]);
    let found: Vec<String> = unknown(&theme, &given).into_iter().collect();
    assert_eq!(found, ["a.html: page.titel", "a.html: rows[].mark.deep", "a.html: rows[].nam"]);
}
