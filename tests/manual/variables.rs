//! `docs/manual/theme-variables.md`: every variable of every template, with what it means and one value of a real page.
//!
//! The meanings stand in `variables.txt`. Whatever a template is given has one, and whatever has one is given to a template.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::templates::{Templates, Variable, templates};
use super::{compare, templates, uses};

/// A line of a section: a path, whether it is one of the things with a name, what it means.
struct Line<'t> {
    path: &'t str,
    shape: Option<&'t str>,
    meaning: &'t str,
}

/// A template, or a thing that stands in several places.
struct Section<'t> {
    name: &'t str,
    title: &'t str,
    lines: Vec<Line<'t>>,
}

fn sections(text: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for line in text.lines().skip_while(|line| !line.starts_with("== ")).filter(|line| !line.is_empty()) {
        if let Some((name, title)) = line.strip_prefix("== ").and_then(|heading| heading.split_once(' ')) {
            sections.push(Section { name, title, lines: Vec::new() });
            continue;
        }
        let (path, rest) = line.split_once(' ').expect(line);
        let (shape, meaning) = match rest.split_once(' ') {
            Some((shape, meaning)) if shape.starts_with('@') => (Some(shape), meaning),
            _ => (None, rest),
        };
        sections.last_mut().expect("a line is in a section").lines.push(Line { path, shape, meaning });
    }
    sections
}

/// Where a path of a template has its meaning: a section, and a path in it.
type Place = (String, String);

/// Every path that a template may be given, with the place of its meaning.
fn paths(sections: &[Section<'_>], template: &str) -> BTreeMap<String, Place> {
    fn add(sections: &[Section<'_>], name: &str, below: &str, to: &mut BTreeMap<String, Place>) {
        let section = sections.iter().find(|section| section.name == name);
        for line in section.iter().flat_map(|section| &section.lines) {
            let path = format!("{below}{}", line.path);
            if let Some(shape) = line.shape {
                assert!(sections.iter().any(|section| section.name == shape), "there is no {shape}");
                add(sections, shape, &format!("{path}."), to);
            }
            to.insert(path, (name.to_string(), line.path.to_string()));
        }
    }
    let mut all = BTreeMap::new();
    add(sections, "*", "", &mut all);
    add(sections, template, "", &mut all);
    all
}

/// The page, and what does not fit together.
fn page(sections: &[Section<'_>], given: &Templates) -> (String, Vec<String>) {
    let (mut known, mut wrong): (BTreeMap<Place, Variable>, Vec<String>) = Default::default();
    // Backwards: the first example of what every page has is no longer that of 404.html, which is like no other.
    for (template, variables) in given.iter().rev() {
        let paths = paths(sections, template);
        if !sections.iter().any(|section| section.name == template) {
            wrong.push(format!("{template} has no section"));
        }
        for (path, place) in &paths {
            // What was missing or empty on every page has nothing in it.
            let inside = path.rsplit_once('.').is_none_or(|(above, _)| variables.keys().any(|path| path.starts_with(&format!("{above}."))));
            match variables.get(path) {
                Some(variable) => known.entry(place.clone()).or_default().merge(variable),
                None if inside => wrong.push(format!("{template}: {path} is not given")),
                None => {}
            }
        }
        wrong.extend(variables.keys().filter(|path| !paths.contains_key(*path)).map(|path| format!("{template}: {path} has no meaning")));
    }
    let places = sections.iter().flat_map(|section| section.lines.iter().map(|line| (section.name.to_string(), line.path.to_string())));
    wrong.extend(places.filter(|place| !known.contains_key(place)).map(|(section, path)| format!("{section}: no template has {path}")));
    let mut text =
        "<!-- 由程序给模板的数据生成：UPDATE=1 cargo test --test manual。不要在这里修改；含义写在 tests/manual/variables.txt 里。 -->\n\n\
         # 模板的变量\n\n\
         每个模板能用的全部变量。例子取自演示栏目的网页。怎样写主题，见[主题](theme.md)。\n\n\
         - 变量里的 `[]` 是列表里的一项：`years[].name`，在模板里是 `{% for y in years %}{{ y.name }}{% endfor %}`。\n\
         - 类型“组”是几个变量合在一起。写着“可以没有”的，用以前先问一句：`{% if item.prev %}…{% endif %}`；“可以是空的”同样。\n\
         - 名称以 `href` 结尾的，是从栏目根目录算起的网址，前面写 `{{ root }}`。\n"
            .to_string();
    for section in sections {
        let name = if section.name.ends_with(".html") { format!("`{}` ", section.name) } else { String::new() };
        write!(text, "\n## {name}{}\n", section.title).expect("a string takes all");
        if section.lines.is_empty() {
            text.push_str("\n没有自己的变量。\n");
            continue;
        }
        text.push_str("\n| 变量 | 类型 | 含义 | 例子 |\n| --- | --- | --- | --- |\n");
        for line in &section.lines {
            let variable = known.get(&(section.name.to_string(), line.path.to_string())).cloned().unwrap_or_default();
            let shape = line.shape.and_then(|shape| sections.iter().find(|section| section.name == shape));
            let shape = shape.map(|shape| format!("：[{}](#{})", shape.title, super::site::anchor(shape.title))).unwrap_or_default();
            let (path, meaning) = (line.path, line.meaning);
            writeln!(text, "| `{path}` | {} | {meaning}{shape} | {} |", kind(path, &variable), example(&variable))
                .expect("a string takes all");
        }
    }
    (text, wrong)
}

/// What a variable is, in a word or two.
fn kind(path: &str, variable: &Variable) -> String {
    // Nothing is known of what was missing on every page but that it is no text.
    let (of, list) = (variable.kind, path.ends_with("[]"));
    let what = if list && of.is_empty() {
        "列表".to_string()
    } else if list {
        format!("列表（{of}）")
    } else if of.is_empty() {
        "组".into()
    } else {
        of.into()
    };
    let maybe = match variable.optional {
        false => "",
        true if what == "组" => "，可以没有",
        true => "，可以是空的",
    };
    what + maybe
}

/// A value, short and on one line.
fn example(variable: &Variable) -> String {
    const LONGEST: usize = 36;
    let value = variable.example.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.is_empty() {
        return String::new();
    }
    let short: String = value.chars().take(LONGEST).collect();
    format!("`{}{}`", short.replace('|', "\\|").replace('`', "'"), if value.chars().count() > LONGEST { "……" } else { "" })
}

#[test]
fn every_variable_has_a_meaning() {
    let given = templates();
    let text = include_str!("variables.txt").replace("\r\n", "\n");
    let (page, wrong) = page(&sections(&text), &given);
    assert!(wrong.is_empty(), "tests/manual/variables.txt: {wrong:#?}");
    compare("docs/manual/theme-variables.md", &page);
}

#[test]
fn the_default_theme_uses_what_it_is_given() {
    let text = include_str!("variables.txt").replace("\r\n", "\n");
    let theme = templates::default_theme();
    let pages = theme.keys().filter(|name| !["base.html", "components.html"].contains(&name.as_str()));
    let known = pages.map(|name| (name.clone(), paths(&sections(&text), name).into_keys().collect())).collect();
    let unknown = uses::unknown(&theme, &known);
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn what_does_not_fit_is_told() {
    let of = |paths: &[&str]| paths.iter().map(|path| ((*path).to_string(), Variable { kind: "文字", ..Variable::default() })).collect();
    let given = Templates::from([("a.html".to_string(), of(&["root", "name", "more"])), ("b.html".to_string(), of(&["root"]))]);
    let text = "== * 每页\nroot 路\n\n== a.html 甲\nname 名称\ngone 没有\n";
    let (_, wrong) = page(&sections(text), &given);
    assert_eq!(
        wrong,
        ["b.html has no section", "a.html: gone is not given", "a.html: more has no meaning", "a.html: no template has gone"]
    );
}
