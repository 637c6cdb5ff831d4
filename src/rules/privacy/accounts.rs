//! Bank cards and accounts of people.

use super::cells::Cells;
use super::source::{Hit, Source, look};
use crate::check::{Facts, Found};
use crate::diag::{Severity, Span, Spanned, Spans};
use crate::model::Filed;
use crate::personal::{self, Kind, kind, words};

/// A bank card, or what stands under 账号 and its kin. It weighs most where a word says what it is.
pub fn bank_account(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    look(facts, filed, found, |source| {
        let places = accounts(source);
        if places.is_empty() {
            return Vec::new();
        }
        let ids: Spans = source.read.numbers.ids.iter().map(|id| id.span).collect();
        let apart = places.into_iter().filter(|(span, _)| !ids.overlap(*span));
        let message = "这里是一个银行卡号或者账号，个人的金融账户信息不得公开。";
        let help = "删去整个号码。补贴发放情况只写户数、人数和金额，账号只在发放单位内部使用。";
        apart.map(|(span, severity)| Hit { severity: Some(severity), ..Hit::new(span, message, help) }).collect()
    });
}

/// The accounts of a text, and how grave each is.
fn accounts(source: &Source<'_>) -> Vec<(Span, Severity)> {
    let text = source.text;
    let mut places: Vec<(Span, Severity)> = Vec::new();
    for table in &source.tables {
        for (column, head) in table.head.iter().enumerate() {
            if kind(&head.value) == Kind::Account {
                for cell in table.rows.iter().filter(|row| !is_of_organisation(row)).filter_map(|row| row.get(column)) {
                    let spans = personal::column_accounts(text, cell.span);
                    places.extend(spans.into_iter().map(|span| (span, Severity::Block)));
                }
            }
        }
    }
    let written = &source.read.numbers.accounts;
    if written.is_empty() {
        return places;
    }
    // Those of the text lie apart from each other.
    let known: Spans = places.iter().map(|(span, _)| *span).collect();
    let cells = Cells::below_heads(&source.tables);
    for span in written.iter().copied() {
        let passes = cells.at(span).is_some_and(|(table, row, column)| {
            let head = table.head.get(column).map(|head| personal::squeeze(&head.value)).unwrap_or_default();
            let under_account = kind(&head) == Kind::Account;
            under_account && is_of_organisation(row) || !under_account && (kind(&head) == Kind::Id || personal::not_a_phone(&head))
        });
        if !passes && !known.overlap(span) {
            let labelled = personal::is_labelled_account(text, span);
            places.push((span, if labelled { Severity::Block } else { Severity::Error }));
        }
    }
    places
}

/// Whether a row is of an organisation: it names one and no person.
fn is_of_organisation(row: &[Spanned<String>]) -> bool {
    let organisation = |text: &str| {
        let text = text.trim();
        text.chars().count() >= 4
            && words::ORGANISATIONS.iter().any(|word| text.ends_with(word))
            && !text.contains("银行")
            && !text.contains("信用")
    };
    let person = |text: &str| personal::is_name(text) && !organisation(text) && !text.contains("银行");
    row.iter().any(|cell| organisation(&cell.value)) && !row.iter().any(|cell| person(&cell.value))
}
