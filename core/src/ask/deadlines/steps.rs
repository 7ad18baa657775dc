//! The steps of a dossier, counted one by one.

use std::borrow::Cow;

use super::answer::{DayUnit, Step, StepId};
use super::question::Moments;
use crate::ask::decide::{Cover, PreparedCase};
use crate::document::{Service, Sla, Zone};
use crate::index::calendar::WorkingDays;
use crate::index::contract::ClauseNode;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::say::reason::{Reason, ReasonCode};
use crate::wire::{Date, Days, Line, Span};

impl Rulebook {
    /// The steps that can be told, why others cannot, and the zone.
    pub(super) fn steps<'r>(
        &'r self,
        moments: &Moments,
        case: &PreparedCase,
        cover: &Cover<'r>,
    ) -> (Vec<Told<'r>>, Vec<Reason<'static>>, Option<Ix<Zone>>) {
        let mut reasons: Vec<Reason<'_>> = Vec::new();
        let zone =
            self.zone(case.agency, self.end(moments.zone.as_ref(), moments.place.as_ref()), case.on, &mut reasons);
        let mut telling = Telling {
            steps: Vec::new(),
            reasons: reasons.into_iter().map(Reason::into_owned).collect(),
            zone: zone.map(|zone| (zone, self.document().zones.at(zone).id.as_str())),
        };
        let sla = cover.clause().sla.as_ref();
        if sla.is_none() {
            let (contract, clause) = (cover.contract().id.as_str(), cover.clause().id.as_str());
            let reason = Reason::new(ReasonCode::NoSla).about(contract.to_owned()).about(clause.to_owned());
            telling.reasons.push(reason);
        }
        let (post, agency) = (cover.clause_node.calendar, self.index.agencies.node(case.agency).calendar);
        let (post, agency) = (self.calendar_or_first(post), self.calendar_or_first(agency));
        let (there, back) = (case.service != Service::Return, case.service != Service::Intake);
        if let (Some(sla), true) = (sla, there) {
            let days = &cover.clause_node.delivery_days;
            telling.by_zone(StepId::Filing, ("posted_on", moments.posted_on), days, post, sla);
            if moments.slip {
                let days = &cover.clause_node.slip_days;
                telling.by_zone(StepId::Slip, ("posted_on", moments.posted_on), days, post, sla);
            }
        }
        self.result(&mut telling, moments, case, agency);
        if let (Some(sla), true) = (sla, back) {
            telling.collection(moments, sla, agency);
            let collected = moments.collected_on.or_else(|| telling.due(StepId::Collection));
            let days = &cover.clause_node.delivery_days;
            telling.by_zone(StepId::FirstAttempt, ("collected_on", collected), days, post, sla);
            telling.hold(moments, sla);
        }
        (telling.steps, telling.reasons, zone)
    }

    /// How long the agency may take, by its own calendar and without suspended days.
    fn result<'r>(
        &'r self,
        telling: &mut Telling<'r>,
        moments: &Moments,
        case: &PreparedCase,
        agency: Option<&WorkingDays>,
    ) {
        let Some(procedure) = case.matter.procedure.map(|procedure| self.document().procedures.at(procedure)) else {
            return;
        };
        let filed = moments.filed_on.or_else(|| telling.due(StepId::Filing));
        let missing = || Reason::new(ReasonCode::NoProcessingDays).about(procedure.code.as_str().to_owned());
        let days = procedure.processing_days.ok_or_else(missing);
        let source = procedure.source.as_ref().map(Line::as_str);
        telling.count(StepId::Result, ("filed_on", filed), days, (agency, &moments.pauses()), source);
    }
}

/// A step as it is told; its source still borrowed from the rulebook alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'r> {
    id: StepId,
    from: Date,
    days: Days,
    unit: DayUnit,
    due: Date,
    pub(super) source: Option<&'r str>,
}

impl<'r> Told<'r> {
    pub(super) fn step(self) -> Step<'r> {
        let Self { id, from, days, unit, due, source } = self;
        Step { id, from, days, unit, due, source: source.map(Cow::Borrowed) }
    }
}

/// The steps told so far, and why others are not.
struct Telling<'r> {
    steps: Vec<Told<'r>>,
    reasons: Vec<Reason<'static>>,
    zone: Option<(Ix<Zone>, &'r str)>,
}

impl<'r> Telling<'r> {
    fn due(&self, id: StepId) -> Option<Date> {
        self.steps.iter().find(|step| step.id == id).map(|step| step.due)
    }

    /// Counts a step in working days, or says why it cannot be told.
    fn count(
        &mut self,
        id: StepId,
        (moment, from): (&'static str, Option<Date>),
        days: Result<Days, Reason<'static>>,
        (calendar, pauses): (Option<&WorkingDays>, &[Span]),
        source: Option<&'r str>,
    ) {
        let told = || {
            let missing = || Reason::new(ReasonCode::MomentMissing).about(id.as_str()).about(moment);
            let (from, days) = (from.ok_or_else(missing)?, days?);
            let due = calendar.map_or(Err(from), |calendar| calendar.add_except(from, days, pauses));
            let gap = |day: Date| Reason::new(ReasonCode::CalendarNotCovered).about(id.as_str()).about(day);
            Ok(Told { id, from, days, unit: DayUnit::Working, due: due.map_err(gap)?, source })
        };
        match told() {
            Ok(step) => self.steps.push(step),
            Err(reason) => self.reasons.push(reason),
        }
    }

    /// A step of the post, whose days go by the zone; without a zone it is left out silently.
    fn by_zone(
        &mut self,
        id: StepId,
        moment: (&'static str, Option<Date>),
        days: &[(Ix<Zone>, Days)],
        calendar: Option<&WorkingDays>,
        sla: &'r Sla,
    ) {
        let Some((zone, zone_id)) = self.zone else { return };
        let missing = || Reason::new(ReasonCode::NoDaysForZone).about(id.as_str()).about(zone_id.to_owned());
        let days = ClauseNode::days_for(days, zone).ok_or_else(missing);
        self.count(id, moment, days, (calendar, &[]), sla.source.as_ref().map(Line::as_str));
    }

    /// The post's collection at the agency, by the agency's calendar.
    fn collection(&mut self, moments: &Moments, sla: &'r Sla, agency: Option<&WorkingDays>) {
        let resolved = moments.resolved_on.or_else(|| self.due(StepId::Result));
        let days = Ok(sla.handover_days.unwrap_or(Days::ZERO));
        let source = sla.source.as_ref().map(Line::as_str);
        self.count(StepId::Collection, ("resolved_on", resolved), days, (agency, &[]), source);
    }

    /// How long an undelivered result is held, in calendar days.
    fn hold(&mut self, moments: &Moments, sla: &'r Sla) {
        let Some((from, days)) = moments.last_attempt_on.zip(sla.hold_days) else { return };
        // Past the last year there is no such day to tell.
        let Some(due) = from.plus_days(days) else { return };
        let source = sla.source.as_ref().map(Line::as_str);
        self.steps.push(Told { id: StepId::Hold, from, days, unit: DayUnit::Calendar, due, source });
    }
}
