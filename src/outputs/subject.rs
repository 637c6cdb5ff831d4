//! 公开主体: the list of subjects, and one subject with its duties and items.

use serde::Serialize;
use tera::Value;

use crate::calendar::chinese;
use crate::model::{Site, SubjectType};
use crate::plan::{Noun, Page};
use crate::theme::Theme;
use crate::view::{Content, Crumb, LeafBox, PageInfo, Pager, Scene, StateView, list_pages as paged, moment, slice};

const TITLE: &str = "公开主体";

#[derive(Serialize)]
struct TypeView<'s> {
    name: &'static str,
    subjects: Vec<Entry<'s>>,
}

#[derive(Serialize)]
struct Entry<'s> {
    name: &'s str,
    full: &'s str,
    href: String,
    count: usize,
    latest: String,
    duties: usize,
}

#[derive(Serialize)]
struct SubjectView<'s> {
    name: &'s str,
    full: &'s str,
    #[serde(rename = "type")]
    kind: &'static str,
    head: &'s str,
    contact: &'s str,
    aliases: &'s [String],
}

#[derive(Serialize)]
struct Duty<'s> {
    name: &'s str,
    href: String,
    interval: String,
    deadline: String,
    state: StateView,
}

/// `subject/index.html`.
pub fn list_pages(_: &Site, _: &Theme) -> Vec<Page> {
    Page::new("subject/index.html", Noun::Subjects).into_iter().collect()
}

/// The list of subjects.
pub fn list_content(scene: &Scene<'_>, page: &Page) -> Content {
    let info = PageInfo {
        kind: "subjects",
        title: TITLE.into(),
        description: "按公开主体查阅：镇党委、镇政府、各办站所、村委会和公用事业单位。".into(),
        nav_key: "disclosure",
        ..PageInfo::default()
    };
    let site = scene.site;
    let entries = |kind: SubjectType| {
        let subjects = site.subjects.iter().filter(move |(_, subject)| subject.kind == kind);
        let entries = subjects.map(|(id, subject)| {
            let items = site.of_subject(id);
            let latest = items.last().and_then(|id| site.item(*id).published.as_ref()).map(|published| chinese(published.value.date));
            Entry {
                name: &subject.short,
                full: &subject.name,
                href: scene.plan.href(&Noun::Subject(id)),
                count: items.len(),
                latest: latest.unwrap_or_default(),
                duties: subject.duties.len(),
            }
        });
        entries.collect::<Vec<_>>()
    };
    let types = SubjectType::ALL.into_iter().map(|kind| TypeView { name: kind.name(), subjects: entries(kind) });
    let mut context = scene.context(page, info);
    context.insert_value("types", Value::from_serializable(&types.filter(|kind| !kind.subjects.is_empty()).collect::<Vec<_>>()));
    Content::Template("subjects.html", context)
}

/// `subject/finance.html`, and `subject/finance-list-1.html` … with the older items.
pub fn pages(site: &Site, _: &Theme) -> Vec<Page> {
    let subjects = site.subjects.iter();
    let all = subjects.flat_map(|(id, subject)| {
        let items = site.of_subject(id);
        let (first, older) = (format!("subject/{}.html", subject.code), format!("subject/{}-list-", subject.code));
        let modified = |page: &Page| moment::last_change(slice(items, page.number).iter().map(|id| site.item(*id)));
        paged(&Noun::Subject(id), items.len(), &first, &older).into_iter().map(move |page| Page { modified: modified(&page), ..page })
    });
    all.collect()
}

/// One subject.
pub fn content(scene: &Scene<'_>, page: &Page) -> Content {
    let Noun::Subject(id) = page.noun else { return Content::Bytes(Vec::new()) };
    let subject = scene.site.subjects.get(id);
    let info = PageInfo {
        kind: "subject",
        title: subject.short.clone(),
        within: TITLE.into(),
        description: format!("{}应当公开的内容和已经公开的信息。", subject.name),
        nav_key: "disclosure",
        crumbs: vec![Crumb { name: TITLE.into(), href: scene.plan.href(&Noun::Subjects) }],
    };
    let catalogue = &scene.site.catalogue;
    let duties = subject.duties.iter().filter_map(|word| catalogue.find(&word.value)).map(|leaf| Duty {
        name: &catalogue.leaf(leaf).name,
        href: scene.plan.href(&Noun::Leaf(leaf)),
        interval: LeafBox::interval(catalogue.leaf(leaf)),
        deadline: LeafBox::deadline(catalogue.leaf(leaf)),
        state: StateView::new(scene.state(leaf)),
    });
    let view = SubjectView {
        name: &subject.short,
        full: &subject.name,
        kind: subject.kind.name(),
        head: &subject.head,
        contact: &subject.contact,
        aliases: &subject.aliases,
    };
    let items = scene.site.of_subject(id);
    let mut context = scene.context(page, info);
    context.insert_value("subject", Value::from_serializable(&view));
    context.insert_value("sheet_href", Value::from(scene.plan.href(&Noun::Village(id))));
    context.insert_value("duties", Value::from_serializable(&duties.collect::<Vec<_>>()));
    context.insert_value("rows", scene.rows(slice(items, page.number).iter()));
    context.insert_value("pager", Value::from_serializable(&Pager::new(scene, page, items.len())));
    context.insert_value("feed_href", Value::from(scene.plan.href(&Noun::SubjectFeed(id))));
    Content::Template("subject.html", context)
}
