//! 词组 of the word lists: words that single rules look for. Data, from `content/words.yaml`.

use std::collections::BTreeMap;

use super::numbers::DocNumber;

/// Declares the plain lists once: the variant, the key in Chinese, the key in English, what it is for who writes it.
macro_rules! word_lists {
    ($($(#[$doc:meta])* $variant:ident $zh:literal $en:literal $about:literal;)*) => {
        /// A plain list of words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum WordList { $($(#[$doc])* $variant,)* }

        /// Every plain list with its key in Chinese and English, and what it is.
        pub const WORD_LISTS: &[(WordList, &str, &str, &str)] = &[$((WordList::$variant, $zh, $en, $about),)*];
    };
}

word_lists! {
    /// Doubled words that are right.
    Doubled "叠词" "doubled" "没有写错的叠词，例如“天天”";
    /// Words of a table's head that name a share.
    Shares "份额" "shares" "表头里表示份额的词";
    /// Words of a table's head that name money.
    Money "金额" "money" "表头里表示钱的词";
    /// Words by which a text speaks of its attachment.
    Mentions "附件提法" "mentions" "正文提到附件时的说法";
    /// Types of files that may be attached.
    Types "附件类型" "types" "可以作附件的文件类型";
    /// Types of files that run, or show what they like: they must not be attached.
    Barred "禁止附件" "barred" "不能作附件的文件类型：会运行的程序";
    /// Words by which a text tells where to complain.
    Complaint "反映渠道" "complaint" "告诉群众向哪里反映的词";
    /// Channels that are a board in the street.
    Boards "公示栏" "boards" "渠道里算作公示栏的";
    /// Words of a link that say nothing of where it leads.
    Bare "空洞链接" "bare" "看不出去哪里的链接文字，例如“点击这里”";
    /// Hosts of shortened addresses.
    Shorteners "短网址" "shorteners" "短网址的网站";
    /// Hosts to which a link needs no notice.
    Hosts "可信网站" "hosts" "链接到这些网站不用提示";
    /// Words in the title of a call for comment.
    Call "征求意见" "call" "标题里有这些词的，是征求意见";
    /// Words in the title of the result of one.
    Answer "意见结果" "answer" "标题里有这些词的，是征求意见的结果";
    /// What the title of an interpretation ends with.
    Interpretation "解读标题" "interpretation" "标题以这些词结尾的，是解读";
    /// Names and codes of the leaves of normative documents.
    Normative "规范性文件类别" "normative" "放规范性文件的类别：名称或者代码";
    /// Words in the title of a provisional document.
    Provisional "暂行文件" "provisional" "标题里有这些词的，是暂行的文件";
    /// Words in the title of a display about funds for the poor.
    Poverty "扶贫公示" "poverty" "标题里有这些词的，是扶贫资金和项目的公示";
    /// The number to call about those.
    Monitor "扶贫监督电话" "monitor" "扶贫公示要写的监督电话";
    /// Words of a name in a file's properties that is nobody's: of an office, or given by a computer.
    Nobody "非人名" "nobody" "文件属性里不算人名的：单位、电脑自己取的名字";
    /// The sections of an annual report, in order.
    ReportSections "年报部分" "report_sections" "政府信息公开工作年度报告的各部分，按顺序";
    /// Headings of the form of annual reports that was good for 2019 alone.
    OldReport "年报旧栏名" "report_old" "只用于2019年度报告的旧格式的标题";
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
