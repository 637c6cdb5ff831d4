//! 附件: what an item names must be there.

use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::model::Filed;
use crate::parse::nearest;

rule!(MISSING, Error, "attachment/missing");
rule!(OUTSIDE, Error, "attachment/outside");

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
