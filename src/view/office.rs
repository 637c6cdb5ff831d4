//! 公开工作机构: the box that tells whom to ask.

use serde::Serialize;

use crate::model::{Office, Way};

/// One fact of the box.
#[derive(Serialize)]
pub struct OfficeFact<'s> {
    label: &'static str,
    value: &'s str,
    /// Where it can be followed: `tel:`, `mailto:` or an address of the web; else empty.
    href: String,
    large: bool,
}

/// The facts that are known of the office.
pub fn office(office: &Office) -> Vec<OfficeFact<'_>> {
    office.facts().map(|(label, value, way)| OfficeFact { label, value, href: href(value, way), large: label == "联系电话" }).collect()
}

/// The `tel:` address of a telephone number; empty for what is none, such as two numbers in one line.
pub fn call(value: &str) -> String {
    let number = value.len() > 2 && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if number { format!("tel:{value}") } else { String::new() }
}

fn href(value: &str, way: Way) -> String {
    let mail = |value: &str| value.contains('@') && value.bytes().all(|byte| byte.is_ascii_graphic());
    match way {
        Way::Phone => call(value),
        Way::Mail if mail(value) => format!("mailto:{value}"),
        Way::Web if value.starts_with("https://") || value.starts_with("http://") => value.to_string(),
        _ => String::new(),
    }
}
