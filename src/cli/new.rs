//! `gongkai new`: the file of a new item. What is missing is asked for on a terminal; elsewhere it is told, and nothing is written.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use gongkai::calendar::{Date, chinese};
use gongkai::column::Column;
use gongkai::duty;
use gongkai::folder::{cure, reason};
use gongkai::intake::Choice as Speaks;
use gongkai::model::{DocNumber, LeafId, NumberFault, Site, Stage, SubjectId};
use gongkai::new_item::{self, Fact, Facts, NewItem, Place, Taken, new_item, place};
use gongkai::parse;

use super::args::{New, day as read_day};
use super::ask::{self, Choice};
use super::import::{Barred, Desk, Read, Source, next_steps};
use super::{meant, open, output, say};

/// Writes the file; whether nothing in it forbids publication.
pub fn run(new: &New) -> Result<bool, String> {
    if new.from.is_none() && (new.again || new.originals.attach || new.originals.originals.is_some()) {
        return Err("--again、--attach、--originals 说的是原件，没有原件。\n改法：加上 --from 文件，或者去掉它们。".into());
    }
    let folder = open::folder(&new.input)?;
    let today = open::day(&new.input, &folder);
    let column = Column::open(folder, today);
    let site = column.site();
    if site.catalogue.leaves.is_empty() {
        return Err("目录里没有类别，不知道放在哪里。\n改法：先用“gongkai check”检查 content/catalogue.yaml。".into());
    }
    match &new.from {
        None => {
            let (leaf, facts) = known(new, site, today, Facts::default(), None)?;
            let kind = site.catalogue.leaf(leaf.value);
            let place = place(site, kind, facts.day().unwrap_or(today), &Taken::default())
                .ok_or("这个类别的代码不能作文件夹的名字。\n改法：先用“gongkai check”检查 content/catalogue.yaml。")?;
            let item = new_item(site, &leaf, &facts, &place);
            write(new, &place, &item)?;
            if !new.input.quiet {
                tell(site, &leaf, &facts, &place, &item);
            }
            Ok(true)
        }
        Some(path) => from(new, &column, path),
    }
}

/// Makes the item of a paper: what it says of itself need not be said again.
fn from(new: &New, column: &Column, path: &Path) -> Result<bool, String> {
    let source =
        Source { path: path.to_path_buf(), name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(), brings: Vec::new() };
    let mut desk = Desk::new(column, &new.input.source, &new.originals, new.input.quiet, false)?;
    let barred = |(Barred::Refused(why) | Barred::Failed(why))| format!("“{}”没有导入：{why}", source.name);
    let mut read: Read = desk.read(&source, new.again).map_err(barred)?;
    let facts = std::mem::take(&mut read.paper.facts);
    let leaf = if let Speaks::One(leaf) = &read.paper.leaf { Some(leaf.clone()) } else { None };
    let (leaf, facts) = known(new, column.site(), column.today(), facts, leaf)?;
    read.paper.facts = facts;
    let written = desk.write(read, &leaf).map_err(barred)?;
    if !new.input.quiet {
        next_steps();
    }
    Ok(!written.forbids)
}

/// What the options say, else what a paper says, else what the clerk answers.
fn known(new: &New, site: &Site, today: Date, paper: Facts, spoken: Option<Fact<LeafId>>) -> Result<(Fact<LeafId>, Facts), String> {
    let asked = ask::possible();
    let clean = |text: &String| Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty());
    let said = |text: &Option<String>| text.as_ref().and_then(clean).map(Fact::said);
    let number = new.number.as_deref().map(number).transpose()?.map(Fact::said);
    let stage = new.stage.as_deref().map(stage).transpose()?.map(Fact::said);
    let title = said(&new.title).or(paper.title);
    // What was typed is looked at first: nobody answers questions only to hear that an option was wrong.
    let leaf = match &new.leaf {
        Some(word) => Some(Fact::said(meant::leaf(site, word)?)),
        None => spoken,
    };
    let subject = new.subject.as_deref().map(|word| meant::subject(site, word)).transpose()?;
    let issuers = paper.issuers.as_ref().map_or(&[][..], |issuers| &issuers.value);
    let subject_in = |leaf: LeafId| match (subject, new_item::subject_of(site, leaf, issuers)) {
        (Some(subject), _) => Some(Fact::said(subject)),
        // That a leaf has only one owner is in the column's own files: nobody need confirm it.
        (None, Some(owner)) if new.from.is_none() => Some(Fact::said(owner.value)),
        (None, owner) => owner,
    };
    let formed = new.formed.map(Fact::said).or(paper.formed);
    let (has_title, has_formed) = (title.is_some(), formed.is_some());
    if !asked {
        let mut missing = Vec::new();
        missing.extend(leaf.is_none().then_some("类别（写在 new 后面）".to_string()));
        missing.extend((!has_title).then_some("标题（写在类别后面，前后加引号）".to_string()));
        let unowned = leaf.as_ref().map(|leaf| leaf.value).filter(|leaf| subject_in(*leaf).is_none());
        missing.extend(unowned.map(|leaf| format!("主体（--subject 主体{}）", among(site, leaf))));
        missing.extend((!has_formed).then_some("成文日期（--formed 日期）".to_string()));
        if !missing.is_empty() {
            let example = if new.from.is_some() { "--from 文件" } else { "\"标题\"" };
            return Err(format!(
                "缺少{}，没有写文件。\n改法：写成“gongkai new 类别 {example} --formed 2017-12-27”这样；在终端里运行的，会逐项问。",
                missing.join("、")
            ));
        }
    }
    let title = match title {
        Some(title) => title,
        None => {
            let typed = |typed: &str| if typed.is_empty() { Err("标题不能空着".into()) } else { Ok(typed.to_string()) };
            Fact::said(ask::answer("标题", typed)?)
        }
    };
    let leaf = match leaf {
        Some(leaf) => leaf,
        None => Fact::said(ask_leaf(site, &title.value)?),
    };
    let subject = match subject_in(leaf.value) {
        Some(subject) => subject,
        None => Fact::said(ask_subject(site, leaf.value)?),
    };
    let formed = match formed {
        Some(formed) => formed,
        None => Fact::said(ask::day("成文日期", today)?),
    };
    let early = format!("发布日期不能早于成文日期（{}）", chinese(formed.value));
    // Where the day was asked for, so is the other.
    let published = match new.published {
        None if asked && !has_formed => ask::answer("发布日期（还没有定的，直接按回车）", |typed| match typed {
            "" => Ok(None),
            typed => read_day(typed).and_then(|day| if day < formed.value { Err(early.clone()) } else { Ok(Some(day)) }),
        })?,
        published => published,
    };
    if published.is_some_and(|day| day < formed.value) {
        return Err(format!("{early}，没有写文件。\n改法：先成文，后发布；对照原件核对这两个日期。"));
    }
    let facts = Facts {
        title: Some(title),
        subject: Some(subject),
        formed: Some(formed),
        published: published.map(Fact::said).or(paper.published),
        number: number.or(paper.number),
        stage,
        matter: said(&new.matter),
        interprets: said(&new.interprets),
        ..paper
    };
    Ok((leaf, facts))
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
        new_item::leaves_of(&site.catalogue, title, "").iter().take(OFFERED).map(|spoken| meant::leaf_choice(site, spoken.leaf)).collect();
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
                let meant = meant::leaves(site, &word);
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
    let mut offered: Vec<Choice<SubjectId>> = offered.into_iter().map(|id| meant::subject_choice(site, id)).collect();
    loop {
        match ask::choice_or_word("主体（序号，或者别的主体的简称）", &offered)? {
            Ok(id) => return Ok(id),
            Err(word) => {
                let meant = meant::subjects(site, &word);
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
fn write(new: &New, place: &Place, item: &NewItem) -> Result<(), String> {
    let target = new.input.source.join(place.path.as_str());
    let failed = |error: std::io::Error| format!("写不了“{}”（{}）。\n改法：{}", target.display(), reason(&error), cure(&error));
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    output::write_new(&target, item.text.as_bytes()).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => format!("“{}”已经有了，没有动它。\n改法：刚才有别人写了同一个文件的，再运行一次。", target.display()),
        _ => failed(error),
    })
}

fn tell(site: &Site, leaf: &Fact<LeafId>, facts: &Facts, place: &Place, item: &NewItem) {
    let leaf = site.catalogue.leaf(leaf.value);
    let subject = facts.subject.as_ref().map_or("", |subject| &site.subjects.get(subject.value).short);
    say!("已写好“{}”（草稿）：{}，{subject}。", place.path, leaf.name);
    if let Some(number) = &place.index_number {
        say!("  索引号：{number}");
    }
    if let (Some(due), Some(deadline)) = (item.due, leaf.deadline) {
        let estimated = if due.estimated { "（估算）" } else { "" };
        say!("  最迟{}公开{estimated}：{}。", chinese(due.date), deadline.text());
    }
    let left: Vec<&str> = item.left.iter().map(|left| left.key).collect();
    say!("  还要填写：{}，正文。", left.join("、"));
    say!("写好以后用“gongkai check”检查，用“gongkai serve”预览；审核、审查通过，删去“草稿”一行，就可以公开。");
}
