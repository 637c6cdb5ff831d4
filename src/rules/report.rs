//! 政府信息公开工作年度报告: the form, the figures and the dates of the annual report on disclosure.

mod data;
mod form;
mod parts;
mod sums;
mod years;

use crate::diag::rule;

pub use data::{doubled_table, stray_figures, unknown_in_force};
pub use form::{missing_table, old_form, wrong_sections};
pub use parts::{text_differs, wrong_parts};
pub use sums::{has_regulations, not_a_count, unbalanced, wrong_sum};
pub use years::{carried_over, in_force, late, missing_year, same_text, wrong_period};

rule!(CARRIED_OVER, Warning, "report/carried-over");
rule!(DOUBLED_TABLE, Error, "report/doubled-table");
rule!(HAS_REGULATIONS, Error, "report/has-regulations");
rule!(IN_FORCE, Warning, "report/in-force");
rule!(LATE, Warning, "report/late");
rule!(MISSING_TABLE, Warning, "report/missing-table");
rule!(MISSING_YEAR, Warning, "report/missing-year");
rule!(NOT_A_COUNT, Error, "report/not-a-count");
rule!(OLD_FORM, Error, "report/old-form");
rule!(SAME_TEXT, Warning, "report/same-text");
rule!(STRAY_FIGURES, Error, "report/stray-figures");
rule!(TEXT_DIFFERS, Warning, "report/text-differs");
rule!(UNBALANCED, Error, "report/unbalanced");
rule!(UNKNOWN_IN_FORCE, Error, "report/unknown-in-force");
rule!(WRONG_PARTS, Warning, "report/wrong-parts");
rule!(WRONG_PERIOD, Warning, "report/wrong-period");
rule!(WRONG_SECTIONS, Error, "report/wrong-sections");
rule!(WRONG_SUM, Error, "report/wrong-sum");
