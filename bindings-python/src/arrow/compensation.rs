//! `compensation_batch`.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType};
use hoso::compensation::{NotOwed, Owed};
use hoso::{Claim, Compensation, Date, Issues, read};

use super::build::{Ends, Few, IssueLists, TextLists, days, few, issues, list, record, records};
use super::layout::{Keys, Layout, Want};
use super::stream::Plan;

/// The columns of a claim.
pub(crate) const CLAIM: Keys = &[
    ("zone", Want::Text),
    ("charge", Want::Integer),
    ("accepted_on", Want::Day),
    ("due_on", Want::Day),
    ("event", Want::Text),
    ("claimed_on", Want::Day),
    ("delivered_on", Want::Day),
    ("weight_grams", Want::Integer),
    ("lost_grams", Want::Integer),
    ("actual_damage", Want::Integer),
    ("reissue_cost", Want::Integer),
];

/// `compensation_batch`: rows are read and answered as single questions.
pub(crate) struct Owing {
    pub(crate) rulebook: Arc<hoso::Rulebook>,
    pub(crate) layout: Layout,
}

impl Owing {
    pub(crate) fn columns() -> Vec<(&'static str, DataType)> {
        let line = record(&[
            ("kind", DataType::Utf8),
            ("id", DataType::Utf8),
            ("amount", DataType::Int64),
            ("source", DataType::Utf8),
        ]);
        vec![
            ("outcome", few()),
            ("rule", few()),
            ("amount", DataType::Int64),
            ("lines", list(line)),
            ("claim_until", DataType::Date32),
            ("answer_due", DataType::Date32),
            ("pay_due", DataType::Date32),
            ("sources", list(DataType::Utf8)),
            ("reasons", list(DataType::Utf8)),
            ("issues", issues()),
        ]
    }
}

impl Plan for Owing {
    fn answer(&self, piece: &RecordBatch) -> Result<Vec<ArrayRef>, ArrowError> {
        let (columns, mut told) = (self.layout.of(piece), Told::new(piece.num_rows()));
        for row in 0..piece.num_rows() {
            let claim = read::from_node::<Claim>(&columns.row(row));
            match claim.and_then(|claim| self.rulebook.compensation(&claim)) {
                Ok(Compensation::Owed(answer)) => told.owed(&answer),
                Ok(Compensation::NotOwed(answer)) => told.not_owed(&answer),
                Err(found) => told.invalid(&found),
            }
        }
        told.finish()
    }
}

/// Answers in the making.
struct Told {
    outcome: Few,
    rule: Few,
    amount: Int64Builder,
    ends: Ends,
    count: usize,
    kind: StringBuilder,
    id: StringBuilder,
    share: Int64Builder,
    source: StringBuilder,
    /// `claim_until`, `answer_due`, `pay_due`.
    days: [Vec<Option<Date>>; 3],
    sources: TextLists,
    reasons: TextLists,
    issues: IssueLists,
}

impl Told {
    fn new(rows: usize) -> Self {
        Self {
            outcome: Few::default(),
            rule: Few::default(),
            amount: Int64Builder::with_capacity(rows),
            ends: Ends::new(rows),
            count: 0,
            kind: StringBuilder::new(),
            id: StringBuilder::new(),
            share: Int64Builder::new(),
            source: StringBuilder::new(),
            days: [(); 3].map(|()| Vec::with_capacity(rows)),
            sources: TextLists::new(rows),
            reasons: TextLists::new(rows),
            issues: IssueLists::new(rows),
        }
    }

    fn owed(&mut self, answer: &Owed<'_>) {
        self.outcome.push(Some(answer.outcome.as_str()));
        self.rule.push(Some(&answer.rule));
        self.amount.append_value(answer.amount);
        for line in &answer.lines {
            self.kind.append_value(line.kind.as_str());
            self.id.append_value(&line.id);
            self.share.append_value(line.amount);
            self.source.append_option(line.source.as_deref());
            self.count += 1;
        }
        self.ends.end(self.count);
        self.days(&[Some(answer.claim_until), answer.answer_due, answer.pay_due]);
        self.sources.push(answer.sources.iter().map(AsRef::as_ref));
        self.reasons.push([]);
        self.issues.none();
    }

    fn not_owed(&mut self, answer: &NotOwed<'_>) {
        self.nothing(Some(answer.outcome.as_str()));
        self.reasons.push(answer.reasons.iter().map(|reason| reason.code.as_str()));
        self.issues.none();
    }

    fn invalid(&mut self, issues: &Issues) {
        self.nothing(None);
        self.reasons.none();
        self.issues.push(issues);
    }

    /// An answer without amounts.
    fn nothing(&mut self, outcome: Option<&str>) {
        self.outcome.push(outcome);
        self.rule.push(None);
        self.amount.append_null();
        self.ends.none();
        self.days(&[None; 3]);
        self.sources.none();
    }

    fn days(&mut self, days: &[Option<Date>; 3]) {
        self.days.iter_mut().zip(days).for_each(|(column, day)| column.push(*day));
    }

    fn finish(mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let lines = records(vec![
            ("kind", Arc::new(self.kind.finish())),
            ("id", Arc::new(self.id.finish())),
            ("amount", Arc::new(self.share.finish())),
            ("source", Arc::new(self.source.finish())),
        ])?;
        let [claim_until, answer_due, pay_due] = self.days.map(days);
        Ok(vec![
            self.outcome.finish()?,
            self.rule.finish()?,
            Arc::new(self.amount.finish()),
            self.ends.lists(lines)?,
            claim_until,
            answer_due,
            pay_due,
            self.sources.finish()?,
            self.reasons.finish()?,
            self.issues.finish()?,
        ])
    }
}
