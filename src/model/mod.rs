//! The column as it is: items, the catalogue, the subjects, the statements. Nothing here knows a page, an address or a template.

mod attachment;
mod body;
mod catalogue;
mod citation;
mod config;
mod deadline;
mod item;
mod leaders;
mod limits;
mod lists;
mod lock;
mod numbers;
mod scheme;
mod site;
mod statement;
mod subject;
mod table;
mod terms;

pub use attachment::{Attachment, Checked, Contents, Format, Passage, Reading, Trace};
pub use body::{Body, Heading, Link, RawHtml, Table, Target, encode, escape, slot};
pub use catalogue::{Catalogue, Deadline, Event, Group, Kind, Leaf, LeafId, NamesRule, Part, PartId, Timing};
pub use citation::{Cited, CitedForm, cited};
pub use config::{Config, Footer};
pub use deadline::{Asks, Clause, Period, TimeLimit};
pub use item::{
    DisplayPeriod, Flow, Item, KEYS, Key, Openness, Review, Revision, SecrecyResult, SecrecyReview, Stage, Stamp, Status, Step, Validity,
    Waiver, Withdrawal,
};
pub use leaders::{Leader, Leaders};
pub use limits::{Abolished, COUNTS, CommentLimit, Counts, DisplayLimit, Element, GuideLimit, Limits, ReportLimit, Statute, UpdateLimit};
pub use lists::{KnownNumber, Lists, Point, WORD_LISTS, WordList};
pub use lock::{Lock, Locked, fingerprint};
pub use numbers::{DocNumber, IndexNumber, NumberFault, is_han};
pub use scheme::{Class, Fixed, FixedContent, Scheme, Schemes};
pub use site::{Filed, ItemId, Site};
pub use statement::{Statement, StatementKind};
pub use subject::{Subject, SubjectId, SubjectType, Subjects};
pub use table::{CatalogueTable, Cell, Column, Row, Sheet};
pub use terms::{Hit, Term, TermKind, Terms};
