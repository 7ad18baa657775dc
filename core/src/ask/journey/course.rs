//! What there is to tell of a dossier under the clause that covers it, and its state.

use super::answer::{Expected, Late, Leg};
use super::late::Clocks;
use super::leg::{Known, Legs, Sending, Sendings};
use super::next::{Claimable, of_delivery};
use super::question::Dossier;
use super::state::DossierState;
use crate::ask::deadlines::{Dated, Deadlines, Moments, StepId};
use crate::ask::track::State;
use crate::index::table::At as _;
use crate::rulebook::Rulebook;
use crate::wire::{Date, Issues};

/// What there is to tell of a dossier under the clause that covers it.
pub(super) struct Course<'r, 'd> {
    pub(super) rulebook: &'r Rulebook,
    pub(super) dossier: &'d Dossier,
    pub(super) legs: &'d Legs,
    pub(super) known: Known,
    pub(super) sendings: &'d Sendings<'d>,
    pub(super) went_on: Date,
}

type Told<'r> = (Deadlines<'r>, Vec<Late>, Vec<Expected<'r>>);

impl<'r, 'd> Course<'r, 'd> {
    /// The due days of the last sending, what is late, and what comes next.
    pub(super) fn told(&self) -> Result<Told<'r>, Issues> {
        let Self { rulebook, dossier, legs, known, sendings, went_on } = *self;
        let moments = dossier.moments(went_on, &known, &sendings.last);
        let (deadlines, case) = (rulebook.deadlines(&moments)?, rulebook.look_up(moments.asked())?);
        let cover = case.as_ref().ok().and_then(|case| Some((case, rulebook.covers(case)?)));
        let (Some(dated), Some((case, cover))) = (dated(&deadlines), cover) else {
            return Ok((deadlines, Vec::new(), Vec::new()));
        };
        let post = rulebook.calendar_or_first(cover.clause_node.calendar);
        let agency = rulebook.calendar_or_first(rulebook.index.agencies.node(case.agency).calendar);
        let clocks = Clocks { on: dossier.on, post, agency, pauses: &moments.pauses() };
        let mut late = clocks.up_to_collection(dated, &known, legs.intake.as_ref());
        let mut claimable: Vec<Claimable<'d>> = self.intake(dated).into_iter().collect();
        for sending in &sendings.before {
            let answer = rulebook.deadlines(&dossier.moments(went_on, &known, sending))?;
            let Some(dated) = self::dated(&answer) else { continue };
            late.extend(clocks.first_attempt(dated, sending));
            claimable.extend(sending.claimable(dated));
        }
        late.extend(clocks.first_attempt(dated, &sendings.last));
        claimable.extend(sendings.last.claimable(dated));
        let sla = cover.clause().sla.as_ref();
        let mut next = sla.map_or_else(Vec::new, |sla| of_delivery(sla, post, dated, &sendings.last));
        let rule = |day| Some(rulebook.document().liability.at(*rulebook.index.liability.on(day)?));
        next.extend(claimable.iter().flat_map(|leg| leg.claims(rule, &late, dossier.on)));
        Ok((deadlines, late, next))
    }

    fn intake(&self, dated: &Dated<'_>) -> Option<Claimable<'d>> {
        Some(Claimable {
            leg: self.legs.intake.as_ref()?,
            accepted_on: self.known.posted,
            due_on: due(dated, StepId::Filing),
            delivered_on: self.legs.handed_in_on(),
        })
    }
}

impl Dossier {
    /// The question about due days on one sending of the result.
    fn moments(&self, on: Date, known: &Known, sending: &Sending<'_>) -> Moments {
        Moments {
            agency: self.agency.clone(),
            procedure: self.procedure.clone(),
            service: self.service,
            on,
            known_on: self.known_on,
            zone: self.zone.clone(),
            place: self.place.clone(),
            slip: self.slip,
            posted_on: known.posted,
            filed_on: known.filed,
            resolved_on: known.resolved,
            collected_on: sending.collected_on,
            last_attempt_on: sending.last_attempt_on,
            suspended: self.suspended.clone(),
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
    dated.steps.iter().find(|told| told.id == step).map(|told| told.due)
}

/// Where the dossier stands. That the person has the result the post knows best, anything else the agency.
pub(super) fn state_of(dossier: &Dossier, legs: &Legs, known: &Known) -> DossierState {
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
    match (known.filed, legs.intake.as_ref().map(|leg| leg.tracking.state)) {
        // The agency's clock counts from the day after.
        (Some(filed_on), _) if dossier.on > filed_on => DossierState::Processing,
        (Some(_), _) => DossierState::Received,
        (None, Some(State::Returned)) => DossierState::NotReceived,
        (None, Some(State::Cancelled)) => DossierState::WithdrawalRequested,
        (None, _) => DossierState::Registered,
    }
}
