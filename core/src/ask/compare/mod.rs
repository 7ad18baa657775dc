//! The same carriages under two rulebooks: how a new contract, tariff or tax is tried on last year's dossiers before it is
//! signed.
//!
//! Every row is a question of [`Rulebook::quote`], asked of the rulebook *before* and of the one *after*. The answer says
//! how many rows come out otherwise, in which way, and what that adds up to. All amounts are in the minor unit of the
//! currency (đồng), with tax; a row without a price counts as 0 there, so that a difference is always after less before,
//! and the differences of the changes add up to the difference of the group. What is asked at the door
//! (`applicant_due`) is told beside the total, since it holds the agency fee and only the applicant's share.
//!
//! The wire shape. The question:
//!
//! ```json
//! {"by":["agency","month"],"rows":[{"id":"HS-1","question":{"agency":"…","procedure":"…","service":"return",
//!   "on":"2014-10-01","weight_grams":100,"zone":"intra_province"}}],"top":10}
//! ```
//!
//! The answer, with a group for each agency and month, and the rows that changed most:
//!
//! ```json
//! {"currency":"VND",
//!  "groups":[{"agency":"…","month":"2014-10","rows":1,"unchanged":0,"changed":1,
//!    "changes":[{"kind":"now_covered","count":0,"difference":0,"due_difference":0},…],
//!    "before":{"quoted":1,"no_price":0,"not_covered":0,"total":26000,"applicant_due":26000},
//!    "after":{"quoted":1,"no_price":0,"not_covered":0,"total":30000,"applicant_due":30000},
//!    "difference":4000,"due_difference":4000}],
//!  "total":{"rows":1,…},
//!  "most":[{"row":0,"id":"HS-1","kind":"dearer",
//!    "before":{"outcome":"quoted","contract":"…","clause":"1","tariff":"…","version":"…","zone":"…","total":26000,"applicant_due":26000},
//!    "after":{"outcome":"quoted",…},"difference":4000,"due_difference":4000}]}
//! ```

mod builder;
mod figures;
mod side;

use std::borrow::Cow;

pub use builder::ComparisonBuilder;

use crate::ask::answer::{Outcome, in_json};
use crate::ask::quote::Consignment;
use crate::ask::report::GroupKey;
use crate::rulebook::Rulebook;
use crate::wire::{Id, Issues, Language, read, write};

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
        /// The same is paid at the door by other terms: another contract, operator, clause, amendment, tariff, version or
        /// zone, another tax within the total, or other payers beside the applicant.
        OtherTerms = "other_terms", "Điều kiện khác", "Other terms",
    }
}

integers! {
    /// How many of the rows that changed most are listed, 0 to 1000.
    Top: 0..=1_000;
}

impl Top {
    /// As many as are listed when nothing is said: 10.
    pub const USUAL: Self = Self(10);
}

shape! {
    /// A row: a carriage to ask both rulebooks about.
    pub struct CompareRow {
        /// What the asker calls it; the answer repeats it.
        pub id: Option<Id>,
        /// The carriage, as [`Rulebook::quote`] is asked about it.
        pub question: Consignment,
    }
}

impl CompareRow {
    /// A row with an id to know it by, or without.
    pub const fn new(id: Option<Id>, question: Consignment) -> Self {
        Self { id, question }
    }
}

shape! {
    /// A question: what would change?
    pub struct CompareRequest {
        /// What the figures are grouped by: month and agency are those of the carriage's `on`. Ids and successors are those
        /// of the rulebook before; what it does not have is looked up in the one after.
        pub by: Vec<GroupKey>,
        /// The rows.
        pub rows: Vec<CompareRow>,
        /// How many of the rows that changed most are listed, 0 to 1000; absent: 10.
        pub top: Top = Top::USUAL,
    }
}

impl CompareRequest {
    /// A question about these rows.
    pub const fn new(by: Vec<GroupKey>, rows: Vec<CompareRow>, top: Top) -> Self {
        Self { by, rows, top }
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}

shape! {
    /// The rows that changed in one way.
    pub struct ChangeFigures {
        /// In which.
        pub kind: Change,
        /// How many.
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
        /// `quoted`, `no_price` or `not_covered`.
        pub outcome: Outcome,
        /// The contract.
        pub contract: Option<Cow<'r, str>>,
        /// The clause.
        pub clause: Option<Cow<'r, str>>,
        /// The amendment that last set the clause.
        pub amendment: Option<Cow<'r, str>>,
        /// The tariff.
        pub tariff: Option<Cow<'r, str>>,
        /// The version of the tariff.
        pub version: Option<Cow<'r, str>>,
        /// The zone.
        pub zone: Option<Cow<'r, str>>,
        /// The price with tax, in đồng.
        pub total: Option<i64>,
        /// What is asked at the door, in đồng.
        pub applicant_due: Option<i64>,
    }
}

shape! {
    /// A row that changed.
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
    /// The answer to a [`CompareRequest`].
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

impl Rulebook {
    /// What would change if `after` were the rulebook instead of this one?
    ///
    /// ```
    /// use hoso::{CompareRequest, Rulebook};
    /// let tariff = |price| {
    ///     let rulebook = r#"{"hoso": 1, "id": "r", "title": "r", "currency": "VND", "utc_offset": "+07:00",
    ///         "operators": [{"id": "post", "name": "VNPost"}],
    ///         "zones": [{"id": "intra_province", "name": "Nội tỉnh", "when": {"same": "province"}}],
    ///         "agencies": [{"code": "so-noi-vu", "name": "Sở Nội vụ"}],
    ///         "procedures": [{"code": "1.000001", "name": "Thủ tục", "agencies": {"all": true}}],
    ///         "tariffs": [{"id": "t", "title": "t", "versions": [
    ///             {"id": "v", "valid": {"from": "2014-01-01"}, "rates": [
    ///                 {"services": ["return"], "zone": "intra_province", "bands": [{"up_to": 100, "price": PRICE}]}]}]}],
    ///         "contracts": [{"id": "c", "operator": "post", "agencies": {"all": true}, "signed_on": "2014-01-01",
    ///             "valid": {"from": "2014-01-01"},
    ///             "clauses": [{"id": "1", "services": ["return"], "scope": {"all": true}, "tariff": "t"}]}]}"#;
    ///     Rulebook::parse(&rulebook.replace("PRICE", price))
    /// };
    /// let (before, after) = (tariff("26000")?, tariff("30000")?);
    /// let question = CompareRequest::parse(
    ///     r#"{"rows": [{"id": "HS-1", "question": {"agency": "so-noi-vu", "procedure": "1.000001", "service": "return",
    ///         "on": "2014-10-01", "weight_grams": 100, "zone": "intra_province"}}]}"#,
    /// )?;
    /// let comparison = before.compare(&after, &question)?;
    /// assert_eq!((comparison.total.changed, comparison.total.difference), (1, 4_000));
    /// assert_eq!(comparison.most[0].kind.as_str(), "dearer");
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    ///
    /// # Errors
    /// `contradicts` when the rulebooks are in different currencies; `too_large` at a row whose price adds up to more than
    /// 2^53 − 1 under either rulebook, and for the whole when the rows together do.
    pub fn compare<'r>(&'r self, after: &'r Self, request: &CompareRequest) -> Result<Comparison<'r>, Issues> {
        let mut builder = ComparisonBuilder::new(self, after, &request.by, request.top)?;
        let mut issues = Issues::new();
        for (at, row) in request.rows.iter().enumerate() {
            for issue in builder.add(at, row).err().iter().flat_map(Issues::iter) {
                issues.push(issue.within(&format_args!("/rows/{at}/question")));
            }
        }
        if issues.is_empty() { builder.finish() } else { Err(issues) }
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn compare_json(&self, after: &Self, json: &str, language: Language) -> String {
        in_json(json, language, |request: CompareRequest| self.compare(after, &request))
    }
}
