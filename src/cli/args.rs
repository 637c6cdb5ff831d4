//! What may be typed, and what clap says when it is typed wrong, in Chinese.

mod desk;
mod editors;
mod files;
mod pages;

pub use desk::{Archive, By, Due, DueFormat, New, Status, StatusFormat};
pub use editors::{Completions, Editor, Man};
pub use files::{Import, Mask, Originals};
pub use pages::{Build, Building, Publish, Serve};

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand, ValueEnum};
use gongkai::calendar::Date;
use gongkai::diag::Severity;
use gongkai::parse::{self, DateForm, read_date};

use super::tell;

const TOP: &str = "{about}\n\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}{after-help}";
const COMMAND: &str = "{about}\n\n用法：{usage}\n\n选项：\n{options}";
const CHECK: &str = "{about}\n\n用法：{usage}\n\n选项：\n{options}{after-help}";
const WITH_ARGUMENT_AND_CODES: &str = "{about}\n\n用法：{usage}\n\n参数：\n{positionals}\n\n选项：\n{options}{after-help}";
const WITH_ARGUMENT: &str = "{about}\n\n用法：{usage}\n\n参数：\n{positionals}\n\n选项：\n{options}";

/// 把一个文件夹的 Markdown 条目检查无误后，生成乡镇政务公开栏目的网页
#[derive(Parser)]
#[command(
    name = "gongkai",
    version = env!("GONGKAI_VERSION"),
    help_template = TOP,
    override_usage = "gongkai 命令 [选项]",
    disable_help_subcommand = true,
    subcommand_required = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "退出码：0 可以公开；1 有问题，不能公开；2 程序没能完成工作。"
)]
pub struct Args {
    /// 做什么
    #[command(subcommand)]
    pub command: Command,
    /// 显示这份说明
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// 检查并生成网页；有问题不能公开时，不改动原来的网页
    #[command(help_template = COMMAND, override_usage = "gongkai build [选项]")]
    Build(Build),
    /// 只检查，不生成
    #[command(
        help_template = CHECK,
        override_usage = "gongkai check [选项]",
        after_help = "--only、--severity、--subject 和 --quiet 只决定列出哪些问题；退出码照全部问题算：0 可以公开；1 有问题，不能公开；2 程序没能完成工作。"
    )]
    Check(Check),
    /// 预览：在浏览器里看栏目，保存一次更新一次，问题列在网页上
    #[command(help_template = COMMAND, override_usage = "gongkai serve [选项]")]
    Serve(Serve),
    /// 检查、生成，列出新公开、改动和撤去的网址，把新公开的条目记入 gongkai.lock（发布记录），各写一张审核单
    #[command(help_template = COMMAND, override_usage = "gongkai publish [选项]")]
    Publish(Publish),
    /// 检查县里发的目录表（xlsx 或者 csv），没有错误时写成目录文件
    #[command(help_template = WITH_ARGUMENT, override_usage = "gongkai catalogue 目录表 [选项]")]
    Catalogue(Catalogue),
    /// 把名单表格（xlsx 或者 csv）做成可以公开的一份：删去不能公开的列，姓名和地址只留一部分，再检查一遍
    #[command(
        help_template = WITH_ARGUMENT_AND_CODES,
        override_usage = "gongkai mask 名单 [选项]",
        after_help = "原来的文件不会改动，也不要放进 content 文件夹。退出码：0 做好了，再检查也没有问题；1 做好了，还有问题要改；2 程序没能完成工作。"
    )]
    Mask(Mask),
    /// 导入：把Word、Excel、网页、文本文件变成条目的草稿，猜的内容都注明，请人核对
    #[command(
        help_template = WITH_ARGUMENT_AND_CODES,
        override_usage = "gongkai import 文件或者文件夹… [选项]",
        after_help = "退出码：0 全部导入，可以接着核对；1 有的没有导入，或者里面有不能公开的内容；2 有的文件读不出来、写不了。"
    )]
    Import(Import),
    /// 在新文件夹里建一个可以直接生成的小栏目
    #[command(help_template = WITH_ARGUMENT, override_usage = "gongkai init 文件夹 [选项]")]
    Init(Init),
    /// 写一个新条目：这一类要的键、要素和公开期限都写好，只等填写
    #[command(
        help_template = WITH_ARGUMENT_AND_CODES,
        override_usage = "gongkai new 类别 \"标题\" [选项]",
        after_help = "在终端里，没有写明的逐项问；不在终端里，缺什么就说明缺什么，不写文件。已经有的文件不会动。"
    )]
    New(New),
    /// 条目走到哪一步：提出、审核、公开、评议、反馈、归档
    #[command(
        help_template = CHECK,
        override_usage = "gongkai status [选项]",
        after_help = "平时只列出没有办完的：还没有公开的，公开以后改过、没有再发布的，写了“流程”而没有归档的。退出码：0 列出来了；2 程序没能完成工作。"
    )]
    Status(Status),
    /// 要办的事：逾期的、快到期的，按主体列出；也可以写成通知、表格和手机日历
    #[command(
        help_template = CHECK,
        override_usage = "gongkai due [选项]",
        after_help = "退出码：0 没有逾期的；1 有逾期或者应有未有的，可以用来提醒；2 程序没能完成工作。"
    )]
    Due(Due),
    /// 归档：一年里公开的条目、附件、审核记录和网页，做成一个可以自己核对的压缩包
    #[command(
        help_template = WITH_ARGUMENT_AND_CODES,
        override_usage = "gongkai archive 年 [选项]，或者 gongkai archive --verify 归档包",
        after_help = "退出码：0 做好了，或者核对无误；1 核对出改动、缺少或者多出的文件；2 程序没能完成工作。"
    )]
    Archive(Archive),
    /// 说明一条规则：什么问题、什么依据、怎么改
    #[command(help_template = WITH_ARGUMENT, override_usage = "gongkai explain 规则，或者 gongkai explain --list")]
    Explain(Explain),
    /// 让编辑器（VS Code）认得这个栏目：键的提示和检查、每个类别的条目样式、检查任务
    #[command(
        help_template = CHECK,
        override_usage = "gongkai editor [选项]",
        after_help = "写在 .vscode 文件夹和 .editorconfig 里。程序更新了、目录改了，再运行一次：没有人改过的重写，改过的不动，并列出可以加进去的内容。"
    )]
    Editor(Editor),
    /// 命令行补全：按 Tab 键补全命令和选项
    #[command(
        help_template = WITH_ARGUMENT_AND_CODES,
        override_usage = "gongkai completions 命令行",
        after_help = "怎样装上，见 docs/editors.md；bash 里马上试用：source <(gongkai completions bash)"
    )]
    Completions(Completions),
    /// 手册页（man）：显示，或者写进一个文件夹
    #[command(help_template = COMMAND, override_usage = "gongkai man [选项]")]
    Man(Man),
}

/// Options of `check`.
#[derive(clap::Args)]
pub struct Check {
    /// 从哪里读、按哪一天.
    #[command(flatten)]
    pub input: Input,
    /// 检查结果的格式：text 给人读（默认）、json、sarif、github、gitlab、junit、csv、xlsx
    #[arg(long, value_name = "格式", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: Format,
    /// 把检查结果写进这个文件；格式是 xlsx 时要写
    #[arg(short, long, value_name = "文件", conflicts_with_all = ["waivers", "diff"])]
    pub output: Option<PathBuf>,
    /// 只列出这条规则或者这一类规则的问题，例如 time/late、time 或 'privacy/*'（* 代表任意字）；可以写多次
    #[arg(long, value_name = "规则")]
    pub only: Vec<String>,
    /// 只列出这个程度以上的问题：否决、错误、警告或提示
    #[arg(long, value_name = "程度", value_parser = severity)]
    pub severity: Option<Severity>,
    /// 只列出这个主体要改的问题，写它的简称、名称或代码：主体是它的条目，和它负责公开的类别
    #[arg(long, value_name = "主体")]
    pub subject: Option<String>,
    /// 改正有把握的问题，再列出剩下的问题；与 --only 等一起用时，只改列出的
    #[arg(long)]
    pub fix: bool,
    /// 只显示 --fix 会怎样改，不改动文件
    #[arg(long)]
    pub diff: bool,
    /// 列出全部豁免：文件、规则和理由
    #[arg(long, conflicts_with_all = ["fix", "diff", "only", "severity", "subject"])]
    pub waivers: bool,
}

/// Options of `catalogue`.
#[derive(clap::Args)]
pub struct Catalogue {
    /// 目录表：基层政务公开标准目录格式的 xlsx 或者 csv 文件
    #[arg(value_name = "目录表")]
    pub table: PathBuf,
    /// 没有错误时，把目录写成这个文件；已经有的文件不会动
    #[arg(long, value_name = "文件")]
    pub out: Option<PathBuf>,
    /// 检查结果的格式：text 给人读（默认）、json、sarif、github、gitlab、junit、csv
    #[arg(long, value_name = "格式", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: Format,
    /// 从哪里读期限、按哪一天.
    #[command(flatten)]
    pub input: Input,
}

/// How findings are told.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One object.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands.
    Github,
    /// Code quality report.
    Gitlab,
    /// JUnit XML.
    Junit,
    /// A table.
    Csv,
    /// A spreadsheet.
    Xlsx,
}

impl Format {
    /// Whether it is for people.
    pub fn is_text(self) -> bool {
        self == Format::Text
    }
}

/// Where the column is, for which day, and how to speak.
#[derive(Clone, clap::Args)]
pub struct Input {
    /// 栏目所在的文件夹（里面有 site.toml 和 content），默认是当前文件夹
    #[arg(short, long, value_name = "文件夹", default_value = ".", hide_default_value = true)]
    pub source: PathBuf,
    /// 按哪一天检查和生成，例如 2017-12-29；默认先看 site.toml 里的 today，再看电脑的日期
    #[arg(long, value_name = "日期", value_parser = day)]
    pub today: Option<Date>,
    /// 只说否决和错误，不说警告、提示和进度
    #[arg(short, long)]
    pub quiet: bool,
    /// 要不要颜色：auto 自动、always 总是、never 不要
    #[arg(long, value_name = "颜色", default_value = "auto", hide_default_value = true, hide_possible_values = true)]
    pub color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options of `init`.
#[derive(clap::Args)]
pub struct Init {
    /// 新栏目的文件夹
    #[arg(value_name = "文件夹")]
    pub folder: PathBuf,
    /// 用完整的目录（六个部分、54个类别），检查时会列出还没有公开的全部内容
    #[arg(long)]
    pub full: bool,
    /// 栏目从哪一天起，默认是电脑的日期
    #[arg(long, value_name = "日期", value_parser = day)]
    pub today: Option<Date>,
}

/// Options of `explain`.
#[derive(clap::Args)]
pub struct Explain {
    /// 规则名，写在检查结果的方括号里，例如 time/late
    #[arg(value_name = "规则", required_unless_present = "list", conflicts_with = "list")]
    pub rule: Option<String>,
    /// 列出全部规则
    #[arg(long)]
    pub list: bool,
}

fn severity(text: &str) -> Result<Severity, String> {
    parse::severity(text).ok_or_else(|| "写否决、错误、警告或提示，也可以写 block、error、warning、info".into())
}

/// Reads a day.
///
/// # Errors
/// What is wrong with it.
pub fn day(text: &str) -> Result<Date, String> {
    match read_date(text) {
        DateForm::Read { date, time: None, .. } => Ok(date),
        DateForm::Impossible => Err("日历上没有这一天".into()),
        _ => Err("写成 2017-12-29 这样的年月日".into()),
    }
}

/// Reads the command line.
///
/// # Errors
/// The exit code, when help was shown or what was typed makes no sense.
pub fn args() -> Result<Args, ExitCode> {
    Args::try_parse().map_err(|error| {
        if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        tell!("{}\n用“gongkai --help”或“gongkai 命令 --help”看怎么用。", in_chinese(&error));
        ExitCode::from(super::FAILED)
    })
}

fn in_chinese(error: &clap::Error) -> String {
    let word = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = word(ContextKind::InvalidArg);
    let suggestion = match (word(ContextKind::SuggestedArg), word(ContextKind::SuggestedSubcommand)) {
        (near, other) if near.is_empty() && other.is_empty() => String::new(),
        (near, other) => format!("是不是“{near}{other}”？"),
    };
    match error.kind() {
        ErrorKind::UnknownArgument => format!("这里不能用“{argument}”。{suggestion}"),
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令。{suggestion}", word(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "要写明做什么：build、check、serve、publish、new、import、mask、due、status、archive、catalogue、init、explain、editor、completions 或 man。".into()
        }
        ErrorKind::MissingRequiredArgument => format!("缺少“{argument}”。"),
        ErrorKind::ArgumentConflict => format!("“{argument}”不能和“{}”一起用。", word(ContextKind::PriorArg)),
        ErrorKind::InvalidValue if word(ContextKind::InvalidValue).is_empty() => format!("“{argument}”后面要写内容。"),
        ErrorKind::InvalidValue => {
            format!("“{argument}”不能是“{}”，可以是：{}。", word(ContextKind::InvalidValue), word(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("“{argument}”写的“{}”不对：{reason}。", word(ContextKind::InvalidValue))
        }
        _ => format!("命令写得不对（{}）。", error.kind()),
    }
}
