//! The columns that say which rule answers a row, in all answers alike.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::BooleanBufferBuilder;
use arrow_buffer::NullBuffer;
use arrow_schema::ArrowError;
use hoso::batch::{Labels, RulePositions};
use hoso::{Cover, Issues, ReasonCode};

use super::build::{IssueLists, TextLists, dictionary, place, texts};
use super::ffi::first_of;

/// The texts of a rulebook's answers, ready to be pointed at.
#[derive(Debug)]
pub(crate) struct Book {
    pub(crate) rulebook: Arc<hoso::Rulebook>,
    pub(crate) labels: Labels,
    contract: ByRule,
    clause: ByRule,
    amendment: ByRule,
    operator: ByRule,
    tariff: ByRule,
    pub(crate) versions: ArrayRef,
    pub(crate) zones: ArrayRef,
}

/// The texts of one column, and which of them each rule has.
#[derive(Debug)]
struct ByRule {
    texts: ArrayRef,
    /// Negative where a rule has none.
    places: Vec<i32>,
    /// Whether no rule has another than the first.
    alike: bool,
}

impl ByRule {
    fn new(list: &[String], labels: &Labels, of: impl Fn(&RulePositions) -> Option<usize>) -> Self {
        let places: Vec<i32> = labels.rules().iter().map(|rule| of(rule).map_or(-1, place)).collect();
        let alike = places.iter().all(|place| *place <= 0);
        Self { texts: texts(list.iter().map(String::as_str)), places, alike }
    }

    fn place(&self, rule: u32) -> i32 {
        usize::try_from(rule).ok().and_then(|rule| self.places.get(rule)).copied().unwrap_or(-1)
    }

    /// The column of rows that have these rules, of which some tell nothing.
    fn column(&self, rules: &[u32], told: Option<NullBuffer>) -> Result<ArrayRef, ArrowError> {
        if self.alike {
            return first_of(rules.len(), told, &self.texts);
        }
        dictionary(rules.iter().map(|rule| self.place(*rule).max(0)).collect(), told, &self.texts)
    }
}

impl Book {
    pub(crate) fn new(rulebook: &Arc<hoso::Rulebook>) -> Self {
        let labels = Labels::new(rulebook);
        let of = |list: &[String]| texts(list.iter().map(String::as_str));
        Self {
            rulebook: rulebook.clone(),
            contract: ByRule::new(&labels.contracts, &labels, |rule| Some(rule.contract)),
            clause: ByRule::new(&labels.clauses, &labels, |rule| Some(rule.clause)),
            amendment: ByRule::new(&labels.amendments, &labels, |rule| rule.amendment),
            operator: ByRule::new(&labels.operators, &labels, |rule| Some(rule.operator)),
            tariff: ByRule::new(&labels.tariffs, &labels, |rule| Some(rule.tariff)),
            versions: of(&labels.versions),
            zones: of(&labels.zones),
            labels,
        }
    }
}

/// Outcome, rule, reasons and issues of rows, which are told in their order. Of a rule only its number is noted: its columns
/// are made of these at the end. Most rows have everything that their rule says, so that is what is not noted.
pub(crate) struct Ruled<'b> {
    book: &'b Book,
    outcomes: &'b ArrayRef,
    /// How many rows were told.
    told: usize,
    outcome: Vec<i32>,
    /// Any where nothing covers.
    rule: Vec<u32>,
    reasons: TextLists,
    issues: IssueLists,
    /// Which rows are valid questions, which of them are covered, and of which of those all is told.
    valid: AllBut,
    covered: AllBut,
    whole: AllBut,
}

/// Rows that have something: all but some, which are few.
struct AllBut {
    rows: BooleanBufferBuilder,
    without: usize,
}

impl AllBut {
    fn new(rows: usize) -> Self {
        let mut all = BooleanBufferBuilder::new(rows);
        all.append_n(rows, true);
        Self { rows: all, without: 0 }
    }

    fn without(&mut self, row: usize) {
        if row < self.rows.len() {
            self.rows.set_bit(row, false);
            self.without += 1;
        }
    }

    /// Nothing to say where all have it.
    fn nulls(mut self) -> Option<NullBuffer> {
        (self.without > 0).then(|| NullBuffer::new(self.rows.finish()))
    }
}

/// The columns of [`Ruled`]; that of the operators, which prices do not tell, is made by [`RuledColumns::operator`].
pub(crate) struct RuledColumns<'b> {
    pub(crate) outcome: ArrayRef,
    pub(crate) contract: ArrayRef,
    pub(crate) clause: ArrayRef,
    pub(crate) amendment: ArrayRef,
    pub(crate) tariff: ArrayRef,
    pub(crate) reasons: ArrayRef,
    pub(crate) issues: ArrayRef,
    /// Which rows have everything that their rule says.
    pub(crate) told: Option<NullBuffer>,
    book: &'b Book,
    rule: Vec<u32>,
}

impl RuledColumns<'_> {
    pub(crate) fn operator(&self) -> Result<ArrayRef, ArrowError> {
        self.book.operator.column(&self.rule, self.told.clone())
    }
}

/// The outcome of a row with everything that its rule says.
const WHOLE: i32 = 0;

impl<'b> Ruled<'b> {
    pub(crate) fn new(book: &'b Book, outcomes: &'b ArrayRef, rows: usize) -> Self {
        Self {
            book,
            outcomes,
            told: 0,
            outcome: vec![WHOLE; rows],
            rule: vec![0; rows],
            reasons: TextLists::new(rows),
            issues: IssueLists::new(rows),
            valid: AllBut::new(rows),
            covered: AllBut::new(rows),
            whole: AllBut::new(rows),
        }
    }

    /// A row with everything that its rule says: the first of the outcomes.
    #[inline]
    pub(crate) fn whole(&mut self, cover: &Cover<'_>) {
        self.rule(cover);
        self.told += 1;
    }

    /// A row that is covered, of which no more can be told.
    pub(crate) fn covered(&mut self, outcome: i32, cover: &Cover<'_>, reasons: &[ReasonCode]) {
        self.rule(cover);
        self.partly(outcome, reasons);
    }

    /// A row that nothing covers.
    pub(crate) fn refused(&mut self, outcome: i32, reasons: &[ReasonCode]) {
        self.covered.without(self.told);
        self.partly(outcome, reasons);
    }

    fn partly(&mut self, outcome: i32, reasons: &[ReasonCode]) {
        self.reasons.skip_to(self.told);
        self.reasons.push(reasons.iter().map(|code| code.as_str()));
        self.outcome(outcome);
    }

    /// A row that is no valid question.
    pub(crate) fn invalid(&mut self, issues: &Issues) {
        self.valid.without(self.told);
        self.covered.without(self.told);
        self.reasons.skip_to(self.told);
        self.reasons.none();
        self.issues.skip_to(self.told);
        self.issues.push(issues);
        self.outcome(WHOLE);
    }

    #[inline]
    fn rule(&mut self, cover: &Cover<'_>) {
        if let Some(rule) = self.rule.get_mut(self.told) {
            *rule = u32::try_from(self.book.labels.ordinal(cover)).unwrap_or(u32::MAX);
        }
    }

    /// A row of which not everything is told.
    fn outcome(&mut self, outcome: i32) {
        self.whole.without(self.told);
        if let Some(slot) = self.outcome.get_mut(self.told) {
            *slot = outcome;
        }
        self.told += 1;
    }

    pub(crate) fn finish(self) -> Result<RuledColumns<'b>, ArrowError> {
        let Self { book, outcome, rule, mut reasons, mut issues, .. } = self;
        let rows = outcome.len();
        reasons.skip_to(rows);
        issues.skip_to(rows);
        let (covered, told) = (self.covered.nulls(), self.whole.nulls());
        let amended = if book.labels.amendments.is_empty() {
            NullBuffer::new_null(rows)
        } else {
            let amended = rule.iter().map(|rule| book.amendment.place(*rule) >= 0).collect();
            let amended = NullBuffer::new(amended);
            NullBuffer::union(Some(&amended), told.as_ref()).unwrap_or(amended)
        };
        Ok(RuledColumns {
            contract: book.contract.column(&rule, covered.clone())?,
            clause: book.clause.column(&rule, covered)?,
            amendment: book.amendment.column(&rule, Some(amended))?,
            tariff: book.tariff.column(&rule, told.clone())?,
            reasons: reasons.finish()?,
            issues: issues.finish()?,
            outcome: dictionary(outcome, self.valid.nulls(), self.outcomes)?,
            told,
            book,
            rule,
        })
    }
}
