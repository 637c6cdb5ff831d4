//! The catalogue, the subjects and the statements: what names them must name something that is there. What the catalogue itself says, and
//! a county's table of it, must be whole and lawful.

mod limits;
mod rows;
mod words;

use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::folder::RelPath;
use crate::model::Filed;
use crate::parse::{CATALOGUE, SCHEMES, STATEMENTS, SUBJECTS, nearest};

rule!(MISSING_LEAF, Error, "catalogue/missing-leaf");
rule!(UNKNOWN_LEAF, Error, "catalogue/unknown-leaf");
rule!(UNKNOWN_SUBJECT, Error, "catalogue/unknown-subject");
rule!(UNKNOWN_DUTY, Error, "catalogue/unknown-duty");
rule!(UNKNOWN_CLASS, Error, "catalogue/unknown-class");
rule!(UNKNOWN_STATEMENT, Error, "catalogue/unknown-statement");
rule!(INCOMPLETE_ROW, Error, "catalogue/incomplete-row");
rule!(INCOMPLETE_LEAF, Warning, "catalogue/incomplete-leaf");
rule!(DANGLING_DITTO, Error, "catalogue/dangling-ditto");
rule!(BOTH_MODES, Error, "catalogue/both-modes");
rule!(WRONG_SEQUENCE, Warning, "catalogue/wrong-sequence");
rule!(WRONG_BOX, Warning, "catalogue/wrong-box");
rule!(UNKNOWN_CHANNEL, Warning, "catalogue/unknown-channel");
rule!(ONLY_RETENTION, Warning, "catalogue/only-retention");
rule!(LONG_DEADLINE, Warning, "catalogue/long-deadline");
rule!(UNCLEAR_DEADLINE, Info, "catalogue/unclear-deadline");
rule!(ABOLISHED_BASIS, Warning, "catalogue/abolished-basis");

pub use limits::{abolished_basis, long_deadline, only_retention, unclear_deadline};
pub use rows::{both_modes, dangling_ditto, incomplete_leaf, incomplete_row, wrong_sequence};
pub use words::{unknown_channel, wrong_box};

/// An item whose leaf is told neither by its front matter nor by its folder.
pub fn missing_leaf(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    if filed.leaf.is_some() || !filed.item.readable || filed.item.leaf.is_some() || facts.faulty(CATALOGUE) {
        return;
    }
    let message = match filed.item.folder() {
        Some(folder) => format!("没有写“类别”，文件夹“{folder}”也不是目录里的类别。"),
        None => "没有写“类别”，文件也没有放在类别的文件夹里。".to_string(),
    };
    found.about(
        &filed.item,
        message,
        "补上一行“类别: …”，写目录（content/catalogue.yaml）里的类别名称；或者把文件移到该类别代码的文件夹里。",
    );
}

/// A leaf that the catalogue does not have.
pub fn unknown_leaf(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(leaf) = filed.item.leaf.as_ref().filter(|_| filed.leaf.is_none() && !facts.faulty(CATALOGUE)) else { return };
    suggest(&filed.item.path, leaf, "目录里没有", "类别", words(facts), "写目录（content/catalogue.yaml）里的类别名称或代码。", found);
}

/// A subject that `content/subjects.yaml` does not have.
pub fn unknown_subject(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let Some(subject) = filed.item.subject.as_ref().filter(|_| filed.subject.is_none() && !facts.faulty(SUBJECTS)) else { return };
    let words = facts.site.subjects.all.iter().flat_map(|subject| [subject.short.as_str(), subject.name.as_str(), subject.code.as_str()]);
    suggest(
        &filed.item.path,
        subject,
        "公开主体里没有",
        "主体",
        words,
        "写公开主体文件（content/subjects.yaml）里的简称；新设的单位，先在那里登记。",
        found,
    );
}

/// A subject that answers for a leaf which the catalogue does not have.
pub fn unknown_duty(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(SUBJECTS).filter(|_| !facts.faulty(CATALOGUE)) else { return };
    let duties = facts.site.subjects.all.iter().flat_map(|subject| &subject.duties);
    for duty in duties.filter(|duty| facts.site.catalogue.find(&duty.value).is_none()) {
        suggest(&file, duty, "目录里没有", "类别", words(facts), "写目录里的类别代码或名称；目录里已经取消的，从公开职责里删去。", found);
    }
}

/// A statement about a leaf which the catalogue does not have.
pub fn unknown_statement(facts: &Facts<'_>, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(STATEMENTS).filter(|_| !facts.faulty(CATALOGUE)) else { return };
    for statement in facts.site.statements.iter().filter(|statement| facts.site.catalogue.find(&statement.leaf.value).is_none()) {
        suggest(&file, &statement.leaf, "目录里没有", "类别", words(facts), "写目录里的类别名称或代码。", found);
    }
}

/// A way to the items that names a leaf which the catalogue does not have, or an item which there is not.
pub fn unknown_class(facts: &Facts<'_>, found: &mut Found<'_>) {
    let schemes = &facts.site.schemes;
    let Some(file) = RelPath::new(SCHEMES).filter(|_| schemes.own && !facts.faulty(CATALOGUE)) else { return };
    let classes = schemes.all.iter().flat_map(|scheme| &scheme.classes).flat_map(|class| &class.leaves);
    let fixed = schemes.fixed.iter().flat_map(|column| &column.leaves);
    for leaf in classes.chain(fixed).filter(|leaf| facts.site.catalogue.find(&leaf.value).is_none()) {
        suggest(&file, leaf, "目录里没有", "类别", words(facts), "写目录里的类别代码或名称；目录里已经取消的，从这里删去。", found);
    }
    let items = schemes.fixed.iter().filter_map(|column| column.item.as_ref());
    for item in items.filter(|item| facts.site.find(&item.value).is_none()) {
        let paths = facts.site.items.iter().filter_map(|filed| filed.item.path.as_str().strip_prefix("content/"));
        suggest(&file, item, "栏目里没有", "条目", paths, "写 content 文件夹里的路径，例如 on-request/2017-001.md。", found);
    }
}

/// The names and codes of all leaves.
fn words<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f str> {
    facts.site.catalogue.leaves.iter().flat_map(|leaf| [leaf.name.as_str(), leaf.code.as_str()])
}

fn suggest<'w>(
    file: &RelPath,
    word: &crate::diag::Spanned<String>,
    lacks: &str,
    what: &str,
    among: impl Iterator<Item = &'w str>,
    otherwise: &str,
    found: &mut Found<'_>,
) {
    let message = format!("{lacks}“{}”这个{what}。", word.value);
    match nearest(&word.value, among) {
        Some(near) => {
            found.add(file, word.span, message, format!("是不是“{near}”？{otherwise}"));
            found.guess(word.span, near);
        }
        None => found.add(file, word.span, message, otherwise),
    }
}
