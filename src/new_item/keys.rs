//! The front matter of a new item: the keys that its leaf needs, filled in as far as the column tells, the rest with a hint.

use std::fmt::Write;

use crate::calendar::{Due, chinese};
use crate::duty::says_display;
use crate::model::{Event, Item, Key, Leaf, Site, SubjectType, Timing, WordList};

use super::{Wish, interprets};

/// What the front matter is made of.
pub(super) struct FrontMatter<'s> {
    site: &'s Site,
    wish: &'s Wish,
    leaf: &'s Leaf,
    /// The last item that is like the new one: what does not change from item to item is taken from it.
    model: Option<&'s Item>,
    index_number: Option<&'s str>,
    due: Option<Due>,
    text: String,
    left: Vec<&'static str>,
}

/// The words for the levels of review.
const LEVELS: [&str; 5] = ["一审", "二审", "三审", "四审", "五审"];

impl<'s> FrontMatter<'s> {
    pub(super) fn new(site: &'s Site, wish: &'s Wish, model: Option<&'s Item>, index_number: Option<&'s str>, due: Option<Due>) -> Self {
        let leaf = site.catalogue.leaf(wish.leaf);
        FrontMatter { site, wish, leaf, model, index_number, due, text: String::new(), left: Vec::new() }
    }

    /// Whether it is an official document, with a number, and its organ and date at the end.
    pub(super) fn is_document(&self) -> bool {
        self.wish.number.is_some() || self.is_normative() || self.model.is_some_and(|item| item.number.is_some())
    }

    fn is_normative(&self) -> bool {
        let lists = &self.site.terms.lists;
        !interprets(self.site, self.wish) && [&self.leaf.name, &self.leaf.code].into_iter().any(|word| lists.has(WordList::Normative, word))
    }

    /// The lines between the two `---`, and the keys that are left to the clerk.
    pub(super) fn write(mut self) -> (String, Vec<&'static str>) {
        let (site, wish, leaf) = (self.site, self.wish, self.leaf);
        self.comment(&format!(
            "写好以后，把下面空着的各项补上，删去用不到的行和这些说明；审核、审查通过，再删去“草稿”一行。{}",
            self.about()
        ));
        self.comment_lines();
        self.put(Key::Draft, "是", "");
        self.put(Key::Title, &scalar(&wish.title), "");
        self.put(Key::Leaf, &scalar(&leaf.name), "");
        self.put(Key::Subject, &scalar(&site.subjects.get(wish.subject).short), "");
        self.put(Key::Issuer, &scalar(&issuer(site, wish, self.model)), "发布机构：全称；联合发文的写成[甲, 乙]");
        self.put(Key::Formed, &wish.formed.to_string(), "");
        match wish.published {
            Some(day) => self.put(Key::Published, &day.to_string(), ""),
            None => self.ask(Key::Published, "公开的那一天"),
        }
        self.numbers();
        self.put(Key::Openness, leaf.openness.name(), "");
        if !leaf.audience.is_empty() {
            self.put(Key::Audience, &scalar(&leaf.audience), "");
        }
        if !leaf.channels.is_empty() {
            self.put(Key::Channels, &list(&leaf.channels), "公开渠道：没有用到的删去");
        }
        self.course();
        if !leaf.elements.is_empty() {
            self.put(Key::Elements, &list(&leaf.elements), "要素：正文里没有写到的删去");
        }
        self.likeness();
        self.display();
        self.comment("有附件的，文件放在旁边，写“附件: [{文件: 文件名, 名称: 名称}]”。");
        self.reviews();
        (self.text, self.left)
    }

    /// What is wanted here, by which day.
    fn about(&self) -> String {
        let leaf = self.leaf;
        match (leaf.deadline, self.due) {
            (Some(deadline), Some(due)) => {
                let estimated = if due.estimated { "（有的年份还没有节假日安排，是估算的）" } else { "" };
                let from = match deadline.event {
                    Event::DocumentPublished if self.wish.interprets.is_none() => "；从所解读的文件公开之日起算，这里先按成文日期算",
                    _ => "",
                };
                format!("\n公开时限：{}，最迟{}{estimated}{from}。", deadline.text(), chinese(due.date))
            }
            (Some(deadline), None) => format!("\n公开时限：{}。", deadline.text()),
            _ => "\n公开时限：目录没有写从哪一天起算，及时公开。".to_string(),
        }
    }

    fn comment_lines(&mut self) {
        let leaf = self.leaf;
        if !leaf.content.is_empty() {
            self.comment(&format!("内容：{}", leaf.content));
        }
        if !leaf.basis.is_empty() {
            self.comment(&format!("依据：{}。", leaf.basis.join("；")));
        }
    }

    fn numbers(&mut self) {
        if let Some(number) = &self.wish.number {
            self.put(Key::Number, &number.to_string(), "");
        } else if self.is_document() {
            self.ask(Key::Number, "没有文号的，删去这一行");
        }
        match self.index_number {
            Some(number) => self.put(Key::IndexNumber, number, "索引号：下一个没有用过的号"),
            None => self.comment("索引号：site.toml 里没有写 index_prefix，不能编号。"),
        }
    }

    /// At which point of its matter it stands, and which documents it is about.
    fn course(&mut self) {
        let leaf = self.leaf;
        match (self.wish.stage, leaf.stages.as_slice()) {
            (Some(stage), _) => self.put(Key::Stage, stage.name(), ""),
            (None, []) => {}
            (None, [only]) => self.put(Key::Stage, only.name(), ""),
            (None, several) => {
                let names: Vec<&str> = several.iter().map(|stage| stage.name()).collect();
                self.ask(Key::Stage, &names.join("、"));
            }
        }
        match &self.wish.matter {
            Some(matter) => self.put(Key::Matter, &scalar(matter), ""),
            None if leaf.timing == Timing::Staged && leaf.stages.len() > 1 => {
                self.ask(Key::Matter, "一件事的名称，各个阶段的条目写成一样的");
            }
            None => {}
        }
        if self.site.subjects.get(self.wish.subject).kind == SubjectType::Village
            && let Some(villages) = &self.site.villages
        {
            let names: Vec<&str> = villages.matters.iter().map(|matter| matter.name.as_str()).collect();
            self.ask(Key::Village, &format!("公布了哪些事项：{}；哪一期写在标题里", names.join("、")));
        }
        match &self.wish.interprets {
            Some(document) => self.put(Key::Interprets, &scalar(document), ""),
            None if interprets(self.site, self.wish) => self.ask(Key::Interprets, "所解读的文件：条目的路径，或者文号"),
            None => {}
        }
        if self.is_normative() {
            self.put(Key::Validity, "{状态: 有效, 施行: , 失效: }", "效力：写上施行、失效的日期");
            self.left.push(Key::Validity.name());
        }
    }

    /// What is mostly as it was with the last item.
    fn likeness(&mut self) {
        if let Some(model) = self.model {
            let same = |key: Key| format!("{}：照上一条填的，核对一下", key.name());
            if !model.theme.is_empty() {
                self.put(Key::Theme, &scalar(&model.theme), &same(Key::Theme));
            }
            let five: Vec<String> = model.five.iter().map(|word| word.value.clone()).collect();
            if !five.is_empty() {
                self.put(Key::Five, &list(&five), &same(Key::Five));
            }
            if !model.genre.is_empty() && self.wish.title.ends_with(&model.genre) {
                self.put(Key::Genre, &scalar(&model.genre), "");
            }
        }
        let said: Vec<String> = self.leaf.keywords.iter().filter(|word| self.wish.title.contains(word.as_str())).cloned().collect();
        let words = if said.is_empty() { vec![self.leaf.name.clone()] } else { said };
        self.put(Key::Keywords, &list(&words), "");
        let most = self.site.limits.summary;
        let limit = if most > 0 { format!("，不超过{most}个字") } else { String::new() };
        self.ask(Key::Summary, &format!("一两句话{limit}"));
    }

    /// 公示期, where the title or the catalogue asks for one.
    fn display(&mut self) {
        let (limits, title) = (&self.site.limits, self.wish.title.as_str());
        let kind = limits.displays.iter().filter(|limit| limit.holds(&self.leaf.code, title)).max_by_key(|limit| limit.days);
        let from = self.wish.published.map(|day| day.to_string()).unwrap_or_default();
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
            self.left.push(Key::Display.name());
        }
    }

    /// The levels of review, with the posts that reviewed last time.
    fn reviews(&mut self) {
        let levels = (self.site.limits.counts.levels as usize).clamp(1, LEVELS.len());
        let short = &self.site.subjects.get(self.wish.subject).short;
        let model = self
            .model
            .filter(|item| item.subject.as_ref().and_then(|word| self.site.subjects.find(&word.value)) == Some(self.wish.subject));
        self.comment("审核：写岗位，不写姓名；审核以后写上日期");
        let _ = writeln!(self.text, "{}:", Key::Reviews.name());
        for (at, level) in LEVELS.iter().take(levels).enumerate() {
            let known = model.and_then(|item| item.reviews.get(at)).map(|review| review.by.clone()).filter(|by| !by.is_empty());
            let by = known.unwrap_or_else(|| if at == 0 { format!("{short}负责人") } else { String::new() });
            let _ = writeln!(self.text, "  - {{级别: {level}, 人: {}, 日期: }}", flow_scalar(&by));
        }
        let by = self.model.and_then(|item| item.secrecy.as_ref()).map(|review| review.by.clone()).unwrap_or_default();
        self.put(Key::Secrecy, &format!("{{结论: , 人: {}, 日期: }}", flow_scalar(&by)), "保密审查：结论写可以公开、部分公开或者不予公开");
        self.left.extend([Key::Reviews.name(), Key::Secrecy.name()]);
    }

    /// A key with its value, below the hint: behind it, the hint would be taken for a part of the value.
    fn put(&mut self, key: Key, value: &str, hint: &str) {
        self.comment(hint);
        let _ = writeln!(self.text, "{}: {value}", key.name());
    }

    fn ask(&mut self, key: Key, hint: &str) {
        self.comment(&format!("{}：{hint}", key.name()));
        let _ = writeln!(self.text, "{}:", key.name());
        self.left.push(key.name());
    }

    fn comment(&mut self, text: &str) {
        for line in text.lines() {
            let _ = writeln!(self.text, "# {line}");
        }
    }
}

/// 发布机构: as the last item has it; a village speaks for itself, all others for the column's organ.
pub(super) fn issuer(site: &Site, wish: &Wish, model: Option<&Item>) -> String {
    let subject = site.subjects.get(wish.subject);
    let of_model = model.filter(|item| item.subject.as_ref().and_then(|word| site.subjects.find(&word.value)) == Some(wish.subject));
    match of_model.map(|item| item.issuers.as_slice()) {
        Some([only]) => only.value.clone(),
        _ if matches!(subject.kind, SubjectType::Village | SubjectType::PublicService | SubjectType::Party) => subject.name.clone(),
        _ if site.config.organ.is_empty() => subject.name.clone(),
        _ => site.config.organ.clone(),
    }
}

/// A text as a value: between quotes where YAML would read it otherwise.
fn scalar(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = text.chars().next();
    let odd = first.is_none_or(|c| c.is_ascii_punctuation() || c.is_ascii_digit())
        || text.contains(": ")
        || text.contains(" #")
        || text.ends_with(':')
        || matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no" | "null");
    if odd { quoted(&text) } else { text }
}

/// The same inside brackets, where more marks mean something; nothing for an empty one.
fn flow_scalar(text: &str) -> String {
    match scalar(text) {
        _ if text.is_empty() => String::new(),
        plain if !plain.starts_with('"') && plain.contains([',', '[', ']', '{', '}']) => quoted(&plain),
        plain => plain,
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn list(all: &[String]) -> String {
    format!("[{}]", all.iter().map(|one| flow_scalar(one)).collect::<Vec<_>>().join(", "))
}
