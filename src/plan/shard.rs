//! Which pages fall to one of several builds that make a column side by side.

use std::fmt;

use crate::folder::RelPath;

/// One part of several, counted from 1: `3/16`. Which part a page falls to depends on its address alone, so that each build knows
/// without asking the others, on whatever machine it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    number: u32,
    of: u32,
}

impl Shard {
    /// The whole.
    pub const WHOLE: Shard = Shard { number: 1, of: 1 };

    /// `None` where there is no such part.
    pub fn new(number: u32, of: u32) -> Option<Shard> {
        (1..=of).contains(&number).then_some(Shard { number, of })
    }

    /// Whether a file falls to it.
    pub fn holds(self, path: &RelPath) -> bool {
        hash(path.as_str().as_bytes()) % u64::from(self.of) == u64::from(self.number - 1)
    }

    /// Whether it is all there is.
    pub fn is_whole(self) -> bool {
        self.of == 1
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// FNV-1a with 64 bits, and a last mixing (of splitmix64), because the last bytes of addresses are much alike. The hash of the
/// standard library may change with its version.
fn hash(bytes: &[u8]) -> u64 {
    let fnv = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let mixed = (fnv ^ (fnv >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These must never change: the parts of one build may be made by different versions of the compiler.
    #[test]
    fn a_page_falls_to_the_same_part_for_ever() {
        let part = |path: &str, of: u32| {
            let path = RelPath::new(path).expect("a path");
            let parts: Vec<u32> = (1..=of).filter(|number| Shard { number: *number, of }.holds(&path)).collect();
            assert_eq!(parts.len(), 1);
            parts[0]
        };
        let parts = ["index.html", "audit/2017-001.html", "gongkai.txt", "audit/附表.csv"].map(|path| (part(path, 3), part(path, 16)));
        assert_eq!(parts, [(3, 8), (2, 11), (3, 13), (1, 8)]);
        assert!(Shard::new(0, 3).is_none() && Shard::new(4, 3).is_none() && Shard::new(0, 0).is_none());
        assert_eq!(Shard::new(1, 1), Some(Shard::WHOLE));
    }

    #[test]
    fn parts_are_about_as_large() {
        let count = |number| {
            let shard = Shard { number, of: 16 };
            (0..16_000).filter(|n| shard.holds(&RelPath::new(&format!("audit/i{n:06}.html")).expect("a path"))).count()
        };
        for number in 1..=16 {
            assert!((850..1150).contains(&count(number)), "{}", count(number));
        }
    }
}
