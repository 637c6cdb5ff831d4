//! The files that clerks write, by what they may hold.

use crate::folder::SITE_FILE;

use super::shape::Field;
use super::{catalogue, config, data, figures, holidays, item, leaders, limits, lists, places, schemes, terms, villages};

/// What files of one kind may hold.
pub struct FileShape {
    /// A short name.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Its path, or a pattern of paths.
    pub file: &'static str,
    /// Its keys.
    pub fields: &'static [Field],
    /// Whether all of it may be comments.
    pub may_be_empty: bool,
}

const fn of(name: &'static str, title: &'static str, file: &'static str, fields: &'static [Field]) -> FileShape {
    FileShape { name, title, file, fields, may_be_empty: false }
}

const fn optional(name: &'static str, title: &'static str, file: &'static str, fields: &'static [Field]) -> FileShape {
    FileShape { may_be_empty: true, ..of(name, title, file, fields) }
}

/// All of them.
pub const SHAPES: &[FileShape] = &[
    of("item", "条目：两行“---”之间的各项", "content/**/*.md", &item::FRONT_MATTER),
    of("site", "栏目的设置", SITE_FILE, config::SITE),
    of("catalogue", "主动公开基本目录", data::CATALOGUE, catalogue::CATALOGUE),
    of("subjects", "公开主体", data::SUBJECTS, lists::SUBJECTS),
    of("statements", "不涉及、本期无的声明", data::STATEMENTS, lists::STATEMENTS),
    of("holidays", "放假和补班的日子", data::HOLIDAY_FILE, holidays::HOLIDAYS),
    of("limits", "检查用的期限和数量", data::LIMIT_FILE, limits::FILE),
    of("words", "用词表", data::TERM_FILE, &terms::FILE),
    of("leaders", "领导和职务", data::LEADER_FILE, leaders::LEADERS),
    of("schemes", "分类方式和固定栏目", data::SCHEMES, schemes::SCHEMES),
    optional("villages", "村务公开的事项", data::VILLAGES, villages::VILLAGES),
    optional("places", "公开场所", data::PLACES, places::PLACES),
    of("annual", "政府信息公开工作年度报告的数字", "content/annual/*.yaml", figures::FILE),
];
