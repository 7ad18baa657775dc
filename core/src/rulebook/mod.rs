//! The rulebook: places, agencies, procedures, contracts, tariffs, taxes, calendars and legal sources, as one document.

pub mod agency;
pub mod calendar;
pub mod contract;
pub mod liability;
pub mod place;
pub mod procedure;
pub mod source;
pub mod tariff;
pub mod zone;

use agency::{Agency, Field};
use calendar::Calendar;
use contract::Contract;
use liability::Liability;
use place::Place;
use procedure::Procedure;
use source::{Operator, Source};
use tariff::{Tariff, Tax};
use zone::Zone;

use crate::index::Index;
use crate::index::table::{At as _, Ix};
use crate::number::{Currency, Days, FormatVersion};
use crate::read::{self, Node};
use crate::shape::{List, Schemas};
use crate::text::Text;
use crate::time::UtcOffset;
use crate::write;
use crate::{Date, Id, Issues, Language};

shape! {
    /// A rulebook's document. Keys that begin with `x_` are free at every level; other unknown keys are refused.
    pub struct Document {
        /// The version of this format: 1.
        pub hoso: FormatVersion,
        /// The rulebook's id.
        pub id: Id,
        /// What it is.
        pub title: Text,
        /// The currency of every amount.
        pub currency: Currency,
        /// The offset at which the day of a time is told.
        pub utc_offset: UtcOffset,
        /// Legal sources.
        pub sources: Vec<Source>,
        /// Calendars; the first is the default.
        pub calendars: Vec<Calendar>,
        /// Places.
        pub places: Vec<Place>,
        /// Zones, in the order in which they are tried.
        pub zones: List<Zone, 0, 1_000>,
        /// Operators.
        pub operators: Vec<Operator>,
        /// Agencies.
        pub agencies: Vec<Agency>,
        /// Fields.
        pub fields: Vec<Field>,
        /// Procedures.
        pub procedures: Vec<Procedure>,
        /// Taxes.
        pub taxes: Vec<Tax>,
        /// Tariffs.
        pub tariffs: Vec<Tariff>,
        /// Contracts.
        pub contracts: Vec<Contract>,
        /// Liability rules.
        pub liability: Vec<Liability>,
    }
}

/// A valid rulebook, ready to answer. Immutable; share it between threads as it is.
///
/// ```
/// use hoso::Rulebook;
/// let rulebook = Rulebook::parse(
///     r#"{"hoso": 1, "id": "binh-duong", "title": "Bình Dương", "currency": "VND", "utc_offset": "+07:00"}"#,
/// )?;
/// assert_eq!(rulebook.document().id.as_str(), "binh-duong");
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Debug)]
pub struct Rulebook {
    document: Document,
    pub(crate) index: Index,
}

impl Rulebook {
    /// Reads a rulebook from JSON text.
    ///
    /// # Errors
    /// Every issue of the document at once. References are looked at once the shape of the whole is right.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        Self::from_document(read::parse(json)?)
    }

    /// Reads a rulebook from a JSON value.
    ///
    /// # Errors
    /// As [`Rulebook::parse`].
    pub fn from_value(value: &serde_json::Value) -> Result<Self, Issues> {
        Self::from_node(&Node::from_value(value)?)
    }

    /// Reads a rulebook from a tree of values, as a binding makes it.
    ///
    /// # Errors
    /// As [`Rulebook::parse`].
    pub fn from_node(node: &Node<'_>) -> Result<Self, Issues> {
        Self::from_document(read::from_node(node)?)
    }

    fn from_document(document: Document) -> Result<Self, Issues> {
        let index = Index::new(&document)?;
        Ok(Self { document, index })
    }

    /// The document as it was read.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The document as JSON in its normal form: keys in their order, what is absent left out.
    pub fn to_json(&self) -> String {
        write::json(&self.document, Language::default())
    }

    /// The JSON Schema (2020-12) of a rulebook's document.
    ///
    /// What it refuses, [`Rulebook::parse`] refuses; what it accepts may still have references that lead nowhere.
    pub fn schema() -> serde_json::Value {
        Schemas::of::<Document>("hoso rulebook")
    }

    /// Working days after `a`, up to and with `b`, by a calendar; 0 when `b` is not after `a`.
    ///
    /// # Errors
    /// [`CalendarError`] when there is no such calendar or it does not cover a day that is needed.
    pub fn working_days_between(&self, calendar: &str, a: Date, b: Date) -> Result<i64, CalendarError> {
        self.calendar(calendar)?.between(a, b).map_err(CalendarError::NotCovered)
    }

    /// The day `days` working days after `a`, by a calendar: the day after is day 1; 0 days is the day itself when it is
    /// a working day, else the next.
    ///
    /// # Errors
    /// [`CalendarError`] when there is no such calendar or it does not cover a day that is needed.
    pub fn add_working_days(&self, calendar: &str, a: Date, days: Days) -> Result<Date, CalendarError> {
        self.calendar(calendar)?.add(a, days).map_err(CalendarError::NotCovered)
    }

    fn calendar(&self, id: &str) -> Result<&crate::index::calendar::WorkingDays, CalendarError> {
        let found = self.index.ids.calendars.find(id).ok_or(CalendarError::Unknown)?;
        Ok(self.index.calendars.at(Ix::<Calendar>::new(found)))
    }
}

/// Why working days cannot be counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CalendarError {
    /// The rulebook has no such calendar.
    #[error("the rulebook has no such calendar")]
    Unknown,
    /// The calendar does not cover this day.
    #[error("the calendar does not cover {0}")]
    NotCovered(Date),
}
