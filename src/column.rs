//! The column: what a folder and a day come to.

use std::sync::OnceLock;

use crate::annual;
use crate::calendar::Date;
use crate::check::{self, Facts};
use crate::diag::{Diagnostic, Report, Span};
use crate::folder::{Folder, RelPath};
use crate::model::{Lock, Locked, Site, fingerprint};
use crate::outputs::{self, OUTPUTS};
use crate::parse;
use crate::plan::{Noun, Page, Plan};
use crate::render::{Rendered, Renderer};
use crate::rules::{self, RULES};
use crate::theme::Theme;
use crate::view::{Scene, Source};

/// A column, read, planned and checked. Nothing is rendered yet.
pub struct Column {
    folder: Folder,
    site: Site,
    theme: Theme,
    plan: Plan,
    report: Report,
    renderer: Option<Renderer>,
    today: Date,
    commit: String,
}

impl Column {
    /// Reads the column in `folder` for the day `today`. It never fails: what is wrong is in the report. `stage` is told the
    /// name of each stage as it ends.
    pub fn load(folder: Folder, today: Date, stage: &mut dyn FnMut(&'static str)) -> Column {
        let parsed = parse::parse(&folder);
        let (site, mut findings) = (parsed.site, parsed.findings);
        stage("解析");
        let (theme, found) = Theme::load(&folder, &site.config.theme, site.config.theme_span);
        findings.extend(found);
        let plan = outputs::plan(OUTPUTS, &site, &theme);
        stage("排定网址");
        let found =
            check::run(RULES, Facts { site: &site, plan: &plan, folder: &folder, faults: &findings, today, tables: &OnceLock::new() });
        findings.extend(found);
        stage("检查");
        let renderer = match Renderer::new(&theme, &site, &plan) {
            Ok(renderer) => Some(renderer),
            Err(found) => {
                findings.extend(found);
                None
            }
        };
        rules::mask(&mut findings);
        let report = check::judge(&site, &rules::all(), findings);
        stage("模板");
        Column { folder, site, theme, plan, report, renderer, today, commit: String::new() }
    }

    /// The column with the name of the sources' commit, which `build.json` tells.
    pub fn at_commit(self, commit: &str) -> Column {
        Column { commit: commit.to_string(), ..self }
    }

    /// A county's table of matters alone: its report says nothing of anything else.
    pub fn of_table(folder: Folder, table: &RelPath, today: Date) -> Column {
        let mut column = Column::load(folder, today, &mut |_| {});
        let own = column.report.findings().iter().filter(|finding| finding.file == *table).cloned();
        column.report = Report::new(own.collect());
        column
    }

    /// The files it was read from.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The model.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Every page and its address.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What was found.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The lock as it is after this column is published: every item that is shown is in it, each with the date of its first
    /// publication.
    pub fn next_lock(&self) -> Lock {
        let mut lock = self.site.lock.clone();
        for (id, filed) in self.site.public() {
            let (Some(page), Some(published)) = (self.plan.page(&Noun::Item(id)), &filed.item.published) else { continue };
            let hash =
                fingerprint(&filed.item, self.folder.text(filed.item.path.as_str()).unwrap_or(""), &annual::added(&self.site, &filed.item));
            let first = Locked { published: published.value.date, hash: String::new(), span: Span::default() };
            lock.entries.entry(page.path.as_str().to_string()).or_insert(first).hash = hash;
        }
        lock
    }

    /// The day for which it was checked.
    pub fn today(&self) -> Date {
        self.today
    }

    /// What may be published: there is none where a finding forbids it.
    pub fn release(&self) -> Option<Release<'_>> {
        let renderer = self.renderer.as_ref().filter(|_| !self.report.forbids())?;
        let scene = Scene::new(&self.site, &self.plan, &self.theme, self.today, Source { folder: &self.folder, commit: &self.commit });
        Some(Release { folder: &self.folder, plan: &self.plan, renderer, scene })
    }
}

/// A column that nothing forbids to publish. It can be had only from [`Column::release`], and only it can be published.
pub struct Release<'c> {
    folder: &'c Folder,
    plan: &'c Plan,
    renderer: &'c Renderer,
    scene: Scene<'c>,
}

impl Release<'_> {
    /// The pages to publish.
    pub fn pages(&self) -> &[Page] {
        self.plan.pages()
    }

    /// The folder in which the copied files are.
    pub fn folder(&self) -> &Folder {
        self.folder
    }

    /// Makes one page.
    ///
    /// # Errors
    /// A template's fault, as a finding.
    pub fn render(&self, page: &Page) -> Result<Rendered, Box<Diagnostic>> {
        self.renderer.render(OUTPUTS, &self.scene, page)
    }
}
