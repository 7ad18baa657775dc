//! From the known moments to the due days.

use super::answer::{Dated, Deadlines, Step};
use super::question::Moments;
use super::steps::Told;
use crate::ask::answer::{Answerable, Outcome, cite};
use crate::ask::decide::{Cover, NotCovered, PreparedCase, Ruling};
use crate::index::table::At as _;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language};

impl Answerable for Moments {
    type Answer<'r> = Deadlines<'r>;

    fn answer<'r>(&self, rulebook: &'r Rulebook, _: Language) -> Result<Self::Answer<'r>, Issues> {
        Ok(match rulebook.ruling(self.asked())? {
            Ruling::NotCovered(reasons) => Deadlines::NotCovered(NotCovered::because(reasons)),
            Ruling::Covered(case, cover) => rulebook.due_days(self, &case, &cover).into(),
        })
    }
}

impl Rulebook {
    /// The due days of a covered case, as far as they can be told.
    pub(crate) fn due_days<'r>(&'r self, moments: &Moments, case: &PreparedCase, cover: &Cover<'r>) -> Dated<'r> {
        let (steps, reasons, zone) = self.steps(moments, case, cover);
        let mut sources = Vec::new();
        for step in &steps {
            cite(&mut sources, step.source);
        }
        let steps: Vec<Step<'r>> = steps.into_iter().map(Told::step).collect();
        Dated {
            outcome: if steps.is_empty() { Outcome::NoDeadline } else { Outcome::Dated },
            contract: cover.contract().id.as_str().into(),
            clause: cover.clause().id.as_str().into(),
            zone: zone.map(|zone| self.document().zones.at(zone).id.as_str().into()),
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
