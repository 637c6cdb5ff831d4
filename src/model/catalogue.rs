//! 主动公开基本目录: what must be made public, by whom, how often and how soon. It is data, from `content/catalogue.yaml`.

use crate::calendar::Unit;
use crate::diag::Span;

use super::deadline::TimeLimit;
use super::item::{Openness, Stage};
use super::subject::SubjectType;

/// The catalogue: parts, groups in them, leaves in those.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// The groups of all parts, in order.
    pub groups: Vec<Group>,
    /// The leaves of all groups, in order.
    pub leaves: Vec<Leaf>,
}

/// Which part: its place in [`Catalogue::parts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartId(pub u16);

/// Which leaf: its place in [`Catalogue::leaves`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LeafId(pub u16);

/// 部分, such as 助力稳增长.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The code, which is in addresses.
    pub code: String,
    /// The name.
    pub name: String,
}

/// 分组, such as 预期引导.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The part it is in.
    pub part: PartId,
}

/// 类别: one thing that must be made public.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// The code: the folder of its items, and the first part of their addresses.
    pub code: String,
    /// The name.
    pub name: String,
    /// The group it is in: its place in [`Catalogue::groups`].
    pub group: usize,
    /// Where the catalogue says it.
    pub span: Span,
    /// 内容: what must be here, in a sentence or two.
    pub content: String,
    /// 依据: the laws and documents that demand it.
    pub basis: Vec<String>,
    /// 性质.
    pub kind: Kind,
    /// 方式.
    pub timing: Timing,
    /// 时限.
    pub deadline: Option<Deadline>,
    /// 时限, clause by clause.
    pub limit: TimeLimit,
    /// 更新: at least one publication in so many days.
    pub interval: Option<u32>,
    /// 主体: the types of subject that owe it.
    pub subjects: Vec<SubjectType>,
    /// 阶段.
    pub stages: Vec<Stage>,
    /// 要素: what an item must contain.
    pub elements: Vec<String>,
    /// 关键词 that hint at this leaf.
    pub keywords: Vec<String>,
    /// 渠道.
    pub channels: Vec<String>,
    /// 公开对象.
    pub audience: String,
    /// 公开方式.
    pub openness: Openness,
    /// 公开层级.
    pub level: String,
    /// 名单: where lists of persons may be shown.
    pub names: Option<NamesRule>,
    /// 年度: the duty holds only in these years; empty means always.
    pub years: Vec<i32>,
}

/// 性质: what keeps the leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 信息: items must be published.
    Information,
    /// 职责: an institutional duty, kept by evidence.
    Duty,
    /// 信息和职责.
    Both,
}

/// 方式: 经常性 → 定期, 阶段性 → 逐段, 临时性 → 随时.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// 定期.
    Regular,
    /// 逐段.
    Staged,
    /// 随时.
    AdHoc,
}

/// 公开时限: within `n` units of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// What it is counted from.
    pub event: Event,
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

impl Deadline {
    /// In official Chinese: 自信息形成之日起20个工作日内.
    pub fn text(&self) -> String {
        format!("自{}之日起{}内", self.event.text(), self.unit.count(self.n))
    }
}

/// 起算: the event that a time limit is counted from. An item records it in 成文日期: the day on which what it tells came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// 形成.
    Formed,
    /// 形成或变更 (条例 Art. 26).
    FormedOrChanged,
    /// 批准 (by the people's congress).
    Approved,
    /// 批复 (by the finance department).
    Replied,
    /// 决定.
    Decided,
    /// 文件公开: the document that is interpreted was published.
    DocumentPublished,
    /// 制作或获取.
    Obtained,
    /// 确定: a result was settled.
    Settled,
}

impl Event {
    fn text(self) -> &'static str {
        match self {
            Event::Formed => "信息形成",
            Event::FormedOrChanged => "信息形成或者变更",
            Event::Approved => "批准",
            Event::Replied => "批复",
            Event::Decided => "决定作出",
            Event::DocumentPublished => "文件公开",
            Event::Obtained => "制作或者获取信息",
            Event::Settled => "结果确定",
        }
    }
}

/// 名单: where a list of persons may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamesRule {
    /// 公示栏: on boards only, never on the web.
    BoardOnly,
    /// 去标识化: masked.
    Masked,
}

impl Kind {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Information => "信息",
            Kind::Duty => "职责",
            Kind::Both => "信息和职责",
        }
    }
}

impl Timing {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Timing::Regular => "定期",
            Timing::Staged => "逐段",
            Timing::AdHoc => "随时",
        }
    }
}

impl Catalogue {
    /// The leaf of that code or name.
    pub fn find(&self, word: &str) -> Option<LeafId> {
        let at = self.leaves.iter().position(|leaf| leaf.code == word).or_else(|| self.leaves.iter().position(|leaf| leaf.name == word))?;
        u16::try_from(at).ok().map(LeafId)
    }

    /// All leaves with their ids.
    pub fn leaves(&self) -> impl Iterator<Item = (LeafId, &Leaf)> {
        (0..).map(LeafId).zip(&self.leaves)
    }

    /// All parts with their ids.
    pub fn parts(&self) -> impl Iterator<Item = (PartId, &Part)> {
        (0..).map(PartId).zip(&self.parts)
    }

    /// The groups of a part.
    pub fn groups_of(&self, part: PartId) -> impl Iterator<Item = (usize, &Group)> {
        self.groups.iter().enumerate().filter(move |(_, group)| group.part == part)
    }

    /// The leaves of a group.
    pub fn leaves_of(&self, group: usize) -> impl Iterator<Item = (LeafId, &Leaf)> {
        self.leaves().filter(move |(_, leaf)| leaf.group == group)
    }

    /// One leaf.
    pub fn leaf(&self, id: LeafId) -> &Leaf {
        &self.leaves[usize::from(id.0)]
    }

    /// One part.
    pub fn part(&self, id: PartId) -> &Part {
        &self.parts[usize::from(id.0)]
    }

    /// The group that a leaf is in.
    pub fn group_of(&self, leaf: &Leaf) -> &Group {
        &self.groups[leaf.group]
    }

    /// The part that a leaf is in.
    pub fn part_of(&self, leaf: &Leaf) -> (PartId, &Part) {
        let id = self.group_of(leaf).part;
        (id, self.part(id))
    }
}
