//! `gongkai` turns a folder of Markdown disclosure items into a township's 政务公开 column: it checks the items against the
//! catalogue of what must be made public, and renders a static HTML column.
//!
//! # The idea
//!
//! The column is a pure function of a folder and a day.
//!
//! ```text
//! content/ site.toml themes/ portal/
//!   Folder ──► parse ──► plan ──► check ──► render(page) ──► publish
//!   bytes      Site,     every    Report    bytes of one     a complete tree,
//!   by path    findings  address            page             swapped in at once
//! ```
//!
//! - [`folder`] reads files, and replaces those that were repaired; it and [`publish`] alone touch the disk.
//! - [`parse`] makes the [`model`]. It never fails: it gives what could be read, and *all* faults of all files.
//! - [`outputs`] is a table: each output says which pages it makes. From that comes the [`plan`], the one source of addresses.
//! - [`personal`] tells personal data in a text or a table; the rules and the printers ask it.
//! - [`mask`] makes of a list of persons one that may be shown.
//! - [`annual`] knows the annual report on disclosure: its year, and its tables, written in it or computed from its data file.
//! - [`new_item`] writes the file that a clerk begins an item with, from what the catalogue asks of its leaf; [`agenda`] tells what is
//!   due, and whom to remind.
//! - [`schema`] tells editors what the files may hold, from the tables that they are parsed by; [`editor`] makes the files by which an
//!   editor knows the column.
//! - [`village`] tells what a village owes in a quarter; the rules and the pages ask it.
//! - [`rules`] is a table: each rule is a function of the model, the plan and the day. [`check`] runs it. (The plan is made before
//!   the check, because rules ask whether two things have one address; it is cheap, and nothing is rendered for it.)
//! - [`render`] makes the bytes of *one* page when somebody asks: a build asks for all of them in parallel.
//! - [`publish`] brings a spare tree up to date and exchanges it with the old one: a reader sees the whole old column or the whole
//!   new one.
//!
//! [`formats`] writes the report for other programs, [`repair`] does what is certain, [`standing`] tells how far each
//! item is, [`review_sheet`] writes the paper that its reviewers sign, and [`package`] puts a year away. [`intake`] makes the draft of
//! an item from an office's file: it reads its bytes, mends its text with the repairs of the rules, and asks the rules what may not be
//! published.
//!
//! [`column::Column`] is all of that as one value, and [`column::Release`] is what may be published: there is none where a finding
//! forbids it, and [`publish::publish`] takes nothing else.
//!
//! A preview asks for less, sooner: a column is checked when somebody asks for its report, and `Column::preview` makes a page
//! whatever the report says. `Column::again` makes the next column from the last: an unchanged file keeps its parsed item, and what
//! was found in that item alone ([`check::Kept`]); where items stay in their places, so does their index. All else is made anew.
//!
//! # Laws
//!
//! 1. Data travels one way: a module imports only modules above it in the list below, which is in reading order.
//! 2. `folder` and `publish` alone touch the disk. No module knows the clock, the environment or the network: the day is an
//!    argument.
//! 3. A stage never changes its input. `Result` is for the machine's faults, a [`diag::Report`] for the clerk's.
//! 4. Rules and outputs are rows of two tables. Rows do not know each other, and the runner is given the table.
//! 5. One fact, one place: an address comes from the plan, a rule's page is its explanation and its test, what a township must
//!    publish is data in `content/`.
//! 6. What breaks the law cannot be published: see [`column::Release`].
//!
//! `tests/architecture.rs` keeps the first, second and fourth; types keep the others.
//!
//! # Words
//!
//! 条目 is [`model::Item`], 目录 [`model::Catalogue`], 类别 [`model::Leaf`] (in a group, in a part), 公开主体 [`model::Subject`], 声明
//! [`model::Statement`], 文号 [`model::DocNumber`], 索引号 [`model::IndexNumber`], 公开时限 [`model::Deadline`], 公示期
//! [`model::DisplayPeriod`], 保密审查 [`model::SecrecyReview`], 村务
//! [`model::VillageAffairs`], 公开场所 [`model::Place`], 待办 [`agenda::Agenda`], 归档包 [`package::Package`].

#![forbid(unsafe_code)]

// Ground: words that every stage speaks.
pub mod folder;

pub mod diag;

pub mod calendar;

pub mod csv;

pub mod scalar;

// The column as it is.
pub mod model;

pub mod parse;

pub mod schema;

pub mod draft;

pub mod duty;

pub mod village;

pub mod entries;

pub mod personal;

pub mod mask;

pub mod prose;

pub mod annual;

// What does a clerk begin with, and what is to be done?
pub mod new_item;

pub mod editor;

pub mod agenda;

// Where everything will be.
pub mod plan;

// Is it lawful?
pub mod check;

pub mod starter;

pub mod theme;

pub mod rules;

// What does the public see?
pub mod view;

pub mod outputs;

pub mod render;

// The whole, and what may leave.
pub mod column;

pub mod formats;

pub mod repair;

pub mod intake;

pub mod publish;

// What became of it?
pub mod standing;

pub mod review_sheet;

pub mod package;
