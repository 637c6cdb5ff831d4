//! What the system says when it refuses something, in words that a clerk understands: the cause and the cure.

use std::io::{self, ErrorKind};

/// Why the system refused, as a part of a sentence. What we refuse ourselves brings its words with it; what is not known here is told
/// as the system tells it.
pub fn reason(error: &io::Error) -> String {
    told(error).filter(|_| error.get_ref().is_none()).map_or_else(|| error.to_string(), |(reason, _)| reason.to_string())
}

/// What to do about it: whole sentences.
pub fn cure(error: &io::Error) -> &'static str {
    told(error).map_or("检查磁盘是否正常、是否有写入权限、文件是否被别的程序打开。", |(_, cure)| cure)
}

/// Whether there is no room left.
pub fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

fn told(error: &io::Error) -> Option<(&'static str, &'static str)> {
    Some(match error.kind() {
        ErrorKind::NotFound => ("找不到它", "检查路径写得对不对，文件是不是刚被移走、改名或者删去。"),
        ErrorKind::PermissionDenied => {
            ("没有权限", "由有权限的人运行，或者请管理员把这个文件夹设成可以读写；文件正被别的程序打开的，先关闭。")
        }
        ErrorKind::StorageFull => ("磁盘满了", "删去不用的文件，腾出空间再试。"),
        ErrorKind::QuotaExceeded => ("分给您的磁盘空间用完了", "删去不用的文件，或者请管理员增加配额，再试。"),
        ErrorKind::ReadOnlyFilesystem => ("磁盘是只读的", "换一个可以写的文件夹；U盘看一看有没有写保护，网络盘请管理员给写入权限。"),
        ErrorKind::FileTooLarge => ("文件超过了系统允许的长度", "请管理员放宽对文件长度的限制（ulimit -f），或者换一个磁盘。"),
        ErrorKind::InvalidFilename => ("文件夹或者文件的名称太长，或者有不能用的字", "换一个短的名称，或者把栏目放到浅一些的文件夹里。"),
        ErrorKind::NotADirectory => ("路径里应当是文件夹的地方是一个文件", "检查路径写得对不对，换一个文件夹。"),
        ErrorKind::IsADirectory => ("应当是文件的地方是一个文件夹", "检查路径写得对不对。"),
        ErrorKind::ResourceBusy => (
            "它是一个挂载点，或者正被系统占用，不能整个换掉",
            "输出文件夹不能是挂载点本身（例如挂进容器里的文件夹），用 --output 写它里面的一个文件夹。",
        ),
        // What overlayfs says of a folder that stands in a lower layer, as the layers of a container's image do.
        ErrorKind::CrossesDevices => (
            "它在容器镜像的只读层里，或者旁边是另一个磁盘，不能整个换掉",
            "用 --output 写一个新的文件夹：镜像里没有的，或者挂进容器的文件夹里面的一个。",
        ),
        ErrorKind::StaleNetworkFileHandle | ErrorKind::TimedOut | ErrorKind::NetworkDown | ErrorKind::HostUnreachable => {
            ("网络盘断开了", "等网络恢复以后再试。")
        }
        ErrorKind::Unsupported => NO_LOCKS,
        ErrorKind::OutOfMemory => ("内存不够", "关闭别的程序再试。"),
        _ => by_number(error)?,
    })
}

/// Shares of other machines cannot always do what a disk can.
const NO_LOCKS: (&str, &str) =
    ("这个磁盘（多半是网络盘、共享文件夹）不能防止两个程序同时写", "用 --output 写本机磁盘上的文件夹，生成以后再复制过去。");

/// Those that the standard library has no kind for.
#[cfg(unix)]
fn by_number(error: &io::Error) -> Option<(&'static str, &'static str)> {
    // The numbers of Linux and of macOS: EIO, ENFILE, EMFILE, ELOOP, ENOLCK.
    match error.raw_os_error()? {
        5 => Some(("磁盘读写出错", "磁盘可能坏了：先把栏目的文件夹复制到别的磁盘，再请管理员检查。")),
        23 | 24 => Some(("同时打开的文件太多", "关闭别的程序再试；不行的，请管理员放宽限制（ulimit -n）。")),
        n if n == if cfg!(target_os = "macos") { 62 } else { 40 } => Some(("链接（快捷方式）互相指来指去", "换成真正的文件或者文件夹。")),
        n if n == if cfg!(target_os = "macos") { 77 } else { 37 } => Some(NO_LOCKS),
        _ => None,
    }
}

/// Those that the standard library has no kind for.
#[cfg(not(unix))]
fn by_number(error: &io::Error) -> Option<(&'static str, &'static str)> {
    // Windows: sharing and lock violations.
    match error.raw_os_error()? {
        32 | 33 => Some(("它正被别的程序打开", "关闭打开它的程序再试。")),
        _ => None,
    }
}
