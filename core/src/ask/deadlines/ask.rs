//! From the known moments to the due days.

use super::answer::{Dated, Deadlines, Step};
use super::question::Moments;
use super::steps::Told;
use crate::ask::answer::{Outcome, cite, in_json};
use crate::ask::decide::NotCovered;
use crate::index::table::At as _;
use crate::rulebook::Rulebook;
use crate::wire::Issues;

impl Rulebook {
    /// By when is each step due?
    ///
    /// # Errors
    /// None so far: a question that was read is answered.
    pub fn deadlines<'r>(&'r self, moments: &Moments) -> Result<Deadlines<'r>, Issues> {
        let not_covered = |reasons| Ok(Deadlines::NotCovered(NotCovered::because(reasons)));
        let case = match self.look_up(moments.asked())? {
            Ok(case) => case,
            Err(reason) => return not_covered(vec![reason]),
        };
        let Some(cover) = self.covers(&case) else { return not_covered(self.refusal(&case)) };
        let (steps, reasons, zone) = self.steps(moments, &case, &cover);
        let mut sources = Vec::new();
        for step in &steps {
            cite(&mut sources, step.source);
        }
        let steps: Vec<Step<'r>> = steps.into_iter().map(Told::step).collect();
        let told = Dated {
            outcome: if steps.is_empty() { Outcome::NoDeadline } else { Outcome::Dated },
            contract: cover.contract().id.as_str().into(),
            clause: cover.clause().id.as_str().into(),
            zone: zone.map(|zone| self.document().zones.at(zone).id.as_str().into()),
            steps,
            reasons,
            sources,
        };
        Ok(if told.steps.is_empty() { Deadlines::NoDeadline(told) } else { Deadlines::Dated(told) })
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn deadlines_json(&self, json: &str, language: crate::wire::Language) -> String {
        in_json(json, language, |moments: Moments| self.deadlines(&moments))
    }
}
