//! 词组 of the word lists: words that single rules look for. Data, from `content/words.yaml`.

use std::collections::BTreeMap;

use super::numbers::DocNumber;

/// Declares the plain lists once: the variant, the key in Chinese, the key in English.
macro_rules! word_lists {
    ($($(#[$doc:meta])* $variant:ident $zh:literal $en:literal;)*) => {
        /// A plain list of words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum WordList { $($(#[$doc])* $variant,)* }

        /// Every plain list with its key in Chinese and English.
        pub const WORD_LISTS: &[(WordList, &str, &str)] = &[$((WordList::$variant, $zh, $en),)*];
    };
}

word_lists! {
    /// Doubled words that are right.
    Doubled "叠词" "doubled";
    /// Words of a table's head that name a share.
    Shares "份额" "shares";
    /// Words of a table's head that name money.
    Money "金额" "money";
    /// Words by which a text speaks of its attachment.
    Mentions "附件提法" "mentions";
    /// Types of files that may be attached.
    Types "附件类型" "types";
    /// Types of files that run, or show what they like: they must not be attached.
    Barred "禁止附件" "barred";
    /// Words by which a text tells where to complain.
    Complaint "反映渠道" "complaint";
    /// Channels that are a board in the street.
    Boards "公示栏" "boards";
    /// Words of a link that say nothing of where it leads.
    Bare "空洞链接" "bare";
    /// Hosts of shortened addresses.
    Shorteners "短网址" "shorteners";
    /// Hosts to which a link needs no notice.
    Hosts "可信网站" "hosts";
    /// Words in the title of a call for comment.
    Call "征求意见" "call";
    /// Words in the title of the result of one.
    Answer "意见结果" "answer";
    /// What the title of an interpretation ends with.
    Interpretation "解读标题" "interpretation";
    /// Names and codes of the leaves of normative documents.
    Normative "规范性文件类别" "normative";
    /// Words in the title of a provisional document.
    Provisional "暂行文件" "provisional";
    /// Words in the title of a display about funds for the poor.
    Poverty "扶贫公示" "poverty";
    /// The number to call about those.
    Monitor "扶贫监督电话" "monitor";
    /// Words of a name in a file's properties that is nobody's: of an office, or given by a computer.
    Nobody "非人名" "nobody";
    /// The sections of an annual report, in order.
    ReportSections "年报部分" "report_sections";
    /// Headings of the form of annual reports that was good for 2019 alone.
    OldReport "年报旧栏名" "report_old";
}

/// 要点: a thing that a text must speak of, and the words that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// 名称.
    pub name: String,
    /// 词.
    pub words: Vec<String>,
}

/// A document everybody cites, and its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownNumber {
    /// 名称, without 《》.
    pub title: String,
    /// 文号.
    pub number: DocNumber,
}

/// The lists that are not looked for in every text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// The plain lists.
    pub plain: BTreeMap<WordList, Vec<String>>,
    /// 解读要点.
    pub interpretation: Vec<Point>,
    /// 常用文号.
    pub numbers: Vec<KnownNumber>,
}

impl Lists {
    /// A plain list.
    pub fn list(&self, which: WordList) -> &[String] {
        self.plain.get(&which).map_or(&[], Vec::as_slice)
    }

    /// Whether a text has one of the words of a list.
    pub fn speaks(&self, which: WordList, text: &str) -> bool {
        self.list(which).iter().any(|word| text.contains(word.as_str()))
    }

    /// Whether a word is in a list.
    pub fn has(&self, which: WordList, word: &str) -> bool {
        self.list(which).iter().any(|known| known == word)
    }

    /// Whether a text ends with one of the words of a list.
    pub fn ends(&self, which: WordList, text: &str) -> bool {
        self.list(which).iter().any(|word| text.ends_with(word.as_str()))
    }
}

impl Point {
    /// Whether a text speaks of it.
    pub fn is_in(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.contains(word.as_str()))
    }
}
