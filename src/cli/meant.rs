//! What a word of the command line names: the leaf or the subject that it means, or a sentence that says what it may mean.

use gongkai::model::{LeafId, Site, SubjectId};
use gongkai::new_item::{self, Meant};

use super::ask::{self, Choice};

/// The leaf that a word names; on a terminal, a person chooses where there are several.
///
/// # Errors
/// A sentence for the user.
pub fn leaf(site: &Site, word: &str) -> Result<LeafId, String> {
    settle("类别", "类别写在 content/catalogue.yaml 里，目录页上也有", word, &leaves(site, word))
}

/// The subject that a word names, likewise.
///
/// # Errors
/// A sentence for the user.
pub fn subject(site: &Site, word: &str) -> Result<SubjectId, String> {
    settle("主体", "主体登记在 content/subjects.yaml 里", word, &subjects(site, word))
}

/// The leaves that a word may mean.
pub fn leaves(site: &Site, word: &str) -> Meant<Choice<LeafId>> {
    let Meant { all, sure } = new_item::leaves(site, word);
    Meant { all: all.into_iter().map(|id| leaf_choice(site, id)).collect(), sure }
}

/// The subjects that a word may mean.
pub fn subjects(site: &Site, word: &str) -> Meant<Choice<SubjectId>> {
    let Meant { all, sure } = new_item::subjects(site, word);
    Meant { all: all.into_iter().map(|id| subject_choice(site, id)).collect(), sure }
}

/// A leaf, to be chosen.
pub fn leaf_choice(site: &Site, id: LeafId) -> Choice<LeafId> {
    let leaf = site.catalogue.leaf(id);
    Choice { id, name: leaf.name.clone(), code: leaf.code.clone() }
}

/// A subject, to be chosen.
pub fn subject_choice(site: &Site, id: SubjectId) -> Choice<SubjectId> {
    let subject = site.subjects.get(id);
    Choice { id, name: subject.short.clone(), code: subject.code.clone() }
}

/// The one thing that a word means.
fn settle<T: Copy>(kind: &str, place: &str, word: &str, meant: &Meant<Choice<T>>) -> Result<T, String> {
    let asked = ask::possible();
    match meant.all.as_slice() {
        [] => Err(format!("没有名为“{word}”的{kind}。\n改法：写{kind}的名称、代码，或者其中几个字；{place}。")),
        [only] if meant.sure => Ok(only.id),
        [only] if !asked => Err(format!(
            "没有名为“{word}”的{kind}。是不是“{}”（{}）？\n改法：是的，写成“{}”；不是的，{place}。",
            only.name, only.code, only.name
        )),
        several if asked => ask::choose(&format!("“{word}”可能是下面的{kind}，写序号"), several),
        several => Err(format!(
            "“{word}”可能是{}个{kind}，写明是哪一个：\n{}\n改法：写其中一个的名称，或者括号里的代码。",
            several.len(),
            ask::numbered(several)
        )),
    }
}
