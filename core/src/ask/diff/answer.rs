//! What changes from one rulebook to another.

use std::borrow::Cow;

use crate::ask::check::Finding;
use crate::ask::compare::Change;
use crate::document::Service;
use crate::wire::{Date, Given, Issues, Language, read, write};

shape! {
    /// A value of the document that is another one, is new (without `before`), or is gone (without `after`).
    pub struct Edit<'r> {
        /// The list of the document in which it stands; absent: at the top.
        pub list: Option<Cow<'r, str>>,
        /// The id or code of the thing of the list; absent where the thing has none.
        pub id: Option<Cow<'r, str>>,
        /// Where it stands in the thing, as a JSON Pointer in which things with ids have these instead of their numbers;
        /// empty: the thing itself.
        pub path: Cow<'r, str>,
        /// What it was.
        pub before: Option<Given>,
        /// What it is.
        pub after: Option<Given>,
    }
}

shape! {
    /// What may go by post otherwise than before.
    pub struct RouteChange<'r> {
        /// In which way: `now_covered`, `no_longer_covered` or `other_terms`.
        pub kind: Change,
        /// The codes of the agencies.
        pub agencies: Vec<Cow<'r, str>>,
        /// The codes of the procedures.
        pub procedures: Vec<Cow<'r, str>>,
        /// The services that it is about.
        pub services: Vec<Service>,
        /// From which day on.
        pub from: Date,
        /// The first day on which it is so no longer; absent: without end.
        pub until: Option<Date>,
        /// The id of the contract before.
        pub contract_before: Option<Cow<'r, str>>,
        /// The id of the clause before.
        pub clause_before: Option<Cow<'r, str>>,
        /// The id of the contract after.
        pub contract_after: Option<Cow<'r, str>>,
        /// The id of the clause after.
        pub clause_after: Option<Cow<'r, str>>,
    }
}

shape! {
    /// Weights that cost otherwise than before.
    pub struct BandChange {
        /// Heavier than so many grams.
        pub over: i64,
        /// Up to so many grams.
        pub up_to: i64,
        /// The price with tax before, in đồng; absent: there was none.
        pub before: Option<i64>,
        /// The price with tax after, in đồng; absent: there is none.
        pub after: Option<i64>,
        /// The price after less that before.
        pub difference: Option<i64>,
        /// What was asked at the door, in đồng.
        pub due_before: Option<i64>,
        /// What is asked at the door, in đồng.
        pub due_after: Option<i64>,
    }
}

shape! {
    /// Prices under a clause that are others than before.
    pub struct PriceChange<'r> {
        /// The id of the contract before.
        pub contract_before: Cow<'r, str>,
        /// The id of the clause before.
        pub clause_before: Cow<'r, str>,
        /// The id of the contract after.
        pub contract_after: Cow<'r, str>,
        /// The id of the clause after.
        pub clause_after: Cow<'r, str>,
        /// The service that is carried.
        pub service: Service,
        /// The id of the zone of the carriage.
        pub zone: Cow<'r, str>,
        /// With this option asked; absent: plain carriage.
        pub option: Option<Cow<'r, str>>,
        /// For an applicant of this category; absent: of none.
        pub applicant: Option<Cow<'r, str>>,
        /// From which day on.
        pub from: Date,
        /// The first day on which it is so no longer; absent: without end.
        pub until: Option<Date>,
        /// The weights that cost otherwise, each with its prices; for `both` each way has the weight.
        pub bands: Vec<BandChange>,
    }
}

shape! {
    /// What changes from one rulebook to another, and what that does.
    pub struct Diff<'r> {
        /// What is written otherwise, list by list.
        pub edits: Vec<Edit<'r>>,
        /// What may go by post otherwise.
        pub routes: Vec<RouteChange<'r>>,
        /// What costs otherwise.
        pub prices: Vec<PriceChange<'r>>,
        /// The findings of `check` that are new.
        pub new_findings: Vec<Finding<'r>>,
        /// The findings of `check` that are gone.
        pub gone_findings: Vec<Finding<'r>>,
        /// Whether all was looked at; a rulebook with too many combinations is looked at in part.
        pub complete: bool,
    }
}

impl Diff<'_> {
    /// Reads an answer back from its JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// The answer as JSON text, with the messages of findings in a language.
    pub fn to_json(&self, language: Language) -> String {
        write::json(self, language)
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
            && self.routes.is_empty()
            && self.prices.is_empty()
            && self.new_findings.is_empty()
            && self.gone_findings.is_empty()
    }
}
