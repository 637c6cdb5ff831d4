//! The program under test, and clients that say exactly what they are told to.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;

pub use super::answer::Answer;

/// Only a fault takes so long.
const DEADLINE: Duration = Duration::from_secs(30);
/// How often is looked.
const OFTEN: Duration = Duration::from_millis(10);

/// Waits until something is so.
#[track_caller]
pub fn wait(mut so: impl FnMut() -> bool, mut otherwise: impl FnMut() -> String) {
    let end = Instant::now() + DEADLINE;
    while !so() {
        assert!(Instant::now() < end, "{}", otherwise());
        std::thread::sleep(OFTEN);
    }
}

/// A server that ends with this value.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub address: SocketAddr,
    said: Arc<Mutex<String>>,
}

impl Server {
    /// Starts it on a port that the system chooses, with more options.
    pub fn start(folder: &Path, options: &[&str]) -> Server {
        Server::run(folder, &[&["--port", "0"], options].concat())
    }

    /// Starts it with these options, and reads until it tells its address.
    pub fn run(folder: &Path, options: &[&str]) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.arg("serve").args(options).current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        let said = Arc::new(Mutex::new(String::new()));
        let mut lines = BufReader::new(child.stdout.take().expect("its output"));
        let mut first = String::new();
        let address = loop {
            let read = lines.read_line(&mut first).expect("its first lines");
            let address = first.split("http://").nth(1).and_then(|rest| rest.split('/').next());
            match address.and_then(|address| address.parse().ok()) {
                Some(address) => break address,
                None => assert!(read > 0, "no address in {first:?}"),
            }
        };
        said.lock().expect("no panic").push_str(&first);
        let to = said.clone();
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                to.lock().expect("no panic").push_str(&format!("{line}\n"));
            }
        });
        Server { child, address, said }
    }

    /// What it said so far.
    pub fn said(&self) -> String {
        self.said.lock().expect("no panic").clone()
    }

    /// How many new states it showed so far.
    pub fn updates(&self) -> usize {
        self.said().matches("已更新").count()
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it has ended, and tells how.
    pub fn ended(mut self) -> (Option<i32>, String) {
        let mut status = None;
        wait(
            || {
                status = self.child.try_wait().expect("its state");
                status.is_some()
            },
            || "it does not end".into(),
        );
        let mut errors = String::new();
        let _ = self.child.stderr.take().expect("its errors").read_to_string(&mut errors);
        (status.and_then(|status| status.code()), self.said() + &errors)
    }

    /// A connection that is used again and again.
    pub fn client(&self) -> Client {
        let stream = TcpStream::connect(self.address).expect("it accepts");
        stream.set_read_timeout(Some(DEADLINE)).expect("a time limit");
        Client { stream: BufReader::new(stream), host: self.address.to_string() }
    }

    /// One page.
    pub fn get(&self, path: &str) -> Answer {
        self.client().get(path)
    }

    /// The answer to these very bytes; `None` where the connection is closed without one.
    pub fn raw(&self, request: impl AsRef<[u8]>) -> Option<Answer> {
        let mut client = self.client();
        // What is refused early may be closed before all is written.
        let _ = client.stream.get_mut().write_all(request.as_ref());
        client.answer()
    }

    /// Waits until the page at an address satisfies a condition.
    #[track_caller]
    pub fn until(&self, path: &str, so: impl Fn(&Answer) -> bool) -> Answer {
        let mut last = None;
        wait(|| so(last.insert(self.get(path))), || format!("{path} is not as expected in the end. The server said:\n{}", self.said()));
        self.get(path)
    }

    /// The news of a page, as they come.
    pub fn events(&self, page: &str) -> Receiver<Value> {
        let mut stream = TcpStream::connect(self.address).expect("it accepts");
        write!(stream, "GET /__gongkai/events?page={page} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).expect("it listens");
        let (to, from) = channel();
        std::thread::spawn(move || {
            let data = |line: String| serde_json::from_str(line.strip_prefix("data: ")?).ok();
            for news in BufReader::new(stream).lines().map_while(Result::ok).filter_map(data) {
                if to.send(news).is_err() {
                    return;
                }
            }
        });
        from
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for news that satisfy a condition; gives all that came until then, that one last.
#[track_caller]
pub fn news(from: &Receiver<Value>, so: impl Fn(&Value) -> bool) -> Vec<Value> {
    let (end, mut all) = (Instant::now() + DEADLINE, Vec::new());
    loop {
        let next = from.recv_timeout(end.saturating_duration_since(Instant::now()));
        assert!(next.is_ok(), "such news did not come; these did: {all:#?}");
        let last = next.as_ref().is_ok_and(&so);
        all.extend(next);
        if last {
            return all;
        }
    }
}

/// Whether the news are of an address with no page.
pub fn is_gone(news: &Value) -> bool {
    news["mark"].as_str().is_none_or(|mark| mark.starts_with('!'))
}

/// A connection.
pub struct Client {
    /// To it and from it.
    pub stream: BufReader<TcpStream>,
    host: String,
}

impl Client {
    /// Asks for a page.
    #[track_caller]
    pub fn get(&mut self, path: &str) -> Answer {
        let host = &self.host;
        self.stream.get_mut().write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).expect("it listens");
        self.answer().expect("an answer")
    }

    /// Reads an answer; `None` where none comes.
    pub fn answer(&mut self) -> Option<Answer> {
        let mut first = String::new();
        if self.stream.read_line(&mut first).ok()? == 0 {
            return None;
        }
        let status = first.split(' ').nth(1)?.parse().ok()?;
        let mut headers = BTreeMap::new();
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).ok()?;
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            assert!(headers.insert(name.to_ascii_lowercase(), value.to_string()).is_none(), "{name} stands twice");
        }
        let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).ok()?;
        Some(Answer { status, headers, body })
    }
}

impl Answer {
    /// The body as a text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether the page has this band.
    pub fn has_band(&self, words: &str) -> bool {
        self.text().contains(&format!("<section class=\"gongkai-band\" aria-label=\"预览说明\">{words}"))
    }
}

/// A page without what makes it a preview: exactly one style sheet and one band, where there is a band, and one script.
pub fn undressed(body: &[u8]) -> Vec<u8> {
    let mut text = String::from_utf8_lossy(body).into_owned();
    let mut cut = |from: &str, to: &str| {
        let Some(start) = text.find(from) else { return };
        let end = text[start..].find(to).map(|at| start + at + to.len()).expect("it ends");
        text.replace_range(start..end, "");
    };
    cut("<link rel=\"stylesheet\" href=\"/__gongkai/preview.css\">", ">");
    cut("<section class=\"gongkai-band\" aria-label=\"预览说明\">", "</section>");
    cut("<script src=\"/__gongkai/client.js\"", "</script>");
    if std::str::from_utf8(body).is_ok() { text.into_bytes() } else { body.to_vec() }
}
