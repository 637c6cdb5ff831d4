//! Why nothing was published, in the words of the user.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diag::Diagnostic;
use crate::folder::{RelPath, cure, reason};

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
    /// A packed copy would stand where the column has a file of its own.
    Taken(RelPath),
    /// A template failed.
    Template(Box<Diagnostic>),
    /// A file of the column is no longer what was read.
    Disturbed(RelPath),
    /// There is no room for the new tree: the file that did not fit, and how many bytes the old tree has, where there is one.
    Full(PathBuf, u64),
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
            Failure::Taken(path) => write!(
                f,
                "栏目里已经有“{path}”，压缩副本不能再用这个名称：网站会把它当成没有“.gz”“.br”的那个文件发出去。\n改法：给这个附件换一个文件名，例如把中间的“.”改成“-”；或者不用 --compress。"
            ),
            Failure::Template(finding) => write!(f, "{}\n改法：{}", finding.message, finding.help),
            Failure::Disturbed(path) => {
                write!(f, "生成的过程中，文件“{path}”改动了，或者被移走了。\n改法：等文件都保存好，再运行一次。")
            }
            Failure::Full(path, needed) => {
                write!(
                    f,
                    "磁盘满了，写不下“{}”。写了一半的已经删去，没有占着地方。\n改法：删去不用的文件，腾出空间再试。新的网页要先在旁边放齐，再与旧的交换",
                    path.display()
                )?;
                match needed {
                    0 => write!(f, "。"),
                    _ => write!(f, "，现在的网页有 {:.1} MB，空余比这多就一定够。", *needed as f64 / 1e6),
                }
            }
            Failure::Disk(path, error) => write!(f, "读写“{}”时出错：{}。\n改法：{}", path.display(), reason(error), cure(error)),
        }
    }
}

impl std::error::Error for Failure {}
