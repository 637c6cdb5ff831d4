//! Which file a draft was made of: a remark in the draft says it, so that nobody takes the file in twice.

/// What stands before the fingerprint.
const FINGERPRINT: &str = "SHA-256：";

/// The remark.
pub fn imported(name: &str, sha256: &str) -> String {
    format!("导入自：{name}，{FINGERPRINT}{sha256}")
}

/// Whether a text was made of the file with this fingerprint.
pub fn is_of(text: &str, sha256: &str) -> bool {
    text.contains(&format!("{FINGERPRINT}{sha256}"))
}
