//! `gongkai check --fix` and `--diff`: certain repairs are done, or shown.

use gongkai::column::Column;
use gongkai::folder::{ORIGINALS, cure, reason};
use gongkai::formats::Secrets;
use gongkai::repair::{Change, Repaired, repair};
use similar::TextDiff;

use super::args::{Check, Format};
use super::check::STOPPED;
use super::filter::Filter;
use super::open;
use super::progress::Progress;
use super::timings::Timings;
use super::{print, say, tell};

const NOTHING: &str = "没有能自动改正的问题。";

/// Does the repairs and says what was changed; gives the column as it is then on the disk.
pub fn run(column: Column, filter: &Filter, check: &Check) -> Result<Column, String> {
    let before = column.folder().clone();
    let repaired = repair(column, &|column, finding| filter.shows(column, finding));
    let secrets = Secrets::new(repaired.column.report().findings(), repaired.column.folder());
    // A format for programs has the standard output to itself.
    let tell = |line: String| match check.format {
        _ if check.input.quiet => {}
        Format::Text => say!("{line}"),
        _ => tell!("{line}"),
    };
    let (mut files, mut places) = (0, 0);
    for change in &repaired.changes {
        let path = secrets.told(change.path.as_str(), change.path.as_str());
        let kept = match change.from {
            Some(_) => {
                let failed = |error| format!("留不下“{path}”的原件（{}），没有改它。\n改法：{}", reason(&error), cure(&error));
                Some(before.keep_original(&change.path).map_err(failed)?)
            }
            None => None,
        };
        match before.replace(&change.path, &change.after) {
            Ok(true) => {
                tell(format!("已改“{path}”：{}", done(change)));
                if let (Some(from), Some(kept)) = (change.from, kept) {
                    tell(format!("  由 {} 转成 UTF-8，原件在“{}”；核对文字无误以后可以删去。", from.name(), secrets.told(&kept, &kept)));
                }
                (files, places) = (files + 1, places + change.done.values().sum::<usize>());
            }
            Ok(false) => tell!("“{path}”刚才被别的程序改过，没有动它。"),
            Err(error) => return Err(format!("写不了“{path}”（{}），没有改它。\n改法：{}", reason(&error), cure(&error))),
        }
    }
    unsettled(&repaired, &secrets);
    tell(if files > 0 { format!("共改正 {files} 个文件里的 {places} 处。\n") } else { format!("{NOTHING}\n") });
    if repaired.changes.is_empty() {
        return Ok(repaired.column);
    }
    open::column(&check.input, &mut Timings::default(), &Progress::start(check.input.quiet, STOPPED))
}

/// Shows the repairs as a unified diff and changes nothing.
pub fn show(column: Column, filter: &Filter, quiet: bool) {
    let repaired = repair(column, &|column, finding| filter.shows(column, finding));
    let old = Secrets::new(repaired.before.1.findings(), &repaired.before.0);
    let new = Secrets::new(repaired.column.report().findings(), repaired.column.folder());
    for change in &repaired.changes {
        if let Some(from) = change.from {
            let path = old.told(change.path.as_str(), change.path.as_str());
            say!("“{path}”：由 {} 转成 UTF-8，原件会留在“{ORIGINALS}/{path}”。", from.name());
        }
        print::all(&diff(change, &old, &new));
    }
    unsettled(&repaired, &new);
    if !quiet {
        tell!("{}", if repaired.changes.is_empty() { NOTHING } else { "文件没有改动。用“gongkai check --fix”照上面改正。" });
    }
}

fn diff(change: &Change, old: &Secrets<'_>, new: &Secrets<'_>) -> String {
    let path = change.path.as_str();
    let (before, after) = (old.hidden(path, &change.before), new.hidden(path, &change.after));
    let shown = old.told(path, path);
    TextDiff::from_lines(&before, &after).unified_diff().header(&format!("a/{shown}"), &format!("b/{shown}")).to_string()
}

/// `form/colon 2 处、form/tab 1 处`.
fn done(change: &Change) -> String {
    change.done.iter().map(|(rule, count)| format!("{rule} {count} 处")).collect::<Vec<_>>().join("、")
}

fn unsettled(repaired: &Repaired, secrets: &Secrets<'_>) {
    for path in &repaired.unsettled {
        tell!("“{}”的改法互相冲突，没有动它，要人工改正。", secrets.told(path.as_str(), path.as_str()));
    }
}
