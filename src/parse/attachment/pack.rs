//! The parts of a zip file, unpacked within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::plain::gbk;

/// The most that a file may come to when unpacked, in bytes: more is a zip bomb.
const UNPACKED: u64 = 128 * 1024 * 1024;
/// The most parts that a file may have.
const PARTS: usize = 5_000;

/// A zip file that can be read.
pub struct Pack<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The names of its parts; folders have none.
    names: Vec<String>,
    left: u64,
}

impl<'b> Pack<'b> {
    /// Opens a zip file.
    ///
    /// # Errors
    /// Why it cannot be read, for a clerk.
    pub fn open(bytes: &'b [u8]) -> Result<Pack<'b>, &'static str> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "文件不完整，或者不是这种格式")?;
        if archive.len() > PARTS {
            return Err("里面的部分太多，不像是正常的文件");
        }
        let mut names = Vec::with_capacity(archive.len());
        let mut whole = 0_u64;
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).map_err(|_| "文件不完整")?;
            whole = whole.saturating_add(part.size());
            let raw = part.name_raw();
            let name = std::str::from_utf8(raw).map_or_else(|_| gbk(raw), str::to_string);
            names.push(if name.ends_with('/') { String::new() } else { name });
        }
        if whole > UNPACKED {
            return Err("解压以后太大，不像是正常的文件");
        }
        Ok(Pack { archive, names, left: UNPACKED })
    }

    /// The names of the parts with their places.
    pub fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        self.names.iter().map(String::as_str).enumerate().filter(|(_, name)| !name.is_empty())
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// Why it cannot be read, for a clerk.
    pub fn read(&mut self, at: usize) -> Result<Vec<u8>, &'static str> {
        let part = self.archive.by_index(at).map_err(|_| "文件不完整，或者加了密码")?;
        let mut bytes = Vec::new();
        // What a part says of its own length may be a lie.
        let read = part.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| "文件不完整")?;
        self.left = self.left.checked_sub(read as u64).ok_or("解压以后太大，不像是正常的文件")?;
        Ok(bytes)
    }

    /// The bytes of the part with this name, where there is one.
    ///
    /// # Errors
    /// Why it cannot be read, for a clerk.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, &'static str> {
        let at = self.names().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(at, _)| at);
        at.map(|at| self.read(at)).transpose()
    }
}
