//! Privacy: what of a person must never be published. Here are the numbers; the lists of persons are in `privacy/`.

mod lists;
mod masks;

pub use lists::{birth_date, board_only_names, health, home_address, list_not_removed, minor};
pub use masks::{inconsistent_mask, recoverable_id};

use crate::check::{Facts, Found};
use crate::diag::{Severity, Span, Spanned, rule};
use crate::model::{Filed, Item, Table};
use crate::personal::{self, Claim, Kind, kind, words};

rule!(ATTACHMENT_ID, Block, "privacy/attachment-id");
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

/// A citizen's ID number in an attachment: there most leaks were.
pub fn attachment_id(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (path, span, contents) in facts.site.contents_of(&filed.item) {
        let hits: Vec<(&str, usize)> = contents
            .parts
            .iter()
            .map(|part| (part.name.as_str(), personal::ids(&part.text).len()))
            .filter(|(_, count)| *count > 0)
            .collect();
        let total: usize = hits.iter().map(|(_, count)| count).sum();
        if total == 0 {
            continue;
        }
        let mut places: Vec<&str> = hits.iter().map(|(name, _)| *name).collect();
        places.dedup();
        found.add(
            &filed.item.path,
            span,
            format!("附件“{}”里有{total}处公民身份号码（{}），不得公开。", path.file_name(), places.join("、")),
            "删去号码所在的列，或者只保留前2位和后3位；隐藏的工作表、批注也要清理。处理以后另存，换掉原来的文件。",
        );
    }
}

const NAMED: &str = "文件名里有公民身份号码，不得公开。";
const RENAME: &str = "给这个文件换一个文件名，例如“2017-002.md”；文件名会成为网址。";
const FOUND: &str = "这里是一个公民身份号码（校验码正确），不得公开。";
const CURE: &str = "删去整个号码。确需区分同名人员的，按“35*************123”的格式只保留前2位和后3位，同一行不再写年龄、出生日期。";

/// A citizen's ID number (GB 11643-1999) with a valid check character, anywhere in the file, or in its name. Who is born after
/// today and after publication is none.
pub fn resident_id(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let latest = item.published.as_ref().map_or(facts.today, |published| published.value.date).max(facts.today);
    if personal::ids(item.path.as_str()).iter().any(|id| id.born <= latest) {
        found.about(item, NAMED, RENAME);
    }
    let Some(text) = facts.folder.text(item.path.as_str()) else { return };
    for id in personal::ids(text).into_iter().filter(|id| id.born <= latest) {
        found.add(&item.path, id.span, FOUND, CURE);
    }
}

/// The same in the settings and the data files, which pages show too, and in the names of attachments.
pub fn resident_id_in_data(facts: &Facts<'_>, found: &mut Found<'_>) {
    for path in facts.site.files.keys().filter(|path| !personal::ids(path.as_str()).is_empty()) {
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
fn claims(facts: &Facts<'_>, item: &Item) -> Vec<Claim> {
    let Some(text) = facts.folder.text(item.path.as_str()) else { return Vec::new() };
    let mut claims = personal::claimed_ids(text);
    for table in &item.body.tables {
        for (column, head) in table.head.iter().enumerate().filter(|(_, head)| kind(&head.value) == Kind::Id) {
            let codes = head.value.contains("代码");
            let cells = table.rows.iter().filter_map(|row| row.get(column));
            claims.extend(cells.flat_map(|cell| personal::column_claims(text, cell.span, codes)));
        }
    }
    claims
}

/// A number that is called an ID number and has a fault: a mistyped number still tells who it is.
pub fn resident_id_damaged(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for claim in claims(facts, &filed.item) {
        if let Claim::Damaged(span) = claim {
            let message = "这里写的是身份证号码，只是校验码、日期或位数不对；录错的号码一样认得出本人，不得公开。";
            found.add(&filed.item.path, span, message, "删去整个号码，不要改成正确的号码。");
        }
    }
}

/// A number of 15 digits that is called an ID number.
pub fn resident_id_old(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for claim in claims(facts, &filed.item) {
        if let Claim::Old(span) = claim {
            let message = "这里像是一个15位的旧身份证号码，不得公开。";
            found.add(&filed.item.path, span, message, "核对原件；是旧身份证号码的，删去整个号码。");
        }
    }
}

/// How a mobile number came to be in an item.
#[derive(PartialEq)]
enum Owner {
    Private,
    Contact,
}

/// The mobile numbers of an item, and whose they seem to be. What stands under 账号 or 编号 is no telephone.
fn mobiles(facts: &Facts<'_>, filed: &Filed) -> Vec<(Span, Owner)> {
    let item = &filed.item;
    let Some(text) = facts.folder.text(item.path.as_str()) else { return Vec::new() };
    let spans = personal::mobiles(text);
    if spans.is_empty() {
        return Vec::new();
    }
    let tender = item.title.as_ref().is_some_and(|title| words::TENDER.iter().any(|word| title.value.contains(word)));
    let accounts = personal::accounts(text);
    let people = personal::people(&item.body.tables);
    let place = |span: Span| {
        item.body.tables.iter().find_map(|table| {
            let (row, column) = cell_at(table, span)?;
            let head = personal::squeeze(&table.head.get(column)?.value);
            let amount = |text: &str| words::AMOUNTS.iter().any(|word| text.contains(word));
            let amounts = amount(&head) || row.first().is_some_and(|first| amount(&first.value));
            Some((head, amounts, people.iter().any(|persons| std::ptr::eq(persons.table, table))))
        })
    };
    let mut found = Vec::new();
    for span in spans {
        let (head, amounts, in_list) = place(span).unwrap_or_default();
        let elsewhere = amounts || kind(&head) == Kind::Account || (kind(&head) != Kind::Phone && personal::not_a_phone(&head));
        if elsewhere || accounts.iter().any(|account| covers(*account, span)) {
            continue;
        }
        let line = text.get(..span.start).unwrap_or("").rsplit('\n').next().unwrap_or("");
        let near: String = line.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
        let office = !in_list && words::OFFICE_LABELS.iter().any(|word| near.contains(word) || head.contains(word));
        let contact = tender && words::CONTACT.iter().any(|word| line.contains(word) || head.contains(word));
        found.push((span, if office || contact { Owner::Contact } else { Owner::Private }));
    }
    found
}

/// The row and the column of the cell in which a place is.
fn cell_at(table: &Table, span: Span) -> Option<(&[Spanned<String>], usize)> {
    table.rows.iter().find_map(|row| Some((row.as_slice(), row.iter().position(|cell| covers(cell.span, span))?)))
}

fn covers(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A person's mobile number, in the file or in its name.
pub fn mobile(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    if !personal::mobiles(item.path.as_str()).is_empty() {
        found.about(item, "文件名里有手机号码，不得公开。", RENAME);
    }
    for (span, _) in mobiles(facts, filed).into_iter().filter(|(_, owner)| *owner == Owner::Private) {
        found.add(
            &item.path,
            span,
            "这里是一个手机号码，个人的手机号码不得公开。",
            "删去号码，改写单位的办公电话；确需保留的，写成“138****1234”的样子。",
        );
    }
}

/// A mobile number of somebody whom a notice must name, or of an office.
pub fn contact_mobile(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    for (span, _) in mobiles(facts, filed).into_iter().filter(|(_, owner)| *owner == Owner::Contact) {
        found.add(
            &filed.item.path,
            span,
            "联系电话是手机号码，请核对是不是个人的号码。",
            "能用办公电话的，改写办公电话；只能用手机的，征得本人同意，并写明原因：“豁免: {privacy/contact-mobile: 原因}”。",
        );
    }
}

/// A bank card, or what stands under 账号 and its kin. It weighs most where a word says what it is.
pub fn bank_account(facts: &Facts<'_>, filed: &Filed, found: &mut Found<'_>) {
    let item = &filed.item;
    let Some(text) = facts.folder.text(item.path.as_str()) else { return };
    let mut places: Vec<(Span, Severity)> = Vec::new();
    for table in &item.body.tables {
        for (column, head) in table.head.iter().enumerate() {
            if kind(&head.value) == Kind::Account {
                for row in table.rows.iter().filter(|row| !is_of_organisation(row)) {
                    let spans = row.get(column).map(|cell| personal::column_accounts(text, cell.span)).unwrap_or_default();
                    places.extend(spans.into_iter().map(|span| (span, Severity::Block)));
                }
            }
        }
    }
    for span in personal::accounts(text) {
        let cell = item.body.tables.iter().find_map(|table| cell_at(table, span).map(|(row, column)| (table, row, column)));
        let passes = cell.is_some_and(|(table, row, column)| {
            let head = table.head.get(column).map(|head| personal::squeeze(&head.value)).unwrap_or_default();
            let under_account = kind(&head) == Kind::Account;
            under_account && is_of_organisation(row) || !under_account && (kind(&head) == Kind::Id || personal::not_a_phone(&head))
        });
        let known = places.iter().any(|(known, _)| known.start < span.end && span.start < known.end);
        if !passes && !known {
            let labelled = personal::is_labelled_account(text, span);
            places.push((span, if labelled { Severity::Block } else { Severity::Error }));
        }
    }
    let ids = personal::ids(text);
    for (span, severity) in places {
        if !ids.iter().any(|id| id.span.start < span.end && span.start < id.span.end) {
            let message = "这里是一个银行卡号或者账号，个人的金融账户信息不得公开。";
            found.add(&item.path, span, message, "删去整个号码。补贴发放情况只写户数、人数和金额，账号只在发放单位内部使用。");
            found.raise(severity);
        }
    }
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
    row.iter().any(|cell| organisation(&cell.value)) && !row.iter().any(|cell| personal::is_name(&cell.value) && !organisation(&cell.value))
}
