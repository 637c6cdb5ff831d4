//! The real nginx and Caddy, run with the configurations of `docs/deploy/`.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::system::file;

/// Only a fault takes so long.
const DEADLINE: Duration = Duration::from_secs(30);
/// How often is looked.
const OFTEN: Duration = Duration::from_millis(10);

/// Which server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Nginx,
    Caddy,
}

/// A server that ends with this value.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub address: SocketAddr,
}

impl Server {
    /// Starts it: the column in `folder` is at `prefix`, which is `/` or `/qinghe/`. What it writes is in `work`.
    pub fn start(kind: Kind, folder: &Path, prefix: &str, work: &Path) -> Server {
        // The port is free when it is looked for; should another program take it first, another is tried.
        let started = (0..10).find_map(|_| {
            let address = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port");
            let mut child = match kind {
                Kind::Nginx => nginx(address, folder, prefix, work),
                Kind::Caddy => caddy(address, folder, prefix, work),
            };
            let end = Instant::now() + DEADLINE;
            while child.try_wait().expect("it is ours").is_none() {
                if TcpStream::connect(address).is_ok() {
                    return Some(Server { child, address });
                }
                assert!(Instant::now() < end, "{kind:?} does not answer");
                sleep(OFTEN);
            }
            None
        });
        started.unwrap_or_else(|| panic!("{kind:?} does not start: {}", fs::read_to_string(work.join("log")).unwrap_or_default()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The template with places put in; each of them stands in it.
fn filled(template: &str, places: &[(&str, &str)]) -> String {
    places.iter().fold(file(template), |text, (from, to)| {
        assert!(text.contains(from), "{template} has no {from}");
        text.replace(from, to)
    })
}

fn started(command: &mut Command, package: &str, work: &Path) -> Child {
    let log = fs::File::options().create(true).append(true).open(work.join("log")).expect("a log");
    let path = format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default());
    let child = command.env("PATH", path).env("HOME", work).env("XDG_DATA_HOME", work).env("XDG_CONFIG_HOME", work);
    let child = child.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn();
    child.unwrap_or_else(|error| panic!("{package} is missing, please install it: {error}"))
}

fn nginx(address: SocketAddr, folder: &Path, prefix: &str, work: &Path) -> Child {
    let mut places = vec![
        ("listen 80;".to_string(), format!("listen {address};")),
        ("/srv/qinghe/current/".into(), format!("{}/", folder.display())),
        ("#brotli_static".into(), "brotli_static".into()),
    ];
    if prefix == "/" {
        // As the head of the template says.
        places.push(("    location = /qinghe { return 301 /qinghe/; }\n".into(), String::new()));
        places.push(("/qinghe/".into(), "/".into()));
    }
    let places: Vec<(&str, &str)> = places.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    fs::write(work.join("gongkai.conf"), filled("docs/deploy/nginx.conf", &places)).expect("a file");
    let module = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
    assert!(Path::new(module).exists(), "libnginx-mod-http-brotli-static is missing, please install it");
    let here = work.display();
    let temporary: String =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|name| format!("{name}_temp_path {here}/{name};\n")).concat();
    // One process, so that it ends when it is told to.
    let main = format!(
        "load_module {module};\ndaemon off;\nmaster_process off;\npid {here}/pid;\nerror_log stderr warn;\nevents {{}}\n\
         http {{\naccess_log off;\n{temporary}include {here}/gongkai.conf;\n}}\n"
    );
    fs::write(work.join("nginx.conf"), main).expect("a file");
    started(Command::new("nginx").arg("-p").arg(work).arg("-c").arg(work.join("nginx.conf")).args(["-e", "stderr"]), "nginx-light", work)
}

fn caddy(address: SocketAddr, folder: &Path, prefix: &str, work: &Path) -> Child {
    let (site, root) = (format!("http://{address} {{"), folder.display().to_string());
    let mut places = vec![("www.example.gov.cn {", site.as_str()), ("/srv/qinghe/current", root.as_str())];
    if prefix == "/" {
        // As the head of the template says.
        places.push(("\tredir /qinghe /qinghe/ 301\n", ""));
        places.push(("\thandle_path /qinghe/* {", "\thandle {"));
    }
    let text = filled("docs/deploy/Caddyfile", &places);
    fs::write(work.join("Caddyfile"), format!("{{\n\tadmin off\n}}\n{text}")).expect("a file");
    started(Command::new("caddy").args(["run", "--adapter", "caddyfile", "--config"]).arg(work.join("Caddyfile")), "caddy", work)
}
