//! The table of rules. A rule is a function and a page; its row here is all that makes it run.

mod access;
mod address;
mod attachment;
mod catalogue;
mod character;
mod contents;
mod coverage;
mod date;
mod display;
mod flow;
mod freshness;
mod guide;
mod index;
mod link;
mod lock;
mod metadata;
mod number;
mod numbering;
mod policy;
mod portal;
mod privacy;
mod repeat;
mod report;
mod residue;
mod review;
mod secrecy;
mod site;
mod table;
mod time;
mod title;
mod village;
mod wording;

use crate::check::{Check, Run, WAIVERS};
use crate::diag::{Diagnostic, Rule};
use crate::parse::FAULTS;
use crate::personal::masked;
use crate::theme::THEMES;

/// Every rule that looks at the model.
pub const RULES: &[Check] = &[
    Check { rule: access::NO_ALT, run: Run::Alone(access::no_alt) },
    Check { rule: access::BLANK_HEADER, run: Run::Alone(access::blank_header) },
    Check { rule: access::HEADING_JUMP, run: Run::Alone(access::heading_jump) },
    Check { rule: access::BOLD_HEADING, run: Run::Alone(access::bold_heading) },
    Check { rule: access::BLANK_COLUMN, run: Run::Alone(access::blank_column) },
    Check { rule: access::REPEATED_TITLE, run: Run::Alone(access::repeated_title) },
    Check { rule: address::DUPLICATE, run: Run::Site(address::duplicate) },
    Check { rule: address::UNPORTABLE, run: Run::Site(address::unportable_name) },
    Check { rule: attachment::MISSING, run: Run::Alone(attachment::missing) },
    Check { rule: attachment::OUTSIDE, run: Run::Alone(attachment::outside) },
    Check { rule: attachment::FORGOTTEN, run: Run::Alone(attachment::forgotten) },
    Check { rule: attachment::PROGRAM, run: Run::Alone(attachment::program) },
    Check { rule: attachment::UNUSUAL, run: Run::Alone(attachment::unusual) },
    Check { rule: attachment::EMPTY, run: Run::Alone(attachment::empty) },
    Check { rule: attachment::WRONG_KIND, run: Run::Alone(attachment::wrong_kind) },
    Check { rule: attachment::ONLY, run: Run::Alone(attachment::only) },
    Check { rule: attachment::ORPHAN, run: Run::Site(attachment::orphan) },
    Check { rule: catalogue::MISSING_LEAF, run: Run::Item(catalogue::missing_leaf) },
    Check { rule: catalogue::UNKNOWN_LEAF, run: Run::Item(catalogue::unknown_leaf) },
    Check { rule: catalogue::UNKNOWN_SUBJECT, run: Run::Item(catalogue::unknown_subject) },
    Check { rule: catalogue::UNKNOWN_DUTY, run: Run::Site(catalogue::unknown_duty) },
    Check { rule: catalogue::UNKNOWN_CLASS, run: Run::Site(catalogue::unknown_class) },
    Check { rule: catalogue::UNKNOWN_STATEMENT, run: Run::Site(catalogue::unknown_statement) },
    Check { rule: catalogue::INCOMPLETE_ROW, run: Run::Site(catalogue::incomplete_row) },
    Check { rule: catalogue::INCOMPLETE_LEAF, run: Run::Site(catalogue::incomplete_leaf) },
    Check { rule: catalogue::DANGLING_DITTO, run: Run::Site(catalogue::dangling_ditto) },
    Check { rule: catalogue::BOTH_MODES, run: Run::Site(catalogue::both_modes) },
    Check { rule: catalogue::WRONG_SEQUENCE, run: Run::Site(catalogue::wrong_sequence) },
    Check { rule: catalogue::WRONG_BOX, run: Run::Site(catalogue::wrong_box) },
    Check { rule: catalogue::UNKNOWN_CHANNEL, run: Run::Site(catalogue::unknown_channel) },
    Check { rule: catalogue::ONLY_RETENTION, run: Run::Site(catalogue::only_retention) },
    Check { rule: catalogue::LONG_DEADLINE, run: Run::Site(catalogue::long_deadline) },
    Check { rule: catalogue::UNCLEAR_DEADLINE, run: Run::Site(catalogue::unclear_deadline) },
    Check { rule: catalogue::ABOLISHED_BASIS, run: Run::Site(catalogue::abolished_basis) },
    Check { rule: character::HALF_WIDTH, run: Run::Alone(character::half_width) },
    Check { rule: character::LOST_BRACKET, run: Run::Alone(character::lost_bracket) },
    Check { rule: character::ODD, run: Run::Alone(character::odd) },
    Check { rule: character::TITLE_MARK, run: Run::Alone(character::title_mark) },
    Check { rule: character::TRADITIONAL, run: Run::Alone(character::traditional) },
    Check { rule: contents::HIDDEN, run: Run::Alone(contents::hidden) },
    Check { rule: contents::PHOTO_POSITION, run: Run::Alone(contents::photo_position) },
    Check { rule: contents::PROPERTIES, run: Run::Alone(contents::properties) },
    Check { rule: contents::UNCHECKED, run: Run::Alone(contents::unchecked) },
    Check { rule: contents::UNREADABLE, run: Run::Alone(contents::unreadable) },
    Check { rule: coverage::MISSING_ITEM, run: Run::Site(coverage::missing_item) },
    Check { rule: coverage::EMPTY_LEAF, run: Run::Site(coverage::empty_leaf) },
    Check { rule: coverage::VETO, run: Run::Site(coverage::veto) },
    Check { rule: coverage::NO_EVIDENCE, run: Run::Site(coverage::no_evidence) },
    Check { rule: coverage::MISSING_ELEMENT, run: Run::Site(coverage::missing_element) },
    Check { rule: coverage::STALE_STATEMENT, run: Run::Site(coverage::stale_statement) },
    Check { rule: coverage::OTHER_SUBJECT, run: Run::Item(coverage::other_subject) },
    Check { rule: coverage::OTHER_LEAF, run: Run::Item(coverage::other_leaf) },
    Check { rule: coverage::OTHER_YEAR, run: Run::Item(coverage::other_year) },
    Check { rule: date::DAMAGED, run: Run::Alone(date::damaged) },
    Check { rule: date::NO_SUCH_DAY, run: Run::Alone(date::no_such_day) },
    Check { rule: date::SIGNATURE, run: Run::Alone(date::signature) },
    Check { rule: date::WRONG_ZERO, run: Run::Alone(date::wrong_zero) },
    Check { rule: display::NO_PERIOD, run: Run::Item(display::no_period) },
    Check { rule: display::NO_COMPLAINT, run: Run::Item(display::no_complaint) },
    Check { rule: display::NO_MONITOR, run: Run::Item(display::no_monitor) },
    Check { rule: display::NOT_ON_BOARD, run: Run::Item(display::not_on_board) },
    Check { rule: display::NO_RESULT, run: Run::Site(display::no_result) },
    Check { rule: display::SAME_NAME, run: Run::Item(display::same_name) },
    Check { rule: flow::ORDER, run: Run::Item(flow::order) },
    Check { rule: flow::MISSING_STEP, run: Run::Item(flow::missing_step) },
    Check { rule: freshness::OVERDUE, run: Run::Site(freshness::overdue) },
    Check { rule: freshness::DUE_SOON, run: Run::Site(freshness::due_soon) },
    Check { rule: freshness::VETO, run: Run::Site(freshness::veto) },
    Check { rule: freshness::STALE_NEWS, run: Run::Site(freshness::stale_news) },
    Check { rule: freshness::NEWS_VETO, run: Run::Site(freshness::news_veto) },
    Check { rule: freshness::STALE_COLUMN, run: Run::Site(freshness::stale_column) },
    Check { rule: freshness::SILENT_MATTER, run: Run::Site(freshness::silent_matter) },
    Check { rule: freshness::SILENT_SUBJECT, run: Run::Site(freshness::silent_subject) },
    Check { rule: guide::MISSING_ELEMENTS, run: Run::Alone(guide::missing_elements) },
    Check { rule: guide::VETO, run: Run::Site(guide::veto) },
    Check { rule: index::CHECK_CHARACTER, run: Run::Site(index::check_character) },
    Check { rule: index::GAP, run: Run::Site(index::gap) },
    Check { rule: index::PREFIX, run: Run::Item(index::prefix) },
    Check { rule: index::YEAR, run: Run::Item(index::year) },
    Check { rule: link::BROKEN, run: Run::Item(link::broken) },
    Check { rule: link::BROKEN_ANCHOR, run: Run::Item(link::broken_anchor) },
    Check { rule: link::EXTERNAL_IMAGE, run: Run::Item(link::external_image) },
    Check { rule: link::OUTSIDE, run: Run::Item(link::outside) },
    Check { rule: link::UNKNOWN_DOCUMENT, run: Run::Item(link::unknown_document) },
    Check { rule: link::INTERNAL, run: Run::Item(link::internal) },
    Check { rule: link::SHORTENER, run: Run::Item(link::shortener) },
    Check { rule: link::UNLISTED_HOST, run: Run::Item(link::unlisted_host) },
    Check { rule: link::BARE_TEXT, run: Run::Item(link::bare_text) },
    Check { rule: lock::CHANGED_DATE, run: Run::Item(lock::changed_date) },
    Check { rule: lock::CHANGED_TEXT, run: Run::Item(lock::changed_text) },
    Check { rule: lock::VANISHED, run: Run::Site(lock::vanished) },
    Check { rule: metadata::MISSING_FIELD, run: Run::Item(metadata::missing_field) },
    Check { rule: metadata::EMPTY_BODY, run: Run::Item(metadata::empty_body) },
    Check { rule: metadata::DUPLICATE_DOC_NUMBER, run: Run::Site(metadata::duplicate_doc_number) },
    Check { rule: metadata::DUPLICATE_INDEX_NUMBER, run: Run::Site(metadata::duplicate_index_number) },
    Check { rule: metadata::GENRE_MISMATCH, run: Run::Item(metadata::genre_mismatch) },
    Check { rule: metadata::LONG_SUMMARY, run: Run::Item(metadata::long_summary) },
    Check { rule: metadata::MISSING_SUMMARY, run: Run::Item(metadata::missing_summary) },
    Check { rule: metadata::SUMMARY_IS_TITLE, run: Run::Item(metadata::summary_is_title) },
    Check { rule: metadata::MISSING_SOURCE, run: Run::Item(metadata::missing_source) },
    Check { rule: metadata::MISSING_VALIDITY, run: Run::Item(metadata::missing_validity) },
    Check { rule: metadata::OUTDATED_ISSUER, run: Run::Item(metadata::outdated_issuer) },
    Check { rule: metadata::PARTY_DOCUMENT, run: Run::Item(metadata::party_document) },
    Check { rule: metadata::UNKNOWN_ISSUER, run: Run::Item(metadata::unknown_issuer) },
    Check { rule: number::LOST_BRACKET, run: Run::Item(number::lost_bracket) },
    Check { rule: number::MALFORMED, run: Run::Item(number::malformed) },
    Check { rule: number::NOT_LINKED, run: Run::Item(number::not_linked) },
    Check { rule: number::TWO_NUMBERS, run: Run::Site(number::two_numbers) },
    Check { rule: number::UNKNOWN_ORGAN, run: Run::Item(number::unknown_organ) },
    Check { rule: number::WRONG_CITATION, run: Run::Item(number::wrong_citation) },
    Check { rule: number::YEAR, run: Run::Item(number::year) },
    Check { rule: numbering::BROKEN_SEQUENCE, run: Run::Alone(numbering::broken_sequence) },
    Check { rule: numbering::WRONG_LEVEL, run: Run::Alone(numbering::wrong_level) },
    Check { rule: policy::EARLY_INTERPRETATION, run: Run::Item(policy::early_interpretation) },
    Check { rule: policy::LATE_INTERPRETATION, run: Run::Item(policy::late_interpretation) },
    Check { rule: policy::THIN_INTERPRETATION, run: Run::Item(policy::thin_interpretation) },
    Check { rule: policy::UNMARKED, run: Run::Item(policy::unmarked) },
    Check { rule: policy::REPEALED, run: Run::Item(policy::repealed) },
    Check { rule: policy::EXPIRED, run: Run::Item(policy::expired) },
    Check { rule: policy::ALREADY_IN_FORCE, run: Run::Item(policy::already_in_force) },
    Check { rule: policy::NO_RESULT, run: Run::Site(policy::no_result) },
    Check { rule: policy::MISSING_INTERPRETATION, run: Run::Site(policy::missing_interpretation) },
    Check { rule: policy::UNLINKED_INTERPRETATION, run: Run::Item(policy::unlinked_interpretation) },
    Check { rule: policy::OUTLIVED, run: Run::Item(policy::outlived) },
    Check { rule: portal::BROKEN_PAGE, run: Run::Site(portal::broken_page) },
    Check { rule: portal::FORBIDDEN_CODE, run: Run::Site(portal::forbidden_code) },
    Check { rule: portal::OTHER_HOST, run: Run::Site(portal::other_host) },
    Check { rule: portal::BROKEN_LINK, run: Run::Site(portal::broken_link) },
    Check { rule: portal::CLASHING_ID, run: Run::Site(portal::clashing_id) },
    Check { rule: portal::NO_LABEL, run: Run::Site(portal::no_label) },
    Check { rule: privacy::RESIDENT_ID, run: Run::Alone(privacy::resident_id) },
    Check { rule: privacy::RESIDENT_ID, run: Run::Site(privacy::resident_id_in_data) },
    Check { rule: privacy::RESIDENT_ID_DAMAGED, run: Run::Alone(privacy::resident_id_damaged) },
    Check { rule: privacy::RESIDENT_ID_OLD, run: Run::Alone(privacy::resident_id_old) },
    Check { rule: privacy::MOBILE, run: Run::Alone(privacy::mobile) },
    Check { rule: privacy::CONTACT_MOBILE, run: Run::Alone(privacy::contact_mobile) },
    Check { rule: privacy::CONTACT_MOBILE, run: Run::Site(privacy::contact_mobile_in_data) },
    Check { rule: privacy::BANK_ACCOUNT, run: Run::Alone(privacy::bank_account) },
    Check { rule: privacy::RECOVERABLE_ID, run: Run::Alone(privacy::recoverable_id) },
    Check { rule: privacy::INCONSISTENT_MASK, run: Run::Alone(privacy::inconsistent_mask) },
    Check { rule: privacy::BIRTH_DATE, run: Run::Alone(privacy::birth_date) },
    Check { rule: privacy::HOME_ADDRESS, run: Run::Alone(privacy::home_address) },
    Check { rule: privacy::HEALTH, run: Run::Alone(privacy::health) },
    Check { rule: privacy::MINOR, run: Run::Alone(privacy::minor) },
    Check { rule: privacy::BOARD_ONLY_NAMES, run: Run::Alone(privacy::board_only_names) },
    Check { rule: privacy::LIST_NOT_REMOVED, run: Run::Alone(privacy::list_not_removed) },
    Check { rule: repeat::BODY, run: Run::Site(repeat::body) },
    Check { rule: repeat::TITLE, run: Run::Site(repeat::title) },
    Check { rule: report::CARRIED_OVER, run: Run::Site(report::carried_over) },
    Check { rule: report::DOUBLED_TABLE, run: Run::Item(report::doubled_table) },
    Check { rule: report::HAS_REGULATIONS, run: Run::Item(report::has_regulations) },
    Check { rule: report::IN_FORCE, run: Run::Site(report::in_force) },
    Check { rule: report::LATE, run: Run::Item(report::late) },
    Check { rule: report::MISSING_TABLE, run: Run::Item(report::missing_table) },
    Check { rule: report::MISSING_YEAR, run: Run::Site(report::missing_year) },
    Check { rule: report::NOT_A_COUNT, run: Run::Item(report::not_a_count) },
    Check { rule: report::OLD_FORM, run: Run::Item(report::old_form) },
    Check { rule: report::SAME_TEXT, run: Run::Site(report::same_text) },
    Check { rule: report::STRAY_FIGURES, run: Run::Site(report::stray_figures) },
    Check { rule: report::TEXT_DIFFERS, run: Run::Item(report::text_differs) },
    Check { rule: report::UNBALANCED, run: Run::Item(report::unbalanced) },
    Check { rule: report::UNKNOWN_IN_FORCE, run: Run::Site(report::unknown_in_force) },
    Check { rule: report::WRONG_PARTS, run: Run::Item(report::wrong_parts) },
    Check { rule: report::WRONG_PERIOD, run: Run::Item(report::wrong_period) },
    Check { rule: report::WRONG_SECTIONS, run: Run::Item(report::wrong_sections) },
    Check { rule: report::WRONG_SUM, run: Run::Item(report::wrong_sum) },
    Check { rule: residue::TEMPLATE, run: Run::Alone(residue::template) },
    Check { rule: review::MISSING_REVIEW, run: Run::Alone(review::missing_review) },
    Check { rule: review::MISSING_SECRECY_REVIEW, run: Run::Alone(review::missing_secrecy_review) },
    Check { rule: review::NOT_CLEARED, run: Run::Alone(review::not_cleared) },
    Check { rule: review::NOT_OPEN, run: Run::Alone(review::not_open) },
    Check { rule: review::TOO_FEW_LEVELS, run: Run::Alone(review::too_few_levels) },
    Check { rule: review::SAME_PERSON, run: Run::Alone(review::same_person) },
    Check { rule: review::DATE_ORDER, run: Run::Alone(review::date_order) },
    Check { rule: review::LATE_SECRECY_REVIEW, run: Run::Alone(review::late_secrecy_review) },
    Check { rule: secrecy::SECRECY_MARK, run: Run::Alone(secrecy::secrecy_mark) },
    Check { rule: secrecy::DISTRIBUTION_LIMIT, run: Run::Alone(secrecy::distribution_limit) },
    Check { rule: secrecy::PROCESS_PAPER, run: Run::Alone(secrecy::process_paper) },
    Check { rule: secrecy::INTERNAL_ADDRESS, run: Run::Alone(secrecy::internal_address) },
    Check { rule: site::MALFORMED_ADDRESS, run: Run::Site(site::malformed_address) },
    Check { rule: site::MALFORMED_CODE, run: Run::Site(site::malformed_code) },
    Check { rule: site::MALFORMED_RECORD, run: Run::Site(site::malformed_record) },
    Check { rule: site::MISSING_MARK, run: Run::Site(site::missing_mark) },
    Check { rule: site::OTHER_DIVISION, run: Run::Site(site::other_division) },
    Check { rule: site::OTHER_NAME, run: Run::Site(site::other_name) },
    Check { rule: site::THIN_GUIDE, run: Run::Item(site::thin_guide) },
    Check { rule: site::THIN_REQUEST, run: Run::Item(site::thin_request) },
    Check { rule: site::UNKNOWN_OFFICE, run: Run::Site(site::unknown_office) },
    Check { rule: secrecy::CREDENTIAL, run: Run::Alone(secrecy::credential) },
    Check { rule: table::WRONG_SUM, run: Run::Alone(table::wrong_sum) },
    Check { rule: table::WRONG_COUNT, run: Run::Alone(table::wrong_count) },
    Check { rule: table::SHARE_OVER_100, run: Run::Alone(table::share_over_100) },
    Check { rule: table::MISSING_UNIT, run: Run::Alone(table::missing_unit) },
    Check { rule: time::ORDER, run: Run::Item(time::order) },
    Check { rule: time::FUTURE, run: Run::Item(time::future) },
    Check { rule: time::LATE, run: Run::Item(time::late) },
    Check { rule: time::BURST, run: Run::Site(time::burst) },
    Check { rule: time::DRAFT_DUE, run: Run::Site(time::draft_due) },
    Check { rule: time::EARLY_EFFECT, run: Run::Item(time::early_effect) },
    Check { rule: time::ESTIMATED, run: Run::Site(time::estimated) },
    Check { rule: time::MISSING_STAGE, run: Run::Site(time::missing_stage) },
    Check { rule: time::SHORT_COMMENT, run: Run::Item(time::short_comment) },
    Check { rule: time::SHORT_DISPLAY, run: Run::Item(time::short_display) },
    Check { rule: title::DOUBLED, run: Run::Alone(title::doubled) },
    Check { rule: title::PUNCTUATION, run: Run::Alone(title::punctuation) },
    Check { rule: title::TOO_LONG, run: Run::Alone(title::too_long) },
    Check { rule: village::MISSING_QUARTER, run: Run::Site(village::missing_quarter) },
    Check { rule: village::MISSING_DOCUMENT, run: Run::Site(village::missing_document) },
    Check { rule: village::UNKNOWN_VILLAGE, run: Run::Site(village::unknown_village) },
    Check { rule: village::UNKNOWN_MATTER, run: Run::Site(village::unknown_matter) },
    Check { rule: village::UNCLEAR_PERIOD, run: Run::Item(village::unclear_period) },
    Check { rule: wording::SERIOUS_ERROR, run: Run::Alone(wording::serious_error) },
    Check { rule: wording::TYPO, run: Run::Alone(wording::typo) },
    Check { rule: wording::DOUBLED_WORD, run: Run::Alone(wording::doubled_word) },
    Check { rule: wording::BOILERPLATE, run: Run::Alone(wording::boilerplate) },
    Check { rule: wording::TEMPLATE_RESIDUE, run: Run::Alone(wording::template_residue) },
    Check { rule: wording::OUTDATED_NAME, run: Run::Alone(wording::outdated_name) },
    Check { rule: wording::WRONG_POST, run: Run::Alone(wording::wrong_post) },
    Check { rule: wording::MISSPELT_LEADER, run: Run::Alone(wording::misspelt_leader) },
    Check { rule: wording::RELATIVE_TIME, run: Run::Alone(wording::relative_time) },
    Check { rule: wording::LONG_SENTENCE, run: Run::Alone(wording::long_sentence) },
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
