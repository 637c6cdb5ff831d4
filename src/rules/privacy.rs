//! Privacy: what of a person must never be published. Here are the numbers; the lists of persons are in `privacy/`.

mod accounts;
mod cells;
mod lists;
mod masks;
mod source;

pub use accounts::bank_account;
pub use lists::{birth_date, board_only_names, health, home_address, list_not_removed, minor};
pub use masks::{inconsistent_mask, recoverable_id};

use std::collections::{BTreeSet, HashSet};

use cells::Cells;
use source::{Hit, Source, look};

use crate::check::{Facts, Found};
use crate::diag::{Span, Spans, rule};
use crate::folder::RelPath;
use crate::model::{Filed, Table};
use crate::parse::{PLACES, SUBJECTS};
use crate::personal::{self, Claim, Kind, kind, words};
use crate::prose::SaidBefore;

rule!(RESIDENT_ID, Block, "privacy/resident-id");
rule!(RESIDENT_ID_DAMAGED, Error, "privacy/resident-id-damaged");
rule!(RESIDENT_ID_OLD, Warning, "privacy/resident-id-old");
rule!(MOBILE, Error, "privacy/mobile");
rule!(CONTACT_MOBILE, Warning, "privacy/contact-mobile");
rule!(BANK_ACCOUNT, Error, "privacy/bank-account");
rule!(RECOVERABLE_ID, Warning, "privacy/recoverable-id");
rule!(INCONSISTENT_MASK, Warning, "privacy/inconsistent-mask");
rule!(BIRTH_DATE, Error, "privacy/birth-date");
rule!(HOME_ADDRESS, Warning, "privacy/home-address");
rule!(HEALTH, Error, "privacy/health");
rule!(MINOR, Error, "privacy/minor");
rule!(BOARD_ONLY_NAMES, Error, "privacy/board-only-names");
rule!(LIST_NOT_REMOVED, Warning, "privacy/list-not-removed");

const NAMED: &str = "文件名里有公民身份号码，不得公开。";
const RENAME: &str = "给这个文件换一个文件名，例如“2017-002.md”；文件名会成为网址。";
const FOUND: &str = "这里是一个公民身份号码（校验码正确），不得公开。";
const CURE: &str = "删去整个号码。确需区分同名人员的，按“35*************123”的格式只保留前2位和后3位，同一行不再写年龄、出生日期。";

/// A citizen's ID number (GB 11643-1999) with a valid check character, anywhere in what is published, or in its name. Who is born
/// after today and after publication is none.
pub fn resident_id(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    if !personal::ids(filed.item.path.as_str()).is_empty() {
        found.about(&filed.item, NAMED, RENAME);
    }
    look(facts, filed, found, |source| {
        let ids = source.read.numbers.ids.iter().filter(|id| id.born <= source.latest);
        ids.map(|id| Hit::new(id.span, FOUND, CURE)).collect()
    });
}

/// The same in the settings and the data files, which pages show too, and in the names of files that no item names: the others
/// are found where they are named.
pub fn resident_id_in_data(facts: &Facts<'_>, found: &mut Found<'_>) {
    let named: Vec<&RelPath> = facts.site.files.keys().filter(|path| !personal::ids(path.as_str()).is_empty()).collect();
    let shown = if named.is_empty() { BTreeSet::new() } else { facts.site.shown_files() };
    for path in named.into_iter().filter(|path| !shown.contains(path)) {
        found.add(path, Span::default(), NAMED, RENAME);
    }
    let data = facts.folder.files().filter(|(path, _)| matches!(path.extension().as_str(), "toml" | "yaml" | "yml"));
    for (path, _) in data {
        for id in personal::ids(facts.folder.text(path.as_str()).unwrap_or("")) {
            found.add(path, id.span, FOUND, CURE);
        }
    }
}

/// What the text and the columns call ID numbers, though they are none.
fn claims(source: &Source<'_>) -> Vec<Claim> {
    let mut claims = personal::claimed_ids(source.text);
    for table in &source.tables {
        for (column, head) in table.head.iter().enumerate().filter(|(_, head)| kind(&head.value) == Kind::Id) {
            let codes = head.value.contains("代码");
            let cells = table.rows.iter().filter_map(|row| row.get(column));
            claims.extend(cells.flat_map(|cell| personal::column_claims(source.text, cell.span, codes)));
        }
    }
    claims.sort_by_key(|claim| claim.span());
    claims.dedup_by(|next, before| next.span().start < before.span().end);
    claims
}

/// A number that is called an ID number and has a fault: a mistyped number still tells who it is.
pub fn resident_id_damaged(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let message = "这里写的是身份证号码，只是校验码、日期或位数不对；录错的号码一样认得出本人，不得公开。";
    look(facts, filed, found, |source| {
        let damaged = claims(source).into_iter().filter(|claim| matches!(claim, Claim::Damaged(_)));
        damaged.map(|claim| Hit::new(claim.span(), message, "删去整个号码，不要改成正确的号码。")).collect()
    });
}

/// A number of 15 digits that is called an ID number.
pub fn resident_id_old(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let message = "这里像是一个15位的旧身份证号码，不得公开。";
    look(facts, filed, found, |source| {
        let old = claims(source).into_iter().filter(|claim| matches!(claim, Claim::Old(_)));
        old.map(|claim| Hit::new(claim.span(), message, "核对原件；是旧身份证号码的，删去整个号码。")).collect()
    });
}

/// How a mobile number came to be in an item.
#[derive(PartialEq)]
enum Owner {
    Private,
    Contact,
}

/// The mobile numbers of a text, and whose they seem to be. What stands under 账号 or 编号 is no telephone.
fn mobiles(source: &Source<'_>) -> Vec<(Span, Owner)> {
    let text = source.text;
    let spans = &source.read.numbers.mobiles;
    if spans.is_empty() {
        return Vec::new();
    }
    let tender = words::TENDER.iter().any(|word| source.title.contains(word));
    let accounts: Spans = source.read.numbers.accounts.iter().copied().collect();
    let lists: HashSet<*const Table> = source.lists().iter().map(|persons| std::ptr::from_ref(persons.table)).collect();
    let cells = Cells::below_heads(&source.tables);
    let place = |span: Span| {
        let (table, row, column) = cells.at(span)?;
        let head = personal::squeeze(&table.head.get(column)?.value);
        let amount = |text: &str| words::AMOUNTS.iter().any(|word| text.contains(word));
        let amounts = amount(&head) || row.first().is_some_and(|first| amount(&first.value));
        Some((head, amounts, lists.contains(&std::ptr::from_ref(table))))
    };
    let mut found = Vec::new();
    let mut line = SaidBefore::new(words::CONTACT);
    for span in spans.iter().copied() {
        let asked = tender && line.at(text, span.start);
        let (head, amounts, in_list) = place(span).unwrap_or_default();
        let elsewhere = amounts || kind(&head) == Kind::Account || (kind(&head) != Kind::Phone && personal::not_a_phone(&head));
        if elsewhere || accounts.cover(span) {
            continue;
        }
        let before = text.get(..span.start).unwrap_or("").chars().rev().take(12).take_while(|c| *c != '\n');
        let near: String = before.collect::<Vec<_>>().into_iter().rev().collect();
        let office = !in_list && words::OFFICE_LABELS.iter().any(|word| near.contains(word) || head.contains(word));
        let contact = asked || (tender && words::CONTACT.iter().any(|word| head.contains(word)));
        found.push((span, if office || contact { Owner::Contact } else { Owner::Private }));
    }
    found
}

/// A person's mobile number, in what is published or in its name.
pub fn mobile(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    // The name of an attachment stands in the item's file, where it is found.
    if !personal::mobiles(filed.item.path.as_str()).is_empty() {
        found.about(&filed.item, "文件名里有手机号码，不得公开。", RENAME);
    }
    look(facts, filed, found, |source| {
        let private = mobiles(source).into_iter().filter(|(_, owner)| *owner == Owner::Private);
        let help = "删去号码，改写单位的办公电话；确需保留的，写成“138****1234”的样子。";
        private.map(|(span, _)| Hit::new(span, "这里是一个手机号码，个人的手机号码不得公开。", help)).collect()
    });
}

/// A mobile number among the subjects and the places, whose telephones stand on their pages.
pub fn contact_mobile_in_data(facts: &Facts<'_>, found: &mut Found<'_>) {
    for file in [SUBJECTS, PLACES].into_iter().filter_map(RelPath::new) {
        for span in personal::mobiles(facts.folder.text(file.as_str()).unwrap_or("")) {
            found.add(&file, span, "联系电话是手机号码，请核对是不是个人的号码。", "改写单位的办公电话，不写个人的手机号码。");
        }
    }
}

/// A mobile number of somebody whom a notice must name, or of an office.
pub fn contact_mobile(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    look(facts, filed, found, |source| {
        let contacts = mobiles(source).into_iter().filter(|(_, owner)| *owner == Owner::Contact);
        let help = "能用办公电话的，改写办公电话；只能用手机的，征得本人同意，并写明原因：“豁免: {privacy/contact-mobile: 原因}”。";
        contacts.map(|(span, _)| Hit::new(span, "联系电话是手机号码，请核对是不是个人的号码。", help)).collect()
    });
}
