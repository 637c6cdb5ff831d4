//! Compound files (OLE): the streams of Office files before 2007.

/// The bytes at the start of each.
pub const MAGIC: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// From this number on, a sector is none.
const NO_SECTOR: u32 = 0xffff_fffa;
/// The most entries of the directory that are read.
const ENTRIES: usize = 10_000;

/// A number of two bytes, little end first.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

/// A number of four bytes, little end first.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

/// A compound file.
pub struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    table: Vec<u32>,
    small: Vec<u32>,
    entries: Vec<Entry>,
    /// The sectors of what is small.
    pool: Vec<u8>,
    cutoff: usize,
}

impl<'b> Compound<'b> {
    /// Opens a compound file; `None` where it is none, or is cut.
    pub fn open(bytes: &'b [u8]) -> Option<Compound<'b>> {
        if !bytes.starts_with(&MAGIC) {
            return None;
        }
        let shift = u16_at(bytes, 30).filter(|shift| matches!(shift, 9 | 12))?;
        let mut file = Compound {
            bytes,
            sector: 1 << shift,
            table: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
            pool: Vec::new(),
            cutoff: u32_at(bytes, 56)? as usize,
        };
        let mut tables: Vec<u32> = (0..109).filter_map(|number| u32_at(bytes, 76 + 4 * number)).collect();
        let (mut more, mut left) = (u32_at(bytes, 68)?, file.sectors());
        while more < NO_SECTOR && left > 0 {
            let Some(sector) = file.at(more) else { break };
            let numbers = numbers(sector);
            let (next, listed) = numbers.split_last()?;
            tables.extend(listed);
            (more, left) = (*next, left - 1);
        }
        tables.truncate(file.sectors());
        for table in tables.into_iter().filter(|table| *table < NO_SECTOR) {
            if let Some(sector) = file.at(table) {
                file.table.extend(numbers(sector));
            }
        }
        file.small = numbers(&file.chain(u32_at(bytes, 60)?, usize::MAX));
        let directory = file.chain(u32_at(bytes, 48)?, ENTRIES * 128);
        file.entries = directory.as_chunks::<128>().0.iter().filter_map(|entry| entry_of(entry)).collect();
        let root = file.entries.first()?;
        file.pool = file.chain(root.start, root.size);
        Some(file)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    fn at(&self, sector: u32) -> Option<&'b [u8]> {
        let from = (sector as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(from..)?;
        Some(rest.get(..self.sector).unwrap_or(rest))
    }

    /// The bytes of the sectors that follow from one. A circle ends when it is as long as the file.
    fn chain(&self, start: u32, length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let (mut sector, mut left) = (start, self.sectors() + 1);
        while sector < NO_SECTOR && left > 0 && bytes.len() < length {
            let Some(part) = self.at(sector) else { break };
            bytes.extend_from_slice(part);
            sector = self.table.get(sector as usize).copied().unwrap_or(NO_SECTOR);
            left -= 1;
        }
        bytes.truncate(length);
        bytes
    }

    /// Whether it has a stream of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// The bytes of a stream.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().skip(1).find(|entry| entry.name == name)?;
        if entry.size >= self.cutoff {
            return Some(self.chain(entry.start, entry.size));
        }
        let mut bytes = Vec::new();
        let (mut sector, mut left) = (entry.start, self.small.len() + 1);
        while sector < NO_SECTOR && left > 0 && bytes.len() < entry.size {
            let from = (sector as usize).checked_mul(64)?;
            let Some(part) = self.pool.get(from..self.pool.len().min(from.checked_add(64)?)) else { break };
            bytes.extend_from_slice(part);
            sector = self.small.get(sector as usize).copied().unwrap_or(NO_SECTOR);
            left -= 1;
        }
        bytes.truncate(entry.size);
        Some(bytes)
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect()
}

fn entry_of(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(62);
    let name = super::plain::utf16(bytes.get(..length)?, u16::from_le_bytes);
    Some(Entry { name, start: u32_at(bytes, 116)?, size: u32_at(bytes, 120)? as usize })
}
