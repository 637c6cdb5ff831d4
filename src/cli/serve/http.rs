//! The server: who may ask, what is answered, and the stream of news for each open page.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;

use super::desk;
use super::live::Live;
use super::news;
use super::pages::{self, Missing, OWN};

/// A client that does not finish asking within this time is left.
const ASKING: Duration = Duration::from_secs(5);
/// An open page hears from the server at least so often, so that one that has gone is noticed.
const PULSE: Duration = Duration::from_secs(15);

const CLIENT: &str = include_str!("client.js");
const STYLE: &str = include_str!("preview.css");

type Body = Either<Full<Bytes>, Channel<Bytes, Infallible>>;

/// Answers for good.
pub async fn serve(listener: TcpListener, live: Arc<Live>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, say: those that end make room.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let live = live.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(live.clone(), request));
            let mut http = http1::Builder::new();
            let connection = http.timer(TokioTimer::new()).header_read_timeout(ASKING).serve_connection(TokioIo::new(stream), service);
            // A client that breaks off is no fault.
            let _ = connection.await;
        });
    }
}

async fn answer(live: Arc<Live>, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    if let Some((status, why)) = refused(&request) {
        return Ok(respond(status, "text/plain; charset=utf-8", format!("{why}\n").into_bytes()));
    }
    let (path, query) = (request.uri().path().to_string(), request.uri().query().unwrap_or("").to_string());
    if path == format!("{OWN}events") {
        let (sender, body) = Channel::new(4);
        let address = pages::address(&format!("/{}", query.strip_prefix("page=").unwrap_or(""))).unwrap_or_default();
        tokio::spawn(tell(live, address, sender));
        return Ok(finish(Response::new(Either::Right(body)), StatusCode::OK, "text/event-stream; charset=utf-8"));
    }
    // Making a page is work; others are answered meanwhile.
    let made = tokio::task::spawn_blocking(move || local(&live, &path)).await;
    Ok(made.unwrap_or_else(|_| respond(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", "出错了。\n".into())))
}

/// Why a request is not answered: this machine's preview is nobody else's to ask.
fn refused(request: &Request<Incoming>) -> Option<(StatusCode, &'static str)> {
    let headers = request.headers();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "预览只能看，不能提交。"));
    }
    let host = match (single(headers, HOST), request.uri().authority()) {
        (Some(host), None) => host,
        (Some(host), Some(asked)) if asked.as_str() == host => host,
        _ => return Some((StatusCode::BAD_REQUEST, "请求里没有写明主机。")),
    };
    if !is_ours(host) {
        return Some((StatusCode::FORBIDDEN, "预览只用 localhost 或者 IP 地址打开，不接受别的域名。"));
    }
    let same = |origin: &str| origin.strip_prefix("http://") == Some(host);
    if headers.contains_key(ORIGIN) && !single(headers, ORIGIN).is_some_and(same) {
        return Some((StatusCode::FORBIDDEN, "别的网站不能读取预览。"));
    }
    let elsewhere = single(headers, HeaderName::from_static("sec-fetch-site")).is_some_and(|site| site == "cross-site");
    let opened = single(headers, HeaderName::from_static("sec-fetch-mode")).is_some_and(|mode| mode == "navigate");
    if elsewhere && (!opened || request.uri().path().starts_with(OWN)) {
        return Some((StatusCode::FORBIDDEN, "别的网站不能读取预览。"));
    }
    None
}

/// The value of a header that stands once.
fn single(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Whether a host name is one that no other site can point to this machine: an address in digits, or `localhost`.
fn is_ours(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map(|(name, port)| (name, port.strip_prefix(':').unwrap_or(port))).unwrap_or_default(),
        None => host.rsplit_once(':').unwrap_or((host, "")),
    };
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let name = name.to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost") || name.parse::<IpAddr>().is_ok()
}

/// An answer from what is shown.
fn local(live: &Live, path: &str) -> Response<Body> {
    let html = "text/html; charset=utf-8";
    if let Some(own) = path.strip_prefix(OWN) {
        return match own {
            "" => respond(StatusCode::OK, html, desk::page(&live.shown()).into_bytes()),
            "client.js" => respond(StatusCode::OK, pages::media_type(own), CLIENT.into()),
            "preview.css" => respond(StatusCode::OK, pages::media_type(own), STYLE.into()),
            _ => respond(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", "没有这个网址。\n".into()),
        };
    }
    let shown = live.shown();
    let Some(address) = pages::address(path) else {
        return respond(StatusCode::NOT_FOUND, html, desk::missing("", &Missing::Unknown(None), &shown).into_bytes());
    };
    match pages::find(live, &shown, &address) {
        Ok(found) if found.html => respond(StatusCode::OK, html, pages::dressed(&found, &shown, &address)),
        Ok(found) => respond(StatusCode::OK, pages::media_type(&address), found.bytes.to_vec()),
        Err(missing) => {
            let status = if matches!(missing, Missing::Faulty(_)) { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::NOT_FOUND };
            respond(status, html, desk::missing(&address, &missing, &shown).into_bytes())
        }
    }
}

/// Tells a page what becomes of it, until the browser goes.
async fn tell(live: Arc<Live>, address: String, mut to: http_body_util::channel::Sender<Bytes, Infallible>) {
    let mut beats = live.beats();
    let mut last = String::new();
    loop {
        beats.mark_unchanged();
        let (now, page) = (live.clone(), address.clone());
        let Ok(state) = tokio::task::spawn_blocking(move || news::of(&now, &page)).await else { return };
        let text = if state == last { ":\n\n".to_string() } else { format!("data: {state}\n\n") };
        last = state;
        if to.send_data(text.into()).await.is_err() {
            return;
        }
        let _ = tokio::time::timeout(PULSE, beats.changed()).await;
    }
}

fn respond(status: StatusCode, media_type: &'static str, bytes: Vec<u8>) -> Response<Body> {
    finish(Response::new(Either::Left(Full::new(bytes.into()))), status, media_type)
}

fn finish(mut response: Response<Body>, status: StatusCode, media_type: &'static str) -> Response<Body> {
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, media_type),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_nobody_else_owns_are_ours() {
        for host in ["localhost", "localhost:8017", "LOCALHOST", "a.localhost:1", "127.0.0.1:8017", "[::1]:8017", "192.168.1.5"] {
            assert!(is_ours(host), "{host}");
        }
        for host in [
            "",
            "example.com",
            "127.0.0.1.example.com:80",
            "localhost.example.com",
            "notlocalhost",
            "[::1",
            "[x]:1",
            "[::1]example.com",
            "localhost:example.com",
        ] {
            assert!(!is_ours(host), "{host}");
        }
    }
}
