//! `compensation_batch`.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::Int64Builder;
use arrow_schema::{ArrowError, DataType};
use hoso::{Claim, Compensation, Date, Issues, Outcome, Owed, Reason, Rulebook};

use super::build::{Few, IssueLists, LineLists, TextLists, days, few, issues, list};
use super::singly::Told;

/// What is owed for each claim.
pub(crate) struct Owing {
    outcome: Few,
    rule: Few,
    amount: Int64Builder,
    lines: LineLists,
    /// `claim_until`, `answer_due`, `pay_due`.
    days: [Vec<Option<Date>>; 3],
    sources: TextLists,
    reasons: TextLists,
    issues: IssueLists,
}

impl Told for Owing {
    type Question = Claim;

    fn columns() -> Vec<(&'static str, DataType)> {
        vec![
            ("outcome", few()),
            ("rule", few()),
            ("amount", DataType::Int64),
            ("lines", LineLists::of(false)),
            ("claim_until", DataType::Date32),
            ("answer_due", DataType::Date32),
            ("pay_due", DataType::Date32),
            ("sources", list(DataType::Utf8)),
            ("reasons", list(DataType::Utf8)),
            ("issues", issues()),
        ]
    }

    fn new(rows: usize) -> Self {
        Self {
            outcome: Few::default(),
            rule: Few::default(),
            amount: Int64Builder::with_capacity(rows),
            lines: LineLists::new(rows, false),
            days: [(); 3].map(|()| Vec::with_capacity(rows)),
            sources: TextLists::new(rows),
            reasons: TextLists::new(rows),
            issues: IssueLists::new(rows),
        }
    }

    fn answer(&mut self, rulebook: &Rulebook, claim: &Claim) -> Result<(), Issues> {
        match rulebook.compensation(claim)? {
            Compensation::Owed(answer) => self.owed(&answer),
            Compensation::NotOwed(answer) => self.unpaid(answer.outcome, &answer.reasons),
            Compensation::Incomplete(answer) => self.unpaid(answer.outcome, &answer.reasons),
        }
        self.issues.none();
        Ok(())
    }

    fn invalid(&mut self, issues: &Issues) {
        self.nothing(None);
        self.reasons.none();
        self.issues.push(issues);
    }

    fn finish(mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let [claim_until, answer_due, pay_due] = self.days.map(days);
        Ok(vec![
            self.outcome.finish()?,
            self.rule.finish()?,
            Arc::new(self.amount.finish()),
            self.lines.finish()?,
            claim_until,
            answer_due,
            pay_due,
            self.sources.finish()?,
            self.reasons.finish()?,
            self.issues.finish()?,
        ])
    }
}

impl Owing {
    fn owed(&mut self, answer: &Owed<'_>) {
        self.outcome.push(Some(answer.outcome.as_str()));
        self.rule.push(Some(&answer.rule));
        self.amount.append_value(answer.amount);
        for line in &answer.lines {
            self.lines.line(line.kind.as_str(), &line.id, None, line.amount, line.source.as_deref());
        }
        self.lines.end();
        self.days(&[Some(answer.claim_until), answer.answer_due, answer.pay_due]);
        self.sources.push(answer.sources.iter().map(AsRef::as_ref));
        self.reasons.push([]);
    }

    /// Nothing is owed, or it cannot be told.
    fn unpaid(&mut self, outcome: Outcome, reasons: &[Reason<'_>]) {
        self.nothing(Some(outcome.as_str()));
        self.reasons.push(reasons.iter().map(|reason| reason.code.as_str()));
    }

    /// An answer without amounts.
    fn nothing(&mut self, outcome: Option<&str>) {
        self.outcome.push(outcome);
        self.rule.push(None);
        self.amount.append_null();
        self.lines.none();
        self.days(&[None; 3]);
        self.sources.none();
    }

    fn days(&mut self, days: &[Option<Date>; 3]) {
        self.days.iter_mut().zip(days).for_each(|(column, day)| column.push(*day));
    }
}
