//! The preview as its user meets it: how soon the first page is answered, how soon a saved edit is on the item's page and on the lists
//! that it stands on, and how much memory the server takes.
//!
//! `cargo bench --bench serve` measures 1,000 and 10,000 items; `cargo bench --bench serve -- 100000` that many. The real program is
//! started, a file is saved as an editor does (a new file renamed over the old one), and the pages are asked for over HTTP until each
//! shows the new title. The medians of 50 edits are printed, quiet time included.

mod generator;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const EDITS: usize = 50;
fn main() {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    let scratch = tempfile::tempdir().expect("a scratch folder");
    println!("{:>8} {:>10} {:>9}   saved to answered, ms (median of {EDITS}): page", "items", "ready ms", "MB");
    for size in sizes {
        let source = scratch.path().join(format!("column-{size}"));
        generator::write_column(&source, size).expect("the column is written");
        measure(&source, size);
    }
}

fn measure(source: &Path, size: usize) {
    let begun = Instant::now();
    let server = Server::start(source);
    let first = server.get("index.html");
    let ready = milliseconds(begun);
    assert!(first.starts_with("HTTP/1.1 200"), "the home page is there");
    let (item, pages) = newest(source);
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); pages.len()];
    for edit in 0..EDITS {
        // People pause between two edits: the check of the last one is over.
        while server.get("__gongkai/").contains("正在检查") {
            std::thread::sleep(Duration::from_millis(20));
        }
        let title = format!("工作情况通报第{edit}稿");
        save(&item, &title);
        let saved = Instant::now();
        let mut missing: Vec<usize> = (0..pages.len()).collect();
        while !missing.is_empty() {
            missing.retain(|at| {
                let shown = server.get(&pages[*at]).contains(&title);
                if shown {
                    times[*at].push(milliseconds(saved));
                }
                !shown
            });
            assert!(saved.elapsed() < Duration::from_secs(60), "the edit is shown");
        }
    }
    let memory = server.memory();
    for (at, page) in pages.iter().enumerate() {
        let head = if at == 0 { format!("{size:>8} {ready:>10.0} {memory:>9.0}") } else { " ".repeat(29) };
        println!("{head} {:>10.1}  {page}", median(&mut times[at]));
    }
}

/// The item published last, and the pages that show its title: its own, the lists that it stands on and the home page.
fn newest(source: &Path) -> (PathBuf, Vec<String>) {
    let files = walkdir::WalkDir::new(source.join("content")).into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let day = |path: &PathBuf| Some(fs::read_to_string(path).ok()?.split_once("\n发布日期: ")?.1.get(..10)?.to_string());
    let items = files.filter(|path| path.extension().is_some_and(|end| end == "md")).filter_map(|path| Some((day(&path)?, path)));
    let (day, path) = items.max().expect("there are items");
    let leaf = path.parent().and_then(Path::file_name).expect("its leaf").to_string_lossy();
    let stem = path.file_stem().expect("its name").to_string_lossy();
    let archive = [format!("archive/{}.html", &day[..7]), format!("archive/{}.html", &day[..4])];
    let own = [format!("{leaf}/{stem}.html"), format!("{leaf}/index.html"), "index.html".to_string()];
    (path.clone(), own.into_iter().chain(archive).collect())
}

/// Puts another title into the item, by a rename as editors do.
fn save(path: &Path, title: &str) {
    let text = fs::read_to_string(path).expect("the item is there");
    let lines = text.lines().map(|line| if line.starts_with("标题:") { format!("标题: {title}") } else { line.to_string() });
    let new = path.with_extension("tmp");
    fs::write(&new, lines.collect::<Vec<_>>().join("\n") + "\n").expect("it is written");
    fs::rename(&new, path).expect("it is renamed");
}

/// The program, stopped when the value goes.
struct Server {
    child: Child,
    host: String,
}

impl Server {
    fn start(source: &Path) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["serve", "--source"])
            .arg(source)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let greeting = lines.find_map(|line| line.ok().filter(|line| line.contains("http://"))).expect("it tells its address");
        let host = greeting.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("a host").to_string();
        // Somebody has to read what it says.
        std::thread::spawn(move || lines.for_each(drop));
        Server { child, host }
    }

    fn get(&self, page: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).expect("the server listens");
        write!(stream, "GET /{page} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host).expect("it is asked");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }

    /// Resident memory in MB, where the system tells.
    fn memory(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
