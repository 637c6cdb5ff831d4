//! Clients that are slow, that stop halfway, or that never listen: they stop nobody else.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::column::{Column, item};
use super::server::Server;

/// `header_read_timeout`: who does not finish asking is left.
#[test]
fn half_a_request_holds_nobody_up_and_is_left() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    let halves = ["", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "];
    let begun = Instant::now();
    let waiting: Vec<TcpStream> = (0..200)
        .map(|n| {
            let mut stream = TcpStream::connect(server.address).expect("it accepts");
            stream.write_all(halves[n % halves.len()].as_bytes()).expect("it listens");
            stream
        })
        .collect();
    for _ in 0..20 {
        assert_eq!(server.get("/").status, 200);
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "the others waited for {:?}", begun.elapsed());
    // The server ends each of them by itself: a read comes to its end.
    for (n, mut stream) in waiting.into_iter().enumerate() {
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
        let mut rest = Vec::new();
        let ended = stream.read_to_end(&mut rest);
        let reset = ended.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset);
        assert!(ended.is_ok() || reset, "connection {n} is still held: {ended:?}");
    }
}

/// Each connection is a task of its own: who never reads what he asked for stops only himself.
#[test]
fn who_never_reads_holds_nobody_up() {
    let column = Column::new();
    let server = Server::start(column.root(), &[]);
    let mut deaf = Vec::new();
    for page in ["audit/i0.html", "index.html", "__gongkai/index.html"] {
        for _ in 0..10 {
            let mut stream = TcpStream::connect(server.address).expect("it accepts");
            write!(stream, "GET /__gongkai/events?page={page} HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).expect("it listens");
            deaf.push(stream);
        }
    }
    // Thousands of requests at once, and nobody who takes the answers.
    for _ in 0..20 {
        let mut stream = TcpStream::connect(server.address).expect("it accepts");
        stream.set_nonblocking(true).expect("it can be asked at once");
        let request = format!("GET /__gongkai/ HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
        let _ = stream.write(request.repeat(1000).as_bytes());
        deaf.push(stream);
    }
    for n in 0..20 {
        column.write("content/audit/i0.md", item(0, Some("a0.csv")) + &format!("\n第{n}次\n"));
        server.until("/audit/i0.html", |page| page.text().contains(&format!("第{n}次")));
    }
    drop(deaf);
}
