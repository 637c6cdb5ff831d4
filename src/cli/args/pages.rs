//! What may be typed after the commands that make and show the pages: `build`, `publish`, `serve`.

use std::net::IpAddr;
use std::path::PathBuf;

use gongkai::plan::Shard;

use super::Input;

/// Options of `build`.
#[derive(clap::Args)]
pub struct Build {
    /// As of `publish`.
    #[command(flatten)]
    pub building: Building,
    /// 只生成全部网页中的一份：3/16 是16份里的第3份；各份可以在不同的电脑上同时生成，合在一起就是整个栏目
    #[arg(long, value_name = "份", value_parser = shard)]
    pub shard: Option<Shard>,
}

/// Options of `publish`.
#[derive(clap::Args)]
pub struct Publish {
    /// As of `build`.
    #[command(flatten)]
    pub building: Building,
    /// 以前公开的条目，没有审核单的也写一张；平时只给新公开的写
    #[arg(long)]
    pub all_sheets: bool,
}

/// Options that `build` and `publish` have in common.
#[derive(clap::Args)]
pub struct Building {
    /// 从哪里读、按哪一天.
    #[command(flatten)]
    pub input: Input,
    /// 网页放在哪个文件夹，默认是栏目文件夹里的 public
    #[arg(short, long, value_name = "文件夹")]
    pub output: Option<PathBuf>,
    /// 源文件的提交号，写进 build.json，方便核对，例如 --commit "$(git rev-parse HEAD)"
    #[arg(long, value_name = "提交号", value_parser = commit)]
    pub commit: Option<String>,
    /// 网页和其他文本文件旁边再放压缩副本（.gz、.br），给直接发送压缩文件的网站服务器用，见 docs/deploy
    #[arg(long)]
    pub compress: bool,
    /// 列出每一步用的时间
    #[arg(long, conflicts_with = "quiet")]
    pub timings: bool,
    /// 把每一步用的时间，条目、文件、字节的数目和用的内存，写进这个 JSON 文件
    #[arg(long, value_name = "文件")]
    pub timings_json: Option<PathBuf>,
}

/// Options of `serve`.
#[derive(clap::Args)]
pub struct Serve {
    /// 从哪里读、按哪一天.
    #[command(flatten)]
    pub input: Input,
    /// 端口，默认是 8017，被占用时用后面空着的；写明的端口被占用时不启动
    #[arg(short, long, value_name = "端口")]
    pub port: Option<u16>,
    /// 在哪个地址上接受访问，默认是 127.0.0.1，只有本机能看
    #[arg(long, value_name = "地址", default_value = "127.0.0.1", hide_default_value = true)]
    pub bind: IpAddr,
    /// 允许别的电脑看预览；--bind 写的不是本机地址时要写明
    #[arg(long)]
    pub allow_others: bool,
    /// 启动以后打开浏览器
    #[arg(long)]
    pub open: bool,
    /// 列表里也显示草稿
    #[arg(long)]
    pub drafts: bool,
    /// 每秒看一遍文件，不等系统报告；网络盘、共享文件夹里用
    #[arg(long)]
    pub poll: bool,
}

fn commit(text: &str) -> Result<String, String> {
    let hash = (7..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hash { Ok(text.to_ascii_lowercase()) } else { Err("写7到64位的十六进制提交号".into()) }
}

fn shard(text: &str) -> Result<Shard, String> {
    let part = text.split_once('/').and_then(|(number, of)| Some((number.trim().parse().ok()?, of.trim().parse().ok()?)));
    let (number, of) = part.filter(|(_, of)| *of > 0).ok_or("写成 3/16，意思是16份里的第3份")?;
    Shard::new(number, of).ok_or_else(|| format!("一共{of}份，份号从1到{of}"))
}
