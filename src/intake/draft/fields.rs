//! The front matter of a draft: what the file says of itself, what its text says, what the column knows, and what is still to be written.

use crate::calendar::Date;
use crate::model::{Key, Leaf, Site};

use super::super::document::{Document, Stated};
use super::super::front::{Front, imported, quoted};
use super::super::guess::{self, Tail};
use super::super::head::{GENRES, Head};
use super::{Confirm, Wish};

/// What was found out about a paper.
pub struct Known<'k> {
    /// What it says of itself beside its text.
    pub document: &'k Document,
    /// What stands above its text.
    pub head: &'k Head,
    /// What stands below it.
    pub tail: &'k Tail,
    /// Its leaf, and what speaks for it; nothing where somebody said it.
    pub leaf: (&'k Leaf, String),
}

impl Known<'_> {
    fn stated(&self, key: Key) -> Option<&Stated> {
        self.document.stated.iter().find(|stated| stated.key == key)
    }

    fn stated_day(&self, key: Key) -> Option<(Date, String)> {
        self.stated(key).and_then(|stated| Some((guess::day(&stated.value)?, stated.place.clone())))
    }

    /// 成文日期, and where it stands.
    pub fn formed(&self) -> Option<(Date, String)> {
        self.stated_day(Key::Formed).or_else(|| Some((self.tail.formed?, "落款".to_string())))
    }

    /// 发布日期 on an old site, and where it stands.
    pub fn published(&self) -> Option<(Date, String)> {
        self.stated_day(Key::Published)
    }
}

/// A front matter, and what is said of it.
#[derive(Default)]
pub struct Fields {
    front: Front,
    /// What was guessed.
    pub confirm: Vec<Confirm>,
    /// What is still to be written.
    pub missing: Vec<String>,
    /// What people should look at.
    pub remarks: Vec<String>,
}

impl Fields {
    /// Writes the front matter of a draft with these attachments.
    pub fn of(known: &Known<'_>, site: &Site, attached: &[(String, String)], wish: &Wish<'_>) -> Fields {
        let mut fields = Fields::default();
        let title = known.head.title.as_ref().map(|(title, place)| (title.clone(), format!("取自{place}")));
        fields.either(Key::Title, title, "关于……的通知", "没有找到标题");
        match known.leaf.1.is_empty() {
            true => fields.front.certain(Key::Leaf, &quoted(&known.leaf.0.name)),
            false => fields.found(Key::Leaf, &known.leaf.0.name, &known.leaf.1),
        }
        fields.who(known, site);
        let dated = |found: Option<(Date, String)>, more: &str| found.map(|(day, place)| (day.to_string(), format!("取自{place}{more}")));
        fields.either(Key::Formed, dated(known.formed(), ""), "2017-06-15", "没有找到落款的日期");
        if let Some(day) = known.tail.issued {
            fields.found(Key::Issued, &day.to_string(), "取自版记");
        }
        let published = dated(known.published(), "，是原来公开的日期");
        fields.either(Key::Published, published, &wish.today.to_string(), "写公开那天的日期");
        if let Some((number, place)) = &known.head.number {
            fields.found(Key::Number, number, &format!("取自{place}"));
            if let Some(other) = site.numbered(number) {
                fields.remarks.push(format!("文号“{number}”在“{}”里用过，可能是同一个文件", site.item(other).path));
            }
        }
        let stated = known.stated(Key::Openness).map(|stated| (stated.value.clone(), format!("取自{}", stated.place)));
        let stated = stated.filter(|(value, _)| ["主动公开", "依申请公开", "不予公开"].contains(&value.as_str()));
        let said = || known.tail.openness.map(|(openness, words)| (openness.name().to_string(), format!("正文里有“{words}”")));
        fields.either(Key::Openness, stated.or_else(said), "主动公开", "按发文时确定的属性");
        let title = known.head.title.as_ref().map_or("", |(title, _)| title);
        if let Some(genre) = GENRES.iter().find(|genre| title.ends_with(*genre) && genre.chars().count() > 1) {
            fields.found(Key::Genre, genre, "标题的最后两个字");
        }
        for stated in [Key::IndexNumber, Key::Theme, Key::Source].into_iter().filter_map(|key| known.stated(key)) {
            fields.found(stated.key, &stated.value, &format!("取自{}", stated.place));
        }
        fields.front.attachments(attached);
        fields.front.certain(Key::Draft, "true");
        fields.lacking(Key::Reviews, "[{级别: 一审, 人: 站所负责人, 日期: 2017-06-13}]", "审核以后写");
        fields.lacking(Key::Secrecy, "{结论: 可以公开, 人: 党政办, 日期: 2017-06-15}", "保密审查以后写");
        for line in &known.head.masthead {
            fields.front.remark(&format!("版头：{line}"));
        }
        fields.front.remark(&imported(wish.name, wish.sha256));
        fields
    }

    /// Who publishes it, and who signed it.
    fn who(&mut self, known: &Known<'_>, site: &Site) {
        let (issuers, place) = match known.stated(Key::Issuer) {
            Some(stated) => (stated.value.split(['、', '，', ',']).map(|name| name.trim().to_string()).collect(), stated.place.clone()),
            None => (known.tail.issuers.clone(), "落款".to_string()),
        };
        let leaf = known.leaf.0;
        let owes = |word: &str| word == leaf.code || word == leaf.name;
        let owner = site.subjects.all.iter().find(|subject| subject.duties.iter().any(|duty| owes(&duty.value)));
        let of_issuer = issuers.iter().find_map(|name: &String| site.subjects.find(name)).map(|id| site.subjects.get(id));
        let subject = match (owner, of_issuer) {
            (Some(owner), _) => Some((owner.short.clone(), "这个类别由它负责公开".to_string())),
            (None, issuer) => issuer.map(|issuer| (issuer.short.clone(), "取自发布机构".to_string())),
        };
        self.either(Key::Subject, subject, "党政办", "负责公开的单位");
        if issuers.is_empty() {
            self.lacking(Key::Issuer, "青禾镇人民政府", "没有找到落款");
        } else {
            let place = format!("取自{place}");
            self.front.list(Key::Issuer, &issuers, &place);
            self.confirm.push(Confirm { key: Key::Issuer.name(), value: issuers.join("、"), place });
        }
    }

    fn found(&mut self, key: Key, value: &str, place: &str) {
        self.front.found(key, value, place);
        self.confirm.push(Confirm { key: key.name(), value: value.to_string(), place: place.to_string() });
    }

    fn lacking(&mut self, key: Key, example: &str, why: &str) {
        self.front.missing(key, example, why);
        self.missing.push(format!("{}（{why}）", key.name()));
    }

    fn either(&mut self, key: Key, found: Option<(String, String)>, example: &str, why: &str) {
        match found {
            Some((value, place)) => self.found(key, &value, &place),
            None => self.lacking(key, example, why),
        }
    }

    /// The text of the front matter.
    pub fn text(&self) -> String {
        self.front.text()
    }
}
