//! What in a text is personal: numbers of people, masked numbers that give them away, tables that list persons.
//!
//! All of it is a pure function of a text or a table. Whoever shows a text (the printers) or looks into one (the rules) asks here.

mod account;
mod address;
mod digits;
mod id;
mod layout;
mod lines;
mod mask;
mod numerals;
mod phone;
mod seen;
mod table;
// A word a line would be 600 lines.
#[rustfmt::skip]
pub mod words;

pub use account::{accounts, column_accounts, is_labelled_account};
pub use address::{beside_names, home_addresses, is_deep};
pub use digits::may_hold;
pub use id::{Claim, ResidentId, claimed_ids, column_claims, ids};
pub use layout::Understood;
pub use mask::{Known, Pattern, candidates, name_shape, number_shape, patterns};
pub use phone::{mobiles, not_a_phone};
pub use table::{Kind, Persons, is_name, kind, listed_names, people, squeeze};

use crate::diag::Span;

/// The places of all numbers that must not be shown again, in order: whoever prints a text hides them.
pub fn numbers(text: &str) -> Vec<Span> {
    let mut all: Vec<Span> = ids(text).into_iter().map(|id| id.span).collect();
    all.extend(mobiles(text));
    all.extend(accounts(text));
    all.sort();
    all.dedup_by(|next, before| next.start < before.end);
    all
}

/// The text with stars in place of such numbers: what is said of a file may quote it.
pub fn masked(text: &str) -> String {
    let mut masked = text.to_string();
    for span in numbers(text).into_iter().rev() {
        let width = span.of(text).chars().filter(|c| c.is_alphanumeric()).count();
        masked.replace_range(span.start..span.end, &"*".repeat(width));
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_shows_no_number() {
        assert_eq!(
            masked("“张某某11010519491231002X”和“１１０１０５１９４９１２３１００２Ｘ”"),
            format!("“张某某{0}”和“{0}”", "*".repeat(18))
        );
        assert_eq!(masked("电话13900000000。"), format!("电话{}。", "*".repeat(11)));
    }
}
