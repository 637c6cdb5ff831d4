//! What may be typed after the commands of a clerk's day: `new`, `due`, `status`, `archive`.

use std::path::PathBuf;

use clap::ValueEnum;
use gongkai::calendar::Date;

use super::{Input, Originals, day};

/// Options of `new`.
#[derive(clap::Args)]
pub struct New {
    /// 放在目录的哪一类：名称、代码、关键词，或者其中几个字；不写的，照标题问
    #[arg(value_name = "类别")]
    pub leaf: Option<String>,
    /// 条目的标题
    #[arg(value_name = "标题")]
    pub title: Option<String>,
    /// 公开主体：简称、名称、代码，或者其中几个字；只有一个主体负责这一类的，可以不写
    #[arg(long, value_name = "主体")]
    pub subject: Option<String>,
    /// 成文日期，公开时限从这一天起算，例如 2017-12-27
    #[arg(long, value_name = "日期", value_parser = day)]
    pub formed: Option<Date>,
    /// 发布日期；还没有定的不写
    #[arg(long, value_name = "日期", value_parser = day)]
    pub published: Option<Date>,
    /// 文号；没有的不写
    #[arg(long, value_name = "文号")]
    pub number: Option<String>,
    /// 阶段：决策前、决策中、决策后、事前、事后；这一类只有一个阶段的不用写
    #[arg(long, value_name = "阶段")]
    pub stage: Option<String>,
    /// 事项：同一件事各个阶段的条目写成一样的
    #[arg(long, value_name = "名称")]
    pub matter: Option<String>,
    /// 解读的文件：条目的路径（例如 normative/2017-001.md）或者文号
    #[arg(long, value_name = "文件")]
    pub interprets: Option<String>,
    /// 从这个文件取标题、文号、日期和正文，其余的再补：docx、xlsx、xls、ods、csv、odt、rtf、html、txt
    #[arg(long, value_name = "文件")]
    pub from: Option<PathBuf>,
    /// 这个文件导入过了，也再写一个条目
    #[arg(long)]
    pub again: bool,
    /// What becomes of that file.
    #[command(flatten)]
    pub originals: Originals,
    /// 从哪里读、按哪一天.
    #[command(flatten)]
    pub input: Input,
}

/// Options of `due`.
#[derive(clap::Args)]
pub struct Due {
    /// 列出多少天以内到期的；逾期的总是列出
    #[arg(long, value_name = "天数", default_value_t = 30, hide_default_value = true)]
    pub within: u32,
    /// 只列出这个主体要办的，写它的简称、名称或代码
    #[arg(long, value_name = "主体")]
    pub subject: Option<String>,
    /// 格式：text 给人读（默认）、csv 和 xlsx 是表格、ics 是手机日历能用的日程
    #[arg(long, value_name = "格式", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: DueFormat,
    /// 写成给每个主体的通知，可以直接用微信或者短信发出去；xlsx 里总有一页通知
    #[arg(long)]
    pub notice: bool,
    /// 写进这个文件；格式是 xlsx 时要写
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
    /// 从哪里读、按哪一天.
    #[command(flatten)]
    pub input: Input,
}

/// How it is told what is due.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DueFormat {
    /// For people.
    Text,
    /// A table.
    Csv,
    /// A calendar.
    Ics,
    /// A spreadsheet.
    Xlsx,
}

/// Options of `archive`.
#[derive(clap::Args)]
pub struct Archive {
    /// 哪一年，例如 2017：这一年公开的条目，连同附件、审核记录和网页
    #[arg(value_name = "年", required_unless_present = "verify", conflicts_with = "verify", value_parser = clap::value_parser!(i32).range(1949..2100))]
    pub year: Option<i32>,
    /// 核对一个归档包：改动、缺少、多出的文件逐个列出
    #[arg(long, value_name = "归档包")]
    pub verify: Option<PathBuf>,
    /// 归档包放在哪里，默认是栏目文件夹里的 归档/年份.zip；已经有的文件不会动
    #[arg(short, long, value_name = "文件", conflicts_with = "verify")]
    pub output: Option<PathBuf>,
    /// 公开的网页在哪个文件夹，默认是栏目文件夹里的 public；没有的，归档包里就没有网页
    #[arg(long, value_name = "文件夹", conflicts_with = "verify")]
    pub pages: Option<PathBuf>,
    /// 从哪里读、按哪一天.
    #[command(flatten)]
    pub input: Input,
}

/// Options of `status`.
#[derive(clap::Args)]
pub struct Status {
    /// 只列出这个主体的，写它的简称、名称或代码
    #[arg(long, value_name = "主体")]
    pub subject: Option<String>,
    /// 只列出这一类的，写名称或代码
    #[arg(long, value_name = "类别")]
    pub leaf: Option<String>,
    /// 办完的也列出
    #[arg(long)]
    pub all: bool,
    /// 按什么分开列：subject 主体（默认）、leaf 类别
    #[arg(long, value_name = "分法", default_value = "subject", hide_default_value = true, hide_possible_values = true)]
    pub by: By,
    /// 格式：text 给人读（默认）、csv 是表格、json 给程序读
    #[arg(long, value_name = "格式", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: StatusFormat,
    /// 从哪里读、按哪一天.
    #[command(flatten)]
    pub input: Input,
}

/// What the items are grouped by.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// Whose they are.
    Subject,
    /// Where they are.
    Leaf,
}

/// How it is told where the items stand.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For people.
    Text,
    /// A table.
    Csv,
    /// One object.
    Json,
}
