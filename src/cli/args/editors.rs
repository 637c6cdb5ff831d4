//! What may be typed after the commands that set up editors and shells: `editor`, `completions`, `man`.

use std::path::PathBuf;

use clap_complete::Shell;

use super::Input;

/// Options of `editor`.
#[derive(clap::Args)]
pub struct Editor {
    /// 从哪里读、按哪一天.
    #[command(flatten)]
    pub input: Input,
}

/// Options of `completions`.
#[derive(clap::Args)]
pub struct Completions {
    /// 哪一种命令行：bash、zsh、fish、powershell、elvish
    #[arg(value_name = "命令行", hide_possible_values = true)]
    pub shell: Shell,
}

/// Options of `man`.
#[derive(clap::Args)]
pub struct Man {
    /// 把 gongkai.1 和每个命令的一页都写进这个文件夹；已经有的文件不会动
    #[arg(long, value_name = "文件夹")]
    pub out: Option<PathBuf>,
}
