//! 附件: what an item names must be there.

use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::model::{Filed, Reading};
use crate::parse::nearest;

rule!(HIDDEN, Warning, "attachment/hidden");
rule!(MISSING, Error, "attachment/missing");
rule!(OUTSIDE, Error, "attachment/outside");
rule!(UNCHECKED, Warning, "attachment/unchecked");
rule!(UNREADABLE, Error, "attachment/unreadable");

/// An attachment that is not in the content folder.
pub fn missing(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for attachment in &filed.item.attachments {
        let Some(path) = attachment.path.as_ref().filter(|path| path.as_str().starts_with("content/")) else { continue };
        if facts.site.files.contains_key(path) {
            continue;
        }
        let message = format!("找不到附件“{}”。", attachment.file.value);
        let folder = path.parent().unwrap_or("");
        let beside = facts.site.files.keys().filter(|file| file.parent() == Some(folder)).map(|file| file.file_name());
        match nearest(path.file_name(), beside) {
            Some(near) => {
                found.add(&filed.item.path, attachment.file.span, message, format!("文件夹里有一个“{near}”，是不是它？"));
                let written = &attachment.file.value;
                let text = written.strip_suffix(path.file_name()).map_or_else(|| near.to_string(), |folder| format!("{folder}{near}"));
                found.guess(attachment.file.span, text);
            }
            None => found.add(
                &filed.item.path,
                attachment.file.span,
                message,
                format!("把文件放到“{folder}”里，文件名（连同扩展名）要和这里写的一样；不再需要的，删去这一项。"),
            ),
        }
    }
}

/// An attachment outside the content folder.
pub fn outside(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for attachment in &filed.item.attachments {
        if attachment.path.as_ref().is_some_and(|path| path.as_str().starts_with("content/")) {
            continue;
        }
        let (written, span) = (&attachment.file.value, attachment.file.span);
        if written.contains('\\') && !written.contains(':') {
            let text = written.replace('\\', "/");
            found.add(
                &filed.item.path,
                span,
                format!("附件“{written}”的路径里有“\\”，找不到文件。"),
                format!("分隔文件夹用“/”，写成“{text}”。"),
            );
            found.fix(span, text);
            continue;
        }
        found.add(
            &filed.item.path,
            span,
            format!("附件“{written}”不在 content 文件夹里。"),
            "把文件复制到这个条目旁边，或者 content/files 里，只写文件名（放在 content/files 里的写“files/文件名”）。",
        );
    }
}

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
