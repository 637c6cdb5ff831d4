//! How many instructions the hot path takes: a count hardly moves on a busy machine, where a time does.
//!
//! `cargo run --release --example counts` runs the stages once each, with one thread, below Valgrind's Callgrind, and compares the
//! counts with `benches/counts.txt`. It fails where one has risen by more than [`TOLERANCE`]. `UPDATE=1` writes them there instead.

#![allow(clippy::panic)] // a bench that cannot run ends

mod generator;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::{Folder, RelPath};
use gongkai::outputs::{OUTPUTS, plan};
use gongkai::parse;
use gongkai::plan::{Noun, Page};
use gongkai::theme::Theme;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ITEMS: usize = 200;
/// How much a count may rise. Hash tables have other seeds in each run, which moves a count by up to 0.2 %; a change elsewhere moves
/// what is inlined, by up to 1 %; the rest is for processors with other instructions.
const TOLERANCE: f64 = 0.05;
const KNOWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/counts.txt");

fn main() -> ExitCode {
    let mut args = std::env::args().skip_while(|arg| arg != "--below-valgrind").skip(1);
    if let Some(scratch) = args.next() {
        run_stages(Path::new(&scratch));
        return ExitCode::SUCCESS;
    }
    let counts = count();
    let known = fs::read_to_string(KNOWN).unwrap_or_default();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(KNOWN, written(&counts)).expect("the counts are written");
        println!("{KNOWN} is written");
        return ExitCode::SUCCESS;
    }
    let slower = counts.iter().filter(|(stage, count)| !holds(stage, *count, &known)).count();
    if slower == 0 {
        return ExitCode::SUCCESS;
    }
    eprintln!("\nMore than {:.0} % above benches/counts.txt, or not in it: {slower} of {}.", TOLERANCE * 100.0, counts.len());
    eprintln!("Counted with: {}. Written with: {}.", compiler(), known.lines().next().unwrap_or("nothing").trim_start_matches("# "));
    eprintln!("Where the work is wanted, accept it with: UPDATE=1 cargo run --release --example counts");
    ExitCode::FAILURE
}

/// The stages in the order of a build, each named as it begins. Only what is inside `measured` counts.
fn run_stages(scratch: &Path) {
    let measure = |stage: &str, work: &mut dyn FnMut()| {
        println!("{stage}");
        measured(work);
    };
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global().expect("the only pool");
    let source = scratch.join("column");
    generator::write_column(&source, ITEMS).expect("the column is written");
    let today = Date::from_ymd_opt(2017, 12, 29).expect("a day");
    let folder = Folder::read(&source).expect("the column is there");
    measure("parse the column", &mut || drop(parse::parse(&folder)));
    let column = Column::open(folder.clone(), today);
    measure("plan", &mut || drop(plan(OUTPUTS, column.site(), &Theme::load(&folder, "default", Default::default()).0)));
    // The templates are compiled when the first page is made.
    measure("compile the templates, home page", &mut || render(&column, |noun| *noun == Noun::Home));
    measure("check", &mut || assert!(!column.report().forbids(), "the column is sound"));
    measure("item pages", &mut || render(&column, |noun| matches!(noun, Noun::Item(_))));
    let lists = |noun: &Noun| matches!(noun, Noun::Leaf(_) | Noun::Subject(_) | Noun::Year(_) | Noun::Month(..));
    measure("list pages", &mut || render(&column, lists));
    measure("search index", &mut || render(&column, |noun| matches!(noun, Noun::SearchTitles(_) | Noun::SearchTexts(_))));
    measure("other pages and data", &mut || {
        render(&column, |noun| !lists(noun) && !matches!(noun, Noun::Item(_) | Noun::SearchTitles(_) | Noun::SearchTexts(_)));
    });
    let changed = BTreeSet::from([RelPath::new("content/policy-depth/i000000.md").expect("a path")]);
    measure("again, one item changed", &mut || {
        assert!(!column.again(folder.clone(), &changed, today).report().forbids(), "the column is sound");
    });
    // What parsing takes without this is Markdown.
    let bare = bare(&source, &scratch.join("bare"));
    measure("parse without bodies", &mut || drop(parse::parse(&bare)));
}

/// Makes the pages about the nouns that are wanted.
fn render(column: &Column, wanted: impl Fn(&Noun) -> bool) {
    let pages: Vec<&Page> = column.plan().pages().iter().filter(|page| wanted(&page.noun)).collect();
    assert!(!pages.is_empty(), "there are such pages");
    for page in pages {
        std::hint::black_box(column.preview(page).unwrap_or_else(|faults| panic!("{faults:?}")));
    }
}

/// The same column with front matter only.
fn bare(source: &Path, bare: &Path) -> Folder {
    for path in files(source) {
        let text = fs::read_to_string(&path).expect("a text");
        let text = if path.extension().is_some_and(|end| end == "md") { text.split("\n\n").next().unwrap_or("") } else { &text };
        let to = bare.join(path.strip_prefix(source).expect("below"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("it is made");
        fs::write(to, text).expect("it is written");
    }
    Folder::read(bare).expect("the column is there")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// Callgrind counts inside this function only, and writes down what it counted each time that it ends.
#[inline(never)]
fn measured(work: &mut dyn FnMut()) {
    work();
    // A call in the last place would be a jump, and the function had no end of its own.
    std::hint::black_box(());
}

/// Runs this program below Callgrind, and gives the instructions of each stage.
fn count() -> Vec<(String, u64)> {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let dumps = scratch.path().join("dump");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", "--toggle-collect=counts::measured", "--dump-after=counts::measured"])
        .arg(format!("--callgrind-out-file={}", dumps.display()))
        .arg(std::env::current_exe().expect("this program"))
        .arg("--below-valgrind")
        .arg(scratch.path())
        .stderr(Stdio::inherit())
        .output()
        .expect("valgrind is installed");
    assert!(output.status.success(), "the stages run: {}", output.status);
    let stages = String::from_utf8(output.stdout).expect("names");
    let counts = stages.lines().zip(1..).map(|(stage, dump)| {
        let dump = fs::read_to_string(format!("{}.{dump}", dumps.display())).expect("a dump of each stage");
        let total = dump.lines().find_map(|line| line.strip_prefix("totals: ")).expect("its sum");
        (stage.to_string(), total.trim().parse().expect("a number"))
    });
    counts.collect()
}

/// Prints a stage's count beside the known one; whether it is within the tolerance.
fn holds(stage: &str, count: u64, known: &str) -> bool {
    let before = known.lines().filter_map(|line| line.trim().split_once("  ")).find(|(_, name)| *name == stage);
    let Some(before) = before.and_then(|(number, _)| number.replace(',', "").parse::<u64>().ok()) else {
        println!("{:>15}  {:>8}  {stage}", grouped(count), "new");
        return false;
    };
    let change = count as f64 / before as f64 - 1.0;
    let word = match change {
        change if change > TOLERANCE => "  SLOWER",
        change if change < -TOLERANCE => "  faster: write it down with UPDATE=1",
        _ => "",
    };
    println!("{:>15}  {:>+7.2}%  {stage}{word}", grouped(count), change * 100.0);
    change <= TOLERANCE
}

fn written(counts: &[(String, u64)]) -> String {
    let lines = counts.iter().map(|(stage, count)| format!("{:>15}  {stage}\n", grouped(*count)));
    format!(
        "# {}\n# Instructions for {ITEMS} items. Written by: UPDATE=1 cargo run --release --example counts\n{}",
        compiler(),
        lines.collect::<String>()
    )
}

fn compiler() -> String {
    let version = Command::new("rustc").arg("--version").output().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_string());
    format!("{}, {}", version.unwrap_or_default(), std::env::consts::ARCH)
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    parts.collect::<Vec<_>>().join(",")
}
