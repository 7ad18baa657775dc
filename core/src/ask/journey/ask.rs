//! From a dossier and its events to its journey.

use super::answer::Journey;
use super::course::{Course, Outlook, dated, due, state_of};
use super::leg::Legs;
use super::question::Dossier;
use crate::ask::answer::Answerable;
use crate::ask::deadlines::StepId;
use crate::document::Service;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language};

impl Answerable for Dossier {
    type Answer<'r> = Journey<'r>;

    fn answer<'r>(&self, rulebook: &'r Rulebook, _: Language) -> Result<Self::Answer<'r>, Issues> {
        let legs = Legs::of(self, rulebook.document().utc_offset)?;
        let (known, sendings) = (legs.known(self), legs.sendings(self));
        let went_on = if self.service == Service::Return { known.collected } else { known.posted };
        let went_on = went_on.unwrap_or(self.on);
        let course = Course { rulebook, dossier: self, legs: &legs, known, sendings: &sendings, went_on };
        let Outlook { deadlines, late, next, quote } = course.outlook()?;
        // What was handed over after the cut-off counts as filed on a later day, from which the agency's time is counted.
        let counted = dated(&deadlines).and_then(|dated| dated.step(StepId::Result)).map(|step| step.from);
        let filed = known.filed.map(|day| counted.unwrap_or(day));
        let state = state_of(self, &legs, filed, &known);
        let handed_over_on = legs.handed_over_on();
        Ok(Journey {
            dossier: self.dossier.clone(),
            on: self.on,
            state,
            state_number: state.number(),
            promised_on: dated(&deadlines).and_then(|dated| due(dated, StepId::Result)),
            resolved_on: known.resolved,
            handed_over_on,
            legs: legs.into_list(),
            deadlines,
            late,
            next,
            quote,
        })
    }
}
