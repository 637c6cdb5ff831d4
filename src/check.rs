//! What a rule is, how a table of rules is run, and how waivers and drafts bear on what was found.

mod kept;

pub use kept::Kept;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::calendar::Date;
use crate::diag::{Diagnostic, Fix, Report, Rule, Severity, Span, Spanned, rule};
use crate::folder::{Folder, RelPath, SITE_FILE};
use crate::model::{Filed, Hit, Item, Site, Term, TermKind};
use crate::parse::nearest;
use crate::personal::Understood;
use crate::plan::Plan;

rule!(UNUSED, Warning, "check/waive/unused");
rule!(REFUSED, Error, "check/waive/refused");
rule!(NOT_RAISED, Error, "check/severity/refused");

/// The rules about waivers and severities themselves.
pub const WAIVERS: &[&Rule] = &[UNUSED, REFUSED, NOT_RAISED];

/// One row of the table of rules: the rule and the function that looks for its fault.
pub struct Check {
    /// Its name, severity and page.
    pub rule: &'static Rule,
    /// What looks for the fault.
    pub run: Run,
}

/// How far a rule looks.
#[derive(Clone, Copy)]
pub enum Run {
    /// At each item alone: its text, its files and the data files; of other items and of addresses it is told nothing, so that what
    /// it found holds until one of these changes. Drafts are not shown to it.
    Alone(fn(&Facts<'_>, &Filed, &mut Found<'_>)),
    /// At each item, and at others beside it. Drafts are not shown to it.
    Item(fn(&Facts<'_>, &Filed, &mut Found<'_>)),
    /// At the whole column.
    Site(fn(&Facts<'_>, &mut Found<'_>)),
}

/// What a rule may know.
#[derive(Clone, Copy)]
pub struct Facts<'c> {
    /// The column.
    pub site: &'c Site,
    /// Its addresses.
    pub plan: &'c Plan,
    /// The files it was read from.
    pub folder: &'c Folder,
    /// What parsing found: a rule does not say again what follows from it.
    pub faults: &'c [Diagnostic],
    /// The day for which the column is checked.
    pub today: Date,
    /// What was understood of the tables of the item that is looked at and of its attachments: read once, for all rules.
    pub tables: &'c OnceLock<Vec<Understood>>,
}

impl<'c> Facts<'c> {
    /// Whether a data file has a fault of form, so that what it says is not all there.
    pub fn faulty(&self, file: &str) -> bool {
        self.faults.iter().any(|fault| fault.file.as_str() == file && fault.severity.forbids())
    }

    /// The listed words of a kind in an item, with the item's text.
    pub fn hits<'f>(&'f self, filed: &'f Filed, kind: TermKind) -> impl Iterator<Item = (&'f str, &'c Term, Hit)> + 'f {
        let (site, text) = (self.site, filed.item.readable_text().unwrap_or(""));
        filed.item.hits.iter().filter(move |hit| hit.kind == kind).filter_map(move |hit| Some((text, site.terms.get(*hit)?, *hit)))
    }
}

/// Where a rule's findings gather.
pub struct Found<'f> {
    rule: &'static Rule,
    findings: &'f mut Vec<Diagnostic>,
}

impl Found<'_> {
    /// Adds a finding at a place of a file.
    pub fn add(&mut self, file: &RelPath, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Diagnostic::new(self.rule, file, span, message, help));
    }

    /// Adds the repair to the finding that was added last: it is certain, and `gongkai check --fix` does it.
    pub fn fix(&mut self, span: Span, text: impl Into<String>) {
        self.last_fix(Fix { span, text: text.into(), certain: true });
    }

    /// Adds what was probably meant to the finding that was added last: it is only offered.
    pub fn guess(&mut self, span: Span, text: impl Into<String>) {
        self.last_fix(Fix { span, text: text.into(), certain: false });
    }

    fn last_fix(&mut self, fix: Fix) {
        if let Some(last) = self.findings.last_mut() {
            last.fix = Some(fix);
        }
    }

    /// Adds a finding about an item, where the item's front matter opens.
    pub fn about(&mut self, item: &Item, message: impl Into<String>, help: impl Into<String>) {
        self.add(&item.path, item.front, message, help);
    }

    /// Makes the finding that was added last graver than its rule is by itself.
    pub fn raise(&mut self, severity: Severity) {
        if let Some(last) = self.findings.last_mut() {
            last.severity = last.severity.min(severity);
        }
    }
}

/// What becomes of what was found in each item alone.
#[derive(Clone, Copy)]
pub enum Keep<'k> {
    /// Nobody asks for it again.
    Nothing,
    /// It is kept for the next run. What was found in items that are as they were when this was made is taken from there.
    After(Option<&'k Kept>),
}

/// Runs a table of rules.
pub fn run(checks: &[Check], facts: Facts<'_>, keep: Keep<'_>) -> (Vec<Diagnostic>, Option<Kept>) {
    let mut all: Vec<Diagnostic> = checks
        .par_iter()
        .flat_map_iter(|check| {
            let mut findings = Vec::new();
            if let Run::Site(run) = check.run {
                run(&facts, &mut Found { rule: check.rule, findings: &mut findings });
            }
            findings
        })
        .collect();
    let (bare, plan) = (facts.site.bare(), Plan::default());
    let alone = Facts { site: &bare, plan: &plan, faults: &[], ..facts };
    let (keeps, before) = match keep {
        Keep::Nothing => (false, None),
        Keep::After(before) => (true, before.filter(|before| before.holds_for(facts.site, facts.today))),
    };
    let looked_at = |filed: &Filed| {
        let tables = OnceLock::new();
        let known = before.and_then(|before| before.of(&filed.item));
        let new = || {
            let alone = Facts { tables: &tables, ..alone };
            findings(checks, |check, found| {
                if let Run::Alone(run) = check.run {
                    run(&alone, filed, found)
                }
            })
        };
        let of_item = known.map_or_else(|| OfItem::New(new()), OfItem::Known);
        let facts = Facts { tables: &tables, ..facts };
        let beside = findings(checks, |check, found| {
            if let Run::Item(run) = check.run {
                run(&facts, filed, found)
            }
        });
        (filed.item.clone(), of_item, beside)
    };
    let of_items: Vec<_> = facts.site.items.par_iter().filter(|filed| !filed.item.draft).map(looked_at).collect();
    let mut kept = keeps.then(|| Kept::new(facts.site, facts.today));
    for (item, of_item, beside) in of_items {
        match (&mut kept, of_item) {
            (None, OfItem::New(found)) => all.extend(found),
            (None, OfItem::Known(found)) => all.extend(found.iter().cloned()),
            (Some(kept), of_item) => {
                let found: Arc<[Diagnostic]> = match of_item {
                    OfItem::New(found) => found.into(),
                    OfItem::Known(found) => found,
                };
                all.extend(found.iter().cloned());
                kept.keep(item, found);
            }
        }
        all.extend(beside);
    }
    (all, kept)
}

/// What was found in an item alone.
enum OfItem {
    New(Vec<Diagnostic>),
    Known(Arc<[Diagnostic]>),
}

fn findings(checks: &[Check], mut look: impl FnMut(&Check, &mut Found<'_>)) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for check in checks {
        look(check, &mut Found { rule: check.rule, findings: &mut findings });
    }
    findings
}

/// The rules that weigh more in this column than elsewhere; what the settings ask for in vain is said.
fn raised(site: &Site, rules: &[&'static Rule], said: &mut Vec<Diagnostic>) -> HashMap<&'static str, Severity> {
    let mut raised = HashMap::new();
    let Some(file) = RelPath::new(SITE_FILE) else { return raised };
    for (name, asked) in &site.config.severity {
        let (word, asked, place) = (name.value.as_str(), asked.value, asked.span);
        match rules.iter().find(|rule| rule.name == word) {
            Some(rule) if asked <= rule.severity => {
                raised.insert(rule.name, asked);
            }
            Some(rule) => {
                let message = format!("“{word}”属于{}，不能降为{}。", rule.severity.name(), asked.name());
                said.push(Diagnostic::new(NOT_RAISED, &file, place, message, "轻重程度只能提高，不能降低。删去这一行。"));
            }
            None => said.push(unknown(NOT_RAISED, &file, name, rules)),
        }
    }
    raised
}

/// The name of a rule that there is not.
fn unknown(refused: &'static Rule, file: &RelPath, name: &Spanned<String>, rules: &[&'static Rule]) -> Diagnostic {
    let message = format!("没有名为“{}”的规则。", name.value);
    let help = "规则名写在检查结果的方括号里，例如 time/late；用“gongkai explain --list”可以看到全部规则。";
    match nearest(&name.value, rules.iter().map(|rule| rule.name)) {
        Some(near) => Diagnostic::new(refused, file, name.span, message, format!("是不是“{near}”？{help}")).with_guess(name.span, near),
        None => Diagnostic::new(refused, file, name.span, message, help),
    }
}

/// The report of what was found: what the settings raise is graver, faults of drafts are only hints, waived warnings are gone, and waivers that waive nothing, or
/// what cannot be waived, are findings themselves.
pub fn judge(site: &Site, rules: &[&'static Rule], mut findings: Vec<Diagnostic>) -> Report {
    let drafts: HashSet<&RelPath> = site.items.iter().map(|filed| &*filed.item).filter(|item| item.draft).map(|item| &item.path).collect();
    let mut said = Vec::new();
    let raised = raised(site, rules, &mut said);
    for finding in &mut findings {
        if drafts.contains(&finding.file) {
            finding.severity = Severity::Info;
        } else if let Some(severity) = raised.get(finding.rule.name) {
            finding.severity = finding.severity.min(*severity);
        }
    }
    let weight = |rule: &Rule| raised.get(rule.name).copied().unwrap_or(rule.severity);
    let waiving = site.items.iter().map(|filed| &*filed.item).filter(|item| !item.draft && !item.waivers.is_empty());
    let mut waived: HashMap<(RelPath, &str), usize> = HashMap::new();
    for item in waiving {
        for waiver in &item.waivers {
            let name = waiver.rule.value.as_str();
            match rules.iter().find(|rule| rule.name == name) {
                Some(rule) if weight(rule) == Severity::Warning => {
                    waived.insert((item.path.clone(), rule.name), 0);
                }
                Some(rule) => {
                    let by_settings = if weight(rule) < rule.severity { "在 site.toml 里提高为" } else { "属于" };
                    said.push(Diagnostic::new(
                        REFUSED,
                        &item.path,
                        waiver.rule.span,
                        format!("“{name}”{by_settings}{}，不能豁免。", weight(rule).name()),
                        "按这条规则的提示改正，并删去这一项豁免。",
                    ));
                }
                None => said.push(unknown(REFUSED, &item.path, &waiver.rule, rules)),
            }
        }
    }
    findings.retain(|finding| match waived.get_mut(&(finding.file.clone(), finding.rule.name)) {
        // A warning may be an error where it stands; then it stays.
        Some(count) => {
            *count += 1;
            finding.severity != Severity::Warning
        }
        None => true,
    });
    for filed in &site.items {
        for waiver in &filed.item.waivers {
            if waived.get(&(filed.item.path.clone(), waiver.rule.value.as_str())) == Some(&0) {
                said.push(Diagnostic::new(
                    UNUSED,
                    &filed.item.path,
                    waiver.rule.span,
                    format!("豁免了“{}”，但这里没有这个问题。", waiver.rule.value),
                    "删去这一项豁免。",
                ));
            }
        }
    }
    findings.extend(said);
    Report::new(findings)
}
