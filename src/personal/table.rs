//! Tables that list persons: which column says what.

use super::words;
use crate::model::{Table, is_han};

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 姓名.
    Name,
    /// 身份证号, whole or masked.
    Id,
    /// 身份证后四位.
    IdTail,
    /// 账号, 卡号.
    Account,
    /// 电话.
    Phone,
    /// 出生日期.
    Birth,
    /// 年龄.
    Age,
    /// 性别.
    Sex,
    /// 家庭住址.
    Home,
    /// 地址.
    Address,
    /// 致贫原因, 残疾类别.
    Health,
    /// 职务.
    Duty,
    /// Anything else.
    Other,
}

/// A table that lists persons.
#[derive(Clone, Copy, Debug)]
pub struct Persons<'t> {
    /// The table.
    pub table: &'t Table,
    /// The column of the names.
    pub name: usize,
    /// How many rows have a name.
    pub count: usize,
    /// They are in it for their office, or as parties to a deal or a case that the law makes public.
    pub officials: bool,
}

/// A header without spaces and marks.
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '\\')).collect()
}

/// What a column says, by its header.
pub fn kind(header: &str) -> Kind {
    let header = squeeze(header);
    let has = |words: &[&str]| words.iter().any(|word| holds(&header, word));
    let tail = ["后四位", "后4位", "后六位", "后6位", "后三位", "后3位", "末四位", "尾号", "后４位"];
    if has(words::ID_HEADERS) {
        return if has(&tail) { Kind::IdTail } else { Kind::Id };
    }
    if has(words::ACCOUNT_HEADERS) && !has(words::NOT_ACCOUNT) {
        return Kind::Account;
    }
    if has(words::HEALTH_HEADERS) {
        return Kind::Health;
    }
    if has(words::PHONE_HEADERS) {
        return Kind::Phone;
    }
    if has(words::BIRTH_HEADERS) && !has(&["人口", "人数", "地", "率", "证", "缺陷"]) {
        return Kind::Birth;
    }
    if has(words::AGE_HEADERS) && !has(&["人数", "结构", "以上", "以下", "要求"]) {
        return Kind::Age;
    }
    if has(&["性别"]) {
        return Kind::Sex;
    }
    if has(words::HOME_HEADERS) && has(&["住", "地址", "户籍"]) && !has(&["人口", "人数", "面积", "成员", "类型", "性质"])
    {
        return Kind::Home;
    }
    if has(words::ADDRESS_HEADERS) && !has(words::OFFICE_ADDRESS) {
        return Kind::Address;
    }
    if has(words::DUTY_HEADERS) {
        return Kind::Duty;
    }
    if has(words::NAME_HEADERS) && !has(&["单位", "企业", "数", "电话"]) {
        return Kind::Name;
    }
    Kind::Other
}

/// Whether a short text holds a word. (A search that first studies the word costs more than looking at so few letters.)
fn holds(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    !word.is_empty() && text.windows(word.len()).any(|window| window == word)
}

/// The tables that list persons.
pub fn people(tables: &[Table]) -> Vec<Persons<'_>> {
    tables.iter().filter_map(persons).collect()
}

fn persons(table: &Table) -> Option<Persons<'_>> {
    let kinds: Vec<Kind> = table.head.iter().map(|cell| kind(&cell.value)).collect();
    let cells = |column: usize| table.rows.iter().filter_map(move |row| row.get(column)).map(|cell| squeeze_name(&cell.value));
    let filled = |column: usize| cells(column).filter(|cell| !cell.is_empty()).count();
    let named = kinds.iter().enumerate().filter(|(_, kind)| **kind == Kind::Name).map(|(at, _)| at);
    let strong = named.map(|at| (at, cells(at).filter(|cell| is_name(cell)).count())).find(|(_, count)| *count > 0);
    let weak = || {
        let person = |header: &str| words::PERSON_HEADERS.iter().any(|word| header.contains(word));
        let candidates =
            table.head.iter().enumerate().filter(|(at, cell)| kinds.get(*at) == Some(&Kind::Other) && person(&squeeze(&cell.value)));
        candidates
            .map(|(at, _)| (at, cells(at).filter(|cell| has_family_name(cell)).count()))
            .find(|(at, count)| *count > 0 && *count * 2 > filled(*at))
    };
    let (name, count) = strong.or_else(weak)?;
    let header = squeeze(&table.head.get(name)?.value);
    let recipients = words::RECIPIENTS.iter().any(|word| header.contains(word));
    let office = |cell: &str| words::DUTY_HEADERS.iter().chain(words::OFFICE_HEADERS).any(|word| cell.contains(word));
    let officials = !recipients && table.head.iter().any(|cell| office(&squeeze(&cell.value)));
    Some(Persons { table, name, count, officials })
}

/// A name as it is compared: without spaces, escapes and what stands in brackets.
fn squeeze_name(text: &str) -> String {
    let text = text.split(['（', '(']).next().unwrap_or("");
    text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect()
}

/// Whether a cell of a column of names holds a person's name: 王某某, 欧*娜, 阿依古丽·买买提.
pub fn is_name(text: &str) -> bool {
    let text = squeeze_name(text);
    let length = text.chars().count();
    let dotted = text.contains(['·', '•', '．']) && length <= 20;
    let letters = text.chars().all(|c| is_han(c) || words::MASKS.contains(&c) || c == '某' || matches!(c, '·' | '•' | '．'));
    let han = text.chars().filter(|c| is_han(*c)).count();
    let other = words::NOT_NAME_ENDS.iter().any(|end| length > 1 && text.ends_with(end)) || words::NOT_NAMES.contains(&text.as_str());
    letters && han > 0 && ((2..=4).contains(&length) || dotted) && !other
}

/// Whether a text is a family name and a given name.
fn has_family_name(text: &str) -> bool {
    let length = text.chars().count();
    let family = text.chars().next().is_some_and(|first| words::FAMILY_NAMES.contains(first));
    is_name(text) && family && (length <= 3 || text.starts_with("欧阳") || text.starts_with("上官") || text.contains('·'))
}

/// How many names a sentence lists after 名单 and its kin: 王某某、李某某、张某某. Fewer than three are no list.
pub fn listed_names(text: &str) -> usize {
    let mut most = 0;
    for word in words::LIST_WORDS {
        for (at, _) in text.match_indices(word) {
            let rest: String = text.get(at + word.len()..).unwrap_or("").chars().take(400).collect();
            let rest = rest.trim_start_matches(|c: char| !matches!(c, '：' | ':' | '。' | '|')).trim_start_matches(['：', ':']);
            let end = rest.find(['。', '；', '|', '#']).unwrap_or(rest.len());
            let names = rest
                .get(..end)
                .unwrap_or("")
                .split(|c: char| matches!(c, '、' | '，' | ',' | '\n' | '-' | ' ' | '　' | '.') || c.is_ascii_digit());
            let names: Vec<String> = names.map(squeeze_name).filter(|name| !name.is_empty()).collect();
            let count = names.iter().filter(|name| has_family_name(name)).count();
            if count >= 3 && count * 3 >= names.len() * 2 {
                most = most.max(count);
            }
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_cells_and_sentences() {
        for name in ["王某某", "欧*娜", "李　某", "阿依古丽·买买提", "张*（户主）"] {
            assert!(is_name(name), "{name}");
        }
        for other in ["青禾村", "合计", "12", "某某公司", "—", ""] {
            assert!(!is_name(other), "{other}");
        }
        assert_eq!(listed_names("发放名单如下：王某某、李某某、张某。"), 3);
        assert_eq!(listed_names("到户名单在村公示栏张贴：王庄村、李家村、张店村。"), 0);
    }
}
