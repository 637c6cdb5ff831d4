//! A package is held against its own sums.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

use zip::ZipArchive;

use crate::folder::sha256_of;

use super::SUMS;

/// The longest list of sums, in bytes.
const LONGEST: u64 = 64 * 1024 * 1024;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The files that are as they were packed.
    pub sound: usize,
    /// Those with other bytes, or bytes that cannot be unpacked.
    pub changed: Vec<String>,
    /// Those that are gone.
    pub missing: Vec<String>,
    /// Those that were not packed.
    pub added: Vec<String>,
}

impl Verdict {
    /// Whether all is as it was packed.
    pub fn is_sound(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.added.is_empty()
    }
}

/// Verifies a package. However long its files are, it takes little memory.
///
/// # Errors
/// A sentence for the user, when it is no zip file, or none of ours.
pub fn verify(package: impl Read + Seek) -> Result<Verdict, String> {
    let mut zip = ZipArchive::new(package).map_err(|_| "文件不完整，或者不是 zip 文件".to_string())?;
    let sums = sums(&mut zip)?;
    let mut verdict = Verdict::default();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for at in 0..zip.len() {
        // A name that cannot be read has been tampered with.
        let name = zip.by_index_raw(at).ok().and_then(|file| Some(file.name().ok()?.to_string()));
        let name = name.unwrap_or_else(|| format!("第{}个文件", at + 1));
        if name == SUMS || name.ends_with('/') {
            continue;
        }
        match sums.get(&name) {
            None => verdict.added.push(name),
            Some(_) if !seen.insert(name.clone()) => verdict.added.push(name),
            Some(sum) if zip.by_index(at).is_ok_and(|mut file| sha256_of(&mut file).is_ok_and(|own| own == *sum)) => verdict.sound += 1,
            Some(_) => verdict.changed.push(name),
        }
    }
    verdict.missing = sums.into_keys().filter(|name| !seen.contains(name)).collect();
    for names in [&mut verdict.changed, &mut verdict.added] {
        names.sort();
    }
    Ok(verdict)
}

/// The sums that the package has of its files.
fn sums<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<BTreeMap<String, String>, String> {
    let none = || format!("里面没有“{SUMS}”，不是 gongkai 做的归档包");
    let mut text = String::new();
    let mut file = zip.by_name(SUMS).map_err(|_| none())?.take(LONGEST);
    file.read_to_string(&mut text).map_err(|_| format!("里面的“{SUMS}”读不出来"))?;
    let line = |line: &str| line.split_once("  ").map(|(sum, name)| (name.to_string(), sum.to_ascii_lowercase()));
    let sums: BTreeMap<String, String> = text.lines().filter_map(line).collect();
    if sums.is_empty() { Err(none()) } else { Ok(sums) }
}
