//! Tables that list persons: which column says what.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

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

/// What words of a header can be about. Together they are a set of bits.
mod about {
    pub const ID: u32 = 1;
    pub const TAIL: u32 = 1 << 1;
    pub const ACCOUNT: u32 = 1 << 2;
    pub const NOT_ACCOUNT: u32 = 1 << 3;
    pub const HEALTH: u32 = 1 << 4;
    pub const PHONE: u32 = 1 << 5;
    pub const BIRTH: u32 = 1 << 6;
    pub const NOT_BIRTH: u32 = 1 << 7;
    pub const AGE: u32 = 1 << 8;
    pub const NOT_AGE: u32 = 1 << 9;
    pub const SEX: u32 = 1 << 10;
    pub const HOME: u32 = 1 << 11;
    pub const HOME_PART: u32 = 1 << 12;
    pub const NOT_HOME: u32 = 1 << 13;
    pub const ADDRESS: u32 = 1 << 14;
    pub const OFFICE: u32 = 1 << 15;
    pub const DUTY: u32 = 1 << 16;
    pub const NAME: u32 = 1 << 17;
    pub const NOT_NAME: u32 = 1 << 18;
}

/// The words of headers, all looked for in one pass, with what each is about.
struct Headers {
    finder: Option<AhoCorasick>,
    about: Vec<u32>,
}

static HEADERS: LazyLock<Headers> = LazyLock::new(|| {
    let lists: [(u32, &[&str]); 19] = [
        (about::ID, words::ID_HEADERS),
        (about::TAIL, words::TAILS),
        (about::ACCOUNT, words::ACCOUNT_HEADERS),
        (about::NOT_ACCOUNT, words::NOT_ACCOUNT),
        (about::HEALTH, words::HEALTH_HEADERS),
        (about::PHONE, words::PHONE_HEADERS),
        (about::BIRTH, words::BIRTH_HEADERS),
        (about::NOT_BIRTH, words::NOT_BIRTH),
        (about::AGE, words::AGE_HEADERS),
        (about::NOT_AGE, words::NOT_AGE),
        (about::SEX, &["性别"]),
        (about::HOME, words::HOME_HEADERS),
        (about::HOME_PART, &["住", "地址", "户籍"]),
        (about::NOT_HOME, words::NOT_HOME),
        (about::ADDRESS, words::ADDRESS_HEADERS),
        (about::OFFICE, words::OFFICE_ADDRESS),
        (about::DUTY, words::DUTY_HEADERS),
        (about::NAME, words::NAME_HEADERS),
        (about::NOT_NAME, words::NOT_NAME),
    ];
    let all = || lists.iter().flat_map(|(about, words)| words.iter().map(move |word| (*about, *word)));
    Headers { finder: AhoCorasick::new(all().map(|(_, word)| word)).ok(), about: all().map(|(about, _)| about).collect() }
});

/// What a column says, by its header.
pub fn kind(header: &str) -> Kind {
    // A header is short: a sentence is none.
    if header.len() > LONGEST_HEADER {
        return Kind::Other;
    }
    let header = squeeze(header);
    let Headers { finder, about } = &*HEADERS;
    let found = finder.iter().flat_map(|finder| finder.find_overlapping_iter(&header));
    let said = found.fold(0, |said, word| said | about.get(word.pattern().as_usize()).copied().unwrap_or(0));
    let has = |about: u32| said & about != 0;
    match () {
        _ if has(about::ID) && has(about::TAIL) => Kind::IdTail,
        _ if has(about::ID) => Kind::Id,
        _ if has(about::ACCOUNT) && !has(about::NOT_ACCOUNT) => Kind::Account,
        _ if has(about::HEALTH) => Kind::Health,
        _ if has(about::PHONE) => Kind::Phone,
        _ if has(about::BIRTH) && !has(about::NOT_BIRTH) => Kind::Birth,
        _ if has(about::AGE) && !has(about::NOT_AGE) => Kind::Age,
        _ if has(about::SEX) => Kind::Sex,
        _ if has(about::HOME) && has(about::HOME_PART) && !has(about::NOT_HOME) => Kind::Home,
        _ if has(about::ADDRESS) && !has(about::OFFICE) => Kind::Address,
        _ if has(about::DUTY) => Kind::Duty,
        _ if has(about::NAME) && !has(about::NOT_NAME) => Kind::Name,
        _ => Kind::Other,
    }
}

/// In bytes.
const LONGEST_HEADER: usize = 120;

/// What a table that lists persons is, apart from the table itself: its column of names, how many rows have one, and whether they
/// are there for their office.
pub type Names = (usize, usize, bool);

/// The persons that a table lists; `None` where it lists none.
pub fn names(table: &Table) -> Option<Names> {
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
    Some((name, count, officials))
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

/// Whether a cell below 姓名 may be a name, however long it is or whatever it ends with: 阿依古丽买买提, 张元. What is none there is
/// a sum, or a body.
pub fn may_be_name(text: &str) -> bool {
    let text = squeeze_name(text);
    let length = text.chars().count();
    let letters = text.chars().all(|c| is_han(c) || words::MASKS.contains(&c) || matches!(c, '·' | '•' | '．'));
    let family = length <= 4 && text.chars().next().is_some_and(|first| words::FAMILY_NAMES.contains(first));
    let sum = ["合计", "小计", "总计"].iter().any(|sum| text.ends_with(sum)) || words::NOT_NAMES.contains(&text.as_str());
    let body = words::NOT_NAME_ENDS.iter().any(|end| text.ends_with(end));
    letters && length > 1 && text.chars().any(is_han) && !sum && (family || !body)
}

/// Whether a text is a family name and a given name.
pub fn has_family_name(text: &str) -> bool {
    let length = text.chars().count();
    let family = text.chars().next().is_some_and(|first| words::FAMILY_NAMES.contains(first));
    family && (length <= 3 || text.starts_with("欧阳") || text.starts_with("上官") || text.contains('·')) && is_name(text)
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
