//! Coverage: what must be public is there, or it is said why not.

use crate::check::{Facts, Found};
use crate::diag::rule;
use crate::duty::{self, Standing};
use crate::folder::RelPath;
use crate::model::{Kind, Leaf, LeafId, Site};
use crate::parse::{CATALOGUE, STATEMENTS, nearest};

rule!(MISSING_ITEM, Error, "coverage/missing-item");
rule!(EMPTY_LEAF, Error, "coverage/empty-leaf");

/// A leaf that must have items has none, and no statement says why.
pub fn missing_item(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (_, leaf) in blank(facts).filter(|(_, leaf)| duty::needs_items(leaf, facts.today)) {
        report(leaf, format!("“{}”应当公开，但是一条也没有，也没有声明。", leaf.name), found);
    }
}

/// A leaf's page would be empty, though no item is demanded.
pub fn empty_leaf(facts: &Facts<'_>, found: &mut Found<'_>) {
    for (_, leaf) in blank(facts).filter(|(_, leaf)| !duty::needs_items(leaf, facts.today)) {
        let why = if leaf.kind == Kind::Duty { "履行职责的记录" } else { "条目" };
        report(leaf, format!("“{}”的页面会是空白的：没有{why}，也没有声明。", leaf.name), found);
    }
}

fn report(leaf: &Leaf, message: String, found: &mut Found<'_>) {
    let Some(file) = RelPath::new(CATALOGUE) else { return };
    let help = format!(
        "在 content/{} 里补一个条目（{}）；确实没有的，在 content/statements.yaml 里声明“不涉及”或“本期无”，写明理由和依据。",
        leaf.code,
        leaf.content.trim_end_matches('。')
    );
    found.add(&file, leaf.span, message, help);
}

/// The leaves without anything to show. A leaf with a file that could not be read is not among them: that file has its own finding.
fn blank<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (LeafId, &'f Leaf)> {
    let site = facts.site;
    let unread = facts.faulty(STATEMENTS) && site.statements.is_empty();
    site.catalogue.leaves().filter(move |(id, leaf)| {
        let shown = duty::state(site, *id, facts.today).standing != Standing::Blank || !site.of_leaf(*id).is_empty();
        !unread && !shown && !duty::damaged(site, *id) && !misnamed(site, leaf)
    })
}

/// Whether a statement names the leaf nearly: that has a finding of its own.
fn misnamed(site: &Site, leaf: &Leaf) -> bool {
    let mut unknown = site.statements.iter().filter(|statement| site.catalogue.find(&statement.leaf.value).is_none());
    unknown.any(|statement| nearest(&statement.leaf.value, [leaf.name.as_str(), leaf.code.as_str()].into_iter()).is_some())
}
