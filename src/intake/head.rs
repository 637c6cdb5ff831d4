//! What stands above the text of a paper: its masthead, its 文号 and its title.

use crate::model::{DocNumber, Key, NumberFault, is_han};

use super::document::{Align, Block, Document, Repair};

/// So many blocks are looked at.
const TOP: usize = 14;
/// The longest a title is, in characters.
const LONGEST: usize = 90;

/// 公文种类 (中办发〔2012〕14号), and what papers to the public are called besides.
pub const GENRES: &[&str] =
    &["决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要"];

/// The head of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The title, and where it stood.
    pub title: Option<(String, String)>,
    /// The 文号, and where it stood.
    pub number: Option<(DocNumber, String)>,
    /// Lines of the masthead.
    pub masthead: Vec<String>,
}

/// Takes the head off a document.
pub fn take(document: &mut Document, name: &str) -> Head {
    let is_sheet = document.is_sheet();
    let mut head = Head::default();
    let mut gone: Vec<usize> = Vec::new();
    let stated = |key| document.stated.iter().find(|stated| stated.key == key).map(|stated| (stated.value.clone(), stated.place.clone()));
    head.title = stated(Key::Title).map(|(title, place)| (tight(&title), place));
    let named = head.title.is_some();
    let titled = document.blocks.iter().take(TOP).position(|block| matches!(block, Block::Heading(0, _)));
    let mut last_of_title: Option<(usize, Align)> = None;
    for (at, block) in document.blocks.iter().enumerate().take(TOP) {
        let text = tight(&block.text());
        if matches!(block, Block::Table(_)) {
            // A box above the title is a masthead in a table; what comes behind it is looked at all the same.
            if head.title.is_none() && at == 0 && titled.is_some() { continue } else { break }
        }
        let align = if let Block::Paragraph(_, align) = block { *align } else { Align::Center };
        if text.is_empty() {
            continue;
        }
        if head.number.is_none()
            && let Some((number, rest)) = number_line(&text)
        {
            let standard = number.to_string();
            if !text.starts_with(&standard) {
                document.repairs.push(Repair { what: "文号", before: text.chars().take(30).collect(), after: standard });
            }
            head.number = Some((number, "版头".into()));
            head.masthead.extend((!rest.is_empty()).then_some(rest));
            gone.push(at);
            continue;
        }
        if is_masthead(&text) && last_of_title.is_none() {
            head.masthead.push(text);
            gone.push(at);
            continue;
        }
        if is_secret(&text) {
            continue;
        }
        if named {
            if head.title.as_ref().is_some_and(|(title, _)| same(title, &text)) {
                gone.push(at);
            }
            continue;
        }
        match &mut last_of_title {
            None if titled.is_none_or(|titled| titled == at) && is_title(&text) && !(is_sheet && matches!(block, Block::Heading(..))) => {
                let place = if matches!(block, Block::Heading(0, _)) { "标题样式的一行" } else { "正文第一行" };
                head.title = Some((text, place.into()));
                gone.push(at);
                last_of_title = Some((at, align));
            }
            None if titled.is_none() => break,
            None => {}
            Some((last, _))
                if *last + 1 == at && align == Align::Center && head.title.as_ref().is_some_and(|(title, _)| is_open(title, &text)) =>
            {
                if let Some((title, _)) = &mut head.title {
                    title.push_str(&text);
                }
                gone.push(at);
                *last = at;
            }
            Some((last, _)) if at > *last + 2 => break,
            Some(_) => {}
        }
    }
    let mut at = 0;
    document.blocks.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
    if let Some((value, place)) = stated(Key::Number) {
        head.number = read(&value).map(|number| (number, place)).or(head.number);
    }
    if head.title.is_none() {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = tight(stem.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '_' | ' ' | '、')));
        head.title = (!stem.is_empty()).then(|| (stem, "文件名".into()));
    }
    head
}

/// A title goes on in the next line while it is no whole title yet.
fn is_open(title: &str, next: &str) -> bool {
    let ended = GENRES.iter().any(|genre| title.ends_with(genre)) && title.contains("关于");
    !ended && title.chars().count() + next.chars().count() <= LONGEST && is_title(next) && !next.starts_with(['（', '('])
}

/// A line without the blanks that put its characters apart: between Chinese characters no blank is meant.
pub fn tight(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, c) in chars.iter().enumerate() {
        if !c.is_whitespace() {
            out.push(*c);
            continue;
        }
        let before = out.chars().next_back();
        let after = chars.iter().skip(at).find(|c| !c.is_whitespace());
        let wide = |c: char| is_han(c) || "，。、：；？！《》“”（）〔〕".contains(c);
        if !(before.is_some_and(wide) || after.is_some_and(|c| wide(*c)) || before == Some(' ')) {
            out.push(' ');
        }
    }
    out
}

/// Whether two lines say the same, blanks and punctuation aside.
fn same(one: &str, other: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    !bare(one).is_empty() && bare(one) == bare(other)
}

fn is_title(text: &str) -> bool {
    let count = text.chars().count();
    (4..=LONGEST).contains(&count)
        && !text.ends_with(['。', '：', '；', '，', ':', ';'])
        && text.chars().any(is_han)
        && !["附件", "附：", "（", "(", "第", "日期", "来源", "单位："].iter().any(|start| text.starts_with(start))
        && !text.chars().all(|c| c.is_ascii_digit() || "年月日".contains(c))
}

fn is_masthead(text: &str) -> bool {
    let count = text.chars().count();
    let is_file = text.ends_with("文件") && count <= 30 && !text.contains("关于") && !text.contains('《');
    let copy = text.chars().all(|c| c.is_ascii_digit()) && (4..=8).contains(&count);
    is_file || copy || matches!(text, "特急" | "加急" | "平急") || text.starts_with("签发人：") || text.starts_with("签发人:")
}

/// A grade of secrecy stays where the rules find it.
fn is_secret(text: &str) -> bool {
    ["绝密", "机密", "秘密"].iter().any(|grade| text.starts_with(grade)) && text.chars().count() <= 12
}

/// The 文号 of a line that holds nothing else but who signs, and that.
fn number_line(text: &str) -> Option<(DocNumber, String)> {
    let at = text.find("签发人").unwrap_or(text.len());
    let (number, rest) = text.split_at(at);
    let number = number.trim().trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    let bare =
        if number.starts_with('〔') || number.contains('（') && !number.ends_with('号') { text.get(..at)?.trim() } else { number };
    Some((read(bare)?, rest.trim().to_string()))
}

/// A 文号, where what is written can be only one.
pub fn read(text: &str) -> Option<DocNumber> {
    match DocNumber::read(text.trim()) {
        Ok(number) | Err(NumberFault::Form(number)) => Some(number),
        Err(NumberFault::Unreadable) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        let read = |line| number_line(line).map(|(number, rest)| (number.to_string(), rest));
        assert_eq!(read("青政(2017)18号 签发人：张某某"), Some(("青政〔2017〕18号".into(), "签发人：张某某".into())));
        assert_eq!(read("青委〔201735"), Some(("青委〔2017〕35号".into(), String::new())));
        assert_eq!(read("根据青政〔2017〕18号文件"), None);
        assert!(is_masthead("青禾镇人民政府文件") && !is_masthead("关于印发文件"));
        assert_eq!(tight("关 于  做好 2017 年\u{3000}工作的通 知"), "关于做好2017年工作的通知");
        assert!(is_open("青禾镇人民政府", "关于做好工作的通知") && !is_open("关于做好工作的通知", "各村委会"));
    }
}
