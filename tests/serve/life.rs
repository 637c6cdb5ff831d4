//! How the server starts and ends, and what it says of drafts, faults and items that went elsewhere.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use gongkai::column::Column as Loaded;
use gongkai::folder::Folder;
use gongkai::publish::publish;

use super::column::{Column, item, today};
use super::server::{Server, is_gone, news, wait};

const BAND: &str = "未发布";
const STALE: &str = "这是改动以前的样子";

/// A run that must not start: its exit code and its words.
fn refused(folder: &Path, options: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai")).arg("serve").args(options).current_dir(folder).output().expect("it starts");
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn what_cannot_start_says_why() {
    let column = Column::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let (code, said) = refused(column.root(), &["--port", &port]);
    assert!(code == Some(2) && said.contains(&format!("端口 {port} 用不了")) && said.contains("改法"), "{code:?} {said}");
    let (code, said) = refused(column.root(), &["--bind", "0.0.0.0"]);
    assert!(code == Some(2) && said.contains("--allow-others"), "{code:?} {said}");
    let nothing = tempfile::TempDir::new().expect("a folder");
    let (code, said) = refused(nothing.path(), &[]);
    assert!(code == Some(2) && said.contains("没有 site.toml") && said.contains("gongkai init"), "{code:?} {said}");
    let (code, said) = refused(nothing.path(), &["--source", "nowhere"]);
    assert!(code == Some(2) && said.contains("打不开文件夹"), "{code:?} {said}");
}

/// Two servers without `--port` take two ports; others are let in only with a word of warning.
#[test]
fn a_free_port_is_found_and_others_are_warned_of() {
    let column = Column::new();
    let (one, two) = (Server::run(column.root(), &[]), Server::run(column.root(), &[]));
    assert_ne!(one.address, two.address);
    assert!(two.said().contains("端口 8017 已被占用，改用"), "{}", two.said());
    assert_eq!((one.get("/").status, two.get("/").status), (200, 200));
    let server = Server::start(column.root(), &["--bind", "0.0.0.0", "--allow-others"]);
    wait(|| server.said().contains("同一网络里的任何人都能看到"), || server.said());
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_leaves_nothing_behind() {
    for round in 0..12 {
        let column = Column::new();
        let files = || {
            let all = walkdir::WalkDir::new(column.root()).into_iter().filter_map(Result::ok);
            all.map(|entry| entry.path().to_path_buf()).collect::<std::collections::BTreeSet<_>>()
        };
        let before = files();
        let server = Server::start(column.root(), &[]);
        // At once, and while a page listens.
        let _events = (round % 2 == 1).then(|| server.events("index.html"));
        let killed = Command::new("kill").args(["-INT", &server.pid().to_string()]).status().expect("kill is there");
        assert!(killed.success());
        let (code, said) = server.ended();
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("预览已停止"), "{said}");
        assert_eq!(files(), before);
    }
}

/// What is saved as soon as the address is told is shown, however long the watcher takes to start.
#[test]
fn a_change_at_the_start_is_seen() {
    for options in [[].as_slice(), &[], &[], &[], &["--poll"]] {
        let (column, started) = (Column::new(), AtomicBool::new(false));
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| {
                let mut n = 0;
                while !started.load(Ordering::Relaxed) {
                    n += 1;
                    column.write("content/audit/i0.md", item(0, Some("a0.csv")) + &format!("\n第{n}次\n"));
                    std::thread::sleep(Duration::from_millis(1));
                }
                n
            });
            let server = Server::start(column.root(), options);
            started.store(true, Ordering::Relaxed);
            let n = writer.join().expect("it writes");
            server.until("/audit/i0.html", |page| page.text().contains(&format!("第{n}次")));
        });
    }
}

#[test]
fn polling_sees_what_changed() {
    let column = Column::new();
    let server = Server::start(column.root(), &["--poll"]);
    wait(|| server.said().contains("按 --poll 的要求"), || server.said());
    for word in ["甲一", "甲二", "甲三"] {
        column.write("content/audit/i0.md", item(0, Some("a0.csv")) + "\n" + word + "\n");
        server.until("/audit/i0.html", |page| page.text().contains(word));
    }
    fs::rename(column.at("content/audit/i0.md"), column.at("content/audit/i00.md")).expect("it is renamed");
    server.until("/audit/i0.html", |page| page.status == 404);
    server.until("/audit/i00.html", |page| page.status == 200);
    column.write("content/audit/a0.csv", "乙,3\n");
    server.until("/audit/a0.csv", |answer| answer.text() == "乙,3\n" || answer.status == 404);
}

/// A draft and an item without its reviews: shown with a band, listed only when asked for, and never built.
#[test]
fn what_is_not_public_yet_says_so() {
    let column = Column::new();
    let draft = item(60, Some("d.csv")).replace("第60号", "第六十号草稿").replace("发布日期: 2017-06-07\n", "草稿: 是\n");
    column.write("content/audit/d.md", draft);
    column.write("content/audit/d.csv", "草,1\n");
    let text = item(61, None).replace("第61号", "未经审查的");
    column.write("content/audit/u.md", text.split("审核:\n").next().expect("the head").to_string() + "---\n\n正文。\n");
    let server = Server::start(column.root(), &[]);
    let page = server.get("/audit/d.html");
    assert!(page.status == 200 && page.has_band(BAND), "{}", page.text());
    // Its attachment is there, too, as its page links to it.
    assert_eq!(server.get("/audit/d.csv").text(), "草,1\n");
    let page = server.get("/audit/u.html");
    assert!(page.status == 200 && page.has_band(BAND), "{}", page.text());
    assert!(!server.get("/audit/i0.html").text().contains("gongkai-band"));
    for list in ["/audit/index.html", "/", "/archive/2017/12.html"] {
        assert!(!server.get(list).text().contains("第六十号草稿"), "{list} lists a draft");
    }
    let listing = Server::start(column.root(), &["--drafts"]);
    let list = listing.get("/audit/index.html");
    assert!(list.text().contains("第六十号草稿") && list.has_band("预览里有草稿"), "{}", list.text());
    let page = listing.get("/audit/d.html");
    assert!(page.status == 200 && page.has_band(BAND));
    // It becomes public while it is looked at, and a draft again.
    assert!(column.replace("content/audit/d.md", "草稿: 是\n", "发布日期: 2017-06-07\n"));
    server.until("/audit/index.html", |list| list.text().contains("第六十号草稿"));
    server.until("/audit/d.html", |page| page.status == 200 && !page.has_band(BAND));
    assert!(column.replace("content/audit/d.md", "发布日期: 2017-06-07\n", "草稿: 是\n"));
    server.until("/audit/index.html", |list| !list.text().contains("第六十号草稿"));
    server.until("/audit/d.html", |page| page.status == 200 && page.has_band(BAND));
}

/// What is built has neither a band nor a script of the preview.
#[test]
fn what_is_built_is_no_preview() {
    let files = gongkai::starter::starter(today(), false);
    let folder = Folder::in_memory(files);
    let loaded = Loaded::load(folder, today(), &mut |_| {});
    let out = tempfile::TempDir::new().expect("a folder");
    publish(&loaded.release().expect("nothing forbids it"), &out.path().join("public"), &|_| {}).expect("it is published");
    for entry in walkdir::WalkDir::new(out.path()).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
        let text = String::from_utf8_lossy(&fs::read(entry.path()).expect("a file")).into_owned();
        assert!(!text.contains("__gongkai") && !text.contains("gongkai-band"), "{}", entry.path().display());
    }
}

/// Whatever is broken, the last good page stays, says that it is the last, and the desk tells the fault.
#[test]
fn the_last_good_page_stays() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    let page = "/audit/i0.html";
    assert_eq!(server.get(page).status, 200);
    // Front matter.
    let whole = column.text("content/audit/i0.md");
    column.write("content/audit/i0.md", whole.replace("\n发布日期: ", "\n发布日期: 不是"));
    let stale = server.until(page, |page| page.has_band(STALE));
    assert!(stale.status == 200 && stale.text().contains("第0号工作通报"));
    let last = news(&server.events("audit/i0.html"), |news| !news["found"].is_null()).pop().expect("the last of them");
    assert!(!last["found"]["page"]["list"].as_array().expect("its findings").is_empty(), "{last:#?}");
    column.write("content/audit/i0.md", &whole);
    server.until(page, |page| page.status == 200 && !page.text().contains("gongkai-band"));
    // A template: of the pages that were looked at; others say what is wrong.
    let template = column.text("themes/plain/item.html");
    column.write("themes/plain/item.html", template.clone() + "{% if %}");
    let stale = server.until(page, |page| page.has_band(STALE));
    assert!(stale.status == 200 && stale.text().contains("第0号工作通报"));
    let never = server.get("/audit/i8.html");
    assert!(never.status == 500 && never.text().contains("themes/plain/item.html"), "{}", never.text());
    server.until("/__gongkai/", |desk| desk.text().contains("themes/plain/item.html"));
    column.write("themes/plain/item.html", &template);
    server.until(page, |page| page.status == 200 && !page.text().contains("gongkai-band"));
    server.until("/audit/i8.html", |page| page.status == 200);
    // The catalogue: its leaf has no place for the item.
    let catalogue = column.text("content/catalogue.yaml");
    column.write("content/catalogue.yaml", "部分: [");
    server.until(page, |page| page.has_band(STALE));
    column.write("content/catalogue.yaml", &catalogue);
    server.until(page, |page| page.status == 200 && !page.text().contains("gongkai-band"));
    // The settings.
    let settings = column.text("site.toml");
    column.write("site.toml", "title = \n");
    server.until("/__gongkai/", |desk| desk.text().contains("form/syntax"));
    column.write("site.toml", &settings);
    server.until(page, |page| page.status == 200 && !page.text().contains("gongkai-band"));
}

/// An item with another address: who looks at the old one is led on.
#[test]
fn who_looks_at_a_moved_item_is_led_on() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    assert_eq!(server.get("/audit/i0.html").status, 200);
    let events = server.events("audit/i0.html");
    news(&events, |news| !news["found"].is_null());
    fs::rename(column.at("content/audit/i0.md"), column.at("content/audit/renamed.md")).expect("it is renamed");
    let last = news(&events, |news| news["moved"] == "audit/renamed.html").pop().expect("the last of them");
    assert!(is_gone(&last), "{last:#?}");
    let old = server.get("/audit/i0.html");
    assert!(old.status == 404 && old.text().contains("href=\"/audit/renamed.html\""), "{}", old.text());
    // To another leaf, by its front matter.
    assert_eq!(server.get("/audit/renamed.html").status, 200);
    assert!(column.replace("content/audit/renamed.md", "公开方式", "类别: plan\n公开方式"));
    let old = server.until("/audit/renamed.html", |page| page.status == 404);
    assert!(old.text().contains("href=\"/plan/renamed.html\""), "{}", old.text());
    // Gone for good.
    assert_eq!(server.get("/plan/renamed.html").status, 200);
    fs::remove_file(column.at("content/audit/renamed.md")).expect("it goes");
    let old = server.until("/plan/renamed.html", |page| page.status == 404);
    assert!(old.text().contains("没有这个网页"), "{}", old.text());
}
