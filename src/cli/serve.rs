//! `gongkai serve`: the column in a browser, as it is being written.

mod desk;
mod follow;
mod http;
mod live;
mod news;
mod pages;
mod sheet;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use gongkai::column::Column;
use gongkai::formats::Summary;
use rayon::ThreadPoolBuilder;
use tokio::net::TcpListener;

use super::args::Serve;
use super::{open, say};
use follow::Follower;
use live::Live;
use watch::Watching;

/// The port, where none is asked for.
const PORT: u16 = 8017;
/// So many ports after it are tried.
const TRIED: u16 = 50;

/// Shows the column until it is told to stop.
pub fn run(serve: &Serve) -> Result<bool, String> {
    if !serve.bind.is_loopback() && !serve.allow_others {
        return Err(format!(
            "“--bind {}”会让别的电脑也能看到预览，包括还没有公开的内容。\n改法：只在本机看，删去 --bind；确实要让别人看，加上 --allow-others。",
            serve.bind
        ));
    }
    let folder = open::folder(&serve.input)?;
    let today = open::day(&serve.input, &folder);
    let live = Arc::new(Live::new(Column::open(folder, today), serve.drafts));
    let runtime = tokio::runtime::Runtime::new().map_err(|error| format!("预览启动不了（{error}）。"))?;
    let listener = runtime.block_on(listen(serve.bind, serve.port))?;
    let address = listener.local_addr().map_err(|error| format!("预览启动不了（{error}）。"))?;
    let home = format!("http://{address}/");
    runtime.spawn(http::serve(listener, live.clone()));
    // Ctrl-C is listened for from here on, so that it ends the preview in order whenever it comes.
    let mut stop = Box::pin(tokio::signal::ctrl_c());
    let _ = runtime.block_on(async { tokio::time::timeout(Duration::ZERO, &mut stop).await });
    greet(serve, &home);
    let (checker, news) = channel();
    let _ = checker.send(());
    let (checked, quiet, report) = (live.clone(), serve.input.quiet, format!("{home}{}", &pages::OWN[1..]));
    std::thread::spawn(move || check(&news, &checked, quiet, &report));
    let writing = Arc::new(Mutex::new(()));
    let (input, poll, probing) = (serve.input.clone(), serve.poll, writing.clone());
    std::thread::spawn(move || {
        let watching = Watching::start(&input.source, poll, &probing);
        if let Watching::Polling(why) = &watching {
            say!("每秒看一遍文件（{why}）。");
        }
        Follower { input: &input, live, checker }.run(watching);
    });
    runtime.block_on(stop).map_err(|error| format!("预览停止了（{error}）。"))?;
    // Nothing that the program writes is left behind: from here to its end nobody gets to write.
    std::mem::forget(writing.lock().unwrap_or_else(PoisonError::into_inner));
    say!("预览已停止。");
    // Connections that are still open end with the program.
    runtime.shutdown_background();
    Ok(true)
}

fn greet(serve: &Serve, home: &str) {
    say!("正在预览：{home}　按 Ctrl-C 停止。");
    say!("保存 {} 里的文件，网页自动更新。", follow::place(&serve.input.source));
    if !serve.bind.is_loopback() {
        say!("注意：同一网络里的任何人都能看到这个预览，包括草稿和还没有公开的内容。看完就停止。");
    }
    if serve.open && !opened(home) {
        say!("浏览器没有打开，请自己打开上面的网址。");
    }
}

/// The port that was asked for, or the first free one.
async fn listen(bind: IpAddr, asked: Option<u16>) -> Result<TcpListener, String> {
    if let Some(port) = asked {
        let taken = |error| format!("端口 {port} 用不了（{error}）。\n改法：换一个端口，或者不写 --port，由程序找一个空着的。");
        return TcpListener::bind(SocketAddr::new(bind, port)).await.map_err(taken);
    }
    let mut last = String::new();
    for port in PORT..PORT + TRIED {
        match TcpListener::bind(SocketAddr::new(bind, port)).await {
            Ok(listener) => {
                if port != PORT {
                    say!("端口 {PORT} 已被占用，改用 {port}。");
                }
                return Ok(listener);
            }
            Err(error) => last = error.to_string(),
        }
    }
    Err(format!("端口 {PORT} 到 {} 都用不了（{last}）。\n改法：用 --port 写一个空着的端口。", PORT + TRIED - 1))
}

/// Checks what is shown whenever there is news. It has threads of its own, and leaves a core for the pages, so that none waits for it.
fn check(news: &Receiver<()>, live: &Live, quiet: bool, page: &str) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let pool = ThreadPoolBuilder::new().num_threads(cores.saturating_sub(1).max(1)).thread_name(|_| "check".into()).build();
    while news.recv().is_ok() {
        while news.try_recv().is_ok() {}
        let shown = live.shown();
        match &pool {
            Ok(pool) => pool.install(|| shown.column.report()),
            Err(_) => shown.column.report(),
        };
        live.checked(shown.build);
        if !quiet {
            let report = shown.column.report();
            let details = if report.findings().is_empty() { String::new() } else { format!("　详见 {page}") };
            say!("{}{details}", Summary::new(&shown.column, None, report.findings().len()).verdict());
        }
    }
}

/// Opens the system's browser.
fn opened(address: &str) -> bool {
    let (program, before): (&str, &[&str]) = if cfg!(windows) {
        ("cmd", &["/c", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = std::process::Command::new(program);
    command.args(before).arg(address).stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    command.stderr(std::process::Stdio::null()).spawn().is_ok()
}
