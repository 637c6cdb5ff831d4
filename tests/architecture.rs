//! The laws of the architecture: sources are read as tokens, so that comments and texts do not count. Code of tests is exempt.
//!
//! Each law is a function from the sources to its breaches. [`every_law_can_be_broken`] gives each a source that breaks it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};

/// The sources by their path below `src/`.
type Sources = BTreeMap<String, String>;

/// What breaks a law: the file, the line, what stands there.
type Breaches = Vec<String>;

/// The longest a source may be, in lines.
const LONGEST: usize = 400;

/// One token, groups opened: a word, a punctuation mark, a bracket or a literal.
struct Token {
    text: String,
    line: usize,
}

/// The tokens of a source without its modules of tests.
fn tokens(source: &str) -> Vec<Token> {
    fn walk(stream: TokenStream, to: &mut Vec<Token>) {
        for tree in stream {
            let line = tree.span().start().line;
            match tree {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                        proc_macro2::Delimiter::Brace => ("{", "}"),
                        proc_macro2::Delimiter::Bracket => ("[", "]"),
                        proc_macro2::Delimiter::None => ("", ""),
                    };
                    let test_module = open == "{" && ends_with(to, &["#", "[", "cfg", "(", "test", ")", "]", "mod", "*"]);
                    to.push(Token { text: open.into(), line });
                    if !test_module {
                        walk(group.stream(), to);
                    }
                    to.push(Token { text: close.into(), line: group.span_close().start().line });
                }
                other => to.push(Token { text: other.to_string(), line }),
            }
        }
    }
    let mut all = Vec::new();
    walk(TokenStream::from_str(source).expect("a source that compiles"), &mut all);
    all
}

/// Whether the tokens end with these; `*` stands for any one.
fn ends_with(tokens: &[Token], end: &[&str]) -> bool {
    tokens.len() >= end.len() && tokens[tokens.len() - end.len()..].iter().zip(end).all(|(token, word)| *word == "*" || token.text == *word)
}

/// The places at which these tokens stand in a row; `*` stands for any one.
fn places<'t>(tokens: &'t [Token], row: &'t [&str]) -> impl Iterator<Item = usize> + 't {
    (0..tokens.len()).filter(move |at| tokens.len() - at >= row.len() && ends_with(&tokens[..at + row.len()], row))
}

/// What is named behind the path that ends before `at`: one name, or each name that opens a branch of `{…}`.
fn named(tokens: &[Token], at: usize) -> Vec<&Token> {
    let Some(first) = tokens.get(at) else { return Vec::new() };
    if first.text != "{" {
        return vec![first];
    }
    let (mut depth, mut names) = (0, Vec::new());
    for at in at..tokens.len() {
        match tokens[at].text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ if depth == 1 && matches!(tokens[at - 1].text.as_str(), "{" | ",") => names.push(&tokens[at]),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// The modules that a source declares, in reading order, and whether each is public.
fn modules(source: &str) -> Vec<(String, bool)> {
    let tokens = tokens(source);
    places(&tokens, &["mod", "*", ";"])
        .map(|at| (tokens[at + 1].text.clone(), at > 0 && matches!(tokens[at - 1].text.as_str(), "pub" | ")")))
        .collect()
}

/// `rules/privacy.rs` is `["rules", "privacy"]`, `rules/mod.rs` is `["rules"]`.
fn module_path(file: &str) -> Vec<&str> {
    file.trim_end_matches(".rs").split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main")).collect()
}

/// The program is a crate of its own: it sees what `lib.rs` makes public and may ask the machine.
fn is_library(file: &str) -> bool {
    file != "main.rs" && !file.starts_with("cli/")
}

fn library(sources: &Sources) -> impl Iterator<Item = (&str, Vec<Token>)> {
    sources.iter().filter(|(file, _)| is_library(file)).map(|(file, source)| (file.as_str(), tokens(source)))
}

/// Law 1: a module names only modules above it in the list of `lib.rs`, and `super` stays inside a module of that list.
fn one_way(sources: &Sources) -> Breaches {
    let order: Vec<String> = modules(&sources["lib.rs"]).into_iter().map(|(name, _)| name).collect();
    let place = |name: &str| order.iter().position(|known| known == name);
    let mut breaches = Vec::new();
    for (file, tokens) in library(sources).filter(|(file, _)| *file != "lib.rs") {
        let path = module_path(file);
        let Some(own) = place(path[0]) else {
            breaches.push(format!("{file}: `{}` is not in the list of lib.rs", path[0]));
            continue;
        };
        for at in places(&tokens, &["crate", ":", ":"]) {
            for name in named(&tokens, at + 3) {
                match place(&name.text) {
                    Some(other) if other <= own => {}
                    Some(_) => {
                        breaches.push(format!("{file}:{}: `{}` stands below `{}` in the list of lib.rs", name.line, name.text, path[0]))
                    }
                    None => breaches.push(format!("{file}:{}: `crate::{}` is no module of the list", name.line, name.text)),
                }
            }
        }
        // `super::super` is `super` followed by `super`: each one climbs.
        for at in places(&tokens, &["super", ":", ":"]).filter(|at| !ends_with(&tokens[..*at], &["super", ":", ":"])) {
            let climbs = (0..).take_while(|n| tokens.get(at + 3 * n).is_some_and(|token| token.text == "super")).count();
            if climbs >= path.len() {
                breaches.push(format!("{file}:{}: `super` leaves `{}`", tokens[at].line, path[0]));
            }
        }
    }
    breaches
}

/// Law 2, the disk: only these two modules, with what is in their folders, touch it.
const DISK: &[&str] = &["folder.rs", "folder/read.rs", "folder/refresh.rs", "publish.rs", "publish/place.rs", "publish/trees.rs"];
const DISK_NAMES: &[&str] = &["fs", "OpenOptions", "walkdir", "WalkDir", "rustix", "tempfile"];
/// Methods of a path that ask the disk, though no name above stands there.
const DISK_METHODS: &[&str] =
    &["exists", "try_exists", "is_file", "is_dir", "is_symlink", "metadata", "symlink_metadata", "canonicalize", "read_dir", "read_link"];

fn disk(sources: &Sources) -> Breaches {
    let mut breaches = Vec::new();
    for (file, tokens) in library(sources).filter(|(file, _)| !DISK.contains(file)) {
        let named = tokens.iter().filter(|token| DISK_NAMES.contains(&token.text.as_str()));
        let opened = places(&tokens, &["File", ":", ":", "*"])
            .filter(|at| matches!(tokens[at + 3].text.as_str(), "open" | "create" | "create_new" | "options"));
        let asked =
            places(&tokens, &[".", "*", "("]).filter(|at| DISK_METHODS.contains(&tokens[at + 1].text.as_str())).map(|at| &tokens[at + 1]);
        breaches.extend(
            named
                .chain(opened.map(|at| &tokens[at]))
                .chain(asked)
                .map(|token| format!("{file}:{}: `{}` touches the disk", token.line, token.text)),
        );
    }
    breaches
}

/// Law 2, the machine: no clock, environment, network or other process.
const MACHINE: &[&str] = &[
    "Instant",
    "SystemTime",
    "Utc",
    "Local",
    "env",
    "net",
    "process",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "ToSocketAddrs",
    "stdin",
    "hostname",
    "current_dir",
    "RandomState",
    "thread_rng",
];

fn machine(sources: &Sources) -> Breaches {
    let mut breaches = Vec::new();
    for (file, tokens) in library(sources) {
        for at in (0..tokens.len()).filter(|at| MACHINE.contains(&tokens[*at].text.as_str())) {
            // `env!` is read when the program is compiled, as a constant.
            if !(tokens[at].text == "env" && tokens.get(at + 1).is_some_and(|next| next.text == "!")) {
                breaches.push(format!("{file}:{}: `{}` asks the machine", tokens[at].line, tokens[at].text));
            }
        }
    }
    breaches
}

/// Law 2, globals: a `static` may not change. The one lazy static is the cleaner of HTML in `parse/markdown/html.rs`: it is a constant
/// (nothing outside the source goes into it) that only cannot be made when the program is compiled, because it holds hash tables.
const LAZY: &[&str] = &["parse/markdown/html.rs", "personal/table.rs"];

fn globals(sources: &Sources) -> Breaches {
    let changes = |word: &str| {
        matches!(word, "mut" | "Mutex" | "RwLock" | "OnceLock" | "OnceCell" | "Cell" | "RefCell" | "UnsafeCell" | "LazyCell")
            || word.starts_with("Atomic")
    };
    let mut breaches = Vec::new();
    for (file, tokens) in library(sources) {
        for at in (0..tokens.len()).filter(|at| tokens[*at].text == "static" && (*at == 0 || tokens[at - 1].text != "'")) {
            let kind: Vec<&Token> = tokens[at..].iter().take_while(|token| token.text != "=" && token.text != ";").collect();
            let lazy = kind.iter().filter(|token| token.text == "LazyLock");
            let faults = kind.iter().filter(|token| changes(&token.text)).chain(lazy.filter(|_| !LAZY.contains(&file)));
            breaches.extend(faults.map(|token| format!("{file}:{}: a `static` with `{}`", token.line, token.text)));
        }
        let local = tokens.iter().filter(|token| matches!(token.text.as_str(), "thread_local" | "lazy_static"));
        breaches.extend(local.map(|token| format!("{file}:{}: `{}`", token.line, token.text)));
    }
    breaches
}

/// Law 4: a row is a private module with a place in its table, and knows neither the table nor another row.
fn rows(sources: &Sources) -> Breaches {
    let mut breaches = Vec::new();
    for table in ["rules", "outputs"] {
        let (Some(source), folder) = (sources.get(&format!("{table}/mod.rs")), format!("{table}/")) else {
            breaches.push(format!("{table}/mod.rs: there is no table"));
            continue;
        };
        let declared = modules(source);
        let tokens_of_table = tokens(source);
        for (name, public) in &declared {
            if *public {
                breaches.push(format!("{table}/mod.rs: `{name}` is public: only the table may use a row"));
            }
            let in_a_row = places(&tokens_of_table, &[":", name.as_str(), ":", ":"])
                .any(|at| at > 0 && tokens_of_table[at - 1].text != ":")
                || places(&tokens_of_table, &["(", name.as_str(), ":", ":"]).next().is_some();
            if !in_a_row {
                breaches.push(format!("{table}/mod.rs: `{name}` has no row in the table"));
            }
        }
        for (file, source) in sources.iter().filter(|(file, _)| file.starts_with(&folder) && !file.ends_with("/mod.rs")) {
            let tokens = tokens(source);
            // In a folder of its own, a family's `super` is the family.
            let nested = file[folder.len()..].contains('/');
            let is_super = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.text == "super");
            let once = |at: usize| !is_super(Some(at + 3)) && !is_super(at.checked_sub(3));
            let supers = places(&tokens, &["super", ":", ":"]).filter(|at| !(nested && once(*at))).map(|at| &tokens[at]);
            let own = places(&tokens, &["crate", ":", ":"])
                .flat_map(|at| named(&tokens, at + 3))
                .filter(|name| matches!(name.text.as_str(), "rules" | "outputs"));
            breaches.extend(
                supers.chain(own).map(|token| format!("{file}:{}: `{}`: a row knows no table and no other row", token.line, token.text)),
            );
        }
    }
    breaches
}

/// Files are short.
fn size(sources: &Sources) -> Breaches {
    let long = sources.iter().filter(|(_, source)| source.lines().count() > LONGEST);
    long.map(|(file, source)| format!("{file}: {} lines, more than {LONGEST}: it is asking to be split", source.lines().count())).collect()
}

/// Names say what is in a file, and imports say what is used.
fn names(sources: &Sources) -> Breaches {
    const EMPTY_WORDS: &[&str] = &["util", "utils", "common", "helper", "helpers", "manager", "context", "prelude", "misc"];
    let mut breaches = Vec::new();
    for (file, source) in sources {
        if let Some(word) = module_path(file).iter().find(|part| EMPTY_WORDS.contains(part)) {
            breaches.push(format!("{file}: `{word}` says nothing about what is in it"));
        }
        let tokens = tokens(source);
        breaches.extend(
            places(&tokens, &["super", ":", ":", "*"])
                .filter(|at| tokens[at + 3].text == "*")
                .map(|at| format!("{file}:{}: `super::*`", tokens[at].line)),
        );
    }
    breaches
}

/// What finds the breaches of a law.
type Law = fn(&Sources) -> Breaches;

/// Every law, by its name.
const LAWS: &[(&str, Law)] =
    &[("one way", one_way), ("disk", disk), ("machine", machine), ("globals", globals), ("rows", rows), ("size", size), ("names", names)];

/// Every source below `src/`.
fn sources() -> Sources {
    fn read(folder: &Path, root: &Path, to: &mut Sources) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                read(&path, root, to);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).expect("below it").to_string_lossy().replace('\\', "/");
                to.insert(name, fs::read_to_string(&path).expect("a source"));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Sources::new();
    read(&root, &root, &mut all);
    all
}

#[test]
fn the_laws_are_kept() {
    let sources = sources();
    assert!(sources.len() > 50, "the sources were not found");
    let breaches: Vec<String> =
        LAWS.iter().flat_map(|(law, check)| check(&sources).into_iter().map(move |breach| format!("{law}: {breach}"))).collect();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn every_law_can_be_broken() {
    let sound: Sources = [
        ("lib.rs", "pub mod folder; pub mod model; pub mod parse; pub mod rules; pub mod outputs; pub mod view;"),
        ("model/mod.rs", "mod a; /* use crate::view; std::fs */ #[cfg(test)] mod tests { use super::*; use crate::view::X; use std::fs; }"),
        (
            "model/a.rs",
            "use super::b::c; use crate::folder::{self, X}; const S: &'static str = \"std::env::var\"; fn f(x: &'static mut u8) {}",
        ),
        ("rules/mod.rs", "mod one; const R: &[Check] = &[Check { rule: one::A, run: Run::Item(one::a) }];"),
        ("rules/one.rs", "use crate::model::X;"),
        ("outputs/mod.rs", "mod home; const O: &[Output] = &[Output { pages: home::pages, content: home::content }];"),
        ("outputs/home.rs", "use crate::model::Y; const V: &str = env!(\"X\"); fn f(n: Noun) -> bool { n == Noun::File }"),
        ("parse/markdown/html.rs", "static CLEANER: LazyLock<u8> = LazyLock::new(|| 1);"),
        ("cli/build.rs", "use std::{env, fs}; fn f() { Instant::now(); }"),
    ]
    .map(|(file, source)| (file.to_string(), source.to_string()))
    .into();
    for (law, check) in LAWS {
        assert_eq!(check(&sound), Breaches::new(), "{law}");
    }
    let long = "\n".repeat(LONGEST + 1);
    let broken: &[(&str, &str, &str)] = &[
        ("one way", "model/b.rs", "use crate::view::X;"),
        ("one way", "model/b.rs", "fn f() { crate::rules::all() }"),
        ("one way", "model/b.rs", "use crate::{folder, rules::{self, R}};"),
        ("one way", "model/b.rs", "macro_rules! m { () => { crate::view::X } }"),
        ("one way", "model/b.rs", "use crate::nowhere::X;"),
        ("one way", "model/b.rs", "use super::super::view::X;"),
        ("one way", "model.rs", "use super::view;"),
        ("one way", "stray.rs", ""),
        ("disk", "model/b.rs", "use std::fs;"),
        ("disk", "model/b.rs", "use std::{io, fs::File};"),
        ("disk", "model/b.rs", "fn f() { File::open(p) }"),
        ("disk", "model/b.rs", "fn f(path: &Path) -> bool { path.exists() }"),
        ("disk", "model/b.rs", "use walkdir::WalkDir;"),
        ("machine", "model/b.rs", "fn f() { std::time::Instant::now(); }"),
        ("machine", "model/b.rs", "use chrono::{Local, Datelike};"),
        ("machine", "model/b.rs", "fn f() { std::env::var(\"TZ\"); }"),
        ("machine", "model/b.rs", "use std::net::TcpStream;"),
        ("globals", "model/b.rs", "static mut N: u8 = 0;"),
        ("globals", "model/b.rs", "static N: Mutex<Vec<u8>> = Mutex::new(Vec::new());"),
        ("globals", "model/b.rs", "pub static N: std::sync::OnceLock<u8> = std::sync::OnceLock::new();"),
        ("globals", "model/b.rs", "fn f() { static N: AtomicUsize = AtomicUsize::new(0); }"),
        ("globals", "model/b.rs", "static N: LazyLock<u8> = LazyLock::new(|| 1);"),
        ("globals", "model/b.rs", "thread_local! { static N: u8 = 0; }"),
        ("rows", "rules/one.rs", "use super::two;"),
        ("rows", "rules/one.rs", "use crate::rules::RULES;"),
        ("rows", "outputs/home.rs", "use crate::{model::X, rules::RULES};"),
        ("rows", "outputs/home.rs", "fn f() { crate::outputs::plan() }"),
        ("rows", "rules/mod.rs", "pub mod one; const R: &[Check] = &[Check { rule: one::A, run: Run::Item(one::a) }];"),
        (
            "rows",
            "outputs/mod.rs",
            "mod home; mod forgotten; pub use forgotten::X; const O: &[Output] = &[Output { pages: home::pages, content: home::content }];",
        ),
        ("size", "model/b.rs", &long),
        ("names", "parse/utils.rs", ""),
        ("names", "view/helpers/mod.rs", ""),
        ("names", "cli/b.rs", "use super::*;"),
    ];
    for (law, file, source) in broken {
        let mut sources = sound.clone();
        sources.insert(file.to_string(), source.to_string());
        let (_, check) = LAWS.iter().find(|(name, _)| name == law).expect("a law");
        assert!(!check(&sources).is_empty(), "{law}: {file}: {source}");
    }
}
