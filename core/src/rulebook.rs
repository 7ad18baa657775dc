//! A rulebook: a document that was read and compiled, ready to answer.

use std::sync::OnceLock;

use crate::document::{Agency, Calendar, Document};
use crate::index::Index;
use crate::index::calendar::WorkingDays;
use crate::index::route::KeepsRoutes;
use crate::index::table::{At as _, Ix};
use crate::wire::{
    BoundedText, Date, Days, Issue, IssueCode, Issues, Language, Lookup, Naming, Node, Text, Words, read, write,
};

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
    /// What rows look up; nothing until some are asked about.
    pub(crate) routes: OnceLock<Box<dyn KeepsRoutes>>,
}

impl Rulebook {
    /// Reads a rulebook from JSON text.
    ///
    /// # Errors
    /// Every issue of the document at once. References are looked at once the shape of the whole is right.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        // A page reads its document as a tree, and is the smaller for knowing no other way.
        let read = if cfg!(target_arch = "wasm32") { None } else { Document::read_as_it_comes(json) };
        match read {
            Some(document) => Self::compiled(document),
            None => Self::from_node(&Node::parse(json)?),
        }
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
        Self::compiled(read::from_node(node).map_err(|issues| issues.worded(of_format))?)
    }

    /// Takes a document that was built in code: see [`document`](crate::document).
    ///
    /// It is read as its JSON text would be, so it can be no worse than one in JSON, and each issue has its path there.
    ///
    /// ```
    /// use hoso::Rulebook;
    /// use hoso::document::{Document, Field};
    /// let mut document = Document::new("d".parse()?, "D".parse()?, "VND".parse()?, "+07:00".parse()?);
    /// document.fields = vec![Field::new("land".parse()?, "Đất đai".parse()?); 2];
    /// let issues = Rulebook::from_document(&document).unwrap_err();
    /// let issue = issues.iter().next().unwrap();
    /// assert_eq!((issue.code.as_str(), issue.path.as_str()), ("duplicate", "/fields/1/id"));
    /// # Ok::<(), hoso::IssueCode>(())
    /// ```
    ///
    /// # Errors
    /// As [`Rulebook::parse`].
    pub fn from_document(document: &Document) -> Result<Self, Issues> {
        Self::parse(&write::json(document, Language::default()))
    }

    pub(crate) fn compiled(document: Document) -> Result<Self, Issues> {
        let index = Index::new(&document)?;
        Ok(Self { document, index, routes: OnceLock::new() })
    }

    /// The document as it was read.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The document as JSON in its normal form: keys in their order, what is absent left out.
    pub fn to_json(&self) -> String {
        write::json(&self.document, Language::default())
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

    fn calendar(&self, id: &str) -> Result<&WorkingDays, CalendarError> {
        let found = self.index.ids.calendars.find(id).ok_or(CalendarError::Unknown)?;
        Ok(self.index.calendars.at(Ix::<Calendar>::new(found)))
    }

    /// The calendar given, or else the first of the document.
    pub(crate) fn calendar_or_first(&self, calendar: Option<Ix<Calendar>>) -> Option<&WorkingDays> {
        calendar.map_or_else(|| self.index.calendars.first(), |calendar| Some(self.index.calendars.at(calendar)))
    }

    /// The calendar by which an agency counts.
    pub(crate) fn calendar_of(&self, agency: Ix<Agency>) -> Option<&WorkingDays> {
        self.calendar_or_first(self.index.agencies.node(agency).calendar)
    }

    /// The code of an agency, as reasons name it.
    pub(crate) fn agency_code(&self, agency: Ix<Agency>) -> &str {
        self.document().agencies.at(agency).code.as_str()
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

impl Naming for Rulebook {
    fn name(&self, kind: &str, id: &str, language: Language) -> Option<&str> {
        let ids = &self.index.ids;
        let Document {
            places, zones, operators, agencies, fields, procedures, taxes, tariffs, contracts, sources, ..
        } = &self.document;
        match kind {
            "agency" | "reception" => name(&ids.agencies, agencies, id, |it| &it.name, language),
            "procedure" => name(&ids.procedures, procedures, id, |it| &it.name, language),
            "field" => name(&ids.fields, fields, id, |it| &it.name, language),
            "place" => name(&ids.places, places, id, |it| &it.name, language),
            "zone" => name(&ids.zones, zones, id, |it| &it.name, language),
            "tax" => name(&ids.taxes, taxes, id, |it| &it.name, language),
            "tariff" => name(&ids.tariffs, tariffs, id, |it| &it.title, language),
            "operator" => name(&ids.operators, operators, id, |it| &it.name, language),
            "source" => name(&ids.sources, sources, id, |it| &it.title, language),
            "contract" => found(&ids.contracts, contracts, id)?.number.as_ref().map(BoundedText::as_str),
            _ => None,
        }
    }
}

/// A document of a later format: its reader is to be renewed, and the document left as it is.
fn of_format(issue: &Issue) -> Option<Words> {
    (issue.code == IssueCode::TooLarge && issue.path == "/hoso").then(|| {
        Words::of(
            "Bộ quy tắc theo định dạng mới hơn bản hoso này đọc được ({max}); hãy dùng bản hoso mới.",
            "The rulebook is of a later format than this version of hoso reads ({max}); please use a newer version.",
        )
    })
}

fn found<'r, T>(ids: &Lookup, list: &'r [T], id: &str) -> Option<&'r T> {
    ids.find(id).map(|at| list.at(Ix::<T>::new(at)))
}

fn name<'r, T>(ids: &Lookup, list: &'r [T], id: &str, of: fn(&T) -> &Text, language: Language) -> Option<&'r str> {
    found(ids, list, id).map(|it| of(it).say(language))
}
