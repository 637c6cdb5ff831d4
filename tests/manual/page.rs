//! A page of the manual, read as steps: what is typed, written and changed, in the order of the page.
//!
//! What is fenced is a step when its info string says so behind the language:
//!
//! - `console`, or `console 1`: commands behind `> ` or `$ `, each with what it prints. The last ends with this exit code, all others with 0. A
//!   line [`CUT`] stands for all that was left out there.
//! - `markdown write PATH`: the clerk writes this file.
//! - `diff edit PATH`: the lines with `-` are replaced by those with `+`; a line with a blank stands before or after them.
//! - `markdown shows PATH`: what is in this file now.
//!
//! What only the test needs stands in comments: `<!-- day 2018-06-28 -->` is the day from there on, `<!-- place FROM TO -->` puts a
//! file of the project there, `<!-- picture NAME COMMAND -->` makes `docs/images/NAME` of what a command prints in colour.

use std::ops::Range;

/// Stands for lines that were left out.
pub const CUT: &str = "……（中间略）";

/// One step, with the place of its block's text in the page.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// Commands and what they print; the exit code of the last.
    Run { code: i32, at: Range<usize> },
    /// A file is written.
    Write { path: String, at: Range<usize> },
    /// Lines of a file are replaced.
    Edit { path: String, at: Range<usize> },
    /// What is in a file.
    Shows { path: String, at: Range<usize> },
    /// The day.
    Day(String),
    /// A file of the project is put into the folder.
    Place { from: String, to: String },
    /// A picture of a command's output.
    Picture { name: String, command: String },
}

/// The steps of a page.
pub fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut open: Option<(Vec<&str>, usize)> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match (&open, line.trim_end().strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.split(' ').collect(), at)),
            (Some((info, from)), Some("")) => {
                steps.extend(block(info, *from..start));
                open = None;
            }
            (None, None) => steps.extend(comment(line)),
            _ => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    steps
}

fn block(info: &[&str], at: Range<usize>) -> Option<Step> {
    match info {
        ["console"] => Some(Step::Run { code: 0, at }),
        ["console", code] => Some(Step::Run { code: code.parse().expect("an exit code"), at }),
        [_, "write", path] => Some(Step::Write { path: (*path).into(), at }),
        [_, "edit", path] => Some(Step::Edit { path: (*path).into(), at }),
        [_, "shows", path] => Some(Step::Shows { path: (*path).into(), at }),
        [_] => None,
        _ => unreachable!("no step is called {info:?}"),
    }
}

fn comment(line: &str) -> Option<Step> {
    let words = line.trim().strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    let (verb, rest) = words.split_once(' ')?;
    let pair = || rest.split_once(' ').map(|(one, two)| (one.to_string(), two.to_string()));
    match verb {
        "day" => Some(Step::Day(rest.into())),
        "place" => pair().map(|(from, to)| Step::Place { from, to }),
        "picture" => pair().map(|(name, command)| Step::Picture { name, command }),
        _ => None,
    }
}

/// What stands in a block now, cut where the page cuts it.
pub fn cut(known: &str, now: &str) -> String {
    let (Some(at), lines) = (known.lines().position(|line| line == CUT), now.lines().collect::<Vec<_>>()) else { return now.to_string() };
    let after = known.lines().count() - at - 1;
    if lines.len() < at + after {
        return now.to_string();
    }
    let kept = lines[..at].iter().chain([&CUT]).chain(&lines[lines.len() - after..]);
    kept.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_page_is_read_as_steps() {
    let page = "# 甲\n<!-- day 2018-01-02 -->\n```console 1\n> gongkai check\n错误\n```\n```markdown write a.md\n乙\n```\n```sh\nls\n```\n";
    let steps = steps(page);
    assert_eq!(steps.len(), 3);
    assert_eq!(steps[0], Step::Day("2018-01-02".into()));
    let Step::Run { code: 1, at } = &steps[1] else { unreachable!("{steps:?}") };
    assert_eq!(&page[at.clone()], "> gongkai check\n错误\n");
    let Step::Write { path, at } = &steps[2] else { unreachable!("{steps:?}") };
    assert_eq!((path.as_str(), &page[at.clone()]), ("a.md", "乙\n"));
}

#[test]
fn what_is_cut_stays_cut() {
    let known = format!("a\n{CUT}\nc\n");
    assert_eq!(cut(&known, "1\n2\n3\n4\n"), format!("1\n{CUT}\n4\n"));
    assert_eq!(cut("a\n", "1\n2\n"), "1\n2\n");
    assert_eq!(cut(&known, "1\n"), "1\n");
}
