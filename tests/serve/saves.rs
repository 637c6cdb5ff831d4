//! Saves as editors and people make them: each is seen, and none half.

use std::fs;
use std::time::{Duration, Instant};

use super::column::{Column, item};
use super::server::{Server, is_gone, news, wait};

const PATH: &str = "content/audit/i0.md";
const PAGE: &str = "/audit/i0.html";

/// The item with a word in it.
fn with(word: &str) -> String {
    item(0, Some("a0.csv")) + "\n" + word + "\n"
}

/// Every way to save ends in the new page, whatever its steps are.
#[test]
fn each_way_to_save_is_seen() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    let at = |path: &str| column.at(path);
    let rename = |from: &str, to: &str| fs::rename(at(from), at(to)).expect("it is renamed");
    // As simple editors do.
    column.write(PATH, with("第一种"));
    server.until(PAGE, |page| page.text().contains("第一种"));
    // A new file takes the place of the old one, several times: a watch of the file itself would end with the first.
    for word in ["第二种", "第三种", "第四种"] {
        column.write("content/audit/.i0.md.swp", "");
        column.write("content/audit/i0.md.tmp", with(word));
        rename("content/audit/i0.md.tmp", PATH);
        server.until(PAGE, |page| page.text().contains(word));
    }
    // As Vim does: a probe of the folder, the old file goes away, a new one, the old one is removed.
    column.write("content/audit/4913", "");
    fs::remove_file(at("content/audit/4913")).expect("it goes");
    rename(PATH, "content/audit/i0.md~");
    column.write(PATH, with("第五种"));
    fs::remove_file(at("content/audit/i0.md~")).expect("it goes");
    server.until(PAGE, |page| page.text().contains("第五种"));
    // As office programs do: a lock file, the text under another name, two renamings.
    column.write("content/audit/~$i0.md", "locked");
    column.write("content/audit/~WRL0001.tmp", with("第六种"));
    rename(PATH, "content/audit/~WRL0002.tmp");
    rename("content/audit/~WRL0001.tmp", PATH);
    fs::remove_file(at("content/audit/~WRL0002.tmp")).expect("it goes");
    fs::remove_file(at("content/audit/~$i0.md")).expect("it goes");
    server.until(PAGE, |page| page.text().contains("第六种"));
    // A copy that keeps its time and its length.
    let time = fs::metadata(at(PATH)).and_then(|metadata| metadata.modified()).expect("its time");
    column.write("content/audit/i0.md.tmp", with("第七种"));
    fs::File::options().write(true).open(at("content/audit/i0.md.tmp")).and_then(|file| file.set_modified(time)).expect("its time is set");
    rename("content/audit/i0.md.tmp", PATH);
    server.until(PAGE, |page| page.text().contains("第七种"));
    // The same of an attachment, which is not read whole.
    let attached = at("content/audit/a0.csv");
    let time = fs::metadata(&attached).and_then(|metadata| metadata.modified()).expect("its time");
    let mark = |page: &str| news(&server.events(page), |_| true)[0]["mark"].clone();
    let (before, updates) = (mark("audit/i0.html"), server.updates());
    fs::write(&attached, "乙,2\n").expect("it is written");
    fs::File::options().write(true).open(&attached).and_then(|file| file.set_modified(time)).expect("its time is set");
    wait(|| server.updates() > updates && mark("audit/i0.html") != before, || format!("the attachment's sum is old:\n{}", server.said()));
}

/// Folders come, are renamed, are filled and go.
#[test]
fn folders_are_followed() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    let rename = |from: &str, to: &str| fs::rename(column.at(from), column.at(to)).expect("it is renamed");
    let there = |page: &str| server.until(page, |page| page.status == 200);
    let gone = |page: &str| server.until(page, |page| page.status == 404);
    // A new folder in a new folder, with items in it.
    column.write("content/jobs/2017/one/j1.md", item(70, None));
    there("/jobs/j1.html");
    // What is written into it later is seen, too.
    column.write("content/jobs/2017/one/j2.md", item(71, None));
    there("/jobs/j2.html");
    // A folder is renamed; its items go with it.
    rename("content/jobs/2017", "content/education");
    there("/education/j1.html");
    gone("/jobs/j2.html");
    // In the renamed folder it goes on.
    column.write("content/education/one/j2.md", item(71, None).replace("逐项", "逐件"));
    server.until("/education/j2.html", |page| page.text().contains("逐件"));
    fs::remove_dir_all(column.at("content/education")).expect("it goes");
    gone("/education/j1.html");
    // The whole content goes away and comes back; what is written later into the one that came back is seen.
    rename("content", "elsewhere");
    gone(PAGE);
    rename("elsewhere", "content");
    there(PAGE);
    column.write(PATH, with("回来以后"));
    server.until(PAGE, |page| page.text().contains("回来以后"));
    // The theme, the catalogue, the settings.
    column.write("themes/plain/style.css", "body{color:red}");
    server.until("/assets/style.css", |page| page.text() == "body{color:red}");
    assert!(column.replace("content/catalogue.yaml", "名称: 助力稳增长", "名称: 助力更稳增长"));
    server.until("/", |page| page.text().contains("助力更稳增长"));
    assert!(column.replace("site.toml", "county = \"示例县\"", "county = \"示例区\""));
    server.until("/build.json", |page| page.status == 200);
    fs::remove_dir_all(column.at("themes")).expect("it goes");
    server.until("/assets/style.css", |page| page.text() != "body{color:red}");
    column.write("themes/plain/style.css", "body{color:blue}");
    server.until("/assets/style.css", |page| page.text() == "body{color:blue}");
    // A portal folder that was not there at the start.
    column.write("portal/header.html", "<p>示例区的页头</p>");
    column.replace("site.toml", "portal = ", "# portal = ");
    column.write("site.toml", column.text("site.toml") + "\n[portal]\nname = \"示例区\"\nheader = \"portal/header.html\"\n");
    server.until("/__gongkai/", |desk| !desk.text().contains("正在检查"));
    let updates = server.updates();
    column.write("portal/header.html", "<p>示例区的新页头</p>");
    wait(|| server.updates() > updates, || server.said());
}

/// A file that is emptied first and written a moment later is not shown between: no page without its text, no finding.
#[test]
fn a_half_written_file_is_not_reported() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    let whole = with("写完了");
    let (head, tail) = whole.split_at(whole.find("公开方式").expect("it is in it"));
    for first in ["", head] {
        for round in 0.. {
            assert!(round < 50, "this machine is too busy to write a file within 60 ms");
            let told = || server.said().matches("：content/audit/i0.md").count();
            let (before, ready) = (told(), format!("第{round}次{}准备", first.len()));
            column.write(PATH, with(&ready));
            server.until(PAGE, |page| page.text().contains(&ready));
            wait(|| told() > before, || server.said());
            let events = server.events("audit/i0.html");
            let old = news(&events, |news| !news["found"].is_null()).pop().expect("the last of them");
            let (begun, before) = (Instant::now(), server.said().len());
            column.write(PATH, first);
            // Not a wait for anything: it is the pause of the editor.
            std::thread::sleep(Duration::from_millis(40));
            column.write(PATH, format!("{first}{}", if first.is_empty() { &whole } else { tail }));
            if begun.elapsed() > Duration::from_millis(60) {
                continue;
            }
            let all = news(&events, |news| news["mark"] != old["mark"]);
            server.until(PAGE, |page| page.text().contains("写完了"));
            // One new state, told before the one of the next file.
            column.write("content/audit/i8.md", item(8, Some("a8.csv")) + &format!("\n第{round}次{}\n", first.len()));
            wait(|| server.said()[before..].contains("audit/i8.md"), || server.said());
            assert_eq!(server.said()[before..].matches("：content/audit/i0.md").count(), 1, "half of a file was shown: {}", server.said());
            for news in all {
                assert!(!is_gone(&news), "{news:#?}");
                let found = &news["found"];
                assert!(found.is_null() || found["page"] == old["found"]["page"], "half of a file was checked: {news:#?}");
            }
            break;
        }
    }
    // Neither is one that is away for a moment.
    let events = server.events("audit/i0.html");
    fs::rename(column.at(PATH), column.at("content/audit/i0.md~")).expect("it goes");
    column.write(PATH, with("又写完了"));
    server.until(PAGE, |page| page.text().contains("又写完了"));
    while let Ok(news) = events.try_recv() {
        assert!(!is_gone(&news), "{news:#?}");
    }
}

/// Many files at once are one or two new states, and a change meanwhile is one more.
#[test]
fn a_burst_is_one_or_two_states() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    column.write(PATH, with("就绪"));
    server.until(PAGE, |page| page.text().contains("就绪"));
    let before = server.updates();
    let begun = Instant::now();
    for n in 0..200 {
        column.write(&format!("content/jobs/b{n}.md"), item(1000 + n, None));
    }
    let took = begun.elapsed();
    server.until("/jobs/b199.html", |page| page.status == 200);
    server.until("/jobs/b0.html", |page| page.status == 200);
    // The longest that changes are gathered is 0.3 seconds.
    let allowed = 2 + usize::try_from(took.as_millis() / 300).expect("few");
    let states = server.updates() - before;
    assert!((1..=allowed).contains(&states), "{states} states for a burst of {took:?}:\n{}", server.said());
    // A change while the new state is made: as soon as it is announced that one is shown, the next is written.
    for round in 0..5 {
        let before = server.updates();
        column.write("content/jobs/b0.md", item(1000, None) + &format!("\n甲{round}\n"));
        wait(|| server.updates() > before, || server.said());
        column.write("content/jobs/b1.md", item(1001, None) + &format!("\n乙{round}\n"));
        server.until("/jobs/b1.html", |page| page.text().contains(&format!("乙{round}")));
        assert!(server.get("/jobs/b0.html").text().contains(&format!("甲{round}")));
    }
}
