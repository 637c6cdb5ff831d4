//! Accessibility of content: pictures, tables and headings that a screen reader can read (WCAG 2.2).

use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::model::{Filed, Target};

rule!(NO_ALT, Error, "access/no-alt");
rule!(BLANK_HEADER, Warning, "access/blank-header");
rule!(HEADING_JUMP, Warning, "access/heading-jump");
rule!(BOLD_HEADING, Info, "access/bold-heading");
rule!(BLANK_COLUMN, Info, "access/blank-column");
rule!(REPEATED_TITLE, Warning, "access/repeated-title");

/// A bold paragraph longer than this is no heading.
const HEADING: usize = 30;

/// A picture of the column without a description, or with its file name for one.
pub fn no_alt(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for picture in filed.item.body.links.iter().filter(|link| link.value.image) {
        let Target::Content(path, _) = &picture.value.target else { continue };
        let text = picture.value.text.trim();
        let help = "在方括号里写上图里是什么，例如“![青禾溪治理前后对比](river.jpg)”；图里有文字的，把文字也写进正文。";
        if text.is_empty() {
            found.add(&filed.item.path, picture.span, "这张图片没有说明文字，看不见图的人不知道是什么。", help);
        } else if text == path.file_name() || (text == path.stem() && text.is_ascii()) {
            // A Chinese name of a file may well say what is in it.
            found.add(&filed.item.path, picture.span, format!("图片的说明文字“{text}”是文件名，不是说明。"), help);
        }
    }
}

/// A table whose header row is blank.
pub fn blank_header(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for table in &filed.item.body.tables {
        let Some(first) = table.head.first().filter(|_| table.head.iter().all(|cell| cell.value.trim().is_empty())) else { continue };
        found.add(
            &filed.item.path,
            first.span,
            "这张表没有表头，第一行是空的。",
            "在第一行写上每一列的名称，例如“| 村 | 金额（元） |”；读屏软件按表头念每一格。",
        );
    }
}

/// A column with figures or words whose head is blank, when others have one. The corner at the left may be.
pub fn blank_column(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for table in filed.item.body.tables.iter().filter(|table| table.head.iter().any(|cell| !cell.value.trim().is_empty())) {
        let filled = |column: usize| table.rows.iter().filter_map(|row| row.get(column)).any(|cell| !cell.value.trim().is_empty());
        // Where several are blank, cells were merged, as in the forms that the State prescribes.
        let blank = table.head.iter().enumerate().zip(table.head.iter().skip(1)).map(|((at, left), cell)| (at + 1, left, cell));
        // A cell of a merged one stands where that stands.
        let mut blank = blank.filter(|(_, left, cell)| cell.value.trim().is_empty() && cell.span != left.span);
        if let (Some((column, _, cell)), None) = (blank.next().filter(|(column, ..)| filled(*column)), blank.next()) {
            found.add(
                &filed.item.path,
                cell.span,
                format!("这张表的第{}列没有表头。", column + 1),
                "在第一行写上这一列的名称；原来是合并的格子的，把合并的名称在每一列重写一遍。",
            );
        }
    }
}

/// A heading of the body that says the item's title again.
pub fn repeated_title(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(title) = &filed.item.title else { return };
    if let Some(heading) = filed.item.body.headings.iter().find(|heading| heading.text.trim() == title.value.trim()) {
        found.add(
            &filed.item.path,
            heading.span,
            "正文里的小标题和条目的标题一样，页面上会出现两遍。",
            "删去这个小标题：条目的标题已经是页面的大标题，正文从下一级写起。",
        );
    }
}

/// A heading more than one level below the one before it.
pub fn heading_jump(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let headings = &filed.item.body.headings;
    // The page's own title is the first level; where the body has one too, all of it moves down.
    let shift = u8::from(headings.iter().any(|heading| heading.level == 1));
    let mut above = 1;
    for heading in headings {
        let level = heading.level + shift;
        if level > above + 1 {
            let right = above + 1 - shift;
            found.add(
                &filed.item.path,
                heading.span,
                format!("小标题“{}”用了{}个井号，跳过了一级。", heading.text.trim(), heading.level),
                format!("这里用{right}个井号“{}”，小标题逐级往下排。", "#".repeat(right.into())),
            );
        }
        above = level;
    }
}

/// A paragraph of bold text alone that is a heading for the eye only. Said once of an item.
pub fn bold_heading(_: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let (item, body) = (&filed.item, filed.item.written());
    let mut looks = item.body.bold.iter().filter(|paragraph| {
        let text = paragraph.value.trim();
        let rest = paragraph.span.end.checked_sub(item.body.span.start).and_then(|end| body.get(end..)).unwrap_or("");
        text.chars().count() <= HEADING
            && numbered(text)
            && !text.ends_with(['。', '；', '，', '！', '？', ';', '.'])
            && !rest.trim().is_empty()
    });
    if let Some(first) = looks.next() {
        let others = looks.count();
        let others = if others > 0 { format!("，这样的还有{others}处") } else { String::new() };
        found.add(
            &item.path,
            first.span,
            format!("“{}”只是加粗，不是小标题{others}。", first.value.trim()),
            "去掉星号，在行首写两个井号和一个空格，例如“## 一、总体要求”；读屏软件按小标题跳读。",
        );
    }
}

/// Whether a text opens with the number of a heading: 一、 （一） 1. 第一条 第二部分.
fn numbered(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(', '第']);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    rest.len() < text.len() && rest.starts_with(['、', '）', ')', '.', '．', '章', '节', '条', '部', '项'])
}
