//! On what terms the data may be used.

/// What the page and the catalogue of the data say. It grants nothing that the organ did not grant, and asks for what readers need.
pub const RIGHTS: &str =
    "这些文件里的信息都已经依法主动公开，可以免费查阅、下载和引用。引用时请注明来源、发布日期和网址；与网页正文不一致的，以网页正文为准。";
