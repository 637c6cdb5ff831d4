//! What stands in attachments: nothing hidden, nothing that cannot be opened, nothing that nobody has looked through, nothing about who made it.

use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::model::{Filed, Format, Reading, Trace, WordList};
use crate::personal::is_name;

rule!(HIDDEN, Warning, "contents/hidden");
rule!(UNCHECKED, Warning, "contents/unchecked");
rule!(PHOTO_POSITION, Error, "contents/photo-position");
rule!(PROPERTIES, Info, "contents/properties");
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

/// An attachment that no machine can read, or not all of it, and no person has looked through it.
pub fn unchecked(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    for attachment in item.attachments.iter().filter(|attachment| attachment.checked.is_none() && item.withdrawn.is_none()) {
        let contents = attachment.path.as_ref().and_then(|path| Some((path, facts.site.contents.get(path)?)));
        let Some((path, _)) = contents.filter(|(_, contents)| contents.reading == Reading::NotByMachine) else { continue };
        // Nobody should look into a program: that it is one is said.
        if Format::Program.extensions().contains(&path.extension().as_str()) {
            continue;
        }
        found.add(
            &item.path,
            attachment.file.span,
            format!("附件“{}”程序看不到里面的内容，没有人工检查的记录。", path.file_name()),
            "请人打开看一遍，确认没有身份证号码、手机号、银行账号等个人信息，再补上“人工检查: {人: 党政办, 日期: 2017-06-15}”，写在这个附件的花括号里。",
        );
    }
}

/// A photo, or a file with photos in it, that tells where they were taken: where people live or work.
pub fn photo_position(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (path, span, _) in facts.site.contents_of(&filed.item).filter(|(.., contents)| contents.traces.contains(&Trace::Position)) {
        found.add(
            &filed.item.path,
            span,
            format!("“{}”里的照片带着拍摄地点的经纬度。", path.file_name()),
            "在Windows里右键点照片，选“属性”→“详细信息”→“删除属性和个人信息”，另存一份换上；照片在文档里的，换成处理过的照片。拍照时关掉相机的“位置”。",
        );
    }
}

/// A person's name in the properties of a file: who wrote it, whose camera it was.
pub fn properties(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (path, span, contents) in facts.site.contents_of(&filed.item) {
        let mut names: Vec<String> = Vec::new();
        for trace in &contents.traces {
            let Trace::Named(label, name) = trace else { continue };
            let said = format!("{label}“{name}”");
            if is_name(name) && !facts.site.terms.lists.speaks(WordList::Nobody, name) && !names.contains(&said) {
                names.push(said);
            }
        }
        if !names.is_empty() {
            found.add(
                &filed.item.path,
                span,
                format!("“{}”的属性里有人名：{}。", path.file_name(), names.join("、")),
                "不想公开经办人姓名的，在Word或Excel里选“文件”→“信息”→“检查问题”→“检查文档”，删除“文档属性和个人信息”；照片和PDF在“属性”→“详细信息”里删除。",
            );
        }
    }
}
