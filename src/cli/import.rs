//! `gongkai import`: files of an office become drafts in the column, and their originals stay out of what is published.

mod desk;
mod files;
mod tell;

use gongkai::column::Column;
use gongkai::intake::Choice;
use gongkai::model::LeafId;
use gongkai::new_item::Fact;

use super::args::Import;
use super::{meant, open};

pub use desk::{Barred, Desk, Read};
pub use files::Source;
pub use tell::next_steps;

/// Imports the files; whether all of them came in and hold nothing that may not be published.
pub fn run(args: &Import) -> Result<bool, String> {
    let folder = open::folder(&args.input)?;
    let today = open::day(&args.input, &folder);
    let column = Column::open(folder, today);
    let leaf = args.leaf.as_deref().map(|word| meant::leaf(column.site(), word)).transpose()?;
    let mut desk = Desk::new(&column, &args.input.source, &args.originals, args.input.quiet, args.dry_run)?;
    let mut outcomes = Vec::new();
    for source in files::sources(&args.files)? {
        let outcome = desk.read(&source, args.again).and_then(|read| {
            let leaf = leaf.or_else(|| files::named_leaf(&column, &source)).map(Fact::said);
            let leaf = leaf.map_or_else(|| leaf_of(&column, &read), Ok)?;
            desk.write(read, &leaf)
        });
        if let Err(Barred::Refused(why) | Barred::Failed(why)) = &outcome {
            tell::refused(&source.name, why);
        }
        outcomes.push((source, outcome));
    }
    tell::summary(&outcomes, args.dry_run);
    let failed = outcomes.iter().filter(|(_, outcome)| matches!(outcome, Err(Barred::Failed(_)))).count();
    if failed > 0 {
        return Err(format!("有 {failed} 个文件没有导入，原因见上面。"));
    }
    Ok(outcomes.iter().all(|(_, outcome)| outcome.as_ref().is_ok_and(|written| !written.forbids)))
}

/// The leaf that the file speaks of.
fn leaf_of(column: &Column, read: &Read) -> Result<Fact<LeafId>, Barred> {
    let near = match &read.paper.leaf {
        Choice::One(leaf) => return Ok(leaf.clone()),
        Choice::Among(near) => near,
    };
    let catalogue = &column.site().catalogue;
    let near: Vec<String> = near.iter().map(|id| catalogue.leaf(*id)).map(|leaf| format!("{}（{}）", leaf.name, leaf.code)).collect();
    let near = if near.is_empty() { String::new() } else { format!("比较接近的有：{}。", near.join("、")) };
    let example = catalogue.leaves.first().map(|leaf| format!("，例如 --leaf {}", leaf.name)).unwrap_or_default();
    Err(Barred::Refused(format!("看不出属于哪个类别。{near}改法：用 --leaf 写明类别{example}")))
}
