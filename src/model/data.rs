//! What a column says besides its items: the settings, the catalogue, the subjects, and what the rules measure with.

use crate::calendar::Calendar;

use super::catalogue::Catalogue;
use super::config::Config;
use super::figures::Figures;
use super::leaders::Leaders;
use super::limits::Limits;
use super::lock::Lock;
use super::place::Place;
use super::portal::PortalParts;
use super::scheme::Schemes;
use super::statement::Statement;
use super::subject::Subjects;
use super::table::CatalogueTable;
use super::terms::Terms;
use super::village::Villages;

/// The data files of a column, read. While none of them changes, it is one value for all that is made of it.
#[derive(Clone, Debug, Default)]
pub struct Data {
    /// `site.toml`.
    pub config: Config,
    /// The catalogue.
    pub catalogue: Catalogue,
    /// The tables of the county from which it was made.
    pub tables: Vec<CatalogueTable>,
    /// The subjects.
    pub subjects: Subjects,
    /// The statements.
    pub statements: Vec<Statement>,
    /// What was published before.
    pub lock: Lock,
    /// The working-day calendar.
    pub calendar: Calendar,
    /// The limits that rules measure with.
    pub limits: Limits,
    /// The word lists.
    pub terms: Terms,
    /// Other ways to the items than the catalogue's, as written: there are no items in them yet.
    pub ways: Schemes,
    /// The leaders and their posts.
    pub leaders: Leaders,
    /// What the villages must make public; none for a column that says nothing of it.
    pub villages: Option<Villages>,
    /// Where people read what is public.
    pub places: Vec<Place>,
    /// The figures of the annual reports, in the order of their files.
    pub figures: Vec<Figures>,
    /// What the site around the column puts on its pages.
    pub portal: PortalParts,
}
