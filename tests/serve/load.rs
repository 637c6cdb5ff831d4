//! A thousand requests while files change, and an hour's editing: every answer is whole, and memory stays as it is.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::column::{Column, LEAVES, item};
use super::server::Server;

/// So many requests.
const REQUESTS: usize = 1200;

#[test]
fn a_thousand_requests_while_files_change_are_all_right() {
    let column = Column::new();
    // The plain theme's pages have no end that could be missed.
    assert!(column.replace("site.toml", "theme = \"plain\"", "theme = \"default\""));
    let server = Server::start(column.root(), &[]);
    // Pages that exist before and after each of the edits below.
    let pages =
        ["/", "/audit/i0.html", "/plan/i2.html", "/archive/index.html", "/map.html", "/catalogue.html", "/audit/index.html", "/404.html"];
    let pages: Vec<&str> = pages.into_iter().filter(|page| server.get(page).status == 200).collect();
    assert!(pages.len() >= 6, "{pages:?}");
    let (asked, over, edits) = (AtomicUsize::new(0), AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0.. {
                if over.load(Ordering::Relaxed) {
                    break;
                }
                column.write("content/audit/i0.md", item(0, Some("a0.csv")) + &format!("\n第{n}次\n"));
                let other = format!("content/jobs/n{}.md", n % 5);
                if n % 2 == 0 {
                    column.write(&other, item(50 + n % 5, None))
                } else {
                    let _ = std::fs::remove_file(column.at(&other));
                }
                if n % 7 == 0 {
                    column.write("themes/default/style.css", format!("p{{top:{n}px}}"));
                    column.replace("site.toml", "county = \"示例县\"", "county = \"示例县\" ");
                }
                edits.fetch_add(1, Ordering::Relaxed);
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        });
        let clients: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let mut client = server.client();
                    loop {
                        let n = asked.fetch_add(1, Ordering::Relaxed);
                        if n >= REQUESTS {
                            break;
                        }
                        let page = pages[n % pages.len()];
                        let answer = client.get(page);
                        let text = answer.text();
                        assert_eq!(answer.status, 200, "{page}:\n{text}");
                        assert!(text.ends_with("</html>\n"), "{page} is not whole:\n{text}");
                        assert_eq!(text.matches("/__gongkai/client.js").count(), 1, "{page}");
                        assert!(page != "/audit/i0.html" || text.contains("第0号工作通报"), "{page}:\n{text}");
                    }
                })
            })
            .collect();
        let ended: Vec<_> = clients.into_iter().map(|client| client.join()).collect();
        over.store(true, Ordering::Relaxed);
        assert!(ended.iter().all(Result::is_ok), "a client failed");
    });
    assert!(server.updates() > 1, "nothing changed meanwhile:\n{}", server.said());
}

/// The resident memory of a process in KiB.
#[cfg(target_os = "linux")]
fn resident(pid: u32) -> usize {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("its state");
    let line = text.lines().find(|line| line.starts_with("VmRSS:")).expect("its memory");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
}

/// What an hour of editing leaves behind: nothing. The columns that were, their pages and who listened to them are gone.
#[cfg(target_os = "linux")]
#[test]
fn an_hour_of_editing_takes_no_memory() {
    /// So many edits before the measurement, and from one measurement to the next.
    const EDITS: usize = 120;
    /// What the allocator may keep, in KiB.
    const SLACK: usize = 16 * 1024;
    let column = Column::new();
    let server = Server::start(column.root(), &["--quiet"]);
    let mut client = server.client();
    let mut round = |round: usize| {
        for n in 0..EDITS {
            let (leaf, word) = (LEAVES[n % LEAVES.len()], format!("第{round}轮第{n}次"));
            let at = n % LEAVES.len();
            column.write(&format!("content/{leaf}/i{at}.md"), item(at, None) + "\n" + &word + "\n");
            if n % 10 == 0 {
                column.write(&format!("content/jobs/n{n}.md"), item(100 + n, None));
                column.write("themes/plain/style.css", format!("p{{top:{n}px}}"));
                let _ = std::fs::remove_file(column.at(&format!("content/jobs/n{}.md", (n + EDITS - 50) % EDITS)));
                drop(server.events("index.html"));
            }
            let page = format!("/{leaf}/i{at}.html");
            super::server::wait(|| client.get(&page).text().contains(&word), || format!("{page} is old"));
        }
        resident(server.pid())
    };
    // What is kept for good, such as caches and threads, comes with the first round.
    let sizes: Vec<usize> = (0..4).map(&mut round).collect();
    assert!(sizes[3] < sizes[0] + SLACK, "the resident memory grew, in KiB: {sizes:?}");
}
