//! What a page may load and who may show it: said on every page and in `_headers`, so that it holds on hosts that send no headers too.

/// The content security policy: nothing but the column's own files, and nothing inline. (`frame-ancestors` is not allowed on a page,
/// and the county's portal may frame the column.)
pub const POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'";
