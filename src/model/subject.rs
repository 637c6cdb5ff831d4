//! 公开主体: who must make things public. Data, from `content/subjects.yaml`.

use crate::calendar::Date;
use crate::diag::{Span, Spanned};

/// All subjects of the column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subjects {
    /// In the order of the file.
    pub all: Vec<Subject>,
}

/// Which subject: its place in [`Subjects::all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SubjectId(pub u16);

/// One body that makes things public.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The code, which is in addresses.
    pub code: String,
    /// The full standard name.
    pub name: String,
    /// The short name that staff write.
    pub short: String,
    /// 类型.
    pub kind: SubjectType,
    /// Other names it is called by.
    pub aliases: Vec<String>,
    /// The code of the subject above it.
    pub parent: Option<String>,
    /// 负责人.
    pub head: String,
    /// 联系方式 of the office.
    pub contact: String,
    /// 机关代字 of its 文号.
    pub organs: Vec<String>,
    /// 更新: it publishes something at least once in so many days.
    pub interval: Option<u32>,
    /// 起: the first day of its existence, where that matters.
    pub from: Option<Date>,
    /// 止: the last one.
    pub to: Option<Date>,
    /// 公开职责: the codes or names of the leaves it answers for.
    pub duties: Vec<Spanned<String>>,
    /// Where it is written.
    pub span: Span,
}

/// 类型 of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SubjectType {
    /// 镇党委.
    Party,
    /// 镇政府.
    Government,
    /// 办站所.
    Office,
    /// 村委会.
    Village,
    /// 公用事业单位: schools, hospitals, enterprises.
    PublicService,
}

impl SubjectType {
    /// All types, in the order in which they are shown.
    pub const ALL: [SubjectType; 5] =
        [SubjectType::Party, SubjectType::Government, SubjectType::Office, SubjectType::Village, SubjectType::PublicService];

    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            SubjectType::Party => "镇党委",
            SubjectType::Government => "镇政府",
            SubjectType::Office => "办站所",
            SubjectType::Village => "村委会",
            SubjectType::PublicService => "公用事业单位",
        }
    }
}

impl Subject {
    /// What a village itself is called, where one of its names says so: 上禾村 of 上禾村委会.
    pub fn place(&self) -> &str {
        let names = self.aliases.iter().filter(|name| name.ends_with('村') || name.ends_with("社区"));
        names.min_by_key(|name| name.len()).unwrap_or(&self.short)
    }

    /// Whether it existed on a day.
    pub fn existed(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Subjects {
    /// The subject of that code, name, short name or alias.
    pub fn find(&self, word: &str) -> Option<SubjectId> {
        let is = |subject: &Subject| {
            [&subject.code, &subject.short, &subject.name].into_iter().chain(&subject.aliases).any(|known| known == word)
        };
        let at = self.all.iter().position(is)?;
        u16::try_from(at).ok().map(SubjectId)
    }

    /// One subject.
    pub fn get(&self, id: SubjectId) -> &Subject {
        &self.all[usize::from(id.0)]
    }

    /// All subjects with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (SubjectId, &Subject)> {
        (0..).map(SubjectId).zip(&self.all)
    }
}
