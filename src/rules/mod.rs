//! The table of rules. A rule is a function and a page; its row here is all that makes it run.

mod address;
mod attachment;
mod catalogue;
mod character;
mod coverage;
mod flow;
mod freshness;
mod link;
mod metadata;
mod numbering;
mod privacy;
mod review;
mod secrecy;
mod table;
mod time;
mod wording;

pub use privacy::{masked, resident_ids};

use crate::check::{Check, Run, WAIVERS};
use crate::diag::{Diagnostic, Rule};
use crate::parse::FAULTS;
use crate::theme::THEMES;

/// Every rule that looks at the model.
pub const RULES: &[Check] = &[
    Check { rule: address::DUPLICATE, run: Run::Site(address::duplicate) },
    Check { rule: attachment::MISSING, run: Run::Item(attachment::missing) },
    Check { rule: attachment::OUTSIDE, run: Run::Item(attachment::outside) },
    Check { rule: catalogue::MISSING_LEAF, run: Run::Item(catalogue::missing_leaf) },
    Check { rule: catalogue::UNKNOWN_LEAF, run: Run::Item(catalogue::unknown_leaf) },
    Check { rule: catalogue::UNKNOWN_SUBJECT, run: Run::Item(catalogue::unknown_subject) },
    Check { rule: catalogue::UNKNOWN_DUTY, run: Run::Site(catalogue::unknown_duty) },
    Check { rule: catalogue::UNKNOWN_STATEMENT, run: Run::Site(catalogue::unknown_statement) },
    Check { rule: character::HALF_WIDTH, run: Run::Item(character::half_width) },
    Check { rule: character::LOST_BRACKET, run: Run::Item(character::lost_bracket) },
    Check { rule: character::ODD, run: Run::Item(character::odd) },
    Check { rule: coverage::MISSING_ITEM, run: Run::Site(coverage::missing_item) },
    Check { rule: coverage::EMPTY_LEAF, run: Run::Site(coverage::empty_leaf) },
    Check { rule: flow::ORDER, run: Run::Item(flow::order) },
    Check { rule: flow::MISSING_STEP, run: Run::Item(flow::missing_step) },
    Check { rule: freshness::OVERDUE, run: Run::Site(freshness::overdue) },
    Check { rule: link::BROKEN, run: Run::Item(link::broken) },
    Check { rule: link::BROKEN_ANCHOR, run: Run::Item(link::broken_anchor) },
    Check { rule: link::EXTERNAL_IMAGE, run: Run::Item(link::external_image) },
    Check { rule: link::OUTSIDE, run: Run::Item(link::outside) },
    Check { rule: link::UNKNOWN_DOCUMENT, run: Run::Item(link::unknown_document) },
    Check { rule: metadata::MISSING_FIELD, run: Run::Item(metadata::missing_field) },
    Check { rule: metadata::EMPTY_BODY, run: Run::Item(metadata::empty_body) },
    Check { rule: metadata::DUPLICATE_DOC_NUMBER, run: Run::Site(metadata::duplicate_doc_number) },
    Check { rule: metadata::DUPLICATE_INDEX_NUMBER, run: Run::Site(metadata::duplicate_index_number) },
    Check { rule: numbering::BROKEN_SEQUENCE, run: Run::Item(numbering::broken_sequence) },
    Check { rule: numbering::WRONG_LEVEL, run: Run::Item(numbering::wrong_level) },
    Check { rule: privacy::RESIDENT_ID, run: Run::Item(privacy::resident_id) },
    Check { rule: privacy::RESIDENT_ID, run: Run::Site(privacy::resident_id_in_data) },
    Check { rule: review::MISSING_REVIEW, run: Run::Item(review::missing_review) },
    Check { rule: review::MISSING_SECRECY_REVIEW, run: Run::Item(review::missing_secrecy_review) },
    Check { rule: review::NOT_CLEARED, run: Run::Item(review::not_cleared) },
    Check { rule: review::NOT_OPEN, run: Run::Item(review::not_open) },
    Check { rule: review::TOO_FEW_LEVELS, run: Run::Item(review::too_few_levels) },
    Check { rule: review::SAME_PERSON, run: Run::Item(review::same_person) },
    Check { rule: review::DATE_ORDER, run: Run::Item(review::date_order) },
    Check { rule: review::LATE_SECRECY_REVIEW, run: Run::Item(review::late_secrecy_review) },
    Check { rule: secrecy::SECRECY_MARK, run: Run::Item(secrecy::secrecy_mark) },
    Check { rule: secrecy::DISTRIBUTION_LIMIT, run: Run::Item(secrecy::distribution_limit) },
    Check { rule: secrecy::PROCESS_PAPER, run: Run::Item(secrecy::process_paper) },
    Check { rule: secrecy::INTERNAL_ADDRESS, run: Run::Item(secrecy::internal_address) },
    Check { rule: table::WRONG_SUM, run: Run::Item(table::wrong_sum) },
    Check { rule: table::SHARE_OVER_100, run: Run::Item(table::share_over_100) },
    Check { rule: table::MISSING_UNIT, run: Run::Item(table::missing_unit) },
    Check { rule: time::ORDER, run: Run::Item(time::order) },
    Check { rule: time::FUTURE, run: Run::Item(time::future) },
    Check { rule: time::LATE, run: Run::Item(time::late) },
    Check { rule: wording::SERIOUS_ERROR, run: Run::Item(wording::serious_error) },
    Check { rule: wording::TYPO, run: Run::Item(wording::typo) },
    Check { rule: wording::DOUBLED_WORD, run: Run::Item(wording::doubled_word) },
    Check { rule: wording::BOILERPLATE, run: Run::Item(wording::boilerplate) },
    Check { rule: wording::TEMPLATE_RESIDUE, run: Run::Item(wording::template_residue) },
    Check { rule: wording::OUTDATED_NAME, run: Run::Item(wording::outdated_name) },
];

/// Takes ID numbers out of what was found by others: the report is read by many.
pub fn mask(findings: &mut [Diagnostic]) {
    for finding in findings {
        finding.message = masked(&finding.message);
        finding.help = masked(&finding.help);
    }
}

/// Every rule that can find anything, for `explain` and for waivers.
pub fn all() -> Vec<&'static Rule> {
    let mut all: Vec<&'static Rule> =
        FAULTS.iter().chain(WAIVERS).chain(THEMES).copied().chain(RULES.iter().map(|check| check.rule)).collect();
    all.sort_by_key(|rule| rule.name);
    // A rule that looks both at items and at the column has two rows.
    all.dedup_by_key(|rule| rule.name);
    all
}
