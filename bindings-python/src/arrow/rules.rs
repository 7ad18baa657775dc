//! The columns that say which rule answers a row, in all answers alike.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::NullBufferBuilder;
use arrow_buffer::NullBuffer;
use arrow_schema::ArrowError;
use hoso::batch::Labels;
use hoso::{Cover, Issues, ReasonCode};

use super::build::{IssueLists, TextLists, dictionary, place, texts};

/// The texts of a rulebook's answers, ready to be pointed at.
#[derive(Debug)]
pub(crate) struct Book {
    pub(crate) rulebook: Arc<hoso::Rulebook>,
    pub(crate) labels: Labels,
    contracts: ArrayRef,
    clauses: ArrayRef,
    amendments: ArrayRef,
    operators: ArrayRef,
    tariffs: ArrayRef,
    pub(crate) versions: ArrayRef,
    pub(crate) zones: ArrayRef,
}

impl Book {
    pub(crate) fn new(rulebook: &Arc<hoso::Rulebook>) -> Self {
        let labels = Labels::new(rulebook);
        let of = |list: &[String]| texts(list.iter().map(String::as_str));
        Self {
            rulebook: rulebook.clone(),
            contracts: of(&labels.contracts),
            clauses: of(&labels.clauses),
            amendments: of(&labels.amendments),
            operators: of(&labels.operators),
            tariffs: of(&labels.tariffs),
            versions: of(&labels.versions),
            zones: of(&labels.zones),
            labels,
        }
    }
}

/// Outcome, rule, reasons and issues of rows.
pub(crate) struct Ruled<'b> {
    book: &'b Book,
    outcomes: &'b ArrayRef,
    outcome: Vec<i32>,
    answered: NullBufferBuilder,
    contract: Vec<i32>,
    clause: Vec<i32>,
    covered: NullBufferBuilder,
    amendment: Vec<i32>,
    amended: NullBufferBuilder,
    operator: Vec<i32>,
    tariff: Vec<i32>,
    /// Whether operator and tariff are told.
    told: NullBufferBuilder,
    reasons: TextLists,
    issues: IssueLists,
}

/// The columns of [`Ruled`].
pub(crate) struct RuledColumns {
    pub(crate) outcome: ArrayRef,
    pub(crate) contract: ArrayRef,
    pub(crate) clause: ArrayRef,
    pub(crate) amendment: ArrayRef,
    pub(crate) operator: ArrayRef,
    pub(crate) tariff: ArrayRef,
    pub(crate) reasons: ArrayRef,
    pub(crate) issues: ArrayRef,
}

impl<'b> Ruled<'b> {
    pub(crate) fn new(book: &'b Book, outcomes: &'b ArrayRef, rows: usize) -> Self {
        let (vec, nulls) = (|| Vec::with_capacity(rows), || NullBufferBuilder::new(rows));
        Self {
            book,
            outcomes,
            outcome: vec(),
            answered: nulls(),
            contract: vec(),
            clause: vec(),
            covered: nulls(),
            amendment: vec(),
            amended: nulls(),
            operator: vec(),
            tariff: vec(),
            told: nulls(),
            reasons: TextLists::new(rows),
            issues: IssueLists::new(rows),
        }
    }

    /// A row with everything that its rule says.
    pub(crate) fn whole(&mut self, outcome: i32, cover: &Cover<'_>) {
        let rule = self.book.labels.rule(cover);
        self.outcome.push(outcome);
        self.answered.append_non_null();
        self.contract.push(place(rule.contract));
        self.clause.push(place(rule.clause));
        self.covered.append_non_null();
        self.amendment.push(rule.amendment.map_or(0, place));
        self.amended.append(rule.amendment.is_some());
        self.operator.push(place(rule.operator));
        self.tariff.push(place(rule.tariff));
        self.told.append_non_null();
        self.reasons.push([]);
        self.issues.none();
    }

    /// A row that is covered, of which no more can be told.
    pub(crate) fn covered(&mut self, outcome: i32, cover: &Cover<'_>, reasons: &[ReasonCode]) {
        let rule = self.book.labels.rule(cover);
        self.outcome.push(outcome);
        self.answered.append_non_null();
        self.contract.push(place(rule.contract));
        self.clause.push(place(rule.clause));
        self.covered.append_non_null();
        self.untold();
        self.reasons.push(reasons.iter().map(|code| code.as_str()));
        self.issues.none();
    }

    /// A row that nothing covers.
    pub(crate) fn refused(&mut self, outcome: i32, reasons: &[ReasonCode]) {
        self.outcome.push(outcome);
        self.answered.append_non_null();
        self.uncovered();
        self.reasons.push(reasons.iter().map(|code| code.as_str()));
        self.issues.none();
    }

    /// A row that is no valid question.
    pub(crate) fn invalid(&mut self, issues: &Issues) {
        self.outcome.push(0);
        self.answered.append_null();
        self.uncovered();
        self.reasons.none();
        self.issues.push(issues);
    }

    fn uncovered(&mut self) {
        self.contract.push(0);
        self.clause.push(0);
        self.covered.append_null();
        self.untold();
    }

    fn untold(&mut self) {
        self.amendment.push(0);
        self.amended.append_null();
        self.operator.push(0);
        self.tariff.push(0);
        self.told.append_null();
    }

    /// The columns, and which rows have everything that their rule says.
    pub(crate) fn finish(mut self) -> Result<(RuledColumns, Option<NullBuffer>), ArrowError> {
        let (covered, told) = (self.covered.finish(), self.told.finish());
        let columns = RuledColumns {
            outcome: dictionary(self.outcome, self.answered.finish(), self.outcomes)?,
            contract: dictionary(self.contract, covered.clone(), &self.book.contracts)?,
            clause: dictionary(self.clause, covered, &self.book.clauses)?,
            amendment: dictionary(self.amendment, self.amended.finish(), &self.book.amendments)?,
            operator: dictionary(self.operator, told.clone(), &self.book.operators)?,
            tariff: dictionary(self.tariff, told.clone(), &self.book.tariffs)?,
            reasons: self.reasons.finish()?,
            issues: self.issues.finish()?,
        };
        Ok((columns, told))
    }
}
