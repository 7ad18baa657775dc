//! From the known moments to the due days.

use std::borrow::Cow;

use super::answer::{Dated, Deadlines};
use super::question::Moments;
use super::steps::Steps;
use crate::ask::answer::{Answerable, Outcome, cite};
use crate::ask::decide::{Cover, NotCovered, PreparedCase, Ruling};
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
