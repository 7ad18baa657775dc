//! The steps of a dossier, counted one by one.

use std::borrow::Cow;

use super::answer::{DayUnit, Step, StepId};
use super::question::Moments;
use crate::ask::decide::{Cover, PreparedCase};
use crate::document::{Procedure, Service, Sla, Zone};
use crate::index::calendar::WorkingDays;
use crate::index::clause::ClauseNode;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::say::reason::{Reason, ReasonCode};
use crate::wire::{BoundedText, Date, Days, Span, UtcOffset};

/// The steps that can be told, why others cannot, and the zone by which the post's days go.
pub(super) struct Steps<'r> {
    pub(super) told: Vec<Step<'r>>,
    pub(super) reasons: Vec<Reason<'static>>,
    pub(super) zone: Option<ZoneOf<'r>>,
}

/// A zone, by position and by id.
#[derive(Clone, Copy)]
pub(super) struct ZoneOf<'r> {
    at: Ix<Zone>,
    pub(super) id: &'r str,
}

/// A moment of the question, by its key, and its day when it is known.
#[derive(Clone, Copy)]
struct Moment {
    key: &'static str,
    day: Option<Date>,
}

/// How a step is counted in working days: from when, by which calendar, and which days do not count.
struct Count<'c, 'r> {
    id: StepId,
    from: Moment,
    calendar: Option<&'c WorkingDays>,
    pauses: &'c [Span],
    source: Option<&'r str>,
}

impl<'r> Count<'_, 'r> {
    /// The step with its due day, or why it has none.
    fn step(&self, days: Result<Days, Reason<'static>>) -> Result<Step<'r>, Reason<'static>> {
        let missing = || Reason::new(ReasonCode::MomentMissing).about(self.id.as_str()).about(self.from.key);
        let (from, days) = (self.from.day.ok_or_else(missing)?, days?);
        let due = self.calendar.map_or(Err(from), |calendar| calendar.add_except(from, days, self.pauses));
        let gap = |day: Date| Reason::new(ReasonCode::CalendarNotCovered).about(self.id.as_str()).about(day);
        let source = self.source.map(Cow::Borrowed);
        Ok(Step { id: self.id, from, days, unit: DayUnit::Working, due: due.map_err(gap)?, source })
    }
}

impl Rulebook {
    /// The steps of a covered case.
    pub(super) fn steps<'r>(&'r self, moments: &Moments, case: &PreparedCase, cover: &Cover<'r>) -> Steps<'r> {
        let mut reasons: Vec<Reason<'_>> = Vec::new();
        let end = self.end(moments.zone.as_ref(), moments.place.as_ref());
        let zone = self.zone(case.counter(), end, case.on, &mut reasons);
        let mut steps = Steps {
            told: Vec::new(),
            reasons: reasons.into_iter().map(Reason::into_owned).collect(),
            zone: zone.map(|at| ZoneOf { at, id: self.document().zones.at(at).id.as_str() }),
        };
        let sla = cover.clause().sla.as_ref();
        if sla.is_none() {
            let (contract, clause) = (cover.contract().id.as_str(), cover.clause().id.as_str());
            let reason = Reason::new(ReasonCode::NoSla).about(contract.to_owned()).about(clause.to_owned());
            steps.reasons.push(reason);
        }
        let post = self.calendar_or_first(cover.node().calendar);
        let (agency, counter) = (self.calendar_of(case.agency), self.calendar_of(case.counter()));
        let (there, back) = (case.service != Service::Return, case.service != Service::Intake);
        let node = cover.node();
        if let (Some(sla), true) = (sla, there) {
            let posted = Moment { key: "posted_on", day: moments.posted_on };
            steps.by_zone(sla, &node.delivery_days, StepId::Filing, posted, post);
            if moments.slip {
                steps.by_zone(sla, &node.slip_days, StepId::Slip, posted, post);
            }
        }
        if let Some(procedure) = case.matter.procedure {
            let procedure = self.document().procedures.at(procedure);
            steps.result(procedure, moments, self.document().utc_offset, agency);
        }
        if let (Some(sla), true) = (sla, back) {
            steps.collection(moments, sla, counter);
            let collected = moments.collected_on.or_else(|| steps.due(StepId::Collection));
            let collected = Moment { key: "collected_on", day: collected };
            steps.by_zone(sla, &node.delivery_days, StepId::FirstAttempt, collected, post);
            steps.hold(moments, sla);
        }
        steps
    }
}

impl<'r> Steps<'r> {
    fn due(&self, id: StepId) -> Option<Date> {
        self.told.iter().find(|step| step.id == id).map(|step| step.due)
    }

    /// Adds a step, or why it cannot be told.
    fn add(&mut self, count: &Count<'_, 'r>, days: Result<Days, Reason<'static>>) {
        match count.step(days) {
            Ok(step) => self.told.push(step),
            Err(reason) => self.reasons.push(reason),
        }
    }

    /// A step of the post, whose days go by the zone; without a zone it is left out silently.
    fn by_zone(
        &mut self,
        sla: &'r Sla,
        days: &[(Ix<Zone>, Days)],
        id: StepId,
        from: Moment,
        calendar: Option<&WorkingDays>,
    ) {
        let Some(zone) = self.zone else { return };
        let missing = || Reason::new(ReasonCode::NoDaysForZone).about(id.as_str()).about(zone.id.to_owned());
        let days = ClauseNode::days_for(days, zone.at).ok_or_else(missing);
        self.add(&Count { id, from, calendar, pauses: &[], source: source_of(sla) }, days);
    }

    /// How long the agency may take, by its own calendar and without suspended days.
    fn result(
        &mut self,
        procedure: &'r Procedure,
        moments: &Moments,
        offset: UtcOffset,
        calendar: Option<&WorkingDays>,
    ) {
        let (id, pauses) = (StepId::Result, moments.pauses());
        let filed = filed(procedure, moments, offset, calendar, &pauses);
        let gap = |day: Date| Reason::new(ReasonCode::CalendarNotCovered).about(id.as_str()).about(day);
        let missing = || Reason::new(ReasonCode::NoProcessingDays).about(procedure.code.as_str().to_owned());
        let days = procedure.processing_days.ok_or_else(missing);
        let days = days.and_then(|days| filed.map(|_| days).map_err(gap));
        // Where the calendar ends before the day on which it counts as filed, that is told; the moment itself is known.
        let day = filed.unwrap_or_else(Some).or_else(|| self.due(StepId::Filing));
        let source = procedure.source.as_ref().map(BoundedText::as_str);
        self.add(&Count { id, from: Moment { key: "filed_on", day }, calendar, pauses: &pauses, source }, days);
    }

    /// The post's collection at the agency, by the agency's calendar.
    fn collection(&mut self, moments: &Moments, sla: &'r Sla, calendar: Option<&WorkingDays>) {
        let from = Moment { key: "resolved_on", day: moments.resolved_on.or_else(|| self.due(StepId::Result)) };
        let days = Ok(sla.handover_days.unwrap_or(Days::ZERO));
        self.add(&Count { id: StepId::Collection, from, calendar, pauses: &[], source: source_of(sla) }, days);
    }

    /// How long an undelivered result is held, in calendar days.
    fn hold(&mut self, moments: &Moments, sla: &'r Sla) {
        let Some((from, days)) = moments.last_attempt_on.zip(sla.hold_days) else { return };
        // Past the last year there is no such day to tell.
        let Some(due) = from.plus_days(days) else { return };
        let source = source_of(sla).map(Cow::Borrowed);
        self.told.push(Step { id: StepId::Hold, from, days, unit: DayUnit::Calendar, due, source });
    }
}

/// The day on which a dossier counts as filed, as far as it is known: of a time at or after the cut-off the agency's next
/// working day.
///
/// # Errors
/// The first day needed that the calendar does not cover.
fn filed(
    procedure: &Procedure,
    moments: &Moments,
    offset: UtcOffset,
    calendar: Option<&WorkingDays>,
    pauses: &[Span],
) -> Result<Option<Date>, Date> {
    let Some((time, day)) = moments.filed_at.and_then(|time| Some((time, time.day(offset)?))) else {
        return Ok(moments.filed_on);
    };
    if procedure.cut_off.is_none_or(|cut_off| time.minutes_of_day(offset) < cut_off.minutes()) {
        return Ok(Some(day));
    }
    calendar.map_or(Err(day), |calendar| calendar.add_except(day, Days::ONE, pauses)).map(Some)
}

fn source_of(sla: &Sla) -> Option<&str> {
    sla.source.as_ref().map(BoundedText::as_str)
}
