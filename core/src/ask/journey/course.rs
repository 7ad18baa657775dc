//! What there is to tell of a dossier under the clause that covers it, and its state.

use super::answer::{Expected, Late, Leg};
use super::late::Clocks;
use super::leg::{KnownDays, Legs, Sending, Sendings};
use super::next::{Claimable, of_delivery};
use super::question::Dossier;
use super::state::DossierState;
use crate::ask::deadlines::{Dated, Deadlines, Moments, StepId};
use crate::ask::decide::{Cover, NotCovered, PreparedCase, Ruling};
use crate::ask::quote::Quotation;
use crate::ask::track::State;
use crate::index::table::At as _;
use crate::rulebook::Rulebook;
use crate::wire::{Date, Issues};

/// What there is to tell of a dossier under the clause that covers it.
pub(super) struct Course<'r, 'd> {
    pub(super) rulebook: &'r Rulebook,
    pub(super) dossier: &'d Dossier,
    pub(super) legs: &'d Legs,
    pub(super) known: KnownDays,
    pub(super) sendings: &'d Sendings<'d>,
    pub(super) went_on: Date,
}

/// What the clause that covers a dossier says of it: the due days of the last sending, what is late, what comes next, and
/// the price.
pub(super) struct Outlook<'r> {
    pub(super) deadlines: Deadlines<'r>,
    pub(super) late: Vec<Late>,
    pub(super) next: Vec<Expected<'r>>,
    pub(super) quote: Option<Quotation<'r>>,
}

impl<'r, 'd> Course<'r, 'd> {
    /// What there is to tell; without a clause nothing is late, and nothing comes next.
    pub(super) fn outlook(&self) -> Result<Outlook<'r>, Issues> {
        let moments = self.moments(&self.sendings.last);
        let consignment = self.dossier.consignment(self.went_on);
        match self.rulebook.ruling(moments.asked())? {
            Ruling::NotCovered(reasons) => {
                let answer = NotCovered::because(reasons);
                let quote = consignment.map(|_| Quotation::NotCovered(answer.clone()));
                Ok(Outlook { deadlines: Deadlines::NotCovered(answer), late: Vec::new(), next: Vec::new(), quote })
            }
            Ruling::Covered(case, cover) => {
                let dated = self.rulebook.due_days(&moments, &case, &cover);
                let (late, next) = self.late_and_next(&dated, &moments, &case, &cover);
                let quote = consignment.map(|it| self.rulebook.quotation(&it, &case, cover)).transpose()?;
                Ok(Outlook { deadlines: dated.into(), late, next, quote })
            }
        }
    }

    fn late_and_next(
        &self,
        dated: &Dated<'r>,
        moments: &Moments,
        case: &PreparedCase,
        cover: &Cover<'r>,
    ) -> (Vec<Late>, Vec<Expected<'r>>) {
        let Self { rulebook, dossier, legs, known, sendings, .. } = *self;
        let post = rulebook.calendar_or_first(cover.node().calendar);
        let (agency, counter) = (rulebook.calendar_of(case.agency), rulebook.calendar_of(case.counter()));
        let clocks = Clocks { on: dossier.on, post, agency, counter, pauses: &moments.pauses() };
        let mut late = clocks.up_to_collection(dated, &known, legs.intake.as_ref());
        let mut claimable: Vec<Claimable<'d>> = self.intake(dated).into_iter().collect();
        for sending in &sendings.before {
            let dated = rulebook.due_days(&self.moments(sending), case, cover);
            late.extend(clocks.first_attempt(&dated, sending));
            claimable.extend(sending.claimable(&dated));
        }
        late.extend(clocks.first_attempt(dated, &sendings.last));
        claimable.extend(sendings.last.claimable(dated));
        let sla = cover.clause().sla.as_ref();
        let mut next = sla.map_or_else(Vec::new, |sla| of_delivery(sla, post, dated, &sendings.last));
        let rule = |day| Some(rulebook.document().liability.at(*rulebook.index.liability.on(day)?));
        next.extend(claimable.iter().flat_map(|leg| leg.claims(rule, &late, dossier.on)));
        (late, next)
    }

    fn intake(&self, dated: &Dated<'_>) -> Option<Claimable<'d>> {
        Some(Claimable {
            leg: self.legs.intake.as_ref()?,
            accepted_on: self.known.posted,
            due_on: due(dated, StepId::Filing),
            delivered_on: self.legs.handed_in_on(),
        })
    }

    /// The question about due days on one sending of the result.
    fn moments(&self, sending: &Sending<'_>) -> Moments {
        let Self { dossier, known, went_on: on, .. } = *self;
        Moments {
            agency: dossier.agency.clone(),
            procedure: dossier.procedure.clone(),
            service: dossier.service,
            on,
            known_on: dossier.known_on,
            reception: dossier.reception.clone(),
            zone: dossier.zone.clone(),
            place: dossier.place.clone(),
            slip: dossier.slip,
            posted_on: known.posted,
            filed_on: dossier.filed_on,
            filed_at: known.filed_at,
            resolved_on: known.resolved,
            collected_on: sending.collected_on,
            last_attempt_on: sending.last_attempt_on,
            suspended: dossier.suspended.clone(),
        }
    }
}

impl<'l> Sending<'l> {
    fn claimable(&self, dated: &Dated<'_>) -> Option<Claimable<'l>> {
        let Self { leg, collected_on: accepted_on, delivered_on, .. } = *self;
        Some(Claimable { leg: leg?, accepted_on, due_on: due(dated, StepId::FirstAttempt), delivered_on })
    }
}

/// The due days of an answer that has a clause.
pub(super) fn dated<'a, 'r>(deadlines: &'a Deadlines<'r>) -> Option<&'a Dated<'r>> {
    match deadlines {
        Deadlines::Dated(dated) | Deadlines::NoDeadline(dated) => Some(dated),
        Deadlines::NotCovered(_) => None,
    }
}

pub(super) fn due(dated: &Dated<'_>, step: StepId) -> Option<Date> {
    Some(dated.step(step)?.due)
}

/// Where the dossier stands. That the person has the result the post knows best, anything else the agency.
pub(super) fn state_of(dossier: &Dossier, legs: &Legs, filed: Option<Date>, known: &KnownDays) -> DossierState {
    if legs.returns.iter().any(Leg::is_delivered) {
        return DossierState::HandedOver;
    }
    if let Some(told) = dossier.agency_state {
        return told;
    }
    if known.resolved.or(known.collected).is_some() {
        return DossierState::Done;
    }
    if dossier.suspended.iter().any(|days| days.holds_on(dossier.on)) {
        return DossierState::SupplementRequested;
    }
    match (filed, legs.intake.as_ref().map(|leg| leg.tracking.state)) {
        // The agency's clock counts from the day after.
        (Some(filed_on), _) if dossier.on > filed_on => DossierState::Processing,
        (Some(_), _) => DossierState::Received,
        (None, Some(State::Returned)) => DossierState::NotReceived,
        (None, Some(State::Cancelled)) => DossierState::WithdrawalRequested,
        (None, _) => DossierState::Registered,
    }
}
