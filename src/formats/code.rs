//! Short codes: the word of a severity, and the fingerprint of a finding.

use crate::diag::Severity;

/// The word that programs read.
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "block",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// 32 hexadecimal digits that are the same on every machine and in every version (FNV-1a of 128 bits).
pub fn fingerprint(parts: &[&str]) -> String {
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(START, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_keeps_parts_apart() {
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
        // One byte of zero: the published step of FNV-1a.
        assert_eq!(fingerprint(&[""]), "d228cb69101a8caf78912b704e4a147f");
    }
}
