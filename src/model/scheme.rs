//! 分类方式 and 固定栏目: other ways to the same items than the catalogue's own order. An item keeps its one address.

use crate::diag::Spanned;

use super::catalogue::LeafId;
use super::item::Status;
use super::site::{ItemId, Site};

/// 分类方式: one way to sort all items, such as by the articles of the 条例.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scheme {
    /// The code, which is in addresses.
    pub code: String,
    /// The name.
    pub name: String,
    /// 说明: what it is, in a sentence.
    pub note: String,
    /// The classes, in their order.
    pub classes: Vec<Class>,
}

/// One class of a scheme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Class {
    /// The code, which is in addresses.
    pub code: String,
    /// The name.
    pub name: String,
    /// 依据.
    pub basis: String,
    /// 说明: why there may be nothing in it.
    pub note: String,
    /// 类别: the leaves that belong to it, as written.
    pub leaves: Vec<Spanned<String>>,
    /// The items in it that are shown, the earliest first.
    pub items: Vec<ItemId>,
}

/// 固定栏目: the entries that every platform has, in the order of 国办公开办函〔2019〕61号. They are not a column's to rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fixed {
    /// 政策.
    Policy,
    /// 政府信息公开指南.
    Guide,
    /// 政府信息公开制度.
    Rules,
    /// 法定主动公开内容: all ways to the items.
    Disclosure,
    /// 政府信息公开年报.
    Reports,
    /// 依申请公开.
    Request,
}

impl Fixed {
    /// All of them, in order.
    pub const ALL: [Fixed; 6] = [Fixed::Policy, Fixed::Guide, Fixed::Rules, Fixed::Disclosure, Fixed::Reports, Fixed::Request];

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Fixed::Policy => "政策",
            Fixed::Guide => "政府信息公开指南",
            Fixed::Rules => "政府信息公开制度",
            Fixed::Disclosure => "法定主动公开内容",
            Fixed::Reports => "政府信息公开年报",
            Fixed::Request => "依申请公开",
        }
    }

    /// The code, which is in its address.
    pub fn code(self) -> &'static str {
        match self {
            Fixed::Policy => "policy",
            Fixed::Guide => "guide",
            Fixed::Rules => "rules",
            Fixed::Disclosure => "disclosure",
            Fixed::Reports => "reports",
            Fixed::Request => "request",
        }
    }
}

/// What stands in one of the fixed columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FixedContent {
    /// 条目: the item whose text the column's page shows in full, as a path below `content/`.
    pub item: Option<Spanned<String>>,
    /// 类别: the leaves whose items it lists, as written.
    pub leaves: Vec<Spanned<String>>,
    /// The items of those leaves that are shown, the earliest first.
    pub items: Vec<ItemId>,
}

/// `content/schemes.yaml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schemes {
    /// The column's own file says so, or the one embedded in the program: that one names leaves that this column may not have.
    pub own: bool,
    /// 分类方式, those by 五公开 and 效力 last.
    pub all: Vec<Scheme>,
    /// 固定栏目, one for each of [`Fixed::ALL`].
    pub fixed: [FixedContent; Fixed::ALL.len()],
}

impl Schemes {
    /// What stands in a fixed column.
    pub fn fixed(&self, column: Fixed) -> &FixedContent {
        &self.fixed[column as usize]
    }

    /// Puts the items of the column into the classes. Classes of the embedded file none of whose leaves this column has are left
    /// out.
    pub fn filled(mut self, site: &Site) -> Schemes {
        let items_of = |leaves: &[Spanned<String>]| {
            let leaves: Vec<LeafId> = leaves.iter().filter_map(|leaf| site.catalogue.find(&leaf.value)).collect();
            let mut items: Vec<ItemId> = leaves.iter().flat_map(|leaf| site.of_leaf(*leaf)).copied().collect();
            items.sort_unstable();
            items.dedup();
            items
        };
        for scheme in &mut self.all {
            if !self.own {
                scheme.classes.retain(|class| class.leaves.iter().any(|leaf| site.catalogue.find(&leaf.value).is_some()));
            }
            scheme.classes.iter_mut().for_each(|class| class.items = items_of(&class.leaves));
        }
        self.all.retain(|scheme| !scheme.classes.is_empty());
        for column in &mut self.fixed {
            column.items = items_of(&column.leaves);
        }
        self.all.extend([five(site), validity(site)].into_iter().filter(|scheme| !scheme.classes.is_empty()));
        self
    }
}

/// By 五公开, as the items say.
fn five(site: &Site) -> Scheme {
    let kinds = [("decision", "决策"), ("execution", "执行"), ("management", "管理"), ("service", "服务"), ("result", "结果")];
    let classes = kinds.map(|(code, word)| {
        let tagged = site.public().filter(|(_, filed)| filed.item.five.iter().any(|five| five.value == word));
        Class { code: code.into(), name: format!("{word}公开"), items: tagged.map(|(id, _)| id).collect(), ..Class::default() }
    });
    Scheme {
        code: "five".into(),
        name: "按“五公开”查看".into(),
        note: "决策、执行、管理、服务、结果五个环节各公开了什么。".into(),
        classes: classes.into_iter().filter(|class| !class.items.is_empty()).collect(),
    }
}

/// By 效力, as the items say.
fn validity(site: &Site) -> Scheme {
    let kinds = [
        ("in-force", Status::InForce),
        ("not-yet", Status::NotYet),
        ("amended", Status::Amended),
        ("expired", Status::Expired),
        ("repealed", Status::Repealed),
    ];
    let classes = kinds.map(|(code, status)| {
        let of = |filed: &super::site::Filed| filed.item.validity.as_ref().is_some_and(|validity| validity.status.value == status);
        let items = site.public().filter(|(_, filed)| of(filed)).map(|(id, _)| id).collect();
        Class { code: code.into(), name: status.name().into(), items, ..Class::default() }
    });
    Scheme {
        code: "validity".into(),
        name: "按文件效力查看".into(),
        note: "规范性文件现在是否有效；已经废止、失效的仅供查阅。".into(),
        classes: classes.into_iter().filter(|class| !class.items.is_empty()).collect(),
    }
}
