//! What a reader gets from nginx and Caddy, with the column at the top of a site and below a path.

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use super::http::{Answer, ask, encoded};
use super::server::{Kind, Server};
use super::{Tree, column, listed, succeed, tree};

/// A column on a server.
struct Host {
    server: Server,
    prefix: &'static str,
    tree: Tree,
    _folder: TempDir,
}

/// The address of the column, without its path.
const SITE: &str = "https://www.example.gov.cn";

impl Host {
    fn new(kind: Kind, prefix: &'static str) -> Host {
        let folder = TempDir::new().expect("a folder");
        let source = folder.path().join("column");
        fs::create_dir(&source).expect("a folder");
        column(&source, &format!("{SITE}{prefix}"));
        succeed(&source, "build --compress --output ../current");
        let (current, work) = (folder.path().join("current"), folder.path().join("work"));
        let tree = tree(&current);
        // What somebody left there must not be seen.
        for (name, text) in [(".secret", "secret"), (".git/config", "secret"), ("audit/.secret.html", "secret")] {
            let path = current.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        fs::create_dir(&work).expect("a folder");
        Host { server: Server::start(kind, &current, prefix, &work), prefix, tree, _folder: folder }
    }

    #[track_caller]
    fn get(&self, path: &str, headers: &[&str]) -> Answer {
        ask(self.server.address, "GET", &format!("{}{}", self.prefix, encoded(path)), headers)
    }

    /// The 404 page, and nothing that was said before it was known that there is none.
    #[track_caller]
    fn expect_missing(&self, path: &str) {
        let answer = ask(self.server.address, "GET", path, &[]);
        assert_eq!((answer.status, answer.header("content-type")), (404, "text/html; charset=utf-8"), "{path}");
        assert!(answer.body == self.tree["404.html"], "{path} does not show the page");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        assert!(answer.headers.contains_key("content-security-policy"), "{path}");
    }
}

/// The headers that `_headers` wants for a path.
fn wanted(tree: &Tree, path: &str) -> BTreeMap<String, String> {
    let rules = String::from_utf8(tree["_headers"].clone()).expect("a text");
    let mut wanted = BTreeMap::from([("cache-control".to_string(), "no-cache".to_string())]);
    let mut holds = false;
    for line in rules.lines() {
        match line.strip_prefix("  ").and_then(|line| line.split_once(": ")) {
            Some((name, value)) if holds => drop(wanted.insert(name.to_ascii_lowercase(), value.to_string())),
            Some(_) => {}
            None => {
                let pattern = line.trim_start_matches('/');
                holds = pattern.strip_suffix('*').map_or(pattern == path, |folder| path.starts_with(folder));
            }
        }
    }
    assert!(wanted.len() >= 5, "{rules}");
    wanted
}

/// The kind of a file, with its charset where it is text.
fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "xml" => "text/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        other => panic!("{path}: a test for {other} is missing"),
    }
}

fn every_address(host: &Host) {
    let mut packed = 0;
    for path in listed(&host.tree) {
        let answer = host.get(&path, &[]);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body == host.tree[&path], "{path} has other bytes");
        assert_eq!(answer.header("content-encoding"), "", "{path}");
        if path == "_headers" || path.ends_with(".gz") || path.ends_with(".br") {
            continue;
        }
        assert_eq!(answer.header("content-type").replace("UTF", "utf"), content_type(&path), "{path}");
        for (name, value) in wanted(&host.tree, &path) {
            assert_eq!(answer.header(&name), value, "{path}: {name}");
        }
        for (coding, end) in [("gzip", "gz"), ("br", "br")] {
            let Some(copy) = host.tree.get(&format!("{path}.{end}")) else { continue };
            let answer = host.get(&path, &[&format!("Accept-Encoding: {coding}")]);
            assert_eq!((answer.status, answer.header("content-encoding")), (200, coding), "{path}");
            assert!(answer.body == *copy, "{path}: not the copy {end}");
            assert_eq!(answer.header("vary").to_ascii_lowercase(), "accept-encoding", "{path}");
            assert_eq!(answer.header("content-type"), content_type(&path), "{path}");
            packed += 1;
        }
    }
    assert!(packed > 100, "{packed}");
    let home = host.get("", &["Accept-Encoding: gzip"]);
    assert!(home.status == 200 && home.body == host.tree["index.html.gz"], "{home:?}");
}

fn what_is_missing(host: &Host) {
    let prefix = host.prefix;
    // This column has no annual report with figures.
    for path in ["no.html", "audit/no/such/page.html", "no.csv", "annual.json", "assets/no.css", "data/items.json", "assets/"] {
        host.expect_missing(&format!("{prefix}{path}"));
    }
    for path in [".secret", ".git/config", "audit/.secret.html", "%2esecret"] {
        host.expect_missing(&format!("{prefix}{path}"));
    }
    // The page is shown at any depth: each of its links leads somewhere.
    let page = String::from_utf8(host.tree["404.html"].clone()).expect("a text");
    let links = [" href=\"", " src=\""].into_iter().flat_map(|mark| page.split(mark).skip(1));
    let links: Vec<&str> = links.filter_map(|rest| rest.split('"').next()).filter(|link| !link.starts_with(['#'])).collect();
    let own: Vec<&str> = links.iter().filter_map(|link| link.strip_prefix(SITE)).collect();
    assert!(own.len() > 10, "{links:?}");
    assert!(links.iter().all(|link| link.contains(':')), "{links:?}");
    for link in own {
        assert_eq!(ask(host.server.address, "GET", link, &[]).status, 200, "{link}");
    }
}

fn manners(host: &Host) {
    let path = format!("{}index.html", host.prefix);
    let whole = ask(host.server.address, "GET", &path, &[]);
    let head = ask(host.server.address, "HEAD", &path, &[]);
    assert!(head.status == 200 && head.body.is_empty() && head.header("content-length") == whole.body.len().to_string(), "{head:?}");
    let part = ask(host.server.address, "GET", &path, &["Range: bytes=0-14"]);
    assert!(part.status == 206 && part.body == b"<!doctype html>", "{part:?}");
    let again = format!("If-None-Match: {}", whole.header("etag"));
    let unchanged = ask(host.server.address, "GET", &path, &[&again]);
    assert!(unchanged.status == 304 && unchanged.body.is_empty(), "{unchanged:?}");
    let other = ask(host.server.address, "GET", &path, &["If-None-Match: \"other\""]);
    assert_eq!(other.status, 200);
    assert_eq!(ask(host.server.address, "POST", &path, &["Content-Length: 0"]).status, 405);
    if host.prefix != "/" {
        let short = ask(host.server.address, "GET", host.prefix.trim_end_matches('/'), &[]);
        assert_eq!((short.status, short.header("location")), (301, host.prefix));
        // What is not the column's is not shown from it.
        assert_eq!(ask(host.server.address, "GET", "/index.html", &[]).status, 404);
    }
    assert!(!whole.header("server").contains('.'), "it tells its version: {whole:?}");
}

fn all(kind: Kind, prefix: &'static str) {
    let host = Host::new(kind, prefix);
    every_address(&host);
    what_is_missing(&host);
    manners(&host);
}

#[test]
fn nginx_with_a_site_of_its_own() {
    all(Kind::Nginx, "/");
}

#[test]
fn nginx_below_a_path() {
    all(Kind::Nginx, "/qinghe/");
}

#[test]
fn caddy_with_a_site_of_its_own() {
    all(Kind::Caddy, "/");
}

#[test]
fn caddy_below_a_path() {
    all(Kind::Caddy, "/qinghe/");
}
