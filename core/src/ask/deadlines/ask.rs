//! From the known moments to the due days.

use std::borrow::Cow;

use super::answer::{Dated, Deadlines};
use super::question::Moments;
use super::steps::Steps;
use crate::ask::answer::{Outcome, cite, in_json};
use crate::ask::decide::{Cover, NotCovered, PreparedCase, Ruling};
use crate::rulebook::Rulebook;
use crate::wire::Issues;

impl Rulebook {
    /// By when is each step due?
    ///
    /// # Errors
    /// None so far: a question that was read is answered.
    pub fn deadlines<'r>(&'r self, moments: &Moments) -> Result<Deadlines<'r>, Issues> {
        Ok(match self.ruling(moments.asked())? {
            Ruling::NotCovered(reasons) => Deadlines::NotCovered(NotCovered::because(reasons)),
            Ruling::Covered(case, cover) => self.due_days(moments, &case, &cover).into(),
        })
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn deadlines_json(&self, json: &str, language: crate::wire::Language) -> String {
        in_json(json, language, |moments: Moments| self.deadlines(&moments))
    }

    /// The due days of a covered case, as far as they can be told.
    pub(crate) fn due_days<'r>(&'r self, moments: &Moments, case: &PreparedCase, cover: &Cover<'r>) -> Dated<'r> {
        let Steps { told: steps, reasons, zone } = self.steps(moments, case, cover);
        let mut sources = Vec::new();
        for step in &steps {
            if let Some(Cow::Borrowed(source)) = step.source {
                cite(&mut sources, Some(source));
            }
        }
        Dated {
            outcome: if steps.is_empty() { Outcome::NoDeadline } else { Outcome::Dated },
            contract: cover.contract().id.as_str().into(),
            clause: cover.clause().id.as_str().into(),
            zone: zone.map(|zone| zone.id.into()),
            steps,
            reasons,
            sources,
        }
    }
}

impl<'r> From<Dated<'r>> for Deadlines<'r> {
    fn from(dated: Dated<'r>) -> Self {
        if dated.steps.is_empty() { Self::NoDeadline(dated) } else { Self::Dated(dated) }
    }
}
