//! `gongkai new`: the file of a new item. What is missing is asked for on a terminal; elsewhere it is told, and nothing is written.

use std::fs;
use std::io::{ErrorKind, IsTerminal};

use gongkai::calendar::{Date, chinese};
use gongkai::column::Column;
use gongkai::duty;
use gongkai::folder::{cure, reason};
use gongkai::model::{DocNumber, LeafId, NumberFault, Site, Stage, SubjectId};
use gongkai::new_item::{self, Meant, NewItem, Wish, new_item};
use gongkai::parse;

use super::args::{New, day as read_day};
use super::ask::{self, Choice};
use super::{open, output, say};

/// Writes the file.
pub fn run(new: &New) -> Result<bool, String> {
    let folder = open::folder(&new.input)?;
    let today = open::day(&new.input, &folder);
    let column = Column::open(folder, today);
    let site = column.site();
    if site.catalogue.leaves.is_empty() {
        return Err("目录里没有类别，不知道放在哪里。\n改法：先用“gongkai check”检查 content/catalogue.yaml。".into());
    }
    let wish = wish(new, site, today)?;
    let item = new_item(site, &wish).ok_or("这个类别的代码不能作文件夹的名字。\n改法：先用“gongkai check”检查 content/catalogue.yaml。")?;
    write(new, &item)?;
    if !new.input.quiet {
        tell(site, &wish, &item);
    }
    Ok(true)
}

/// What the options say and the clerk answers.
fn wish(new: &New, site: &Site, today: Date) -> Result<Wish, String> {
    let asked = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let clean = |text: &String| Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty());
    let number = new.number.as_deref().map(number).transpose()?;
    let stage = new.stage.as_deref().map(stage).transpose()?;
    let mut title = new.title.as_ref().and_then(clean);
    // What was typed is looked at first: nobody answers questions only to hear that an option was wrong.
    let mut leaf = match &new.leaf {
        Some(word) => Some(settle(Kind::Leaf, word, &leaf_choices(site, new_item::leaves(site, word)), asked)?),
        None => None,
    };
    let mut subject = match &new.subject {
        Some(word) => Some(settle(Kind::Subject, word, &subject_choices(site, new_item::subjects(site, word)), asked)?),
        None => leaf.and_then(|leaf| only_owner(site, leaf)),
    };
    if !asked {
        let mut missing = Vec::new();
        missing.extend(leaf.is_none().then_some("类别（写在 new 后面）".to_string()));
        missing.extend(title.is_none().then_some("标题（写在类别后面，前后加引号）".to_string()));
        missing.extend(leaf.filter(|_| subject.is_none()).map(|leaf| format!("主体（--subject 主体{}）", among(site, leaf))));
        missing.extend(new.formed.is_none().then_some("成文日期（--formed 日期）".to_string()));
        if !missing.is_empty() {
            return Err(format!(
                "缺少{}，没有写文件。\n改法：写成“gongkai new 类别 \"标题\" --formed 2017-12-27”这样；在终端里运行的，会逐项问。",
                missing.join("、")
            ));
        }
    }
    let title = match title.take() {
        Some(title) => title,
        None => ask::answer("标题", |typed| if typed.is_empty() { Err("标题不能空着".into()) } else { Ok(typed.to_string()) })?,
    };
    let leaf = match leaf.take() {
        Some(leaf) => leaf,
        None => ask_leaf(site, &title)?,
    };
    let subject = match subject.take().or_else(|| only_owner(site, leaf)) {
        Some(subject) => subject,
        None => ask_subject(site, leaf)?,
    };
    let formed = match new.formed {
        Some(formed) => formed,
        None => ask::day("成文日期", today)?,
    };
    let early = format!("发布日期不能早于成文日期（{}）", chinese(formed));
    // Where the day was asked for, so is the other.
    let published = match new.published {
        None if asked && new.formed.is_none() => ask::answer("发布日期（还没有定的，直接按回车）", |typed| match typed {
            "" => Ok(None),
            typed => read_day(typed).and_then(|day| if day < formed { Err(early.clone()) } else { Ok(Some(day)) }),
        })?,
        published => published,
    };
    if published.is_some_and(|day| day < formed) {
        return Err(format!("{early}，没有写文件。\n改法：先成文，后发布；对照原件核对这两个日期。"));
    }
    let (matter, interprets) = (new.matter.as_ref().and_then(clean), new.interprets.as_ref().and_then(clean));
    Ok(Wish { leaf, title, subject, formed, published, number, stage, matter, interprets })
}

/// What a word of the command line names.
#[derive(Clone, Copy)]
enum Kind {
    Leaf,
    Subject,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Leaf => "类别",
            Kind::Subject => "主体",
        }
    }

    fn place(self) -> &'static str {
        match self {
            Kind::Leaf => "类别在 content/catalogue.yaml 里，目录页上也有",
            Kind::Subject => "主体登记在 content/subjects.yaml 里",
        }
    }
}

/// The one thing that a word means; with a terminal, a person chooses where there are several.
fn settle<T: Copy>(kind: Kind, word: &str, meant: &Meant<Choice<T>>, asked: bool) -> Result<T, String> {
    let name = kind.name();
    match meant.all.as_slice() {
        [] => Err(format!("没有名为“{word}”的{name}。{}。", kind.place())),
        [only] if meant.sure => Ok(only.id),
        [only] if !asked => Err(format!("没有名为“{word}”的{name}。是不是“{}”（{}）？{}。", only.name, only.code, kind.place())),
        several if asked => ask::choose(&format!("“{word}”可能是下面的{name}，写序号"), several),
        several => Err(format!("“{word}”可能是{}个{name}，写明是哪一个：\n{}", several.len(), ask::numbered(several))),
    }
}

fn leaf_choices(site: &Site, meant: Meant<LeafId>) -> Meant<Choice<LeafId>> {
    let all = meant.all.into_iter().map(|id| leaf_choice(site, id)).collect();
    Meant { all, sure: meant.sure }
}

fn leaf_choice(site: &Site, id: LeafId) -> Choice<LeafId> {
    let leaf = site.catalogue.leaf(id);
    Choice { id, name: leaf.name.clone(), code: leaf.code.clone() }
}

fn subject_choices(site: &Site, meant: Meant<SubjectId>) -> Meant<Choice<SubjectId>> {
    let all = meant.all.into_iter().map(|id| subject_choice(site, id)).collect();
    Meant { all, sure: meant.sure }
}

fn subject_choice(site: &Site, id: SubjectId) -> Choice<SubjectId> {
    let subject = site.subjects.get(id);
    Choice { id, name: subject.short.clone(), code: subject.code.clone() }
}

/// The subject that alone answers for a leaf.
fn only_owner(site: &Site, leaf: LeafId) -> Option<SubjectId> {
    match duty::owners(site, leaf).as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// The subjects that share a leaf, for whoever must name one.
fn among(site: &Site, leaf: LeafId) -> String {
    let owners: Vec<&str> = duty::owners(site, leaf).into_iter().map(|id| site.subjects.get(id).short.as_str()).collect();
    if owners.is_empty() { String::new() } else { format!("，这一类由{}负责", owners.join("、")) }
}

/// So many leaves are offered at once.
const OFFERED: usize = 9;

/// Asks for the leaf: those that the title speaks of are offered, and any other may be named.
fn ask_leaf(site: &Site, title: &str) -> Result<LeafId, String> {
    let mut offered: Vec<Choice<LeafId>> =
        new_item::leaves_of(site, title).into_iter().take(OFFERED).map(|id| leaf_choice(site, id)).collect();
    loop {
        let prompt = if offered.is_empty() {
            "类别（名称、代码，或者其中几个字）"
        } else {
            "类别（序号，或者别的类别的名称、代码、几个字）"
        };
        let word = ask::choice_or_word(prompt, &offered)?;
        match word {
            Ok(id) => return Ok(id),
            Err(word) => {
                let meant = leaf_choices(site, new_item::leaves(site, &word));
                match meant.all.as_slice() {
                    [only] if meant.sure => {
                        ask::note(&format!("类别：{}（{}）", only.name, only.code));
                        return Ok(only.id);
                    }
                    [] => ask::note(&format!("没有名为“{word}”的类别，换几个字试试。")),
                    _ => offered = meant.all,
                }
            }
        }
    }
}

/// Asks for the subject: those that answer for the leaf are offered, or all.
fn ask_subject(site: &Site, leaf: LeafId) -> Result<SubjectId, String> {
    let owners = duty::owners(site, leaf);
    let kinds = &site.catalogue.leaf(leaf).subjects;
    let all = || site.subjects.iter().filter(|(_, subject)| kinds.contains(&subject.kind)).map(|(id, _)| id).collect::<Vec<_>>();
    let offered = if owners.is_empty() { all() } else { owners };
    let mut offered: Vec<Choice<SubjectId>> = offered.into_iter().map(|id| subject_choice(site, id)).collect();
    loop {
        match ask::choice_or_word("主体（序号，或者别的主体的简称）", &offered)? {
            Ok(id) => return Ok(id),
            Err(word) => {
                let meant = subject_choices(site, new_item::subjects(site, &word));
                match meant.all.as_slice() {
                    [only] if meant.sure => return Ok(only.id),
                    [] => ask::note(&format!("没有名为“{word}”的主体，换几个字试试。")),
                    _ => offered = meant.all,
                }
            }
        }
    }
}

fn number(text: &str) -> Result<DocNumber, String> {
    match DocNumber::read(text) {
        Ok(number) | Err(NumberFault::Form(number)) => Ok(number),
        Err(NumberFault::Unreadable) => {
            Err(format!("“{text}”不是完整的文号。\n改法：文号由机关代字、年份、序号组成，例如“青政〔2017〕18号”。"))
        }
    }
}

fn stage(text: &str) -> Result<Stage, String> {
    parse::stage(text).ok_or_else(|| format!("没有“{text}”这个阶段。\n改法：写决策前、决策中、决策后、事前或者事后。"))
}

/// Writes the file where there is none.
fn write(new: &New, item: &NewItem) -> Result<(), String> {
    let target = new.input.source.join(item.path.as_str());
    let failed = |error: std::io::Error| format!("写不了“{}”（{}）。\n改法：{}", target.display(), reason(&error), cure(&error));
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    output::write_new(&target, item.text.as_bytes()).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => format!("“{}”已经有了，没有动它。\n改法：刚才有别人写了同一个文件的，再运行一次。", target.display()),
        _ => failed(error),
    })
}

fn tell(site: &Site, wish: &Wish, item: &NewItem) {
    let leaf = site.catalogue.leaf(wish.leaf);
    say!("已写好“{}”（草稿）：{}，{}。", item.path, leaf.name, site.subjects.get(wish.subject).short);
    if let Some(number) = &item.index_number {
        say!("  索引号：{number}");
    }
    if let (Some(due), Some(deadline)) = (item.due, leaf.deadline) {
        let estimated = if due.estimated { "（估算）" } else { "" };
        say!("  最迟{}公开{estimated}：{}。", chinese(due.date), deadline.text());
    }
    say!("  还要填写：{}，正文。", item.left.join("、"));
    say!("写好以后用“gongkai check”检查，用“gongkai serve”预览；审核、审查通过，删去“草稿”一行，就可以公开。");
}
