//! The columns that say which rule answers a row, in all answers alike.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::ArrowError;
use hoso::batch::{Labels, RulePositions};
use hoso::{Cover, Issues, ReasonCode};

use super::build::{IssueLists, TextLists, dictionary, place, texts};

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
}

impl ByRule {
    fn new(list: &[String], labels: &Labels, of: impl Fn(&RulePositions) -> Option<usize>) -> Self {
        let places = labels.rules().iter().map(|rule| of(rule).map_or(-1, place)).collect();
        Self { texts: texts(list.iter().map(String::as_str)), places }
    }

    fn place(&self, rule: u32) -> i32 {
        usize::try_from(rule).ok().and_then(|rule| self.places.get(rule)).copied().unwrap_or(-1)
    }

    /// The column of rows that have these rules, of which some tell nothing.
    fn column(&self, rules: &[u32], told: Option<NullBuffer>) -> Result<ArrayRef, ArrowError> {
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

/// Outcome, rule, reasons and issues of rows. Of a rule only its number is noted: its columns are made of these at the end.
pub(crate) struct Ruled<'b> {
    book: &'b Book,
    outcomes: &'b ArrayRef,
    /// Negative where a row is no valid question.
    outcome: Vec<i32>,
    /// Past the last rule where nothing covers.
    rule: Vec<u32>,
    reasons: TextLists,
    issues: IssueLists,
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
            outcome: Vec::with_capacity(rows),
            rule: Vec::with_capacity(rows),
            reasons: TextLists::new(rows),
            issues: IssueLists::new(rows),
        }
    }

    /// A row with everything that its rule says: the first of the outcomes.
    pub(crate) fn whole(&mut self, cover: &Cover<'_>) {
        self.push(WHOLE, self.ordinal(cover));
        self.reasons.push([]);
        self.issues.none();
    }

    /// A row that is covered, of which no more can be told.
    pub(crate) fn covered(&mut self, outcome: i32, cover: &Cover<'_>, reasons: &[ReasonCode]) {
        self.push(outcome, self.ordinal(cover));
        self.because(reasons);
    }

    /// A row that nothing covers.
    pub(crate) fn refused(&mut self, outcome: i32, reasons: &[ReasonCode]) {
        self.push(outcome, u32::MAX);
        self.because(reasons);
    }

    /// A row that is no valid question.
    pub(crate) fn invalid(&mut self, issues: &Issues) {
        self.push(-1, u32::MAX);
        self.reasons.none();
        self.issues.push(issues);
    }

    fn ordinal(&self, cover: &Cover<'_>) -> u32 {
        u32::try_from(self.book.labels.ordinal(cover)).unwrap_or(u32::MAX)
    }

    /// How many rows were told.
    pub(crate) fn rows(&self) -> usize {
        self.outcome.len()
    }

    fn push(&mut self, outcome: i32, rule: u32) {
        self.outcome.push(outcome);
        self.rule.push(rule);
    }

    fn because(&mut self, reasons: &[ReasonCode]) {
        self.reasons.push(reasons.iter().map(|code| code.as_str()));
        self.issues.none();
    }

    pub(crate) fn finish(self) -> Result<RuledColumns<'b>, ArrowError> {
        let Self { book, outcome, rule, .. } = self;
        let rows = outcome.len();
        let outcome_of = |row: usize| outcome.get(row).copied().unwrap_or(-1);
        let rule_of = |row: usize| rule.get(row).copied().unwrap_or(u32::MAX);
        let answered = some(rows, |row| outcome_of(row) >= 0);
        let covered = some(rows, |row| rule_of(row) < u32::MAX);
        let told = some(rows, |row| outcome_of(row) == WHOLE);
        let amended = if book.labels.amendments.is_empty() {
            Some(NullBuffer::new_null(rows))
        } else {
            some(rows, |row| outcome_of(row) == WHOLE && book.amendment.place(rule_of(row)) >= 0)
        };
        Ok(RuledColumns {
            contract: book.contract.column(&rule, covered.clone())?,
            clause: book.clause.column(&rule, covered)?,
            amendment: book.amendment.column(&rule, amended)?,
            tariff: book.tariff.column(&rule, told.clone())?,
            reasons: self.reasons.finish()?,
            issues: self.issues.finish()?,
            outcome: dictionary(outcome.into_iter().map(|it| it.max(0)).collect(), answered, self.outcomes)?,
            told,
            book,
            rule,
        })
    }
}

/// Which rows have something; nothing to say where all do.
fn some(rows: usize, has: impl Fn(usize) -> bool) -> Option<NullBuffer> {
    let nulls = NullBuffer::new(BooleanBuffer::collect_bool(rows, has));
    (nulls.null_count() > 0).then_some(nulls)
}
