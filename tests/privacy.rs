//! The privacy family on a labelled set: what must be found and what only looks like it. All numbers are made here, with their
//! check digits: region 110105, births before 1950, mobiles 13900000xxx, cards 62 and zeros.

#![allow(clippy::print_stdout)] // the figures are what it is for

#[path = "privacy/attached.rs"]
mod attached;
#[path = "privacy/dressed.rs"]
mod dressed;
#[path = "privacy/everyday.rs"]
mod everyday;
#[path = "privacy/found.rs"]
mod found;
#[path = "privacy/incidents.rs"]
mod incidents;
#[path = "privacy/lookalikes.rs"]
mod lookalikes;

use std::collections::BTreeMap;

use gongkai::calendar::Date;
use gongkai::column::Column;
use gongkai::folder::Folder;
use gongkai::starter::starter;

/// One labelled text.
pub struct Case {
    /// The title of the item.
    title: &'static str,
    /// Its text; `{id}`, `{mobile}` and their kin stand for numbers.
    body: &'static str,
    /// The rules that must find something, and no others may; none for what only looks like it.
    rules: &'static [&'static str],
}

impl Case {
    const fn new(title: &'static str, body: &'static str, rules: &'static [&'static str]) -> Case {
        Case { title, body, rules }
    }
}

/// How many of each case there are, with other numbers.
const ROUNDS: u32 = 3;

fn today() -> Date {
    Date::from_ymd_opt(2017, 12, 29).expect("a day")
}

/// An ID number that nobody has: its day of birth is long ago.
fn id(seed: u32) -> String {
    let head = format!("110105{}{:02}{:02}{:03}", 1905 + seed * 7 % 40, 1 + seed % 12, 1 + seed * 5 % 28, 1 + seed * 11 % 900);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = head.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{head}{}", b"10X98765432"[(sum % 11) as usize] as char)
}

/// The same with a wrong check character.
fn damaged(seed: u32) -> String {
    let id = id(seed);
    let last = if id.ends_with('3') { '4' } else { '3' };
    format!("{}{last}", &id[..17])
}

/// A number with the check digit of a card, or with a wrong one.
fn card(seed: u32, right: bool) -> String {
    let head = format!("620000000000{:06}", seed * 37);
    let valid = |number: &str| {
        let digits = number.bytes().rev().enumerate().map(|(at, digit)| {
            let value = u32::from(digit - b'0') * if at % 2 == 1 { 2 } else { 1 };
            if value > 9 { value - 9 } else { value }
        });
        digits.sum::<u32>() % 10 == 0
    };
    (0..10).map(|last| format!("{head}{last}")).find(|number| valid(number) == right).expect("one of ten is right")
}

/// A 统一社会信用代码 of digits only, with its check character.
fn credit_code(seed: u32) -> String {
    (0..)
        .map(|n| format!("1111010500{:07}", seed * 100 + n))
        .find_map(|head| {
            let (mut weight, mut sum) = (1, 0);
            for digit in head.bytes() {
                sum += u32::from(digit - b'0') * weight;
                weight = weight * 3 % 31;
            }
            let check = (31 - sum % 31) % 31;
            (check < 10).then(|| format!("{head}{check}"))
        })
        .expect("there is one")
}

fn wide(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c }).collect()
}

/// A text with its numbers.
fn filled(text: &str, seed: u32) -> String {
    let (id, mobile) = (id(seed), format!("13900000{:03}", seed % 1000));
    let card = card(seed, true);
    let groups: Vec<String> = card.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    let numerals = |text: &str, numerals: &str| -> String {
        text.chars().map(|c| c.to_digit(10).and_then(|digit| numerals.chars().nth(digit as usize)).unwrap_or(c)).collect()
    };
    let han = |text: &str| numerals(text, "〇一二三四五六七八九");
    let circled = |text: &str| numerals(text, "⓪①②③④⑤⑥⑦⑧⑨");
    let apart = |text: &str, by: &str| text.chars().map(String::from).collect::<Vec<_>>().join(by);
    let entities = |text: &str| text.bytes().map(|byte| format!("&#{byte};")).collect::<String>();
    let text = text
        .replace("{id-dots}", &format!("{}.{}.{}", &id[..6], &id[6..14], &id[14..]))
        .replace("{id-stars}", &format!("{}**{}**{}", &id[..6], &id[6..14], &id[14..]))
        .replace("{id-escaped}", &format!("{}\\-{}\\-{}", &id[..6], &id[6..14], &id[14..]))
        .replace("{id-entities}", &entities(&id))
        .replace("{id-broken}", &format!("{}\n{}", &id[..10], &id[10..]))
        .replace("{id-nbsp}", &format!("{}&nbsp;{}&nbsp;{}", &id[..6], &id[6..14], &id[14..]))
        .replace("{id-cross}", &id.replace('X', "×"))
        .replace("{id-letters}", &format!("l{}O{}", &id[1..2], &id[3..]))
        .replace("{id-apart}", &apart(&id, " "))
        .replace("{id-soft}", &apart(&id, "\u{ad}"))
        .replace("{id-tags}", &format!("<b>{}</b><span>{}</span>{}", &id[..6], &id[6..14], &id[14..]))
        .replace("{id-han}", &han(&id))
        .replace("{id17}", &format!("{}*", &id[..17]))
        .replace("{id16}", &format!("{}**", &id[..16]))
        .replace("{id-half}", &format!("{} {}", &id[..9], &id[9..]))
        .replace("{id-mixed}", &format!("{}{}", wide(&id[..6]), &id[6..]))
        .replace("{mobile-brackets}", &format!("({}){}", &mobile[..3], &mobile[3..]))
        .replace("{mobile-wide-brackets}", &format!("（{}）{}", &mobile[..3], &mobile[3..]))
        .replace("{mobile-dots}", &format!("{}.{}.{}", &mobile[..3], &mobile[3..7], &mobile[7..]))
        .replace("{mobile-353}", &format!("{} {} {}", &mobile[..3], &mobile[3..8], &mobile[8..]))
        .replace("{mobile-443}", &format!("{} {} {}", &mobile[..4], &mobile[4..8], &mobile[8..]))
        .replace("{mobile-56}", &format!("{} {}", &mobile[..5], &mobile[5..]))
        .replace("{mobile-hyphens}", &format!("{} - {} - {}", &mobile[..3], &mobile[3..7], &mobile[7..]))
        .replace("{mobile-dash}", &format!("{}—{}—{}", &mobile[..3], &mobile[3..7], &mobile[7..]))
        .replace("{mobile-apart}", &apart(&mobile, " "))
        .replace("{mobile-joined}", &apart(&mobile, "\u{200b}"))
        .replace("{mobile-han}", &han(&mobile))
        .replace("{mobile-circled}", &circled(&mobile))
        .replace("{mobile-entities}", &entities(&mobile))
        .replace("{mobile-bold}", &format!("{}**{}**", &mobile[..3], &mobile[3..]));
    text.replace("{id}", &id)
        .replace("{id-wide}", &wide(&id))
        .replace("{id-spaced}", &format!("{} {} {}", &id[..6], &id[6..14], &id[14..]))
        .replace("{id-dashed}", &format!("{}-{}-{}", &id[..6], &id[6..14], &id[14..]))
        .replace("{id-lower}", &id.to_lowercase())
        .replace("{id-invisible}", &format!("{}\u{200b}{}", &id[..6], &id[6..]))
        .replace("{id6-4}", &format!("{}********{}", &id[..6], &id[14..]))
        .replace("{id6-4short}", &format!("{}****{}", &id[..6], &id[14..]))
        .replace("{id6-4x}", &format!("{}xxxxxxxx{}", &id[..6], &id[14..]))
        .replace("{id14}", &format!("{}****", &id[..14]))
        .replace("{id2-3}", &format!("{}*************{}", &id[..2], &id[15..]))
        .replace("{id2-3wide}", &format!("{}＊＊＊＊＊＊＊＊＊＊＊＊＊{}", &id[..2], &id[15..]))
        .replace("{id10}", &format!("{}********", &id[..10]))
        .replace("{id4}", &id[14..])
        .replace("{born}", &format!("{}-{}-{}", &id[6..10], &id[10..12], &id[12..14]))
        .replace("{old}", &format!("{}{}", &id[..6], &id[8..17]))
        .replace("{damaged}", &damaged(seed))
        .replace("{short}", &id[..17].replace('X', "1"))
        .replace("{mobile}", &mobile)
        .replace("{mobile-wide}", &wide(&mobile))
        .replace("{mobile-spaced}", &format!("{} {} {}", &mobile[..3], &mobile[3..7], &mobile[7..]))
        .replace("{mobile-dashed}", &format!("{}-{}-{}", &mobile[..3], &mobile[3..7], &mobile[7..]))
        .replace("{mobile-masked}", &format!("139****0{:03}", seed % 1000))
        .replace("{card}", &card)
        .replace("{card-spaced}", &groups.join(" "))
        .replace("{not-card}", &self::card(seed, false))
        .replace("{account}", &format!("9000000{:05}", seed))
        .replace("{uscc}", &credit_code(seed))
        .replace("{land}", &format!("110105100{:05}0001", seed))
        .replace("{n}", &(seed % 90 + 10).to_string())
}

/// The rules of the family that found something in each file.
fn findings(files: &BTreeMap<String, String>) -> BTreeMap<String, Vec<&'static str>> {
    let mut all: BTreeMap<String, String> = starter(today(), false).into_iter().collect();
    all.extend(files.clone());
    let column = Column::load(Folder::in_memory(all), today(), &mut |_| {});
    let mut found: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for finding in column.report().findings() {
        let rules = found.entry(finding.file.to_string()).or_default();
        if let Some(rule) = finding.rule.name.strip_prefix("privacy/") {
            rules.push(rule);
        }
    }
    found
}

fn item(case: &Case, seed: u32) -> String {
    format!(
        "---\n标题: {}\n主体: 水利站\n成文日期: 2017-12-28\n发布日期: 2017-12-29\n审核:\n  - {{级别: 一审, 人: 水利站负责人, 日期: \
         2017-12-28}}\n保密审查: {{结论: 可以公开, 人: 党政办, 日期: 2017-12-28}}\n---\n\n{}\n",
        filled(case.title, seed),
        filled(case.body, seed)
    )
}

#[test]
fn recall_and_precision() {
    let cases: Vec<&Case> =
        [found::CASES, dressed::CASES, lookalikes::CASES, everyday::CASES, incidents::CASES].into_iter().flatten().collect();
    let mut files = BTreeMap::new();
    let mut labels = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        for round in 0..ROUNDS {
            let path = format!("content/river-chief/case-{at:03}-{round}.md");
            files.insert(path.clone(), item(case, 1 + at as u32 * ROUNDS + round));
            labels.push((path, *case));
        }
    }
    let found = findings(&files);
    let (mut hits, mut misses, mut false_alarms) = (0, Vec::new(), Vec::new());
    for (path, case) in &labels {
        let rules = found.get(path).map_or(&[][..], Vec::as_slice);
        for rule in case.rules {
            if rules.contains(rule) {
                hits += 1
            } else {
                misses.push(format!("{rule}: {}", files[path].rsplit("---\n").next().unwrap_or("")))
            }
        }
        for rule in rules.iter().filter(|rule| !case.rules.contains(rule)) {
            false_alarms.push(format!("{rule}: {}{}", case.title, files[path].rsplit("---\n").next().unwrap_or("")));
        }
    }
    let wanted = hits + misses.len();
    let positives = labels.iter().filter(|(_, case)| !case.rules.is_empty()).count();
    let recall = hits as f64 / wanted as f64;
    let precision = hits as f64 / (hits + false_alarms.len()) as f64;
    println!(
        "{positives} positives with {wanted} faults, {} look-alikes: recall {:.2} %, precision {:.2} %",
        labels.len() - positives,
        recall * 100.0,
        precision * 100.0
    );
    assert!(positives >= 150 && labels.len() - positives >= 150, "the set is too small");
    let told = format!("missed:\n{}\nfalse alarms:\n{}", misses.join("\n"), false_alarms.join("\n"));
    println!("{told}");
    assert!(recall >= 0.99 && precision >= 0.99, "{told}");
}

#[test]
fn in_attachments_and_their_names() {
    for (at, (name, text, rules)) in attached::CASES.iter().enumerate() {
        let seed = 1 + at as u32;
        let plain =
            Case {
                title: "护河工作情况", body: "护河工作情况见附件，名单在村公示栏张贴，联系电话见镇政府公开的办公电话。", rules: &[]
            };
        let (name, path) = (filled(name, seed), "content/river-chief/case.md".to_string());
        let item = item(&plain, seed).replace("审核:", &format!("附件: [{name}]\n审核:"));
        let attached = (format!("content/river-chief/{name}"), filled(text, seed));
        let files = BTreeMap::from([(path.clone(), item), attached]);
        let mut all: Vec<&str> = findings(&files).into_values().flatten().collect();
        all.sort();
        let mut rules = rules.to_vec();
        rules.sort();
        assert_eq!(all, rules, "{name}: {text}");
    }
}

#[test]
fn the_numbers_of_the_set_are_right() {
    for seed in 1..200 {
        assert_eq!(gongkai::personal::ids(&id(seed)).len(), 1, "{}", id(seed));
        assert!(gongkai::personal::ids(&damaged(seed)).is_empty(), "{}", damaged(seed));
    }
    assert_eq!(gongkai::personal::ids("11010519491231002X").len(), 1);
    assert_eq!(gongkai::personal::ids("440524188001010014").len(), 0, "nobody born in 1880 is alive");
}
