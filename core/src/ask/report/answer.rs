//! The figures of a period.

use std::borrow::Cow;

#[cfg(doc)]
use super::question::Results;
use crate::wire::{Issues, Language, read, write};

shape! {
    /// The figures of a group of rows, or of all. Those after `share_bp` are of the rows by post, and
    /// `by_post` = `delivered` + `returned` + `lost` + `cancelled` + `open`.
    pub struct ReportGroup<'r> {
        /// The agency, when grouped by it.
        pub agency: Option<Cow<'r, str>>,
        /// The field, when grouped by it and the rows have one.
        pub field: Option<Cow<'r, str>>,
        /// The procedure, when grouped by it and the rows have one.
        pub procedure: Option<Cow<'r, str>>,
        /// The month of `resolved_on`, as `2014-09`, when grouped by it.
        pub month: Option<Cow<'r, str>>,
        /// How many results.
        pub results: i64,
        /// How many of them by post.
        pub by_post: i64,
        /// The share by post in basis points, halves up; 0 of 0 is 0.
        pub share_bp: i64,
        /// How many were delivered.
        pub delivered: i64,
        /// Delivered with the first attempt on the due day or before, where both days are known.
        pub on_time: i64,
        /// Delivered with the first attempt after the due day, where both days are known.
        pub late: i64,
        /// The share on time of those two in basis points, halves up; 0 of 0 is 0.
        pub on_time_bp: i64,
        /// How many went back to the agency.
        pub returned: i64,
        /// How many are lost.
        pub lost: i64,
        /// How many were withdrawn before they left.
        pub cancelled: i64,
        /// How many are in any other state, or in none that is known.
        pub open: i64,
    }
}

shape! {
    /// How many results went by post in a period, and how well.
    pub struct Report<'r> {
        /// Group by group, sorted by their keys as bytes, an absent key first.
        pub groups: Vec<ReportGroup<'r>>,
        /// All rows of the period; it has no keys.
        pub total: ReportGroup<'r>,
    }
}

impl Report<'_> {
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
