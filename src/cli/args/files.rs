//! What may be typed after the commands that take in an office's files: `import`, `mask`.

use std::path::PathBuf;

use gongkai::calendar::Date;

use super::{Input, day};

/// Options of `mask`.
#[derive(clap::Args)]
pub struct Mask {
    /// 名单：一个 xlsx 或者 csv 文件
    #[arg(value_name = "名单")]
    pub list: PathBuf,
    /// 写成这个文件；默认写在名单旁边，文件名后面加“-公开”；已经有的文件不会动
    #[arg(long, value_name = "文件")]
    pub out: Option<PathBuf>,
    /// 姓名不遮：只用于有规定要公布全名的名单
    #[arg(long)]
    pub whole_names: bool,
    /// 照哪个栏目的办法遮盖（site.toml 里的 [mask]），默认是当前文件夹；那里没有栏目的，照通行的办法
    #[arg(short, long, value_name = "文件夹", default_value = ".", hide_default_value = true)]
    pub source: PathBuf,
    /// 按哪一天检查（谁是未成年人），例如 2017-12-29；默认是电脑的日期
    #[arg(long, value_name = "日期", value_parser = day)]
    pub today: Option<Date>,
    /// 只说还有什么问题要改
    #[arg(short, long)]
    pub quiet: bool,
}

/// Options of `import`.
#[derive(clap::Args)]
pub struct Import {
    /// 要导入的文件，或者放着它们的文件夹：docx、xlsx、xls、ods、csv、odt、rtf、html、txt
    #[arg(value_name = "文件或者文件夹", required = true)]
    pub files: Vec<PathBuf>,
    /// 放在哪个类别，写它的名称或者代码；不写时按标题里的关键词找
    #[arg(long, value_name = "类别")]
    pub leaf: Option<String>,
    /// What becomes of the originals.
    #[command(flatten)]
    pub originals: Originals,
    /// 导入过的文件再导入一次
    #[arg(long)]
    pub again: bool,
    /// 只显示会写成什么样，不写文件
    #[arg(long)]
    pub dry_run: bool,
    /// 从哪里读、按哪一天.
    #[command(flatten)]
    pub input: Input,
}

/// What becomes of the files that drafts are made of.
#[derive(clap::Args)]
pub struct Originals {
    /// 把原件也作为附件公开；里面有不能公开的内容时不放
    #[arg(long)]
    pub attach: bool,
    /// 原件放在这个文件夹，默认是栏目文件夹里的“原件”（不公开）；原件里有不能公开的内容时，写明了才存
    #[arg(long, value_name = "文件夹")]
    pub originals: Option<PathBuf>,
}
