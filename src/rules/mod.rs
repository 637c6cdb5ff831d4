//! The table of rules. A rule is a function and a page; its row here is all that makes it run.

mod address;
mod attachment;
mod catalogue;
mod coverage;
mod freshness;
mod link;
mod metadata;
mod privacy;
mod review;
mod time;

use crate::check::{Check, Run, WAIVERS};
use crate::diag::{Diagnostic, Rule};
use crate::parse::FAULTS;
use crate::personal::masked;
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
    Check { rule: coverage::MISSING_ITEM, run: Run::Site(coverage::missing_item) },
    Check { rule: coverage::EMPTY_LEAF, run: Run::Site(coverage::empty_leaf) },
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
    Check { rule: privacy::RESIDENT_ID, run: Run::Item(privacy::resident_id) },
    Check { rule: privacy::RESIDENT_ID, run: Run::Site(privacy::resident_id_in_data) },
    Check { rule: privacy::RESIDENT_ID_DAMAGED, run: Run::Item(privacy::resident_id_damaged) },
    Check { rule: privacy::RESIDENT_ID_OLD, run: Run::Item(privacy::resident_id_old) },
    Check { rule: privacy::MOBILE, run: Run::Item(privacy::mobile) },
    Check { rule: privacy::CONTACT_MOBILE, run: Run::Item(privacy::contact_mobile) },
    Check { rule: privacy::BANK_ACCOUNT, run: Run::Item(privacy::bank_account) },
    Check { rule: privacy::RECOVERABLE_ID, run: Run::Item(privacy::recoverable_id) },
    Check { rule: privacy::INCONSISTENT_MASK, run: Run::Item(privacy::inconsistent_mask) },
    Check { rule: privacy::BIRTH_DATE, run: Run::Item(privacy::birth_date) },
    Check { rule: privacy::HOME_ADDRESS, run: Run::Item(privacy::home_address) },
    Check { rule: privacy::HEALTH, run: Run::Item(privacy::health) },
    Check { rule: privacy::MINOR, run: Run::Item(privacy::minor) },
    Check { rule: privacy::BOARD_ONLY_NAMES, run: Run::Item(privacy::board_only_names) },
    Check { rule: privacy::LIST_NOT_REMOVED, run: Run::Item(privacy::list_not_removed) },
    Check { rule: review::MISSING_REVIEW, run: Run::Item(review::missing_review) },
    Check { rule: review::MISSING_SECRECY_REVIEW, run: Run::Item(review::missing_secrecy_review) },
    Check { rule: review::NOT_CLEARED, run: Run::Item(review::not_cleared) },
    Check { rule: review::NOT_OPEN, run: Run::Item(review::not_open) },
    Check { rule: time::ORDER, run: Run::Item(time::order) },
    Check { rule: time::FUTURE, run: Run::Item(time::future) },
    Check { rule: time::LATE, run: Run::Item(time::late) },
];

/// Takes people's numbers out of what was found by others: the report is read by many.
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
