//! What in a text is personal: numbers of people, masked numbers that give them away, tables that list persons.
//!
//! All of it is a pure function of a text or a table. Whoever shows a text (the printers) or looks into one (the rules) asks here.

mod account;
mod address;
mod before;
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

pub use account::{column_accounts, is_labelled_account};
pub use address::{beside_names, home_addresses, is_deep};
pub use digits::may_hold;
pub use id::{Claim, ResidentId, claimed_ids, column_claims};
pub use layout::Understood;
pub use mask::{Known, Pattern, candidates, is_mask, name_shape, number_shape, patterns};
pub use phone::not_a_phone;
pub use table::{Kind, Persons, has_family_name, is_name, kind, listed_names, may_be_name, squeeze};

use seen::Seen;

use crate::diag::Span;

/// The numbers of a text that tell who somebody is, behind tags and entities too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// The valid ID numbers.
    pub ids: Vec<ResidentId>,
    /// The mobile numbers.
    pub mobiles: Vec<Span>,
    /// The bank cards and accounts.
    pub accounts: Vec<Span>,
}

impl Numbers {
    /// Looks for all of them at once: the digits of the text are gathered one time.
    pub fn of(text: &str) -> Numbers {
        let seen = Seen::read(text);
        let shown = seen.as_ref().map_or(text, Seen::text);
        let least = account::least(shown);
        let groups = digits::groups(shown, least.min(phone::LEAST));
        let ids = id::ids_in(shown, &groups);
        let (mobiles, accounts) = (phone::mobiles_in(shown, &groups, &ids), account::accounts_in(shown, &groups, least));
        let back = |span: Span| seen.as_ref().map_or(span, |seen| seen.back(span));
        let places = |spans: Vec<Span>| spans.into_iter().map(back).collect();
        Numbers {
            ids: ids.into_iter().map(|id| ResidentId { span: back(id.span), ..id }).collect(),
            mobiles: places(mobiles),
            accounts: places(accounts),
        }
    }

    /// The places of all of them, in order, each once.
    fn places(&self) -> Vec<Span> {
        let mut all: Vec<Span> = self.ids.iter().map(|id| id.span).chain(self.mobiles.iter().chain(&self.accounts).copied()).collect();
        all.sort();
        all.dedup_by(|next, before| next.start < before.end);
        all
    }
}

/// The valid ID numbers of a text.
pub fn ids(text: &str) -> Vec<ResidentId> {
    Numbers::of(text).ids
}

/// The mobile numbers of a text.
pub fn mobiles(text: &str) -> Vec<Span> {
    Numbers::of(text).mobiles
}

/// The card and account numbers of a text.
pub fn accounts(text: &str) -> Vec<Span> {
    Numbers::of(text).accounts
}

/// The places of all numbers that must not be shown again, in order: whoever prints a text hides them.
pub fn numbers(text: &str) -> Vec<Span> {
    Numbers::of(text).places()
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
