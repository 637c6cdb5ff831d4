//! A document becomes the draft of an item: a front matter of guesses, the text in Markdown, and the files that lie beside it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use similar::{ChangeTag, TextDiff};

use crate::calendar::Date;
use crate::column::Column;
use crate::folder::RelPath;
use crate::model::{Key, LeafId, is_han};

use super::document::{Block, Document, Inline, Repair, Stated, Table};
use super::front::Front;
use super::leaf::{Choice, choose};
use super::markdown::{Names, markdown};
use super::{assay, front, guess, head, mend};

/// A sheet of more rows, or of more columns, is better attached than shown.
const MOST_ROWS: usize = 80;
const MOST_COLUMNS: usize = 12;

/// What is wanted of a draft, and what is known besides the file's content.
pub struct Wish<'w> {
    /// The file's name.
    pub name: &'w str,
    /// Its fingerprint.
    pub sha256: &'w str,
    /// Its bytes.
    pub original: &'w [u8],
    /// The leaf that was asked for.
    pub leaf: Option<LeafId>,
    /// Whether the original becomes an attachment; `None` where it does if a table is too large for the text.
    pub attach: Option<bool>,
    /// Why the original may not lie in the column.
    pub obstacles: &'w [String],
    /// The files that a page leads to, by how it names them.
    pub linked: &'w BTreeMap<String, Vec<u8>>,
    /// The stems that other drafts of the same run have, as `audit/2017-005`.
    pub taken: &'w BTreeSet<String>,
    /// The day.
    pub today: Date,
}

/// Something that was guessed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// What.
    pub key: &'static str,
    /// What it was taken to be.
    pub value: String,
    /// Where it was found.
    pub place: String,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where it belongs.
    pub path: RelPath,
    /// Its text.
    pub text: String,
    /// The files beside it.
    pub files: Vec<(RelPath, Vec<u8>)>,
    /// What was taken.
    pub taken: Vec<String>,
    /// What was mended.
    pub repairs: Vec<Repair>,
    /// What was guessed.
    pub confirm: Vec<Confirm>,
    /// What is still to be written.
    pub missing: Vec<String>,
    /// What people should look at.
    pub remarks: Vec<String>,
    /// What was not taken.
    pub left_out: Vec<String>,
}

/// Makes the draft.
///
/// # Errors
/// The leaves that are near, where none can be told.
pub fn draft(mut document: Document, column: &Column, wish: &Wish<'_>) -> Result<Draft, Vec<LeafId>> {
    let site = column.site();
    mend::mend(&mut document);
    let is_sheet = document.kind.contains("Excel") || document.kind.contains("表格");
    let head = head::take(&mut document, wish.name, is_sheet);
    let (title, title_place) = head.title.clone().unwrap_or_default();
    headings(&mut document.blocks);
    levelled(&mut document.blocks);
    let words: String = document.blocks.iter().map(|block| words_of(block, usize::MAX)).collect();
    let prose: String = document.blocks.iter().map(|block| words_of(block, SHORT_TABLE)).collect();
    let (leaf, leaf_place) = match wish.leaf {
        Some(leaf) => (leaf, String::new()),
        None => match choose(&site.catalogue, &title, &words) {
            Choice::One(leaf, word) => (leaf, format!("标题里有“{word}”")),
            Choice::Among(near) => return Err(near),
        },
    };
    let leaf = site.catalogue.leaf(leaf);
    let tail = guess::tail(&prose.replace('\n', "\n\n"), &site.subjects);
    let stated = |key: Key| document.stated.iter().find(|stated| stated.key == key);
    let stated_day = |key: Key| stated(key).and_then(|stated| Some((guess::day(&stated.value)?, stated.place.clone())));
    let formed = stated_day(Key::Formed).or_else(|| Some((tail.formed?, "落款".to_string())));
    let published = stated_day(Key::Published);
    let year = formed.as_ref().or(published.as_ref()).map_or(wish.today.year(), |(day, _)| day.year());
    let stem = stem(column, &leaf.code, year, wish.taken);
    let beside = |name: &str| RelPath::new(&format!("content/{}/{name}", leaf.code));

    let mut confirm: Vec<Confirm> = Vec::new();
    let mut taken = vec![format!("{}字", letters(&words) + letters(&title))];
    let mut files: Vec<(RelPath, Vec<u8>)> = Vec::new();
    let mut attached: Vec<(String, String)> = Vec::new();
    let mut left_out = std::mem::take(&mut document.left_out);
    let mut remarks = std::mem::take(&mut document.remarks);
    let large = is_sheet && document.blocks.iter().any(is_large);
    let wanted = wish.attach.unwrap_or(large);
    let attach = wanted && wish.obstacles.is_empty();
    if large && wish.attach != Some(false) {
        summarize(&mut document.blocks, attach);
        remarks.push(
            if attach {
                "表格较大，作为附件，正文只写栏目和行数"
            } else {
                "表格较大，又不能直接作为附件，正文只写栏目和行数"
            }
            .into(),
        );
    }
    let extension = wish.name.rsplit_once('.').map_or("bin", |(_, extension)| extension).to_ascii_lowercase();
    if attach && let Some(path) = beside(&format!("{stem}-original.{extension}")) {
        files.push((path.clone(), wish.original.to_vec()));
        attached.push((path.file_name().to_string(), wish.name.rsplit_once('.').map_or(wish.name, |(stem, _)| stem).to_string()));
    }
    for (at, linked) in document.linked.iter().enumerate() {
        let extension = linked
            .href
            .split(['?', '#'])
            .next()
            .and_then(|path| path.rsplit_once('.'))
            .map_or("bin", |(_, extension)| extension)
            .to_ascii_lowercase();
        match (wish.linked.get(&linked.href), beside(&format!("{stem}-{}.{extension}", at + 1))) {
            (Some(bytes), Some(path)) => {
                attached.push((path.file_name().to_string(), linked.name.clone()));
                files.push((path, bytes.clone()));
            }
            _ => left_out.push(format!("附件“{}”：网页旁边没有这个文件（{}），另外下载", linked.name, linked.href)),
        }
    }
    let mut pictures: BTreeMap<usize, (String, String)> = BTreeMap::new();
    for (at, picture) in document.pictures.iter().enumerate() {
        let bytes = picture.bytes.as_ref().or_else(|| wish.linked.get(&picture.href));
        match (bytes, beside(&format!("{stem}-p{}.{}", at + 1, picture.extension))) {
            (Some(bytes), Some(path)) if !picture.extension.is_empty() => {
                pictures.insert(at, (path.file_name().to_string(), said(&picture.alt)));
                files.push((path, bytes.clone()));
            }
            _ if picture.href.is_empty() || document.kind == "Word文档" => {}
            _ => left_out.push(format!("图片：网页旁边没有这个文件（{}）", picture.href.chars().take(60).collect::<String>())),
        }
    }
    let tables: Vec<&Table> =
        document.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect();
    let count = [
        ("个表格", tables.len()),
        ("个有内容的单元格", tables.iter().map(|table| table.filled()).sum()),
        ("张图片", pictures.len()),
        ("条脚注", document.notes.len()),
        ("个附件", attached.len()),
    ];
    taken.extend(count.into_iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{count}{what}")));

    // A link to a file that came along, or did not, is only its words: the file stands among the attachments.
    let body = markdown(&document.blocks, &document.notes, &Names { picture: &|at| pictures.get(&at).cloned() });
    let mut missing: Vec<String> = Vec::new();
    let mut front = Front::default();
    let mut found = |front: &mut Front, key: Key, value: &str, place: &str| {
        front.found(key, value, place);
        confirm.push(Confirm { key: key.name(), value: value.to_string(), place: place.to_string() });
    };
    match title.is_empty() {
        false => found(&mut front, Key::Title, &title, &format!("取自{title_place}")),
        true => missing.push(lacking(&mut front, Key::Title, "关于……的通知", "没有找到标题")),
    }
    match leaf_place.is_empty() {
        true => front.certain(Key::Leaf, &front::quoted(&leaf.name)),
        false => found(&mut front, Key::Leaf, &leaf.name, &leaf_place),
    }
    let issuers = match stated(Key::Issuer) {
        Some(Stated { value, place, .. }) => (value.split(['、', '，', ',']).map(|name| name.trim().to_string()).collect(), place.clone()),
        None => (tail.issuers.clone(), "落款".to_string()),
    };
    let owner =
        site.subjects.all.iter().find(|subject| subject.duties.iter().any(|duty| duty.value == leaf.code || duty.value == leaf.name));
    let of_issuer = issuers.0.iter().find_map(|name: &String| site.subjects.find(name)).map(|id| site.subjects.get(id));
    match (owner, of_issuer) {
        (Some(owner), _) => found(&mut front, Key::Subject, &owner.short, "这个类别由它负责公开"),
        (None, Some(issuer)) => found(&mut front, Key::Subject, &issuer.short, "取自发布机构"),
        (None, None) => missing.push(lacking(&mut front, Key::Subject, "党政办", "负责公开的单位")),
    }
    if issuers.0.is_empty() {
        missing.push(lacking(&mut front, Key::Issuer, "青禾镇人民政府", "没有找到落款"));
    } else {
        front.list(Key::Issuer, &issuers.0, &format!("取自{}", issuers.1));
        confirm.push(Confirm { key: Key::Issuer.name(), value: issuers.0.join("、"), place: format!("取自{}", issuers.1) });
    }
    let mut found = |front: &mut Front, key: Key, value: &str, place: &str| {
        front.found(key, value, place);
        confirm.push(Confirm { key: key.name(), value: value.to_string(), place: place.to_string() });
    };
    match &formed {
        Some((day, place)) => found(&mut front, Key::Formed, &day.to_string(), &format!("取自{place}")),
        None => missing.push(lacking(&mut front, Key::Formed, "2017-06-15", "没有找到落款的日期")),
    }
    if let Some(day) = tail.issued {
        found(&mut front, Key::Issued, &day.to_string(), "取自版记");
    }
    match &published {
        Some((day, place)) => found(&mut front, Key::Published, &day.to_string(), &format!("取自{place}，是原来公开的日期")),
        None => missing.push(lacking(&mut front, Key::Published, &wish.today.to_string(), "写公开那天的日期")),
    }
    if let Some((number, place)) = &head.number {
        found(&mut front, Key::Number, number, &format!("取自{place}"));
        if let Some(other) = site.numbered(number) {
            remarks.push(format!("文号“{number}”在“{}”里用过，可能是同一个文件", site.item(other).path));
        }
    }
    let openness = stated(Key::Openness).map(|stated| (stated.value.clone(), format!("取自{}", stated.place)));
    let openness = openness.filter(|(value, _)| ["主动公开", "依申请公开", "不予公开"].contains(&value.as_str()));
    match openness.or_else(|| tail.openness.map(|(openness, words)| (openness.name().to_string(), format!("正文里有“{words}”")))) {
        Some((value, place)) => found(&mut front, Key::Openness, &value, &place),
        None => missing.push(lacking(&mut front, Key::Openness, "主动公开", "按发文时确定的属性")),
    }
    let genre = head::GENRES.iter().find(|genre| title.ends_with(*genre) && **genre != "令");
    if let Some(genre) = genre {
        found(&mut front, Key::Genre, genre, "标题的最后两个字");
    }
    for key in [Key::IndexNumber, Key::Theme, Key::Source] {
        if let Some(stated) = stated(key) {
            found(&mut front, key, &stated.value, &format!("取自{}", stated.place));
        }
    }
    front.attachments(&attached);
    front.certain(Key::Draft, "true");
    missing.push(lacking(&mut front, Key::Reviews, "[{级别: 一审, 人: 站所负责人, 日期: 2017-06-13}]", "审核以后写"));
    missing.push(lacking(&mut front, Key::Secrecy, "{结论: 可以公开, 人: 党政办, 日期: 2017-06-15}", "保密审查以后写"));
    for line in &head.masthead {
        front.remark(&format!("版头：{line}"));
    }
    front.remark(&front::imported(wish.name, wish.sha256));
    if !pictures.is_empty() {
        missing.push(format!(
            "图片说明（{}张）：写在“![]”的方括号里，说清图里是什么",
            pictures.values().filter(|(_, alt)| alt.is_empty()).count()
        ));
        missing.retain(|what| !what.starts_with("图片说明（0张"));
    }

    let path = RelPath::new(&format!("content/{}/{stem}.md", leaf.code)).ok_or_else(Vec::new)?;
    let head_text = front.finish();
    let before = format!("{head_text}{body}");
    let text = assay::repaired(column.folder(), &path, &before, &files, wish.today);
    let mut repairs = std::mem::take(&mut document.repairs);
    repairs.extend(differences(&before, &text));
    Ok(Draft { path, text, files, taken, repairs, confirm, missing, remarks, left_out })
}

fn lacking(front: &mut Front, key: Key, example: &str, why: &str) -> String {
    front.missing(key, example, why);
    format!("{}（{why}）", key.name())
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// A table of so many rows may be the foot of a paper.
const SHORT_TABLE: usize = 3;

/// The words of a block; those of a table with at most so many rows, a row a line.
fn words_of(block: &Block, most_rows: usize) -> String {
    match block {
        Block::Table(table) if table.rows.len() <= most_rows => {
            let row =
                |row: &Vec<super::document::Cell>| row.iter().flat_map(|cell| &cell.lines).cloned().collect::<Vec<_>>().join(" ") + "\n";
            table.rows.iter().map(row).collect()
        }
        block => block.text() + "\n",
    }
}

/// What a picture is said to show; what programs say by themselves says nothing.
fn said(alt: &str) -> String {
    let named =
        ["图片", "Picture", "picture", "Image", "image", "图像", "IMG", "微信", "截图", "文本框"].iter().any(|word| alt.starts_with(word));
    let path = alt.contains(['\\', '/']) || alt.rsplit_once('.').is_some_and(|(_, end)| end.len() <= 4 && end.is_ascii());
    if named || path || !alt.chars().any(is_han) { String::new() } else { alt.to_string() }
}

/// The first stem of a leaf and a year that no file has.
fn stem(column: &Column, leaf: &str, year: i32, taken: &BTreeSet<String>) -> String {
    let folder = format!("content/{leaf}");
    let numbers = column.folder().files_below(&folder).filter_map(|(path, _)| {
        let rest = path.file_name().strip_prefix(&format!("{year}-"))?;
        rest.get(..rest.bytes().take_while(u8::is_ascii_digit).count())?.parse::<u32>().ok()
    });
    let first = numbers.max().unwrap_or(0).saturating_add(1);
    let stems = (first..first.saturating_add(100_000)).map(|n| format!("{year}-{n:03}"));
    stems.into_iter().find(|stem| !taken.contains(&format!("{leaf}/{stem}"))).unwrap_or_else(|| format!("{year}-{first:03}"))
}

/// Lines that are numbered as headings are become headings: 一、 the highest, （一） below it.
fn headings(blocks: &mut [Block]) {
    let styled = blocks.iter().any(|block| matches!(block, Block::Heading(level, _) if *level > 0));
    for block in blocks {
        if let Block::Heading(level @ 0, _) = block {
            *level = 1;
        }
        let Block::Paragraph(line, _) = block else { continue };
        let text = super::document::plain(line);
        let short = text.chars().count() <= 40 && !text.ends_with(['。', '；', '：', '，', '、', '！', '？']) && !text.contains('。');
        let plain = line.iter().all(|inline| matches!(inline, Inline::Text(_)));
        let level = match numbered(&text) {
            _ if !short || !plain || styled => continue,
            Some(level) => level,
            None => continue,
        };
        *block = Block::Heading(level, std::mem::take(line));
    }
}

/// The highest heading is of level 1, and none is more than one level below the one before.
fn levelled(blocks: &mut [Block]) {
    let highest =
        blocks.iter().filter_map(|block| if let Block::Heading(level, _) = block { Some(*level) } else { None }).min().unwrap_or(1);
    let mut last = 0;
    for block in blocks {
        if let Block::Heading(level, _) = block {
            *level = (*level - highest.min(*level) + 1).min(last + 1);
            last = *level;
        }
    }
}

/// 一、 is level 1, （一） level 2.
fn numbered(text: &str) -> Option<u8> {
    let bracket = text.strip_prefix(['（', '(']);
    let rest = bracket.unwrap_or(text).trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let counted = rest.len() < bracket.unwrap_or(text).len();
    match (bracket.is_some(), counted, rest.chars().next()?) {
        (false, true, '、') => Some(1),
        (true, true, '）' | ')') => Some(2),
        _ => None,
    }
}

fn is_large(block: &Block) -> bool {
    matches!(block, Block::Table(table) if table.rows.len() > MOST_ROWS || table.width() > MOST_COLUMNS)
}

/// In place of large tables, what is in them.
fn summarize(blocks: &mut [Block], attached: bool) {
    for block in blocks.iter_mut() {
        let Block::Table(table) = block else { continue };
        if table.rows.len() <= MOST_ROWS && table.width() <= MOST_COLUMNS {
            continue;
        }
        let head = table.rows.first().into_iter().flatten().map(|cell| cell.lines.join("")).filter(|name| !name.is_empty());
        let head: Vec<String> = head.collect();
        let whole = if attached { "全表见附件。" } else { "" };
        let text = format!("本表共{}行，栏目有：{}。{whole}", table.rows.len().saturating_sub(1), head.join("、"));
        *block = Block::Paragraph(vec![Inline::Text(text)], super::document::Align::Start);
    }
}

/// What repairs have changed, piece by piece with what stands around.
fn differences(before: &str, after: &str) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let lines = TextDiff::from_lines(before, after);
    let mut old: Vec<&str> = Vec::new();
    let mut new: Vec<&str> = Vec::new();
    for change in lines.iter_all_changes() {
        match change.tag() {
            ChangeTag::Delete => old.push(change.value()),
            ChangeTag::Insert => new.push(change.value()),
            ChangeTag::Equal => compare(&mut old, &mut new, &mut repairs),
        }
    }
    compare(&mut old, &mut new, &mut repairs);
    repairs
}

fn compare(old: &mut Vec<&str>, new: &mut Vec<&str>, repairs: &mut Vec<Repair>) {
    let (before, after) = (std::mem::take(old).concat(), std::mem::take(new).concat());
    let diff = TextDiff::from_chars(before.trim_end(), after.trim_end());
    for group in diff.grouped_ops(3) {
        let side = |keep: ChangeTag| {
            let changes =
                group.iter().flat_map(|op| diff.iter_changes(op)).filter(|change| change.tag() == ChangeTag::Equal || change.tag() == keep);
            changes.map(|change| change.value()).collect::<String>().replace('\n', " ")
        };
        repairs.push(Repair { what: "标点和序号", before: side(ChangeTag::Delete), after: side(ChangeTag::Insert) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_that_changed_are_told() {
        let found = differences("甲\n请各村,各单位认真落实好。1)乙\n", "甲\n请各村，各单位认真落实好。（1）乙\n");
        let told: Vec<String> = found.iter().map(|repair| format!("{}→{}", repair.before, repair.after)).collect();
        assert_eq!(told, ["请各村,各单位→请各村，各单位", "落实好。1)乙→落实好。（1）乙"]);
    }

    #[test]
    fn pictures_say_what_people_said() {
        for (alt, text) in [("图片 1", ""), ("C:\\a\\b.jpg", ""), ("河道清理现场", "河道清理现场"), ("IMG_2017", "")] {
            assert_eq!(said(alt), text);
        }
    }
}
