//! Attacks on preview servers, each one that hit another server before; every test names the line of defence that it guards.

use std::fs;
use std::io::Write;
use std::time::Duration;

use gongkai::folder::{Folder, Hint, RelPath};

use super::column::{Column, item};
use super::server::{Answer, Server, news, wait};

/// What no answer may contain.
const SECRET: &str = "gongkai-secret-of-the-neighbour";

/// Asks with these headers, `Host` among them.
fn ask(server: &Server, method: &str, target: &str, headers: &[(&str, &str)]) -> Answer {
    let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    server.raw(format!("{method} {target} HTTP/1.1\r\n{lines}\r\n")).expect("an answer")
}

/// `http.rs`: what every answer of ours says, and that none lets other sites read it (Vite, CVE-2025-24010).
#[track_caller]
fn assert_guarded(answer: &Answer, what: &str) {
    let header = |name: &str| answer.headers.get(name).map_or("", String::as_str);
    assert_eq!(header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(header("cache-control"), "no-store", "{what}");
    assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{what}");
    assert_eq!(header("content-security-policy"), "frame-ancestors 'self'", "{what}");
    assert!(!answer.headers.keys().any(|name| name.starts_with("access-control-")), "{what}");
}

/// `pages::find` looks into the plan and never at the disk by a path of a request (Zola, CVE-2023-40274; MkDocs, CVE-2021-40978).
#[test]
fn no_path_leads_out_of_the_column() {
    let column = Column::new();
    let folder = column.root().file_name().and_then(|name| name.to_str()).expect("a name").to_string();
    // Files that the server's user may read: in the folder but not in the plan, beside it, and anywhere.
    column.write("secret.html", SECRET);
    column.write("content/secret.html", SECRET);
    column.write("public/secret.html", SECRET);
    column.write("public-old/secret.html", SECRET);
    let beside = column.root().with_file_name(format!("{folder}-old.html"));
    fs::write(&beside, SECRET).expect("a file beside the column");
    let server = Server::start(column.root(), &[]);
    let (absolute, sibling) = (column.at("secret.html").display().to_string(), format!("{folder}-old.html"));
    let mut targets: Vec<String> = vec![
        absolute.clone(),
        format!("/{absolute}"),
        format!("//{absolute}"),
        format!("/%2f{}", &absolute[1..]),
        format!("/file://{absolute}"),
        format!("/../{sibling}"),
        format!("/audit/../../{sibling}"),
        format!("/..%2f{sibling}"),
        "/secret.html".into(),
        "/content/secret.html".into(),
        "/public/secret.html".into(),
        "/../public-old/secret.html".into(),
        "/public/../secret.html".into(),
        "/site.toml".into(),
        "/content/audit/i0.md".into(),
        "/C:/Windows/win.ini".into(),
        "/c:%5cwindows%5cwin.ini".into(),
        "//localhost/c$/secret.html".into(),
        "/%5c%5clocalhost%5cc$%5csecret.html".into(),
        "/secret.html%00.css".into(),
        "/secret.html%00".into(),
        "/index.html%00".into(),
        "/__gongkai/../secret.html".into(),
        "/__gongkai/%2e%2e/secret.html".into(),
        "/assets/..%2f..%2fsecret.html".into(),
    ];
    for up in ["../", "%2e%2e/", "..%2f", "%2e%2e%2f", "..%5c", "..\\", "%252e%252e%252f", "..%c0%af", "....//", "..;/", "%u002e./"] {
        for times in [1, 2, 8] {
            for end in ["secret.html", "site.toml", "etc/passwd"] {
                targets.push(format!("/{}{end}", up.repeat(times)));
                targets.push(format!("/assets/{}{end}", up.repeat(times)));
            }
        }
    }
    for target in targets {
        let Some(answer) = server.raw(format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", server.address)) else { continue };
        assert!(matches!(answer.status, 400 | 404), "{target} is answered {}", answer.status);
        assert!(!answer.text().contains(SECRET) && !answer.text().contains("root:"), "{target} leads out");
    }
    // A NUL, control characters and no UTF-8 as they are.
    for target in [b"/secret.html\0".as_slice(), b"/\x01", b"/\xff\xfe", b"/a b"] {
        let request = [b"GET ", target, format!(" HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).as_bytes()].concat();
        assert!(server.raw(request).is_none_or(|answer| matches!(answer.status, 400 | 404)), "{target:?}");
    }
    fs::remove_file(beside).expect("it goes");
    assert_eq!(server.get("/").status, 200);
}

/// `pages::find`: which file it is, the path alone says (Vite, CVE-2025-30208 and its four successors).
#[test]
fn what_follows_the_path_changes_nothing() {
    let column = Column::new();
    column.write("content/secret.html", SECRET);
    let server = Server::start(column.root(), &[]);
    let page = server.get("/audit/i0.html").body;
    for query in ["?raw", "?raw??", "?import&raw??", "?inline&import", "?.svg?.wasm?init", "?", "?/../../site.toml", "?url=/site.toml"] {
        assert_eq!(server.get(&format!("/audit/i0.html{query}")).body, page, "{query}");
        for other in ["/site.toml", "/content/secret.html", "/@fs/etc/passwd", "/__gongkai/client.rs"] {
            assert_eq!(server.get(&format!("{other}{query}")).status, 404, "{other}{query}");
        }
    }
    assert!(
        server
            .raw(format!("GET /audit/i0.html#/../../site.toml HTTP/1.1\r\nHost: {}\r\n\r\n", server.address))
            .is_none_or(|answer| { matches!(answer.status, 400 | 404) || answer.body == page })
    );
}

/// `Folder::refresh`, `Folder::attachment` and the watcher do not go through links (Hugo, GHSA-fw87-fv5r-9fpw and
/// GHSA-c3wq-j5vh-68rc). The watcher and `refresh` are two lines: this fails without both, the next test without the second.
#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_column() {
    use std::os::unix::fs::symlink;
    let (column, outside) = (Column::new(), tempfile::TempDir::new().expect("a folder"));
    let secret = item(500, None).replace("第500号工作通报", SECRET);
    fs::write(outside.path().join("s1.md"), &secret).expect("a file");
    fs::write(outside.path().join("a0.csv"), SECRET).expect("a file");
    symlink(outside.path(), column.at("content/jobs")).expect("a link");
    let server = Server::start(column.root(), &[]);
    let mut done = 0;
    let mut touch = |what: &str| {
        done += 1;
        column.write("content/audit/i0.md", item(0, Some("a0.csv")) + &format!("\n第{done}步\n"));
        server.until("/audit/i0.html", |page| page.text().contains(&format!("第{done}步")));
        for path in ["/jobs/s1.html", "/jobs/s2.html", "/audit/s1.html", "/plan/deep/s1.html", "/plan/s1.html"] {
            assert_eq!(server.get(path).status, 404, "{path} after {what}");
        }
        for path in ["/", "/audit/a0.csv", "/jobs/index.html", "/archive/2017/06.html", "/__gongkai/"] {
            assert!(!server.get(path).text().contains(SECRET), "{path} after {what}");
        }
    };
    touch("the start");
    // A change behind a link that was there at the start.
    fs::write(outside.path().join("s2.md"), &secret).expect("a file");
    touch("a change behind a link");
    // A link that comes later: to a file, and to a folder.
    symlink(outside.path().join("s1.md"), column.at("content/audit/s1.md")).expect("a link");
    touch("a link to an item");
    symlink(outside.path(), column.at("content/plan/deep")).expect("a link");
    fs::write(outside.path().join("s1.md"), secret.clone() + "\n").expect("a file");
    column.write("content/plan/deep/s2.md", &secret);
    touch("a change through a link");
    // A link in the place of an attachment.
    fs::remove_file(column.at("content/audit/a0.csv")).expect("it goes");
    symlink(outside.path().join("a0.csv"), column.at("content/audit/a0.csv")).expect("a link");
    server.until("/audit/a0.csv", |answer| {
        assert!(!answer.text().contains(SECRET), "an attachment leads out");
        answer.status == 404
    });
    touch("a link to an attachment");
}

/// `Folder::refresh` by itself: whatever the system tells, what is behind a link is not read.
#[cfg(unix)]
#[test]
fn a_hint_does_not_lead_through_a_link() {
    let (column, outside) = (Column::new(), tempfile::TempDir::new().expect("a folder"));
    fs::create_dir(outside.path().join("deep")).expect("a folder");
    fs::write(outside.path().join("deep/s1.md"), SECRET).expect("a file");
    std::os::unix::fs::symlink(outside.path(), column.at("content/jobs")).expect("a link");
    let folder = Folder::read(column.root()).expect("the column");
    for path in ["content/jobs/s1.md", "content/jobs/deep/s1.md", "content/jobs/deep", "content/jobs"] {
        let touched = Some(RelPath::new(path).into_iter().collect());
        let (now, changed) = folder.refresh(&Hint { touched, since: Duration::ZERO });
        assert!(changed.is_empty() && now.files().eq(folder.files()), "{path} leads to {changed:?}");
    }
}

/// `http::refused`: only names that nobody else can point here, exactly once (rebinding: Vite, CVE-2025-24010).
#[test]
fn another_host_is_refused() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    let (here, port) = (server.address.to_string(), server.address.port());
    let local = format!("localhost:{port}");
    for host in [here.as_str(), &local, "LOCALHOST", "[::1]:80", "x.localhost"] {
        assert_eq!(ask(&server, "GET", "/", &[("Host", host)]).status, 200, "{host}");
    }
    let rebound = format!("evil.example:{port}");
    let hosts = [
        rebound.as_str(),
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil-localhost",
        "[::1]evil.example",
        "[::1].evil.example",
        "[::1",
        "2130706433",
        "user@127.0.0.1",
        "127.0.0.1, evil.example",
        "",
    ];
    for host in hosts {
        for path in ["/", "/__gongkai/", "/__gongkai/events?page=index.html", "/__gongkai/client.js", "/assets/style.css"] {
            let answer = ask(&server, "GET", path, &[("Host", host)]);
            assert_eq!(answer.status, 403, "{host:?} {path}");
            assert_guarded(&answer, host);
        }
    }
    for headers in [vec![], vec![("Host", here.as_str()), ("Host", here.as_str())], vec![("Host", &here), ("Host", "evil.example")]] {
        let answer = server.raw(format!(
            "GET / HTTP/1.1\r\n{}\r\n",
            headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect::<String>()
        ));
        assert_eq!(answer.expect("an answer").status, 400, "{headers:?}");
    }
    // The target names the host.
    assert_eq!(ask(&server, "GET", &format!("http://{here}/"), &[("Host", &here)]).status, 200);
    for target in
        ["http://evil.example/", &format!("http://evil.example@{here}/"), &format!("http://{here}@evil.example/"), "https://localhost/"]
    {
        assert_eq!(ask(&server, "GET", target, &[("Host", &here)]).status, 400, "{target}");
    }
    assert_eq!(ask(&server, "GET", "http://evil.example/", &[("Host", "evil.example")]).status, 403);
    assert_eq!(ask(&server, "GET", "http://evil.example/", &[]).status, 400);
}

/// `http::refused`: no other site reads, neither with `Origin` nor as a part of its page.
#[test]
fn another_site_is_refused() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    let here = server.address.to_string();
    let own = format!("http://{here}");
    let (events, neighbour) = ("/__gongkai/events?page=index.html", format!("http://127.0.0.1:{}", server.address.port() ^ 1));
    for path in ["/", events, "/__gongkai/client.js"] {
        for origin in [
            "https://evil.example",
            "http://evil.example",
            "null",
            "",
            &neighbour,
            &format!("https://{here}"),
            &format!("{own}.evil.example"),
        ] {
            let answer = ask(&server, "GET", path, &[("Host", &here), ("Origin", origin)]);
            assert_eq!(answer.status, 403, "{origin:?} {path}");
            assert_guarded(&answer, origin);
        }
        let twice = [("Host", here.as_str()), ("Origin", &own), ("Origin", "http://evil.example")];
        assert_eq!(ask(&server, "GET", path, &twice).status, 403);
        assert_eq!(ask(&server, "GET", path, &[("Host", &here), ("Origin", &own)]).status, 200);
        for mode in ["no-cors", "cors", "same-origin", ""] {
            let fetched = [("Host", here.as_str()), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode)];
            assert_eq!(ask(&server, "GET", path, &fetched).status, 403, "{mode} {path}");
        }
    }
    // A link of another site may lead to a page, but not to the desk.
    let followed = [("Host", here.as_str()), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")];
    assert_eq!(ask(&server, "GET", "/", &followed).status, 200);
    assert_eq!(ask(&server, "GET", "/__gongkai/", &followed).status, 403);
}

/// `http::refused` and `http::finish`: nothing but looking, and every answer says how it may be used.
#[test]
fn only_looking_is_allowed_and_every_answer_is_guarded() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    let here = server.address.to_string();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"] {
        let preflight = [("Host", here.as_str()), ("Access-Control-Request-Method", "GET"), ("Connection", "close")];
        let answer = ask(&server, method, "/", &preflight);
        assert_eq!((answer.status, answer.headers.get("allow").map(String::as_str)), (405, Some("GET, HEAD")), "{method}");
        assert_guarded(&answer, method);
    }
    let paths =
        ["/", "/audit/i0.html", "/audit/a0.csv", "/assets/style.css", "/feed.xml", "/none", "/%", "/__gongkai/", "/__gongkai/client.js"];
    for path in paths.into_iter().chain(["/__gongkai/preview.css", "/__gongkai/none", "/__gongkai/events?page=index.html"]) {
        assert_guarded(&server.get(path), path);
    }
    // HEAD tells the length, and gives nothing.
    let mut client = server.client();
    write!(client.stream.get_mut(), "HEAD / HTTP/1.1\r\nHost: {here}\r\nConnection: close\r\n\r\n").expect("it listens");
    let mut all = String::new();
    std::io::Read::read_to_string(&mut client.stream, &mut all).expect("it closes");
    assert!(all.starts_with("HTTP/1.1 200") && all.ends_with("\r\n\r\n"), "{all}");
}

/// `model::escape` in `desk.rs` and `pages.rs`, JSON in `news.rs`: what stands in a file is a text (Zola's overlay).
#[test]
fn what_stands_in_a_finding_is_text() {
    let column = Column::new();
    let evil = "<img src=x onerror=alert(1)></script><script>alert(2)</script>";
    // In a title, a subject, a key, a file's name, a line of the text.
    let text = item(0, None)
        .replace("第0号工作通报", evil)
        .replace("主体: 财政所", &format!("主体: \"{evil}\""))
        .replace("关键词:", "<b>甲</b>: 乙\n关键词:");
    column.write("content/audit/i0.md", text.replace("保密审查", "草稿: 是\n保密审查"));
    column.write("content/audit/<b onmouseover=alert(3)>.md", item(1, None).replace("发布日期", "<i>发布"));
    let server = Server::start(column.root(), &[]);
    let desk = server.until("/__gongkai/", |desk| desk.status == 200 && !desk.text().contains("正在检查")).text();
    assert!(desk.contains("&lt;img src=x onerror"), "the title is told:\n{desk}");
    assert!(desk.contains("&lt;b onmouseover"), "the file's name is told:\n{desk}");
    for page in [
        desk,
        server.get("/audit/%3Cscript%3E").text(),
        server.get("/audit/%22%3E%3Cscript%3E.html").text(),
        server.get("/audit/i0.html").text(),
    ] {
        for tag in ["<img src=x", "<script>alert", "<b onmouse", "<i>发布", "<b>甲", "\"><script"] {
            assert!(!page.contains(tag), "{tag} stands in\n{page}");
        }
    }
    let last = news(&server.events("audit/i0.html"), |news| !news["found"].is_null()).pop().expect("the last of them");
    assert!(last["found"]["page"].to_string().contains("<img src=x onerror"), "it is told as text: {last:#?}");
    // A title in the page about an item that moved, and a moved item's address.
    column.write("content/audit/o'\"n.md", item(77, None));
    server.until("/audit/o'%22n.html", |page| page.status != 404 || server.updates() > 0);
}

/// `hyper`'s limits: a request of any size is answered with an error, or not at all, and the next one as ever.
#[test]
fn large_requests_end_in_an_error() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    let here = server.address.to_string();
    let flood: String = (0..5000).map(|n| format!("X-{n}: {n}\r\n")).collect();
    let requests = [
        format!("GET /{} HTTP/1.1\r\nHost: {here}\r\n\r\n", "a".repeat(1 << 20)),
        format!("GET /?{} HTTP/1.1\r\nHost: {here}\r\n\r\n", "%41".repeat(1 << 19)),
        format!("GET / HTTP/1.1\r\nHost: {here}\r\n{flood}\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {here}\r\nX: {}\r\n\r\n", "a".repeat(2 << 20)),
        format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", "a".repeat(1 << 20)),
        "A".repeat(4 << 20),
        "\r\n".repeat(1 << 20),
        "GET / HTTP/9.9\r\n\r\n".into(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into(),
        format!("GET / HTTP/1.1\r\nHost: {here}\r\nContent-Length: -1\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {here}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ];
    for request in requests {
        let start: String = request.chars().take(40).collect();
        let answer = server.raw(&request);
        assert!(answer.as_ref().is_none_or(|answer| answer.status >= 400 || request.contains("chunked")), "{start}: {answer:?}");
        wait(|| server.get("/").status == 200, || format!("nothing is answered after {start}"));
    }
    // A long address that is one: not found, not a fault.
    assert_eq!(server.get(&format!("/{}", "a".repeat(60_000))).status, 404);
    assert_eq!(server.get(&format!("/__gongkai/events?page={}", "a".repeat(60_000))).status, 200);
}
