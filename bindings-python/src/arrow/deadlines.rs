//! `deadlines_batch`.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType};
use hoso::read;
use hoso::{Deadlines, Moments, Reason};

use super::build::{Ends, Few, IssueLists, TextLists, days, few, issues, list, record, records};
use super::layout::{Keys, Layout, Want};
use super::stream::Plan;

/// The columns of moments.
pub(crate) const MOMENTS: Keys = &[
    ("agency", Want::Text),
    ("procedure", Want::Text),
    ("service", Want::Text),
    ("on", Want::Day),
    ("known_on", Want::Day),
    ("zone", Want::Text),
    ("place", Want::Text),
    ("slip", Want::Truth),
    ("posted_on", Want::Day),
    ("filed_on", Want::Day),
    ("resolved_on", Want::Day),
    ("collected_on", Want::Day),
    ("last_attempt_on", Want::Day),
    ("suspended", Want::Records(&[("from", Want::Day), ("until", Want::Day)])),
];

/// `deadlines_batch`: rows are read and answered as single questions.
pub(crate) struct Due {
    pub(crate) rulebook: Arc<hoso::Rulebook>,
    pub(crate) layout: Layout,
}

impl Due {
    pub(crate) fn columns() -> Vec<(&'static str, DataType)> {
        let step = record(&[
            ("id", DataType::Utf8),
            ("from", DataType::Date32),
            ("days", DataType::Int64),
            ("unit", DataType::Utf8),
            ("due", DataType::Date32),
        ]);
        let rule = ["outcome", "contract", "clause", "zone"].map(|name| (name, few()));
        let rest = [("steps", list(step)), ("reasons", list(DataType::Utf8)), ("issues", issues())];
        rule.into_iter().chain(rest).collect()
    }
}

impl Plan for Due {
    fn answer(&self, piece: &RecordBatch) -> Result<Vec<ArrayRef>, ArrowError> {
        let (rows, columns) = (piece.num_rows(), self.layout.of(piece));
        let [mut outcome, mut contract, mut clause, mut zone] = [(); 4].map(|()| Few::default());
        let (mut ends, mut count) = (Ends::new(rows), 0);
        let (mut id, mut unit, mut length) = (StringBuilder::new(), StringBuilder::new(), Int64Builder::new());
        let (mut from, mut due) = (Vec::new(), Vec::new());
        let (mut reasons, mut issues) = (TextLists::new(rows), IssueLists::new(rows));
        let code = |reason: &Reason<'_>| reason.code.as_str();
        for row in 0..rows {
            let read = read::from_node::<Moments>(&columns.row(row));
            let answer = read.and_then(|moments| self.rulebook.deadlines(&moments));
            let mut names = [None; 4];
            match &answer {
                Ok(Deadlines::Dated(told) | Deadlines::NoDeadline(told)) => {
                    names =
                        [Some(told.outcome.as_str()), Some(&*told.contract), Some(&*told.clause), told.zone.as_deref()];
                    for step in &told.steps {
                        id.append_value(step.id.as_str());
                        from.push(Some(step.from));
                        length.append_value(step.days.get());
                        unit.append_value(step.unit.as_str());
                        due.push(Some(step.due));
                        count += 1;
                    }
                    ends.end(count);
                    reasons.push(told.reasons.iter().map(code));
                    issues.none();
                }
                Ok(Deadlines::NotCovered(told)) => {
                    names = [Some(told.outcome.as_str()), None, None, None];
                    ends.none();
                    reasons.push(told.reasons.iter().map(code));
                    issues.none();
                }
                Err(found) => {
                    ends.none();
                    reasons.none();
                    issues.push(found);
                }
            }
            for (column, name) in [&mut outcome, &mut contract, &mut clause, &mut zone].into_iter().zip(names) {
                column.push(name);
            }
        }
        let steps = records(vec![
            ("id", Arc::new(id.finish())),
            ("from", days(from)),
            ("days", Arc::new(length.finish())),
            ("unit", Arc::new(unit.finish())),
            ("due", days(due)),
        ])?;
        Ok(vec![
            outcome.finish()?,
            contract.finish()?,
            clause.finish()?,
            zone.finish()?,
            ends.lists(steps)?,
            reasons.finish()?,
            issues.finish()?,
        ])
    }
}
