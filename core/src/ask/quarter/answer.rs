//! The figures of a quarter.

use std::borrow::Cow;

#[cfg(doc)]
use super::question::Quarter;
use crate::wire::{Issues, Language, read, write};

shape! {
    /// The figures of a group of rows, or of all.
    pub struct QuarterGroup<'r> {
        /// The agency, when grouped by it.
        pub agency: Option<Cow<'r, str>>,
        /// The field, when grouped by it and the rows have one.
        pub field: Option<Cow<'r, str>>,
        /// The procedure, when grouped by it and the rows have one.
        pub procedure: Option<Cow<'r, str>>,
        /// The month, as `2018-09`, when grouped by it.
        pub month: Option<Cow<'r, str>>,
        /// How many consignments were accepted: `intakes` + `returns` + `both_ways`.
        pub volume: i64,
        /// Of these, of the service `intake`.
        pub intakes: i64,
        /// Of these, of the service `return`.
        pub returns: i64,
        /// Of these, of the service `both`.
        pub both_ways: i64,
        /// What was earned with them, without tax, in đồng.
        pub revenue: i64,
        /// Of those accepted, how many are lost.
        pub lost: i64,
        /// Of those accepted, how many went to a wrong place.
        pub misdirected: i64,
        /// Of those accepted, how many were damaged.
        pub damaged: i64,
        /// The share of those accepted that are neither lost, misdirected nor damaged, in basis points, halves up; 0 of 0 is 0.
        pub safe_bp: i64,
        /// How many complaints were made.
        pub complaints: i64,
        /// Of the complaints made, how many had no answer by the end of the period.
        pub complaints_open: i64,
        /// How many complaints were settled, whenever made.
        pub complaints_settled: i64,
        /// How many complaints were refused, whenever made.
        pub complaints_refused: i64,
        /// Of the complaints settled, how many with a compensation.
        pub compensation_cases: i64,
        /// The compensation paid for them, in đồng.
        pub compensation: i64,
    }
}

shape! {
    /// What the post reports of a period: how many, how much, and what went wrong.
    pub struct QuarterReport<'r> {
        /// Group by group, sorted by their keys as bytes, an absent key first.
        pub groups: Vec<QuarterGroup<'r>>,
        /// Everything of the period; it has no keys.
        pub total: QuarterGroup<'r>,
    }
}

impl QuarterReport<'_> {
    /// Reads an answer back from its JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// The answer as JSON text.
    pub fn to_json(&self) -> String {
        write::json(self, Language::default())
    }
}
