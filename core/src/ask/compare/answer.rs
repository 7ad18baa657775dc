//! What changes from one rulebook to another.

use std::borrow::Cow;

#[cfg(doc)]
use super::question::Trial;
use crate::ask::answer::Outcome;
#[cfg(doc)]
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language, read, write};

closed_list! {
    /// In which way a row comes out otherwise. Each changed row is of the first kind that applies.
    pub enum Change {
        /// It was not covered and now is, with or without a price.
        NowCovered = "now_covered", "Nay được gửi", "Now covered",
        /// It was covered, with or without a price, and no longer is.
        NoLongerCovered = "no_longer_covered", "Không còn được gửi", "No longer covered",
        /// It was covered without a price, and now has one.
        NowPriced = "now_priced", "Nay tính được cước", "Now priced",
        /// It had a price, and is now covered without one.
        NoLongerPriced = "no_longer_priced", "Không còn tính được cước", "No longer priced",
        /// The total is higher.
        Dearer = "dearer", "Cước cao hơn", "Dearer",
        /// The total is lower.
        Cheaper = "cheaper", "Cước thấp hơn", "Cheaper",
        /// The total is the same, but another amount is asked at the door: other shares or another agency fee.
        OtherDue = "other_due", "Số phải thu khác", "Another amount due",
        /// As much is paid at the door as before, by other terms: another contract, operator, clause, amendment, tariff,
        /// version or zone, another tax within the total, or other payers beside the applicant.
        OtherTerms = "other_terms", "Điều kiện khác", "Other terms",
    }
}

shape! {
    /// The rows that changed in one way.
    pub struct ChangeFigures {
        /// In which way they changed.
        pub kind: Change,
        /// How many rows they are.
        pub count: i64,
        /// Their totals after less those before, in đồng.
        pub difference: i64,
        /// What is asked at the door after, less before, in đồng.
        pub due_difference: i64,
    }
}

shape! {
    /// How rows come out under one rulebook.
    pub struct SideFigures {
        /// How many have a price.
        pub quoted: i64,
        /// How many are covered without a price.
        pub no_price: i64,
        /// How many are not covered.
        pub not_covered: i64,
        /// The prices with tax, added up, in đồng.
        pub total: i64,
        /// What is asked at the door, added up, in đồng.
        pub applicant_due: i64,
    }
}

shape! {
    /// The figures of a group of rows, or of all.
    pub struct ComparisonGroup<'r> {
        /// The agency, when grouped by it.
        pub agency: Option<Cow<'r, str>>,
        /// The field, when grouped by it and the procedure has one.
        pub field: Option<Cow<'r, str>>,
        /// The procedure, when grouped by it.
        pub procedure: Option<Cow<'r, str>>,
        /// The month, as `2014-09`, when grouped by it.
        pub month: Option<Cow<'r, str>>,
        /// How many rows.
        pub rows: i64,
        /// How many come out the same. What is not covered before and after is unchanged, whatever the reasons.
        pub unchanged: i64,
        /// How many do not.
        pub changed: i64,
        /// In which way: every kind, in the order of [`Change`].
        pub changes: Vec<ChangeFigures>,
        /// Under the rulebook before.
        pub before: SideFigures,
        /// Under the rulebook after.
        pub after: SideFigures,
        /// The total after less that before, in đồng.
        pub difference: i64,
        /// What is asked at the door after, less before, in đồng.
        pub due_difference: i64,
    }
}

shape! {
    /// How one row comes out under one rulebook, and by which rule. [`Rulebook::quote`] says the rest.
    pub struct Terms<'r> {
        /// How it came out: `quoted`, `no_price` or `not_covered`.
        pub outcome: Outcome,
        /// The id of the contract that covers it.
        pub contract: Option<Cow<'r, str>>,
        /// The id of the clause that covers it.
        pub clause: Option<Cow<'r, str>>,
        /// The amendment that last set the clause.
        pub amendment: Option<Cow<'r, str>>,
        /// The id of the tariff that gave the price.
        pub tariff: Option<Cow<'r, str>>,
        /// The id of the tariff's version.
        pub version: Option<Cow<'r, str>>,
        /// The id of the carriage's zone.
        pub zone: Option<Cow<'r, str>>,
        /// The price with tax, in đồng.
        pub total: Option<i64>,
        /// What is asked at the door, in đồng.
        pub applicant_due: Option<i64>,
    }
}

shape! {
    /// A row that comes out otherwise.
    pub struct ChangedRow<'r> {
        /// Its place among the rows; the first is 0.
        pub row: i64,
        /// Its id, if it has one.
        pub id: Option<Cow<'r, str>>,
        /// In which way.
        pub kind: Change,
        /// Under the rulebook before.
        pub before: Terms<'r>,
        /// Under the rulebook after.
        pub after: Terms<'r>,
        /// The total after less that before, in đồng.
        pub difference: i64,
        /// What is asked at the door after, less before, in đồng.
        pub due_difference: i64,
    }
}

shape! {
    /// What would change under another rulebook: by group, in all, and the rows that changed most.
    pub struct Comparison<'r> {
        /// The currency of both rulebooks.
        pub currency: Cow<'r, str>,
        /// Group by group, sorted by their keys as bytes, an absent key first.
        pub groups: Vec<ComparisonGroup<'r>>,
        /// All rows; it has no keys.
        pub total: ComparisonGroup<'r>,
        /// The rows that changed most: by the size of `difference`, then by that of `due_difference`, greatest first; of
        /// equal ones the first row.
        pub most: Vec<ChangedRow<'r>>,
    }
}

impl Comparison<'_> {
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
