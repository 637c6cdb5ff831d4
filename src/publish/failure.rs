//! Why nothing was published, in the words of the user.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diag::Diagnostic;

/// Why nothing was published. The old tree stands as it was.
#[derive(Debug)]
pub enum Failure {
    /// The output folder has files in it and was not made by this program.
    NotOurs(PathBuf),
    /// The output folder has files in it that this program did not make.
    Foreign(PathBuf, Vec<String>),
    /// Another run is publishing to the same folder.
    Busy(PathBuf),
    /// The output folder holds the column's own sources, or lies where they are.
    Sources(PathBuf),
    /// A template failed.
    Template(Box<Diagnostic>),
    /// The disk failed.
    Disk(PathBuf, io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::NotOurs(path) => {
                write!(
                    f,
                    "输出文件夹“{}”里有文件，又不是 gongkai 生成的，没有动它。\n改法：用 --output 换一个空的或者不存在的文件夹。",
                    path.display()
                )
            }
            Failure::Foreign(path, files) => write!(
                f,
                "输出文件夹“{}”里有 {} 个文件不是 gongkai 生成的（{}），没有动它。\n改法：把这些文件移到别处。要随栏目公开的，放进 content 文件夹，作为附件写在条目里。",
                path.display(),
                files.len(),
                files.iter().take(5).cloned().collect::<Vec<_>>().join("、")
            ),
            Failure::Busy(path) => write!(f, "另一个 gongkai 正在向“{}”生成。\n改法：等它结束以后再试。", path.display()),
            Failure::Sources(path) => {
                write!(f, "不能把“{}”作为输出文件夹：栏目的源文件在里面。\n改法：用 --output 换一个文件夹，例如 public。", path.display())
            }
            Failure::Template(finding) => write!(f, "{}\n改法：{}", finding.message, finding.help),
            Failure::Disk(path, error) => {
                write!(
                    f,
                    "读写“{}”时出错：{error}。\n改法：检查磁盘是否已满、是否有写入权限、文件是否被别的程序打开。原来的栏目没有变动。",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for Failure {}
