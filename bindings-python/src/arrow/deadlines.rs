//! `deadlines_batch`.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_schema::{ArrowError, DataType};
use hoso::{Date, Deadlines, Issues, Moments, Reason, Rulebook};

use super::build::{Ends, Few, IssueLists, TextLists, days, few, issues, list, record, records};
use super::singly::Told;

/// The steps of each dossier.
pub(crate) struct Steps {
    /// `outcome`, `contract`, `clause`, `zone`.
    names: [Few; 4],
    ends: Ends,
    count: usize,
    id: StringBuilder,
    from: Vec<Option<Date>>,
    days: Int64Builder,
    unit: StringBuilder,
    due: Vec<Option<Date>>,
    reasons: TextLists,
    issues: IssueLists,
}

impl Told for Steps {
    type Question = Moments;

    fn columns() -> Vec<(&'static str, DataType)> {
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

    fn new(rows: usize) -> Self {
        Self {
            names: [(); 4].map(|()| Few::default()),
            ends: Ends::new(rows),
            count: 0,
            id: StringBuilder::new(),
            from: Vec::new(),
            days: Int64Builder::new(),
            unit: StringBuilder::new(),
            due: Vec::new(),
            reasons: TextLists::new(rows),
            issues: IssueLists::new(rows),
        }
    }

    fn answer(&mut self, rulebook: &Rulebook, moments: &Moments) -> Result<(), Issues> {
        let code = |reason: &Reason<'_>| reason.code.as_str();
        match rulebook.deadlines(moments)? {
            Deadlines::Dated(told) | Deadlines::NoDeadline(told) => {
                self.names([
                    Some(told.outcome.as_str()),
                    Some(&told.contract),
                    Some(&told.clause),
                    told.zone.as_deref(),
                ]);
                for step in &told.steps {
                    self.id.append_value(step.id.as_str());
                    self.from.push(Some(step.from));
                    self.days.append_value(step.days.get());
                    self.unit.append_value(step.unit.as_str());
                    self.due.push(Some(step.due));
                    self.count += 1;
                }
                self.ends.end(self.count);
                self.reasons.push(told.reasons.iter().map(code));
            }
            Deadlines::NotCovered(told) => {
                self.names([Some(told.outcome.as_str()), None, None, None]);
                self.ends.none();
                self.reasons.push(told.reasons.iter().map(code));
            }
        }
        self.issues.none();
        Ok(())
    }

    fn invalid(&mut self, issues: &Issues) {
        self.names([None; 4]);
        self.ends.none();
        self.reasons.none();
        self.issues.push(issues);
    }

    fn finish(mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let steps = records(vec![
            ("id", Arc::new(self.id.finish())),
            ("from", days(self.from)),
            ("days", Arc::new(self.days.finish())),
            ("unit", Arc::new(self.unit.finish())),
            ("due", days(self.due)),
        ])?;
        let mut columns = self.names.into_iter().map(Few::finish).collect::<Result<Vec<_>, _>>()?;
        columns.extend([self.ends.lists(steps)?, self.reasons.finish()?, self.issues.finish()?]);
        Ok(columns)
    }
}

impl Steps {
    fn names(&mut self, names: [Option<&str>; 4]) {
        self.names.iter_mut().zip(names).for_each(|(column, name)| column.push(name));
    }
}
