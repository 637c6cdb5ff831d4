//! What stands in attachments: nothing hidden, nothing that cannot be opened, nothing that nobody has looked through.

use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::model::{Filed, Reading};

rule!(HIDDEN, Warning, "contents/hidden");
rule!(UNCHECKED, Warning, "contents/unchecked");
rule!(UNREADABLE, Error, "contents/unreadable");

/// An attachment has what its reader does not see: hidden sheets, rows and columns, comments, tracked changes, macros.
pub fn hidden(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (path, span, contents) in facts.site.contents_of(&filed.item).filter(|(_, _, contents)| !contents.hidden.is_empty()) {
        found.add(
            &filed.item.path,
            span,
            format!("附件“{}”里有看不见的内容：{}。", path.file_name(), contents.hidden.join("、")),
            "用 Word 或 Excel 打开，选“文件”→“信息”→“检查文档”，把批注、修订、隐藏的行列和工作表都删去，另存以后再用。",
        );
    }
}

/// An attachment that is damaged, encrypted or too large to be looked into.
pub fn unreadable(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (path, span, contents) in facts.site.contents_of(&filed.item) {
        if let Reading::Failed(why) = &contents.reading {
            found.add(
                &filed.item.path,
                span,
                format!("附件“{}”打不开：{why}。", path.file_name()),
                "用原来的程序打开看一看，重新保存；加了密码的，去掉密码；太大的，分成几个文件。",
            );
        }
    }
}

/// An attachment of a kind that no machine can read, and no person has looked through it.
pub fn unchecked(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    for attachment in item.attachments.iter().filter(|attachment| attachment.checked.is_none() && item.withdrawn.is_none()) {
        let Some(path) = attachment.path.as_ref().filter(|path| NOT_BY_MACHINE.contains(&path.extension().as_str())) else { continue };
        found.add(
            &item.path,
            attachment.file.span,
            format!("附件“{}”程序看不到里面的内容，没有人工检查的记录。", path.file_name()),
            "请人打开看一遍，确认没有身份证号码、手机号、银行账号等个人信息，再补上“人工检查: {人: 党政办, 日期: 2017-06-15}”，写在这个附件的花括号里。",
        );
    }
}

/// Kinds of files that only people can look through.
const NOT_BY_MACHINE: &[&str] =
    &["pdf", "doc", "xls", "ppt", "wps", "et", "dps", "ofd", "zip", "rar", "7z", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff"];
