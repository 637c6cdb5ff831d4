//! The front matter of a new item: the keys that its leaf needs, filled in as far as somebody or the column tells, the rest with a hint.

use std::fmt::Write;

use crate::calendar::{Date, Due, chinese};
use crate::duty::says_display;
use crate::model::{Event, Item, Key, Leaf, LeafId, Site, SubjectType, Timing, WordList};
use crate::personal::masked;
use crate::scalar;

use super::{Fact, Facts, interprets};

/// The line that keeps a draft from being published.
pub const DRAFT: &str = "草稿: 是";

/// A value that was found somewhere: people confirm it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// The key.
    pub key: &'static str,
    /// What stands there now.
    pub value: String,
    /// Where it was found.
    pub place: String,
}

/// A key that is left to the clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The key.
    pub key: &'static str,
    /// How it is filled in.
    pub hint: String,
}

/// A front matter, without its fences.
pub(super) struct Written {
    pub text: String,
    pub confirm: Vec<Confirm>,
    pub left: Vec<Left>,
}

/// What the front matter is made of.
pub(super) struct FrontMatter<'s> {
    site: &'s Site,
    /// 类别, and what speaks for it.
    leaf: &'s Fact<LeafId>,
    kind: &'s Leaf,
    facts: &'s Facts,
    /// The last item that is like the new one: what does not change from item to item is taken from it.
    model: Option<&'s Item>,
    index_number: Option<&'s str>,
    due: Option<Due>,
    written: Written,
}

/// The words for the levels of review.
const LEVELS: [&str; 5] = ["一审", "二审", "三审", "四审", "五审"];

impl<'s> FrontMatter<'s> {
    pub(super) fn new(
        site: &'s Site,
        leaf: &'s Fact<LeafId>,
        facts: &'s Facts,
        model: Option<&'s Item>,
        index_number: Option<&'s str>,
        due: Option<Due>,
    ) -> Self {
        let written = Written { text: String::new(), confirm: Vec::new(), left: Vec::new() };
        FrontMatter { site, leaf, kind: site.catalogue.leaf(leaf.value), facts, model, index_number, due, written }
    }

    /// Whether it is an official document, with a number, and its organ and date at the end.
    pub(super) fn is_document(&self) -> bool {
        self.facts.number.is_some() || self.is_normative() || self.model.is_some_and(|item| item.number.is_some())
    }

    fn is_normative(&self) -> bool {
        let (lists, kind) = (&self.site.terms.lists, self.kind);
        !interprets(kind, self.facts) && [&kind.name, &kind.code].into_iter().any(|word| lists.has(WordList::Normative, word))
    }

    pub(super) fn write(mut self) -> Written {
        let (site, facts, kind) = (self.site, self.facts, self.kind);
        let day = |day: &Date| day.to_string();
        let text = |text: &String| scalar::of(text);
        self.about();
        self.line(DRAFT);
        self.fact_or(Key::Title, facts.title.as_ref(), text, "没有找到标题");
        self.fact(Key::Leaf, Some(self.leaf), |_| scalar::of(&kind.name));
        self.fact_or(Key::Subject, facts.subject.as_ref(), |id| scalar::of(&site.subjects.get(*id).short), "负责公开的单位");
        self.issuers();
        self.fact_or(Key::Formed, facts.formed.as_ref(), day, "没有找到落款的日期");
        self.fact(Key::Issued, facts.issued.as_ref(), day);
        self.fact_or(Key::Published, facts.published.as_ref(), day, "公开的那一天");
        self.numbers();
        match &facts.openness {
            None => self.put(Key::Openness, kind.openness.name(), ""),
            known => self.fact(Key::Openness, known.as_ref(), |openness| openness.name().to_string()),
        }
        if !kind.audience.is_empty() {
            self.put(Key::Audience, &scalar::of(&kind.audience), "");
        }
        if !kind.channels.is_empty() {
            self.put(Key::Channels, &scalar::list(&kind.channels), "公开渠道：没有用到的删去");
        }
        self.fact(Key::Source, facts.source.as_ref(), text);
        self.course();
        self.elements();
        self.likeness();
        self.display();
        self.attachments();
        self.reviews();
        for remark in &facts.remarks {
            self.comment(&shown(remark));
        }
        self.written
    }

    /// What is to be done, what is wanted here, by which day, and why.
    fn about(&mut self) {
        let kind = self.kind;
        // By the line of its original, a paper is known that is imported again.
        let (confirm, keep) = if self.facts.body.is_some() {
            ("注明“请核对”的，对照原件核对；", "（“导入自”一行留着）")
        } else {
            ("", "")
        };
        self.comment(&format!(
            "{confirm}写好以后，把下面空着的各项补上，删去用不到的行和这些说明{keep}；审核、审查通过，再删去“草稿”一行。"
        ));
        match (kind.deadline, self.due) {
            (Some(deadline), Some(due)) => {
                let estimated = if due.estimated { "（有的年份还没有节假日安排，是估算的）" } else { "" };
                let from = match deadline.event {
                    Event::DocumentPublished if self.facts.interprets.is_none() => "；从所解读的文件公开之日起算，这里先按成文日期算",
                    _ => "",
                };
                self.comment(&format!("公开时限：{}，最迟{}{estimated}{from}。", deadline.text(), chinese(due.date)));
            }
            (Some(deadline), None) => self.comment(&format!("公开时限：{}。", deadline.text())),
            _ => self.comment("公开时限：目录没有写从哪一天起算，及时公开。"),
        }
        if !kind.content.is_empty() {
            self.comment(&format!("内容：{}", kind.content));
        }
        if !kind.basis.is_empty() {
            self.comment(&format!("依据：{}。", kind.basis.join("；")));
        }
    }

    fn issuers(&mut self) {
        match &self.facts.issuers {
            Some(issuers) => self.fact(Key::Issuer, Some(issuers), |names| match names.as_slice() {
                [one] => scalar::of(one),
                several => scalar::list(several),
            }),
            None => {
                let usual = issuer(self.site, self.facts, self.model);
                let hint = if self.facts.body.is_some() {
                    "发布机构：没有找到落款，照栏目写的，核对一下"
                } else {
                    "发布机构：全称；联合发文的写成[甲, 乙]"
                };
                self.put(Key::Issuer, &scalar::of(&usual), hint);
            }
        }
    }

    fn numbers(&mut self) {
        match &self.facts.number {
            None if self.is_document() => self.ask(Key::Number, "没有文号的，删去这一行"),
            known => self.fact(Key::Number, known.as_ref(), ToString::to_string),
        }
        match (&self.facts.index_number, self.index_number) {
            (Some(known), _) => self.fact(Key::IndexNumber, Some(known), |number| scalar::of(number)),
            (None, Some(number)) => self.put(Key::IndexNumber, number, "索引号：下一个没有用过的号"),
            (None, None) => self.comment("索引号：site.toml 里没有写 index_prefix，不能编号。"),
        }
    }

    /// What the leaf must tell. A paper tells what stands in it; the headings of a new text have everything.
    fn elements(&mut self) {
        let (told, untold): (Vec<&String>, Vec<&String>) = match &self.facts.body {
            Some(body) => self.kind.elements.iter().partition(|element| body.contains(element.as_str())),
            None => (self.kind.elements.iter().collect(), Vec::new()),
        };
        if !told.is_empty() {
            self.put(Key::Elements, &scalar::list(&told), "要素：正文里没有写到的删去");
        }
        if !untold.is_empty() {
            let names: Vec<&str> = untold.into_iter().map(String::as_str).collect();
            let hint = format!("正文里没有看到“{}”；写到了的，加上", names.join("”“"));
            if told.is_empty() { self.ask(Key::Elements, &hint) } else { self.leave(Key::Elements, &hint) }
        }
    }

    fn attachments(&mut self) {
        if self.facts.attachments.is_empty() {
            return self.comment("有附件的，文件放在旁边，写“附件: [{文件: 文件名, 名称: 名称}]”。");
        }
        self.line(&format!("{}:", Key::Attachments.name()));
        for (file, name) in &self.facts.attachments {
            self.line(&format!("  - {{文件: {}, 名称: {}}}", scalar::in_brackets(file), scalar::in_brackets(name)));
        }
    }

    /// At which point of its matter it stands, and which documents it is about.
    fn course(&mut self) {
        let (leaf, facts) = (self.kind, self.facts);
        match (&facts.stage, leaf.stages.as_slice()) {
            (Some(stage), _) => self.fact(Key::Stage, Some(stage), |stage| stage.name().to_string()),
            (None, []) => {}
            (None, [only]) => self.put(Key::Stage, only.name(), ""),
            (None, several) => {
                let names: Vec<&str> = several.iter().map(|stage| stage.name()).collect();
                self.ask(Key::Stage, &names.join("、"));
            }
        }
        match &facts.matter {
            Some(matter) => self.fact(Key::Matter, Some(matter), |name| scalar::of(name)),
            None if leaf.timing == Timing::Staged && leaf.stages.len() > 1 => {
                self.ask(Key::Matter, "一件事的名称，各个阶段的条目写成一样的");
            }
            None => {}
        }
        if facts.subject.as_ref().is_some_and(|subject| self.site.subjects.get(subject.value).kind == SubjectType::Village)
            && let Some(villages) = &self.site.villages
        {
            let names: Vec<&str> = villages.matters.iter().map(|matter| matter.name.as_str()).collect();
            self.ask(Key::Village, &format!("公布了哪些事项：{}；哪一期写在标题里", names.join("、")));
        }
        match &facts.interprets {
            Some(document) => self.fact(Key::Interprets, Some(document), |name| scalar::of(name)),
            None if interprets(leaf, facts) => self.ask(Key::Interprets, "所解读的文件：条目的路径，或者文号"),
            None => {}
        }
        if self.is_normative() {
            self.put(Key::Validity, "{状态: 有效, 施行: , 失效: }", "效力：写上施行、失效的日期");
            self.leave(Key::Validity, "施行、失效的日期");
        }
    }

    /// What is mostly as it was with the last item.
    fn likeness(&mut self) {
        let facts = self.facts;
        let text = |text: &String| scalar::of(text);
        let same = |key: Key| format!("{}：照上一条填的，核对一下", key.name());
        let theme = self.model.map(|model| &model.theme).filter(|theme| !theme.is_empty());
        match (&facts.theme, theme) {
            (Some(theme), _) => self.fact(Key::Theme, Some(theme), text),
            (None, Some(theme)) => self.put(Key::Theme, &scalar::of(theme), &same(Key::Theme)),
            (None, None) => {}
        }
        let five: Vec<&String> = self.model.iter().flat_map(|model| &model.five).map(|word| &word.value).collect();
        if !five.is_empty() {
            self.put(Key::Five, &scalar::list(&five), &same(Key::Five));
        }
        let genre = self.model.map(|model| &model.genre).filter(|genre| !genre.is_empty() && facts.title().ends_with(*genre));
        match (&facts.genre, genre) {
            (Some(genre), _) => self.fact(Key::Genre, Some(genre), text),
            (None, Some(genre)) => self.put(Key::Genre, &scalar::of(genre), ""),
            (None, None) => {}
        }
        let said: Vec<&String> = self.kind.keywords.iter().filter(|word| facts.title().contains(word.as_str())).collect();
        self.put(Key::Keywords, &scalar::list(&if said.is_empty() { vec![&self.kind.name] } else { said }), "");
        let most = self.site.limits.summary;
        let limit = if most > 0 { format!("，不超过{most}个字") } else { String::new() };
        self.ask(Key::Summary, &format!("一两句话{limit}"));
    }

    /// 公示期, where the title or the catalogue asks for one.
    fn display(&mut self) {
        let (limits, title) = (&self.site.limits, self.facts.title());
        let kind = limits.displays.iter().filter(|limit| limit.holds(&self.kind.code, title)).max_by_key(|limit| limit.days);
        let from = self.facts.published.as_ref().map(|day| day.value.to_string()).unwrap_or_default();
        let period = |days: u32, unit: &str| format!("{{起: {from}, 天数: {days}, 单位: {unit}}}");
        let (value, hint) = if let Some(limit) = kind {
            let basis = if limit.basis.is_empty() { String::new() } else { format!("，{}", limit.basis) };
            let unit = if limit.unit == crate::calendar::Unit::Day { "日" } else { "工作日" };
            (period(limit.days, unit), format!("公示期：{}不少于{}{basis}", limit.name, limit.unit.count(limit.days)))
        } else if limits.comment.holds(title) {
            (period(limits.comment.days, "日"), format!("公示期：征求意见一般不少于{}日", limits.comment.days))
        } else if says_display(title) {
            ("{起: , 天数: , 单位: 工作日}".into(), "公示期：天数按这一类公示的规定写".into())
        } else {
            return;
        };
        self.put(Key::Display, &value, &hint);
        if value.contains(": ,") {
            self.leave(Key::Display, "从哪一天起，多少天");
        }
    }

    /// The levels of review, with the posts that reviewed last time.
    fn reviews(&mut self) {
        let levels = (self.site.limits.counts.levels as usize).clamp(1, LEVELS.len());
        let subject = self.facts.subject.as_ref().map(|subject| self.site.subjects.get(subject.value));
        let first = subject.map(|subject| format!("{}负责人", subject.short)).unwrap_or_default();
        let model = like(self.site, self.facts, self.model);
        self.comment("审核：写岗位，不写姓名；审核以后写上日期");
        self.line(&format!("{}:", Key::Reviews.name()));
        for (at, level) in LEVELS.iter().take(levels).enumerate() {
            let known = model.and_then(|item| item.reviews.get(at)).map(|review| review.by.clone()).filter(|by| !by.is_empty());
            let by = known.unwrap_or_else(|| if at == 0 { first.clone() } else { String::new() });
            self.line(&format!("  - {{级别: {level}, 人: {}, 日期: }}", scalar::in_brackets(&by)));
        }
        let by = self.model.and_then(|item| item.secrecy.as_ref()).map(|review| review.by.clone()).unwrap_or_default();
        self.put(
            Key::Secrecy,
            &format!("{{结论: , 人: {}, 日期: }}", scalar::in_brackets(&by)),
            "保密审查：结论写可以公开、部分公开或者不予公开",
        );
        self.leave(Key::Reviews, "审核以后写上日期");
        self.leave(Key::Secrecy, "保密审查以后写上结论和日期");
    }

    /// A key that is known; one that was found says where.
    fn fact<T>(&mut self, key: Key, fact: Option<&Fact<T>>, show: impl Fn(&T) -> String) {
        let Some(fact) = fact else { return };
        let value = show(&fact.value);
        match &fact.found {
            None => self.put(key, &value, ""),
            Some(place) => {
                self.put(key, &value, &format!("请核对：{}", shown(place)));
                self.written.confirm.push(Confirm { key: key.name(), value, place: place.clone() });
            }
        }
    }

    /// The same, or the key with nothing behind it.
    fn fact_or<T>(&mut self, key: Key, fact: Option<&Fact<T>>, show: impl Fn(&T) -> String, hint: &str) {
        if fact.is_some() { self.fact(key, fact, show) } else { self.ask(key, hint) }
    }

    /// A key with its value, below the hint: behind it, the hint would be taken for a part of the value.
    fn put(&mut self, key: Key, value: &str, hint: &str) {
        self.comment(hint);
        self.line(&format!("{}: {value}", key.name()));
    }

    fn ask(&mut self, key: Key, hint: &str) {
        self.comment(&format!("{}：{hint}", key.name()));
        self.line(&format!("{}:", key.name()));
        self.leave(key, hint);
    }

    fn leave(&mut self, key: Key, hint: &str) {
        self.written.left.push(Left { key: key.name(), hint: hint.to_string() });
    }

    fn comment(&mut self, text: &str) {
        text.lines().for_each(|line| self.line(&format!("# {line}")));
    }

    fn line(&mut self, text: &str) {
        let _ = writeln!(self.written.text, "{text}");
    }
}

/// What comes from a paper, in one line. A number of somebody never stands in a comment.
fn shown(text: &str) -> String {
    masked(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The model, where it is of the same subject.
fn like<'s>(site: &Site, facts: &Facts, model: Option<&'s Item>) -> Option<&'s Item> {
    let subject = facts.subject.as_ref()?.value;
    model.filter(|item| item.subject.as_ref().and_then(|word| site.subjects.find(&word.value)) == Some(subject))
}

/// 发布机构, where nobody says it: as the last item has it; a village speaks for itself, all others for the column's organ.
pub(super) fn issuer(site: &Site, facts: &Facts, model: Option<&Item>) -> String {
    let subject = facts.subject.as_ref().map(|subject| site.subjects.get(subject.value));
    let speaks = |kind| matches!(kind, SubjectType::Village | SubjectType::PublicService | SubjectType::Party);
    match (like(site, facts, model).map(|item| item.issuers.as_slice()), subject) {
        (Some([only]), _) => only.value.clone(),
        (_, Some(subject)) if speaks(subject.kind) || site.config.organ.is_empty() => subject.name.clone(),
        _ => site.config.organ.clone(),
    }
}
