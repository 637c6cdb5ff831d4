//! Files that no office makes are refused before they are read.

use crate::parse::attachment::pack::Pack;

/// Why a file with definitions is refused.
pub const DEFINES: &str = "里面有实体定义（DTD），正常的Office文件没有，可能是用来攻击的文件";
/// Why a file whose parts lead out of it is refused.
const LEADS_OUT: &str = "里面有指向外面文件夹的文件名，可能是用来攻击的文件";

/// Whether a part of an Office file defines entities: small files grow without end by them.
pub fn defines(xml: &str) -> bool {
    memchr::memmem::find(xml.as_bytes(), b"<!DOCTYPE").is_some() || memchr::memmem::find(xml.as_bytes(), b"<!ENTITY").is_some()
}

/// Opens a packed file, unless it is made to do harm.
///
/// # Errors
/// Why it is refused, for a clerk.
pub fn open(bytes: &[u8]) -> Result<Pack<'_>, &'static str> {
    let pack = Pack::open(bytes)?;
    let leads_out = |name: &str| {
        let name = name.replace('\\', "/");
        name.starts_with('/') || name.get(1..2) == Some(":") || name.split('/').any(|part| part == "..")
    };
    if pack.names().any(|(_, name)| leads_out(name)) { Err(LEADS_OUT) } else { Ok(pack) }
}
