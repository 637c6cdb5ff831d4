//! 村务公开: the villages, and the sheet of one village: what it had to publish in each quarter, what it did, and what is missing.

use serde::Serialize;
use tera::Value;

use crate::calendar::chinese;
use crate::model::{MatterGroup, Months, Site, SubjectId, SubjectType};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Crumb, PageInfo, Scene};
use crate::village::{Line, Quarter, Record, Standing};

const TITLE: &str = "村务公开";

#[derive(Serialize)]
struct VillageEntry<'s> {
    name: &'s str,
    href: String,
    latest: String,
    published: usize,
    missing: usize,
    quarter: String,
}

#[derive(Serialize)]
struct MatterView<'s> {
    name: &'s str,
    group: &'static str,
    rhythm: String,
    content: &'s str,
}

#[derive(Serialize)]
struct QuarterView<'s> {
    id: String,
    name: String,
    state: String,
    groups: Vec<GroupView<'s>>,
}

#[derive(Serialize)]
struct GroupView<'s> {
    name: &'static str,
    lines: Vec<LineView<'s>>,
}

#[derive(Serialize)]
struct LineView<'s> {
    matter: &'s str,
    /// The month, where the matter is published by months.
    month: String,
    rhythm: &'static str,
    rows: Value,
    code: &'static str,
    state: &'static str,
    note: String,
}

/// `villages.html`, where the column says what villages must publish.
pub fn list_pages(site: &Site, _: &Theme) -> Vec<Page> {
    site.villages.iter().filter_map(|_| Page::new("villages.html", Noun::Villages)).collect()
}

/// `village/v-shanghe.html`.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    let villages = site.subjects.iter().filter(|(_, subject)| site.villages.is_some() && subject.kind == SubjectType::Village);
    villages.filter_map(|(id, village)| Page::new(&format!("village/{}.html", village.code), Noun::Village(id))).collect()
}

/// The villages, and what each of them must publish.
pub fn list_content(scene: &Scene<'_>, page: &Page) -> Content {
    let Some(record) = Record::new(scene.site, scene.today) else { return Content::Bytes(Vec::new()) };
    let info = PageInfo {
        kind: "villages",
        title: TITLE.into(),
        description: format!("{}各村按季度公布的村务。", scene.site.config.organ),
        nav_key: "disclosure",
        ..PageInfo::default()
    };
    let villages: Vec<VillageEntry<'_>> = record.all().map(|(id, _)| entry(scene, &record, id)).collect();
    let matters = MatterGroup::ALL.into_iter().flat_map(|group| record.villages.matters.iter().filter(move |m| m.group == group));
    let matters = matters.map(|matter| {
        let monthly = matter.monthly.iter().map(|word| word.value.as_str()).collect::<Vec<_>>().join("、");
        let more = if monthly.is_empty() { String::new() } else { format!("（{monthly}每月）") };
        let rhythm = format!("{}{more}", matter.rhythm.name());
        MatterView { name: &matter.name, group: matter.group.name(), rhythm, content: &matter.content }
    });
    let mut context = scene.context(page, info);
    context.insert_value("villages", Value::from_serializable(&villages));
    context.insert_value("matters", Value::from_serializable(&matters.collect::<Vec<_>>()));
    insert_duty(&mut context, &record);
    Content::Template("villages.html", context)
}

/// What holds for all villages.
fn insert_duty(context: &mut tera::Context, record: &Record<'_>) {
    context.insert_value("basis", Value::from(record.villages.basis.clone()));
    context.insert_value("by_day", Value::from(record.villages.by_day));
    context.insert_value("from", Value::from(chinese(record.villages.from)));
}

fn entry<'s>(scene: &Scene<'s>, record: &Record<'s>, id: SubjectId) -> VillageEntry<'s> {
    let quarters = record.quarters(id);
    let standing = record.standing(id);
    let lines = || quarters.iter().flat_map(|quarter| &quarter.lines).chain(&standing);
    let mut items: Vec<_> = lines().flat_map(|line| &line.items).copied().collect();
    items.sort_unstable();
    items.dedup();
    let latest = items.last().and_then(|id| scene.site.item(*id).published.as_ref()).map(|stamp| chinese(stamp.value.date));
    VillageEntry {
        name: scene.site.subjects.get(id).place(),
        href: scene.plan.href(&Noun::Village(id)),
        latest: latest.unwrap_or_default(),
        published: items.len(),
        missing: lines().filter(|line| matches!(line.standing, Standing::Missing(_))).count(),
        quarter: quarters.first().map(|quarter| quarter.months.name()).unwrap_or_default(),
    }
}

/// The sheet of one village.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let (Noun::Village(id), Some(record)) = (&page.noun, Record::new(scene.site, scene.today)) else { return Content::Bytes(Vec::new()) };
    let village = scene.site.subjects.get(*id);
    let info = PageInfo {
        kind: "village",
        title: format!("{}村务公开", village.place()),
        within: TITLE.into(),
        description: format!("{}每个季度应当公布和已经公布的村务。", village.name),
        nav_key: "disclosure",
        crumbs: vec![Crumb { name: TITLE.into(), href: scene.plan.href(&Noun::Villages) }],
    };
    let quarters: Vec<QuarterView<'_>> = record.quarters(*id).iter().map(|quarter| quarter_view(scene, quarter)).collect();
    let standing = record.standing(*id);
    let lines: Vec<&Line<'_>> = standing.iter().collect();
    let mut context = scene.context(page, info);
    context.insert_value("quarters", Value::from_serializable(&quarters));
    context.insert_value("standing", Value::from_serializable(&groups(scene, &lines, None)));
    context.insert_value("subject_href", Value::from(scene.plan.href(&Noun::Subject(*id))));
    context.insert_value("head", Value::from(village.head.clone()));
    context.insert_value("contact", Value::from(village.contact.clone()));
    context.insert_value("today", Value::from(chinese(scene.today)));
    insert_duty(&mut context, &record);
    Content::Template("village.html", context)
}

fn quarter_view<'s>(scene: &Scene<'s>, quarter: &Quarter<'s>) -> QuarterView<'s> {
    let lines: Vec<&Line<'s>> = quarter.lines.iter().collect();
    let count = |of: fn(Standing) -> bool| lines.iter().filter(|line| of(line.standing)).count();
    let missing = count(|standing| matches!(standing, Standing::Missing(_)));
    let pending = count(|standing| matches!(standing, Standing::Pending(_)));
    let state = match (missing, pending) {
        _ if !quarter.asked => "这一季度在本栏目开始登记以前，只列出已经公布的。".to_string(),
        (0, 0) => "本季度应当公布的都已公布或者说明。".to_string(),
        (0, n) => format!("本季度还有{n}项没有到期。"),
        (n, 0) => format!("本季度有{n}项逾期没有公布。"),
        (n, m) => format!("本季度有{n}项逾期没有公布，{m}项没有到期。"),
    };
    let Months { year, last, .. } = quarter.months;
    let groups = groups(scene, &lines, Some(quarter.months));
    QuarterView { id: format!("q{year}-{}", last / 3), name: quarter.months.name(), state, groups }
}

/// The lines by group. Of one whose period is not the whole quarter the month is named.
fn groups<'s>(scene: &Scene<'s>, lines: &[&Line<'s>], whole: Option<Months>) -> Vec<GroupView<'s>> {
    let of = |group: MatterGroup| {
        let lines = lines.iter().filter(move |line| line.matter.group == group).map(|line| line_view(scene, line, whole));
        GroupView { name: group.name(), lines: lines.collect() }
    };
    MatterGroup::ALL.into_iter().map(of).filter(|group| !group.lines.is_empty()).collect()
}

fn line_view<'s>(scene: &Scene<'s>, line: &Line<'s>, whole: Option<Months>) -> LineView<'s> {
    let month = line.months.filter(|months| Some(*months) != whole);
    let (code, state, note) = match line.standing {
        Standing::Published => ("ok", "已公开", String::new()),
        Standing::Late(due) => ("soon", "逾期公开", format!("截止日是{}。", chinese(due))),
        Standing::Stated => line.statement.map_or(("stated", "", String::new()), |it| ("stated", it.kind.name(), it.reason.clone())),
        Standing::Pending(due) => ("unlimited", "未到期", format!("{}以前公布。", chinese(due))),
        Standing::Missing(due) => ("overdue", "尚未公开", format!("截止日是{}，已经逾期。", chinese(due))),
        Standing::NoOccasion => ("unlimited", "随时公布", "本季度没有公布；发生时即时公布。".to_string()),
        Standing::Unasked => ("unlimited", "不齐", "这一期在本栏目开始登记以前。".to_string()),
    };
    LineView {
        matter: &line.matter.name,
        month: month.map(|months| format!("{}月", months.first)).unwrap_or_default(),
        rhythm: if month.is_some() { "每月" } else { line.matter.rhythm.name() },
        rows: scene.rows(line.items.iter()),
        code,
        state,
        note,
    }
}
