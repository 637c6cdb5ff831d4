//! The column: what a folder and a day come to.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::annual;
use crate::calendar::Date;
use crate::check::{self, Facts, Keep, Kept};
use crate::diag::{Diagnostic, Report, Span};
use crate::folder::{Blob, Folder, RelPath};
use crate::model::{Lock, Locked, Site, fingerprint};
use crate::outputs::{self, OUTPUTS};
use crate::parse::{self, Parsed};
use crate::plan::{Coding, Noun, Page, Plan, Shard, is_text};
use crate::render::{Rendered, Renderer, untemplated};
use crate::rules::{self, RULES};
use crate::theme::Theme;
use crate::view::{Scene, Shared, Source};

/// A column, read and planned. It is checked when somebody asks for the report, and a page is rendered when somebody asks for it.
pub struct Column {
    folder: Arc<Folder>,
    parsed: Arc<Parsed>,
    /// The column that is shown: as parsed, or with its drafts.
    site: Arc<Site>,
    theme: Theme,
    theme_findings: Vec<Diagnostic>,
    plan: Plan,
    renderer: OnceLock<Result<Arc<Renderer>, Vec<Diagnostic>>>,
    shared: OnceLock<Shared>,
    report: OnceLock<Report>,
    /// What was found in each item alone: here, and in the column that this one was made from.
    kept: OnceLock<Arc<Kept>>,
    inherited: Option<Arc<Kept>>,
    /// Whether other columns are made from it.
    goes_on: bool,
    today: Date,
    commit: String,
}

impl Column {
    /// Reads the column in `folder` for the day `today`, and checks it. It never fails: what is wrong is in the report. `stage` is
    /// told the name of each stage as it ends.
    pub fn load(folder: Folder, today: Date, stage: &mut dyn FnMut(&'static str)) -> Column {
        let parsed = Arc::new(parse::parse(&folder));
        stage("解析");
        let site = parsed.site.clone();
        let column = Column { goes_on: false, ..Column::new(Arc::new(folder), parsed, site, today) };
        stage("排定网址");
        let _ = column.renderer();
        stage("模板");
        column.report();
        stage("检查");
        column
    }

    /// Reads the column without checking it.
    pub fn open(folder: Folder, today: Date) -> Column {
        let parsed = Arc::new(parse::parse(&folder));
        let site = parsed.site.clone();
        Column::new(Arc::new(folder), parsed, site, today)
    }

    /// The column of a folder of which only the files `changed` are other than in this one, for the day `today`, without checking
    /// it. What was made of the others is kept.
    pub fn again(&self, folder: Folder, changed: &BTreeSet<RelPath>, today: Date) -> Column {
        let parsed = Arc::new(parse::again(&folder, &self.parsed, changed));
        let site = parsed.site.clone();
        let column = Column::new(Arc::new(folder), parsed, site, today).at_commit(&self.commit);
        column.inherit(self)
    }

    /// The column as it would be with its drafts published, those without a day of their own today. It is for looking at.
    pub fn with_drafts(&self) -> Column {
        let site = Arc::new(self.parsed.with_drafts(&self.folder, self.today));
        Column::new(self.folder.clone(), self.parsed.clone(), site, self.today).at_commit(&self.commit).inherit(self)
    }

    fn new(folder: Arc<Folder>, parsed: Arc<Parsed>, site: Arc<Site>, today: Date) -> Column {
        let (theme, theme_findings) = Theme::load(&folder, &site.config.theme, site.config.theme_span);
        let plan = outputs::plan(OUTPUTS, &site, &theme);
        Column {
            folder,
            parsed,
            site,
            theme,
            theme_findings,
            plan,
            renderer: OnceLock::new(),
            shared: OnceLock::new(),
            report: OnceLock::new(),
            kept: OnceLock::new(),
            inherited: None,
            goes_on: true,
            today,
            commit: String::new(),
        }
    }

    /// Takes over what still holds of the column that this one was made from: its compiled templates where theme and data are the
    /// same, and what was found in each item.
    fn inherit(mut self, before: &Column) -> Column {
        let same = Arc::ptr_eq(self.site.data(), before.site.data()) && self.theme == before.theme;
        if let Some(renderer) = before.renderer.get().filter(|_| same) {
            let _ = self.renderer.set(renderer.clone());
        }
        self.inherited = before.kept.get().or(before.inherited.as_ref()).cloned();
        self
    }

    fn renderer(&self) -> Result<&Renderer, &[Diagnostic]> {
        let made = self.renderer.get_or_init(|| Renderer::new(&self.theme, &self.site, &self.plan).map(Arc::new));
        made.as_deref().map_err(Vec::as_slice)
    }

    fn checked(&self) -> Report {
        let mut findings = self.parsed.findings();
        findings.extend(self.theme_findings.iter().cloned());
        let (site, plan, folder, today) = (&*self.site, &self.plan, &*self.folder, self.today);
        let facts = Facts { site, plan, folder, faults: &findings, today, tables: &OnceLock::new() };
        let keep = if self.goes_on { Keep::After(self.inherited.as_deref()) } else { Keep::Nothing };
        let (found, kept) = check::run(RULES, facts, keep);
        if let Some(kept) = kept {
            let _ = self.kept.set(Arc::new(kept));
        }
        findings.extend(found);
        findings.extend(self.renderer().err().into_iter().flatten().cloned());
        rules::mask(&mut findings);
        check::judge(site, &rules::all(), findings)
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            site: &self.site,
            plan: &self.plan,
            theme: &self.theme,
            today: self.today,
            source: Source { folder: &self.folder, commit: &self.commit },
            shared: self.shared.get_or_init(|| Shared::new(&self.site, self.today)),
        }
    }

    /// The column with the name of the sources' commit, which `build.json` tells.
    pub fn at_commit(self, commit: &str) -> Column {
        Column { commit: commit.to_string(), ..self }
    }

    /// A county's table of matters alone: its report says nothing of anything else.
    pub fn of_table(folder: Folder, table: &RelPath, today: Date) -> Column {
        let mut column = Column::load(folder, today, &mut |_| {});
        let own = column.report().findings().iter().filter(|finding| finding.file == *table).cloned();
        column.report = OnceLock::from(Report::new(own.collect()));
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

    /// What was found. The first who asks has the column checked.
    pub fn report(&self) -> &Report {
        self.report.get_or_init(|| self.checked())
    }

    /// What was found, if somebody had it checked already.
    pub fn report_so_far(&self) -> Option<&Report> {
        self.report.get()
    }

    /// The lock as it is after this column is published: every item that is shown is in it, each with the date of its first
    /// publication.
    pub fn next_lock(&self) -> Lock {
        let mut lock = self.site.lock.clone();
        for (id, filed) in self.site.public() {
            let (Some(page), Some(published)) = (self.plan.page(&Noun::Item(id)), &filed.item.published) else { continue };
            let hash = fingerprint(&filed.item, &annual::added(&self.site, &filed.item));
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
        if self.report().forbids() {
            return None;
        }
        let (shard, codings) = (Shard::WHOLE, &[][..]);
        Some(Release { folder: &self.folder, plan: &self.plan, renderer: self.renderer().ok()?, scene: self.scene(), shard, codings })
    }

    /// Makes one page for looking at, whatever the findings say. Nothing can be published this way.
    ///
    /// # Errors
    /// What is wrong with the templates. What needs none is made all the same.
    pub fn preview(&self, page: &Page) -> Result<Rendered<'_>, Vec<Diagnostic>> {
        match self.renderer() {
            Ok(renderer) => renderer.render(OUTPUTS, &self.scene(), page).map_err(|fault| vec![*fault]),
            Err(faults) => untemplated(OUTPUTS, &self.scene(), page).ok_or_else(|| faults.to_vec()),
        }
    }
}

/// A column that nothing forbids to publish. It can be had only from [`Column::release`], and only it can be published.
pub struct Release<'c> {
    folder: &'c Folder,
    plan: &'c Plan,
    renderer: &'c Renderer,
    scene: Scene<'c>,
    shard: Shard,
    codings: &'static [Coding],
}

/// An attachment that is shorter than this, in bytes, gets no packed copies: it travels in one packet as it is.
const WORTH_PACKING: u64 = 1024;

impl Release<'_> {
    /// A part of it, of which the others are made elsewhere.
    pub fn part(self, shard: Shard) -> Self {
        Release { shard, ..self }
    }

    /// Which part of the column it is.
    pub fn shard(&self) -> Shard {
        self.shard
    }

    /// The pages to publish: those of its part.
    pub fn pages(&self) -> Vec<&Page> {
        self.plan.pages().iter().filter(|page| self.shard.is_whole() || self.shard.holds(&page.path)).collect()
    }

    /// It, with packed copies beside its texts.
    pub fn packed(self) -> Self {
        Release { codings: Coding::ALL, ..self }
    }

    /// The packed copies of a page, with their addresses. Which there are is told by the page's name and, of an attachment, its
    /// length, never by what packing comes to: each part knows the copies of the others without making them.
    pub fn copies(&self, page: &Page) -> impl Iterator<Item = (Coding, RelPath)> {
        let worth = is_text(&page.path)
            && match &page.noun {
                // It lists the copies.
                Noun::Marker => false,
                Noun::File(path) => !matches!(self.folder.get(path.as_str()), Some(Blob::OnDisk(length)) if *length < WORTH_PACKING),
                _ => true,
            };
        self.codings.iter().filter(move |_| worth).map(|coding| (*coding, coding.beside(&page.path)))
    }

    /// The addresses of some of its pages and of their packed copies.
    pub fn files<'p>(&self, pages: impl IntoIterator<Item = &'p Page>) -> BTreeSet<RelPath> {
        let with_copies = |page: &'p Page| std::iter::once(page.path.clone()).chain(self.copies(page).map(|(_, copy)| copy));
        pages.into_iter().flat_map(with_copies).collect()
    }

    /// The pages of all parts.
    pub fn plan(&self) -> &Plan {
        self.plan
    }

    /// The folder in which the copied files are.
    pub fn folder(&self) -> &Folder {
        self.folder
    }

    /// Makes one page.
    ///
    /// # Errors
    /// A template's fault, as a finding.
    pub fn render(&self, page: &Page) -> Result<Rendered<'_>, Box<Diagnostic>> {
        self.renderer.render(OUTPUTS, &self.scene, page)
    }
}
