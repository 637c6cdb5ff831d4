//! The whole pipeline over generated columns, beside the disk's floor: reading the same inputs and writing as many files and bytes.
//!
//! `cargo bench --bench pipeline` measures 1,000 and 10,000 items; `cargo bench --bench pipeline -- 50000` that many. Build and
//! floor are measured in turn, each into a fresh folder, and the medians are printed.
//!
//! For `benches/compare`: `-- --write FOLDER 10000` only writes the column there, and `-- --floor SOURCE TREE FOLDER` does once what the
//! disk's floor is: it reads `SOURCE`, and writes as many files and bytes as `TREE` has into `FOLDER`; it prints the milliseconds.

#![allow(clippy::panic)] // a bench that cannot run ends

mod generator;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::Folder;
use gongkai::publish::publish;
use rayon::prelude::*;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 5;

fn main() {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    let after = |option: &'static str| std::env::args().skip_while(move |arg| arg != option).skip(1);
    if let (Some(source), Some(tree), Some(out)) = (after("--floor").next(), after("--floor").nth(1), after("--floor").nth(2)) {
        let sizes = file_sizes(Path::new(&tree));
        let begun = Instant::now();
        write_floor(Path::new(&source), Path::new(&out), &sizes);
        println!("{:.1}", milliseconds(begun));
        return;
    }
    if let Some(folder) = after("--write").next() {
        generator::write_column(Path::new(&folder), sizes[0]).expect("the column is written");
        return;
    }
    let scratch = tempfile::tempdir().expect("a scratch folder");
    println!("{:>8} {:>7} {:>8} {:>10} {:>10} {:>6} {:>10}", "items", "files", "MB", "floor ms", "build ms", "ratio", "warm ms");
    for size in sizes {
        let source = scratch.path().join(format!("column-{size}"));
        generator::write_column(&source, size).expect("the column is written");
        measure(&source, scratch.path(), size);
    }
}

fn measure(source: &Path, scratch: &Path, size: usize) {
    let (mut floors, mut builds, mut warms, mut stages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut sizes = Vec::new();
    for round in 0..ROUNDS {
        let out = scratch.join(format!("out-{size}-{round}"));
        let begun = Instant::now();
        let round_stages = build(source, &out);
        builds.push(milliseconds(begun));
        stages.push(round_stages);
        if sizes.is_empty() {
            sizes = file_sizes(&out);
        }
        let floor = scratch.join(format!("floor-{size}-{round}"));
        let begun = Instant::now();
        write_floor(source, &floor, &sizes);
        floors.push(milliseconds(begun));
        // One item changes; the first such build makes the spare tree, the second finds it.
        for _ in 0..2 {
            touch(source, round);
            let begun = Instant::now();
            build(source, &out);
            warms.push(milliseconds(begun));
        }
        warms.swap_remove(warms.len() - 2);
    }
    let bytes: u64 = sizes.iter().map(|(_, length)| length).sum();
    let (floor, built, warm) = (median(&mut floors), median(&mut builds), median(&mut warms));
    println!("{size:>8} {:>7} {:>8.1} {floor:>10.0} {built:>10.0} {:>6.2} {warm:>10.0}", sizes.len(), bytes as f64 / 1e6, built / floor);
    for at in 0..stages[0].len() {
        let mut times: Vec<f64> = stages.iter().map(|round| round[at].1).collect();
        println!("{:>24.1} ms  {}", median(&mut times), stages[0][at].0);
    }
}

/// Builds the column and gives the time of each stage.
fn build(source: &Path, out: &Path) -> Vec<(&'static str, f64)> {
    let mut since = Instant::now();
    let mut stages = Vec::new();
    let mut note = |stage: &'static str| {
        stages.push((stage, milliseconds(since)));
        since = Instant::now();
    };
    let folder = Folder::read(source).expect("the column is there");
    note("read");
    let today = Date::from_ymd_opt(2017, 12, 29).expect("a day");
    let column = Column::load(folder, today, &mut note);
    let release = column.release().expect("the column is sound");
    note("scene");
    publish(&release, out, &|_| {}).expect("it is published");
    note("render and write");
    // As the program does: it ends, and the system takes the memory back.
    std::mem::forget(column);
    stages
}

fn touch(source: &Path, round: usize) {
    let path = source.join("content/policy-depth/i000000.md");
    let text = fs::read_to_string(&path).expect("the item is there");
    fs::write(&path, format!("{text}\n第{round}次修改。\n")).expect("the item is written");
}

/// The files of a tree by path, with their lengths.
fn file_sizes(out: &Path) -> Vec<(PathBuf, u64)> {
    walkdir::WalkDir::new(out)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().strip_prefix(out).expect("below").to_path_buf(), entry.metadata().expect("a file").len()))
        .collect()
}

/// Reads every input, and writes as many files and bytes, in parallel.
fn write_floor(source: &Path, out: &Path, sizes: &[(PathBuf, u64)]) {
    let inputs: Vec<PathBuf> = walkdir::WalkDir::new(source)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    let read: usize = inputs.par_iter().map(|path| fs::read(path).map_or(0, |bytes| bytes.len())).sum();
    assert!(read > 0, "the inputs are read");
    let folders: std::collections::BTreeSet<&Path> = sizes.iter().filter_map(|(path, _)| path.parent()).collect();
    for folder in folders {
        fs::create_dir_all(out.join(folder)).expect("a folder");
    }
    let block = vec![b'x'; 4 << 20];
    sizes.par_iter().for_each(|(path, length)| {
        let length = usize::try_from(*length).expect("a small file").min(block.len());
        fs::write(out.join(path), &block[..length]).expect("a file");
    });
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
